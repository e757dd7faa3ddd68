// Where the days go: whose turn it was on each day that leads and deals were open, and how long nobody had been heard of.
import { type DealColumns, type LeadColumns, noDay } from "#facts/columns.ts";
import { type ActivityColumns, directionOf } from "#facts/moves.ts";
import type { DayNumber } from "#kit/day.ts";
import { type Outcome, accept, refuse } from "#kit/refusal.ts";
import { shareOfSums } from "#evidence/statistics/sums-share.ts";
import { rowUpTo } from "#evidence/statistics/aalen-johansen.ts";
import type { Share } from "#evidence/cycle/course.ts";
import type { StageStays } from "#evidence/cycle/stage-stays.ts";
import { type Stretch, longestStays, watchedStays } from "#evidence/cycle/stage-times.ts";

/** Whose turn a day was: marketing's (a lead not yet found ready), sales', the buyer's, or sales' or the buyer's (nobody can tell which). */
export const turns = ["marketing", "sales", "buyer", "sales-or-buyer"] as const;
export type Turn = (typeof turns)[number];
/** How long before a day anything was last heard or done. */
export const silences = ["week", "month", "longer", "never"] as const;
export type Silence = (typeof silences)[number];

export interface Waiting {
  /** Leads and deals; a lead and the deal that came of it are one. */
  readonly units: number;
  readonly days: number;
  /** Leads and deals that stand in a stage for longer than almost any that ever left it; their days beyond that are nobody's turn and not counted. */
  readonly abandoned: number;
  readonly turns: readonly { readonly turn: Turn; readonly days: number; readonly share: Share }[];
  /** Why days in the hands of sales are not split between sales and the buyer; null where they are. */
  readonly whyNotSplit: "no-activities" | "no-directions" | "only-outgoing" | "only-incoming" | null;
  /** Days in the hands of sales by the time since anything was last on record; null without activities. */
  readonly silence: readonly { readonly silence: Silence; readonly days: number; readonly share: Share }[] | null;
}

export type WaitingRefusal = "no-stage-moves" | "too-few-units";

const fewestUnits = 20;
/** Of ten activities with a direction at least one must go the other way: else that side is not written down. */
const fewestOther = 0.1;

interface Happened {
  readonly days: Int32Array;
  readonly directions: Int8Array;
}

/**
 * Days under watch, each counted for whoever had the next step. A stage names it: a lead not yet qualified waits for marketing; one that was offered waits
 * for sales to accept it; from there to the deal's close it is sales, or the buyer. Those days are split by the last activity before them: after one of ours
 * the next step is the buyer's, after one of theirs, or before any, it is ours. Where the records hold no activities, no directions, or next to none of
 * one direction, they are not split. Days of what was given up without a word (longer in its stage than almost any that ever left it) are nobody's turn:
 * they would drown the rest. Ranges by unit, since days of one deal hang together.
 */
export function waitingOf(
  from: StageStays,
  activities: ActivityColumns,
  ask: { stretch: Stretch; deals: DealColumns; leads: LeadColumns | null },
): Outcome<Waiting, WaitingRefusal> {
  if (from.stays.length === 0) return refuse("no-stage-moves");
  const watched = watchedStays(from, ask.stretch);
  const happened = happenedOf(activities);
  const unitOf = unitsOf(ask.deals, ask.leads);
  const units = new Map<string, { turns: number[]; silences: number[] }>();
  const whyNotSplit = whyNotSplitBy(activities, happened.all);
  const longest = longestStays(from);
  let abandoned = 0;
  watched.places.forEach((place, n) => {
    const stay = from.stays[place]!;
    const isAbandoned = watched.way[n] === 0 && watched.until[n]! > longest[stay.state]!;
    if (isAbandoned) abandoned++;
    const [first, last] = [stay.from + watched.enteredAfter[n]! + 1, stay.from + (isAbandoned ? Math.floor(longest[stay.state]!) : watched.until[n]!)];
    if (last <= first) return;
    const key = unitOf(stay.isDeal, stay.id);
    const unit = units.get(key) ?? { turns: turns.map(() => 0), silences: silences.map(() => 0) };
    units.set(key, unit);
    const { stage } = from.states[stay.state]!;
    if (stage === "lead") unit.turns[0]! += last - first;
    else if (stage === "marketing-qualified") unit.turns[1]! += last - first;
    else addDays(unit, happened.of(stay.isDeal, stay.id), { first, last, isSplit: whyNotSplit === null });
  });
  if (units.size < fewestUnits) return refuse("too-few-units", { count: units.size, needed: fewestUnits });
  const all = [...units.values()];
  return accept({
    units: units.size,
    days: all.reduce((sum, unit) => sum + total(unit.turns), 0),
    turns: sharesOf(
      turns,
      all.map((unit) => unit.turns),
    ).map(({ name, days, share }) => ({ turn: name, days, share })),
    abandoned,
    whyNotSplit,
    silence:
      activities.count === 0
        ? null
        : sharesOf(
            silences,
            all.map((unit) => unit.silences),
          ).map(({ name, days, share }) => ({ silence: name, days, share })),
  });
}

