// A step uphill that keeps to one side of zero where it must: a better price is never taken to lose a buyer.

export interface Slope {
  readonly curvature: Float64Array;
  readonly score: Float64Array;
  readonly coefficients: Float64Array;
}

/**
 * The step that maximises score'step - step' curvature step / 2 with coefficients + step not below 0 where \`isRising\` is 1.
 * Coordinate ascent: each coefficient in turn goes to its best place given the others; exact for a curvature that is positive definite.
 * A coefficient without curvature stays where it is. Source: Hildreth 1957.
 */
export function boundedStep({ curvature, score, coefficients }: Slope, isRising: Uint8Array): Float64Array {
  const size = score.length;
  const move = new Float64Array(size);
  const slope = score.slice();
  for (let round = 0; round < 2000; round++) {
    let largest = 0;
    for (let j = 0; j < size; j++) {
      const own = curvature[j * size + j]!;
      if (!(own > 1e-14)) continue;
      const wanted = move[j]! + slope[j]! / own;
      const change = (isRising[j] === 1 ? Math.max(wanted, -coefficients[j]!) : wanted) - move[j]!;
      if (change === 0) continue;
      move[j]! += change;
      for (let k = 0; k < size; k++) slope[k]! -= curvature[k * size + j]! * change;
      largest = Math.max(largest, Math.abs(change) * Math.sqrt(own));
    }
    if (largest < 1e-11) break;
  }
  return move;
}
