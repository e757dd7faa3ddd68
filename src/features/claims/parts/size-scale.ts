// Where a claim's size, its range and the limit from which it holds stand on one line.
import type { ClaimAnswerView, ClaimView } from "#features/claims/contract.ts";

export type Spec = Pick<ClaimView, "standard" | "holds" | "worth" | "nothing">;
export type Measured = NonNullable<ClaimAnswerView["measured"]>;

export interface SizeScale {
  /** Places along the line, 0 to 1. */
  readonly at: (value: number) => number;
  readonly low: number;
  readonly high: number;
  /** Where the claim would hold. */
  readonly zone: readonly [number, number];
}

const margin = 0.08;

/** Nought is always on the line, and so is what there would be if there were nothing in the claim. */
export function sizeScale({ holds, worth, nothing }: Spec, { effect, interval }: Pick<Measured, "effect" | "interval">): SizeScale {
  const [low, high] = [interval?.low ?? effect, interval?.high ?? effect];
  const ends = [0, worth, nothing, effect, low, high];
  const reach = Math.max(...ends) - Math.min(...ends) || 1;
  const [from, to] = [Math.min(...ends) - reach * margin, Math.max(...ends) + reach * margin];
  const at = (value: number) => (value - from) / (to - from);
  return { at, low, high, zone: holds === "above" ? [at(worth), 1] : [0, at(worth)] };
}
