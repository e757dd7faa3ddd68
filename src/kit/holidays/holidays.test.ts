// Holidays by rule agree with the calendars that were published, year by year.
import { expect, test } from "vitest";

import { addDays, dayNumber, dayOf } from "#kit/day.ts";
import type { HolidayCountry } from "#kit/holidays/countries.ts";
import { easterOf } from "#kit/holidays/easter.ts";
import { decreesKnownThrough, holidaysOf, shortDaysOf } from "#kit/holidays/holidays.ts";
import { countryOfZone } from "#kit/holidays/zones.ts";

const weekday = (day: string) => (((dayNumber(day) + 3) % 7) + 7) % 7;

/** Days off from Monday to Friday, as 'MM-DD'. */
function freeWeekdays(country: HolidayCountry, year: number): string[] {
  const free = holidaysOf(country, year).filter(({ day, origin }) => origin !== "working" && weekday(day) < 5);
  return [...new Set(free.map(({ day }) => day.slice(5)))];
}

function workingDays(country: HolidayCountry, year: number): number {
  const differs = new Map(holidaysOf(country, year).map(({ day, origin }) => [day, origin === "working"]));
  let count = 0;
  for (let day = `${year}-01-01`; day < `${year + 1}-01-01`; day = addDays(day, 1)) if (differs.get(day) ?? weekday(day) < 5) count++;
  return count;
}

test.each([
  [2019, "2019-04-21", "2019-04-28"],
  [2024, "2024-03-31", "2024-05-05"],
  [2025, "2025-04-20", "2025-04-20"],
  [2026, "2026-04-05", "2026-04-12"],
  [2038, "2038-04-25", "2038-04-25"],
])("Easter of %i", (year, western, orthodox) => {
  expect([dayOf(easterOf(year, "western")), dayOf(easterOf(year, "orthodox"))]).toEqual([western, orthodox]);
});

test.each([
  [2018, 247],
  [2019, 247],
  [2020, 248],
  [2021, 247],
  [2022, 247],
  [2023, 247],
  [2024, 248],
  [2025, 247],
  [2026, 247],
])("the production calendar of Russia for %i has %i working days in a week of five", (year, days) => {
  expect(workingDays("RU", year)).toBe(days);
});

test("Russia's days off of 2024, 2025 and 2026 as published, working Saturdays among them", () => {
  const new9 = ["01-01", "01-02", "01-03", "01-04", "01-05", "01-08"];
  expect(freeWeekdays("RU", 2024)).toEqual([...new9, "02-23", "03-08", "04-29", "04-30", "05-01", "05-09", "05-10", "06-12", "11-04", "12-30", "12-31"]);
  expect(
    holidaysOf("RU", 2024)
      .filter(({ origin }) => origin === "working")
      .map(({ day }) => day),
  ).toEqual(["2024-04-27", "2024-11-02", "2024-12-28"]);
  expect(freeWeekdays("RU", 2025)).toEqual([
    "01-01",
    "01-02",
    "01-03",
    "01-06",
    "01-07",
    "01-08",
    "05-01",
    "05-02",
    "05-08",
    "05-09",
    "06-12",
    "06-13",
    "11-03",
    "11-04",
    "12-31",
  ]);
  expect(freeWeekdays("RU", 2026)).toEqual([
    "01-01",
    "01-02",
    "01-05",
    "01-06",
    "01-07",
    "01-08",
    "01-09",
    "02-23",
    "03-09",
    "05-01",
    "05-11",
    "06-12",
    "11-04",
    "12-31",
  ]);
});

test("federal holidays of the United States as observed", () => {
  expect(freeWeekdays("US", 2021)).toEqual(["01-01", "01-18", "02-15", "05-31", "06-18", "07-05", "09-06", "10-11", "11-11", "11-25", "12-24", "12-31"]);
  expect(freeWeekdays("US", 2025)).toEqual(["01-01", "01-20", "02-17", "05-26", "06-19", "07-04", "09-01", "10-13", "11-11", "11-27", "12-25"]);
  expect(freeWeekdays("US", 2026)).toEqual(["01-01", "01-19", "02-16", "05-25", "06-19", "07-03", "09-07", "10-12", "11-11", "11-26", "12-25"]);
});

test("bank holidays of England and Wales, made up for and proclaimed", () => {
  expect(freeWeekdays("GB", 2020)).toEqual(["01-01", "04-10", "04-13", "05-08", "05-25", "08-31", "12-25", "12-28"]);
  expect(freeWeekdays("GB", 2021)).toEqual(["01-01", "04-02", "04-05", "05-03", "05-31", "08-30", "12-27", "12-28"]);
  expect(freeWeekdays("GB", 2022)).toEqual(["01-03", "04-15", "04-18", "05-02", "06-02", "06-03", "08-29", "09-19", "12-26", "12-27"]);
  expect(freeWeekdays("GB", 2023)).toEqual(["01-02", "04-07", "04-10", "05-01", "05-08", "05-29", "08-28", "12-25", "12-26"]);
});

test("Germany's common holidays are lost on a weekend", () => {
  expect(freeWeekdays("DE", 2021)).toEqual(["01-01", "04-02", "04-05", "05-13", "05-24"]);
  expect(freeWeekdays("DE", 2026)).toEqual(["01-01", "04-03", "04-06", "05-01", "05-14", "05-25", "12-25"]);
});

