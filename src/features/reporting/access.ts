// Who sees what reporting costs, who asks for something, who times and who uses.
import { type Asker, isHead } from "#facts/department.ts";
import { whyNotChangeAnything, whyNotReadRoom } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

export function whyNotReadReporting(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}

/** Whoever asks others to write something down answers for it. */
export function whyNotAskFor(asker: Pick<Asker, "role">): WhyNot {
  return isHead(asker.role) || asker.role === "administrator" || asker.role === "management" ? null : "only-heads-ask";
}

/** Only who is asked knows how long it takes. */
export function whyNotTime(asker: Pick<Asker, "role" | "department">, item: { readonly askedOf: string }): WhyNot {
  return whyNotChangeAnything(asker) ?? (asker.department === item.askedOf ? null : "not-asked-of-you");
}

/** Only its readers can say that they used it. A viewer may be one. */
export function whyNotUse(asker: Pick<Asker, "role" | "department">, item: { readonly readerDepartment: string }): WhyNot {
  return whyNotReadReporting(asker) ?? (asker.department === item.readerDepartment ? null : "not-read-by-you");
}
