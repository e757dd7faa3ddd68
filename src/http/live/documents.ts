// Documents that several people write at once: a change is on record before anybody else sees it and before its writer is told that it has arrived.
import { randomUUID } from "node:crypto";

import { Hocuspocus, type Document } from "@hocuspocus/server";
import * as Y from "yjs";

import type { Database } from "#db/database.ts";
import type { Log } from "#db/log.ts";
import { type CursorNews, type CursorsBetween, cursorChannel, cursorsBetween } from "#http/live/cursors.ts";
import { type Closing, type LiveKind, type LiveNews, type LiveOf, closings, liveChannel, liveName, liveNews } from "#http/live/kind.ts";

/** Who sits at the other end of a socket. */
export interface Guest extends LiveOf {
  readonly kind: LiveKind;
  readonly memberId: string;
  readonly personName: string;
  readonly mayWrite: boolean;
  /** Whether session, membership and role still hold; asked at every message, answered from memory for some seconds. */
  readonly holds: () => Promise<boolean>;
  readonly throwOut: (closing: Closing) => void;
}

/** Thrown into Hocuspocus, which closes what it came from. It writes faults to the console with message and stack: this has neither. */
class Refused extends Error {
  readonly code: number;
  readonly reason: string;
  constructor({ code, reason }: Closing) {
    super("");
    this.stack = "";
    this.code = code;
    this.reason = reason;
  }
}

/** One document in the memory of this server. */
interface Open extends LiveOf {
  readonly kind: LiveKind;
  readonly document: Document;
  /** Everything on record up to this number is in the document. */
  seq: number;
  readonly waiting: { readonly content: Uint8Array; readonly done: (seq: number | null) => void; readonly failed: (fault: unknown) => void }[];
  keeping: Promise<void> | null;
  catching: Promise<void> | null;
  isFrozen: boolean;
  readonly cursors: CursorsBetween;
}

const fromElsewhere = { source: "local", skipStoreHooks: true } as const;
/** Changes that came while the last ones were being kept are kept together, so many at most. */
const mostTogether = 500;
/** A cursor is two places in the document; more than this is none. */
const longestCursor = 2_000;

export interface LiveDocuments {
  readonly hocuspocus: Hocuspocus<Guest>;
  /** Puts what is open beside it for readers, and forgets it. */
  close(): Promise<void>;
}

