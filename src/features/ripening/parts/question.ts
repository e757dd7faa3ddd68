// What the address asks: to which step, within which window, by which cohorts, cut by what.
import { type SegmentKey, segmentKeys } from "#facts/agreements.ts";
import { type Goal, goals, windowDays } from "#features/ripening/contract.ts";
import { useSearch } from "#ui/address.tsx";

export interface RipeningQuestion {
  readonly query: { readonly to: Goal; readonly window?: number; readonly step: "month" | "quarter"; readonly by?: SegmentKey };
  readonly set: (change: Readonly<Record<string, string | undefined>>) => void;
}

export function useRipeningQuestion(): RipeningQuestion {
  const [search, change] = useSearch();
  const one = (name: string) => [search[name] ?? null].flat()[0] ?? null;
  const window = windowDays.find((days) => String(days) === one("window"));
  const by = segmentKeys.find((key) => key === one("by"));
  return {
    query: {
      to: goals.find((goal) => goal === one("to")) ?? "won",
      ...(window === undefined ? {} : { window }),
      step: one("step") === "quarter" ? "quarter" : "month",
      ...(by === undefined ? {} : { by }),
    },
    set: (some) => change(some, { keepsHistory: true }),
  };
}
