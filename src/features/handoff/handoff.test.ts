// The handoff: offered, accepted, returned, answered and taken back, by whom it may be; two at once; many at once; rules, deadlines and who is told.
// Long because: one list is looked at from every side, by every role, on one database.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import {
  actOnHandoffs,
  findLeadsToOffer,
  listHandoffs,
  listOfferRules,
  readHandoff,
  saveOfferRule,
  tryOfferRule,
  undoHandoffActs,
} from "#features/handoff/contract.ts";
import { type Chances, applyRules, scoreRuleWork, tellWhatIsDue } from "#features/handoff/jobs.ts";
import { silent } from "#db/log.ts";
import { routes } from "#features/handoff/routes.ts";
import { listNotices } from "#features/notices/contract.ts";
import { routes as noticeRoutes } from "#features/notices/routes.ts";
import type { Role } from "#facts/department.ts";
import type { HandoffNews } from "#facts/handoff-row.ts";
import { readHandoffClock } from "#ledger/handoff-rows.ts";
import { aFact, aLead } from "#testing/builders.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { Ledger } from "#testing/ledger-of-one.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
let ledger: Ledger;
let made = 0;
const asks = {} as Record<Role, { ask: Ask; memberId: string }>;
const roles: readonly Role[] = [
  "administrator",
  "head-of-sales",
  "head-of-marketing",
  "sales",
  "marketing-strategic",
  "marketing-operational",
  "management",
  "agency",
  "compensation",
  "viewer",
];
let vera: string;
let boris: { ask: Ask; memberId: string };
let borisPerson: string;

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId, { routes: [...routes, ...noticeRoutes] });
  ledger = new Ledger(fresh.database, fresh.workspaceId);
  for (const role of roles) asks[role] = await server.member(role);
  boris = await server.member("sales");
  [vera, borisPerson] = [await person("Vera", asks.sales.memberId), await person("Boris", boris.memberId)];
  await ledger.load([aFact("seller", { id: "s1", name: "Somebody" })], { entity: "seller", mapped: ["name"] });
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

async function person(name: string, memberId: string): Promise<string> {
  const { id } = await ledger.in((tx) =>
    tx.one<{ id: string }>("insert into evenhand.handoff_person (workspace_id, id, name, member_id) values ($1, gen_random_uuid(), $2, $3) returning id", [
      fresh.workspaceId,
      name,
      memberId,
    ]),
  );
  return id;
}

async function leads(count: number, said: Parameters<typeof aLead>[0] = {}): Promise<string[]> {
  const rows = Array.from({ length: count }, () =>
    aLead({ id: `L${String(++made).padStart(3, "0")}`, name: `Gate ${made}`, createdAt: new Date().toISOString(), ...said }),
  );
  const mapped = ["name", "stage", "grade", "channel", "segment", "createdAt", "qualifiedAt", "salesQualifiedAt", "firstContactAt", "account"];
  await ledger.load(rows, { entity: "lead", mapped });
  return rows.map(({ id }) => id);
}
const lead = async (said?: Parameters<typeof aLead>[0]) => (await leads(1, said))[0]!;
const marketer = () => asks["marketing-operational"].ask;
const seller = () => asks.sales.ask;
type Said = Record<string, unknown>;
const act = (ask: Ask, which: string | { lead: string; seen?: number }[], body: Said) =>
  ask(actOnHandoffs, { body: { leads: typeof which === "string" ? [{ lead: which }] : which, ...body } });
const offered = async (to: string = vera) => {
  const id = await lead();
  expect((await act(marketer(), id, { act: "offered", to })).status).toBe(200);
  return id;
};
const rowOf = async (id: string) => (await marketer()(readHandoff, { params: { lead: id } })).body.row;

