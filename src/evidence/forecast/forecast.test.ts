// A forecast of a quarter: what it says of small cases, what it may not look at, and when it says nothing.
import { describe, expect, it } from "vitest";

import { type DealColumns, dealColumnsOf, noDay } from "#facts/columns.ts";
import { calibrationOf } from "#evidence/forecast/calibration.ts";
import { ageGroups, beliefsOf, chanceOf, emptyCurves, fillCurves, freshWinsOf } from "#evidence/forecast/chance.ts";
import { forecastOf } from "#evidence/forecast/forecast.ts";
import { knownOn } from "#evidence/forecast/known.ts";
import { openDealsOf } from "#evidence/forecast/open-deals.ts";
import { errorSizes, wideningFactor, wideningOf } from "#evidence/forecast/widening.ts";
import { wonStage } from "#evidence/cycle/watch.ts";
import { incidenceOf } from "#evidence/statistics/aalen-johansen.ts";
import { dayNumber } from "#kit/day.ts";
import { diceOf } from "#kit/dice.ts";
import { aDeal } from "#testing/builders.ts";
import { askedOf, factsOf, lifeFrom, simulatedDeals, usualPace } from "#testing/intervals/forecast.ts";

const world = simulatedDeals(diceOf(5), usualPace(0.6), dayNumber("2026-04-01"));
const asked = askedOf(world, 60);
const told = (input = asked) => {
  const answer = forecastOf(input);
  if (!answer.ok) throw new Error(answer.reason);
  return answer.value;
};
const usual = told();

describe("the chance of an open deal", () => {
  // Ten deals: on day 0 all stand; two are won on day 1, two lost on day 2, three won on day 3, three stay.
  const tables = { width: 5, atRisk: Int32Array.of(10, 10, 8, 6, 3), won: Int32Array.of(0, 2, 0, 3, 0), lost: Int32Array.of(0, 0, 2, 0, 0) };
  const groups = ageGroups(tables, 0, { days: 1, closings: 0 });
  const curves = fillCurves(emptyCurves(10), beliefsOf(groups, false));

  it("is (F(age + days) - F(age)) / S(age): of six open after two days three are won on the third", () => {
    expect(chanceOf(curves, { skip: 0, days: 1 }, 2)).toBeCloseTo(0.5, 12);
    expect(chanceOf(curves, { skip: 0, days: 3 }, 0)).toBeCloseTo(0.5, 12);
    // What comes before the wanted days does not count.
    expect(chanceOf(curves, { skip: 1, days: 3 }, 0)).toBeCloseTo(0.3, 12);
    // Nobody was seen to close later: dead.
    expect(chanceOf(curves, { skip: 0, days: 5 }, 3)).toBe(0);
  });

  it("in groups of a day is Aalen and Johansen's estimate, late entry and all", () => {
    const known = knownOn(factsOf(world), { day: asked.day, learntFrom: lifeFrom });
    const own = fillCurves(emptyCurves(known.tables.width), beliefsOf(ageGroups(known.tables, 0, { days: 1, closings: 0 }), false));
    const rows = Array.from({ length: world.count }, (_, row) => row).filter((row) => {
      const [created, closed] = [world.createdOn[row]!, world.closedOn[row]!];
      return created <= asked.day && (closed === noDay || closed >= lifeFrom);
    });
    const isOpen = (row: number) => world.closedOn[row] === noDay || world.closedOn[row]! > asked.day;
    const curve = incidenceOf({
      enteredAfter: Int32Array.from(rows, (row) => Math.max(0, lifeFrom - world.createdOn[row]!) - 1),
      until: Int32Array.from(rows, (row) => (isOpen(row) ? asked.day : world.closedOn[row]!) - world.createdOn[row]!),
      cause: Uint8Array.from(rows, (row) => (isOpen(row) ? 0 : world.stage[row] === wonStage ? 1 : 2)),
    });
    curve.times.forEach((time, n) => expect(own.share[time + 1]).toBeCloseTo(curve.ways[0]!.share[n]!, 10));
  });

  it("deals still to be opened: the same as following each of them day by day", () => {
    let slow = 0;
    for (let ahead = 1; ahead <= 7; ahead++) {
      let open = 1;
      for (let age = 0; ahead + age <= 7; age++) {
        if (ahead + age > 2) slow += open * curves.won[age]!;
        open *= 1 - curves.won[age]! - curves.lost[age]!;
      }
    }
    expect(freshWinsOf(curves, { skip: 2, days: 7 })).toBeCloseTo(slow, 12);
  });
});

