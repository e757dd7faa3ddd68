// What is written is found: in other forms of a word, in both languages, by codes and phones, and by nobody who may not see it.
// Long because: one company's texts are looked for by all who may and may not find them.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";

import { insertClaim } from "#features/claims/store.ts";
import { searchAll } from "#features/search/contract.ts";
import { searchWork } from "#features/search/jobs.ts";
import { routesWith } from "#features/search/routes.ts";
import { allFindSources } from "#apps/server/finds.ts";
import { silent } from "#db/log.ts";
import { askedWords, indexed, phoneOf } from "#kit/find-words.ts";
import { audit } from "#ledger/audit.ts";
import { insertAction } from "#ledger/action-register.ts";
import { type FreshDatabase, aWorkspace, freshDatabase } from "#testing/database.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
let [seller, viewer, agency] = [] as unknown as [Ask, Ask, Ask];
let [sellerId, agencyId] = ["", ""];
const imported = "00000000-0000-4000-8000-0000000000aa";

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId, { routes: routesWith(allFindSources) });
  const [one, two] = [await server.member("sales"), await server.member("agency")];
  [seller, viewer, agency] = [one.ask, (await server.member("viewer")).ask, two.ask];
  [sellerId, agencyId] = [one.memberId, two.memberId];
  await records(fresh.workspaceId);
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

const ids = (answer: { body: { found: { kind: string; id: string }[] } }) => answer.body.found.map(({ kind, id }) => `${kind} ${id}`);
const search = async (ask: Ask, q: string, more: object = {}) => ask(searchAll, { query: { q, ...more } });
const found = async (ask: Ask, q: string, more: object = {}) => ids(await search(ask, q, more));
const takeIn = () => searchWork(allFindSources).run({ database: fresh.database, log: silent, signal: new AbortController().signal, heard: [] });

async function records(workspaceId: string) {
  await fresh.database.inWorkspace(workspaceId, async (tx) => {
    await tx.run(`insert into evenhand.import (workspace_id, id, name, state, started_at, finished_at) values ($1, $2, 'a.csv', 'done', now(), now())`, [
      workspaceId,
      imported,
    ]);
    const put = (table: string, fields: Readonly<Record<string, string>>) => {
      const columns = ["source", "first_import", "last_import", ...Object.keys(fields)];
      const values = ["crm", imported, imported, ...Object.values(fields)];
      return tx.run(`insert into evenhand.${table} (workspace_id, ${columns.join(", ")}) values ($1, ${values.map((_, n) => `$${n + 2}`).join(", ")})`, [
        workspaceId,
        ...values,
      ]);
    };
    await put("account", { id: "A-1", name: "Жилой комплекс «Берёзки»" });
    await put("contact", { id: "C-1", name: "Пётр Королёв", phone: "+7 (495) 123-45-67", email: "p.korolev@berezki.example" });
    await put("deal", { id: "D-1", stage: "Open", created_on: "2026-01-10", name: "Cameras DS-2CD2143 for the yard", account: "A-1" });
    await put("campaign", { id: "K-1", name: "Spring mailing", channel: "mail" });
    await put("campaign", { id: "K-2", name: "Spring fair", channel: "fair" });
    await put("campaign", { id: "K-3", name: "Autumn letters", channel: "post" });
    await put("lead", {
      id: "L-701",
      name: "Ворота для Сидорова",
      account: "A-1",
      contact: "C-1",
      campaign: "K-1",
      channel: "site",
      stage: "New",
      owner: "Зимина",
      created_at: "2026-01-05T10:00:00Z",
    });
    await put("lead", { id: "L-702", name: "Gates", campaign: "K-3", channel: "fair", stage: "New", created_at: "2026-01-05T10:00:00Z" });
    await put("lead", { id: "L-703", name: "Fences", campaign: "K-3", channel: "post", stage: "New", created_at: "2026-01-05T10:00:00Z" });
  });
  await takeIn();
}

test("a word is found in its other forms, in both languages, ё or е", async () => {
  expect(await found(seller, "березка")).toEqual(["account A-1"]);
  expect(await found(seller, "Берёзками комплексы")).toEqual(["account A-1"]);
  expect(await found(seller, "camera yards")).toEqual(["deal D-1"]);
  expect(await found(seller, "camera ярд")).toEqual([]);
});

test("a name by its beginning, a code by its parts, a phone however it is written, an address", async () => {
  expect(await found(seller, "корол")).toEqual(["contact C-1"]);
  for (const code of ["DS-2CD2143", "ds2cd2143", "2cd21", "2143"]) expect([code, await found(seller, code)]).toEqual([code, ["deal D-1"]]);
  for (const phone of ["8 495 1234567", "+74951234567", "(495) 123-45-67"]) expect([phone, await found(seller, phone)]).toEqual([phone, ["contact C-1"]]);
  expect(await found(seller, "p.korolev@berezki.example")).toEqual(["contact C-1"]);
});

