// When those convert that ever do: Weibull's curve laid over whole days, with the slopes that fitting it needs.

/** Scale (days by which 63 of 100 have converted) and shape (below 1: most at once; above 1: after a while), both as logarithms. */
export interface Timing {
  readonly logScale: number;
  readonly logShape: number;
}

/** By day: share converted up to and with the day, chance of just that day (as a logarithm), and the slopes of both along the two parameters. */
export interface TimingTable {
  readonly logDay: Float64Array;
  readonly share: Float64Array;
  readonly shareByScale: Float64Array;
  readonly shareByShape: Float64Array;
  readonly logChance: Float64Array;
  readonly logChanceByScale: Float64Array;
  readonly logChanceByShape: Float64Array;
}

export function timingTable(days: number): TimingTable {
  const column = () => new Float64Array(days);
  return {
    logDay: column().map((_, day) => Math.log(day + 0.5)),
    share: column(),
    shareByScale: column(),
    shareByShape: column(),
    logChance: column(),
    logChanceByScale: column(),
    logChanceByShape: column(),
  };
}

/**
 * Fills the table. Day d stands for ages from d - 1/2 to d + 1/2, which is what a difference of two dates means on average; day 0 for the first half day.
 * F(t) = 1 - exp(-z), z = (t / scale) ^ shape; along log scale z changes by -shape z, along log shape by z ln z.
 */
export function layTiming(table: TimingTable, { logScale, logShape }: Timing): void {
  const shape = Math.exp(logShape);
  let [z, byScale, byShape] = [0, 0, 0];
  for (let day = 0; day < table.share.length; day++) {
    const next = Math.exp(shape * (table.logDay[day]! - logScale));
    const nextByScale = -shape * next;
    const nextByShape = next * shape * (table.logDay[day]! - logScale);
    const left = Math.exp(-next);
    table.share[day] = -Math.expm1(-next);
    table.shareByScale[day] = left * nextByScale;
    table.shareByShape[day] = left * nextByShape;
    // Chance of the day is e^-z (1 - e^-(next - z)), kept as a logarithm so that days far out do not fall to zero.
    const step = Math.max(next - z, 1e-300);
    const kept = Math.exp(-step);
    const gone = -Math.expm1(-step);
    table.logChance[day] = -z + Math.log(gone);
    table.logChanceByScale[day] = (kept * nextByScale - byScale) / gone;
    table.logChanceByShape[day] = (kept * nextByShape - byShape) / gone;
    [z, byScale, byShape] = [next, nextByScale, nextByShape];
  }
}

/** Share of those who ever convert that have done so by an age in days. */
export function shareBy({ logScale, logShape }: Timing, days: number): number {
  return days <= 0 ? 0 : -Math.expm1(-Math.exp(Math.exp(logShape) * (Math.log(days) - logScale)));
}

/** The age in days by which a share of those who ever convert have done so. */
export function daysUntil({ logScale, logShape }: Timing, share: number): number {
  return Math.exp(logScale + Math.log(-Math.log1p(-share)) / Math.exp(logShape));
}
