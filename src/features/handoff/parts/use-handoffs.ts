// The list as it stands now: asked once, and kept up with what everybody does by the rows that come in live.
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { type HandoffFilter, type HandoffList, listHandoffs, readHandoff } from "#features/handoff/contract.ts";
import { fits, merged } from "#features/handoff/rules.ts";
import type { HandoffNews, HandoffRow } from "#facts/handoff-row.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { useLive } from "#ui/live.tsx";
import { forget, useAsk } from "#ui/use-ask.ts";

import type { HandoffQuestion } from "#features/handoff/parts/question.ts";

type News = Pick<HandoffNews, "rows" | "gone">;

/** Puts rows into every list on screen or in memory, each by its own filter; and what is open up close is asked anew. */
export function mergeIn(client: QueryClient, news: News): void {
  for (const [key, told] of client.getQueriesData<HandoffList>({ queryKey: [listHandoffs.name] })) {
    if (told === undefined) continue;
    const filter = filterOf(key);
    const rows = merged(told.rows, news, (row) => fits(row, filter, { me: told.me, nowMs: Date.now() }));
    client.setQueryData<HandoffList>(key, {
      ...told,
      rows,
      total: told.total + rows.length - told.rows.length,
      handoffs: Math.max(told.handoffs, rows.length),
    });
  }
  const leads = new Set([...news.rows.map(({ lead }) => lead), ...news.gone]);
  void client.invalidateQueries({
    queryKey: [readHandoff.name],
    predicate: ({ queryKey }) => leads.has((queryKey[1] as { params: { lead: string } }).params.lead),
  });
}

function filterOf(key: readonly unknown[]): HandoffFilter {
  const { query } = key[1] as { query: Omit<HandoffFilter, "overdue"> & { overdue: string } };
  return { ...query, overdue: query.overdue === "true" };
}

export function useHandoffs(question: HandoffQuestion) {
  const client = useQueryClient();
  const answer = useAsk(listHandoffs, { params: { workspace: useWorkspaceSlug() }, query: question.query }, { keepsLast: true });
  useLive("handoff", (event) => {
    const { rows = [], gone = [], asks = [], isAll = false } = event as unknown as Partial<HandoffNews>;
    mergeIn(client, { rows, gone });
    // Too long to be sent, many at once, or something may have been missed: asked anew.
    if (isAll || asks.length > 0) void forget(client, [listHandoffs, readHandoff]);
  });
  return answer;
}

/** Now, to the half minute, for what is left and what is overdue. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(ticking);
  }, []);
  return now;
}

export type Rows = readonly HandoffRow[];
