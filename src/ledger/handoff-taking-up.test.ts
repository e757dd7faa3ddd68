// What the CRM says is with sales is taken up once, for its owner, and no figure changes by standing in a list.
import { afterAll, beforeAll, expect, test } from "vitest";

import { noDay } from "#facts/columns.ts";
import { act, holdHandoff } from "#ledger/handoff.ts";
import { handoffRows, readHandoffClock } from "#ledger/handoff-rows.ts";
import { takeUpFromSource } from "#ledger/handoff-taking-up.ts";
import { readLeads } from "#ledger/read-leads.ts";
import { setStages } from "#ledger/stage-mapping.ts";
import { addMember } from "#ledger/workspaces.ts";
import { aFact, aLead } from "#testing/builders.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { Ledger } from "#testing/ledger-of-one.ts";

let fresh: FreshDatabase;
let ledger: Ledger;
let vera: string;
/** A Monday, noon. */
const now = "2025-03-10T12:00:00.000Z";
const mapped = [
  "stage",
  "owner",
  "name",
  "grade",
  "channel",
  "createdAt",
  "qualifiedAt",
  "acceptedAt",
  "returnedAt",
  "firstAttemptAt",
  "salesQualifiedAt",
  "deal",
];

beforeAll(async () => {
  fresh = await freshDatabase();
  ledger = new Ledger(fresh.database, fresh.workspaceId);
  vera = await ledger.in((tx) => addMember(tx, fresh.workspaceId, { name: "Vera M", email: "VERA@firm.test", role: "sales", department: "sales" }));
  await ledger.load([aFact("seller", { id: "s-vera", name: "Vera", email: "vera@firm.test" })], { entity: "seller", mapped: ["name", "email"] });
  const lead = (id: string, said: Parameters<typeof aLead>[0]) => aLead({ id, owner: "s-vera", stage: "new", createdAt: "2025-03-06T09:00:00.000Z", ...said });
  await ledger.load(
    [
      lead("fresh", { qualifiedAt: "2025-03-07T09:00:00.000Z", name: "Gate 7" }),
      lead("by-stage", { stage: "MQL", owner: "Nobody Known" }),
      lead("worked", { qualifiedAt: "2025-03-06T09:00:00.000Z", firstAttemptAt: "2025-03-07T10:00:00.000Z" }),
      lead("plain", {}),
      lead("old", { qualifiedAt: "2024-12-09T09:00:00.000Z" }),
      lead("tomorrow", { qualifiedAt: "2025-03-11T09:00:00.000Z" }),
      lead("done", { qualifiedAt: "2025-03-06T09:00:00.000Z", salesQualifiedAt: "2025-03-07T09:00:00.000Z" }),
      lead("dealt", { qualifiedAt: "2025-03-06T09:00:00.000Z", deal: "d1" }),
      lead("lost", { stage: "Junk", qualifiedAt: "2025-03-06T09:00:00.000Z" }),
    ],
    { entity: "lead", mapped },
  );
  await ledger.in((tx) =>
    setStages(tx, fresh.workspaceId, [
      { source: "crm", recordKind: "lead", sourceStage: "MQL", stage: "marketing-qualified" },
      { source: "crm", recordKind: "lead", sourceStage: "Junk", stage: "lost" },
    ]),
  );
});
afterAll(() => fresh.close());

const rows = async () => {
  const list = await ledger.in(async (tx) =>
    handoffRows(tx, fresh.workspaceId, { which: { open: true }, clock: await readHandoffClock(tx, fresh.workspaceId) }),
  );
  return list.toSorted((a, b) => (a.lead < b.lead ? -1 : 1));
};
const factsNow = async () => {
  const { leads } = await ledger.in((tx) => readLeads(tx, { workspaceId: fresh.workspaceId, timeZone: "UTC" }));
  return JSON.stringify({ ...leads, owner: Array.from(leads.owner.codes, (code) => leads.owner.names[code] ?? null) });
};

test("young MQLs without an outcome are taken up once, and the figures read the same leads as before", async () => {
  const before = await factsNow();
  expect(await ledger.in((tx) => takeUpFromSource(tx, fresh.workspaceId, now))).toBe(3);
  expect(await ledger.in((tx) => takeUpFromSource(tx, fresh.workspaceId, now))).toBe(0);
  expect(await factsNow()).toBe(before);
  expect((await rows()).map(({ lead, state, offeredAs, person }) => [lead, state, offeredAs, person?.name, person?.memberId])).toEqual([
    ["by-stage", "offered", "source", "Nobody Known", null],
    ["fresh", "offered", "source", "Vera", vera],
    ["worked", "attempted", "source", "Vera", vera],
  ]);
});

test("the row says what is owed and until when: offered on Friday at nine, eight working hours end at five", async () => {
  const row = (await rows()).find(({ lead }) => lead === "fresh");
  expect(row).toMatchObject({
    name: "Gate 7",
    channel: "site",
    grade: "B",
    value: null,
    round: 1,
    due: { kind: "accept", by: "sales", at: Date.parse("2025-03-07T17:00:00Z") },
  });
});

test("what is done with it afterwards does count", async () => {
  await ledger.in(async (tx) => {
    await holdHandoff(tx, fresh.workspaceId, "fresh");
    await act(tx, fresh.workspaceId, { lead: "fresh", act: "accepted", memberId: vera, at: "2025-03-10T10:00:00.000Z" });
  });
  const { leads } = await ledger.in((tx) => readLeads(tx, { workspaceId: fresh.workspaceId, timeZone: "UTC" }));
  const day = (lead: string) => leads.acceptedOn[leads.ids.indexOf(lead)];
  expect(day("fresh")).toBe(20_157);
  expect(day("by-stage")).toBe(noDay);
});
