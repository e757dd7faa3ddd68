// Promises between a firm and its agencies: who signs, what holds from when, how it was kept, and that an agency sees and touches its own alone.
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import {
  type AgencyPromises,
  answerDealing,
  enterDealing,
  proposeAgencyPromise,
  readAgencyPromises,
  signAgencyPromise,
  withdrawAgencyPromise,
  withdrawDealing,
} from "#features/agency-promises/contract.ts";
import { answerOf, whyNotTerms } from "#features/agency-promises/rules.ts";
import { type NoticeView, countNotices, listNotices, markNotices, readNoticeSettings } from "#features/notices/contract.ts";
import { entityFields } from "#facts/entities.ts";
import { addDays } from "#kit/day.ts";
import { tell } from "#ledger/notices.ts";
import { raiseFactsVersion } from "#ledger/version.ts";
import { aFact, aLead, aWonDeal } from "#testing/builders.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { Ledger } from "#testing/ledger-of-one.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
type Who = { memberId: string; ask: Ask };
let [boris, seller, viewer, agency, rival] = [] as unknown as [Who, Who, Who, Who, Who];
// Signatures bear the moment of the database, so days are counted from the one on which the test runs.
const today = new Date().toISOString().slice(0, 10);
const day = (days: number) => addDays(today, days);
let now = `${today}T09:00:00Z`;

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId, { now: () => new Date(now) });
  boris = await server.member("head-of-sales", { department: "sales" });
  seller = await server.member("sales", { department: "sales" });
  viewer = await server.member("viewer");
  agency = await server.member("agency");
  rival = await server.member("agency");
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

const terms = (level = 5, atLeast = 0.9) => ({ terms: { level, atLeast }, note: "", holdsFrom: null });
const at = (who: Who, promise = "brief-answered", version?: number) => ({
  params: { agency: who.memberId, promise, ...(version === undefined ? {} : { version }) },
});
const seen = async ({ ask }: Who, query: Record<string, unknown> = {}): Promise<AgencyPromises> => (await ask(readAgencyPromises, { query })).body;
const brief = (more: object = {}) => ({ kind: "brief", about: "Spring campaign", askedOn: day(-1), forOn: null, answeredOn: null, ...more });

