// The language of the screen: which one, its words, and what is remembered.
import { createInstance, type i18n } from "i18next";
import { useCallback, useMemo } from "react";
import { initReactI18next, useTranslation } from "react-i18next";

import type { Language, WordKey, WordValues, Words } from "#kit/words.ts";

import { type Format, formatOf } from "#ui/format.ts";

/** How a room brings its words: one lazy file a language. */
export type WordsLoader = Readonly<Record<Language, () => Promise<{ readonly words: Words }>>>;

const i18next = createInstance();
const remembered = "evenhand.language";
const loaders = new Map<string, WordsLoader>();
export const languages: readonly Language[] = ["en", "ru"];

/** The remembered language, else the browser's, else English. */
export function firstLanguage(): Language {
  const asked = [localStorage.getItem(remembered), ...navigator.languages].map((name) => name?.slice(0, 2));
  return asked.find((name): name is Language => name === "en" || name === "ru") ?? "en";
}

/** Starts with the words of the kit; a room's words come with the room. */
export async function startLanguage(language: Language): Promise<i18n> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    ns: [],
    resources: {},
    keySeparator: false,
    nsSeparator: false,
    returnEmptyString: true,
    react: { useSuspense: false, bindI18nStore: "added" },
    interpolation: { prefix: "{", suffix: "}", escapeValue: false },
  });
  markPage(language);
  return i18next;
}

/** The count chooses the plural; what stands in the sentence is written in the language. */
function optionsOf(values: WordValues, language: string): { count?: number; replace: Record<string, string> } {
  const format = formatOf(language === "ru" ? "ru" : "en");
  const replace = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === "number" ? format.count(value) : (value ?? "")]));
  return { replace, ...(typeof values["count"] === "number" ? { count: values["count"] } : {}) };
}

/** Loads a room's words in the language of the screen; called by the router before the room is shown. */
export async function loadWords(room: string, loader: WordsLoader, language: Language = languageNow()): Promise<void> {
  loaders.set(room, loader);
  if (i18next.hasResourceBundle(language, room)) return;
  const { words } = await loader[language]();
  i18next.addResourceBundle(language, room, words, true, true);
}

/** Switches the whole screen; everything that is loaded is first fetched in the other language, so that nothing flickers. */
export async function switchLanguage(language: Language): Promise<void> {
  await Promise.all([...loaders].map(([room, loader]) => loadWords(room, loader, language)));
  localStorage.setItem(remembered, language);
  markPage(language);
  await i18next.changeLanguage(language);
}

function markPage(language: Language): void {
  document.documentElement.lang = language;
}

function languageNow(): Language {
  return i18next.language === "ru" ? "ru" : "en";
}

/** Says a sentence: `t("deals", { count: 3 })`. Numbers among the values are written in the language. */
export type Say<W> = (key: WordKey<W>, values?: WordValues) => string;

/** The words of a room: `const t = useWords<typeof words>("members")` with `import type { words } from "…/words.en.ts"`. */
export function useWords<W extends Words>(room: string): Say<W> {
  const { t, i18n } = useTranslation(room);
  return useCallback((key, values) => t(key as string, optionsOf(values ?? {}, i18n.language)), [t, i18n.language]);
}

/** The same where a key comes from data (a code): null when there is no such sentence. */
export function useSentence(room: string): (key: string, values?: WordValues) => string | null {
  const { t, i18n } = useTranslation(room);
  return useCallback(
    (key, values) => {
      const options = optionsOf(values ?? {}, i18n.language);
      return i18n.exists(key, { ns: room, ...options }) ? t(key, options) : null;
    },
    [t, i18n, room],
  );
}

export function useLanguage(): { language: Language; switchTo: (language: Language) => Promise<void> } {
  const { i18n } = useTranslation();
  return { language: i18n.language === "ru" ? "ru" : "en", switchTo: switchLanguage };
}

/** How values are written in the language of the screen. */
export function useFormat(): Format {
  const { language } = useLanguage();
  return useMemo(() => formatOf(language), [language]);
}
