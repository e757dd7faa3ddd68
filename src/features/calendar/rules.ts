// Which days of a year differ from the week, and how many are worked.
import type { CalendarAnswer } from "#features/calendar/contract.ts";
import { type Day, addDays, dayNumber, weekdayOf } from "#kit/day.ts";
import { holidaysOf, isHolidayCountry, shortDaysOf } from "#kit/holidays/holidays.ts";

/** Days of a year that differ from the week, with those that an own day overrules; and how many days are worked in it. */
export function yearOf(
  { days, country, special }: Pick<CalendarAnswer, "days" | "country" | "special">,
  year: number,
): Pick<CalendarAnswer, "holidays" | "short" | "shortByMinutes" | "workingDays"> {
  const own = new Map(special.map(({ day, isWorking }) => [day, isWorking]));
  const found = isHolidayCountry(country) ? holidaysOf(country, year) : [];
  const differs = new Map<Day, boolean>([...found.map(({ day, origin }) => [day, origin === "working"] as const), ...own]);
  const eves = isHolidayCountry(country) ? shortDaysOf(country, year) : { days: [], minutes: 0 };
  const isWorked = (day: Day) => differs.get(day) ?? days.includes(weekdayOf(dayNumber(day)));
  let workingDays = 0;
  for (let day = `${year}-01-01`; day.startsWith(`${year}-`); day = addDays(day, 1)) {
    if (isWorked(day)) workingDays++;
  }
  return {
    holidays: found.map(({ day, key, origin }) => ({ day, key, origin, isOverruled: own.has(day) })),
    short: eves.days.filter((day) => isWorked(day) && !own.has(day)),
    shortByMinutes: eves.minutes,
    workingDays,
  };
}
