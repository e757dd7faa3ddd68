// The links of the chain from leads to revenue in one weighing of leads and deals: conversions, average deals, shares of revenue.
import type { Coded } from "#facts/columns.ts";
import type { Ways } from "#evidence/funnel/ways.ts";
import { shrinkage } from "#evidence/promises/lead-value.ts";

/** The steps of the chain: places in `funnelSteps`. The finding that marketing makes is left out: both sides agree on what came of it. */
export const chainSteps = [0, 2, 3, 4, 5] as const;
export const linkCount = chainSteps.length - 1;

export interface ChainRows {
  readonly segments: number;
  /** Of each lead old enough to be counted its segment and the steps it reached, as one number (`codesOf`). */
  readonly codes: Int32Array;
  /** Won deals of the last year: amount, earnings (NaN: not known), and the segment of their lead (-1: no lead led to them). */
  readonly wins: { readonly amount: Float64Array; readonly earns: Float64Array; readonly segment: Int32Array };
}

export interface Chain {
  /** By segment and link; the rows of the whole company stand last. */
  readonly reached: readonly Float64Array[];
  readonly links: readonly Float64Array[];
  /** Leads won of leads that came, by segment. */
  readonly through: Float64Array;
  readonly averageDeal: Float64Array;
  /** Share of all revenue that came through leads of the segment. */
  readonly ofRevenue: Float64Array;
  /** Earnings for each unit of revenue from leads. */
  readonly margin: number;
}

const patterns = 1 << chainSteps.length;

/** Segment x 32 + a bit for each step reached: a draw then adds each lead's weight once, and not once for every step. */
export function codesOf(ways: Ways, segmentOf: Int32Array, ripe: Int32Array): Int32Array {
  const steps = chainSteps.map((step) => ways.reached[step]!);
  return ripe.map((row) => steps.reduce((code, reached, step) => code + (reached[row]! << step), segmentOf[row]! * patterns));
}

/** Each link of a segment is drawn towards the company's by twenty leads' weight, each average deal by twenty deals'. */
export function chainOf({ segments, codes, wins }: ChainRows, leadWeights: Float64Array | null, winWeights: Float64Array | null): Chain {
  const reached = Array.from({ length: segments + 1 }, () => new Float64Array(chainSteps.length));
  const sumOf = new Float64Array(segments * patterns);
  for (let place = 0; place < codes.length; place++) sumOf[codes[place]!]! += leadWeights === null ? 1 : leadWeights[place]!;
  sumOf.forEach((weight, code) => {
    const own = reached[Math.floor(code / patterns)]!;
    for (let step = 0; step < chainSteps.length; step++) if (((code >> step) & 1) === 1) own[step]! += weight;
  });
  for (let segment = 0; segment < segments; segment++)
    for (let step = 0; step < chainSteps.length; step++) reached[segments]![step]! += reached[segment]![step]!;
  const whole = linksOf(reached[segments]!, null);
  const links = reached.map((own, place) => (place === segments ? whole : linksOf(own, whole)));
  const { amount, earns, segment } = wins;
  const [sums, counts] = [new Float64Array(segments + 1), new Float64Array(segments + 1)];
  let [all, known, earned] = [0, 0, 0];
  for (let win = 0; win < amount.length; win++) {
    const weight = winWeights === null ? 1 : winWeights[win]!;
    all += weight * amount[win]!;
    if (segment[win]! < 0) continue;
    for (const place of [segment[win]!, segments]) {
      sums[place]! += weight * amount[win]!;
      counts[place]! += weight;
    }
    if (!Number.isNaN(earns[win]!)) {
      known += weight * amount[win]!;
      earned += weight * earns[win]!;
    }
  }
  const mean = sums[segments]! / counts[segments]!;
  return {
    reached,
    links,
    through: Float64Array.from(links, (own) => own.reduce((product, link) => product * link, 1)),
    averageDeal: sums.map((sum, place) => (place === segments ? mean : (sum + shrinkage * mean) / (counts[place]! + shrinkage))),
    ofRevenue: sums.map((sum) => sum / all),
    margin: earned / known,
  };
}

function linksOf(reached: Float64Array, whole: Float64Array | null): Float64Array {
  return Float64Array.from({ length: linkCount }, (_, link) => {
    const [from, to] = [reached[link]!, reached[link + 1]!];
    return whole === null ? to / from : (to + shrinkage * whole[link]!) / (from + shrinkage);
  });
}

/** Segments of leads as places in a list; leads without one have a place of their own. */
export function segmentsOf(column: Coded | null, count: number): { readonly segmentOf: Int32Array; readonly names: readonly string[] } {
  if (column === null) return { segmentOf: new Int32Array(count), names: [""] };
  const used = [...new Set(column.codes)].sort((a, b) => a - b);
  const places = new Map(used.map((code, place) => [code, place]));
  return { segmentOf: Int32Array.from(column.codes, (code) => places.get(code)!), names: used.map((code) => (code < 0 ? "" : column.names[code]!)) };
}
