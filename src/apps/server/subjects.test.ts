// Which things a member may see: all of us what is on record, an agency the campaigns that are shared with it and nothing else.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";

import { subjectBook } from "#apps/server/subjects.ts";
import type { Asker } from "#facts/department.ts";
import { entityFields } from "#facts/entities.ts";
import { type Subject, subjectKinds } from "#facts/subject.ts";
import { aFact, aLead, aWonDeal } from "#testing/builders.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { Ledger } from "#testing/ledger-of-one.ts";

let fresh: FreshDatabase;
const [claim, action, practice] = [randomUUID(), randomUUID(), randomUUID()];
const agencyId = randomUUID();
const asked = (role: Asker["role"]): Asker => ({
  memberId: role === "agency" ? agencyId : randomUUID(),
  workspaceId: fresh.workspaceId,
  role,
  department: null,
});
const seen = (role: Asker["role"], subjects: readonly Subject[]) =>
  fresh.database.inWorkspace(fresh.workspaceId, (tx) => subjectBook.seen(tx, asked(role), subjects));

beforeAll(async () => {
  fresh = await freshDatabase();
  const ledger = new Ledger(fresh.database, fresh.workspaceId);
  const load = (entity: "campaign" | "account" | "lead" | "deal", rows: readonly object[]) =>
    ledger.load(rows, { entity, mapped: Object.keys(entityFields[entity]).filter((field) => field !== "id") });
  await load("account", [aFact("account", { id: "a1", name: "Hotel" })]);
  await load("campaign", [
    aFact("campaign", { id: "c1", name: "Fair", channel: "fairs" }),
    aFact("campaign", { id: "c2", name: "Letters", channel: "mail" }),
    aFact("campaign", { id: "c3", name: "Stand", channel: "stands" }),
  ]);
  await load("lead", [aLead({ id: "l1", name: null, account: "a1" })]);
  await load("deal", [aWonDeal({ id: "d1", name: "Doors", account: "a1", amount: 500_00 })]);
  await ledger.in(async (tx) => {
    const { workspaceId } = fresh;
    await tx.run("insert into evenhand.member (workspace_id, id, name, role) values ($1, $2, 'Agency', 'agency'), ($1, $3, 'Owner', 'sales')", [
      workspaceId,
      agencyId,
      action,
    ]);
    await tx.run("insert into evenhand.claim (workspace_id, id, standard, said, filed_by) values ($1, $2, 'leads-got-worse', 'Leads got worse', $3)", [
      workspaceId,
      claim,
      action,
    ]);
    await tx.run("insert into evenhand.action (workspace_id, id, title, owner_id, due_on, created_by) values ($1, $2, 'Call back', $2, '2026-12-01', $2)", [
      workspaceId,
      action,
    ]);
    await tx.run("insert into evenhand.practice (workspace_id, id, name, what, created_by) values ($1, $2, 'Coffee at ten', 'At one table', $3)", [
      workspaceId,
      practice,
      action,
    ]);
    for (const [kind, id] of [
      ["campaign", "c1"],
      ["channel", "stands"],
    ])
      await tx.run("insert into evenhand.share (workspace_id, id, kind, subject_id, member_id) values ($1, gen_random_uuid(), $2, $3, $4)", [
        workspaceId,
        kind,
        id,
        agencyId,
      ]);
  });
});
afterAll(() => fresh.close());

const all: Subject[] = [
  { kind: "lead", id: "l1" },
  { kind: "deal", id: "d1" },
  { kind: "account", id: "a1" },
  { kind: "campaign", id: "c1" },
  { kind: "campaign", id: "c2" },
  { kind: "campaign", id: "c3" },
  { kind: "claim", id: claim },
  { kind: "action", id: action },
  { kind: "number", id: "win-rate" },
  { kind: "practice", id: "joint-meetings" },
  { kind: "practice", id: practice },
];

it("one of us is told what each is called and how it stands", async () => {
  const told = await seen("sales", all);
  expect([...told].map(([key, { title }]) => [key, title.en])).toEqual([
    ["lead:l1", "Hotel"],
    ["deal:d1", "Doors"],
    ["account:a1", "Hotel"],
    ["campaign:c1", "Fair"],
    ["campaign:c2", "Letters"],
    ["campaign:c3", "Stand"],
    [`claim:${claim}`, "Leads got worse"],
    [`action:${action}`, "Call back"],
    ["number:win-rate", "Win rate"],
    ["practice:joint-meetings", "Regular joint meetings"],
    [`practice:${practice}`, "Coffee at ten"],
  ]);
  expect(told.get("deal:d1")?.now).toMatchObject({ code: "won", amount: 500_00 });
  expect(told.get(`claim:${claim}`)?.now?.code).toBe("not-weighed");
  expect(told.get(`action:${action}`)?.now).toMatchObject({ code: "open", on: "2026-12-01" });
  expect(told.get("number:win-rate")?.title.ru).not.toBe("Win rate");
});

it("an agency is told of what is shared with it, itself or by its channel, and not what it was planned to cost", async () => {
  const told = await seen("agency", all);
  expect([...told.keys()]).toEqual(["campaign:c1", "campaign:c3"]);
  expect(told.get("campaign:c1")?.now?.amount).toBeUndefined();
});

it("what is not there, or cannot be, is missing in every kind", async () => {
  expect(
    (
      await seen(
        "administrator",
        subjectKinds.flatMap((kind) => [
          { kind, id: "No such'; drop" },
          { kind, id: randomUUID().toUpperCase() },
        ]),
      )
    ).size,
  ).toBe(0);
});
