// A comment reaches marketing, its answer reaches the author, by the page and by mail; requests are taken and delivered; campaigns are rated by who worked them.
// Long because: the life of a comment, of a request and of a rating are told on one company by the same people.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import {
  decideFeedback,
  findFeedbackSubjects,
  giveFeedback,
  listFeedback,
  listRatings,
  rateCampaign,
  readFeedback,
  reopenFeedback,
  takeRatingBack,
  takeRequest,
  withdrawFeedback,
  writeFeedback,
} from "#features/feedback/contract.ts";
import { takeFeedbackReply, tellOverdue } from "#features/feedback/jobs.ts";
import { answerHoursOf, inTimeOf, meanOfStars, neededBy } from "#features/feedback/rules.ts";
import { listNotices } from "#features/notices/contract.ts";
import { entityFields } from "#facts/entities.ts";
import { usualWeek } from "#kit/working-hours.ts";
import { readFeedbackFacts } from "#ledger/feedback-facts.ts";
import { addPromise } from "#ledger/promises.ts";
import { ofPromise, signAsHead } from "#ledger/signatures.ts";
import { aFact, aLead } from "#testing/builders.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { Ledger } from "#testing/ledger-of-one.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
type Who = { memberId: string; ask: Ask };
let boris: Who;
let vera: Who;
let anna: Who;
let olga: Who;
/** Friday morning. */
let now = "2026-11-27T08:00:00.000Z";

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId, { now: () => new Date(now) });
  boris = await server.member("sales");
  vera = await server.member("sales");
  anna = await server.member("marketing-operational");
  olga = await server.member("head-of-marketing");
  const ledger = new Ledger(fresh.database, fresh.workspaceId);
  const load = (entity: "campaign" | "seller" | "lead", rows: readonly object[]) =>
    ledger.load(rows, { entity, mapped: Object.keys(entityFields[entity]).filter((field) => field !== "id") });
  await load("campaign", [aFact("campaign", { id: "spring", name: "Spring fair" }), aFact("campaign", { id: "autumn", name: "Autumn letters" })]);
  await load("seller", [aFact("seller", { id: "s1", name: "Boris", email: "BORIS@firm.example" })]);
  await load("lead", [aLead({ id: "l1", name: "Doors for a hotel", campaign: "spring", owner: "s1" }), aLead({ id: "l2", campaign: "autumn", owner: "s9" })]);
  await within((tx) =>
    tx.run("update evenhand.member set name = 'Boris', email = 'boris@firm.example' where workspace_id = $1 and id = $2", [fresh.workspaceId, boris.memberId]),
  );
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

type Act<T> = Parameters<typeof fresh.database.inWorkspace<T>>[1];
const within = <T>(act: Act<T>) => fresh.database.inWorkspace(fresh.workspaceId, act);
const flyer = { kind: "material", id: null, name: "Flyer" } as const;
const give = async (body: object = {}, by: Who = boris) => {
  const got = await by.ask(giveFeedback, { body: { mood: "does-not-work", about: flyer, said: "Installers ask about fire classes", tookMs: 7_000, ...body } });
  return { status: got.status, code: got.body.code as string, id: got.body.id as string };
};
const read = async (id: string, by: Who = boris) => (await by.ask(readFeedback, { params: { id } })).body;
const notices = async (who: Who) =>
  ((await who.ask(listNotices, { query: { unseen: "true" } })).body.notices as { kind: string; subject: { id: string }; data: object }[]).map(
    ({ kind, subject, data }) => ({ kind, id: subject.id, data }),
  );

