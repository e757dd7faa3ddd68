// A goal is judged by the figures: change, chance, the way there, and the month it is due.
import { describe, expect, test } from "vitest";

import { agreedByDefault } from "#facts/agreements.ts";
import { dealColumnsOf } from "#facts/columns.ts";
import { assessGoal } from "#evidence/goals/assess.ts";
import { changeBetween } from "#evidence/kpi/change.ts";
import { clearChanges } from "#evidence/kpi/changed.ts";
import { lensOf } from "#evidence/kpi/lens.ts";
import { someFigures, stepsOf } from "#evidence/kpi/series.ts";
import { addDays, addMonths } from "#kit/day.ts";
import { diceOf } from "#kit/dice.ts";
import { aFact } from "#testing/builders.ts";

/** Twelve months of 2025 and more, thirty deals won a month, with cycles about as long as `daysIn` says of the month. */
function firm(months: number, daysIn: (month: number) => number, asOf: string) {
  const dice = diceOf(8);
  const deals = Array.from({ length: months * 30 }, (_, i) => {
    const closedOn = addDays(addMonths("2025-01-01", Math.floor(i / 30)), i % 28);
    const days = Math.max(1, Math.round(daysIn(Math.floor(i / 30)) * Math.exp(0.4 * dice.normal())));
    return aFact("deal", { stage: "won", createdOn: addDays(closedOn, -days), closedOn, amount: 1000 });
  });
  return lensOf({ currency: "RUB", deals: dealColumnsOf(deals), leads: null, spend: [], sellerCosts: [], sellers: [], plans: [] }, agreedByDefault, asOf);
}

const baseline = { from: "2025-01-01", until: "2025-07-01" };

describe("a cycle of 60 days that should be 45 by the end of 2026", () => {
  const goal = { key: "cycle-median-won", baseline, target: 45, day: "2026-12-31" };
  test("shortened month by month: the change is clear and the goal likely to be reached", () => {
    const found = assessGoal(
      firm(18, (month) => 60 * 0.97 ** month, "2026-06-28"),
      goal,
    );
    expect(found.change!.verdict).toBe("clear");
    expect(found.change!.value).toBeLessThan(0);
    expect(found.prospect).toBe("likely");
    expect(found.forecast!.chanceOfReaching).toBeGreaterThan(0.8);
  });
  test("not shortened at all: within chance, and the goal unlikely", () => {
    const found = assessGoal(
      firm(18, () => 60, "2026-06-28"),
      goal,
    );
    expect(["within-chance", "likely"]).toContain(found.change!.verdict);
    expect(found.prospect).toBe("unlikely");
  });
  test("two months old: there is no forecast, and the reason is said", () => {
    const found = assessGoal(
      firm(2, () => 60, "2025-02-28"),
      { ...goal, baseline: { from: "2025-01-01", until: "2025-02-01" } },
    );
    expect(found).toMatchObject({ forecast: null, forecastReason: "too-few-months", prospect: "cannot-be-told" });
  });
});

describe("promotion cost and cost per transaction are judged like the cycle", () => {
  /** Eighteen months; 1,000 a month at first, then a third less; thirty deals won each month. */
  const cheaper = (later: number) => {
    const dice = diceOf(5);
    const lens = firm(18, () => 5, "2026-06-28");
    const spend = Array.from({ length: 18 }, (_, m) =>
      aFact("spend", { day: addMonths("2025-01-02", m), amount: Math.round((m < 6 ? 1000_00 : later) * (0.95 + 0.1 * dice.uniform())), status: "actual" }),
    );
    return lensOf({ ...lens.facts, spend }, agreedByDefault, "2026-06-28");
  };
  test.each([
    ["promotion-cost", 700_00],
    ["cost-per-transaction-promotion", 24_00],
  ])("%s: a fall by a third is more than chance, its way and its range of forecast are told", (key, target) => {
    const goal = { key, baseline, target, day: "2026-12-31" };
    const found = assessGoal(cheaper(667_00), goal);
    expect(found.change!.verdict).toBe("clear");
    expect(found.change!.relative!).toBeCloseTo(-0.33, 1);
    expect(found.forecast!.interval.low!).toBeLessThan(found.forecast!.value);
    expect(found.forecast!.interval.high!).toBeGreaterThan(found.forecast!.value);
    expect(found.months.every(({ expected }) => expected !== null)).toBe(true);
    expect(assessGoal(cheaper(1000_00), goal).change!.verdict).not.toBe("clear");
  });
});

test("the way from baseline to target is straight: in the middle it is half done", () => {
  const found = assessGoal(
    firm(7, () => 60, "2025-07-28"),
    { key: "deals-won", baseline: { from: "2025-01-01", until: "2025-02-01" }, target: 60, day: "2026-01-16" },
  );
  const start = found.months[0]!.expected!;
  expect(found.months[0]!.period.from).toBe("2025-01-01");
  expect(start).toBeCloseTo(29.46, 1);
  const july = found.months.find((month) => month.period.from === "2025-07-01");
  expect(july).toBeUndefined();
  expect(found.months.at(-1)!.period.from).toBe("2025-06-01");
});

test("figures that add up are compared per month: 60 won in two months and 30 in one are the same", () => {
  const lens = firm(3, () => 20, "2025-03-31");
  const of = (from: string, until: string) => someFigures(lens, { from, until }, ["deals-won"])[0]!;
  const change = changeBetween(of("2025-01-01", "2025-03-01"), of("2025-03-01", "2025-04-01"));
  expect(Math.abs(change.relative!)).toBeLessThan(0.06);
  expect(change.verdict).toBe("within-chance");
});

test("days are counted whole: two medians without a width of their own still differ by a range, about 1.3 days wide", () => {
  const lens = firm(3, () => 20, "2025-03-31");
  const [cycle] = someFigures(lens, { from: "2025-01-01", until: "2025-04-01" }, ["cycle-median-won"]);
  const of = (value: number) => ({ ...cycle!, value, sample: 900, interval: { low: value, high: value, level: 0.9 } });
  const { value, interval, verdict } = changeBetween(of(72), of(72 - 1));
  expect(value).toBe(-1);
  // 1.645 x sqrt(2 / 12) = 0.67 days to each side.
  expect(interval!.low).toBeCloseTo(-1.67, 1);
  expect(interval!.high).toBeCloseTo(-0.33, 1);
  expect(verdict).toBe("clear");
  expect(changeBetween(of(72), of(72)).interval!.high).toBeCloseTo(0.67, 1);
});

test("of a firm in which nothing changed at most a few figures are called changed; a halved cycle is named first", () => {
  const periods = { earlier: { from: "2025-01-01", until: "2025-07-01" }, later: { from: "2025-07-01", until: "2026-01-01" } };
  expect(
    clearChanges(
      firm(12, () => 60, "2025-12-31"),
      periods,
    ),
  ).toEqual([]);
  expect(
    clearChanges(
      firm(12, (month) => (month < 6 ? 60 : 30), "2025-12-31"),
      periods,
    )[0]!.key,
  ).toMatch(/^cycle/);
});

test("weeks begin on Monday, quarters with their first month, and only whole ones count", () => {
  expect(stepsOf({ from: "2026-11-03", until: "2026-11-24" }, "week")).toEqual([
    { from: "2026-11-09", until: "2026-11-16" },
    { from: "2026-11-16", until: "2026-11-23" },
  ]);
  expect(stepsOf({ from: "2025-11-15", until: "2026-08-01" }, "quarter")).toEqual([
    { from: "2026-01-01", until: "2026-04-01" },
    { from: "2026-04-01", until: "2026-07-01" },
  ]);
});