test("Kazakhstan's days of 2015 and 2026 as published, and the new Constitution Day from 2027", () => {
  // 2015: the official calendar moved 8 March, Nauryz, 9 May and 30 August to the next working days.
  expect(freeWeekdays("KZ", 2015)).toEqual([
    "01-01",
    "01-02",
    "01-07",
    "03-09",
    "03-23",
    "03-24",
    "03-25",
    "05-01",
    "05-07",
    "05-11",
    "07-06",
    "08-31",
    "12-01",
    "12-16",
    "12-17",
  ]);
  expect(freeWeekdays("KZ", 2026)).toEqual([
    "01-01",
    "01-02",
    "01-07",
    "03-09",
    "03-23",
    "03-24",
    "03-25",
    "05-01",
    "05-07",
    "05-11",
    "05-27",
    "07-06",
    "10-26",
    "12-16",
  ]);
  expect(freeWeekdays("KZ", 2027)).toContain("03-15");
});

test("Belarus keeps both Christmases and Radunitsa on the ninth day after Easter", () => {
  expect(freeWeekdays("BY", 2024)).toEqual(["01-01", "01-02", "03-08", "05-01", "05-09", "05-14", "07-03", "11-07", "12-25"]);
  expect(freeWeekdays("BY", 2025)).toEqual(["01-01", "01-02", "01-07", "04-29", "05-01", "05-09", "07-03", "11-07", "12-25"]);
});

test("up to which year moved days are known is said, and where days are never moved", () => {
  expect((["RU", "US", "GB", "DE", "KZ", "BY"] as const).map(decreesKnownThrough)).toEqual([2026, null, null, null, 0, 0]);
});

test("a time zone proposes the country it lies in, and none where it names no place", () => {
  const zones = ["Asia/Yekaterinburg", "America/New_York", "America/Indiana/Knox", "Europe/London", "Europe/Berlin", "Asia/Almaty", "Europe/Minsk"];
  expect(zones.map(countryOfZone)).toEqual(["RU", "US", "US", "GB", "DE", "KZ", "BY"]);
  expect(["UTC", "Europe/Paris", "America/Toronto"].map(countryOfZone)).toEqual([null, null, null]);
});

test.each([
  [2018, 1970],
  [2019, 1970],
  [2020, 1979],
  [2021, 1972],
  [2022, 1973],
  [2023, 1973],
  [2024, 1979],
  [2025, 1972],
  [2026, 1972],
])("the production calendar of Russia for %i has %i hours in a week of forty", (year, hours) => {
  const { days, minutes } = shortDaysOf("RU", year);
  expect(workingDays("RU", year) * 8 - (days.length * minutes) / 60).toBe(hours);
});

test("Russia's shortened days as published; a working Saturday in place of the day before a holiday is one of them, another is not", () => {
  const of = (year: number) => shortDaysOf("RU", year).days.map((day) => day.slice(5));
  expect(of(2022)).toEqual(["02-22", "03-05", "11-03"]);
  expect(of(2024)).toEqual(["02-22", "03-07", "05-08", "06-11", "11-02"]);
  expect(of(2025)).toEqual(["03-07", "04-30", "06-11", "11-01"]);
  expect(of(2026)).toEqual(["04-30", "05-08", "06-11", "11-03"]);
  expect(shortDaysOf("DE", 2026)).toEqual({ days: [], minutes: 0 });
});

/** What a Land has beside the days of the whole country, weekends too. */
const ownOf = (land: HolidayCountry, year: number) => {
  const common = new Set(holidaysOf("DE", year).map(({ day }) => day));
  return holidaysOf(land, year).flatMap(({ day }) => (common.has(day) ? [] : day.slice(5)));
};

test.each<[HolidayCountry, readonly string[]]>([
  ["DE-BW", ["01-06", "05-30", "11-01"]],
  ["DE-BY", ["01-06", "05-30", "11-01"]],
  ["DE-BE", ["03-08"]],
  ["DE-BB", ["10-31"]],
  ["DE-HB", ["10-31"]],
  ["DE-HH", ["10-31"]],
  ["DE-HE", ["05-30"]],
  ["DE-MV", ["03-08", "10-31"]],
  ["DE-NI", ["10-31"]],
  ["DE-NW", ["05-30", "11-01"]],
  ["DE-RP", ["05-30", "11-01"]],
  ["DE-SL", ["05-30", "08-15", "11-01"]],
  ["DE-SN", ["10-31", "11-20"]],
  ["DE-ST", ["01-06", "10-31"]],
  ["DE-SH", ["10-31"]],
  ["DE-TH", ["09-20", "10-31"]],
])("%s had in 2024, beside the days of all Germany, the days that it published", (land, days) => {
  expect(ownOf(land, 2024)).toEqual(days);
});

test("a Land's law counts from its year, and a day of one year alone stays alone", () => {
  expect([ownOf("DE-HH", 2016), ownOf("DE-MV", 2022), ownOf("DE-TH", 2018)]).toEqual([[], ["10-31"], ["10-31"]]);
  expect([2020, 2024, 2025, 2026].map((year) => ownOf("DE-BE", year))).toEqual([["03-08", "05-08"], ["03-08"], ["03-08", "05-08"], ["03-08"]]);
  expect([2023, 2025, 2026].map((year) => ownOf("DE-SN", year).at(-1))).toEqual(["11-22", "11-19", "11-18"]);
  // Reformation Day of 2017 was kept everywhere and stands once.
  expect(holidaysOf("DE-SN", 2017).filter(({ key }) => key === "reformation-day")).toHaveLength(1);
  expect(holidaysOf("DE-HH", 2017).filter(({ key }) => key === "reformation-day")).toHaveLength(1);
});
