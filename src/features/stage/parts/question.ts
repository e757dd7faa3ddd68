// What the address asks of the room: which task stands open, which are shown, and whether the stage is being said or a task added.
import { type SearchOf, useSearch } from "#ui/address.tsx";

export const filters = ["all", "between-chairs", "twice", "late"] as const;
export type Filter = (typeof filters)[number];

export function useStageQuestion() {
  const [search, change] = useSearch();
  const text = (name: string) => [search[name] ?? null].flat()[0] ?? null;
  const filter = filters.find((each) => each === text("show")) ?? "all";
  return {
    task: text("task"),
    filter,
    isNew: text("new") === "yes",
    isSaying: text("say") === "yes",
    open: (some: SearchOf) => change(some, { keepsHistory: true }),
    show: (next: Filter) => change({ show: next === "all" ? undefined : next }),
  } as const;
}

export const closed = { task: undefined, new: undefined, say: undefined } as const;
