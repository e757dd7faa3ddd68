// Claims are weighed by the clock as if somebody opened their page: in the thread beside, where no page waits for them.
import { listClaims } from "#features/claims/contract.ts";
import type { Weighing } from "#features/claims/jobs.ts";
import type { Beside } from "#http/beside.ts";
import { dayIn } from "#http/today.ts";

/** Nobody: the answer is thrown away, what it writes down is of no asker. */
const nobody = "00000000-0000-0000-0000-000000000000";

export function weighedBeside(beside: Beside): Weighing {
  return {
    today: (timeZone) => dayIn(timeZone, new Date()),
    weigh: async (workspace, asOf, signal) => {
      const { wire } = await beside.ask(
        {
          endpoint: listClaims.name,
          params: { workspace: workspace.slug },
          query: { withdrawn: false },
          body: undefined,
          headers: {},
          address: "",
          asOf,
          now: new Date().toISOString(),
          asker: { memberId: nobody, workspaceId: workspace.id, role: "viewer", department: null },
          workspace,
          entrance: { kind: "key", keyId: nobody, scopes: ["read"] },
          isOfFactsAlone: false,
          request: "clock",
        },
        signal,
      );
      // Claims filed before the first deal wait for it.
      if (wire.kind === "refusal" && wire.refusal.reason !== "no-facts-yet") throw new Error(wire.refusal.reason);
    },
  };
}