test("where the words stand is marked, and what somebody wrote stays text", async () => {
  await fresh.database.inWorkspace(fresh.workspaceId, async (tx) => {
    const claim = { id: "00000000-0000-4000-8000-00000000000a", standard: "leads-answered-late", subject: null, from: null, until: null, by: sellerId };
    await insertClaim(tx, fresh.workspaceId, { ...claim, said: "Nobody called <b>Ivanov</b> for three weeks", isUnnamed: true });
    await audit(tx, { workspaceId: fresh.workspaceId, memberId: sellerId }, { act: "claim.filed", subjectKind: "claim", subjectId: claim.id });
  });
  const { found: list } = (await search(viewer, "calling week")).body as { found: { title: unknown; who: unknown }[] };
  expect(list).toHaveLength(1);
  expect(list[0]!.title).toEqual([
    { text: "Nobody ", isHit: false },
    { text: "called", isHit: true },
    { text: " <b>Ivanov</b> for three ", isHit: false },
    { text: "weeks", isHit: true },
  ]);
  // Filed without a name.
  expect(list[0]!.who).toBeNull();
});

test("what was written a moment ago is found, and what was taken away is not", async () => {
  const id = "00000000-0000-4000-8000-00000000000b";
  const inside = (act: string, sql: string | null) =>
    fresh.database.inWorkspace(fresh.workspaceId, async (tx) => {
      const asker = { workspaceId: fresh.workspaceId, memberId: sellerId };
      if (sql === null)
        await insertAction(tx, fresh.workspaceId, {
          id,
          title: "Договориться о дежурстве",
          note: "",
          ownerId: sellerId,
          dueOn: "2026-12-01",
          moves: null,
          by: sellerId,
          from: null,
        });
      else await tx.run(sql, [fresh.workspaceId, id]);
      await audit(tx, asker, { act, subjectKind: "action", subjectId: id });
    });
  await inside("action.started", null);
  expect(await found(seller, "дежурства")).toEqual([`action ${id}`]);
  await inside("action.changed", "update evenhand.action set title = 'Another thing' where workspace_id = $1 and id = $2");
  expect(await found(seller, "дежурства")).toEqual([]);
  expect(await found(seller, "another")).toEqual([`action ${id}`]);
  await inside("action.removed", "update evenhand.action set removed_at = now() where workspace_id = $1 and id = $2");
  expect(await found(seller, "another")).toEqual([]);
});

test("definitions and promises are found by their names in either language", async () => {
  expect(await found(seller, "sales cycle", { kind: "definition" })).toEqual(["definition sales-cycle"]);
  expect(await found(seller, "определение выигранная", { kind: "definition" })).toEqual([]);
  expect(await found(seller, "выигранной", { kind: "definition" })).toEqual(["definition won-deal"]);
  expect(await found(seller, "принятые лиды стоимость")).toContain("promise accepted-value");
});

test("an agency finds what is shared with it and counts nothing else", async () => {
  const empty = (await search(agency, "spring")).body as { found: unknown[]; total: number; counts: unknown[]; lookedThrough: unknown[] };
  expect([empty.found, empty.total, empty.counts, empty.lookedThrough]).toEqual([[], 0, [], ["campaign", "lead", "project", "thread"]]);
  const share = "insert into evenhand.share (workspace_id, id, kind, subject_id, member_id) values ($1, gen_random_uuid(), $2, $3, $4)";
  const shared = (kind: string, subject: string) =>
    fresh.database.inWorkspace(fresh.workspaceId, (tx) => tx.run(share, [fresh.workspaceId, kind, subject, agencyId]));
  await shared("campaign", "K-1");
  expect(await found(agency, "spring")).toEqual(["campaign K-1"]);
  await shared("channel", "fair");
  expect((await search(agency, "spring")).body).toMatchObject({ total: 2, counts: [{ kind: "campaign", count: 2 }] });
  expect(await found(agency, "cameras")).toEqual([]);
  expect(await found(agency, "cameras", { kind: "deal" })).toEqual([]);
  expect(await found(seller, "spring", { kind: "campaign" })).toHaveLength(2);
});

