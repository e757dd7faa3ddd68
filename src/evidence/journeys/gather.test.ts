// Which touches make which journey, and how journeys that are not over are stood in for.
import { expect, test } from "vitest";
import * as fc from "fast-check";

import { diceOf } from "#kit/dice.ts";
import { AgeCounts, ageDays, ageWeights, mostWeight, stretchOf } from "#evidence/journeys/censoring.ts";
import { type Journeys, ending, minutesInDay, noMinute } from "#evidence/journeys/columns.ts";
import { type Gathering, gatherJourneys } from "#evidence/journeys/gather.ts";
import { journeysFrom } from "#testing/journey-rows.ts";

interface Touch {
  readonly unit?: number;
  readonly day: number;
  readonly channel: number;
  /** Row of the end that it names. */
  readonly names?: number;
}
interface End {
  readonly unit?: number;
  readonly opened?: number;
  readonly closed?: number;
  readonly as?: keyof typeof ending;
}

/** 400 days looked at, 90 days of lookback, four channels. */
function gathered(touches: readonly Touch[], ends: readonly End[], how: Partial<Gathering> = {}) {
  const minute = (day: number | undefined) => (day === undefined ? noMinute : Math.round(day * minutesInDay));
  const { journeys, untouched } = gatherJourneys({
    touches: {
      count: touches.length,
      unit: Int32Array.from(touches, (touch) => touch.unit ?? 0),
      minute: Int32Array.from(touches, (touch) => minute(touch.day)),
      channel: Uint16Array.from(touches, (touch) => touch.channel),
      ...(touches.some((touch) => touch.names !== undefined) ? { end: Int32Array.from(touches, (touch) => touch.names ?? -1) } : {}),
    },
    ends: {
      count: ends.length,
      unit: Int32Array.from(ends, (end) => end.unit ?? 0),
      opened: Int32Array.from(ends, (end) => minute(end.opened)),
      closed: Int32Array.from(ends, (end) => minute(end.closed)),
      kind: Uint8Array.from(ends, (end) => ending[end.as ?? "won"]),
      value: Float64Array.from(ends, () => 1),
    },
    units: 3,
    channels: 4,
    asOf: minute(400),
    lookback: minute(90),
    ...how,
  });
  const told = Array.from({ length: journeys.count }, (_, j) => ({
    path: [...journeys.channel.subarray(journeys.starts[j], journeys.starts[j + 1])].join(""),
    as: Object.keys(ending)[journeys.kind[j]!],
    end: journeys.end[j]!,
    until: journeys.until[j]! / minutesInDay,
  }));
  return { told, untouched: [...untouched] };
}

test("touches from 90 days before a deal began up to its close belong to it, older ones came to nothing 90 days after the last", () => {
  const { told } = gathered(
    [
      { day: 5, channel: 3 },
      { day: 20, channel: 0 },
      { day: 160, channel: 1 },
      { day: 240, channel: 2 },
      { day: 251, channel: 3 },
    ],
    [{ opened: 220, closed: 250 }],
  );
  expect(told).toEqual([
    { path: "12", as: "won", end: 0, until: 250 },
    { path: "30", as: "none", end: -1, until: 110 },
    { path: "3", as: "none", end: -1, until: 341 },
  ]);
});

test("a journey without a deal is open for 90 days after its last touch, a deal without an end until today", () => {
  const { told } = gathered(
    [
      { day: 350, channel: 0 },
      { unit: 1, day: 200, channel: 1 },
    ],
    [{ unit: 1, opened: 210, as: "open" }],
  );
  expect(told).toEqual([
    { path: "0", as: "open", end: -1, until: 400 },
    { path: "1", as: "open", end: 0, until: 400 },
  ]);
});

test("two deals of one firm share its touches by time, and a deal that nothing led to is told apart", () => {
  const { told, untouched } = gathered(
    [
      { day: 10, channel: 0 },
      { day: 60, channel: 1 },
    ],
    [
      { opened: 12, closed: 40, as: "none" },
      { opened: 15, closed: 90 },
      { unit: 2, opened: 10, closed: 20 },
    ],
  );
  expect(told.map(({ path, end }) => [path, end])).toEqual([
    ["0", 0],
    ["1", 1],
  ]);
  expect(untouched).toEqual([2]);
});

test("a touch that names its deal belongs to it, whichever deal of the firm closes first; not once that deal has closed", () => {
  const { told } = gathered(
    [
      { day: 10, channel: 0, names: 1 },
      { day: 11, channel: 1 },
      { day: 50, channel: 2, names: 0 },
    ],
    [
      { opened: 12, closed: 40, as: "none" },
      { opened: 15, closed: 90 },
    ],
  );
  expect(told.map(({ path, end }) => [path, end])).toEqual([
    ["1", 0],
    ["02", 1],
  ]);
});

