// Minutes that one can check in the head, ranges that hold what they promise, and silence as long as it is too early.
import { describe, expect, test } from "vitest";

import { burdenByWeek, burdenOf, itemBurden, whyNotAsk } from "#evidence/reporting/burden.ts";
import { entryTime } from "#evidence/reporting/entry-time.ts";
import { useOf } from "#evidence/reporting/use.ts";
import type { ReportItem } from "#facts/reporting.ts";
import { dayNumber } from "#kit/day.ts";
import { diceOf } from "#kit/dice.ts";

const item = (said: Partial<ReportItem> = {}): ReportItem => ({
  id: "i1",
  name: "Reason for loss",
  kind: "field",
  askedOf: "sales",
  reader: "Head of marketing",
  readerDepartment: "marketing",
  decision: "What to change in the offer",
  fields: ["deal.lossReason"],
  perWeek: null,
  statedMinutes: 2,
  askedFrom: "2026-01-05",
  askedUntil: null,
  endedBecause: null,
  ...said,
});
const monday = dayNumber("2026-11-02");
const facts = (said: Partial<ReportItem> = {}, more: { seconds?: number[]; weeks?: { week: number; filled: number; all: number }[] } = {}) => ({
  item: item(said),
  seconds: more.seconds ?? [],
  weeks: more.weeks ?? [],
});

describe("the time of an entry", () => {
  test("is what was stated until eight were measured", () => {
    expect(entryTime([60, 60, 60], 2)).toEqual({ minutes: 2, interval: null, sample: 3, isMeasured: false, heldDown: 0 });
    const alike = entryTime(
      Array.from({ length: 8 }, () => 60),
      2,
    );
    expect([alike.minutes, alike.interval!.low, alike.interval!.high]).toEqual([1, 1, 1]);
  });

  test("has the range of Cox's method, to the digit", () => {
    // Four entries of half a minute and four of two: the logarithms are ±ln 2, their variance 8/7 (ln 2)², Student's t with 7 degrees 1.894579.
    const { minutes, interval } = entryTime([30, 30, 30, 30, 120, 120, 120, 120], 1);
    const variance = (8 / 7) * Math.LN2 ** 2;
    const reach = 1.894579 * Math.sqrt(variance / 8 + variance ** 2 / 18);
    expect(minutes).toBeCloseTo(Math.exp(variance / 2), 9);
    expect(interval!.low).toBeCloseTo(Math.exp(variance / 2 - reach), 5);
    expect(interval!.high).toBeCloseTo(Math.exp(variance / 2 + reach), 5);
  });

  test("a form left open over lunch counts as ten times the median", () => {
    const times = [...Array.from({ length: 11 }, (_, n) => 50 + 2 * n), 7200];
    const held = entryTime(times, 2);
    expect(held.heldDown).toBe(1);
    expect(held.minutes).toBeLessThan(3);
  });

  test("its range holds the true mean in about nine worlds of ten, from twelve entries", () => {
    const dice = diceOf(20261127);
    const [mu, sigma, worlds] = [Math.log(90), 0.6, 600];
    const truth = Math.exp(mu + sigma ** 2 / 2) / 60;
    let held = 0;
    for (let world = 0; world < worlds; world++) {
      const { interval } = entryTime(
        Array.from({ length: 12 }, () => Math.exp(mu + sigma * dice.normal())),
        1,
      );
      if (interval!.low! <= truth && truth <= interval!.high!) held++;
    }
    expect(held / worlds).toBeGreaterThan(0.86);
    expect(held / worlds).toBeLessThan(0.94);
  });
});