test("an agency finds leads of what is shared with it, its projects and what is said of both in the open: by the words that it is shown, and by no others", async () => {
  // The mailing and the fair's channel are shared; the letters are not, and one of their leads came by the fair.
  expect(await found(agency, "L-701")).toEqual(["lead L-701"]);
  expect((await found(agency, "fair")).toSorted()).toEqual(["campaign K-2", "lead L-702"]);
  expect((await search(agency, "L-702")).body.found).toMatchObject([{ place: null, who: null, title: [{ text: "L-" }, { text: "702", isHit: true }] }]);
  const [project, hidden] = [randomUUID(), randomUUID()];
  const messages = [
    ["campaign", "K-1", "Общее слово о рассылке", false],
    ["campaign", "K-1", "Внутреннее мнение о рассылке", true],
    ["campaign", "K-3", "Чужое письмо", false],
    ["deal", "D-1", "Сделка тяжёлая", false],
    ["project", project, "Плакаты готовы", false],
    ["project", hidden, "Буклеты готовы", false],
  ] as const;
  await fresh.database.inWorkspace(fresh.workspaceId, async (tx) => {
    for (const [id, name] of [
      [project, "Securika Омск"],
      [hidden, "MIPS Пермь"],
    ] as const)
      await tx.run(
        `insert into evenhand.project (workspace_id, id, kind, name, note, starts_on, ends_on, time_zone, created_by) values ($1, $2, 'exhibition', $3, 'Торгуемся о скидке', '2026-05-01', '2026-05-03', 'UTC', $4)`,
        [fresh.workspaceId, id, name, sellerId],
      );
    await tx.run("insert into evenhand.project_share (workspace_id, project_id, member_id, shared_by) values ($1, $2, $3, $4)", [
      fresh.workspaceId,
      project,
      agencyId,
      sellerId,
    ]);
    await tx.run(
      "insert into evenhand.project_budget_line (workspace_id, id, project_id, kind, name, planned, place) values ($1, $2, $3, 'space', 'Аренда', 100, 1)",
      [fresh.workspaceId, randomUUID(), project],
    );
    for (const [kind, id, said, isInside] of messages)
      await tx.run(
        "insert into evenhand.thread_message (workspace_id, id, subject_kind, subject_id, member_id, said, is_inside) values ($1, $2, $3, $4, $5, $6, $7)",
        [fresh.workspaceId, randomUUID(), kind, id, sellerId, said, isInside],
      );
    await audit(tx, { workspaceId: fresh.workspaceId, memberId: sellerId }, { act: "project.begun", subjectKind: "project", subjectId: project });
  });
  // Another agency is shown the project alone.
  const other = await server.member("agency");
  await fresh.database.inWorkspace(fresh.workspaceId, (tx) =>
    tx.run("insert into evenhand.project_share (workspace_id, project_id, member_id, shared_by) values ($1, $2, $3, $4)", [
      fresh.workspaceId,
      project,
      other.memberId,
      sellerId,
    ]),
  );
  expect([await found(other.ask, "омск"), await found(other.ask, "рассылка"), (await search(other.ask, "плакаты")).body.counts]).toEqual([
    [`project ${project}`],
    [],
    [{ kind: "thread", count: 1 }],
  ]);
  const kinds = async (q: string) =>
    ((await search(agency, q)).body.found as { kind: string; place: string | null }[]).map(({ kind, place }) => `${kind} ${place ?? ""}`.trim());
  expect(await found(agency, "омском")).toEqual([`project ${project}`]);
  expect(await kinds("рассылкой")).toEqual(["thread campaign:K-1"]);
  expect(await kinds("плакат")).toEqual([`thread project:${project}`]);
  // What the company knows of them besides, and everything that is not shared: found by one of us, by no agency, and not even counted.
  const secrets = [
    "сидоров",
    "зимина",
    "берёзки",
    "королёв",
    "C-1",
    "gates",
    "fences",
    "L-703",
    "letters",
    "K-3",
    "скидке",
    "аренда",
    "внутреннее",
    "чужое",
    "тяжёлая",
    "пермь",
    "буклет",
    "cameras",
  ];
  for (const q of secrets) {
    const told = (await search(agency, q)).body as { found: unknown[]; total: number; counts: unknown[] };
    expect([q, told.found, told.total, told.counts]).toEqual([q, [], 0, []]);
    expect([q, (await found(seller, q)).length > 0]).toEqual([q, true]);
  }
  // Two words of which one is hidden are no way round either.
  for (const q of ["L-701 сидоров", "омск скидке", "рассылке внутреннее"]) expect([q, await found(agency, q)]).toEqual([q, []]);
  await fresh.database.inWorkspace(fresh.workspaceId, (tx) => tx.run("delete from evenhand.project_share where workspace_id = $1", [fresh.workspaceId]));
  for (const q of ["омск", "плакаты"]) expect([q, await found(agency, q)]).toEqual([q, []]);
  await fresh.database.inWorkspace(fresh.workspaceId, (tx) => tx.run("delete from evenhand.project where workspace_id = $1", [fresh.workspaceId]));
  await fresh.database.inWorkspace(fresh.workspaceId, (tx) => tx.run("delete from evenhand.thread_message where workspace_id = $1", [fresh.workspaceId]));
});

