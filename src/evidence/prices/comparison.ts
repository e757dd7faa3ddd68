// Which offers can be compared within the same seller, and why nothing can be told where they cannot.
import type { Offers, Trait } from "#evidence/prices/offers.ts";
import { dot, leftOf, withinBasis } from "#evidence/statistics/within.ts";

export type Told<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string; readonly details?: Record<string, number> };

const untold = (reason: string, details: Record<string, number> = {}): Told<never> => ({ ok: false, reason, details });

/** Offers of sellers who both won and lost: the only ones in which a discount can be seen to go with the outcome. */
export interface Comparison {
  /** Places in the offers. */
  readonly places: Int32Array;
  readonly won: Uint8Array;
  readonly discount: Float64Array;
  readonly seller: Int32Array;
  readonly sellers: readonly string[];
  /** Traits that still tell something within sellers. */
  readonly traits: readonly Float64Array[];
  readonly traitOf: readonly Trait[];
  /** How far discounts spread within a seller's deals of the same traits, as a standard deviation. */
  readonly spread: number;
}

export const fewestOffers = 60;
const fewestOfEither = 15;
const smallestSpread = 0.004;

/** Cannot be told: no list prices, no lost deals, lost deals without prices, too few offers, one seller, a discount that hardly varies. */
export function comparisonOf(offers: Offers): Told<Comparison> {
  const why = whyNot(offers);
  if (why) return why;
  const places = comparable(offers);
  const names = [...new Set(Array.from(places, (i) => offers.seller[i]!))].sort((a, b) => a - b);
  const place = new Map(names.map((seller, n) => [seller, n]));
  const seller = Int32Array.from(places, (i) => place.get(offers.seller[i]!)!);
  const [won, discount] = [Uint8Array.from(places, (i) => offers.won[i]!), Float64Array.from(places, (i) => offers.discount[i]!)];
  if (names.length < 2) return untold("one-seller-to-compare");
  if (places.length < fewestOffers) return untold("too-few-offers", { count: places.length, needed: fewestOffers });
  const all = offers.columns.map((column) => at(column, places));
  const basis = withinBasis(all, seller, names.length);
  const left = leftOf(discount, basis, { group: seller, groups: names.length });
  const spread = Math.sqrt(dot(left, left) / Math.max(1, places.length - names.length - basis.length));
  if (!(spread > smallestSpread)) return untold("constant-within-sellers");
  return {
    ok: true,
    value: {
      places,
      won,
      discount,
      seller,
      sellers: names.map((n) => offers.sellers[n]!),
      traits: basis.map((each) => all[each.place]!),
      traitOf: basis.map((each) => offers.traitOf[each.place]!),
      spread,
    },
  };
}

function whyNot({ rows, won, discount, sellers, left }: Offers): Told<never> | null {
  const wins = won.reduce((sum, each) => sum + each, 0);
  const losses = rows.length - wins;
  if (left.closed === 0) return untold("no-closed-deals");
  if (rows.length === 0 && left.noListPrice > 0) return untold("no-list-prices");
  if (rows.length === 0 && left.noSeller > 0) return untold("no-sellers-named");
  if (losses < fewestOfEither) {
    if (left.noAmountLost > losses) return untold("lost-deals-without-prices", { count: left.noAmountLost });
    return untold("too-few-lost-offers", { count: losses, needed: fewestOfEither });
  }
  if (wins < fewestOfEither) return untold("too-few-won-offers", { count: wins, needed: fewestOfEither });
  if (sellers.length < 2) return untold("one-seller");
  const mean = discount.reduce((sum, each) => sum + each, 0) / discount.length;
  const variance = discount.reduce((sum, each) => sum + (each - mean) ** 2, 0) / discount.length;
  return Math.sqrt(variance) > smallestSpread ? null : untold("constant-discount");
}

function at(column: Float64Array, places: Int32Array): Float64Array {
  const own = new Float64Array(places.length);
  for (let n = 0; n < own.length; n++) own[n] = column[places[n]!]!;
  return own;
}

/** Whoever won all or lost all tells nothing of the difference between their own offers. */
function comparable({ seller, won, sellers }: Offers): Int32Array {
  const [wins, all] = [new Int32Array(sellers.length), new Int32Array(sellers.length)];
  for (let i = 0; i < seller.length; i++) {
    all[seller[i]!]!++;
    wins[seller[i]!]! += won[i]!;
  }
  const places = Array.from(seller, (_, i) => i);
  return Int32Array.from(places.filter((i) => wins[seller[i]!]! > 0 && wins[seller[i]!]! < all[seller[i]!]!));
}
