// Which numbers are doubted: disputes with their rule, their day and what came of them.
import { Anchor } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Suspense, lazy } from "react";

import { type DisputeList, type DisputeView, listDisputes, readDispute } from "#features/disputes/contract.ts";
import { useDisputeWords } from "#features/disputes/parts/dispute-words.ts";
import classes from "#features/disputes/parts/disputes.module.css";
import { type DisputesQuestion, closed, unfiltered, useDisputesQuestion } from "#features/disputes/parts/question.ts";
import type { words } from "#features/disputes/words.en.ts";
import { disputeRules, disputeStates } from "#facts/disputes.ts";
import { periodName } from "#kit/period.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { useLive } from "#ui/live.tsx";
import { Page as Frame, Section } from "#ui/page.tsx";
import { FilterSelect } from "#ui/filter-select.tsx";
import { AnswerWaiting, Answers, EmptyState, RowsWaiting } from "#ui/states.tsx";
import { forget, useAsk } from "#ui/use-ask.ts";

const DisputeDrawer = lazy(() => import("#features/disputes/parts/dispute-drawer.tsx").then((loaded) => ({ default: loaded.DisputeDrawer })));
const DisputeForm = lazy(() => import("#features/disputes/parts/dispute-form.tsx").then((loaded) => ({ default: loaded.DisputeForm })));

export function Page() {
  const t = useWords<typeof words>("disputes");
  const params = { workspace: useWorkspaceSlug() };
  const question = useDisputesQuestion();
  const client = useQueryClient();
  const answer = useAsk(listDisputes, { params });
  // What a colleague attaches or decides stands here at once.
  useLive("disputes", () => void forget(client, [listDisputes, readDispute]));
  const close = () => question.open(closed);
  return (
    <Frame
      title={t("title")}
      answerLines={[1, 3]}
      answer={
        <Answers of={answer} waiting={<AnswerWaiting />}>
          {(told) => <Answer told={told} />}
        </Answers>
      }
      papers={(["papers-rule", "papers-who", "papers-kept", "papers-log"] as const).map((key) => (
        <p key={key}>{t(key)}</p>
      ))}
    >
      <Section title={t("list")} note={t("list-note")}>
        <Answers of={answer} waiting={<RowsWaiting count={8} />}>
          {(told) => <List told={told} question={question} />}
        </Answers>
      </Section>
      <Suspense>
        {question.dispute === null ? null : <DisputeDrawer key={question.dispute} id={question.dispute} onClose={close} />}
        {question.doubted !== null && answer.data?.whyNotOpen === null ? (
          <DisputeForm about={question.doubted} onOpened={(dispute) => question.open({ ...closed, dispute })} onClose={close} />
        ) : null}
      </Suspense>
    </Frame>
  );
}

function Answer({ told }: { readonly told: DisputeList }) {
  const t = useWords<typeof words>("disputes");
  const count = (...states: readonly DisputeView["state"][]) => told.disputes.filter(({ state }) => states.includes(state)).length;
  if (told.disputes.length === 0) return <>{t("answer-none")}</>;
  const overdue = count("overdue");
  return (
    <>
      {t("answer-open", { count: count("open", "due", "overdue") })} {overdue === 0 ? t("answer-in-time") : t("answer-overdue", { count: overdue })}{" "}
      {t("answer-decided", { count: count("decided") })}
    </>
  );
}

function List({ told, question }: { readonly told: DisputeList; readonly question: DisputesQuestion }) {
  const t = useWords<typeof words>("disputes");
  if (told.disputes.length === 0) return <EmptyState title={t("none-title")}>{t("none-words")}</EmptyState>;
  const { state, rule, about } = question;
  const shown = told.disputes.filter(
    (one) => (state === null || one.state === state) && (rule === null || one.rule === rule) && (about === null || one.about.kind === about),
  );
  return (
    <>
      <Filters question={question} />
      {shown.length === 0 ? (
        <p>
          {t("none-filtered")}{" "}
          <Anchor component="button" type="button" onClick={() => question.filter(unfiltered)}>
            {t("show-all")}
          </Anchor>
        </p>
      ) : (
        <DisputeTable disputes={shown} onOpen={(dispute) => question.open({ ...closed, dispute })} />
      )}
    </>
  );
}

function Filters({ question }: { readonly question: DisputesQuestion }) {
  const t = useWords<typeof words>("disputes");
  return (
    <div className={`${classes["filters"]} not-on-paper`}>
      <FilterSelect
        label={t("filter-state")}
        value={question.state}
        options={disputeStates.map((value) => ({ value, label: t(`state-${value}`) }))}
        onChoose={(state) => question.filter({ state })}
      />
      <FilterSelect
        label={t("filter-rule")}
        value={question.rule}
        options={disputeRules.map((value) => ({ value, label: t(`rule-${value}`) }))}
        onChoose={(rule) => question.filter({ rule })}
      />
      <FilterSelect
        label={t("filter-about")}
        value={question.about}
        options={[
          { value: "claim", label: t("about-claim") },
          { value: "figure", label: t("about-figure") },
        ]}
        onChoose={(about) => question.filter({ about })}
      />
    </div>
  );
}

function DisputeTable({ disputes, onOpen }: { readonly disputes: readonly DisputeView[]; readonly onOpen: (id: string) => void }) {
  const t = useWords<typeof words>("disputes");
  const format = useFormat();
  const say = useDisputeWords();
  return (
    <DataTable<DisputeView>
      caption={t("list")}
      rows={disputes}
      rowKey={(row) => row.id}
      onOpen={(row) => onOpen(row.id)}
      fileName="evenhand-disputes"
      columns={[
        { key: "number", name: t("col-number"), value: (row) => row.title, onPhone: "title" },
        { key: "value", name: t("col-value"), isNumber: true, value: (row) => row.value, cell: (row) => say.value(row.value, row) },
        { key: "period", name: t("col-period"), value: (row) => periodName(row.period), cell: (row) => format.period(row.period) },
        { key: "said", name: t("col-said"), value: (row) => row.said },
        { key: "rule", name: t("col-rule"), value: (row) => t(`rule-${row.rule}`) },
        { key: "due", name: t("col-due"), value: (row) => row.dueOn, cell: (row) => format.day(row.dueOn) },
        {
          key: "state",
          name: t("col-state"),
          value: (row) => say.outcome(row) ?? t(`state-${row.state}`),
          cell: (row) => <span {...(row.state === "overdue" ? { className: classes["overdue"] } : {})}>{say.outcome(row) ?? t(`state-${row.state}`)}</span>,
        },
      ]}
    />
  );
}
