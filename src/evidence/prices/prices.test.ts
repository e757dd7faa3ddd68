// Prices on few deals that one can check in the head, and every way in which nothing can be told.
import { describe, expect, test } from "vitest";

import type { Deal } from "#facts/entities.ts";
import { agreedByDefault } from "#facts/agreements.ts";
import { dealColumnsOf } from "#facts/columns.ts";
import { type Dice, diceOf } from "#kit/dice.ts";
import { type Lens, closedIn, lensOf } from "#evidence/kpi/lens.ts";
import { winningOf } from "#evidence/prices/best-discount.ts";
import { discountBuckets } from "#evidence/prices/buckets.ts";
import { discountEffect } from "#evidence/prices/effect.ts";
import { groupsOf } from "#evidence/prices/groups.ts";
import { offersOf } from "#evidence/prices/offers.ts";
import { exactSplit, isPriceReason, lossReasonsOf } from "#evidence/prices/reasons.ts";
import { isPriced, priceSteps } from "#evidence/prices/steps.ts";
import { pooledMeans } from "#evidence/statistics/pooled-means.ts";
import { aDeal } from "#testing/builders.ts";
import { drawOffers } from "#testing/firm/pricing-firm.ts";

const period = { from: "2025-01-01", until: "2025-07-01" };
const lensWith = (rows: readonly Deal[]): Lens =>
  lensOf({ currency: "RUB", deals: dealColumnsOf(rows), leads: null, spend: [], sellerCosts: [], sellers: [], plans: [] }, agreedByDefault, "2025-12-31");
const won = (said: Partial<Deal> = {}) => aDeal({ stage: "won", closedOn: "2025-04-01", owner: "S-1", cost: 50_000_000, ...said });
const lost = (said: Partial<Deal> = {}) => won({ stage: "lost", ...said });

describe("from list to margin", () => {
  const rows = [
    won(),
    won({ amount: 70_000_000, offInvoice: 2_000_000 }),
    won({ amount: 110_000_000, cost: null, offInvoice: 1_000_000 }),
    won({ listPrice: null, discount: null }),
    won({ amount: 0 }),
    lost(),
  ];
  const lens = lensWith(rows);
  const priced = closedIn(lens, period, { outcome: "won" }).filter((row) => isPriced(lens, row));

  test("90 for 100 is within a policy of 10 %, 70 is 20 beyond it, 110 is paid above the list; what comes off after the invoice leaves the pocket price, and what has no cost goes no further", () => {
    expect(priceSteps(lens, priced)).toEqual({
      deals: 3,
      list: 300_000_000,
      withinPolicy: 20_000_000,
      beyondPolicy: 20_000_000,
      beyondDeals: 1,
      aboveList: 10_000_000,
      invoice: 270_000_000,
      offInvoice: 3_000_000,
      offInvoiceDeals: 2,
      pocket: 267_000_000,
      uncosted: 109_000_000,
      uncostedDeals: 1,
      cost: 100_000_000,
      margin: 58_000_000,
    });
  });
});

