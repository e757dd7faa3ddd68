// People are added, dealt to, away and back; what lies wrong is found, given to whoever's turn it is, and put back; only those who answer for sales change it.
import { randomUUID } from "node:crypto";

import { afterAll, beforeAll, expect, test } from "vitest";

import { readCalendar, setCalendar, setSpecialDay } from "#features/calendar/contract.ts";
import { routes as calendarRoutes } from "#features/calendar/routes.ts";
import {
  addAbsence,
  addRoutePeople,
  changeRoutePerson,
  checkRouting,
  mendRouting,
  readRouting,
  readRoutingHealth,
  removeAbsence,
  undoMending,
} from "#features/routing/contract.ts";
import { isDue } from "#features/routing/jobs.ts";
import { routes } from "#features/routing/routes.ts";
import { act } from "#ledger/handoff.ts";
import { chooseFor } from "#ledger/routing.ts";
import { readWorkingWeek } from "#ledger/working-week.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
let head: Ask;
let [anna, boris, clara] = [
  { memberId: "", ask: null as unknown as Ask },
  { memberId: "", ask: null as unknown as Ask },
  { memberId: "", ask: null as unknown as Ask },
];
let [annaId, borisId, claraId] = ["", "", ""];
// A Wednesday.
const now = "2026-11-25T10:00:00.000Z";

const inside = <T>(work: Parameters<typeof fresh.database.inWorkspace<T>>[1]) => fresh.database.inWorkspace(fresh.workspaceId, work);

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId, { routes: [...routes, ...calendarRoutes], now: () => new Date(now) });
  head = (await server.member("head-of-sales")).ask;
  [anna, boris, clara] = [await server.member("sales"), await server.member("sales"), await server.member("sales")];
  await inside(async (tx) => {
    for (let n = 0; n < 12; n++) {
      await tx.run(
        `insert into evenhand.lead (workspace_id, id, name, owner, region, created_at, source, first_import, last_import)
         values ($1, $2, $3, 'seller-1', $4, '2026-11-20T09:00:00Z', 'crm', $1, $1)`,
        [fresh.workspaceId, `lead-${String(n).padStart(2, "0")}`, `Lead ${n}`, n % 2 === 0 ? "North" : "South"],
      );
    }
    await tx.run(
      `insert into evenhand.seller (workspace_id, id, name, until, source, first_import, last_import) values ($1, 'seller-1', 'Gone Seller', '2026-11-01', 'crm', $1, $1)`,
      [fresh.workspaceId],
    );
  });
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

/** Offered in turn, days ago. */
const deal = (lead: string, at: string) =>
  inside(async (tx) => {
    const turn = await chooseFor(tx, fresh.workspaceId, { lead, now: Date.parse(now) });
    await act(tx, fresh.workspaceId, { lead, act: "offered", memberId: null, kind: "rule", personId: turn!.chosen!.personId, at });
    return turn!.chosen!.personId;
  });

const people = async () => new Map((await head(readRouting)).body.people.map((person: { id: string }) => [person.id, person]));

test("owners of leads and members of sales are proposed, those who left marked, and gone from the proposals once they are on the list", async () => {
  const before = (await head(readRouting)).body;
  expect(before.people).toEqual([]);
  expect(before.proposals.map((one: { name: string; leads: number; hasLeft: boolean }) => [one.leads, one.hasLeft])).toContainEqual([12, true]);
  const added = await head(addRoutePeople, {
    body: { people: [anna, boris, clara].map(({ memberId }, n) => ({ name: ["Anna", "Boris", "Clara"][n], memberId })) },
  });
  [annaId, borisId, claraId] = added.body.ids;
  const after = (await head(readRouting)).body;
  expect(after.proposals.map((one: { memberId: string | null }) => one.memberId)).not.toContain(anna.memberId);
  expect(after.people.map((one: { name: string; state: string; canAct: boolean }) => [one.name, one.state, one.canAct])).toEqual([
    ["Anna", "here", true],
    ["Boris", "here", true],
    ["Clara", "here", true],
  ]);
  expect((await head(addRoutePeople, { body: { people: [{ name: "Anna again", memberId: anna.memberId }] } })).body.code).toBe("already-on-the-list");
  expect((await head(addRoutePeople, { body: { people: [{ name: "X", seller: "nobody" }] } })).body.code).toBe("no-such-seller");
});

test("the next ten leads are shown as they would be dealt, territories kept, and nothing is kept of the look", async () => {
  await head(changeRoutePerson, { params: { id: claraId }, body: { territories: [{ kind: "region", value: "North" }] } });
  const { ahead } = (await head(readRouting)).body;
  expect(ahead).toHaveLength(10);
  for (const { lead, personId, against } of ahead) {
    const isNorth = Number(lead.slice(5)) % 2 === 0;
    expect(against.some((one: { personId: string; why: string }) => one.personId === claraId && one.why === "territory")).toBe(!isNorth);
    expect(personId === claraId && !isNorth).toBe(false);
  }
  expect((await people()).get(annaId)).toMatchObject({ owed: 0, lastDealtAt: null });
  await head(changeRoutePerson, { params: { id: claraId }, body: { territories: [] } });
});

