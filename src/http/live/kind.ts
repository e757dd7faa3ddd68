// A document that several people write at once, as a room describes it: who may come in, and where its changes are kept.
import type * as Y from "yjs";

import type { Tx } from "#db/database.ts";
import type { Asker } from "#facts/department.ts";
import type { Denial } from "#http/answers.ts";

export interface LiveChanges {
  /** Everything up to this number is in the parts. */
  readonly seq: number;
  readonly parts: readonly Uint8Array[];
}

/** One document of a workspace. */
export interface LiveOf {
  readonly workspaceId: string;
  readonly id: string;
}

export interface LiveKind {
  /** Names the kind among all. */
  readonly name: string;
  /** Where sockets come in: '/api/w/:workspace/meetings/:id/notes'. */
  readonly path: string;
  /** May this member come in, and write? */
  readonly enter: (tx: Tx, asker: Asker, id: string) => Promise<Denial | { readonly mayWrite: boolean }>;
  /** The whole document, begun where there is none. */
  readonly open: (tx: Tx, of: LiveOf) => Promise<LiveChanges>;
  /** What other servers have kept since. */
  readonly since: (tx: Tx, of: LiveOf, seq: number) => Promise<LiveChanges & { readonly isFrozen: boolean }>;
  /** Keeps a change and gives its number; null: none is taken any more. */
  readonly keep: (tx: Tx, of: LiveOf, content: Uint8Array) => Promise<number | null>;
  /** From time to time, and when the last one leaves. False: others have kept what this document does not hold. */
  readonly settle: (tx: Tx, of: LiveOf, held: { seq: number; document: Y.Doc }) => Promise<boolean>;
}

/** By this name a client asks for a document over its socket. */
export const liveName = (kind: string, { workspaceId, id }: LiveOf) => `${kind}:${workspaceId}:${id}`;

/** Told to all servers when a document was changed or frozen. */
export const liveChannel = "evenhand_live";

export interface LiveNews extends LiveOf {
  readonly kind: string;
  /** The server that it came from; frozen documents are told by whoever froze them. */
  readonly from: string | null;
}

export const liveNews = (news: LiveNews) => JSON.stringify(news);

/** Why a socket is closed, as numbers that the screen knows. */
export const closings = {
  /** The session or the membership is over, or the role is another. */
  out: { code: 4401, reason: "signed-out" },
  /** The document is frozen. */
  over: { code: 4409, reason: "meeting-is-over" },
  tooFast: { code: 4429, reason: "too-many-requests" },
  notUnderstood: { code: 1003, reason: "not-as-described" },
  restart: { code: 1012, reason: "server-stops" },
} as const;
export type Closing = (typeof closings)[keyof typeof closings];
