// Working hours count what lies inside the working day and nothing else.
import { expect, test } from "vitest";

import { usualWeek, workingClock } from "#kit/working-hours.ts";

const at = (text: string) => Date.parse(`${text}:00.000Z`);
const clock = workingClock(usualWeek);

test.each([
  ["within a morning", "2026-11-23T10:00", "2026-11-23T11:30", 1.5],
  ["over a night", "2026-11-23T17:30", "2026-11-24T09:15", 0.75],
  ["over a weekend", "2026-11-27T17:00", "2026-11-30T10:00", 2],
  ["from before work until after it", "2026-11-23T06:00", "2026-11-23T22:00", 9],
  ["on a Sunday", "2026-11-29T10:00", "2026-11-29T15:00", 0],
  ["a whole week", "2026-11-23T00:00", "2026-11-30T00:00", 45],
  ["backwards", "2026-11-24T10:00", "2026-11-23T10:00", 0],
  ["before 1970", "1969-12-29T09:00", "1969-12-29T10:00", 1],
])("%s", (_name, from, until, hours) => {
  expect(clock(at(from), at(until))).toBe(hours);
});

test("a holiday is no working day, and a Saturday is one where the week says so", () => {
  const own = workingClock({ days: [0, 1, 2, 3, 4, 5], from: 600, until: 1200, holidays: ["2026-11-24"] });
  expect(own(at("2026-11-23T19:00"), at("2026-11-25T11:00"))).toBe(2);
  expect(own(at("2026-11-28T09:00"), at("2026-11-28T12:00"))).toBe(2);
});
