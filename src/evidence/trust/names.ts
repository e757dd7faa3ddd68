// Two spellings of one name: compared without case, spaces and signs, and by the number of letters that differ.

/** Lower case, letters and digits only; ё as е. 'GTX Pro' and 'gtx-PRO' become the same. */
export function plainName(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll("ё", "е")
    .replaceAll(/[^\p{L}\p{N}]+/gu, "");
}

/** Letters to insert, delete or change from one text to the other (Levenshtein), or null as soon as it is surely above `limit`. */
export function lettersApart(one: string, other: string, limit: number): number | null {
  if (Math.abs(one.length - other.length) > limit) return null;
  let above = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= other.length; j++) {
      const cost = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1));
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return null;
    above = row;
  }
  return above.at(-1)! <= limit ? above.at(-1)! : null;
}

/** The name of a list that was probably meant: the same when plain, else the only one at most two letters away (names of five letters and more). */
export function likelyMeant(name: string, list: readonly string[]): string | null {
  const plain = plainName(name);
  const same = list.find((known) => plainName(known) === plain);
  if (same !== undefined) return same;
  if (plain.length < 5) return null;
  const near = list.filter((known) => lettersApart(plain, plainName(known), plain.length < 8 ? 1 : 2) !== null);
  return near.length === 1 ? near[0]! : null;
}