describe("a lead", () => {
  test("is offered to somebody, accepted by them and worked; each act is in its history with who did it", async () => {
    const id = await offered();
    expect(await rowOf(id)).toMatchObject({ state: "offered", offeredAs: "hand", person: { name: "Vera" }, due: { kind: "accept", by: "sales" } });
    expect((await act(seller(), id, { act: "accepted" })).body.rows[0]).toMatchObject({ lead: id, state: "accepted", due: { kind: "first-attempt" } });
    await act(seller(), id, { act: "attempted", kind: "call", isReached: false });
    await act(seller(), id, { act: "attempted", kind: "call", isReached: true, note: "Asked for a price" });
    expect((await act(seller(), id, { act: "returned", kind: "clerical" })).body.code).toBe("not-when-contacted");
    expect((await act(seller(), id, { act: "qualified" })).body.rows[0]).toMatchObject({ state: "qualified", due: null });
    const { acts } = (await marketer()(readHandoff, { params: { lead: id } })).body;
    expect(acts.map((one: Said) => [one["act"], one["by"], one["isReached"]])).toEqual([
      ["offered", "A marketing-operational", null],
      ["accepted", "A sales", null],
      ["attempted", "A sales", false],
      ["attempted", "A sales", true],
      ["qualified", "A sales", null],
    ]);
    expect((await seller()(listHandoffs, { query: { state: "qualified" } })).body.rows.map((row: Said) => row["lead"])).toContain(id);
    expect((await seller()(listHandoffs)).body.rows.map((row: Said) => row["lead"])).not.toContain(id);
  });

  test("goes back with its class, is answered by marketing, and is offered again in its next round", async () => {
    const id = await offered();
    expect((await act(seller(), id, { act: "returned" })).body.code).toBe("needs-kind");
    const back = await act(seller(), id, { act: "returned", kind: "definitional", note: "A private flat" });
    expect(back.body.rows[0]).toMatchObject({
      state: "returned",
      returnClass: "definitional",
      returnNote: "A private flat",
      due: { kind: "answer-return", by: "marketing" },
    });
    const mine = (await asks["marketing-operational"].ask(listNotices)).body.notices.find((one: { subject: { id: string } }) => one.subject.id === id);
    expect(mine).toMatchObject({ kind: "handoff-returned", data: { who: "A sales", reasonCode: "definitional" } });
    expect((await act(marketer(), id, { act: "offered", to: borisPerson })).body.rows[0]).toMatchObject({
      state: "offered",
      round: 2,
      returns: 1,
      person: { name: "Boris" },
    });
    // It was answered: nothing waits any more.
    expect(
      (await asks["marketing-operational"].ask(listNotices)).body.notices.find((one: { subject: { id: string } }) => one.subject.id === id).seenAt,
    ).not.toBeNull();
    const told = (await boris.ask(listNotices)).body.notices.find((one: { subject: { id: string } }) => one.subject.id === id);
    expect(told).toMatchObject({ kind: "handoff-offered", data: { who: "A marketing-operational", lead: `Gate ${made}` }, seenAt: null });
  });

  test("of nobody belongs to whoever takes it or calls it", async () => {
    const [taken, called] = [await offered("nobody"), await offered("nobody")];
    expect((await act(boris.ask, taken, { act: "accepted" })).body.rows[0].person.name).toBe("Boris");
    expect((await act(boris.ask, called, { act: "attempted", kind: "call" })).body.rows[0]).toMatchObject({ state: "attempted", person: { name: "Boris" } });
    expect((await act(seller(), taken, { act: "attempted", kind: "call" })).body.code).toBe("somebody-elses-lead");
  });

  test("that sales is past with, or that is not on record, is not offered", async () => {
    const id = await lead({ salesQualifiedAt: "2026-01-01T09:00:00.000Z" });
    expect((await act(marketer(), id, { act: "offered" })).body.code).toBe("lead-has-outcome");
    expect((await act(marketer(), "no-such", { act: "offered" })).body.code).toBe("no-such-lead");
    expect((await act(marketer(), await lead(), { act: "offered", to: "00000000-0000-4000-8000-000000000000" })).body.code).toBe("no-such-person");
  });
});

