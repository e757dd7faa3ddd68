// Traits of deals known on their first day, as columns for a regression: rare kinds are counted together, the most frequent one is what others are held against.
import type { Coded } from "#facts/columns.ts";
import { type DealStays } from "#evidence/cycle/stays.ts";

export interface Trait {
  readonly key: string;
  /** By row of deal. */
  readonly column: Coded;
}

/** Kinds too rare to stand alone, counted together; -1 stands for 'not stated'. */
export const rareCode = -2;

/** A trait as the regression sees it. */
export interface Kinds {
  readonly key: string;
  /** What the others are held against: the kind with most deals. */
  readonly reference: number;
  /** The other kinds, one column each, by number of deals. */
  readonly codes: readonly number[];
  /** Kind of each stay. */
  readonly ofStay: Int32Array;
}

const mostKinds = 8;

/**
 * The kinds of a trait among deals under watch: each with at least `fewestEnds` ends in the way looked at and some deals that did not end so, at most
 * eight; the rest are counted together, and where even together they are too few, with the kind that has most deals.
 * Null where fewer than two kinds are left: the trait can say nothing.
 */
export function kindsOf({ key, column }: Trait, stays: DealStays, { way, fewestEnds }: { way: number; fewestEnds: number }): Kinds | null {
  const counts = new Map<number, { deals: number; ends: number }>();
  stays.rows.forEach((row, place) => {
    const code = column.codes[row]!;
    const own = counts.get(code) ?? { deals: 0, ends: 0 };
    own.deals++;
    own.ends += Number(stays.cause[place] === way);
    counts.set(code, own);
  });
  const name = (code: number) => (code < 0 ? "" : column.names[code]!);
  const byDeals = [...counts].sort(([a, one], [b, other]) => other.deals - one.deals || (name(a) < name(b) ? -1 : 1));
  const isEnough = ({ deals, ends }: { deals: number; ends: number }) => ends >= fewestEnds && deals - ends >= 3;
  const kept = byDeals.filter(([, own]) => isEnough(own)).slice(0, mostKinds);
  const alone = new Set(kept.map(([code]) => code));
  const rare = byDeals
    .filter(([code]) => !alone.has(code))
    .reduce((sum, [, own]) => ({ deals: sum.deals + own.deals, ends: sum.ends + own.ends }), { deals: 0, ends: 0 });
  const hasRare = isEnough(rare);
  const codes = [...kept.map(([code]) => code), ...(hasRare ? [rareCode] : [])];
  if (codes.length < 2) return null;
  const reference = codes[0]!;
  const ofStay = stays.rows.map((row) => {
    const code = column.codes[row]!;
    return alone.has(code) ? code : hasRare ? rareCode : reference;
  });
  return { key, reference, codes: codes.slice(1), ofStay };
}

/** One column of 0 and 1 for each kind but the reference. */
export function columnsOf({ codes, ofStay }: Kinds): Float64Array[] {
  return codes.map((code) => Float64Array.from(ofStay, (own) => Number(own === code)));
}
