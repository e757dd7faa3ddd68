// A number with its papers: what it is, how sure it is, what it rests on, and what to beware of.
import type { Period } from "#kit/period.ts";

export type Unit = "count" | "share" | "days" | "money" | "money-per-deal" | "points" | "hours" | "index";

/** Range that holds the true value with the stated chance; `level` 0.9 unless said. */
export interface Interval {
  readonly low: number | null;
  readonly high: number | null;
  readonly level: number;
}

/** clear: chance of a real change above .95; likely: .8 to .95; else within chance. */
export type Verdict = "clear" | "likely" | "within-chance" | "cannot-be-told";

/** How a number was made (methods that adjust list their assumptions under docs/methods). */
export type EvidenceLabel = "descriptive" | "adjusted" | "experimental";

/** A warning that travels with a number. `code` is worded on screen in both languages; `details` fill the sentence. */
export interface Caution {
  readonly code: string;
  readonly details?: Readonly<Record<string, string | number | null>> | undefined;
}

export interface NumberWithPapers {
  /** Stable name: 'win-rate', 'cycle-median-won'. */
  readonly key: string;
  /** null: cannot be told, see `reason`. Zero means zero. Money in minor units. */
  readonly value: number | null;
  readonly unit: Unit;
  /** ISO 4217 code for money. */
  readonly currency?: string | undefined;
  /** How many records the number rests on. */
  readonly sample: number;
  readonly interval: Interval | null;
  /** Name of the method; docs/methods/<method>.md explains it. */
  readonly method: string;
  readonly label: EvidenceLabel;
  readonly period: Period;
  /** Key and version of the agreed definition: 'sales-cycle@1'. */
  readonly definition: string | null;
  readonly cautions: readonly Caution[];
  /** Why there is no value, as a code: 'no-cost-facts'. */
  readonly reason?: string | undefined;
}
