// What was agreed? The log of decisions, wherever they were taken: by whom, until when, with the numbers they rested on.
import { Anchor, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, Suspense, lazy, useState } from "react";

import { type DecisionList, type DecisionView, listDecisions, readDecision } from "#features/decisions/contract.ts";
import { useDecisionWords } from "#features/decisions/parts/decision-words.ts";
import classes from "#features/decisions/parts/decisions.module.css";
import { type DecisionsQuestion, closed, unfiltered, useDecisionsQuestion } from "#features/decisions/parts/question.ts";
import { inLines } from "#features/decisions/parts/lines.ts";
import type { words } from "#features/decisions/words.en.ts";
import { decisionKinds, decisionSides, decisionStates } from "#facts/decisions.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { useFormat, useLanguage, useWords } from "#ui/language.ts";
import { useLive } from "#ui/live.tsx";
import { Page as Frame, Section } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { FilterSelect } from "#ui/filter-select.tsx";
import { AnswerWaiting, Answers, EmptyState, RowsWaiting } from "#ui/states.tsx";
import { forget, useAsk } from "#ui/use-ask.ts";

const DecisionDrawer = lazy(() => import("#features/decisions/parts/decision-drawer.tsx").then((loaded) => ({ default: loaded.DecisionDrawer })));
const DecisionForm = lazy(() => import("#features/decisions/parts/decision-form.tsx").then((loaded) => ({ default: loaded.DecisionForm })));

/** What changes the log: what is written down here, and what is decided elsewhere. */
function useLiveLog() {
  const client = useQueryClient();
  const hear = () => void forget(client, [listDecisions, readDecision]);
  useLive("decisions", hear);
  useLive("meetings", hear);
  useLive("disputes", hear);
  useLive("projects", hear);
}

export function Page() {
  const t = useWords<typeof words>("decisions");
  const params = { workspace: useWorkspaceSlug() };
  const question = useDecisionsQuestion();
  const { kind, state, side, words: text } = question;
  const query = { kind: kind === null ? [] : [kind], state: state === null ? [] : [state], ...(side === null ? {} : { concerns: side }), text };
  const all = useAsk(listDecisions, { params, query: { kind: [], state: [] } });
  const answer = useAsk(listDecisions, { params, query }, { keepsLast: true });
  useLiveLog();
  const close = () => question.open(closed);
  const named = question.instead ?? question.ends;
  const earlier = all.data?.decisions.find(({ id }) => id === named) ?? null;
  const isWriting = all.data?.whyNotEnter === null && (question.isNew || question.rests !== null || earlier !== null);
  return (
    <Frame
      title={t("title")}
      answerLines={[1, 3]}
      answer={
        <Answers of={all} waiting={<AnswerWaiting />}>
          {(told) => <Answer told={told} />}
        </Answers>
      }
      actions={
        <ReasonButton whyNot={all.data?.whyNotEnter ?? null} onClick={() => question.open({ ...closed, new: "yes" })}>
          {t("enter")}
        </ReasonButton>
      }
      papers={(["papers-sources", "papers-evidence", "papers-kept", "papers-change", "papers-agree"] as const).map((key) => (
        <p key={key}>{t(key)}</p>
      ))}
    >
      <Section title={t("list")} note={t("list-note")}>
        <Answers of={answer} waiting={<RowsWaiting count={8} />}>
          {(told) => <List told={told} question={question} />}
        </Answers>
      </Section>
      <Suspense>
        {question.decision === null ? null : <DecisionDrawer key={question.decision} id={question.decision} onClose={close} />}
        {isWriting ? (
          <DecisionForm
            people={all.data!.people}
            me={all.data!.me}
            today={all.data!.today}
            earlier={earlier}
            endsIt={question.ends !== null}
            rests={question.rests}
            onEntered={(decision) => question.open({ ...closed, decision })}
            onClose={close}
          />
        ) : null}
      </Suspense>
    </Frame>
  );
}

function Answer({ told }: { readonly told: DecisionList }) {
  const t = useWords<typeof words>("decisions");
  const count = (state: DecisionView["state"]) => told.counts.find((each) => each.state === state)?.count ?? 0;
  if (told.onLog === 0) return t("answer-none");
  const waits = [
    count("waiting") === 0 ? null : t("answer-waits", { count: count("waiting") }),
    count("review") === 0 ? null : t("answer-review", { count: count("review") }),
  ];
  const said = waits.filter((each) => each !== null);
  return [t("answer-holds", { count: count("in-force") }), ...(said.length === 0 ? [t("answer-quiet")] : said)].join(" ");
}

function List({ told, question }: { readonly told: DecisionList; readonly question: DecisionsQuestion }) {
  const t = useWords<typeof words>("decisions");
  if (told.onLog === 0) return <EmptyState title={t("none-title")}>{t("none-words")}</EmptyState>;
  return (
    <>
      <Filters question={question} />
      {told.decisions.length === 0 ? (
        <p>
          {t("none-filtered")}{" "}
          <Anchor component="button" type="button" onClick={() => question.filter(unfiltered)}>
            {t("show-all")}
          </Anchor>
        </p>
      ) : (
        <DecisionTable decisions={told.decisions} question={question} />
      )}
      {question.line === null ? null : (
        <Anchor component="button" type="button" onClick={() => question.open({ line: undefined })}>
          {t("line-close")}
        </Anchor>
      )}
      {told.decisions.length < told.total ? <p className={classes["quiet"]}>{t("more-shown", { count: told.decisions.length })}</p> : null}
    </>
  );
}

