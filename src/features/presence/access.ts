// Who is seen: all of us anywhere; an agency only at what is shared with it, so it has nothing to hide by a choice.
import type { Asker } from "#facts/department.ts";
import { whyNotReadRoom } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

export function whyNotChoosePresence(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}

/** A room as a whole is none of an agency's. Whether the thing is shared with it is asked of the thing's own room. */
export function whyNotStand(asker: Pick<Asker, "role">, { about }: { readonly about: string | null }): WhyNot {
  return about === null ? whyNotReadRoom(asker) : null;
}
