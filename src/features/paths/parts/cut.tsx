// Which cases the page is of: all, one group's, or those that began in one quarter; kept in the address.
import type { SegmentKey } from "#facts/agreements.ts";
import { segmentKeys } from "#facts/agreements.ts";
import type { PathsAnswer } from "#features/paths/contract.ts";
import type { words } from "#features/paths/words.en.ts";
import { periodName, readPeriod } from "#kit/period.ts";
import { useSearch } from "#ui/address.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Select } from "#ui/select.tsx";

export interface Cut {
  readonly query: { readonly by?: SegmentKey; readonly value?: string; readonly begun?: string };
  readonly set: (change: Readonly<Record<string, string | undefined>>) => void;
}

export function useCut(): Cut {
  const [search, change] = useSearch();
  const one = (name: string) => [search[name] ?? null].flat()[0] ?? null;
  const by = segmentKeys.find((key) => key === one("by"));
  const [value, begun] = [one("value"), one("begun")];
  return {
    query: {
      ...(by === undefined || value === null ? {} : { by, value }),
      ...(begun === null || readPeriod(begun) === null ? {} : { begun }),
    },
    set: (some) => change(some, { keepsHistory: true }),
  };
}

const apart = "\u001f";

function useGroupName() {
  const t = useWords<typeof words>("paths");
  return (by: SegmentKey, value: string) => `${t(`by-${by}`)}: ${by === "repeat" ? t(value === "repeat" ? "buyer-repeat" : "buyer-new") : value}`;
}

/** What was asked for in words, so that a picture that is taken away says of what it is; null: of all. */
export function useCutName({ by, value, begun }: Cut["query"]): string | null {
  const t = useWords<typeof words>("paths");
  const format = useFormat();
  const named = useGroupName();
  const parts = [
    ...(by === undefined || value === undefined ? [] : [named(by, value)]),
    ...(begun === undefined ? [] : [t("cut-begun", { period: format.period(begun) })]),
  ];
  return parts.length === 0 ? null : parts.join(", ");
}

/** What was asked for stays in the list, also where it is too small to be told. */
export function CutChoices({ told, cut: { query, set } }: { readonly told: PathsAnswer | undefined; readonly cut: Cut }) {
  const t = useWords<typeof words>("paths");
  const format = useFormat();
  const named = useGroupName();
  const groups = new Map((told?.parts.groups ?? []).map(({ by, value, cases }) => [`${by}${apart}${value}`, `${named(by, value)} (${format.count(cases)})`]));
  const group = query.by === undefined || query.value === undefined ? null : `${query.by}${apart}${query.value}`;
  if (group !== null && !groups.has(group)) groups.set(group, named(query.by!, query.value!));
  const quarters = new Map((told?.parts.quarters ?? []).map(({ period, cases }) => [periodName(period), `${format.period(period)} (${format.count(cases)})`]));
  if (query.begun !== undefined && !quarters.has(query.begun)) quarters.set(query.begun, format.period(query.begun));
  const data = (options: Map<string, string>) => [...options].map(([value, label]) => ({ value, label }));
  return (
    <>
      <Select
        aria-label={t("choose-group")}
        placeholder={t("group-all")}
        data={data(groups)}
        value={group}
        disabled={told !== undefined && groups.size === 0}
        clearable
        w={280}
        onChange={(next) => {
          const [by, value] = next === null ? [] : next.split(apart);
          set({ by, value });
        }}
      />
      <Select
        aria-label={t("choose-begun")}
        placeholder={t("begun-all")}
        data={data(quarters)}
        value={query.begun ?? null}
        disabled={told !== undefined && quarters.size === 0}
        clearable
        w={200}
        onChange={(begun) => set({ begun: begun ?? undefined })}
      />
    </>
  );
}
