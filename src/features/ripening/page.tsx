// How many will come through in the end: three numbers that are often taken for one another, the curve, the cohorts, the segments.
import { readRipening } from "#features/ripening/contract.ts";
import { RipeningSentence } from "#features/ripening/parts/answer.tsx";
import { RipeningChoices } from "#features/ripening/parts/choices.tsx";
import { RipeningCohorts } from "#features/ripening/parts/cohorts.tsx";
import { GroupCurves, WholeCurve } from "#features/ripening/parts/curves.tsx";
import { ThreeNumbers } from "#features/ripening/parts/numbers.tsx";
import { useRipeningQuestion } from "#features/ripening/parts/question.ts";
import { RipeningPapers } from "#features/ripening/parts/ripening-papers.tsx";
import { RipeningSegments } from "#features/ripening/parts/segments.tsx";
import type { words } from "#features/ripening/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { AnsweredPage, toldOf } from "#ui/answered-page.tsx";
import { useWords } from "#ui/language.ts";
import { CardsWaiting, Waiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

export function Page() {
  const t = useWords<typeof words>("ripening");
  const workspace = useWorkspaceSlug();
  const question = useRipeningQuestion();
  const answer = useAsk(readRipening, { params: { workspace }, query: question.query }, { keepsLast: true });
  const asked = toldOf(answer);
  return (
    <AnsweredPage
      of={answer}
      title={asked === undefined ? t("title-plain") : t(`title-${asked.unit}`, { step: t(`step.${asked.to}`) })}
      answerLines={[3, 6]}
      nothing={{ title: t("empty-title"), words: t("empty-words"), act: t("empty-act") }}
      answer={(told) => <RipeningSentence told={told} />}
      papers={(told) => <RipeningPapers told={told} />}
      waiting={{
        page: (
          <>
            <CardsWaiting count={4} />
            <Waiting height={400} />
          </>
        ),
      }}
      actions={<RipeningChoices told={asked} question={question} />}
    >
      {(told) => (
        <>
          <ThreeNumbers told={told} />
          <WholeCurve told={told} />
          {question.query.by === undefined || told.segments.length === 0 ? null : <RipeningSegments told={told} by={question.query.by} />}
          <GroupCurves told={told} question={question} />
          <RipeningCohorts told={told} question={question} />
        </>
      )}
    </AnsweredPage>
  );
}
