// What of the list is asked for: it all stands in the address, so that a list can be sent to a colleague.
import { type HandoffFilter, type Whose, whoses } from "#features/handoff/contract.ts";
import { type HandoffState, handoffStates } from "#facts/handoff.ts";
import { useSearch } from "#ui/address.tsx";

const texts = (value: string | string[] | undefined): string[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

export function useHandoffQuestion() {
  const [search, change] = useSearch();
  const whose = whoses.find((each) => each === search["whose"]) ?? "all";
  const filter: HandoffFilter = {
    whose,
    state: texts(search["state"]).filter((state): state is HandoffState => (handoffStates as readonly string[]).includes(state)),
    overdue: search["overdue"] === "1",
    channel: texts(search["channel"]),
    grade: texts(search["grade"]),
    person: texts(search["person"]),
  };
  const { overdue, ...lists } = filter;
  return {
    filter,
    /** As the question goes over the wire. */
    query: { ...lists, overdue: overdue ? "true" : "false" } as never,
    isFiltered: whose !== "all" || overdue || [filter.state, filter.channel, filter.grade, filter.person].some((list) => list.length > 0),
    narrow: (some: { whose?: Whose; state?: string | null; channel?: string | null; grade?: string | null; person?: string | null; overdue?: boolean }) =>
      change(
        Object.fromEntries(
          Object.entries(some).map(([name, value]) => [name, value === null || value === "all" || value === false ? undefined : value === true ? "1" : value]),
        ),
        { keepsHistory: true },
      ),
    clear: () => change({ whose: undefined, state: undefined, overdue: undefined, channel: undefined, grade: undefined, person: undefined }),
    lead: texts(search["lead"])[0] ?? null,
    openLead: (lead: string | null) => change({ lead: lead ?? undefined }, { keepsHistory: true }),
    side: search["open"] === "offer" ? ("offer" as const) : search["open"] === "rules" ? ("rules" as const) : null,
    openSide: (side: "offer" | "rules" | null) => change({ open: side ?? undefined }, { keepsHistory: true }),
  };
}

export type HandoffQuestion = ReturnType<typeof useHandoffQuestion>;
