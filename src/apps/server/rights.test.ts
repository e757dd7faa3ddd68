// The walls, asked of every route of the house: nobody from outside, no agency without a share, no other workspace's member, and no change by those who only read.
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { allRoutes } from "#apps/server/gather.ts";
import { setStageMappings } from "#features/mappings/contract.ts";
import { type EntityName, entityFields } from "#facts/entities.ts";
import type { Endpoint } from "#kit/endpoint.ts";
import { aFact, aLead, aWonDeal } from "#testing/builders.ts";
import { changeBodies } from "#testing/change-bodies.ts";
import { type FreshDatabase, aWorkspace, freshDatabase } from "#testing/database.ts";
import { Ledger } from "#testing/ledger-of-one.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

const memberEndpoints = allRoutes.map((route) => route.endpoint).filter((endpoint) => endpoint.audience === "member");
const gets = memberEndpoints.filter((endpoint) => endpoint.method === "GET" && endpoint.gives !== "events");
const followed = memberEndpoints.filter((endpoint) => endpoint.gives === "events");
const changes = memberEndpoints.filter((endpoint) => endpoint.method !== "GET");

/** Open to an agency: what it is told of itself, of the workspace's name, and of what is shared with it. */
const openToAgencies: ReadonlySet<string> = new Set([
  "readWorkspace",
  "listShares",
  "readAgencyWork",
  "readAgencyPromises",
  "listAgencyCases",
  "exportAgencyCases",
  "listAgencySpend",
  "searchAll",
  "listThreads",
  "showSubjects",
  "listProjects",
  "listNotices",
  "countNotices",
  "readNoticeSettings",
]);
/** On record of the company and of its other agency: none of it may reach the agency that was shown campaign A alone. */
const secrets = [
  "Secret Buyer",
  "Secret Person",
  "Secret Seller",
  "Campaign B",
  "lead-b",
  "spend-b",
  "The other agency",
  "98765432",
  "31415926",
  "Secret file",
];

/** One's own: whoever only reads has notices too, agencies among them, marks them and chooses what of them comes by mail. */
const ofEverybodysOwn: ReadonlySet<string> = new Set(["markNotices", "changeNoticeSettings"]);
/** The same, closed to agencies. */
const ofOnesOwn: ReadonlySet<string> = new Set(["changeDigest", "markVisit", "standHere", "choosePresence", "followSubject", "markThreadRead", "muteMember"]);

let fresh: FreshDatabase;
let server: ServerForTests;
let other: ServerForTests;
let agency: Ask;
let viewer: Ask;
let compensation: Ask;
let stranger: Ask;
let outsider: Ask;
let told = "";

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId);
  const second = await aWorkspace(fresh.database, "second-firm");
  other = await aServer(fresh.database, second);
  const me = await server.member("agency");
  agency = me.ask;
  viewer = (await server.member("viewer")).ask;
  compensation = (await server.member("compensation")).ask;
  stranger = (await other.member("administrator")).ask;
  outsider = server.browser();
  await fillWithSecrets(me.memberId);
});
afterAll(async () => {
  await other.close();
  await server.close();
  await fresh.close();
});

