// How many will convert in the end, though many are still young: some never do, and those who do take their time (mixture cure model).
import type { Interval } from "#facts/papers.ts";
import { type Outcome, accept, refuse } from "#kit/refusal.ts";
import { normalQuantile } from "#evidence/statistics/distributions.ts";
import { type Counted, paceBetween, sumOf, together, watchedDays } from "#evidence/ripening/counted.ts";
import { type Timing, type TimingTable, daysUntil, layTiming, shareBy, timingTable } from "#evidence/ripening/timing.ts";

export interface CureFit {
  readonly timing: Timing;
  /** Share that converts in the end, one a group. */
  readonly rates: readonly number[];
  readonly logLikelihood: number;
  /** Scale in days, and shape. */
  readonly scale: number;
  readonly shape: number;
  /** Days by which half of those who ever convert have done so. */
  readonly medianDays: number;
  /** The age up to which conversions were watched. */
  readonly watchedDays: number;
}

export type CureRefusal = "too-few-conversions" | "conversion-not-flattened" | "watched-too-short";

/** Fewer conversions than this say nothing of three parameters. */
const fewestConverted = 20;
/** Follow-up in median lags: about three are asked for; this much is let pass, since the median itself is an estimate. */
const fewestMedians = 2.5;
/** Conversions per unit and day in the last third of the watch, at most this share of the pace before. */
const flatPace = 0.5;

/**
 * Mixture cure model: a unit of group g converts in the end with chance c(g), and then at an age with distribution F, Weibull's and common to all groups:
 * P(converted by t) = c(g) F(t). Maximum likelihood on ages counted in whole days; those not converted enter as 1 - c F(age).
 * Refuses where fewer than 20 converted; where the pace of conversion has not fallen to half in the last third of the watch (then the share that never
 * converts cannot be told from slowness); and where the watch is shorter than two and a half median lags of the fit (three are wanted).
 * Source: Boag 1949, Farewell 1982; why follow-up must be long enough: Maller and Zhou 1996.
 */
export function fitCure(groups: readonly Counted[]): Outcome<CureFit, CureRefusal> {
  const all = together(groups);
  const converted = sumOf(all.converted);
  if (converted < fewestConverted) return refuse("too-few-conversions", { count: converted, needed: fewestConverted });
  const watched = watchedDays(all);
  const [late, early] = [paceBetween(all, Math.ceil((2 * watched) / 3), watched + 1), paceBetween(all, 0, Math.ceil((2 * watched) / 3))];
  if (late === null || early === null || late > flatPace * early) return refuse("conversion-not-flattened", { days: watched });
  const summit = new Climb(groups).top(startOf(all, converted), null);
  const { logScale, logShape } = summit.timing;
  const medianDays = daysUntil(summit.timing, 0.5);
  if (watched < fewestMedians * medianDays) return refuse("watched-too-short", { days: watched, median: Math.round(medianDays) });
  return accept({ ...summit, scale: Math.exp(logScale), shape: Math.exp(logShape), medianDays, watchedDays: watched });
}

/** Interval of a group's rate by profile likelihood: rates at which the best fit is not worse than chance allows. An end that the facts do not bound is 0 or 1. */
export function cureInterval(groups: readonly Counted[], fit: CureFit, group: number, level = 0.9): Interval {
  const climb = new Climb(groups);
  const reach = normalQuantile(0.5 + level / 2);
  const middle = fit.rates[group]!;
  if (middle <= 0) return { low: 0, high: rateWithout(groups[group]!, fit, reach), level };
  const start = logitOf(Math.min(middle, 1 - 1e-9));
  const hits = Math.max(1, sumOf(groups[group]!.converted));
  const end = (side: -1 | 1) => {
    let { timing } = fit;
    // Distance of the profile from the top in standard errors; nearly straight on the scale of log odds.
    const distance = (logit: number) => {
      const found = climb.top(timing, { group, rate: chanceOf(logit) });
      timing = found.timing;
      return Math.sqrt(Math.max(0, 2 * (fit.logLikelihood - found.logLikelihood))) - reach;
    };
    let [near, far] = [start, start + (side * reach * 1.3) / Math.sqrt(hits * Math.max(0.05, 1 - middle))];
    let [atNear, atFar] = [-reach, distance(far)];
    for (let step = 0; atFar < 0 && step < 12; step++) {
      [near, atNear] = [far, atFar];
      far += side * 2 ** step * Math.abs(far - start);
      if (Math.abs(far) > 25) return side === 1 ? 1 : 0;
      atFar = distance(far);
    }
    if (atFar < 0) return side === 1 ? 1 : 0;
    return chanceOf(rootBetween(distance, { near, far, atNear, atFar }));
  };
  return { low: end(-1), high: middle >= 1 - 1e-9 ? 1 : end(1), level };
}

