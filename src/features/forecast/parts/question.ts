// What the address asks for, as the server takes it; and what stands open.
import { type SegmentKey, segmentKeys } from "#facts/agreements.ts";
import { dealFilters, measureNames, movementStepNames } from "#features/forecast/contract.ts";
import { isDay } from "#kit/day.ts";
import { type SearchOf, useSearch } from "#ui/address.tsx";
import { usePeriod } from "#ui/period.tsx";

type Measure = (typeof measureNames)[number];

export interface ForecastQuery {
  readonly period?: string;
  readonly measure: Measure;
  readonly day?: string;
  readonly by?: SegmentKey;
}

export interface MovementQuery {
  readonly from?: string;
  readonly until?: string;
  readonly window?: string;
  readonly measure?: Measure;
}

export interface Question {
  readonly view: "forecast" | "movement";
  readonly forecast: ForecastQuery;
  readonly movement: MovementQuery;
  readonly which: (typeof dealFilters)[number];
  readonly step: (typeof movementStepNames)[number] | null;
  readonly set: (change: SearchOf) => void;
}

/** Every state of the page stands in its address: view, period, day, cut, measure, list of deals, open step. The period of the movement is that in which deals are due. */
export function useQuestion(): Question {
  const { period } = usePeriod();
  const [search, change] = useSearch();
  const text = (name: string) => [search[name] ?? []].flat()[0];
  const one = <T extends string>(name: string, of: readonly T[]) => of.find((each) => each === text(name));
  const day = (name: string) => {
    const asked = text(name);
    return asked !== undefined && isDay(asked) ? asked : undefined;
  };
  const measure = one("measure", measureNames);
  return {
    view: text("view") === "movement" ? "movement" : "forecast",
    forecast: compact({ period: period ?? undefined, measure: measure ?? "revenue", day: day("day"), by: one("by", segmentKeys) }),
    movement: compact({ from: day("from"), until: day("until"), window: period ?? text("window"), measure }),
    which: one("which", dealFilters) ?? "all",
    step: one("step", movementStepNames) ?? null,
    set: (next) => change(next, { keepsHistory: true }),
  };
}

type Compact<T> = { readonly [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  readonly [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

function compact<T extends object>(value: T): Compact<T> {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Compact<T>;
}
