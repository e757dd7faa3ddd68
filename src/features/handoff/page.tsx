// What waits at the handoff: the live list of both sides, moved through and acted on by keys, by buttons or by a tap.
import { Anchor, Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { Suspense, lazy } from "react";

import { type HandoffList, mostRows } from "#features/handoff/contract.ts";
import { Board } from "#features/handoff/parts/board.tsx";
import { Filters } from "#features/handoff/parts/filters.tsx";
import { Heard } from "#features/handoff/parts/heard.tsx";
import { type HandoffQuestion, useHandoffQuestion } from "#features/handoff/parts/question.ts";
import { type Acts, useActs } from "#features/handoff/parts/use-acts.ts";
import { useHandoffs, useNow } from "#features/handoff/parts/use-handoffs.ts";
import { groupOf } from "#features/handoff/rules.ts";
import type { words } from "#features/handoff/words.en.ts";
import type { HandoffRow } from "#facts/handoff-row.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { AnsweredPage, EmptyRoom } from "#ui/answered-page.tsx";
import { useWords } from "#ui/language.ts";
import { ReasonButton } from "#ui/reason-button.tsx";
import { saveFile } from "#ui/save-file.ts";
import { EmptyState, RowsWaiting } from "#ui/states.tsx";
import { tableAsCsv } from "#ui/table-parts.ts";

const HandoffDrawer = lazy(() => import("#features/handoff/parts/handoff-drawer.tsx").then((loaded) => ({ default: loaded.HandoffDrawer })));
const OfferDrawer = lazy(() => import("#features/handoff/parts/offer-drawer.tsx").then((loaded) => ({ default: loaded.OfferDrawer })));
const RulesDrawer = lazy(() => import("#features/handoff/parts/rules-drawer.tsx").then((loaded) => ({ default: loaded.RulesDrawer })));

export function Page() {
  const t = useWords<typeof words>("handoff");
  const question = useHandoffQuestion();
  const answer = useHandoffs(question);
  const now = useNow();
  const acts = useActs();
  const nothing = { title: t("empty-title"), words: t("empty-words"), act: t("empty-act") };
  if (answer.data?.leads === 0) return <EmptyRoom title={t("title")} nothing={nothing} />;
  return (
    <AnsweredPage<HandoffList>
      of={answer}
      title={t("title")}
      answerLines={[1, 3]}
      nothing={nothing}
      answer={(told) => <Answer told={told} now={now} isFiltered={question.isFiltered} />}
      papers={(told) => <HowWeKnow told={told} />}
      waiting={{ page: <RowsWaiting count={10} /> }}
      actions={
        <>
          <ReasonButton whyNot={answer.data?.whyNotOffer ?? null} onClick={() => question.openSide("offer")}>
            {t("offer")}
          </ReasonButton>
          <Button variant="default" onClick={() => question.openSide("rules")}>
            {t("rules")}
          </Button>
        </>
      }
    >
      {(told) => (
        <>
          <Filters told={told} question={question} />
          {told.handoffs === 0 ? (
            <EmptyState title={t("none-title")}>{t("none-words")}</EmptyState>
          ) : (
            <Board told={told} acts={acts} now={now} onOpen={question.openLead} />
          )}
          <Heard rows={told.rows} isOwn={acts.isOwn} />
          <SaveList rows={told.rows} />
          <Opened told={told} question={question} acts={acts} now={now} />
        </>
      )}
    </AnsweredPage>
  );
}

/** What the address says stands open. */
function Opened({ told, question, acts, now }: { readonly told: HandoffList; readonly question: HandoffQuestion; readonly acts: Acts; readonly now: number }) {
  return (
    <Suspense>
      {question.lead === null ? null : <HandoffDrawer key={question.lead} lead={question.lead} told={told} now={now} onClose={() => question.openLead(null)} />}
      {question.side === "offer" && told.whyNotOffer === null ? <OfferDrawer people={told.people} acts={acts} onClose={() => question.openSide(null)} /> : null}
      {question.side === "rules" ? <RulesDrawer onClose={() => question.openSide(null)} /> : null}
    </Suspense>
  );
}

/** How many wait, how many of them are late, and whose turn it is: both sides in the same words. */
function Answer({ told, now, isFiltered }: { readonly told: HandoffList; readonly now: number; readonly isFiltered: boolean }) {
  const t = useWords<typeof words>("handoff");
  const open = told.rows.filter(({ due }) => due !== null);
  if (open.length === 0) return <>{t(isFiltered ? "answer-filtered-none" : "answer-none")}</>;
  const count = (group: string) => open.filter((row) => groupOf(row, { nowMs: now, zone: told.zone }) === group).length;
  const by = (side: string) => open.filter(({ due }) => due?.by === side).length;
  return (
    <>
      {t("answer", { count: Math.max(told.total, open.length) })}{" "}
      {t("answer-parts", { overdue: count("overdue"), today: count("today"), later: count("later") })}{" "}
      {t("answer-sides", { sales: by("sales"), marketing: by("marketing") })} {told.total > told.rows.length ? t("cut", { count: mostRows }) : null}
    </>
  );
}

function SaveList({ rows }: { readonly rows: readonly HandoffRow[] }) {
  const t = useWords<typeof words>("handoff");
  if (rows.length === 0) return null;
  const columns: readonly { key: string; name: string; value: (row: HandoffRow) => string | number | null }[] = [
    { key: "id", name: "id", value: ({ lead }) => lead },
    { key: "lead", name: t("col-lead"), value: ({ name }) => name },
    { key: "account", name: t("col-account"), value: ({ account }) => account },
    { key: "channel", name: t("col-channel"), value: ({ channel }) => channel },
    { key: "campaign", name: t("col-campaign"), value: ({ campaign }) => campaign },
    { key: "grade", name: t("col-grade"), value: ({ grade }) => grade },
    { key: "person", name: t("col-person"), value: ({ person }) => person?.name ?? null },
    { key: "state", name: t("col-state"), value: ({ state }) => t(`state-${state}`) },
    { key: "round", name: t("col-round"), value: ({ round }) => round },
    { key: "owed", name: t("col-owed"), value: ({ due }) => (due === null ? null : t(`owes-${due.kind}`)) },
    { key: "due", name: t("col-due"), value: ({ due }) => (due === null || due.at === null ? null : new Date(due.at).toISOString()) },
  ];
  return (
    <div className="not-on-paper">
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconDownload size={14} aria-hidden />}
        onClick={() => saveFile("handoff.csv", tableAsCsv(columns, rows))}
      >
        {t("save-csv")}
      </Button>
    </div>
  );
}

function HowWeKnow({ told }: { readonly told: HandoffList }) {
  const workspace = useWorkspaceSlug();
  const t = useWords<typeof words>("handoff");
  const { acceptHours: accept, firstAttemptHours: first, attempts, attemptDays: days, outcomeDays: outcome, returnAnswerHours: answer } = told.terms;
  return (
    <>
      <p>{t("papers-terms", { accept, first, attempts, days, outcome, answer })}</p>
      <p>{t("papers-clock")}</p>
      <p>{t("papers-round")}</p>
      <p>{t("papers-assign")}</p>
      <p>{t("papers-fact")}</p>
      <p>{t("papers-undo")}</p>
      <p>
        <Anchor component={GoTo} href={paths.promises(workspace)}>
          {t("to-promises")}
        </Anchor>
      </p>
      <p>
        <Anchor component={GoTo} href={paths.routing(workspace)}>
          {t("to-routing")}
        </Anchor>
      </p>
    </>
  );
}
