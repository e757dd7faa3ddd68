// Who sees, proposes, signs and enters what the firm and an agency promise each other: the agency its own and nothing else, the firm all of it.
import { type Asker, isHead } from "#facts/department.ts";
import type { AgencyParty } from "#facts/agency-promises.ts";
import { whyNotChangeAnything } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

type Who = Pick<Asker, "role" | "memberId">;

const isAgencyItself = ({ role, memberId }: Who, agencyId: string) => role === "agency" && memberId === agencyId;

/** An agency that names another is told that there is none: false is answered as 'not found'. */
export function maySee(asker: Who, agencyId: string): boolean {
  return asker.role !== "agency" || asker.memberId === agencyId;
}

/** For which party somebody signs; null: for neither. */
export function signsFor(asker: Who, agencyId: string): AgencyParty | null {
  if (isAgencyItself(asker, agencyId)) return "agency";
  return isHead(asker.role) || asker.role === "management" ? "firm" : null;
}

export function whyNotPropose(asker: Who, agencyId: string): WhyNot {
  if (isAgencyItself(asker, agencyId)) return null;
  const why = whyNotChangeAnything(asker);
  if (why !== null) return why;
  return isHead(asker.role) || asker.role === "management" || asker.role === "administrator" ? null : "only-heads-and-agency-propose";
}

export interface Signed {
  readonly version: number;
  readonly signatures: readonly { readonly party: AgencyParty }[];
  readonly withdrawnAt: string | null;
}

export const isSigned = ({ signatures }: Pick<Signed, "signatures">): boolean => new Set(signatures.map(({ party }) => party)).size === 2;

export function whyNotSign(asker: Who, { agencyId, one, newest }: { readonly agencyId: string; readonly one: Signed; readonly newest: number }): WhyNot {
  const party = signsFor(asker, agencyId);
  if (party === null) return "only-heads-and-agency-sign";
  if (one.withdrawnAt !== null) return "withdrawn";
  if (one.signatures.some((each) => each.party === party)) return "already-signed";
  return one.version < newest ? "superseded" : null;
}

/** Either party withdraws what does not hold yet. */
export function whyNotWithdraw(asker: Who, { agencyId, one }: { readonly agencyId: string; readonly one: Signed }): WhyNot {
  const why = whyNotPropose(asker, agencyId);
  if (why !== null) return why;
  if (one.withdrawnAt !== null) return "withdrawn";
  return isSigned(one) ? "signed-by-both" : null;
}

/** Briefs, reports and invoices are entered by the agency, by marketing and by those who lead. */
export function whyNotEnter(asker: Who, agencyId: string): WhyNot {
  if (isAgencyItself(asker, agencyId)) return null;
  const why = whyNotChangeAnything(asker);
  if (why !== null) return why;
  return asker.role === "sales" ? "only-those-who-deal-with-it" : null;
}
