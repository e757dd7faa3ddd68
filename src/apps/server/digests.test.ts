// The digest on its whole way: queued once by any number of servers, written with the rights of its reader at that time, sent once, stopped by one click.
// Long because: every case goes through the same company, clock and mail server.
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";

import { mailServerIn } from "#apps/mail-settings.ts";
import { tellNews } from "#apps/server/digests.ts";
import { postOver } from "#apps/server/post.ts";
import type { Tx } from "#db/database.ts";
import { silent } from "#db/log.ts";
import { changeDigest, markVisit, readDigest, readNews, stopDigest } from "#features/digest/contract.ts";
import { digestWork, writeDigest } from "#features/digest/jobs.ts";
import { type Post, type PostOffice, sendWaiting } from "#features/notices/jobs.ts";
import type { Role } from "#facts/department.ts";
import { keyFor } from "#http/secrets.ts";
import { tell } from "#ledger/notices.ts";
import { stopPurpose, stopToken } from "#ledger/stop-token.ts";
import { addMember } from "#ledger/workspaces.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { type MailServerForTests, aMailServer } from "#testing/mail/mail-server.ts";
import { type ServerForTests, aServer, testSettings } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
let mail: MailServerForTests;
let post: Post;
let clock = new Date("2026-11-28T09:00:00Z");

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId, { now: () => clock });
  await within((tx) => tx.run("update evenhand.workspace set time_zone = 'UTC' where workspace_id = $1", [fresh.workspaceId]));
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});
beforeEach(async () => {
  mail = await aMailServer({});
  post = postOver({ server: mailServerIn(`smtp://127.0.0.1:${mail.port}`)!, from: { name: "Evenhand", address: "evenhand@house.example" } });
  await within(async (tx) => {
    for (const table of ["mail", "notice", "digest_turn", "digest_choice", "action", "agenda_item", "meeting", "thread_message", "subject_follow"])
      await tx.run(`delete from evenhand.${table} where workspace_id = $1`, [fresh.workspaceId]);
    // Of earlier cases nobody is left.
    await tx.run("update evenhand.member set served_until = '2020-01-01' where workspace_id = $1", [fresh.workspaceId]);
  });
});
afterEach(async () => {
  post.close();
  await mail.close();
});

const within = <T>(act: (tx: Tx) => Promise<T>) => fresh.database.inWorkspace(fresh.workspaceId, act);

async function person(name: string, role: Role = "sales"): Promise<string> {
  const [userId, email] = [randomUUID(), `${name.toLowerCase()}.${randomUUID().slice(0, 8)}@firm.example`];
  await fresh.database.inSignIn((tx) => tx.run("insert into sign_in.person (id, name, email) values ($1, $2, $3)", [userId, name, email]));
  return within((tx) => addMember(tx, fresh.workspaceId, { name, email, role, department: "sales", userId }));
}

const stopKey = keyFor(stopPurpose, testSettings.secret);
const base = "https://evenhand.house.example";
const office = (by: Post = post): PostOffice => ({
  post: by,
  base,
  from: { name: "Evenhand", address: "evenhand@house.example" },
  domain: "house.example",
  replyTo: null,
  takesReplies: new Set(),
  papers: async () => ({ papers: [], isCut: false }),
  digest: (tx, order) => writeDigest(tx, order, { tell: tellNews, base, stopKey }),
});
const turn = (iso: string) => digestWork(() => Date.parse(iso)).run({ database: fresh.database, log: silent, signal: new AbortController().signal, heard: [] });
const send = (of: PostOffice = office()) => sendWaiting(of, { database: fresh.database, log: silent, signal: new AbortController().signal }, fresh.workspaceId);
const delivered = (to: string, saidText: string) =>
  within(async (tx) => {
    await tell(tx, fresh.workspaceId, { to: [to], kind: "request-delivered", subject: { kind: "feedback", id: "f2" }, data: { who: "Anna", said: saidText } });
    // The clock of the database is the real one; the cases live on their own.
    await tx.run("update evenhand.notice set at = '2026-11-27T12:00:00Z' where workspace_id = $1", [fresh.workspaceId]);
  });
const states = () =>
  within((tx) => tx.rows<{ state: string }>("select state from evenhand.mail where workspace_id = $1 order by queued_at, id", [fresh.workspaceId])).then(
    (rows) => rows.map(({ state }) => state),
  );
