// How do we work together? The register of ways of working: what there are, where they are done since when, and whether they are alive.
import { lazy, Suspense } from "react";
import { useQueryClient } from "@tanstack/react-query";

import { type PracticeList, type PracticeView, listPractices, readPracticeEffect } from "#features/practices/contract.ts";
import { usePracticeWords } from "#features/practices/parts/practice-words.ts";
import classes from "#features/practices/parts/practices.module.css";
import { closed, usePracticesQuestion } from "#features/practices/parts/question.ts";
import { answerOf } from "#features/practices/rules.ts";
import type { words } from "#features/practices/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { useFormat, useLanguage, useWords } from "#ui/language.ts";
import { useLive } from "#ui/live.tsx";
import { Page as Frame, Section } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { AnswerWaiting, Answers, EmptyState, RowsWaiting } from "#ui/states.tsx";
import { forget, useAsk } from "#ui/use-ask.ts";
import { Anchor } from "@mantine/core";

const PracticeDrawer = lazy(() => import("#features/practices/parts/practice-drawer.tsx").then((loaded) => ({ default: loaded.PracticeDrawer })));
const OwnForm = lazy(() => import("#features/practices/parts/own-form.tsx").then((loaded) => ({ default: loaded.OwnForm })));

export function Page() {
  const t = useWords<typeof words>("practices");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const question = usePracticesQuestion();
  const answer = useAsk(listPractices, { params: { workspace } });
  useLive("practices", () => void forget(client, [listPractices, readPracticeEffect]));
  const close = () => question.open(closed);
  const shown = answer.data?.practices.find(({ id }) => id === question.practice);
  return (
    <Frame
      title={t("title")}
      answer={
        <Answers of={answer} waiting={<AnswerWaiting />}>
          {(told) => <Answer told={told} />}
        </Answers>
      }
      actions={
        <ReasonButton whyNot={answer.data?.whyNotChange ?? null} variant="default" onClick={() => question.open({ ...closed, new: "yes" })}>
          {t("add")}
        </ReasonButton>
      }
      papers={
        <>
          {(["papers-list", "papers-alive", "papers-effect", "papers-early"] as const).map((key) => (
            <p key={key}>{t(key)}</p>
          ))}
          <p>
            <Anchor component={GoTo} href={paths.methodOf(workspace, "practices")}>
              {t("method")}
            </Anchor>
          </p>
        </>
      }
    >
      <Section title={t("list")}>
        <Answers of={answer} waiting={<RowsWaiting count={4} />}>
          {(told) => <Register told={told} onOpen={(practice) => question.open({ ...closed, practice })} />}
        </Answers>
      </Section>
      <Section title={t("others")} note={t("others-note")}>
        <Answers of={answer} waiting={<RowsWaiting count={6} />}>
          {(told) => <Others told={told} onOpen={(practice) => question.open({ ...closed, practice })} />}
        </Answers>
      </Section>
      <Suspense>
        {shown === undefined ? null : <PracticeDrawer key={shown.id} practice={shown} told={answer.data!} onClose={close} />}
        {question.isNew && answer.data?.whyNotChange === null ? (
          <OwnForm onDone={(practice) => question.open({ ...closed, practice })} onClose={close} />
        ) : null}
      </Suspense>
    </Frame>
  );
}

function Answer({ told }: { readonly told: PracticeList }) {
  const t = useWords<typeof words>("practices");
  const { done, quiet } = answerOf(told);
  if (done === 0) return t("answer-none");
  return `${t("answer-done", { count: done })} ${quiet === 0 ? t("answer-alive") : t("answer-quiet", { count: quiet })}`;
}

interface TableProps {
  readonly told: PracticeList;
  readonly onOpen: (id: string) => void;
}

/** What has not been begun, with what it is good for. */
function Others({ told, onOpen }: TableProps) {
  const t = useWords<typeof words>("practices");
  const { language } = useLanguage();
  const say = usePracticeWords();
  const rows = told.practices.filter(({ state }) => state === "not-yet");
  const text = (row: PracticeView, place: number) => say.texts(row)[place]![1];
  if (rows.length === 0) return <p>{t("others-none")}</p>;
  return (
    <DataTable<PracticeView>
      key={language}
      caption={t("others")}
      rows={rows}
      rowKey={({ id }) => id}
      onOpen={({ id }) => onOpen(id)}
      fileName="evenhand-practices-not-begun"
      columns={[
        { key: "name", name: t("col-name"), value: say.name, onPhone: "title" },
        { key: "what", name: t("what"), value: (row) => text(row, 0), isSavedOnly: true },
        { key: "helps", name: t("helps"), value: (row) => text(row, 1) },
      ]}
    />
  );
}

const order = ["everywhere", "partly", "given-up"];

function Register({ told, onOpen }: TableProps) {
  const t = useWords<typeof words>("practices");
  const format = useFormat();
  const { language } = useLanguage();
  const say = usePracticeWords();
  const rows = told.practices.filter(({ state }) => state !== "not-yet").toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  const going = ({ adoptions }: PracticeView) => adoptions.filter(({ endedOn }) => endedOn === null || endedOn > told.today);
  const cost = (row: PracticeView) => {
    const costs = going(row).flatMap(({ monthlyCost }) => monthlyCost ?? []);
    return costs.length === 0 ? null : costs.reduce((sum, each) => sum + each, 0);
  };
  if (rows.length === 0) return <EmptyState title={t("none-title")}>{t("none-words")}</EmptyState>;
  return (
    <DataTable<PracticeView>
      key={language}
      caption={t("list")}
      rows={rows}
      rowKey={({ id }) => id}
      onOpen={({ id }) => onOpen(id)}
      fileName="evenhand-practices"
      columns={[
        { key: "name", name: t("col-name"), value: say.name, onPhone: "title" },
        { key: "what", name: t("what"), value: (row) => say.texts(row)[0]![1], isSavedOnly: true },
        {
          key: "state",
          name: t("col-state"),
          value: ({ state }) => t(`state-${state}`),
          cell: ({ state }) => (
            <span className={classes["state"]} data-state={state}>
              {t(`state-${state}`)}
            </span>
          ),
        },
        {
          key: "since",
          name: t("col-since"),
          value: ({ adoptions }) => adoptions[0]?.begunOn ?? null,
          cell: ({ adoptions }) => (adoptions[0] === undefined ? "" : format.day(adoptions[0].begunOn)),
        },
        { key: "owner", name: t("col-owner"), value: (row) => [...new Set(going(row).map(({ ownerName }) => ownerName))].join(", ") || null },
        {
          key: "cost",
          name: t("col-cost"),
          value: cost,
          isNumber: true,
          cell: (row) => {
            const sum = cost(row);
            return sum === null ? (going(row).length === 0 ? "–" : t("not-told")) : format.money(sum, told.currency);
          },
        },
        {
          key: "alive",
          name: t("col-alive"),
          value: ({ sign, state }) => (sign !== null ? say.sign(sign) : state === "everywhere" || state === "partly" ? t("sign-people") : null),
          cell: ({ sign, state }) =>
            sign === null ? (
              <span className={classes["quiet"]}>{state === "given-up" ? "–" : t("sign-people")}</span>
            ) : (
              <span className={classes["sign"]} data-alive={sign.isAlive}>
                {t(sign.isAlive ? "sign-alive" : "sign-asleep")}
              </span>
            ),
        },
      ]}
    />
  );
}
