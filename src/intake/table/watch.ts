// Watches over the process that reads a workbook: stops it when it takes too long or too much memory, and says which.
import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";

import { Refused } from "#intake/table/limits.ts";
import type { TableLimits } from "#intake/types.ts";

const pageBytes = 4_096;
/** A table that was opened and then forgotten keeps its process for so long. */
const forgottenAfterSeconds = 300;

export class Watch {
  private readonly child: ChildProcess;
  private readonly limits: TableLimits;
  private readonly exit: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  private readonly memory: NodeJS.Timeout;
  private time: NodeJS.Timeout;
  private why: "workbook-too-slow" | "workbook-too-much-memory" | null = null;

  constructor(child: ChildProcess, limits: TableLimits) {
    this.child = child;
    this.limits = limits;
    this.exit = new Promise((resolve) => {
      child.once("exit", (code, signal) => resolve({ code, signal }));
      child.once("error", () => resolve({ code: -1, signal: null }));
    });
    this.time = this.stopAfter(limits.workbookSeconds, "workbook-too-slow");
    this.memory = setInterval(() => this.weigh(), 100).unref();
    void this.exit.then(() => clearInterval(this.memory));
  }

  /** The next line of the process; throws `Refused` when it ends without one. */
  async next(lines: AsyncIterator<string>): Promise<string> {
    const line = await this.nextOrEnd(lines);
    if (line === null) throw new Refused("workbook-unreadable");
    return line;
  }

  /** The next line, or null after a good end; throws `Refused` after a bad one. */
  async nextOrEnd(lines: AsyncIterator<string>): Promise<string | null> {
    const next = await lines.next();
    if (!next.done) return next.value;
    const { code, signal } = await this.exit;
    if (this.why === "workbook-too-slow") throw new Refused(this.why, { limit: this.limits.workbookSeconds, unit: "seconds" });
    // A heap at its limit ends with an abort, not with a message.
    if (this.why !== null || signal === "SIGABRT" || signal === "SIGKILL" || code === 134) {
      throw new Refused("workbook-too-much-memory", { limit: this.limits.workbookMegabytes, unit: "MB" });
    }
    if (code !== 0) throw new Refused("workbook-unreadable");
    return null;
  }

  /** The workbook is read; from here on whoever takes the rows sets the pace. */
  timeIsKept(): void {
    clearTimeout(this.time);
  }

  waitForUse(): void {
    this.time = this.stopAfter(forgottenAfterSeconds, "workbook-too-slow").unref();
  }

  isUsed(): void {
    clearTimeout(this.time);
  }

  stop(): void {
    clearTimeout(this.time);
    clearInterval(this.memory);
    this.child.kill("SIGKILL");
  }

  private stopAfter(seconds: number, why: "workbook-too-slow"): NodeJS.Timeout {
    return setTimeout(() => {
      this.why = why;
      this.child.kill("SIGKILL");
    }, seconds * 1_000);
  }

  /** The heap limit does not count unpacked bytes; where the system tells how much the process holds, that counts. */
  private weigh(): void {
    try {
      const pages = Number(readFileSync(`/proc/${this.child.pid}/statm`, "utf8").split(" ")[1]);
      // The program itself takes about a hundred megabytes before it reads anything.
      if (pages * pageBytes < (this.limits.workbookMegabytes + 100) * 1_000_000) return;
      this.why = "workbook-too-much-memory";
      this.child.kill("SIGKILL");
    } catch {
      clearInterval(this.memory); // Not Linux, or the process is gone: the heap limit remains.
    }
  }
}
