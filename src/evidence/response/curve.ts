// The company's own response curve: the share that came through in each band of waiting, as it stands and among leads of the same grade and channel.
import type { Interval } from "#facts/papers.ts";
import { type Band, bandsFor, bandsOf } from "#evidence/response/bands.ts";
import type { ResponseLeads } from "#evidence/response/leads.ts";
import { type TrendTest, trendTest } from "#evidence/response/trend.ts";
import { wilsonInterval } from "#evidence/statistics/proportion.ts";
import { type StratumCounts, stratifiedDifference } from "#evidence/statistics/strata.ts";

/** Bands with fewer leads are shown and not compared. */
export const fewestInBand = 20;
const level = 0.9;

export interface CurveBand extends Band {
  readonly leads: number;
  readonly hits: number;
  readonly share: number | null;
  readonly interval: Interval | null;
  /** Against the band of comparison, among leads of the same grade and channel; null for that band, and where it has too few equals. */
  readonly difference: { readonly value: number; readonly interval: Interval; readonly leads: number } | null;
  /** The share that the band would have with the leads of the band of comparison. */
  readonly adjusted: { readonly value: number; readonly interval: Interval } | null;
}

export interface ResponseCurve {
  readonly leads: number;
  readonly hits: number;
  readonly bands: readonly CurveBand[];
  /** Key of the band that the others are compared with: the one with most leads among those that were tried. */
  readonly comparedWith: string;
  /** Over the bands of leads that were tried, not over never: as they stand, among equals, and among equals of the same person. */
  readonly trends: { readonly plain: TrendTest | null; readonly amongEquals: TrendTest | null; readonly samePerson: TrendTest | null };
  readonly grades: number;
  readonly channels: number;
}

export type CurveGap = "too-few-leads" | "no-outcomes" | "one-band";
export const fewestLeads = 60;

/**
 * Shares with Wilson's 90 % intervals; differences by Mantel and Haenszel over strata of grade and channel (Sato's variance). Trend: Mantel's test over the bands in
 * their order. An association: who was called fast may have been worth calling, in ways that grade and channel do not show.
 */
export function responseCurve(
  of: ResponseLeads,
): { ok: true; value: ResponseCurve } | { ok: false; reason: CurveGap; details?: { count: number; needed: number } } {
  const count = of.rows.length;
  if (count < fewestLeads) return { ok: false, reason: "too-few-leads", details: { count, needed: fewestLeads } };
  const hits = of.hit.reduce((sum, one) => sum + one, 0);
  if (hits === 0) return { ok: false, reason: "no-outcomes" };
  const bands = bandsFor(of.hours);
  const band = bandsOf(of.hours, bands);
  const stratum = strataOf([of.grade, of.channel]);
  const counts = countsByStratum(of, band, { stratum, bands: bands.length });
  const totals = bands.map((_, place) => ({ leads: sum(counts.map((own) => own.cases[place]!)), hits: sum(counts.map((own) => own.hits[place]!)) }));
  const tried = totals.slice(0, -1);
  const enough = tried.filter(({ leads }) => leads >= fewestInBand).length;
  if (enough < 2) return { ok: false, reason: "one-band" };
  const base = tried.reduce((best, { leads }, place) => (leads > tried[best]!.leads ? place : best), 0);
  const baseShare = totals[base]!.hits / totals[base]!.leads;
  const score = Float64Array.from(band, (place) => (place === bands.length - 1 ? Number.NaN : place));
  const trend = (strata: Int32Array) => trendTest({ score, hit: of.hit, stratum: strata });
  return {
    ok: true,
    value: {
      leads: count,
      hits,
      bands: bands.map((one, place) => {
        const { leads, hits: own } = totals[place]!;
        const found = place === base || leads < fewestInBand ? null : differenceOf(counts, place, base);
        return {
          ...one,
          leads,
          hits: own,
          share: leads === 0 ? null : own / leads,
          interval: wilsonInterval(own, leads, level),
          difference: found,
          adjusted: found && {
            value: within01(baseShare + found.value),
            interval: { low: within01(baseShare + found.interval.low!), high: within01(baseShare + found.interval.high!), level },
          },
        };
      }),
      comparedWith: bands[base]!.key,
      trends: { plain: trend(new Int32Array(count)), amongEquals: trend(stratum), samePerson: trend(strataOf([of.grade, of.channel, of.person])) },
      grades: new Set(of.grade).size,
      channels: new Set(of.channel).size,
    },
  };
}

const within01 = (share: number) => Math.min(1, Math.max(0, share));
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

/** One number for each combination of codes that occurs. */
export function strataOf(columns: readonly Int32Array[]): Int32Array {
  const places = new Map<number, number>();
  let now: Int32Array = new Int32Array(columns[0]!.length);
  for (const column of columns) {
    places.clear();
    const next = new Int32Array(column.length);
    for (let row = 0; row < column.length; row++) {
      const key = now[row]! * 1_000_003 + column[row]! + 1;
      let place = places.get(key);
      if (place === undefined) places.set(key, (place = places.size));
      next[row] = place;
    }
    now = next;
  }
  return now;
}

interface StratumBands {
  readonly cases: Int32Array;
  readonly hits: Int32Array;
}

function countsByStratum({ hit }: ResponseLeads, band: Int32Array, { stratum, bands }: { stratum: Int32Array; bands: number }): StratumBands[] {
  const found: StratumBands[] = [];
  for (let row = 0; row < hit.length; row++) {
    const own = (found[stratum[row]!] ??= { cases: new Int32Array(bands), hits: new Int32Array(bands) });
    own.cases[band[row]!]!++;
    own.hits[band[row]!]! += hit[row]!;
  }
  return found;
}

function differenceOf(counts: readonly StratumBands[], place: number, base: number) {
  const strata: StratumCounts[] = counts.map(({ cases, hits }) => ({
    hits: hits[place]!,
    cases: cases[place]!,
    otherHits: hits[base]!,
    otherCases: cases[base]!,
  }));
  const found = stratifiedDifference(strata, level);
  if (found === null || Math.min(found.cases, found.otherCases) < fewestInBand) return null;
  return { value: found.value, interval: found.interval, leads: found.cases };
}
