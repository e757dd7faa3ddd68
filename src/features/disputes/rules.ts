// How a dispute is decided: by whom, when it is due, what its state is, and when what was said makes a decision.
import { whyNotDecide, whyNotDoubt, whyNotTakeBack } from "#features/disputes/access.ts";
import type { DisputeView } from "#features/disputes/contract.ts";
import { standardClaim } from "#evidence/claims/catalogue.ts";
import type { Asker } from "#facts/department.ts";
import {
  type Concerns,
  type DisputeOnFile,
  type DisputeOutcome,
  type DisputeRule,
  type DisputeState,
  type DisputeVoice,
  type HeadRole,
  headRoles,
} from "#facts/disputes.ts";
import type { Day } from "#kit/day.ts";
import type { WhyNot } from "#kit/refusal.ts";

/** Whose number a claim is about. */
export function concernedBy(standard: string): Concerns {
  const against = standardClaim(standard)?.against;
  return against === "sales" || against === "marketing" ? against : "both";
}

/**
 * Who decides. 'Both heads' means both. By a record or a recount one head is enough, and it is the other side's: neither decides alone what concerns their own
 * side. What concerns both, and what that one head has opened themselves, is decided by both.
 */
export function decidersOf({ rule, concerns, openedAs }: Pick<DisputeOnFile, "rule" | "concerns" | "openedAs">): readonly HeadRole[] {
  if (rule === "both-heads" || concerns === "both") return headRoles;
  const other = concerns === "sales" ? "head-of-marketing" : "head-of-sales";
  return other === openedAs ? headRoles : [other];
}

/** What was decided: all who decide have said the same, and the same value; null as long as not. */
export function decisionOf(
  deciders: readonly HeadRole[],
  voices: readonly Pick<DisputeVoice, "role" | "outcome" | "value">[],
): { readonly outcome: DisputeOutcome; readonly value: number | null } | null {
  const own = deciders.map((role) => voices.find((voice) => voice.role === role));
  const [first] = own;
  if (first === undefined || own.some((voice) => voice === undefined || voice.outcome !== first.outcome || voice.value !== first.value)) return null;
  return { outcome: first.outcome, value: first.value };
}

/** The last day belongs to the time given: on it the dispute is due, after it overdue. */
export function stateOf({ withdrawnAt, outcome, dueOn }: Pick<DisputeOnFile, "withdrawnAt" | "outcome" | "dueOn">, today: Day): DisputeState {
  if (withdrawnAt !== null) return "withdrawn";
  if (outcome !== null) return "decided";
  return dueOn < today ? "overdue" : dueOn === today ? "due" : "open";
}

/** What a decision must say: another value names it; a record or a recount says what it showed. A source's record says yes or no, it agrees on nothing. */
export function whyNotSay(rule: DisputeRule, said: { readonly outcome: DisputeOutcome; readonly value: number | null; readonly reason: string }): WhyNot {
  if ((said.outcome === "agreed-value") !== (said.value !== null)) return "value-and-outcome-do-not-fit";
  if (rule === "source-record" && said.outcome === "agreed-value") return "record-decides-yes-or-no";
  return rule !== "both-heads" && said.reason === "" ? "decision-without-ground" : null;
}

export function disputeView(
  row: DisputeOnFile,
  { asker, today, voices }: { readonly asker: Asker; readonly today: Day; readonly voices: readonly (DisputeVoice & { disputeId: string })[] },
): DisputeView {
  const { from, until, low, high, openedById, openedAs: _as, aboutKind, aboutId, ...rest } = row;
  const deciders = decidersOf(row);
  const state = stateOf(row, today);
  const isClosed = state === "decided" || state === "withdrawn";
  return {
    ...rest,
    about: { kind: aboutKind, id: aboutId },
    period: { from, until },
    interval: low === null && high === null ? null : { low, high, level: 0.9 },
    state,
    deciders: [...deciders],
    voices: voices.filter(({ disputeId }) => disputeId === row.id).map(({ disputeId: _id, ...voice }) => voice),
    whyNotDecide: isClosed ? "dispute-is-closed" : whyNotDecide(asker, deciders),
    whyNotAdd: isClosed ? "dispute-is-closed" : whyNotDoubt(asker),
    whyNotWithdraw: state === "decided" ? "dispute-is-closed" : whyNotTakeBack(asker, openedById),
  };
}
