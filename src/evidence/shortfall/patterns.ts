// Leads and deals that look alike when they come in are counted together; the model of conversion is learnt on such patterns.
import type { Patterns } from "#evidence/statistics/logistic.ts";

/** A level of a trait seen fewer times than this in the reference stands with the average. */
export const fewestOfLevel = 10;
const mostLevels = 30;

export interface PatternBook extends Patterns {
  /** Pattern of a record; `codes[f]` is its level of trait f (-1: not known). */
  readonly of: (codes: ArrayLike<number>) => number;
  /** The column of a level of trait f; -1 where it stands with the average. */
  readonly columnOf: (f: number, code: number) => number;
  /** Names of traits that distinguish anything. */
  readonly traits: readonly string[];
  /** Whether the record has a level that the reference hardly knows. */
  readonly isNew: (codes: ArrayLike<number>) => boolean;
}

/**
 * A book of patterns over traits. `seen[f]` counts each level of trait f in the reference; the level "not known" counts last.
 * Every level seen at least ten times gets a column (at most thirty a trait, the commonest); a trait with one such level distinguishes nothing.
 */
export function patternBook(traits: readonly string[], seen: readonly Int32Array[]): PatternBook {
  // Per trait: the level's own number from 1 (0: no column), and where the trait's columns begin.
  const numbers: Int32Array[] = [];
  const begins: number[] = [];
  let columns = 0;
  for (const counts of seen) {
    const kept = Array.from(counts, (_, level) => level)
      .filter((level) => counts[level]! >= fewestOfLevel)
      .sort((a, b) => counts[b]! - counts[a]! || a - b)
      .slice(0, mostLevels);
    const own = new Int32Array(counts.length);
    if (kept.length > 1) kept.sort((a, b) => a - b).forEach((level, n) => (own[level] = n + 1));
    numbers.push(own);
    begins.push(columns - 1);
    columns += kept.length > 1 ? kept.length : 0;
  }
  const features: Int32Array[] = [];
  const known = new Map<number, number>();
  const numberAt = (f: number, code: number) => numbers[f]![code < 0 ? numbers[f]!.length - 1 : code]!;
  return {
    features,
    columns,
    traits: traits.filter((_, f) => numbers[f]!.some((number) => number > 0)),
    of(codes) {
      let key = 0;
      for (let f = 0; f < numbers.length; f++) key = key * (mostLevels + 1) + numberAt(f, codes[f]!);
      const found = known.get(key);
      if (found !== undefined) return found;
      const own: number[] = [];
      for (let f = 0; f < numbers.length; f++) if (numberAt(f, codes[f]!) > 0) own.push(begins[f]! + numberAt(f, codes[f]!));
      known.set(key, features.length);
      return features.push(Int32Array.from(own)) - 1;
    },
    columnOf: (f, code) => (numberAt(f, code) > 0 ? begins[f]! + numberAt(f, code) : -1),
    isNew(codes) {
      for (let f = 0; f < numbers.length; f++) if (codes[f]! >= 0 && seen[f]![codes[f]!] === 0 && numbers[f]!.some((number) => number > 0)) return true;
      return false;
    },
  };
}
