// What a figure would have done after a known day, foretold from the time before it and from comparison series, beside what it did.
import type { Verdict } from "#facts/papers.ts";
import { baseColumns, seasonOf } from "#evidence/change/breaks.ts";
import { type Effect, type Interruption, type WhyNoTest, centred, effectOf, leastAfter, leastBefore } from "#evidence/change/interrupted.ts";
import type { Posterior } from "#evidence/statistics/leaning.ts";
import { expectedAhead, fitWandering } from "#evidence/statistics/local-level.ts";

export interface Expected {
  /** Mean distance, over all steps since, of what came from what was foretold. */
  readonly mean: Effect;
  /** Share of the level's wandering in a step's spread before the day: 0 holds still. */
  readonly wandering: number;
  readonly before: number;
  readonly after: number;
}

/**
 * The model is fitted to the steps before the day alone: a level that may wander, a season where the steps ask for one, and comparison series
 * (statistics/local-level.ts). It foretells the mean over all steps since from the comparison's values there; the effect is what came less that, its range that
 * of the foretelling. Nothing is supposed of the effect's own course; the further away from the day, the wider the range. Refused as the regression is.
 * Source: Brodersen et al. 2015, with the level integrated over a grid instead of drawn.
 */
export function expectedBy({ times, values, place, perYear, anticipation = 0, controls = [] }: Interruption): Expected | WhyNoTest {
  const before = Math.max(0, Math.min(place, values.length) - anticipation);
  const after = Math.max(0, values.length - place);
  if (before < leastBefore) return "too-few-before";
  if (after < leastAfter) return "too-few-after";
  const course = { times: times.slice(0, before), values: values.slice(0, before), perYear };
  const columns = [...baseColumns(times, perYear, seasonOf(course)), ...controls.map((control) => centred(control))];
  const fit = fitWandering({ ...course, columns: columns.map((column) => column.slice(0, before)) });
  if (fit === null) return "columns-say-the-same";
  const mean = (all: ArrayLike<number>) => {
    let sum = 0;
    for (let i = place; i < all.length; i++) sum += all[i]!;
    return sum / after;
  };
  const foretold = expectedAhead(fit, { times: times.slice(place), columns: columns.map(mean) });
  return { mean: effectOf(lessThan(mean(values), foretold)), wandering: fit.wandering, before, after };
}

/** What came less what was foretold. */
function lessThan(came: number, { value, below, quantile }: Posterior): Posterior {
  return {
    value: came - value,
    below: (x) => 1 - below(came - x),
    quantile: (p) => came - quantile(1 - p),
    chanceOfRise: below(came),
  };
}

/** Whether two ways of asking say the same of the direction: both clear of chance to one side, or both within it. */
export function isOfOneMind(a: Effect, b: Effect): boolean {
  const side = ({ verdict, value }: { readonly verdict: Verdict; readonly value: number }) =>
    verdict === "clear" || verdict === "likely" ? Math.sign(value) : 0;
  return side(a) === side(b);
}
