// Who may see what: each room says of its own things which of them a member may see and what they are called. The server gathers the rooms.
import type { Tx } from "#db/database.ts";
import type { Asker } from "#facts/department.ts";
import type { Subject, SubjectSeen } from "#facts/subject.ts";
import type { WhyNot } from "#kit/refusal.ts";

/** Of one kind: those of the ids that are there and open to the asker. What is missing from the answer does not exist for them. */
export type KnowSubjects = (tx: Tx, asker: Asker, ids: readonly string[]) => Promise<ReadonlyMap<string, SubjectSeen>>;

/** Of all kinds. */
export interface SubjectBook {
  /** By `subjectKey`; what the asker may not see, and what is not there, is missing alike. */
  seen(tx: Tx, asker: Asker, subjects: readonly Subject[]): Promise<ReadonlyMap<string, SubjectSeen>>;
  /** One of them; null: not there, or not theirs to know of. */
  one(tx: Tx, asker: Asker, subject: Subject): Promise<SubjectSeen | null>;
}

/** What files hang on: any of these things, or one message of a thread. */
export interface FileThing {
  /** Why this asker may not add to it, or take from it what others added; null: they may. */
  readonly whyNotChange: WhyNot;
}

/** Null: there is no such thing, or it is not this asker's to know of. */
export type SeeFileThing = (tx: Tx, asker: Asker, of: { readonly kind: string; readonly id: string }) => Promise<FileThing | null>;
