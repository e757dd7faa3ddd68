// Who sees how promises were kept: everybody the sums; single people only themselves and their own head; single records whoever answers for them.
import type { Asker, Role } from "#facts/department.ts";
import type { PromiseSide } from "#facts/promises.ts";
import { whyNotReadRoom } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

export { whyNotPropose, whyNotSign, whyNotWithdraw } from "#facts/signatures.ts";

export function whyNotReadPromises(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}

const headOf: Readonly<Record<PromiseSide, Role>> = { sales: "head-of-sales", marketing: "head-of-marketing", management: "management" };

/** It is the promise that is made visible, not the person: who did how much is for the head who can help. */
export function whyNotSeePeople(asker: Pick<Asker, "role">, side: PromiseSide): WhyNot {
  return asker.role === headOf[side] ? null : "people-are-for-their-head";
}

const everything: ReadonlySet<Role> = new Set<Role>(["administrator", "head-of-sales", "head-of-marketing", "management"]);

/** Those who signed see on which records a promise was not kept; a salesperson the own ones; the rest see sums. */
export function casesShown(asker: Pick<Asker, "role" | "department">, side: PromiseSide): "all" | "own" | "none" {
  if (everything.has(asker.role)) return "all";
  if (asker.role === "sales") return side === "sales" ? "own" : "all";
  return side === "marketing" && (asker.role === "marketing-strategic" || asker.role === "marketing-operational") ? "all" : "none";
}