it("comes once a turn, however many servers look, with text, HTML, deep links and one-click unsubscribing", async () => {
  const olga = await person("Olga");
  await delivered(olga, "A <b>case</b>");
  await turn("2026-11-28T07:59:00Z");
  expect(await states()).toEqual([]);
  await Promise.all([turn("2026-11-28T08:00:00Z"), turn("2026-11-28T08:00:01Z"), turn("2026-11-28T08:00:02Z")]);
  await turn("2026-11-28T09:00:00Z");
  expect(await states()).toEqual(["waiting"]);
  await Promise.all([send(), send()]);
  expect(mail.letters).toHaveLength(1);
  const [letter] = mail.letters;
  expect(letter!.subject).toBe("Firm test: 1 new thing");
  expect(letter!.text).toContain(`- Anna has delivered “A <b>case</b>”\n  ${base}/w/${server.slug}/feedback?item=f2`);
  expect(letter!.html).toContain("A &lt;b&gt;case&lt;/b&gt;");
  const token = stopToken(stopKey, { workspaceId: fresh.workspaceId, memberId: olga });
  const raw = letter!.raw.replaceAll(/\r?\n[ \t]+/g, " ");
  expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m);
  expect(raw.replaceAll(" ", "")).toContain(`List-Unsubscribe:<${base}/letters/stop?token=${token}>`);
  // The next day nothing is new: it is queued, and nobody is written to.
  await turn("2026-11-29T08:00:00Z");
  await within((tx) => tx.run("update evenhand.notice set seen_at = now() where workspace_id = $1", [fresh.workspaceId]));
  await send();
  expect([mail.letters.length, await states()]).toEqual([1, ["sent", "dropped"]]);
});

it("is sent again after a sender that died in the midst, under the same Message-ID and with a word about it", async () => {
  await delivered(await person("Vera"), "A case");
  await turn("2026-11-28T08:05:00Z");
  const dying: Post = { send: () => Promise.reject(new Error("killed")), close: () => {} };
  await expect(send(office(dying))).rejects.toThrow("killed");
  expect(await states()).toEqual(["sending"]);
  await send();
  expect(mail.letters).toHaveLength(0);
  await within((tx) => tx.run("update evenhand.mail set lease_until = now() - interval '1 second' where workspace_id = $1", [fresh.workspaceId]));
  await turn("2026-11-28T08:30:00Z");
  await send();
  expect([mail.letters.length, await states()]).toEqual([1, ["sent"]]);
  expect(mail.letters[0]!.text).toContain("This letter may have reached you once already");
});

it("tells what its reader may see at that time: whoever has left or has become an agency gets none, and records that are closed by now are left out", async () => {
  const [left, outside, pays] = [await person("Left"), await person("Outside"), await person("Pays")];
  for (const to of [left, outside, pays]) await delivered(to, "A case");
  await within(async (tx) => {
    await tx.run(
      `insert into evenhand.lead (workspace_id, id, name, created_at, source, first_import, last_import) values ($1, 'L1', 'Secret Buyer', now(), 'crm', $1, $1)
       on conflict do nothing`,
      [fresh.workspaceId],
    );
    await tell(tx, fresh.workspaceId, {
      to: [pays],
      kind: "handoff-given",
      subject: { kind: "handoff", id: "gone" },
      data: { who: "Anna", lead: "Gone Buyer", dueAt: "2026-11-29T08:00:00Z" },
    });
    await tx.run("update evenhand.notice set at = '2026-11-27T12:00:00Z' where workspace_id = $1", [fresh.workspaceId]);
  });
  await turn("2026-11-28T08:05:00Z");
  expect((await states()).filter((state) => state === "waiting")).toHaveLength(4);
  await within(async (tx) => {
    await tx.run("update evenhand.member set served_until = '2026-01-01' where id = $1", [left]);
    await tx.run("update evenhand.member set role = 'agency' where id = $1", [outside]);
    // The letter of its own about the handoff is not what this is about.
    await tx.run("update evenhand.mail set state = 'dropped', ended_at = now() where workspace_id = $1 and kind = 'notice'", [fresh.workspaceId]);
  });
  await send();
  expect(mail.letters.map(({ recipients }) => recipients[0]!.split(".")[0])).toEqual(["pays"]);
  expect(mail.letters[0]!.text).toContain("A case");
  expect(mail.letters[0]!.text).not.toContain("Gone Buyer");
});

