// Everybody has notices: each reads and marks their own, and nobody another's; an agency is told of nothing but its own promises.
import type { Asker } from "#facts/department.ts";

/** How the house's own letters fare is for those who can mend it. */
export function seesTroubleOfAll(asker: Pick<Asker, "role">): boolean {
  return asker.role === "administrator";
}
