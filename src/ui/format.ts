// How numbers, money, days and periods are written in each language.
import type { Interval, Unit } from "#facts/papers.ts";
import type { Day } from "#kit/day.ts";
import { type Currency, minorDigits, toMajor } from "#kit/money.ts";
import { type Period, readPeriod } from "#kit/period.ts";
import { sayPeriod, withoutYearWord } from "#kit/say-period.ts";
import type { Language } from "#kit/words.ts";

/** What stands where there is no value. */
export const nothing = "–";

export interface Measure {
  readonly unit: Unit;
  readonly currency?: string | undefined;
}

/** Everything that writes a value for people, in one language. Shares come as 0..1, money in minor units. */
export interface Format {
  readonly language: Language;
  count(value: number): string;
  share(value: number, digits?: number): string;
  /** '$1.24M' with `short`, else every digit of the currency. */
  money(minor: number, currency: Currency, short?: boolean): string;
  days(value: number): string;
  day(day: Day): string;
  /** A moment (ISO 8601, UTC) as day and time of this browser's zone. */
  moment(iso: string): string;
  period(period: Period | string): string;
  /** A value in its unit: '37.5%', '52 days', '$1.24M'. */
  value(value: number, measure: Measure, short?: boolean): string;
  /** The bare figure and its unit apart, for big numerals. */
  parts(value: number, measure: Measure): { figure: string; unit: string };
  /** With its sign; shares in percentage points. */
  change(value: number, measure: Measure): string;
  /** Two levels and the change between them, with as many digits as it takes for the three to agree on screen. */
  ends(earlier: number, later: number, measure: Measure): { earlier: string; later: string; change: string };
  /** '48 to 56 days'. */
  interval(interval: Pick<Interval, "low" | "high">, measure: Measure): string;
  /** The range of a change: shares in percentage points, all else as a range of its unit. */
  changeInterval(interval: Pick<Interval, "low" | "high">, measure: Measure): string;
}

// Numbers as most English readers write them, days in the order that nobody misreads.
const locales: Readonly<Record<Language, string>> = { en: "en-GB", ru: "ru-RU" };
const numberLocales: Readonly<Record<Language, string>> = { en: "en-US", ru: "ru-RU" };
const pointWords: Readonly<Record<Language, string>> = { en: "pp", ru: "п. п." };
const made: Partial<Record<Language, Format>> = {};

/** The format of a language; the same object each time. */
export function formatOf(language: Language): Format {
  return (made[language] ??= makeFormat(language));
}

function makeFormat(language: Language): Format {
  const locale = locales[language];
  const numbers = numbersOf(numberLocales[language]);
  const value = (amount: number, measure: Measure, short = false) => valueIn(numbers, amount, { ...measure, short });
  return {
    language,
    count: (amount) => numbers({ maximumFractionDigits: 0 }).format(amount),
    share: (amount, digits = shareDigits(amount)) =>
      withMinus(numbers({ style: "percent", minimumFractionDigits: digits, maximumFractionDigits: digits }).format(amount)),
    money: (minor, currency, short = false) => value(minor, { unit: "money", currency }, short),
    days: (amount) => value(amount, { unit: "days" }),
    day: (day) =>
      withoutYearWord(new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(Date.parse(day))),
    moment: (iso) =>
      withoutYearWord(
        new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" }).format(Date.parse(iso)),
      ),
    period: (period) => {
      const read = typeof period === "string" ? readPeriod(period) : period;
      return read === null ? nothing : sayPeriod(language, read);
    },
    value,
    parts: (amount, measure) => partsIn(numbers, amount, measure),
    change: (amount, measure) => changeIn(language, value, amount, measure),
    ends: (earlier, later, measure) => endsIn(language, value, { earlier, later, measure }),
    interval: (interval, measure) => intervalIn(language, { numbers, interval, measure }),
    changeInterval: (interval, measure) => changeIntervalIn(language, { numbers, interval, measure }),
  };
}

