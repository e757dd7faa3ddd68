// Who sees how leads are dealt, who changes it, and whose absences one may enter.
import type { Asker } from "#facts/department.ts";
import { whyNotChangeAnything, whyNotReadHandoffs } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

/** Everybody but agencies, and but those who are here for pay alone. */
export function whyNotReadRouting(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadHandoffs(asker);
}

/** Those who answer for sales. */
export function whyNotChangeRouting(asker: Pick<Asker, "role">): WhyNot {
  const why = whyNotReadRouting(asker) ?? whyNotChangeAnything(asker);
  if (why !== null) return why;
  return asker.role === "head-of-sales" || asker.role === "administrator" ? null : "only-head-of-sales";
}

/** Whoever is away, and those who answer for sales. */
export function whyNotSetAbsence(asker: Pick<Asker, "role" | "memberId">, person: { readonly memberId: string | null }): WhyNot {
  const why = whyNotReadRouting(asker) ?? whyNotChangeAnything(asker);
  if (why !== null) return why;
  return person.memberId === asker.memberId || whyNotChangeRouting(asker) === null ? null : "only-oneself-and-head-of-sales";
}
