// Open leads that lie with somebody who cannot work them: what is wrong, to whom each would go, reassigned one by one or all at once; and the checks so far.
import { Anchor, Text } from "@mantine/core";
import type { KeyboardEvent } from "react";

import { type Finding, type HealthAnswer, checkRouting, mendRouting, readRouting, readRoutingHealth, undoMending } from "#features/routing/contract.ts";
import { nameIn, useForget } from "#features/routing/parts/asking.ts";
import type { words } from "#features/routing/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { EmptyState } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";

const changed = [readRoutingHealth, readRouting];

export function CheckView({ told }: { readonly told: HealthAnswer }) {
  const t = useWords<typeof words>("routing");
  const workspace = useWorkspaceSlug();
  const mend = useMend();
  const check = useTell(checkRouting, {
    changes: changed,
    onDone: ({ found }) => toast({ text: found === 0 ? t("check-found-none") : t("check-found", { count: found }) }),
  });
  const open = told.findings.filter(({ to }) => to !== null).map(({ lead }) => lead);
  return (
    <>
      <Section
        title={t("check")}
        note={t("check-note")}
        actions={
          <>
            {open.length < 2 ? null : (
              <ReasonButton whyNot={told.whyNotMend} size="xs" onClick={() => mend(open)}>
                {t("reassign-all", { count: open.length })}
              </ReasonButton>
            )}
            <ReasonButton whyNot={told.whyNotMend} size="xs" variant="default" onClick={() => check.mutate({ params: { workspace } })}>
              {t("check-now")}
            </ReasonButton>
          </>
        }
      >
        {told.findings.length === 0 ? (
          <EmptyState title={t(told.lookedAt === 0 ? "check-nothing" : "check-none")}>
            {told.lookedAt === 0 ? t("check-nothing-words") : t("check-none-words", { count: told.lookedAt })}
          </EmptyState>
        ) : (
          <Findings told={told} mend={mend} />
        )}
        <WithoutMember told={told} />
      </Section>
      <Checks told={told} />
    </>
  );
}

/** Reassigns leads, with a way back for those on which nothing has happened since. */
function useMend(): (leads: readonly string[]) => void {
  const t = useWords<typeof words>("routing");
  const workspace = useWorkspaceSlug();
  const forget = useForget();
  const tell = useTell(mendRouting, {
    changes: changed,
    onDone: ({ mended, left }) => {
      const undo = async () => {
        await ask(undoMending, { params: { workspace }, body: { mended: mended.map(({ lead, actId }) => ({ lead, actId })) } });
        await forget(changed);
      };
      const said = [mended.length > 0 ? t("mended", { count: mended.length }) : null, left.length > 0 ? t("mended-left", { count: left.length }) : null];
      toast({ text: said.filter((one) => one !== null).join(" "), ...(mended.length > 0 ? { undo } : {}) });
    },
  });
  return (leads) => tell.mutate({ params: { workspace }, body: { leads: [...leads] } });
}

