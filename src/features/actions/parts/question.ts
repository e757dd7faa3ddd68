// What the address asks of the room: which actions are shown and how, which one stands open, what is being written.
import { actionStates } from "#facts/actions.ts";
import { goalKeys } from "#facts/goal-keys.ts";
import { type SearchOf, useSearch } from "#ui/address.tsx";

const oneOf = <T extends string>(known: readonly T[], value: unknown): T | null => known.find((each) => each === value) ?? null;

export const shownStates = [...actionStates, "overdue"] as const;

export function useActionsQuestion() {
  const [search, change] = useSearch();
  const text = (name: string) => [search[name] ?? null].flat()[0] ?? null;
  return {
    view: oneOf(["list", "board", "calendar"], text("view")) ?? "list",
    month: text("month"),
    state: oneOf(shownStates, text("state")),
    owner: text("owner"),
    metric: oneOf(goalKeys, text("metric")),
    from: oneOf(["claim", "agenda-item", "project", "nothing"], text("from")),
    action: text("action"),
    isStarting: text("start") !== null,
    editing: text("edit"),
    isPutting: text("put") !== null,
    item: text("item"),
    /** Filters replace the address; what opens is a step that goes back. */
    filter: (some: SearchOf) => change(some),
    open: (some: SearchOf) => change(some, { keepsHistory: true }),
  } as const;
}

export type ActionsQuestion = ReturnType<typeof useActionsQuestion>;

/** Nothing stands open any more. */
export const closed = { action: undefined, start: undefined, edit: undefined, put: undefined, item: undefined } as const;
export const unfiltered = { state: undefined, owner: undefined, metric: undefined, from: undefined } as const;
