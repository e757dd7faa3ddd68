// One deal as it stood on two days.
import type { DayNumber } from "#kit/day.ts";

export interface DealLook {
  readonly standing: "open" | "won" | "lost";
  /** Whole minor units; NaN: no amount. */
  readonly amount: number;
  readonly expectedCloseOn: DayNumber | null;
  readonly closedOn: DayNumber | null;
}

export interface DealPair {
  readonly id: string;
  readonly createdOn: DayNumber | null;
  /** Null: not on record then. */
  readonly before: DealLook | null;
  readonly after: DealLook;
}