/** Share of all units that has converted by an age, by the fit. */
export function cureShareBy(fit: CureFit, group: number, days: number): number {
  return fit.rates[group]! * shareBy(fit.timing, days);
}

/** Nobody of the group converted: the rate that would be as unlikely as the level allows, with the timing of the others. */
function rateWithout(group: Counted, fit: CureFit, reach: number): number {
  const waits = entriesOf(group.waiting);
  const table = timingTable(group.waiting.length);
  layTiming(table, fit.timing);
  let [low, high] = [0, 1];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    const loss = waits.reduce((sum, [age, count]) => sum - count * Math.log1p(-middle * table.share[age]!), 0);
    if (2 * loss < reach * reach) low = middle;
    else high = middle;
  }
  return high;
}

const logitOf = (share: number) => Math.log(share / (1 - share));
const chanceOf = (logit: number) => 1 / (1 + Math.exp(-logit));

/** Place where a nearly straight function is 0, between two places at which its sign differs (Illinois' rule). */
function rootBetween(of: (x: number) => number, { near, far, atNear, atFar }: { near: number; far: number; atNear: number; atFar: number }): number {
  let [a, b, fa, fb] = [near, far, atNear, atFar];
  for (let step = 0; step < 40; step++) {
    const x = (a * fb - b * fa) / (fb - fa);
    const fx = of(x);
    if (Math.abs(fx) < 1e-5 || Math.abs(b - a) < 1e-9) return x;
    if (fx * fb < 0) [a, fa] = [b, fb];
    else fa /= 2;
    [b, fb] = [x, fx];
  }
  return b;
}

function startOf({ converted }: Counted, count: number): Timing {
  let sum = 0;
  for (let day = 0; day < converted.length; day++) sum += (day + 0.25) * converted[day]!;
  return { logScale: Math.log((1.2 * sum) / count), logShape: 0 };
}

type Entry = readonly [day: number, count: number];

function entriesOf(counts: Int32Array): Entry[] {
  const entries: Entry[] = [];
  for (let day = 0; day < counts.length; day++) if (counts[day]! > 0) entries.push([day, counts[day]!]);
  return entries;
}

interface Summit {
  readonly timing: Timing;
  readonly rates: readonly number[];
  readonly logLikelihood: number;
}

interface Slope {
  readonly logLikelihood: number;
  readonly byScale: number;
  readonly byShape: number;
  readonly rates: readonly number[];
}

interface Held {
  readonly group: number;
  readonly rate: number;
}

interface Curvature {
  readonly scale: number;
  readonly shape: number;
  readonly mixed: number;
}

interface Move extends Timing {
  /** What the step promises. */
  readonly gain: number;
}

/** Newton's step, never longer than 1; where the curvature is not that of a summit, a short step along the slope. */
function moveOf({ byScale, byShape }: Slope, { scale, shape, mixed }: Curvature): Move {
  const determinant = scale * shape - mixed * mixed;
  if (!(scale < 0 && determinant > 0)) {
    const length = Math.hypot(byScale, byShape) || 1;
    return { logScale: (0.3 * byScale) / length, logShape: (0.3 * byShape) / length, gain: 0.3 * Math.hypot(byScale, byShape) };
  }
  const [x, y] = [(byShape * mixed - byScale * shape) / determinant, (byScale * mixed - byShape * scale) / determinant];
  const share = 1 / Math.max(Math.abs(x), Math.abs(y), 1);
  return { logScale: share * x, logShape: share * y, gain: (share - (share * share) / 2) * (x * byScale + y * byShape) };
}

