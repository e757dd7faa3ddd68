// What the address asks of the room: which claims are shown, which one stands open, whether one is being filed or asked.
import { againstWhom, claimKeys, claimVerdicts } from "#facts/claims.ts";
import { type SearchOf, useSearch } from "#ui/address.tsx";

const oneOf = <T extends string>(known: readonly T[], value: unknown): T | null => known.find((each) => each === value) ?? null;

export function useClaimsQuestion() {
  const [search, change] = useSearch();
  const text = (name: string) => [search[name] ?? null].flat()[0] ?? null;
  return {
    against: oneOf(againstWhom, text("against")),
    verdict: oneOf(claimVerdicts, text("verdict")),
    isMine: text("mine") === "true",
    withWithdrawn: text("withdrawn") === "true",
    claim: text("claim"),
    isFiling: text("file") !== null,
    /** The standard claim that is being asked, or with which filing begins. */
    standard: oneOf(claimKeys, text("standard")),
    about: text("about"),
    isAsking: text("ask") !== null,
    /** Filters replace the address; what opens is a step that goes back. */
    filter: (some: SearchOf) => change(some),
    open: (some: SearchOf) => change(some, { keepsHistory: true }),
  };
}

export type ClaimsQuestion = ReturnType<typeof useClaimsQuestion>;

/** Nothing stands open any more. */
export const closed = { claim: undefined, file: undefined, ask: undefined, standard: undefined, about: undefined } as const;
