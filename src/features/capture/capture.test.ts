// The stand: each lead is taken once whatever the network does, the same person is one lead, grades carry their promise, badge files come in and go again.
// Long because: phone and file are told on one event with one calendar.
import { randomUUID } from "node:crypto";
import { assert, asyncProperty, array, constantFrom, integer, record } from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import * as contract from "#features/capture/contract.ts";
import { type Waiting, afterFate, leadsOfSaved, nextSending, savedText } from "#features/capture/rules.ts";
import { actOnHandoffs, listHandoffs } from "#features/handoff/contract.ts";
import { readHandoffWork } from "#ledger/kept-handoff-work.ts";
import { aFact } from "#testing/builders.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { Ledger } from "#testing/ledger-of-one.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
let anna: { memberId: string; ask: Ask };
let vera: { memberId: string; ask: Ask };
let project: string;
/** Tuesday, 15:00. */
let now = "2026-11-24T15:00:00.000Z";

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId, { now: () => new Date(now) });
  anna = await server.member("head-of-marketing");
  vera = await server.member("head-of-sales");
  const ledger = new Ledger(fresh.database, fresh.workspaceId);
  const load = (entity: "campaign" | "account" | "contact", rows: readonly object[], mapped: string[]) => ledger.load(rows, { entity, mapped });
  await load("campaign", [aFact("campaign", { id: "fair", name: "Security fair", channel: "Exhibition" })], ["name", "channel"]);
  await load("account", [aFact("account", { id: "acc", name: "Siemens AG" })], ["name"]);
  await load("contact", [aFact("contact", { id: "con", name: "Max Moser", email: "Max@Siemens.example", account: "acc" })], ["name", "email", "account"]);
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});
beforeEach(async () => {
  now = "2026-11-24T15:00:00.000Z";
  project = randomUUID();
  await run(
    "insert into evenhand.project (workspace_id, id, kind, name, starts_on, ends_on, time_zone, created_by) values ($1, $2, 'exhibition', 'The fair', '2026-11-24', '2026-11-26', 'UTC', $3)",
    project,
    anna.memberId,
  );
  await run("insert into evenhand.project_campaign (workspace_id, campaign_id, project_id) values ($1, 'fair', $2) on conflict do nothing", project);
});

const run = (sql: string, ...values: unknown[]) => fresh.database.inWorkspace(fresh.workspaceId, (tx) => tx.run(sql, [fresh.workspaceId, ...values]));
const rows = <T extends object>(sql: string, ...values: unknown[]) =>
  fresh.database.inWorkspace(fresh.workspaceId, (tx) => tx.rows<T>(sql, [fresh.workspaceId, ...values]));

/** The smallest JPEG with Exif that says where it was taken. */
const exif = Buffer.concat([Buffer.from([0xff, 0xe1, 0, 16]), Buffer.from("Exif\0\0GPS 52.5N")]).subarray(0, 18);
const jpeg = Buffer.concat([
  Buffer.from([0xff, 0xd8]),
  exif,
  Buffer.from([0xff, 0xdb, 0, 67, 0, ...Array.from({ length: 64 }, () => 1)]),
  Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, ...Array.from({ length: 60 }, () => 7), 0xff, 0xd9]),
]);

let count = 0;
function aCard(more: Partial<contract.Captured> = {}): contract.Captured {
  count += 1;
  const nobody = { title: null, phone: null, products: [], segments: [], interest: null, nextStep: null, nextOn: null, note: null, photo: null };
  const who = { name: `Visitor ${count}`, company: `Firm ${count}`, email: `v${count}@firm.example`, grade: "A" as const };
  return { id: randomUUID(), ...nobody, ...who, takenAt: now, takenBy: anna.memberId, tookMs: 12_000, ...more };
}
const send = (leads: readonly contract.Captured[], more: object = {}, ask = anna.ask) =>
  ask(contract.sendCaptured, { params: { id: project }, body: { as: anna.memberId, sentAt: now, leads, withdrawn: [], ...more } });
const list = async (ask = anna.ask): Promise<contract.StandList> => (await ask(contract.listStandLeads, { params: { id: project } })).body;
const fates = (got: { body: { fates: contract.Fate[] } }) => got.body.fates.map(({ fate, code }) => code ?? fate);

