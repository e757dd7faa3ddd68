// The product as a person at a terminal meets it: one command, what it printed, and how it ended.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

import { installationFolder } from "#apps/version.ts";

const entrance = join(installationFolder(), "bin", "evenhand.mjs");

export interface Ended {
  readonly exitCode: number | null;
  readonly out: string;
  readonly err: string;
}

/** What the commands print with --json, side by side: each prints its own part. */
export interface Said {
  readonly code: string;
  readonly sentence: string;
  readonly files: readonly {
    readonly state: string;
    readonly entity: string | null;
    readonly rows: Readonly<Record<"added" | "changed" | "same" | "repeated" | "setAside", number>> | null;
    readonly reasons: readonly { readonly reason: string; readonly count: number }[];
    readonly questions: readonly { readonly about: string; readonly choices: readonly string[] }[];
  }[];
  readonly numbers: readonly { readonly key: string; readonly value: number | null; readonly reason?: string; readonly interval?: unknown }[];
  readonly findings: readonly {
    readonly code: string;
    readonly entity: string;
    readonly count: number;
    readonly share: number | null;
    readonly sentence: string;
  }[];
  readonly shortfall: number;
  readonly parts: readonly { readonly driver: string; readonly owner: string; readonly amount: number; readonly verdict: string }[];
  readonly switchedOff: readonly { readonly driver: string; readonly reason: string }[];
  readonly summary: string;
  readonly settings: readonly { readonly name: string; readonly value: unknown; readonly source: string }[];
  readonly rows: number;
  readonly tables: readonly { readonly table: string; readonly rows: number; readonly digest: string }[];
  readonly slug: string;
  readonly isNew: boolean;
}

export interface Terminal {
  /** Runs one command to its end. */
  run(...args: string[]): Promise<Ended>;
  /** Runs one command with --json; gives the exit code and the document, or the fault where it refused. */
  ask(...args: string[]): Promise<{ readonly exitCode: number | null; readonly said: Said }>;
  /** Starts a server without screens and waits until it has an address. */
  serve(): Promise<{ readonly address: string; stop(): Promise<void> }>;
}

/** A terminal whose data folder is the given one; no other setting reaches it. */
export function terminalOn(dataFolder: string): Terminal {
  const begin = (args: readonly string[]): ChildProcess => {
    const { DATABASE_URL: _, ...environment } = process.env;
    // From another folder, as a person may stand anywhere.
    return spawn(process.execPath, [entrance, ...args], {
      cwd: "/",
      env: { ...environment, EVENHAND_DATA: dataFolder, EVENHAND_PORT: "0", EVENHAND_HOST: "127.0.0.1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
  };
  const run = async (...args: string[]): Promise<Ended> => {
    const child = begin(args);
    let [out, err] = ["", ""];
    child.stdout!.on("data", (chunk: Buffer) => (out += chunk.toString()));
    child.stderr!.on("data", (chunk: Buffer) => (err += chunk.toString()));
    await once(child, "close");
    return { exitCode: child.exitCode, out, err };
  };
  return {
    run,
    ask: async (...args) => {
      const { exitCode, out, err } = await run(...args, "--json");
      if (out === "" && exitCode === 0) throw new Error(`nothing was printed: ${err}`);
      return { exitCode, said: JSON.parse(out === "" ? (err.trim().split("\n").at(-1) ?? "null") : out) as Said };
    },
    serve: async () => {
      const child = begin(["serve", "--no-screens", "--json"]);
      const ended = once(child, "exit");
      let seen = "";
      const address = await new Promise<string>((found, failed) => {
        const hear = (chunk: Buffer) => {
          seen += chunk.toString();
          const match = /"address": "(.+?)"/.exec(seen);
          if (match) found(match[1]!);
        };
        child.stdout!.on("data", hear);
        child.stderr!.on("data", hear);
        child.once("exit", (code) => failed(new Error(`the server ended with ${code}:\n${seen.slice(-3000)}`)));
      });
      return {
        address,
        stop: async () => {
          child.kill("SIGTERM");
          await ended;
        },
      };
    },
  };
}
