// Who sees when people work, and who says it.
import type { Asker } from "#facts/department.ts";
import { whyNotChangeAnything, whyNotReadRoom } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

export function whyNotReadCalendar(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}

/** Clocks of sales run by it: those who answer for sales. */
export function whyNotChangeCalendar(asker: Pick<Asker, "role">): WhyNot {
  const why = whyNotReadCalendar(asker) ?? whyNotChangeAnything(asker);
  if (why !== null) return why;
  return asker.role === "head-of-sales" || asker.role === "administrator" ? null : "only-head-of-sales";
}
