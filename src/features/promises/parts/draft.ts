// Terms of a promise as people type them: percentages, whole money, grades with their hours; and back.
import { type PromiseKey, type PromisedField, shippedPromises } from "#facts/promises.ts";
import { toMajor, toMinor } from "#kit/money.ts";

export type Draft = Readonly<Record<string, string | readonly PromisedField[] | undefined>> & { readonly fields?: readonly PromisedField[] };
type Terms = Readonly<Record<string, unknown>>;

const isShare = (name: string) => name === "atLeast" || name === "atMost";
export const isMoney = (name: string) => name === "perMonth";
const tidy = (value: number) => String(Number(value.toPrecision(12)));

export function draftOf(terms: Terms, currency: string): Draft {
  const write = ([name, value]: [string, unknown]): [string, string | readonly PromisedField[]] => {
    if (name === "fields") return [name, value as readonly PromisedField[]];
    if (name === "hoursByGrade") {
      const list = Object.entries(value as Record<string, number>).map(([grade, hours]) => `${grade} ${hours}`);
      return [name, list.join(", ")];
    }
    if (typeof value !== "number") return [name, ""];
    return [name, isShare(name) ? tidy(value * 100) : isMoney(name) ? tidy(Math.round(toMajor(value, currency))) : tidy(value)];
  };
  return Object.fromEntries(Object.entries(terms).map(write)) as Draft;
}

/** Null where a number is missing or cannot be read. */
export function termsOf(key: PromiseKey, draft: Draft, currency: string): Record<string, number | Record<string, number> | string[]> | null {
  const made: Record<string, number | Record<string, number> | string[]> = {};
  for (const name of Object.keys(shippedPromises[key])) {
    const value =
      name === "fields" ? fieldsOf(draft) : name === "hoursByGrade" ? gradesOf(String(draft[name] ?? "")) : numberOf(name, String(draft[name] ?? ""), currency);
    if (value === null) return null;
    made[name] = value;
  }
  return made;
}

function fieldsOf({ fields = [] }: Draft): string[] | null {
  return fields.length === 0 ? null : [...fields];
}

function readNumber(text: string): number | null {
  const value = Number(
    text
      .trim()
      .replace(/[\s\u00A0]/g, "")
      .replace(",", "."),
  );
  return text.trim() === "" || !Number.isFinite(value) || value < 0 ? null : value;
}

function numberOf(name: string, text: string, currency: string): number | null {
  const value = readNumber(text);
  if (value === null) return null;
  if (isShare(name)) return value > 100 ? null : value / 100;
  return isMoney(name) ? toMinor(value, currency) : value;
}

/** 'A 4, B 8,5': the last word of each part is a number, what stands before it the grade. */
function gradesOf(text: string): Record<string, number> | null {
  const made: Record<string, number> = {};
  for (const part of text.split(/[;\n]|,\s+|,(?=\D)/).map((one) => one.trim())) {
    if (part === "") continue;
    const read = /^(.+?)[\s:=]+(\d+(?:[.,]\d+)?)$/.exec(part);
    const hours = read === null ? null : readNumber(read[2]!);
    if (read === null || hours === null || hours === 0) return null;
    made[read[1]!] = hours;
  }
  return made;
}