describe("groups against like deals", () => {
  const dice = diceOf(4);
  const near = (off: number) => Math.round(100_000_000 * (1 - off - 0.02 * dice.normal()));
  const many = (seller: string, off: number, segment = "dealer") => Array.from({ length: 30 }, () => won({ owner: seller, segment, amount: near(off) }));

  test("a seller who gives 20 where the others give 10 stands 10 points above them, clearly; the others cannot be put in an order", () => {
    const lens = lensWith([...many("A", 0.2), ...many("B", 0.1), ...many("C", 0.1), ...many("D", 0.1)]);
    const groups = groupsOf(lens, closedIn(lens, period, { outcome: "won" }), "owner");
    const [a, ...others] = groups.map(({ against }) => against!);
    expect([a!.verdict, a!.rank]).toEqual(["clear", { from: 1, until: 1 }]);
    expect(a!.value).toBeCloseTo(0.1, 2);
    for (const other of others) expect(other.rank.until - other.rank.from).toBeGreaterThan(0);
  });

  test("who sells where discounts are large is set against others who sell there too", () => {
    const lens = lensWith([...many("A", 0.3, "distributor"), ...many("B", 0.3, "distributor"), ...many("C", 0.1, "installer"), ...many("D", 0.1, "installer")]);
    for (const { against } of groupsOf(lens, closedIn(lens, period, { outcome: "won" }), "owner")) {
      expect(against!.verdict).toBe("within-chance");
      expect(Math.abs(against!.found)).toBeLessThan(0.02);
    }
  });

  test("a seller alone in a segment, or with few deals, is shown and not compared", () => {
    const lens = lensWith([...many("A", 0.3, "distributor"), ...many("B", 0.1), ...many("C", 0.1), ...many("D", 0.1).slice(0, 5)]);
    const groups = groupsOf(lens, closedIn(lens, period, { outcome: "won" }), "owner");
    expect(groups.map(({ value, against }) => [value, against === null])).toEqual([
      ["A", true],
      ["B", false],
      ["C", false],
      ["D", true],
    ]);
  });

  test("the order of rows changes nothing", () => {
    const rows = [...many("A", 0.2), ...many("B", 0.1), ...many("C", 0.15)];
    const told = (of: readonly Deal[]) => {
      const lens = lensWith(of);
      return groupsOf(lens, closedIn(lens, period, { outcome: "won" }), "owner").map(({ value, interval, against }) => [value, interval, against]);
    };
    const [one, two] = [told(rows), told(rows.toReversed())];
    expect(JSON.stringify(two, (_, v: unknown) => (typeof v === "number" ? Number(v.toPrecision(9)) : v))).toBe(
      JSON.stringify(one, (_, v: unknown) => (typeof v === "number" ? Number(v.toPrecision(9)) : v)),
    );
  });
});

test("small groups are drawn to the mean, sure ones stay, and fewer than five groups stay as found", () => {
  const told = pooledMeans([0.1, 0.12, 0.08, 0.11, 0.3], [0.0001, 0.0001, 0.0001, 0.0001, 0.04]);
  expect(told[4]!.value).toBeLessThan(0.21);
  expect(told[4]!.drawn).toBeGreaterThan(told[0]!.drawn);
  expect(pooledMeans([0.1, 0.9], [1, 1]).map(({ value }) => value)).toEqual([0.1, 0.9]);
  expect(pooledMeans([1, 2, 3, 4, 5], [0, 0, 0, 0, 0]).map(({ value }) => value)).toEqual([1, 2, 3, 4, 5]);
});

test("levels of discount: 10 % is the first of its level, the list price has one of its own", () => {
  const told = discountBuckets({ discount: Float64Array.of(0, 0.1, 1 - 0.9, 0.0999, -0.02, 0.5), won: Uint8Array.of(1, 1, 0, 1, 0, 1) });
  expect(told.map(({ from, until, offers }) => [from, until, offers])).toEqual([
    [null, 0, 2],
    [0.05, 0.1, 1],
    [0.1, 0.15, 2],
    [0.4, null, 1],
  ]);
});

describe("offers", () => {
  test("a lost deal whose amount is nothing was not offered for nothing", () => {
    const { rows, left } = offersOf(lensWith([won(), lost({ amount: 0 }), lost({ amount: null, discount: null }), won({ owner: null })]), period);
    expect([rows.length, left.noAmountLost, left.noSeller]).toEqual([1, 2, 1]);
  });
});

const reasonOf = (rows: readonly Deal[]) => {
  const told = winningOf(offersOf(lensWith(rows), period));
  return told.ok ? "told" : told.reason;
};
const several = (count: number, make: (n: number, dice: Dice) => Deal) => {
  const dice = diceOf(11);
  return Array.from({ length: count }, (_, n) => make(n, dice));
};
const offer = (n: number, dice: Dice, said: Partial<Deal> = {}) =>
  (n % 2 === 0 ? won : lost)({ owner: `S-${n % 3}`, amount: Math.round(100_000_000 * (0.8 + 0.15 * dice.uniform())), ...said });

