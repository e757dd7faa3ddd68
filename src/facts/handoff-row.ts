// A handoff as the live list shows it: who, from where, where it stands, and what is owed next until when; the same for everybody who looks.
import type { HandoffState, OfferedAs, ReturnClass } from "#facts/handoff.ts";
import type { Due } from "#facts/handoff-terms.ts";

/** Somebody who is offered leads. */
export interface HandoffPerson {
  readonly id: string;
  readonly name: string;
  readonly memberId: string | null;
  /** The clock on their wall. */
  readonly zone: string;
}

export interface HandoffRow {
  readonly lead: string;
  /** What the lead is called: by itself, its contact or its account; null where nothing names it. */
  readonly name: string | null;
  readonly account: string | null;
  readonly contact: string | null;
  readonly channel: string | null;
  readonly campaign: string | null;
  readonly segment: string | null;
  readonly grade: string | null;
  readonly product: string | null;
  /** Of its deal, in minor units; null where none is known. */
  readonly value: { readonly amount: number; readonly currency: string } | null;
  readonly state: HandoffState;
  readonly offeredAs: OfferedAs;
  readonly offeredAt: string;
  readonly round: number;
  readonly returns: number;
  readonly person: HandoffPerson | null;
  readonly acceptedAt: string | null;
  readonly returnedAt: string | null;
  readonly returnClass: ReturnClass | null;
  readonly returnNote: string | null;
  readonly attempts: number;
  readonly lastAttemptAt: string | null;
  readonly outcomeAt: string | null;
  /** The newest act on record: whoever acts says which one they have seen. */
  readonly lastAct: number;
  readonly changedAt: string;
  readonly due: Due | null;
}

/** What is over: nobody owes anything on it any more. */
export const closedStates: ReadonlySet<HandoffState> = new Set<HandoffState>(["kept", "qualified", "disqualified", "recycled"]);

/** What changed, as it goes from the transaction to every open screen. */
export interface HandoffNews {
  readonly workspaceId: string;
  readonly rows: readonly HandoffRow[];
  /** Leads that are no handoffs any more, or whose row is too long to be sent: asked for anew. */
  readonly gone: readonly string[];
  readonly asks: readonly string[];
  /** Many at once: the list is asked anew. */
  readonly isAll?: boolean;
}
