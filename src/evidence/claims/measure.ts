// The few ways in which claims are measured: a share against a limit, two groups of equals, a sum weighed anew, a plain count.
import type { EntityName } from "#facts/entities.ts";
import type { Caution } from "#facts/papers.ts";
import { type ClaimAnswer, type ClaimSpec, type Compared, cannotTell } from "#evidence/claims/claim.ts";
import { drawWeights, hashOf, spreadOf } from "#evidence/statistics/bootstrap.ts";
import { betaBelow } from "#evidence/statistics/distributions.ts";
import { wilsonInterval } from "#evidence/statistics/proportion.ts";
import { chanceAbove, stratifiedDifference } from "#evidence/statistics/strata.ts";

/** With fewer cases a share or a comparison is not said. */
export const fewestCases = 30;
const level = 0.9;

interface Around {
  readonly compared?: readonly Compared[];
  readonly cautions?: readonly Caution[];
  readonly records: { readonly entity: EntityName; readonly ids: readonly string[] };
}

/**
 * A share of cases against a limit: Wilson's interval, exact binomial tails (P(X >= h | n, limit) is the beta curve I_limit(h, n - h + 1)).
 * Cannot be told with fewer than thirty cases.
 */
export function shareAgainst(spec: ClaimSpec, { hits, cases }: { hits: number; cases: number }, around: Around): ClaimAnswer {
  if (cases < fewestCases) return cannotTell("too-few-cases", { count: cases, needed: fewestCases });
  const atLeast = (limit: number) => (hits === 0 ? 1 : betaBelow(hits, cases - hits + 1, limit));
  const atMost = (limit: number) => (hits === cases ? 1 : 1 - betaBelow(hits + 1, cases - hits, limit));
  const [support, refute] = spec.holds === "above" ? [atLeast, atMost] : [atMost, atLeast];
  return {
    ok: true,
    measured: {
      effect: hits / cases,
      interval: wilsonInterval(hits, cases, level),
      pSupport: support(spec.nothing),
      pRefute: refute(spec.worth),
      sample: cases,
      compared: around.compared ?? [{ name: "this", value: hits / cases, hits, cases }],
      cautions: around.cautions ?? [],
      records: around.records,
    },
  };
}

export interface Case {
  readonly id: string;
  readonly isHit: boolean;
  /** In the group that the claim is about, or among the others. */
  readonly isThis: boolean;
  /** What both groups must have in common to be compared. */
  readonly stratum: string;
}

/** This group's share less the others', among equals: strata put together after Mantel and Haenszel. Both groups need thirty cases in shared strata. */
export function groupsCompared(spec: ClaimSpec, cases: readonly Case[], around: Around): ClaimAnswer {
  const strata = new Map<string, { hits: number; cases: number; otherHits: number; otherCases: number }>();
  const totals = { hits: 0, cases: 0, otherHits: 0, otherCases: 0 };
  for (const { isHit, isThis, stratum } of cases) {
    let own = strata.get(stratum);
    if (!own) strata.set(stratum, (own = { hits: 0, cases: 0, otherHits: 0, otherCases: 0 }));
    for (const count of [own, totals]) {
      count[isThis ? "cases" : "otherCases"]++;
      if (isHit) count[isThis ? "hits" : "otherHits"]++;
    }
  }
  const found = stratifiedDifference(strata.values(), level);
  const fewest = Math.min(found?.cases ?? 0, found?.otherCases ?? 0);
  if (!found || fewest < fewestCases) return cannotTell("too-few-to-compare", { count: fewest, needed: fewestCases });
  return normalAnswer(spec, {
    effect: found.value,
    standardError: found.standardError,
    interval: found.interval,
    sample: found.cases + found.otherCases,
    around: {
      ...around,
      compared: [
        { name: "this", value: totals.hits / totals.cases, hits: totals.hits, cases: totals.cases },
        { name: "others", value: totals.otherHits / totals.otherCases, hits: totals.otherHits, cases: totals.otherCases },
      ],
    },
  });
}

interface Estimated {
  readonly effect: number;
  readonly standardError: number;
  readonly interval: { readonly low: number | null; readonly high: number | null; readonly level: number };
  readonly sample: number;
  readonly around: Around;
}

/** An estimate with its standard error, by the normal curve. */
export function normalAnswer(spec: ClaimSpec, { effect, standardError, interval, sample, around }: Estimated): ClaimAnswer {
  const above = (at: number) => chanceAbove(effect, standardError, at);
  const below = (at: number) => chanceAbove(-effect, standardError, -at);
  const [support, refute] = spec.holds === "above" ? [above, below] : [below, above];
  return {
    ok: true,
    measured: {
      effect,
      interval,
      pSupport: support(spec.nothing),
      pRefute: refute(spec.worth),
      sample,
      compared: around.compared ?? [],
      cautions: around.cautions ?? [],
      records: around.records,
    },
  };
}

export const drawCount = 400;

/**
 * A statistic of records that were weighed anew 400 times (`drawWeights`: each unit, a firm or a record, counts more or less by chance; steady under the order of rows).
 * Interval: middle nine tenths of the draws; chances by their standard deviation. Draws that are no number make it untold.
 */
export function weighedAnew(
  spec: ClaimSpec,
  units: readonly string[],
  statistic: (weights: Float64Array) => number,
  around: Around & { sample: number },
): ClaimAnswer {
  const hashes = Int32Array.from(units, hashOf);
  const effect = statistic(new Float64Array(units.length).fill(1));
  const weights = new Float64Array(units.length);
  const draws = Float64Array.from({ length: drawCount }, (_, draw) => {
    drawWeights(weights, hashes, { seed: 4_117, draw });
    return statistic(weights);
  });
  if (!Number.isFinite(effect) || draws.some((draw) => !Number.isFinite(draw))) return cannotTell("nothing-to-divide-by");
  const { low, high, deviation } = spreadOf(draws, level);
  return normalAnswer(spec, { effect, standardError: deviation, interval: { low, high, level }, sample: around.sample, around });
}

/** A number that was counted to the last line of a book: there is no chance in it. */
export function countedOut(spec: ClaimSpec, { effect, sample }: { effect: number; sample: number }, around: Around): ClaimAnswer {
  const isLarge = spec.holds === "above" ? effect >= spec.worth : effect <= spec.worth;
  return {
    ok: true,
    measured: {
      effect,
      interval: null,
      pSupport: isLarge ? 0 : 1,
      pRefute: isLarge ? 1 : 0,
      sample,
      compared: around.compared ?? [],
      cautions: around.cautions ?? [],
      records: around.records,
    },
  };
}
