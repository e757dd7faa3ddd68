// How we know: what a journey is, the models, the ranges, what to beware of, and what repeats the answer.
import type { JourneysView } from "#features/journeys/contract.ts";
import type { words } from "#features/journeys/words.en.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { useCaution } from "#ui/reasons.ts";
import type { words as kitWords } from "#ui/words.en.ts";

export function JourneyPapers({ told }: { readonly told: JourneysView }) {
  const t = useWords<typeof words>("journeys");
  const kit = useWords<typeof kitWords>("kit");
  const format = useFormat();
  const caution = useCaution();
  const { papers, question } = told;
  const traits = papers.traits.map((trait) => t(`trait-${trait as "segment"}`)).join(", ");
  return (
    <>
      <p>{t("papers-question", { unit: t(`unit-${question.unit}`), days: format.count(question.lookback) })}</p>
      <p>{t("papers-models", { count: told.models.length })}</p>
      <p>{t("papers-open", { open: told.open, finished: told.won + told.none })}</p>
      {told.untouched === 0 ? null : <p>{t("papers-untouched", { count: told.untouched })}</p>}
      {told.models.includes("hazard") ? <p>{traits === "" ? t("papers-no-traits") : t("papers-traits", { traits })}</p> : null}
      <p>{t("papers-range", { draws: papers.draws })}</p>
      <p>{t(papers.label === "adjusted" ? "papers-label-adjusted" : "papers-label-descriptive")}</p>
      <h3>{kit("papers-cautions")}</h3>
      <ul>
        {told.cautions.map((each) => (
          <li key={each.code}>{caution(each)}</li>
        ))}
      </ul>
      <p>{t("papers-as-of", { day: format.day(papers.asOf) })}</p>
      <p>{t("papers-repeat", { version: papers.factsVersion, seed: String(papers.seed) })}</p>
    </>
  );
}
