// The handoff as facts: what can be done with a lead between marketing and sales, and what all of that comes to.

/** Why sales gives a lead back before contact: wrong person, incomplete, or not what was agreed. Whoever turned out unfit after contact is no return. */
export const returnClasses = ["procedural", "clerical", "definitional"] as const;
export type ReturnClass = (typeof returnClasses)[number];

export const attemptKinds = ["call", "letter", "message", "meeting", "automatic"] as const;
export type AttemptKind = (typeof attemptKinds)[number];

/** Why a lead went to another person. Only wrong routing starts the clock anew: being away or full is for the side that promised. */
export const assignCauses = ["routing-wrong", "away", "left", "full", "asked"] as const;
export type AssignCause = (typeof assignCauses)[number];

export const offeredWays = ["hand", "rule", "source"] as const;
export type OfferedAs = (typeof offeredWays)[number];

export const outcomes = ["qualified", "disqualified", "recycled"] as const;
export type Outcome = (typeof outcomes)[number];

export const handoffActs = ["offered", "assigned", "accepted", "returned", "kept", "attempted", ...outcomes, "undone"] as const;
export type HandoffActName = (typeof handoffActs)[number];

/** Where a lead stands on its way. `offered` has nobody yet, or somebody who has not answered. */
export const handoffStates = ["offered", "returned", "kept", "accepted", "attempted", "contacted", ...outcomes] as const;
export type HandoffState = (typeof handoffStates)[number];

/** One act as it stands on record; moments are ISO 8601 in UTC. */
export interface HandoffAct {
  readonly id: number;
  readonly act: HandoffActName;
  readonly at: string;
  readonly memberId: string | null;
  readonly kind: string | null;
  readonly personId: string | null;
  readonly isReached: boolean | null;
  readonly note: string | null;
  readonly undoes: number | null;
}

/** What the acts on a lead come to. Moments of the CRM are not in it: they are read beside (`standing`). */
export interface Handoff {
  readonly offeredAs: OfferedAs;
  readonly round: number;
  readonly firstOfferedAt: string;
  readonly offeredAt: string;
  readonly acceptFrom: string;
  readonly personId: string | null;
  readonly acceptedAt: string | null;
  readonly returnedAt: string | null;
  readonly returnClass: ReturnClass | null;
  readonly returnNote: string | null;
  readonly keptAt: string | null;
  /** Over all rounds. */
  readonly returns: number;
  readonly firstAttemptAt: string | null;
  readonly lastAttemptAt: string | null;
  readonly firstContactAt: string | null;
  /** Of the present round. */
  readonly attempts: number;
  readonly contactedAt: string | null;
  readonly outcome: Outcome | null;
  readonly outcomeAt: string | null;
}

/** The acts that count, in order: what was undone, and the undoing, are gone. Undoing an undoing brings the act back. */
export function actsThatCount(acts: readonly HandoffAct[]): HandoffAct[] {
  const gone = new Set<number>();
  // From the last to the first, so that an undoing which was itself undone takes nothing away.
  for (const act of acts.toReversed()) if (act.act === "undone" && !gone.has(act.id) && act.undoes !== null) gone.add(act.undoes);
  return acts.filter((act) => act.act !== "undone" && !gone.has(act.id));
}

/** Acts on one lead in order of happening to what they come to; null where none of them counts. */
export function folded(acts: readonly HandoffAct[]): Handoff | null {
  let now: Handoff | null = null;
  for (const act of actsThatCount(acts)) now = now === null ? begun(act) : after(now, act);
  return now;
}

function begun(act: HandoffAct): Handoff {
  const from: Handoff = {
    offeredAs: act.act === "offered" ? (act.kind as OfferedAs) : "source",
    round: 1,
    firstOfferedAt: act.at,
    offeredAt: act.at,
    acceptFrom: act.at,
    personId: act.personId,
    ...notYet,
    ...notTried,
    returns: 0,
    firstAttemptAt: null,
    lastAttemptAt: null,
    firstContactAt: null,
  };
  return act.act === "offered" ? from : after(from, act);
}

const notYet = { acceptedAt: null, returnedAt: null, returnClass: null, returnNote: null, keptAt: null, outcome: null, outcomeAt: null } as const;
const notTried = { attempts: 0, contactedAt: null } as const;