test("one enters one's own absence and nobody else's; the head of sales everybody's; it can be taken back", async () => {
  const absence = { from: "2026-11-25", until: "2026-11-28" };
  expect((await boris.ask(addAbsence, { params: { id: annaId }, body: absence })).body.code).toBe("only-oneself-and-head-of-sales");
  const own = await anna.ask(addAbsence, { params: { id: annaId }, body: absence });
  expect(own.status).toBe(200);
  expect((await people()).get(annaId)).toMatchObject({ state: "away", absences: [{ ...absence }] });
  expect((await head(addAbsence, { params: { id: annaId }, body: { from: "2026-11-28", until: "2026-11-25" } })).body.code).toBe("ends-before-it-begins");
  expect((await anna.ask(removeAbsence, { params: { id: own.body.id } })).status).toBe(200);
  expect((await people()).get(annaId)).toMatchObject({ state: "here", absences: [] });
  expect((await anna.ask(removeAbsence, { params: { id: randomUUID() } })).status).toBe(403);
});

test("six leads go round; what was dealt by turn and by hand is told apart", async () => {
  const got: string[] = [];
  for (let n = 0; n < 6; n++) got.push(await deal(`lead-${String(n).padStart(2, "0")}`, "2026-11-24T09:00:00Z"));
  expect(new Set(got.slice(0, 3)).size).toBe(3);
  await inside((tx) =>
    act(tx, fresh.workspaceId, { lead: "lead-06", act: "offered", memberId: null, kind: "hand", personId: borisId, at: "2026-11-24T10:00:00Z" }),
  );
  const { fair } = (await head(readRouting)).body;
  const of = (id: string) => fair.find((row: { personId: string }) => row.personId === id);
  expect([of(annaId), of(borisId), of(claraId)].map(({ offered, byTurn, byHand }) => [offered, byTurn, byHand])).toEqual([
    [2, 2, 0],
    [3, 2, 1],
    [2, 2, 0],
  ]);
});

test("leads of somebody who is away past the deadline, or has left, or is over capacity are found, and so are those offered to nobody", async () => {
  expect((await head(readRoutingHealth)).body.findings).toEqual([]);
  // Offered on Tuesday at nine; eight working hours are over the same evening, Anna is back on Saturday.
  await head(addAbsence, { params: { id: annaId }, body: { from: "2026-11-25", until: "2026-11-28" } });
  await inside((tx) =>
    tx.run("update evenhand.member set served_until = '2026-11-25' where workspace_id = $1 and id = $2", [fresh.workspaceId, clara.memberId]),
  );
  await head(changeRoutePerson, { params: { id: borisId }, body: { capacity: 2 } });
  await inside(async (tx) => {
    await act(tx, fresh.workspaceId, { lead: "lead-07", act: "offered", memberId: null, kind: "hand", personId: null, at: "2026-11-25T08:00:00Z" });
    await act(tx, fresh.workspaceId, { lead: "gone", act: "offered", memberId: null, kind: "hand", personId: borisId, at: "2026-11-25T08:00:00Z" });
  });
  const { findings, lookedAt } = (await head(readRoutingHealth)).body;
  const counts = Object.entries(Object.groupBy(findings as { problem: string }[], ({ problem }) => problem)).map(([problem, all]) => [problem, all!.length]);
  expect(Object.fromEntries(counts)).toEqual({ away: 2, left: 2, full: 1, vanished: 1 });
  expect(lookedAt).toBe(9);
  // An hour of work has not yet passed since eight o'clock: people begin at nine.
  // Nobody can have them: Anna is away, Boris is full, Clara has left.
  expect(findings.every(({ to }: { to: unknown }) => to === null)).toBe(true);
});

