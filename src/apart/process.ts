// The process apart: it runs one module in a thread, and passes on what is said, so that it can hear while the thread is busy.
import { writeFileSync } from "node:fs";
import { Worker } from "node:worker_threads";

import { type ApartData, type FromApart, type ToApart, markPlaces } from "#apart/messages.ts";

let worker: Worker | null = null;
const marks = new Int32Array(new SharedArrayBuffer(4 * markPlaces));

// Keys that stop the server go to every process of its terminal: this one ends when the server says so or is gone.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});
process.on("disconnect", () => process.exit(0));
goFirst();

process.on("message", (message: ToApart) => {
  if (message.kind === "begin") begin(message);
  else if (message.kind === "mark") Atomics.store(marks, message.number % markPlaces, message.number);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  else worker?.postMessage(message.message);
});

function begin({ module, data, heapMegabytes }: ToApart & { kind: "begin" }): void {
  const workerData: ApartData<unknown> = { data, marks };
  worker = new Worker(new URL(module), {
    workerData,
    execArgv: ["--no-warnings"],
    ...(heapMegabytes === null ? {} : { resourceLimits: { maxOldGenerationSizeMb: heapMegabytes } }),
  });
  worker.on("message", (told) => tell({ kind: "told", message: told }));
  worker.on("error", (error: Error & { code?: unknown }) => {
    const { message, stack = "", code } = error;
    tell({ kind: "broke", fault: { message, stack, code: typeof code === "string" ? code : null } });
  });
  // What was told before goes out first.
  worker.on("exit", () => process.send?.({ kind: "gone" } satisfies FromApart, () => process.exit(0)));
}

function tell(message: FromApart): void {
  process.send?.(message, () => {});
}

/** Where the system runs out of memory, this process shall go before the server and its database. */
function goFirst(): void {
  if (process.platform !== "linux") return;
  try {
    writeFileSync("/proc/self/oom_score_adj", "500");
  } catch {
    // A system that forbids it chooses for itself.
  }
}
