// Hears what changes in the workspace while one looks: figures are asked again, progress moves.
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, createContext, use, useEffect, useMemo, useRef, useState } from "react";
import { gatheredKinds, liveKinds } from "#kit/live-kinds.ts";

export interface LiveEvent {
  readonly kind: string;
  readonly [detail: string]: unknown;
}

type Hear = (event: LiveEvent) => void;

const LiveContext = createContext<{ readonly hearers: Set<Hear>; readonly isOffline: boolean }>({ hearers: new Set(), isOffline: false });

export interface LiveProps {
  /** Where the events come from. */
  readonly address: string;
  /** The session is over. */
  readonly onEnd: () => void;
  readonly children: ReactNode;
}

/** One connection a tab. 'facts' makes every answer stale that facts go into; everything is handed to those who hear. */
export function Live({ address, onEnd, children }: LiveProps) {
  const client = useQueryClient();
  const [hearers] = useState(() => new Set<Hear>());
  const [isOffline, setOffline] = useState(false);
  const end = useRef(onEnd);
  useEffect(() => {
    end.current = onEnd;
  });
  useEffect(() => {
    let source: EventSource | null = null;
    let wasLost = false;
    let later: ReturnType<typeof setTimeout> | undefined;
    let again: ReturnType<typeof setTimeout> | undefined;
    const hear = (event: MessageEvent<string>) => {
      const said = read(event);
      if (said.kind === "facts") void client.invalidateQueries({ predicate: ({ meta }) => meta?.["isApartFromFacts"] !== true });
      // We read too slowly, and the server could not keep everything for us.
      if (said.kind === "missed") void client.invalidateQueries();
      if (said.kind === "end") end.current();
      for (const each of hearers) each(said);
    };
    const open = () => {
      source = new EventSource(address);
      source.addEventListener("open", () => {
        // What changed while nobody listened is not known, so everything is asked again.
        if (wasLost) void client.invalidateQueries();
        wasLost = false;
        clearTimeout(later);
        setOffline(false);
      });
      source.addEventListener("error", () => {
        wasLost = true;
        clearTimeout(later);
        later = setTimeout(() => setOffline(true), 4_000);
        if (source?.readyState === EventSource.CLOSED) again = setTimeout(open, 5_000);
      });
      for (const kind of ["message", ...liveKinds, ...gatheredKinds, "missed", "end"]) source.addEventListener(kind, hear as EventListener);
    };
    open();
    return () => {
      clearTimeout(later);
      clearTimeout(again);
      source?.close();
    };
  }, [address, client, hearers]);
  const value = useMemo(() => ({ hearers, isOffline }), [hearers, isOffline]);
  return <LiveContext value={value}>{children}</LiveContext>;
}

function read(event: MessageEvent<string>): LiveEvent {
  try {
    const said = JSON.parse(event.data) as Record<string, unknown>;
    return { ...said, kind: typeof said["kind"] === "string" ? said["kind"] : event.type };
  } catch {
    return { kind: event.type };
  }
}

/** Calls `hear` for every event of this kind while the part is on screen: useLive("import", (event) => …). */
export function useLive(kind: string, hear: Hear): void {
  const { hearers } = use(LiveContext);
  const latest = useRef(hear);
  useEffect(() => {
    latest.current = hear;
  });
  useEffect(() => {
    const each: Hear = (event) => {
      if (event.kind === kind) latest.current(event);
    };
    hearers.add(each);
    return () => void hearers.delete(each);
  }, [hearers, kind]);
}

/** Whether the server has been silent for some seconds. */
export function useIsOffline(): boolean {
  return use(LiveContext).isOffline;
}
