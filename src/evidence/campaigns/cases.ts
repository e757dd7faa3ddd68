// The leads and deals that some campaigns and channels brought, one by one: how far each came, and how it stands.
import { noDay } from "#facts/columns.ts";
import { type PlacesOf, placesByRow } from "#evidence/campaigns/placing.ts";
import { lostStage, wonStage } from "#evidence/cycle/watch.ts";
import { type FunnelStep, type Ways, waysOf } from "#evidence/funnel/ways.ts";
import type { Lens } from "#evidence/kpi/lens.ts";

/** won, lost: its deal was. returned: sales gave it back, and it went no further. open: all the rest. */
export const outcomes = ["open", "won", "lost", "returned"] as const;
export type Outcome = (typeof outcomes)[number];

/** One lead; or a deal that no lead led to. */
export interface Case {
  readonly kind: "lead" | "deal";
  readonly id: string;
  /** Places of the subjects it belongs to; never empty. */
  readonly places: readonly number[];
  /** The day it came in, as a day number. */
  readonly cameOn: number;
  /** The furthest step it reached, and the day, `noDay` where that is not known. */
  readonly step: FunnelStep;
  readonly stepOn: number;
  /** Every step it reached, in the order of `steps`. */
  readonly reached: readonly FunnelStep[];
  readonly outcome: Outcome;
  /** Row of its deal; -1 without one. */
  readonly deal: number;
  readonly channel: string | null;
  readonly segment: string | null;
  readonly region: string | null;
  readonly grade: string | null;
}

export interface Cases {
  readonly unit: "lead" | "deal";
  readonly steps: readonly FunnelStep[];
  /** In order of the day they came in, then of their ids. */
  readonly list: readonly Case[];
}

/**
 * Leads by their campaign and channel, and those deals besides that name a campaign or channel themselves and that no lead leads to. Where there are no leads
 * at all, deals alone. Whatever has no day of coming in is left out: it belongs to no period. One pass over all; what is not asked for leaves no trace.
 */
export function casesOf(lens: Lens, placesOf: PlacesOf): Cases {
  const ways = waysOf(lens);
  const list = [...ofUnits(lens, ways, placesOf), ...(ways.unit === "lead" ? ofLooseDeals(lens, ways, placesOf) : [])];
  list.sort((a, b) => a.cameOn - b.cameOn || (a.id < b.id ? -1 : 1));
  return { unit: ways.unit, steps: ways.steps, list };
}

function ofUnits(lens: Lens, ways: Ways, placesOf: PlacesOf): Case[] {
  const [campaign, channel] = [ways.trait("campaign")!, ways.trait("channel")!];
  const placesAt = placesByRow(placesOf, campaign, channel);
  const textAt = (key: "channel" | "segment" | "region" | "grade", row: number) => {
    const column = ways.trait(key);
    const code = column?.codes[row] ?? -1;
    return code < 0 ? null : column!.names[code]!;
  };
  const found: Case[] = [];
  for (let row = 0; row < ways.ids.length; row++) {
    const places = placesAt(row);
    const cameOn = ways.days[0]![row]!;
    if (places.length === 0 || cameOn === noDay || ways.reached[0]![row] !== 1) continue;
    const reached = ways.steps.filter((_, step) => ways.reached[step]![row] === 1);
    const last = ways.steps.indexOf(reached.at(-1)!);
    found.push({
      kind: ways.unit,
      id: ways.ids[row]!,
      places,
      cameOn,
      step: ways.steps[last]!,
      stepOn: ways.days[last]![row]!,
      reached,
      outcome: outcomeOf(lens, ways, row),
      deal: ways.dealOf[row]!,
      channel: textAt("channel", row),
      segment: textAt("segment", row),
      region: textAt("region", row),
      grade: textAt("grade", row),
    });
  }
  return found;
}

function outcomeOf(lens: Lens, ways: Ways, row: number): Outcome {
  const { deals, leads } = lens.facts;
  const deal = ways.dealOf[row]!;
  if (deal >= 0 && deals.stage[deal] === wonStage) return "won";
  if (deal >= 0) return deals.stage[deal] === lostStage ? "lost" : "open";
  if (ways.unit === "deal" || leads === null) return "open";
  if (leads.stage[row] === wonStage) return "won";
  if (leads.stage[row] === lostStage) return "lost";
  // Given back, and nothing since: a lead that was offered anew has been accepted on a later day.
  const [back, taken] = [leads.returnedOn[row]!, leads.acceptedOn[row]!];
  return back !== noDay && (taken === noDay || taken < back) && ways.reached[3]![row] !== 1 ? "returned" : "open";
}

/** Deals that no lead leads to: opened, and won or not. */
function ofLooseDeals(lens: Lens, ways: Ways, placesOf: PlacesOf): Case[] {
  const { deals } = lens.facts;
  const led = new Set(ways.dealOf);
  const placesAt = placesByRow(placesOf, deals.campaign, deals.channel);
  const text = (column: typeof deals.channel, row: number) => (column.codes[row]! < 0 ? null : column.names[column.codes[row]!]!);
  const found: Case[] = [];
  for (let row = 0; row < deals.count; row++) {
    const places = led.has(row) ? [] : placesAt(row);
    if (places.length === 0 || deals.createdOn[row] === noDay) continue;
    const stage = deals.stage[row];
    const isWon = stage === wonStage;
    found.push({
      kind: "deal",
      id: deals.ids[row]!,
      places,
      cameOn: deals.createdOn[row]!,
      step: isWon ? "won" : "opportunity",
      stepOn: isWon ? deals.closedOn[row]! : deals.createdOn[row]!,
      reached: isWon ? ["opportunity", "won"] : ["opportunity"],
      outcome: isWon ? "won" : stage === lostStage ? "lost" : "open",
      deal: row,
      channel: text(deals.channel, row),
      segment: text(deals.segment, row),
      region: text(deals.region, row),
      grade: null,
    });
  }
  return found;
}