test("an A is owed a call within one working day and a B within two; C and D keep the usual 24 working hours", async () => {
  const [a, b, c] = [aCard(), aCard({ grade: "B" }), aCard({ grade: "C" })];
  expect(fates(await send([a, b, c]))).toEqual(["taken", "taken", "taken"]);
  const { leads } = await list();
  const due = (one: contract.Captured) => leads.find(({ lead }) => lead === `stand:${one.id}`)!;
  expect([due(a).dueAt, due(a).promiseHours]).toEqual(["2026-11-25T15:00:00.000Z", 24]);
  expect([due(b).dueAt, due(b).promiseHours]).toEqual(["2026-11-26T15:00:00.000Z", 48]);
  // 3 hours on Tuesday, 9 on Wednesday and Thursday, 3 on Friday.
  expect([due(c).dueAt, due(c).promiseHours]).toEqual(["2026-11-27T12:00:00.000Z", null]);
  const handoffs = (await vera.ask(listHandoffs)).body.rows.filter(({ lead }: { lead: string }) => lead.startsWith("stand:"));
  const shown = handoffs.map(({ grade, channel, campaign, state }: Record<string, string>) => [grade, channel, campaign, state]);
  expect(shown.toSorted(([x]: string[], [y]: string[]) => x!.localeCompare(y!))).toEqual([
    ["A", "Exhibition", "Security fair", "offered"],
    ["B", "Exhibition", "Security fair", "offered"],
    ["C", "Exhibition", "Security fair", "offered"],
  ]);
  // Once sales has accepted, what is owed next is the first call, by the stand's promise.
  const lead = `stand:${a.id}`;
  const accepted = (await vera.ask(actOnHandoffs, { body: { act: "accepted", leads: [{ lead }] } })).body;
  expect(accepted.rows[0].due).toEqual({ kind: "first-attempt", by: "sales", at: Date.parse("2026-11-25T15:00:00.000Z") });
  const work = await fresh.database.inWorkspace(fresh.workspaceId, (tx) => readHandoffWork(tx, { id: fresh.workspaceId, timeZone: "UTC" }));
  expect([...work!.attemptHours!].filter((hours) => !Number.isNaN(hours)).toSorted((x, y) => x - y)).toEqual([9, 18]);
});

test("the same sending twice changes nothing, and the same person taken by two is one lead with both said", async () => {
  const first = aCard({ phone: "+49 (0)171 234567-8", note: "Wants doors" });
  await send([first]);
  expect(fates(await send([first]))).toEqual(["known"]);
  now = "2026-11-24T15:10:00.000Z";
  const again = aCard({ name: first.name, email: null, phone: "0171 2345678", grade: "B", note: "In spring" });
  expect(fates(await send([again]))).toEqual(["joined"]);
  const stranger = aCard({ name: "Somebody else", email: null, phone: "0171 2345678" });
  expect(fates(await send([stranger]))).toEqual(["taken"]);
  const { leads } = await list();
  expect(leads).toHaveLength(2);
  expect(leads.find(({ name }) => name === first.name)).toMatchObject({ grade: "B", note: "Wants doors\nIn spring", email: first.email });
});

test("a stand whose project names no campaign has one of its own with its first lead, none with its last gone, and the records' campaign once it is named", async () => {
  await run("delete from evenhand.project_campaign where workspace_id = $1 and project_id = $2", project);
  const own = `stand:campaign:${project}`;
  const [one, two] = [aCard(), aCard()];
  const campaignOf = async (card: contract.Captured) =>
    (await rows<{ campaign: string }>("select campaign from evenhand.lead where workspace_id = $1 and id = $2", `stand:${card.id}`))[0]?.campaign;
  const named = () => rows("select campaign_id from evenhand.project_campaign where workspace_id = $1 and project_id = $2", project);
  await send([one]);
  expect([await campaignOf(one), await named()]).toEqual([own, [{ campaign_id: own }]]);
  expect(await rows(`select name, channel, starts_on, ends_on, source from evenhand.campaign where workspace_id = $1 and id = $2`, own)).toEqual([
    { name: "The fair", channel: "Exhibition", starts_on: "2026-11-24", ends_on: "2026-11-26", source: "stand" },
  ]);
  await send([], { withdrawn: [one.id] });
  expect([await named(), await rows("select id from evenhand.campaign where workspace_id = $1 and id = $2", own)]).toEqual([[], []]);
  await send([two]);
  await run("delete from evenhand.project_campaign where workspace_id = $1 and campaign_id = 'fair'");
  await run("insert into evenhand.project_campaign (workspace_id, campaign_id, project_id) values ($1, 'fair', $2)", project);
  const three = aCard();
  await send([three]);
  expect([await campaignOf(two), await campaignOf(three)]).toEqual([own, "fair"]);
});

