// What is asked names its reader and its decision, keeps within the limit, is timed by those who write and used by those who read; every role gets what is its.
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import {
  addReportItem,
  changeReportItem,
  endReportItem,
  noteReportTime,
  noteReportUse,
  noteRoomUse,
  readReporting,
  removeReportTime,
  restoreReportItem,
} from "#features/reporting/contract.ts";
import { routes } from "#features/reporting/routes.ts";
import { listAudit } from "#features/audit/contract.ts";
import { routes as audit } from "#features/audit/routes.ts";
import { type Department, type Role, roles } from "#facts/department.ts";
import { handFields } from "#facts/reporting.ts";
import { addDays } from "#kit/day.ts";
import { readFieldWeeks } from "#ledger/field-weeks.ts";
import { addPromise } from "#ledger/promises.ts";
import { ofPromise, signAsHead } from "#ledger/signatures.ts";
import { setStages } from "#ledger/stage-mapping.ts";
import { aDeal, aFact } from "#testing/builders.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { Ledger } from "#testing/ledger-of-one.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
let ledger: Ledger;
const asked = {} as Record<Role, Ask>;
const memberIds: Partial<Record<Role, string>> = {};
let versions = 0;
let now = new Date("2025-11-10T12:00:00Z");

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId, { routes: [...routes, ...audit], now: () => now });
  ledger = new Ledger(fresh.database, fresh.workspaceId);
  // Thirteen weeks with ten lost deals each, of which eight have their reason; one won deal each week has none and owes none.
  const deals = Array.from({ length: 13 }, (_, week) =>
    Array.from({ length: 11 }, (__, n) =>
      aDeal({
        id: `d-${week}-${n}`,
        stage: n === 10 ? "Won" : "Lost",
        createdOn: "2025-01-06",
        closedOn: addDays("2025-08-11", 7 * week),
        lossReason: n < 8 ? "price" : null,
      }),
    ),
  ).flat();
  await ledger.load(deals, { mapped: ["stage", "createdOn", "closedOn", "lossReason"] });
  const sellers = ["sales", "sales", "sales", "sales", "marketing"].map((department, n) => aFact("seller", { id: `s${n}`, name: `S${n}`, department }));
  await ledger.load(sellers, { entity: "seller", mapped: ["name", "department"] });
  await ledger.in((tx) =>
    setStages(tx, fresh.workspaceId, [
      { source: "crm", recordKind: "deal", sourceStage: "Won", stage: "won" },
      { source: "crm", recordKind: "deal", sourceStage: "Lost", stage: "lost" },
    ]),
  );
  const departments: Partial<Record<Role, Department>> = {
    "head-of-sales": "sales",
    sales: "sales",
    "head-of-marketing": "marketing",
    "marketing-operational": "marketing",
    "marketing-strategic": "marketing",
    management: "management",
  };
  for (const role of roles) {
    const member = await server.member(role, { department: departments[role] ?? null });
    [asked[role], memberIds[role]] = [member.ask, member.memberId];
  }
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

const said = {
  name: "Reason for loss",
  reader: "Head of marketing",
  readerDepartment: "marketing",
  decision: "What to change in the offer",
  perWeek: null,
  statedMinutes: 2,
};
const lossReason = { ...said, kind: "field", askedOf: "sales", fields: ["deal.lossReason"] };
const visitReport = { ...said, name: "Report of visits", kind: "report", askedOf: "sales", perWeek: 1, statedMinutes: 20, fields: [] };
const read = async (role: Role = "head-of-sales") => (await asked[role](readReporting)).body;
const item = async (name: string, role?: Role) => (await read(role)).items.find((one: { name: string }) => one.name === name);

