// How a sum of the forecast is written: money short, deals as a number.
import type { Interval } from "#facts/papers.ts";
import type { Measure } from "#ui/format.ts";
import { useFormat } from "#ui/language.ts";

export interface Summed {
  readonly measure: "revenue" | "deals";
  readonly currency: string;
}

export const measureOf = ({ measure, currency }: Summed): Measure => (measure === "deals" ? { unit: "count" } : { unit: "money", currency });

export function useLevel(told: Summed) {
  const format = useFormat();
  const measure = measureOf(told);
  return {
    format,
    measure,
    level: (value: number) => format.value(told.measure === "deals" ? Math.round(value) : value, measure, true),
    /** A count of wins below ten keeps a digit after the mark. */
    wins: (value: number) => format.value(value, { unit: "points" }),
    range: (interval: Pick<Interval, "low" | "high">) => format.interval(interval, measure),
    change: (value: number) => format.change(value, measure),
  };
}
