// How deals go, on small cases one can do by hand and on simulated firms: open deals count, dead ones are named, and groups by chance differ by chance.
import { describe, expect, test } from "vitest";

import { diceOf } from "#kit/dice.ts";
import { courseOf, curvesOf } from "#evidence/cycle/course.ts";
import { underRules } from "#evidence/cycle/dead-rules.ts";
import { compareGroups } from "#evidence/cycle/groups.ts";
import { type DealStays, lostWay, staysWhere, wonWay } from "#evidence/cycle/stays.ts";

const staysOf = (rows: readonly (readonly [until: number, cause: number, enteredAfter?: number])[]): DealStays => ({
  enteredAfter: Int32Array.from(rows, (row) => row[2] ?? -1),
  until: Int32Array.from(rows, (row) => row[0]),
  cause: Uint8Array.from(rows, (row) => row[1]),
  rows: Int32Array.from(rows, (_, n) => n),
});

/** Deals that are won after 60 days or lost after 40 on average, watched for up to 200; a share of them is never closed by anybody. */
function firm(seed: number, { deals, pace = () => 1, dead = 0 }: { deals: number; pace?: (deal: number) => number; dead?: number }): DealStays {
  const dice = diceOf(seed);
  const exponential = (mean: number) => -Math.log(1 - dice.uniform()) * mean;
  return staysOf(
    Array.from({ length: deals }, (_, deal) => {
      const [won, lost, watched] = [exponential(60 / pace(deal)), exponential(40 / pace(deal)), dice.below(200)];
      if (dice.chance(dead)) return [watched, 0] as const;
      const end = Math.floor(Math.min(won, lost));
      return end <= watched ? ([end, won < lost ? wonWay : lostWay] as const) : ([watched, 0] as const);
    }),
  );
}

describe("the course of deals", () => {
  test("shares at each age sum to one, and say what was put in: two of five won in the long run", () => {
    const told = courseOf(firm(1, { deals: 4000 }));
    if (!told.ok) throw new Error(told.reason);
    for (const { won, lost, open } of told.value.points) expect(won.value + lost.value + open.value).toBeCloseTo(1, 9);
    const end = told.value.points.at(-1)!;
    expect(end.won.value / (end.won.value + end.lost.value)).toBeCloseTo(0.4, 1);
    // All that close do so after 24 days on average (1/60 + 1/40 a day), so half are closed after 16.6.
    expect(told.value.median.value).toBeGreaterThan(14);
    expect(told.value.median.value).toBeLessThan(19);
    expect(told.value.stays).toBe(told.value.won + told.value.lost + told.value.open);
  });

  test("leaving the open deals out would make the cycle shorter than it is", () => {
    const all = firm(2, { deals: 2000 });
    const closed = staysWhere(all, (place) => all.cause[place] !== 0);
    const [a, b] = [courseOf(all), courseOf(closed)];
    if (!a.ok || !b.ok) throw new Error("not told");
    expect(b.value.median.value!).toBeLessThan(0.9 * a.value.median.value!);
  });

  test("cannot be told: nothing watched, all open, fewer than ten closed", () => {
    const reason = (stays: DealStays) => {
      const told = courseOf(stays);
      return told.ok ? "told" : told.reason;
    };
    expect(reason(staysOf([]))).toBe("no-deals-watched");
    expect(reason(staysOf(Array.from({ length: 50 }, () => [20, 0] as const)))).toBe("nothing-closed");
    expect(reason(staysOf([...Array.from({ length: 50 }, () => [20, 0] as const), [10, wonWay], [12, lostWay], [14, wonWay]]))).toBe("too-few-closed");
  });

  test("deals that were all under way when the watch began tell nothing of the first days, alone or beside others", () => {
    const late = Array.from({ length: 60 }, (_, n) => [30 + (n % 25), n % 2 === 0 ? wonWay : lostWay, 25] as const);
    const told = courseOf(staysOf(late));
    expect(told.ok || told.reason).toBe("not-watched-from-the-start");
    const whole = Array.from({ length: 60 }, (_, n) => [n % 50, n % 2 === 0 ? wonWay : lostWay] as const);
    const { groups } = compareGroups(
      staysOf([...late, ...whole]),
      Int32Array.from({ length: 120 }, (_, n) => Number(n >= 60)),
    );
    expect(groups[0]).toMatchObject({ told: null, reason: "not-watched-from-the-start" });
  });

  test("nothing is said beyond the age at which ten are still under watch", () => {
    const told = curvesOf(staysOf([...Array.from({ length: 30 }, (_, n) => [n, wonWay] as const), [400, lostWay]]));
    // Ages 0 to 29 close one a day; 11 are under watch on day 20, 10 on day 21 with the one of day 400 counted: 31 - 21.
    expect(told.ok && told.value.limit).toBe(21);
  });

  test("the order of rows changes nothing", () => {
    const stays = firm(4, { deals: 300 });
    const order = Int32Array.from({ length: 300 }, (_, n) => (n * 7) % 300);
    const turned: DealStays = {
      enteredAfter: order.map((n) => stays.enteredAfter[n]!),
      until: order.map((n) => stays.until[n]!),
      cause: Uint8Array.from(order, (n) => stays.cause[n]!),
      rows: order.map((n) => stays.rows[n]!),
    };
    expect(courseOf(turned)).toEqual(courseOf(stays));
  });

  test("a deal watched in two parts counts like one watched whole", () => {
    const whole = firm(6, { deals: 400 });
    type Part = readonly [until: number, cause: number, enteredAfter?: number];
    const parts = Array.from(whole.until, (until, n): Part => [until, whole.cause[n]!]).flatMap(([until, cause]): readonly Part[] =>
      until < 10
        ? [[until, cause]]
        : [
            [9, 0],
            [until, cause, 9],
          ],
    );
    const [a, b] = [courseOf(whole), courseOf(staysOf(parts))];
    if (!a.ok || !b.ok) throw new Error("not told");
    expect(b.value.points.map(({ won, lost, open }) => [won.value, lost.value, open.value])).toEqual(
      a.value.points.map(({ won, lost, open }) => [won.value, lost.value, open.value]),
    );
  });
});

