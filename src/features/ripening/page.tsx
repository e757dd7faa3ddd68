// How many will come through in the end: three numbers that are often taken for one another, the curve, the cohorts, the segments.
import { Button } from "@mantine/core";

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
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { useWords } from "#ui/language.ts";
import { Page as Frame } from "#ui/page.tsx";
import { AnswerWaiting, CannotBeTold, CardsWaiting, EmptyState, ErrorState, Waiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

export function Page() {
  const t = useWords<typeof words>("ripening");
  const workspace = useWorkspaceSlug();
  const question = useRipeningQuestion();
  const answer = useAsk(readRipening, { params: { workspace }, query: question.query }, { keepsLast: true });
  const told = answer.data;
  const refusal = answer.error?.problem;
  const bringIn = (
    <Button component={GoTo} href={paths.imports(workspace)}>
      {t("empty-act")}
    </Button>
  );
  if (refusal?.code === "no-facts-yet") {
    return (
      <Frame title={t("title-plain")}>
        <EmptyState title={t("empty-title")} action={bringIn}>
          {t("empty-words")}
        </EmptyState>
      </Frame>
    );
  }
  const details = refusal?.details as Record<string, string | number | null> | undefined;
  return (
    <Frame
      title={told === undefined ? t("title-plain") : t(`title-${told.unit}`, { step: t(`step.${told.to}`) })}
      answer={told === undefined ? refusal === undefined ? <AnswerWaiting /> : undefined : <RipeningSentence told={told} />}
      actions={<RipeningChoices told={told} question={question} />}
      {...(told === undefined ? {} : { papers: <RipeningPapers told={told} /> })}
    >
      {refusal === undefined ? null : refusal.status === 422 ? (
        <CannotBeTold
          reason={refusal.code}
          {...(details === undefined ? {} : { details })}
          remedy={<GoTo href={paths.imports(workspace)}>{t("empty-act")}</GoTo>}
        />
      ) : (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      )}
      {told !== undefined ? (
        <>
          <ThreeNumbers told={told} />
          <WholeCurve told={told} />
          {question.query.by === undefined || told.segments.length === 0 ? null : <RipeningSegments told={told} by={question.query.by} />}
          <GroupCurves told={told} question={question} />
          <RipeningCohorts told={told} question={question} />
        </>
      ) : refusal === undefined ? (
        <>
          <CardsWaiting count={4} />
          <Waiting height={400} />
        </>
      ) : null}
    </Frame>
  );
}
