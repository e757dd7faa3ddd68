// Claims about promotion money: an exhibition that did not pay, advertising that brings nothing, money for other segments, a budget that was cut.
import { type ClaimAnswer, type ClaimSpec, cannotTell } from "#evidence/claims/claim.ts";
import { type ClaimGround, type ClaimQuestion, textOf } from "#evidence/claims/ground.ts";
import { countedOut, shareAgainst } from "#evidence/claims/measure.ts";
import { closedIn, cyclesOf } from "#evidence/kpi/lens.ts";
import { isPromotion, promotionIn } from "#evidence/kpi/spend.ts";
import { drawWeights, hashOf, spreadOf } from "#evidence/statistics/bootstrap.ts";
import { gammaAbove, gammaBelow, gammaQuantile } from "#evidence/statistics/distributions.ts";
import { quantileOfSorted } from "#evidence/statistics/quantile.ts";
import { chanceAbove } from "#evidence/statistics/strata.ts";
import { addMonths, dayNumber } from "#kit/day.ts";
import { yearBefore } from "#kit/period.ts";

type Test = (spec: ClaimSpec, ground: ClaimGround, asked: ClaimQuestion) => ClaimAnswer;

const wholeTime = { from: "1900-01-01", until: "2200-01-01" };
/** With fewer won deals their number is weighed as a count, at the margin that won deals have on the whole. */
const fewWon = 10;

/**
 * What a campaign cost beyond the margin of the deals won from it, as a share of its cost: above 0 it did not pay so far. Judged once four in five deals of
 * the usual cycle would have closed since it ended. Ten won deals or more: deals weighed anew; fewer: their number as a Poisson count times the mean margin of
 * all won deals (exact tails).
 */
export const didNotPay: Test = (spec, ground, asked) => {
  const { lens } = ground;
  const { deals, leads, campaigns = [] } = lens.facts;
  const campaign = campaigns.find(({ id }) => id === asked.subject);
  if (!campaign) return cannotTell("nothing-of-subject");
  const cost = promotionIn(lens, wholeTime, { isWanted: (line) => line.campaign === campaign.id }).total;
  if (cost === 0) return cannotTell("no-campaign-cost");
  const ended = campaign.endsOn ?? campaign.startsOn;
  if (ended === null) return cannotTell("no-campaign-days");
  const allWon = closedIn(lens, wholeTime, { outcome: "won" });
  const cycle = quantileOfSorted(cyclesOf(lens, allWon).sort(), 0.8) ?? 0;
  const ripeOn = dayNumber(ended) + cycle;
  if (ripeOn > lens.lastSeen) return cannotTell("not-ripe-yet", { days: Math.ceil(ripeOn - lens.lastSeen) });
  const ofLead = new Set<string>();
  if (leads !== null) for (let row = 0; row < leads.count; row++) if (textOf(leads.campaign, row) === campaign.id) ofLead.add(leads.ids[row]!);
  const own = allWon.filter((row) => textOf(deals.campaign, row) === campaign.id || ofLead.has(textOf(deals.lead, row) ?? ""));
  const margin = (row: number) => deals.amount[row]! - deals.cost[row]!;
  const known = allWon.filter((row) => Number.isFinite(margin(row)));
  if (known.length < 30 || own.some((row) => !Number.isFinite(margin(row)))) return cannotTell("no-deal-costs");
  const around = {
    sample: own.length,
    compared: [
      { name: "margin", value: own.reduce((sum, row) => sum + margin(row), 0), cases: own.length },
      { name: "cost", value: cost, cases: 0 },
    ],
    cautions: [{ code: "claim-first-campaign-alone" }],
    records: { entity: "deal" as const, ids: own.map((row) => deals.ids[row]!) },
  };
  if (own.length < fewWon) {
    const mean = known.reduce((sum, row) => sum + margin(row), 0) / known.length;
    const missing = (count: number) => 1 - (count * mean) / cost;
    const needed = cost / mean;
    return {
      ok: true,
      measured: {
        effect: missing(own.length),
        interval: { low: missing(gammaQuantile(own.length + 1, 0.95)), high: missing(gammaQuantile(own.length, 0.05)), level: 0.9 },
        pSupport: gammaAbove(own.length + 1, needed),
        pRefute: own.length === 0 ? 1 : gammaBelow(own.length, needed),
        ...around,
        cautions: [...around.cautions, { code: "claim-mean-margin" }],
      },
    };
  }
  const [hashes, weights] = [Int32Array.from(around.records.ids, hashOf), new Float64Array(own.length)];
  const draws = Float64Array.from({ length: 400 }, (_, draw) => {
    drawWeights(weights, hashes, { seed: 7_703, draw });
    return 1 - own.reduce((sum, row, n) => sum + weights[n]! * margin(row), 0) / cost;
  });
  const effect = 1 - around.compared[0]!.value / cost;
  const { low, high, deviation } = spreadOf(draws);
  return {
    ok: true,
    measured: {
      effect,
      interval: { low, high, level: 0.9 },
      pSupport: chanceAbove(effect, deviation, spec.nothing),
      pRefute: chanceAbove(-effect, deviation, -spec.worth),
      ...around,
    },
  };
};