/** Looks for the greatest likelihood: rates are solved for each timing, and the timing climbs by Newton's steps. */
class Climb {
  private readonly groups: readonly { readonly hits: readonly Entry[]; readonly waits: readonly Entry[]; readonly converted: number }[];
  private readonly table: TimingTable;
  private curvature: Curvature | null = null;
  private isFresh = false;

  constructor(groups: readonly Counted[]) {
    this.groups = groups.map(({ converted, waiting }) => ({ hits: entriesOf(converted), waits: entriesOf(waiting), converted: sumOf(converted) }));
    this.table = timingTable(Math.max(1, ...groups.map((group) => group.converted.length)));
  }

  /** From a timing to the top; one group's rate may be held. Newton's steps; the curvature is kept from step to step, and from one held rate to the next, while it serves. */
  top(start: Timing, held: Held | null): Summit {
    let at = start;
    let here = this.slopeAt(at, held);
    this.curvature ??= this.curvatureAt(at, held);
    for (let step = 0; step < 100; step++) {
      const move = moveOf(here, this.curvature);
      if (move.gain < 1e-10) break;
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

  /** A step, halved until it leads up. */
  private upFrom(at: Timing, { here, move, held }: { here: Slope; move: Move; held: Held | null }): [Timing, Slope] {
    for (let share = 1; share > 1e-6; share /= 2) {
      const next = { logScale: at.logScale + share * move.logScale, logShape: at.logShape + share * move.logShape };
      const there = this.slopeAt(next, held);
      if (there.logLikelihood > here.logLikelihood) return [next, there];
    }
    return [at, here];
  }

  /** Second slopes by differences of exact first ones. */
  private curvatureAt(at: Timing, held: Held | null): Curvature {
    const h = 1e-4;
    const along = (field: keyof Timing) => {
      const [up, down] = [h, -h].map((step) => this.slopeAt({ ...at, [field]: at[field] + step }, held)) as [Slope, Slope];
      return [(up.byScale - down.byScale) / (2 * h), (up.byShape - down.byShape) / (2 * h)] as const;
    };
    const [[scale, one], [other, shape]] = [along("logScale"), along("logShape")];
    return { scale, shape, mixed: (one + other) / 2 };
  }

  /** Log likelihood at a timing with the best rates, and its slopes (those of the rates are zero at their best). */
  private slopeAt(timing: Timing, held: Held | null): Slope {
    const { table } = this;
    layTiming(table, timing);
    let [logLikelihood, byScale, byShape] = [0, 0, 0];
    const rates = this.groups.map(({ hits, waits, converted }, group) => {
      const rate = held?.group === group ? held.rate : bestRate(waits, converted, table.share);
      if (converted > 0) logLikelihood += converted * Math.log(rate);
      for (const [day, count] of hits) {
        logLikelihood += count * table.logChance[day]!;
        byScale += count * table.logChanceByScale[day]!;
        byShape += count * table.logChanceByShape[day]!;
      }
      for (const [age, count] of waits) {
        const left = Math.max(1e-300, 1 - rate * table.share[age]!);
        logLikelihood += count * Math.log(left);
        byScale -= (count * rate * table.shareByScale[age]!) / left;
        byShape -= (count * rate * table.shareByShape[age]!) / left;
      }
      return rate;
    });
    return { logLikelihood, byScale, byShape, rates };
  }
}

/** The rate at which converted / c = sum of F / (1 - c F) over those who wait: the likelihood is concave in c. */
function bestRate(waits: readonly Entry[], converted: number, share: Float64Array): number {
  if (converted === 0) return 0;
  let [low, high, rate] = [0, 1, 0.5];
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