it("holds what is due, the next meeting, decisions and threads that one follows, and no amounts", async () => {
  const [vera, boris] = [await person("Vera"), await person("Boris")];
  const [action, meeting, ended, report] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const agreed = (tx: Tx, one: { id: string; title: string; until?: string; by: [string, string]; ends?: string }) =>
    tx.run(
      `insert into evenhand.decision (workspace_id, id, title, until, sales_id, sales_at, marketing_id, marketing_at, entered_by, entered_at, supersedes, ends_it)
       values ($1, $2, $3, $4, $5, '2026-10-01T09:00:00Z', $6, '2026-10-01T09:00:00Z', $5, '2026-10-01T09:00:00Z', $7::text, $7::text is not null)`,
      [fresh.workspaceId, one.id, one.title, one.until ?? null, ...one.by, one.ends ?? null],
    );
  await within(async (tx) => {
    await tx.run(
      `insert into evenhand.action (workspace_id, id, title, owner_id, due_on, created_by) values ($1, $2, 'Clear the list', $3, '2026-11-28', $3), ($1, $4, 'Far away', $3, '2027-03-01', $3)`,
      [fresh.workspaceId, action, vera, randomUUID()],
    );
    await tx.run(
      `insert into evenhand.meeting (workspace_id, id, title, starts_at, minutes, time_zone, agenda_hours, created_by, state, opened_at, closed_at, closed_by)
       values ($1, $2, 'Monthly', '2026-11-28T15:00:00Z', 60, 'UTC', 24, $4, 'planned', null, null, null),
              ($1, $3, 'Last month', '2026-10-28T15:00:00Z', 60, 'UTC', 24, $4, 'closed', '2026-10-28T15:00:00Z', '2026-11-27T16:00:00Z', $4)`,
      [fresh.workspaceId, meeting, ended, boris],
    );
    await tx.run("insert into evenhand.meeting_member (workspace_id, meeting_id, member_id) values ($1, $2, $3)", [fresh.workspaceId, meeting, vera]);
    const item = { id: randomUUID(), title: "Discounts", outcome: "decision", text: "No discount before the third talk" };
    const minutes = { title: "Last month", closedAt: "2026-11-27T16:00:00Z", items: [item] };
    await tx.run("insert into evenhand.meeting_minutes (workspace_id, meeting_id, version, body, made_by) values ($1, $2, 1, $3, $4)", [
      fresh.workspaceId,
      ended,
      JSON.stringify(minutes),
      boris,
    ]);
    // Three definitions that both heads signed yesterday, and what was agreed until tomorrow.
    for (const key of ["won-deal", "sales-cycle", "dead-deal"]) {
      await tx.run("insert into evenhand.definition_version (workspace_id, key, version, terms) values ($1, $2, 2, '{}')", [fresh.workspaceId, key]);
      await tx.run(
        `insert into evenhand.definition_signature (workspace_id, key, version, role, member_id, signed_at)
         values ($1, $2, 2, 'head-of-sales', $3, '2026-11-27T17:00:00Z'), ($1, $2, 2, 'head-of-marketing', $4, '2026-11-27T17:00:00Z')`,
        [fresh.workspaceId, key, boris, vera],
      );
    }
    await agreed(tx, { id: report, title: "One report a week", until: "2026-11-29", by: [boris, vera] });
    await tx.run(
      `insert into evenhand.deal (workspace_id, id, name, stage, created_on, amount, currency, source, first_import, last_import)
       values ($1, 'D1', 'Big deal', 'won', '2026-01-01', 98765432, 'USD', 'crm', $1, $1) on conflict do nothing`,
      [fresh.workspaceId],
    );
    for (const about of ["D1", "nowhere"]) {
      await tx.run("insert into evenhand.subject_follow (workspace_id, member_id, subject_kind, subject_id, state) values ($1, $2, 'deal', $3, 'follows')", [
        fresh.workspaceId,
        vera,
        about,
      ]);
      await tx.run(
        `insert into evenhand.thread_message (workspace_id, id, subject_kind, subject_id, member_id, said, at) values ($1, gen_random_uuid(), 'deal', $3, $2, 'Look', '2026-11-27T18:00:00Z')`,
        [fresh.workspaceId, boris, about],
      );
    }
    await tx.run("insert into evenhand.notice_setting (workspace_id, member_id, language) values ($1, $2, 'ru')", [fresh.workspaceId, vera]);
  });
  await turn("2026-11-28T08:05:00Z");
  await send();
  // Boris has a decision of yesterday to hear of as well.
  expect(mail.letters).toHaveLength(2);
  const letter = mail.letters.find(({ recipients }) => recipients[0]!.startsWith("vera"))!;
  const text = letter.text!;
  expect(text.split("\n").filter((line) => /^[А-ЯЁ ]+$/.test(line))).toEqual(["ПОРА СДЕЛАТЬ", "БЛИЖАЙШАЯ ВСТРЕЧА", "РЕШЕНО", "ИЗМЕНИЛОСЬ"]);
  for (const part of [
    "Clear the list",
    `/actions?action=${action}`,
    "Monthly",
    `/meetings/${meeting}`,
    "Решено на встрече: «Discounts» – No discount before the third talk",
    "Определения, подписанные обоими руководителями: 3",
    "/decisions?kind=definition",
    "«One report a week» действует до 29",
    "«Big deal»: 1 новое сообщение, пишет Boris",
  ])
    expect(text).toContain(part);
  for (const part of ["Far away", "nowhere", "98765432", "987,654", "987 654"]) expect(text).not.toContain(part);
  // What has ended is not about to end.
  await within((tx) => agreed(tx, { id: randomUUID(), title: "No report", by: [boris, vera], ends: `entered.${report}` }));
});

