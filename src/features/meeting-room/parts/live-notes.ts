// The line to the shared notes of a meeting: one for the whole page, with who is here, and whether everything one wrote has arrived.
import { HocuspocusProvider, HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import { useCallback, useMemo, useState, useSyncExternalStore } from "react";
import * as Y from "yjs";

import type { MeetingRoom } from "#features/meeting-room/contract.ts";

export interface PersonHere {
  readonly id: string;
  readonly name: string;
  readonly colour: number;
}

export interface LiveState {
  /** 'over' and 'out' are final: the meeting has ended, or one may not be here any more. */
  readonly line: "coming" | "here" | "away" | "over" | "out";
  readonly isUnsent: boolean;
  /** The document has been read once: what is written from now on stands beside what is there. */
  readonly isRead: boolean;
  readonly people: readonly PersonHere[];
}

export interface LiveNotes {
  readonly document: Y.Doc;
  readonly provider: HocuspocusProvider;
  readonly state: () => LiveState;
  readonly subscribe: (tell: () => void) => () => void;
  close(): void;
}

export const personColours = 8;

/**
 * A colour for each who is here, the same on every screen that sees the same people: one's own by one's id, and where another of a lower id has it,
 * the next that is free. No two share one until there are more people than colours; then each colour is worn as seldom as can be.
 */
export function coloursOf(ids: readonly string[]): ReadonlyMap<string, number> {
  const worn = new Int32Array(personColours);
  const found = new Map<string, number>();
  for (const id of [...new Set(ids)].toSorted((a, b) => (a < b ? -1 : 1))) {
    let sum = 0;
    for (const sign of id) sum = (sum * 31 + sign.charCodeAt(0)) % 9973;
    const least = Math.min(...worn);
    let colour = sum % personColours;
    while (worn[colour]! > least) colour = (colour + 1) % personColours;
    worn[colour]! += 1;
    found.set(id, colour);
  }
  return found;
}

type Where = NonNullable<MeetingRoom["live"]>;

/** So long nothing is typed before it is said that all has arrived. */
const pauseMs = 600;

function openLine({ path, name, you }: Where): LiveNotes {
  const document = new Y.Doc();
  const tellers = new Set<() => void>();
  let state: LiveState = { line: "coming", isUnsent: false, isRead: false, people: [] };
  const change = (some: Partial<LiveState>) => {
    state = { ...state, ...some };
    for (const tell of tellers) tell();
  };
  const socket = new HocuspocusProviderWebsocket({
    url: globalThis.location.origin.replace(/^http/, "ws") + path,
    delay: 500,
    minDelay: 500,
    maxDelay: 8_000,
    // Heard before the socket makes up its mind to come back: what is final is told here, or it would knock again and again.
    onClose: ({ event }) => {
      if (event.code === 4409) gone("over");
      else if (event.code === 4401) gone("out");
      else if (state.line !== "over" && state.line !== "out") change({ line: state.isRead ? "away" : "coming", people: [] });
    },
  });
  // What one types within a breath goes out together.
  const provider = new HocuspocusProvider({ websocketProvider: socket, name, document, token: "session", flushDelay: 40 });
  const gone = (line: "over" | "out") => {
    socket.disconnect();
    change({ line, people: [] });
  };
  provider.on("synced", () => change({ line: "here", isRead: true, isUnsent: provider.hasUnsyncedChanges }));
  let settling: ReturnType<typeof setTimeout> | undefined;
  const isUnsentNow = () => provider.hasUnsyncedChanges && state.isRead;
  const tellUnsent = () => {
    if (isUnsentNow() !== state.isUnsent) change({ isUnsent: isUnsentNow() });
  };
  provider.on("unsyncedChanges", () => {
    clearTimeout(settling);
    // Told when the writer pauses: drawing the page anew between two letters makes the browser look through all that is written for the cursor.
    if (isUnsentNow()) tellUnsent();
    else settling = setTimeout(tellUnsent, pauseMs);
  });
  provider.on("authenticationFailed", () => gone("out"));
  let seen = "";
  provider.on("awarenessChange", ({ states }: { states: { user?: { id: string; name: string } }[] }) => {
    // One's own presence comes back from the server without a name.
    const byId = new Map([[you.id, you.name] as const, ...states.flatMap(({ user }) => (user === undefined ? [] : [[user.id, user.name] as const]))]);
    const colours = coloursOf([...byId.keys()]);
    const people = [...byId].map(([id, personName]) => ({ id, name: personName, colour: colours.get(id)! })).toSorted((a, b) => a.name.localeCompare(b.name));
    // A cursor that moves is no news of who is here.
    const now = JSON.stringify(people);
    if (now === seen) return;
    seen = now;
    change({ people });
  });
  provider.attach();
  provider.setAwarenessField("here", true);
  const stay = (event: BeforeUnloadEvent) => {
    if (isUnsentNow() && state.line !== "over" && state.line !== "out") event.preventDefault();
  };
  globalThis.addEventListener("beforeunload", stay);
  return {
    document,
    provider,
    state: () => state,
    subscribe: (tell) => {
      tellers.add(tell);
      return () => tellers.delete(tell);
    },
    close: () => {
      clearTimeout(settling);
      globalThis.removeEventListener("beforeunload", stay);
      provider.destroy();
      socket.destroy();
      document.destroy();
    },
  };
}

/** Lines by document: each part of the page that needs one shares it, and the last to leave closes it. */
const lines = new Map<string, { readonly live: LiveNotes; users: number }>();

function takeLine(where: Where): LiveNotes {
  const known = lines.get(where.name) ?? { live: openLine(where), users: 0 };
  known.users += 1;
  lines.set(where.name, known);
  return known.live;
}

function giveBack(name: string): void {
  const known = lines.get(name);
  if (known === undefined) return;
  known.users -= 1;
  // Whoever comes in the same moment (a part is drawn anew) keeps it.
  setTimeout(() => {
    if (known.users > 0 || lines.get(name) !== known) return;
    lines.delete(name);
    known.live.close();
  }, 200);
}

/** The line is taken by the first part of the page that shows something of it. */
export function useLiveNotes(where: Where): LiveNotes | null {
  const { path, name } = where;
  const [you] = useState(where.you);
  const subscribe = useCallback(
    (tell: () => void) => {
      takeLine({ path, name, you });
      tell();
      return () => giveBack(name);
    },
    [path, name, you],
  );
  return useSyncExternalStore(subscribe, () => lines.get(name)?.live ?? null);
}

const nothing: LiveState = { line: "coming", isUnsent: false, isRead: false, people: [] };

export function useLiveState(live: LiveNotes | null): LiveState {
  const [subscribe, state] = useMemo(() => [live?.subscribe ?? (() => () => {}), live?.state ?? (() => nothing)] as const, [live]);
  return useSyncExternalStore(subscribe, state);
}
