// What the address asks for, as the server takes it; and the part that stands open.
import { dimensionNames, type measures } from "#features/shortfall/contract.ts";
import { useSearch, useSearchValue } from "#ui/address.tsx";
import { usePeriod } from "#ui/period.tsx";

export type Dimension = (typeof dimensionNames)[number];

export interface ShortfallQuery {
  readonly period?: string;
  readonly against?: string;
  readonly by: readonly Dimension[];
  readonly measure: (typeof measures)[number];
}

export function useShortfallQuestion(): ShortfallQuery {
  const { period, against } = usePeriod();
  const [search] = useSearch();
  const asked = new Set([search["by"] ?? []].flat());
  return {
    ...(period === null ? {} : { period }),
    ...(against === null ? {} : { against }),
    by: dimensionNames.filter((name) => asked.has(name)),
    measure: search["measure"] === "margin" ? "margin" : "revenue",
  };
}

/** The driver whose drawer is open, by the address, so that a part can be sent as a link. */
export function useOpenPart(): [string | null, (driver: string | null) => void] {
  return useSearchValue("part");
}
