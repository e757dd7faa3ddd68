// What a member's line says: in service or not, and what a change makes of it.
import type { Day } from "#kit/day.ts";

import type { MemberView } from "#features/members/contract.ts";

/** Whether a day lies before, in or after somebody's service. */
export function stateOn(day: Day, service: { readonly servedFrom: Day | null; readonly servedUntil: Day | null }): MemberView["state"] {
  if (service.servedUntil !== null && day >= service.servedUntil) return "ended";
  return service.servedFrom !== null && day < service.servedFrom ? "not-yet" : "in-service";
}

export function endsBeforeItBegins(service: { readonly servedFrom: Day | null; readonly servedUntil: Day | null }): boolean {
  return service.servedFrom !== null && service.servedUntil !== null && service.servedUntil < service.servedFrom;
}

/** The change laid over what was: a field that is absent stays, null clears it. */
export function withChange<T extends object>(was: T, change: { readonly [K in keyof T]?: T[K] | undefined }): T {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  return { ...was, ...Object.fromEntries(given) };
}
