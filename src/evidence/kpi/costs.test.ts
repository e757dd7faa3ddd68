// Promotion by status and kind, fully loaded; a deal's cost by segment and buyer; what one further deal costs.
import { describe, expect, test } from "vitest";

import { agreedByDefault, shippedTerms } from "#facts/agreements.ts";
import { dealColumnsOf } from "#facts/columns.ts";
import type { Deal, Spend } from "#facts/entities.ts";
import type { FigureFacts } from "#facts/figure-facts.ts";
import { costByBuyer, costBySegment } from "#evidence/kpi/cost-by-kind.ts";
import { detailKeys, detailsOf, figuresOf } from "#evidence/kpi/figures.ts";
import { lensOf } from "#evidence/kpi/lens.ts";
import { dayCostAt, loadedCostIn } from "#evidence/kpi/loaded-cost.ts";
import { costMonthsOf, marginalFigures, slopeOf } from "#evidence/kpi/marginal-cost.ts";
import { addDays, addMonths } from "#kit/day.ts";
import { diceOf } from "#kit/dice.ts";
import { aFact } from "#testing/builders.ts";

const march = { from: "2026-03-01", until: "2026-04-01" };
const nothing: Omit<FigureFacts, "deals"> = { currency: "RUB", leads: null, spend: [], sellerCosts: [], sellers: [], plans: [] };
const line = (fields: Partial<Spend>) => aFact("spend", { day: "2026-03-10", amount: 100_00, status: "actual", ...fields });
/** Ten won a segment, all after ten days, so that March is paid for from 19 February to 21 March. */
const won = (segment: string, count: number, fields: Partial<Deal> = {}) =>
  Array.from({ length: count }, (_, i) =>
    aFact("deal", {
      id: `${segment}${i}${String(fields.isRepeat)}`,
      stage: "won",
      createdOn: "2026-02-20",
      closedOn: "2026-03-02",
      amount: 1000_00,
      segment,
      ...fields,
    }),
  );
const lensWith = (deals: readonly Deal[], more: Partial<FigureFacts> = {}, agreed = agreedByDefault) =>
  lensOf({ ...nothing, deals: dealColumnsOf(deals), ...more }, agreed, "2026-06-01");

describe("promotion", () => {
  const spend = [
    line({ category: "Trade media", amount: 300_00 }),
    line({ category: "Video production", amount: 200_00 }),
    line({ category: "Agency fee", amount: 50_00 }),
    line({ category: "Trade media", amount: 400_00, status: "plan" }),
    line({ category: "Trade media", amount: 70_00, status: "committed" }),
    line({ category: "Research", amount: 25_00 }),
  ];
  const figures = (agreed = agreedByDefault, more: Partial<FigureFacts> = {}) => {
    const found = new Map(detailsOf(lensWith(won("a", 10), { spend, ...more }, agreed), march).map((number) => [number.key, number]));
    return (key: (typeof detailKeys)[number]) => found.get(key)!;
  };
  test("planned 400, promised 70, gone 575; media 300 and making 200 are kept apart, and 25 of 575 are for nobody knows what", () => {
    const of = figures();
    expect([of("promotion-cost-planned").value, of("promotion-cost-committed").value, of("promotion-cost-actual").value]).toEqual([400_00, 70_00, 575_00]);
    expect([of("promotion-cost-media").value, of("promotion-cost-production").value]).toEqual([300_00, 200_00]);
    expect(of("promotion-cost-media").cautions).toContainEqual({ code: "spend-kind-not-known", details: { lines: 1, share: 25 / 575 } });
  });
  test("fully loaded: the agency's fee that the heads left out comes back, and what is not on record is named", () => {
    const terms = { ...shippedTerms, "promotion-cost": { ...shippedTerms["promotion-cost"], withoutCategories: ["Agency fee"] } };
    const of = figures({ ...agreedByDefault, terms });
    expect(of("promotion-cost-actual").value).toBe(525_00);
    expect(of("promotion-cost-loaded").value).toBe(575_00);
    expect(
      of("promotion-cost-loaded")
        .cautions.map(({ code }) => code)
        .slice(0, 3),
    ).toEqual(["loaded-without-travel", "loaded-without-samples", "loaded-without-staff"]);
  });
  test("days at the stand: March has 22 Mondays to Fridays, 2 people cost 4,400, so 8 of their days are 800", () => {
    const sellerCosts = ["x", "y"].map((seller) =>
      aFact("seller-cost", { seller, department: "sales", from: "2026-03-01", until: "2026-04-01", amount: 2200_00 }),
    );
    const campaigns = [aFact("campaign", { id: "show", startsOn: "2026-03-30", endsOn: "2026-04-01", staffDays: 8 })];
    const lens = lensWith(won("a", 10), { spend, sellerCosts, campaigns });
    expect(dayCostAt(lens, "2026-03-30")).toBe(100_00);
    expect(loadedCostIn(lens, march)).toMatchObject({ added: 800_00, staffDays: 8, staffDayCost: 100_00 });
    // Half of a show that runs into April is March's.
    const long = lensWith(won("a", 10), { spend, sellerCosts, campaigns: [{ ...campaigns[0]!, endsOn: "2026-04-03" }] });
    expect(loadedCostIn(long, march)).toMatchObject({ added: 400_00, staffDays: 4 });
  });
  test("one bill in two departments' books counts once, with a caution", () => {
    const twice = ["sales", "marketing"].map((payer) => line({ payer, document: "INV-1", amount: 80_00 }));
    const cost = figuresOf(lensWith(won("a", 10), { spend: twice }), march).find(({ key }) => key === "promotion-cost")!;
    expect(cost).toMatchObject({ value: 80_00, sample: 1 });
    expect(cost.cautions).toContainEqual({ code: "two-payers", details: { count: 1, looks: 0 } });
  });
});