export async function liveDocuments({ database, log }: { database: Database; log: Log }): Promise<LiveDocuments> {
  const me = randomUUID();
  const opened = new Map<string, Open>();
  const told = (fault: unknown, open: LiveOf) => log.warn({ document: open.id, fault: String(fault) }, "a shared document could not be kept up");

  const keepAll = async (open: Open): Promise<void> => {
    while (open.waiting.length > 0) {
      const batch = open.waiting.splice(0, mostTogether);
      try {
        const content = batch.length === 1 ? batch[0]!.content : Y.mergeUpdates(batch.map((each) => each.content));
        const seq = await database.inWorkspace(open.workspaceId, async (tx) => {
          const kept = await open.kind.keep(tx, open, content);
          if (kept !== null) await tx.notify(liveChannel, liveNews({ kind: open.kind.name, workspaceId: open.workspaceId, id: open.id, from: me }));
          return kept;
        });
        // Where others kept changes between, the numbers leave a gap: those are fetched.
        if (seq !== null && seq === open.seq + 1) open.seq = seq;
        else if (seq !== null) void catchUp(open).catch((fault: unknown) => told(fault, open));
        for (const each of batch) each.done(seq);
      } catch (fault) {
        for (const each of batch) each.failed(fault);
      }
    }
  };
  const keep = (open: Open, content: Uint8Array): Promise<number | null> =>
    new Promise((done, failed) => {
      open.waiting.push({ content, done, failed });
      open.keeping ??= keepAll(open).finally(() => (open.keeping = null));
    });

  const freeze = (open: Open) => {
    open.isFrozen = true;
    for (const connection of open.document.getConnections()) {
      connection.readOnly = true;
      (connection.context as Guest).throwOut(closings.over);
    }
  };
  const catchUp = (open: Open): Promise<void> =>
    (open.catching ??= (async () => {
      const { seq, parts, isFrozen } = await database.inWorkspace(open.workspaceId, (tx) => open.kind.since(tx, open, open.seq), { readOnly: true });
      for (const part of parts) Y.applyUpdate(open.document, part, fromElsewhere);
      open.seq = Math.max(open.seq, seq);
      if (isFrozen) freeze(open);
    })().finally(() => (open.catching = null)));

  const settle = async (open: Open): Promise<void> => {
    for (let tries = 0; tries < 5; tries++) {
      const { seq, document } = open;
      if (await database.inWorkspace(open.workspaceId, (tx) => open.kind.settle(tx, open, { seq, document }))) return;
      await catchUp(open);
    }
  };

  const hocuspocus = new Hocuspocus<Guest>({
    quiet: true,
    // Cursors and changes of a moment go out together; nobody sees the difference, and thirty writers cost a third.
    flushDelay: 20,
    debounce: 2_000,
    maxDebounce: 10_000,
    maxPendingDocuments: 1,
    maxUnauthenticatedQueueSize: 8 * 1024 * 1024,
    onAuthenticate: async ({ documentName, context, connectionConfig }) => {
      if (documentName !== liveName(context.kind.name, context)) throw new Refused(closings.out);
      connectionConfig.readOnly = !context.mayWrite;
    },
    onLoadDocument: async ({ document, documentName, context: { kind, workspaceId, id } }) => {
      const { seq, parts } = await database.inWorkspace(workspaceId, (tx) => kind.open(tx, { workspaceId, id }));
      Y.transact(document, () => {
        for (const part of parts) if (part.byteLength > 0) Y.applyUpdate(document, part);
      });
      // Nobody listens yet. Left for later it would go out as a change: whoever opens it first would get the whole document twice.
      document.flush();
      const send = (news: CursorNews) => database.inWorkspace(workspaceId, (tx) => tx.notify(cursorChannel, JSON.stringify(news)));
      const cursors = cursorsBetween({ me, of: { kind: kind.name, workspaceId, id }, document, send });
      opened.set(documentName, { kind, workspaceId, id, document, seq, waiting: [], keeping: null, catching: null, isFrozen: false, cursors });
    },
    // What others kept while it was being loaded may have been told before anybody listened here.
    afterLoadDocument: async ({ documentName }) => catchUp(opened.get(documentName)!),
    beforeHandleMessage: async ({ context }) => {
      if (await context.holds()) return;
      context.throwOut(closings.out);
      throw new Refused(closings.out);
    },
    beforeSync: async ({ type, payload, connection, document, documentName }) => {
      const open = opened.get(documentName);
      if (type === 0 || connection.readOnly || open === undefined) return;
      // Whoever comes back sends all that was ever deleted; only what is new is kept.
      if (type === 1 && Y.snapshotContainsUpdate(Y.snapshot(document), payload)) return;
      if (open.isFrozen || (await keep(open, payload)) === null) {
        // Not taken: the writer is told so instead of that it arrived.
        connection.readOnly = true;
        if (!open.isFrozen) await catchUp(open);
      }
    },
    beforeHandleAwareness: async ({ states, connection, context, document, documentName }) => {
      if (connection === undefined || context === undefined) return;
      // Whoever is on another server is not spoken for here either.
      const others = new Set<number>(opened.get(documentName)?.cursors.elsewhere);
      for (const other of document.getConnections()) if (other !== connection) for (const client of document.getClients(other)) others.add(client);
      // One presence a socket: the one it has, or the first that says anything. The library puts an empty one of its own beside.
      const own = [...document.getClients(connection)][0] ?? [...states].find(([client, state]) => !others.has(client) && Object.keys(state).length > 0)?.[0];
      for (const [client, state] of states) {
        // Under the name that the session has: nobody is here as somebody else.
        if (client !== own) {
          states.delete(client);
          continue;
        }
        const cursor: unknown = state["cursor"] ?? null;
        const isCursor = JSON.stringify(cursor).length <= longestCursor;
        states.set(client, { user: { id: context.memberId, name: context.personName }, cursor: isCursor ? cursor : null });
      }
    },
    onStoreDocument: async ({ documentName }) => {
      const open = opened.get(documentName);
      if (open !== undefined && !open.isFrozen) await settle(open);
    },
    afterUnloadDocument: async ({ documentName }) => {
      opened.get(documentName)?.cursors.close();
      opened.delete(documentName);
    },
  });

  const stopListening = await database.listen(liveChannel, (payload) => {
    // Nobody knows what was missed while the connection was away.
    const news = payload === "" ? null : (JSON.parse(payload) as LiveNews);
    if (news?.from === me) return;
    for (const open of news === null ? opened.values() : [opened.get(liveName(news.kind, news))])
      if (open !== undefined) void again(open).catch((fault: unknown) => told(fault, open));
  });
  const stopCursors = await database.listen(cursorChannel, (payload) => {
    if (payload === "") return;
    const news = JSON.parse(payload) as CursorNews;
    if (news.from !== me) opened.get(liveName(news.kind, news))?.cursors.hear(news);
  });
  // What is told while one looks may be newer than what is found.
  const again = async (open: Open) => {
    await open.catching;
    await catchUp(open);
  };
  return {
    hocuspocus,
    close: async () => {
      await Promise.all([stopListening(), stopCursors()]);
      await Promise.all(
        [...opened.values()].map(async (open) => {
          await open.keeping;
          if (!open.isFrozen) await settle(open).catch((fault: unknown) => told(fault, open));
        }),
      );
    },
  };
}