describe("rules for dead deals", () => {
  test("where a third were never closed by anybody, the rule decides the figures, and it is said how many each leaves out", () => {
    const stays = firm(3, { deals: 3000, dead: 0.33 });
    const openDays = stays.until.map((until, place) => (stays.cause[place] === 0 ? until : -1));
    const [all, strict] = underRules(stays, [null, 90], { age: 90, openDays });
    expect(all!.dead).toBe(0);
    expect(all!.asLost).toEqual(all!.leftOut);
    expect(strict!.dead).toBe(openDays.filter((days) => days > 90).length);
    expect(strict!.leftOut.median.value!).toBeLessThan(all!.leftOut.median.value!);
    expect(strict!.leftOut.wonBy!.value).toBeGreaterThan(all!.leftOut.wonBy!.value);
    // Lost only after day 90, they change nothing of what was won by then.
    expect(strict!.asLost.wonBy!.value).toBeCloseTo(all!.leftOut.wonBy!.value, 12);
  });

  test("by hand: of four deals one is won on day 2, and three are open for 10, 20 and 30 days", () => {
    const stays = staysOf([
      [2, wonWay],
      [10, 0],
      [20, 0],
      [30, 0],
    ]);
    const [, rule] = underRules(stays, [null, 15], { age: 20, openDays: Int32Array.of(-1, 10, 20, 30) });
    // Two are dead. Without them one of two is won; counted as lost on day 16, all that are left by then are.
    expect([rule!.dead, rule!.leftOut.wonBy]).toEqual([2, null]);
    expect(rule!.asLost).toMatchObject({ median: { value: 16 }, wonBy: null });
  });

  test("a deal that was open when the period ended but closed later is not dead", () => {
    const stays = staysOf([
      [2, wonWay],
      [40, 0],
    ]);
    expect(underRules(stays, [15], { age: 2, openDays: Int32Array.of(-1, -1) })[0]!.dead).toBe(0);
  });
});

describe("groups", () => {
  test("one that closes at half the pace is found, and the others are not blamed for it", () => {
    const stays = firm(7, { deals: 3000, pace: (deal) => (deal % 6 === 0 ? 0.5 : 1) });
    const told = compareGroups(
      stays,
      stays.rows.map((row) => row % 6),
    );
    const slow = told.groups.find(({ code }) => code === 0)!.told!;
    expect(slow.meanDifference.verdict).toBe("clear");
    expect(slow.meanDifference.value).toBeGreaterThan(10);
    expect(told.pace!.pValue).toBeLessThan(1e-6);
  });

  test("groups made by chance differ within chance in at least nine of ten firms", () => {
    let quiet = 0;
    for (let seed = 0; seed < 50; seed++) {
      const dice = diceOf(900 + seed);
      const told = compareGroups(
        firm(seed, { deals: 600 }),
        Int32Array.from({ length: 600 }, () => dice.below(6)),
      );
      const verdicts = told.groups.flatMap((group) => (group.told ? [group.told.wonDifference.verdict, group.told.meanDifference.verdict] : []));
      quiet += Number(!verdicts.includes("clear"));
    }
    expect(quiet).toBeGreaterThanOrEqual(43);
  });

  test("a group of which too few closed is named and not judged", () => {
    const stays = firm(8, { deals: 500 });
    const told = compareGroups(
      stays,
      stays.rows.map((row) => (row < 6 ? 1 : 0)),
    );
    expect(told.groups.find(({ code }) => code === 1)).toMatchObject({ told: null, reason: "too-few-closed" });
    const one = compareGroups(stays, new Int32Array(500));
    expect([one.pace, one.groups[0]!.told]).toEqual([null, null]);
  });
});
