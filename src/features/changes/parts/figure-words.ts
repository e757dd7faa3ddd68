// Figures, their values and their changes as this room writes them.
import type { FigureChangesView } from "#features/changes/contract.ts";
import type { Interval } from "#facts/papers.ts";
import { useFormat, useSentence } from "#ui/language.ts";

type Sized = Pick<FigureChangesView["changes"][number], "size" | "interval" | "isRelative">;

/** The name of a figure, as home calls it. */
export function useFigureName(): (key: string) => string {
  const say = useSentence("figures");
  return (key) => say(`figure.${key}`) ?? key;
}

/** A change with its sign: relative ones as a share of the level before, shares in percentage points. */
export function useSizes() {
  const format = useFormat();
  const relative = { unit: "share" } as const;
  const signed = (value: number) => `${value > 0 ? "+" : value < 0 ? "−" : ""}${format.share(Math.abs(value), Math.abs(value) < 0.1 ? 1 : 0)}`;
  return {
    size: (of: Sized, measure: Pick<FigureChangesView, "unit" | "currency">) => (of.isRelative ? signed(of.size) : format.change(of.size, measure)),
    range: (interval: Interval, { isRelative, ...measure }: Pick<FigureChangesView, "unit" | "currency"> & { readonly isRelative: boolean }) =>
      isRelative ? `${signed(interval.low!)} … ${signed(interval.high!)}` : format.changeInterval(interval, measure),
    relative,
  };
}
