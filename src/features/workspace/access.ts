// Who may change a workspace's settings, and who may begin another one.
import type { Asker, Role } from "#facts/department.ts";
import type { WhyNot } from "#kit/refusal.ts";

export function whyNotChangeWorkspace(asker: Pick<Asker, "role">): WhyNot {
  return asker.role === "administrator" ? null : "only-administrators";
}

/** Administrators of a real workspace begin further ones. */
export function whyNotBeginWorkspace(standing: readonly { readonly role: Role; readonly isDemo: boolean }[]): WhyNot {
  return standing.some((one) => one.role === "administrator" && !one.isDemo) ? null : "only-administrators";
}