type Numbers = (options: Intl.NumberFormatOptions) => Intl.NumberFormat;

/** Making an Intl.NumberFormat costs a hundred times what using one does: each is kept. */
function numbersOf(locale: string): Numbers {
  const kept = new Map<string, Intl.NumberFormat>();
  return (options) => {
    const key = JSON.stringify(options);
    let format = kept.get(key);
    if (!format) kept.set(key, (format = new Intl.NumberFormat(locale, options)));
    return format;
  };
}

/** Shares near 0 and 1 need a digit more to be told apart from them. */
function shareDigits(share: number): number {
  const size = Math.abs(share);
  return size !== 0 && (size < 0.1 || (size > 0.99 && size < 1)) ? 1 : size < 1 ? 1 : 0;
}

interface Written extends Measure {
  readonly short?: boolean;
}

function optionsOf(amount: number, { unit, currency, short = false }: Written): Intl.NumberFormatOptions {
  if (unit === "money" || unit === "money-per-deal") return moneyOptions(amount, currency, short);
  switch (unit) {
    case "share": {
      const digits = shareDigits(amount);
      return { style: "percent", minimumFractionDigits: digits, maximumFractionDigits: digits };
    }
    case "days":
      return { style: "unit", unit: "day", unitDisplay: "long", maximumFractionDigits: Math.abs(amount) < 10 ? 1 : 0 };
    case "hours":
      return { style: "unit", unit: "hour", unitDisplay: "short", maximumFractionDigits: Math.abs(amount) < 10 ? 1 : 0 };
    case "count":
      return short && Math.abs(amount) >= 100_000 ? { notation: "compact", maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 };
    case "points":
      return { minimumFractionDigits: 1, maximumFractionDigits: 1 };
    case "index": {
      // Around one a single digit would show no change at all.
      const digits = Math.abs(amount) < 10 ? 2 : 1;
      return { minimumFractionDigits: digits, maximumFractionDigits: digits };
    }
    default:
      return unit satisfies never;
  }
}

/** Short: three figures from ten thousand on, no minor units from a hundred on. */
function moneyOptions(amount: number, currency: Currency | undefined, short: boolean): Intl.NumberFormatOptions {
  const size = Math.abs(toMajor(amount, currency ?? "USD"));
  const digits = minorDigits(currency ?? "USD");
  const style: Intl.NumberFormatOptions = currency === undefined ? {} : { style: "currency", currency, currencyDisplay: "narrowSymbol" };
  if (short && size >= 10_000) return { ...style, notation: "compact", minimumSignificantDigits: 3, maximumSignificantDigits: 3 };
  return short && size >= 100 ? { ...style, maximumFractionDigits: 0 } : { ...style, maximumFractionDigits: digits, minimumFractionDigits: digits };
}

const isMoney = (unit: Unit) => unit === "money" || unit === "money-per-deal";
const scaled = (amount: number, { unit, currency }: Measure) => (isMoney(unit) ? toMajor(amount, currency ?? "USD") : amount);

function valueIn(numbers: Numbers, amount: number, written: Written): string {
  return withMinus(numbers(optionsOf(amount, written)).format(scaled(amount, written) + 0));
}

/** A true minus and not a hyphen, so that signs stand out. */
const withMinus = (text: string) => text.replaceAll("-", "−");

/** '48–56 days': both ends with the digits of the larger one. An open end is said as 'at most' and 'at least' do. */
/** 'от −7,22 до −5,29 млн ₽': a unit that both share is written once. */
function fromTo(from: string, to: string): string {
  const unit = (text: string) => /\D*$/.exec(text)![0];
  return `от ${unit(from) === unit(to) ? from.slice(0, from.length - unit(from).length) : from} до ${to}`;
}

