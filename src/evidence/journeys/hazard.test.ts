// The fitted chance is worked out by place and by set of channels: the same as by walking every pattern, one by one.
import { expect, test } from "vitest";

import { diceOf } from "#kit/dice.ts";
import { hashOf } from "#evidence/statistics/bootstrap.ts";
import { shapley } from "#evidence/statistics/shapley.ts";
import { type LogisticFit, chancesOf, choleskySolve, fitLogistic } from "#evidence/statistics/logistic.ts";
import { type Journeys, ending, minutesInDay } from "#evidence/journeys/columns.ts";
import { DrawnSums, atOnce } from "#evidence/journeys/drawn-sums.ts";
import { byPlace, drawsOf, groupedBy, weighedSum } from "#evidence/journeys/groups.ts";
import { hazardCredit, hazardDraws } from "#evidence/journeys/hazard-credit.ts";
import { fitHazard } from "#evidence/journeys/hazard-fit.ts";
import { RowOfChannels, mostInRow } from "#evidence/journeys/hazard-row.ts";
import { type HazardTable, hazardTable, patternsOf } from "#evidence/journeys/hazard.ts";
import { hazardGroups } from "#evidence/journeys/models.ts";

const channels = 11;

/** Journeys of up to 14 touches in eleven channels, by three kinds of buyer of two and of four values, some not known. */
function thrown(seed: number, count = 400): { journeys: Journeys; confounders: { name: string; codes: Int32Array; values: number }[] } {
  const dice = diceOf(seed);
  const [starts, channel, minute] = [[0], [] as number[], [] as number[]];
  const [until, kind] = [new Int32Array(count), new Uint8Array(count)];
  for (let j = 0; j < count; j++) {
    const begin = dice.below(300) * minutesInDay;
    const days = Array.from({ length: 1 + dice.below(14) }, () => dice.below(120)).sort((a, b) => a - b);
    for (const day of days) {
      channel.push(dice.below(channels));
      minute.push(begin + (day - days[0]!) * minutesInDay);
    }
    starts.push(channel.length);
    until[j] = minute.at(-1)! + (1 + dice.below(90)) * minutesInDay;
    kind[j] = [ending.won, ending.none, ending.open][dice.below(3)]!;
  }
  const ones = new Float64Array(count).fill(1);
  const journeys = {
    count,
    channels,
    starts: Int32Array.from(starts),
    channel: Uint16Array.from(channel),
    minute: Int32Array.from(minute),
    until,
    kind,
    gain: ones,
    weight: ones,
    unit: Int32Array.from(ones, (_, j) => j),
    end: new Int32Array(count).fill(-1),
  };
  const confounder = (name: string, values: number) => ({ name, values, codes: Int32Array.from({ length: count }, () => dice.below(values + 1) - 1) });
  return { journeys, confounders: [confounder("segment", 2), confounder("region", 4)] };
}

const { journeys, confounders } = thrown(7);
const table = hazardTable(journeys, confounders);
const hashes = Int32Array.from({ length: journeys.count }, (_, unit) => hashOf(`firm ${unit}`));

test("rows in a row of one channel and of more than eight are among those looked at", () => {
  const lengths = table.sets.map((own) => own.length);
  expect([Math.min(...lengths), Math.max(...lengths)]).toEqual([1, 10]);
  expect(lengths.filter((n) => n > mostInRow).length).toBeGreaterThan(5);
});

test("the fit and its curvature are those of the plain fit over every pattern's columns", () => {
  const [quick, plain] = [fitHazard(table), fitLogistic(patternsOf(table), table, table.penalty)];
  plain.coefficients.forEach((coefficient, j) => expect(quick.coefficients[j]).toBeCloseTo(coefficient, 11));
  const scale = Math.max(...plain.factor);
  plain.factor.forEach((each, j) => expect(quick.factor[j]! / scale).toBeCloseTo(each / scale, 11));
});

test("with no purchase, and with nothing else, the fit is still that of the plain one", () => {
  for (const yes of [table.yes.map(() => 0), table.cases]) {
    const [quick, plain] = [fitHazard({ ...table, yes }), fitLogistic(patternsOf(table), { cases: table.cases, yes }, table.penalty)];
    expect([...quick.coefficients]).toEqual([...plain.coefficients]);
    plain.factor.forEach((each, j) => expect(quick.factor[j]).toBeCloseTo(each, 9));
  }
});

const chanceAt = (score: number) => 1 / (1 + Math.exp(-score));

/** What each channel of a row added, over two orders of letting them in. */
function inTwoOrders(n: number, chanceOf: (set: number) => number): number[] {
  return Array.from({ length: n }, (_, c) => {
    const [first, last] = [(k: number) => chanceOf((1 << k) - 1), (k: number) => chanceOf(((1 << k) - 1) << (n - k))];
    return (first(c + 1) - first(c) + last(n - c) - last(n - c - 1)) / 2;
  });
}

/** The same row by row, by powers of sums. */
function plainCredit({ places, sets, placeOf, setOf, cases }: HazardTable, coefficients: Float64Array): { parts: number[]; base: number } {
  const parts = Array.from({ length: channels }, () => 0);
  let base = 0;
  placeOf.forEach((place, p) => {
    const own = sets[setOf[p]!]!;
    const start = places[place]!.reduce((sum, column) => sum + coefficients[column + 1]!, coefficients[0]!);
    const chanceOf = (set: number) => chanceAt(own.reduce((sum, channel, n) => sum + ((set >> n) & 1) * coefficients[channel + 1]!, start));
    const shares = own.length <= mostInRow ? shapley(own.length, chanceOf) : inTwoOrders(own.length, chanceOf);
    own.forEach((channel, n) => (parts[channel]! += cases[p]! * shares[n]!));
    base += cases[p]! * chanceOf(0);
  });
  return { parts, base };
}

