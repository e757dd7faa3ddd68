// Days of meetings by their rule: known series, holidays, changes of clocks, rules that are no rules.
import { expect, test } from "vitest";

import { type Recurs, movedFrom, occurrencesOf, whyNotRule } from "#ledger/recurrence.ts";
import { usualWeek } from "#kit/working-hours.ts";

const recurs = (more: Partial<Recurs> = {}): Recurs => ({
  rule: "FREQ=MONTHLY;BYDAY=2TU",
  startsOn: "2026-01-01",
  atMinute: 10 * 60,
  timeZone: "Europe/Berlin",
  onHoliday: "next",
  ...more,
});
const daysOf = (of: Recurs, holidays: string[] = [], from = "2026-01-01", most = 4) =>
  occurrencesOf(of, { ...usualWeek, holidays }, { from, most }).map(({ occursOn, on }) => (occursOn === on ? on : `${occursOn} > ${on}`));

test("a rule gives the days of RFC 5545: the second Tuesday, the last Friday of a quarter, every other Monday", () => {
  expect(daysOf(recurs())).toEqual(["2026-01-13", "2026-02-10", "2026-03-10", "2026-04-14"]);
  expect(daysOf(recurs({ rule: "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR" }))).toEqual(["2026-01-30", "2026-04-24", "2026-07-31", "2026-10-30"]);
  expect(daysOf(recurs({ rule: "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", startsOn: "2026-01-05" }))).toEqual(["2026-01-05", "2026-01-19", "2026-02-02", "2026-02-16"]);
  expect(daysOf(recurs({ rule: "FREQ=MONTHLY;BYMONTHDAY=31", onHoliday: "same" }))).toEqual(["2026-01-31", "2026-03-31", "2026-05-31", "2026-07-31"]);
  expect(daysOf(recurs({ rule: "FREQ=MONTHLY;BYDAY=2TU;COUNT=2" }))).toEqual(["2026-01-13", "2026-02-10"]);
  expect(daysOf(recurs(), [], "2026-02-11", 1)).toEqual(["2026-03-10"]);
});

test("a day that is not worked moves on, back, stays, or falls out", () => {
  const holiday = ["2026-02-10"];
  expect(daysOf(recurs(), holiday).slice(0, 2)).toEqual(["2026-01-13", "2026-02-10 > 2026-02-11"]);
  expect(daysOf(recurs({ onHoliday: "previous" }), holiday)[1]).toBe("2026-02-10 > 2026-02-09");
  expect(daysOf(recurs({ onHoliday: "same" }), holiday)[1]).toBe("2026-02-10");
  expect(daysOf(recurs({ onHoliday: "skip" }), holiday)[1]).toBe("2026-03-10");
  // A Saturday and the Monday after it are both free.
  const week = { ...usualWeek, holidays: ["2026-05-04"] };
  expect(movedFrom("2026-05-02", { week, way: "next" })).toBe("2026-05-05");
  // Where nobody ever works, nothing is moved.
  expect(movedFrom("2026-05-02", { week: { ...usualWeek, days: [] }, way: "next" })).toBe("2026-05-02");
});

test("the hour of the wall stays when clocks change", () => {
  // Clocks in Berlin go forward on 29 March 2026 and back on 25 October.
  const at = occurrencesOf(recurs({ rule: "FREQ=WEEKLY;BYDAY=TU", startsOn: "2026-03-24" }), usualWeek, { from: "2026-03-24", most: 2 });
  expect(at.map((each) => new Date(each.at).toISOString())).toEqual(["2026-03-24T09:00:00.000Z", "2026-03-31T08:00:00.000Z"]);
});

test.each([
  ["FREQ=SECONDLY", "rule-not-known"],
  ["FREQ=DAILY;BYHOUR=1,2,3", "rule-not-known"],
  ["RRULE:FREQ=MONTHLY", "rule-not-known"],
  ["FREQ=MONTHLY\nDTSTART:20260101", "rule-not-known"],
  ["BYDAY=2TU", "rule-not-known"],
  ["FREQ=MONTHLY;BYDAY=9XX", "rule-not-known"],
  ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "rule-not-known"],
  ["FREQ=MONTHLY;BYDAY=2TU", null],
])("%s: %s", (rule, why) => expect(whyNotRule(rule)).toBe(why));
