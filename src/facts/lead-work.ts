// What was done with each lead, to the minute: when it came, when somebody first tried, when it was returned and why.
import type { Coded } from "#facts/columns.ts";

/**
 * Row i is row i of the workspace's lead columns. Moments are ms on the wall clock of the workspace (NaN: not known).
 */
export interface LeadWork {
  readonly createdAt: Float64Array;
  readonly firstAttemptAt: Float64Array;
  readonly firstContactAt: Float64Array;
  readonly returnedAt: Float64Array;
  /** As the source writes it. */
  readonly returnReason: Coded;
  /** Calls, letters and meetings from our side within fourteen days of the lead; null: no activity names any lead. */
  readonly attempts: Int32Array | null;
}