describe("a won deal by segment", () => {
  const deals = [...won("dealers", 10), ...won("projects", 10), ...won("tenders", 4), ...won("schools", 3)];
  const spend = [line({ segment: "dealers", amount: 540_00 }), line({ amount: 270_00 })];
  test("two segments of ten stand alone, seven deals of two others together, and are too few to be told", () => {
    const rows = costBySegment(lensWith(deals, { spend }), march);
    expect(rows.map(({ value, kinds, deals: count }) => [value, kinds, count])).toEqual([
      ["dealers", 0, 10],
      ["projects", 0, 10],
      [null, 2, 7],
    ]);
    // 540 of their own and 10 of 27 of the 270; the projects only their part of the 270.
    expect(rows.map(({ layers }) => layers[0]!.value)).toEqual([64_00, 10_00, null]);
    expect(rows[2]!.layers[0]!.reason).toBe("too-few-won-deals");
  });
  test("the headline says that small segments were put together", () => {
    const figure = figuresOf(lensWith(deals, { spend }), march).find(({ key }) => key === "cost-per-transaction-promotion")!;
    expect(figure.value).toBe(30_00);
    expect(figure.cautions).toContainEqual({ code: "cells-pooled", details: { kinds: 2, deals: 7, least: 10 } });
  });
});

describe("new and repeat buyers", () => {
  test("a channel that brings only new ones is paid for by them; what names no channel is spread over all", () => {
    const deals = [...won("a", 10, { isRepeat: false, channel: "fair" }), ...won("b", 10, { isRepeat: true, channel: "dealers" })];
    const spend = [line({ channel: "fair", amount: 300_00 }), line({ amount: 200_00 })];
    const [fresh, again] = costByBuyer(lensWith(deals, { spend }), march);
    expect([fresh!.layers[0]!.value, again!.layers[0]!.value]).toEqual([40_00, 10_00]);
    expect([fresh!.layers[0]!.key, again!.layers[0]!.key]).toEqual(["cost-per-transaction-promotion-new", "cost-per-transaction-promotion-repeat"]);
    // Together they paid what was spent.
    expect(40_00 * 10 + 10_00 * 10).toBe(500_00);
  });
  test("where repeat orders are a channel of their own, no line names it, and nothing is said of them", () => {
    const deals = [...won("a", 10, { isRepeat: false, channel: "fair" }), ...won("b", 10, { isRepeat: true, channel: "repeat orders" })];
    const [fresh, again] = costByBuyer(lensWith(deals, { spend: [line({ channel: "fair", amount: 300_00 })] }), march);
    expect(fresh!.layers[0]!.value).toBe(30_00);
    expect(fresh!.layers[0]!.cautions.map(({ code }) => code)).toContain("all-promotion-on-new");
    expect(again!.layers[0]).toMatchObject({ value: null, reason: "no-promotion-names-them" });
  });
  test("where it is not written down who is new, neither is told", () => {
    const rows = costByBuyer(lensWith(won("a", 20), { spend: [line({})] }), march);
    expect(rows.map(({ layers }) => layers[0]!.reason)).toEqual(["new-or-repeat-not-known", "new-or-repeat-not-known"]);
  });
});

