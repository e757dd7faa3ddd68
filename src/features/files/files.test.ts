// Files of a project: kept once, opened by whoever may see the project, never run, taken away and brought back.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";

import { addFile, listFiles, openFile, removeFile, restoreFile } from "#features/files/contract.ts";
import { fileNameOf, largestFileBytes } from "#ledger/kept-files.ts";
import { type FreshDatabase, aWorkspace, freshDatabase } from "#testing/database.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
let [head, seller, viewer, agency, shown] = [] as unknown as [Ask, Ask, Ask, Ask, Ask];
const project = randomUUID();
const of = { kind: "project", id: project };
const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId);
  const one = await server.member("head-of-sales");
  head = one.ask;
  [seller, viewer, agency] = [(await server.member("sales")).ask, (await server.member("viewer")).ask, (await server.member("agency")).ask];
  const partner = await server.member("agency");
  shown = partner.ask;
  await fresh.database.inWorkspace(fresh.workspaceId, async (tx) => {
    await tx.run(
      `insert into evenhand.project (workspace_id, id, kind, name, starts_on, ends_on, time_zone, created_by)
       values ($1, $2, 'exhibition', 'Spring fair', '2026-03-03', '2026-03-05', 'UTC', $3)`,
      [fresh.workspaceId, project, one.memberId],
    );
    await tx.run("insert into evenhand.project_share (workspace_id, project_id, member_id, shared_by) values ($1, $2, $3, $4)", [
      fresh.workspaceId,
      project,
      partner.memberId,
      one.memberId,
    ]);
  });
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

const names = async (ask: Ask) => (await ask(listFiles, { query: of })).body.files?.map(({ name }: { name: string }) => name);

test("a file is kept once, told by its bytes, and goes out as something that no browser runs", async () => {
  const page = await head(addFile, { query: { ...of, name: "../plan of the stand.png.html" }, body: "<script>alert(1)</script>" });
  expect([page.status, page.body.name, page.body.mediaType]).toEqual([201, "plan of the stand.png.html", "text/plain; charset=utf-8"]);
  expect((await head(addFile, { query: { ...of, name: "plan of the stand.png.html" }, body: "<script>alert(1)</script>" })).body.id).toBe(page.body.id);
  const photo = await seller(addFile, { query: { ...of, name: "Стенд.png" }, body: png });
  expect(photo.body).toMatchObject({ name: "Стенд.png", mediaType: "image/png", size: png.length, isPicture: true });
  expect((await names(viewer)).toSorted()).toEqual(["plan of the stand.png.html", "Стенд.png"]);
  const [asPage, asPhoto] = [page.body.id, photo.body.id].map((id) => viewer(openFile, { params: { id }, query: { shown: "true" } }));
  const opened = await asPage!;
  expect(opened.headers["content-disposition"]).toMatch(/^attachment/);
  expect(opened.headers["content-security-policy"]).toBe("sandbox; default-src 'none'; style-src 'none'");
  expect(opened.headers["x-content-type-options"]).toBe("nosniff");
  expect(opened.headers["content-type"]).toBe("text/plain; charset=utf-8");
  expect((await asPhoto!).headers["content-disposition"]).toMatch(/^inline/);
  expect((await viewer(openFile, { params: { id: photo.body.id } })).headers["content-disposition"]).toMatch(/^attachment.*%D0%A1%D1%82/);
});

test("whoever may not see the project does not know of its files", async () => {
  expect((await agency(listFiles, { query: of })).status).toBe(404);
  expect((await shown(listFiles, { query: of })).body.files).toHaveLength(2);
  const { id } = (await viewer(listFiles, { query: of })).body.files[0];
  expect((await agency(openFile, { params: { id } })).status).toBe(404);
  expect((await shown(openFile, { params: { id } })).status).toBe(200);
  const second = await aServer(fresh.database, await aWorkspace(fresh.database, "files-second"));
  const stranger = (await second.member("administrator")).ask;
  expect((await stranger(openFile, { params: { id } })).status).toBe(404);
  expect((await stranger(listFiles, { query: of })).status).toBe(404);
  await second.close();
  for (const kind of ["deal", "constructor", "to-string"]) expect((await head(listFiles, { query: { kind, id: project } })).status).toBe(404);
});

test("readers add nothing; what somebody added they take away and bring back", async () => {
  expect((await viewer(addFile, { query: { ...of, name: "a.txt" }, body: "a" })).body.code).toBe("role-only-reads");
  expect((await shown(addFile, { query: { ...of, name: "a.txt" }, body: "a" })).body.code).toBe("role-only-reads");
  const { body } = await seller(addFile, { query: { ...of, name: "a.txt" }, body: "a" });
  expect((await viewer(removeFile, { params: { id: body.id } })).body.code).toBe("role-only-reads");
  await seller(removeFile, { params: { id: body.id } });
  expect(await names(viewer)).not.toContain("a.txt");
  expect((await viewer(openFile, { params: { id: body.id } })).status).toBe(404);
  expect((await seller(removeFile, { params: { id: body.id } })).status).toBe(404);
  await seller(restoreFile, { params: { id: body.id } });
  expect(await names(viewer)).toContain("a.txt");
  const { acts } = await fresh.database.inWorkspace(fresh.workspaceId, (tx) =>
    tx.one<{ acts: string[] }>("select array_agg(act order by id) as acts from evenhand.audit_entry where subject_kind = 'file' and subject_id = $1", [
      body.id,
    ]),
  );
  expect(acts).toEqual(["file.added", "file.removed", "file.restored"]);
});

test("limits are said in words that can be read", async () => {
  expect((await head(addFile, { query: { ...of, name: "none.txt" }, body: "" })).body.code).toBe("empty-file");
  expect((await head(addFile, { query: { ...of, name: "big.bin" }, body: new Uint8Array(largestFileBytes + 1) })).body).toMatchObject({
    status: 413,
    code: "too-large",
  });
  expect((await head(addFile, { query: { ...of, name: "../.." }, body: "a" })).body.code).toBe("file-without-name");
  expect(["C:\\a\\b.pdf", "a\u202Egnp.exe", " \t", ".."].map(fileNameOf)).toEqual(["b.pdf", "agnp.exe", null, null]);
});
