// The figures of a firm so small that each can be worked out in the head.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { agreedByDefault } from "#facts/agreements.ts";
import { dealColumnsOf } from "#facts/columns.ts";
import type { Deal } from "#facts/entities.ts";
import type { FigureFacts } from "#facts/figure-facts.ts";
import { lensOf } from "#evidence/kpi/lens.ts";
import { figureKeys, figuresOf } from "#evidence/kpi/figures.ts";
import { aFact } from "#testing/builders.ts";

const march = { from: "2026-03-01", until: "2026-04-01" };
const nothing: Omit<FigureFacts, "deals"> = { currency: "RUB", leads: null, spend: [], sellerCosts: [], sellers: [], plans: [] };

const deal = (id: string, fields: Partial<Deal>) => aFact("deal", { id, stage: "won", createdOn: "2026-02-20", ...fields });
const tenWon = Array.from({ length: 10 }, (_, i) => deal(`w${i}`, { closedOn: "2026-03-02", amount: 100_00, listPrice: 125_00, segment: "dealers" }));

function figuresFrom(deals: readonly Deal[], more: Partial<FigureFacts> = {}, asOf = "2026-06-01") {
  const lens = lensOf({ ...nothing, deals: dealColumnsOf(deals), ...more }, agreedByDefault, asOf);
  const figures = new Map(figuresOf(lens, march).map((figure) => [figure.key, figure]));
  return (key: (typeof figureKeys)[number]) => figures.get(key)!;
}

describe("deals", () => {
  test("a deal closed on the first day counts, one closed on the day after the last does not", () => {
    const figure = figuresFrom([deal("a", { closedOn: "2026-03-01" }), deal("b", { closedOn: "2026-03-31" }), deal("c", { closedOn: "2026-04-01" })]);
    expect(figure("deals-won").value).toBe(2);
  });
  test("one won and three lost make a win rate of a quarter", () => {
    const lost = ["x", "y", "z"].map((id) => deal(id, { stage: "lost", closedOn: "2026-03-10" }));
    expect(figuresFrom([deal("a", { closedOn: "2026-03-05" }), ...lost])("win-rate")).toMatchObject({ value: 0.25, sample: 4, definition: "won-deal@1" });
  });
  test("where nothing was ever lost the win rate cannot be told", () => {
    expect(figuresFrom(tenWon)("win-rate")).toMatchObject({ value: null, reason: "no-lost-deals" });
  });
  test("revenue is the sum of won amounts in minor units, with its currency; a missing amount is a caution and not a zero", () => {
    const figure = figuresFrom([deal("a", { closedOn: "2026-03-05", amount: 700 }), deal("b", { closedOn: "2026-03-06" })]);
    expect(figure("revenue")).toMatchObject({ value: 700, currency: "RUB", sample: 1 });
    expect(figure("revenue").cautions).toContainEqual({ code: "amount-missing", details: { count: 1, of: 2 } });
  });
  test("no amounts at all is not a revenue of zero, but an empty month is", () => {
    expect(figuresFrom([deal("b", { closedOn: "2026-03-06" })])("revenue")).toMatchObject({ value: null, reason: "no-amounts" });
    expect(figuresFrom([deal("b", { closedOn: "2026-02-26" })])("revenue").value).toBe(0);
  });
  test("100 paid of a list price of 125 is a discount of a fifth", () => expect(figuresFrom(tenWon)("discount").value).toBeCloseTo(0.2, 12));
});

describe("cycle", () => {
  test("won after 10 days: median 10; two deals open for 39 days move the median with open deals counted beyond it", () => {
    const open = ["o1", "o2", "o3"].map((id) => deal(id, { stage: "opportunity", closedOn: null }));
    const seenLater = deal("later", { stage: "lost", createdOn: "2026-04-10", closedOn: "2026-05-30" });
    const figure = figuresFrom([...tenWon.slice(0, 2), ...open, seenLater]);
    expect(figure("cycle-median-won").value).toBe(10);
    expect(figure("cycle-median-all")).toMatchObject({ value: null, reason: "not-reached" });
  });
  test("without won deals there is no cycle, and the reason says so", () => {
    expect(figuresFrom([deal("l", { stage: "lost", closedOn: "2026-03-04" })])("cycle-median-won")).toMatchObject({
      value: null,
      sample: 0,
      reason: "no-won-deals",
    });
  });
});

