// Shifts that were put in are found where they were put, quiet series stay quiet, known days are judged, and the bet keeps its bounds.
import { describe, expect, test } from "vitest";

import { type Course, baseColumns, breaksOf, stepAt } from "#evidence/change/breaks.ts";
import { expectedBy } from "#evidence/change/expected.ts";
import { interruptedBy } from "#evidence/change/interrupted.ts";
import { watch } from "#evidence/change/monitor.ts";
import { scanSteps } from "#evidence/change/scan.ts";
import { fitLeaning } from "#evidence/statistics/leaning.ts";
import { diceOf } from "#kit/dice.ts";
import { leaningSeries } from "#testing/intervals/change.ts";

const series = (seed: number, n = 36, rho = 0) => leaningSeries(diceOf(seed), { n, rho, perYear: 12 });
const courseOf = (values: readonly number[]): Course => ({ times: values.map((_, t) => t), values, perYear: 12 });

test("the scan weighs each place as the regression with that step does", () => {
  const values = series(5);
  const columns = baseColumns(courseOf(values).times, 12, 1);
  const rho = 0.3;
  const seen = scanSteps({ ...courseOf(values), columns, places: [6, 18, 30] }, [rho])!;
  for (const { place, weight } of seen) {
    const [fit] = fitLeaning({ ...courseOf(values), columns: [...columns, stepAt(place, 36)] }, [rho])!.fits;
    const degrees = 36 - 4;
    expect(weight).toBeCloseTo(fit!.weight - 0.5 * Math.log(fit!.variance * degrees) + 0.5 * Math.log((1 - rho * rho) * degrees), 8);
  }
});

describe("looking back", () => {
  test("a fall of three spreads after 20 of 36 months is found there, and nothing else", () => {
    const broken = breaksOf(courseOf(series(1).map((value, t) => value - (t >= 20 ? 3 : 0))))!;
    expect(broken.breaks).toHaveLength(1);
    expect(broken.breaks[0]!.set).toContain(20);
    expect(broken.breaks[0]!.size.value).toBeLessThan(-2);
  });

  test("a shift that is undone is found with both its ends", () => {
    const broken = breaksOf(courseOf(series(2, 48).map((value, t) => value + (t >= 18 && t < 30 ? 4 : 0))))!;
    expect(broken.breaks.map((one) => one.place)).toEqual([expect.closeTo(18, -0.5), expect.closeTo(30, -0.5)]);
  });

  test("a season of three years is no change, and a step beside it is", () => {
    const season = (t: number) => 3 * Math.sin((2 * Math.PI * t) / 12);
    const quiet = breaksOf(courseOf(series(3).map((value, t) => value + season(t))))!;
    expect([quiet.breaks, quiet.seasonPairs > 0]).toEqual([[], true]);
    const moved = breaksOf(courseOf(series(3).map((value, t) => value + season(t) + (t >= 18 ? 3 : 0))))!;
    expect(moved.breaks.map((one) => one.place)).toEqual([18]);
  });

  test("units, and the sign, change the size and nothing else", () => {
    const values = series(4).map((value, t) => value + (t >= 15 ? 3 : 0));
    const [plain, turned] = [values, values.map((value) => 50 - 1000 * value)].map((own) => breaksOf(courseOf(own))!);
    expect(turned!.breaks.map((one) => [one.place, one.set])).toEqual(plain!.breaks.map((one) => [one.place, one.set]));
    expect(turned!.breaks[0]!.size.value).toBeCloseTo(-1000 * plain!.breaks[0]!.size.value, 4);
  });

  test("eleven months cannot be told", () => {
    expect(breaksOf(courseOf(series(1, 11)))).toBeNull();
  });
});

describe("a known day", () => {
  const planted = (seed: number) => series(seed, 36, 0.3).map((value, t) => value + (t >= 24 ? 4 : 0));

  test("a step of four spreads is clear; where nothing happened it is within chance", () => {
    const found = interruptedBy({ ...courseOf(planted(8)), place: 24, hasSlope: false });
    expect(found).toMatchObject({ before: 24, after: 12, step: { verdict: "clear" } });
    const none = interruptedBy({ ...courseOf(series(12, 36, 0.3)), place: 24, hasSlope: false });
    expect(none).toMatchObject({ step: { verdict: "within-chance" } });
  });

  test("what a comparison series does as well is not put down to the day", () => {
    const shared = series(30, 36, 0.9).map((value, t) => 5 * value + (t >= 24 ? 6 : 0));
    const values = series(33).map((value, t) => value * 0.2 + shared[t]!);
    const alone = interruptedBy({ ...courseOf(values), place: 24, hasSlope: false });
    const beside = interruptedBy({ ...courseOf(values), place: 24, hasSlope: false, controls: [shared] });
    if (typeof alone === "string" || typeof beside === "string") throw new Error("told");
    expect(alone.step.value).toBeGreaterThan(3);
    expect(Math.abs(beside.step.value)).toBeLessThan(0.5);
  });

  test("months before the day are left out where people knew of it", () => {
    const early = planted(8).map((value, t) => value + (t === 22 || t === 23 ? 4 : 0));
    expect(interruptedBy({ ...courseOf(early), place: 24, anticipation: 2 })).toMatchObject({ before: 22, after: 12 });
  });

  test("too few months on a side, and a comparison that says what the level says, are refused", () => {
    expect(interruptedBy({ ...courseOf(planted(8)), place: 5 })).toBe("too-few-before");
    expect(interruptedBy({ ...courseOf(planted(8)), place: 34 })).toBe("too-few-after");
    expect(interruptedBy({ ...courseOf(planted(8)), place: 24, controls: [Array.from({ length: 36 }, () => 7)] })).toBe("columns-say-the-same");
  });

  test("the course without the event is the values less the effect", () => {
    const values = planted(8);
    const found = interruptedBy({ ...courseOf(values), place: 24, hasSlope: false });
    if (typeof found === "string") throw new Error(found);
    const first = found.without()[0]!;
    expect([first.place, first.value]).toEqual([24, expect.closeTo(values[24]! - found.step.value, 1)]);
    expect(first.low).toBeLessThan(first.value);
  });
});

