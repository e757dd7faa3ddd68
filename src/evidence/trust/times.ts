// Days that cannot be: closed before it began, won on no day, in the future; and days on which too much happened at once.
import { noDay } from "#facts/columns.ts";
import { dayNumber, dayOf } from "#kit/day.ts";
import { isClosedAt } from "#evidence/cycle/watch.ts";
import { type Finding, costPerDealKeys, cycleKeys, dealFiguresByDay, finding } from "#evidence/trust/finding.ts";
import type { TrustFacts } from "#evidence/trust/trust-facts.ts";

/**
 * closed-before-start: the close lies before the agreed start of the cycle; such deals are left out of the cycle. closed-without-day: won or lost on no
 * known day; in no period at all. day-in-future: created or closed after the day we look from. lead-out-of-order: accepted, qualified or converted before
 * the lead came in. many-closed-on-one-day: at least 50 closings and 10 times the usual (median) day: a tidying-up by hand or by robot, not sales.
 * times-possible: nothing of the first four.
 */
export function timeFindings(facts: TrustFacts): Finding[] {
  const { lens } = facts;
  const { deals, leads } = lens.facts;
  const today = dayNumber(facts.asOf);
  const closedRows = rowsWhere(deals.count, (row) => isClosedAt(deals, row));
  const dated = closedRows.filter((row) => deals.closedOn[row] !== noDay && lens.starts[row] !== noDay);
  const ids = (rows: readonly number[]) => rows.map((row) => deals.ids[row]!);
  const found: Finding[] = [];
  const add = (code: Finding["code"], records: string[], at: { of: number; affects: readonly string[]; entity?: "deal" | "lead" }) => {
    if (records.length === 0) return;
    const severity = records.length >= 0.01 * at.of ? "warning" : "note";
    found.push(finding({ code, entity: at.entity ?? "deal", severity, count: records.length, of: at.of, records, affects: at.affects }));
  };
  const isEarly = (row: number) => deals.closedOn[row]! < lens.starts[row]!;
  const isLater = (row: number) =>
    (deals.createdOn[row] !== noDay && deals.createdOn[row]! > today) || (isClosedAt(deals, row) && deals.closedOn[row]! > today);
  add("closed-before-start", ids(dated.filter(isEarly)), { of: dated.length, affects: [...cycleKeys, ...costPerDealKeys] });
  add("closed-without-day", ids(closedRows.filter((row) => deals.closedOn[row] === noDay)), {
    of: closedRows.length,
    affects: [...dealFiguresByDay, ...cycleKeys, ...costPerDealKeys],
  });
  add("day-in-future", ids(rowsWhere(deals.count, isLater)), { of: deals.count, affects: dealFiguresByDay });
  if (leads) {
    const steps = [leads.qualifiedOn, leads.acceptedOn, leads.salesQualifiedOn, leads.convertedOn];
    const isOdd = (row: number) => leads.createdOn[row] !== noDay && steps.some((step) => step[row] !== noDay && step[row]! < leads.createdOn[row]!);
    add(
      "lead-out-of-order",
      rowsWhere(leads.count, isOdd).map((row) => leads.ids[row]!),
      { of: leads.count, affects: [], entity: "lead" },
    );
  }
  const possible: Finding[] =
    found.length > 0 || deals.count === 0 ? [] : [finding({ code: "times-possible", entity: "deal", severity: "good", count: dated.length, of: dated.length })];
  return [...found, ...possible, ...crowdedDays(facts, closedRows)];
}

function crowdedDays(facts: TrustFacts, closedRows: readonly number[]): Finding[] {
  const { deals } = facts.lens.facts;
  const byDay = new Map<number, number[]>();
  for (const row of closedRows) {
    const day = deals.closedOn[row]!;
    if (day === noDay) continue;
    const rows = byDay.get(day);
    if (rows) rows.push(row);
    else byDay.set(day, [row]);
  }
  const sizes = [...byDay.values()].map((rows) => rows.length).sort((a, b) => a - b);
  const usual = sizes[Math.floor(sizes.length / 2)] ?? 0;
  const crowded = [...byDay].filter(([, rows]) => rows.length >= 50 && rows.length >= 10 * usual).sort(([a], [b]) => a - b);
  if (crowded.length === 0) return [];
  const rows = crowded.flatMap(([, rows]) => rows);
  const worst = crowded.reduce((most, day) => (day[1].length > most[1].length ? day : most));
  return [
    finding({
      code: "many-closed-on-one-day",
      entity: "deal",
      severity: rows.length >= 0.05 * closedRows.length ? "warning" : "note",
      count: rows.length,
      of: closedRows.length,
      records: rows.map((row) => deals.ids[row]!),
      details: { day: dayOf(worst[0]), onThatDay: worst[1].length, usual },
      affects: [...cycleKeys, "deals-lost", "win-rate"],
    }),
  ];
}

function rowsWhere(count: number, holds: (row: number) => boolean): number[] {
  const rows: number[] = [];
  for (let row = 0; row < count; row++) if (holds(row)) rows.push(row);
  return rows;
}
