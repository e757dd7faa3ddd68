// Claims put to the test: first whether the facts can answer at all, then the measure, then one verdict for each by one rule.
import { standardClaim } from "#evidence/claims/catalogue.ts";
import { type ClaimAnswer, cannotTell } from "#evidence/claims/claim.ts";
import type { ClaimVerdict, Need } from "#facts/claims.ts";
import type { ClaimGround, ClaimQuestion } from "#evidence/claims/ground.ts";
import { verdictsOf } from "#evidence/claims/verdict.ts";
import { hasStatus } from "#evidence/kpi/spend.ts";

export interface TestedClaim {
  readonly asked: ClaimQuestion;
  readonly answer: ClaimAnswer;
  readonly verdict: ClaimVerdict;
}

/** Verdicts of claims that are looked at together; the more there are, the surer each must be. Unknown keys throw: they were checked on the way in. */
export function testClaims(ground: ClaimGround, questions: readonly ClaimQuestion[]): TestedClaim[] {
  const missing = missingOf(ground);
  const tested = questions.map((asked) => {
    const spec = standardClaim(asked.key);
    if (spec === null) throw new Error(`no such claim: ${asked.key}`);
    return { spec, asked, answer: answerTo(ground, asked, missing) };
  });
  const verdicts = verdictsOf(tested);
  return tested.map(({ asked, answer }, n) => ({ asked, answer, verdict: verdicts[n]! }));
}

function answerTo(ground: ClaimGround, asked: ClaimQuestion, missing: ReadonlySet<Need>): ClaimAnswer {
  const spec = standardClaim(asked.key)!;
  const lacking = spec.needs.find((need) => missing.has(need));
  if (lacking !== undefined) return cannotTell(`needs-${lacking}`);
  if (spec.subject?.isRequired === true && asked.subject === null) return cannotTell("needs-subject");
  return spec.test === null ? cannotTell("needs-records") : spec.test(spec, ground, asked);
}

/** What the facts on record lack altogether. */
export function missingOf(ground: ClaimGround): ReadonlySet<Need> {
  const { lens, work, marketIndex, turns, materialUses } = ground;
  const { deals, leads, plans, sellers } = lens.facts;
  const has: Readonly<Record<Need, boolean>> = {
    deals: deals.count > 0,
    leads: leads !== null && leads.count > 0,
    "lead-work": work !== null && (work.firstAttemptAt.some((at) => !Number.isNaN(at)) || work.returnedAt.some((at) => !Number.isNaN(at))),
    activities: work?.attempts?.some((count) => count > 0) ?? false,
    amounts: deals.amount.some((amount) => amount > 0),
    "list-prices": deals.listPrice.some((price) => price > 0),
    spend: lens.spend.lines.some((line) => hasStatus(lens, line, "actual")),
    plan: plans.length > 0,
    "market-index": marketIndex.length > 0,
    "loss-reasons": deals.lossReason.codes.some((code) => code >= 0) || deals.buyerLossReason.codes.some((code) => code >= 0),
    sellers: sellers.length > 0,
    "turning-points": turns.length > 0,
    "notice-days": (lens.facts.campaigns ?? []).some(({ announcedOn }) => announcedOn !== null),
    materials: materialUses !== null,
  };
  return new Set((Object.keys(has) as Need[]).filter((need) => !has[need]));
}
