// What cuts and kinds of deal are called on this page.
import type { CycleCut } from "#features/cycle/contract.ts";
import type { words } from "#features/cycle/words.en.ts";
import { useFormat, useWords } from "#ui/language.ts";

export interface Called {
  readonly value: string | null;
  readonly name: string | null;
}

/** 'Moscow', 'Repeat buyers', 'Q3 2025', 'not stated'. */
export function useKindName(): (by: CycleCut, kind: Called) => string {
  const t = useWords<typeof words>("cycle");
  const format = useFormat();
  return (by, { value, name }) => {
    if (value === null) return t("group-empty");
    if (by === "repeat") return t(value === "repeat" ? "group-repeat" : "group-new");
    return by === "started" ? format.period(value) : (name ?? value);
  };
}
