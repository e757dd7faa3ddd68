// The search for the likeliest final rates and timing: rates are solved for each timing, and the timing climbs.
import { cameTo } from "#kit/long-work.ts";
import { type Counted, sumOf } from "#evidence/ripening/counted.ts";
import { type Family, type Timing, type TimingTable, layTiming, numbersIn, timingTable } from "#evidence/ripening/timing.ts";

export interface Summit {
  readonly timing: Timing;
  /** One a group. */
  readonly rates: readonly number[];
  readonly logLikelihood: number;
}

/** A group whose rate is given. */
export interface Held {
  readonly group: number;
  readonly rate: number;
}

export type Entry = readonly [day: number, count: number];

export function entriesOf(counts: Int32Array): Entry[] {
  const entries: Entry[] = [];
  for (let day = 0; day < counts.length; day++) if (counts[day]! > 0) entries.push([day, counts[day]!]);
  return entries;
}

interface Slope {
  readonly logLikelihood: number;
  /** Along log scale, log shape and, for the bent family, bend. */
  readonly by: readonly number[];
  readonly rates: readonly number[];
}

interface Move {
  readonly by: readonly number[];
  /** What the step promises. */
  readonly gain: number;
}

type Curvature = readonly (readonly number[])[];

const placesOf = ({ logScale, logShape, bend = 1 }: Timing, many: number) => [logScale, logShape, bend].slice(0, many);
const timingAt = ([logScale, logShape, bend]: readonly number[]): Timing =>
  bend === undefined ? { logScale: logScale!, logShape: logShape! } : { logScale: logScale!, logShape: logShape!, bend };

/** Beyond this bend a curve has an edge, or no end: it climbs for ever and is not looked at any further. */
const lostBend = 6;

/** Newton's steps on two or three numbers. The likelihood is that of `slopeAt`. */
export class Climb {
  private readonly groups: readonly { readonly hits: readonly Entry[]; readonly waits: readonly Entry[]; readonly converted: number }[];
  private readonly table: TimingTable;
  private readonly many: number;
  /** Where the search for the rates begins: where it last ended. */
  private readonly rates: number[];
  private curvature: Curvature | null = null;
  private isFresh = false;

  constructor(groups: readonly Counted[], family: Family) {
    this.groups = groups.map(({ converted, waiting }) => ({ hits: entriesOf(converted), waits: entriesOf(waiting), converted: sumOf(converted) }));
    this.table = timingTable(Math.max(1, ...groups.map((group) => group.converted.length)), family);
    this.many = numbersIn[family];
    this.rates = groups.map(() => 0.5);
  }

  /** From a timing to the top; one group's rate may be held. The curvature is kept from step to step, and from one held rate to the next, while it serves. */
  top(start: Timing, held: Held | null): Summit {
    let at = start;
    let here = this.slopeAt(at, held);
    this.curvature ??= this.curvatureAt(at, held);
    for (let step = 0; step < 100; step++) {
      cameTo("sums");
      const move = moveOf(here.by, this.curvature);
      if (move.gain < 1e-10 || Math.abs(at.bend ?? 1) > lostBend) break;
      const [next, there] = this.upFrom(at, { here, move, held });
      const gain = there.logLikelihood - here.logLikelihood;
      const isPoor = gain < 0.3 * move.gain;
      if (gain > 0) [at, here] = [next, there];
      if (isPoor) {
        if (gain <= 0 && this.isFresh) break;
        this.curvature = this.curvatureAt(at, held);
        this.isFresh = true;
      } else this.isFresh = false;
    }
    this.isFresh = false;
    return { timing: at, rates: here.rates, logLikelihood: here.logLikelihood };
  }

