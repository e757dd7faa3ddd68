// Who takes leads at a stand, who reads them: members who may change anything; agencies take them where the project is shared with them, and read none.
import type { Asker } from "#facts/department.ts";
import { whyNotChangeAnything, whyNotReadHandoffs } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

type Who = Pick<Asker, "role">;

/** Visitors of a stand are customers with their addresses: whoever may not read handoffs may not read them. */
export function whyNotReadStand(asker: Who): WhyNot {
  return whyNotReadHandoffs(asker);
}

export function whyNotChangeStand(asker: Who): WhyNot {
  return whyNotReadStand(asker) ?? whyNotChangeAnything(asker);
}

/** An agency often stands at the stand: it takes leads of a project that is shared with it. */
export function whyNotTake(asker: Who, { isShared }: { readonly isShared: boolean }): WhyNot {
  if (asker.role === "agency") return isShared ? null : "agency-sees-only-what-is-shared";
  return whyNotChangeStand(asker);
}
