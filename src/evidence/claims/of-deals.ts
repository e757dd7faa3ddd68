// Claims about deals: resting on few firms or one region, padded, wishful, not written up, and reasons of loss that are over-reported.
import { type ClaimAnswer, type ClaimSpec, cannotTell } from "#evidence/claims/claim.ts";
import { type ClaimGround, type ClaimQuestion, textOf } from "#evidence/claims/ground.ts";
import { countedOut, fewestCases, normalAnswer, shareAgainst, weighedAnew } from "#evidence/claims/measure.ts";
import { isClosedAt } from "#evidence/cycle/watch.ts";
import { closedIn } from "#evidence/kpi/lens.ts";
import { fewestAsked, isPriceReason, lossReasonsOf } from "#evidence/prices/reasons.ts";
import { windowOf } from "#evidence/prices/offers.ts";
import { normalQuantile } from "#evidence/statistics/distributions.ts";
import { type Coded, noDay } from "#facts/columns.ts";
import { dayNumber } from "#kit/day.ts";

type Test = (spec: ClaimSpec, ground: ClaimGround, asked: ClaimQuestion) => ClaimAnswer;

const fewFirms = 5;
/** Days after which a deal that was expected did not come in time. */
const graceDays = 14;

/** Share of won revenue that the largest few names of a column bring; deals are weighed anew, the names stay. */
function shareOfLargest(spec: ClaimSpec, ground: ClaimGround, asked: ClaimQuestion, of: { column: Coded; few: number; fewestNames: number }): ClaimAnswer {
  const { deals } = ground.lens.facts;
  const rows = closedIn(ground.lens, asked.period, { outcome: "won" }).filter((row) => deals.amount[row]! > 0 && of.column.codes[row]! >= 0);
  if (rows.length < fewestCases) return cannotTell("too-few-cases", { count: rows.length, needed: fewestCases });
  const sums = new Map<number, number>();
  for (const row of rows) sums.set(of.column.codes[row]!, (sums.get(of.column.codes[row]!) ?? 0) + deals.amount[row]!);
  if (sums.size < of.fewestNames) return cannotTell("too-few-names", { count: sums.size, needed: of.fewestNames });
  const largest = [...sums].sort(([a, m], [b, n]) => n - m || (of.column.names[a]! < of.column.names[b]! ? -1 : 1)).slice(0, of.few);
  const isLarge = new Set(largest.map(([code]) => code));
  const amounts = Float64Array.from(rows, (row) => deals.amount[row]!);
  const isPart = Uint8Array.from(rows, (row) => Number(isLarge.has(of.column.codes[row]!)));
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  const statistic = (weights: Float64Array) => {
    let [part, all] = [0, 0];
    for (let n = 0; n < amounts.length; n++) {
      const money = weights[n]! * amounts[n]!;
      all += money;
      if (isPart[n] === 1) part += money;
    }
    return part / all;
  };
  const own = rows.filter((row) => isLarge.has(of.column.codes[row]!));
  return weighedAnew(
    spec,
    rows.map((row) => deals.ids[row]!),
    statistic,
    {
      sample: rows.length,
      compared: largest.map(([code, money]) => ({
        name: of.column.names[code]!,
        isOwnName: true,
        value: money / total,
        cases: rows.filter((row) => of.column.codes[row] === code).length,
      })),
      records: { entity: "deal", ids: own.map((row) => deals.ids[row]!) },
    },
  );
}

export const fewAccounts: Test = (spec, ground, asked) =>
  shareOfLargest(spec, ground, asked, { column: ground.lens.facts.deals.account, few: fewFirms, fewestNames: 2 * fewFirms });

export const oneRegion: Test = (spec, ground, asked) => shareOfLargest(spec, ground, asked, { column: ground.lens.facts.deals.region, few: 1, fewestNames: 3 });

/** Share of the open pipeline's money (of its deals, where amounts are not known) in deals older than almost any that ever closed: counted out. */
export const paddedPipeline: Test = (spec, ground) => {
  const { deals } = ground.lens.facts;
  const { dead, starts } = ground.lens;
  if (dead.olderThan === null) return cannotTell("too-few-closed-deals");
  const open: number[] = [];
  for (let row = 0; row < deals.count; row++) if (!isClosedAt(deals, row) && starts[row] !== noDay) open.push(row);
  if (open.length < 10) return cannotTell("too-few-open-deals", { count: open.length, needed: 10 });
  const hasMoney = open.filter((row) => deals.amount[row]! > 0).length >= open.length / 2;
  const size = (rows: readonly number[]) => (hasMoney ? rows.reduce((sum, row) => sum + (deals.amount[row]! > 0 ? deals.amount[row]! : 0), 0) : rows.length);
  const effect = size(dead.rows) / size(open);
  return countedOut(
    spec,
    { effect, sample: open.length },
    {
      compared: [{ name: "this", value: effect, hits: dead.rows.length, cases: open.length }],
      cautions: hasMoney ? [] : [{ code: "claim-counted-not-weighed" }],
      records: { entity: "deal", ids: dead.rows.map((row) => deals.ids[row]!) },
    },
  );
};