it("stops by one click without signing in, by its link alone; what is chosen holds by the member's own clock", async () => {
  const { memberId, ask } = await server.member("sales");
  const token = stopToken(stopKey, { workspaceId: fresh.workspaceId, memberId });
  const rhythm = async () => (await ask(readDigest, {})).body.choice.rhythm;
  await ask(changeDigest, { body: { rhythm: "weekly", weekday: 6, hour: 10, timeZone: "Asia/Tokyo" } });
  expect((await ask(readDigest, {})).body).toMatchObject({ nextAt: "2026-11-29T01:00:00.000Z", wouldCome: true });
  expect((await ask(changeDigest, { body: { rhythm: "daily", weekday: 0, hour: 8, timeZone: "Mars/Olympus" } })).body.code).toBe("unknown-time-zone");
  const posted = (query: string) =>
    server.app.inject({
      method: "POST",
      url: `/letters/stop?token=${query}`,
      headers: { "content-type": "application/x-www-form-urlencoded", origin: "https://mail.example", "sec-fetch-site": "cross-site" },
      payload: "List-Unsubscribe=One-Click",
    });
  for (const wrong of ["x", token.slice(0, -2), stopToken("another key", { workspaceId: fresh.workspaceId, memberId })])
    expect((await posted(wrong)).statusCode).toBe(404);
  // Opening the address changes nothing: programs that look ahead at links stop nobody's letters.
  await server.app.inject({ method: "GET", url: `/letters/stop?token=${token}` });
  expect(await rhythm()).toBe("weekly");
  const answer = await posted(token);
  expect([answer.statusCode, answer.json()]).toEqual([200, { company: "Firm test", workspace: server.slug }]);
  expect([await rhythm(), (await posted(token)).statusCode]).toEqual(["never", 200]);
  // The link is no way in.
  expect((await server.app.inject({ method: "GET", url: `/api/w/${server.slug}/digest`, headers: { authorization: `Bearer ${token}` } })).statusCode).toBe(401);
  expect((await server.browser()(stopDigest, { query: { token }, body: "" })).status).toBe(200);
});

it("home tells what changed since the last visit, and the visit ends with a pause", async () => {
  const { ask } = await server.member("sales");
  const boris = await person("Boris");
  clock = new Date("2026-11-28T09:00:00Z");
  expect((await ask(readNews, {})).body.since).toBeNull();
  await ask(markVisit);
  clock = new Date("2026-11-28T09:10:00Z");
  await ask(markVisit);
  clock = new Date("2026-11-28T15:00:00Z");
  const id = randomUUID();
  await within((tx) =>
    tx.run(
      `insert into evenhand.meeting (workspace_id, id, title, starts_at, minutes, time_zone, agenda_hours, created_by, state, opened_at, closed_at, closed_by)
       values ($1, $2, 'Monthly', '2026-11-28T10:00:00Z', 60, 'UTC', 24, $3, 'closed', '2026-11-28T10:00:00Z', '2026-11-28T11:00:00Z', $3)`,
      [fresh.workspaceId, id, boris],
    ),
  );
  const { since, sections } = (await ask(readNews, { query: { language: "ru" } })).body;
  expect(since).toBe("2026-11-28T09:10:00.000Z");
  expect(sections).toEqual([
    { part: "changed", items: [{ text: "Готов протокол «Monthly»", href: `/w/${server.slug}/meetings/${id}`, isNew: true }], more: 0 },
  ]);
  await ask(markVisit);
  // The same visit still shows it; after a pause it is old.
  expect((await ask(readNews, {})).body.sections).toHaveLength(1);
  clock = new Date("2026-11-28T16:00:00Z");
  expect((await ask(readNews, {})).body).toEqual({ since: "2026-11-28T15:00:00.000Z", sections: [] });
});