test("what closes after the day looked at is open, and touches after it are not there", () => {
  const { told } = gathered(
    [
      { day: 380, channel: 0 },
      { day: 401, channel: 1 },
    ],
    [{ opened: 390, closed: 420 }],
  );
  expect(told).toEqual([{ path: "0", as: "open", end: 0, until: 400 }]);
});

test("repeats: runs keep the first of a run, once keeps each channel's first; a channel that is passed over counts only where it is alone", () => {
  const path = (channels: string, how: Partial<Gathering>) =>
    gathered(
      Array.from(channels, (channel, day) => ({ day, channel: Number(channel) })),
      [{ opened: 20, closed: 30 }],
      how,
    ).told[0]!.path;
  expect(path("001102", { repeats: "runs" })).toBe("0102");
  expect(path("001102", { repeats: "once" })).toBe("012");
  expect(path("3013", { passedOver: 3 })).toBe("01");
  expect(path("0300", { passedOver: 3, repeats: "runs" })).toBe("0");
  expect(path("33", { passedOver: 3 })).toBe("33");
  expect(path("0123", { without: Uint8Array.of(0, 1, 0, 1) })).toBe("02");
});

test("any order of rows gives the same journeys, and no touch is lost or used twice", () => {
  const touch = fc.record({ unit: fc.nat(2), day: fc.integer({ min: 0, max: 399 }), channel: fc.nat(3) });
  const end = fc.record({ unit: fc.nat(2), opened: fc.integer({ min: 0, max: 200 }), closed: fc.integer({ min: 201, max: 500 }) });
  fc.assert(
    fc.property(fc.array(touch, { maxLength: 60 }), fc.array(end, { maxLength: 6 }), fc.integer(), (touches, ends, seed) => {
      const dice = diceOf(seed);
      const shuffled = touches.map((each) => ({ each, at: dice.uniform() })).sort((a, b) => a.at - b.at);
      const one = gathered(touches, ends);
      const other = gathered(
        shuffled.map(({ each }) => each),
        ends,
      );
      expect(other).toEqual(one);
      expect(one.told.map(({ path }) => path).join("").length).toBe(touches.length);
    }),
  );
});

test("two of four journeys are looked at for 10 days only: those that took longer count double", () => {
  const { journeys } = journeysFrom([
    { path: "a", until: 5 },
    { path: "a", until: 20, as: "none" },
    { path: "a", until: 10, as: "open" },
    { path: "a", until: 30 },
    { path: "a", until: 10, as: "open" },
  ]);
  const { weights, cut } = weighed(journeys);
  // After day 5 four are left; two of them stop being looked at on day 10: G falls to 1/2.
  expect(weights).toEqual([1, 2, 0, 2, 0]);
  expect(cut).toBe(0);
});

test("no journey stands for more than twenty, and what is cut off is told", () => {
  const { journeys } = journeysFrom([
    { path: "a", until: 50 },
    ...Array.from({ length: 39 }, (_, n) => ({ path: "a", until: 10 + Math.floor(n / 20), as: "open" as const })),
  ]);
  const { weights, cut } = weighed(journeys);
  expect(weights[0]).toBe(mostWeight);
  expect(cut).toBeCloseTo(0.5, 9);
});

test("journeys over within one stretch of age weigh alike, and together what they would weigh by days", () => {
  const { journeys } = journeysFrom([
    { path: "a", until: 5 },
    { path: "a", until: 20, as: "none" },
    { path: "a", until: 22, as: "open" },
    { path: "a", until: 25 },
    { path: "a", until: 25, as: "open" },
    { path: "a", until: 40 },
  ]);
  // By days 1 on day 20 and 4/3 on day 25: both weigh 7/6. On day 40 one of one is left, of two that were on day 25: 8/3.
  expect(weighed(journeys).weights.map((one) => Number(one.toFixed(9)))).toEqual([1, 1.166666667, 0, 1.166666667, 0, 2.666666667]);
});

/** Weights by journey: 0 for open ones. */
function weighed(journeys: Journeys) {
  const ages = new AgeCounts();
  for (let j = 0; j < journeys.count; j++) ages.add(ageDays(journeys, j), journeys.kind[j]!, 1);
  const { weight, cut } = ageWeights(ages);
  return { weights: Array.from(journeys.kind, (kind, j) => (kind === ending.open ? 0 : weight[stretchOf(ageDays(journeys, j))]!)), cut };
}
