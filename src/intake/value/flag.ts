// Yes and no in the languages that exports come in.

const yes = new Set([
  "true",
  "t",
  "yes",
  "y",
  "1",
  "1.0",
  "on",
  "x",
  "✓",
  "✔",
  "+",
  "да",
  "д",
  "истина",
  "wahr",
  "ja",
  "oui",
  "vrai",
  "sí",
  "si",
  "sì",
  "verdadero",
  "sim",
  "tak",
  "так",
  "иә",
  "checked",
]);
const no = new Set([
  "false",
  "f",
  "no",
  "n",
  "0",
  "0.0",
  "off",
  "нет",
  "н",
  "ложь",
  "falsch",
  "nein",
  "non",
  "faux",
  "falso",
  "não",
  "nie",
  "ні",
  "жоқ",
  "unchecked",
]);

/** True, false, or null where the text says neither. */
export function flagOf(text: string): boolean | null {
  const lower = text.toLowerCase();
  if (yes.has(lower)) return true;
  return no.has(lower) ? false : null;
}
