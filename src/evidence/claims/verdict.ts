// From a measured effect to a verdict, by one rule for both sides, allowing for how many claims were tested together.
import type { ClaimAnswer, ClaimSpec } from "#evidence/claims/claim.ts";
import type { ClaimVerdict } from "#facts/claims.ts";
import { benjaminiHochberg } from "#evidence/statistics/multiplicity.ts";

/** Of the claims called supported (or refuted) at most this share is expected to be chance. */
export const falseVerdicts = 0.05;

/**
 * Verdicts of claims that were tested together. Supported: the effect is at least as large as matters and surely beyond nothing (one-sided p against `nothing`,
 * adjusted after Benjamini and Hochberg over all tested claims, at most .05). Refuted: surely smaller than matters (one-sided p against `worth`, adjusted
 * likewise). A claim that could be both is neither. Else, and where nothing could be measured: not enough data. What was counted to the last one has no chance in it
 * and needs no adjustment. Source: Benjamini and Hochberg 1995; minimal-effect and equivalence tests: Murphy and Myors 1999, Schuirmann 1987.
 */
export function verdictsOf(tested: readonly { readonly spec: Pick<ClaimSpec, "holds" | "worth" | "nothing">; readonly answer: ClaimAnswer }[]): ClaimVerdict[] {
  const sampled = tested.flatMap(({ answer }, n) => (answer.ok && answer.measured.interval !== null ? [{ n, measured: answer.measured }] : []));
  const supports = benjaminiHochberg(sampled.map(({ measured }) => measured.pSupport));
  const refutes = benjaminiHochberg(sampled.map(({ measured }) => measured.pRefute));
  const place = new Map(sampled.map(({ n }, k) => [n, k]));
  return tested.map(({ spec, answer }, n) => {
    if (!answer.ok) return "not-enough-data";
    const { measured } = answer;
    const k = place.get(n);
    const isLarge = spec.holds === "above" ? measured.effect >= spec.worth : measured.effect <= spec.worth;
    if (k === undefined) return isLarge ? "supported" : "refuted";
    if (isLarge) return supports[k]! <= falseVerdicts ? "supported" : "not-enough-data";
    return refutes[k]! <= falseVerdicts ? "refuted" : "not-enough-data";
  });
}
