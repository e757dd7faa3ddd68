// Threads as facts: reactions, how one stands to a thing, and a number as it was quoted.
import type { NumberWithPapers } from "#facts/papers.ts";
import type { Day } from "#kit/day.ts";

/** A small set: it says what a word would, and calls nobody. */
export const reactions = ["agreed", "thanks", "seen", "doubt", "done"] as const;
export type Reaction = (typeof reactions)[number];

export const followStates = ["follows", "muted"] as const;
export type FollowState = (typeof followStates)[number];

/** One step from an answer down to a number in it: a field's name, or a place in a list with what the thing at it is known by. */
export type TrailStep = string | { readonly at: number; readonly known: string | null };

/** The question that gave a number, so that it can be asked again. */
export interface NumberSource {
  /** Name of the endpoint. */
  readonly endpoint: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
}

/** A number as it was when it was quoted: kept, never rewritten. */
export interface Quote {
  /** As its page called it. */
  readonly name: string;
  readonly number: NumberWithPapers;
  readonly asOf: Day;
  readonly factsVersion: number;
  readonly source: NumberSource;
  readonly trail: readonly TrailStep[];
  /** The page where it stood: a path of this workspace. */
  readonly href: string;
}

/** A message as it stands on file. */
export interface MessageRow {
  readonly id: string;
  readonly place: number;
  readonly memberId: string;
  readonly by: string | null;
  readonly at: string;
  readonly said: string;
  readonly isInside: boolean;
  readonly editedAt: string | null;
  readonly removedAt: string | null;
  readonly removedById: string | null;
  readonly removedBy: string | null;
  readonly quoteName: string | null;
}

export interface ReactionRow {
  readonly messageId: string;
  readonly memberId: string;
  readonly name: string | null;
  readonly reaction: Reaction;
}

export interface Follower {
  readonly memberId: string;
  readonly state: FollowState | null;
}
