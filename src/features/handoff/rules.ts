// How the list is narrowed and ordered, what is overdue, how much is left; and which leads a rule offers.
import type { HandoffFilter, HandoffUpClose } from "#features/handoff/contract.ts";
import type { ClaimKey } from "#facts/claims.ts";
import { type HandoffRow, closedStates } from "#facts/handoff-row.ts";
import { type HandoffAct, actsThatCount } from "#facts/handoff.ts";
import { type WorkingWeek, type ZonedHours, zonedHours } from "#kit/working-hours.ts";
import { wallClockOf } from "#kit/time-zone.ts";

/** Whoever looks, and when. */
export interface Looker {
  /** Their person on the list; null: none. */
  readonly me: string | null;
  readonly nowMs: number;
}

export const isOverdue = (row: Pick<HandoffRow, "due">, nowMs: number) => row.due !== null && row.due.at !== null && row.due.at < nowMs;

/** Whether a row belongs into a list that is narrowed so. Closed ones stand only where their state is asked for. */
export function fits(row: HandoffRow, filter: HandoffFilter, { me, nowMs }: Looker): boolean {
  if (filter.state.length === 0 ? closedStates.has(row.state) : !filter.state.includes(row.state)) return false;
  if (filter.overdue && !isOverdue(row, nowMs)) return false;
  if (filter.channel.length > 0 && !filter.channel.includes(row.channel ?? "")) return false;
  if (filter.grade.length > 0 && !filter.grade.includes(row.grade ?? "")) return false;
  if (filter.person.length > 0 && !filter.person.includes(row.person?.id ?? "nobody")) return false;
  return isWhose(row, filter.whose, me);
}

function isWhose(row: HandoffRow, whose: HandoffFilter["whose"], me: string | null): boolean {
  const isReturned = row.state === "returned" || row.state === "kept";
  switch (whose) {
    case "mine":
      return me !== null && row.person?.id === me && !isReturned;
    case "marketing":
      return isReturned;
    case "sales":
      return !isReturned;
    default:
      return true;
  }
}

/** What is due first stands first, of those due together what was offered first; what is over stands last, the newest first. */
export function inOrder(rows: readonly HandoffRow[]): HandoffRow[] {
  const at = ({ due }: HandoffRow) => (due === null ? Number.POSITIVE_INFINITY : (due.at ?? Number.MAX_VALUE));
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  const among = (a: HandoffRow, b: HandoffRow) =>
    (a.due === null ? compare(b.changedAt, a.changedAt) : compare(a.offeredAt, b.offeredAt)) || compare(a.lead, b.lead);
  return rows.toSorted((a, b) => (at(a) === at(b) ? among(a, b) : at(a) - at(b)));
}

export const groups = ["overdue", "today", "later", "closed"] as const;
export type Group = (typeof groups)[number];

const msPerDay = 86_400_000;

/** Overdue, due before midnight of the wall of the zone, later, or over. */
export function groupOf(row: Pick<HandoffRow, "due">, { nowMs, zone }: { readonly nowMs: number; readonly zone: string }): Group {
  if (row.due === null) return "closed";
  if (row.due.at === null) return "later";
  if (row.due.at < nowMs) return "overdue";
  const wall = wallClockOf(zone);
  return Math.floor(wall(row.due.at) / msPerDay) === Math.floor(wall(nowMs) / msPerDay) ? "today" : "later";
}

/** Rows as they stand after news: those that no longer fit go, those that fit are put where they belong. */
export function merged(
  rows: readonly HandoffRow[],
  news: { readonly rows: readonly HandoffRow[]; readonly gone: readonly string[] },
  doesFit: (row: HandoffRow) => boolean,
): HandoffRow[] {
  const newest = new Map(news.rows.map((row) => [row.lead, row]));
  const gone = new Set(news.gone);
  const known = new Map(rows.map((row) => [row.lead, row]));
  // News may overtake one another: the row with the later act stands.
  const kept = rows.filter(({ lead, lastAct }) => !gone.has(lead) && !(newest.has(lead) && newest.get(lead)!.lastAct >= lastAct));
  const fresh = [...newest.values()].filter((row) => (known.get(row.lead)?.lastAct ?? 0) <= row.lastAct && doesFit(row));
  return inOrder([...kept, ...fresh]);
}

/** Time as people say it; `isLate`: over by so much. Working time has days of the week's own length. */
export interface Left {
  readonly isLate: boolean;
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
}

const calendarKinds = new Set(["depth", "outcome"]);