describe("a comment", () => {
  it("reaches marketing, is answered, and its author hears of the answer and of what came of it", async () => {
    const { id } = await give();
    expect((await notices(anna)).filter((notice) => notice.id === id)).toMatchObject([
      { kind: "feedback-new", data: { who: "Boris", about: "Flyer", said: "Installers ask about fire classes" } },
    ]);
    // Two working days of nine hours, from Friday eight o'clock: the evening of Monday.
    expect((await read(id)).feedback).toMatchObject({
      state: "open",
      isOverdue: false,
      dueAt: "2026-11-30T18:00:00.000Z",
      isMine: true,
      whyNotWrite: null,
      whyNotDecide: "only-marketing-decides",
    });
    expect((await anna.ask(writeFeedback, { params: { id }, body: { said: "We add a page" } })).status).toBe(200);
    expect((await read(id)).thread).toMatchObject([{ said: "We add a page", isAuthor: false, via: "page" }]);
    expect((await read(id)).feedback.state).toBe("answered");
    // What waited for marketing waits no more.
    expect((await notices(olga)).filter((notice) => notice.id === id)).toEqual([]);
    expect((await anna.ask(decideFeedback, { params: { id }, body: { outcome: "changed" } })).body.code).toBe("reason-needed");
    await anna.ask(decideFeedback, { params: { id }, body: { outcome: "changed", said: "Page 4 is new" } });
    expect(
      (await notices(boris))
        .filter((notice) => notice.id === id)
        .map(({ kind }) => kind)
        .toSorted((a, b) => (a < b ? -1 : 1)),
    ).toEqual(["feedback-answered", "feedback-outcome"]);
    expect((await read(id)).feedback).toMatchObject({ state: "closed", outcome: "changed", outcomeSaid: "Page 4 is new" });
    expect((await boris.ask(writeFeedback, { params: { id }, body: { said: "Thanks" } })).body.code).toBe("is-closed");
    await anna.ask(reopenFeedback, { params: { id } });
    expect((await read(id)).feedback).toMatchObject({ state: "answered", outcome: null });
  });

  it("is about what is on record by its own name, or about a thing that has a name alone", async () => {
    const found = (await boris.ask(findFeedbackSubjects, { query: { text: "hotel" } })).body.subjects;
    expect(found).toEqual([{ kind: "lead", id: "l1", name: "Doors for a hotel" }]);
    const { id } = await give({ about: { kind: "lead", id: "l1", name: "anything" } });
    expect((await read(id)).feedback.about).toEqual({ kind: "lead", id: "l1", name: "Doors for a hotel" });
    expect((await give({ about: { kind: "lead", id: "no-such", name: "x" } })).code).toBe("no-such-subject");
    expect((await boris.ask(findFeedbackSubjects, { query: { text: "fly" } })).body.subjects).toEqual([flyer]);
    expect((await boris.ask(findFeedbackSubjects, { query: { kind: "campaign", id: "spring" } })).body.subjects).toEqual([
      { kind: "campaign", id: "spring", name: "Spring fair" },
    ]);
  });

  it("is taken back by its author until somebody has answered; nobody else's act", async () => {
    const { id } = await give();
    expect((await vera.ask(withdrawFeedback, { params: { id } })).body.code).toBe("only-the-author");
    expect((await vera.ask(writeFeedback, { params: { id }, body: { said: "So do I" } })).body.code).toBe("only-author-and-marketing");
    expect((await vera.ask(decideFeedback, { params: { id }, body: { outcome: "declined", said: "No" } })).body.code).toBe("only-marketing-decides");
    expect((await boris.ask(withdrawFeedback, { params: { id } })).status).toBe(200);
    expect((await boris.ask(readFeedback, { params: { id } })).status).toBe(404);
    const { id: other } = await give();
    await anna.ask(writeFeedback, { params: { id: other }, body: { said: "Which?" } });
    expect((await boris.ask(withdrawFeedback, { params: { id: other } })).body.code).toBe("has-answers");
  });

  it("that nobody answers in time is told once to those who answer", async () => {
    const { id } = await give();
    now = "2026-12-03T08:00:00.000Z";
    await within((tx) =>
      tx.run("update evenhand.feedback set due_at = now() - interval '1 hour' where workspace_id = $1 and id = $2", [fresh.workspaceId, id]),
    );
    await within((tx) => tellOverdue(tx, fresh.workspaceId));
    await within((tx) => tellOverdue(tx, fresh.workspaceId));
    expect(
      (await notices(olga))
        .filter((notice) => notice.id === id)
        .map(({ kind }) => kind)
        .toSorted((a, b) => (a < b ? -1 : 1)),
    ).toEqual(["feedback-new", "feedback-overdue"]);
    now = "2026-11-27T08:00:00.000Z";
  });
});