test("credit is that of the plain sum over every order, row by row", () => {
  const { coefficients } = fitHazard(table);
  const [quick, plain] = [hazardCredit(table, coefficients), plainCredit(table, coefficients)];
  plain.parts.forEach((part, c) => expect(quick.parts[c]).toBeCloseTo(part, 11));
  expect(quick.base).toBeCloseTo(plain.base, 11);
});

test("a row's slopes are those of its credit in two orders, taken by small steps", () => {
  const dice = diceOf(3);
  const effects = Float64Array.from({ length: channels }, () => 2 * dice.uniform() - 0.7);
  const step = 1e-5;
  for (const own of [[], [4], [2, 9], [0, 3, 5], [0, 1, 2, 3, 4, 5, 6, 7], [0, 1, 2, 3, 4, 6, 7, 8, 9, 10]]) {
    const creditAt = (score: number, moved: number, by: number) => {
      const chanceOf = (set: number) =>
        chanceAt(own.reduce((sum, channel, n) => sum + ((set >> n) & 1) * (effects[channel]! + (channel === moved ? by : 0)), score));
      const all = Array.from({ length: channels + 1 }, () => 0);
      inTwoOrders(own.length, chanceOf).forEach((part, n) => (all[own[n]!] = part));
      all[channels] = chanceOf(0);
      return all;
    };
    const slope = (up: number[], down: number[]) => up.map((each, c) => (3 * (each - down[c]!)) / (2 * step));
    const row = new RowOfChannels(effects);
    const [slopes, ofPlace] = [new Float64Array((channels + 1) * (channels + 1)), new Float64Array(channels + 1)];
    row.look(-1.2, Int32Array.from(own));
    row.addSlopes(3, { slopes, ofPlace, at: 0 });
    slope(creditAt(-1.2 + step, -1, 0), creditAt(-1.2 - step, -1, 0)).forEach((each, c) => expect(ofPlace[c]).toBeCloseTo(each, 7));
    for (let moved = 0; moved < channels; moved++)
      slope(creditAt(-1.2, moved, step), creditAt(-1.2, moved, -step)).forEach((each, c) =>
        expect(slopes[(moved + 1) * (channels + 1) + c]).toBeCloseTo(each, 7),
      );
  }
});

/** One step of Newton's method from the fit on other counts, row by row, along which credit moves by the slopes of every row. */
function plainStep(whole: HazardTable, fit: LogisticFit, counts: { cases: Float64Array; yes: Float64Array }): number[] {
  const { coefficients, factor, penalty } = fit;
  const { features } = patternsOf(whole);
  const move = coefficients.map((coefficient, j) => (j === 0 ? 0 : -penalty * coefficient));
  const width = channels + 1;
  const slopes = new Float64Array(coefficients.length * width);
  const row = new RowOfChannels(coefficients.subarray(1, width));
  chancesOf(patternsOf(whole), coefficients).forEach((chance, p) => {
    const place = whole.places[whole.placeOf[p]!]!;
    const ofPlace = new Float64Array(width);
    row.look(
      place.reduce((sum, column) => sum + coefficients[column + 1]!, coefficients[0]!),
      whole.sets[whole.setOf[p]!]!,
    );
    row.addSlopes(whole.cases[p]!, { slopes, ofPlace, at: 0 });
    for (const column of [-1, ...place]) ofPlace.forEach((slope, c) => (slopes[(column + 1) * width + c]! += slope));
    for (const column of [-1, ...features[p]!]) move[column + 1]! += counts.yes[p]! - counts.cases[p]! * chance;
  });
  choleskySolve(factor, move);
  const { parts, base } = plainCredit({ ...whole, ...counts }, coefficients);
  return [...parts, base].map((credit, c) => move.reduce((sum, by, column) => sum + by * slopes[column * width + c]!, credit));
}

test("a draw summed over groups is the same step taken row by row", () => {
  const grouped = groupedBy(journeys, hashes);
  const kinds = confounders.map(({ name, values, codes }) => ({ name, values, codes: Int32Array.from(grouped.rows, (row) => codes[row]!) }));
  const { table: whole, sums } = hazardGroups(grouped, kinds);
  const fit = fitHazard(whole);
  const { under } = hazardDraws(whole, fit, byPlace(sums));
  for (const weights of drawsOf(grouped, 3, 5)) {
    const counts = weighedSum(sums, weights);
    const plain = plainStep(whole, fit, { cases: counts.filter((_, at) => at % 2 === 0), yes: counts.filter((_, at) => at % 2 === 1) });
    const quick = under(weights);
    [...quick.parts, quick.base].forEach((part, c) => expect(part).toBeCloseTo(plain[c]!, 9));
  }
});

test("sums by place under four weightings at once are those by group under one, to the bit, for places that few groups add to and for those that most do", () => {
  const grouped = groupedBy(journeys, hashes, 16);
  const { sums } = hazardGroups(grouped, []);
  const places = byPlace(sums);
  const counts = Array.from(places.starts, (start, place) => places.ends[place]! - start);
  expect(counts.filter((count) => count >= 8).length).toBeGreaterThan(4);
  expect(counts.filter((count) => count < 8).length).toBeGreaterThan(4);
  const weights = Array.from(drawsOf(grouped, atOnce, 2), (each) => each.slice());
  const into = weights.map(() => new Float64Array(sums.size));
  new DrawnSums(places).under(weights, into);
  weights.forEach((each, k) => expect([...into[k]!]).toEqual([...weighedSum(sums, each)]));
});
