// Rooms for trying the thread beside: answers that hold it up, break it down, fill its memory or wait to be left.
import { existsSync, writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";
import { z } from "zod";

import { deny } from "#http/answers.ts";
import { type Route, serve } from "#http/route.ts";
import { endpoint } from "#kit/endpoint.ts";
import { cameTo } from "#kit/long-work.ts";
import { inWorkspace } from "#kit/shapes.ts";

const base = { audience: "member", tag: "test", summary: "test", params: inWorkspace } as const;
const asks = <Q extends z.ZodType, R extends z.ZodType>(name: string, query: Q, reply: R) =>
  endpoint({ ...base, name, method: "GET", path: `/api/w/:workspace/${name}`, query, reply });
const nothing = z.strictObject({});

export const whereFrom = endpoint({
  ...base,
  name: "whereFrom",
  method: "POST",
  path: "/api/w/:workspace/whereFrom",
  creates: true,
  body: z.strictObject({ text: z.string() }),
  reply: z.object({ text: z.string(), isBeside: z.boolean(), role: z.string(), asOf: z.string(), language: z.string(), members: z.number() }),
});
export const holdUp = asks("holdUp", z.strictObject({ until: z.string() }), z.object({}));
export const breakDown = asks("breakDown", nothing, z.object({}));
export const fillMemory = asks("fillMemory", nothing, z.object({}));
export const refused = asks("refused", nothing, z.object({}));
export const thrown = asks("thrown", nothing, z.object({}));
export const counted = asks("counted", z.strictObject({ name: z.string() }), z.object({ times: z.number() }));
export const untilLeft = asks("untilLeft", z.strictObject({ note: z.string() }), z.object({}));
export const atWork = asks("atWork", z.strictObject({ note: z.string() }), z.object({}));
export const paper = endpoint({ ...base, name: "paper", method: "GET", path: "/api/w/:workspace/paper", gives: "file", reply: z.string() });

const beside = { runsBeside: true, sentences: { "not-today": "Not today." } };
const times = new Map<string, number>();

export const allRoutes: readonly Route[] = [
  serve(
    whereFrom,
    async ({ body, asker, asOf, workspace, database, reply }) => {
      const { members } = await database.inWorkspace(
        workspace.id,
        (tx) => tx.one<{ members: number }>("select count(*) as members from evenhand.member where workspace_id = $1", [workspace.id]),
        { readOnly: true },
      );
      reply.header("x-from", "the handler");
      return { text: body.text, isBeside: !isMainThread, role: asker.role, asOf, language: workspace.language, members };
    },
    beside,
  ),
  serve(
    holdUp,
    async ({ query }) => {
      writeFileSync(`${query.until}.begun`, "");
      // Nothing else can happen in this thread meanwhile.
      while (!existsSync(query.until)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
      return {};
    },
    beside,
  ),
  serve(
    breakDown,
    async () => {
      setTimeout(() => {
        throw new Error("broken");
      }, 0);
      await new Promise(() => {});
      return {};
    },
    beside,
  ),
  serve(
    fillMemory,
    async () => {
      const held: object[] = [];
      for (;;) held.push({ n: held.length, more: [held.length] });
    },
    beside,
  ),
  serve(refused, async () => deny("not-today", { day: "Monday" }), beside),
  serve(
    thrown,
    async () => {
      throw new Error("a secret detail");
    },
    beside,
  ),
  serve(
    counted,
    async ({ query: { name } }) => {
      times.set(name, (times.get(name) ?? 0) + 1);
      return { times: times.get(name)! };
    },
    { ...beside, isOfFactsAlone: true },
  ),
  serve(
    untilLeft,
    async ({ query, signal }) => {
      writeFileSync(`${query.note}.begun`, "");
      await new Promise<void>((resolve) => {
        signal.addEventListener("abort", () => resolve(), { once: true });
      });
      writeFileSync(query.note, "");
      return {};
    },
    beside,
  ),
  serve(
    atWork,
    async ({ query }) => {
      writeFileSync(`${query.note}.begun`, "");
      // Work without a pause: it hears nothing but what it is told where it says how far it has come.
      for (let ended = performance.now() + 60_000; performance.now() < ended;) cameTo("draws", 0.25);
      writeFileSync(query.note, "");
      return {};
    },
    beside,
  ),
  serve(
    paper,
    async () => {
      async function* pieces(): AsyncGenerator<Uint8Array> {
        yield Buffer.from("one ");
        yield Buffer.from("two");
      }
      return { name: "paper.txt", type: "text/plain; charset=utf-8", content: pieces() };
    },
    beside,
  ),
];
