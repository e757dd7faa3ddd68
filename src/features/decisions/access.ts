// Who reads decisions, who writes one into the log, and whose word it waits for.
import type { DecisionOnFile, Party } from "#facts/decisions.ts";
import type { Asker } from "#facts/department.ts";
import { whyNotChangeAnything, whyNotReadRoom } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

type Who = Pick<Asker, "role" | "memberId">;
type Waiting = Pick<DecisionOnFile, "kind" | "decidedAt" | "isWithdrawn" | "parties" | "enteredById">;

export function whyNotReadDecisions(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}

/** Whoever may change anything may write down what was agreed; it holds when one of each side has said so. */
export function whyNotEnter(asker: Pick<Asker, "role">): WhyNot {
  return whyNotChangeAnything(asker);
}

/** Each says it for themselves: nobody agrees in another's name. */
export function whyNotAgree(asker: Who, decision: Waiting): WhyNot {
  const why = whyNotChangeAnything(asker);
  if (why !== null) return why;
  if (decision.kind !== "entered") return "agreed-elsewhere";
  if (decision.isWithdrawn) return "decision-withdrawn";
  const own = ownParty(asker, decision.parties);
  if (own === undefined) return "not-asked-to-agree";
  return own.at === null ? null : "agreed-already";
}

/** As long as a side has not agreed, whoever wrote it and those who are asked take it back. */
export function whyNotWithdraw(asker: Who, decision: Waiting): WhyNot {
  const why = whyNotChangeAnything(asker);
  if (why !== null) return why;
  if (decision.kind !== "entered") return "agreed-elsewhere";
  if (decision.decidedAt !== null) return "both-have-agreed";
  return decision.enteredById === asker.memberId || ownParty(asker, decision.parties) !== undefined ? null : "not-yours";
}

export function ownParty({ memberId }: Pick<Asker, "memberId">, parties: readonly Party[]): Party | undefined {
  return parties.find((one) => one.memberId === memberId);
}
