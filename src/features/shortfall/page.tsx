// Where is the shortfall: one page that splits the difference of two periods into parts with an owner, a range and the records behind each.
import { Button } from "@mantine/core";
import { Suspense, lazy } from "react";

import { explainShortfall, shortfallChoices } from "#features/shortfall/contract.ts";
import { ExportMenu, MeasureChoice, SegmentChoice } from "#features/shortfall/parts/choices.tsx";
import { Cohorts } from "#features/shortfall/parts/cohorts.tsx";
import { PartsTable } from "#features/shortfall/parts/parts-table.tsx";
import { Difference } from "#features/shortfall/parts/picture.tsx";
import { ShortfallPapers } from "#features/shortfall/parts/shortfall-papers.tsx";
import { SwitchedOff } from "#features/shortfall/parts/switched-off.tsx";
import { useOpenPart, useShortfallQuestion } from "#features/shortfall/parts/question.ts";
import type { words } from "#features/shortfall/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { useLanguage, useWords } from "#ui/language.ts";
import { Page as Frame, Section } from "#ui/page.tsx";
import { useShownPeriod } from "#ui/period.tsx";
import { AnswerWaiting, CannotBeTold, EmptyState, ErrorState, RowsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

// Fetched when the first part is opened.
const PartDrawer = lazy(() => import("#features/shortfall/parts/part-drawer.tsx").then(({ PartDrawer }) => ({ default: PartDrawer })));

export function Page() {
  const t = useWords<typeof words>("shortfall");
  const { language } = useLanguage();
  const workspace = useWorkspaceSlug();
  const query = useShortfallQuestion();
  const [part] = useOpenPart();
  const choices = useAsk(shortfallChoices, { params: { workspace } });
  const answer = useAsk(explainShortfall, { params: { workspace }, query }, { keepsLast: true });
  const told = answer.data;
  useShownPeriod(told?.period, told === undefined ? null : told.question.against === "plan" ? "plan" : told.referencePeriod);
  const refusal = answer.error?.problem;
  if (refusal?.code === "no-deals") {
    return (
      <Frame title={t("title")}>
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
  return (
    <Frame
      title={told !== undefined && told.shortfall >= 0 ? t("title-surplus") : t("title")}
      answerLines={language === "ru" ? [5, 6] : [4, 5]}
      answer={told?.summary[language] ?? (answer.error ? undefined : <AnswerWaiting />)}
      actions={
        <>
          <SegmentChoice choices={choices.data} asked={told?.question.by ?? []} />
          <MeasureChoice hasCosts={choices.data?.hasCosts} />
          <ExportMenu workspace={workspace} query={query} isReady={told !== undefined} />
        </>
      }
      {...(told === undefined ? (refusal === undefined ? { papers: <RowsWaiting count={12} /> } : {}) : { papers: <ShortfallPapers told={told} /> })}
    >
      {refusal === undefined ? null : refusal.status === 422 ? (
        <CannotBeTold reason={refusal.code} remedy={<GoTo href={paths.imports(workspace)}>{t("empty-act")}</GoTo>} />
      ) : (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      )}
      {told === undefined ? (
        refusal === undefined ? (
          <RowsWaiting count={10} />
        ) : null
      ) : (
        <>
          <Difference told={told} />
          <Section title={t("parts")} note={t("parts-note")}>
            <PartsTable told={told} />
            <p>{t("within-chance-note")}</p>
            {told.question.by.length === 0 ? null : <p>{t("cut-note")}</p>}
          </Section>
          <SwitchedOff told={told} />
          <Cohorts told={told} />
          {part === null ? null : (
            <Suspense>
              <PartDrawer told={told} query={query} />
            </Suspense>
          )}
        </>
      )}
    </Frame>
  );
}