describe("a promise", () => {
  it("is proposed by a head or the agency and holds from the second signature on; a viewer and a seller do neither", async () => {
    for (const who of [viewer, seller]) expect((await who.ask(proposeAgencyPromise, { ...at(agency), body: terms() })).status).toBe(403);
    expect((await boris.ask(proposeAgencyPromise, { ...at(agency), body: terms() })).body).toEqual({ version: 1 });
    expect((await seen(viewer)).promises).toMatchObject([{ key: "brief-answered", status: "not-agreed", terms: null, waitsFor: ["agency"] }]);
    const code = async (who: Who, body: object) => (await who.ask(proposeAgencyPromise, { ...at(agency), body })).body.code;
    expect(await code(agency, terms(7))).toBe("another-is-waiting");
    expect((await boris.ask(signAgencyPromise, { ...at(agency, "brief-answered", 1), body: {} })).body.code).toBe("already-signed");
    expect((await seller.ask(signAgencyPromise, { ...at(agency, "brief-answered", 1), body: {} })).status).toBe(403);
    expect((await agency.ask(signAgencyPromise, { ...at(agency, "brief-answered", 1), body: {} })).status).toBe(200);
    const [one] = (await seen(agency)).promises;
    expect(one).toMatchObject({ status: "cannot-be-told", reason: "no-cases", terms: { level: 5, atLeast: 0.9 }, waitsFor: [] });
    expect(one!.versions[0]).toMatchObject({ state: "in-force", signatures: [{ party: "firm" }, { party: "agency" }] });
    expect(await code(boris, terms())).toBe("same-as-in-force");
    expect(await code(boris, { ...terms(6), holdsFrom: day(-1) })).toBe("begins-in-past");
    expect((await boris.ask(withdrawAgencyPromise, at(agency, "brief-answered", 1))).body.code).toBe("signed-by-both");
    expect((await agency.ask(proposeAgencyPromise, { ...at(agency), body: terms(7) })).body).toEqual({ version: 2 });
    expect((await boris.ask(withdrawAgencyPromise, at(agency, "brief-answered", 2))).status).toBe(200);
    expect(whyNotTerms([], { key: "report-in-time", terms: { level: 29, atLeast: 0.9 }, holdsFrom: null, today: day(0) })).toBe("level-too-high");
  });

  it("is kept or not by the days that either side entered, each with who said so; what was entered in error is taken back", async () => {
    const days = { askedOn: day(0) };
    const { body: kept } = await boris.ask(enterDealing, { params: { agency: agency.memberId }, body: brief(days) });
    await boris.ask(enterDealing, { params: { agency: agency.memberId }, body: brief({ ...days, about: "Autumn campaign" }) });
    expect((await seller.ask(enterDealing, { params: { agency: agency.memberId }, body: brief(days) })).status).toBe(403);
    now = `${day(18)}T09:00:00Z`;
    const answer = (who: Who, answeredOn: string | null) => who.ask(answerDealing, { params: { id: kept.id }, body: { answeredOn } });
    expect((await answer(agency, day(-1))).body.code).toBe("answered-before-asked");
    expect((await answer(agency, day(19))).body.code).toBe("begins-in-the-future");
    expect((await answer(agency, day(4))).status).toBe(200);
    const told = await seen(boris);
    expect(told.dealings.map(({ about, answeredBy }) => [about, answeredBy !== null])).toEqual(expect.arrayContaining([["Spring campaign", true]]));
    // One of two in five days: Wilson's range of a half ends at 0.879, under the 0.9 that was promised.
    expect(told.promises[0]).toMatchObject({ kept: 1, sample: 2, status: "broken", reason: null });
    expect(told.promises[0]!.cases.map(({ about, isKept }) => [about, isKept])).toEqual(
      expect.arrayContaining([
        ["Spring campaign", true],
        ["Autumn campaign", false],
      ]),
    );
    const autumn = told.dealings.find(({ about }) => about === "Autumn campaign")!;
    const withdraw = (who: Who, isWithdrawn: boolean) => who.ask(withdrawDealing, { params: { id: autumn.id }, body: { isWithdrawn } });
    await withdraw(boris, true);
    expect((await seen(agency)).promises[0]).toMatchObject({ kept: 1, sample: 1, status: "kept" });
    expect(answerOf((await seen(agency)).promises)).toEqual({ agency: { all: 1, kept: 1, broken: 0 }, firm: { all: 0, kept: 0, broken: 0 }, waits: 0 });
    await withdraw(boris, false);
  });

  it("on leads counts those of what is shown to the agency, and says so where nothing is", async () => {
    const ledger = new Ledger(fresh.database, fresh.workspaceId);
    const load = async (entity: "campaign" | "lead" | "deal", rows: readonly object[]) =>
      ledger.load(rows, { entity, mapped: Object.keys(entityFields[entity]).filter((field) => field !== "id") });
    await load("campaign", [aFact("campaign", { id: "a", name: "Ours" }), aFact("campaign", { id: "b", name: "Theirs" })]);
    const lead = (id: string, campaign: string, createdAt: string, acceptedAt: string | null) =>
      aLead({ id, campaign, createdAt, acceptedAt, returnedAt: null, firstAttemptAt: null });
    await load("lead", [
      lead("quick", "a", `${day(19)}T08:00:00Z`, `${day(20)}T08:00:00Z`),
      lead("slow", "a", `${day(19)}T08:00:00Z`, `${day(26)}T08:00:00Z`),
      lead("foreign", "b", `${day(19)}T08:00:00Z`, null),
    ]);
    await load("deal", [aWonDeal({ id: "d", createdOn: day(-60), closedOn: day(39) })]);
    await ledger.in((tx) => raiseFactsVersion(tx, fresh.workspaceId));
    await boris.ask(proposeAgencyPromise, { ...at(agency, "lead-feedback"), body: terms(3) });
    await agency.ask(signAgencyPromise, { ...at(agency, "lead-feedback", 1), body: {} });
    now = `${day(41)}T09:00:00Z`;
    const feedback = async () => (await seen(agency)).promises.find(({ key }) => key === "lead-feedback")!;
    expect(await feedback()).toMatchObject({ status: "cannot-be-told", reason: "nothing-shared", sample: 0 });
    await ledger.in((tx) =>
      tx.run("insert into evenhand.share (workspace_id, id, kind, subject_id, member_id) values ($1, gen_random_uuid(), 'campaign', 'a', $2)", [
        fresh.workspaceId,
        agency.memberId,
      ]),
    );
    expect((await feedback()).cases.map(({ id, isKept }) => [id, isKept])).toEqual([
      ["quick", true],
      ["slow", false],
    ]);
  });
});

