// What the address asks of the room: which condition stands open, and which move is being begun.
import { useSearch } from "#ui/address.tsx";

export function useCooperationQuestion() {
  const [search, change] = useSearch();
  const text = (name: string) => [search[name] ?? null].flat()[0] ?? null;
  return {
    condition: text("condition"),
    move: text("move"),
    openCondition: (condition: string | undefined) => change({ condition }, { keepsHistory: true }),
    openMove: (move: string | undefined) => change({ move }, { keepsHistory: true }),
  } as const;
}
