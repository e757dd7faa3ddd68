// Heavy questions leave the pages' process here: they wait in order, a few are under way, and a thread that breaks down is started again.
import { Apart, outOfMemory } from "#apart/apart.ts";
import type { BesideStart, FromBeside, ToBeside } from "#apps/server/beside-messages.ts";
import type { Log } from "#db/log.ts";
import type { Beside, BesideAnswer, BesideQuestion } from "#http/beside.ts";
import { type Refusal, refuse } from "#kit/refusal.ts";
import type { UnderWay } from "#kit/under-way.ts";

export interface BesideOptions {
  /** As the server's own role. */
  readonly databaseUrl: string;
  readonly log: Log;
  /** Megabytes of heap for kept facts and the work on them; typed columns lie outside it. Facts that need more break the thread off, not the server. */
  readonly heapMegabytes?: number;
  /** Another module with `allRoutes`, for tests. */
  readonly routesFrom?: URL;
  /** How long a thread may be deaf to an abandoned question, milliseconds, before it is ended. */
  readonly deafMs?: number;
}

export interface BesideThread extends Beside {
  /** Starts the thread ahead of the first question. */
  start(): void;
  /** Ends the thread; who still waits is refused. */
  close(): Promise<void>;
}

interface Asked {
  readonly number: number;
  readonly question: BesideQuestion;
  readonly answer: (answer: BesideAnswer) => void;
  readonly fail: (fault: Error) => void;
  /** How far it has come; null while it waits. */
  came: Pick<UnderWay, "part" | "share"> | null;
}

/** Questions handed over at once: while one waits for the database another is worked on. The others wait here, where they can still be left. */
const atOnce = 4;
/** Longest wait for the thread to close its connections, milliseconds. */
const closingMs = 5_000;
const keptAnswers = 300;
const longestKept = 200_000;

export function besideThread(options: BesideOptions): BesideThread {
  const thread = new Thread(options);
  return {
    ask: (question, signal) => thread.ask(question, signal),
    underWay: (asker) => thread.underWayOf(asker),
    start: () => void thread.running(),
    close: () => thread.close(),
  };
}

class Thread {
  private readonly options: BesideOptions;
  private worker: Apart | null = null;
  private isClosed = false;
  private whenGone: () => void = () => {};
  private asked = 0;
  private readonly waiting: Asked[] = [];
  private readonly underWay = new Map<number, Asked>();
  /** Abandoned, and the thread has not said yet that it heard so. */
  private readonly leaving = new Map<number, NodeJS.Timeout>();
  private readonly kept = new Map<string, BesideAnswer>();

  constructor(options: BesideOptions) {
    this.options = options;
  }

  ask(question: BesideQuestion, signal: AbortSignal): Promise<BesideAnswer> {
    const key = question.isOfFactsAlone ? keyOf(question) : null;
    const known = key === null ? undefined : this.kept.get(key);
    // At once, whatever is being worked on.
    if (known) return Promise.resolve(known);
    if (signal.aborted) return Promise.resolve(refused(signal.reason as Refusal));
    const number = ++this.asked;
    return new Promise<BesideAnswer>((resolve, reject) => {
      const leave = () => this.leave(number, signal.reason as Refusal);
      signal.addEventListener("abort", leave, { once: true });
      const asked: Asked = {
        number,
        question,
        answer: (answer) => {
          signal.removeEventListener("abort", leave);
          if (key !== null) this.keep(key, answer);
          resolve(answer);
        },
        fail: (fault) => {
          signal.removeEventListener("abort", leave);
          reject(fault);
        },
        came: null,
      };
      this.waiting.push(asked);
      this.handOver();
    });
  }

  underWayOf({ memberId }: BesideQuestion["asker"]): UnderWay[] {
    return [...this.underWay.values(), ...this.waiting]
      .filter(({ question }) => question.asker.memberId === memberId)
      .map(({ question, came }) => ({ question: question.endpoint, part: came?.part ?? null, share: came?.share ?? null }));
  }