describe("an answer by mail", () => {
  it("stands in the thread like any other, by the same rules", async () => {
    const { id } = await give();
    const asker = (who: Who, role: "marketing-operational" | "sales") => ({ workspaceId: fresh.workspaceId, memberId: who.memberId, role, department: null });
    const reply = (of: ReturnType<typeof asker>, text: string) => within((tx) => takeFeedbackReply(tx, { asker: of, subjectId: id, text }));
    expect(await reply(asker(anna, "marketing-operational"), "On it")).toBe(true);
    expect(await reply(asker(vera, "sales"), "Me too")).toBe(false);
    const { feedback, thread } = await read(id);
    expect([feedback.state, thread]).toMatchObject(["answered", [{ said: "On it", via: "mail", isAuthor: false }]]);
    await boris.ask(decideFeedback, { params: { id }, body: { outcome: "closed" } });
    expect(await reply(asker(anna, "marketing-operational"), "Too late")).toBe(false);
    expect(await within((tx) => takeFeedbackReply(tx, { asker: asker(anna, "marketing-operational"), subjectId: "no id", text: "?" }))).toBe(false);
  });
});

describe("a request for material", () => {
  it("is due by the evening of its day, taken by one, delivered with a link, and is a fact for promises", async () => {
    expect((await give({ mood: "request", neededOn: "2026-11-26" })).code).toBe("needed-in-the-past");
    const { id } = await give({ mood: "request", said: "A case for hotels", neededOn: "2026-12-02" });
    expect((await read(id)).feedback).toMatchObject({ state: "open", dueAt: "2026-12-02T18:00:00.000Z" });
    expect((await anna.ask(decideFeedback, { params: { id }, body: { outcome: "changed", said: "x" } })).body.code).toBe("no-request");
    await anna.ask(takeRequest, { params: { id }, body: { isTaken: true } });
    expect((await olga.ask(takeRequest, { params: { id }, body: { isTaken: true } })).body.code).toBe("taken-by-another");
    expect((await notices(boris)).filter((notice) => notice.id === id)).toMatchObject([{ kind: "request-taken" }]);
    expect((await read(id)).feedback).toMatchObject({ state: "taken", takenBy: "A marketing-operational" });
    expect((await anna.ask(decideFeedback, { params: { id }, body: { outcome: "delivered" } })).body.code).toBe("link-needed");
    expect((await anna.ask(decideFeedback, { params: { id }, body: { outcome: "delivered", link: "javascript:alert(1)" } })).status).toBe(400);
    await anna.ask(decideFeedback, { params: { id }, body: { outcome: "delivered", link: "https://files.example/case.pdf" } });
    expect((await read(id)).feedback).toMatchObject({ state: "closed", link: "https://files.example/case.pdf" });
    const fact = (await within((tx) => readFeedbackFacts(tx, fresh.workspaceId))).find((one) => one.id === id)!;
    expect([fact.mood, new Date(fact.dueAt).toISOString(), fact.declinedAt, typeof fact.deliveredAt, fact.answeredAt === fact.deliveredAt]).toEqual([
      "request",
      "2026-12-02T18:00:00.000Z",
      null,
      "number",
      true,
    ]);
  });
});