function after(now: Handoff, act: HandoffAct): Handoff {
  switch (act.act) {
    case "offered":
      return { ...now, ...notYet, ...notTried, round: now.round + 1, offeredAt: act.at, acceptFrom: act.at, personId: act.personId };
    case "assigned":
      return { ...now, personId: act.personId, acceptFrom: act.kind === "routing-wrong" ? act.at : now.acceptFrom };
    case "accepted":
      return { ...now, ...notYet, acceptedAt: act.at, personId: act.personId ?? now.personId };
    case "returned":
      return { ...now, ...notYet, returnedAt: act.at, returnClass: act.kind as ReturnClass, returnNote: act.note, returns: now.returns + 1 };
    case "kept":
      return { ...now, keptAt: act.at };
    case "attempted":
      return attempted(now, act);
    case "qualified":
    case "disqualified":
    case "recycled":
      return { ...now, outcome: act.act, outcomeAt: act.at };
    default:
      return now;
  }
}

/** An answer that a machine sent by itself is no attempt. Who tries, accepts. */
function attempted(now: Handoff, act: HandoffAct): Handoff {
  if (act.kind === "automatic") return now;
  return {
    ...now,
    acceptedAt: now.acceptedAt ?? act.at,
    attempts: now.attempts + 1,
    firstAttemptAt: now.firstAttemptAt ?? act.at,
    lastAttemptAt: act.at,
    firstContactAt: now.firstContactAt ?? (act.isReached ? act.at : null),
    contactedAt: now.contactedAt ?? (act.isReached ? act.at : null),
  };
}

/** What the CRM says of the lead, read beside the acts. */
export interface LeadAsRead {
  readonly qualifiedAt: string | null;
  readonly acceptedAt: string | null;
  readonly returnedAt: string | null;
  readonly firstAttemptAt: string | null;
  readonly firstContactAt: string | null;
  readonly salesQualifiedAt: string | null;
  readonly convertedAt: string | null;
}

export interface Standing {
  readonly state: HandoffState;
  readonly acceptedAt: string | null;
  readonly returnedAt: string | null;
  readonly firstAttemptAt: string | null;
  readonly firstContactAt: string | null;
  readonly outcomeAt: string | null;
}

/**
 * Both together. What was done here stands over what the CRM says; what the CRM says of an earlier round does not count in this one,
 * and of acceptance and return it is the later that counts. Who tries has accepted.
 */
export function standing(own: Handoff, read: LeadAsRead): Standing {
  const ofRound = (moment: string | null) => (moment !== null && (own.round === 1 || moment >= own.offeredAt) ? moment : null);
  const [accepted, returned] = [ofRound(read.acceptedAt), ofRound(read.returnedAt)];
  const [tried, reached] = [ofRound(read.firstAttemptAt), ofRound(read.firstContactAt)];
  const isBackThere = own.acceptedAt === null && returned !== null && (accepted === null || returned >= accepted);
  const returnedAt = own.returnedAt ?? (isBackThere ? returned : null);
  const acceptedAt = returnedAt === null ? (own.acceptedAt ?? accepted ?? tried ?? reached) : null;
  const isReached = own.contactedAt !== null || reached !== null;
  const worked: HandoffState = isReached ? "contacted" : own.attempts > 0 || tried !== null ? "attempted" : acceptedAt !== null ? "accepted" : "offered";
  const outcome = own.outcome ?? (ofRound(read.salesQualifiedAt) !== null || ofRound(read.convertedAt) !== null ? "qualified" : null);
  return {
    state: outcome ?? (own.keptAt !== null ? "kept" : returnedAt !== null ? "returned" : worked),
    acceptedAt,
    returnedAt,
    firstAttemptAt: earlier(own.firstAttemptAt, read.firstAttemptAt),
    firstContactAt: earlier(own.firstContactAt, read.firstContactAt),
    outcomeAt: own.outcomeAt ?? ofRound(read.salesQualifiedAt) ?? ofRound(read.convertedAt),
  };
}

function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

/** Why an act cannot follow where a lead stands; null where it can. Route and button ask the same. */
export function whyNotAct(state: HandoffState, act: Exclude<HandoffActName, "undone">): string | null {
  return allowed[act].has(state) ? null : `not-when-${state}`;
}

const inWork: readonly HandoffState[] = ["accepted", "attempted", "contacted"];
const allowed: Readonly<Record<Exclude<HandoffActName, "undone">, ReadonlySet<HandoffState>>> = {
  offered: new Set<HandoffState>(["returned", "kept", "recycled", "disqualified"]),
  assigned: new Set<HandoffState>(["offered", ...inWork]),
  accepted: new Set<HandoffState>(["offered"]),
  // Before contact: afterwards it is an outcome.
  returned: new Set<HandoffState>(["offered", "accepted", "attempted"]),
  kept: new Set<HandoffState>(["returned"]),
  attempted: new Set<HandoffState>(["offered", ...inWork]),
  qualified: new Set<HandoffState>(["accepted", "attempted", "contacted"]),
  disqualified: new Set<HandoffState>(["attempted", "contacted"]),
  recycled: new Set<HandoffState>(["attempted", "contacted"]),
};