/** Days between two, by whose turn they were and how long it had been silent. Walks from activity to activity, not from day to day. */
function addDays(
  unit: { turns: number[]; silences: number[] },
  { days, directions }: Happened,
  { first, last, isSplit }: { first: DayNumber; last: DayNumber; isSplit: boolean },
): void {
  let day = first;
  for (let next = rowUpTo(days, first) + 1; day < last; next++) {
    const end = next < days.length ? Math.min(days[next]!, last) : last;
    const before = next - 1;
    const turn = !isSplit ? 3 : before >= 0 && directions[before] === 1 ? 2 : 1;
    unit.turns[turn]! += end - day;
    if (before < 0) unit.silences[3]! += end - day;
    else
      for (const [band, from, until] of [
        [0, 0, 7],
        [1, 7, 30],
        [2, 30, Infinity],
      ] as const) {
        const since = days[before]!;
        unit.silences[band]! += Math.max(0, Math.min(end - since, until) - Math.max(day - since, from));
      }
    day = Math.max(day, end);
  }
}

const total = (of: readonly number[]) => of.reduce((sum, each) => sum + each, 0);

function sharesOf<N extends string>(names: readonly N[], units: readonly (readonly number[])[]): { name: N; days: number; share: Share }[] {
  const wholes = Float64Array.from(units, total);
  return names.flatMap((name, k) => {
    const parts = Float64Array.from(units, (unit) => unit[k]!);
    const share = shareOfSums(parts, wholes);
    const days = parts.reduce((sum, each) => sum + each, 0);
    return share === null || days === 0 ? [] : [{ name, days, share }];
  });
}

/** Activities of each record, in order of days; only those whose direction is said count as steps, the others break the silence. */
function happenedOf({ count, day, deal, lead, direction }: ActivityColumns) {
  const ways = direction.names.map(directionOf);
  const rows = new Map<string, number[]>();
  const all = { ours: 0, theirs: 0 };
  const note = (key: string, row: number) => {
    const list = rows.get(key);
    if (list) list.push(row);
    else rows.set(key, [row]);
  };
  const wayOf = (row: number) => (direction.codes[row]! < 0 ? 0 : ways[direction.codes[row]!]!);
  for (let row = 0; row < count; row++) {
    if (day[row] === noDay) continue;
    if (deal.codes[row]! >= 0) note(`d${deal.names[deal.codes[row]!]!}`, row);
    if (lead.codes[row]! >= 0) note(`l${lead.names[lead.codes[row]!]!}`, row);
    if (wayOf(row) === 1) all.ours++;
    if (wayOf(row) === -1) all.theirs++;
  }
  const none: Happened = { days: new Int32Array(0), directions: new Int8Array(0) };
  return {
    all,
    of: (isDeal: boolean, id: string): Happened => {
      const own = rows.get(`${isDeal ? "d" : "l"}${id}`);
      if (own === undefined) return none;
      const directions = Int8Array.from(own, wayOf);
      // A step without a direction leaves the turn with whoever had it.
      for (let n = 1; n < own.length; n++) if (directions[n] === 0) directions[n] = directions[n - 1]!;
      return { days: Int32Array.from(own, (row) => day[row]!), directions };
    },
  };
}

function whyNotSplitBy({ count }: ActivityColumns, { ours, theirs }: { ours: number; theirs: number }): Waiting["whyNotSplit"] {
  if (count === 0) return "no-activities";
  const told = ours + theirs;
  if (told * 2 < count) return "no-directions";
  return theirs < fewestOther * told ? "only-outgoing" : ours < fewestOther * told ? "only-incoming" : null;
}

/** A lead and the deal that came of it are one unit, named by the deal. */
function unitsOf(deals: DealColumns, leads: LeadColumns | null): (isDeal: boolean, id: string) => string {
  const dealOfLead = new Map<string, string>();
  for (let row = 0; row < deals.count; row++) if (deals.lead.codes[row]! >= 0) dealOfLead.set(deals.lead.names[deals.lead.codes[row]!]!, deals.ids[row]!);
  if (leads !== null)
    for (let row = 0; row < leads.count; row++) if (leads.deal.codes[row]! >= 0) dealOfLead.set(leads.ids[row]!, leads.deal.names[leads.deal.codes[row]!]!);
  return (isDeal, id) => {
    const deal = isDeal ? id : dealOfLead.get(id);
    return deal === undefined ? `l${id}` : `d${deal}`;
  };
}
