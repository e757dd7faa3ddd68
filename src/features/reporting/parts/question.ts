// What the address asks of the room: which department is shown, what stands open.
import { askedDepartments } from "#facts/reporting.ts";
import { type SearchOf, useSearch } from "#ui/address.tsx";

export function useReportingQuestion() {
  const [search, change] = useSearch();
  const text = (name: string) => [search[name] ?? null].flat()[0] ?? null;
  const open = (some: SearchOf) => change(some, { keepsHistory: true });
  return {
    of: askedDepartments.find((each) => each === text("of")) ?? null,
    withEnded: text("ended") === "true",
    item: text("item"),
    isAdding: text("add") !== null,
    /** A field with which adding begins. */
    field: text("field"),
    filter: (some: SearchOf) => change(some),
    open,
    show: (item: string) => open({ ...closed, item }),
  };
}

export type ReportingQuestion = ReturnType<typeof useReportingQuestion>;

/** Nothing stands open any more. */
export const closed = { item: undefined, add: undefined, field: undefined } as const;
