// Easter Sunday of both churches: many free days are counted from it.
import { type DayNumber, dayNumber } from "#kit/day.ts";

export type Church = "western" | "orthodox";

/** Easter Sunday of a year (1900 to 2099) by the Gregorian calendar. Western: Oudin 1940; Orthodox: Meeus' Julian rule, 13 days later on our calendar. */
export function easterOf(year: number, church: Church): DayNumber {
  if (church === "orthodox") {
    const moon = (19 * (year % 19) + 15) % 30;
    const week = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7;
    return dayNumber(`${year}-03-01`) + moon + week + 20 + 13 + 1;
  }
  const century = Math.floor(year / 100);
  const golden = year % 19;
  const k = Math.floor((century - 17) / 25);
  let moon = (century - Math.floor(century / 4) - Math.floor((century - k) / 3) + 19 * golden + 15) % 30;
  moon -= Math.floor(moon / 28) * (1 - Math.floor(29 / (moon + 1)) * Math.floor((21 - golden) / 11));
  const week = (year + Math.floor(year / 4) + moon + 2 - century + Math.floor(century / 4)) % 7;
  return dayNumber(`${year}-03-01`) + 28 + moon - week - 1;
}
