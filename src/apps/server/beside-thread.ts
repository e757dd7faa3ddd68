// The thread beside: the same rooms answer the same questions, away from the pages, with a database connection and kept facts of their own.
import { AsyncLocalStorage } from "node:async_hooks";
import { parentPort, workerData } from "node:worker_threads";

import type { ApartData } from "#apart/messages.ts";
import type { BesideStart, FromBeside, ToBeside } from "#apps/server/beside-messages.ts";
import { openDatabase } from "#db/database.ts";
import type { Log } from "#db/log.ts";
import type { FileAnswer } from "#http/answers.ts";
import type { BesideQuestion, ReplyAct } from "#http/beside.ts";
import { allowedTargets } from "#http/outgoing-target.ts";
import type { MemberQuestion, ServerItself } from "#http/question.ts";
import type { Route } from "#http/route.ts";
import { type Wire, wireOf } from "#http/wire.ts";
import { WorkLeft, hearWork } from "#kit/long-work.ts";

const port = parentPort!;
const {
  data: { databaseUrl, routesFrom },
  marks: left,
} = workerData as ApartData<BesideStart>;

/** Answers given beside seal nothing and call nobody: the server's secret does not come here. */
const besideNothing: ServerItself = {
  keyOf: () => {
    throw new Error("there are no keys beside");
  },
  targets: allowedTargets([]),
};

function tell(message: FromBeside): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  port.postMessage(message);
}

const log = logTo({});
// No question is ever answered as the owner: the server's own role is all that this thread has.
const database = await openDatabase({ ownerUrl: databaseUrl, appUrl: databaseUrl, log, poolSize: 6 });
const { allRoutes } = (await import(routesFrom)) as { allRoutes: readonly Route[] };
const routes = new Map(allRoutes.map((route) => [route.endpoint.name, route]));
const underWay = new Map<number, AbortController>();
/** The question that is being worked on, and when its waiters last heard of it. */
const present = new AsyncLocalStorage<{ readonly number: number; toldAt: number }>();
const tellEveryMs = 150;
const isLeft = (number: number) => Atomics.load(left, number % left.length) === number;

hearWork((part, share) => {
  const work = present.getStore();
  if (!work) return;
  if (isLeft(work.number)) throw new WorkLeft("nobody waits for this answer any more");
  const now = performance.now();
  if (now - work.toldAt < tellEveryMs) return;
  work.toldAt = now;
  tell({ kind: "came", number: work.number, part, share });
});

port.on("message", (message: ToBeside) => {
  if (message.kind === "ask") void answer(message.number, message.question);
  else if (message.kind === "leave") {
    const left = underWay.get(message.number);
    if (!underWay.delete(message.number)) return;
    left!.abort();
    tell({ kind: "left", number: message.number });
  } else {
    port.close();
    void database.close();
  }
});

async function answer(number: number, asked: BesideQuestion): Promise<void> {
  const leaving = new AbortController();
  underWay.set(number, leaving);
  try {
    const route = routes.get(asked.endpoint);
    if (!route?.asMember) throw new Error(`'${asked.endpoint}' is not a question of members that is known beside`);
    const acts: ReplyAct[] = [];
    const given = await present.run({ number, toldAt: 0 }, () => workedOut(number, () => route.asMember!(questionOf(asked, { acts, signal: leaving.signal }))));
    const wire = await whole(wireOf(route.endpoint, given));
    if (underWay.delete(number)) tell({ kind: "answer", number, answer: { wire, acts } });
  } catch (error) {
    if (error instanceof WorkLeft) {
      leaving.abort();
      if (underWay.delete(number)) tell({ kind: "left", number });
      return;
    }
    const { message, stack = "" } = error as Error;
    if (underWay.delete(number)) tell({ kind: "fault", number, message, stack });
  }
}

/** Work that several wait for ends with the first who leaves: the others' begins anew. */
async function workedOut(number: number, work: () => Promise<unknown>): Promise<unknown> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof WorkLeft) || isLeft(number)) throw error;
    }
  }
}

function questionOf(asked: BesideQuestion, here: { acts: ReplyAct[]; signal: AbortSignal }): MemberQuestion {
  const { endpoint: _endpoint, isOfFactsAlone: _isOfFactsAlone, request, ...given } = asked;
  return {
    ...given,
    stream: null,
    database,
    log: logTo({ request }),
    signal: here.signal,
    reply: {
      header: (name, value) => void here.acts.push(["header", name, value]),
      cookies: (lines) => void here.acts.push(["cookies", lines]),
    },
    server: besideNothing,
    isStillIn: () => Promise.reject(new Error("an answer that lasts cannot be given beside")),
  };
}

/** A file that streams is gathered: only plain values go from thread to thread. */
async function whole(wire: Wire): Promise<Wire> {
  if (wire.kind !== "file" || typeof wire.file.content === "string" || wire.file.content instanceof Uint8Array) return wire;
  const pieces: Uint8Array[] = [];
  for await (const piece of wire.file.content) pieces.push(piece);
  const file: FileAnswer = { ...wire.file, content: Buffer.concat(pieces) };
  return { kind: "file", file };
}

/** Lines go to the server's own log; faults as text, because not every one can be handed over. */
function logTo(bound: object): Log {
  const line = (level: "info" | "warn" | "error") => (fields: object, sentence: string) => {
    const plain = { ...bound, ...fields } as Record<string, unknown>;
    const texts = Object.entries(plain).map(([name, value]) => [name, value instanceof Error ? value.message : value]);
    tell({ kind: "log", level, fields: JSON.parse(JSON.stringify(Object.fromEntries(texts))) as object, sentence });
  };
  return { info: line("info"), warn: line("warn"), error: line("error") };
}
