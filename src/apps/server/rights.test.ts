// The walls, asked of every route of the house: nobody from outside, no agency without a share, no other workspace's member, and no change by those who only read.
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { allRoutes } from "#apps/server/gather.ts";
import type { Endpoint } from "#kit/endpoint.ts";
import { changeBodies } from "#testing/change-bodies.ts";
import { type FreshDatabase, aWorkspace, freshDatabase } from "#testing/database.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

const memberEndpoints = allRoutes.map((route) => route.endpoint).filter((endpoint) => endpoint.audience === "member");
const gets = memberEndpoints.filter((endpoint) => endpoint.method === "GET" && endpoint.gives !== "events");
const followed = memberEndpoints.filter((endpoint) => endpoint.gives === "events");
const changes = memberEndpoints.filter((endpoint) => endpoint.method !== "GET");

/** Open to an agency: what it is told of itself, of the workspace's name, and of what is shared with it. */
const openToAgencies: ReadonlySet<string> = new Set(["readWorkspace", "listShares", "listKeys"]);

let fresh: FreshDatabase;
let server: ServerForTests;
let other: ServerForTests;
let agency: Ask;
let viewer: Ask;
let compensation: Ask;
let stranger: Ask;
let outsider: Ask;

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId);
  const second = await aWorkspace(fresh.database, "second-firm");
  other = await aServer(fresh.database, second);
  agency = (await server.member("agency")).ask;
  viewer = (await server.member("viewer")).ask;
  compensation = (await server.member("compensation")).ask;
  stranger = (await other.member("administrator")).ask;
  outsider = server.browser();
});
afterAll(async () => {
  await other.close();
  await server.close();
  await fresh.close();
});

/** Something for every parameter of the path, and the few queries that a question cannot do without. */
const filled = (endpoint: Endpoint) => ({
  params: Object.fromEntries(
    [...endpoint.path.matchAll(/:([a-zA-Z]+)/g)]
      .map((match) => match[1]!)
      .filter((name) => name !== "workspace")
      .map((name) => [name, sample[name] ?? "00000000-0000-4000-8000-000000000000"]),
  ),
  query: queries[endpoint.name] ?? {},
});
/** API keys are closed to API keys, whichever workspace they ask about: that is said before the workspace is looked up. */
const statusForStrangers = (endpoint: Endpoint) => (endpoint.tag === "keys" ? 403 : 404);
const sample: Readonly<Record<string, string>> = { entity: "deal", key: "sales-cycle", driver: "discount", source: "crm" };
const queries: Readonly<Record<string, Record<string, unknown>>> = {
  shortfallRecords: { driver: "discount" },
  listMoved: { step: "new" },
  exportShortfall: { format: "csv" },
  previewGoal: { key: "cycle-median-won", baseline: "2025-Q1", day: "2026-12-31" },
  findRecords: { text: "an" },
  testChange: { figure: "revenue", day: "2026-01-01" },
  readFigureSeries: { keys: ["revenue"] },
  compareCycles: { by: "segment" },
  receiveImport: { name: "deals.csv" },
  takeVerdictBack: { deal: "1" },
  tryClaim: { standard: "budget-cut" },
};

describe.each(gets.map((endpoint) => [endpoint.name, endpoint] as const))("%s", (name, endpoint) => {
  test("is closed to whoever is not signed in", async () => {
    expect((await outsider(endpoint, filled(endpoint))).status).toBe(401);
  });

  test("does not exist for a member of another workspace", async () => {
    // The stranger's key belongs to the second firm; the address names the first.
    const { params, query } = filled(endpoint);
    expect((await stranger(endpoint, { params: { ...params, workspace: server.slug }, query })).status).toBe(statusForStrangers(endpoint));
  });

  test.runIf(!openToAgencies.has(name))("shows nothing to an agency", async () => {
    const { status } = await agency(endpoint, filled(endpoint));
    expect([403, 404]).toContain(status);
  });
});

test.each(changes.map((endpoint) => [endpoint.name, endpoint] as const))(
  "%s changes nothing for whoever is not signed in, or of another workspace",
  async (_, endpoint) => {
    const { params, query } = filled(endpoint);
    const body = endpoint.takes === "stream" ? "a" : {};
    expect((await outsider(endpoint, { params, query, body })).status).toBe(401);
    expect((await stranger(endpoint, { params: { ...params, workspace: server.slug }, query, body })).status).toBe(statusForStrangers(endpoint));
  },
);

test.each(followed.map((endpoint) => [endpoint.name, endpoint] as const))("%s tells nothing to outsiders or strangers", async (_, endpoint) => {
  expect((await outsider(endpoint)).status).toBe(401);
  expect((await stranger(endpoint, { params: { workspace: server.slug } })).status).toBe(404);
});

describe("whoever only reads", () => {
  test.each(changes.map((endpoint) => [endpoint.name, endpoint] as const))("is refused %s for who they are", async (name, endpoint) => {
    const body = endpoint.takes === "stream" || endpoint.body ? { body: changeBodies[name] ?? {} } : {};
    for (const ask of [viewer, compensation, agency]) {
      const { status, text } = await ask(endpoint, { ...filled(endpoint), ...body });
      // 404 where the record is looked for before anything is said of it; 400: what it might say belongs into change-bodies.ts.
      expect([403, 404].includes(status) ? "refused" : text).toBe("refused");
    }
  });
});

test("the list of rooms is whole: every feature with routes is gathered", () => {
  expect(new Set(allRoutes.map((route) => route.endpoint.tag)).size).toBeGreaterThanOrEqual(13);
});
