// Working hours count what lies inside the working day and nothing else.
import { expect, test } from "vitest";

import { usualWeek, workingClock, workingDayAfter, workingDue, zonedHours } from "#kit/working-hours.ts";

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

test("a Saturday in place of a bridge day is worked, and so is a holiday that was moved away", () => {
  const own = workingClock({ ...usualWeek, holidays: ["2026-11-04"], workingDays: ["2026-11-28", "2026-11-04"] });
  expect(own(at("2026-11-28T00:00"), at("2026-11-29T00:00"))).toBe(9);
  expect(own(at("2026-11-04T00:00"), at("2026-11-05T00:00"))).toBe(9);
});

test("the day before a holiday ends an hour earlier, and what is due then is due the next working day", () => {
  const week = { ...usualWeek, holidays: ["2026-11-04"], shortDays: ["2026-11-03"], shortByMinutes: 60 };
  const [own, over] = [workingClock(week), workingDue(week)];
  expect(own(at("2026-11-03T00:00"), at("2026-11-04T00:00"))).toBe(8);
  expect(own(at("2026-11-03T16:30"), at("2026-11-03T17:30"))).toBe(0.5);
  expect(own(at("2026-11-03T17:15"), at("2026-11-05T09:30"))).toBe(0.5);
  expect(new Date(over(at("2026-11-03T16:00"), 1)!).toISOString().slice(0, 16)).toBe("2026-11-03T17:00");
  expect(new Date(over(at("2026-11-03T16:00"), 1.5)!).toISOString().slice(0, 16)).toBe("2026-11-05T09:30");
  // A day on which nobody works stays one, and no day ends before it begins.
  expect(workingClock({ ...week, shortDays: ["2026-11-04"] })(at("2026-11-04T00:00"), at("2026-11-05T00:00"))).toBe(0);
  expect(workingClock({ ...week, shortByMinutes: 900 })(at("2026-11-03T00:00"), at("2026-11-04T00:00"))).toBe(0);
});

const due = workingDue(usualWeek);
test.each([
  ["within a morning", "2026-11-23T10:00", 1.5, "2026-11-23T11:30"],
  ["over a night", "2026-11-23T17:30", 0.75, "2026-11-24T09:15"],
  ["to the evening of the day", "2026-11-23T17:00", 1, "2026-11-23T18:00"],
  ["over a weekend", "2026-11-27T17:00", 2, "2026-11-30T10:00"],
  ["from a Sunday", "2026-11-29T13:00", 1, "2026-11-30T10:00"],
  ["no hours in the night", "2026-11-23T20:00", 0, "2026-11-24T09:00"],
  ["no hours at noon", "2026-11-23T12:00", 0, "2026-11-23T12:00"],
  ["24 hours from a Monday morning", "2026-11-23T09:00", 24, "2026-11-25T15:00"],
])("hours are over: %s", (_name, from, hours, until) => {
  expect(new Date(due(at(from), hours)!).toISOString().slice(0, 16)).toBe(until);
  expect(clock(at(from), due(at(from), hours)!)).toBeCloseTo(hours, 9);
});

test("where nobody ever works, nothing is ever due", () => {
  expect(workingDue({ ...usualWeek, days: [] })(at("2026-11-23T09:00"), 1)).toBeNull();
});

test("a service clock has the right length over both changes of summer time, and in another zone", () => {
  const berlin = zonedHours(usualWeek, "Europe/Berlin");
  const utc = (text: string) => Date.parse(`${text}:00Z`);
  // Friday 17:00 to Monday 10:00 on the wall: two hours, though the Sunday between has 23 or 25 of them.
  expect(berlin.hours(utc("2026-03-27T16:00"), utc("2026-03-30T08:00"))).toBe(2);
  expect(berlin.hours(utc("2026-10-23T15:00"), utc("2026-10-26T09:00"))).toBe(2);
  expect(berlin.due(utc("2026-03-27T16:00"), 2)).toBe(utc("2026-03-30T08:00"));
  expect(zonedHours(usualWeek, "Asia/Vladivostok").due(utc("2026-11-27T16:00"), 1)).toBe(utc("2026-11-30T00:00"));
});

test("around the clock every hour of the wall counts", () => {
  const always = zonedHours({ days: [0, 1, 2, 3, 4, 5, 6], from: 0, until: 1440, holidays: [] }, "Europe/Berlin");
  expect(always.hours(Date.parse("2026-07-01T00:00Z"), Date.parse("2026-07-03T00:00Z"))).toBe(48);
});

test("five working days from a Friday end on the next Friday, or on the Monday after it where a holiday lies between", () => {
  expect(workingDayAfter(usualWeek, "2026-03-06", 5)).toBe("2026-03-13");
  expect(workingDayAfter({ ...usualWeek, holidays: ["2026-03-09"] }, "2026-03-06", 5)).toBe("2026-03-16");
  expect(workingDayAfter(usualWeek, "2026-03-07", 1)).toBe("2026-03-09");
  expect(workingDayAfter({ ...usualWeek, days: [] }, "2026-03-06", 1)).toBeNull();
});
