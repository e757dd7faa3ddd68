// Whether the people in sales can try so many leads: attempts that a month of such leads takes of each, beside what a month of a person has seen.
import type { LeadColumns } from "#facts/columns.ts";
import type { Seller } from "#facts/entities.ts";
import type { HandoffWork } from "#facts/handoff-work.ts";
import { dayNumber, dayOf } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";
import { dayOfMs } from "#evidence/promises/ground.ts";
import { quantileOfSorted } from "#evidence/statistics/quantile.ts";

export interface Capacity {
  readonly people: number;
  /** Leads and attempts for each person and month. */
  readonly leadsEach: number;
  readonly attemptsEach: number;
  /** Attempts that a lead took, on average over leads of the stretch that were tried at all. */
  readonly attemptsPerLead: number;
  /** What persons did in a month: the middle one, and the one that nine of ten did not exceed. */
  readonly usual: number;
  readonly most: number;
  readonly personMonths: number;
  readonly verdict: "fits" | "tight" | "beyond";
}

export type CapacityGap = "no-single-attempts" | "too-few-person-months";
const fewestPersonMonths = 6;

export interface CapacityFacts {
  readonly leads: LeadColumns;
  readonly work: HandoffWork;
  readonly sellers: readonly Seller[];
  readonly stretch: Period;
  /** Leads needed a month. */
  readonly needed: number;
}

/**
 * Person and month are counted where a person tried anybody in that month. fits: the attempts needed are no more than the usual month; tight: no more than the
 * ninth of ten; beyond: more. Leads that nobody tried take attempts too: they count with the average of those that were tried.
 */
export function capacityOf({ leads, work, sellers, stretch, needed }: CapacityFacts): { ok: true; value: Capacity } | { ok: false; reason: CapacityGap } {
  const { attempts } = work;
  if (attempts === null) return { ok: false, reason: "no-single-attempts" };
  const [from, until] = [dayNumber(stretch.from), dayNumber(stretch.until)];
  const months = new Map<string, number>();
  const owners = new Set<number>();
  let [tried, made] = [0, 0];
  for (let row = 0; row < leads.count; row++) {
    const [start, end] = [attempts.start[row]!, attempts.start[row + 1]!];
    let own = 0;
    for (let place = start; place < end; place++) {
      const day = dayOfMs(attempts.at[place]!);
      if (day < from || day >= until) continue;
      own++;
      if (leads.owner.codes[row]! < 0) continue;
      owners.add(leads.owner.codes[row]!);
      const key = `${leads.owner.codes[row]} ${dayOf(day).slice(0, 7)}`;
      months.set(key, (months.get(key) ?? 0) + 1);
    }
    if (own > 0) tried++;
    made += own;
  }
  if (months.size < fewestPersonMonths) return { ok: false, reason: "too-few-person-months" };
  const present = sellers.filter(
    (seller) =>
      (seller.department === null || seller.department === "sales") &&
      (seller.from === null || dayNumber(seller.from) < until) &&
      (seller.until === null || dayNumber(seller.until) >= until),
  );
  // Who sells by the list of people and tries no lead is not there for leads.
  const working = present.filter(({ id }) => owners.has(leads.owner.names.indexOf(id)));
  const people = working.length > 0 ? working.length : owners.size;
  const sorted = [...months.values()].sort((a, b) => a - b);
  const [usual, most] = [quantileOfSorted(sorted, 0.5)!, quantileOfSorted(sorted, 0.9)!];
  const attemptsPerLead = made / tried;
  const attemptsEach = (needed * attemptsPerLead) / people;
  const verdict = attemptsEach <= usual ? "fits" : attemptsEach <= most ? "tight" : "beyond";
  return {
    ok: true,
    value: { people, leadsEach: needed / people, attemptsEach, attemptsPerLead, usual, most, personMonths: months.size, verdict },
  };
}
