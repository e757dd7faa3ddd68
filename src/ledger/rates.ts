// Money of other currencies in the workspace's own, at the rate of the day. Without a rate there is no amount: nothing is guessed.
import type { Tx } from "#db/database.ts";
import { type Day, type DayNumber, dayNumber } from "#kit/day.ts";
import { type Currency, minorPerMajor } from "#kit/money.ts";

/**
 * How long a rate serves, in days: the last one on or before the day is used if it is no older. A month and a day,
 * so that a table with one rate a month serves the whole month and daily tables pass over holidays.
 */
export const rateServesDays = 31;

/** Rates of one currency, oldest first; a plain value, fit to be sent to a worker. */
export interface RateSeries {
  readonly days: readonly DayNumber[];
  readonly rates: readonly number[];
}
export type Rates = Readonly<Record<Currency, RateSeries>>;

/** All rates on record. Two of one day: that of the later id in order of text, so that the answer does not hang on chance. */
export async function readRates(tx: Tx, workspaceId: string): Promise<Rates> {
  const rows = await tx.rows<{ currency: string; day: Day; rate: number }>(
    'select currency, day, rate from evenhand.currency_rate where workspace_id = $1 and rate > 0 order by currency, day, id collate "C"',
    [workspaceId],
  );
  const series: Record<string, { days: number[]; rates: number[] }> = {};
  for (const { currency, day, rate } of rows) {
    const one = (series[currency] ??= { days: [], rates: [] });
    const number = dayNumber(day);
    if (one.days.at(-1) === number) one.rates[one.rates.length - 1] = rate;
    else {
      one.days.push(number);
      one.rates.push(rate);
    }
  }
  return series;
}

/** The rate that serves on a day, or null. Without a day (null) the newest rate on record: a sum without a date can only be valued as of now. */
export function rateOn(rates: Rates, currency: Currency, day: DayNumber | null): number | null {
  const series = rates[currency];
  if (!series) return null;
  if (day === null) return series.rates.at(-1) ?? null;
  let low = 0;
  let high = series.days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (series.days[middle]! <= day) low = middle + 1;
    else high = middle;
  }
  if (low === 0 || day - series.days[low - 1]! > rateServesDays) return null;
  return series.rates[low - 1]!;
}

/** Says whether a day's sum can be converted; for intake, which sets the row aside where it cannot. */
export function hasRate(rates: Rates, own: Currency): (currency: Currency, day: Day | null) => boolean {
  return (currency, day) => currency === own || rateOn(rates, currency, day === null ? null : dayNumber(day)) !== null;
}

/**
 * Makes a converter of minor units into the workspace's minor units: whole, halves away from zero, NaN without a rate.
 * A currency of null is the workspace's own.
 */
export function converterTo(own: Currency, rates: Rates): (minor: number, currency: Currency | null, day: DayNumber | null) => number {
  const ownUnits = minorPerMajor(own);
  return (minor, currency, day) => {
    if (currency === null || currency === own) return minor;
    const rate = rateOn(rates, currency, day);
    if (rate === null) return Number.NaN;
    const value = (minor / minorPerMajor(currency)) * rate * ownUnits;
    return Math.sign(value) * Math.round(Math.abs(value)) + 0;
  };
}
