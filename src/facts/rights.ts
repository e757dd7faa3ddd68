// What every room asks first of a role: may it read what belongs to all of us, may it change anything.
import type { Asker, Role } from "#facts/department.ts";
import type { WhyNot } from "#kit/refusal.ts";

const readers: ReadonlySet<Role> = new Set<Role>(["viewer", "compensation", "agency"]);

/** What belongs to the whole workspace is open to everybody but an agency, which sees only what is shared with it. */
export function whyNotReadRoom(asker: Pick<Asker, "role">): WhyNot {
  return asker.role === "agency" ? "agency-sees-only-what-is-shared" : null;
}

/** Viewer, compensation and agency read and never change. */
export function whyNotChangeAnything(asker: Pick<Asker, "role">): WhyNot {
  return readers.has(asker.role) ? "role-only-reads" : null;
}

const payReaders: ReadonlySet<Role> = new Set<Role>(["administrator", "head-of-sales", "head-of-marketing", "management", "compensation"]);

/** What each person costs is for those who answer for it; everybody else sees it in sums alone. */
export function whyNotSeePay(asker: Pick<Asker, "role">): WhyNot {
  return payReaders.has(asker.role) ? null : "pay-is-for-heads";
}

/** The facts that say what single people cost. */
export function isPay(entity: string | null | undefined): boolean {
  return entity === "seller-cost";
}

/** One record or report that has been shown to an agency. */
export interface Share {
  readonly kind: string;
  readonly id: string;
  readonly memberId: string;
}

/** Whether an agency member may see one record: only where it was shared with exactly this member. */
export function mayAgencySee(asker: Pick<Asker, "memberId">, shares: readonly Share[], subject: { kind: string; id: string }): boolean {
  return shares.some((share) => share.memberId === asker.memberId && share.kind === subject.kind && share.id === subject.id);
}

/** The same for any role: everybody but an agency reads; an agency reads what was shared with it. */
export function whyNotReadRecord(asker: Pick<Asker, "role" | "memberId">, shares: readonly Share[], subject: { kind: string; id: string }): WhyNot {
  if (asker.role !== "agency") return null;
  return mayAgencySee(asker, shares, subject) ? null : "agency-sees-only-what-is-shared";
}
