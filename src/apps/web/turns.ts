// The company's turning points for every chart of the app: asked for by the first chart over time, kept for the others.
import { useCallback, useMemo, useState } from "react";

import { listTurningPoints } from "#features/turns/contract.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import type { Turn, TurnsSource } from "#ui/chart/turning-points.ts";
import { useAsk } from "#ui/use-ask.ts";

const none: readonly Turn[] = [];

/** Those on record and those proposed; none while they are on their way, and for those who may not read them. */
export function useWorkspaceTurns(): TurnsSource {
  const [isWanted, setWanted] = useState(false);
  const want = useCallback(() => setWanted(true), []);
  const { data } = useAsk(listTurningPoints, { params: { workspace: useWorkspaceSlug() } }, { when: isWanted });
  return useMemo(() => {
    if (!data) return { turns: none, want };
    const entered = data.turns.map(({ kind, day, name }): Turn => ({ kind, day, name, isProposed: false }));
    const proposed = data.proposed.map(({ kind, day, subject }): Turn => ({ kind, day, name: subject, isProposed: true }));
    return { turns: [...entered, ...proposed].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)), want };
  }, [data, want]);
}
