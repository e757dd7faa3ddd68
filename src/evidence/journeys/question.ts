// What is asked about journeys.
import type { UnitKind } from "#evidence/journeys/units.ts";

export interface JourneyQuestion {
  readonly unit: UnitKind;
  readonly lookbackDays: number;
  /** What is shared out: won deals, or what they brought. */
  readonly count: "deals" | "value";
  /** Channels of campaigns alone, or what sales did as well. */
  readonly touches: "campaigns" | "all";
  /** Only journeys that began in these minutes; all where null. */
  readonly begun: { readonly from: number; readonly until: number } | null;
  /** The first minute that is not looked at. */
  readonly asOf: number;
}
