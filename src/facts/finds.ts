// What can be found by its words: the kinds of things, and which of them somebody may find.
import type { Asker } from "#facts/department.ts";

export const recordKinds = ["account", "contact", "lead", "deal", "campaign", "product"] as const;

/** In the order in which filters stand. To add one: a source in ledger/find-sources, its words in the room of search, its address in the room's rules. */
export const findKinds = [
  ...recordKinds,
  "claim",
  "dispute",
  "action",
  "meeting",
  "agenda-item",
  "minutes",
  "project",
  "decision",
  "turning-point",
  "thread",
  "feedback",
  "definition",
  "promise",
] as const;
export type FindKind = (typeof findKinds)[number];

/** What can be shared with an agency: campaigns, their leads, joint projects, and what is said of them in the open. */
export const agencyKinds = ["campaign", "lead", "project", "thread"] as const satisfies readonly FindKind[];

/** An agency finds what is shared with it and nothing else; everybody else reads all the rooms that these things stand in. */
export function findableKinds({ role }: Pick<Asker, "role">): readonly FindKind[] {
  return role === "agency" ? agencyKinds : findKinds;
}

export function isRecordKind(kind: FindKind): kind is (typeof recordKinds)[number] {
  return (recordKinds as readonly FindKind[]).includes(kind);
}
