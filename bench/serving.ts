// A server of its own for a measurement: started on a fresh data folder, asked like a browser would ask, and its memory read from the system.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, openAsBlob, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { installationFolder } from "#apps/version.ts";
import { dayOf } from "#kit/day.ts";
import type { Dice } from "#kit/dice.ts";

export interface Serving {
  readonly server: ChildProcess;
  readonly address: string;
}

const withoutScreens = [join(installationFolder(), "src", "apps", "cli", "main.ts"), "serve", "--no-screens"];

/** Starts the server as its own program, without screens unless another command is given; given when it listens. */
export async function serve(dataFolder: string, command: readonly string[] = withoutScreens): Promise<Serving> {
  const { DATABASE_URL: _, ...environment } = process.env;
  const server = spawn(process.execPath, [...command, "--json"], {
    env: { ...environment, EVENHAND_DATA: dataFolder, EVENHAND_PORT: "0", EVENHAND_HOST: "127.0.0.1", EVENHAND_LOG_LEVEL: "warn" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const address = await new Promise<string>((found, failed) => {
    let seen = "";
    server.stdout.on("data", (chunk: Buffer) => {
      seen += chunk.toString();
      const match = /"address": "(.+?)"/.exec(seen);
      if (match) found(match[1]!);
    });
    server.once("exit", (code) => failed(new Error(`the server ended with ${code}`)));
  });
  return { server, address };
}

export async function end(server: ChildProcess, signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, "exit");
  server.kill(signal);
  await ended;
}

/** Megabytes of the process that stand in memory now (VmRSS) or stood there at most (VmHWM). */
export function megabytes(server: ChildProcess, field: "VmRSS" | "VmHWM"): number {
  const line = new RegExp(`${field}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${server.pid}/status`, "utf8"));
  return Math.round(Number(line?.[1] ?? 0) / 1024);
}

export interface Written {
  readonly path: string;
  readonly header: string;
  readonly rows: number;
  readonly row: (n: number) => string;
}

/** A file of so many lines, written as a stream. */
export async function write({ path, header, rows, row }: Written): Promise<string> {
  const out = createWriteStream(path);
  out.write(`${header}\n`);
  for (let n = 0; n < rows; n += 1) if (!out.write(`${row(n)}\n`)) await once(out, "drain");
  out.end();
  await once(out, "close");
  return path;
}

/** Touchpoints of 5,000 accounts over two years. */
export function touchpoints(path: string, rows: number, dice: Dice): Promise<string> {
  const channels = ["site", "fair", "mail", "partner", "search"];
  const row = (n: number) => `T${n},Account ${dice.below(5_000)},${channels[dice.below(5)]},${dayOf(19_000 + dice.below(700))}`;
  return write({ path, header: "Touchpoint ID,Account,Channel,Date", rows, row });
}

/** One person's browser: keeps its cookie over restarts of the server. */
export class Browser {
  address: string;
  private cookie = "";

  constructor(address: string) {
    this.address = address;
  }

  async ask(method: string, path: string, body?: BodyInit, type = "application/json"): Promise<Record<string, unknown>> {
    const headers: Record<string, string> = { cookie: this.cookie, origin: this.address };
    if (body !== undefined) headers["content-type"] = type;
    const reply = await fetch(this.address + path, { method, headers, ...(body === undefined ? {} : { body }) });
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
    const cookies = reply.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
    if (cookies.length > 0) this.cookie = cookies.join("; ");
    return (await reply.json().catch(() => null)) as Record<string, unknown>;
  }

  /** Sends a file and starts its import as proposed; gives the import's id. */
  async send(at: string, file: string, name: string): Promise<string> {
    const { id } = await this.ask("POST", `${at}/imports?name=${name}`, await openAsBlob(file), "application/octet-stream");
    await this.until(`${at}/imports/${String(id)}`, ({ state }) => state === "proposed");
    await this.ask("POST", `${at}/imports/${String(id)}/start`);
    return String(id);
  }

  /** Asks for an import until it is as wanted; throws when it has failed. */
  async until(path: string, isWanted: (one: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> {
    for (;;) {
      const one = await this.ask("GET", path);
      if (isWanted(one)) return one;
      if (one["state"] === "failed") throw new Error(JSON.stringify(one["problem"]));
      await sleep(250);
    }
  }
}