test("once somebody can have them, all are reassigned at once, the check remembers it, and it can be put back", async () => {
  await head(changeRoutePerson, { params: { id: borisId }, body: { capacity: null } });
  const checked = (await head(checkRouting)).body;
  expect(checked.found).toBe(5);
  const { findings } = (await head(readRoutingHealth)).body;
  const open = findings.filter(({ to }: { to: { personId: string } | null }) => to?.personId === borisId).map(({ lead }: { lead: string }) => lead);
  expect(open).toHaveLength(4);
  const done = (await head(mendRouting, { body: { leads: [...open, "gone"] } })).body;
  expect(done.mended).toHaveLength(4);
  expect(done.left).toEqual([{ lead: "gone", why: "no-longer-so" }]);
  const after = (await head(readRoutingHealth)).body;
  expect(after.findings.map(({ problem }: { problem: string }) => problem)).toEqual(["vanished"]);
  expect(after.checks[0]).toMatchObject({ id: checked.id, found: 5, mended: 4, lookedAt: 9 });
  const kinds = await inside((tx) =>
    tx.rows<{ kind: string }>("select kind from evenhand.handoff_act where workspace_id = $1 and act = 'assigned' order by kind", [fresh.workspaceId]),
  );
  expect(kinds.map(({ kind }) => kind)).toEqual(["away", "away", "left", "left"]);
  expect(
    (await head(undoMending, { body: { mended: done.mended.map(({ lead, actId }: { lead: string; actId: number }) => ({ lead, actId })) } })).body.undone,
  ).toBe(4);
  expect((await head(readRoutingHealth)).body).toMatchObject({ checks: [{ mended: 0 }] });
  expect((await head(readRoutingHealth)).body.findings).toHaveLength(5);
  expect((await people()).get(borisId)).toMatchObject({ open: 3 });
});

test("heads of sales and administrators change; others read; agencies and compensation see nothing", async () => {
  const changes: [Parameters<Ask>[0], Parameters<Ask>[1]][] = [
    [addRoutePeople, { body: { people: [{ name: "X" }] } }],
    [changeRoutePerson, { params: { id: annaId }, body: { isInTurn: false } }],
    [setCalendar, { body: { week: null } }],
    [checkRouting, {}],
    [mendRouting, { body: { leads: ["lead-00"] } }],
    [undoMending, { body: { mended: [{ lead: "lead-00", actId: 1 }] } }],
  ];
  for (const role of ["head-of-marketing", "sales", "marketing-operational", "management", "viewer", "compensation", "agency"] as const) {
    const { ask } = await server.member(role);
    for (const [endpoint, asked] of changes) expect([role, endpoint.name, (await ask(endpoint, asked)).status]).toEqual([role, endpoint.name, 403]);
    const reads = role === "compensation" || role === "agency" ? 403 : 200;
    expect([role, (await ask(readRouting)).status, (await ask(readRoutingHealth)).status]).toEqual([role, reads, reads]);
  }
  const { ask } = await server.member("administrator");
  expect((await ask(changeRoutePerson, { params: { id: annaId }, body: { isInTurn: true } })).status).toBe(200);
});

test("a country's holidays drive the clocks from the moment they are chosen, an own day stands over them, and the preview says when", async () => {
  expect((await head(readCalendar)).body).toMatchObject({ isSet: false, country: null, proposedCountry: null, holidays: [], workingDays: 261 });
  const week = { days: [4, 0, 1, 2, 3], from: 540, until: 1080, country: "RU" };
  expect((await head(setCalendar, { body: { week } })).status).toBe(200);
  // Friday 30 October 2026, 17:30: half an hour is left; Monday is worked, Tuesday is an hour shorter, because Wednesday 4 November is Unity Day.
  const asked = (await head(readCalendar, { query: { offered: "2026-10-30T17:30" } })).body;
  expect(asked).toMatchObject({ isSet: true, days: [0, 1, 2, 3, 4], workingDays: 247, movedKnownThrough: 2026 });
  expect(asked.preview).toMatchObject({ accept: { hours: 8, due: "2026-11-02T16:30" }, firstAttempt: { hours: 24, due: "2026-11-05T15:30" } });
  expect(asked).toMatchObject({ short: ["2026-04-30", "2026-05-08", "2026-06-11", "2026-11-03"], shortByMinutes: 60 });
  await head(setSpecialDay, { params: { day: "2026-11-04" }, body: { name: "We are open", isWorking: true } });
  expect((await head(readCalendar, { query: { offered: "2026-10-30T17:30" } })).body.preview.firstAttempt.due).toBe("2026-11-04T15:30");
  expect((await inside((tx) => readWorkingWeek(tx, fresh.workspaceId))).workingDays).toContain("2026-11-04");
  expect((await head(setCalendar, { body: { week: { ...week, from: 1080 } } })).body.code).toBe("ends-before-it-begins");
});

test("the night check is due once a day, after four in the morning where the company is", () => {
  const zone = "Asia/Vladivostok"; // ten hours before UTC
  expect(isDue({ zone, lastAt: null, now: Date.parse("2026-11-24T17:59:00Z") })).toBe(false);
  expect(isDue({ zone, lastAt: null, now: Date.parse("2026-11-24T18:00:00Z") })).toBe(true);
  expect(isDue({ zone, lastAt: "2026-11-23T18:05:00.000Z", now: Date.parse("2026-11-24T18:00:00Z") })).toBe(true);
  expect(isDue({ zone, lastAt: "2026-11-24T18:00:00.000Z", now: Date.parse("2026-11-25T10:00:00Z") })).toBe(false);
});