/** Of the deals that were to close in the period, the share still open or lost two weeks after their day, or won later than that. */
export const wishfulForecasts: Test = (spec, ground, asked) => {
  const { deals } = ground.lens.facts;
  const [from, until] = [dayNumber(asked.period.from), dayNumber(asked.period.until)];
  const cases: number[] = [];
  for (let row = 0; row < deals.count; row++) {
    const due = deals.expectedCloseOn[row]!;
    if (due !== noDay && due >= from && due < until && due + graceDays <= ground.lens.lastSeen) cases.push(row);
  }
  if (cases.length === 0) return cannotTell("no-expected-days");
  const won = new Set(closedIn(ground.lens, { from: "1900-01-01", until: "2200-01-01" }, { outcome: "won" }));
  const hits = cases.filter((row) => !(won.has(row) && deals.closedOn[row]! <= deals.expectedCloseOn[row]! + graceDays));
  return shareAgainst(
    spec,
    { hits: hits.length, cases: cases.length },
    { records: { entity: "deal", ids: hits.map((row) => deals.ids[row]!) }, cautions: [{ code: "claim-last-expected-day" }] },
  );
};

/** Closed deals that lack firm, seller, product, the amount (won) or the reason (lost): whichever of these the source knows at all. */
export const notWrittenUp: Test = (spec, ground, asked) => {
  const { deals } = ground.lens.facts;
  const wanted = [deals.account, deals.owner, deals.product].filter((column) => column.codes.some((code) => code >= 0));
  const hasReasons = deals.lossReason.codes.some((code) => code >= 0);
  const [won, lost] = [closedIn(ground.lens, asked.period, { outcome: "won" }), closedIn(ground.lens, asked.period, { outcome: "lost" })];
  const lacks = (row: number) => wanted.some((column) => column.codes[row]! < 0);
  const hits = [
    ...won.filter((row) => lacks(row) || !(deals.amount[row]! > 0)),
    ...lost.filter((row) => lacks(row) || (hasReasons && deals.lossReason.codes[row]! < 0)),
  ];
  return shareAgainst(
    spec,
    { hits: hits.length, cases: won.length + lost.length },
    {
      records: { entity: "deal", ids: hits.map((row) => deals.ids[row]!) },
      cautions: hasReasons || lost.length === 0 ? [] : [{ code: "claim-no-loss-reasons-at-all" }],
    },
  );
};

/** Among lost deals with both reasons: how many more name the price when the seller speaks than when the buyer does (McNemar's split). */
export const priceOverReported: Test = (spec, ground, asked) => {
  const told = lossReasonsOf(ground.lens, asked.period);
  if (!told.ok) return cannotTell(told.reason, told.details);
  const { deals } = ground.lens.facts;
  const both = pricedLosses(ground, asked);
  const [onlySeller, onlyBuyer] = [both.filter(({ bySeller, byBuyer }) => bySeller && !byBuyer), both.filter(({ bySeller, byBuyer }) => !bySeller && byBuyer)];
  const n = both.length;
  const effect = (onlySeller.length - onlyBuyer.length) / n;
  // A half is added to each side of the split, so that a split of none against few has a spread.
  const [b, c] = [onlySeller.length + 0.5, onlyBuyer.length + 0.5];
  const standardError = Math.sqrt(b + c - (b - c) ** 2 / (n + 1)) / (n + 1);
  const reach = normalQuantile(0.95) * standardError;
  const share = (isNamed: (pair: (typeof both)[number]) => boolean) => {
    const hits = both.filter(isNamed).length;
    return { value: hits / n, hits, cases: n };
  };
  return normalAnswer(spec, {
    effect,
    standardError,
    interval: { low: effect - reach, high: effect + reach, level: 0.9 },
    sample: n,
    around: {
      compared: [
        { name: "by-seller", ...share(({ bySeller }) => bySeller) },
        { name: "by-buyer", ...share(({ byBuyer }) => byBuyer) },
      ],
      records: { entity: "deal", ids: onlySeller.map(({ row }) => deals.ids[row]!) },
    },
  });
};

/** Share of lost deals whose buyer named the price. */
export const pricesLoseDeals: Test = (spec, ground, asked) => {
  const { deals } = ground.lens.facts;
  const lost = closedIn(ground.lens, windowOf(asked.period), { outcome: "lost" });
  const asked2 = lost.filter((row) => deals.buyerLossReason.codes[row]! >= 0);
  if (asked2.length === 0) return cannotTell("no-buyer-reasons", { count: lost.length });
  if (asked2.length < fewestAsked) return cannotTell("too-few-asked", { count: asked2.length, needed: fewestAsked });
  const hits = asked2.filter((row) => isPriceReason(textOf(deals.buyerLossReason, row)!));
  return shareAgainst(spec, { hits: hits.length, cases: asked2.length }, { records: { entity: "deal", ids: hits.map((row) => deals.ids[row]!) } });
};

function pricedLosses(ground: ClaimGround, asked: ClaimQuestion) {
  const { deals } = ground.lens.facts;
  return closedIn(ground.lens, windowOf(asked.period), { outcome: "lost" }).flatMap((row) => {
    const [seller, buyer] = [textOf(deals.lossReason, row)?.trim(), textOf(deals.buyerLossReason, row)?.trim()];
    return seller && buyer ? [{ row, bySeller: isPriceReason(seller), byBuyer: isPriceReason(buyer) }] : [];
  });
}
