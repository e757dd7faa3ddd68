// Words as search knows them: small letters, ё as е, codes and phone numbers also without what stands between their parts.

/** A word where it stands in the text. */
export interface WordAt {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

const longest = 60;
/** Letters and digits, with single marks between them: 'DS-2CD2143', 'ivan@firm.ru', 'д’Артаньян'. */
const runs = /[\p{L}\p{N}\p{M}]+(?:[-._/@+&'’][\p{L}\p{N}\p{M}]+)*/gu;
const parts = /[\p{L}\p{N}\p{M}]+/gu;
const phones = /\+?\d[\d\s().-]{5,}\d/g;

/** The same letters for the same word; its length stays, so that places in it are places in the text. */
export function plain(text: string): string {
  return Array.from(text, (letter) => {
    const small = letter.toLowerCase();
    return small.length !== letter.length ? letter : small === "ё" ? "е" : small;
  }).join("");
}

export const hasDigit = (word: string) => /\d/.test(word);

/** Every word of a text in order, each part of a compound by itself. */
export function wordsAt(text: string): WordAt[] {
  return [...plain(text).matchAll(parts)].map(({ 0: word, index }) => ({ word: word.slice(0, longest), start: index, end: index + word.length }));
}

/** The last ten digits of a phone number: the same with +7, with 8 and without. Null where there are too few to be one. */
export function phoneOf(text: string): string | null {
  const digits = text.replaceAll(/\D/g, "");
  return digits.length < 7 || digits.length > 15 ? null : digits.slice(-10);
}

/** Everything that a text is found by, before word forms: its words, codes without their marks, numbers out of codes, phone numbers. */
export function indexed(text: string): Set<string> {
  const low = plain(text);
  const found = new Set<string>();
  for (const [run] of low.matchAll(runs)) {
    const own = run.match(parts)!;
    for (const part of own) found.add(part.slice(0, longest));
    if (!hasDigit(run)) continue;
    if (own.length > 1) found.add(own.join("").slice(0, longest));
    for (const [digits] of run.matchAll(/\d{3,}/g)) found.add(digits.slice(0, longest));
  }
  for (const [run] of low.matchAll(phones)) {
    const phone = phoneOf(run);
    if (phone !== null) found.add(phone);
  }
  return found;
}

export const mostWords = 8;

/** What was typed, as words that must all be found: a phone number is one, a code is one, words are each by themselves. */
export function askedWords(typed: string): string[] {
  const low = plain(typed.trim());
  const phone = /^\+?[\d\s().-]+$/.test(low) && /[\s().+-]/.test(low) ? phoneOf(low) : null;
  if (phone !== null) return [phone];
  const words = [...low.matchAll(runs)].flatMap(([run]) => {
    const own = run.match(parts)!;
    return own.length > 1 && hasDigit(run) && !run.includes("@") ? [own.join("")] : own;
  });
  return [...new Set(words.map((word) => word.slice(0, longest)))].slice(0, mostWords);
}
