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

/** The list of handoffs names customers and who calls them: whoever only pays people has no business in it. */
export function whyNotReadHandoffs(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker) ?? (asker.role === "compensation" ? "not-for-compensation" : null);
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

/** What can be shown to an agency: one campaign, or everything that comes through one channel. Single records are not: they hold prices and names. */
export const shareKinds = ["campaign", "channel"] as const;
export type ShareKind = (typeof shareKinds)[number];
