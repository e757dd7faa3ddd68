// Who searches: everybody who is in; what they may find is decided by kind, and for an agency by what is shared with it.
import type { Asker } from "#facts/department.ts";

/** The member whose shares bound what is found; null for one of us. */
export function agencyOf({ role, memberId }: Pick<Asker, "role" | "memberId">): string | null {
  return role === "agency" ? memberId : null;
}
