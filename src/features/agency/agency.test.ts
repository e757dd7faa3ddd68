// An agency is shown two campaigns and a channel: what it then sees, what it never sees, and who may show and take back.
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { roles } from "#facts/department.ts";
import { whyNotSeeAgencies, whyNotSeeWork, whyNotShare } from "#features/agency/access.ts";
import {
  type AgencyWork,
  exportAgencyCases,
  findShareable,
  listAgencies,
  listAgencyCases,
  listAgencySpend,
  listShares,
  readAgencyWork,
  shareWithAgency,
  stopSharing,
} from "#features/agency/contract.ts";
import { shareableWith } from "#features/agency/rules.ts";
import { listAudit } from "#features/audit/contract.ts";
import { setStageMappings } from "#features/mappings/contract.ts";
import { dealColumnsOf } from "#facts/columns.ts";
import { aFact, aLead, aWonDeal } from "#testing/builders.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { Ledger } from "#testing/ledger-of-one.ts";
import { type ServerForTests, aServer } from "#testing/server.ts";

type MemberForTests = Awaited<ReturnType<ServerForTests["member"]>>;

let fresh: FreshDatabase;
let server: ServerForTests;
let head: MemberForTests;
let viewer: MemberForTests;
let one: MemberForTests;
let other: MemberForTests;

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId);
  [head, viewer] = [await server.member("head-of-marketing", { department: "marketing" }), await server.member("viewer")];
  [one, other] = [await server.member("agency"), await server.member("agency")];
  const ledger = new Ledger(fresh.database, fresh.workspaceId);
  const campaign = (id: string, name: string, channel: string) =>
    aFact("campaign", { id, name, channel, startsOn: "2025-02-01", plannedCost: 500_00, currency: "USD" });
  await ledger.load([campaign("c-a", "Spring show", "exhibition"), campaign("c-b", "Summer mail", "mail")], {
    entity: "campaign",
    mapped: ["name", "channel", "startsOn", "plannedCost", "currency"],
  });
  await ledger.load([aWonDeal({ id: "d1", lead: "l1", amount: 777_77, currency: "USD" })], {
    mapped: ["lead", "stage", "createdOn", "closedOn", "amount", "currency"],
  });
  const lead = (id: string, campaignId: string) => aLead({ id, campaign: campaignId, channel: null, account: "Secret Buyer", owner: "Secret Seller" });
  await ledger.load([lead("l1", "c-a"), lead("l2", "c-a"), lead("l3", "c-b")], {
    entity: "lead",
    mapped: ["campaign", "channel", "account", "owner", "stage", "createdAt", "region"],
  });
  const spend = (id: string, campaignId: string, amount: number) =>
    aFact("spend", { id, day: "2025-02-10", amount, currency: "USD", campaign: campaignId, category: "Stand", status: "actual" });
  await ledger.load([spend("s1", "c-a", 300_00), spend("s2", "Summer mail", 50_00)], {
    entity: "spend",
    mapped: ["day", "amount", "currency", "campaign", "category", "status"],
  });
  const stages = [
    { source: "crm", recordKind: "deal", sourceStage: "won", stage: "won" },
    { source: "crm", recordKind: "lead", sourceStage: "lead", stage: "lead" },
  ];
  await head.ask(setStageMappings, { body: { stages } });
  const touch = (id: string, campaignId: string) => aFact("touchpoint", { id, at: "2025-02-20T10:00:00.000Z", campaign: campaignId });
  await ledger.load([touch("t1", "c-a"), touch("t2", "Spring show"), touch("t3", "c-b")], { entity: "touchpoint", mapped: ["at", "campaign"] });
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

const share = (who: MemberForTests, kind: string, subjectId: string, by = head) =>
  by.ask(shareWithAgency, { body: { kind, subjectId, memberId: who.memberId } });
const workOf = async (who: MemberForTests, query = {}) => (await who.ask(readAgencyWork, { query })).body as AgencyWork;

