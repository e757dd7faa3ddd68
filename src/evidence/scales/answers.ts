// Answers to the items of one scale, as columns, and what is worked out from them before anything else: who answered all, which items run the other way.

/** One column an item, one row a person; NaN: not answered. */
export type Items = readonly Float64Array[];

/** Rows of those who answered every item; the others are counted. */
export function complete(items: Items): { readonly items: Float64Array[]; readonly people: number; readonly leftOut: number } {
  const all = items[0]?.length ?? 0;
  const kept = Array.from({ length: all }, (_, i) => i).filter((i) => items.every((column) => !Number.isNaN(column[i]!)));
  return { items: items.map((column) => Float64Array.from(kept, (i) => column[i]!)), people: kept.length, leftOut: all - kept.length };
}

/** Covariances of complete items, row by row (n - 1 below). */
export function covariances(items: Items): Float64Array {
  const [size, people] = [items.length, items[0]!.length];
  const means = items.map((column) => column.reduce((sum, value) => sum + value, 0) / people);
  const found = new Float64Array(size * size);
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (let i = 0; i < people; i++) sum += (items[a]![i]! - means[a]!) * (items[b]![i]! - means[b]!);
      found[a * size + b] = found[b * size + a] = sum / (people - 1);
    }
  }
  return found;
}

/**
 * Places of items that run against the others and were probably worded the other way round: their sign on the first principal component of the
 * correlations is that of the fewer items (of as many, the second half's). Items that do not vary are never named. It is a proposal: whoever wrote the
 * items knows. Power iteration, deterministic.
 */
export function reversedItems(items: Items): number[] {
  const own = complete(items).items;
  const size = own.length;
  if (size < 2 || own[0]!.length < 3) return [];
  const covariance = covariances(own);
  const spread = Array.from({ length: size }, (_, j) => Math.sqrt(covariance[j * size + j]!));
  const correlation = (a: number, b: number) => (spread[a] === 0 || spread[b] === 0 ? 0 : covariance[a * size + b]! / (spread[a]! * spread[b]!));
  // The start must not stand at right angles to the answer: the row of correlations that is strongest in all.
  const strength = Array.from({ length: size }, (_, a) => Array.from({ length: size }, (__, b) => Math.abs(correlation(a, b))).reduce((x, y) => x + y, 0));
  const strongest = strength.indexOf(Math.max(...strength));
  let vector = Array.from({ length: size }, (_, b) => correlation(strongest, b));
  for (let round = 0; round < 500; round++) {
    const next = vector.map((_, a) => vector.reduce((sum, value, b) => sum + correlation(a, b) * value, 0));
    const length = Math.hypot(...next);
    if (length === 0) return [];
    vector = next.map((value) => value / length);
  }
  const varying = vector.flatMap((_, n) => (spread[n]! > 0 ? [n] : []));
  const below = varying.filter((n) => vector[n]! < -1e-9);
  const above = varying.filter((n) => vector[n]! > 1e-9);
  if (below.length === above.length) return below.includes(0) ? above : below;
  return below.length < above.length ? below : above;
}

/** The item turned round on a scale from `least` to `most`. */
export function turned(item: Float64Array, { least, most }: { readonly least: number; readonly most: number }): Float64Array {
  return item.map((value) => least + most - value);
}