describe("the burden", () => {
  test("counts fillings by week and person where nobody said how often", () => {
    const weeks = Array.from({ length: 13 }, (_, n) => ({ week: monday - 7 * n, filled: 20, all: 40 }));
    // Twenty a week among ten people, two minutes each.
    expect(itemBurden(facts({}, { weeks }), 10)).toMatchObject({ perWeek: 2, isCounted: true, minutes: 4, interval: null });
    expect(itemBurden(facts({}, { weeks }), 0).reason).toBe("no-people");
    expect(itemBurden(facts(), 10).reason).toBe("no-records");
    expect(itemBurden(facts({ perWeek: 5, kind: "report" }), 0)).toMatchObject({ perWeek: 5, minutes: 10 });
  });

  test("adds up, says what was only stated, and joins ranges as roots of squares", () => {
    const part = (minutes: number, low: number | null, high: number | null) => ({
      ...itemBurden(facts({ perWeek: 1 }), 1),
      minutes,
      interval: low === null ? null : { low, high, level: 0.9 },
    });
    const all = burdenOf([part(10, 7, 14), part(20, 16, 23), part(30, null, null)]);
    expect(all.minutes).toBe(60);
    // √(3² + 4²) = 5 below, √(4² + 3²) = 5 above.
    expect(all.interval).toEqual({ low: 55, high: 65, level: 0.9 });
    expect(all.statedShare).toBe(0.5);
    expect(all.cautions.map(({ code }) => code)).toEqual(["reporting-stated"]);
    expect(burdenOf([]).minutes).toBe(0);
  });

  test("moves with what is asked and how often it was filled in; where the records end it goes on as usual", () => {
    // Thirteen weeks ending on 2 November: 30 and 10 in two of them, none in the others: 40/13 a week among ten people, two minutes each.
    const weeks = [
      { week: monday - 14, filled: 30, all: 30 },
      { week: monday - 7, filled: 10, all: 10 },
      { week: monday, filled: 0, all: 4 },
    ];
    const report = facts({ id: "i2", kind: "report", perWeek: 1, statedMinutes: 15, askedFrom: "2026-10-26" });
    const trend = burdenByWeek([facts({}, { weeks }), report], { people: 10, weeks: [monday - 14, monday - 7, monday, monday + 7] });
    const usual = (2 * 40) / 13 / 10 + 15;
    expect(trend.map(({ minutes }) => Number(minutes.toFixed(6)))).toEqual([6, 17, Number(usual.toFixed(6)), Number(usual.toFixed(6))]);
  });

  test("may not be raised above what was agreed", () => {
    const now = burdenOf([itemBurden(facts({ perWeek: 25 }), 1)]);
    expect(whyNotAsk(now, { more: 10, cap: 60 })).toBeNull();
    expect(whyNotAsk(now, { more: 11, cap: 60 })).toBe("over-cap");
    expect(whyNotAsk(now, { more: 500, cap: null })).toBeNull();
  });
});

describe("use", () => {
  const none = { said: [], rooms: [], countedFrom: "2026-01-01" };
  test("a quarter without a reader is told, and not before a quarter was counted", () => {
    expect(useOf(item(), none, "2026-04-05")).toEqual({ state: "too-early", lastUsedOn: null, toldFrom: "2026-04-06" });
    expect(useOf(item(), none, "2026-04-06").state).toBe("unused");
    expect(useOf(item(), { ...none, countedFrom: null }, "2027-01-01").state).toBe("too-early");
  });

  test("a room that rests on it counts when its reader opens it, and nobody else's visit does", () => {
    const opened = (department: string) => ({ ...none, rooms: [{ room: "prices", day: "2026-10-01", department }] });
    expect(useOf(item(), opened("marketing"), "2026-11-27")).toMatchObject({ state: "used", lastUsedOn: "2026-10-01" });
    expect(useOf(item(), opened("sales"), "2026-11-27").state).toBe("unused");
    expect(useOf(item(), opened("marketing"), "2026-12-31")).toMatchObject({ state: "unused", lastUsedOn: "2026-10-01" });
    const said = (department: string, itemId = "i1") => ({ ...none, said: [{ itemId, day: "2026-11-20", department }] });
    expect(useOf(item(), said("marketing"), "2026-11-27").state).toBe("used");
    expect(useOf(item(), said("sales"), "2026-11-27").state).toBe("unused");
    expect(useOf(item(), said("marketing", "i2"), "2026-11-27").state).toBe("unused");
  });
});
