// Turning points that can be read off the facts by eye are proposed, and what only wobbles is not.
import { expect, test } from "vitest";

import { dealColumnsOf } from "#facts/columns.ts";
import type { Deal, MarketIndex } from "#facts/entities.ts";
import { addDays, addMonths, dayNumber } from "#kit/day.ts";
import { type TurningFacts, downturns, proposedTurns } from "#evidence/change/turning-points.ts";
import { aFact, aWonDeal } from "#testing/builders.ts";
import { demoStart } from "#testing/demo/calendar.ts";
import { simulateFirm, usualSeed } from "#testing/demo/company.ts";

const indexOf = (levels: readonly number[], said: Partial<MarketIndex> = {}): MarketIndex[] =>
  levels.map((level, month) => aFact("market-index", { day: addMonths("2025-01-01", month), level }, said));

const given = (deals: readonly Deal[], more: Partial<TurningFacts> = {}): TurningFacts => ({
  facts: { deals: dealColumnsOf(deals) },
  marketIndex: [],
  heads: [],
  accounts: { ids: ["A1"], names: ["Polyarny"] },
  products: { ids: ["P1"], names: ["Camera"] },
  firstSeen: dayNumber("2025-01-01"),
  lastSeen: dayNumber("2026-12-31"),
  today: "2026-12-31",
  ...more,
});

test("an index that falls from 100 to 88 in April and stays there turned in April", () => {
  expect(downturns(indexOf([99, 100, 99, 96, 88, 89, 88, 90]))).toEqual([
    { key: "downturn:market:2025-04-01", kind: "downturn", day: "2025-04-01", owner: "market", subject: null, size: -0.12 },
  ]);
});

test("a fall of two in a hundred, one of two months only, and one of a single region are none", () => {
  expect(downturns(indexOf([100, 100, 98, 98, 98, 98]))).toEqual([]);
  expect(downturns(indexOf([100, 100, 90, 90, 100, 100]))).toEqual([]);
  expect(downturns(indexOf([100, 100, 80, 80, 80, 80], { region: "Ural" }))).toEqual([]);
});

test("after a recovery a second fall is a second turn", () => {
  expect(downturns(indexOf([100, 90, 90, 90, 98, 100, 100, 90, 90, 90])).map((turn) => turn.day)).toEqual(["2025-02-01", "2025-08-01"]);
});

/** Orders of 100 every 30 days by A1 until a day, and of 100 every 10 days by each of three others until the end. */
function ordersOf(until: string): Deal[] {
  const rows: Deal[] = [];
  for (let n = 0; n < 73; n++)
    for (const account of ["B", "C", "D"]) rows.push(aWonDeal({ account, createdOn: null, closedOn: addDays("2025-01-01", n * 10), amount: 100 }));
  for (let day = "2025-01-05"; day < until; day = addDays(day, 30)) rows.push(aWonDeal({ account: "A1", createdOn: null, closedOn: day, amount: 300 }));
  return rows;
}

test("an account that brought a quarter of the revenue and has not bought for a year is proposed as lost, on the day after its last order", () => {
  expect(proposedTurns(given(ordersOf("2026-01-01")))).toMatchObject([{ kind: "lost-account", day: "2026-01-01", subject: "Polyarny", owner: "joint" }]);
});

test("one that bought within the last half year is not", () => {
  expect(proposedTurns(given(ordersOf("2026-08-01")))).toEqual([]);
});

test("a list price that moves from 500 to 550 in March is proposed; lists of all sizes are not", () => {
  const priced = (price: (n: number) => number) =>
    Array.from({ length: 60 }, (_, n) =>
      aWonDeal({
        product: "P1",
        account: null,
        createdOn: addDays("2026-01-01", n * 2),
        closedOn: null,
        quantity: 1 + (n % 3),
        listPrice: price(n) * (1 + (n % 3)),
      }),
    );
  expect(proposedTurns(given(priced((n) => (n < 32 ? 500 : 550))))).toMatchObject([{ kind: "price-change", day: "2026-03-06", subject: "Camera" }]);
  expect(proposedTurns(given(priced((n) => 500 + n)))).toEqual([]);
});

test("a head who began while there were facts is proposed, one from before is not", () => {
  const heads = [
    { id: "h1", name: "Vera", department: "sales", from: "2026-03-01" },
    { id: "h2", name: "Petr", department: "marketing", from: "2020-01-01" },
  ] as const;
  expect(proposedTurns(given([], { heads }))).toEqual([
    { key: "new-head:h1:2026-03-01", kind: "new-head", day: "2026-03-01", owner: "sales", subject: "Vera", size: null },
  ]);
});

test("the downturn planted in the demo company is proposed in its first month", () => {
  const firm = simulateFirm({ seed: usualSeed, from: demoStart("2026-11-23") });
  expect(downturns(firm.rows["market-index"]).map((turn) => turn.day)).toEqual([firm.against.until]);
});
