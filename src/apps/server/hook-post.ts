// The way to an address outside: one connection a delivery, the target judged where it connects, nothing followed, little kept, not for long.
import { lookup as lookUp } from "node:dns";
import { type ClientRequest, request as plainly } from "node:http";
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

type Found = { readonly address: string; readonly family: number }[];

export function hookPost(options: HookPostOptions): HookPost {
  const { allowed, trusted, timeoutMs = longestMs } = options;
  return async (address, { headers, body }) => {
    const url = new URL(address);
    const host = url.hostname.replace(/^\[|\]$/g, "");
    // An address written as a number is looked up by nobody, so it is judged here.
    if (isIP(host) !== 0 && !allowed.mayConnect(host, host)) return { status: null, reply: "target-not-allowed" };
    const out = (url.protocol === "https:" ? securely : plainly)(url, {
      method: "POST",
      agent: false,
      lookup: judged(host, options),
      headers: { ...headers, "content-length": Buffer.byteLength(body) },
      signal: AbortSignal.timeout(timeoutMs),
      ...(trusted === undefined ? {} : { ca: trusted }),
    });
    const answered = answerOf(out);
    out.end(body);
    return answered;
  };
}

/** Every address of the name must be allowed, and the connection goes to one of those judged: a name cannot be another the second time. */
function judged(host: string, { allowed, lookUpAll = (name, done) => lookUp(name, { all: true }, done) }: HookPostOptions): LookupFunction {
  return (name, options, done) =>
    lookUpAll(name, (fault, found: Found) => {
      const isClosed = found === undefined || found.length === 0 || found.some(({ address }) => !allowed.mayConnect(host, address));
      if (fault !== null) done(fault, "", 0);
      else if (isClosed) done(new Error("target-not-allowed"), "", 0);
      else if (options.all) (done as unknown as (none: null, all: Found) => void)(null, found);
      else done(null, found[0]!.address, found[0]!.family);
    });
}

/** The status and the first few characters of what the other side says; why none came. */
function answerOf(out: ClientRequest): ReturnType<HookPost> {
  return new Promise((resolve) => {
    out.on("response", (answer) => {
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
    });
    out.on("error", (fault: Error & { code?: string }) => {
      const isLate = fault.name === "TimeoutError" || fault.name === "AbortError";
      const said = isLate ? "no-answer-in-time" : fault.message === "target-not-allowed" ? fault.message : (fault.code ?? fault.message);
      resolve({ status: null, reply: said.slice(0, mostReply) });
    });
  });
}