describe("what forms come filled in with", () => {
  const known = async (id: string) => (await seller()(readHandoff, { params: { lead: id } })).body.known;

  test("agreed fields that are empty on this lead and carried by others; what the source never carries is missing from nobody's", async () => {
    await ledger.load([aFact("account", { id: "acc", name: "A house", segment: "Hotels" })], { entity: "account", mapped: ["name", "segment"] });
    const full = await lead({ account: "acc", channel: "Fair" });
    const empty = await lead({ account: null, channel: null, segment: null });
    for (const id of [full, empty]) await act(marketer(), id, { act: "offered", to: vera });
    // Firm, channel, segment and product are agreed; no lead carries a product, and the segment of the full one is its account's.
    expect((await known(full)).missing).toEqual([]);
    expect((await known(empty)).missing).toEqual(["account", "channel", "segment"]);
  });

  test("the last try, here or by the source; what came in, what a machine sent and what was taken back are none", async () => {
    const id = await offered();
    expect((await known(id)).attempt).toBeNull();
    const call = (n: string, said: object) => aFact("activity", { id: `${id}-${n}`, lead: id, kind: "Call", at: "2026-01-05T10:00:00.000Z", ...said });
    const calls = [
      call("1", { outcome: "no answer" }),
      call("2", { at: "2026-01-06T10:00:00.000Z", direction: "inbound" }),
      call("3", { at: "2026-01-07T10:00:00.000Z", kind: "Auto reply" }),
    ];
    await ledger.load(calls, { entity: "activity", mapped: ["kind", "direction", "outcome", "at", "lead"] });
    const byCall = { kind: "call", isReached: false, at: "2026-01-05T10:00:00.000Z", isFromSource: true };
    expect((await known(id)).attempt).toMatchObject(byCall);
    await act(seller(), id, { act: "accepted" });
    const tried = (await act(seller(), id, { act: "attempted", kind: "letter", isReached: true })).body.done[0];
    expect((await known(id)).attempt).toMatchObject({ kind: "letter", isReached: true, isFromSource: false });
    await seller()(undoHandoffActs, { body: { acts: [tried] } });
    expect((await known(id)).attempt).toMatchObject(byCall);
  });
});

describe("two at once", () => {
  test("the second is told what the first did, who that was and when", async () => {
    const id = await offered("nobody");
    const seen = (await rowOf(id)).lastAct;
    expect((await act(boris.ask, [{ lead: id, seen }], { act: "accepted" })).status).toBe(200);
    const { status, body } = await act(asks["head-of-sales"].ask, [{ lead: id, seen }], { act: "returned", kind: "procedural" });
    expect([status, body.code, body.details]).toEqual([409, "acted-meanwhile", { act: "accepted", who: "A sales", at: expect.any(String) }]);
  });

  test("truly at once, one accepts and the other is told; two attempts are two attempts", async () => {
    const id = await offered("nobody");
    const seen = (await rowOf(id)).lastAct;
    const both = await Promise.all([seller(), boris.ask].map((ask) => act(ask, [{ lead: id, seen }], { act: "accepted" })));
    // The slower one finds the lead to be somebody else's, and is told by whom it was taken.
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(["acted-meanwhile", "somebody-elses-lead"]).toContain(both.find(({ status }) => status !== 200)!.body.code);
    const other = await offered();
    const head = asks["head-of-sales"].ask;
    const from = (await rowOf(other)).lastAct;
    await Promise.all([
      act(seller(), [{ lead: other, seen: from }], { act: "attempted", kind: "call" }),
      act(head, [{ lead: other, seen: from }], { act: "attempted", kind: "letter" }),
    ]);
    expect((await rowOf(other)).attempts).toBe(2);
  });
});

