// The way to an address outside: one connection a delivery, the target judged where it connects, nothing followed, little kept, not for long.
import { lookup as lookUp } from "node:dns";
import { request as plainly } from "node:http";
import { request as securely } from "node:https";
import { type LookupFunction, isIP } from "node:net";

import { mostReply } from "#features/webhooks/rules.ts";
import type { HookPost } from "#features/webhooks/jobs.ts";
import { type AllowedTargets } from "#http/outgoing-target.ts";

const longestMs = 10_000;

export interface HookPostOptions {
  readonly allowed: AllowedTargets;
  /** For tests: further certificate authorities, PEM. */
  readonly trusted?: string;
  readonly timeoutMs?: number;
  /** For tests: how names are looked up. */
  readonly lookUpAll?: (host: string, done: (fault: Error | null, addresses: { address: string; family: number }[]) => void) => void;
}

export function hookPost({
  allowed,
  trusted,
  timeoutMs = longestMs,
  lookUpAll = (host, done) => lookUp(host, { all: true }, done),
}: HookPostOptions): HookPost {
  /** Every address of the name must be allowed, and the connection goes to one of those judged: a name cannot be another the second time. */
  const judged =
    (host: string): LookupFunction =>
    (name, options, done) =>
      lookUpAll(name, (fault, found) => {
        if (fault !== null) return void done(fault, "", 0);
        if (found.length === 0 || found.some(({ address }) => !allowed.mayConnect(host, address))) return void done(new Error("target-not-allowed"), "", 0);
        if (options.all) return void (done as (fault: null, all: typeof found) => void)(null, found);
        return void done(null, found[0]!.address, found[0]!.family);
      });
  return (address, { headers, body }) =>
    new Promise((resolve) => {
      const url = new URL(address);
      const host = url.hostname.replace(/^\[|\]$/g, "");
      // An address written as a number is looked up by nobody, so it is judged here.
      if (isIP(host) !== 0 && !allowed.mayConnect(host, host)) return void resolve({ status: null, reply: "target-not-allowed" });
      const ask = url.protocol === "https:" ? securely : plainly;
      const out = ask(
        url,
        {
          method: "POST",
          agent: false,
          lookup: judged(host),
          headers: { ...headers, "content-length": Buffer.byteLength(body) },
          signal: AbortSignal.timeout(timeoutMs),
          ...(trusted === undefined ? {} : { ca: trusted }),
        },
        (answer) => {
          let text = "";
          const end = () => {
            resolve({ status: answer.statusCode ?? null, reply: text.slice(0, mostReply) });
            out.destroy();
          };
          answer.setEncoding("utf8");
          answer.on("data", (piece: string) => {
            text += piece;
            if (text.length >= mostReply) end();
          });
          answer.on("end", end);
          answer.on("error", end);
        },
      );
      out.on("error", (fault: Error & { code?: string }) => {
        const said =
          fault.name === "TimeoutError" || fault.name === "AbortError"
            ? "no-answer-in-time"
            : fault.message === "target-not-allowed"
              ? fault.message
              : (fault.code ?? fault.message);
        resolve({ status: null, reply: said.slice(0, mostReply) });
      });
      out.end(body);
    });
}
