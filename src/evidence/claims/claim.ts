// A claim that one side makes of the other, as a question that figures can answer: what is measured, from where it matters, and the verdict.
import type { Caution, EvidenceLabel, Interval, Unit } from "#facts/papers.ts";
import type { EntityName } from "#facts/entities.ts";
import type { Against, ClaimKey, Need, SubjectKind } from "#facts/claims.ts";

export interface ClaimSpec {
  readonly key: ClaimKey;
  readonly against: Against;
  readonly needs: readonly Need[];
  /** What it must (or may) be narrowed to. */
  readonly subject?: { readonly kind: SubjectKind; readonly isRequired: boolean };
  /** The claim holds where the measured number lies above (or below) the threshold. */
  readonly holds: "above" | "below";
  readonly unit: Unit;
  /**
   * The smallest size that matters, in `unit`. Supported: surely beyond `nothing` and at least this large. Refuted: surely not this large.
   * Where both are the same number the claim stands or falls with that threshold.
   */
  readonly worth: number;
  /** What the number would be were there nothing in the claim. */
  readonly nothing: number;
  readonly label: EvidenceLabel;
}

/** One of the numbers that were set side by side. */
export interface Compared {
  /** 'this', 'others', 'before', or a name of the company's own. */
  readonly name: string;
  readonly isOwnName?: boolean;
  readonly value: number;
  readonly hits?: number;
  readonly cases: number;
}

/** What the facts say to a claim. */
export interface Measured {
  readonly effect: number;
  /** Null: counted to the last one, nothing sampled. */
  readonly interval: Interval | null;
  /** One-sided chances of an effect so far on that side, were the truth exactly `nothing` (for support) or exactly `worth` (for refutation). */
  readonly pSupport: number;
  readonly pRefute: number;
  readonly sample: number;
  readonly compared: readonly Compared[];
  readonly cautions: readonly Caution[];
  readonly records: { readonly entity: EntityName; readonly ids: readonly string[] };
}

export interface Unmeasured {
  readonly reason: string;
  readonly details?: Readonly<Record<string, string | number | null>>;
}

export type ClaimAnswer = { readonly ok: true; readonly measured: Measured } | ({ readonly ok: false } & Unmeasured);

export function cannotTell(reason: string, details?: Unmeasured["details"]): ClaimAnswer {
  return { ok: false, reason, ...(details === undefined ? {} : { details }) };
}
