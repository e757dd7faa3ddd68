// The leads (or deals) that a joint project brought, with the day of each step: nothing of them is told later than the last day seen.
import { type Coded, noDay } from "#facts/columns.ts";
import type { Campaign } from "#facts/entities.ts";
import { placesByRow, placing } from "#evidence/campaigns/placing.ts";
import { lostStage, wonStage } from "#evidence/cycle/watch.ts";
import { type FunnelStep, type Ways, waysOf } from "#evidence/funnel/ways.ts";
import type { Lens } from "#evidence/kpi/lens.ts";
import { type Entrants, entrantsOf } from "#evidence/ripening/entrants.ts";

/** What a project is measured by besides its contacts. */
export const projectSteps = ["lead", "accepted", "won"] as const;
export type ProjectStep = (typeof projectSteps)[number];

const stepOf = { accepted: "sales-accepted", won: "won" } as const satisfies Record<string, FunnelStep>;

/** One lead, or one deal that no lead leads to. */
export interface ProjectUnit {
  readonly id: string;
  readonly kind: "lead" | "deal";
  /** Day numbers; `noDay`: not reached. Reached on a day that nobody knows: `unknownDay`. */
  readonly cameOn: number;
  readonly acceptedOn: number;
  readonly wonOn: number;
  /** Its deal was lost on this day. */
  readonly lostOn: number;
  /** Row of its deal; -1 without one. */
  readonly deal: number;
  readonly grade: string | null;
}

/** It happened, and no record says when. */
export const unknownDay = -2_000_000_000;

export interface ProjectUnits {
  readonly unit: "lead" | "deal";
  readonly list: readonly ProjectUnit[];
  /** Whether a row of `ways` belongs to the project. */
  readonly isOwn: Uint8Array;
}

/** What all projects are read from: put side by side once. */
export interface ProjectBook {
  readonly lens: Lens;
  readonly campaigns: readonly Campaign[];
  readonly ways: Ways;
  /** Null where the step is not on record at all. */
  readonly entrants: (step: "accepted" | "won") => Entrants | null;
}

export function projectBook(lens: Lens, campaigns: readonly Campaign[]): ProjectBook {
  const ways = waysOf(lens);
  const known = new Map<string, Entrants | null>();
  return {
    lens,
    campaigns,
    ways,
    entrants: (step) => {
      if (!known.has(step)) known.set(step, ways.steps.includes(stepOf[step]) ? entrantsOf(lens, ways, stepOf[step]) : null);
      return known.get(step)!;
    },
  };
}

/**
 * A lead belongs to a project where it names one of its campaigns by id, or by a name that one campaign alone bears; a deal likewise, where no lead leads to it.
 * `until`: the last day on which they may have come; what became of them is told up to the last day seen in any case.
 */
export function projectUnits({ lens, campaigns, ways }: ProjectBook, own: readonly string[], until = lens.lastSeen): ProjectUnits {
  const placesOf = placing(
    own.map((id) => ({ kind: "campaign" as const, id })),
    campaigns,
  );
  const isOwn = new Uint8Array(ways.ids.length);
  const list: ProjectUnit[] = [];
  const placesAt = placesByRow(placesOf, ways.trait("campaign")!, ways.trait("channel")!);
  for (let row = 0; row < ways.ids.length; row++) {
    const cameOn = ways.days[0]![row]!;
    if (placesAt(row).length === 0) continue;
    isOwn[row] = 1;
    if (cameOn === noDay || cameOn > until || ways.reached[0]![row] !== 1) continue;
    list.push({ ...unitAt(lens, ways, row), cameOn });
  }
  if (ways.unit === "lead") list.push(...looseDeals(lens, ways, placesByRow(placesOf, lens.facts.deals.campaign, lens.facts.deals.channel)));
  list.sort((a, b) => a.cameOn - b.cameOn || (a.id < b.id ? -1 : 1));
  return { unit: ways.unit, list, isOwn };
}

function unitAt(lens: Lens, ways: Ways, row: number): Omit<ProjectUnit, "cameOn"> {
  const dayOfStep = (step: FunnelStep) => {
    const place = ways.steps.indexOf(step);
    return place < 0 || ways.reached[place]![row] !== 1 ? noDay : seen(lens, ways.days[place]![row]!, unknownDay);
  };
  return {
    id: ways.ids[row]!,
    kind: ways.unit,
    acceptedOn: dayOfStep(stepOf.accepted),
    wonOn: dayOfStep(stepOf.won),
    lostOn: seen(lens, ways.lostOn[row]!, noDay),
    deal: ways.dealOf[row]!,
    grade: nameAt(ways.trait("grade"), row),
  };
}

function nameAt(column: Coded | null, row: number): string | null {
  const code = column?.codes[row] ?? -1;
  return code < 0 ? null : column!.names[code]!;
}

/** A day after the last one seen has not come; where there is none, what stands for it. */
function seen(lens: Lens, day: number, without: number): number {
  return day === noDay ? without : day > lens.lastSeen ? noDay : day;
}

function looseDeals(lens: Lens, ways: Ways, placesAt: (row: number) => readonly number[]): ProjectUnit[] {
  const { deals } = lens.facts;
  const led = new Set(ways.dealOf);
  const found: ProjectUnit[] = [];
  for (let row = 0; row < deals.count; row++) {
    const cameOn = deals.createdOn[row]!;
    if (led.has(row) || placesAt(row).length === 0 || cameOn === noDay || cameOn > lens.lastSeen) continue;
    const closed = (stage: number, without: number) => (deals.stage[row] === stage ? seen(lens, deals.closedOn[row]!, without) : noDay);
    found.push({
      id: deals.ids[row]!,
      kind: "deal",
      cameOn,
      acceptedOn: noDay,
      wonOn: closed(wonStage, unknownDay),
      lostOn: closed(lostStage, noDay),
      deal: row,
      grade: null,
    });
  }
  return found;
}
