// In what each goal is measured: its unit, whether by the month, and how its target is typed.
import type { GoalView } from "#features/goals/contract.ts";
import type { GoalKey } from "#facts/goal-keys.ts";
import { isAdditive } from "#evidence/kpi/change.ts";
import type { Unit } from "#facts/papers.ts";
import { minorDigits, toMajor } from "#kit/money.ts";

const units: Readonly<Record<GoalKey, Unit>> = {
  "cycle-median-won": "days",
  "cycle-p80-won": "days",
  "cycle-median-all": "days",
  "promotion-cost": "money",
  "promotion-cost-share": "share",
  "cost-per-transaction-promotion": "money-per-deal",
  "cost-per-transaction-with-sales": "money-per-deal",
  "cost-per-transaction-full": "money-per-deal",
  "cost-per-new-customer": "money-per-deal",
  "deals-won": "count",
  revenue: "money",
  "win-rate": "share",
  "average-deal": "money",
  discount: "share",
};

/** The three headline figures and the goals that count as theirs. */
export const headlineGoals = {
  "sales-cycle": ["cycle-median-won", "cycle-p80-won", "cycle-median-all"],
  "promotion-cost": ["promotion-cost", "promotion-cost-share"],
  "cost-per-transaction": ["cost-per-transaction-full", "cost-per-transaction-with-sales", "cost-per-transaction-promotion", "cost-per-new-customer"],
} as const satisfies Readonly<Record<string, readonly GoalKey[]>>;
export type Headline = keyof typeof headlineGoals;

export function unitOfGoal(key: GoalKey): Unit {
  return units[key];
}

/** Figures that add up are aimed at by the month. */
export function isByMonth(key: GoalKey): boolean {
  return isAdditive(key);
}

/** 'percent', 'money', 'days' or 'count': what stands beside the field of the target. */
export function fieldKind(key: GoalKey): "percent" | "money" | "days" | "count" {
  const unit = units[key];
  if (unit === "share") return "percent";
  if (unit === "days") return "days";
  return unit === "count" ? "count" : "money";
}

/** A kept target as it is typed: money in major units, shares in percent. */
export function typedTarget(key: GoalKey, target: number, currency: string): string {
  const kind = fieldKind(key);
  const shown = kind === "percent" ? target * 100 : kind === "money" ? toMajor(target, currency) : target;
  return String(Math.round(shown * 100) / 100);
}

/** A typed target as it is kept; null where it is no number. */
export function keptTarget(key: GoalKey, typed: string, currency: string): number | null {
  const value = Number(typed.trim().replaceAll(" ", "").replace(",", "."));
  if (typed.trim() === "" || !Number.isFinite(value)) return null;
  const kind = fieldKind(key);
  if (kind === "percent") return Math.round(value * 1e6) / 1e8;
  return kind === "money" ? Math.round(value * 10 ** minorDigits(currency)) : value;
}

export interface Measured {
  readonly unit: Unit;
  readonly currency: string;
}

export function measureOf(goal: Pick<GoalView, "key">, currency: string): Measured {
  return { unit: units[goal.key], currency };
}
