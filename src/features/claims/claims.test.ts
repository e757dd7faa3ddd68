// A claim is filed, gets its verdict from the facts, changes it when they change, keeps its history, and is taken back by its claimant alone.
import { afterAll, beforeAll, expect, test } from "vitest";

import { fileClaim, listClaimRecords, listClaims, readClaim, readClaimCatalogue, restoreClaim, tryClaim, withdrawClaim } from "#features/claims/contract.ts";
import { routes } from "#features/claims/routes.ts";
import { answerView } from "#features/claims/rules.ts";
import { addVerdicts, verdictHistory } from "#features/claims/store.ts";
import { addDays } from "#kit/day.ts";
import { setStages } from "#ledger/stage-mapping.ts";
import { raiseFactsVersion } from "#ledger/version.ts";
import { aFact } from "#testing/builders.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { Ledger } from "#testing/ledger-of-one.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
let ledger: Ledger;
let [seller, other, marketer, viewer, agency] = [] as unknown as [Ask, Ask, Ask, Ask, Ask];

const mapped = ["createdAt", "firstAttemptAt", "channel"];
const leadsFrom = (first: number, count: number, wait: number) =>
  Array.from({ length: count }, (_, n) => {
    const day = addDays("2025-03-03", 7 * (n % 20));
    // Always a Monday at ten; two days later are 18 working hours, a week later 45.
    return aFact("lead", {
      id: `L${first + n}`,
      createdAt: `${day}T10:00:00.000Z`,
      firstAttemptAt: `${addDays(day, wait)}T10:00:00.000Z`,
      channel: n % 2 === 0 ? "site" : "show",
    });
  });

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId, { routes, now: () => new Date("2025-11-10T12:00:00Z") });
  ledger = new Ledger(fresh.database, fresh.workspaceId);
  const deals = Array.from({ length: 40 }, (_, n) =>
    aFact("deal", { id: `D${n}`, stage: "Won", createdOn: "2025-01-02", closedOn: addDays("2025-01-15", 7 * n), amount: 100_000 }),
  );
  await ledger.load(deals, { mapped: ["stage", "createdOn", "closedOn", "amount"] });
  await ledger.load(leadsFrom(0, 100, 2), { entity: "lead", mapped });
  await ledger.in(async (tx) => {
    await setStages(tx, fresh.workspaceId, [{ source: "crm", recordKind: "deal", sourceStage: "Won", stage: "won" }]);
    await raiseFactsVersion(tx, fresh.workspaceId);
  });
  const ask = async (role: Parameters<typeof server.member>[0]) => (await server.member(role)).ask;
  [seller, other, marketer, viewer, agency] = [
    await ask("sales"),
    await ask("sales"),
    await ask("marketing-operational"),
    await ask("viewer"),
    await ask("agency"),
  ];
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

const late = { standard: "leads-answered-late", said: "Nobody calls our leads" };

test("the catalogue says what each claim lacks, and what it can be narrowed to", async () => {
  const { body } = await seller(readClaimCatalogue);
  expect(body.standards).toHaveLength(31);
  const of = (key: string) => body.standards.find((one: { key: string }) => one.key === key);
  expect(of("leads-answered-late")).toMatchObject({ against: "sales", worth: 0.1, missing: [] });
  expect(of("market-fell").missing).toEqual(["market-index"]);
  expect(of("materials-not-used").missing).toEqual(["materials"]);
  expect(body.subjects).toEqual([
    { kind: "channel", value: "show", name: "show" },
    { kind: "channel", value: "site", name: "site" },
  ]);
  expect(body.period).toEqual({ from: "2024-10-01", until: "2025-10-01" });
  expect((await agency(readClaimCatalogue)).status).toBe(403);
});

test("a claim can be tried before it is filed; without its subject it is not asked", async () => {
  const tried = await marketer(tryClaim, { query: { standard: "leads-answered-late" } });
  expect(tried.body.answer).toMatchObject({ verdict: "refuted", measured: { effect: 0, sample: 100 } });
  expect((await marketer(tryClaim, { query: { standard: "channel-leads-worse" } })).body.code).toBe("needs-subject");
  expect((await marketer(tryClaim, { query: { standard: "channel-leads-worse", subject: "fax" } })).body.code).toBe("no-such-subject");
  const untold = await marketer(tryClaim, { query: { standard: "market-fell" } });
  expect(untold.body.answer).toMatchObject({ verdict: "not-enough-data", untold: { reason: "needs-market-index" }, measured: null });
});

test("who only reads files nothing; the same claim is filed once", async () => {
  expect((await viewer(fileClaim, { body: late })).body.code).toBe("role-only-reads");
  expect((await marketer(fileClaim, { body: { ...late, subject: "fax" } })).body.code).toBe("no-such-subject");
  expect((await marketer(fileClaim, { body: late })).status).toBe(201);
  expect((await seller(fileClaim, { body: { ...late, said: "We are slow" } })).body.code).toBe("already-filed");
});

test("an unnamed claimant is named to nobody else", async () => {
  const { body } = await seller(fileClaim, { body: { standard: "leads-incomplete", said: "Half of the leads are empty", isUnnamed: true } });
  const seen = async (ask: Ask) => (await ask(listClaims)).body.claims.find((claim: { id: string }) => claim.id === body.id);
  expect(await seen(seller)).toMatchObject({ isMine: true, isUnnamed: true });
  expect(await seen(marketer)).toMatchObject({ isMine: false, filedBy: null });
  const acts = await ledger.in((tx) =>
    tx.rows(`select member_id from evenhand.audit_entry where workspace_id = $1 and subject_id = $2`, [fresh.workspaceId, body.id]),
  );
  expect(acts).toEqual([{ member_id: null }]);
});

