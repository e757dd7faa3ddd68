// How we know: what the score says, how it is learnt and tested, and what to beware of.
import type { ScoreView } from "#features/score/contract.ts";
import type { words } from "#features/score/words.en.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { useCaution } from "#ui/reasons.ts";
import type { words as kitWords } from "#ui/words.en.ts";

export function ScorePapers({ score }: { readonly score: ScoreView }) {
  const t = useWords<typeof words>("score");
  const kit = useWords<typeof kitWords>("kit");
  const format = useFormat();
  const caution = useCaution();
  return (
    <>
      <p>{t("papers-what", { days: score.horizonDays })}</p>
      <p>{t("papers-model")}</p>
      <p>{t("papers-young")}</p>
      <p>{t("papers-forward")}</p>
      {score.tested === null ? null : <p>{format.period(score.tested.numbers[0]!.period)}</p>}
      {score.cautions.length === 0 ? null : (
        <>
          <h3>{kit("papers-cautions")}</h3>
          <ul>
            {score.cautions.map((each) => (
              <li key={each.code}>{caution(each)}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
