// Who sees and who says what a stage means: everyone who changes anything here; agencies see none of it.
import type { Asker } from "#facts/department.ts";
import { whyNotChangeAnything, whyNotReadRoom } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

export function whyNotSeeMappings(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}

export function whyNotChangeMappings(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker) ?? whyNotChangeAnything(asker);
}
