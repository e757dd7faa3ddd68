// What the trust page looks at: the figures' own facts and the lists that they should agree with.
import type { Coded } from "#facts/columns.ts";
import type { EntityName } from "#facts/entities.ts";
import type { Day } from "#kit/day.ts";
import type { Lens } from "#evidence/kpi/lens.ts";

/** A list of records as far as names go. */
export interface Named {
  readonly ids: readonly string[];
  readonly names: readonly (string | null)[];
}

/** A stage name of a source that nobody has mapped; its records are in no figure. */
export interface UnmappedStage {
  readonly entity: "deal" | "lead";
  readonly stage: string;
  readonly records: readonly string[];
}

/** Records in a currency for which no rate is on record; they are in no sum of money. */
export interface CurrencyGap {
  readonly entity: EntityName;
  readonly currency: string;
  readonly records: readonly string[];
}

/** Touchpoints that name a deal: on which day. */
export interface TouchLinks {
  readonly ids: readonly string[];
  readonly days: Int32Array;
  readonly deals: Coded;
}

/** Which import brought a line of spend in last, by the line's id; and what the file of an import was called. */
export interface SpendFiles {
  readonly importOf: ReadonlyMap<string, string>;
  readonly nameOf: ReadonlyMap<string, string>;
}

export interface TrustFacts {
  readonly lens: Lens;
  readonly asOf: Day;
  readonly accounts: Named;
  readonly products: Named;
  readonly sellers: Named;
  readonly campaigns: Named;
  readonly touches: TouchLinks;
  readonly spendFiles: SpendFiles;
  readonly unmappedStages: readonly UnmappedStage[];
  readonly currencyGaps: readonly CurrencyGap[];
}
