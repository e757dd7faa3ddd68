// Who writes where in a shared document, told from server to server: only while another server has the same document open, and never written down.
import type { Document } from "@hocuspocus/server";
import { applyAwarenessUpdate, encodeAwarenessUpdate } from "y-protocols/awareness";

import type { LiveOf } from "#http/live/kind.ts";

export const cursorChannel = "evenhand_cursors";
/** Cursors of a moment go out together. */
const gatherMs = 150;
/** The longest notification that PostgreSQL takes is 8,000 bytes. */
const mostBytes = 5_000;

export interface CursorNews extends LiveOf {
  readonly kind: string;
  readonly from: string;
  /** 'here': who else has it open? Whoever has answers with the same to `to`, and with all it knows. */
  readonly is: "here" | "cursors";
  readonly to?: string;
  /** Presences as y-protocols writes them, base64. */
  readonly states?: string;
}

interface Between {
  /** This server. */
  readonly me: string;
  readonly of: LiveOf & { readonly kind: string };
  readonly document: Document;
  readonly send: (news: CursorNews) => Promise<void>;
}

const fromOtherServer = { source: "local", skipStoreHooks: true, isFromOtherServer: true } as const;

export interface CursorsBetween {
  hear(news: CursorNews): void;
  /** Clients whose presence came from another server: nobody here speaks for them. */
  readonly elsewhere: ReadonlySet<number>;
  close(): void;
}

/** Cursors of one open document, there and back. What could not be told is told with the next move; whoever is silent for half a minute is forgotten by the library. */
export function cursorsBetween({ me, of, document, send }: Between): CursorsBetween {
  const { awareness } = document;
  const elsewhere = new Set<number>();
  const moved = new Set<number>();
  let hasOthers = false;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const news = (more: Pick<CursorNews, "is"> & Partial<CursorNews>): CursorNews => ({ ...of, from: me, ...more });
  const tell = (some: readonly number[]) => {
    if (some.length === 0) return;
    const states = Buffer.from(encodeAwarenessUpdate(awareness, [...some])).toString("base64");
    if (states.length <= mostBytes) void send(news({ is: "cursors", states })).catch(() => {});
    else if (some.length > 1) for (const half of [some.slice(0, some.length >> 1), some.slice(some.length >> 1)]) tell(half);
  };
  const flush = () => {
    timer = null;
    const clients = [...moved];
    moved.clear();
    tell(clients);
  };
  const onUpdate = ({ added, updated, removed }: Record<"added" | "updated" | "removed", number[]>, origin: unknown) => {
    const isFromThere = origin === fromOtherServer;
    for (const client of [...added, ...updated]) if (isFromThere) elsewhere.add(client);
    for (const client of removed) if (isFromThere || origin === "timeout") elsewhere.delete(client);
    if (isFromThere || !hasOthers) return;
    for (const client of [...added, ...updated, ...removed]) if (!elsewhere.has(client)) moved.add(client);
    timer ??= setTimeout(flush, gatherMs);
  };
  awareness.on("update", onUpdate);
  void send(news({ is: "here" })).catch(() => {});
  return {
    elsewhere,
    hear: ({ is, to, from, states }) => {
      if (to !== undefined && to !== me) return;
      hasOthers = true;
      if (is === "cursors") return applyAwarenessUpdate(awareness, Buffer.from(states ?? "", "base64"), fromOtherServer);
      if (to === undefined) void send(news({ is: "here", to: from })).catch(() => {});
      return tell([...awareness.getStates().keys()].filter((client) => !elsewhere.has(client)));
    },
    close: () => {
      awareness.off("update", onUpdate);
      if (timer === null) return;
      clearTimeout(timer);
      flush();
    },
  };
}
