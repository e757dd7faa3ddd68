// When those convert that ever do: a curve laid over whole days, with the slopes that fitting it needs. Weibull's, or the bent one of which it is a member.
import { belowStandard, bendOf, bendSlope, quantileStandard, stirlingRest } from "#evidence/ripening/gengamma.ts";
import { type DayNodes, dayNodes } from "#evidence/ripening/day-nodes.ts";

/** Which curves are looked through: Weibull's, with two numbers, or all of the generalised gamma, with three. */
export type Family = "weibull" | "generalised-gamma";

/**
 * Scale and shape, both as logarithms, and bend. Weibull: scale is the age by which 63 of 100 have converted; shape below 1: most at once, above 1: after a while.
 * In Prentice's parameters mu = logScale, sigma = e^-logShape, Q = bend; Weibull is bend 1, lognormal bend 0.
 */
export interface Timing {
  readonly logScale: number;
  readonly logShape: number;
  /** 1 where left out. */
  readonly bend?: number;
}

/** The numbers of a timing in the order in which slopes stand. */
export const numbersIn: Readonly<Record<Family, number>> = { weibull: 2, "generalised-gamma": 3 };

/** By day: share converted up to and with the day, chance of just that day (as a logarithm), and the slopes of both along each number of the timing. */
export interface TimingTable {
  readonly family: Family;
  readonly share: Float64Array;
  readonly shareBy: readonly Float64Array[];
  readonly logChance: Float64Array;
  readonly logChanceBy: readonly Float64Array[];
  readonly logDay: Float64Array;
  readonly nodes: DayNodes | null;
}

export function timingTable(days: number, family: Family): TimingTable {
  const column = () => new Float64Array(days);
  const columns = () => Array.from({ length: numbersIn[family] }, column);
  return {
    family,
    share: column(),
    shareBy: columns(),
    logChance: column(),
    logChanceBy: columns(),
    logDay: column().map((_, day) => Math.log(day + 0.5)),
    nodes: family === "weibull" ? null : dayNodes(days),
  };
}

/** Fills the table. Day d stands for ages from d - 1/2 to d + 1/2, which is what a difference of two dates means on average; day 0 for the first half day. */
export function layTiming(table: TimingTable, timing: Timing): void {
  if (table.nodes === null) layWeibull(table, timing);
  else layBent(table, table.nodes, timing);
}

/** F(t) = 1 - exp(-z), z = (t / scale) ^ shape; along log scale z changes by -shape z, along log shape by z ln z. */
function layWeibull(table: TimingTable, { logScale, logShape }: Timing): void {
  const shape = Math.exp(logShape);
  const [shareByScale, shareByShape] = table.shareBy as [Float64Array, Float64Array];
  const [chanceByScale, chanceByShape] = table.logChanceBy as [Float64Array, Float64Array];
  let [z, byScale, byShape] = [0, 0, 0];
  for (let day = 0; day < table.share.length; day++) {
    const next = Math.exp(shape * (table.logDay[day]! - logScale));
    const nextByScale = -shape * next;
    const nextByShape = next * shape * (table.logDay[day]! - logScale);
    const left = Math.exp(-next);
    table.share[day] = -Math.expm1(-next);
    shareByScale[day] = left * nextByScale;
    shareByShape[day] = left * nextByShape;
    // Chance of the day is e^-z (1 - e^-(next - z)), kept as a logarithm so that days far out do not fall to zero.
    const step = Math.max(next - z, 1e-300);
    const kept = Math.exp(-step);
    const gone = -Math.expm1(-step);
    table.logChance[day] = -z + Math.log(gone);
    chanceByScale[day] = (kept * nextByScale - byScale) / gone;
    chanceByShape[day] = (kept * nextByShape - byShape) / gone;
    [z, byScale, byShape] = [next, nextByScale, nextByShape];
  }
}

/**
 * Adds up the density over heights that stand at fixed ages, so that the slopes are exactly those of what is added up.
 * With w = (ln t - mu) / sigma, s = d ln g / dw = -w (e^(Q w) - 1) / (Q w): along log scale ln p changes by -s / sigma, along log shape by 1 + w s.
 */
function layBent(table: TimingTable, { logAge, weight, from }: DayNodes, { logScale, logShape, bend = 1 }: Timing): void {
  const shape = Math.exp(logShape);
  const [rest, restByBend] = stirlingRest(bend);
  const base = Math.log(shape) - rest - Math.log(2 * Math.PI) / 2;
  const [shareByScale, shareByShape, shareByBend] = table.shareBy as [Float64Array, Float64Array, Float64Array];
  const [chanceByScale, chanceByShape, chanceByBend] = table.logChanceBy as [Float64Array, Float64Array, Float64Array];
  let [all, allByScale, allByShape, allByBend] = [0, 0, 0, 0];
  for (let day = 0; day < table.share.length; day++) {
    const [first, end] = [from[day]!, from[day + 1]!];
    // The height at the age of the day that is nearest to the peak: taken out, so that days far out do not fall to zero.
    const peak = Math.max(shape * (logAge[first]! - logScale), Math.min(0, shape * (logAge[end - 1]! - logScale)));
    const height = Math.max(-1e300, peak * peak * bendOf(bend * peak));
    let [part, byScale, byShape, byBend] = [0, 0, 0, 0];
    for (let n = first; n < end; n++) {
      const w = shape * (logAge[n]! - logScale);
      const x = bend * w;
      const h = bendOf(x);
      const density = weight[n]! * Math.exp(w * w * h - height);
      if (density === 0) continue;
      const along = w * (x * h - 1);
      part += density;
      byScale -= density * shape * along;
      byShape += density * (1 + w * along);
      byBend += density * (w * w * w * bendSlope(x) - restByBend);
    }
    const factor = Math.exp(base + height);
    all += factor * part;
    allByScale += factor * byScale;
    allByShape += factor * byShape;
    allByBend += factor * byBend;
    table.share[day] = Math.min(1, all);
    shareByScale[day] = allByScale;
    shareByShape[day] = allByShape;
    shareByBend[day] = allByBend;
    table.logChance[day] = part > 0 ? base + height + Math.log(part) : -1e300;
    chanceByScale[day] = part > 0 ? byScale / part : 0;
    chanceByShape[day] = part > 0 ? byShape / part : 0;
    chanceByBend[day] = part > 0 ? byBend / part : 0;
  }
}

/** Share of those who ever convert that have done so by an age in days. */
export function shareBy({ logScale, logShape, bend = 1 }: Timing, days: number): number {
  if (days <= 0) return 0;
  const w = Math.exp(logShape) * (Math.log(days) - logScale);
  return bend === 1 ? -Math.expm1(-Math.exp(w)) : belowStandard(w, bend);
}

/** The age in days by which a share of those who ever convert have done so. */
export function daysUntil({ logScale, logShape, bend = 1 }: Timing, share: number): number {
  const w = bend === 1 ? Math.log(-Math.log1p(-share)) : quantileStandard(share, bend);
  return Math.exp(logScale + w / Math.exp(logShape));
}
