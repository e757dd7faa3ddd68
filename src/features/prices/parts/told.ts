// What the page was told, by part, and whether the comparison within sellers says more than chance.
import type { z } from "zod";

import type { readDiscountEffect, readLossReasons, readPrices } from "#features/prices/contract.ts";

export type Prices = z.output<(typeof readPrices)["reply"]>;
export type Effect = z.output<(typeof readDiscountEffect)["reply"]>;
export type ToldEffect = NonNullable<Effect["effect"]>;
export type LossReasons = z.output<(typeof readLossReasons)["reply"]>;
export type ToldReasons = NonNullable<LossReasons["told"]>;

/** The range of the comparison leaves out nothing at all. */
export function isBeyondChance({ within }: ToldEffect): boolean {
  return within.interval.low! > 0 || within.interval.high! < 0;
}
