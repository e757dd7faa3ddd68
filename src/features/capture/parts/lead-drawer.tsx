// One lead of the stand: who, how hot, what next, the card, who took it, and on which records it probably is the same.
import { Anchor, Button, Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";

import {
  type StandLead,
  type StandList,
  joinStandLead,
  listStandLeads,
  readCapture as readMe,
  readStandPhoto,
  sendCaptured,
} from "#features/capture/contract.ts";
import classes from "#features/capture/parts/leads.module.css";
import type { words } from "#features/capture/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, usePathPart, useWorkspaceSlug } from "#ui/address.tsx";
import { ask, whereIs } from "#ui/client.ts";
import { Drawer } from "#ui/dialog.tsx";
import { useFormat, useSentence, useWords } from "#ui/language.ts";
import { toast } from "#ui/toast.tsx";
import { forget } from "#ui/use-ask.ts";

interface DrawerProps {
  readonly lead: string;
  readonly told: StandList;
  readonly onClose: () => void;
}

export function LeadDrawer({ lead, told, onClose }: DrawerProps) {
  const t = useWords<typeof words>("capture");
  const workspace = useWorkspaceSlug();
  const id = usePathPart("id");
  const found = told.leads.find((each) => each.lead === lead);
  if (found === undefined)
    return (
      <Drawer opened onClose={onClose} title={t("list")}>
        <p>{t("detail-none")}</p>
      </Drawer>
    );
  return (
    <Drawer opened onClose={onClose} title={found.name ?? found.company ?? found.email ?? found.phone ?? t("saved-photo")} size="34rem">
      <Stack gap="lg">
        <Known lead={found} />
        {found.photo === null ? null : (
          <img className={classes["card"]} alt={t("photo-alt")} src={whereIs(readStandPhoto, { params: { workspace, id, entry: found.photo } })} />
        )}
        <Probably lead={found} />
        <Sources lead={found} />
        <p style={{ display: "flex", flexWrap: "wrap", gap: 16, margin: 0 }}>
          <Anchor component={GoTo} href={paths.handoff(workspace, { lead })}>
            {t("detail-handoff")}
          </Anchor>
          <Anchor component={GoTo} href={paths.records(workspace, { entity: "lead", id: lead })}>
            {t("detail-record")}
          </Anchor>
        </p>
      </Stack>
    </Drawer>
  );
}

function Known({ lead }: { readonly lead: StandLead }) {
  const t = useWords<typeof words>("capture");
  const format = useFormat();
  const next = lead.nextStep === null ? null : [t(`next-${lead.nextStep}`), ...(lead.nextOn === null ? [] : [format.day(lead.nextOn)])].join(", ");
  const promise = [
    t(`standing-${lead.standing}`),
    ...(lead.dueAt === null ? [] : [t("until", { at: format.moment(lead.dueAt) })]),
    lead.promiseHours === null ? t("promise-usual") : t("promise-hours", { hours: lead.promiseHours }),
  ].join(" · ");
  const known: readonly (readonly [string, string | null])[] = [
    [t("col-grade"), lead.grade === null ? t("no-grade") : `${lead.grade} · ${t(`grade-${lead.grade}`)}`],
    [t("col-promise"), promise],
    [t("col-person"), lead.person],
    [t("col-company"), lead.company],
    [t("field-title"), lead.title],
    [t("col-phone"), lead.phone],
    [t("col-email"), lead.email],
    [t("col-interest"), lead.interest.join(", ") || null],
    [t("col-next"), next],
    [t("col-note"), lead.note],
    [t("col-by"), lead.takenBy],
    [t("col-taken"), format.moment(lead.takenAt)],
    [t("col-attempt"), lead.attemptedAt === null ? null : format.moment(lead.attemptedAt)],
  ];
  return (
    <dl className={classes["facts"]}>
      {known.map(([name, value]) => (value === null ? null : [<dt key={`${name} name`}>{name}</dt>, <dd key={name}>{value}</dd>]))}
    </dl>
  );
}

/** Records are proposed; a person says that it is the same, and can say otherwise later. */
function Probably({ lead }: { readonly lead: StandLead }) {
  const t = useWords<typeof words>("capture");
  const workspace = useWorkspaceSlug();
  const id = usePathPart("id");
  const client = useQueryClient();
  const now = { account: lead.account?.id ?? null, contact: lead.contact?.id ?? null };
  const join = async (to: typeof now) => {
    await ask(joinStandLead, { params: { workspace, id }, body: { lead: lead.lead, ...to } });
    await forget(client, [listStandLeads]);
  };
  const change = async (to: typeof now, text: string) => {
    await join(to);
    toast({ text, undo: () => join(now) });
  };
  const joined = (["contact", "account"] as const).flatMap((kind) => (lead[kind] === null ? [] : [{ kind, ...lead[kind] }]));
  if (joined.length === 0 && lead.probably.length === 0) return null;
  return (
    <section>
      {lead.probably.length === 0 ? null : <h3>{t("probably")}</h3>}
      <ul className={classes["plain"]}>
        {joined.map(({ kind, name }) => (
          <li key={kind} className={classes["row"]}>
            <span>{t(`joined-${kind}`, { name })}</span>
            <Button size="compact-sm" variant="default" onClick={() => void change({ ...now, [kind]: null }, t("parted"))}>
              {t("part")}
            </Button>
          </li>
        ))}
        {lead.probably.map(({ kind, id: record, name, because }) => (
          <li key={`${kind} ${record}`} className={classes["row"]}>
            <span>
              {t(`probably-${kind}`)} <strong>{name}</strong> <span className={classes["quiet"]}>{t(`probably-${because}`)}</span>
            </span>
            <Button size="compact-sm" variant="default" onClick={() => void change({ ...now, [kind]: record }, t("joined", { name }))}>
              {t("join")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Sources({ lead }: { readonly lead: StandLead }) {
  const t = useWords<typeof words>("capture");
  const why = useSentence("capture");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const id = usePathPart("id");
  const client = useQueryClient();
  const remove = async (entry: string) => {
    const me = await ask(readMe, { params: { workspace, id } });
    const { fates } = await ask(sendCaptured, {
      params: { workspace, id },
      body: { as: me.you.memberId, sentAt: new Date().toISOString(), leads: [], withdrawn: [entry] },
    });
    toast({ text: fates[0]?.code ? (why(`why.${fates[0].code}`) ?? t("why.refused")) : t("undone") });
    await forget(client, [listStandLeads]);
  };
  return (
    <section>
      <h3>{t("detail-sources")}</h3>
      <ul className={classes["plain"]}>
        {lead.entries.map(({ id: entry, way, by, at, file }) => (
          <li key={entry} className={classes["row"]}>
            <span>
              {by ?? file ?? t(`way-${way}`)} <span className={classes["quiet"]}>{`${t(`way-${way}`)} · ${format.moment(at)}`}</span>
            </span>
            <Button size="compact-sm" variant="subtle" onClick={() => void remove(entry)}>
              {t("remove-entry")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
