// Imports through the interface: bytes in, questions answered, rows set aside come out as CSV, and each role may do its part.
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { silent } from "#db/log.ts";
import * as contract from "#features/imports/contract.ts";
import { doWork } from "#features/imports/jobs.ts";
import { waitingWork } from "#features/imports/store.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
let seller: Ask;
beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId);
  seller = (await server.member("sales")).ask;
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

/** What the server's own worker does by the clock. */
async function workDone(): Promise<void> {
  for (const waiting of await waitingWork(fresh.database)) await doWork(fresh.database, waiting, { log: silent });
}

async function received(text: string, query: object = {}): Promise<string> {
  const got = await seller(contract.receiveImport, {
    query: { name: "deals.csv", ...query },
    body: text,
    headers: { "content-type": "application/octet-stream" },
  });
  expect([got.status, got.body.state]).toEqual([201, "received"]);
  await workDone();
  return got.body.id;
}

const file = "Deal ID,Deal Name,Stage,Amount,Create Date,Close Date\n1,=SUM(A1),Won,ten,2021-02-01,2021-03-01\n2,Second,Won,5,2021-02-01,2021-03-01\n";

describe("a file brought in", () => {
  it("is shown with its mapping and a preview, loaded, and its set-aside row leaves defused", async () => {
    const id = await received(file);
    const shown = await seller(contract.showImport, { params: { id } });
    expect(shown.body).toMatchObject({ state: "proposed", entity: "deal", whyNotStart: null, whyNotUndo: "nothing-to-undo" });
    expect(shown.body.preview.rows[0].cells.find((cell: { field: string }) => cell.field === "amount")).toMatchObject({ raw: "ten", problem: "not-a-number" });
    expect((await seller(contract.startImport, { params: { id } })).body.state).toBe("waiting");
    await workDone();
    const done = await seller(contract.showImport, { params: { id } });
    expect([done.body.state, done.body.rows, done.body.reasons]).toEqual([
      "done",
      { added: 1, changed: 0, same: 0, repeated: 0, setAside: 1 },
      [{ reason: "not-a-number", count: 1, resolved: 0 }],
    ]);
    const csv = (await seller(contract.downloadSetAside, { params: { id } })).text;
    expect(csv.replace(/^\uFEFF/, "").split("\r\n")).toEqual([
      "evenhand_line,evenhand_reason,Deal ID,Deal Name,Stage,Amount,Create Date,Close Date",
      "2,“ten” in “Amount” is not a number.,1,'=SUM(A1),Won,ten,2021-02-01,2021-03-01",
      "",
    ]);
    expect((await seller(contract.undoImport, { params: { id } })).body.state).toBe("undoing");
    await workDone();
    expect((await seller(contract.showImport, { params: { id } })).body.state).toBe("undone");
  });

  it("with dates that read both ways is not loaded before somebody says how", async () => {
    const id = await received(file.replaceAll("2021-02-01", "02/03/2021").replaceAll("2021-03-01", "04/05/2021").replace("ten", "10"));
    expect((await seller(contract.startImport, { params: { id } })).body).toMatchObject({ status: 422, code: "questions-open" });
    const questions = (await seller(contract.showImport, { params: { id } })).body.preview.questions.filter((one: { isAmbiguous: boolean }) => one.isAmbiguous);
    expect(questions.map((one: { column: string }) => one.column)).toEqual(["Create Date", "Close Date"]);
    for (const { code, field, column } of questions) await seller(contract.answerQuestion, { params: { id }, body: { code, field, column, value: "dmy" } });
    expect((await seller(contract.startImport, { params: { id } })).body.state).toBe("waiting");
    await workDone();
    const rows = await fresh.database.inWorkspace(fresh.workspaceId, (tx) =>
      tx.rows("select created_on, closed_on from evenhand.deal where workspace_id = $1 and id = '2'", [fresh.workspaceId]),
    );
    expect(rows).toEqual([{ created_on: "2021-03-02", closed_on: "2021-05-04" }]);
    const { onRecord } = (await seller(contract.listImports)).body;
    expect(onRecord.entities).toEqual(["deal"]);
    expect(onRecord.dealFields).toEqual(expect.arrayContaining(["amount", "closedOn", "createdOn", "stage"]));
  });

  it("can be looked at again as something else, and forgotten", async () => {
    const id = await received(file);
    expect((await seller(contract.lookAgain, { params: { id }, body: { entity: "lead" } })).body.state).toBe("received");
    await workDone();
    expect((await seller(contract.showImport, { params: { id } })).body.entity).toBe("lead");
    expect((await seller(contract.discardImport, { params: { id } })).status).toBe(200);
    expect((await seller(contract.showImport, { params: { id } })).status).toBe(404);
  });
});

it("an empty file is refused, and leaves nothing behind", async () => {
  const before = (await seller(contract.listImports)).body.total;
  expect(
    (await seller(contract.receiveImport, { query: { name: "empty.csv" }, body: "", headers: { "content-type": "application/octet-stream" } })).body.code,
  ).toBe("empty-file");
  expect((await seller(contract.listImports)).body.total).toBe(before);
});

it("a viewer sees imports and changes none; an agency sees none", async () => {
  const id = await received(file);
  const [viewer, agency] = [(await server.member("viewer")).ask, (await server.member("agency")).ask];
  expect((await viewer(contract.showImport, { params: { id } })).body.whyNotStart).toBe("role-only-reads");
  expect((await viewer(contract.startImport, { params: { id } })).body.code).toBe("role-only-reads");
  expect((await agency(contract.listImports)).status).toBe(403);
});

it("a file of what people cost shows its rows to who brought it in and to those who answer for pay, and to nobody else", async () => {
  const id = await received("Seller,From,Until,Cost\nVera,2025-01-01,2025-01-31,98765.43\n", { name: "pay.csv", entity: "seller-cost" });
  const asked = async (ask: Ask) => {
    const answers = [await ask(contract.showImport, { params: { id } }), await ask(contract.listSetAside, { params: { id } })];
    return answers.map(({ status, body }) => (status === 200 ? 200 : `${status} ${body.code}`));
  };
  expect(await asked(seller)).toEqual([200, 200]);
  expect(await asked((await server.member("management")).ask)).toEqual([200, 200]);
  const colleague = (await server.member("marketing-operational")).ask;
  expect(await asked(colleague)).toEqual(["403 pay-is-for-heads", "403 pay-is-for-heads"]);
  expect((await colleague(contract.startImport, { params: { id } })).body.code).toBe("pay-is-for-heads");
  expect((await colleague(contract.listImports)).text).not.toContain("98765.43");
});
