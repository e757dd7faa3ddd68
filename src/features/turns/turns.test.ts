// Turning points are entered, confirmed from a proposal, changed, taken away and brought back; proposals are dismissed with a reason and proposed again.
// Long because: one company’s turning point goes from the facts to the end of its check.
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import {
  changeTurningPoint,
  dismissTurningPoint,
  endTurnCheck,
  enterTurningPoint,
  listTurningPoints,
  proposeAgain,
  readExpectedClaims,
  readTurnDials,
  readTurningPoint,
  removeTurningPoint,
  restoreTurningPoint,
  seeTurningPoint,
  setCheckPart,
} from "#features/turns/contract.ts";
import { listNotices } from "#features/notices/contract.ts";
import { changeMember } from "#features/members/contract.ts";
import { turnWork } from "#features/turns/jobs.ts";
import { dialPeriods, promisesDial } from "#features/turns/rules.ts";
import { headRows } from "#features/turns/store.ts";
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
  server = await aServer(fresh.database, fresh.workspaceId, { now: () => new Date("2025-11-10T12:00:00Z") });
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

describe("the check", () => {
  let id = "";
  const read = async (turn: string) => (await head(readTurningPoint, { params: { turn } })).body;
  const set = (part: string, state: string, who = head) =>
    who(setCheckPart, { params: { id, part }, body: { state, reason: state === "left" ? "Not now" : "" } });

  test("opens with a turning point on record; a proposal has none, and is found by its key and by its id", async () => {
    const made = (await listed()).turns.find(({ name }: { name: string }) => name === "The market fell");
    id = made.id;
    expect(made.check).toBe("none");
    expect((await read(downturn)).turn.id).toBe(id);
    const told = await read(id);
    expect(told).toMatchObject({ proposal: { key: downturn, size: -0.12 }, whyNotCheck: null, check: { over: null } });
    expect(told.check.parts.map(({ part, state }: { part: string; state: string }) => [part, state])).toEqual([
      ["pulse", "open"],
      ["claims", "open"],
      ["agenda", "open"],
    ]);
    expect(told.check.claims).toContain("market-fell");
    expect((await agency(readTurningPoint, { params: { turn: id } })).status).toBe(403);
    expect((await head(readTurningPoint, { params: { turn: "made-up" } })).status).toBe(404);
  });

  test("who has looked is told of heads and management alone", async () => {
    await head(seeTurningPoint, { params: { turn: id } });
    await seller(seeTurningPoint, { params: { turn: id } });
    expect((await viewer(seeTurningPoint, { params: { turn: id } })).status).toBe(403);
    expect((await read(id)).seen).toHaveLength(1);
  });

  test("an item waits for the next meeting with the way back, is decided once, and is taken back as long as it waits", async () => {
    expect((await set("agenda", "taken", seller)).body.code).toBe("only-heads-check");
    const taken = (await set("agenda", "taken")).body;
    expect(taken).toMatchObject({ part: "agenda", state: "taken" });
    expect((await set("agenda", "left")).body.code).toBe("part-decided");
    const waiting = async () =>
      fresh.database.inWorkspace(fresh.workspaceId, (tx) =>
        tx.rows<{ from: string; title: string }>(
          `select from_id as "from", title from evenhand.agenda_item where workspace_id = $1 and taken_off_at is null and from_kind = 'turning-point'`,
          [fresh.workspaceId],
        ),
      );
    expect(await waiting()).toEqual([{ from: id, title: "The market fell" }]);
    expect((await set("agenda", "open")).body.state).toBe("open");
    expect(await waiting()).toEqual([]);
  });

  test("the claims to expect say what the records say, and are kept as they stood; a part may be left with its reason", async () => {
    const now = (await head(readExpectedClaims, { params: { id } })).body.claims;
    const market = now.find(({ standard }: { standard: string }) => standard === "market-fell");
    expect(market.effect === null ? market.reason : market.verdict).not.toBeNull();
    const { kept } = (await set("claims", "taken")).body;
    expect(kept.map(({ standard }: { standard: string }) => standard)).toEqual([
      "market-fell",
      "budget-cut",
      "prices-lose-deals",
      "discounts-grew",
      "plan-unrealistic",
    ]);
    expect((await set("pulse", "left")).body).toMatchObject({ state: "left", reason: "Not now" });
    expect((await listed()).turns.find((one: { id: string }) => one.id === id).check).toBe("under-way");
  });

  test("a pulse is proposed to the heads as a short wave, taken back while it waits, and refused where a side is too small", async () => {
    await set("pulse", "open");
    expect((await set("pulse", "taken")).body.code).toBe("both-heads-needed");
    await server.member("head-of-marketing");
    for (let n = 0; n < 5; n++) await Promise.all([server.member("sales"), server.member("marketing-operational")]);
    const { madeId } = (await set("pulse", "taken")).body;
    const waves = async () =>
      fresh.database.inWorkspace(fresh.workspaceId, (tx) =>
        tx.rows<{ id: string; statements: string[]; isOver: boolean }>(
          `select id, statements, withdrawn_on is not null as "isOver" from evenhand.survey_wave where workspace_id = $1`,
          [fresh.workspaceId],
        ),
      );
    expect(await waves()).toEqual([
      { id: madeId, statements: ["misses-examined", "same-segments", "budget-by-evidence", "prices-by-rules", "respect"], isOver: false },
    ]);
    expect((await set("pulse", "open")).status).toBe(200);
    expect((await waves())[0]!.isOver).toBe(true);
  });

  test("closed with a word it shows before and since; nothing is changed until it is opened again", async () => {
    expect((await seller(endTurnCheck, { params: { id }, body: { outcome: "Done" } })).body.code).toBe("only-heads-check");
    expect((await head(endTurnCheck, { params: { id }, body: { outcome: "Both looked at the same index" } })).status).toBe(200);
    expect((await read(id)).check.over).toMatchObject({ outcome: "Both looked at the same index" });
    expect((await set("agenda", "taken")).body.code).toBe("check-is-over");
    const { dials, cautions } = (await head(readTurnDials, { params: { id } })).body;
    expect(dials.map(({ key }: { key: string }) => key)).toEqual(["revenue", "deals-won", "win-rate", "cycle-median-won", "survey", "promises"]);
    expect(dials.find(({ key }: { key: string }) => key === "survey")).toMatchObject({ change: null, reason: "nothing-before" });
    expect(cautions.map(({ code }: { code: string }) => code)).toContain("turn-before-and-since");
    expect((await head(endTurnCheck, { params: { id }, body: { outcome: null } })).status).toBe(200);
    expect((await read(id)).check.over).toBeNull();
  });

  test("heads and management are told once of what the facts newly propose, and of what is old not at all", async () => {
    const proposal = { key: "falling-sales:revenue:2025-10", kind: "falling-sales", day: "2025-07-01", owner: "joint", subject: null, size: -0.3 } as const;
    const told = {
      figure: "revenue",
      between: { from: "2025-06-01", until: "2025-09-01" },
      interval: { low: -0.4, high: -0.2, level: 0.9 },
      also: true,
    } as const;
    const old = { ...proposal, key: "falling-sales:revenue:2022-10", told: { ...told, toldOn: "2022-10-31" } };
    const work = turnWork({ today: () => "2025-11-10", proposals: async () => [{ ...proposal, told: { ...told, toldOn: "2025-10-31" } }, old] });
    const log = { warn: (_: object, words: string) => expect(words).toBe("") } as never;
    for (const turn of [1, 2]) await work.run({ database: fresh.database, log, signal: new AbortController().signal, heard: [], turn } as never);
    const notices = (await head(listNotices)).body.notices.filter(({ kind }: { kind: string }) => kind === "turn-found");
    expect(notices).toMatchObject([{ subject: { kind: "turning-point", id: proposal.key }, data: { turnCode: "falling-sales", sinceOn: "2025-07-01" } }]);
  });
});