describe("what the time before foretells", () => {
  const control = series(40, 48, 0.9).map((value) => 3 * value);
  const moved = (effect: number) => series(41, 48).map((value, t) => 10 + 0.8 * control[t]! + 0.5 * value + (t >= 32 ? effect : 0));

  test("an effect of three beside a comparison is clear and within its range; none is within chance", () => {
    const found = expectedBy({ ...courseOf(moved(3)), place: 32, controls: [control] });
    if (typeof found === "string") throw new Error(found);
    expect([found.before, found.after, found.mean.verdict]).toEqual([32, 16, "clear"]);
    expect(found.mean.interval.low!).toBeLessThan(3);
    expect(found.mean.interval.high!).toBeGreaterThan(3);
    expect(expectedBy({ ...courseOf(moved(0)), place: 32, controls: [control] })).toMatchObject({ mean: { verdict: "within-chance" } });
  });

  test("what came after the day does not move what was foretold: twice the effect is found three higher", () => {
    const [three, six] = [3, 6].map((effect) => expectedBy({ ...courseOf(moved(effect)), place: 32, controls: [control] }));
    if (typeof three === "string" || typeof six === "string") throw new Error("told");
    expect(six!.mean.value - three!.mean.value).toBeCloseTo(3, 6);
    expect(six!.mean.interval.high! - three!.mean.interval.high!).toBeCloseTo(3, 3);
  });

  test("a level that wanders makes the range wider than one that holds still", () => {
    let level = 0;
    const dice = diceOf(9);
    const wandering = series(41, 48).map((value) => (level += dice.normal()) + 0.3 * value);
    const width = (values: readonly number[]) => {
      const found = expectedBy({ ...courseOf(values), place: 32 });
      if (typeof found === "string") throw new Error(found);
      return [found.mean.interval.high! - found.mean.interval.low!, found.wandering] as const;
    };
    const [[still, little], [wide, much]] = [width(series(41, 48)), width(wandering)];
    expect(wide).toBeGreaterThan(1.5 * still);
    expect(much).toBeGreaterThan(little);
  });

  test("too little on a side is refused, and so is a comparison that never moves", () => {
    expect(expectedBy({ ...courseOf(moved(3)), place: 7 })).toBe("too-few-before");
    expect(expectedBy({ ...courseOf(moved(3)), place: 46 })).toBe("too-few-after");
    expect(expectedBy({ ...courseOf(moved(3)), place: 32, controls: [Array.from({ length: 48 }, () => 7)] })).toBe("columns-say-the-same");
  });
});

describe("watching", () => {
  test("a shift of three spreads raises the alarm after it came, and the bet names its beginning", () => {
    const seen = watch(courseOf(series(6, 48).map((value, t) => value + (t >= 30 ? 3 : 0))));
    expect(seen.alarm).toBeGreaterThanOrEqual(30);
    expect(seen.alarm).toBeLessThan(44);
    expect(Math.abs(seen.since - 30)).toBeLessThanOrEqual(2);
    expect(seen.p).toBeLessThan(0.05);
  });

  test("what was said of the first months is not changed by later ones", () => {
    const values = series(7, 40);
    expect(watch(courseOf(values)).wealth.slice(0, 25)).toEqual(watch(courseOf(values.slice(0, 25))).wealth.slice(0, 25));
  });

  test("units and level are nothing to the bet", () => {
    const values = series(9, 30).map((value, t) => value + (t >= 15 ? 3 : 0));
    const [plain, other] = [values, values.map((value) => 1e4 + 50 * value)].map((own) => watch(courseOf(own)).wealth.at(-1)!);
    expect(Math.log(other!)).toBeCloseTo(Math.log(plain!), 5);
  });
});
