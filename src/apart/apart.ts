// Work that may run out of memory is done in a process of its own, because a thread that does so can take the whole server with it.
import { type ChildProcess, fork } from "node:child_process";

import type { FromApart, ToApart } from "#apart/messages.ts";

export interface ApartOptions {
  /** The module that a thread of the process runs; it talks through its `parentPort` and finds `ApartData` as its data. */
  readonly module: URL;
  /** Handed over once; plain values. */
  readonly data?: unknown;
  /** Megabytes of heap; typed columns lie outside it. */
  readonly heapMegabytes?: number | undefined;
  readonly onMessage: (message: never) => void;
  /** Once, when it is over, whatever the reason; null where it ended of itself. */
  readonly onEnd: (fault: Error | null) => void;
}

/** A fault with this code says that the work needed more memory than it may have. */
export const outOfMemory = "ERR_WORKER_OUT_OF_MEMORY";

/** Signals by which a process ends that got no more memory: its own word, and the system's where memory is short. */
const signalsOfMemory = new Set<NodeJS.Signals>(["SIGABRT", "SIGKILL", "SIGTRAP", "SIGILL"]);

/** A thread in a process of its own. What it is told goes by value; nothing is shared. */
export class Apart {
  private readonly child: ChildProcess;
  private fault: Error | null = null;
  private isStopped = false;
  private onMessage: ApartOptions["onMessage"];
  private onEnd: ApartOptions["onEnd"];

  constructor({ module, data, heapMegabytes, onMessage, onEnd }: ApartOptions) {
    [this.onMessage, this.onEnd] = [onMessage, onEnd];
    this.child = fork(new URL("./process.ts", import.meta.url), {
      serialization: "advanced",
      execArgv: ["--no-warnings"],
      // What it prints goes where this process complains: its output may be somebody's JSON.
      stdio: ["ignore", 2, 2, "ipc"],
    });
    this.child.on("message", (message: FromApart) => this.hear(message));
    // What was still said is heard before the end is told: the channel closes behind the last message.
    const isHeardOut = new Promise<void>((resolve) => this.child.once("disconnect", () => resolve()));
    this.child.on("error", (error) => {
      this.fault ??= error;
      // One that never started has no end of its own.
      if (this.child.pid === undefined) this.over(null);
    });
    this.child.on("exit", (_code, signal) => void isHeardOut.then(() => this.over(signal)));
    this.send({ kind: "begin", module: module.href, data, heapMegabytes: heapMegabytes ?? null });
  }

  say(message: unknown): void {
    this.send({ kind: "say", message });
  }

  /** Seen by the thread even in the midst of its loops. */
  mark(number: number): void {
    this.send({ kind: "mark", number });
  }

  /** From now on others hear; for a process that is kept for further work. */
  hearWith({ onMessage, onEnd }: Pick<ApartOptions, "onMessage" | "onEnd">): void {
    [this.onMessage, this.onEnd] = [onMessage, onEnd];
  }

  /** Whether this process stays alive for it. */
  hold(isHeld: boolean): void {
    const does = isHeld ? "ref" : "unref";
    this.child[does]();
    this.child.channel?.[does]();
  }

  /** Ends it at once, in the midst of whatever it does. Resolves when it is gone. */
  async stop(): Promise<void> {
    this.isStopped = true;
    if (this.isGone) return;
    const gone = new Promise<void>((resolve) => this.child.once("exit", () => resolve()));
    this.child.kill("SIGKILL");
    await gone;
  }

  private get isGone(): boolean {
    return this.child.pid === undefined || this.child.exitCode !== null || this.child.signalCode !== null;
  }

  private hear(message: FromApart): void {
    if (message.kind === "told") this.onMessage(message.message as never);
    else if (message.kind === "broke") {
      const { message: sentence, stack, code } = message.fault;
      this.fault ??= Object.assign(new Error(sentence), { stack, ...(code === null ? {} : { code }) });
    }
  }

  private over(signal: NodeJS.Signals | null): void {
    if (!this.isStopped && signal !== null)
      this.fault ??= Object.assign(new Error(`the process apart was ended by ${signal}`), signalsOfMemory.has(signal) ? { code: outOfMemory } : {});
    this.onEnd(this.fault);
  }

  private send(message: ToApart): void {
    // Whoever ends hears so by its end, not by a failed message.
    if (this.child.connected) this.child.send(message, () => {});
  }
}
