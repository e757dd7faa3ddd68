// Leads offered at once go to different people, an offer that is undone gives the turn back, and open handoffs are counted as the screen counts them.
import { randomUUID } from "node:crypto";

import { afterAll, beforeEach, expect, test } from "vitest";

import { act } from "#ledger/handoff.ts";
import { readLeadsToDeal, readRoutePeople } from "#ledger/route-people.ts";
import { chooseFor, holdRouting, takeBackTurn } from "#ledger/routing.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";

let fresh: FreshDatabase;
let made = 0;
beforeEach(async () => {
  fresh ??= await freshDatabase();
  await inside(async (tx) => {
    for (const table of ["handoff_turn", "handoff_person", "handoff", "lead"])
      await tx.run(`delete from evenhand.${table} where workspace_id = $1`, [fresh.workspaceId]);
  });
});
afterAll(() => fresh.close());

const inside = <T>(work: Parameters<typeof fresh.database.inWorkspace<T>>[1]) => fresh.database.inWorkspace(fresh.workspaceId, work);

async function lead(over: Record<string, string | null> = {}) {
  const id = `lead-${String(++made).padStart(4, "0")}`;
  const names = Object.keys(over);
  await inside((tx) =>
    tx.run(
      `insert into evenhand.lead (workspace_id, id, created_at, source, first_import, last_import${names.map((name) => `, ${name}`).join("")})
       values ($1, $2, '2026-11-01T09:00:00Z', 'crm', $1, $1${names.map((_, n) => `, $${n + 3}`).join("")})`,
      [fresh.workspaceId, id, ...Object.values(over)],
    ),
  );
  return id;
}

async function person(name: string, over: { capacity?: number; seller?: string } = {}) {
  const id = randomUUID();
  await inside((tx) =>
    tx.run("insert into evenhand.handoff_person (workspace_id, id, name, capacity, seller) values ($1, $2, $3, $4, $5)", [
      fresh.workspaceId,
      id,
      name,
      over.capacity ?? null,
      over.seller ?? null,
    ]),
  );
  return id;
}

const offer = (id: string) =>
  inside(async (tx) => {
    const turn = await chooseFor(tx, fresh.workspaceId, { lead: id });
    if (turn?.chosen) await act(tx, fresh.workspaceId, { lead: id, act: "offered", memberId: null, kind: "rule", personId: turn.chosen.personId });
    return turn;
  });
const accounts = async () => new Map((await inside((tx) => readRoutePeople(tx, fresh.workspaceId))).map((one) => [one.name, one]));

test("six leads offered at the same moment are dealt two to each of three people", async () => {
  for (const name of ["Anna", "Boris", "Clara"]) await person(name);
  const leads = await Promise.all(Array.from({ length: 6 }, () => lead()));
  await Promise.all(leads.map((id) => offer(id)));
  expect([...(await accounts()).values()].map(({ name, open, balance }) => [name, open, balance])).toEqual([
    ["Anna", 2, 0],
    ["Boris", 2, 0],
    ["Clara", 2, 0],
  ]);
});

test("an offer that is undone gives the turn back once, and a lead given by hand has none", async () => {
  for (const name of ["Anna", "Boris"]) await person(name);
  const [first, byHand] = [await lead(), await lead()];
  const chosen = (await offer(first))!.chosen!.personId;
  expect([...(await accounts()).values()].map(({ id, balance }) => (id === chosen ? balance : -balance))).toEqual([-0.5, -0.5]);
  expect(await inside((tx) => takeBackTurn(tx, fresh.workspaceId, first))).toBe(true);
  expect(await inside((tx) => takeBackTurn(tx, fresh.workspaceId, first))).toBe(false);
  expect(await inside((tx) => takeBackTurn(tx, fresh.workspaceId, byHand))).toBe(false);
  expect([...(await accounts()).values()].map(({ balance }) => balance)).toEqual([0, 0]);
});