/** Share of won deals that the channel touched at all, first or on the way. */
export const bringsNoDeals: Test = (spec, ground, asked) => {
  const { deals } = ground.lens.facts;
  const won = closedIn(ground.lens, asked.period, { outcome: "won" });
  const touched = new Set<string>();
  if (ground.dealTouches !== null) {
    const { deals: of, channels } = ground.dealTouches;
    for (let n = 0; n < of.codes.length; n++) if (textOf(channels, n) === asked.subject) touched.add(textOf(of, n)!);
  }
  const hits = won.filter((row) => textOf(deals.channel, row) === asked.subject || touched.has(deals.ids[row]!));
  if (
    won.length > 0 &&
    hits.length === 0 &&
    !deals.channel.names.includes(asked.subject ?? "") &&
    !(ground.dealTouches?.channels.names.includes(asked.subject ?? "") ?? false)
  )
    return cannotTell("nothing-of-subject");
  return shareAgainst(
    spec,
    { hits: hits.length, cases: won.length },
    { records: { entity: "deal", ids: hits.map((row) => deals.ids[row]!) }, cautions: ground.dealTouches === null ? [{ code: "claim-origin-alone" }] : [] },
  );
};

/** Share of promotion whose segment is none of those that together brought four fifths of the revenue won in the year: counted out. */
export const otherSegments: Test = (spec, ground, asked) => {
  const { lens } = ground;
  const { deals, campaigns = [] } = lens.facts;
  const year = { from: addMonths(asked.period.until, -12), until: asked.period.until };
  const revenue = new Map<string, number>();
  for (const row of closedIn(lens, year, { outcome: "won" })) {
    const segment = textOf(deals.segment, row);
    if (segment !== null && deals.amount[row]! > 0) revenue.set(segment, (revenue.get(segment) ?? 0) + deals.amount[row]!);
  }
  const total = [...revenue.values()].reduce((sum, money) => sum + money, 0);
  if (revenue.size < 3) return cannotTell("too-few-names", { count: revenue.size, needed: 3 });
  const priority = new Set<string>();
  let reached = 0;
  for (const [segment, money] of [...revenue].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))) {
    if (reached >= 0.8 * total) break;
    priority.add(segment);
    reached += money;
  }
  const segmentOf = new Map(campaigns.map(({ id, segment }) => [id, segment]));
  const [sums, ids] = [{ named: 0, other: 0, all: 0 }, [] as string[]];
  for (const line of lens.spend.lines) {
    if (!isPromotion(lens, line, "actual") || line.day < asked.period.from || line.day >= asked.period.until) continue;
    sums.all += line.amount;
    const segment = line.segment ?? (line.campaign === null ? null : segmentOf.get(line.campaign)) ?? null;
    if (segment === null) continue;
    sums.named += line.amount;
    if (priority.has(segment)) continue;
    sums.other += line.amount;
    ids.push(line.id);
  }
  if (sums.all === 0) return cannotTell("no-spend");
  if (sums.named < sums.all / 2) return cannotTell("spend-without-segment", { share: sums.named / sums.all });
  const effect = sums.other / sums.named;
  return countedOut(
    spec,
    { effect, sample: ids.length },
    { compared: [{ name: "this", value: effect, cases: ids.length }], records: { entity: "spend", ids } },
  );
};

/** By what share less promotion was spent than in the same stretch a year before: counted out. */
export const budgetCut: Test = (spec, ground, asked) => {
  const before = yearBefore(asked.period);
  const [now, then] = [promotionIn(ground.lens, asked.period), promotionIn(ground.lens, before)];
  if (then.total === 0 || !then.known || then.known.from > addMonths(before.from, 1)) return cannotTell("no-year-before");
  // Divided last: a tenth less is a tenth, to the last bit.
  const effect = (then.total - now.total) / then.total;
  const ids = ground.lens.spend.lines
    .filter((line) => isPromotion(ground.lens, line, "actual") && line.day >= asked.period.from && line.day < asked.period.until)
    .map(({ id }) => id);
  return countedOut(
    spec,
    { effect, sample: now.lines + then.lines },
    {
      compared: [
        { name: "this", value: now.total, cases: now.lines },
        { name: "year-before", value: then.total, cases: then.lines },
      ],
      records: { entity: "spend", ids },
    },
  );
};
