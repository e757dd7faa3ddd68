// How long it takes from entering to closing: learnt from all that was watched, with what is still open counted, and dead deals left out of the length.

/** Everything watched on its way to closing, as seen by one day. Ages in days. */
export interface Watched {
  /** Age from which it was watched (0: from the beginning). */
  readonly entry: Int32Array;
  /** Age at closing, or when last seen. */
  readonly exit: Int32Array;
  readonly closed: Uint8Array;
  /** Which lag it belongs to. */
  readonly stratum: Int32Array;
  readonly unit: Int32Array;
}

/** `curves[s][a]`: chance that the lag is at most a - 1 days, so that a difference of two places is the chance to close in a window. Ends at 1. */
export type LagCurves = readonly Float64Array[];

/** A stratum with fewer closings than this takes the lag of all. */
export const fewestClosings = 50;

/**
 * Lag distribution of those that close: Kaplan-Meier over everything that entered (closing is the event; what never closes stays at risk and
 * only lowers the plateau), divided by its plateau, so that dead deals and young ones do not bend it. Entry after age 0 is left truncation:
 * records of an extract that begins later. The curve ends where fewer than ten are at risk. Weights come from the bootstrap; null: each counts 1.
 * Edge: no closings gives null. Sources: Kaplan and Meier 1958; plateau of a cure fraction: Maller and Zhou 1996.
 */
export class LagEstimator {
  /** The longest lag of anything that closed, days. */
  readonly longest: number;
  private readonly ends: readonly number[];
  readonly strata: number;
  /** Closings of each stratum. */
  readonly closings: Int32Array;
  private readonly watched: Watched;

  constructor(watched: Watched, strata: number) {
    this.watched = watched;
    this.strata = strata;
    this.closings = new Int32Array(strata);
    let longest = 0;
    for (let i = 0; i < watched.exit.length; i++) {
      if (watched.closed[i] === 0) continue;
      this.closings[watched.stratum[i]!]!++;
      longest = Math.max(longest, watched.exit[i]!);
    }
    this.longest = longest;
    this.ends = Array.from({ length: strata + 1 }, (_, s) => this.lastAge(s));
  }

  get size(): number {
    return this.watched.exit.length;
  }

  /** One curve a stratum, thin strata sharing the curve of all, and last the curve of all. Null without any closing. */
  curves(weights: Float64Array | null): LagCurves | null {
    if (this.closings.every((count) => count === 0)) return null;
    const [risk, events] = this.tables(weights);
    const width = this.longest + 3;
    const all = this.curveOf(risk.subarray(this.strata * width), { events: events.subarray(this.strata * width), last: this.ends[this.strata]! });
    return Array.from({ length: this.strata + 1 }, (_, s) =>
      s === this.strata || this.closings[s]! < fewestClosings
        ? all
        : this.curveOf(risk.subarray(s * width, (s + 1) * width), { events: events.subarray(s * width), last: this.ends[s]! }),
    );
  }

  /** At-risk changes and closings by age for each stratum and, last, for all. */
  private tables(weights: Float64Array | null): [Float64Array, Float64Array] {
    const { entry, exit, closed, stratum, unit } = this.watched;
    const { longest, strata } = this;
    const width = longest + 3;
    const risk = new Float64Array(width * (strata + 1));
    const events = new Float64Array(width * (strata + 1));
    for (let i = 0; i < exit.length; i++) {
      const from = entry[i]!;
      const until = exit[i]! < longest ? exit[i]! : longest;
      if (from > until) continue;
      const weight = weights === null ? 1 : weights[unit[i]!]!;
      const own = stratum[i]! * width;
      risk[own + from]! += weight;
      risk[own + until + 1]! -= weight;
      if (closed[i] === 1) events[own + until]! += weight;
    }
    const everyone = strata * width;
    for (let place = 0; place < everyone; place++) {
      risk[everyone + (place % width)]! += risk[place]!;
      events[everyone + (place % width)]! += events[place]!;
    }
    return [risk, events];
  }

  private curveOf(risk: Float64Array, { events, last }: { events: Float64Array; last: number }): Float64Array {
    const curve = new Float64Array(last + 2);
    let [atRisk, open] = [0, 1];
    for (let age = 0; age <= last; age++) {
      atRisk += risk[age]!;
      if (atRisk > 0) open *= 1 - Math.min(1, events[age]! / atRisk);
      curve[age + 1] = 1 - open;
    }
    const plateau = curve[last + 1]!;
    if (plateau > 0) for (let age = 0; age < curve.length; age++) curve[age]! /= plateau;
    return curve;
  }

  /** The last age at which a stratum (or, past the last one, all) still has ten at risk. */
  private lastAge(stratum: number): number {
    const { entry, exit, stratum: own } = this.watched;
    const risk = new Int32Array(this.longest + 3);
    let last = 0;
    for (let i = 0; i < exit.length; i++) {
      if ((stratum < this.strata && own[i] !== stratum) || entry[i]! > Math.min(exit[i]!, this.longest)) continue;
      risk[entry[i]!]!++;
      risk[Math.min(exit[i]!, this.longest) + 1]!--;
    }
    for (let age = 0, atRisk = 0; age <= this.longest; age++) {
      atRisk += risk[age]!;
      if (atRisk >= 10) last = age;
    }
    return last === 0 ? this.longest : last;
  }
}

/** The age by which `share` of those that close have closed. */
export function lagQuantile(curve: Float64Array, share: number): number {
  for (let place = 1; place < curve.length; place++) if (curve[place]! >= share) return place - 1;
  return Math.max(0, curve.length - 2);
}

/**
 * Chance to close at an age in [fromAge, untilAge): the weight that something has in a period. Where what closed before `recordedFromAge` is not on
 * record, the chance is that of the survivors, so that those on record stand for all that came in with them.
 */
export function dueIn(curve: Float64Array, fromAge: number, untilAge: number, recordedFromAge = 0): number {
  const last = curve.length - 1;
  if (untilAge <= 0 || fromAge >= last) return 0;
  const chance = curve[untilAge > last ? last : untilAge]! - curve[fromAge < 0 ? 0 : fromAge]!;
  return chance === 0 || recordedFromAge <= 0 ? chance : chance / (1 - curve[recordedFromAge > last ? last : recordedFromAge]!);
}

/** Lag curves laid end to end, so that the weight of an entrant is the difference of two fixed places whatever the draw. */
export class LaidCurves {
  readonly values: Float64Array;
  private readonly starts: Int32Array;
  private readonly lengths: Int32Array;

  constructor(curves: LagCurves) {
    this.lengths = Int32Array.from(curves, (curve) => curve.length);
    this.starts = new Int32Array(curves.length);
    let size = 0;
    curves.forEach((curve, s) => {
      this.starts[s] = size;
      size += curve.length;
    });
    this.values = new Float64Array(size);
    this.lay(curves);
  }

  /** Curves of the same lengths as at first take their places. */
  lay(curves: LagCurves): void {
    curves.forEach((curve, s) => this.values.set(curve, this.starts[s]));
  }

  place(stratum: number, age: number): number {
    return this.starts[stratum]! + Math.max(0, Math.min(age, this.lengths[stratum]! - 1));
  }
}
