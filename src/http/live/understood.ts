// What a socket may say to a shared document, looked at before anything of it is believed: a message that is none is refused whole, in words and not by a fault further in.
import * as decoding from "lib0/decoding";
import * as Y from "yjs";

/** By their numbers on the wire; what only servers say to one another, or to a client, is not among them. */
const kinds = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3, syncReply: 4, close: 7, ping: 9, pong: 10 } as const;
const kindNames = new Map<number, keyof typeof kinds>((Object.keys(kinds) as (keyof typeof kinds)[]).map((name) => [kinds[name], name]));
/** Presences that one message may name; a page has one of its own, and tells of some that have left. */
const mostPresences = 1_000;

export type WhyNotUnderstood = "another-document" | "another-session" | "unknown-kind" | "not-readable";

/** Looks at the messages of one socket in turn. `name`: the document that it came in for. */
export function listenerFor(name: string): (message: Uint8Array) => WhyNotUnderstood | null {
  let ownKey: string | null = null;
  return (message) => {
    try {
      const decoder = decoding.createDecoder(message);
      const key = decoding.readVarString(decoder);
      if (key !== name && !key.startsWith(`${name}\0`)) return "another-document";
      // One presence a socket: a page speaks under one key from its first word to its last.
      ownKey ??= key;
      if (key !== ownKey) return "another-session";
      const kind = kindNames.get(decoding.readVarUint(decoder));
      if (kind === undefined) return "unknown-kind";
      readBody(decoder, kind);
      return null;
    } catch {
      return "not-readable";
    }
  };
}

/** Throws where the body is not what its kind says. */
function readBody(decoder: decoding.Decoder, kind: keyof typeof kinds): void {
  if (kind === "sync" || kind === "syncReply") return readSync(decoder);
  if (kind === "awareness") return readPresences(decoding.createDecoder(decoding.readVarUint8Array(decoder)));
  if (kind !== "auth") return;
  if (decoding.readVarUint(decoder) !== 0) throw new TypeError("no token");
  decoding.readVarString(decoder);
  if (decoding.hasContent(decoder)) decoding.readVarString(decoder);
}

/** What is there (a state vector), or changes: those are read to their end, because they are put on record before they are applied. */
function readSync(decoder: decoding.Decoder): void {
  const step = decoding.readVarUint(decoder);
  const body = decoding.readVarUint8Array(decoder);
  if (step === 0) Y.decodeStateVector(body);
  else if (step === 1 || step === 2) Y.decodeUpdate(body);
  else throw new TypeError("no such step");
}

function readPresences(decoder: decoding.Decoder): void {
  const count = decoding.readVarUint(decoder);
  if (count > mostPresences) throw new RangeError("too many presences");
  for (let n = 0; n < count; n++) {
    decoding.readVarUint(decoder);
    decoding.readVarUint(decoder);
    const state: unknown = JSON.parse(decoding.readVarString(decoder));
    if (typeof state !== "object" || Array.isArray(state)) throw new TypeError("no presence");
  }
}
