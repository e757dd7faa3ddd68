// A firm whose sellers differ and whose discounts are no accident: who sells poorly discounts more, so that discounts look harmful though they help.
import type { Dice } from "#kit/dice.ts";
import type { Offers } from "#evidence/prices/offers.ts";

export interface PricingFirm {
  readonly sellers: number;
  readonly offersEach: number;
  /** Log odds of winning for a discount of 100 %. */
  readonly slope: number;
  /** How much the slope differs from seller to seller, as a standard deviation. */
  readonly slopeSpread?: number;
  /** Cost as a share of the list price; NaN: not known. */
  readonly cost?: number;
  /** true: the outcome is drawn without a look at seller, fit or discount. */
  readonly isShuffled?: boolean;
}

/** What was drawn, and what only the one who drew it knows: the log odds of each offer without a discount, and what a discount adds. */
export interface DrawnOffers {
  readonly offers: Offers;
  readonly base: Float64Array;
  readonly slope: Float64Array;
}

const level = -0.4;

/**
 * Offers with the shape of the published trap: seller's skill and the deal's fit raise the chance to win and lower the discount, so that the naive slope
 * is far below nothing; the fit is on record (the list value stands for it), the skill is not.
 */
export function drawOffers(dice: Dice, firm: PricingFirm): DrawnOffers {
  const count = firm.sellers * firm.offersEach;
  const [discount, fit, won, seller] = [new Float64Array(count), new Float64Array(count), new Uint8Array(count), new Int32Array(count)];
  const skills = Float64Array.from({ length: firm.sellers }, () => dice.normal());
  const [base, slope] = [new Float64Array(count), new Float64Array(count)];
  const slopes = Float64Array.from({ length: firm.sellers }, () => firm.slope + (firm.slopeSpread ?? 0) * dice.normal());
  for (let i = 0; i < count; i++) {
    const who = i % firm.sellers;
    seller[i] = who;
    fit[i] = dice.normal();
    discount[i] = Math.min(0.6, Math.max(0, 0.22 - 0.05 * skills[who]! - 0.04 * fit[i]! + 0.066 * dice.normal()));
    base[i] = firm.isShuffled === true ? level : level + 0.9 * skills[who]! + 0.6 * fit[i]!;
    slope[i] = firm.isShuffled === true ? 0 : slopes[who]!;
    won[i] = Number(dice.chance(1 / (1 + Math.exp(-(base[i]! + slope[i]! * discount[i]!)))));
  }
  const list = new Float64Array(count).fill(100_000_00);
  const offers: Offers = {
    window: { from: "2024-01-01", until: "2026-01-01" },
    rows: Int32Array.from(list, (_, i) => i),
    ids: Array.from(list, (_, i) => `D-${i}`),
    discount,
    list,
    cost: list.map((price) => price * (firm.cost ?? Number.NaN)),
    won,
    seller,
    sellers: Array.from(skills, (_, n) => `S-${n}`),
    columns: [fit],
    traitOf: ["list-value"],
    left: { closed: count, noListPrice: 0, noAmountWon: 0, noAmountLost: 0, noSeller: 0, doubtful: 0, byLot: 0 },
  };
  return { offers, base, slope };
}

/** The one discount for all these offers that would leave most in the long run, among those tried: a fine grid over what each would have come to. */
export function bestTruth({ base, slope }: DrawnOffers, firm: PricingFirm, tried: { readonly from: number; readonly until: number }): number {
  let best = { discount: tried.from, margin: -Infinity };
  for (let discount = tried.from; discount <= tried.until + 1e-12; discount += 0.002) {
    let won = 0;
    for (let i = 0; i < base.length; i++) won += 1 / (1 + Math.exp(-(base[i]! + slope[i]! * discount)));
    const margin = won * (1 - discount - (firm.cost ?? Number.NaN));
    if (margin > best.margin) best = { discount, margin };
  }
  return best.discount;
}
