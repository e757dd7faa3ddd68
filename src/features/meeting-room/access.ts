// Who settles what is talked about, while a meeting is going on.
import type { Asker } from "#facts/department.ts";
import { whyNotTakePart } from "#facts/meeting-rights.ts";
import type { MeetingState } from "#facts/meetings.ts";
import type { WhyNot } from "#kit/refusal.ts";

export function whyNotSettle(asker: Pick<Asker, "role">, meeting: { readonly state: MeetingState }): WhyNot {
  return whyNotTakePart(asker, meeting) ?? (meeting.state === "open" ? null : "meeting-not-open");
}
