// How well do we work together? The wave under way, those before it, how the next one is held, and what exactly is kept.
import { Anchor, Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Suspense, lazy, useEffect } from "react";

import { type SurveyAnswer, type WaveView, readSurvey, readWave } from "#features/survey/contract.ts";
import { Levels } from "#features/survey/parts/levels.tsx";
import { Now } from "#features/survey/parts/now.tsx";
import { PlanSection } from "#features/survey/parts/plan.tsx";
import classes from "#features/survey/parts/survey.module.css";
import type { words } from "#features/survey/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useGo, useSearchValue, useWorkspaceSlug } from "#ui/address.tsx";
import { toldOf } from "#ui/answered-page.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { useLive } from "#ui/live.tsx";
import { Page as Frame, Section } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { AnswerWaiting, Answers, EmptyState, RowsWaiting } from "#ui/states.tsx";
import { forget, useAsk } from "#ui/use-ask.ts";

const ProposeForm = lazy(() => import("#features/survey/parts/propose.tsx").then((loaded) => ({ default: loaded.ProposeForm })));

export function Page() {
  const t = useWords<typeof words>("survey");
  const workspace = useWorkspaceSlug();
  const survey = useAsk(readSurvey, { params: { workspace } });
  const client = useQueryClient();
  useLive("survey", () => void forget(client, [readSurvey, readWave]));
  const [form, setForm] = useSearchValue("new");
  const told = toldOf<SurveyAnswer>(survey);
  useNamedWave(told);
  return (
    <Frame
      title={t("title")}
      answerLines={[1, 3]}
      answer={
        <Answers of={survey} waiting={<AnswerWaiting />}>
          {(answer: SurveyAnswer) => <Answer told={answer} />}
        </Answers>
      }
      actions={
        <ReasonButton whyNot={told?.whyNotPropose ?? null} variant={told?.waves.length === 0 ? "filled" : "default"} onClick={() => setForm("yes")}>
          {t("propose")}
        </ReasonButton>
      }
      papers={<WhatIsKept />}
    >
      <Answers of={survey} waiting={<RowsWaiting count={6} />}>
        {(answer: SurveyAnswer) => (
          <>
            <Now told={answer} />
            <Waves told={answer} />
            <PlanSection told={answer} />
            <Levels />
          </>
        )}
      </Answers>
      <Suspense>
        {form === null || told === undefined || told.whyNotPropose !== null ? null : <ProposeForm told={told} onClose={() => setForm(null)} />}
      </Suspense>
    </Frame>
  );
}

/** Notices lead here by their wave: a closed one has a page of its own. */
function useNamedWave(told: SurveyAnswer | undefined) {
  const [named] = useSearchValue("wave");
  const go = useGo();
  const workspace = useWorkspaceSlug();
  const wave = told?.waves.find(({ id }) => id === named);
  const isClosed = wave?.state === "closed";
  useEffect(() => {
    if (isClosed) go(paths.surveyWave(workspace, named!), { replace: true });
  }, [isClosed, go, workspace, named]);
}

function Answer({ told }: { readonly told: SurveyAnswer }) {
  const t = useWords<typeof words>("survey");
  const format = useFormat();
  const latest = told.waves.find(({ state }) => state !== "withdrawn");
  if (latest === undefined) return t("answer-none");
  const { number } = latest;
  if (latest.state === "proposed") return t("answer-proposed", { number });
  if (latest.state === "open") {
    const values = { number, closesOn: format.day(latest.closesOn!) };
    return t(latest.hasSent ? "answer-open-sent" : latest.whyNotAnswer === null ? "answer-open-you" : "answer-open-other", values);
  }
  if (latest.sum === null) return t(latest.statements === null ? "answer-closed-quiet" : "answer-closed-pulse", { number });
  return t("answer-closed", {
    number,
    sum: format.value(latest.sum.value, sumUnit),
    range: latest.sum.interval === null ? "–" : format.interval(latest.sum.interval, sumUnit),
  });
}

const sumUnit = { unit: "points" } as const;

function Waves({ told }: { readonly told: SurveyAnswer }) {
  const t = useWords<typeof words>("survey");
  const format = useFormat();
  const go = useGo();
  const workspace = useWorkspaceSlug();
  const closed = told.waves.filter(({ state }) => state === "closed");
  return (
    <Section title={t("waves")} note={closed.length === 0 ? undefined : t("waves-note")}>
      {closed.length === 0 ? (
        <EmptyState title={t("no-waves-title")}>{t("no-waves-words")}</EmptyState>
      ) : (
        <DataTable<WaveView>
          caption={t("waves")}
          rows={closed}
          rowKey={({ id }) => id}
          onOpen={({ id }) => go(paths.surveyWave(workspace, id))}
          fileName="evenhand-survey-waves"
          columns={[
            {
              key: "wave",
              name: t("col-wave"),
              value: ({ number }) => number,
              isNumber: false,
              cell: ({ id, number }) => (
                <Anchor component={GoTo} href={paths.surveyWave(workspace, id)}>
                  {t("wave-n", { number })}
                </Anchor>
              ),
              onPhone: "title",
            },
            { key: "closed", name: t("col-closed"), value: ({ closedOn }) => closedOn, cell: ({ closedOn }) => format.day(closedOn!) },
            {
              key: "mode",
              name: t("mode"),
              value: ({ mode, statements }) => (statements === null ? t(`mode-${mode}`) : t("pulse-of", { count: statements.length })),
            },
            {
              key: "sum",
              name: t("col-sum"),
              isNumber: true,
              value: ({ sum }) => sum?.value ?? null,
              cell: ({ sum }) => (sum === null ? "–" : format.value(sum.value, sumUnit)),
            },
            {
              key: "range",
              name: t("col-range"),
              isNumber: true,
              value: ({ sum }) => (sum?.interval == null ? null : format.interval(sum.interval, sumUnit)),
            },
            { key: "people", name: t("col-people"), isNumber: true, value: ({ sum }) => sum?.people ?? null },
          ]}
        />
      )}
      {closed[0] === undefined ? null : (
        <div>
          <Button component={GoTo} href={paths.surveyWave(workspace, closed[0].id)} variant="default">
            {t("open-result")}
          </Button>
        </div>
      )}
    </Section>
  );
}

function WhatIsKept() {
  const t = useWords<typeof words>("survey");
  const workspace = useWorkspaceSlug();
  return (
    <>
      {(["papers-what", "papers-kept", "papers-shown", "papers-logs", "papers-operator"] as const).map((key) => (
        <p key={key}>{t(key)}</p>
      ))}
      <p className={classes["quiet"]}>
        <Anchor component={GoTo} href={paths.methodOf(workspace, "survey")}>
          {t("papers-more")}
        </Anchor>
      </p>
    </>
  );
}