test("open is what still has to be worked: not what was returned, kept, has an outcome here or in the CRM", async () => {
  const anna = await person("Anna", { capacity: 2 });
  const open = await lead();
  const done = { returned: await lead(), qualified: await lead(), there: await lead({ sales_qualified_at: "2026-11-20T09:00:00Z" }) };
  for (const id of [open, ...Object.values(done)]) {
    await inside((tx) => act(tx, fresh.workspaceId, { lead: id, act: "offered", memberId: null, kind: "hand", personId: anna, at: "2026-11-10T09:00:00Z" }));
  }
  expect((await accounts()).get("Anna")!.open).toBe(3);
  await inside((tx) => act(tx, fresh.workspaceId, { lead: done.returned, act: "returned", memberId: null, kind: "clerical" }));
  await inside((tx) => act(tx, fresh.workspaceId, { lead: done.qualified, act: "qualified", memberId: null }));
  expect((await accounts()).get("Anna")!.open).toBe(1);
  expect((await offer(await lead()))!.chosen!.because).toBe("only");
  const last = await offer(await lead());
  expect(last).toMatchObject({ chosen: null, against: [{ personId: anna, why: "full" }] });
});

test("where a lead lies is taken from itself, else from its account and campaign, by id or by a name that only one bears", async () => {
  await inside(async (tx) => {
    for (const [id, name, region] of [
      ["acc-1", "North", "Urals"],
      ["acc-2", "Twin", "A"],
      ["acc-3", "Twin", "B"],
    ]) {
      await tx.run(
        "insert into evenhand.account (workspace_id, id, name, region, segment, source, first_import, last_import) values ($1, $2, $3, $4, 'mid', 'crm', $1, $1)",
        [fresh.workspaceId, id, name, region],
      );
    }
    await tx.run(
      "insert into evenhand.campaign (workspace_id, id, name, channel, source, first_import, last_import) values ($1, 'c-1', 'Autumn', 'fair', 'crm', $1, $1)",
      [fresh.workspaceId],
    );
  });
  const own = await lead({ account: "acc-1", region: "Volga", campaign: "Autumn" });
  const byName = await lead({ account: "North", channel: "web", campaign: "c-1" });
  const twin = await lead({ account: "Twin", product: "pump" });
  const found = await inside((tx) => readLeadsToDeal(tx, fresh.workspaceId, [own, byName, twin, "nowhere"]));
  expect([own, byName, twin].map((id) => found.get(id))).toEqual([
    { segment: "mid", region: "Volga", product: null, channel: "fair" },
    { segment: "mid", region: "Urals", product: null, channel: "web" },
    { segment: null, region: null, product: "pump", channel: null },
  ]);
  expect(found.has("nowhere")).toBe(false);
  expect(await inside((tx) => chooseFor(tx, fresh.workspaceId, { lead: "nowhere" }))).toBeNull();
});

test("who deals holds the dealing until the end of the transaction", async () => {
  const order: string[] = [];
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  let begun = () => {};
  const isHeld = new Promise<void>((resolve) => (begun = resolve));
  const first = inside(async (tx) => {
    await holdRouting(tx, fresh.workspaceId);
    begun();
    await held;
    order.push("first");
  });
  await isHeld;
  const second = inside(async (tx) => {
    await holdRouting(tx, fresh.workspaceId);
    order.push("second");
  });
  setTimeout(release, 50);
  await Promise.all([first, second]);
  expect(order).toEqual(["first", "second"]);
});

test("service ends with the seller's or the member's, whichever is earlier", async () => {
  await inside((tx) =>
    tx.run(
      `insert into evenhand.seller (workspace_id, id, name, "from", until, source, first_import, last_import) values ($1, 's-1', 'Anna', '2020-01-01', '2026-06-01', 'crm', $1, $1)`,
      [fresh.workspaceId],
    ),
  );
  await person("Anna", { seller: "s-1" });
  expect((await accounts()).get("Anna")).toMatchObject({ servesFrom: "2020-01-01", servesUntil: "2026-06-01" });
  expect((await offer(await lead()))!.against[0]!.why).toBe("left");
});
