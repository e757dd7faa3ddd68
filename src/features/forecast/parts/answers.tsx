// The answer in a sentence or two, put together from the numbers.
import type { ForecastView, MovementView } from "#features/forecast/contract.ts";
import { useLevel } from "#features/forecast/parts/level.ts";
import type { words } from "#features/forecast/words.en.ts";
import { useWords } from "#ui/language.ts";

/** Fewer earlier periods prove little. */
const fewPeriods = 6;

export function ForecastAnswer({ told }: { readonly told: ForecastView }) {
  const t = useWords<typeof words>("forecast");
  const { level, range, format } = useLevel(told);
  const { total, wonSoFar, open, fresh, came, track } = told;
  const { low, high } = total.interval;
  const place = came === null ? null : came.worth < low! ? "below" : came.worth > high! ? "above" : "inside";
  return (
    <>
      {t("answer", { period: format.period(told.period), median: level(total.median), narrow: range(total.narrow), range: range(total.interval) })}{" "}
      {came === null || place === null
        ? t(wonSoFar.deals === 0 ? "answer-parts-none" : "answer-parts", {
            won: level(wonSoFar.worth),
            open: level(open.expected),
            deals: open.deals,
            fresh: level(fresh.expected),
          })
        : t(`answer-came-${place}`, { came: level(came.worth) })}{" "}
      {track.periods.length === 0
        ? t("answer-no-past")
        : t("answer-held", { count: track.periods.length, held: track.held90, few: track.periods.length < fewPeriods ? t("answer-few") : "" })}
    </>
  );
}

/** The step that moved most. */
export function largestStep({ steps }: MovementView) {
  return steps.reduce((best, step) => (Math.abs(step.amount) > Math.abs(best.amount) ? step : best), steps[0]!);
}

export const wayOf = ({ opening, closing }: Pick<MovementView, "opening" | "closing">) =>
  closing.amount > opening.amount ? "up" : closing.amount < opening.amount ? "down" : "same";

export function MovementAnswer({ told }: { readonly told: MovementView }) {
  const t = useWords<typeof words>("forecast");
  const { level, change, format } = useLevel(told);
  const { opening, closing, window } = told;
  const largest = largestStep(told);
  const way = wayOf(told);
  return (
    <>
      {t(`movement-answer-${way === "same" && largest.amount !== 0 ? "even" : way}`, {
        from: format.day(told.from),
        until: format.day(told.until),
        change: level(Math.abs(closing.amount - opening.amount)),
        opening: level(opening.amount),
        closing: level(closing.amount),
        step: t(`step-${largest.step}`),
        amount: change(largest.amount),
      })}{" "}
      {window === null ? null : t("movement-window", { window: format.period(window) })}
    </>
  );
}

/** What a step means; from dates alone a new deal is one that was opened in between. */
export const aboutOf = (step: MovementView["steps"][number]["step"], { basis }: Pick<MovementView, "basis">) =>
  step === "new" && basis === "dates" ? ("about-opened" as const) : (`about-${step}` as const);
