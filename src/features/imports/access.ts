// Who may bring files in, load them and take them back: everyone who changes anything here; agencies see none of it, and files of pay are for those who answer for it.
import type { Asker } from "#facts/department.ts";
import { isPay, whyNotChangeAnything, whyNotReadRoom, whyNotSeePay } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

export function whyNotSeeImports(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}

export function whyNotImport(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker) ?? whyNotChangeAnything(asker);
}

/** What stands in a file: its rows, examples and what was set aside. Who brought it in knows it. */
export function whyNotSeeRows(asker: Pick<Asker, "role" | "memberId">, file: { readonly entity: string | null; readonly memberId: string | null }): WhyNot {
  return isPay(file.entity) && file.memberId !== asker.memberId ? whyNotSeePay(asker) : null;
}
