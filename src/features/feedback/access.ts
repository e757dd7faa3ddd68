// Who comments, who answers, who decides what comes of it, and who may rate a campaign.
import type { Asker, Role } from "#facts/department.ts";
import { whyNotChangeAnything, whyNotReadRoom } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

/** Those to whom comments go: marketing answers for campaigns, materials, prices and what is said of competitors. */
export const answeringRoles: readonly Role[] = ["head-of-marketing", "marketing-strategic", "marketing-operational"];

export function whyNotReadFeedback(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}

export function whyNotGiveFeedback(asker: Pick<Asker, "role">): WhyNot {
  return whyNotChangeAnything(asker);
}

interface Given {
  readonly askedById: string;
}

/** The author adds to it; marketing, management and administrators answer. */
export function whyNotWrite(asker: Pick<Asker, "role" | "memberId">, given: Given): WhyNot {
  return whyNotChangeAnything(asker) ?? (given.askedById === asker.memberId || answers(asker) ? null : "only-author-and-marketing");
}

/** Nobody decides alone what comes of their own comment. */
export function whyNotDecide(asker: Pick<Asker, "role" | "memberId">, given: Given): WhyNot {
  return whyNotChangeAnything(asker) ?? (!answers(asker) ? "only-marketing-decides" : given.askedById === asker.memberId ? "not-your-own" : null);
}

/** What is done with is closed by its author. */
export function whyNotClose(asker: Pick<Asker, "role" | "memberId">, given: Given): WhyNot {
  return whyNotChangeAnything(asker) ?? (given.askedById === asker.memberId ? null : "only-the-author");
}

function answers({ role }: Pick<Asker, "role">): boolean {
  return answeringRoles.includes(role) || role === "management" || role === "administrator";
}

export function whyNotRate(asker: Pick<Asker, "role">, hasWorkedLeads: boolean): WhyNot {
  return whyNotChangeAnything(asker) ?? (hasWorkedLeads ? null : "only-who-worked-its-leads");
}
