// How many will convert in the end, though many are still young: some never do, and those who do take their time (mixture cure model).
import type { Interval } from "#facts/papers.ts";
import { type Outcome, accept, refuse } from "#kit/refusal.ts";
import { normalQuantile } from "#evidence/statistics/distributions.ts";
import { type Counted, paceBetween, sumOf, together, watchedDays } from "#evidence/ripening/counted.ts";
import { Climb, type Summit, entriesOf } from "#evidence/ripening/climb.ts";
import { type Family, type Timing, daysUntil, layTiming, shareBy, timingTable } from "#evidence/ripening/timing.ts";

export interface CureFit {
  /** The curves that were looked through for the likeliest. */
  readonly family: Family;
  readonly timing: Timing;
  /** Share that converts in the end, one a group. */
  readonly rates: readonly number[];
  readonly logLikelihood: number;
  /** Scale in days, shape, and bend (1: Weibull's). */
  readonly scale: number;
  readonly shape: number;
  readonly bend: number;
  /** Log likelihood that the generalised gamma gains over Weibull's curve; null where it was not tried. */
  readonly bentGain: number | null;
  /** Where the facts speak for a slower tail than Weibull's, but were not watched long enough to say where it ends: that freer fit. Ranges reach up to where it does. */
  readonly openTail: CureFit | null;
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
/** Fewer conversions than this say nothing of a fourth parameter. */
const fewestForBend = 50;
/** Log likelihood that the bend has to gain over Weibull's curve: a likelihood ratio that chance reaches one time in twenty (half of 3.84). */
const leastGain = 1.92;
/** A bend beyond this is a curve with an edge, or one without an end. */
const furthestBend = 4;
/** Share of those who ever convert that must have been seen within the watch. */
const fewestSeen = 0.8;

/**
 * Mixture cure model: a unit of group g converts in the end with chance c(g), and then at an age with distribution F, common to all groups:
 * P(converted by t) = c(g) F(t). Maximum likelihood on ages counted in whole days; those not converted enter as 1 - c F(age).
 * F is Weibull's; from 50 conversions on the generalised gamma, of which Weibull's is one, is fitted too and taken where it gains more than chance would (likelihood
 * ratio, 5 %). It is not taken where the watch does not reach into its own tail (under two and a half of its medians, under 80 of 100 of those who ever convert,
 * or a bend beyond 4): then Weibull's stands, `openTail` holds the freer fit where its tail is the longer one, and ranges reach as high as that one leaves open. A family that is asked for is not tested against Weibull's.
 * Refuses where fewer than 20 converted; where the pace of conversion has not fallen to half in the last third of the watch (then the share that never
 * converts cannot be told from slowness); and where the watch is shorter than two and a half median lags of the fit (three are wanted).
 * Source: Boag 1949, Farewell 1982; generalised gamma: Yamaguchi 1992; why follow-up must be long enough: Maller and Zhou 1996.
 */
export function fitCure(groups: readonly Counted[], family?: Family): Outcome<CureFit, CureRefusal> {
  const all = together(groups);
  const converted = sumOf(all.converted);
  if (converted < fewestConverted) return refuse("too-few-conversions", { count: converted, needed: fewestConverted });
  const watched = watchedDays(all);
  const [late, early] = [paceBetween(all, Math.ceil((2 * watched) / 3), watched + 1), paceBetween(all, 0, Math.ceil((2 * watched) / 3))];
  if (late === null || early === null || late > flatPace * early) return refuse("conversion-not-flattened", { days: watched });
  const plain = new Climb(groups, "weibull").top(startOf(all, converted), null);
  const medianDays = daysUntil(plain.timing, 0.5);
  if (watched < fewestMedians * medianDays) return refuse("watched-too-short", { days: watched, median: Math.round(medianDays) });
  const laid = (summit: Summit, family: Family) => {
    const { logScale, logShape, bend = 1 } = summit.timing;
    return { ...summit, family, scale: Math.exp(logScale), shape: Math.exp(logShape), bend, medianDays: daysUntil(summit.timing, 0.5), watchedDays: watched };
  };
  if (family === "weibull" || converted < fewestForBend) return accept({ ...laid(plain, "weibull"), bentGain: null, openTail: null });
  const bent = laid(new Climb(groups, "generalised-gamma").top({ ...plain.timing, bend: 1 }, null), "generalised-gamma");
  const bentGain = bent.logLikelihood - plain.logLikelihood;
  if (family === undefined && bentGain <= leastGain) return accept({ ...laid(plain, "weibull"), bentGain, openTail: null });
  const free = { ...bent, bentGain, openTail: null };
  if (isTailSeen(free)) return accept(free);
  return accept({ ...laid(plain, "weibull"), bentGain, openTail: bent.bend < 1 && bentGain > leastGain ? free : null });
}

/** Whether the watch reaches far enough into the bent curve's own tail. */
function isTailSeen({ bend, timing, watchedDays, medianDays }: CureFit): boolean {
  return Math.abs(bend) < furthestBend && watchedDays >= fewestMedians * medianDays && shareBy(timing, watchedDays) >= fewestSeen;
}

/**
 * Interval of a group's rate by profile likelihood: rates at which the best fit is not worse than chance allows. An end that the facts do not bound is 0 or 1.
 * Where the tail is open it reaches from Weibull's lower end to the upper end of the freer curve.
 */
export function cureInterval(groups: readonly Counted[], fit: CureFit, group: number, level = 0.9): Interval {
  const own = profileInterval(groups, fit, { group, level });
  if (fit.openTail === null) return own;
  const { high } = profileInterval(groups, fit.openTail, { group, level });
  return { low: own.low, high: Math.max(own.high!, high!), level };
}

function profileInterval(groups: readonly Counted[], fit: CureFit, { group, level }: { readonly group: number; readonly level: number }): Interval {
  const climb = new Climb(groups, fit.family);
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
  const table = timingTable(group.waiting.length, fit.family);
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
