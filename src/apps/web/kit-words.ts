// The words that every page needs: the kit's own, reasons, cautions.
import type { WordsLoader } from "#ui/language.ts";

export const kitWords: readonly { readonly name: string; readonly loader: WordsLoader }[] = [
  { name: "kit", loader: { en: () => import("#ui/words.en.ts"), ru: () => import("#ui/words.ru.ts") } },
  { name: "problems", loader: { en: () => import("#ui/problems.en.ts"), ru: () => import("#ui/problems.ru.ts") } },
  { name: "cautions", loader: { en: () => import("#ui/cautions.en.ts"), ru: () => import("#ui/cautions.ru.ts") } },
  { name: "methods", loader: { en: () => import("#ui/methods.en.ts"), ru: () => import("#ui/methods.ru.ts") } },
  { name: "facts", loader: { en: () => import("#ui/facts.en.ts"), ru: () => import("#ui/facts.ru.ts") } },
];
