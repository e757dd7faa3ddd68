// The shortfall of firms that one can count in the head, against periods and plans, and what cannot be told.
import { describe, expect, it } from "vitest";

import { type DealColumns, dealColumnsOf } from "#facts/columns.ts";
import type { Deal } from "#facts/entities.ts";
import { addDays } from "#kit/day.ts";
import { recordsBehind } from "#evidence/shortfall/explain.ts";
import type { ShortfallInput } from "#evidence/shortfall/question.ts";
import { amountOf, ask, firmOf, quarter, quarters, sumOf, told } from "#testing/ask-shortfall.ts";
import { aDeal, aMarketIndex, aPlan, aWonDeal } from "#testing/builders.ts";

describe("a firm that one can count in the head", () => {
  // 40 deals, half won at 100.00: 2,000.00. Then 40 deals, 10 won: 1,000.00.
  const worse = told(ask([...quarter("2025-02-10", { wins: 20, losses: 20 }), ...quarter("2025-05-10", { wins: 10, losses: 30 })]));

  it("that wins half as often has all of its shortfall in the win rate", () => {
    expect(worse.shortfall).toBe(-100_000);
    expect(amountOf(worse, "win-rate")).toBe(-100_000);
    expect(amountOf(worse, "deal-volume")).toBe(0);
    expect(amountOf(worse, "timing")).toBe(0);
  });

  it("that has half the deals has all of it in their volume", () => {
    const fewer = told(ask([...quarter("2025-02-10", { wins: 20, losses: 20 }), ...quarter("2025-05-10", { wins: 10, losses: 10 })]));
    expect(amountOf(fewer, "deal-volume")).toBe(-100_000);
    expect(amountOf(fewer, "win-rate")).toBe(0);
  });

  it("that gives a tenth off and wins 16 instead of 20 shares the difference by Shapley", () => {
    // Wins 20 to 16, left after discount 1 to 0.9: -4 x 95.00 and -0.1 x 18 x 100.00.
    const both = told(ask([...quarter("2025-02-10", { wins: 20, losses: 20 }), ...quarter("2025-05-10", { wins: 16, losses: 24, left: 0.9 })]));
    expect(amountOf(both, "win-rate")).toBe(-38_000);
    expect(amountOf(both, "discount")).toBe(-18_000);
  });

  it("that raises its list price by a fifth earns it there", () => {
    const dearer = told(ask([...quarter("2025-02-10", { wins: 20, losses: 20 }), ...quarter("2025-05-10", { wins: 20, losses: 20, list: 12_000 })]));
    expect(amountOf(dearer, "list-price")).toBe(40_000);
    expect(dearer.parts.find(({ driver }) => driver === "list-price")!.cautions.map(({ code }) => code)).toContain("price-includes-size");
  });

  it("names margin's cost as a driver of its own", () => {
    const costly = quarter("2025-05-10", { wins: 20, losses: 20 }).map((deal) => Object.assign({}, deal, { cost: 6_000 }));
    const margin = told(ask([...quarter("2025-02-10", { wins: 20, losses: 20 }), ...costly], { question: { measure: "margin" } }));
    expect([margin.reference, margin.actual, amountOf(margin, "cost")]).toEqual([100_000, 80_000, -20_000]);
  });

  it("tells the market from the volume where an index is given, and says so where none is", () => {
    const deals = [...quarter("2025-02-10", { wins: 20, losses: 20 }), ...quarter("2025-05-10", { wins: 16, losses: 16 })];
    const marketIndex = [aMarketIndex({ day: "2024-01-01", level: 100 }), aMarketIndex({ day: "2025-04-01", level: 80 })];
    const shrunk = told(ask(deals, { marketIndex }));
    // Market down by a fifth, deals per unit of market unchanged.
    expect([amountOf(shrunk, "market"), amountOf(shrunk, "deal-volume")]).toEqual([-40_000, 0]);
    const unknown = told(ask(deals));
    expect(unknown.off).toContainEqual({ driver: "market", reason: "no-market-index" });
    expect(unknown.parts.find(({ driver }) => driver === "deal-volume")!.cautions).toContainEqual({ code: "market-not-separable" });
  });

  it("opens the deals behind a part", () => {
    expect(worse.parts.find(({ driver }) => driver === "win-rate")!.records).toEqual({
      entity: "deal",
      role: "closed",
      reference: { count: 40 },
      actual: { count: 40 },
    });
    const deals = dealColumnsOf([...quarter("2025-02-10", { wins: 20, losses: 20 }), ...quarter("2025-05-10", { wins: 10, losses: 30 })]);
    const input: ShortfallInput = {
      question: { period: quarters.now, against: quarters.before, by: [], measure: "revenue" },
      deals,
      leads: null,
      marketIndex: [],
      plans: [],
      asOf: "2025-07-01",
      factsVersion: "1",
    };
    const opened = recordsBehind(input, "discount");
    expect(opened.ok && [opened.value.reference.length, opened.value.actual.length]).toEqual([20, 10]);
  });
});

