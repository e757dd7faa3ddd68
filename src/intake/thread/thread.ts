// A file is read in a process apart, so that pages stay quick while millions of rows go by.
import { Apart, type ApartOptions, outOfMemory } from "#apart/apart.ts";
import { type Outcome, accept } from "#kit/refusal.ts";
import type { FromThread, PreparedBatch, ReadTask, Studied, StudyTask, ToThread } from "#intake/thread/messages.ts";
import type { TableRefusal } from "#intake/types.ts";

/** Gives a part of the file, counted from 0; null after the last. */
export type PartOf = (part: number) => Promise<Uint8Array | null>;

/** Batches prepared ahead of the one being written: one is written while one is made. */
const ahead = 2;
/** Megabytes that the thread may hold; a file that needs more ends its own thread, not the server. */
const heapMegabytes = 1024;

/** Threads apart that have finished a task well and wait a while for the next, so that small files need not wait for a thread to start. */
const idle: Apart[] = [];
const idleMs = 30_000;
let tasks = 0;

/** Whether a reading ended because its file needs more memory than a thread may hold. */
export function needsTooMuchMemory(fault: unknown): boolean {
  return (fault as { code?: string }).code === outOfMemory;
}

type Hearers = Pick<ApartOptions, "onMessage" | "onEnd">;

function aThread(hearers: Hearers): Apart {
  const waiting = idle.pop();
  if (!waiting) return new Apart({ module: new URL("./reader.ts", import.meta.url), heapMegabytes, ...hearers });
  waiting.hearWith(hearers);
  waiting.hold(true);
  return waiting;
}

function keepIdle(thread: Apart): void {
  const leave = () => {
    const place = idle.indexOf(thread);
    if (place !== -1) idle.splice(place, 1);
  };
  thread.hearWith({ onMessage: () => {}, onEnd: leave });
  thread.hold(false);
  idle.push(thread);
  setTimeout(() => {
    if (!idle.includes(thread)) return;
    leave();
    void thread.stop();
  }, idleMs).unref();
}

/** One task in a thread and the way to talk to it. */
class Reading {
  private readonly thread: Apart;
  private readonly task = ++tasks;
  private readonly waiting: FromThread[] = [];
  private wake: () => void = () => {};
  private fault: Error | null = null;

  constructor(partOf: PartOf, task: StudyTask | ReadTask) {
    this.thread = aThread({
      onMessage: (message: FromThread) => {
        if (message.task !== this.task) return;
        if (message.kind === "want") void this.sendPart(partOf, message.part);
        else this.hear(message);
      },
      onEnd: (fault) => this.fail(fault ?? new Error("the reading thread ended")),
    });
    this.say({ kind: "task", task: this.task, of: task });
  }

  say(message: ToThread): void {
    this.thread.say(message);
  }

  /** The next thing that the thread tells. Throws its fault. */
  async next(): Promise<FromThread> {
    for (;;) {
      const message = this.waiting.shift();
      if (message?.kind === "fault") throw Object.assign(new Error(message.message), { stack: message.stack });
      if (message) return message;
      if (this.fault) throw this.fault;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  /** Lets the thread go: kept for another file where it finished this one. */
  async end(isFinished: boolean): Promise<void> {
    if (isFinished && !this.fault) {
      keepIdle(this.thread);
      return;
    }
    this.thread.hearWith({ onMessage: () => {}, onEnd: () => {} });
    await this.thread.stop();
  }

  /** Puts messages back for whoever reads next. */
  putBack(messages: readonly FromThread[]): void {
    this.waiting.unshift(...messages);
  }

  private hear(message: FromThread): void {
    this.waiting.push(message);
    this.wake();
  }

  private fail(error: Error): void {
    this.fault ??= error;
    this.wake();
  }

  private async sendPart(partOf: PartOf, part: number): Promise<void> {
    try {
      this.say({ kind: "part", task: this.task, part, bytes: await partOf(part) });
    } catch (error) {
      this.fail(error as Error);
    }
  }
}

/** Looks at a whole file and proposes what it is. */
export async function studyInThread(partOf: PartOf, task: Omit<StudyTask, "kind">, onBytes: (bytes: number) => void): Promise<Outcome<Studied, TableRefusal>> {
  const reading = new Reading(partOf, { kind: "study", ...task });
  let isFinished = false;
  try {
    for (;;) {
      const message = await reading.next();
      if (message.kind === "bytes") onBytes(message.bytes);
      else if (message.kind === "studied" || message.kind === "refused") {
        isFinished = true;
        return message.kind === "studied" ? accept(message.studied) : message.refusal;
      }
    }
  } finally {
    await reading.end(isFinished);
  }
}

export interface Batch extends PreparedBatch {
  /** Records of rows in this batch as they stood in the file; ask before the next batch is taken. */
  rawOf(lines: readonly number[]): Promise<readonly (readonly string[])[]>;
}

/** The file's rows in batches, in order; a refusal of the file, if any, is the last thing that comes. The thread ends with the loop. */
export async function* readInThread(partOf: PartOf, task: Omit<ReadTask, "kind">): AsyncGenerator<Outcome<Batch, TableRefusal>> {
  const reading = new Reading(partOf, { kind: "read", ...task });
  let isFinished = false;
  try {
    for (let credit = 0; credit < ahead; credit++) reading.say({ kind: "next" });
    for (;;) {
      const message = await reading.next();
      isFinished = message.kind === "end" || message.kind === "refused";
      if (message.kind === "end") return;
      if (message.kind === "refused") {
        yield message.refusal;
        return;
      }
      if (message.kind !== "batch") continue;
      const { batch } = message;
      yield accept({ ...batch, rawOf: (lines) => rawOf(reading, batch.batchId, lines) });
      reading.say({ kind: "next" });
    }
  } finally {
    await reading.end(isFinished);
  }
}

async function rawOf(reading: Reading, batchId: string, lines: readonly number[]): Promise<readonly (readonly string[])[]> {
  reading.say({ kind: "raw", batchId, lines });
  const passed: FromThread[] = [];
  for (;;) {
    const message = await reading.next();
    if (message.kind === "raw" && message.batchId === batchId) {
      reading.putBack(passed);
      return message.records;
    }
    passed.push(message);
  }
}
