// How routing is put together: who stands how, whom the next leads go to, how even it was, which open handoffs lie with somebody who cannot work them.
import type { Ahead, FairRow, Finding, Problem } from "#features/routing/contract.ts";
import { wilsonInterval } from "#evidence/statistics/proportion.ts";
import type { AssignCause } from "#facts/handoff.ts";
import { type LeadToDeal, type RoutePerson, dayIn, isAwayOn, whyNotHere } from "#facts/routing.ts";
import { afterTurn, chosenFor } from "#facts/turn.ts";
import { dayNumber } from "#kit/day.ts";
import { momentAt } from "#kit/time-zone.ts";

export type PersonState = "here" | "away" | "full" | "not-in-turn" | "left" | "not-yet" | "removed";

/** How somebody stands now, the strongest reason first. */
export function stateOf(person: RoutePerson, now: number): PersonState {
  const day = dayIn(person.zone, now);
  const gone = whyNotHere(person, day);
  if (gone !== null) return gone;
  if (isAwayOn(person.absences, day)) return "away";
  if (!person.isInTurn) return "not-in-turn";
  return person.capacity !== null && person.open >= person.capacity ? "full" : "here";
}

/** Whom leads would go to if they came now, one after another, each counting for the next. */
export function lookedAhead(
  leads: readonly { lead: string; name: string | null; createdAt: string }[],
  people: readonly RoutePerson[],
  { asked, now }: { asked: ReadonlyMap<string, LeadToDeal>; now: number },
): Ahead[] {
  let standing = people.filter(({ isRemoved }) => !isRemoved);
  return leads.flatMap(({ lead, name, createdAt }, n) => {
    const wanted = asked.get(lead);
    if (wanted === undefined) return [];
    const turn = chosenFor(wanted, standing, { now: now + n });
    standing = afterTurn(standing, turn);
    return [{ lead, name, createdAt, personId: turn.chosen?.personId ?? null, because: turn.chosen?.because ?? null, against: turn.against }];
  });
}

type DealtCounts = Omit<FairRow, "byHand" | "acceptedShare">;

/** With the share accepted of those answered, and its Wilson interval. */
export function fairRow(dealt: DealtCounts): FairRow {
  const answered = dealt.accepted + dealt.returned;
  return {
    ...dealt,
    byHand: dealt.offered - dealt.byTurn,
    acceptedShare: { value: answered === 0 ? null : dealt.accepted / answered, interval: wilsonInterval(dealt.accepted, answered) },
  };
}

/** An open handoff, as far as the check needs it. */
export interface OpenHandoff {
  readonly lead: string;
  readonly name: string | null;
  readonly isAccepted: boolean;
  readonly offeredAt: string;
  readonly personId: string | null;
  /** When sales owes something next, ms; null: nothing, or nobody ever works again. */
  readonly dueAt: number | null;
}

export interface CheckedWhen {
  readonly now: number;
  /** Working hours between two moments, where nobody in particular works. */
  readonly hours: (from: number, until: number) => number;
}

/** Working hours after which an offer to nobody is noticed. */
export const nobodyHours = 1;

/**
 * Open handoffs that lie with somebody who cannot work them, in the order of their offers. Away counts only where the next thing is due before the return;
 * over capacity are the youngest that nobody has accepted. Leads offered to nobody count after an hour of work.
 */
export function problemsOf(
  handoffs: readonly OpenHandoff[],
  people: readonly RoutePerson[],
  { now, hours }: CheckedWhen,
): (OpenHandoff & { problem: Problem })[] {
  const known = new Map(people.map((person) => [person.id, person]));
  const over = overCapacity(handoffs, known);
  const problemOf = (handoff: OpenHandoff): Problem | null => {
    if (handoff.personId === null) return hours(Date.parse(handoff.offeredAt), now) > nobodyHours ? "nobody" : null;
    const person = known.get(handoff.personId);
    if (person === undefined) return "removed";
    const gone = whyNotHere(person, dayIn(person.zone, now));
    if (gone === "removed" || gone === "left") return gone;
    const back = returnOf(person, now);
    if (back !== null && (handoff.dueAt === null || handoff.dueAt < back)) return "away";
    return over.has(handoff.lead) ? "full" : null;
  };
  const inOrder = [...handoffs].sort((a, b) => (a.offeredAt < b.offeredAt ? -1 : a.offeredAt > b.offeredAt ? 1 : a.lead < b.lead ? -1 : 1));
  return inOrder.flatMap((handoff) => {
    const problem = problemOf(handoff);
    return problem === null ? [] : [{ ...handoff, problem }];
  });
}

/** The moment at which somebody who is away now is back, absences that follow one another taken as one; null: is here. */
export function returnOf(person: RoutePerson, now: number): number | null {
  let day = dayIn(person.zone, now);
  if (!isAwayOn(person.absences, day)) return null;
  while (isAwayOn(person.absences, day))
    day = person.absences.filter(({ from, until }) => from <= day && day < until).reduce((last, { until }) => (until > last ? until : last), day);
  return momentAt(person.zone)(dayNumber(day) * 86_400_000);
}

function overCapacity(handoffs: readonly OpenHandoff[], people: ReadonlyMap<string, RoutePerson>): ReadonlySet<string> {
  const over = new Set<string>();
  for (const [id, own] of Map.groupBy(handoffs, ({ personId }) => personId)) {
    const capacity = id === null ? null : (people.get(id)?.capacity ?? null);
    if (capacity === null || own.length <= capacity) continue;
    const youngestFirst = own
      .filter(({ isAccepted }) => !isAccepted)
      .sort((a, b) => (a.offeredAt < b.offeredAt ? 1 : a.offeredAt > b.offeredAt ? -1 : a.lead < b.lead ? 1 : -1));
    for (const { lead } of youngestFirst.slice(0, own.length - capacity)) over.add(lead);
  }
  return over;
}

/** Each problem with whom the lead would go to, as if all were mended one after another. */
export function proposedFor(
  found: readonly (OpenHandoff & { problem: Problem })[],
  people: readonly RoutePerson[],
  { asked, now }: { asked: ReadonlyMap<string, LeadToDeal>; now: number },
): Finding[] {
  let standing: readonly RoutePerson[] = people;
  return found.map(({ lead, name, problem, personId, offeredAt }) => {
    const wanted = asked.get(lead);
    const base = { lead, name, problem, personId, offeredAt };
    if (wanted === undefined) return { ...base, to: null, whyNobody: [] };
    const turn = chosenFor(wanted, standing, { now, except: new Set(personId === null ? [] : [personId]) });
    standing = afterTurn(standing, turn);
    const { chosen } = turn;
    return { ...base, to: chosen && { personId: chosen.personId, because: chosen.because }, whyNobody: chosen ? [] : turn.against };
  });
}

/** The cause that stands on record when a problem is mended. */
export const causeOf: Readonly<Record<Exclude<Problem, "vanished">, AssignCause>> = {
  left: "left",
  removed: "left",
  away: "away",
  full: "full",
  nobody: "asked",
};
