// Who may bring files in, load them and take them back: everyone who changes anything here; agencies see none of it.
import type { Asker } from "#facts/department.ts";
import { whyNotChangeAnything, whyNotReadRoom } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

export function whyNotSeeImports(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}

export function whyNotImport(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker) ?? whyNotChangeAnything(asker);
}
