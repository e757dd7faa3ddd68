// How measures, levels and facts are written on the screen.
import type { MeasuredView, ProposedView } from "#features/cooperation/contract.ts";
import type { words } from "#features/cooperation/words.en.ts";
import type { SurveyStatement } from "#facts/survey.ts";
import type { Words } from "#kit/words.ts";
import { useFormat, useWords } from "#ui/language.ts";

type Fact = NonNullable<ProposedView["reason"]["fact"]>;
type Unit = Fact["unit"];

export function useCooperationWords() {
  const t = useWords<typeof words>("cooperation");
  const tSurvey = useWords<Words>("survey");
  const format = useFormat();
  const amount = (value: number, unit: Unit) => (unit === "minutes" ? tSurvey("minutes-value", { value: format.count(value) }) : format.value(value, { unit }));
  const range = ({ interval, unit }: Pick<MeasuredView, "interval"> & { readonly unit: Unit }) =>
    interval === null ? null : format.interval(interval, { unit: unit === "minutes" ? "count" : unit });
  const level = ({ level: at, unit, holds }: Pick<MeasuredView, "level" | "holds"> & { readonly unit: Unit }) =>
    t(`level-${holds}`, { level: amount(at, unit) });
  return {
    amount,
    range,
    level,
    statement: (key: SurveyStatement) => tSurvey(`s-${key}`),
    /** '18 % (12 % to 25 %), of 140'. */
    measure: (one: MeasuredView): string => {
      const { value, unit, sample, interval } = one;
      const told = range(one);
      const of =
        unit === "share" ? `, ${t("cases", { count: sample })}` : interval === null ? "" : unit === "points" ? `, ${t("people", { count: sample })}` : "";
      return `${amount(value!, unit)}${told === null ? "" : ` (${told})`}${of}`;
    },
    reason: ({ reason: { statement, kind, fact, said } }: Pick<ProposedView, "reason">): string => {
      const named = tSurvey(`s-${statement}`);
      if (fact === null || kind === "said" || kind === "quiet") {
        if (kind === "said" && said !== null) return t("reason-said", { said: format.value(said, { unit: "points" }), statement: named });
        return t("reason-quiet", { statement: named });
      }
      const told = range(fact);
      return t(`reason-${kind}`, {
        fact: tSurvey(`fact-${fact.measure}`),
        value: amount(fact.value, fact.unit),
        range: told === null ? "" : t("reason-range", { range: told }),
        level: level(fact),
        statement: named,
      });
    },
  };
}
