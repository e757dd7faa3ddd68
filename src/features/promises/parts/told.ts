// Promises in words: what one says, what was measured and promised, in the reader's language.
import type { PromiseView } from "#features/promises/contract.ts";
import type { words } from "#features/promises/words.en.ts";
import type { PromiseTerms } from "#facts/promises.ts";
import { useFormat, useWords } from "#ui/language.ts";

type Terms = PromiseView["terms"];

export function usePromiseWords(currency: string) {
  const t = useWords<typeof words>("promises");
  const format = useFormat();
  const share = (value: unknown) => format.share(Number(value), 0);
  /** One sentence made from the parameters, so that words and sums never part. */
  const says = (key: keyof PromiseTerms, terms: Terms): string => {
    const given = terms as Readonly<Record<string, unknown>>;
    if (key === "accepted-value" && given["perMonth"] === null) return t("says.accepted-value-none");
    const byGrade = Object.entries((given["hoursByGrade"] ?? {}) as Readonly<Record<string, number>>);
    const grades = byGrade.length === 0 ? "" : t("says-grades", { list: byGrade.map(([grade, hours]) => t("says-grade", { grade, hours })).join(", ") });
    const fields = ((given["fields"] ?? []) as readonly (keyof FieldWords)[]).map((field) => t(`field.${field}`)).join(", ");
    const values: Record<string, string | number> = { grades, fields };
    for (const [name, unit] of Object.entries(units)) if (typeof given[name] === "number") values[name] = t(unit, { count: given[name] });
    for (const name of ["atLeast", "atMost"]) if (typeof given[name] === "number") values[name] = share(given[name]);
    if (typeof given["perMonth"] === "number") values["perMonth"] = format.money(given["perMonth"], currency, true);
    return t(`says.${key}`, values);
  };
  /** Where the column or the card says that money is of a month. */
  const short = ({ unit }: Pick<PromiseView, "unit">, value: number): string =>
    unit === "minutes" ? t("minutes", { count: value }) : unit === "money" ? format.money(value, currency, true) : format.share(value);
  /** A level or a measured value in the promise's unit. */
  const amount = ({ unit }: Pick<PromiseView, "unit">, value: number | null): string => {
    if (value === null) return t("no-level");
    const written = short({ unit }, value);
    return unit === "money" ? t("a-month", { money: written }) : written;
  };
  const range = ({ unit, interval }: Pick<PromiseView, "unit" | "interval">) => {
    if (interval === null) return null;
    if (unit !== "minutes") return format.interval(interval, unit === "money" ? { unit: "money", currency } : { unit: "share" });
    const end = (minutes: number | null) => (minutes === null ? "–" : format.count(minutes));
    return t("minutes-range", { low: end(interval.low), high: end(interval.high) });
  };
  return { says, amount, short, range };
}

/** In which unit each parameter is written. */
const units = { hours: "hours", returnHours: "hours", days: "days", attempts: "times", perWeek: "minutes-long" } as const;

type FieldWords = Record<"account" | "channel" | "campaign" | "segment" | "region" | "product" | "grade", string>;
