// The way of each enquiry: which steps it reached and on which day, from first interest to a won deal.
import type { SegmentKey } from "#facts/agreements.ts";
import { type Coded, noDay } from "#facts/columns.ts";
import type { Stage } from "#facts/stage.ts";
import { placesOf } from "#evidence/cycle/starts.ts";
import { lostStage, wonStage } from "#evidence/cycle/watch.ts";
import type { Lens } from "#evidence/kpi/lens.ts";

export const funnelSteps = ["lead", "marketing-qualified", "sales-accepted", "sales-qualified", "opportunity", "won"] as const satisfies readonly Stage[];
export type FunnelStep = (typeof funnelSteps)[number];

export type UnitTrait = "channel" | "campaign" | "segment" | "region" | "product" | "grade" | "accountSize";

/** One entry a unit (a lead, or a deal where there are no leads) in each column; `days[s]` is the day it reached step s or `noDay`, `reached[s]` 1 if it did, known day or not. */
export interface Ways {
  readonly unit: "lead" | "deal";
  readonly steps: readonly FunnelStep[];
  readonly ids: readonly string[];
  readonly days: readonly Int32Array[];
  readonly reached: readonly Uint8Array[];
  /** The day its deal was lost, `noDay` where it was not or nobody knows. */
  readonly lostOn: Int32Array;
  /** Column by which the units can be sorted; null where the unit has no such field. */
  readonly column: (key: SegmentKey) => Coded | null;
  /** What is known of a unit when it comes in; null where the unit has no such field. */
  readonly trait: (key: UnitTrait) => Coded | null;
  /** Row of each unit's deal; -1 without one. */
  readonly dealOf: Int32Array;
  /** Deals that no lead leads to; they are not in the funnel of leads. */
  readonly dealsWithoutLead: number;
  /** Whether leads and deals are joined at all; without that the last two steps cannot be told. */
  readonly isJoined: boolean;
}

/**
 * With leads: a unit is a lead, by the agreed meaning of lead and of accepted (by its own day only, or any later step as well); every other step counts as reached
 * when its day is known or a later step was reached. Its deal is the one it names, or the one that names it. Without leads: a unit is a deal, opened then won.
 */
export function waysOf(lens: Lens): Ways {
  const { leads } = lens.facts;
  return leads && leads.count > 0 ? leadWays(lens, leads) : dealWays(lens);
}

function dealWays(lens: Lens): Ways {
  const { deals } = lens.facts;
  const won = Uint8Array.from(deals.stage, (stage) => (stage === wonStage ? 1 : 0));
  return {
    unit: "deal",
    steps: ["opportunity", "won"],
    ids: deals.ids,
    days: [deals.createdOn, deals.closedOn.map((day, row) => (won[row] === 1 ? day : noDay))],
    reached: [new Uint8Array(deals.count).fill(1), won],
    lostOn: deals.closedOn.map((day, row) => (deals.stage[row] === lostStage ? day : noDay)),
    column: (key) => (key === "repeat" ? null : deals[key]),
    trait: (key) => (key === "grade" ? null : deals[key]),
    dealOf: Int32Array.from({ length: deals.count }, (_, row) => row),
    dealsWithoutLead: 0,
    isJoined: true,
  };
}

function leadWays(lens: Lens, leads: NonNullable<Lens["facts"]["leads"]>): Ways {
  const { deals } = lens.facts;
  const dealOf = dealRows(lens, leads);
  const joined = new Set(dealOf.filter((row) => row >= 0));
  const dealDay = (days: Int32Array, isWanted: (row: number) => boolean) => Int32Array.from(dealOf, (row) => (row >= 0 && isWanted(row) ? days[row]! : noDay));
  const opened = dealDay(deals.createdOn, () => true).map((day, row) => (day === noDay ? leads.convertedOn[row]! : day));
  const days = [
    leads.createdOn,
    leads.qualifiedOn,
    leads.acceptedOn,
    leads.salesQualifiedOn,
    opened,
    dealDay(deals.closedOn, (row) => deals.stage[row] === wonStage),
  ];
  const reached = days.map((column) => Uint8Array.from(column, (day) => (day === noDay ? 0 : 1)));
  for (let row = 0; row < leads.count; row++) {
    // The stage of the lead says what it reached even where the day is not known; the order of stages is that of the steps.
    for (let step = 0; step < 5; step++) if (leads.stage[row]! < 6 && leads.stage[row]! >= step) reached[step]![row] = 1;
    if (dealOf[row]! >= 0) reached[4]![row] = 1;
    if (dealOf[row]! >= 0 && deals.stage[dealOf[row]!] === wonStage) reached[5]![row] = 1;
    reached[0]![row] = 1;
    for (let step = 4; step > 0; step--) if (reached[step + 1]![row] === 1) reached[step]![row] = 1;
    if (lens.agreed.terms["accepted-lead"].by === "acceptance-day" && leads.acceptedOn[row] === noDay) reached[2]![row] = 0;
  }
  if (lens.agreed.terms.lead.counts === "marketing-qualified") reached[0]!.set(reached[1]!);
  const own: Readonly<Record<string, Coded | undefined>> = {
    product: leads.product,
    region: leads.region,
    channel: leads.channel,
    segment: leads.segment,
    owner: leads.owner,
  };
  return {
    unit: "lead",
    steps: funnelSteps,
    ids: leads.ids,
    days,
    reached,
    lostOn: dealDay(deals.closedOn, (row) => deals.stage[row] === lostStage),
    column: (key) => own[key] ?? null,
    trait: (key) => (key === "accountSize" ? null : leads[key]),
    dealOf,
    dealsWithoutLead: deals.count - joined.size,
    isJoined: joined.size > 0 || deals.count === 0,
  };
}

/** Row of each lead's deal, -1 without one. */
function dealRows(lens: Lens, leads: NonNullable<Lens["facts"]["leads"]>): Int32Array {
  const { deals } = lens.facts;
  const rows = new Int32Array(leads.count).fill(-1);
  const dealPlaces = placesOf(deals.ids);
  for (let row = 0; row < leads.count; row++) if (leads.deal.codes[row]! >= 0) rows[row] = dealPlaces.get(leads.deal.names[leads.deal.codes[row]!]!) ?? -1;
  const leadPlaces = placesOf(leads.ids);
  for (let row = 0; row < deals.count; row++) {
    const lead = deals.lead.codes[row]! < 0 ? undefined : leadPlaces.get(deals.lead.names[deals.lead.codes[row]!]!);
    if (lead !== undefined && rows[lead] === -1) rows[lead] = row;
  }
  return rows;
}