  /** Log likelihood at a timing with the best rates, and its slopes (those of the rates are zero at their best). */
  slopeAt(timing: Timing, held: Held | null): Slope {
    const { table } = this;
    layTiming(table, timing);
    const by = Array.from({ length: this.many }, () => 0);
    let logLikelihood = 0;
    const rates = this.groups.map(({ hits, waits, converted }, group) => {
      const rate = held?.group === group ? held.rate : bestRate({ waits, converted, near: this.rates[group]! }, table.share);
      this.rates[group] = rate;
      if (converted > 0) logLikelihood += converted * Math.log(rate);
      for (const [day, count] of hits) {
        logLikelihood += count * table.logChance[day]!;
        for (let along = 0; along < by.length; along++) by[along]! += count * table.logChanceBy[along]![day]!;
      }
      for (const [age, count] of waits) {
        const left = Math.max(1e-300, 1 - rate * table.share[age]!);
        logLikelihood += count * Math.log(left);
        for (let along = 0; along < by.length; along++) by[along]! -= (count * rate * table.shareBy[along]![age]!) / left;
      }
      return rate;
    });
    return { logLikelihood, by, rates };
  }

  /** A step, halved until it leads up. */
  private upFrom(at: Timing, { here, move, held }: { here: Slope; move: Move; held: Held | null }): [Timing, Slope] {
    const places = placesOf(at, this.many);
    for (let share = 1; share > 1e-6; share /= 2) {
      const next = timingAt(places.map((place, along) => place + share * move.by[along]!));
      const there = this.slopeAt(next, held);
      if (there.logLikelihood > here.logLikelihood) return [next, there];
    }
    return [at, here];
  }

  /** Second slopes by differences of exact first ones. */
  private curvatureAt(at: Timing, held: Held | null): Curvature {
    const h = 1e-4;
    const places = placesOf(at, this.many);
    const rows = places.map((_, along) => {
      const [up, down] = [h, -h].map((step) => this.slopeAt(timingAt(places.map((place, other) => (other === along ? place + step : place))), held).by);
      return up!.map((slope, other) => (slope - down![other]!) / (2 * h));
    });
    return rows.map((row, i) => row.map((slope, j) => (slope + rows[j]![i]!) / 2));
  }
}

/** Newton's step, none of its parts longer than 1; where the curvature is not that of a summit, a short step along the slope. */
function moveOf(slope: readonly number[], curvature: Curvature): Move {
  const step = newtonStep(slope, curvature);
  if (step === null) {
    const length = Math.hypot(...slope) || 1;
    return { by: slope.map((along) => (0.3 * along) / length), gain: 0.3 * length };
  }
  const share = 1 / Math.max(1, ...step.map(Math.abs));
  const promised = step.reduce((sum, part, along) => sum + part * slope[along]!, 0);
  return { by: step.map((part) => share * part), gain: (share - (share * share) / 2) * promised };
}

/** Solves -curvature step = slope by elimination; null where some pivot is not above zero: no summit here. */
function newtonStep(slope: readonly number[], curvature: Curvature): number[] | null {
  const rows = curvature.map((row, i) => [...row.map((value) => -value), slope[i]!]);
  const many = rows.length;
  for (let pivot = 0; pivot < many; pivot++) {
    const own = rows[pivot]![pivot]!;
    if (!(own > 0)) return null;
    for (let i = pivot + 1; i < many; i++) {
      const factor = rows[i]![pivot]! / own;
      for (let j = pivot; j <= many; j++) rows[i]![j]! -= factor * rows[pivot]![j]!;
    }
  }
  const step = rows.map(() => 0);
  for (let i = many - 1; i >= 0; i--) {
    let rest = rows[i]![many]!;
    for (let j = i + 1; j < many; j++) rest -= rows[i]![j]! * step[j]!;
    step[i] = rest / rows[i]![i]!;
  }
  return step;
}

/** The rate at which converted / c = sum of F / (1 - c F) over those who wait: the likelihood is concave in c. */
function bestRate({ waits, converted, near }: { waits: readonly Entry[]; converted: number; near: number }, share: Float64Array): number {
  if (converted === 0) return 0;
  let [low, high, rate] = [0, 1, near > 0 && near < 1 ? near : 0.5];
  for (let step = 0; step < 60; step++) {
    let [slope, curvature] = [converted / rate, -converted / (rate * rate)];
    for (const [age, count] of waits) {
      const part = share[age]! / Math.max(1e-300, 1 - rate * share[age]!);
      slope -= count * part;
      curvature -= count * part * part;
    }
    if (slope > 0) low = rate;
    else high = rate;
    const newton = rate - slope / curvature;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - rate) < 1e-13) return next;
    rate = next;
  }
  return rate;
}