  /** The thread at work; started where there is none. */
  running(): Apart | null {
    if (this.isClosed || this.worker) return this.worker;
    const { databaseUrl, routesFrom = new URL("./gather.ts", import.meta.url), heapMegabytes } = this.options;
    const data: BesideStart = { databaseUrl, routesFrom: routesFrom.href };
    const worker: Apart = new Apart({
      module: new URL("./beside-thread.ts", import.meta.url),
      data,
      heapMegabytes,
      onMessage: (message: FromBeside) => this.hear(message),
      onEnd: (fault) => this.ended(worker, fault ?? new Error("the thread beside ended of itself")),
    });
    this.worker = worker;
    return worker;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    const { worker } = this;
    if (!worker) return;
    const ended = new Promise<void>((resolve) => (this.whenGone = resolve));
    this.say({ kind: "close" });
    const late = setTimeout(() => void worker.stop(), closingMs);
    await ended;
    clearTimeout(late);
  }

  private handOver(): void {
    // A thread that has not heard yet that a question was abandoned may be deaf: nothing more is given to it before it answers or is ended.
    while (this.waiting.length > 0 && this.leaving.size === 0 && this.underWay.size < atOnce) {
      const next = this.waiting.shift()!;
      this.underWay.set(next.number, next);
      if (this.running()) this.say({ kind: "ask", number: next.number, question: next.question });
      else this.take(next.number)?.answer(refused(refuse("not-ready")));
    }
  }

  private hear(message: FromBeside): void {
    if (message.kind === "log") this.options.log[message.level](message.fields, message.sentence);
    else if (message.kind === "came") {
      const asked = this.underWay.get(message.number);
      if (asked) asked.came = { part: message.part, share: message.share };
    } else {
      const asked = this.take(message.number);
      clearTimeout(this.leaving.get(message.number));
      this.leaving.delete(message.number);
      if (message.kind === "answer") asked?.answer(message.answer);
      else if (message.kind === "fault") asked?.fail(Object.assign(new Error(message.message), { stack: message.stack }));
      this.handOver();
    }
  }

  private leave(number: number, reason: Refusal): void {
    const place = this.waiting.findIndex((one) => one.number === number);
    const asked = place === -1 ? this.take(number) : this.waiting.splice(place, 1)[0];
    if (place === -1 && asked && this.worker) {
      const { worker } = this;
      const deaf = setTimeout(() => void worker.stop(), this.options.deafMs ?? 300_000);
      this.leaving.set(number, deaf.unref());
      // Work in its loops hears no message: it looks here.
      worker.mark(number);
      this.say({ kind: "leave", number });
    }
    asked?.answer(refused(reason));
  }

  private ended(worker: Apart, fault: Error): void {
    if (this.worker === worker) this.worker = null;
    const isOutOfMemory = (fault as { code?: string }).code === outOfMemory;
    if (!this.isClosed) this.options.log.error({ fault: fault.message, stack: fault.stack, waiting: this.waiting.length }, "the thread beside broke down");
    for (const timer of this.leaving.values()) clearTimeout(timer);
    this.leaving.clear();
    const broken = [...this.underWay.values()];
    this.underWay.clear();
    const reason = this.isClosed ? "not-ready" : isOutOfMemory ? "out-of-memory" : "answer-broke-off";
    for (const asked of broken) asked.answer(refused(refuse(reason)));
    this.handOver();
    this.whenGone();
  }

  private take(number: number): Asked | undefined {
    const asked = this.underWay.get(number);
    this.underWay.delete(number);
    return asked;
  }

  private keep(key: string, answer: BesideAnswer): void {
    if (answer.wire.kind !== "json" || answer.wire.text.length > longestKept || answer.acts.length > 0) return;
    this.kept.set(key, answer);
    if (this.kept.size > keptAnswers) this.kept.delete(this.kept.keys().next().value!);
  }

  private say(message: ToBeside): void {
    this.worker?.say(message);
  }
}

/** Everything that an answer of facts alone depends on; the workspace carries the state of its facts. */
function keyOf({ endpoint, params, query, body, asker, workspace, asOf }: BesideQuestion): string {
  return JSON.stringify([endpoint, params, query, body, asker, workspace, asOf]);
}

function refused(refusal: Refusal): BesideAnswer {
  return { wire: { kind: "refusal", refusal }, acts: [] };
}
