// From which day each deal's sales cycle runs, by the start that both sides agreed on.
import type { CycleStart } from "#facts/agreements.ts";
import { type DealColumns, type LeadColumns, noDay } from "#facts/columns.ts";

/**
 * One start day a deal (day numbers; `noDay` where it is not known).
 * 'deal-created' needs the deal only. 'first-contact' and 'handoff-accepted' are read from the deal's own lead (the deal names the lead, or
 * the lead names the deal; the earliest where several do); without such a lead the start is not known and the deal is left out and counted as such.
 */
export function cycleStartsOf(deals: DealColumns, leads: LeadColumns | null, start: CycleStart): Int32Array {
  if (start === "deal-created") return deals.createdOn;
  const starts = new Int32Array(deals.count).fill(noDay);
  if (!leads) return starts;
  const days = start === "first-contact" ? leads.firstContactOn : leads.acceptedOn;
  const note = (deal: number, day: number) => {
    if (day !== noDay && (starts[deal] === noDay || day < starts[deal]!)) starts[deal] = day;
  };
  const rowOfLead = placesOf(leads.ids);
  for (let row = 0; row < deals.count; row++) {
    const code = deals.lead.codes[row]!;
    const lead = code < 0 ? undefined : rowOfLead.get(deals.lead.names[code]!);
    if (lead !== undefined) note(row, days[lead]!);
  }
  const rowOfDeal = placesOf(deals.ids);
  for (let row = 0; row < leads.count; row++) {
    const code = leads.deal.codes[row]!;
    const deal = code < 0 ? undefined : rowOfDeal.get(leads.deal.names[code]!);
    if (deal !== undefined) note(deal, days[row]!);
  }
  return starts;
}

/** Row of each id. */
export function placesOf(ids: readonly string[]): Map<string, number> {
  const places = new Map<string, number>();
  for (let row = 0; row < ids.length; row++) places.set(ids[row]!, row);
  return places;
}
