// The figures of the costs by their keys, and the deepest layer of a deal's cost that can be told.
import type { Costs } from "#features/costs/contract.ts";
import type { NumberWithPapers } from "#facts/papers.ts";

export const layers = ["full", "with-sales", "promotion"] as const;
export type Layer = (typeof layers)[number];

export function numberOf({ numbers }: Costs, key: string): NumberWithPapers {
  return numbers.find((number) => number.key === key)!;
}

/** The outermost layer with a value; promotion alone where none has. */
export function deepestOf(told: Costs): { readonly layer: Layer; readonly number: NumberWithPapers } {
  const layer = layers.find((each) => numberOf(told, `cost-per-transaction-${each}`).value !== null) ?? "promotion";
  return { layer, number: numberOf(told, `cost-per-transaction-${layer}`) };
}
