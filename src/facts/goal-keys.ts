// The figures that people steer by.

/** Figures that a goal can be set for, and that an action can be meant to move. */
export const goalKeys = [
  "cycle-median-won",
  "cycle-p80-won",
  "cycle-median-all",
  "promotion-cost",
  "promotion-cost-share",
  "cost-per-transaction-promotion",
  "cost-per-transaction-with-sales",
  "cost-per-transaction-full",
  "cost-per-new-customer",
  "deals-won",
  "revenue",
  "win-rate",
  "average-deal",
  "discount",
] as const;
export type GoalKey = (typeof goalKeys)[number];

/** Those that each part of the firm (a region, a seller) has of its own: a deal says them by itself. No line of promotion says for which deal it was. */
export const partKeys = [
  "cycle-median-won",
  "cycle-p80-won",
  "cycle-median-all",
  "deals-won",
  "revenue",
  "win-rate",
  "average-deal",
  "discount",
] as const satisfies readonly GoalKey[];
export const hasParts = (key: string): boolean => (partKeys as readonly string[]).includes(key);
