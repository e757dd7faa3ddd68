// Sockets to shared documents: the same door as every question (name, origin, session, workspace, rights), asked again while they last.
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

import crossws from "crossws/adapters/node";
import type { FastifyInstance } from "fastify";

import type { Log } from "#db/log.ts";
import { type Denial, missing } from "#http/answers.ts";
import type { House } from "#http/house.ts";
import { isKnownName } from "#http/known-name.ts";
import { type Guest, type LiveDocuments, liveDocuments } from "#http/live/documents.ts";
import { type Closing, type LiveKind, closings, liveName } from "#http/live/kind.ts";
import { listenerFor } from "#http/live/understood.ts";
import { isFromOtherSite } from "#http/other-site.ts";
import { problemOf } from "#http/problems.ts";
import { stillInOf } from "#http/still-in.ts";
import { memberIn, whoAsks, whyNotByKey } from "#http/who-asks.ts";
import { refuse } from "#kit/refusal.ts";
import { namesOf } from "#ledger/meetings.ts";

/** Largest message, bytes. Two hundred pages are about one million; a larger paste is told as too large. */
export const largestMessage = 4 * 1024 * 1024;
/** Messages and bytes that a socket may send: so many at once, and so many a second from then on. */
const bucket = { messages: 400, messagesASecond: 60, bytes: 8 * 1024 * 1024, bytesASecond: 512 * 1024 };
/** Open sockets of one member; a browser with many tabs has a few. */
const mostSockets = 20;
/** Whoever only listens is asked this often whether they still may. */
const lookMs = 5_000;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface Door {
  readonly house: House;
  readonly kinds: readonly LiveKind[];
  readonly names: Parameters<typeof isKnownName>[1];
  readonly log: Log;
}

interface Waiting extends Omit<Guest, "throwOut"> {
  throwOut: (closing: Closing) => void;
}

export interface LiveSockets {
  /** Everybody is sent away, and what is open is put on record. */
  close(): Promise<void>;
}

export async function liveSockets(app: FastifyInstance, door: Door): Promise<LiveSockets> {
  const documents = await liveDocuments({ database: door.house.database, log: door.log });
  const guests = new WeakMap<Request, Waiting>();
  const sockets = socketsOf(documents, { guests, log: door.log });
  app.server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on("error", () => socket.destroy());
    void comeIn(request, door)
      .then(async (found) => {
        if ("ok" in found) return turnAway(socket, found);
        if (door.house.stopping.aborted || sockets.countOf(found) >= mostSockets) return turnAway(socket, { ...refuse("too-many-requests"), status: 429 });
        const asked = new Request(`http://evenhand.invalid${request.url ?? "/"}`);
        guests.set(asked, found);
        return sockets.take(request, { socket, head, asked });
      })
      .catch((fault: unknown) => {
        door.log.warn({ fault: String(fault) }, "a socket could not be opened");
        turnAway(socket, { ...refuse("server-fault"), status: 500 });
      });
  });
  return {
    close: async () => {
      sockets.close();
      await documents.close();
    },
  };
}

/** All that a question must pass, and the right to the document. */
async function comeIn(request: IncomingMessage, { house, kinds, names }: Door): Promise<Denial | Waiting> {
  const { pathname } = new URL(request.url ?? "/", "http://evenhand.invalid");
  const host = request.headers.host ?? "";
  if (!isKnownName(URL.parse(`http://${host}`)?.hostname ?? "", names)) return { ...refuse("name-not-known"), status: 421 };
  for (const kind of kinds) {
    const parts = new RegExp(`^${kind.path.replaceAll(/:(\w+)/g, "(?<$1>[^/]+)")}$`).exec(pathname)?.groups;
    if (parts === undefined) continue;
    const [slug, id] = [decodeURIComponent(parts["workspace"]!), parts["id"]!];
    const caller = { cookie: request.headers.cookie, browser: request.headers["user-agent"], address: request.socket.remoteAddress ?? "" };
    const seen = async () => {
      const known = await whoAsks(house.database, house.signIn, { caller, authorization: request.headers.authorization });
      if (known === null) return { ...refuse("not-signed-in"), status: 401 };
      if ("ok" in known) return known;
      const byKey = whyNotByKey(known.entrance, "read");
      if (byKey) return byKey;
      const member = await memberIn(house.database, known, { slug, now: house.now() });
      return "ok" in member ? member : { ...member, mayWriteByKey: whyNotByKey(known.entrance, "write") === null, isKey: known.entrance.kind === "key" };
    };
    const here = await seen();
    if ("ok" in here) return here;
    // A page of another site must not listen through somebody's session: browsers let it ask, and send the cookies along.
    if (!here.isKey && isFromOtherSite({ method: "POST", headers: request.headers, host, publicUrl: house.settings.publicUrl }))
      return { ...refuse("other-site"), status: 403 };
    if (!uuid.test(id)) return missing();
    const { asker } = here;
    const entered = await house.database.inWorkspace(asker.workspaceId, async (tx) => {
      const may = await kind.enter(tx, asker, id);
      return "ok" in may ? may : { ...may, name: (await namesOf(tx, asker.workspaceId, [asker.memberId])).get(asker.memberId) ?? "" };
    });
    if ("ok" in entered) return entered;
    const isStillIn = async () => {
      const again = await seen();
      return !("ok" in again) && again.asker.memberId === asker.memberId && again.asker.role === asker.role && again.mayWriteByKey === here.mayWriteByKey;
    };
    return {
      kind,
      workspaceId: asker.workspaceId,
      id,
      memberId: asker.memberId,
      personName: entered.name,
      mayWrite: entered.mayWrite && here.mayWriteByKey,
      holds: stillInOf(isStillIn),
      throwOut: () => {},
    };
  }
  return missing();
}