function Filters({ question }: { readonly question: DecisionsQuestion }) {
  const t = useWords<typeof words>("decisions");
  const [typed, setTyped] = useState(question.words);
  const send = (event: FormEvent) => {
    event.preventDefault();
    question.filter({ words: typed.trim() === "" ? undefined : typed.trim() });
  };
  return (
    <form className={`${classes["filters"]} not-on-paper`} onSubmit={send}>
      <FilterSelect
        label={t("filter-state")}
        value={question.state}
        options={decisionStates.map((value) => ({ value, label: t(`state-${value}`) }))}
        onChoose={(state) => question.filter({ state })}
      />
      <FilterSelect
        label={t("filter-kind")}
        value={question.kind}
        options={decisionKinds.map((value) => ({ value, label: t(`kind-${value}`) }))}
        onChoose={(kind) => question.filter({ kind })}
      />
      <FilterSelect
        label={t("filter-side")}
        value={question.side}
        options={decisionSides.map((value) => ({ value, label: t(`side-${value}`) }))}
        onChoose={(side) => question.filter({ side })}
      />
      <TextInput
        size="sm"
        type="search"
        label={t("filter-text")}
        value={typed}
        maxLength={200}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => typed.trim() !== question.words && question.filter({ words: typed.trim() === "" ? undefined : typed.trim() })}
      />
    </form>
  );
}

/** A row: one decision, or several that the same people signed on one day. */
interface Row extends DecisionView {
  /** How many it stands for; 1: itself alone. */
  readonly stands: number;
}

const alone = (one: DecisionView): Row => Object.assign({ stands: 1 }, one);

function DecisionTable({ decisions, question }: { readonly decisions: readonly DecisionView[]; readonly question: DecisionsQuestion }) {
  const t = useWords<typeof words>("decisions");
  const format = useFormat();
  const { language } = useLanguage();
  const say = useDecisionWords();
  const who = ({ parties }: DecisionView) =>
    parties.map(({ name, as, at }) => `${name ?? t("former")}${as === "agreed" && at === null ? ` (${t("not-yet")})` : ""}`);
  const people = (row: DecisionView) => (row.parties.length > 4 ? `${who(row).slice(0, 4).join(", ")} …` : who(row).join(", "));
  const name = (row: Row) => (row.stands > 1 ? say.line(row, row.stands) : say.name(row));
  // One line for many stands for them until it is opened, or one looks at their kind alone.
  const rows = inLines(decisions).flatMap(({ one, more }): Row[] => {
    if (more.length === 0 || question.kind !== null || question.line === one.id) return [one, ...more].map(alone);
    return [Object.assign({ stands: more.length + 1 }, one)];
  });
  return (
    <DataTable<Row>
      key={language}
      caption={t("list")}
      rows={rows}
      savedRows={decisions.map(alone)}
      rowKey={(row) => (row.stands > 1 ? `line ${row.id}` : row.id)}
      onOpen={(row) => (row.stands > 1 ? question.open({ ...closed, line: row.id }) : question.open({ ...closed, decision: row.id }))}
      fileName="evenhand-decisions"
      columns={[
        {
          key: "decision",
          name: t("col-decision"),
          value: name,
          onPhone: "title",
          cell: (row) => (row.stands > 1 ? <LineName name={name(row)} /> : name(row)),
        },
        { key: "said", name: t("col-said"), value: (row) => row.said, isSavedOnly: true },
        {
          key: "decided",
          name: t("col-decided"),
          value: (row) => row.decidedAt?.slice(0, 10) ?? null,
          cell: (row) => (row.decidedAt === null ? t("not-yet") : format.day(row.decidedAt.slice(0, 10))),
        },
        { key: "kind", name: t("col-kind"), value: (row) => t(`kind-${row.kind}`) },
        { key: "binds", name: t("col-binds"), value: (row) => t(`side-${row.concerns}`), isSavedOnly: true },
        { key: "who", name: t("col-who"), value: (row) => who(row).join(", "), cell: people },
        { key: "until", name: t("col-until"), value: (row) => row.until, cell: (row) => (row.until === null ? t("open") : format.day(row.until)) },
        {
          key: "state",
          name: t("col-state"),
          value: (row) => t(`state-${row.state}`),
          cell: (row) => (
            <span className={classes["state"]} data-state={row.state}>
              {t(`state-${row.state}`)}
            </span>
          ),
        },
      ]}
    />
  );
}

function LineName({ name }: { readonly name: string }) {
  const t = useWords<typeof words>("decisions");
  return (
    <>
      {name} <span className={classes["quiet"]}>{t("line-open")}</span>
    </>
  );
}
