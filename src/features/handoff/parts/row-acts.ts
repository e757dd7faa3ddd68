// Which acts a handoff offers to whoever looks at it, in the order of their use; each with its key.
import { whyNotDo } from "#features/handoff/access.ts";
import type { Asker } from "#facts/department.ts";
import type { HandoffRow } from "#facts/handoff-row.ts";

/** What a button or a key begins: some act at once, others ask a word more. */
export const begun = ["accept", "return", "try", "end", "give", "offer-again", "keep"] as const;
export type Begun = (typeof begun)[number];

export const keyOf: Readonly<Record<Begun, string>> = { accept: "a", return: "r", try: "t", end: "o", give: "p", "offer-again": "o", keep: "m" };
const actOf = {
  accept: "accepted",
  return: "returned",
  try: "attempted",
  end: "disqualified",
  give: "assigned",
  "offer-again": "offered",
  keep: "kept",
} as const;

type Who = Pick<Asker, "role" | "memberId">;

/** Why this cannot be begun on the row; null: it can. An outcome is open as soon as any of the three is. */
export function whyNotBegin(asker: Who, what: Begun, row: Pick<HandoffRow, "state" | "person">): string | null {
  const why = whyNotDo(asker, actOf[what], row);
  return what === "end" && why !== null ? whyNotDo(asker, "qualified", row) : why;
}

/** What stands as buttons on a row: what can be done, and nothing else. */
export function openActs(asker: Who, row: Pick<HandoffRow, "state" | "person">): Begun[] {
  return begun.filter((what) => whyNotBegin(asker, what, row) === null);
}
