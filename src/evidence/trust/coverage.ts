// Which fields are empty, on how many records, and which figures need them.
import type { Coded } from "#facts/columns.ts";
import { noDay } from "#facts/columns.ts";
import { isClosedAt, wonStage } from "#evidence/cycle/watch.ts";
import type { Lens } from "#evidence/kpi/lens.ts";
import { type Finding, costPerDealKeys, cycleKeys, finding } from "#evidence/trust/finding.ts";

interface Need {
  readonly field: string;
  /** Which deals should have it. */
  readonly isNeeded: (row: number) => boolean;
  readonly isEmpty: (row: number) => boolean;
  readonly affects: readonly string[];
}

/**
 * field-empty: some of the records that should have a field lack it (warning from 5 % on, else a note). field-absent: none has it; the figures that
 * need it are null and say so, hence a note. Deals without an account are counted as a failing join, see joins.ts.
 */
export function coverageFindings(lens: Lens): Finding[] {
  const { deals } = lens.facts;
  const always = () => true;
  const isWon = (row: number) => deals.stage[row] === wonStage;
  const noCode = (column: Coded) => (row: number) => column.codes[row]! < 0;
  const needs: Need[] = [
    { field: "createdOn", isNeeded: always, isEmpty: (row) => deals.createdOn[row] === noDay, affects: ["deals-opened"] },
    { field: "amount", isNeeded: isWon, isEmpty: (row) => Number.isNaN(deals.amount[row]!), affects: ["revenue", "average-deal", "promotion-cost-share"] },
    { field: "listPrice", isNeeded: isWon, isEmpty: (row) => Number.isNaN(deals.listPrice[row]!), affects: ["discount", "cost-per-transaction-full"] },
    { field: "isRepeat", isNeeded: isWon, isEmpty: (row) => deals.isRepeat[row] === -1, affects: ["cost-per-new-customer"] },
    { field: "owner", isNeeded: always, isEmpty: noCode(deals.owner), affects: [] },
    { field: "product", isNeeded: always, isEmpty: noCode(deals.product), affects: [] },
    { field: "channel", isNeeded: always, isEmpty: noCode(deals.channel), affects: [] },
    { field: "segment", isNeeded: always, isEmpty: noCode(deals.segment), affects: lens.agreed.terms.segments.by === "segment" ? costPerDealKeys : [] },
    { field: "region", isNeeded: always, isEmpty: noCode(deals.region), affects: [] },
    { field: "lead", isNeeded: always, isEmpty: noCode(deals.lead), affects: lens.agreed.terms["sales-cycle"].start === "deal-created" ? [] : cycleKeys },
  ];
  const findings: Finding[] = [];
  for (const need of needs) {
    const empty: string[] = [];
    let of = 0;
    for (let row = 0; row < deals.count; row++) {
      if (!need.isNeeded(row)) continue;
      of++;
      if (need.isEmpty(row)) empty.push(deals.ids[row]!);
    }
    if (empty.length === 0) continue;
    const absent = empty.length === of;
    const isWarning = !absent && empty.length >= 0.05 * of && need.affects.length > 0;
    findings.push(
      finding({
        code: absent ? "field-absent" : "field-empty",
        entity: "deal",
        field: need.field,
        severity: isWarning ? "warning" : "note",
        count: empty.length,
        of,
        records: absent ? [] : empty,
        affects: need.affects,
      }),
    );
  }
  return findings;
}

/** open-without-start: open deals with no first day cannot be counted as still going in the cycle. */
export function openWithoutStart(lens: Lens): Finding[] {
  const { deals } = lens.facts;
  const records: string[] = [];
  let of = 0;
  for (let row = 0; row < deals.count; row++) {
    if (isClosedAt(deals, row)) continue;
    of++;
    if (lens.starts[row] === noDay) records.push(deals.ids[row]!);
  }
  if (records.length === 0) return [];
  return [
    finding({
      code: "open-without-start",
      entity: "deal",
      field: "createdOn",
      severity: records.length >= 0.05 * of ? "warning" : "note",
      count: records.length,
      of,
      records,
      affects: ["cycle-median-all"],
    }),
  ];
}