describe("sharing", () => {
  it("is for heads and administrators; others look, and agencies do not even do that", () => {
    const open = (why: (asker: { role: (typeof roles)[number] }) => string | null) => roles.filter((role) => why({ role }) === null);
    expect(open(whyNotShare)).toEqual(["administrator", "head-of-sales", "head-of-marketing"]);
    expect(open(whyNotSeeAgencies)).toEqual(roles.filter((role) => role !== "agency"));
    expect(whyNotSeeWork({ role: "agency", memberId: "m1" }, "m1")).toBeNull();
    expect(whyNotSeeWork({ role: "agency", memberId: "m1" }, "m2")).toBe("agency-sees-only-what-is-shared");
  });

  it("is done once, stands in the log by name, and is taken back", async () => {
    const made = (await share(one, "campaign", "c-a")).body;
    expect(made).toMatchObject({ kind: "campaign", subjectId: "c-a", name: "Spring show", memberId: one.memberId, sharedBy: "A head-of-marketing" });
    expect((await share(one, "campaign", "c-a")).body.id).toBe(made.id);
    const logged = async (act: string) => (await head.ask(listAudit, { query: { act } })).body.entries;
    expect(await logged("record.shared")).toMatchObject([{ subjectName: "Spring show", after: { with: "A agency" } }]);
    expect((await viewer.ask(listShares)).body).toMatchObject({ shares: [{ id: made.id }], whyNotShare: "only-heads-share" });
    expect((await viewer.ask(stopSharing, { params: { id: made.id } })).body.code).toBe("only-heads-share");
    expect((await head.ask(stopSharing, { params: { id: made.id } })).status).toBe(200);
    expect((await head.ask(stopSharing, { params: { id: made.id } })).status).toBe(404);
    expect(await logged("record.unshared")).toMatchObject([{ subjectName: "Spring show", before: { with: "A agency" } }]);
  });

  it("opens campaigns and channels that are on record, to agencies alone", async () => {
    expect((await share(one, "campaign", "c-zz")).status).toBe(404);
    expect((await share(one, "channel", "radio")).status).toBe(404);
    expect((await share(one, "deal", "d1")).status).toBe(400);
    expect((await share(viewer, "campaign", "c-a")).body.code).toBe("not-an-agency");
    expect((await share(one, "campaign", "c-a", viewer)).body.code).toBe("only-heads-share");
    expect((await share(one, "campaign", "c-a", one)).body.code).toBe("only-heads-share");
  });

  it("is found by a part of a name: campaigns, the latest first, then channels", async () => {
    const found = async (text: string) =>
      (await viewer.ask(findShareable, { query: { text } })).body.found.map(({ kind, id }: { kind: string; id: string }) => `${kind} ${id}`);
    expect(await found("")).toEqual(["campaign c-a", "campaign c-b", "channel exhibition", "channel mail"]);
    expect(await found("MAIL")).toEqual(["campaign c-b", "channel mail"]);
    const many = Array.from({ length: 100 }, (_, n) =>
      aFact("campaign", { id: `c${n}`, startsOn: `2025-01-${String((n % 28) + 1).padStart(2, "0")}`, channel: "mail" }),
    );
    const told = shareableWith("", { campaigns: many, leads: null, deals: dealColumnsOf([]), spend: [] });
    expect([told.total, told.found.length, told.found[0]!.startsOn, told.found.at(-1)!.id]).toEqual([101, 40, "2025-01-28", "mail"]);
  });
});

