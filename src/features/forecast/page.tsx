// What will the quarter bring, as a range with its past; and what moved in the pipeline between two days.
import { readForecast, readMovement } from "#features/forecast/contract.ts";
import { ForecastAnswer, MovementAnswer } from "#features/forecast/parts/answers.tsx";
import { ForecastActions, MovementActions, ViewChoice } from "#features/forecast/parts/choices.tsx";
import { ForecastView } from "#features/forecast/parts/forecast-view.tsx";
import { MovementView } from "#features/forecast/parts/movement-view.tsx";
import { ForecastPapers, MovementPapers } from "#features/forecast/parts/papers.tsx";
import { type Question, useQuestion } from "#features/forecast/parts/question.ts";
import type { words } from "#features/forecast/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { AnsweredPage, toldOf } from "#ui/answered-page.tsx";
import { useWords } from "#ui/language.ts";
import { useShownPeriod } from "#ui/period.tsx";
import { Waiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

export function Page() {
  const question = useQuestion();
  return question.view === "movement" ? <Movement question={question} /> : <Forecast question={question} />;
}

function Forecast({ question }: { readonly question: Question }) {
  const t = useWords<typeof words>("forecast");
  const workspace = useWorkspaceSlug();
  const answer = useAsk(readForecast, { params: { workspace }, query: question.forecast }, { keepsLast: true });
  const told = toldOf(answer);
  useShownPeriod(told?.period, null);
  return (
    <AnsweredPage
      of={answer}
      title={t(told?.came ? "title-past" : "title")}
      answerLines={[4, 7]}
      nothing={{ title: t("empty-title"), words: t("empty-words"), act: t("empty-act") }}
      answer={(answered) => <ForecastAnswer told={answered} />}
      papers={(answered) => <ForecastPapers told={answered} />}
      waiting={{ answer: <Waiting height={84} width="min(36rem, 100%)" />, page: <Waiting height={540} />, papers: <Waiting height={320} /> }}
      actions={
        <>
          <ViewChoice question={question} />
          <ForecastActions question={question} told={told} />
        </>
      }
    >
      {(answered) => <ForecastView told={answered} question={question} />}
    </AnsweredPage>
  );
}

function Movement({ question }: { readonly question: Question }) {
  const t = useWords<typeof words>("forecast");
  const workspace = useWorkspaceSlug();
  const answer = useAsk(readMovement, { params: { workspace }, query: question.movement }, { keepsLast: true });
  const told = toldOf(answer);
  useShownPeriod(told === undefined ? undefined : told.window, null);
  return (
    <AnsweredPage
      of={answer}
      title={t("title-movement")}
      answerLines={[2, 4]}
      nothing={{ title: t("empty-title"), words: t("empty-words"), act: t("empty-act") }}
      answer={(answered) => <MovementAnswer told={answered} />}
      papers={(answered) => <MovementPapers told={answered} />}
      waiting={{ page: <Waiting height={540} />, papers: <Waiting height={320} /> }}
      actions={
        <>
          <ViewChoice question={question} />
          <MovementActions question={question} told={told} />
        </>
      }
    >
      {(answered) => <MovementView told={answered} question={question} />}
    </AnsweredPage>
  );
}