describe("an agency", () => {
  it("sees its own promises and nothing of another's, whatever it names, and touches nothing of another's", async () => {
    await boris.ask(proposeAgencyPromise, { ...at(rival), body: { ...terms(9), note: "A secret of the other" } });
    const { body: foreign } = await boris.ask(enterDealing, { params: { agency: rival.memberId }, body: brief({ about: "Secret brief" }) });
    const { status, text } = await agency.ask(readAgencyPromises);
    expect(status).toBe(200);
    expect([rival.memberId, "A secret of the other", "Secret brief", "foreign"].filter((secret) => text.includes(secret))).toEqual([]);
    // The firm sees both.
    expect((await seen(viewer)).agencies.map(({ id }) => id).toSorted()).toEqual([agency.memberId, rival.memberId].toSorted());
    expect((await seen(viewer, { agency: rival.memberId })).dealings.map(({ about }) => about)).toEqual(["Secret brief"]);

    const refused = [
      await agency.ask(readAgencyPromises, { query: { agency: rival.memberId } }),
      await agency.ask(proposeAgencyPromise, { ...at(rival, "invoice-paid"), body: terms() }),
      await agency.ask(signAgencyPromise, { ...at(rival, "brief-answered", 1), body: {} }),
      await agency.ask(withdrawAgencyPromise, at(rival, "brief-answered", 1)),
      await agency.ask(enterDealing, { params: { agency: rival.memberId }, body: brief() }),
      await agency.ask(answerDealing, { params: { id: foreign.id }, body: { answeredOn: null } }),
      await agency.ask(withdrawDealing, { params: { id: foreign.id }, body: { isWithdrawn: true } }),
    ];
    // As if it did not exist: nobody learns by asking who else works for the firm.
    expect(refused.map((each) => each.status)).toEqual(refused.map(() => 404));
    const nowhere = await agency.ask(readAgencyPromises, { query: { agency: "00000000-0000-4000-8000-000000000000" } });
    expect({ ...refused[0]!.body, instance: "" }).toEqual({ ...nowhere.body, instance: "" });
    expect((await seen(rival)).dealings).toHaveLength(1);
  });
});

describe("whose signature is waited for", () => {
  const waits = async ({ ask }: Who) =>
    ((await ask(listNotices, { query: { unseen: "true" } })).body.notices as NoticeView[])
      .filter(({ kind }) => kind === "agency-promise-asked")
      .map(({ subject, data }) => `${subject.id.split("/")[1]} ${data["whatCode"]}`);
  const mark = async () => {
    for (const { ask } of [boris, agency, rival]) await ask(markNotices, { body: {} });
  };
  const report = "report-in-time agency-report-in-time";

  it("is told so: the agency of its own promise alone, the firm's heads of one that an agency proposes; whoever cannot sign is not", async () => {
    await mark();
    await boris.ask(proposeAgencyPromise, { ...at(agency, "report-in-time"), body: terms(10) });
    expect([await waits(agency), await waits(rival), await waits(boris), await waits(viewer)]).toEqual([[report], [], [], []]);
    expect((await agency.ask(countNotices)).body.unseen).toBe(1);
    await agency.ask(signAgencyPromise, { ...at(agency, "report-in-time", 1), body: {} });
    expect(await waits(agency)).toEqual([]);
    await agency.ask(proposeAgencyPromise, { ...at(agency, "report-in-time"), body: terms(8) });
    expect([await waits(agency), await waits(rival), await waits(boris), await waits(seller)]).toEqual([[], [], [report], []]);
    await agency.ask(withdrawAgencyPromise, at(agency, "report-in-time", 2));
    expect(await waits(boris)).toEqual([]);
  });

  it("stays told until it has signed itself, where an administrator signs for neither", async () => {
    await mark();
    const office = await server.member("administrator");
    await office.ask(proposeAgencyPromise, { ...at(rival, "report-in-time"), body: terms(10) });
    expect([await waits(rival), await waits(boris), await waits(agency)]).toEqual([[report], [report], []]);
    await boris.ask(signAgencyPromise, { ...at(rival, "report-in-time", 1), body: {} });
    expect([await waits(rival), await waits(boris)]).toEqual([[report], []]);
  });

  it("is told nothing else as an agency: neither what is told to others, nor what it was told as a member of the firm", async () => {
    const { memberId, ask } = await server.member("sales");
    const comment = { kind: "feedback-new", subject: { kind: "feedback", id: "f" }, data: { who: "Anna", about: "Spring", said: "A secret" } } as const;
    const told = () => fresh.database.inWorkspace(fresh.workspaceId, (tx) => tell(tx, fresh.workspaceId, { to: [memberId], ...comment }));
    expect(await told()).toBe(1);
    await fresh.database.asOwner((tx) => tx.run("update evenhand.member set role = 'agency' where id = $1", [memberId]));
    expect(await told()).toBe(0);
    const { body, text } = await ask(listNotices);
    expect([body.total, body.unseen, text.includes("secret")]).toEqual([0, 0, false]);
    expect((await ask(readNoticeSettings)).body).toMatchObject({ groups: ["waits"], hasDigest: false });
  });
});
