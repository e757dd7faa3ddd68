// Segments side by side: what their ripe entrants came to, pulled together where they are small, who can be ranked, and what they will come to.
import type { Interval } from "#facts/papers.ts";
import type { Coded } from "#facts/columns.ts";
import { gammaAbove } from "#evidence/statistics/distributions.ts";
import { type Pooled, type PooledShare, pooledShares } from "#evidence/statistics/pooling.ts";
import { wilsonInterval } from "#evidence/statistics/proportion.ts";
import { type Counted, countedOf, sumOf } from "#evidence/ripening/counted.ts";
import { type CureFit, cureInterval, fitCure } from "#evidence/ripening/cure.ts";
import { type Family, numbersIn } from "#evidence/ripening/timing.ts";
import { type Entrants, ripeAt } from "#evidence/ripening/entrants.ts";

export interface RipeningSegment {
  /** null: the field is empty. */
  readonly value: string | null;
  readonly size: number;
  readonly converted: number;
  readonly ripe: number;
  readonly hits: number;
  /** Within the window, ripe entrants of this segment alone (Wilson). Null: nobody is ripe. */
  readonly own: { readonly value: number; readonly interval: Interval } | null;
  /** The same with the help of all segments; null: too few segments, or young. */
  readonly pooled: PooledShare | null;
  /** More than half are too young for the window: hatched, never ranked. */
  readonly isYoung: boolean;
  readonly ultimate: { readonly value: number; readonly interval: Interval; readonly hasOwnTiming: boolean } | null;
  readonly ultimateReason: string | null;
}

export interface RipeningSegments {
  readonly segments: readonly RipeningSegment[];
  /** Whether any two can be ranked apart. */
  readonly clearPairs: number;
  readonly pairs: number;
}

/** Places of the entrants of each value, the largest first. */
export function groupsBy(entrants: Entrants, column: Coded): { value: string | null; places: Int32Array }[] {
  const many = column.names.length + 1;
  const counts = new Int32Array(many);
  const slot = (n: number) => column.codes[entrants.rows[n]!]! + 1;
  for (let n = 0; n < entrants.rows.length; n++) counts[slot(n)]!++;
  const places = Array.from(counts, (count) => new Int32Array(count));
  counts.fill(0);
  for (let n = 0; n < entrants.rows.length; n++) places[slot(n)]![counts[slot(n)]!++] = n;
  return places
    .map((own, code) => ({ value: code === 0 ? null : column.names[code - 1]!, places: own }))
    .filter((group) => group.places.length > 0)
    .sort((a, b) => b.places.length - a.places.length || ((a.value ?? "") < (b.value ?? "") ? -1 : 1));
}

/** More segments than this are not told apart by anybody; the largest stand for themselves. */
const mostSegments = 30;
/** A final rate takes two fits a segment. */
const mostUltimates = 12;

/**
 * The segments by one field. Rates within the window are of ripe entrants; young segments take no part in pooling and ranking. Final rates: the segment
 * against all others with a common timing; where its own timing is clearly another (likelihood ratio, chance below 1 % shared out over the segments), it is
 * fitted alone. The family of curves is the one that all together asked for.
 */
export function segmentsBy(entrants: Entrants, column: Coded, { window, family }: { readonly window: number; readonly family: Family }): RipeningSegments {
  const groups = groupsBy(entrants, column).slice(0, mostSegments);
  const all = countedOf(entrants.age, entrants.isConverted);
  const drafts = groups.map(({ value, places }) => {
    const { hits, cases } = ripeAt(entrants, window, places);
    const converted = places.reduce((sum, place) => sum + entrants.isConverted[place]!, 0);
    return { value, places, size: places.length, converted, hits, ripe: cases, isYoung: cases * 2 < places.length };
  });
  const judged = drafts.filter((draft) => !draft.isYoung && draft.ripe > 0);
  const pooled: Pooled | null = pooledShares(judged.map(({ hits, ripe }) => ({ hits, cases: ripe })));
  const segments = drafts.map((draft, place): RipeningSegment => {
    const { value, size, converted, ripe, hits, isYoung, places } = draft;
    const at = judged.findIndex((one) => one.value === value);
    const own = () => countedOf(entrants.age, entrants.isConverted, places);
    const final = place < mostUltimates && groups.length > 1 ? ultimateOf(own(), all, { many: groups.length, family }) : null;
    return {
      value,
      size,
      converted,
      ripe,
      hits,
      isYoung,
      own: ripe === 0 ? null : { value: hits / ripe, interval: wilsonInterval(hits, ripe)! },
      pooled: at < 0 ? null : (pooled?.groups[at] ?? null),
      ultimate: final === null || "reason" in final ? null : final,
      ultimateReason: final === null ? "too-many-segments" : "reason" in final ? final.reason : null,
    };
  });
  return { segments, clearPairs: pooled?.clearPairs ?? 0, pairs: pooled?.pairs ?? 0 };
}

type Ultimate = NonNullable<RipeningSegment["ultimate"]>;

function ultimateOf(own: Counted, all: Counted, { many, family }: { readonly many: number; readonly family: Family }): Ultimate | { readonly reason: string } {
  const rest = without(all, own);
  const pair = sumOf(rest.converted) + sumOf(rest.waiting) > 0 ? [own, rest] : [own];
  const shared = fitCure(pair, family);
  if (!shared.ok) return { reason: shared.reason };
  const [alone, others] = pair.length === 2 ? [fitCure([own], family), fitCure([rest], family)] : [shared, null];
  const differs = alone.ok && others?.ok === true && timingDiffers(alone.value, others.value, shared.value, many);
  if (differs) return { value: alone.value.rates[0]!, interval: cureInterval([own], alone.value, 0), hasOwnTiming: true };
  if (sumOf(own.converted) === 0 && sumOf(own.waiting) < 10) return { reason: "too-few-conversions" };
  return { value: shared.value.rates[0]!, interval: cureInterval(pair, shared.value, 0), hasOwnTiming: false };
}

/** Chi-square with a degree of freedom for each number of the timing. Curves of different families are not compared. */
function timingDiffers(alone: CureFit, others: CureFit, shared: CureFit, many: number): boolean {
  if (alone.family !== shared.family || others.family !== shared.family) return false;
  const gain = alone.logLikelihood + others.logLikelihood - shared.logLikelihood;
  return gain > 0 && gammaAbove(numbersIn[shared.family] / 2, gain) < 0.01 / many;
}

function without(all: Counted, own: Counted): Counted {
  const less = (a: Int32Array, b: Int32Array) => a.map((count, day) => count - (b[day] ?? 0));
  return { converted: less(all.converted, own.converted), waiting: less(all.waiting, own.waiting) };
}