describe("against a plan", () => {
  const deals = [...quarter("2025-02-10", { wins: 20, losses: 20 }), ...quarter("2025-05-10", { wins: 10, losses: 30 })];

  it("what the plan asks beyond the levels of before is management's", () => {
    const plans = [aPlan({ measure: "revenue", from: "2025-04-01", until: "2025-07-01", level: 250_000 })];
    const planned = told(ask(deals, { plans, question: { against: "plan" } }));
    expect([planned.reference, planned.shortfall]).toEqual([250_000, -150_000]);
    expect(planned.parts.find(({ driver }) => driver === "plan-ambition")).toMatchObject({ amount: -50_000, owner: "management" });
    expect(amountOf(planned, "win-rate")).toBe(-100_000);
    expect(sumOf(planned)).toBe(-150_000);
  });

  it("a planned win rate stands in place of the one before", () => {
    // Planned 60 % of 40 deals at 100.00 is 2,400.00: with a plan of 2,400.00 nothing is left to ambition.
    const plans = [aPlan({ level: 240_000 }), aPlan({ measure: "win-rate", level: 0.6 })];
    const planned = told(ask(deals, { plans, question: { against: "plan" } }));
    expect([amountOf(planned, "win-rate"), amountOf(planned, "plan-ambition")]).toEqual([-140_000, 0]);
  });

  it("a planned number of leads for a quarter counts for the days gone by of an unfinished one", () => {
    // 91 leads planned for 91 days, one a day as in the base: half way through the quarter the plan asks for no more leads than the base had.
    const { deals: own, leads } = firmOf(9);
    const daily = leads.map((lead, n) => Object.assign({}, lead, { createdAt: `${addDays("2024-10-03", n % 225)}T09:00:00.000Z` }));
    const level = daily.filter((lead) => lead.createdAt >= "2025-01-01" && lead.createdAt < "2025-04-01").length * (91 / 90);
    const plans = [aPlan({ level: 100_000_000 }), aPlan({ measure: "leads", level })];
    const [without, planned] = [plans.slice(0, 1), plans].map((rows) =>
      told(ask(own, { leads: daily, plans: rows, asOf: "2025-05-16", question: { against: "plan", base: quarters.before } })),
    );
    const part = (found: typeof planned) => amountOf(found!, "lead-volume")!;
    expect(Math.abs(part(planned) - part(without))).toBeLessThan(0.05 * planned!.reference);
  });

  it("without a plan for the period is refused", () => {
    expect(ask(deals, { question: { against: "plan" } })).toMatchObject({ ok: false, reason: "no-plan" });
  });
});

describe("cannot be told, because", () => {
  const half = quarter("2025-02-10", { wins: 5, losses: 5 });
  it.each<[string, Deal[], { asOf?: string }]>([
    ["no-deals", [], {}],
    ["too-few-deals-in-period", half, {}],
    ["too-few-deals-in-reference", quarter("2025-05-10", { wins: 5, losses: 5 }), {}],
    ["too-few-deals-in-period", [...half, ...quarter("2025-05-10", { wins: 2, losses: 1 })], {}],
    ["all-open", [aDeal(), aDeal()], {}],
    ["no-closing-days", [aWonDeal({ closedOn: null }), aDeal()], {}],
    ["period-not-begun", half, { asOf: "2025-03-15" }],
    ["no-amounts", [...half, ...quarter("2025-05-10", { wins: 5, losses: 5 })].map((deal) => Object.assign({}, deal, { amount: null })), {}],
  ])("%s", (reason, deals, more) => {
    expect(ask(deals, more)).toMatchObject({ ok: false, reason });
  });

  it("a margin without costs", () => {
    const deals = [...half, ...quarter("2025-05-10", { wins: 5, losses: 5 })].map((deal) => Object.assign({}, deal, { cost: null }));
    expect(ask(deals, { question: { measure: "margin" } })).toMatchObject({ ok: false, reason: "no-cost-facts" });
  });
});

it("an unfinished quarter is held against as many days of the one before", () => {
  const deals = [
    ...quarter("2025-01-10", { wins: 10, losses: 10 }),
    ...quarter("2025-03-20", { wins: 50, losses: 0 }),
    ...quarter("2025-04-10", { wins: 9, losses: 11 }),
  ];
  const found = told(ask(deals, { asOf: "2025-05-01" }));
  expect([found.reference, found.actual]).toEqual([100_000, 90_000]);
  expect(found.cautions).toContainEqual({ code: "compared-to-date", details: { days: 30 } });
});

it("facts from after the reference's own look back are left aside: both sides are seen for as long", () => {
  const { deals, leads } = firmOf(8);
  const columns: DealColumns = dealColumnsOf(deals);
  expect(columns.count).toBeGreaterThan(100);
  const early = told(ask(deals, { leads, asOf: "2025-07-01" }));
  const late = told(ask(deals, { leads, asOf: "2025-08-01" }));
  expect(late.shortfall).toBe(early.shortfall);
});
