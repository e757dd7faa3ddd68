// What is left to compare within one person: columns less the mean of each group and less what other columns explain.

/**
 * An orthonormal basis of what the columns tell within groups, by places; columns that do not vary there once those before them are taken out have none.
 * Gram and Schmidt's process, twice over, so that rounding leaves no trace of the others.
 */
export function withinBasis(columns: readonly Float64Array[], group: Int32Array, groups: number): { place: number; direction: Float64Array }[] {
  const sizes = sizesOf(group, groups);
  const kept: { place: number; direction: Float64Array }[] = [];
  columns.forEach((column, place) => {
    const own = centredIn(column, { group, sizes });
    const before = lengthOf(own);
    takeOut(own, kept);
    const left = lengthOf(own);
    // Relative to what it was: units do not matter.
    if (!(left > 1e-6 * before) || !(left > 1e-9 * lengthOf(column))) return;
    for (let i = 0; i < own.length; i++) own[i]! /= left;
    kept.push({ place, direction: own });
  });
  return kept;
}

/** Places of the columns that still vary within groups once the columns before them are taken out; the others can tell nothing. */
export function withinRank(columns: readonly Float64Array[], group: Int32Array, groups: number): number[] {
  return withinBasis(columns, group, groups).map(({ place }) => place);
}

/** What of a column neither the groups' means nor the basis explains. */
export function leftOf(column: Float64Array, basis: readonly { readonly direction: Float64Array }[], of: { group: Int32Array; groups: number }): Float64Array {
  const own = centredIn(column, { group: of.group, sizes: sizesOf(of.group, of.groups) });
  takeOut(own, basis);
  return own;
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function takeOut(own: Float64Array, basis: readonly { readonly direction: Float64Array }[]): void {
  for (let round = 0; round < 2; round++)
    for (const { direction } of basis) {
      const along = dot(own, direction);
      for (let i = 0; i < own.length; i++) own[i]! -= along * direction[i]!;
    }
}

function centredIn(column: Float64Array, { group, sizes }: { readonly group: Int32Array; readonly sizes: Float64Array }): Float64Array {
  const means = new Float64Array(sizes.length);
  for (let i = 0; i < column.length; i++) means[group[i]!]! += column[i]!;
  for (let g = 0; g < sizes.length; g++) means[g]! /= sizes[g]!;
  return column.map((value, i) => value - means[group[i]!]!);
}

function sizesOf(group: Int32Array, groups: number): Float64Array {
  const sizes = new Float64Array(groups);
  for (const at of group) sizes[at]!++;
  return sizes;
}

function lengthOf(values: Float64Array): number {
  return Math.sqrt(dot(values, values));
}
