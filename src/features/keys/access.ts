// Who may have API keys, and who may take them back.
import type { Asker } from "#facts/department.ts";
import { whyNotChangeAnything } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

import type { keyScopes } from "#features/keys/contract.ts";

export const mostKeys = 20;

export function whyNotCreateKey(asker: Pick<Asker, "role">): WhyNot {
  return asker.role === "agency" ? "agency-has-no-keys" : null;
}

/** A key never does more than its member: who only reads has keys that only read. */
export function whyNotScopes(asker: Pick<Asker, "role">, scopes: readonly (typeof keyScopes)[number][]): WhyNot {
  return whyNotCreateKey(asker) ?? (scopes.includes("write") ? whyNotChangeAnything(asker) : null);
}

export function seesEverybodysKeys(asker: Pick<Asker, "role">): boolean {
  return asker.role === "administrator";
}

export function whyNotRevokeKey(asker: Pick<Asker, "role" | "memberId">, key: { readonly memberId: string }): WhyNot {
  return asker.role === "administrator" || asker.memberId === key.memberId ? null : "not-your-key";
}
