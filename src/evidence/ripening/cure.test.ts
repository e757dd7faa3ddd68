// Who converts in the end is found though many are young; the numbers that mislead are shown to mislead; what is not there to be seen is refused.
import { describe, expect, test } from "vitest";

import { diceOf } from "#kit/dice.ts";
import { type Counted, countedOf, together, watchedDays } from "#evidence/ripening/counted.ts";
import { cureInterval, fitCure } from "#evidence/ripening/cure.ts";
import { Climb } from "#evidence/ripening/climb.ts";
import { shareBy } from "#evidence/ripening/timing.ts";
import { countedWorld, drawnEntrants } from "#testing/ripening-worlds.ts";

const fitted = (groups: readonly Counted[]) => {
  const fit = fitCure(groups);
  if (!fit.ok) throw new Error(fit.reason);
  return fit.value;
};

const dice = diceOf(5);
const kinds = [0.18, 0.3].map((rate) => ({ rate, drawn: drawnEntrants(dice, { entrants: 4000, rate, span: 725 }) }));
const counted = kinds.map(({ drawn }) => countedOf(drawn.age, drawn.isConverted));

describe("two kinds of lead of which 18 and 30 of 100 convert in the end", () => {
  const share = (hits: number, cases: number) => hits / cases;
  const within = (kind: (typeof kinds)[number], wanted: (watched: number) => boolean, days: number) => {
    const { watched, age, isConverted } = kind.drawn;
    const rows = [...watched.keys()].filter((n) => wanted(watched[n]!));
    return share(rows.filter((n) => isConverted[n] === 1 && age[n]! <= days).length, rows.length);
  };
  test("the share so far is too low, and that of the last sixty days hopelessly so", () => {
    expect(kinds.map((kind) => within(kind, () => true, 1e9).toFixed(2))).toEqual(["0.17", "0.28"]);
    kinds.forEach((kind) => expect(within(kind, (watched) => watched < 60, 1e9)).toBeLessThan(kind.rate / 3));
  });
  test("within 90 days those old enough show what belongs there, which is not the end: 13 and 22", () => {
    kinds.forEach((kind) => expect(within(kind, (watched) => watched >= 90, 90)).toBeCloseTo(kind.rate * 0.725, 1));
  });
  test("the model finds both rates, the scale of 75 days and the shape of 1.4, each within its range", () => {
    const fit = fitted(counted);
    expect(fit.rates[0]).toBeCloseTo(0.18, 1);
    expect(fit.scale).toBeGreaterThan(70);
    expect(fit.scale).toBeLessThan(80);
    expect(fit.shape).toBeGreaterThan(1.3);
    expect(fit.shape).toBeLessThan(1.5);
    kinds.forEach(({ rate }, group) => {
      const { low, high } = cureInterval(counted, fit, group);
      expect(low).toBeLessThan(rate);
      expect(high).toBeGreaterThan(rate);
      expect(high! - low!).toBeLessThan(0.03);
    });
  });
});

test("no rate, scale or shape nearby is likelier, by the likelihood as a textbook writes it", () => {
  const { age, isConverted } = drawnEntrants(diceOf(9), { entrants: 300, rate: 0.4, span: 400 });
  const textbook = (rate: number, scale: number, shape: number) => {
    const timing = { logScale: Math.log(scale), logShape: Math.log(shape) };
    let sum = 0;
    age.forEach((days, n) => {
      const [from, to] = [shareBy(timing, days - 0.5), shareBy(timing, days + 0.5)];
      sum += Math.log(isConverted[n] === 1 ? rate * (to - from) : 1 - rate * to);
    });
    return sum;
  };
  const fit = fitted([countedOf(age, isConverted)]);
  const top = textbook(fit.rates[0]!, fit.scale, fit.shape);
  expect(fit.logLikelihood).toBeCloseTo(top, 6);
  for (const [rate, scale, shape] of [
    [1.01, 1, 1],
    [0.99, 1, 1],
    [1, 1.01, 1],
    [1, 0.99, 1],
    [1, 1, 1.01],
    [1, 1, 0.99],
  ] as const)
    expect(textbook(fit.rates[0]! * rate, fit.scale * scale, fit.shape * shape)).toBeLessThan(top);
  const { low } = cureInterval([countedOf(age, isConverted)], fit, 0);
  // The end of the range costs 1.645² / 2 of log likelihood at its own best timing, so more at the timing of the top.
  expect(textbook(low!, fit.scale, fit.shape)).toBeLessThanOrEqual(top - 1.645 ** 2 / 2 + 1e-3);
});

test("the order of rows does not matter, and a group split in two has the rate of the whole", () => {
  const { age, isConverted } = kinds[0]!.drawn;
  expect(countedOf(age.toReversed(), isConverted.toReversed())).toEqual(counted[0]);
  const halves = [0, 1].map((side) => {
    const rows = [...age.keys()].filter((n) => n % 2 === side);
    return countedOf(age, isConverted, rows);
  });
  expect(together(halves)).toEqual(counted[0]);
  expect(fitted([together(halves)]).rates[0]).toBe(fitted([counted[0]!]).rates[0]);
});