describe("cost", () => {
  const spend = [
    aFact("spend", { id: "s1", day: "2026-02-25", amount: 500_00, status: "actual" }),
    aFact("spend", { id: "s2", day: "2026-03-28", amount: 300_00, status: "actual" }),
    aFact("spend", { id: "s3", day: "2026-03-10", amount: 400_00, status: "plan" }),
    aFact("spend", { id: "s4", day: "2026-01-10", amount: 1, status: "actual" }),
  ];
  const sellerCosts = [aFact("seller-cost", { id: "p", department: "sales", from: "2026-02-01", until: "2026-03-01", amount: 2800_00 })];

  test("promotion counts by its own days: 300 spent in March, a quarter less than the 400 planned, 30 % of revenue", () => {
    const figure = figuresFrom(tenWon, { spend });
    expect(figure("promotion-cost").value).toBe(300_00);
    expect(figure("promotion-cost-vs-plan").value).toBeCloseTo(-0.25, 12);
    expect(figure("promotion-cost-share").value).toBeCloseTo(0.3, 12);
    // One line is the whole book of March and no small sample; ten deals are one.
    const isFew = (key: "promotion-cost" | "cost-per-transaction-promotion") => figure(key).cautions.some(({ code }) => code === "few-cases");
    expect([isFew("promotion-cost"), isFew("cost-per-transaction-promotion")]).toEqual([false, true]);
  });
  test("a deal won in March after ten days was paid for from 19 February to 21 March: 500 over ten deals is 50", () => {
    expect(figuresFrom(tenWon, { spend })("cost-per-transaction-promotion").value).toBe(50_00);
  });
  test("the second layer adds pay of those days: ten of February's 28 days at 100 a day are 1,000, so 150 a deal", () => {
    expect(figuresFrom(tenWon, { spend, sellerCosts })("cost-per-transaction-with-sales").value).toBe(150_00);
  });
  test("the third adds what was given beyond 10 % of the list price: 125 x .9 - 100 = 12.50 a deal", () => {
    expect(figuresFrom(tenWon, { spend, sellerCosts })("cost-per-transaction-full").value).toBe(162_50);
  });
  test("absent facts give null with the reason, layer by layer", () => {
    expect(figuresFrom(tenWon)("promotion-cost")).toMatchObject({ value: null, reason: "no-spend-facts" });
    expect(figuresFrom(tenWon, { spend })("cost-per-transaction-with-sales")).toMatchObject({ value: null, reason: "no-sales-cost-facts" });
    const noList = tenWon.map((row) => ({ ...row, listPrice: null }));
    expect(figuresFrom(noList, { spend, sellerCosts })("cost-per-transaction-full")).toMatchObject({ value: null, reason: "no-list-prices" });
  });
  test("spend of a segment is moved back by that segment's own cycle", () => {
    const slow = Array.from({ length: 10 }, (_, i) =>
      deal(`p${i}`, { createdOn: "2025-11-01", closedOn: "2026-03-02", amount: 1, listPrice: 1, segment: "projects" }),
    );
    const bySegment = [
      aFact("spend", { id: "a", day: "2026-02-25", amount: 100_00, segment: "dealers" }),
      aFact("spend", { id: "b", day: "2025-11-05", amount: 700_00, segment: "projects" }),
    ];
    expect(figuresFrom([...tenWon, ...slow], { spend: bySegment })("cost-per-transaction-promotion").value).toBe(40_00);
  });
  test("first-time buyers apart: of ten deals all known and five new, none is enough; with ten new it is told", () => {
    const known = tenWon.map((row, i) => ({ ...row, isRepeat: i % 2 === 0 }));
    expect(figuresFrom(known, { spend })("cost-per-new-customer")).toMatchObject({ value: null, reason: "too-few-won-deals" });
    expect(
      figuresFrom(
        tenWon.map((row) => ({ ...row, isRepeat: false })),
        { spend },
      )("cost-per-new-customer").value,
    ).toBe(50_00);
  });
});

test("every figure is there in every period, with a value or a reason", () => {
  const figures = figuresOf(lensOf({ ...nothing, deals: dealColumnsOf([]) }, agreedByDefault, "2026-06-01"), march);
  expect(figures.map((figure) => figure.key)).toEqual([...figureKeys]);
  for (const figure of figures) expect(figure.value !== null || figure.reason !== undefined).toBe(true);
});

test("the order of the rows changes nothing", () => {
  const rows = [
    ...tenWon,
    deal("l", { stage: "lost", closedOn: "2026-03-20" }),
    deal("o", { stage: "opportunity" }),
    deal("n", { createdOn: null, closedOn: "2026-03-07", amount: 5 }),
  ];
  const of = (deals: readonly Deal[]) => figuresOf(lensOf({ ...nothing, deals: dealColumnsOf(deals) }, agreedByDefault, "2026-06-01"), march);
  const expected = of(rows);
  fc.assert(
    fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
      expect(of(shuffled)).toEqual(expected);
    }),
    { numRuns: 25 },
  );
});

test("what happened after the day we look from is not seen", () => {
  expect(figuresFrom([deal("a", { closedOn: "2026-03-05" }), deal("b", { closedOn: "2026-03-20" })], {}, "2026-03-10")("deals-won").value).toBe(1);
});
