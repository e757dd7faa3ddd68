// Claims about discounts: given by the person and not by the deal, without effect on winning, growing.
import { type ClaimAnswer, type ClaimSpec, cannotTell } from "#evidence/claims/claim.ts";
import { type ClaimGround, type ClaimQuestion } from "#evidence/claims/ground.ts";
import { fewestCases, normalAnswer, weighedAnew } from "#evidence/claims/measure.ts";
import { closedIn } from "#evidence/kpi/lens.ts";
import { comparisonOf } from "#evidence/prices/comparison.ts";
import { withinSlope } from "#evidence/prices/effect.ts";
import { type Offers, offersOf } from "#evidence/prices/offers.ts";
import { isPriced } from "#evidence/prices/steps.ts";
import { betaBelow, normalQuantile } from "#evidence/statistics/distributions.ts";
import { fisherQuantile } from "#evidence/statistics/student.ts";
import { yearBefore } from "#kit/period.ts";

type Test = (spec: ClaimSpec, ground: ClaimGround, asked: ClaimQuestion) => ClaimAnswer;

const fewestSellers = 4;
const fewestOfSeller = 8;

/**
 * What part of the spread of discounts, after what is usual for a segment and product, goes with the person who gave them: the intraclass share
 * (F - 1) / (F + n0 - 1) of a one-way analysis of sellers; interval and chances exact from Fisher's curve (F / (1 + n0 s / (1 - s)) where s is the true share).
 * What sellers of one segment have in common is taken for the segment's, so the share is rather too low. Source: Searle, Casella and McCulloch 1992.
 */
export const followThePerson: Test = (spec, ground, asked) => {
  const { deals } = ground.lens.facts;
  const offers = offersOf(ground.lens, asked.period);
  const counts = new Map<number, number>();
  for (const seller of offers.seller) counts.set(seller, (counts.get(seller) ?? 0) + 1);
  const places = Array.from(offers.rows, (_, n) => n).filter((n) => counts.get(offers.seller[n]!)! >= fewestOfSeller);
  const sellers = new Set(places.map((n) => offers.seller[n]!));
  if (places.length < fewestCases) return cannotTell("too-few-offers", { count: places.length, needed: fewestCases });
  if (sellers.size < fewestSellers) return cannotTell("too-few-sellers", { count: sellers.size, needed: fewestSellers });
  const cell = (n: number) => `${deals.segment.codes[offers.rows[n]!]!} ${deals.product.codes[offers.rows[n]!]!}`;
  const usual = meansBy(places, cell, (n) => offers.discount[n]!);
  const rest = new Map(places.map((n) => [n, offers.discount[n]! - usual.get(cell(n))!.mean]));
  const bySeller = meansBy(
    places,
    (n) => String(offers.seller[n]!),
    (n) => rest.get(n)!,
  );
  let [between, total, squares] = [0, 0, 0];
  for (const { mean, count } of bySeller.values()) {
    between += count * mean * mean;
    squares += count * count;
  }
  for (const value of rest.values()) total += value * value;
  const [above, below] = [bySeller.size - 1, places.length - usual.size - bySeller.size + 1];
  if (below < fewestCases || !(total - between > 1e-12)) return cannotTell("discounts-do-not-vary");
  const f = between / above / ((total - between) / below);
  const n0 = (places.length - squares / places.length) / above;
  const shareAt = (value: number) => (value - 1) / (value + n0 - 1);
  const fBelow = (value: number) => betaBelow(above / 2, below / 2, (above * value) / (above * value + below));
  const under = (share: number) => fBelow(f / (1 + (n0 * share) / (1 - share)));
  return {
    ok: true,
    measured: {
      effect: shareAt(f),
      interval: { low: shareAt(f / fisherQuantile(0.95, above, below)), high: shareAt(f / fisherQuantile(0.05, above, below)), level: 0.9 },
      pSupport: 1 - under(spec.nothing),
      pRefute: under(spec.worth),
      sample: places.length,
      compared: [...bySeller]
        .sort(([, a], [, b]) => b.mean - a.mean)
        .map(([code, { mean, count }]) => ({ name: offers.sellers[Number(code)]!, isOwnName: true, value: mean, cases: count })),
      cautions: offers.left.byLot > 0 ? [{ code: "claim-by-lot", details: { kept: offers.rows.length } }] : [],
      records: { entity: "deal", ids: farthest(places, rest).map((n) => offers.ids[n]!) },
    },
  };
};