test("a photo alone is enough, is kept without what the camera wrote beside it, and is shown to members alone", async () => {
  const card = aCard({ name: null, company: null, email: null, photo: jpeg.toString("base64") });
  const [none, wrong] = [aCard({ email: null }), aCard({ photo: Buffer.from("<svg onload=alert(1)>").toString("base64") })];
  expect(fates(await send([card, none, wrong]))).toEqual(["taken", "nobody-to-reach", "photo-wrong"]);
  const { leads } = await list();
  const got = await anna.ask(contract.readStandPhoto, { params: { id: project, entry: leads[0]!.photo! } });
  expect([got.status, got.headers["content-type"], got.text.includes("Exif"), got.text.includes("GPS")]).toEqual([200, "image/jpeg", false, false]);
  const outsider = await server.member("agency");
  expect((await outsider.ask(contract.readStandPhoto, { params: { id: project, entry: leads[0]!.photo! } })).status).toBe(403);
});

test("nothing is taken in the name of one who was not asked", async () => {
  const card = aCard();
  expect((await send([card], { as: vera.memberId })).body.code).toBe("another-member");
  expect((await send([card], { as: vera.memberId }, vera.ask)).body.code).toBe("another-member");
  expect(fates(await send([card], { as: vera.memberId, forOthers: true }, vera.ask))).toEqual(["taken"]);
  const [row] = await rows("select taken_by, sent_by from evenhand.stand_entry where workspace_id = $1 and id = $2", card.id);
  expect(row).toEqual({ taken_by: anna.memberId, sent_by: vera.memberId });
  expect((await list()).leads[0]!.takenBy).toBe("A head-of-marketing");
});

test("a colleague takes a lead on the phone of another, who sends it; an agency takes in its own name alone", async () => {
  const ground = (await anna.ask(contract.readCapture, { params: { id: project } })).body as contract.CaptureGround;
  expect(ground.people.map(({ memberId }) => memberId)).toEqual(expect.arrayContaining([anna.memberId, vera.memberId]));
  const card = aCard({ takenBy: vera.memberId, keptBy: anna.memberId });
  const waits: Waiting = { ...card, place: 1, workspace: server.slug, project, takenByName: "Vera", isWithdrawn: false, isSent: false, refusedAs: null };
  expect(nextSending([waits], { me: anna.memberId, forOthers: false })).toMatchObject({ leads: [{ id: card.id }], ofOthers: [] });
  expect(nextSending([waits], { me: vera.memberId, forOthers: false })).toMatchObject({ leads: [], ofOthers: [{ id: card.id }] });
  expect((await send([card], { as: vera.memberId }, vera.ask)).body.code).toBe("another-member");
  expect(fates(await send([card]))).toEqual(["taken"]);
  const [row] = await rows("select taken_by, sent_by from evenhand.stand_entry where workspace_id = $1 and id = $2", card.id);
  expect(row).toEqual({ taken_by: vera.memberId, sent_by: anna.memberId });
  const agency = await server.member("agency");
  await run(
    "insert into evenhand.project_share (workspace_id, project_id, member_id, shared_by) values ($1, $2, $3, $4)",
    project,
    agency.memberId,
    anna.memberId,
  );
  const its = (await agency.ask(contract.readCapture, { params: { id: project } })).body as contract.CaptureGround;
  expect(its.people.map(({ memberId }) => memberId)).toEqual([agency.memberId]);
  const said = aCard({ takenBy: vera.memberId, keptBy: agency.memberId });
  expect((await send([said], { as: agency.memberId }, agency.ask)).body.code).toBe("another-member");
});

