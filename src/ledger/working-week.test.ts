// The clocks know the country's holidays and moved days, and a company's own days stand over them.
import { expect, test } from "vitest";

import { zonedHours } from "#kit/working-hours.ts";
import { type WorkingCalendar, weekOf } from "#ledger/working-week.ts";

const russian: WorkingCalendar = { isSet: true, days: [0, 1, 2, 3, 4], from: 540, until: 1080, country: "RU", special: [] };
const moscow = (text: string) => Date.parse(`${text}:00+03:00`);
const hoursOn = (calendar: WorkingCalendar, day: string) =>
  zonedHours(weekOf(calendar, 2026), "Europe/Moscow").hours(moscow(`${day}T00:00`), moscow(`${day}T23:59`));

test("an offer on the eve of the New Year is due after the holidays", () => {
  const clock = zonedHours(weekOf(russian, 2026), "Europe/Moscow");
  // 30 December 2025, 17:00: an hour is left of that day; the next one worked is 12 January 2026.
  expect(clock.due(moscow("2025-12-30T17:00"), 8)).toBe(moscow("2026-01-12T16:00"));
});

test("a Saturday worked by decree counts, as short as the day before a holiday for which it stands; a company that rests or works it whole says so", () => {
  expect(hoursOn(russian, "2025-11-01")).toBe(8);
  expect(hoursOn(russian, "2024-12-28")).toBe(9);
  expect(hoursOn({ ...russian, special: [{ day: "2025-11-01", name: "A whole day", isWorking: true }] }, "2025-11-01")).toBe(9);
  expect(hoursOn({ ...russian, special: [{ day: "2025-11-01", name: "We rest", isWorking: false }] }, "2025-11-01")).toBe(0);
});

test("a company that works on a holiday says so, and without a country every weekday counts", () => {
  expect(hoursOn(russian, "2026-11-04")).toBe(0);
  expect(hoursOn({ ...russian, special: [{ day: "2026-11-04", name: "On duty", isWorking: true }] }, "2026-11-04")).toBe(9);
  expect(hoursOn({ ...russian, country: null }, "2026-11-04")).toBe(9);
  expect(hoursOn({ ...russian, country: "FR" }, "2026-11-04")).toBe(9);
});
