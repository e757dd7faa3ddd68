// When a goal makes sense: owners from both departments, a level that can exist, a day after the baseline.
import type { Candidate, GoalDetail } from "#features/goals/contract.ts";
import type { GoalKey } from "#facts/goal-keys.ts";

const shares: ReadonlySet<GoalKey> = new Set<GoalKey>(["win-rate", "promotion-cost-share", "discount"]);

/** Why this goal cannot stand, or null. `members` holds those named as owners, as far as they are in service. */
export function whyNotAsGoal(goal: GoalDetail, members: readonly Candidate[]): string | null {
  if (!(goal.baseline.from < goal.baseline.until) || goal.baseline.until > goal.day) return "baseline-not-before-day";
  if (goal.target < 0 || (goal.target === 0 && !shares.has(goal.key)) || (shares.has(goal.key) && goal.target > 1)) return "target-not-possible";
  const [sales, marketing] = [goal.ownerSales, goal.ownerMarketing].map((id) => members.find((member) => member.id === id));
  if (!sales || !marketing) return "owner-not-here";
  return belongsTo(sales, "sales") && belongsTo(marketing, "marketing") ? null : "owner-of-other-department";
}

/** By department; where none is set, by role. */
function belongsTo({ role, department }: Candidate, wanted: "sales" | "marketing"): boolean {
  if (department !== null) return department === wanted;
  return wanted === "sales" ? role === "sales" || role === "head-of-sales" : role.startsWith("marketing-") || role === "head-of-marketing";
}
