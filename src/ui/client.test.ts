// The client asks as the contract says and turns every refusal into a problem with a code.
import { afterEach, expect, test, vi } from "vitest";
import { z } from "zod";

import { endpoint } from "#kit/endpoint.ts";
import { ProblemError, ask, problemOf, whereIs } from "#ui/client.ts";

const rename = endpoint({
  name: "rename",
  method: "PATCH",
  path: "/api/w/:workspace/things/:id",
  audience: "member",
  summary: "Rename a thing",
  tag: "things",
  params: z.strictObject({ workspace: z.string(), id: z.string() }),
  query: z.strictObject({ loud: z.string().optional() }),
  body: z.strictObject({ name: z.string() }),
  reply: z.object({ name: z.string() }),
});

afterEach(() => vi.unstubAllGlobals());

const answering = (response: Response | Error) => {
  const fetching = vi.fn<() => Promise<Response>>(async () => {
    if (response instanceof Error) throw response;
    return response;
  });
  vi.stubGlobal("fetch", fetching);
  return fetching;
};

test("path, query and body go where the contract puts them", async () => {
  const fetching = answering(Response.json({ name: "B" }));
  await expect(ask(rename, { params: { workspace: "north star", id: "1" }, query: { loud: "yes" }, body: { name: "B" } })).resolves.toEqual({ name: "B" });
  const [address, init] = fetching.mock.calls[0] as unknown as [string, RequestInit];
  expect(address).toBe("/api/w/north%20star/things/1?loud=yes");
  expect(init).toMatchObject({ method: "PATCH", body: '{"name":"B"}', credentials: "same-origin" });
});

test("a refusal keeps its code and details", async () => {
  const problem = {
    type: "about:blank",
    title: "Forbidden",
    status: 403,
    code: "only-administrators",
    detail: "An administrator does this.",
    details: { name: "Anna" },
  };
  answering(Response.json(problem, { status: 403 }));
  const error: unknown = await ask(rename, { params: { workspace: "a", id: "1" }, body: { name: "B" } }).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ProblemError);
  expect(problemOf(error)).toEqual(problem);
});

test("a proxy's page is a problem by its status, and a silent server is unreachable", async () => {
  answering(new Response("<html>", { status: 502, statusText: "Bad Gateway" }));
  const asked = () => ask(rename, { params: { workspace: "a", id: "1" }, body: { name: "B" } });
  await expect(asked()).rejects.toMatchObject({ problem: { code: "status-502", status: 502 } });
  answering(new TypeError("fetch failed"));
  await expect(asked()).rejects.toMatchObject({ problem: { code: "unreachable", status: 0 } });
});

test("the address of a file is the endpoint's own", () => {
  expect(whereIs(rename, { params: { workspace: "a", id: "1" }, query: { loud: "yes" } })).toBe("/api/w/a/things/1?loud=yes");
});
