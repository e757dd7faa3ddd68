// Whole kopecks that still add up: parts are rounded so that their sum is exactly the whole.

/**
 * Whole numbers near `parts` that sum to `total` (largest remainder: each part is rounded down, what is left goes one by one to those that lost most).
 * `total` must be whole and within one unit a part of their sum, else a RangeError: parts that do not add up are not hidden by rounding.
 * Ties go to the earlier part.
 */
export function roundToSum(parts: ArrayLike<number>, total: number): number[] {
  const rounded = Array.from(parts, Math.floor);
  const left = total - rounded.reduce((sum, part) => sum + part, 0);
  const count = parts.length;
  if (!Number.isInteger(total) || left < -count || left > 2 * count)
    throw new RangeError(`parts that sum to ${total - left} and fractions cannot be rounded to ${total}`);
  const order = rounded.map((_, i) => i).sort((a, b) => parts[b]! - rounded[b]! - (parts[a]! - rounded[a]!) || a - b);
  const step = Math.sign(left);
  if (step < 0) order.reverse();
  for (let n = 0; n < Math.abs(left); n++) rounded[order[n % count]!]! += step;
  return rounded.map((part) => part + 0);
}