describe("the register", () => {
  test("begins empty, and proposes what is filled in by hand", async () => {
    const told = await read();
    expect(told.items).toEqual([]);
    expect(told.proposals).toEqual([{ field: "deal.lossReason", askedOf: "sales", filled: 104 }]);
  });

  test("nothing is asked without a reader and a decision, by others than heads, or twice", async () => {
    const head = asked["head-of-marketing"];
    expect((await head(addReportItem, { body: { ...lossReason, reader: " " } })).status).toBe(400);
    expect((await head(addReportItem, { body: { ...lossReason, decision: "" } })).status).toBe(400);
    expect((await head(addReportItem, { body: { ...lossReason, fields: [] } })).body.code).toBe("field-needs-one");
    expect((await head(addReportItem, { body: { ...visitReport, perWeek: null } })).body.code).toBe("report-needs-frequency");
    expect((await asked.sales(addReportItem, { body: lossReason })).body.code).toBe("only-heads-ask");
    expect((await head(addReportItem, { body: lossReason })).status).toBe(201);
    expect((await head(addReportItem, { body: lossReason })).body.code).toBe("already-asked");
  });

  test("a field is counted by week and person, from the records that owe it", async () => {
    // Eight a week among four sellers, two minutes each.
    expect(await item("Reason for loss")).toMatchObject({
      perWeek: 2,
      isCounted: true,
      minutes: 4,
      interval: null,
      onRecord: { share: 0.8, records: 130, left: 26 },
    });
    const [sales, marketing] = (await read()).burdens;
    expect(sales).toMatchObject({ department: "sales", people: 4, minutes: 4, statedShare: 1 });
    expect(marketing).toMatchObject({ department: "marketing", people: 1, minutes: 0, items: 0 });
  });

  test("every field that can be asked can be counted", async () => {
    for (const of of handFields) {
      const weeks = await ledger.in((tx) => readFieldWeeks(tx, fresh.workspaceId, { of, until: "2025-11-10", zone: "Europe/Moscow" }));
      expect(Array.isArray(weeks)).toBe(true);
    }
  });
});

/** What both heads sign, in force at once. */
async function promise(perWeek: number) {
  const row = { key: "reporting-minutes", version: ++versions, terms: { perWeek }, note: null, holdsFrom: null, by: null } as const;
  await ledger.in((tx) => addPromise(tx, fresh.workspaceId, row));
  for (const role of ["head-of-sales", "head-of-marketing"] as const) {
    const asker = { memberId: memberIds[role]!, workspaceId: fresh.workspaceId, role, department: null };
    // Before the day that is looked at: the clock of the database is not the test's.
    await ledger.in((tx) => signAsHead(tx, asker, { kind: ofPromise, of: row.key, version: row.version, at: "2025-11-01T09:00:00Z" }));
  }
}

describe("the limit", () => {
  test("is what management promises: it binds heads, and lets through what becomes shorter", async () => {
    expect((await read()).burdens[0]).toMatchObject({ cap: 120, isCapSigned: false });
    await promise(20);
    expect((await read()).burdens[0]).toMatchObject({ cap: 20, isCapSigned: true });
    expect((await asked["head-of-sales"](addReportItem, { body: visitReport })).body.code).toBe("over-cap");
    expect((await asked["head-of-sales"](addReportItem, { body: { ...visitReport, statedMinutes: 16 } })).status).toBe(201);
    const { id } = await item("Report of visits");
    const longer = { ...said, name: "Report of visits", perWeek: 1, statedMinutes: 17 };
    expect((await asked["head-of-sales"](changeReportItem, { params: { id }, body: longer })).body.code).toBe("over-cap");
    await promise(10);
    expect((await asked["head-of-sales"](changeReportItem, { params: { id }, body: { ...longer, statedMinutes: 12 } })).status).toBe(200);
    expect((await read()).burdens[0]).toMatchObject({ minutes: 16, cap: 10 });
  });

  test("two who ask at once do not both stay below it", async () => {
    await promise(30);
    const brief = (name: string) => ({ ...visitReport, name, askedOf: "marketing" });
    const answers = await Promise.all(["Brief A", "Brief B"].map((name) => asked.administrator(addReportItem, { body: brief(name) })));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409]);
  });
});