function turnAway(socket: Duplex, denial: Denial): void {
  const text = JSON.stringify(problemOf(denial, ""));
  socket.end(
    `HTTP/1.1 ${denial.status} Refused\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n\r\n${text}`,
  );
}

interface Seat {
  readonly guest: Waiting;
  readonly client: ReturnType<LiveDocuments["hocuspocus"]["handleConnection"]>;
  readonly looking: ReturnType<typeof setInterval>;
  readonly within: (bytes: number) => boolean;
  readonly whyNotUnderstood: ReturnType<typeof listenerFor>;
}

function socketsOf({ hocuspocus }: LiveDocuments, { guests, log }: { guests: WeakMap<Request, Waiting>; log: Log }) {
  const seats = new Map<string, Seat>();
  const gone = (id: string, event: { code: number; reason: string }) => {
    const seat = seats.get(id);
    if (seat === undefined) return;
    clearInterval(seat.looking);
    seats.delete(id);
    seat.client.handleClose(event);
  };
  const adapter = crossws({
    serverOptions: { maxPayload: largestMessage },
    hooks: {
      upgrade: (request) => ({ context: { guest: guests.get(request) } }),
      open: (peer) => {
        const guest = (peer.context as { guest: Waiting }).guest;
        const client = hocuspocus.handleConnection(peer.websocket as never, peer.request, guest);
        const leave = (closing: Closing) => {
          // At once: what it still sends is not heard any more.
          gone(peer.id, closing);
          peer.close(closing.code, closing.reason);
          // A browser that does not answer is not waited for.
          setTimeout(() => peer.terminate(), 2_000).unref();
        };
        guest.throwOut = leave;
        const looking = setInterval(
          () =>
            void guest.holds().then(
              (holds) => holds || leave(closings.out),
              () => {},
            ),
          lookMs,
        );
        seats.set(peer.id, { guest, client, looking, within: rateOf(), whyNotUnderstood: listenerFor(liveName(guest.kind.name, guest)) });
      },
      message: (peer, message) => {
        const seat = seats.get(peer.id);
        if (seat === undefined) return;
        if (typeof message.rawData === "string") return seat.guest.throwOut(closings.notUnderstood);
        const bytes = message.uint8Array();
        if (!seat.within(bytes.byteLength)) return seat.guest.throwOut(closings.tooFast);
        const why = seat.whyNotUnderstood(bytes);
        if (why === null) return seat.client.handleMessage(bytes);
        // A line, and no more: whoever sends nonsense may send it often.
        log.warn({ document: seat.guest.id, member: seat.guest.memberId, bytes: bytes.byteLength, why }, "a socket was closed: what it sent is no message");
        return seat.guest.throwOut(why === "another-document" ? closings.out : closings.notUnderstood);
      },
      close: (peer, event) => gone(peer.id, { code: event.code ?? 1000, reason: event.reason ?? "" }),
      // A message that is too large, or no frame at all: the socket is closed by what reads it, and others live on.
      error: () => {},
    },
  });
  return {
    take: (request: IncomingMessage, { socket, head, asked }: { socket: Duplex; head: Buffer; asked: Request }) =>
      adapter.handleUpgrade(request, socket, head, asked),
    countOf: ({ workspaceId, memberId }: Waiting) =>
      [...seats.values()].filter(({ guest }) => guest.workspaceId === workspaceId && guest.memberId === memberId).length,
    close: () => {
      for (const { guest } of seats.values()) guest.throwOut(closings.restart);
      setTimeout(() => adapter.closeAll(1012, "server-stops", true), 500).unref();
    },
  };
}

/** A bucket of messages and one of bytes, each filling up again second by second. */
function rateOf(clock: () => number = () => performance.now()): (bytes: number) => boolean {
  let [messages, bytes, at] = [bucket.messages, bucket.bytes, clock()];
  return (size) => {
    const now = clock();
    const seconds = (now - at) / 1000;
    at = now;
    messages = Math.min(bucket.messages, messages + seconds * bucket.messagesASecond) - 1;
    bytes = Math.min(bucket.bytes, bytes + seconds * bucket.bytesASecond) - size;
    return messages >= 0 && bytes >= 0;
  };
}
