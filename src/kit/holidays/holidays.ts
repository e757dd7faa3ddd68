// The free days of a country in a year, with what each is: a holiday, one made up for on another day, or a day moved by decree.
import { type Day, type DayNumber, dayNumber, dayOf, daysInMonth, weekdayOf } from "#kit/day.ts";
import { type CountryRules, type HolidayCountry, type When, countryRules, holidayCountries } from "#kit/holidays/countries.ts";
import { easterOf } from "#kit/holidays/easter.ts";

/** `holiday`: the day itself; `in-lieu`: made up for, because it fell on a weekend; `moved`: a day off moved here by decree; `working`: a weekend day worked instead. */
export type HolidayOrigin = "holiday" | "in-lieu" | "moved" | "working";

export interface Holiday {
  readonly day: Day;
  /** What it is called, by key. */
  readonly key: string;
  readonly origin: HolidayOrigin;
}

export function isHolidayCountry(country: string | null): country is HolidayCountry {
  return (holidayCountries as readonly (string | null)[]).includes(country);
}

const kept = new Map<string, readonly Holiday[]>();

/** Days of a year that differ from the week in a country, in order; years 1990 to 2098. What is known of decrees stands in `countryRules`. */
export function holidaysOf(country: HolidayCountry, year: number): readonly Holiday[] {
  const name = `${country} ${year}`;
  const known = kept.get(name);
  if (known) return known;
  // A holiday of the next year can be made up for in this one: New Year's Day on a Saturday.
  const rules = countryRules[country];
  const days = [year - 1, year, year + 1].flatMap((each) => within(rules, each));
  const own = days.filter(({ day }) => day.startsWith(`${year}-`)).sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  kept.set(name, own);
  return own;
}

/**
 * Working days of a year that end earlier, because the next day is a holiday, and by how many minutes; days of the usual week from Monday to Friday, and
 * weekend days that a decree made worked in place of the day before a holiday. A holiday that is only made up for shortens nothing.
 */
export function shortDaysOf(country: HolidayCountry, year: number): { readonly days: readonly Day[]; readonly minutes: number } {
  const { eveMinutes: minutes = 0, moved } = countryRules[country];
  if (minutes === 0) return { days: [], minutes };
  const known = holidaysOf(country, year);
  const holidays = new Set([...known, ...holidaysOf(country, year + 1)].flatMap(({ day, origin }) => (origin === "holiday" ? dayNumber(day) : [])));
  const free = new Set(known.flatMap(({ day, origin }) => (origin === "working" ? [] : dayNumber(day))));
  const worked = new Map(Object.entries(moved?.[year] ?? {}).map(([from, to]) => [dayNumber(`${year}-${from}`), dayNumber(`${year}-${to}`)]));
  const isEve = (day: DayNumber) => holidays.has(day + 1);
  const days: Day[] = [];
  for (let day = dayNumber(`${year}-01-01`); day < dayNumber(`${year + 1}-01-01`); day++) {
    if (free.has(day)) continue;
    const inPlaceOf = worked.get(day);
    if (isWeekend(day) ? inPlaceOf !== undefined && isEve(inPlaceOf) : isEve(day)) days.push(dayOf(day));
  }
  return { days, minutes };
}

/** The last year whose decrees are in the rules; null where decrees move no days, 0 where none are in them. */
export function decreesKnownThrough(country: HolidayCountry): number | null {
  const { hasDecrees, moved } = countryRules[country];
  return hasDecrees ? Math.max(0, ...Object.keys(moved ?? {}).map(Number)) : null;
}

const isWeekend = (day: DayNumber) => weekdayOf(day) >= 5;

function within({ rules, onWeekend, moved }: CountryRules, year: number): Holiday[] {
  const inForce = rules.filter(({ since = 0, through = 9999 }) => since <= year && year <= through);
  const dated = inForce.flatMap(({ key, when, stays = false }) => daysOf(when, year).map((day) => ({ day, key, stays })));
  const decrees = Object.entries(moved?.[year] ?? {}).map(([from, to]) => [dayNumber(`${year}-${from}`), dayNumber(`${year}-${to}`)] as const);
  const movedAway = new Set(decrees.map(([from]) => from));
  const nameOf = new Map(dated.map(({ day, key }) => [day, key]));
  const free = new Set([...nameOf.keys(), ...decrees.map(([, to]) => to)]);
  const found: Holiday[] = dated.map(({ day, key }) => ({ day: dayOf(day), key, origin: "holiday" }));
  for (const [from, to] of decrees) {
    found.push({ day: dayOf(to), key: nameOf.get(from) ?? "day-off-moved", origin: "moved" });
    if (!nameOf.has(from)) found.push({ day: dayOf(from), key: "working-day-moved", origin: "working" });
  }
  for (const { day, key, stays } of dated) {
    if (stays || onWeekend === "lost" || !isWeekend(day) || movedAway.has(day)) continue;
    const to = onWeekend === "nearest" ? day + (weekdayOf(day) === 5 ? -1 : 1) : nextWorked(day, free);
    free.add(to);
    found.push({ day: dayOf(to), key, origin: "in-lieu" });
  }
  return found;
}

function nextWorked(day: DayNumber, free: ReadonlySet<DayNumber>): DayNumber {
  let next = day + 1;
  while (isWeekend(next) || free.has(next)) next++;
  return next;
}

function daysOf(when: When, year: number): DayNumber[] {
  if ("on" in when) return [dayNumber(`${year}-${when.on}`)];
  if ("easter" in when) return [easterOf(year, when.church) + when.easter];
  if ("before" in when) {
    const before = dayNumber(`${year}-${when.before}`) - 1;
    return [before - ((weekdayOf(before) - when.last + 7) % 7)];
  }
  if ("days" in when) return when.days.filter((day) => day.startsWith(`${year}-`)).map(dayNumber);
  const month = `${year}-${String(when.month).padStart(2, "0")}`;
  const first = dayNumber(`${month}-01`);
  if (when.nth > 0) return [first + ((when.weekday - weekdayOf(first) + 7) % 7) + 7 * (when.nth - 1)];
  const last = first + daysInMonth(year, when.month) - 1;
  return [last - ((weekdayOf(last) - when.weekday + 7) % 7)];
}
