// From a goal back to leads in numbers that can be checked by hand: of 160 leads 16 are won, a win brings 10,000, four fifths of revenue come through leads.
import { expect, test } from "vitest";

import { backSolved } from "#evidence/promises/back-solve.ts";
import { enquiriesOf } from "#evidence/promises/enquiries.ts";
import { waysOf } from "#evidence/funnel/ways.ts";
import type { Plan } from "#facts/entities.ts";
import { aFact } from "#testing/builders.ts";
import { type LeadGroup, type PromiseWorld, promiseLens } from "#testing/promise-world.ts";

const asOf = "2025-08-01";
const others = ["2025-02-10", "2025-03-10", "2025-05-10", "2025-07-31"].map((on) => ({ on, amount: 1_000_000 }));
/** Marketing found all 160 ready: a step that is none of the chain's. */
const old: LeadGroup = {
  came: "2025-01-10",
  count: 160,
  accepted: 128,
  qualified: 64,
  opened: 32,
  won: 16,
  lost: 16,
  said: { qualifiedAt: "2025-01-10T11:00:00.000Z" },
};
/** Twelve in the last three months, four a month; too young to be won yet. */
const late = ["2025-06-20", "2025-07-20"].map((came): LeadGroup => ({ came, count: 6 }));
const world: PromiseWorld = { groups: [old, ...late], others, asOf };
const plan = (from: string, until: string, level: number, said: Partial<Plan> = {}) =>
  aFact("plan", { measure: "revenue", from, until, level, currency: "RUB", ...said });

function of(some: PromiseWorld) {
  const lens = promiseLens(some);
  const enquiries = enquiriesOf(lens, waysOf(lens));
  if (!enquiries.ok) throw new Error(enquiries.reason);
  return enquiries.value;
}
function solved(some: PromiseWorld = world, perMonth: number | null = 5_000_000) {
  const told = backSolved(of(some), perMonth);
  if (!told.ok) throw new Error(told.reason);
  return told.value;
}

test("50,000 a month, four fifths through leads, 10,000 a win and one win of ten leads take forty leads a month", () => {
  const told = solved();
  expect(told.goal).toBe(15_000_000);
  expect(told.fromLeads.value).toBeCloseTo(0.8, 12);
  expect(told.averageDeal).toMatchObject({ value: 1_000_000, deals: 16 });
  expect(told.links.map(({ from, to, share }) => [from, to, share])).toEqual([
    [160, 128, 0.8],
    [128, 64, 0.5],
    [64, 32, 0.5],
    [32, 16, 0.5],
  ]);
  expect(told.through).toMatchObject({ value: expect.closeTo(0.1, 12), leads: 160 });
  // 15,000,000 x 0.8 / (1,000,000 x 0.1) / 3.
  expect(told.needed.value).toBeCloseTo(40, 9);
  expect(told.came).toBeCloseTo(4, 12);
  // A win earns 0.4 of its revenue: 15,000,000 x 0.8 x 0.4 / 3. The conversions fall out of it.
  expect([told.isMargin, told.value.value]).toEqual([true, expect.closeTo(1_600_000, 6)]);
});

test("leads have to come one lag before: two months before the goal's, which begin two months from now", () => {
  const told = solved();
  expect(told.lagDays.value).toBe(60);
  expect(told.goalFor).toEqual({ from: "2025-10-01", until: "2026-01-01" });
  expect(told.leadsFrom).toEqual({ from: "2025-08-01", until: "2025-11-01" });
  expect(told.lately).toEqual({ from: "2025-05-01", until: "2025-08-01" });
});

test("a lag of two and a half months is rounded to whole ones", () => {
  // 75 days are 2.46 months of 30.4 days.
  const told = solved({ ...world, groups: [{ ...old, days: 75 }] });
  expect([told.lagDays.value, told.goalFor.from, told.leadsFrom.from]).toEqual([75, "2025-10-01", "2025-08-01"]);
});

test("records that end within a month count whole months alone", () => {
  const told = solved({
    ...world,
    others: others.map(({ on, amount }) => ({ on: on === "2025-07-31" ? "2025-07-12" : on, amount })),
    groups: [old, late[0]!],
  });
  expect(told.lately).toEqual({ from: "2025-04-01", until: "2025-07-01" });
  expect(told.leadsFrom.from).toBe("2025-08-01");
});

test("every range holds its value, is at nine of ten, and is the same when asked again; the value's is narrower than that of leads", () => {
  const told = solved();
  for (const { value, interval } of [told.fromLeads, told.averageDeal, told.through, told.lagDays, told.needed, told.value]) {
    expect(interval.level).toBe(0.9);
    expect(interval.low).toBeLessThanOrEqual(value + 1e-9);
    expect(interval.high).toBeGreaterThanOrEqual(value - 1e-9);
  }
  const width = ({ value, interval }: { value: number; interval: { low: number | null; high: number | null } }) => (interval.high! - interval.low!) / value;
  // Sixteen wins of 160 leads: the chance is known to about two fifths either way, the share through leads to a sixth.
  expect(width(told.needed)).toBeGreaterThan(0.5);
  expect(width(told.needed)).toBeLessThan(1.3);
  expect(width(told.value)).toBeLessThan(width(told.needed) / 2);
  expect(solved()).toEqual(told);
});

