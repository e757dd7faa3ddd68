// What a column's profile decides by itself, and where it leaves the choice to a person.
import type { DateOrder, DecimalMark, ShareScale } from "#intake/mapping.ts";
import type { ColumnProfile } from "#intake/types.ts";

export interface Decision<T> {
  readonly value: T;
  /** Every row fits another reading too, and the readings differ. */
  readonly isAmbiguous: boolean;
}

/**
 * The order of dates by all rows: the year first where it stands first; else whichever of day-first and month-first fits more cells.
 * Ambiguous where both fit the same cells and read some of them differently. `fallback` is proposed then.
 */
export function datesOf(column: ColumnProfile, fallback: "dmy" | "mdy"): Decision<DateOrder> {
  const { fits, bothWays } = column.date;
  const written = Math.max(fits.ymd, fits.dmy, fits.mdy);
  if (written === 0 || written < column.filled / 2) {
    for (const order of ["unix-milliseconds", "unix-seconds", "serial"] as const)
      if (fits[order] > 0 && fits[order] > written) return { value: order, isAmbiguous: false };
  }
  if (fits.ymd === written) return { value: "ymd", isAmbiguous: false };
  if (fits.dmy !== fits.mdy) return { value: fits.dmy > fits.mdy ? "dmy" : "mdy", isAmbiguous: false };
  return { value: fallback, isAmbiguous: bothWays > 0 };
}

/** Share of the filled cells that are dates under the best order. */
export function dateShare(column: ColumnProfile): number {
  return column.filled === 0 ? 0 : Math.max(...Object.values(column.date.fits)) / column.filled;
}

/** Share of the filled cells that are dates written with separators or names, which numbers never are. */
export function writtenDateShare(column: ColumnProfile): number {
  const { ymd, dmy, mdy } = column.date.fits;
  return column.filled === 0 ? 0 : Math.max(ymd, dmy, mdy) / column.filled;
}

/** The decimal mark by all rows: ambiguous where every cell with a mark fits both ('1,234'). `fallback` is proposed then. */
export function decimalOf(column: ColumnProfile, fallback: DecimalMark): Decision<DecimalMark> {
  const { onlyPoint, onlyComma, either } = column.number;
  if (onlyPoint > 0 || onlyComma > 0) return { value: onlyComma > onlyPoint ? "comma" : "point", isAmbiguous: onlyPoint > 0 && onlyComma > 0 };
  return either > 0 ? { value: fallback, isAmbiguous: true } : { value: "point", isAmbiguous: false };
}

/** Whether a column of shares counts in fractions or percents: certain with '%' or with broken numbers up to 1, else to be asked. */
export function scaleOf(column: ColumnProfile): Decision<ShareScale> {
  const { fits, percent, whole, max, min } = column.number;
  if (fits === 0 || percent === fits || (max === 0 && min === 0)) return { value: "fraction", isAmbiguous: false };
  if (max !== null && max <= 1) return { value: "fraction", isAmbiguous: whole === fits };
  return { value: "percent", isAmbiguous: true };
}

/** The mark that the clear columns of the file use, for columns that cannot tell: the file has one writer. */
export function decimalOfFile(columns: readonly ColumnProfile[]): Decision<DecimalMark> {
  let [point, comma] = [0, 0];
  for (const { number } of columns) [point, comma] = [point + number.onlyPoint, comma + number.onlyComma];
  return { value: comma > point ? "comma" : "point", isAmbiguous: (point === 0) === (comma === 0) };
}

/** The order that other columns of the file make likely; without any, day-first, as most of the world writes. */
export function likelyOrder(columns: readonly ColumnProfile[]): "dmy" | "mdy" {
  let [dmy, mdy] = [0, 0];
  for (const { date } of columns) if (date.fits.ymd < Math.max(date.fits.dmy, date.fits.mdy)) [dmy, mdy] = [dmy + date.fits.dmy, mdy + date.fits.mdy];
  if (dmy !== mdy) return dmy > mdy ? "dmy" : "mdy";
  // Americans write slashes; dots and dashes are European.
  const hasSlashes = columns.some((column) => column.date.bothWays > 0 && column.examples.some((example) => /^\d+\/\d+\//.test(example)));
  const isCyrillic = columns.some((column) => /[а-яё]/i.test(column.column));
  return hasSlashes && !isCyrillic ? "mdy" : "dmy";
}
