// How a room tells who may see one of its things: asked by whatever hangs on any thing, such as files.
import type { Tx } from "#db/database.ts";
import type { Asker } from "#facts/department.ts";
import type { WhyNot } from "#kit/refusal.ts";

export interface SeenSubject {
  /** What it is called, for logs and headings. */
  readonly title: string;
  /** Why this asker may not add to it or take from it; null: they may. */
  readonly whyNotChange: WhyNot;
}

/** Null: there is no such thing, or it is not this asker's to know of. */
export type SeeSubject = (tx: Tx, asker: Asker, id: string) => Promise<SeenSubject | null>;

/** By the kind of thing. */
export type SubjectKinds = Readonly<Record<string, SeeSubject>>;
