// How we know: what each number is, how the end is reckoned, and what cannot be told.
import type { RipeningAnswer } from "#features/ripening/contract.ts";
import type { words } from "#features/ripening/words.en.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { useCaution } from "#ui/reasons.ts";
import type { words as kitWords } from "#ui/words.en.ts";

export function RipeningPapers({ told }: { readonly told: RipeningAnswer }) {
  const t = useWords<typeof words>("ripening");
  const kit = useWords<typeof kitWords>("kit");
  const format = useFormat();
  const caution = useCaution();
  const cautions = new Map(Object.values(told.numbers).flatMap((number) => number.cautions.map((each) => [each.code, each] as const)));
  const curveWords = ({ family, bend, bentGain, isTailOpen }: NonNullable<RipeningAnswer["model"]>) => {
    if (bentGain === null) return t("papers-curve-few");
    const gain = format.value(bentGain, { unit: "index" });
    if (isTailOpen) return t("papers-curve-open", { gain });
    return family === "weibull" ? t("papers-curve-weibull") : t("papers-curve-bent", { bend: format.value(bend, { unit: "index" }), gain });
  };
  const { entrants: size, converted, lost, waiting } = told;
  return (
    <>
      <p>{t("papers-sample", { size, converted, lost, waiting, period: format.period(told.period) })}</p>
      <p>{t("papers-three")}</p>
      <p>{t("papers-model")}</p>
      {told.model === null ? null : <p>{curveWords(told.model)}</p>}
      <p>{t("papers-ladder")}</p>
      <p>{t("papers-lost")}</p>
      {told.segments.length === 0 ? null : <p>{t("papers-pooling")}</p>}
      <p>{t("papers-untold")}</p>
      {cautions.size === 0 ? null : (
        <>
          <h3>{kit("papers-cautions")}</h3>
          <ul>
            {[...cautions.values()].map((each) => (
              <li key={each.code}>{caution(each)}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