test("twice as slow a firm has the same rate at twice the days", () => {
  const { age, isConverted } = kinds[1]!.drawn;
  const [once, twice] = [
    fitted([countedOf(age, isConverted)]),
    fitted([
      countedOf(
        age.map((days) => 2 * days),
        isConverted,
      ),
    ]),
  ];
  expect(twice.rates[0]).toBeCloseTo(once.rates[0]!, 3);
  expect(twice.scale / once.scale).toBeCloseTo(2, 1);
});

/** Half of those who convert have done so after 55 days, and the last take more than a year: no Weibull curve looks like that. */
const slow = { rate: 0.3, scale: 55, shape: 1 / 1.1, bend: 0 };

describe("where conversions trickle in for longer than Weibull's curve would let them", () => {
  const groups = [countedWorld(diceOf(3), { ...slow, entrants: 3000, span: 200 })];
  test("Weibull's range misses the rate, the freer curve is taken, near the lognormal that it is, and its range holds the rate", () => {
    const [plain, free] = [fitCure(groups, "weibull"), fitted(groups)];
    if (!plain.ok) throw new Error(plain.reason);
    expect(cureInterval(groups, plain.value, 0).high).toBeLessThan(0.27);
    expect([free.family, Math.abs(free.bend) < 0.3, free.openTail]).toEqual(["generalised-gamma", true, null]);
    expect(free.bentGain).toBeGreaterThan(10);
    const { low, high } = cureInterval(groups, free, 0);
    expect([low! < 0.3, high! > 0.3, high! < 0.4]).toEqual([true, true, true]);
  });
  test("where the watch does not reach into that tail, Weibull's stands with a caution, and its range reaches as high as the freer curve leaves open", () => {
    const short = [countedWorld(diceOf(5), { ...slow, bend: -0.5, rate: 0.4, entrants: 700, span: 170 })];
    const fit = fitted(short);
    expect([fit.family, fit.openTail!.family]).toEqual(["weibull", "generalised-gamma"]);
    expect(cureInterval(short, { ...fit, openTail: null }, 0).high).toBeLessThan(0.4);
    expect(cureInterval(short, fit, 0).high).toBeGreaterThan(0.4);
  });
});

test("where Weibull's curve is true it stands, and the freer one asked for comes to the same rate with a bend near 1", () => {
  expect(fitted(counted)).toMatchObject({ family: "weibull", bend: 1, openTail: null });
  const free = fitCure(counted, "generalised-gamma");
  if (!free.ok) throw new Error(free.reason);
  expect(free.value.bend).toBeCloseTo(1, 0);
  free.value.rates.forEach((rate, group) => expect(rate).toBeCloseTo(fitted(counted).rates[group]!, 2));
});

test("under 50 conversions no freer curve is tried", () => {
  const few = countedWorld(diceOf(8), { ...slow, entrants: 140, span: 500 });
  expect(few.converted.reduce((sum, count) => sum + count, 0)).toBeLessThan(50);
  expect(fitted([few])).toMatchObject({ family: "weibull", bentGain: null });
});

test("the slopes of the likelihood are those of the likelihood, for every bend", () => {
  const climb = new Climb([countedWorld(diceOf(4), { ...slow, entrants: 400, span: 300 })], "generalised-gamma");
  for (const bend of [-1, -0.01, 0, 0.3, 1, 2]) {
    const at = { logScale: 4.1, logShape: -0.1, bend };
    const { by } = climb.slopeAt(at, null);
    (["logScale", "logShape", "bend"] as const).forEach((field, along) => {
      const [up, down] = [1e-5, -1e-5].map((step) => climb.slopeAt({ ...at, [field]: at[field] + step }, null).logLikelihood);
      expect(by[along]).toBeCloseTo((up! - down!) / 2e-5, 4);
    });
  }
});

describe("it is not told", () => {
  test("of a watch that is shorter than the cycle: the pace of conversion has not fallen yet", () => {
    expect(fitCure([countedWorld(diceOf(3), { entrants: 3000, rate: 0.3, span: 70 })])).toMatchObject({ ok: false, reason: "conversion-not-flattened" });
  });
  test("of a handful of conversions", () => {
    expect(fitCure([countedWorld(diceOf(3), { entrants: 40, rate: 0.3, span: 500 })])).toMatchObject({ ok: false, reason: "too-few-conversions" });
  });
  test("where everybody converted, the rate is 1 and nothing is left to bound", () => {
    const age = Int32Array.from({ length: 200 }, (_, n) => n % 40);
    expect(fitCure([countedOf(age, new Uint8Array(200).fill(1))])).toMatchObject({ ok: false });
  });
  test("the watch reaches as far as ten still wait", () => {
    expect(watchedDays(countedOf([1, 2, ...Array.from({ length: 10 }, () => 30), 90], new Uint8Array(13)))).toBe(30);
  });
});

test("a group in which nobody converted gets a range from 0 up to what its watch leaves open", () => {
  const none = countedOf(new Int32Array(60).fill(400), new Uint8Array(60));
  const fit = fitted([counted[1]!, none]);
  const { low, high } = cureInterval([counted[1]!, none], fit, 1);
  expect([low, fit.rates[1]]).toEqual([0, 0]);
  // 60 log(1 - c) = -1.645² / 2 gives c = .022.
  expect(high).toBeCloseTo(0.0223, 3);
});
