// Who could be given a lead: the people among whom leads are dealt, and why somebody cannot have this one.
import type { Day } from "#kit/day.ts";
import { dayOf } from "#kit/day.ts";
import { wallClockOf } from "#kit/time-zone.ts";

export const territoryKinds = ["segment", "region", "product", "channel"] as const;
export type TerritoryKind = (typeof territoryKinds)[number];

export interface Territory {
  readonly kind: TerritoryKind;
  readonly value: string;
}

/** What of a lead decides who may have it; null: not on record. */
export type LeadToDeal = Readonly<Record<TerritoryKind, string | null>>;

/** From a day up to, not including, another. */
export interface Absence {
  readonly from: Day;
  readonly until: Day;
}

/** What dealing has come to for one person. */
export interface TurnAccount {
  /** Leads behind (+) or ahead (-) of an equal share among those who could have had them. */
  readonly balance: number;
  /** Leads owed because of absences, 0 to `mostCredit`. */
  readonly credit: number;
  /** The last lead that this person could have had was dealt as owed, to whomever. */
  readonly isAfterOwed: boolean;
  /** ISO 8601 in UTC; null: never. */
  readonly lastDealtAt: string | null;
}

/** One person among whom leads are dealt. */
export interface RoutePerson extends TurnAccount {
  readonly id: string;
  readonly isInTurn: boolean;
  readonly isRemoved: boolean;
  /** Service as the CRM's seller and as a member, whichever is narrower; null: no such day is known. */
  readonly servesFrom: Day | null;
  readonly servesUntil: Day | null;
  /** Whose day decides about absences and service. */
  readonly zone: string;
  readonly territories: readonly Territory[];
  readonly absences: readonly Absence[];
  /** Open handoffs now, and the most there may be; null: as many as come. */
  readonly open: number;
  readonly capacity: number | null;
}

export const whysNotDealt = ["has-it", "removed", "left", "not-yet", "not-in-turn", "territory", "full", "away"] as const;
export type WhyNotDealt = (typeof whysNotDealt)[number];

/** The calendar day that the wall of a zone shows at a moment (ms in UTC). */
export function dayIn(zone: string, ms: number): Day {
  return dayOf(Math.floor(wallClockOf(zone)(ms) / 86_400_000));
}

export function isAwayOn(absences: readonly Absence[], day: Day): boolean {
  return absences.some(({ from, until }) => from <= day && day < until);
}

/**
 * Whether a lead lies in somebody's territory. No rows: all leads. Rows of one kind are alternatives; each kind that has rows must fit.
 * A lead that does not say what is asked for lies in no territory of that kind.
 */
export function fitsTerritory(territories: readonly Territory[], lead: LeadToDeal): boolean {
  return territoryKinds.every((kind) => {
    const values = territories.filter((one) => one.kind === kind);
    return values.length === 0 || values.some(({ value }) => value === lead[kind]);
  });
}

/** Why somebody who works here cannot work anything at a moment: gone, or not yet here. Null: is here. */
export function whyNotHere({ isRemoved, servesFrom, servesUntil }: RoutePerson, day: Day): "removed" | "left" | "not-yet" | null {
  if (isRemoved) return "removed";
  if (servesUntil !== null && servesUntil <= day) return "left";
  return servesFrom !== null && servesFrom > day ? "not-yet" : null;
}

/** The first reason against giving a lead to somebody at a moment; null: may have it. In this order, so that `away` means: would have it, if present. */
export function whyNotDealt(person: RoutePerson, lead: LeadToDeal, { now, except }: { now: number; except: ReadonlySet<string> }): WhyNotDealt | null {
  if (except.has(person.id)) return "has-it";
  const day = dayIn(person.zone, now);
  const gone = whyNotHere(person, day);
  if (gone !== null) return gone;
  if (!person.isInTurn) return "not-in-turn";
  if (!fitsTerritory(person.territories, lead)) return "territory";
  if (person.capacity !== null && person.open >= person.capacity) return "full";
  return isAwayOn(person.absences, day) ? "away" : null;
}
