// What the address asks of the funnel: the period, what it is cut by, months or quarters, the step looked at, the step that stands open.
import { type SegmentKey, segmentKeys } from "#facts/agreements.ts";
import { useSearch } from "#ui/address.tsx";
import { usePeriod } from "#ui/period.tsx";

export interface FunnelQuestion {
  readonly query: { readonly period?: string; readonly by?: SegmentKey; readonly cohorts: "month" | "quarter" };
  /** The step whose course is drawn; null: the one that loses most. */
  readonly course: string | null;
  /** The step whose papers stand open. */
  readonly open: string | null;
  readonly set: (change: {
    readonly by?: string | undefined;
    readonly cohorts?: string | undefined;
    readonly course?: string | undefined;
    readonly step?: string | undefined;
  }) => void;
}

export function useFunnelQuestion(): FunnelQuestion {
  const { period } = usePeriod();
  const [search, change] = useSearch();
  const one = (name: string) => [search[name] ?? null].flat()[0] ?? null;
  const by = segmentKeys.find((key) => key === one("by"));
  return {
    query: {
      ...(period === null ? {} : { period }),
      ...(by === undefined ? {} : { by }),
      cohorts: one("cohorts") === "quarter" ? "quarter" : "month",
    },
    course: one("course"),
    open: one("step"),
    set: (some) => change(some, { keepsHistory: true }),
  };
}
