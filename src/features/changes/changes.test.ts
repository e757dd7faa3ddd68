// Turning points are entered, confirmed from a proposal, changed, taken away and brought back; proposals are dismissed with a reason and proposed again.
import { afterAll, beforeAll, expect, test } from "vitest";

import {
  changeTurningPoint,
  dismissTurningPoint,
  enterTurningPoint,
  listTurningPoints,
  proposeAgain,
  readBreaks,
  readChanges,
  removeTurningPoint,
  restoreTurningPoint,
  testChange,
} from "#features/changes/contract.ts";
import { routes } from "#features/changes/routes.ts";
import { addMonths } from "#kit/day.ts";
import { setStages } from "#ledger/stage-mapping.ts";
import { raiseFactsVersion } from "#ledger/version.ts";
import { aFact } from "#testing/builders.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { Ledger } from "#testing/ledger-of-one.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
let [head, seller, viewer, agency] = [] as unknown as [Ask, Ask, Ask, Ask];
const downturn = "downturn:market:2025-04-01";
const aTurn = { kind: "price-change", day: "2025-06-01", name: "List prices +5 %", note: "All products", owner: "management" };

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId, { routes, now: () => new Date("2025-11-10T12:00:00Z") });
  const ledger = new Ledger(fresh.database, fresh.workspaceId);
  const deals = Array.from({ length: 20 }, (_, n) =>
    aFact("deal", { id: `D${n}`, stage: "Won", createdOn: "2025-01-02", closedOn: addMonths("2025-01-15", n % 10) }),
  );
  await ledger.load(deals, { mapped: ["stage", "createdOn", "closedOn"] });
  const index = [100, 100, 100, 90, 88, 88, 89, 90].map((level, month) =>
    aFact("market-index", { id: `I${month}`, day: addMonths("2025-01-01", month), level }),
  );
  await ledger.load(index, { entity: "market-index", mapped: ["day", "level"] });
  await ledger.in(async (tx) => {
    await setStages(tx, fresh.workspaceId, [{ source: "crm", recordKind: "deal", sourceStage: "Won", stage: "won" }]);
    await raiseFactsVersion(tx, fresh.workspaceId);
  });
  const ask = async (role: Parameters<typeof server.member>[0]) => (await server.member(role)).ask;
  [head, seller, viewer, agency] = [await ask("head-of-sales"), await ask("sales"), await ask("viewer"), await ask("agency")];
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

const listed = async () => (await head(listTurningPoints)).body;

test("the facts propose the fall of the index; nobody outside sees it", async () => {
  const list = await listed();
  expect(list.turns).toEqual([]);
  expect(list.proposed).toMatchObject([{ key: downturn, kind: "downturn", day: "2025-04-01", size: -0.12 }]);
  expect((await agency(listTurningPoints)).status).toBe(403);
});

test("a seller enters a turning point, a viewer does not, and none lies in the future", async () => {
  expect((await viewer(enterTurningPoint, { body: aTurn })).body.code).toBe("role-only-reads");
  expect((await seller(enterTurningPoint, { body: { ...aTurn, day: "2026-01-01" } })).body.code).toBe("day-in-the-future");
  const made = await seller(enterTurningPoint, { body: aTurn });
  expect(made.status).toBe(201);
  expect((await listed()).turns).toMatchObject([{ ...aTurn, isConfirmed: false }]);
});

test("another seller may not change it, a head may; taken away it is brought back as it was", async () => {
  const { id } = (await listed()).turns[0];
  const other = (await server.member("sales")).ask;
  expect((await other(changeTurningPoint, { params: { id }, body: aTurn })).body.code).toBe("not-your-turning-point");
  expect((await head(changeTurningPoint, { params: { id }, body: { ...aTurn, day: "2025-06-02" } })).body.day).toBe("2025-06-02");
  expect((await head(removeTurningPoint, { params: { id } })).status).toBe(200);
  expect((await listed()).turns).toEqual([]);
  expect((await head(changeTurningPoint, { params: { id }, body: aTurn })).status).toBe(404);
  expect((await head(restoreTurningPoint, { params: { id } })).body).toMatchObject({ id, day: "2025-06-02" });
  expect((await listed()).turns).toHaveLength(1);
});

test("a dismissed proposal is proposed no more, keeps its reason, and can be proposed again", async () => {
  const dismissal = { proposal: downturn, reason: "The publisher changed its base" };
  expect((await seller(dismissTurningPoint, { body: dismissal })).body.code).toBe("only-heads-dismiss");
  expect((await head(dismissTurningPoint, { body: { ...dismissal, proposal: "made-up" } })).body.code).toBe("no-such-proposal");
  expect((await head(dismissTurningPoint, { body: dismissal })).status).toBe(200);
  const list = await listed();
  expect([list.proposed, list.dismissed]).toMatchObject([[], [{ key: downturn, reason: dismissal.reason }]]);
  expect((await head(proposeAgain, { body: { proposal: downturn } })).status).toBe(200);
  expect((await listed()).proposed).toHaveLength(1);
});

test("a proposal is confirmed once, and the log names every act", async () => {
  const body = { kind: "downturn", day: "2025-04-01", name: "The market fell", owner: "market", proposal: downturn };
  expect((await seller(enterTurningPoint, { body })).status).toBe(201);
  expect((await seller(enterTurningPoint, { body })).body.code).toBe("already-confirmed");
  const list = await listed();
  expect(list.proposed).toEqual([]);
  expect(list.turns[0]).toMatchObject({ name: "The market fell", isConfirmed: true });
  const acts = await fresh.database.inWorkspace(
    fresh.workspaceId,
    (tx) =>
      tx.rows<{ act: string }>("select act from evenhand.audit_entry where workspace_id = $1 and subject_kind = 'turning-point' order by id", [
        fresh.workspaceId,
      ]),
    { readOnly: true },
  );
  expect(acts.map(({ act }) => act.replace("turning-point.", ""))).toEqual(["entered", "changed", "removed", "restored", "dismissed", "proposed", "entered"]);
});

test("ten months cannot be told, and the answer says how many are needed; an agency learns nothing", async () => {
  const { body } = await head(readChanges);
  const won = body.figures.find((figure: { key: string }) => figure.key === "deals-won");
  expect(won).toMatchObject({ verdict: "cannot-be-told", untold: { reason: "too-few-steps", needed: 12 }, changes: [] });
  expect((await agency(readChanges)).status).toBe(403);
  const breaks = await head(readBreaks);
  expect(breaks.body).toEqual({ judged: 0, untold: 5, needed: 12, breaks: [] });
  expect((await agency(readBreaks)).status).toBe(403);
});

test("the test of a day is refused with its reason where too little came before it, and knows no other figures", async () => {
  const { body } = await head(testChange, { query: { figure: "deals-won", day: "2025-03-01" } });
  expect(body.untold).toMatchObject({ reason: "too-few-before", needed: 8 });
  expect((await head(testChange, { query: { figure: "made-up", day: "2025-03-01" } })).body.code).toBe("no-such-figure");
});