describe("the forecast of a quarter", () => {
  it("adds up: what is won, what is open, what is still to be opened", () => {
    const { wonSoFar, open, fresh, total, track, course } = usual;
    expect(total.expected).toBeCloseTo(wonSoFar.worth + open.expected + fresh.expected, 4);
    const { interval, narrow, median } = total;
    expect([interval.low!, narrow.low!, median, narrow.high!, interval.high!]).toEqual(
      [interval.low!, narrow.low!, median, narrow.high!, interval.high!].toSorted((a, b) => a - b),
    );
    expect(interval.low!).toBeGreaterThan(wonSoFar.worth);
    expect([...course]).toEqual([...course].sort((a, b) => a - b));
    expect(track.periods.length).toBeGreaterThan(5);
    expect(track.held50).toBeLessThanOrEqual(track.held90);
  });

  it("looks at nothing later than its day, nor do the earlier forecasts that it is judged by", () => {
    // Every deal that closes later is closed otherwise; deals opened later vanish.
    const later = (row: number) => world.closedOn[row]! > asked.day;
    const other: DealColumns = {
      ...world,
      closedOn: world.closedOn.map((closed, row) => (later(row) ? noDay : closed)),
      stage: world.stage.map((stage, row) => (later(row) ? 4 : stage)),
    };
    expect(told({ ...asked, facts: factsOf(other) })).toEqual(usual);
    const [past] = usual.track.periods.slice(-1);
    const then = told({ ...asked, period: past!.period, day: past!.day });
    expect(then.total.expected).toBeCloseTo(past!.expected, 4);
    expect(then.came!.worth).toBe(past!.actual);
  });

  it("does not hang on the order of rows", () => {
    const order = Int32Array.from({ length: world.count }, (_, row) => world.count - 1 - row);
    const turned: DealColumns = {
      ...world,
      ids: Array.from(order, (row) => world.ids[row]!),
      createdOn: world.createdOn.map((_, row) => world.createdOn[order[row]!]!),
      closedOn: world.closedOn.map((_, row) => world.closedOn[order[row]!]!),
      stage: world.stage.map((_, row) => world.stage[order[row]!]!),
      amount: world.amount.map((_, row) => world.amount[order[row]!]!),
    };
    const [a, b] = [usual, told({ ...asked, facts: factsOf(turned) })];
    expect(b.total.interval.low).toBeCloseTo(a.total.interval.low!, 4);
    expect(b.total.interval.high).toBeCloseTo(a.total.interval.high!, 4);
    expect(b.track.held90).toBe(a.track.held90);
  });

  it("expects next to nothing of deals that are older than any that ever closed", () => {
    const dead = told({ ...asked, deadAfter: 400 }).stalls;
    expect(dead.map((one) => one.olderThan)).toEqual([200, 400, 800]);
    const [, ruled] = dead;
    expect(ruled!.deals).toBeGreaterThan(20);
    expect(ruled!.expected / ruled!.worth).toBeLessThan(0.02);
  });

  it("sums the source's own dates beside it, and none for an earlier day", () => {
    const dated: DealColumns = {
      ...world,
      expectedCloseOn: world.createdOn.map((_, row) => (row % 3 === 0 ? dayNumber("2026-03-01") : row % 3 === 1 ? dayNumber("2026-01-15") : noDay)),
    };
    const { crm, open } = told({ ...asked, facts: factsOf(dated) });
    expect(crm!.deals + crm!.overdue.deals + crm!.undated).toBe(open.deals);
    expect(crm!.worth).toBeGreaterThan(0);
    expect(usual.crm).toBeNull();
    expect(told({ ...asked, facts: factsOf(dated), day: asked.day - 1 }).crm).toBeNull();
  });

  it("lists the open deals with the chances that the sum is made of", () => {
    const page = openDealsOf(asked, { offset: 0, limit: 5000 });
    if (!page.ok) throw new Error(page.reason);
    const { rows, total } = page.value;
    expect(rows.length).toBe(total);
    expect(rows.reduce((sum, row) => sum + row.expected, 0)).toBeCloseTo(usual.open.expected, 2);
    for (const row of rows.slice(0, 50)) expect(row.chance).toBeGreaterThanOrEqual(row.interval.low! * 0.8);
    expect(rows.map((row) => row.expected)).toEqual(rows.map((row) => row.expected).sort((a, b) => b - a));
  });

  it("says that it cannot be told, and why", () => {
    const why = (change: Partial<typeof asked>) => {
      const answer = forecastOf({ ...asked, ...change });
      return answer.ok ? null : answer.reason;
    };
    const of = (rows: Parameters<typeof aDeal>[0][]) =>
      factsOf(dealColumnsOf(rows.map((row, n) => aDeal({ id: String(n), createdOn: "2025-01-01", amount: 100, ...row }))));
    const many = <T>(count: number, row: T) => Array.from({ length: count }, () => row);
    expect(why({ facts: of([]) })).toBe("no-deals");
    expect(why({ facts: of(many(3, { stage: "won", closedOn: "2025-03-01" })) })).toBe("too-few-won");
    expect(why({ facts: of(many(50, { stage: "opportunity" })) })).toBe("all-open");
    expect(why({ facts: of(many(50, { stage: "won", closedOn: "2025-03-01", createdOn: null })) })).toBe("no-opening-days");
    expect(why({ facts: of(many(50, { stage: "won", closedOn: null })) })).toBe("no-opening-days");
    expect(why({ facts: of(many(50, { stage: "won", closedOn: "2025-03-01", amount: null })) })).toBe("no-amounts");
    expect(why({ wholeFrom: asked.day - 50 })).toBe("history-too-short");
    expect(why({ period: { from: "2025-01-01", until: "2025-04-01" } })).toBe("period-is-over");
    expect(why({ period: { from: "2028-01-01", until: "2028-04-01" } })).toBe("period-too-far");
    expect(why({ day: asked.day + 1 })).toBe("day-not-seen");
    // Constant columns: every deal won after 59 days for the same price. Nothing is open, so only what is still to be opened counts.
    const same = many(60, { stage: "won" as const, closedOn: "2025-03-01" });
    expect(why({ facts: of(same) })).toBeNull();
  });
});

