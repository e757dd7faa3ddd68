// The course of wins worked out by hand, weighed, and held against the unweighed one that stands in the statistics.
import { expect, test } from "vitest";

import { ageOfPart, wonCourse } from "#evidence/promises/incidence.ts";
import { incidenceAt, incidenceOf } from "#evidence/statistics/aalen-johansen.ts";
import { diceOf } from "#kit/dice.ts";

/** Won after 1 day, lost after 2, still open after 2, won after 3. */
const four = { until: Int32Array.of(1, 2, 2, 3), cause: Uint8Array.of(1, 2, 0, 1) };

test("one of four won on the first day; of the two that are still there half of the way is left for the last", () => {
  // Day 1: 1/4. Day 2: 3/4 go on, one of three is lost, 1/2. Day 3: the one who is left wins: 1/4 + 1/2.
  expect([...wonCourse(four, null, 3).won]).toEqual([0, 0.25, 0.25, 0.75]);
});

test("a lead that counts twice moves every share", () => {
  // Five at risk: 2/5 won; of 3/5 a third is lost, 2/5; the last wins all of it.
  const { won } = wonCourse(four, Float64Array.of(2, 1, 1, 1), 3);
  [0, 0.4, 0.4, 0.8].forEach((share, age) => expect(won[age]).toBeCloseTo(share, 12));
});

test("the age of a part is the first by which so much of all wins has come; without a win there is none", () => {
  const course = wonCourse(four, null, 3);
  expect([ageOfPart(course, 1 / 3), ageOfPart(course, 0.5), ageOfPart(course, 1)]).toEqual([1, 3, 3]);
  expect(ageOfPart(wonCourse({ until: Int32Array.of(1, 2), cause: Uint8Array.of(0, 2) }, null, 2), 0.5)).toBeNull();
});

test("what lasts longer than the watch is at risk through all of it and ends nowhere", () => {
  expect([...wonCourse({ until: Int32Array.of(9, 1), cause: Uint8Array.of(1, 1) }, null, 3).won]).toEqual([0, 0.5, 0.5, 0.5]);
});

test("with weights of one it is Aalen and Johansen's share of way 1", () => {
  const dice = diceOf(4);
  const n = 400;
  const rows = { until: new Int32Array(n), cause: new Uint8Array(n) };
  for (let row = 0; row < n; row++) {
    rows.until[row] = dice.below(60);
    rows.cause[row] = dice.below(3);
  }
  const { won } = wonCourse(rows, new Float64Array(n).fill(1), 50);
  const slow = incidenceOf({ enteredAfter: new Int32Array(n).fill(-1), ...rows });
  for (const age of [0, 5, 20, 50]) expect(won[age]).toBeCloseTo(incidenceAt(slow, 1, age)!.share, 12);
});
