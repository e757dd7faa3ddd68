// Every enquiry as the value of leads and the way back from a revenue goal need it: when it came, how far it got, what its deal brought.
import { noDay } from "#facts/columns.ts";
import type { Ways } from "#evidence/funnel/ways.ts";
import type { Lens } from "#evidence/kpi/lens.ts";
import { type LeadStays, ageOfPart, wonCourse } from "#evidence/promises/incidence.ts";

export interface Enquiries {
  readonly lens: Lens;
  readonly ways: Ways;
  readonly stays: LeadStays;
  /** Days until half of the wins within the watch have come, and until nine of ten have; leads younger than the latter are too young to count. */
  readonly lagMedian: number;
  readonly lagP90: number;
  /** Oldest age that is still watched on ten leads. */
  readonly limit: number;
  /** Rows old enough to be counted. */
  readonly ripe: Int32Array;
}

export type EnquiriesGap = "no-leads" | "leads-not-joined" | "too-few-won";
/** Fewer wins that came from leads than this say nothing of a rate or of days. */
export const fewestWins = 10;
const fewestAtRisk = 10;

/**
 * Leads by their coming, won or lost by their deal. The lag is the median of the time to winning among those who win, from the share won by each age with open
 * leads counted (Aalen-Johansen), not the median of deals already won: that one flatters, because slow wins are still to come.
 */
export function enquiriesOf(lens: Lens, ways: Ways): { ok: true; value: Enquiries } | { ok: false; reason: EnquiriesGap; details?: { count: number } } {
  if (ways.unit !== "lead") return { ok: false, reason: "no-leads" };
  if (!ways.isJoined) return { ok: false, reason: "leads-not-joined" };
  const count = ways.ids.length;
  const [came, won] = [ways.days[0]!, ways.days[5]!];
  const until: number[] = [];
  const cause: number[] = [];
  let wins = 0;
  for (let row = 0; row < count; row++) {
    if (came[row] === noDay || came[row]! > lens.lastSeen || ways.reached[0]![row] === 0) continue;
    const end = won[row]! !== noDay ? won[row]! : ways.lostOn[row]! !== noDay ? ways.lostOn[row]! : noDay;
    const isOver = end !== noDay && end <= lens.lastSeen && end >= came[row]!;
    until.push((isOver ? end : lens.lastSeen) - came[row]!);
    cause.push(isOver ? (won[row]! !== noDay ? 1 : 2) : 0);
    if (isOver && won[row]! !== noDay) wins++;
  }
  if (wins < fewestWins) return { ok: false, reason: "too-few-won", details: { count: wins } };
  const stays = { until: Int32Array.from(until), cause: Uint8Array.from(cause) };
  const sorted = stays.until.slice().sort();
  const limit = Math.max(1, sorted[Math.max(0, sorted.length - fewestAtRisk)]!);
  const course = wonCourse(stays, null, limit);
  const [lagMedian, lagP90] = [ageOfPart(course, 0.5), ageOfPart(course, 0.9)];
  if (lagMedian === null || lagP90 === null) return { ok: false, reason: "too-few-won", details: { count: wins } };
  const rows: number[] = [];
  for (let row = 0; row < count; row++)
    if (came[row] !== noDay && ways.reached[0]![row] === 1 && came[row]! + lagP90 <= lens.lastSeen && came[row]! <= lens.lastSeen) rows.push(row);
  return { ok: true, value: { lens, ways, stays, lagMedian, lagP90, limit, ripe: Int32Array.from(rows) } };
}
