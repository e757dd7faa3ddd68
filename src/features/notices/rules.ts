// How a notice is said and where it leads: one way for the screen and for letters, in the reader's language.
import type { NoticeSubject } from "#facts/notice.ts";
import { paths } from "#kit/paths.ts";
import { type Language, type WordValues, sentenceOf } from "#kit/words.ts";
import { words as english } from "#features/notices/words.en.ts";
import { words as russian } from "#features/notices/words.ru.ts";

/** What the sentence of a kind needs to be written: days, moments and codes in the reader's language. */
export interface Writer {
  readonly day: (day: string) => string;
  readonly moment: (iso: string) => string;
  readonly code: (code: string) => string | null;
}

type Data = Readonly<Record<string, string | number | null>>;

/** Longest piece of somebody's text inside a sentence. */
const longestQuote = 140;

/** The values of a sentence as they are written: '…At' a moment, '…On' a day, '…Code' a code with words of its own. */
export function writtenValues(data: Data, write: Writer): WordValues {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => {
      if (typeof value !== "string") return [name, value ?? "–"];
      if (name.endsWith("At")) return [name, write.moment(value)];
      if (name.endsWith("On")) return [name, write.day(value)];
      if (name.endsWith("Code")) return [name, write.code(value) ?? value];
      return [name, cut(value)];
    }),
  );
}

function cut(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  const letters = Array.from(line);
  return letters.length <= longestQuote ? line : `${letters.slice(0, longestQuote - 1).join("")}…`;
}

/** What a code of a notice means, and the same for letters. */
export const codeWord = (code: string) => `code-${code}`;

const tables = { en: english, ru: russian } as const;

/** A sentence of the room in a language, for letters. */
export function said(language: Language, key: string, values: WordValues = {}): string {
  return sentenceOf(tables[language], language, key, values);
}

const locales: Readonly<Record<Language, string>> = { en: "en-GB", ru: "ru-RU" };

/** Writes for letters: there is no browser that would know the reader's clock, so moments stand in the company's. */
export function letterWriter(language: Language, timeZone: string): Writer {
  const locale = locales[language];
  const day = { day: "numeric", month: "short", year: "numeric" } as const;
  return {
    day: (text) => new Intl.DateTimeFormat(locale, { ...day, timeZone: "UTC" }).format(Date.parse(text)),
    moment: (iso) => new Intl.DateTimeFormat(locale, { ...day, hour: "2-digit", minute: "2-digit", timeZone, timeZoneName: "short" }).format(Date.parse(iso)),
    code: (code) => (codeWord(code) in tables[language] ? said(language, codeWord(code)) : null),
  };
}

/** Where the thing stands that a notice is about. */
export function placeOf(workspace: string, subject: NoticeSubject): string {
  switch (subject.kind) {
    case "feedback":
      return paths.feedback(workspace, { item: subject.id });
    case "action":
      return paths.actions(workspace, { action: subject.id });
    default:
      return paths.notices(workspace);
  }
}