describe("time", () => {
  test("is noted by those who are asked, eight make a mean, and others see sums", async () => {
    const { id } = await item("Reason for loss");
    const params = { id };
    expect((await asked["marketing-operational"](noteReportTime, { params, body: { seconds: 60 } })).body.code).toBe("not-asked-of-you");
    expect((await asked.viewer(noteReportTime, { params, body: { seconds: 60 } })).body.code).toBe("role-only-reads");
    for (let n = 0; n < 8; n++) await asked.sales(noteReportTime, { params, body: { seconds: 60 } });
    const seen = await item("Reason for loss");
    expect(seen).toMatchObject({ time: { minutes: 1, sample: 8, isMeasured: true }, minutes: 2, ownEntries: 0 });
    expect(JSON.stringify(seen)).not.toContain("memberId");
    expect((await item("Reason for loss", "sales")).ownEntries).toBe(8);
  });

  test("of one's own can be taken back, and nobody else's", async () => {
    const { id } = await item("Report of visits");
    const { body } = await asked.sales(noteReportTime, { params: { id }, body: { seconds: 600 } });
    expect((await asked["head-of-sales"](removeReportTime, { params: { id: body.id } })).status).toBe(404);
    expect((await asked.sales(removeReportTime, { params: { id: body.id } })).status).toBe(200);
  });
});

describe("use", () => {
  test("is told by the department that reads, or by the rooms it opens; a quarter without is told", async () => {
    const { id } = await item("Reason for loss");
    expect((await item("Reason for loss")).use).toEqual({ state: "too-early", lastUsedOn: null, toldFrom: null });
    expect((await asked.sales(noteReportUse, { params: { id } })).body.code).toBe("not-read-by-you");
    await asked.sales(noteRoomUse, { params: { room: "prices" } });
    expect((await item("Reason for loss")).use).toMatchObject({ state: "too-early", toldFrom: "2026-02-09" });
    await asked["marketing-strategic"](noteRoomUse, { params: { room: "prices" } });
    await asked["marketing-strategic"](noteRoomUse, { params: { room: "prices" } });
    expect((await item("Reason for loss")).use).toMatchObject({ state: "used", lastUsedOn: "2025-11-10" });
    now = new Date("2026-03-01T12:00:00Z");
    expect((await item("Reason for loss")).use.state).toBe("unused");
    expect((await asked["head-of-marketing"](noteReportUse, { params: { id } })).status).toBe(200);
    expect((await item("Reason for loss")).use).toMatchObject({ state: "used", lastUsedOn: "2026-03-01" });
  });

  test("keeps no person: a day and a department is all that stands on record", async () => {
    const columns = await fresh.database.asOwner((tx) =>
      tx.rows<{ name: string }>("select column_name as name from information_schema.columns where table_name in ('room_use', 'report_use')"),
    );
    expect([...new Set(columns.map(({ name }) => name))].sort()).toEqual(["day", "department", "item_id", "room", "workspace_id"]);
    await asked.agency(noteRoomUse, { params: { room: "costs" } });
    expect(await ledger.in((tx) => tx.rows("select room from evenhand.room_use where workspace_id = $1 and room = 'costs'", [fresh.workspaceId]))).toEqual([]);
  });
});

describe("ending", () => {
  test("takes it out of the sum, stays on record with its reason, and can be undone", async () => {
    const { id } = await item("Report of visits");
    expect((await asked.sales(endReportItem, { params: { id }, body: {} })).body.code).toBe("only-heads-ask");
    expect((await asked["head-of-sales"](endReportItem, { params: { id }, body: { because: "It stands in the CRM" } })).status).toBe(200);
    expect(await item("Report of visits")).toMatchObject({ askedUntil: "2026-03-01", endedBecause: "It stands in the CRM" });
    expect((await read()).burdens[0].items).toBe(1);
    expect((await asked["head-of-sales"](endReportItem, { params: { id }, body: {} })).status).toBe(404);
    expect((await asked["head-of-sales"](restoreReportItem, { params: { id } })).status).toBe(200);
    expect((await read()).burdens[0].items).toBe(2);
    const { entries } = (await asked.administrator(listAudit, { query: { act: "report.ended" } })).body;
    expect(entries[0]).toMatchObject({ after: { name: "Report of visits", askedUntil: "2026-03-01" } });
  });
});

test.each(roles)("%s reads it, or is told why not", async (role) => {
  const { status, body } = await asked[role](readReporting);
  expect([status, body.code ?? null]).toEqual(role === "agency" ? [403, "agency-sees-only-what-is-shared"] : [200, null]);
});
