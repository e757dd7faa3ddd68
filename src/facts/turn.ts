// Whose turn it is: each lead goes to whoever is furthest behind an equal share, and whoever was away gets the missed turns back little by little.
import { type LeadToDeal, type RoutePerson, type TurnAccount, type WhyNotDealt, whyNotDealt } from "#facts/routing.ts";

/** Why this person: furthest behind, owed from an absence, or nobody else could have it. */
export const becauses = ["turn", "owed", "only"] as const;
export type Because = (typeof becauses)[number];

/** At most this many leads are owed because of absences. */
export const mostCredit = 10;

export interface Chosen {
  readonly personId: string;
  readonly because: Because;
  /** Accounts that this lead moved, by person. */
  readonly accounts: ReadonlyMap<string, TurnAccount>;
}

export interface Turn {
  /** Null: nobody can have the lead; `against` says why for each. */
  readonly chosen: Chosen | null;
  /** Everybody else who could have had it, in order of ids. */
  readonly behind: readonly string[];
  /** Those who could not, in order of ids. */
  readonly against: readonly { readonly personId: string; readonly why: WhyNotDealt }[];
}

export interface DealtWhen {
  /** ms in UTC. */
  readonly now: number;
  /** Whoever must not get it: those from whom it is taken. */
  readonly except?: ReadonlySet<string>;
}

const nobody: ReadonlySet<string> = new Set();

/**
 * Whose turn a lead is. Among the n who could have it each is due 1/n of it; it goes to the greatest balance (due minus dealt), among equals to whoever has waited longest,
 * then by id. With the same n people any stretch of leads differs from equal shares by less than one lead; where territories overlap, balances stay bounded
 * (the carpool problem: Fagin, Williams, IBM J. Res. Dev. 27 (1983) 133; Ajtai et al., J. Algorithms 29 (1998) 306).
 * Whoever is away and would have been among them gains 1/n, what each of the present got on average, up to `mostCredit`; whoever is full gains nothing.
 * A whole lead owed is given outside the turn, but never two running among the same people: at least every second lead goes by turn.
 * The order of `people` has no effect. Pure; two calls with the same arguments agree.
 */
export function chosenFor(lead: LeadToDeal, people: readonly RoutePerson[], { now, except = nobody }: DealtWhen): Turn {
  const sorted = [...people].sort((a, b) => (a.id < b.id ? -1 : 1));
  const judged = sorted.map((person) => ({ person, why: whyNotDealt(person, lead, { now, except }) }));
  const able = judged.filter(({ why }) => why === null).map(({ person }) => person);
  const against = judged.flatMap(({ person, why }) => (why === null ? [] : [{ personId: person.id, why }]));
  if (able.length === 0) return { chosen: null, behind: [], against };
  const away = judged.filter(({ why }) => why === "away").map(({ person }) => person);
  const owed = able.some(({ isAfterOwed }) => isAfterOwed) ? [] : able.filter(({ credit }) => atLeast(credit, 1));
  const isOwed = owed.length > 0 && able.length > 1;
  const taker = isOwed ? furthest(owed, ({ credit }) => credit) : furthest(able, ({ balance }) => balance);
  return {
    chosen: {
      personId: taker.id,
      because: able.length === 1 ? "only" : isOwed ? "owed" : "turn",
      accounts: moved({ able, away, taker, isOwed, at: new Date(now).toISOString() }),
    },
    behind: able.filter(({ id }) => id !== taker.id).map(({ id }) => id),
    against,
  };
}

/** Sums of 1/n are not exact; what differs by less than this is equal. */
const same = 1e-6;
const atLeast = (a: number, b: number) => a >= b - same;

function furthest(people: readonly RoutePerson[], by: (person: RoutePerson) => number): RoutePerson {
  const most = Math.max(...people.map(by));
  const equals = people.filter((person) => atLeast(by(person), most));
  // Never dealt: waits longest. Ids are in order already.
  return equals.reduce((first, next) => ((next.lastDealtAt ?? "") < (first.lastDealtAt ?? "") ? next : first));
}

interface Move {
  readonly able: readonly RoutePerson[];
  readonly away: readonly RoutePerson[];
  readonly taker: RoutePerson;
  readonly isOwed: boolean;
  readonly at: string;
}

function moved({ able, away, taker, isOwed, at }: Move): Map<string, TurnAccount> {
  const share = 1 / able.length;
  const accounts = new Map<string, TurnAccount>();
  for (const { id, balance, credit, lastDealtAt } of able) {
    const isTaker = id === taker.id;
    accounts.set(id, {
      balance: isOwed ? balance : tidy(balance + share - (isTaker ? 1 : 0)),
      credit: isOwed && isTaker ? Math.max(0, tidy(credit - 1)) : credit,
      isAfterOwed: isOwed,
      lastDealtAt: isTaker ? at : lastDealtAt,
    });
  }
  for (const { id, balance, credit, isAfterOwed, lastDealtAt } of away) {
    accounts.set(id, { balance, credit: Math.min(mostCredit, tidy(credit + share)), isAfterOwed, lastDealtAt });
  }
  return accounts;
}

/** Without the dust of adding fractions where an account is even, so that it does not pile up over years. */
const tidy = (number: number) => (Math.abs(number) < 1e-9 ? 0 : number);

/** People as they stand after a turn: for looking ahead at the leads to come. */
export function afterTurn(people: readonly RoutePerson[], { chosen }: Turn): RoutePerson[] {
  if (chosen === null) return [...people];
  return people.map((person) => ({ ...person, ...chosen.accounts.get(person.id), open: person.open + (person.id === chosen.personId ? 1 : 0) }));
}
