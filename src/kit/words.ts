// What a screen says: one table of sentences a language, with the same keys, their plurals in the forms each language needs.

/** Sentences by key; '{name}' stands for a value. English plurals end in '_one' and '_other'. */
export type Words = Readonly<Record<string, string>>;

/** A key without its plural ending: 'deals' for 'deals_one' and 'deals_other'. */
export type WordKey<W> = keyof W extends infer K ? (K extends `${infer Base}_${"one" | "other"}` ? Base : K & string) : never;

type PluralBase<W> = keyof W extends infer K ? (K extends `${infer Base}_other` ? Base : never) : never;
type Plain<W> = Exclude<keyof W & string, `${string}_one` | `${string}_other`>;

/** The Russian table of an English one: the same keys, and the four plural forms wherever English has two. */
export type Russian<W> = { readonly [K in Plain<W>]: string } & { readonly [K in `${PluralBase<W>}_${"one" | "few" | "many" | "other"}`]: string };

export type Language = "en" | "ru";
export type WordValues = Readonly<Record<string, string | number | null | undefined>>;

const plurals: Partial<Record<Language, Intl.PluralRules>> = {};

/**
 * A sentence outside the screen (a report, the command line): the key's text in its plural form for `count`, values filled in.
 * Throws a RangeError on a key that the table does not have, so that a missing sentence is seen by a test and not by a director.
 */
export function sentenceOf(words: Words, language: Language, key: string, values: WordValues = {}): string {
  const count = values["count"];
  plurals[language] ??= new Intl.PluralRules(language);
  const text = (typeof count === "number" ? (words[`${key}_${plurals[language].select(count)}`] ?? words[`${key}_other`]) : undefined) ?? words[key];
  if (text === undefined) throw new RangeError(`no words for '${key}'`);
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => wordOf(values[name], language));
}

function wordOf(value: string | number | null | undefined, language: Language): string {
  if (typeof value === "number") return new Intl.NumberFormat(language).format(value);
  return value ?? "";
}
