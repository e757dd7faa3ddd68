// How shares, days and differences with their ranges are written in the tables of this room.
import { WithRange } from "#features/cycle/parts/with-range.tsx";
import type { words } from "#features/cycle/words.en.ts";
import type { Caution, Interval, Verdict } from "#facts/papers.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { VerdictBadge } from "#ui/marks.tsx";

interface Told {
  readonly value: number;
  readonly interval: Interval;
}

export function ShareCell({ of }: { readonly of: Told }) {
  const format = useFormat();
  return <WithRange range={format.interval(of.interval, { unit: "share" })}>{format.share(of.value)}</WithRange>;
}

/** Days; null: not reached in the time watched, and then the range says from where on it lies, if anything. */
export function DaysCell({ of }: { readonly of: { readonly value: number | null; readonly interval: Interval } }) {
  const t = useWords<typeof words>("cycle");
  const format = useFormat();
  const range = format.interval(of.interval, { unit: "days" });
  if (of.value === null) return of.interval.low === null ? t("not-reached") : <WithRange range={range}>{t("not-reached")}</WithRange>;
  return <WithRange range={range}>{format.days(of.value)}</WithRange>;
}

export function DifferenceCell({ of, unit }: { readonly of: Told & { readonly verdict: Verdict }; readonly unit: "share" | "days" }) {
  const format = useFormat();
  return (
    <span style={{ display: "inline-grid", justifyItems: "end" }}>
      <WithRange range={format.changeInterval(of.interval, { unit })}>{format.change(of.value, { unit })}</WithRange>
      <VerdictBadge verdict={of.verdict} />
    </span>
  );
}

/** A p as papers write it: two figures, and 'below' where it is tiny. */
export function useP(): (p: number) => string {
  const { language } = useFormat();
  const write = (value: number, digits: number) =>
    new Intl.NumberFormat(language === "ru" ? "ru-RU" : "en-US", { maximumFractionDigits: digits }).format(value);
  return (p) => (p < 0.001 ? `< ${write(0.001, 3)}` : `= ${write(p, p < 0.1 ? 3 : 2)}`);
}

/** '1.50 times', and two figures where it is small, so that 0.0021 does not read as nothing. */
export function useTimes(): (ratio: number) => string {
  const t = useWords<typeof words>("cycle");
  const format = useFormat();
  return (ratio) => t("times", { value: ratioText(ratio, format) });
}

export function ratioText(ratio: number, format: Pick<ReturnType<typeof useFormat>, "language" | "value">): string {
  if (ratio >= 0.1) return format.value(ratio, { unit: "index" });
  const figures = new Intl.NumberFormat(format.language === "ru" ? "ru-RU" : "en-US", { maximumSignificantDigits: 2 });
  return ratio < 0.001 ? `< ${figures.format(0.001)}` : figures.format(ratio);
}

/** Cautions of a view beyond those of the period, which stand beside the page. */
export function ownCautions(cautions: readonly Caution[]): readonly Caution[] {
  return cautions.filter(({ code }) => code !== "extract-start" && code !== "period-not-over");
}