test("what waited on a device goes into a file and comes out of it on another, each lead once", async () => {
  const [one, two] = [aCard({ photo: jpeg.toString("base64"), keptBy: anna.memberId }), aCard()];
  const asNew = { place: 1, workspace: server.slug, project, takenByName: "Anna", isWithdrawn: false, isSent: false, refusedAs: null };
  const waits: Waiting[] = [
    { ...one, ...asNew },
    { ...two, ...asNew, place: 2 },
  ];
  const text = savedText(waits, { workspace: server.slug, project });
  const back = leadsOfSaved(text, { workspace: server.slug, project });
  if (!back.ok) throw new Error(back.reason);
  expect(back.value.map(({ takenByName: _name, ...card }) => card)).toEqual([one, two]);
  await send([one]);
  expect(fates(await send(back.value.map(({ takenByName: _name, ...card }) => card)))).toEqual(["known", "taken"]);
  const refused = (file: string, elsewhere = project) => leadsOfSaved(file, { workspace: server.slug, project: elsewhere });
  expect(refused(text, randomUUID())).toMatchObject({ ok: false, reason: "saved-elsewhere" });
  for (const wrong of ["", "{}", "[1]", text.replace('"takenAt"', '"taken"')]) expect(refused(wrong)).toMatchObject({ ok: false, reason: "saved-not-ours" });
});

test("whoever works with the lead reads what was said at the stand; who only pays people and agencies do not", async () => {
  const card = aCard({
    interest: "Turnstiles",
    products: ["Doors"],
    nextStep: "visit",
    nextOn: "2026-12-01",
    note: "In spring",
    photo: jpeg.toString("base64"),
  });
  await send([card]);
  const lead = `stand:${card.id}`;
  const read = (ask: Ask) => ask(contract.readStandCard, { params: { lead } });
  expect((await read(vera.ask)).body).toMatchObject({
    project,
    projectName: "The fair",
    interest: ["Doors", "Turnstiles"],
    nextStep: "visit",
    nextOn: "2026-12-01",
    note: "In spring",
    takenBy: "A head-of-marketing",
    photo: card.id,
  });
  for (const role of ["compensation", "agency"] as const) expect((await read((await server.member(role)).ask)).status).toBe(403);
  expect((await vera.ask(contract.readStandCard, { params: { lead: "stand:none" } })).status).toBe(404);
  await run("update evenhand.project set removed_at = now() where workspace_id = $1 and id = $2", project);
  expect((await read(vera.ask)).body).toMatchObject({ note: "In spring", photo: null });
});

test("an agency takes leads where the project is shared with it and reads none", async () => {
  const agency = await server.member("agency");
  const card = aCard({ takenBy: agency.memberId });
  expect((await send([card], { as: agency.memberId }, agency.ask)).status).toBe(403);
  await run(
    "insert into evenhand.project_share (workspace_id, project_id, member_id, shared_by) values ($1, $2, $3, $4)",
    project,
    agency.memberId,
    anna.memberId,
  );
  expect(fates(await send([card], { as: agency.memberId }, agency.ask))).toEqual(["taken"]);
  expect((await agency.ask(contract.listStandLeads, { params: { id: project } })).status).toBe(403);
});

test("a lead is taken when our clock says, whatever the phone shows; it was owed from when it came", async () => {
  const [late, wrong, moved] = [
    aCard({ takenAt: "2026-11-24T11:00:00.000Z" }),
    aCard({ takenAt: "2019-01-01T00:00:00.000Z" }),
    aCard({ takenAt: "2026-11-24T16:00:00.000Z" }),
  ];
  await send([late]);
  await send([wrong], { sentAt: "2019-01-01T00:30:00.000Z" });
  await send([moved]);
  const { leads } = await list();
  const of = (one: contract.Captured) => leads.find(({ lead }) => lead === `stand:${one.id}`)!;
  expect([late, wrong, moved].map((one) => of(one).takenAt)).toEqual(["2026-11-24T11:00:00.000Z", "2026-11-24T14:30:00.000Z", now]);
  expect(of(late).dueAt).toBe("2026-11-25T15:00:00.000Z");
});