describe("whether a discount wins deals cannot be told", () => {
  test.each([
    ["no-closed-deals", []],
    ["no-list-prices", several(80, (n, dice) => offer(n, dice, { listPrice: null, discount: null }))],
    ["no-sellers-named", several(80, (n, dice) => offer(n, dice, { owner: null }))],
    ["lost-deals-without-prices", several(80, (n, dice) => offer(n, dice, n % 2 === 0 ? {} : { amount: 0 }))],
    ["too-few-lost-offers", several(80, (n, dice) => offer(2 * n, dice))],
    ["one-seller", several(80, (n, dice) => offer(n, dice, { owner: "S-1" }))],
    ["constant-discount", several(80, (n, dice) => offer(n, dice, { amount: 90_000_000 }))],
    ["constant-within-sellers", several(80, (n, dice) => offer(n, dice, { owner: `S-${n % 3}`, amount: 90_000_000 - (n % 3) * 5_000_000 }))],
    ["too-few-offers", several(40, offer)],
    ["told", several(120, offer)],
  ])("%s", (reason, rows) => expect(reasonOf(rows)).toBe(reason));

  test("shuffled outcomes: in twelve firms at most a few stand out, as ranges of 90 % must, and nothing is said of costs that are not known", () => {
    const told = Array.from({ length: 12 }, (_, n) => {
      const { offers } = drawOffers(diceOf(n), { sellers: 8, offersEach: 30, slope: 0, isShuffled: true });
      const answer = discountEffect(offers);
      if (!answer.ok) throw new Error(answer.reason);
      return answer.value.within.interval;
    });
    expect(told.filter(({ low, high }) => low! > 0 || high! < 0).length).toBeLessThanOrEqual(4);
    const one = winningOf(drawOffers(diceOf(1), { sellers: 8, offersEach: 30, slope: 0, isShuffled: true }).offers);
    expect(one.ok && one.value.best).toMatchObject({ ok: false, reason: "costs-not-known" });
  });

  test("who won everything is left out, and said so", () => {
    const rows = [...several(120, offer), ...several(20, (n, dice) => offer(2 * n, dice, { owner: "S-9" }))];
    const told = winningOf(offersOf(lensWith(rows), period));
    expect(told.ok && told.value.effect.leftOut).toEqual({ offers: 20, sellers: 1 });
  });
});

describe("loss reasons", () => {
  const lensOfPairs = (pairs: readonly (readonly [string | null, string | null])[]) =>
    lensWith(pairs.map(([lossReason, buyerLossReason]) => lost({ lossReason, buyerLossReason })));
  const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

  test("ten times only the seller names the price, twice only the buyer: the exact chance is 79 / 2048 doubled, over the four reasons adjusted", () => {
    expect(exactSplit(10, 2)).toBeCloseTo((2 * 79) / 4096, 12);
    expect(exactSplit(0, 0)).toBe(1);
    expect(exactSplit(5, 5)).toBe(1);
    const told = lossReasonsOf(
      lensOfPairs([...times(10, ["price", "rival"] as const), ...times(2, ["rival", " PRICE"] as const), ...times(9, ["price", "price"] as const)]),
      period,
    );
    if (!told.ok) throw new Error(told.reason);
    const price = told.value.reasons.find(({ isPrice }) => isPrice)!;
    expect(price).toMatchObject({ reason: "price", onlySeller: 10, onlyBuyer: 2, bySeller: { count: 19 }, byBuyer: { count: 11 } });
    expect(price.pValue).toBeCloseTo((2 * 2 * 79) / 4096, 10);
    expect(told.value.counts.flat().reduce((sum, count) => sum + count, 0)).toBe(21);
    expect(told.value.agree.count).toBe(9);
  });

  test.each([
    ["no-lost-deals", lensWith([won()])],
    ["no-loss-reasons", lensOfPairs(times(30, [null, null] as const))],
    ["no-buyer-reasons", lensOfPairs(times(30, ["price", null] as const))],
    ["too-few-asked", lensOfPairs([...times(30, ["price", null] as const), ...times(10, ["price", "rival"] as const)])],
  ])("%s", (reason, lens) => expect(lossReasonsOf(lens, period)).toMatchObject({ ok: false, reason }));

  test("asked where the seller had named the price: the selection shows", () => {
    const told = lossReasonsOf(lensOfPairs([...times(40, ["price", "rival"] as const), ...times(40, ["rival", null] as const)]), period);
    expect(told.ok && told.value.selection!.interval.low! > 0.5).toBe(true);
  });

  test("what names the price in either language", () => {
    expect(["Price", "Too expensive", "Цена", "Дорого", "высокая стоимость"].every(isPriceReason)).toBe(true);
    expect(["Rival", "No budget", "Бюджет отозван", "Нет решения"].some(isPriceReason)).toBe(false);
  });
});