describe("an act", () => {
  test("is taken back, and brought back, as long as nothing follows it; the record keeps all of it", async () => {
    const id = await offered();
    const accepted = (await act(seller(), id, { act: "accepted" })).body.done[0].id;
    expect((await marketer()(undoHandoffActs, { body: { acts: [{ lead: id, id: accepted }] } })).body.code).toBe("not-your-act");
    const undone = (await seller()(undoHandoffActs, { body: { acts: [{ lead: id, id: accepted }] } })).body;
    expect(undone.rows[0].state).toBe("offered");
    expect((await seller()(undoHandoffActs, { body: { acts: [{ lead: id, id: undone.done[0].id }] } })).body.rows[0].state).toBe("accepted");
    await act(seller(), id, { act: "attempted", kind: "call" });
    expect((await seller()(undoHandoffActs, { body: { acts: [{ lead: id, id: accepted }] } })).body.code).toBe("acted-meanwhile");
    const { acts } = (await marketer()(readHandoff, { params: { lead: id } })).body;
    expect(acts.map((one: Said) => [one["act"], one["isUndone"]])).toEqual([
      ["offered", false],
      ["accepted", false],
      ["undone", false],
      ["undone", false],
      ["attempted", false],
    ]);
  });

  test("of offering, taken back, leaves no handoff and its record", async () => {
    const id = await lead();
    const { done } = (await act(marketer(), id, { act: "offered" })).body;
    expect((await marketer()(undoHandoffActs, { body: { acts: done } })).body.rows).toEqual([]);
    expect((await marketer()(readHandoff, { params: { lead: id } })).body).toMatchObject({ row: null, acts: [{ isUndone: true }, { act: "undone" }] });
  });

  test("on many does what it can, and names each that could not", async () => {
    const [one, two, three] = [await offered(), await offered(borisPerson), await offered()];
    await act(seller(), three, { act: "accepted" });
    const { status, body } = await act(
      seller(),
      [one, two, three].map((id) => ({ lead: id })),
      { act: "accepted" },
    );
    expect([status, body.done.map(({ lead: id }: { lead: string }) => id)]).toEqual([200, [one]]);
    expect(body.failed).toEqual([
      { lead: two, code: "somebody-elses-lead", details: null },
      { lead: three, code: "not-when-accepted", details: null },
    ]);
    const head = await act(asks["head-of-sales"].ask, [{ lead: one }, { lead: two }], { act: "assigned", kind: "away", to: borisPerson });
    expect(head.body.rows.map((row: { person: { name: string } }) => row.person.name)).toEqual(["Boris", "Boris"]);
  });
});

describe("every screen", () => {
  let heard: HandoffNews[] = [];
  let stop: () => Promise<void>;
  beforeAll(async () => {
    stop = await fresh.database.listen("evenhand_handoff", (payload) => heard.push(JSON.parse(payload) as HandoffNews));
  });
  afterAll(() => stop());
  beforeEach(() => {
    heard = [];
  });
  const news = async () => {
    while (heard.length === 0) await new Promise((wait) => setTimeout(wait, 10));
    return heard;
  };

  test("is told the row as it now stands", async () => {
    const id = await offered();
    expect(await news()).toEqual([{ workspaceId: fresh.workspaceId, rows: [await rowOf(id)], gone: [], asks: [] }]);
  });

  test("is told to ask where the row is longer than a message may be", async () => {
    const id = await lead({ name: "Д".repeat(4_000) });
    await act(marketer(), id, { act: "offered" });
    expect(await news()).toEqual([{ workspaceId: fresh.workspaceId, rows: [], gone: [], asks: [id] }]);
  });
});

describe("the list", () => {
  test("is narrowed by whose it is, state, channel, grade and person; what is due first stands first", async () => {
    const [a] = await leads(1, { channel: "fair", grade: "A" });
    const [b] = await leads(1, { channel: "fair", grade: "C" });
    await act(marketer(), a!, { act: "offered", to: vera });
    await act(marketer(), b!, { act: "offered", to: borisPerson });
    const of = async (ask: Ask, query: Said) => (await ask(listHandoffs, { query })).body.rows.map((row: Said) => row["lead"]);
    expect(await of(seller(), { channel: "fair" })).toEqual([a, b]);
    expect(await of(seller(), { channel: "fair", whose: "mine" })).toEqual([a]);
    expect(await of(seller(), { channel: "fair", grade: ["C"] })).toEqual([b]);
    expect(await of(seller(), { channel: "fair", person: borisPerson })).toEqual([b]);
    expect(await of(seller(), { channel: "fair", overdue: true })).toEqual([]);
    await act(seller(), a!, { act: "returned", kind: "clerical" });
    expect(await of(marketer(), { channel: "fair", whose: "marketing" })).toEqual([a]);
    expect(await of(seller(), { channel: "fair", whose: "mine" })).toEqual([]);
    expect(await of(seller(), { channel: "fair", state: "returned" })).toEqual([a]);
  });

  test("of leads that can be offered finds them by part of a name, and says why not", async () => {
    const [free, there] = await leads(2, { name: "Harbour lock 9" });
    await act(marketer(), there!, { act: "offered" });
    const { found } = (await marketer()(findLeadsToOffer, { query: { text: "harbour LOCK" } })).body;
    expect(found.map((one: Said) => [one["lead"], one["whyNot"]])).toEqual([
      [free, null],
      [there, "offered-already"],
    ]);
    expect((await marketer()(findLeadsToOffer, { query: { text: "100%" } })).body.found).toEqual([]);
  });
});

