// The facts that figures are made of, all money in one currency.
import type { DealColumns, LeadColumns } from "#facts/columns.ts";
import type { Campaign, Plan, Seller, SellerCost, Spend } from "#facts/entities.ts";
import type { Currency } from "#kit/money.ts";

/** All money in whole minor units of `currency`. A plan's level is money in minor units where it names a currency; without one it stands as it was written. */
export interface FigureFacts {
  readonly currency: Currency;
  readonly deals: DealColumns;
  readonly leads: LeadColumns | null;
  readonly spend: readonly Spend[];
  readonly sellerCosts: readonly SellerCost[];
  readonly sellers: readonly Seller[];
  readonly plans: readonly Plan[];
  /** For the days that our people stood at events; left out where nobody asks for them. */
  readonly campaigns?: readonly Campaign[];
}
