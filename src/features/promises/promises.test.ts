// A promise is proposed by one head, signed by the other, and then judged; who sees whose cases follows from who answers for them.
import { afterAll, beforeAll, expect, test } from "vitest";

import { proposePromise, readPromise, readPromiseCases, readPromiseGoal, readPromises, signPromise, withdrawPromise } from "#features/promises/contract.ts";
import { routes } from "#features/promises/routes.ts";
import { isSameTerms } from "#features/promises/rules.ts";
import { addDays } from "#kit/day.ts";
import { setStages } from "#ledger/stage-mapping.ts";
import { readHandoffTerms } from "#ledger/handoff-terms.ts";
import { aFact } from "#testing/builders.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { Ledger } from "#testing/ledger-of-one.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
let sales: Ask;
let marketing: Ask;
let seller: Ask;
let viewer: Ask;
let agency: Ask;
let sellerId: string;
let ledger: Ledger;

/** Forty leads on Mondays of July at ten: thirty accepted after two hours, ten never; half are Anna's, half Boris's. A deal shows that the facts go on. */
beforeAll(async () => {
  fresh = await freshDatabase();
  ledger = new Ledger(fresh.database, fresh.workspaceId);
  server = await aServer(fresh.database, fresh.workspaceId, { routes, now: () => new Date("2025-11-11T09:00:00Z") });
  const of = async (role: Parameters<ServerForTests["member"]>[0]) => (await server.member(role)).ask;
  [sales, marketing, viewer, agency] = [await of("head-of-sales"), await of("head-of-marketing"), await of("viewer"), await of("agency")];
  ({ ask: seller, memberId: sellerId } = await server.member("sales"));
  await ledger.in((tx) => setStages(tx, fresh.workspaceId, [{ recordKind: "deal", source: "crm", sourceStage: "won", stage: "won" }] as never));
  const leads = Array.from({ length: 40 }, (_, n) => {
    const day = addDays("2025-07-07", 7 * (n % 4));
    const accepted = n < 10 ? null : `${day}T12:00:00.000Z`;
    return aFact("lead", {
      id: `L${String(n).padStart(2, "0")}`,
      owner: n % 2 === 0 ? "anna" : "boris",
      createdAt: `${day}T10:00:00.000Z`,
      qualifiedAt: `${day}T10:00:00.000Z`,
      acceptedAt: accepted,
    });
  });
  await ledger.load(leads, { entity: "lead", mapped: ["owner", "createdAt", "qualifiedAt", "acceptedAt"] });
  await ledger.load([{ id: "D1", stage: "won", amount: "100", createdOn: "2025-06-01", closedOn: "2025-09-30" }], {
    mapped: ["stage", "amount", "createdOn", "closedOn"],
  });
  await ledger.in((tx) =>
    tx.run("insert into evenhand.handoff_person (workspace_id, id, name, seller, member_id) values ($1, gen_random_uuid(), 'Anna', 'anna', $2)", [
      fresh.workspaceId,
      sellerId,
    ]),
  );
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

const accept = { promise: "accept-in-time" };
const terms = { hours: 1, atLeast: 0.95 };
const judged = async (ask: Ask) =>
  (await ask(readPromises, { query: { period: "2025-Q3" } })).body.promises.find((one: { key: string }) => one.key === "accept-in-time");

test("before anybody signs, the usual values hold and say so", async () => {
  expect(await judged(viewer)).toMatchObject({
    status: "broken",
    measured: 0.75,
    promised: 0.9,
    sample: 40,
    short: 10,
    isSigned: false,
    version: 1,
    underSigned: 0,
    waits: { version: 1, isProposal: false, lacks: ["head-of-sales", "head-of-marketing"], isYours: false },
  });
  expect((await judged(marketing)).waits.isYours).toBe(true);
  expect((await agency(readPromises)).body.code).toBe("agency-sees-only-what-is-shared");
});

test("only heads propose; terms that cannot be read, the same terms, and a day that is past are refused", async () => {
  const propose = (ask: Ask, body: object) => ask(proposePromise, { params: accept, body: { terms, ...body } });
  expect((await propose(seller, {})).body.code).toBe("only-heads-propose");
  expect((await propose(sales, { terms: { hours: 1, atLeast: 2 } })).body).toMatchObject({ code: "terms-not-understood" });
  expect((await propose(sales, { terms: { hours: 8, atLeast: 0.9 } })).body.code).toBe("same-as-in-force");
  expect((await propose(sales, { holdsFrom: "2025-11-10" })).body.code).toBe("begins-in-past");
});

test("proposed by one it waits, signed by both it holds from its day on; what was before is judged by the terms of its time", async () => {
  const made = await marketing(proposePromise, { params: accept, body: { terms, note: "Faster" } });
  expect(made).toMatchObject({ status: 201, body: { version: 2, state: "waiting", terms, signatures: [{ role: "head-of-marketing" }] } });
  expect((await sales(proposePromise, { params: accept, body: { terms: { hours: 2, atLeast: 0.9 } } })).body.code).toBe("another-is-waiting");
  expect((await seller(signPromise, { params: { ...accept, version: 2 }, body: {} })).body.code).toBe("only-heads-sign");
  const waits = { version: 2, isProposal: true, terms, lacks: ["head-of-sales"] };
  expect(await judged(viewer)).toMatchObject({ waits: { ...waits, isYours: false }, version: 1 });
  expect((await judged(sales)).waits).toEqual({ ...waits, isYours: true });
  const signed = await sales(signPromise, { params: { ...accept, version: 2 }, body: {} });
  // The signature is of this very day, which lies after the day that the test looks from: agreed, and not begun.
  expect(signed.body).toMatchObject({ version: 2, state: "ahead" });
  expect((await ledger.in((tx) => readHandoffTerms(tx, fresh.workspaceId))).acceptHours).toBe(1);
  expect(await judged(viewer)).toMatchObject({ promised: 0.9, measured: 0.75, version: 1, waits: null });
  expect((await marketing(withdrawPromise, { params: { ...accept, version: 2 } })).body.code).toBe("signed-by-both");
  expect((await viewer(readPromise, { params: accept })).body.versions.map(({ state }: { state: string }) => state)).toEqual(["ahead", "in-force"]);
});

test("a proposal is withdrawn by a head, and the shipped version can be signed as it is", async () => {
  const depth = { promise: "attempt-depth" };
  await sales(proposePromise, { params: depth, body: { terms: { attempts: 3, days: 10, atLeast: 0.8 } } });
  expect((await seller(withdrawPromise, { params: { ...depth, version: 2 } })).body.code).toBe("only-heads-withdraw");
  expect((await marketing(withdrawPromise, { params: { ...depth, version: 2 } })).status).toBe(200);
  await sales(signPromise, { params: { ...depth, version: 1 }, body: {} });
  await marketing(signPromise, { params: { ...depth, version: 1 }, body: {} });
  expect((await viewer(readPromise, { params: depth })).body.versions).toMatchObject([
    { version: 2, state: "withdrawn" },
    { version: 1, signatures: [{}, {}] },
  ]);
});

test("the head of sales sees people; a salesperson only the own cases; who only reads sees sums", async () => {
  const cases = async (ask: Ask) => (await ask(readPromiseCases, { params: accept, query: { period: "2025-Q3" } })).body;
  expect(await cases(sales)).toMatchObject({
    entity: "lead",
    shows: "all",
    shortTotal: 10,
    whyNotPeople: null,
    people: [
      { id: "anna", cases: 20, short: 5 },
      { id: "boris", cases: 20, short: 5 },
    ],
  });
  const own = await cases(seller);
  expect(own).toMatchObject({ shows: "own", shortTotal: 5, people: [{ id: "anna" }], whyNotPeople: "people-are-for-their-head" });
  expect(own.short).toEqual(["L00", "L02", "L04", "L06", "L08"]);
  expect(await cases(marketing)).toMatchObject({ shows: "all", people: [], whyNotPeople: "people-are-for-their-head" });
  expect(await cases(viewer)).toMatchObject({ shows: "none", short: [], shortTotal: 0, people: [] });
});

test("without leads joined to deals the way back from the goal cannot be told, and says what is missing", async () => {
  const { status, body } = await viewer(readPromiseGoal, { query: { perMonth: 1000 } });
  expect([status, body.code]).toEqual([422, "leads-not-joined"]);
});

test("terms are the same whatever the order of fields and grades", () => {
  expect(isSameTerms({ fields: ["a", "b"], by: { A: 1, B: 2 } }, { fields: ["b", "a"], by: { B: 2, A: 1 } })).toBe(true);
  expect(isSameTerms({ fields: ["a"] }, { fields: ["a", "b"] })).toBe(false);
});