describe("one further deal", () => {
  const months = 30;
  test("ten deals and one more for each 5,000: the slope finds 5,000, the average is far less", () => {
    const dice = diceOf(3);
    const costs = Array.from({ length: months }, () => 20_000 + 60_000 * dice.uniform());
    const found = slopeOf(
      costs,
      costs.map((cost) => 10 + cost / 5000 + 0.5 * dice.normal()),
    );
    expect(found.reason).toBeNull();
    expect(found.interval!.low!).toBeLessThan(5000);
    expect(found.interval!.high!).toBeGreaterThan(5000);
    expect(found.value! / 5000).toBeCloseTo(1, 1);
  });
  test("deals that do not follow spend: no amount, only what one more costs at least", () => {
    const dice = diceOf(4);
    const costs = Array.from({ length: months }, () => 50_000 + 20_000 * dice.normal());
    const found = slopeOf(
      costs,
      costs.map(() => 20 + 4 * dice.normal()),
    );
    expect(found).toMatchObject({ value: null, reason: "deals-do-not-follow-spend", interval: { high: null } });
    expect(found.interval!.low!).toBeGreaterThan(1000);
  });
  test("what one more costs at least is told with its cautions, as an amount would be", () => {
    const dice = diceOf(6);
    const starts = Array.from({ length: months }, (_, m) => addMonths("2023-11-01", m));
    const deals = starts.flatMap((month) =>
      Array.from({ length: 15 + dice.below(12) }, () => aFact("deal", { stage: "won", createdOn: month, closedOn: addDays(month, 10), amount: 1 })),
    );
    const spend = starts.map((month) => line({ day: addDays(month, 5), amount: 1_000_000 + dice.below(600_000) }));
    const [promotion] = marginalFigures(lensWith(deals, { spend }), { from: "2026-04-01", until: "2026-05-01" });
    expect(promotion).toMatchObject({ value: null, reason: "deals-do-not-follow-spend", interval: { high: null } });
    expect(promotion!.cautions.map(({ code }) => code)).toEqual(expect.arrayContaining(["marginal-is-association", "cost-lagged"]));
  });
  test("spend that is alike in all months, or eleven months, tell nothing", () => {
    const level = Array.from({ length: 24 }, (_, t) => 1000 + (t % 2));
    expect(
      slopeOf(
        level,
        level.map((_, t) => t % 5),
      ),
    ).toMatchObject({ value: null, interval: null, reason: "spend-hardly-varies" });
    expect(slopeOf([...level.slice(0, 10), 9000], level.slice(0, 11))).toMatchObject({ reason: "too-few-months-of-cost" });
  });
  test("the money of a month is that of the time when its deals were worked on", () => {
    const deals = Array.from({ length: 6 }, (_, m) => addMonths("2026-01-01", m)).flatMap((month) =>
      Array.from({ length: 3 }, () => aFact("deal", { stage: "won", createdOn: addDays(month, -21), closedOn: addDays(month, 10), amount: 1 })),
    );
    const spend = Array.from({ length: 8 }, (_, m) => line({ day: addMonths("2025-11-05", m), amount: (m + 1) * 1000 }));
    const { lag, months: found } = costMonthsOf(lensOf({ ...nothing, deals: dealColumnsOf(deals), spend }, agreedByDefault, "2026-07-15"), "promotion");
    expect(lag).toBe(31);
    // May's deals, worked on from 31 March to 30 April: the line of 5 April, the sixth.
    expect(found.find(({ month }) => month.from === "2026-05-01")).toMatchObject({ deals: 3, cost: 6000 });
  });
});

test("every detail is there in every period, with a value or a reason", () => {
  const found = detailsOf(lensWith([]), march);
  expect(found.map(({ key }) => key)).toEqual([...detailKeys]);
  for (const { value, reason } of found) expect(value !== null || reason !== undefined).toBe(true);
});