function Findings({ told, mend }: { readonly told: HealthAnswer; readonly mend: (leads: readonly string[]) => void }) {
  const t = useWords<typeof words>("routing");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const nameOf = nameIn(told.names);
  const goes = ({ to, problem }: Finding) =>
    to === null ? t(problem === "vanished" ? "nothing-to-do" : "nobody-can") : `${nameOf(to.personId)} · ${t(`because-${to.because}`)}`;
  const whyNobody = ({ whyNobody: against }: Finding) =>
    against.map(({ personId, why }) => t("against-of", { name: nameOf(personId), why: t(`not-${why}`) })).join("; ");
  const mendWithKey = (event: KeyboardEvent) => {
    if (event.key !== "m" || event.ctrlKey || event.metaKey || event.altKey || told.whyNotMend !== null) return;
    const lead = (event.target as HTMLElement).closest("tr")?.querySelector<HTMLElement>("[data-lead]")?.dataset["lead"];
    if (told.findings.some((finding) => finding.lead === lead && finding.to !== null)) mend([lead!]);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the key belongs to the rows, which are themselves reachable
    <div onKeyDown={mendWithKey}>
      <DataTable<Finding>
        caption={t("check")}
        rows={told.findings}
        rowKey={({ lead }) => lead}
        fileName="evenhand-routing-check"
        foot={<span className="not-on-paper">{t("keys")}</span>}
        columns={[
          {
            key: "lead",
            name: t("lead"),
            onPhone: "title",
            value: ({ name, lead }) => name ?? lead,
            cell: ({ name, lead, problem }) =>
              problem === "vanished" ? (
                <span data-lead={lead}>{lead}</span>
              ) : (
                <Anchor component={GoTo} inherit data-lead={lead} href={paths.records(workspace, { entity: "lead", id: lead })}>
                  {name ?? lead}
                </Anchor>
              ),
          },
          { key: "problem", name: t("problem"), value: ({ problem, personId }) => t(`problem-${problem}`, { name: nameOf(personId) }) },
          { key: "offered", name: t("offered"), value: ({ offeredAt }) => offeredAt, cell: ({ offeredAt }) => format.moment(offeredAt) },
          {
            key: "goes",
            name: t("would-go"),
            value: goes,
            cell: (row) => (
              <>
                {goes(row)}
                {row.whyNobody.length === 0 ? null : (
                  <Text size="sm" c="dimmed">
                    {whyNobody(row)}
                  </Text>
                )}
              </>
            ),
          },
          {
            key: "act",
            name: t("act"),
            isFixed: true,
            value: () => null,
            cell: ({ lead, name, to }) =>
              to === null ? null : (
                <ReasonButton
                  whyNot={told.whyNotMend}
                  size="compact-sm"
                  variant="subtle"
                  aria-keyshortcuts="m"
                  aria-label={t("reassign-of", { lead: name ?? lead, name: nameOf(to.personId) })}
                  onClick={() => mend([lead])}
                >
                  {t("reassign")}
                </ReasonButton>
              ),
          },
        ]}
      />
    </div>
  );
}

/** Leads that wait for somebody who has no way in: said once for all, because only inviting them helps. */
function WithoutMember({ told }: { readonly told: HealthAnswer }) {
  const t = useWords<typeof words>("routing");
  const workspace = useWorkspaceSlug();
  const nameOf = nameIn(told.names);
  if (told.withoutMember.length === 0) return null;
  const shown = [...told.withoutMember].sort((a, b) => b.open - a.open);
  const who = shown.slice(0, 5).map(({ personId, open }) => `${nameOf(personId)} (${open})`);
  if (shown.length > 5) who.push(t("more", { count: shown.length - 5 }));
  return (
    <Text size="sm" mt={16}>
      {t("without-member", { count: shown.reduce((sum, { open }) => sum + open, 0), who: who.join(", ") })}{" "}
      <Anchor component={GoTo} inherit href={paths.members(workspace)}>
        {t("to-members")}
      </Anchor>
    </Text>
  );
}

function Checks({ told }: { readonly told: HealthAnswer }) {
  const t = useWords<typeof words>("routing");
  const format = useFormat();
  return (
    <Section title={t("checks")}>
      {told.checks.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("checks-none")}
        </Text>
      ) : (
        <DataTable
          caption={t("checks")}
          rows={told.checks}
          rowKey={({ id }) => id}
          fileName="evenhand-routing-checks"
          columns={[
            { key: "at", name: t("when"), onPhone: "title", value: ({ at }) => at, cell: ({ at }) => format.moment(at) },
            { key: "by", name: t("by"), value: ({ by }) => by ?? t("by-clock") },
            { key: "looked", name: t("looked-at"), isNumber: true, value: ({ lookedAt }) => lookedAt },
            { key: "found", name: t("found"), isNumber: true, value: ({ found }) => found },
            { key: "mended", name: t("mended-count"), isNumber: true, value: ({ mended }) => mended },
          ]}
        />
      )}
    </Section>
  );
}
