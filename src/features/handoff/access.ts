// Who does what at the handoff: marketing offers and answers returns, whoever has the lead accepts, returns and calls, heads may do both.
import type { Asker } from "#facts/department.ts";
import type { HandoffRow } from "#facts/handoff-row.ts";
import type { HandoffActName } from "#facts/handoff.ts";
import { whyNotAct } from "#facts/handoff.ts";
import { whyNotChangeAnything, whyNotReadHandoffs } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

type Who = Pick<Asker, "role" | "memberId">;
type Row = Pick<HandoffRow, "state" | "person">;

const offering: ReadonlySet<Asker["role"]> = new Set<Asker["role"]>([
  "administrator",
  "head-of-marketing",
  "head-of-sales",
  "marketing-strategic",
  "marketing-operational",
]);
const answering: ReadonlySet<Asker["role"]> = new Set<Asker["role"]>(["administrator", "head-of-sales"]);

export function whyNotRead(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadHandoffs(asker);
}

/** Offers, offers again, keeps what came back, and makes the rules of offering. */
export function whyNotOffer(asker: Pick<Asker, "role">): WhyNot {
  return whyNotRead(asker) ?? whyNotChangeAnything(asker) ?? (offering.has(asker.role) ? null : "only-marketing-offers");
}

/** Accepts, returns, calls and ends: whose lead it is; a lead of nobody anybody in sales. */
export function whyNotWork(asker: Who, person: Row["person"]): WhyNot {
  const why = whyNotRead(asker) ?? whyNotChangeAnything(asker);
  if (why !== null || answering.has(asker.role)) return why;
  if (person !== null && person.memberId === asker.memberId) return null;
  if (asker.role !== "sales") return "only-sales-answers";
  return person === null ? null : "somebody-elses-lead";
}

/** Gives a lead to another: both heads, and whoever has it. */
export function whyNotAssign(asker: Who, person: Row["person"]): WhyNot {
  return asker.role === "head-of-marketing" ? null : whyNotWork(asker, person);
}

const ofMarketing: ReadonlySet<HandoffActName> = new Set<HandoffActName>(["offered", "kept"]);

/** Whether this asker may do this with a handoff as it stands: button and route ask the same. */
export function whyNotDo(asker: Who, act: Exclude<HandoffActName, "undone">, row: Row): WhyNot {
  const why = ofMarketing.has(act) ? whyNotOffer(asker) : act === "assigned" ? whyNotAssign(asker, row.person) : whyNotWork(asker, row.person);
  return why ?? whyNotAct(row.state, act);
}

/** Takes an act back: whoever did it, and who answers for a department. */
export function whyNotUndo(asker: Who, act: { readonly memberId: string | null }): WhyNot {
  const why = whyNotRead(asker) ?? whyNotChangeAnything(asker);
  if (why !== null || act.memberId === asker.memberId) return why;
  return answering.has(asker.role) || asker.role === "head-of-marketing" ? null : "not-your-act";
}
