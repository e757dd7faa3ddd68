// Whoever may see a thing sees its files; whoever may change it adds files and takes them away.
import type { Asker } from "#facts/department.ts";
import { whyNotChangeAnything } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

/** `subject`: what the room of the thing says of this asker. */
export function whyNotAddFile(asker: Pick<Asker, "role">, subject: { readonly whyNotChange: WhyNot }): WhyNot {
  return whyNotChangeAnything(asker) ?? subject.whyNotChange;
}

/** Whoever added it, besides those who may change the thing. */
export function whyNotRemoveFile(asker: Pick<Asker, "role" | "memberId">, file: { readonly addedById: string; readonly whyNotChange: WhyNot }): WhyNot {
  return whyNotChangeAnything(asker) ?? (file.addedById === asker.memberId ? null : file.whyNotChange);
}
