// A part of all cases: those of one group (a channel, a region, a seller), or those that began in one period; and which parts are large enough to ask for.
import { type SegmentKey, segmentKeys } from "#facts/agreements.ts";
import type { Coded, DealColumns, LeadColumns } from "#facts/columns.ts";
import { dayNumber, dayOf } from "#kit/day.ts";
import { type Period, quarterOf } from "#kit/period.ts";
import type { CaseLog } from "#evidence/paths/log.ts";

export interface PathsCut {
  /** Cases of one value of a field; null value: where the records state none. */
  readonly group: { readonly by: SegmentKey; readonly value: string | null } | null;
  /** Cases whose first entry lies in the period. */
  readonly begun: Period | null;
}

interface Records {
  readonly deals: DealColumns;
  readonly leads: LeadColumns | null;
}

/** The value of a case: its deal's, or its lead's where there is no deal or the deal states none. Whether the buyer bought before is a deal's. */
export function groupOfCase(
  { deals, leads }: Records,
  { dealRow, leadRow }: Pick<CaseLog, "dealRow" | "leadRow">,
  by: SegmentKey,
): (at: number) => string | null {
  const told = ({ codes, names }: Coded, row: number) => (row < 0 || codes[row]! < 0 ? null : names[codes[row]!]!);
  if (by === "repeat") {
    return (at) => {
      const row = dealRow[at]!;
      return row < 0 || deals.isRepeat[row]! < 0 ? null : deals.isRepeat[row] === 1 ? "repeat" : "new";
    };
  }
  const ofLead = leads === null || by === "accountSize" ? null : leads[by];
  return (at) => told(deals[by], dealRow[at]!) ?? (ofLead === null ? null : told(ofLead, leadRow[at]!));
}

/** The log of those cases alone; steps keep their numbers. */
export function partOf(log: CaseLog, records: Records, { group, begun }: PathsCut): CaseLog {
  const value = group === null ? null : groupOfCase(records, log, group.by);
  const [from, until] = begun === null ? [-Infinity, Infinity] : [dayNumber(begun.from), dayNumber(begun.until)];
  const kept: number[] = [];
  for (let at = 0; at < log.count; at++) {
    const first = log.day[log.starts[at]!]!;
    if (first >= from && first < until && (value === null || value(at) === group!.value)) kept.push(at);
  }
  const entries = kept.flatMap((at) => Array.from({ length: log.starts[at + 1]! - log.starts[at]! }, (_, n) => log.starts[at]! + n));
  const starts = new Int32Array(kept.length + 1);
  kept.forEach((at, n) => (starts[n + 1] = starts[n]! + log.starts[at + 1]! - log.starts[at]!));
  return {
    ...log,
    count: kept.length,
    leadRow: Int32Array.from(kept, (at) => log.leadRow[at]!),
    dealRow: Int32Array.from(kept, (at) => log.dealRow[at]!),
    isOver: Uint8Array.from(kept, (at) => log.isOver[at]!),
    starts,
    step: Uint8Array.from(entries, (entry) => log.step[entry]!),
    day: Int32Array.from(entries, (entry) => log.day[entry]!),
    minute: Int32Array.from(entries, (entry) => log.minute[entry]!),
    person: Int32Array.from(entries, (entry) => log.person[entry]!),
  };
}

/** Groups and quarters with at least so many cases; fields with one value alone cut nothing. The largest groups first, the latest quarters first. */
export interface Parts {
  readonly groups: readonly { readonly by: SegmentKey; readonly value: string; readonly cases: number }[];
  readonly quarters: readonly { readonly period: Period; readonly cases: number }[];
}

const mostOfAField = 12;

export function partsOf(log: CaseLog, records: Records, fewest: number): Parts {
  const groups = segmentKeys.flatMap((by) => {
    const value = groupOfCase(records, log, by);
    const found = counted(log.count, value)
      .filter(({ name, cases }) => name !== null && cases >= fewest)
      .toSorted((a, b) => b.cases - a.cases || (a.name! < b.name! ? -1 : 1));
    return found.length === 1 && found[0]!.cases === log.count ? [] : found.slice(0, mostOfAField).map(({ name, cases }) => ({ by, value: name!, cases }));
  });
  const begun = counted(log.count, (at) => quarterOf(dayOf(log.day[log.starts[at]!]!)).from);
  const quarters = begun
    .filter(({ cases }) => cases >= fewest)
    .map(({ name, cases }) => ({ period: quarterOf(name!), cases }))
    .toSorted((a, b) => (a.period.from > b.period.from ? -1 : 1));
  return { groups, quarters };
}

function counted(count: number, nameOf: (at: number) => string | null): { name: string | null; cases: number }[] {
  const counts = new Map<string | null, number>();
  for (let at = 0; at < count; at++) {
    const name = nameOf(at);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, cases]) => ({ name, cases }));
}