test("taken back it leaves the handoff and the records; once sales has begun it stays", async () => {
  const [gone, kept] = [aCard(), aCard()];
  await send([gone, kept]);
  await vera.ask(actOnHandoffs, { body: { act: "accepted", leads: [{ lead: `stand:${kept.id}` }] } });
  expect(fates(await send([], { withdrawn: [gone.id, kept.id] }))).toEqual(["withdrawn", "sales-has-begun"]);
  expect(fates(await send([gone], { withdrawn: [gone.id] }))).toEqual(["withdrawn", "withdrawn"]);
  expect((await list()).leads.map(({ lead }) => lead)).toEqual([`stand:${kept.id}`]);
  for (const table of ["lead", "contact", "touchpoint"])
    expect(await rows(`select id from evenhand.${table} where workspace_id = $1 and id = $2`, `stand:${gone.id}`)).toEqual([]);
  expect(await rows("select lead from evenhand.handoff where workspace_id = $1 and lead = $2", `stand:${gone.id}`)).toEqual([]);
});

test("records that a visitor probably is are proposed and never joined by themselves; joined by a person, the lead is theirs", async () => {
  const card = aCard({ name: "M. Moser", company: "SIEMENS", email: "max@siemens.example" });
  await send([card]);
  const [lead] = (await list()).leads;
  expect(lead!.probably.map(({ kind, id, because }) => [kind, id, because])).toEqual([
    ["contact", "con", "email"],
    ["account", "acc", "name"],
  ]);
  const onRecord = () => rows("select account, contact from evenhand.lead where workspace_id = $1 and id = $2", lead!.lead);
  expect(await onRecord()).toEqual([{ account: "stand:account:siemens", contact: lead!.lead }]);
  const join = (account: string | null, contact: string | null) =>
    anna.ask(contract.joinStandLead, { params: { id: project }, body: { lead: lead!.lead, account, contact } });
  expect((await join("nowhere", null)).body.code).toBe("no-such-record");
  expect((await join("acc", "con")).status).toBe(200);
  expect(await onRecord()).toEqual([{ account: "acc", contact: "con" }]);
  expect(await rows("select id from evenhand.account where workspace_id = $1 and source = 'stand' and id = 'stand:account:siemens'")).toEqual([]);
  await join(null, null);
  expect(await onRecord()).toEqual([{ account: "stand:account:siemens", contact: lead!.lead }]);
});

test("a badge file comes in with one double, sets aside who cannot be reached, and goes again without what the phone took", async () => {
  const card = aCard({ name: "Irina Orlova", email: "irina@orlova.example", grade: "B" });
  await send([card]);
  const csv = [
    "Badge ID;Vorname;Nachname;Firma;E-Mail-Adresse;Bewertung;Bemerkung;Erfasst am",
    "1;Irina;Orlova;Orlova GmbH;IRINA@orlova.example;heiß;Fragt nach Preisen;24.11.2026 10:15",
    "2;Jan;Kowalski;Kowalski sp z oo;jan@kowalski.example;kalt;;25.11.2026 11:00",
    "3;Eva;Braun;Braun AG;;warm;;25.11.2026 11:05",
    "4;;;;;;;",
  ].join("\r\n");
  const at = { params: { id: project } };
  const look = (await anna.ask(contract.lookAtBadges, { ...at, query: { name: "badges.csv" }, body: csv })).body as contract.BadgeLook;
  expect([look.taken, look.rows, look.aside.map(({ reason }) => reason)]).toEqual([2, 4, ["not-reachable", "names-nobody"]]);
  const query = { name: "badges.csv", mapping: JSON.stringify(look.mapping), file: randomUUID() };
  const taken = await anna.ask(contract.takeBadges, { ...at, query, body: csv });
  expect([taken.status, taken.body.taken, taken.body.known, taken.body.setAside]).toEqual([201, 1, 1, 2]);
  expect((await anna.ask(contract.takeBadges, { ...at, query, body: csv })).body).toMatchObject({ taken: 1, known: 1 });
  const { leads } = await list();
  expect(
    leads.map(({ name, grade, entries }) => [name, grade, entries.map(({ way }) => way)]).toSorted((x, y) => String(x[0]).localeCompare(String(y[0]))),
  ).toEqual([
    ["Irina Orlova", "B", ["badge", "capture"]],
    ["Jan Kowalski", "C", ["badge"]],
  ]);
  expect(leads.find(({ grade }) => grade === "C")!.takenAt).toBe(now);
  expect(((await anna.ask(contract.lookAtBadges, { ...at, query: { name: "next.csv" }, body: csv })).body as contract.BadgeLook).mappingBy).toBe("used");
  expect((await anna.ask(contract.undoBadges, { params: { id: project, file: query.file } })).body).toEqual({ removed: 2, kept: 0 });
  expect((await list()).leads.map(({ name, note }) => [name, note])).toEqual([["Irina Orlova", null]]);
  // Sent again as a new file it comes in again.
  expect((await anna.ask(contract.takeBadges, { ...at, query: { ...query, file: randomUUID() }, body: csv })).body).toMatchObject({ taken: 1, known: 1 });
});

