// A month on a page: whole weeks, by the reader's own first day.
import { expect, test } from "vitest";

import { daysShown, firstWeekdayOf, monthOf, monthOn } from "#ui/month-days.ts";

test("November 2026 begins on a Sunday: six weeks from Monday 26 October, five from Sunday the first", () => {
  const fromMonday = daysShown("2026-11", 0);
  expect([fromMonday[0], fromMonday.at(-1), fromMonday.length]).toEqual(["2026-10-26", "2026-12-06", 42]);
  const fromSunday = daysShown("2026-11", 6);
  expect([fromSunday[0], fromSunday.at(-1), fromSunday.length]).toEqual(["2026-11-01", "2026-12-05", 35]);
  // February 2027 is four whole weeks from Monday.
  expect(daysShown("2027-02", 0)).toHaveLength(28);
});

test("an address that names no month shows today's, and months go over the year's end", () => {
  expect([monthOf("2026-13", "2026-11-28"), monthOf("x", "2026-11-28"), monthOf(null, "2026-11-28"), monthOf("2027-02", "2026-11-28")]).toEqual([
    "2026-11",
    "2026-11",
    "2026-11",
    "2027-02",
  ]);
  expect([monthOn("2026-12", 1), monthOn("2027-01", -1)]).toEqual(["2027-01", "2026-12"]);
});

test("the week begins as the reader's region has it in the screen's language, else on Monday", () => {
  expect([firstWeekdayOf("en", ["en-US"]), firstWeekdayOf("en", ["en-GB"]), firstWeekdayOf("ru", ["en-US", "ru-RU"]), firstWeekdayOf("ru", ["en-US"])]).toEqual(
    [6, 0, 0, 0],
  );
});
