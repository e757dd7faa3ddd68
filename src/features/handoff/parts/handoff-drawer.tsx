// One handoff up close: what is known of the lead, what both sides did and how much working time lay between, and the ways on from here.
import { Anchor, Stack } from "@mantine/core";

import { type HandoffList, type HandoffUpClose, readHandoff } from "#features/handoff/contract.ts";
import classes from "#features/handoff/parts/handoff.module.css";
import { Owed, useLeft } from "#features/handoff/parts/left.tsx";
import { useNameOf } from "#features/handoff/parts/use-acts.ts";
import { claimOf } from "#features/handoff/rules.ts";
import type { words } from "#features/handoff/words.en.ts";
import type { HandoffRow } from "#facts/handoff-row.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { Drawer } from "#ui/dialog.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { StandCard } from "#ui/stand-card.tsx";
import { ErrorState, RowsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

interface UpCloseProps {
  readonly lead: string;
  readonly told: Pick<HandoffList, "week" | "zone">;
  readonly now: number;
  readonly onClose: () => void;
}

export function HandoffDrawer({ lead, told, now, onClose }: UpCloseProps) {
  const t = useWords<typeof words>("handoff");
  const answer = useAsk(readHandoff, { params: { workspace: useWorkspaceSlug(), lead } });
  const nameOf = useNameOf();
  const row = answer.data?.row ?? null;
  return (
    <Drawer opened onClose={onClose} title={row === null ? t("detail-title") : nameOf(row)} size="36rem">
      {answer.error ? <ErrorState error={answer.error} onRetry={() => void answer.refetch()} /> : null}
      {answer.data === undefined && !answer.error ? <RowsWaiting count={8} /> : null}
      {answer.data === undefined ? null : (
        <Stack gap="lg">
          {row === null ? <p style={{ margin: 0 }}>{t("detail-none")}</p> : <Owed row={row} told={told} now={now} />}
          {row === null ? null : <Known row={row} />}
          <StandCard lead={lead} place="drawer" />
          <History acts={answer.data.acts} week={told.week} />
          <Ways lead={lead} row={row} />
        </Stack>
      )}
    </Drawer>
  );
}

function Known({ row }: { readonly row: HandoffRow }) {
  const t = useWords<typeof words>("handoff");
  const format = useFormat();
  const known: readonly (readonly [string, string | null])[] = [
    [t("col-state"), `${t(`state-${row.state}`)}${row.round > 1 ? `, ${t("round", { round: row.round })}` : ""}`],
    [t("col-account"), row.account],
    [t("col-channel"), row.channel],
    [t("col-campaign"), row.campaign],
    [t("col-grade"), row.grade],
    [t("col-value"), row.value === null ? null : format.money(row.value.amount, row.value.currency)],
    [t("col-person"), row.person?.name ?? t("nobody")],
  ];
  return (
    <dl className={classes["facts"]} aria-label={t("detail-facts")}>
      {known.map(([name, value]) => (value === null ? null : [<dt key={`${name} name`}>{name}</dt>, <dd key={name}>{value}</dd>]))}
    </dl>
  );
}

function History({ acts, week }: { readonly acts: HandoffUpClose["acts"]; readonly week: HandoffList["week"] }) {
  const t = useWords<typeof words>("handoff");
  const format = useFormat();
  const say = useLeft();
  const hoursADay = Math.max(1, (week.until - week.from) / 60);
  const time = (hours: number) => {
    const days = Math.floor(hours / hoursADay);
    const rest = hours - days * hoursADay;
    return say({ days, hours: Math.floor(rest), minutes: days > 0 ? 0 : Math.floor((rest % 1) * 60) });
  };
  return (
    <section>
      <h3>{t("detail-history")}</h3>
      <ol className={classes["history"]}>
        {acts.map((act) => (
          <li key={act.id} {...(act.isUndone ? { "data-undone": true } : {})}>
            <span>
              <strong>{t(`act-${act.act}`)}</strong> {detail(t, act)}
            </span>
            <span className={classes["quiet"]}>
              {[
                by(t, act),
                format.moment(act.at),
                act.hoursSince === null ? null : t("detail-hours", { time: time(act.hoursSince) }),
                act.isUndone ? t("detail-undone") : null,
              ]
                .filter(Boolean)
                .join(" · ")}
            </span>
            {act.note === null ? null : <span>{act.note}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}

type Say = ReturnType<typeof useWords<typeof words>>;
type ActTold = HandoffUpClose["acts"][number];

function by(t: Say, act: ActTold): string | null {
  if (act.act === "offered" && act.kind === "source") return t("detail-by-source");
  return act.act === "offered" && act.kind === "rule" ? t("detail-by-rule", { name: act.by ?? "–" }) : act.by;
}

function detail(t: Say, act: ActTold): string {
  const kind = act.act === "returned" ? t(`class-${act.kind as "clerical"}`) : act.act === "attempted" ? t(`kind-${act.kind as "call"}`) : null;
  const cause = act.act === "assigned" ? t(`cause-${act.kind as "asked"}`) : null;
  const reached = act.act === "attempted" && act.kind !== "automatic" ? t(act.isReached === true ? "reached" : "not-reached") : null;
  const to = act.person !== null && act.act !== "accepted" ? t("detail-to", { name: act.person }) : null;
  return [to, kind, cause, reached].filter(Boolean).join(", ");
}

function Ways({ lead, row }: { readonly lead: string; readonly row: HandoffRow | null }) {
  const t = useWords<typeof words>("handoff");
  const workspace = useWorkspaceSlug();
  const claim = row === null ? null : claimOf(row);
  const channel = row?.channel ?? null;
  return (
    <p style={{ display: "flex", flexWrap: "wrap", gap: 16, margin: 0 }}>
      <Anchor component={GoTo} href={paths.records(workspace, { entity: "lead", id: lead })}>
        {t("detail-record")}
      </Anchor>
      <Anchor component={GoTo} href={paths.feedback(workspace, { about: `lead:${lead}` })}>
        {t("detail-feedback")}
      </Anchor>
      {claim === null ? (
        <Anchor component={GoTo} href={paths.claims(workspace)}>
          {t("detail-claims")}
        </Anchor>
      ) : (
        <Anchor component={GoTo} href={paths.claims(workspace, { ask: "1", standard: claim, ...(channel === null ? {} : { about: channel }) })}>
          {t(channel === null ? `claim-${claim}` : `claim-of-${claim}`, { channel: channel ?? "" })}
        </Anchor>
      )}
    </p>
  );
}
