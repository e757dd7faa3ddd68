// A period as people say it, in each language: 'Q3 2017', 'март 2017', '15 Jan – 19 Sep 2026'.
import { type Day, addDays, addMonths } from "#kit/day.ts";
import { type Period, periodName } from "#kit/period.ts";
import type { Language } from "#kit/words.ts";

const locales: Readonly<Record<Language, string>> = { en: "en-GB", ru: "ru-RU" };
const romans = ["I", "II", "III", "IV"];

/** The last day shown belongs to the period. */
export function sayPeriod(language: Language, period: Period): string {
  const name = periodName(period);
  const quarter = /^(\d{4})-Q(\d)$/.exec(name);
  if (quarter) return language === "ru" ? `${romans[Number(quarter[2]) - 1]} кв. ${quarter[1]}` : `Q${quarter[2]} ${quarter[1]}`;
  const half = /^(\d{4})-H(\d)$/.exec(name);
  if (half) return language === "ru" ? `${romans[Number(half[2]) - 1]} полугодие ${half[1]}` : `H${half[2]} ${half[1]}`;
  if (/^\d{4}$/.test(name)) return language === "ru" ? `${name} год` : name;
  if (period.until === addMonths(period.from, 1) && period.from.endsWith("-01")) return sayMonth(language, period.from);
  const last = addDays(period.until, -1);
  const days = new Intl.DateTimeFormat(locales[language], { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  return withoutYearWord(period.from === last ? days.format(Date.parse(last)) : days.formatRange(Date.parse(period.from), Date.parse(last)));
}

/** 'March 2017', 'март 2017'. */
function sayMonth(language: Language, day: Day): string {
  const month = new Intl.DateTimeFormat(locales[language], { month: "long", timeZone: "UTC" }).format(Date.parse(day));
  return `${month} ${day.slice(0, 4)}`;
}

/** '4 нояб. 2024': the 'г.' after a year says nothing in a table and doubles the full stop of a sentence. */
export function withoutYearWord(written: string): string {
  return written.replaceAll(/\sг\./gu, "");
}
