// A month on a page: whole weeks, by the reader's own first day.
import { expect, test } from "vitest";

import { dayByKey, daysShown, firstWeekdayOf, monthOf, monthOn } from "#ui/month-days.ts";

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

test("arrows go a day or a week on, over the end of the month too; Home and End to the ends of the week; PageUp and PageDown to the same day of another month", () => {
  const days = daysShown("2026-11", 0);
  const to = (key: string, day = "2026-11-18") => dayByKey(day, key, days);
  expect(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"].map((key) => to(key))).toEqual([
    "2026-11-17",
    "2026-11-19",
    "2026-11-11",
    "2026-11-25",
    "2026-11-16",
    "2026-11-22",
  ]);
  expect([to("ArrowDown", "2026-11-28"), to("ArrowLeft", "2026-11-01")]).toEqual(["2026-12-05", "2026-10-31"]);
  expect([to("PageUp"), to("PageDown"), dayByKey("2026-03-31", "PageUp", daysShown("2026-03", 0))]).toEqual(["2026-10-18", "2026-12-18", "2026-02-28"]);
  expect([to("Enter"), to("a")]).toEqual([null, null]);
});

test("the week begins as the reader's region has it in the screen's language, else on Monday", () => {
  expect([firstWeekdayOf("en", ["en-US"]), firstWeekdayOf("en", ["en-GB"]), firstWeekdayOf("ru", ["en-US", "ru-RU"]), firstWeekdayOf("ru", ["en-US"])]).toEqual(
    [6, 0, 0, 0],
  );
});
