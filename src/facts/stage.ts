// The stages of a sale, in order, the same for every source.

export const stages = ["lead", "marketing-qualified", "sales-accepted", "sales-qualified", "opportunity", "won", "lost"] as const;
export type Stage = (typeof stages)[number];

/** Where a stage stands on the way: 0 for lead up to 5 for won; lost is 5 too, another end of the same way. */
export function stageRank(stage: Stage): number {
  return stage === "lost" ? 5 : stages.indexOf(stage);
}

/** Whether a deal in this stage is over. */
export function isClosed(stage: Stage): boolean {
  return stage === "won" || stage === "lost";
}
