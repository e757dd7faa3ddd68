// What will the quarter bring, as a range with its past; and what moved in the pipeline between two days.
import { Button } from "@mantine/core";

import { readForecast, readMovement } from "#features/forecast/contract.ts";
import { ForecastAnswer, MovementAnswer } from "#features/forecast/parts/answers.tsx";
import { ForecastActions, MovementActions, ViewChoice } from "#features/forecast/parts/choices.tsx";
import { ForecastView } from "#features/forecast/parts/forecast-view.tsx";
import { MovementView } from "#features/forecast/parts/movement-view.tsx";
import { ForecastPapers, MovementPapers } from "#features/forecast/parts/papers.tsx";
import { type Question, useQuestion } from "#features/forecast/parts/question.ts";
import type { words } from "#features/forecast/words.en.ts";
import { paths } from "#kit/paths.ts";
import type { Problem } from "#kit/refusal.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { useWords } from "#ui/language.ts";
import { Page as Frame } from "#ui/page.tsx";
import { useShownPeriod } from "#ui/period.tsx";
import { AnswerWaiting, CannotBeTold, EmptyState, ErrorState, Waiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

export function Page() {
  const question = useQuestion();
  return question.view === "movement" ? <Movement question={question} /> : <Forecast question={question} />;
}

function Forecast({ question }: { readonly question: Question }) {
  const t = useWords<typeof words>("forecast");
  const workspace = useWorkspaceSlug();
  const answer = useAsk(readForecast, { params: { workspace }, query: question.forecast }, { keepsLast: true });
  const told = answer.error ? undefined : answer.data;
  useShownPeriod(told?.period, null);
  const problem = answer.error?.problem;
  if (problem?.code === "no-deals") return <Nothing title={t("title")} />;
  return (
    <Frame
      title={t(told?.came ? "title-past" : "title")}
      answer={told === undefined ? answer.error ? undefined : <Waiting height={84} width="min(36rem, 100%)" /> : <ForecastAnswer told={told} />}
      actions={
        <>
          <ViewChoice question={question} />
          <ForecastActions question={question} told={told} />
        </>
      }
      papers={told === undefined ? answer.error ? undefined : <Waiting height={320} /> : <ForecastPapers told={told} />}
    >
      {problem === undefined ? null : <Refused problem={problem} error={answer.error} onRetry={() => void answer.refetch()} />}
      {told === undefined ? problem === undefined ? <Waiting height={540} /> : null : <ForecastView told={told} question={question} />}
    </Frame>
  );
}

function Movement({ question }: { readonly question: Question }) {
  const t = useWords<typeof words>("forecast");
  const workspace = useWorkspaceSlug();
  const answer = useAsk(readMovement, { params: { workspace }, query: question.movement }, { keepsLast: true });
  const told = answer.error ? undefined : answer.data;
  useShownPeriod(null, null);
  const problem = answer.error?.problem;
  if (problem?.code === "no-deals") return <Nothing title={t("title-movement")} />;
  return (
    <Frame
      title={t("title-movement")}
      answer={told === undefined ? answer.error ? undefined : <AnswerWaiting /> : <MovementAnswer told={told} />}
      actions={
        <>
          <ViewChoice question={question} />
          <MovementActions question={question} told={told} />
        </>
      }
      papers={told === undefined ? answer.error ? undefined : <Waiting height={320} /> : <MovementPapers told={told} />}
    >
      {problem === undefined ? null : <Refused problem={problem} error={answer.error} onRetry={() => void answer.refetch()} />}
      {told === undefined ? problem === undefined ? <Waiting height={540} /> : null : <MovementView told={told} question={question} />}
    </Frame>
  );
}

function Nothing({ title }: { readonly title: string }) {
  const t = useWords<typeof words>("forecast");
  const workspace = useWorkspaceSlug();
  return (
    <Frame title={title}>
      <EmptyState
        title={t("empty-title")}
        action={
          <Button component={GoTo} href={paths.imports(workspace)}>
            {t("empty-act")}
          </Button>
        }
      >
        {t("empty-words")}
      </EmptyState>
    </Frame>
  );
}

function Refused({ problem, error, onRetry }: { readonly problem: Problem; readonly error: unknown; readonly onRetry: () => void }) {
  const t = useWords<typeof words>("forecast");
  const workspace = useWorkspaceSlug();
  if (problem.status !== 422) return <ErrorState error={error} onRetry={onRetry} />;
  return (
    <CannotBeTold
      reason={problem.code}
      {...(problem.details === undefined ? {} : { details: problem.details })}
      remedy={<GoTo href={paths.imports(workspace)}>{t("empty-act")}</GoTo>}
    />
  );
}