describe("a campaign", () => {
  it("is rated by who worked its leads and by nobody else, once, and the rating may change and go", async () => {
    const rate = (who: Who, campaign: string, stars: number) =>
      who.ask(rateCampaign, { params: { campaign }, body: { stars, reason: "They knew what they wanted" } });
    expect([(await rate(boris, "spring", 5)).status, (await rate(boris, "spring", 4)).status]).toEqual([200, 200]);
    expect([(await rate(vera, "spring", 1)).body.code, (await rate(boris, "autumn", 1)).body.code, (await rate(boris, "none", 1)).status]).toEqual([
      "only-who-worked-its-leads",
      "only-who-worked-its-leads",
      404,
    ]);
    const spring = (await vera.ask(listRatings)).body.campaigns.find((one: { campaign: string }) => one.campaign === "spring");
    expect(spring).toMatchObject({ stars: [0, 0, 0, 1, 0], ratings: 1, couldRate: 1, mean: null, mine: null, whyNotRate: "only-who-worked-its-leads" });
    expect((await boris.ask(takeRatingBack, { params: { campaign: "spring" } })).status).toBe(200);
    expect((await boris.ask(takeRatingBack, { params: { campaign: "spring" } })).status).toBe(404);
  });
});

describe("who worked a campaign's leads at the handoff", () => {
  const couldRate = async (who: Who) =>
    (await who.ask(listRatings)).body.campaigns.find((one: { campaign: string }) => one.campaign === "autumn").whyNotRate === null;
  const act = (what: string, who: Who | null, undoes: number | null = null) =>
    within((tx) =>
      tx.one<{ id: number }>(
        "insert into evenhand.handoff_act (workspace_id, lead, act, member_id, undoes) values ($1, 'l2', $2, $3, $4) returning id::int as id",
        [fresh.workspaceId, what, who?.memberId ?? null, undoes],
      ),
    );

  it("rates it too, whomever the CRM names; what was taken back, and offering alone, is no work", async () => {
    expect(await couldRate(vera)).toBe(false);
    await act("offered", vera);
    expect(await couldRate(vera)).toBe(false);
    const { id } = await act("attempted", vera);
    expect(await couldRate(vera)).toBe(true);
    // And with nothing typed yet the form offers it to speak of, to whoever worked it.
    const offered = async (who: Who) => (await who.ask(findFeedbackSubjects)).body.subjects;
    expect(await offered(vera)).toEqual([{ kind: "lead", id: "l2", name: "l2" }]);
    expect(await offered(anna)).toEqual([]);
    await act("undone", vera, id);
    expect(await couldRate(vera)).toBe(false);
  });

  it("is also who was given one that was accepted, and whom the handoff knows as the CRM's seller", async () => {
    const person = (seller: string | null, who: Who) =>
      within((tx) =>
        tx.one<{ id: string }>(
          "insert into evenhand.handoff_person (workspace_id, id, name, seller, member_id) values ($1, gen_random_uuid(), 'P', $2, $3) returning id",
          [fresh.workspaceId, seller, who.memberId],
        ),
      );
    const { id } = await person(null, vera);
    await within((tx) =>
      tx.run(
        `insert into evenhand.handoff (workspace_id, lead, offered_as, round, first_offered_at, offered_at, accept_from, person_id, acts)
         values ($1, 'l2', 'hand', 1, now(), now(), now(), $2, 1)`,
        [fresh.workspaceId, id],
      ),
    );
    expect(await couldRate(vera)).toBe(false);
    await within((tx) => tx.run("update evenhand.handoff set accepted_at = now() where workspace_id = $1", [fresh.workspaceId]));
    expect(await couldRate(vera)).toBe(true);
    expect(await couldRate(boris)).toBe(false);
    await person("s9", boris);
    expect(await couldRate(boris)).toBe(true);
  });
});

