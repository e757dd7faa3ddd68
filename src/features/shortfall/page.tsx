// Where is the shortfall: one page that splits the difference of two periods into parts with an owner, a range and the records behind each.
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
import { useWorkspaceSlug } from "#ui/address.tsx";
import { AnsweredPage, toldOf } from "#ui/answered-page.tsx";
import { useLanguage, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { useShownPeriod } from "#ui/period.tsx";
import { RowsWaiting } from "#ui/states.tsx";
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
  const told = toldOf(answer);
  useShownPeriod(told?.period, told === undefined ? null : told.question.against === "plan" ? "plan" : told.referencePeriod);
  return (
    <AnsweredPage
      of={answer}
      title={told !== undefined && told.shortfall >= 0 ? t("title-surplus") : t("title")}
      answerLines={language === "ru" ? [5, 6] : [4, 5]}
      nothing={{ title: t("empty-title"), words: t("empty-words"), act: t("empty-act") }}
      answer={({ summary }) => summary[language]}
      papers={(answered) => <ShortfallPapers told={answered} />}
      waiting={{ page: <RowsWaiting count={10} />, papers: <RowsWaiting count={12} /> }}
      actions={
        <>
          <SegmentChoice choices={choices.data} asked={told?.question.by ?? []} />
          <MeasureChoice hasCosts={choices.data?.hasCosts} />
          <ExportMenu workspace={workspace} query={query} isReady={told !== undefined} />
        </>
      }
    >
      {(answered) => (
        <>
          <Difference told={answered} />
          <Section title={t("parts")} note={t("parts-note")}>
            <PartsTable told={answered} />
            <p>{t("within-chance-note")}</p>
            {answered.question.by.length === 0 ? null : <p>{t("cut-note")}</p>}
          </Section>
          <SwitchedOff told={answered} />
          <Cohorts told={answered} />
          {part === null ? null : (
            <Suspense>
              <PartDrawer told={answered} query={query} />
            </Suspense>
          )}
        </>
      )}
    </AnsweredPage>
  );
}
