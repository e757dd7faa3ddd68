// What the one test over the whole curve says: the share falls with waiting, rises, or cannot be told from chance.
import type { ResponseAnswer } from "#features/response/contract.ts";

export function courseOf({ trends: { amongEquals } }: Pick<ResponseAnswer, "trends">): "falls" | "rises" | "none" {
  if (amongEquals === null || amongEquals.pValue >= 0.05) return "none";
  return amongEquals.slope < 0 ? "falls" : "rises";
}