test("when the facts change the verdict does, and the one before stays in its history", async () => {
  const { id } = (await marketer(listClaims)).body.claims.find((claim: { standard: string }) => claim.standard === late.standard);
  expect((await marketer(readClaim, { params: { id } })).body.history).toMatchObject([{ verdict: "refuted", effect: 0, sample: 100 }]);
  await ledger.load(leadsFrom(100, 60, 7), { entity: "lead", mapped });
  await ledger.in((tx) => raiseFactsVersion(tx, fresh.workspaceId));
  const { claim, history, together } = (await marketer(readClaim, { params: { id } })).body;
  expect(claim.answer).toMatchObject({ verdict: "supported", measured: { effect: 0.375, sample: 160, records: { entity: "lead", total: 60 } } });
  expect(history.map((row: { verdict: string }) => row.verdict)).toEqual(["supported", "refuted"]);
  expect(together).toBe(2);
  const records = (await marketer(listClaimRecords, { params: { id }, query: { limit: 2 } })).body;
  expect(records).toEqual({ entity: "lead", total: 60, ids: ["L100", "L101"] });
  // Whoever filed it is told, and nobody else: of another verdict, not of the first one.
  const told = await ledger.in((tx) =>
    tx.rows(
      `select m.role, n.subject_id as id, n.data from evenhand.notice n join evenhand.member m on m.workspace_id = n.workspace_id and m.id = n.member_id
        where n.workspace_id = $1 and n.kind = 'claim-verdict'`,
      [fresh.workspaceId],
    ),
  );
  expect(told).toEqual([{ role: "marketing-operational", id, data: { said: late.said, verdictCode: "supported" } }]);
  // Looking again writes nothing more.
  expect((await marketer(readClaim, { params: { id } })).body.history).toHaveLength(2);
});

test("only the claimant takes a claim back, and brings it back again", async () => {
  const { id } = (await marketer(listClaims)).body.claims.find((claim: { standard: string }) => claim.standard === late.standard);
  expect((await other(withdrawClaim, { params: { id } })).body.code).toBe("not-your-claim");
  expect((await marketer(withdrawClaim, { params: { id } })).status).toBe(200);
  expect((await other(listClaims)).body).toMatchObject({ withdrawn: 1, claims: [{ standard: "leads-incomplete" }] });
  expect((await other(listClaims, { query: { withdrawn: "true" } })).body.claims).toHaveLength(2);
  const again = await other(fileClaim, { body: late });
  expect(again.status).toBe(201);
  expect((await marketer(restoreClaim, { params: { id } })).body.code).toBe("already-filed");
  expect((await other(withdrawClaim, { params: { id: again.body.id } })).status).toBe(200);
  expect((await marketer(restoreClaim, { params: { id } })).status).toBe(200);
  expect((await marketer(withdrawClaim, { params: { id: "00000000-0000-4000-8000-000000000000" } })).status).toBe(404);
});

test("for one day and state of the facts the last verdict stands: other claims that came on file may have changed it", async () => {
  const { id } = (await marketer(listClaims)).body.claims[0];
  const row = { claimId: id, asOf: "2025-11-11", reason: null, effect: 0.2, low: 0.1, high: 0.3, sample: 50 };
  const history = await ledger.in(async (tx) => {
    await addVerdicts(tx, fresh.workspaceId, { factsVersion: 99, verdicts: [{ ...row, verdict: "supported" }] });
    await addVerdicts(tx, fresh.workspaceId, { factsVersion: 99, verdicts: [{ ...row, verdict: "not-enough-data" }] });
    return verdictHistory(tx, fresh.workspaceId, id);
  });
  expect(history.filter(({ asOf }) => asOf === "2025-11-11").map(({ verdict }) => verdict)).toEqual(["not-enough-data"]);
});

test("firms and people stand beside their numbers by name, regions as they are", () => {
  const named = { accounts: { ids: ["A1", "A2"], names: ["North Doors", null] }, sellers: { ids: ["S1"], names: ["Anna"] } };
  const seenIn = (key: string, ids: readonly string[]) => {
    const compared = ids.map((name) => ({ name, isOwnName: true, value: 0.5, cases: 9 }));
    const measured = { effect: 0, interval: null, pSupport: 1, pRefute: 0, sample: 9, cautions: [], records: { entity: "deal" as const, ids: [] }, compared };
    const tested = {
      asked: { key, subject: null, period: { from: "2025-01-01", until: "2026-01-01" } },
      answer: { ok: true as const, measured },
      verdict: "refuted" as const,
    };
    return answerView(tested, named).measured!.compared.map(({ name }) => name);
  };
  expect(seenIn("few-accounts", ["A1", "A2", "A9"])).toEqual(["North Doors", "A2", "A9"]);
  expect(seenIn("discounts-follow-person", ["S1"])).toEqual(["Anna"]);
  expect(seenIn("one-region", ["A1"])).toEqual(["A1"]);
});

test("a claim about working hours says that holidays are not known, until a country's holidays count; then its clock stands still on them", async () => {
  const cautions = async () => {
    const { body } = await marketer(tryClaim, { query: { standard: "leads-answered-late" } });
    return (body.answer.measured.cautions as { code: string }[]).map(({ code }) => code);
  };
  expect(await cautions()).toContain("claim-holidays-not-known");
  await ledger.in(async (tx) => {
    await tx.run(
      "insert into evenhand.working_calendar (workspace_id, days, from_minute, until_minute, country) values ($1, '{0,1,2,3,4}', 540, 1080, 'DE-BY')",
      [fresh.workspaceId],
    );
    await raiseFactsVersion(tx, fresh.workspaceId);
  });
  expect(await cautions()).not.toContain("claim-holidays-not-known");
});
