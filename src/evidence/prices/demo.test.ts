// What was planted in the demo company's prices is found: who discounts too much, that discounts win nothing, that sellers blame the price too often.
import { beforeAll, describe, expect, test } from "vitest";

import { agreedByDefault } from "#facts/agreements.ts";
import { dealColumnsOf } from "#facts/columns.ts";
import { type Lens, closedIn, lensOf } from "#evidence/kpi/lens.ts";
import { winningOf } from "#evidence/prices/best-discount.ts";
import { discountBuckets } from "#evidence/prices/buckets.ts";
import { groupsOf } from "#evidence/prices/groups.ts";
import { offersOf } from "#evidence/prices/offers.ts";
import { lossReasonsOf } from "#evidence/prices/reasons.ts";
import { isPriced, priceSteps } from "#evidence/prices/steps.ts";
import { demoStart } from "#testing/demo/calendar.ts";
import { simulateFirm, usualSeed } from "#testing/demo/company.ts";

const firm = simulateFirm({ seed: usualSeed, from: demoStart("2026-11-23") });
const agreed = { ...agreedByDefault, terms: { ...agreedByDefault.terms, "discount-policy": { upTo: 0.3 } } };
const inRoubles = firm.rows.deal.filter((deal) => deal.currency === "RUB");
const lensWith = (rows: typeof inRoubles): Lens =>
  lensOf({ currency: "RUB", deals: dealColumnsOf(rows), leads: null, spend: [], sellerCosts: [], sellers: firm.rows.seller, plans: [] }, agreed, firm.asOf);
const lens = lensWith(inRoubles);
const pricedWon = (of: Lens, period = firm.period) => closedIn(of, period, { outcome: "won" }).filter((row) => isPriced(of, row));

/** The generous sellers of each team, as they are planted: the first of the key account team, the first two of the projects and of the dealer team. */
const generous: ReadonlySet<string | null> = new Set(["S-01", "S-03", "S-04", "S-09", "S-10"]);

describe("in the quarter that went wrong", () => {
  test("whoever gives clearly more away than others on like deals was planted as generous, and at least two of the five are found", () => {
    const groups = groupsOf(lens, pricedWon(lens), "owner");
    const found = groups.filter(({ against }) => against?.verdict === "clear" && against.value > 0).map(({ value }) => value);
    expect(found.length).toBeGreaterThanOrEqual(2);
    expect(found.filter((seller) => !generous.has(seller))).toEqual([]);
  });

  test("over the whole year, most of it usual, the same stand out and nobody is wronged", () => {
    const year = { from: "2025-10-01", until: "2026-10-01" };
    const groups = groupsOf(lens, pricedWon(lens, year), "owner");
    const found = groups.filter(({ against }) => against?.verdict === "clear" && against.value > 0).map(({ value }) => value);
    expect(found.filter((seller) => !generous.has(seller))).toEqual([]);
    expect(found.length).toBeGreaterThanOrEqual(2);
  });

  test("groups add up to the whole to the kopeck, whatever the cut", () => {
    const rows = pricedWon(lens);
    const whole = priceSteps(lens, rows);
    expect(whole.list - whole.withinPolicy - whole.beyondPolicy + whole.aboveList).toBe(whole.invoice);
    expect(whole.invoice - whole.offInvoice).toBe(whole.pocket);
    expect(whole.pocket - whole.uncosted - whole.cost).toBe(whole.margin);
    for (const cut of ["owner", "segment", "channel", "product"] as const) {
      const parts = groupsOf(lens, rows, cut).map(({ steps }) => steps);
      for (const key of Object.keys(whole) as (keyof typeof whole)[])
        expect([cut, key, parts.reduce((sum, part) => sum + part[key], 0)]).toEqual([cut, key, whole[key]]);
    }
  });

  test("where discounts are shuffled among all deals nobody stands out", () => {
    const paid = inRoubles.map((deal) => 1 - deal.amount! / deal.listPrice!);
    const shuffled = inRoubles.map((deal, n) => {
      const amount = Math.round(deal.listPrice! * (1 - paid[(n * 2_654_435_761 + 97) % paid.length]!));
      return Object.assign({}, deal, { amount });
    });
    const of = lensWith(shuffled);
    const clear = groupsOf(of, pricedWon(of), "owner").filter(({ against }) => against?.verdict === "clear");
    expect(clear.length).toBeLessThanOrEqual(1);
  });
});

describe("discounts and winning", () => {
  let told: Extract<ReturnType<typeof winningOf>, { ok: true }>["value"];
  const offers = offersOf(lens, firm.period);
  beforeAll(() => {
    const answer = winningOf(offers);
    if (!answer.ok) throw new Error(answer.reason);
    told = answer.value;
  });

  test("lost deals carry the discount they were offered at", () => {
    expect(offers.left).toMatchObject({ noListPrice: 0, noAmountLost: 0, noSeller: 0 });
    const lost = offers.won.reduce((sum, won) => sum + (1 - won), 0);
    expect(lost).toBeGreaterThan(1000);
  });

  test("the naive picture says that discounts win, because dealers buy often and cheaply", () => {
    const buckets = discountBuckets(offers);
    expect(buckets.at(-1)!.winRate - buckets[0]!.winRate).toBeGreaterThan(0.4);
    expect(told.effect.naive.interval.low).toBeGreaterThan(5);
  });

  test("within a seller's like deals a discount wins nothing, as planted", () => {
    const { within, mundlak } = told.effect;
    for (const { interval, slope } of [within, mundlak]) {
      expect(interval.low! < 0 && interval.high! > 0).toBe(true);
      expect(Math.abs(slope)).toBeLessThan(1.5);
    }
    expect(told.effect.unseen.toChance).toBe(0);
  });

  test("where discounts win nothing the smallest one leaves most, and the end of what was tried is named as such", () => {
    if (!told.best.ok) throw new Error(told.best.reason);
    expect(told.best.value.isAtEnd).toBe(true);
    expect(told.best.value.discount).toBe(told.best.value.tried.from);
  });
});

test("sellers name the price far more often than the buyers who were asked, who were drawn by lot", () => {
  const answer = lossReasonsOf(lens, firm.period);
  if (!answer.ok) throw new Error(answer.reason);
  const { reasons, asked, lost, selection } = answer.value;
  const price = reasons.find(({ isPrice }) => isPrice)!;
  expect(asked / lost).toBeCloseTo(0.2, 1);
  expect(price.bySellerAsked.share).toBeGreaterThan(0.42);
  expect(price.byBuyer.share).toBeLessThan(0.25);
  expect(price.pValue).toBeLessThan(1e-6);
  expect(selection!.interval.low! < 0 && selection!.interval.high! > 0).toBe(true);
});
