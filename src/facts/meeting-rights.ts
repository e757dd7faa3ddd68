// Who reads meetings, who plans them, who takes part, and who ends one.
import { type Asker, isHead } from "#facts/department.ts";
import type { MeetingState } from "#facts/meetings.ts";
import { whyNotChangeAnything, whyNotReadRoom } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

export function whyNotReadMeetings(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}

/** Heads of both departments, management and administrators plan, move, cancel and end meetings. */
export function whyNotPlan({ role }: Pick<Asker, "role">): WhyNot {
  const why = whyNotChangeAnything({ role });
  if (why !== null) return why;
  return isHead(role) || role === "management" || role === "administrator" ? null : "only-heads-and-management";
}

/** Everybody who may change anything writes on the agenda and notes what is said, as long as the meeting is not over. */
export function whyNotTakePart(asker: Pick<Asker, "role">, { state }: { readonly state: MeetingState }): WhyNot {
  return whyNotChangeAnything(asker) ?? whyNotStill(state);
}

/** Minutes that stand are corrected, never changed. */
export function whyNotStill(state: MeetingState): WhyNot {
  return state === "closed" || state === "cancelled" ? "meeting-is-over" : null;
}
