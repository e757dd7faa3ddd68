// What the address asks for, as the server takes it; and the channel that stands open.
import type { counts, touchKinds, unitKinds } from "#features/journeys/contract.ts";
import { useSearch, useSearchValue } from "#ui/address.tsx";

export interface JourneyQuery {
  readonly unit: (typeof unitKinds)[number];
  readonly lookback: number;
  readonly count: (typeof counts)[number];
  readonly touches: (typeof touchKinds)[number];
  readonly begun?: string;
}

export function useJourneyQuestion(): JourneyQuery {
  const [search] = useSearch();
  const lookback = Number(search["lookback"] ?? 180);
  const begun = search["begun"];
  return {
    unit: search["unit"] === "contact" ? "contact" : "account",
    lookback: Number.isInteger(lookback) && lookback >= 7 && lookback <= 730 ? lookback : 180,
    count: search["count"] === "value" ? "value" : "deals",
    touches: search["touches"] === "all" ? "all" : "campaigns",
    ...(typeof begun === "string" && /^\d{4}$/.test(begun) ? { begun } : {}),
  };
}

/** The channel whose drawer is open, by the address. */
export function useOpenChannel(): [string | null, (channel: string | null) => void] {
  return useSearchValue("channel");
}
