// Claims are weighed by the clock as if somebody opened their page: in the thread beside, where no page waits for them.
import { askBeside } from "#apps/server/ask-beside.ts";
import { listClaims } from "#features/claims/contract.ts";
import type { Weighing } from "#features/claims/jobs.ts";
import type { Beside } from "#http/beside.ts";
import { dayIn } from "#http/today.ts";

export function weighedBeside(beside: Beside): Weighing {
  return {
    today: (timeZone) => dayIn(timeZone, new Date()),
    weigh: async (workspace, asOf, signal) => {
      const wire = await askBeside(beside, { endpoint: listClaims, query: { withdrawn: false }, workspace, asOf, isOfFactsAlone: false }, signal);
      // Claims filed before the first deal wait for it.
      if (wire.kind === "refusal" && wire.refusal.reason !== "no-facts-yet") throw new Error(wire.refusal.reason);
    },
  };
}
