// Where the days of won deals went: twelve deals one can follow, and the plain way of drawing anew beside the quick one.
import { expect, test } from "vitest";

import { codedOf, dealColumnsOf } from "#facts/columns.ts";
import type { MoveColumns } from "#facts/moves.ts";
import { stages } from "#facts/stage.ts";
import { addDays, dayNumber } from "#kit/day.ts";
import { stageContributionsOf } from "#evidence/cycle/stage-contribution.ts";
import { stageStaysOf } from "#evidence/cycle/stage-stays.ts";
import { aDeal } from "#testing/builders.ts";

const start = "2026-01-01";

/** Twelve deals: accepted on the first day; every second one goes through a qualification of 10 days; then an opportunity of 20 + i days. */
function firm(count = 12) {
  const deals = Array.from({ length: count }, (_, i) => {
    const days = (i % 2 === 0 ? 10 : 0) + 20 + i;
    return aDeal({ id: `d${i}`, stage: "won", createdOn: start, closedOn: addDays(start, days) });
  });
  const moves = deals.flatMap(({ id }, i) => [
    ...(i % 2 === 0 ? [{ id, from: null, to: "sales-qualified", day: 0 }] : []),
    { id, from: i % 2 === 0 ? "sales-qualified" : null, to: "opportunity", day: i % 2 === 0 ? 10 : 0 },
  ]);
  const place = (name: string | null) => (name === null ? -1 : stages.indexOf(name as "won"));
  const columns = {
    count: moves.length,
    isDeal: Uint8Array.from(moves, () => 1),
    isObserved: Uint8Array.from(moves, () => 0),
    record: codedOf(moves.map(({ id }) => id)),
    from: Int8Array.from(moves, ({ from }) => place(from)),
    to: Int8Array.from(moves, ({ to }) => place(to)),
    fromName: codedOf(moves.map(({ from }) => from)),
    toName: codedOf(moves.map(({ to }) => to)),
    day: Int32Array.from(moves, ({ day }) => dayNumber(start) + day),
  } as unknown as MoveColumns;
  const dealColumns = dealColumnsOf(deals);
  return { deals: dealColumns, stays: stageStaysOf({ deals: dealColumns, leads: null, moves: columns, lastSeen: dayNumber("2026-06-01") }) };
}

const of = ({ deals, stays }: ReturnType<typeof firm>, rows = [...deals.ids.keys()]) =>
  stageContributionsOf(stays, { deals, leads: null, starts: deals.createdOn }, rows);

test("half pass through a stage of ten days: it comes to five for a deal; the opportunity's median of 25.5 comes whole", () => {
  const told = of(firm())!;
  expect(told.stages.map(({ stage, deals, passThrough, median, contribution }) => [stage, deals, passThrough.value, median.value, contribution.value])).toEqual(
    [
      ["sales-qualified", 6, 0.5, 10, 5],
      ["opportunity", 12, 1, 25.5, 25.5],
    ],
  );
  expect(told.sum.value).toBe(30.5);
  // Means do add up: 5 and 25.5 are the mean cycle of (12 x 20 + 66 + 60) / 12 days.
  expect(told.stages.reduce((sum, { mean }) => sum + mean, 0)).toBeCloseTo(366 / 12, 12);
  for (const { contribution } of told.stages) {
    expect(contribution.interval.low!).toBeLessThanOrEqual(contribution.value);
    expect(contribution.interval.high!).toBeGreaterThanOrEqual(contribution.value);
  }
});

test("fewer than ten won deals with a way on record tell nothing; deals without one are counted", () => {
  const few = firm(12);
  expect(of(few, [0, 1, 2])).toBeNull();
  const whole = of(few)!;
  expect([whole.deals, whole.without]).toEqual([12, 0]);
});

test("the order of the deals changes nothing, and more deals make narrower ranges", () => {
  const small = firm(12);
  expect(of(small, [...small.deals.ids.keys()].toReversed())).toEqual(of(small));
  const width = (count: number) => {
    const { interval } = of(firm(count))!.stages[0]!.contribution;
    return interval.high! - interval.low!;
  };
  expect(width(200)).toBeLessThan(width(20) / 2);
  // 1.645 standard errors of a share of a half in 200, times ten days, on both sides.
  expect(width(200)).toBeCloseTo(2 * 1.645 * 10 * Math.sqrt(0.25 / 200), 0);
});
