// What the address asks of the register: which way stands open, and whether one is being added.
import { type SearchOf, useSearch } from "#ui/address.tsx";

export function usePracticesQuestion() {
  const [search, change] = useSearch();
  const text = (name: string) => [search[name] ?? null].flat()[0] ?? null;
  return {
    practice: text("practice"),
    isNew: text("new") === "yes",
    open: (some: SearchOf) => change(some, { keepsHistory: true }),
  } as const;
}

export const closed = { practice: undefined, new: undefined } as const;
