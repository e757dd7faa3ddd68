// Which deal grew out of which lead.
import { type DealColumns, type LeadColumns, noDay } from "#facts/columns.ts";
import { stageRank, stages } from "#facts/stage.ts";
import type { DayNumber } from "#kit/day.ts";

export interface Links {
  /** Row of the lead for each deal, -1 without one. */
  readonly leadOf: Int32Array;
  /** Row of the deal for each lead, -1 without one. */
  readonly dealOf: Int32Array;
}

/** Links from both sides: a deal that names its lead, or a lead that names its deal. A lead with several deals keeps the one created first. */
export function linksOf(deals: DealColumns, leads: LeadColumns): Links {
  const leadOf = new Int32Array(deals.count).fill(-1);
  const dealOf = new Int32Array(leads.count).fill(-1);
  const leadRows = rowsByName(deals.lead.names, leads.ids);
  const dealRows = rowsByName(leads.deal.names, deals.ids);
  for (let lead = 0; lead < leads.count; lead++) {
    const code = leads.deal.codes[lead]!;
    if (code >= 0 && dealRows[code]! >= 0) leadOf[dealRows[code]!] = lead;
  }
  for (let deal = 0; deal < deals.count; deal++) {
    const code = deals.lead.codes[deal]!;
    if (code >= 0 && leadRows[code]! >= 0) leadOf[deal] = leadRows[code]!;
  }
  for (let deal = 0; deal < deals.count; deal++) {
    const lead = leadOf[deal]!;
    if (lead >= 0 && (dealOf[lead]! < 0 || isBefore(deals, deal, dealOf[lead]!))) dealOf[lead] = deal;
  }
  return { leadOf, dealOf };
}

function isBefore(deals: DealColumns, a: number, b: number): boolean {
  return deals.createdOn[a]! < deals.createdOn[b]! || (deals.createdOn[a] === deals.createdOn[b] && deals.ids[a]! < deals.ids[b]!);
}

/** For each name the row whose id it is, -1 where there is none. */
function rowsByName(names: readonly string[], ids: readonly string[]): Int32Array {
  const rows = new Int32Array(names.length).fill(-1);
  if (names.length === 0) return rows;
  const places = new Map(names.map((name, place) => [name, place]));
  for (let row = 0; row < ids.length; row++) {
    const place = places.get(ids[row]!);
    if (place !== undefined) rows[place] = row;
  }
  return rows;
}

/** Whether a deal was over, with a day, before `cut`. */
export function isClosedBefore(deals: DealColumns, row: number, cut: DayNumber): boolean {
  return deals.stage[row]! >= wonPlace && deals.closedOn[row] !== noDay && deals.closedOn[row]! < cut;
}

export function isWon(deals: DealColumns, row: number): boolean {
  return deals.stage[row] === wonPlace;
}

const wonPlace = stages.indexOf("won");

/** Whether sales had agreed to work a lead before `cut`: by the day of acceptance, else by its stage where no days are kept. */
export function isAcceptedBefore(leads: LeadColumns, row: number, cut: DayNumber): boolean {
  if (leads.acceptedOn[row] !== noDay) return leads.acceptedOn[row]! < cut;
  if (leads.salesQualifiedOn[row] !== noDay) return leads.salesQualifiedOn[row]! < cut;
  return leads.returnedOn[row] === noDay && stageRank(stages[leads.stage[row]!]!) >= stageRank("sales-accepted");
}

/** Whether a lead had become a deal before `cut`, by the lead's own days or stage (used where leads and deals are not linked). */
export function isConvertedBefore(leads: LeadColumns, row: number, cut: DayNumber): boolean {
  if (leads.convertedOn[row] !== noDay) return leads.convertedOn[row]! < cut;
  return stageRank(stages[leads.stage[row]!]!) >= stageRank("opportunity");
}
