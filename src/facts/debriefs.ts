// Debriefs: the parts of an event that each side speaks of, and what is decided about the next time.
import type { Side } from "#facts/meetings.ts";
import type { Day } from "#kit/day.ts";

/** event: the stand, the hall, the call, the send-out itself. */
export const debriefParts = ["preparation", "event", "follow-up"] as const;
export type DebriefPart = (typeof debriefParts)[number];

export const debriefVerdicts = ["repeat", "shrink", "drop"] as const;
export type DebriefVerdict = (typeof debriefVerdicts)[number];

export interface DebriefWord {
  readonly id: string;
  readonly side: Side;
  readonly part: DebriefPart;
  /** 1 to 5. */
  readonly grade: number;
  readonly said: string | null;
  readonly saidById: string;
  readonly saidBy: string | null;
  readonly saidAt: string;
  readonly withdrawnAt: string | null;
}

/** What was counted and what one cost, as it was: money in minor units. */
export interface MeasuredThen {
  readonly measure: string;
  readonly count: number;
  readonly cost: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface DebriefMeasure {
  readonly days: number;
  readonly asOf: Day;
  readonly measuredAt: string;
  readonly measures: readonly MeasuredThen[];
}

export interface DebriefVerdictOnFile {
  readonly id: string;
  readonly verdict: DebriefVerdict;
  readonly reason: string;
  readonly side: Side;
  readonly saidById: string;
  readonly saidBy: string | null;
  readonly saidAt: string;
  /** The latest horizon that was over then, with its numbers; null: none was. */
  readonly restedOn: DebriefMeasure | null;
  readonly agreedBy: string | null;
  readonly agreedAt: string | null;
  readonly withdrawnAt: string | null;
}
