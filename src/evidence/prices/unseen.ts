// What somebody would have to name who says "it was something else": how strong a trait that is not on record would have to be.
import type { Comparison } from "#evidence/prices/comparison.ts";
import type { Trait } from "#evidence/prices/offers.ts";
import { robustnessValue } from "#evidence/statistics/robustness.ts";
import { dot, leftOf, withinBasis } from "#evidence/statistics/within.ts";

export interface Unseen {
  /** t value of the discount in the linear comparison within sellers. */
  readonly t: number;
  readonly degrees: number;
  /** Share of what is left of both the discount and the outcome that a hidden trait would have to explain to bring the estimate to nothing. */
  readonly toNothing: number;
  /** The same, to bring it within chance (90 %); 0: it is within chance as it stands. */
  readonly toChance: number;
  /** Of the traits on record, the one that explains most of what is left of both (the lesser of its two shares is the largest). */
  readonly strongest: { readonly trait: Trait; readonly ofDiscount: number; readonly ofOutcome: number } | null;
}

/**
 * Robustness values of the comparison on the linear scale: outcome (0 or 1) on discount, traits and a level for each seller, least squares.
 * Source: Cinelli and Hazlett 2020; their benchmark is the partial share of each trait on record, all its columns together.
 */
export function unseenOf(compared: Comparison): Unseen {
  const { discount, traits, traitOf, seller, sellers } = compared;
  const of = { group: seller, groups: sellers.length };
  const outcome = Float64Array.from(compared.won);
  const whole = squares({ traits, discount, outcome }, of);
  const degrees = outcome.length - sellers.length - traits.length - 1;
  const slope = whole.along / whole.ofDiscount;
  const t = degrees > 1 ? slope / Math.sqrt(whole.ofOutcome / degrees / whole.ofDiscount) : 0;
  const benchmarks = [...new Set(traitOf)].map((trait) => {
    const others = traits.filter((_, n) => traitOf[n] !== trait);
    const without = squares({ traits: others, discount, outcome }, of);
    return { trait, ofDiscount: 1 - whole.ofDiscount / without.ofDiscount, ofOutcome: 1 - whole.ofOutcome / without.ofOutcome };
  });
  const weaker = (each: { ofDiscount: number; ofOutcome: number }) => Math.min(each.ofDiscount, each.ofOutcome);
  const strongest = benchmarks.toSorted((a, b) => weaker(b) - weaker(a))[0] ?? null;
  return { t, degrees, toNothing: robustnessValue(t, degrees), toChance: robustnessValue(t, degrees, 0.1), strongest };
}

interface Linear {
  readonly traits: readonly Float64Array[];
  readonly discount: Float64Array;
  readonly outcome: Float64Array;
}

/** Squares left of the discount given the traits, of the outcome given traits and discount, and what the two share. */
function squares({ traits, discount, outcome }: Linear, of: { group: Int32Array; groups: number }) {
  const basis = withinBasis(traits, of.group, of.groups);
  const [ownDiscount, ownOutcome] = [leftOf(discount, basis, of), leftOf(outcome, basis, of)];
  const ofDiscount = dot(ownDiscount, ownDiscount);
  const along = dot(ownDiscount, ownOutcome);
  return { ofDiscount, along, ofOutcome: dot(ownOutcome, ownOutcome) - (along * along) / ofDiscount };
}