/** Offers that lie farthest above what is usual, the farthest first. */
function farthest(places: readonly number[], rest: ReadonlyMap<number, number>): number[] {
  return places.filter((n) => rest.get(n)! > 0).sort((a, b) => rest.get(b)! - rest.get(a)! || a - b);
}

function meansBy(places: readonly number[], keyOf: (n: number) => string, valueOf: (n: number) => number): Map<string, { mean: number; count: number }> {
  const sums = new Map<string, { sum: number; count: number }>();
  for (const n of places) {
    const own = sums.get(keyOf(n)) ?? { sum: 0, count: 0 };
    own.sum += valueOf(n);
    own.count++;
    sums.set(keyOf(n), own);
  }
  return new Map([...sums].map(([key, { sum, count }]) => [key, { mean: sum / count, count }]));
}

/** Points of win rate for ten points more of discount among offers of the same seller with the same traits (docs/methods/discount-and-winning.md). */
export const buyNoWins: Test = (spec, ground, asked) => {
  const offers: Offers = offersOf(ground.lens, asked.period);
  const compared = comparisonOf(offers);
  if (!compared.ok) return cannotTell(compared.reason, compared.details);
  const { perTenPoints, perTenPointsInterval } = withinSlope(offers, compared.value);
  return normalAnswer(spec, {
    effect: perTenPoints,
    standardError: (perTenPointsInterval.high! - perTenPointsInterval.low!) / (2 * normalQuantile(0.95)),
    interval: perTenPointsInterval,
    sample: compared.value.places.length,
    around: {
      records: { entity: "deal", ids: Array.from(compared.value.places, (place) => offers.ids[place]!) },
      cautions: [{ code: "claim-association" }],
    },
  });
};

/** By how many points of the list price won deals were discounted more than in the same stretch a year before; deals weighed anew. */
export const discountsGrew: Test = (spec, ground, asked) => {
  const { deals } = ground.lens.facts;
  const priced = (period: typeof asked.period) => closedIn(ground.lens, period, { outcome: "won" }).filter((row) => isPriced(ground.lens, row));
  const [now, before] = [priced(asked.period), priced(yearBefore(asked.period))];
  const fewest = Math.min(now.length, before.length);
  if (fewest < fewestCases) return cannotTell("too-few-priced", { count: fewest, needed: fewestCases });
  const rows = [...now, ...before];
  const [lists, amounts] = [Float64Array.from(rows, (row) => deals.listPrice[row]!), Float64Array.from(rows, (row) => deals.amount[row]!)];
  const off = (from: number, until: number, weights: Float64Array) => {
    let [list, paid] = [0, 0];
    for (let n = from; n < until; n++) {
      list += weights[n]! * lists[n]!;
      paid += weights[n]! * amounts[n]!;
    }
    return 1 - paid / list;
  };
  const ones = new Float64Array(rows.length).fill(1);
  return weighedAnew(
    spec,
    rows.map((row) => deals.ids[row]!),
    (weights) => off(0, now.length, weights) - off(now.length, rows.length, weights),
    {
      sample: rows.length,
      compared: [
        { name: "this", value: off(0, now.length, ones), cases: now.length },
        { name: "year-before", value: off(now.length, rows.length, ones), cases: before.length },
      ],
      records: { entity: "deal", ids: now.map((row) => deals.ids[row]!) },
    },
  );
};
