// Deals by what they are worth: three bands at round amounts that part the won deals on record into thirds, the same in every period.
import type { Coded } from "#facts/columns.ts";
import type { Lens } from "#evidence/kpi/lens.ts";
import { wonStage } from "#evidence/cycle/watch.ts";
import { quantileOfSorted } from "#evidence/statistics/quantile.ts";

export interface ValueBands {
  /** Upper ends of all but the last band, in minor units, rising; a value at an end is in the band above. */
  readonly ends: readonly number[];
  /** Band of each deal by row: 0 is the lowest, -1 where neither amount nor list price is known. Names are the bands' numbers. */
  readonly column: Coded;
}

/** Fewer won deals with a value than this make no bands. */
const leastWon = 30;

/** The value of a deal: its amount, before the close its list price. Bands end at 1, 2 or 5 times a power of ten nearest (on the log scale) to the thirds. */
export function valueBandsOf({ facts: { deals } }: Lens): ValueBands | null {
  const valueAt = (row: number) => (deals.amount[row]! > 0 ? deals.amount[row]! : deals.listPrice[row]! > 0 ? deals.listPrice[row]! : Number.NaN);
  const won: number[] = [];
  for (let row = 0; row < deals.count; row++) if (deals.stage[row] === wonStage && valueAt(row) > 0) won.push(valueAt(row));
  if (won.length < leastWon) return null;
  const sorted = Float64Array.from(won).sort();
  const ends = [...new Set([1 / 3, 2 / 3].map((share) => roundAmount(quantileOfSorted(sorted, share)!)))].filter((end) => end > sorted[0]!);
  if (ends.length === 0) return null;
  const codes = Int32Array.from({ length: deals.count }, (_, row) => {
    const value = valueAt(row);
    return Number.isNaN(value) ? -1 : ends.filter((end) => value >= end).length;
  });
  return { ends, column: { codes, names: [...ends, 0].map((_, band) => String(band)) } };
}

/** The nearest of 1, 2, 5 times a power of ten. */
function roundAmount(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((step) => step * power).reduce((best, at) => (Math.abs(Math.log(at / value)) < Math.abs(Math.log(best / value)) ? at : best));
}
