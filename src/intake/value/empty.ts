// Texts that stand for nothing: a blank cell, or what programs write instead of one.

const nothings = new Set([
  "none",
  "null",
  "(null)",
  "nil",
  "n/a",
  "nan",
  "н/д",
  "-",
  "--",
  "–",
  "—",
  "undefined",
  "(blank)",
  "(empty)",
  "(none)",
  "нет",
  "нет данных",
  "не указано",
  "не указан",
  "не указана",
  "не заполнено",
  "(пусто)",
  "пусто",
  "no value",
  "not set",
  "\\n",
]);
const longestNothing = 14;
/** First signs of those texts, small and capital: most cells are told from all of them by one look. */
const firstSigns = new Set([...nothings].flatMap((text) => [text[0]!, text[0]!.toUpperCase()]));

/** Whether a trimmed text stands for nothing ('None', 'N/A', '—', 'нет'). Where a field takes yes and no, ask for flags first: 'нет' is a no there. */
export function isNothing(text: string): boolean {
  if (text.length > longestNothing) return false;
  if (text === "") return true;
  if (!firstSigns.has(text[0]!)) return false;
  return nothings.has(text) || nothings.has(text.toLowerCase());
}