/** How much is left until something is due, or by how much it is overdue: in working time, and in days of the calendar where so agreed. Null: never due. */
export function leftOf(
  row: Pick<HandoffRow, "due" | "person">,
  { nowMs, week, zone }: { readonly nowMs: number; readonly week: WorkingWeek; readonly zone: string },
): Left | null {
  if (row.due === null || row.due.at === null) return null;
  const { at, kind } = row.due;
  const isLate = at < nowMs;
  const [from, until] = isLate ? [at, nowMs] : [nowMs, at];
  const isCalendar = calendarKinds.has(kind);
  const hours = isCalendar ? (until - from) / 3_600_000 : hoursIn(week, row.person?.zone ?? zone)(from, until);
  return { isLate, ...partsOf(hours, isCalendar ? 24 : Math.max(1, (week.until - week.from) / 60)) };
}

/** Whole days, and hours only up to two days, and minutes only up to one: no more than anybody wants to know. */
function partsOf(hours: number, hoursADay: number): Omit<Left, "isLate"> {
  const minutes = Math.floor(hours * 60 + 1e-6);
  const days = Math.floor(minutes / (hoursADay * 60));
  const rest = minutes - days * hoursADay * 60;
  return { days, hours: days >= 2 ? 0 : Math.floor(rest / 60), minutes: days >= 1 ? 0 : Math.floor(rest % 60) };
}

const clocks = new Map<string, ZonedHours>();
let clocksOf: WorkingWeek | null = null;

/** One clock a zone: it remembers offsets, and a list asks it for every row. */
function hoursIn(week: WorkingWeek, zone: string): (from: number, until: number) => number {
  if (clocksOf !== week) clocks.clear();
  clocksOf = week;
  const known = clocks.get(zone) ?? zonedHours(week, zone);
  clocks.set(zone, known);
  return (fromMs, untilMs) => known.hours(fromMs, untilMs);
}

interface BesideActs {
  readonly names: ReadonlyMap<string, string>;
  readonly rules: ReadonlyMap<number, string>;
  readonly hours: ZonedHours;
  readonly memberId: string;
}

/** The acts as they are told: by whom, struck out where undone, with the working hours since the one before that counts. */
export function actViews(acts: readonly HandoffAct[], { names, rules, hours, memberId }: BesideActs): HandoffUpClose["acts"] {
  const counts = new Set(actsThatCount(acts).map(({ id }) => id));
  let before: number | null = null;
  return acts.map((act) => {
    const at = Date.parse(act.at);
    const hoursSince = before === null ? null : hours.hours(before, at);
    if (counts.has(act.id)) before = at;
    return {
      id: act.id,
      act: act.act,
      at: act.at,
      by: act.memberId === null ? (rules.get(act.id) ?? null) : (names.get(act.memberId) ?? null),
      isMine: act.memberId === memberId,
      kind: act.kind,
      person: act.personId === null ? null : (names.get(act.personId) ?? null),
      isReached: act.isReached,
      note: act.note,
      undoes: act.undoes,
      isUndone: act.act !== "undone" && !counts.has(act.id),
      hoursSince,
    };
  });
}

export type HandoffClaim = Extract<
  ClaimKey,
  "channel-leads-worse" | "leads-got-worse" | "leads-not-as-agreed" | "leads-incomplete" | "leads-answered-late" | "leads-not-worked"
>;

/** The standard claim that a handoff is a case of, as it stands: what its channel is said to be like, or how it is worked. Null: no claim is about such a case. */
export function claimOf({ state, returnClass, channel }: Pick<HandoffRow, "state" | "returnClass" | "channel">): HandoffClaim | null {
  const ofQuality = channel === null ? "leads-got-worse" : "channel-leads-worse";
  if (state === "returned") return returnClass === "definitional" ? "leads-not-as-agreed" : returnClass === "clerical" ? "leads-incomplete" : null;
  if (state === "offered" || state === "accepted") return "leads-answered-late";
  if (state === "attempted") return "leads-not-worked";
  return state === "kept" ? null : ofQuality;
}

/**
 * What of the news is new to this screen: leads that stand further than it shows, and leads that it shows and that are gone (null). What one did oneself
 * stands on the screen before it is heard of. A lead that the screen does not show is passed over: it may be filtered away.
 */
export function heardOf(
  shown: readonly Pick<HandoffRow, "lead" | "lastAct">[],
  { rows = [], gone = [] }: { readonly rows?: readonly HandoffRow[]; readonly gone?: readonly string[] },
): ReadonlyMap<string, HandoffRow | null> {
  const known = new Map(shown.map(({ lead, lastAct }) => [lead, lastAct]));
  const heard = new Map<string, HandoffRow | null>();
  for (const row of rows) if (row.lastAct > (known.get(row.lead) ?? Number.POSITIVE_INFINITY)) heard.set(row.lead, row);
  for (const lead of gone) if (known.has(lead)) heard.set(lead, null);
  return heard;
}
