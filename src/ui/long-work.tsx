// Long work says that it is going on, how far it has come, for how long, and can be stopped: nobody has to wait for an answer that is not wanted any more.
import { type Query, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { type UnderWay, readUnderWay } from "#kit/under-way.ts";

import classes from "#ui/acts.module.css";
import { ask } from "#ui/client.ts";
import { useWords } from "#ui/language.ts";
import type { words } from "#ui/words.en.ts";

/** What takes no longer than this is not worth a word. */
const longMs = 2_500;

/** First answers only: what is looked up again in the background holds up nobody. How far they have come is no answer of its own. */
const isAwaited = ({ state, queryKey }: Query) => state.fetchStatus === "fetching" && state.data === undefined && queryKey[0] !== "how-far";

/** A note at the edge of the screen while a first answer is on its way for more than a moment. Set up once by the frame. */
export function LongWork() {
  const t = useWords<typeof words>("kit");
  const client = useQueryClient();
  const since = useAwaitedSince();
  const came = useHowFar(since !== null);
  const [stopped, setStopped] = useState<readonly (readonly unknown[])[]>([]);
  const stop = () => {
    const awaited = client.getQueryCache().findAll({ predicate: isAwaited });
    setStopped(awaited.map(({ queryKey }) => queryKey));
    for (const { queryKey } of awaited) void client.cancelQueries({ queryKey, exact: true });
  };
  const again = () => {
    for (const queryKey of stopped) void client.refetchQueries({ queryKey, exact: true });
    setStopped([]);
  };
  if (since === null && stopped.length === 0) return null;
  return (
    <div className={classes.long} role="status">
      <div className={classes.toast}>
        <span>
          {t(since === null ? "long-work-stopped" : "long-work")}
          {came === null ? null : <span aria-hidden>: {t(`long-work-${came.part ?? "waiting"}`)}</span>}
          {came?.share == null ? null : <span aria-hidden> {t("long-work-share", { percent: Math.floor(100 * came.share) })}</span>}
          {since === null ? null : <span aria-hidden> · {t("long-work-seconds", { count: since })}</span>}
        </span>
        <button type="button" onClick={since === null ? again : stop}>
          {t(since === null ? "long-work-again" : "long-work-stop")}
        </button>
      </div>
    </div>
  );
}

/** The workspace and the names of the questions that are awaited, as `useAsk` keys them. */
function awaitedOf(client: ReturnType<typeof useQueryClient>): { workspace: string | null; names: Set<unknown> } {
  const keys = client
    .getQueryCache()
    .findAll({ predicate: isAwaited })
    .map(({ queryKey }) => queryKey as readonly [unknown, { params?: { workspace?: string } }?]);
  return {
    workspace: keys.map(([, question]) => question?.params?.workspace).find((slug) => slug !== undefined) ?? null,
    names: new Set(keys.map(([name]) => name)),
  };
}

/** How far the awaited answer has come, asked every second while it is long in coming; null where the server does not say. */
function useHowFar(isLong: boolean): UnderWay | null {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: ["how-far"],
    queryFn: async ({ signal }) => {
      const { workspace, names } = awaitedOf(client);
      if (workspace === null) return null;
      const { questions } = await ask(readUnderWay, { params: { workspace } }, signal);
      return questions.find(({ question }) => names.has(question)) ?? null;
    },
    enabled: isLong,
    refetchInterval: 1000,
    gcTime: 0,
    retry: false,
  });
  return isLong ? (data ?? null) : null;
}

/** Whole seconds since the oldest awaited answer was asked for, once that is long; null while nothing is. */
function useAwaitedSince(): number | null {
  const client = useQueryClient();
  const [since, setSince] = useState<number | null>(null);
  useEffect(() => {
    const begun = new Map<string, number>();
    const look = () => {
      const awaited = client.getQueryCache().findAll({ predicate: isAwaited });
      const hashes = new Set(awaited.map(({ queryHash }) => queryHash));
      for (const hash of begun.keys()) if (!hashes.has(hash)) begun.delete(hash);
      for (const hash of hashes) if (!begun.has(hash)) begun.set(hash, Date.now());
      const longest = Math.max(0, ...[...begun.values()].map((moment) => Date.now() - moment));
      setSince(longest >= longMs ? Math.floor(longest / 1000) : null);
    };
    const timer = setInterval(look, 500);
    return () => clearInterval(timer);
  }, [client]);
  return since;
}
