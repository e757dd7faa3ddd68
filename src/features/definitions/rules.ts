// What a version of a definition says: its parameters checked, what it changes, and its sentence.
import { words as english } from "#features/definitions/words.en.ts";
import { words as russian } from "#features/definitions/words.ru.ts";
import { termShapes } from "#features/definitions/contract.ts";
import { type TermKey, shippedTerms } from "#facts/agreements.ts";
import { type Outcome, accept, refuse } from "#kit/refusal.ts";
import { type Language, sentenceOf } from "#kit/words.ts";

export type Terms = Readonly<Record<string, unknown>>;

/** Proposed parameters, checked against the definition's own shape. */
export function readTerms(key: TermKey, proposed: unknown): Outcome<Terms, "terms-not-understood"> {
  const read = termShapes[key].safeParse(proposed);
  return read.success ? accept(read.data as Terms) : refuse("terms-not-understood", { field: read.error.issues[0]?.path.join(".") ?? "" });
}

/** Version 1, as it ships. */
export function shippedOf(key: TermKey): Terms {
  return { ...shippedTerms[key] };
}

/** A version as it is read today: a parameter that came with a later release is taken from the shipped terms. */
export function asReadToday(key: TermKey, terms: Terms): Terms {
  return { ...shippedTerms[key], ...terms };
}

export interface Difference {
  readonly parameter: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Parameters that differ; lists are compared without their order. */
export function differencesOf(before: Terms, after: Terms): Difference[] {
  const plain = (value: unknown) => JSON.stringify(Array.isArray(value) ? value.map(String).sort() : value);
  return Object.keys(after)
    .filter((parameter) => plain(before[parameter]) !== plain(after[parameter]))
    .map((parameter) => ({ parameter, before: before[parameter] ?? null, after: after[parameter] ?? null }));
}

/** The definition as one sentence, made from its parameters, so that words and sums never part. */
export function sentenceOfTerms(key: TermKey, terms: Terms, language: Language): string {
  const words: Readonly<Record<string, string>> = language === "en" ? english : russian;
  const listed = (value: unknown, prefix = "") =>
    (value as string[]).length === 0 ? words["nothing"]! : (value as string[]).map((one) => words[prefix + one] ?? one).join(", ");
  const told = (parameter: string) => JSON.stringify(terms[parameter]).replaceAll('"', "");
  const without = (value: unknown) =>
    (value as string[]).length === 0 ? words["without-nothing"]! : sentenceOf(words, language, "without", { what: listed(value) });
  const say = (place: string, values: Record<string, string | number> = {}) => sentenceOf(words, language, `${key}.${place}`, values);
  switch (key) {
    case "lead":
      return say(`counts.${told("counts")}`);
    case "accepted-lead":
      return say(`by.${told("by")}`);
    case "won-deal":
      return say(`needsAmount.${told("needsAmount")}`);
    case "sales-cycle":
      return say(`start.${told("start")}`);
    case "promotion-cost":
      return [
        say(`status.${told("status")}`, { payers: listed(terms["payers"], "department."), without: without(terms["withoutCategories"]) }),
        say(`sameTouch.${told("sameTouch")}`),
      ].join(" ");
    case "sales-cost":
      return say("all", { departments: listed(terms["departments"], "department."), without: without(terms["withoutKinds"]) });
    case "discount-policy":
      return say("all", { percent: Math.round((terms["upTo"] as number) * 1000) / 10 });
    case "segments":
      return say("all", { by: words[`by.${told("by")}`]! });
    case "dead-deal":
      return say("all", { times: terms["timesP99"] as number });
    default:
      throw new RangeError(`no sentence for '${String(key)}'`);
  }
}
