// When many numbers are looked at together, one of them looks striking by chance alone: verdicts that allow for that.

/** Holm's step-down adjustment: p-values of which any below a is a false alarm in at most the share a of cases. Order is kept. Source: Holm 1979. */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((_, i) => i).sort((a, b) => pValues[a]! - pValues[b]! || a - b);
  const adjusted = pValues.slice();
  let highest = 0;
  order.forEach((place, rank) => {
    highest = Math.max(highest, Math.min(1, (pValues.length - rank) * pValues[place]!));
    adjusted[place] = highest;
  });
  return adjusted;
}

/**
 * Benjamini and Hochberg's step-up adjustment: of those below a, at most the share a are false alarms on average. Order is kept.
 * Source: Benjamini and Hochberg 1995.
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  const order = pValues.map((_, i) => i).sort((a, b) => pValues[b]! - pValues[a]! || b - a);
  const adjusted = pValues.slice();
  let lowest = 1;
  order.forEach((place, rank) => {
    lowest = Math.min(lowest, (pValues.length / (pValues.length - rank)) * pValues[place]!);
    adjusted[place] = lowest;
  });
  return adjusted;
}

export interface Estimate {
  readonly value: number;
  /** Draws of the estimate, the same draw in the same place for every estimate. */
  readonly draws: Float64Array;
}

/**
 * Two-sided p-values against "no change", allowing for all estimates together and for how they move together (Westfall and Young's step-down max-t).
 * t = value / standard deviation of its draws; p of the largest t is the share of draws in which the largest centred |t| of any estimate reaches it;
 * then the same for the rest. Smallest possible p: 1 / (draws + 1). An estimate whose draws do not vary has p 1 at 0 and the smallest p elsewhere.
 * Source: Westfall and Young 1993, algorithm 2.8.
 */
export function stepDownMaxT(estimates: readonly Estimate[]): number[] {
  const draws = estimates[0]?.draws.length ?? 0;
  const centred = estimates.map(({ draws }) => standardised(draws));
  const sizes = estimates.map(({ value }, i) => (centred[i]!.deviation > 0 ? Math.abs(value) / centred[i]!.deviation : value === 0 ? 0 : Infinity));
  const order = sizes.map((_, i) => i).sort((a, b) => sizes[a]! - sizes[b]! || b - a);
  const largest = new Float64Array(draws);
  const pValues = estimates.map(() => 1);
  for (const place of order) {
    const own = centred[place]!.scores;
    let reached = 1;
    for (let b = 0; b < draws; b++) {
      largest[b] = Math.max(largest[b]!, Math.abs(own[b]!));
      if (largest[b]! >= sizes[place]!) reached++;
    }
    pValues[place] = sizes[place] === 0 ? 1 : reached / (draws + 1);
  }
  let highest = 0;
  for (const place of order.toReversed()) pValues[place] = highest = Math.max(highest, pValues[place]!);
  return pValues;
}

function standardised(draws: Float64Array): { scores: Float64Array; deviation: number } {
  let sum = 0;
  for (const draw of draws) sum += draw;
  const mean = sum / draws.length;
  let squares = 0;
  for (const draw of draws) squares += (draw - mean) ** 2;
  const deviation = Math.sqrt(squares / Math.max(1, draws.length - 1));
  return { scores: draws.map((draw) => (deviation > 0 ? (draw - mean) / deviation : 0)), deviation };
}
