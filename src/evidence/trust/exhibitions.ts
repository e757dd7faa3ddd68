// Exhibitions whose cost is far from what is usual for the space they took: something was booked elsewhere, or not at all.
import type { Spend } from "#facts/entities.ts";
import { spendKindOf, usualTimesSpace } from "#facts/spend-kind.ts";
import { addDays } from "#kit/day.ts";
import { type Finding, finding } from "#evidence/trust/finding.ts";
import type { TrustFacts } from "#evidence/trust/trust-facts.ts";

/** Bills still come in for so long after the last one. */
const settledAfterDays = 30;

/**
 * exhibition-cost-odd: campaigns with spend for exhibition space (money gone, every touch once, whoever paid), whose lines in all are less than twice or more than
 * five times that. Those with a bill in the last thirty days seen are not judged yet.
 */
export function exhibitionFindings({ lens, asOf }: Pick<TrustFacts, "lens" | "asOf">): Finding[] {
  const events = new Map<string, Spend[]>();
  for (const line of lens.spend.lines) {
    if (line.campaign === null || (line.status ?? "actual") !== "actual") continue;
    const own = events.get(line.campaign);
    if (own) own.push(line);
    else events.set(line.campaign, [line]);
  }
  const settled = addDays(asOf, -settledAfterDays);
  const sum = (lines: readonly Spend[]) => lines.reduce((total, { amount }) => total + amount, 0);
  const judged = [...events].flatMap(([id, lines]) => {
    const space = sum(lines.filter((line) => spendKindOf(line) === "space"));
    return space > 0 && lines.every(({ day }) => day < settled) ? [{ id, ratio: sum(lines) / space }] : [];
  });
  const odd = judged.filter(({ ratio }) => ratio < usualTimesSpace.low || ratio > usualTimesSpace.high);
  if (odd.length === 0) return [];
  const furthest = odd.reduce((most, one) => (Math.abs(Math.log(one.ratio / 3)) > Math.abs(Math.log(most.ratio / 3)) ? one : most));
  return [
    finding({
      code: "exhibition-cost-odd",
      entity: "campaign",
      severity: "warning",
      count: odd.length,
      of: judged.length,
      records: odd.map(({ id }) => id),
      details: { campaign: furthest.id, times: Math.round(furthest.ratio * 10) / 10 },
      affects: ["promotion-cost", "promotion-cost-loaded"],
    }),
  ];
}