describe("a rule", () => {
  const rule = { name: "Fair leads of grade A", channels: ["fair"], grades: ["A"], to: "nobody", isOn: true };
  const id = "11111111-0000-4000-8000-000000000001";

  test("is tried on the last ninety days, kept in versions, and offers each new lead once", async () => {
    const tried = (await marketer()(tryOfferRule, { query: { channels: "fair" } })).body;
    expect(tried).toMatchObject({ leads: made, fitting: 2, accepted: 0, qualified: 0 });
    expect((await marketer()(saveOfferRule, { params: { id }, body: rule })).body).toMatchObject({ version: 1, isOn: true, offered: 0 });
    const fits = await lead({ channel: "fair", grade: "A" });
    const other = await lead({ channel: "fair", grade: "B" });
    // The files of this test came in without an import of their own: one is put on record for the new lead.
    await ledger.in((tx) =>
      tx.run(
        `insert into evenhand.import (workspace_id, id, name, state, received_at) select $1, first_import, 'leads.csv', 'done', now() from evenhand.lead where workspace_id = $1 and id = any($2)`,
        [fresh.workspaceId, [fits, other]],
      ),
    );
    expect(await applyRules(fresh.database, fresh.workspaceId)).toBe(1);
    expect(await applyRules(fresh.database, fresh.workspaceId)).toBe(0);
    expect([await rowOf(fits), (await marketer()(readHandoff, { params: { lead: other } })).status]).toMatchObject([{ offeredAs: "rule", person: null }, 404]);
    expect((await marketer()(readHandoff, { params: { lead: fits } })).body.acts[0]).toMatchObject({ by: rule.name });
    const off = (await marketer()(saveOfferRule, { params: { id }, body: { ...rule, isOn: false } })).body;
    expect(off).toMatchObject({ version: 2, isOn: false, onSince: null, offered: 1 });
    expect((await asks.viewer.ask(listOfferRules)).body).toMatchObject({ rules: [{ id, version: 2 }], whyNotChange: "role-only-reads" });
  });

  test("may ask for a chance to be won: leads that have it are offered, those below it and those without a score are not, and without a score none", async () => {
    const byChance = "11111111-0000-4000-8000-000000000002";
    const chanceRule = { name: "Likely ones", channels: ["chance"], to: "nobody", isOn: true, minChance: 0.1 };
    const saved = (await marketer()(saveOfferRule, { params: { id: byChance }, body: chanceRule })).body;
    expect(saved).toMatchObject({ version: 1, minChance: 0.1 });
    expect((await marketer()(saveOfferRule, { params: { id: byChance }, body: { ...chanceRule, minChance: 10 } })).status).toBe(400);
    const [likely, unlikely, unknown] = [await lead({ channel: "chance" }), await lead({ channel: "chance" }), await lead({ channel: "chance" })];
    await ledger.in((tx) =>
      tx.run(
        `insert into evenhand.import (workspace_id, id, name, state, received_at) select $1, first_import, 'leads.csv', 'done', now() from evenhand.lead where workspace_id = $1 and id = any($2)`,
        [fresh.workspaceId, [likely, unlikely, unknown]],
      ),
    );
    expect(await applyRules(fresh.database, fresh.workspaceId)).toBe(0);
    const asked: string[] = [];
    const chances = new Map([
      [likely, 0.1],
      [unlikely, 0.099],
    ]);
    const turn = { database: fresh.database, log: silent, signal: new AbortController().signal, heard: [] };
    const work = (known: Chances | null) =>
      scoreRuleWork({
        today: () => "2026-11-27",
        chances: async ({ id: workspaceId }, asOf) => {
          asked.push(`${workspaceId} ${asOf}`);
          return known;
        },
      }).run(turn);
    await work(null);
    expect((await marketer()(readHandoff, { params: { lead: likely } })).status).toBe(404);
    await work(chances);
    expect(await rowOf(likely)).toMatchObject({ offeredAs: "rule" });
    for (const each of [unlikely, unknown]) expect((await marketer()(readHandoff, { params: { lead: each } })).status).toBe(404);
    expect(asked).toEqual(Array.from({ length: 2 }, () => `${fresh.workspaceId} 2026-11-27`));
    // Where no rule asks for a chance, nothing is worked out.
    await marketer()(saveOfferRule, { params: { id: byChance }, body: { ...chanceRule, isOn: false } });
    await work(chances);
    expect(asked).toHaveLength(2);
  });
});