function intervalIn(language: Language, of: { numbers: Numbers; interval: Pick<Interval, "low" | "high">; measure: Measure }): string {
  const { numbers, measure } = of;
  const { low, high } = of.interval;
  if (low === null) return high === null ? nothing : `≤ ${valueIn(numbers, high, { ...measure, short: true })}`;
  if (high === null) return `≥ ${valueIn(numbers, low, { ...measure, short: true })}`;
  const format = numbers(optionsOf(Math.max(Math.abs(low), Math.abs(high)), { ...measure, short: true }));
  const [from, to] = [scaled(low, measure) + 0, scaled(high, measure) + 0];
  if (format.format(from) === format.format(to)) return withMinus(format.format(from));
  // A dash between numbers below zero would be taken for a minus, and a shared sign be lost on the second.
  if (low < 0) return withMinus(language === "ru" ? fromTo(format.format(from), format.format(to)) : `${format.format(from)} to ${format.format(to)}`);
  return withMinus(format.formatRange(from, to));
}

function changeIntervalIn(language: Language, of: { numbers: Numbers; interval: Pick<Interval, "low" | "high">; measure: Measure }): string {
  if (of.measure.unit !== "share") return intervalIn(language, of);
  const points = (share: number | null) => (share === null ? null : share * 100);
  const interval = { low: points(of.interval.low), high: points(of.interval.high) };
  return `${intervalIn(language, { ...of, interval, measure: { unit: "points" } })} ${pointWords[language]}`;
}

function partsIn(numbers: Numbers, amount: number, measure: Measure): { figure: string; unit: string } {
  const format = numbers(optionsOf(amount, { ...measure, short: true }));
  if (measure.unit !== "days" && measure.unit !== "hours") return { figure: withMinus(format.format(scaled(amount, measure))), unit: "" };
  const parts = format.formatToParts(amount);
  const unit = parts
    .filter((part) => part.type === "unit")
    .map((part) => part.value)
    .join("");
  return {
    figure: parts
      .filter((part) => part.type !== "unit")
      .map((part) => part.value)
      .join("")
      .trim(),
    unit,
  };
}

function changeIn(language: Language, value: Format["value"], amount: number, measure: Measure): string {
  const sign = amount > 0 ? "+" : amount < 0 ? "−" : "±";
  if (measure.unit === "share") {
    const points = new Intl.NumberFormat(numberLocales[language], { maximumFractionDigits: 1 }).format(Math.abs(amount) * 100);
    return `${sign}${points} ${pointWords[language]}`;
  }
  return `${sign}${value(Math.abs(amount), measure, true)}`;
}

/**
 * 20.0% and 24.3% differ by 4.3 points to any reader: where rounding says 4.2, all three get a digit more. Where that does not help either, the change
 * is that of the levels as they are written: a third digit would claim more than the range knows.
 */
function endsIn(language: Language, value: Format["value"], { earlier, later, measure }: { earlier: number; later: number; measure: Measure }) {
  const change = changeIn(language, value, later - earlier, measure);
  if (measure.unit !== "share") return { earlier: value(earlier, measure, true), later: value(later, measure, true), change };
  const rounded = (share: number, digits: number) => Number((share * 100).toFixed(digits));
  const agree = (digits: number) => (rounded(later, digits) - rounded(earlier, digits)).toFixed(digits) === rounded(later - earlier, digits).toFixed(digits);
  const digits = [1, 2].find(agree) ?? 1;
  const written = Math.abs(rounded(later, digits) - rounded(earlier, digits));
  const percent = (share: number) =>
    withMinus(new Intl.NumberFormat(numberLocales[language], { style: "percent", minimumFractionDigits: digits, maximumFractionDigits: digits }).format(share));
  const points = new Intl.NumberFormat(numberLocales[language], { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const sign = later > earlier ? "+" : later < earlier ? "−" : "±";
  return { earlier: percent(earlier), later: percent(later), change: `${sign}${points.format(written)} ${pointWords[language]}` };
}
