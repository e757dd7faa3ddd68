// What the two departments hold to: what asks for somebody or ends soon first, then the latest, wherever it was decided.
import { Anchor } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";

import type { words } from "#apps/web/home/words.en.ts";
import { type DecisionList, type DecisionView, listDecisions } from "#features/decisions/contract.ts";
import { useDecisionWords } from "#features/decisions/parts/decision-words.ts";
import { endsSoon, inLines } from "#features/decisions/parts/lines.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { useLive } from "#ui/live.tsx";
import { Section, Surface } from "#ui/page.tsx";
import { Answers, RowsWaiting } from "#ui/states.tsx";
import { forget, useAsk } from "#ui/use-ask.ts";

/** More is no glance any more: the rest stands on the log. */
const most = 5;

export function DecisionsHeld({ when }: { readonly when: boolean }) {
  const t = useWords<typeof words>("home");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const query = { kind: [], state: ["waiting" as const, "review" as const, "in-force" as const], limit: 100 };
  const decisions = useAsk(listDecisions, { params: { workspace }, query }, { when, keepsLast: true });
  for (const kind of ["decisions", "meetings", "disputes", "projects"]) {
    // oxlint-disable-next-line react/rules-of-hooks -- always the same four, in the same order
    useLive(kind, () => void forget(client, [listDecisions]));
  }
  return (
    <Section title={t("decisions")}>
      <Answers of={decisions} waiting={<RowsWaiting count={4} />}>
        {(told) => (
          <Surface>
            {told.total === 0 ? <p style={{ marginTop: 0 }}>{t("decisions-none")}</p> : <Held told={told} workspace={workspace} />}
            <p style={{ marginBottom: 0 }}>
              <Anchor component={GoTo} href={paths.decisions(workspace)}>
                {t("decisions-all", { count: told.counts.find(({ state }) => state === "in-force")?.count ?? 0 })}
              </Anchor>
            </p>
          </Surface>
        )}
      </Answers>
    </Section>
  );
}

function Held({ told, workspace }: { readonly told: DecisionList; readonly workspace: string }) {
  const t = useWords<typeof words>("home");
  const format = useFormat();
  const say = useDecisionWords();
  const calls = (one: DecisionView) => one.state !== "in-force" || endsSoon(one, told.today);
  const lines = inLines(told.decisions).toSorted((a, b) => Number(calls(b.one)) - Number(calls(a.one)));
  const beside = (one: DecisionView) => {
    if (one.state === "waiting") return t("decisions-waits");
    if (one.state === "review") return t("decisions-review");
    if (endsSoon(one, told.today)) return t("decisions-until", { day: format.day(one.until!) });
    return format.day(one.decidedAt!.slice(0, 10));
  };
  return (
    <ul style={{ margin: 0, paddingInlineStart: 20 }}>
      {lines.slice(0, most).map(({ one, more }) => (
        <li key={one.id} style={{ marginBottom: 8, overflowWrap: "anywhere" }}>
          <Anchor component={GoTo} href={more.length === 0 ? paths.decisions(workspace, { decision: one.id }) : paths.decisions(workspace, { kind: one.kind })}>
            {more.length === 0 ? say.name(one) : say.line(one, more.length + 1)}
          </Anchor>{" "}
          <span style={{ color: "var(--text-quiet)", fontSize: "0.875rem", whiteSpace: "nowrap" }}>{beside(one)}</span>
        </li>
      ))}
    </ul>
  );
}
