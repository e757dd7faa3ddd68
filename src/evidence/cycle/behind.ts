// The records behind a number of the sales cycle: deals by how they stood at the end of the watch, leads and deals by what became of them in a stage.
import type { DealColumns } from "#facts/columns.ts";
import type { DayNumber } from "#kit/day.ts";
import { type StageStays, backWay, lostWayOut, onwardWay } from "#evidence/cycle/stage-stays.ts";
import { type Stretch, watchedStays } from "#evidence/cycle/stage-times.ts";
import { type DealStays, lostWay, wonWay } from "#evidence/cycle/stays.ts";

export interface Behind {
  readonly entity: "deal" | "lead";
  readonly id: string;
  readonly from: DayNumber;
  /** Null: still so on the last day watched. */
  readonly until: DayNumber | null;
  readonly days: number;
  readonly end: "won" | "lost" | "onward" | "back" | "open";
}

/** The deals of some stays, the longest first; deals of one length in order of ids. */
export function dealsBehind(stays: DealStays, { deals, starts }: { deals: DealColumns; starts: Int32Array }): Behind[] {
  const ends: Partial<Record<number, Behind["end"]>> = { [wonWay]: "won", [lostWay]: "lost" };
  return Array.from(stays.rows, (row, place): Behind => {
    const [from, days, way] = [starts[row]!, stays.until[place]!, stays.cause[place]!];
    const end = ends[way] ?? "open";
    return { entity: "deal", id: deals.ids[row]!, from, until: end === "open" ? null : from + days, days, end };
  }).sort(byLength);
}

/** Leads and deals that stood in a stage under watch, and either left it or are still there; the longest first. */
export function stageBehind(from: StageStays, stretch: Stretch, { state, hasLeft }: { state: number; hasLeft: boolean | null }): Behind[] {
  const watched = watchedStays(from, stretch);
  const ends: Partial<Record<number, Behind["end"]>> = { [onwardWay]: "onward", [lostWayOut]: "lost", [backWay]: "back" };
  return watched.places
    .flatMap((place, n): Behind[] => {
      const [stay, way, days] = [from.stays[place]!, watched.way[n]!, watched.until[n]!];
      if (stay.state !== state || (hasLeft !== null && hasLeft !== way > 0)) return [];
      const end = ends[way] ?? "open";
      return [{ entity: stay.isDeal ? "deal" : "lead", id: stay.id, from: stay.from, until: end === "open" ? null : stay.from + days, days, end }];
    })
    .sort(byLength);
}

const byLength = (a: Behind, b: Behind) => b.days - a.days || (a.id < b.id ? -1 : 1);
