// The handoff of every lead to the minute: when it came and was offered, accepted or returned, each attempt, what came of it, and how returns were answered.
import type { Coded } from "#facts/columns.ts";

/**
 * Row i is row i of the workspace's lead columns. Moments are ms on the wall clock of the workspace (NaN: not known, or not yet).
 * What was done here and what the CRM says are read together.
 */
export interface HandoffWork {
  readonly createdAt: Float64Array;
  /** From when the clock of acceptance runs; NaN: never offered, as far as anybody knows. */
  readonly offeredAt: Float64Array;
  readonly acceptedAt: Float64Array;
  readonly returnedAt: Float64Array;
  readonly firstAttemptAt: Float64Array;
  readonly firstContactAt: Float64Array;
  readonly salesQualifiedAt: Float64Array;
  /** Qualified, converted, disqualified or recycled, whichever came first. */
  readonly outcomeAt: Float64Array;
  /** Working hours promised to this very lead until its first attempt; NaN: the terms of every lead. */
  readonly attemptHours?: Float64Array;
  /** As the source writes it, or the class chosen here. */
  readonly returnReason: Coded;
  /** Attempts from our side in order of time: those of row i stand from `start[i]` up to, not including, `start[i + 1]`. Null: no attempt names any lead. */
  readonly attempts: { readonly start: Int32Array; readonly at: Float64Array } | null;
  /** Returns made here, each with the moment of marketing's answer: offered again, or kept. */
  readonly returns: readonly { readonly row: number; readonly returnedAt: number; readonly answeredAt: number }[];
}

/** Calls, letters and meetings of a lead up to a moment and from another on. */
export function attemptsBetween({ attempts }: HandoffWork, row: number, { from, until }: { from: number; until: number }): number {
  if (attempts === null) return 0;
  let count = 0;
  for (let place = attempts.start[row]!; place < attempts.start[row + 1]!; place++) if (attempts.at[place]! >= from && attempts.at[place]! < until) count++;
  return count;
}

/** Why leads go back as not what was agreed, as sources write it. */
const definitional = /defini|not.{0,12}target|wrong (target|segment|profile)|определ|не целев|нецелев|не тот сегмент/iu;

export function isDefinitional(reason: string): boolean {
  return definitional.test(reason);
}