test("whoever owes something soon is told once for each deadline", async () => {
  const id = await offered();
  const { due } = await rowOf(id);
  const tell = (nowMs: number) =>
    ledger.in(async (tx) => tellWhatIsDue(tx, fresh.workspaceId, { nowMs, clock: await readHandoffClock(tx, fresh.workspaceId) }));
  const mine = async () =>
    (await seller()(listNotices)).body.notices.filter((one: { kind: string; subject: { id: string } }) => one.kind === "handoff-due" && one.subject.id === id);
  await tell(due.at - 2 * 3_600_000);
  expect(await mine()).toHaveLength(0);
  await tell(due.at - 30 * 60_000);
  await tell(due.at - 20 * 60_000);
  expect(await mine()).toMatchObject([{ data: { owedCode: "accept" } }]);
});

describe("who may", () => {
  const readers: readonly Role[] = roles.filter((role) => role !== "agency" && role !== "compensation");
  const offerers: readonly Role[] = ["administrator", "head-of-sales", "head-of-marketing", "marketing-strategic", "marketing-operational"];
  const workers: readonly Role[] = ["administrator", "head-of-sales", "sales"];
  const open = async (may: (ask: Ask) => Promise<{ status: number }>) => {
    const allowed: Role[] = [];
    for (const role of roles) if ((await may(asks[role].ask)).status < 400) allowed.push(role);
    return allowed;
  };

  test("read: everybody but agencies and compensation", async () => {
    const id = await offered();
    expect(await open((ask) => ask(listHandoffs))).toEqual(readers);
    expect(await open((ask) => ask(readHandoff, { params: { lead: id } }))).toEqual(readers);
    expect(await open((ask) => ask(listOfferRules))).toEqual(readers);
    expect(await open((ask) => ask(tryOfferRule))).toEqual(readers);
  });

  test("offer, keep and make rules: marketing, heads, administrators", async () => {
    const fresh = await leads(roles.length);
    let n = 0;
    expect(await open((ask) => act(ask, fresh[n++]!, { act: "offered" }))).toEqual(offerers);
    expect(await open((ask) => ask(findLeadsToOffer, { query: { text: "gate" } }))).toEqual(offerers);
    const rule = { name: "Off", to: "nobody", isOn: false };
    expect(await open((ask) => ask(saveOfferRule, { params: { id: "11111111-0000-4000-8000-000000000002" }, body: rule }))).toEqual(offerers);
    const kept = async (ask: Ask) => {
      const id = await offered();
      await act(seller(), id, { act: "returned", kind: "procedural" });
      return act(ask, id, { act: "kept" });
    };
    expect(await open(kept)).toEqual(offerers);
  });

  test("accept, return, call and end: whose lead it is, the head of sales, administrators; of nobody's lead all of sales", async () => {
    const on = (to: string, body: Said) => async (ask: Ask) => act(ask, await offered(to), body);
    for (const body of [{ act: "accepted" }, { act: "returned", kind: "clerical" }, { act: "attempted", kind: "call" }]) {
      expect(await open(on(vera, body))).toEqual(workers);
    }
    expect(await open(on("nobody", { act: "accepted" }))).toEqual(workers);
    expect(await open(on(borisPerson, { act: "accepted" }))).toEqual(["administrator", "head-of-sales"]);
    const assigned = { act: "assigned", kind: "asked", to: borisPerson };
    expect(await open(on(borisPerson, assigned))).toEqual(["administrator", "head-of-sales", "head-of-marketing"]);
    expect(await open((ask) => ask(undoHandoffActs, { body: { acts: [{ lead: "none", id: 1 }] } }))).toEqual([]);
  });
});
