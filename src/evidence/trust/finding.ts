// What is found out about the facts themselves: how far they can be believed, on which records that rests, and which figures it touches.
import type { EntityName } from "#facts/entities.ts";
import type { Caution, NumberWithPapers } from "#facts/papers.ts";

/** good: can be believed; note: worth knowing; warning: some figures are off; serious: some figures mislead. */
export const severities = ["good", "note", "warning", "serious"] as const;
export type Severity = (typeof severities)[number];

export const findingCodes = [
  "fresh",
  "old-extract",
  "field-empty",
  "field-absent",
  "deals-without-account",
  "unknown-name",
  "spend-without-campaign",
  "spend-counted-twice",
  "exhibition-cost-odd",
  "joins-hold",
  "closed-before-start",
  "closed-without-day",
  "day-in-future",
  "lead-out-of-order",
  "many-closed-on-one-day",
  "times-possible",
  "duplicate-deals",
  "names-alike",
  "no-duplicates",
  "dead-deals",
  "open-without-start",
  "extract-start",
  "column-repeats-outcome",
  "column-filled-at-close",
  "links-look-random",
  "links-hold",
  "stage-not-mapped",
  "currency-without-rate",
] as const;
export type FindingCode = (typeof findingCodes)[number];

/** A name that stands in records but not in its list, how often, and what was probably meant. */
export interface DoubtfulName {
  readonly name: string;
  readonly count: number;
  readonly suggestion: string | null;
}

export interface Finding {
  readonly code: FindingCode;
  readonly entity: EntityName;
  /** The field it is about, where it is about one. */
  readonly field: string | null;
  readonly severity: Severity;
  /** Records concerned, out of `of` that could have been. */
  readonly count: number;
  readonly of: number;
  readonly details: Readonly<Record<string, string | number | null>>;
  readonly names: readonly DoubtfulName[];
  /** Ids of all records concerned, in order of the facts. */
  readonly records: readonly string[];
  /** Keys of the figures that it touches. */
  readonly affects: readonly string[];
}

/** A finding with everything that is not said filled in with nothing. */
export function finding(said: Pick<Finding, "code" | "entity" | "severity" | "count" | "of"> & Partial<Finding>): Finding {
  return { field: null, details: {}, names: [], records: [], affects: [], ...said };
}

/** Names a finding in an address: 'unknown-name.deal.product' and, where one code stands for several findings, what sets them apart. */
export function findingId(one: Pick<Finding, "code" | "entity" | "field" | "details">): string {
  const apart = one.details["stage"] ?? one.details["currency"] ?? one.details["undo"];
  return [one.code, one.entity, one.field, apart].filter((part) => part !== null && part !== undefined).join(".");
}

/** Share of the records that could have been concerned; null where there were none. */
export function shareOf(one: Pick<Finding, "count" | "of">): number | null {
  return one.of > 0 ? one.count / one.of : null;
}

export const dealFiguresByDay = ["deals-won", "deals-lost", "revenue", "win-rate", "average-deal", "promotion-cost-share"] as const;
export const cycleKeys = ["cycle-median-won", "cycle-p80-won", "cycle-median-all"] as const;
export const costPerDealKeys = [
  "cost-per-transaction-promotion",
  "cost-per-transaction-with-sales",
  "cost-per-transaction-full",
  "cost-per-new-customer",
] as const;
/** Everything that rests on money gone. */
export const spendKeys = [
  "promotion-cost",
  "promotion-cost-share",
  "promotion-cost-vs-plan",
  "promotion-cost-actual",
  "promotion-cost-media",
  "promotion-cost-production",
  "promotion-cost-loaded",
  ...["promotion", "with-sales", "full"].flatMap((layer) => ["", "-new", "-repeat"].map((buyers) => `cost-per-transaction-${layer}${buyers}`)),
  "cost-per-new-customer",
  "marginal-cost-promotion",
  "marginal-cost-with-sales",
];

/** What a figure says of itself, exactly for its own period, and where it matters: the finding would say it of every period. */
const saidByFigures: ReadonlySet<FindingCode> = new Set<FindingCode>(["extract-start", "dead-deals", "open-without-start"]);

/** The cautions that findings lay on one figure: warnings and serious ones that touch it, but for those that figures bring along themselves. */
export function cautionsFor(key: string, findings: readonly Finding[]): Caution[] {
  return findings
    .filter((one) => (one.severity === "warning" || one.severity === "serious") && !saidByFigures.has(one.code) && one.affects.includes(key))
    .map((one) => ({
      code: one.code,
      details: { ...one.details, ...(one.field === null ? {} : { field: one.field }), entity: one.entity, count: one.count, of: one.of },
    }));
}

/** The same numbers with the cautions of the findings added; a caution the number has already is not said twice. */
export function withCautions(numbers: readonly NumberWithPapers[], findings: readonly Finding[]): NumberWithPapers[] {
  return numbers.map((number) => {
    const known = new Set(number.cautions.map((caution) => caution.code));
    const added = cautionsFor(number.key, findings).filter((caution) => !known.has(caution.code));
    return added.length === 0 ? number : Object.assign({}, number, { cautions: [...number.cautions, ...added] });
  });
}
