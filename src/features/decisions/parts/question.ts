// What the address asks of the log: which decisions are shown, which one stands open, and a number that one is to rest on.
import type { QuotedBody } from "#features/decisions/contract.ts";
import { decisionKinds, decisionSides, decisionStates } from "#facts/decisions.ts";
import { type SearchOf, useSearch } from "#ui/address.tsx";

const oneOf = <T extends string>(known: readonly T[], value: unknown): T | null => known.find((each) => each === value) ?? null;

export function useDecisionsQuestion() {
  const [search, change] = useSearch();
  const text = (name: string) => [search[name] ?? null].flat()[0] ?? null;
  return {
    kind: oneOf(decisionKinds, text("kind")),
    state: oneOf(decisionStates, text("state")),
    side: oneOf(decisionSides, text("side")),
    words: (text("words") ?? "").slice(0, 200),
    decision: text("decision"),
    /** The first of those that one line stands for, once they are shown one by one. */
    line: text("line"),
    isNew: text("new") === "yes",
    /** The decision that a new one is to take the place of, or to end. */
    instead: text("instead"),
    ends: text("ends"),
    rests: restsIn(text("rests")),
    filter: (some: SearchOf) => change(some),
    open: (some: SearchOf) => change(some, { keepsHistory: true }),
  } as const;
}

export type DecisionsQuestion = ReturnType<typeof useDecisionsQuestion>;

/** A number with where it can be asked for again, as its papers put it into the address; null where that is not whole. */
function restsIn(text: string | null): QuotedBody | null {
  if (text === null) return null;
  try {
    const { name, key, source, trail, href } = JSON.parse(text) as Partial<QuotedBody>;
    const isWhole =
      typeof name === "string" && typeof key === "string" && typeof source?.endpoint === "string" && Array.isArray(trail) && typeof href === "string";
    return isWhole ? { name, key, source, trail, href } : null;
  } catch {
    return null;
  }
}

/** Nothing stands open any more. */
export const closed = { decision: undefined, new: undefined, instead: undefined, ends: undefined, rests: undefined } as const;
export const unfiltered = { kind: undefined, state: undefined, side: undefined, words: undefined, line: undefined } as const;