describe("an agency", () => {
  let shared: string;
  beforeAll(async () => {
    shared = (await share(one, "campaign", "c-a")).body.id;
    await share(other, "channel", "mail");
  });

  it("sees what it runs: two leads, one won, 300 spent, two touches; and the same is shown to who asks about it", async () => {
    const told = await workOf(one);
    expect(told).toMatchObject({ agency: { isYou: true }, unit: "lead", currency: "USD", whyNotShare: "only-heads-share" });
    expect(told.work).toMatchObject([
      { kind: "campaign", id: "c-a", name: "Spring show", planned: { amount: 500_00 }, result: { leads: 2, won: 1, open: 1, touches: 2 } },
    ]);
    expect(told.all!.numbers.map(({ key, value }) => [key, value])).toEqual([
      ["campaign-spend", 300_00],
      ["campaign-cost-per-lead", 150_00],
      ["campaign-cost-per-won", 300_00],
    ]);
    expect(told.period!.from).toBe("2025-02-10");
    const looked = await workOf(head, { member: one.memberId });
    expect(looked).toEqual({ ...told, agency: { ...told.agency, isYou: false }, whyNotShare: null });
    expect((await workOf(one, { period: "2024" })).all).toMatchObject({ leads: 0, touches: 0 });
  });

  it("sees its leads and lines one by one, and saves them, without buyers, people or prices", async () => {
    const { cases, total } = (await one.ask(listAgencyCases)).body;
    expect([total, cases.map(({ id, outcome }: { id: string; outcome: string }) => [id, outcome])]).toEqual([
      2,
      [
        ["l2", "open"],
        ["l1", "won"],
      ],
    ]);
    expect((await one.ask(listAgencyCases, { query: { outcome: "won" } })).body.cases).toMatchObject([{ id: "l1", step: "won", of: ["Spring show"] }]);
    expect((await one.ask(listAgencyCases, { query: { step: "won" } })).body.total).toBe(1);
    expect((await one.ask(listAgencySpend)).body.lines).toMatchObject([{ id: "s1", amount: 300_00, category: "Stand" }]);
    const file = String((await one.ask(exportAgencyCases)).body).split("\r\n");
    expect([file.length, file[0], file[2]]).toEqual([
      4,
      "\uFEFFId,Came in,Step,Step reached on,Outcome,Of,Channel,Segment,Region,Grade",
      "l1,2025-03-03,won,2025-04-30,won,Spring show,exhibition,,Moscow,",
    ]);
  });

  it("sees nothing of another's: neither its work, nor a campaign that was not shared, nor who else is here", async () => {
    expect((await one.ask(readAgencyWork, { query: { member: other.memberId } })).body.code).toBe("agency-sees-only-what-is-shared");
    expect((await one.ask(listAgencyCases, { query: { kind: "campaign", id: "c-b" } })).status).toBe(404);
    expect((await one.ask(listAgencySpend, { query: { kind: "channel", id: "mail" } })).status).toBe(404);
    expect((await one.ask(listShares, { query: { member: other.memberId } })).body.shares).toMatchObject([{ memberId: one.memberId }]);
    expect((await one.ask(listAgencies)).status).toBe(403);
    expect((await one.ask(findShareable)).status).toBe(403);
    expect((await workOf(other)).work).toMatchObject([{ kind: "channel", id: "mail", result: { leads: 1, won: 0, touches: 1 } }]);
    expect((await other.ask(listAgencyCases)).body.cases.map(({ id }: { id: string }) => id)).toEqual(["l3"]);
  });

  it("sees nothing any more from the moment it is taken back", async () => {
    await head.ask(stopSharing, { params: { id: shared } });
    expect(await workOf(one)).toMatchObject({ work: [], all: null, period: null });
    expect((await one.ask(listAgencyCases)).body).toEqual({ total: 0, cases: [] });
  });
});

it("somebody who is no agency says which one is meant, and it must be one", async () => {
  expect((await viewer.ask(readAgencyWork)).body.code).toBe("agency-not-named");
  expect((await viewer.ask(readAgencyWork, { query: { member: head.memberId } })).status).toBe(404);
  const { agencies } = (await viewer.ask(listAgencies)).body;
  expect(agencies).toMatchObject([{ isInService: true, signsIn: false }, { isInService: true }]);
});
