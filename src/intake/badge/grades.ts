// Grades as badge scanners write them: letters of either alphabet, hot and cold, stars and numbers, read by what the whole column holds.
import type { StandGrade } from "#facts/stand.ts";

const inWords: readonly (readonly [RegExp, StandGrade])[] = [
  [/^(?:very hot|hot|heiss|heiß|sehr hoch|hoch|high|urgent|горяч|высок|сроч)/u, "A"],
  [/^(?:warm|medium|mittel|тёпл|тепл|средн)/u, "B"],
  [/^(?:cool|cold|kalt|low|niedrig|gering|холодн|низк)/u, "C"],
  [/^(?:none|no interest|kein|not? relevant|нет|не интерес|не целев)/u, "D"],
];
const latin: Readonly<Record<string, StandGrade>> = { a: "A", b: "B", c: "C", d: "D", а: "A", в: "B", с: "C", д: "D" };
const russian: Readonly<Record<string, StandGrade>> = { а: "A", б: "B", в: "C", г: "D" };

/**
 * How the cells of one column are read; null is a grade that cannot be told. 'В' is a Latin B typed on a Russian keyboard, unless the column holds Б or Г: then it is the
 * third letter. Stars count up to five (5 and 4 are A, 3 B, 2 C, 1 D) where a 5 or the sign stands in the column, else 1 is the best of four.
 */
export function gradeReader(cells: readonly string[]): (cell: string) => StandGrade | null {
  const plain = (cell: string) => cell.normalize("NFKC").trim().toLowerCase();
  const firsts = cells.map((cell) => plain(cell));
  const isRussian = firsts.some((cell) => /^[бг](?:\P{L}|$)/u.test(cell));
  const isStars = firsts.some((cell) => /^5(?:\D|$)|[★*]/u.test(cell));
  return (cell) => {
    const text = plain(cell).replace(/^(?:grade|rating|lead|class|klasse|категория|класс)\s+/u, "");
    const letter = /^([a-zа-я])(?:\P{L}|$)/u.exec(text)?.[1];
    if (letter !== undefined) return (isRussian ? russian[letter] : undefined) ?? latin[letter] ?? null;
    const stars = isStars ? (/^[★*]+/u.exec(text)?.[0].length ?? Number(/^([1-5])(?:\D|$)/.exec(text)?.[1])) || null : null;
    if (stars !== null) return stars >= 4 ? "A" : stars === 3 ? "B" : stars === 2 ? "C" : "D";
    const number = /^([1-4])(?:\D|$)/.exec(text)?.[1];
    if (number !== undefined) return (["A", "B", "C", "D"] as const)[Number(number) - 1]!;
    return inWords.find(([pattern]) => pattern.test(text))?.[1] ?? null;
  };
}