/** A company with something to hide: campaign A of one agency and B of another, buyers, people, prices and pay. */
async function fillWithSecrets(memberId: string): Promise<void> {
  const ledger = new Ledger(fresh.database, fresh.workspaceId);
  const load = (entity: EntityName, rows: readonly object[]) =>
    ledger.load(rows, { entity, mapped: Object.keys(entityFields[entity]).filter((field) => field !== "id") });
  await load(
    "campaign",
    ["A", "B"].map((name) => aFact("campaign", { id: `camp-${name}`, name: `Campaign ${name}`, channel: `channel ${name}` })),
  );
  await load("account", [aFact("account", { id: "buyer", name: "Secret Buyer" })]);
  await load("contact", [aFact("contact", { id: "person", name: "Secret Person", account: "buyer" })]);
  await load("seller", [aFact("seller", { id: "seller", name: "Secret Seller" })]);
  await load("seller-cost", [aFact("seller-cost", { id: "pay", seller: "seller", from: "2025-01-01", until: "2026-01-01", amount: 31_415_926 })]);
  const lead = { account: "buyer", contact: "person", owner: "seller" };
  await load("lead", [aLead({ id: "lead-a", campaign: "camp-A", deal: "deal-a", ...lead }), aLead({ id: "lead-b", campaign: "camp-B", ...lead })]);
  await load("deal", [aWonDeal({ id: "deal-a", name: "Doors for Secret Buyer", account: "buyer", owner: "seller", amount: 98_765_432, listPrice: null })]);
  await load(
    "spend",
    ["A", "B"].map((name) => aFact("spend", { id: `spend-${name.toLowerCase()}`, day: "2025-03-01", amount: 100_00, campaign: `camp-${name}` })),
  );
  await (
    await server.member("administrator")
  ).ask(setStageMappings, { body: { stages: [{ source: "crm", recordKind: "deal", sourceStage: "won", stage: "won" }] } });
  const { memberId: rival } = await server.member("agency");
  await ledger.in(async (tx) => {
    await tx.run("update evenhand.member set name = 'The other agency' where workspace_id = $1 and id = $2", [fresh.workspaceId, rival]);
    for (const [who, what] of [
      [memberId, "camp-A"],
      [rival, "camp-B"],
    ])
      await tx.run("insert into evenhand.share (workspace_id, id, kind, subject_id, member_id) values ($1, gen_random_uuid(), 'campaign', $2, $3)", [
        fresh.workspaceId,
        what,
        who,
      ]);
  });
}

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
/** What hands out a way in (keys, a calendar's address) is closed to API keys, whichever workspace they ask about: that is said before the workspace is looked up. */
const closedToKeys = new Set(allRoutes.filter(({ options }) => options.scope === "never").map(({ endpoint }) => endpoint.name));
const statusForStrangers = (endpoint: Endpoint) => (closedToKeys.has(endpoint.name) ? 403 : 404);
const sample: Readonly<Record<string, string>> = { entity: "deal", key: "sales-cycle", driver: "discount", source: "crm" };
const queries: Readonly<Record<string, Record<string, unknown>>> = {
  shortfallRecords: { driver: "discount" },
  listMoved: { step: "new" },
  exportShortfall: { format: "csv" },
  previewGoal: { key: "cycle-median-won", baseline: "2025-Q1", day: "2026-12-31" },
  searchAll: { q: "an" },
  testChange: { figure: "revenue", day: "2026-01-01" },
  readFigureSeries: { keys: ["revenue"] },
  compareCycles: { by: "segment" },
  receiveImport: { name: "deals.csv" },
  takeVerdictBack: { deal: "1" },
  listFiles: { kind: "project", id: "00000000-0000-4000-8000-000000000000" },
  addFile: { kind: "project", id: "00000000-0000-4000-8000-000000000000", name: "plan.pdf" },
  readThread: { about: "campaign:camp-B" },
  readThreadLinks: { about: "campaign:camp-B" },
  findLinks: { text: "camp" },
  findReaders: { about: "campaign:camp-A" },
  showSubjects: { about: ["campaign:camp-A", "campaign:camp-B", "deal:deal-a"] },
  lookAtBadges: { name: "badges.csv" },
  takeBadges: { name: "badges.csv", mapping: "{}", file: "00000000-0000-4000-8000-000000000000" },
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
    const { status, text } = await agency(endpoint, filled(endpoint));
    expect([403, 404]).toContain(status);
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });

  test.runIf(openToAgencies.has(name))("shows an agency nothing but what was shared with it", async () => {
    const { status, text } = await agency(endpoint, filled(endpoint));
    expect([status, secrets.filter((secret) => text.includes(secret))]).toEqual([200, []]);
    told += text;
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
  test.each(changes.filter(({ name }) => !ofEverybodysOwn.has(name)).map((endpoint) => [endpoint.name, endpoint] as const))(
    "is refused %s for who they are",
    async (name, endpoint) => {
      const body = endpoint.takes === "stream" || endpoint.body ? { body: changeBodies[name] ?? {} } : {};
      for (const ask of ofOnesOwn.has(name) ? [agency] : [viewer, compensation, agency]) {
        const { status, text } = await ask(endpoint, { ...filled(endpoint), ...body });
        // 404 where the record is looked for before anything is said of it; 400: what it might say belongs into change-bodies.ts.
        expect([403, 404].includes(status) ? "refused" : text).toBe("refused");
      }
    },
  );
});

test("what was shared has been told: campaign A with its lead, its spend and its won deal, so that silence is no accident", () => {
  expect(["Campaign A", "lead-a", "spend-a", '"won":1'].filter((shown) => !told.includes(shown))).toEqual([]);
});

test("what an agency may not see does not exist for it, whatever it names: the record of its own campaign, another's campaign, another agency", async () => {
  const status = async (name: string, asked: Parameters<Ask>[1]) =>
    (
      await agency(
        gets.find((each) => each.name === name)!,
        asked,
      )
    ).status;
  expect(await status("showRecord", { params: { entity: "campaign", id: "camp-A" } })).toBe(403);
  expect(await status("showRecord", { params: { entity: "deal", id: "deal-a" } })).toBe(403);
  expect(await status("listAgencyCases", { query: { kind: "campaign", id: "camp-B" } })).toBe(404);
  expect(await status("listAgencyCases", { query: { kind: "campaign", id: "no-such-thing" } })).toBe(404);
  expect(await status("readAgencyWork", { query: { member: "00000000-0000-4000-8000-000000000000" } })).toBe(403);
});

test("the list of rooms is whole: every feature with routes is gathered", () => {
  expect(new Set(allRoutes.map((route) => route.endpoint.tag)).size).toBeGreaterThanOrEqual(13);
});
