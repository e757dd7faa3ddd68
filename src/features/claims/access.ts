// Who reads claims, who files one, who takes it back.
import type { Asker } from "#facts/department.ts";
import { whyNotChangeAnything, whyNotReadRoom } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

export function whyNotReadClaims(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}

/** Everybody who may change anything may say what is wrong. */
export function whyNotFileClaim(asker: Pick<Asker, "role">): WhyNot {
  return whyNotChangeAnything(asker);
}

/** A claim is taken back by who filed it, and by nobody else: not by those it is about. */
export function whyNotWithdraw(asker: Pick<Asker, "role" | "memberId">, claim: { readonly filedById: string }): WhyNot {
  return whyNotFileClaim(asker) ?? (claim.filedById === asker.memberId ? null : "not-your-claim");
}

/** Whether the claimant's name may be shown to this asker. */
export function maySeeClaimant(asker: Pick<Asker, "memberId">, claim: { readonly filedById: string; readonly isUnnamed: boolean }): boolean {
  return !claim.isUnnamed || claim.filedById === asker.memberId;
}
