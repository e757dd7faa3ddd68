// Time until closed, open deals counted: the cycle figure that forgetting about unfinished deals cannot flatter.
import type { DealColumns } from "#facts/columns.ts";
import { type SurvivalQuantile, survivalCurve, survivalQuantile } from "#evidence/statistics/survival.ts";
import { type Watch, dealStays, endedOf } from "#evidence/cycle/stays.ts";

export type { Watch } from "#evidence/cycle/stays.ts";

export interface UntilClosed extends SurvivalQuantile {
  readonly resolved: number;
  readonly open: number;
  /** The fewest deals under watch at any age up to the median at which one closed; null where the median is not reached. */
  readonly fewest: number | null;
}

/**
 * Median days until a deal is closed, won or lost, with open deals counted as still going (Kaplan-Meier).
 * Time to close and not to win: a lost deal can never be won, and treating it as merely not won yet overstates the time (won and lost compete).
 * Value null: half were never closed in the time watched ('not reached').
 */
export function medianUntilClosed(deals: DealColumns, watch: Watch, isWanted: ((row: number) => boolean) | null = null): UntilClosed {
  const stays = dealStays(deals, watch, isWanted);
  const curve = survivalCurve({ enteredAfter: stays.enteredAfter, until: stays.until, ended: endedOf(stays) });
  const median = survivalQuantile(curve, 0.5);
  let fewest = Infinity;
  for (let row = 0; row < curve.times.length && median.value !== null && curve.times[row]! <= median.value; row++)
    fewest = Math.min(fewest, curve.atRisk[row]!);
  return { ...median, resolved: curve.totalEnds, open: curve.stays - curve.totalEnds, fewest: Number.isFinite(fewest) ? fewest : null };
}