/** What may happen between a phone and the server: answers and questions get lost, two tabs send at once, something is taken back at any time. */
const happening = record({
  what: constantFrom("take", "take", "withdraw", "send", "lost-question", "lost-answer", "two-tabs", "late-answer"),
  which: integer({ min: 0, max: 9 }),
});

test("whatever gets lost, comes twice or overtakes, each lead is there once, and what was taken back is not", async () => {
  await assert(
    asyncProperty(array(happening, { minLength: 4, maxLength: 12 }), async (story) => {
      const phone = new Map<string, Waiting>();
      const taken: string[] = [];
      const back = new Set<string>();
      const late: contract.Fate[][] = [];
      const hear = (heard: readonly contract.Fate[]) => {
        for (const fate of heard) {
          const one = phone.get(fate.id);
          const next = one === undefined ? null : afterFate(one, fate);
          if (next === null) phone.delete(fate.id);
          else phone.set(fate.id, next);
        }
      };
      const question = () => nextSending([...phone.values()], { me: anna.memberId, forOthers: false });
      const asCaptured = ({
        place: _p,
        workspace: _w,
        project: _j,
        takenByName: _n,
        isWithdrawn: _i,
        isSent: _s,
        refusedAs: _r,
        ...lead
      }: Waiting): contract.Captured => lead;
      const deliver = async () => {
        const { leads, withdrawn } = question();
        return (await send(leads.map(asCaptured), { withdrawn })).body.fates as contract.Fate[];
      };
      for (const { what, which } of story) {
        if (what === "take") {
          const card = aCard();
          taken.push(card.id);
          phone.set(card.id, {
            ...card,
            place: taken.length,
            workspace: server.slug,
            project,
            takenByName: "Anna",
            isWithdrawn: false,
            isSent: false,
            refusedAs: null,
          });
        } else if (what === "withdraw" && taken.length > 0) {
          const id = taken[which % taken.length]!;
          back.add(id);
          const one = phone.get(id);
          // What has left the phone is taken back by a note of its id alone.
          phone.set(
            id,
            one === undefined
              ? { ...aCard({ id }), place: 99, workspace: server.slug, project, takenByName: "Anna", isWithdrawn: true, isSent: true, refusedAs: null }
              : { ...one, isWithdrawn: true },
          );
        } else if (what === "send") hear(await deliver());
        else if (what === "lost-answer") await deliver();
        else if (what === "late-answer") late.push(await deliver());
        else if (what === "two-tabs") for (const heard of await Promise.all([deliver(), deliver()])) hear(heard);
        if (what === "send") for (const heard of late.splice(0)) hear(heard);
      }
      for (let round = 0; round < 20 && phone.size > 0; round++) hear(await deliver());
      expect(phone.size).toBe(0);
      const wanted = taken.filter((id) => !back.has(id)).map((id) => `stand:${id}`);
      const ids = taken.map((id) => `stand:${id}`);
      const found = async (sql: string) => (await rows<{ lead: string }>(sql, ids)).map(({ lead }) => lead).toSorted();
      expect(await found("select lead from evenhand.stand_lead where workspace_id = $1 and lead = any($2)")).toEqual(wanted.toSorted());
      expect(await found("select id as lead from evenhand.lead where workspace_id = $1 and id = any($2)")).toEqual(wanted.toSorted());
      expect(await found("select lead from evenhand.handoff where workspace_id = $1 and lead = any($2) and round = 1")).toEqual(wanted.toSorted());
    }),
    { numRuns: 12 },
  );
});
