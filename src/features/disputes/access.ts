// Who reads disputes, who opens one and adds evidence, who decides.
import type { Asker } from "#facts/department.ts";
import type { HeadRole } from "#facts/disputes.ts";
import { whyNotChangeAnything, whyNotReadRoom } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

export function whyNotReadDisputes(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}

/** Whoever may change anything may doubt a number and attach what speaks for or against. */
export function whyNotDoubt(asker: Pick<Asker, "role">): WhyNot {
  return whyNotChangeAnything(asker);
}

/** A dispute is taken back by who opened it, evidence by who attached it. */
export function whyNotTakeBack(asker: Pick<Asker, "role" | "memberId">, by: string): WhyNot {
  return whyNotDoubt(asker) ?? (by === asker.memberId ? null : "not-yours");
}

/** Only those whom the rule names. */
export function whyNotDecide(asker: Pick<Asker, "role">, deciders: readonly HeadRole[]): WhyNot {
  return whyNotDoubt(asker) ?? (deciders.some((role) => role === asker.role) ? null : "not-named-by-the-rule");
}