test("by segment the parts sum to the whole, and each is drawn towards the company by twenty", () => {
  const groups = [
    { ...old, said: { segment: "large" } },
    { ...old, count: 80, accepted: 80, qualified: 40, opened: 20, won: 20, lost: 0, amount: 500_000, cost: 300_000, said: { segment: "small" } },
  ];
  const told = solved({ ...world, groups });
  const sum = (read: (one: (typeof told.segments)[number]) => number) => told.segments.reduce((all, one) => all + read(one), 0);
  expect(sum(({ needed }) => needed.value)).toBeCloseTo(told.needed.value, 9);
  expect(sum(({ goal }) => goal)).toBeCloseTo(told.goal * told.fromLeads.value, 3);
  const small = told.segments.find(({ name }) => name === "small")!;
  // Wins: 16 of 1,000,000 and 20 of 500,000, mean 26/36 of a million. (10,000,000 + 20 x mean) / 40.
  expect(small.averageDeal).toBeCloseTo((10_000_000 + (20 * 26_000_000) / 36) / 40, 3);
  // Links of all: 208/240, 104/208, 52/104, 36/52.
  const drawn = [
    [80, 80, 208 / 240],
    [80, 40, 0.5],
    [40, 20, 0.5],
    [20, 20, 36 / 52],
  ].map(([from, to, whole]) => (to! + 20 * whole!) / (from! + 20));
  expect(small.through).toBeCloseTo(
    drawn.reduce((product, link) => product * link, 1),
    12,
  );
  // Of 30,000,000 in all 10,000,000 came through small leads.
  expect(small.goal).toBeCloseTo(15_000_000 / 3, 3);
  expect(small.needed.value).toBeCloseTo(5_000_000 / (small.averageDeal * small.through) / 3, 9);
});

test("without a goal of the asker's the plan is taken: of the months that today's leads can reach", () => {
  const plans = [plan("2025-10-01", "2026-01-01", 30_000_000)];
  expect(solved({ ...world, plans }, null)).toMatchObject({ goal: 30_000_000, isAsked: false, goalFor: { from: "2025-10-01", until: "2026-01-01" } });
  expect(solved({ ...world, plans }, null).needed.value).toBeCloseTo(80, 9);
  // A plan that goes on is not asked for its end.
  const longer = solved({ ...world, plans: [...plans, plan("2026-01-01", "2026-07-01", 90_000_000)] }, null);
  expect([longer.goal, longer.cautions.some(({ code }) => code === "promise-plan-ends")]).toEqual([30_000_000, false]);
});

test("where no plan reaches so far the last planned months are taken and it says so; plans of one product, and none, are no goal", () => {
  const past = solved({ ...world, plans: [plan("2025-04-01", "2025-07-01", 15_000_000), plan("2025-10-01", "2026-01-01", 9, { product: "P" })] }, null);
  expect(past).toMatchObject({ goalFor: { from: "2025-04-01", until: "2025-07-01" } });
  expect(past.cautions).toContainEqual({ code: "promise-plan-ends", details: { until: "2025-07-01" } });
  for (const plans of [[], [plan("2025-10-01", "2026-01-01", 9, { product: "P" })], [plan("2025-10-01", "2025-12-01", 9)]])
    expect(backSolved(of({ ...world, plans }), null)).toEqual({ ok: false, reason: "no-revenue-plan" });
});

test("wins of older years say nothing of today's deals: with nine of the last year it cannot be told", () => {
  const groups = [
    { ...old, won: 9, lost: 23 },
    { ...old, came: "2024-01-10" },
  ];
  expect(backSolved(of({ ...world, groups }), 5_000_000)).toEqual({ ok: false, reason: "too-few-won-from-leads", details: { count: 9, needed: 10 } });
});

test("without costs value is revenue, and it says so", () => {
  const told = solved({ ...world, groups: [{ ...old, cost: null }] });
  expect([told.isMargin, told.value.value]).toEqual([false, expect.closeTo(4_000_000, 6)]);
  expect(told.cautions).toContainEqual({ code: "promise-value-without-cost" });
});

test("costs are asked of wins from leads alone, as for the value of a lead: those of other deals do not decide", () => {
  const half = (cost: number | null): LeadGroup => ({ ...old, count: 80, accepted: 64, qualified: 32, opened: 16, won: 8, lost: 8, cost });
  // All sixteen from leads have costs, the four others have none; and of sixteen eight have none.
  expect(solved().isMargin).toBe(true);
  expect(solved({ ...world, groups: [half(600_000), half(null)] }).isMargin).toBe(false);
});