test("messages, decisions, turning points and joint projects are found by one of us and by no agency, and what was taken away by nobody", async () => {
  const [message, decision, project, turn] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const other = (await server.member("marketing-operational", { department: "marketing" })).memberId;
  await fresh.database.inWorkspace(fresh.workspaceId, async (tx) => {
    await tx.run(
      "insert into evenhand.thread_message (workspace_id, id, subject_kind, subject_id, member_id, said, is_inside) values ($1, $2, 'deal', 'D-1', $3, $4, true)",
      [fresh.workspaceId, message, sellerId, `Стенды <@${other}> perform\nхуже в Тамбове`],
    );
    await tx.run("insert into evenhand.decision (workspace_id, id, title, said, sales_id, marketing_id, entered_by) values ($1, $2, $3, $4, $5, $6, $5)", [
      fresh.workspaceId,
      decision,
      "Callbacks within a day",
      "Звоним из Тамбова",
      sellerId,
      other,
    ]);
    await tx.run(
      `insert into evenhand.project (workspace_id, id, kind, name, note, starts_on, ends_on, time_zone, template, created_by) values ($1, $2, 'exhibition', 'Securika', 'Тамбовский стенд',
         '2026-04-01', '2026-04-03', 'UTC', 'exhibition', $3)`,
      [fresh.workspaceId, project, sellerId],
    );
    await tx.run(
      "insert into evenhand.turning_point (workspace_id, id, kind, day, name, note, owner) values ($1, $2, 'other', '2026-03-01', 'Moved house', 'Склад в Тамбове', 'joint')",
      [fresh.workspaceId, turn],
    );
    await audit(tx, { workspaceId: fresh.workspaceId, memberId: sellerId }, { act: "decision.entered", subjectKind: "decision", subjectId: decision });
  });
  expect((await found(seller, "тамбов")).toSorted()).toEqual(
    [`decision entered.${decision}`, `project ${project}`, `thread ${message}`, `turning-point ${turn}`].toSorted(),
  );
  expect(await found(seller, "callback days")).toEqual([`decision entered.${decision}`]);
  expect((await search(seller, "стендов тамбове")).body.found[0]).toMatchObject({ kind: "thread", place: "deal:D-1" });
  expect(await found(viewer, "performing")).toEqual([`thread ${message}`]);
  expect(await found(agency, "тамбов")).toEqual([]);
  // A message alone leaves no line in the log, and is found all the same.
  await fresh.database.inWorkspace(fresh.workspaceId, (tx) =>
    tx.run("update evenhand.thread_message set said = 'Other words', edited_at = now() where workspace_id = $1", [fresh.workspaceId]),
  );
  expect(await found(seller, "performing")).toEqual([]);
  expect(await found(seller, "other words")).toEqual([`thread ${message}`]);
  await fresh.database.inWorkspace(fresh.workspaceId, (tx) =>
    tx.run("update evenhand.thread_message set removed_at = now(), removed_by = member_id where workspace_id = $1", [fresh.workspaceId]),
  );
  expect(await found(seller, "other words")).toEqual([]);
});

test("another company's texts are behind the wall", async () => {
  const other = await aWorkspace(fresh.database, "other");
  const elsewhere = await aServer(fresh.database, other, { routes: routesWith(allFindSources) });
  const ask = (await elsewhere.member("administrator")).ask;
  expect(await found(ask, "берёзки")).toEqual([]);
  await elsewhere.close();
});

test("an import that was taken back takes its records out of search, and counts of kinds go with the filter", async () => {
  const { counts, total } = (await search(seller, "spring", { kind: "deal" })).body as { counts: unknown; total: number };
  expect([counts, total]).toEqual([[{ kind: "campaign", count: 2 }], 0]);
  await fresh.database.inWorkspace(fresh.workspaceId, async (tx) => {
    await tx.run("delete from evenhand.contact where workspace_id = $1", [fresh.workspaceId]);
    await tx.run("update evenhand.import set state = 'undone', finished_at = now() where workspace_id = $1", [fresh.workspaceId]);
  });
  expect((await search(seller, "королёв")).body).toMatchObject({ isTakingIn: true });
  await takeIn();
  expect((await search(seller, "королёв")).body).toMatchObject({ found: [], isTakingIn: false });
});

test("words as they are typed", () => {
  expect(askedWords("  Ещё DS-2CD2143 ёлка ")).toEqual(["еще", "ds2cd2143", "елка"]);
  expect(askedWords("+7 (495) 123-45-67")).toEqual(["4951234567"]);
  expect(askedWords("!!! …")).toEqual([]);
  expect(phoneOf("12-34")).toBeNull();
  expect([...indexed("КП-17/2")]).toEqual(["кп", "17", "2", "кп172"]);
});