describe("whether chances came true", () => {
  it("a coin said to be one in two, and a die one in six: slope 1, intercept 0", () => {
    const chances = Float64Array.from({ length: 1200 }, (_, n) => (n % 2 === 0 ? 1 / 2 : 1 / 6));
    const came = Uint8Array.from({ length: 1200 }, (_, n) => Number(n % 2 === 0 ? n % 4 === 0 : n % 12 === 1));
    const told = calibrationOf({ chances, came });
    expect([told.expected, told.came]).toEqual([expect.closeTo(400, 9), 400]);
    expect(told.slope!.value).toBeCloseTo(1, 6);
    expect(told.intercept!.value).toBeCloseTo(0, 6);
    expect(told.bins.map((bin) => [bin.cases, bin.came])).toEqual([
      [600, 100],
      [600, 300],
    ]);
  });

  it("chances that are too far apart have a slope below 1; one chance for all has none", () => {
    const chances = Float64Array.from({ length: 1000 }, (_, n) => (n % 2 === 0 ? 0.9 : 0.1));
    const came = Uint8Array.from({ length: 1000 }, (_, n) => Number(n % 2 === 0 ? n % 10 < 7 : n % 10 < 3));
    expect(calibrationOf({ chances, came }).slope!.interval.high!).toBeLessThan(0.75);
    expect(calibrationOf({ chances: chances.fill(0.5), came }).slope).toBeNull();
  });
});

describe("how much wider than chance", () => {
  it("without earlier periods by Student's curve of four degrees (2.132 for 1.645), with more of them by less", () => {
    expect(wideningFactor(wideningOf([]))).toBeCloseTo(2.131847 / 1.644854, 5);
    expect(wideningFactor(wideningOf([1, -1, 1]))).toBeCloseTo(1.894579 / 1.644854, 5);
    expect(wideningFactor(wideningOf(Array.from({ length: 12 }, () => 1)))).toBeCloseTo(1.745884 / 1.644854, 5);
  });

  it("by the size of the errors: root of the mean square, four of size 1 believed", () => {
    expect(wideningOf([3, -3])).toEqual({ scale: Math.sqrt((4 + 18) / 6), degrees: 6 });
    expect(wideningFactor(wideningOf([3, -3]))).toBeCloseTo(Math.sqrt(22 / 6) * (1.94318 / 1.644854), 5);
  });

  it("never narrower than the deals' own chance, however well earlier periods were met", () => {
    expect(wideningFactor(wideningOf(Array.from({ length: 12 }, () => 0)))).toBe(1);
  });

  it("draws spread as Student's curve says: nine in ten within 1.895 for seven degrees", () => {
    const dice = diceOf(3);
    const sizes = errorSizes({ scale: 1, degrees: 7 }, { draws: 40_000, seed: 4 });
    const within = sizes.filter((size) => Math.abs(size * dice.normal()) < 1.894579).length / sizes.length;
    expect(within).toBeCloseTo(0.9, 2);
  });
});
