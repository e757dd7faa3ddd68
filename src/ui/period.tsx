// The period a page looks at: it stands in the address (?period=&against=); a page says what it shows where the address is silent.
import { type ReactNode, createContext, use, useCallback, useEffect, useMemo, useState } from "react";

import { addMonths } from "#kit/day.ts";
import { type Period, periodBefore, periodName, readPeriod, wholeMonths } from "#kit/period.ts";

import { useSearch } from "#ui/address.tsx";

interface Shown {
  readonly period: string | null;
  readonly against: string | null;
  /** The page looks at all time unless one asks for a period. */
  readonly isAny?: boolean;
}

const ShownContext = createContext<{ shown: Shown; tell: (shown: Shown) => void }>({ shown: { period: null, against: null }, tell: () => {} });

/** Holds what the page on screen says it shows; set up once by the frame. */
export function PeriodKeeper({ children }: { readonly children: ReactNode }) {
  const [shown, tell] = useState<Shown>({ period: null, against: null });
  const value = useMemo(() => ({ shown, tell }), [shown]);
  return <ShownContext value={value}>{children}</ShownContext>;
}

const oneOf = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

/** What the address asks for; null where it is silent or names no period. 'plan' is a comparison with the plan. */
export function usePeriod(): Shown & { set: (period: string, against: string | null) => void } {
  const [search, change] = useSearch();
  const asked = oneOf(search["period"]);
  const against = oneOf(search["against"]);
  const set = useCallback((next: string, other: string | null) => change({ period: next, against: other ?? undefined }, { keepsHistory: true }), [change]);
  return {
    period: asked !== undefined && readPeriod(asked) ? asked : null,
    against: against !== undefined && (against === "plan" || readPeriod(against)) ? against : null,
    set,
  };
}

/** A page calls it with the period its figures are of (from the server's answer), so that the header shows it; null: of all time. */
export function useShownPeriod(period: Period | null | undefined, against?: Period | "plan" | null): void {
  const { tell } = use(ShownContext);
  const name = period ? periodName(period) : null;
  const other = against === "plan" ? "plan" : against ? periodName(against) : null;
  const isAny = period === null;
  useEffect(() => tell({ period: name, against: other, isAny }), [tell, name, other, isAny]);
}

/** What the header shows: the address, else what the page told. */
export function usePeriodOnScreen(): Shown {
  const asked = usePeriod();
  const { shown } = use(ShownContext);
  return { ...shown, period: asked.period ?? shown.period, against: asked.against ?? (asked.period === null ? shown.against : null) };
}

/** The next (1) or the last (-1) period of the same length. */
export function neighbour(period: Period, step: 1 | -1): Period {
  if (step === -1) return periodBefore(period);
  const months = wholeMonths(period);
  if (months !== null) return { from: period.until, until: addMonths(period.until, months) };
  const days = Date.parse(period.until) - Date.parse(period.from);
  return { from: period.until, until: new Date(Date.parse(period.until) + days).toISOString().slice(0, 10) };
}