describe("the time of an answer", () => {
  it("is two working days until both heads sign a promise, and then what they signed", async () => {
    expect((await boris.ask(listFeedback)).body.owes).toEqual({ hours: 18, isSigned: false });
    const sasha = await server.member("head-of-sales");
    const version = { kind: ofPromise, of: "requests-answered", version: 2, at: "2026-11-27T07:00:00Z" } as const;
    const head = (who: Who, role: "head-of-sales" | "head-of-marketing") => ({
      workspaceId: fresh.workspaceId,
      memberId: who.memberId,
      role,
      department: null,
    });
    const terms = { hours: 4, returnHours: 16, atLeast: 0.9 };
    await within((tx) => addPromise(tx, fresh.workspaceId, { key: "requests-answered", version: 2, terms, note: null, holdsFrom: null, by: null }));
    await within((tx) => signAsHead(tx, head(sasha, "head-of-sales"), version));
    now = "2026-11-27T08:00:00.000Z";
    const due = async () => (await read((await give()).id)).feedback.dueAt;
    // One head alone binds nobody.
    expect(await due()).toBe("2026-11-30T18:00:00.000Z");
    await within((tx) => signAsHead(tx, head(olga, "head-of-marketing"), version));
    expect((await boris.ask(listFeedback)).body.owes).toEqual({ hours: 4, isSigned: true });
    now = "2026-11-30T08:00:00.000Z";
    // Monday: work begins at nine.
    expect(await due()).toBe("2026-11-30T13:00:00.000Z");
    const { id } = await give({ mood: "request", neededOn: "2026-12-02" });
    expect((await read(id)).feedback.dueAt).toBe("2026-12-02T18:00:00.000Z");
  });
});

describe("how the room does", () => {
  it("is listed with what waits first, narrowed by state and author, and measured", async () => {
    const all = (await boris.ask(listFeedback, { query: { limit: 500 } })).body;
    const states = all.feedback.map(({ state }: { state: string }) => state === "open" || state === "taken");
    expect(states).toEqual(states.toSorted((a: boolean, b: boolean) => Number(b) - Number(a)));
    expect(all).toMatchObject({ whyNotGive: null, seconds: { value: 7 } });
    expect((await boris.ask(listFeedback, { query: { state: "answered" } })).body.feedback.every(({ state }: { state: string }) => state === "answered")).toBe(
      true,
    );
    expect((await vera.ask(listFeedback, { query: { mine: "true" } })).body.total).toBe(0);
  });
  it("counts what still waits as waiting, in working hours", () => {
    const hour = 3_600_000;
    const monday = Date.parse("2026-11-30T09:00:00Z");
    const asked = (answered: number | null) => ({ askedAt: monday, dueAt: monday + 8 * hour, answeredAt: answered === null ? null : monday + answered * hour });
    const when = { week: usualWeek, zone: "UTC", nowMs: monday + 4 * hour };
    // Answered after 1 and 2 working hours; two have waited for 4 so far: half are answered after 2.
    expect(answerHoursOf([asked(1), asked(2), asked(null), asked(null)], when)).toMatchObject({ value: 2, sample: 4 });
    expect(answerHoursOf([asked(1), asked(null), asked(null)], when).value).toBeNull();
    expect(inTimeOf([asked(1), asked(9), asked(null)], monday + 8 * hour)).toMatchObject({ value: 1 / 3, sample: 3 });
    expect(inTimeOf([asked(null)], monday)).toEqual({ value: null, interval: null, sample: 0 });
  });
  it("tells no mean of fewer than five ratings, and keeps a doubt where all agree", () => {
    expect(meanOfStars([0, 0, 0, 0, 4])).toBeNull();
    const mean = meanOfStars([1, 0, 0, 2, 2])!;
    expect(mean.value).toBe(3.8);
    // By hand: the spread of 1, 4, 4, 5, 5 is 1.643; Student's 95 % point with 4 degrees is 2.132; 2.132 × 1.643 / √5 = 1.567.
    expect([mean.interval.low, mean.interval.high]).toEqual([expect.closeTo(2.233, 3), 5]);
    expect(meanOfStars([0, 0, 5, 0, 0])!.interval.low).toBeCloseTo(3 - (2.132 * 0.5) / Math.sqrt(5), 3);
  });
  it("knows the end of a working day by the company's clock", () => {
    const at = neededBy("2026-07-01", { week: usualWeek, zone: "Europe/Berlin", nowMs: Date.parse("2026-06-30T00:00:00Z") });
    expect(new Date(at!).toISOString()).toBe("2026-07-01T16:00:00.000Z");
  });
});

it("whoever is an agency, or of another id, finds nothing", async () => {
  const agency = await server.member("agency");
  expect((await agency.ask(listFeedback)).status).toBe(403);
  expect((await boris.ask(readFeedback, { params: { id: randomUUID() } })).status).toBe(404);
});
