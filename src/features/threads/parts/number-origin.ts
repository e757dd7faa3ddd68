// Where a number on screen came from: the question whose answer holds it, so that it can be asked for again.
import type { QueryClient } from "@tanstack/react-query";

import type { NumberWithPapers } from "#facts/papers.ts";

export interface NumberOrigin {
  readonly endpoint: string;
  readonly params: Record<string, string>;
  readonly query: Record<string, unknown>;
  /** Where in the answer it stands: names of fields and places in lists. */
  readonly trail: (string | number)[];
}

/** The answer that holds this very number, and where in it; null where none does. */
export function originOf(client: QueryClient, number: NumberWithPapers): NumberOrigin | null {
  for (const query of client.getQueryCache().getAll()) {
    const [endpoint, asked] = query.queryKey as readonly [unknown, { params?: Record<string, string>; query?: Record<string, unknown> } | undefined];
    if (typeof endpoint !== "string" || query.state.data === undefined) continue;
    const trail = trailTo(query.state.data, number, 0);
    if (trail !== null) return { endpoint, params: { ...asked?.params }, query: asked?.query === undefined ? {} : wireOf(asked.query), trail };
  }
  return null;
}

/** As it went over the wire: nothing that was left out. */
function wireOf(query: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined && value !== null));
}

const deepest = 8;

function trailTo(here: unknown, number: NumberWithPapers, depth: number): (string | number)[] | null {
  if (here === number) return [];
  if (typeof here !== "object" || here === null || depth > deepest) return null;
  const entries: Iterable<readonly [string | number, unknown]> = Array.isArray(here) ? here.entries() : Object.entries(here);
  for (const [name, one] of entries) {
    if (typeof one !== "object" || one === null) continue;
    const rest = trailTo(one, number, depth + 1);
    if (rest !== null) return [name, ...rest];
  }
  return null;
}