test("a head who became one by a change of role is proposed from that day on, and a member who already was one is not", async () => {
  const { memberId } = await server.member("management");
  const admin = (await server.member("administrator")).ask;
  expect((await admin(changeMember, { params: { id: memberId }, body: { role: "head-of-marketing" } })).status).toBe(200);
  // The log keeps the real day, whatever day the server takes it to be.
  const heads = await fresh.database.inWorkspace(fresh.workspaceId, (tx) => headRows(tx, fresh.workspaceId), { readOnly: true });
  expect(heads).toMatchObject([{ id: memberId, role: "head-of-marketing", from: new Date().toISOString().slice(0, 10) }]);
});

describe("rules", () => {
  test("the time since is set beside the same months of the year before, at most a year, up to the end of the check", () => {
    expect(dialPeriods("2025-04-01", { lastSeen: "2025-10-31", over: null })).toEqual({
      since: { from: "2025-04-01", until: "2025-11-01" },
      before: { from: "2024-04-01", until: "2024-11-01" },
    });
    expect(dialPeriods("2025-04-01", { lastSeen: "2027-10-31", over: null })!.since.until).toBe("2026-04-01");
    expect(dialPeriods("2025-04-01", { lastSeen: "2027-10-31", over: "2025-09-15" })!.since.until).toBe("2025-09-15");
    expect(dialPeriods("2025-04-01", { lastSeen: "2025-04-20", over: null })).toBeNull();
  });

  test("two of ten promises beside nine of ten is a clear change, and one of one beside none of one is none that can be told", () => {
    const period = { from: "2025-01-01", until: "2025-04-01" };
    expect(promisesDial({ kept: 2, told: 10, period }, { kept: 9, told: 10, period }).change).toMatchObject({ value: 0.7, verdict: "clear" });
    expect(promisesDial({ kept: 2, told: 10, period }, null)).toMatchObject({ change: null, reason: "nothing-since" });
  });
});
