// What the address asks of the changes: months or weeks, the figure in the picture, the day that is tested and how.
import { useSearch } from "#ui/address.tsx";

export interface ChangesQuestion {
  readonly step: "month" | "week";
  readonly figure: string | null;
  readonly day: string | null;
  readonly anticipation: number;
  readonly slope: boolean;
  readonly control: string | null;
  readonly set: (change: Readonly<Record<string, string | undefined>>) => void;
}

export function useChangesQuestion(): ChangesQuestion {
  const [search, change] = useSearch();
  const one = (name: string) => [search[name] ?? null].flat()[0] ?? null;
  const anticipation = Number(one("anticipation"));
  return {
    step: one("step") === "week" ? "week" : "month",
    figure: one("figure"),
    day: one("day"),
    anticipation: Number.isInteger(anticipation) && anticipation >= 0 && anticipation <= 6 ? anticipation : 0,
    slope: one("slope") === "true",
    control: one("control"),
    set: (some) => change(some, { keepsHistory: true }),
  };
}
