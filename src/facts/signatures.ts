// What both heads sign together: which version holds, and who may propose, sign and withdraw.
import { type Asker, type Role, isHead } from "#facts/department.ts";
import { whyNotChangeAnything } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

export const headRoles = ["head-of-sales", "head-of-marketing"] as const;
export type HeadRole = (typeof headRoles)[number];

/** One version of something agreed. Version 1 is what ships with the product and stands in no row until it is signed. */
export interface Versioned {
  readonly version: number;
  readonly signatures: readonly { readonly role: HeadRole }[];
  readonly withdrawnAt: string | null;
  readonly proposedBy: string | null;
}

/** in-force: counted with now; ahead: signed by both and not begun; waiting: a signature is missing; past: a later one holds; withdrawn. */
export const versionStates = ["in-force", "ahead", "waiting", "past", "withdrawn"] as const;
export type VersionState = (typeof versionStates)[number];

export function isSignedByBoth(one: Pick<Versioned, "signatures">): boolean {
  return new Set(one.signatures.map((signature) => signature.role)).size === headRoles.length;
}

/** The newest version that both heads signed; 1, the shipped one, where none is. */
export function versionInForce(versions: readonly Versioned[]): number {
  return Math.max(1, ...versions.filter((one) => one.withdrawnAt === null && isSignedByBoth(one)).map((one) => one.version));
}

export function stateOf(one: Versioned, inForce: number): VersionState {
  if (one.withdrawnAt !== null) return "withdrawn";
  if (one.version === inForce) return "in-force";
  return one.version < inForce ? "past" : "waiting";
}

/** The proposal that waits for a signature; there is at most one. */
export function waitingOf<V extends Versioned>(versions: readonly V[]): V | null {
  const inForce = versionInForce(versions);
  return versions.find((one) => stateOf(one, inForce) === "waiting") ?? null;
}

/** Heads and administrators propose. */
export function whyNotPropose(asker: Pick<Asker, "role">): WhyNot {
  return isHead(asker.role) || asker.role === "administrator" ? null : "only-heads-propose";
}

/** Each head signs for the own department, once, and only what has neither been withdrawn nor overtaken. */
export function whyNotSign(asker: Pick<Asker, "role">, one: Versioned, inForce: number): WhyNot {
  const role = headRole(asker.role);
  if (!role) return "only-heads-sign";
  if (one.withdrawnAt !== null) return "withdrawn";
  if (one.signatures.some((signature) => signature.role === role)) return "already-signed";
  return one.version < inForce ? "superseded" : null;
}

/** Whoever proposed it, or a head, withdraws what does not hold yet; who only reads by now does not, whatever was proposed before. */
export function whyNotWithdraw(asker: Pick<Asker, "role" | "memberId">, one: Versioned): WhyNot {
  const whyNotAnything = whyNotChangeAnything(asker);
  if (whyNotAnything !== null) return whyNotAnything;
  if (!isHead(asker.role) && one.proposedBy !== asker.memberId) return "only-heads-withdraw";
  if (one.withdrawnAt !== null) return "withdrawn";
  return one.version === 1 || isSignedByBoth(one) ? "signed-by-both" : null;
}

/** The role under which a head signs; null for everybody else. */
export function headRole(role: Role): HeadRole | null {
  return role === "head-of-sales" || role === "head-of-marketing" ? role : null;
}

/** Reasons that lie in who asks and not in how things stand. */
export function isReasonOfRole(why: string): boolean {
  return why.startsWith("only-heads-");
}
