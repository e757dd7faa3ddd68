// Letters on a real mail server: delivered once, tried again, refused, over TLS, with the server away, and after a sender that died in the midst.
// Long because: every letter here goes through the same office to the same server, one case after another.
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { besideThread } from "#apps/server/beside.ts";
import { type SetPaper, minutesPapers, mostLetters, setBeside, setHere } from "#apps/server/minutes-papers.ts";
import { mailServerIn } from "#apps/mail-settings.ts";
import { type PostLimits, postOver } from "#apps/server/post.ts";
import { silent } from "#db/log.ts";
import type { Tx } from "#db/database.ts";
import { type Post, type PostOffice, sendWaiting } from "#features/notices/jobs.ts";
import { changeNoticeSettings, readNoticeSettings } from "#features/notices/contract.ts";
import { insertMeeting, setCancelled, setPeople, updateMeeting } from "#features/meetings/store.ts";
import type { MinutesBody } from "#features/meeting-room/contract.ts";
import { reportOf } from "#features/meeting-room/rules.ts";
import { insertMinutes } from "#features/meeting-room/store.ts";
import { pdfOf } from "#http/report/pdf.ts";
import { tell } from "#ledger/notices.ts";
import { addMember } from "#ledger/workspaces.ts";
import { tellOfMeeting } from "#ledger/meetings.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { testCertificate } from "#testing/mail/certificate.ts";
import { type MailServerForTests, type MailServerOptions, aMailServer } from "#testing/mail/mail-server.ts";
import { type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
let anna: string;
let mail: MailServerForTests | null = null;
let posts: Post[] = [];

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId);
  anna = await person("Anna <b>Müller</b>", "anna@firm.example");
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});
beforeEach(() =>
  within((tx) =>
    tx.run("with gone as (delete from evenhand.mail where workspace_id = $1) delete from evenhand.notice where workspace_id = $1", [fresh.workspaceId]),
  ),
);
afterEach(async () => {
  for (const post of posts) post.close();
  posts = [];
  await mail?.close();
  mail = null;
});

const within = <T>(act: (tx: Tx) => Promise<T>) => fresh.database.inWorkspace(fresh.workspaceId, act);

async function person(name: string, email: string, more: { servedUntil?: string } = {}): Promise<string> {
  const userId = randomUUID();
  await fresh.database.inSignIn((tx) => tx.run("insert into sign_in.person (id, name, email) values ($1, $2, $3)", [userId, name, email]));
  return within((tx) => addMember(tx, fresh.workspaceId, { name, email, role: "marketing-operational", department: "marketing", userId, ...more }));
}

const told = (to: string, about = "Spring") =>
  within((tx) =>
    tell(tx, fresh.workspaceId, {
      to: [to],
      kind: "feedback-new",
      subject: { kind: "feedback", id: "f1" },
      data: { who: "Boris\r\nBcc: all@firm.example", about, said: "Line one\n<script>alert(1)</script>" },
    }),
  );
const noVotes = { for: 0, against: 0, abstains: 0 };
const letters = () =>
  within((tx) =>
    tx.rows<{ state: string; attempts: number; reply: string | null; minutes: number }>(
      `select state, attempts, last_reply as reply, round(extract(epoch from next_at - now()) / 60)::int as minutes from evenhand.mail where workspace_id = $1 order by queued_at, id`,
      [fresh.workspaceId],
    ),
  );

async function serverAnd(options: MailServerOptions = {}): Promise<MailServerForTests> {
  mail = await aMailServer(options);
  return mail;
}

function office(url: string, { setPaper = setHere, ...more }: { trusted?: string; limits?: PostLimits; setPaper?: SetPaper } = {}): PostOffice {
  const post = postOver({ server: mailServerIn(url)!, from: { name: "Evenhand", address: "evenhand@house.example" }, ...more });
  posts.push(post);
  const replyTo = (mailId: string) => ({ address: `reply+${mailId.slice(0, 8)}@reply.example`, hash: `hash of ${mailId}` });
  return {
    post,
    base: "https://evenhand.house.example",
    from: { name: "Evenhand", address: "evenhand@house.example" },
    domain: "house.example",
    replyTo,
    takesReplies: new Set(["feedback"]),
    papers: minutesPapers(setPaper),
    digest: async () => null,
  };
}
const send = (of: PostOffice) => sendWaiting(of, { database: fresh.database, log: silent, signal: new AbortController().signal }, fresh.workspaceId);
const soon = () => within((tx) => tx.run("update evenhand.mail set next_at = now() where workspace_id = $1 and state = 'waiting'", [fresh.workspaceId]));
const hoursAgo = (hours: number) =>
  within((tx) => tx.run("update evenhand.mail set queued_at = now() - make_interval(hours => $2) where workspace_id = $1", [fresh.workspaceId, hours]));

describe("a letter that waits", () => {
  it("is delivered once, as text and as HTML in which everything is escaped, and nothing of it becomes a header", async () => {
    const { port, letters: taken } = await serverAnd();
    await told(anna);
    const of = office(`smtp://127.0.0.1:${port}`);
    expect([await send(of), await send(of), taken.length]).toEqual(["done", "done", 1]);
    const [letter] = taken;
    expect([letter!.recipients, letter!.sender]).toEqual([["anna@firm.example"], "evenhand@house.example"]);
    expect(letter!.subject).toContain("Boris Bcc: all@firm.example comments on Spring");
    expect(letter!.headers.has("bcc")).toBe(false);
    expect(letter!.text).toContain("<script>alert(1)</script>");
    expect(letter!.html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(String(letter!.html)).not.toContain("<script");
    expect(letter!.text).toContain(`https://evenhand.house.example/w/${server.slug}/feedback?item=f1`);
    expect(letter!.headers.get("auto-submitted")).toBe("auto-generated");
    expect(letter!.raw).toMatch(/^List-Unsubscribe: <https:\/\/evenhand\.house\.example\/w\/[a-z-]+\/notices>/m);
    expect(letter!.messageId).toMatch(/^<[0-9a-f-]{36}@house\.example>$/);
    expect(letter!.replyTo?.value[0]?.address).toMatch(/^reply\+[0-9a-f]{8}@reply\.example$/);
    expect(await letters()).toMatchObject([{ state: "sent", attempts: 1 }]);
  });

  it("about a meeting carries it for the reader's calendar: planned, moved with a raised sequence, taken off, cancelled; nobody else's address stands in it", async () => {
    const { port, letters: taken } = await serverAnd();
    const of = office(`smtp://127.0.0.1:${port}`);
    const vera = await person("Vera Holm", "vera.holm@firm.example");
    const id = randomUUID();
    const detail = { title: "Sales; marketing, prices", startsAt: "2099-03-29T08:00:00.000Z", minutes: 90, place: "Room 2", agendaHours: 24 };
    await within(async (tx) => {
      await insertMeeting(tx, fresh.workspaceId, { ...detail, id, seriesId: null, occursOn: null, timeZone: "Europe/Berlin", by: vera });
      await setPeople(tx, fresh.workspaceId, { id, people: [anna, vera] });
    });
    const tellAnna = (kind: "meeting-invited" | "meeting-moved" | "meeting-cancelled" | "meeting-uninvited") =>
      within((tx) => tellOfMeeting(tx, fresh.workspaceId, { id, kind, who: "Vera Holm", but: [vera], to: [anna] }));
    await tellAnna("meeting-invited");
    await send(of);
    await within((tx) => updateMeeting(tx, fresh.workspaceId, { ...detail, id, startsAt: "2099-03-30T08:00:00.000Z", isApart: false, occursOn: null }));
    await tellAnna("meeting-moved");
    await send(of);
    await within(async (tx) => {
      await updateMeeting(tx, fresh.workspaceId, { ...detail, id, startsAt: "2099-03-30T08:00:00.000Z", isApart: false, occursOn: null });
      await setPeople(tx, fresh.workspaceId, { id, people: [vera] });
    });
    await tellAnna("meeting-uninvited");
    await send(of);
    await within(async (tx) => {
      await setPeople(tx, fresh.workspaceId, { id, people: [anna, vera] });
      await setCancelled(tx, fresh.workspaceId, { id, reason: "A fair" });
    });
    await tellAnna("meeting-cancelled");
    await send(of);
    const calendars = taken.map(({ attachments }) => attachments.find(({ contentType }) => contentType === "text/calendar")!.content.toString());
    const lines = calendars.map((text) => text.replaceAll("\r\n ", "").split("\r\n"));
    const lineOf = (name: string) => lines.map((each) => each.find((line) => line.startsWith(name))?.slice(name.length));
    expect(lineOf("METHOD:")).toEqual(["REQUEST", "REQUEST", "CANCEL", "CANCEL"]);
    expect(lineOf("SEQUENCE:")).toEqual(["0", "1", "2", "3"]);
    expect(lineOf("UID:")).toEqual(Array(4).fill(`${id}@house.example`));
    expect(lineOf("DTSTART:")).toEqual(["20990329T080000Z", ...Array(3).fill("20990330T080000Z")]);
    expect(lineOf("DTEND:")).toEqual(["20990329T093000Z", ...Array(3).fill("20990330T093000Z")]);
    expect(lineOf("STATUS:")).toEqual(["CONFIRMED", "CONFIRMED", undefined, "CANCELLED"]);
    expect(lineOf("SUMMARY:")[0]).toBe("Sales\\; marketing\\, prices");
    expect(lines[0]!.filter((line) => line.startsWith("ATTENDEE"))).toEqual([expect.stringMatching(/MAILTO:anna@firm\.example$/i)]);
    expect(calendars.join("")).not.toContain("vera.holm");
    expect(taken[0]!.raw).toMatch(/Content-Type: text\/calendar;[^\n]*method=REQUEST/);
    expect(taken[0]!.text).toContain(`https://evenhand.house.example/w/${server.slug}/meetings/${id}`);
  });

  it("about minutes brings them as PDF in the reader's language, the corrected ones with a correction; an agency gets none, and what is too long stays a link", async () => {
    const { port, letters: taken } = await serverAnd();
    // As the server does it: set in a process of its own.
    const beside = besideThread({ databaseUrl: fresh.database.url, log: silent, routesFrom: new URL("../../testing/minutes-beside.ts", import.meta.url) });
    const setPaper = setBeside(beside, fresh.database);
    const set: string[] = [];
    const of = office(`smtp://127.0.0.1:${port}`, {
      setPaper: async (order) => {
        set.push(order.name);
        return setPaper(order);
      },
    });
    const boris = await person("Boris Lang", "boris.lang@firm.example");
    const { memberId: agency } = await server.member("agency");
    const id = randomUUID();
    const times = { startsAt: "2026-03-05T09:00:00Z", openedAt: "2026-03-05T09:00:00Z", closedAt: "2026-03-05T10:00:00Z", timeZone: "UTC", place: null };
    const item: MinutesBody["items"][number] = {
      id,
      title: "Discounts",
      why: null,
      notes: "One form",
      outcome: "decision",
      text: "None",
      action: null,
      votes: noVotes,
    };
    const body: MinutesBody = { title: "Prices", ...times, present: ["Anna"], absent: [], items: [item] };
    const put = (version: number, of: MinutesBody, reason: string | null = null) =>
      within(async (tx) => {
        await insertMinutes(tx, fresh.workspaceId, { meetingId: id, version, body: of, reason, by: boris, at: new Date().toISOString() });
        const kind = version === 1 ? "minutes-ready" : "minutes-corrected";
        await tellOfMeeting(tx, fresh.workspaceId, { id, kind, who: "Boris", but: [boris], to: [anna, boris, agency] });
      });
    await within((tx) =>
      insertMeeting(tx, fresh.workspaceId, { ...body, id, seriesId: null, occursOn: null, minutes: 60, agendaHours: 24, place: null, by: boris }),
    );
    let seen = 0;
    const sent = async () => {
      await send(of);
      await send(of);
      const news = taken.slice(seen);
      seen = taken.length;
      return news.map(({ recipients, text, attachments }) => ({ to: recipients, text, files: attachments }));
    };
    await put(1, body);
    const [first, ...others] = await sent();
    expect([others, first!.to, first!.files.map(({ filename, contentType }) => [filename, contentType])]).toEqual([
      [],
      ["anna@firm.example"],
      [["evenhand-minutes-2026-03-05.pdf", "application/pdf"]],
    ]);
    expect(first!.files[0]!.content.equals(await pdfOf(reportOf(body, { language: "en", version: 1, reasons: [] })))).toBe(true);
    expect(first!.text).toContain("The minutes are attached as PDF.");
    const right = { ...body, items: [{ ...item, text: "12 %" }] };
    await put(2, right, "It was 12");
    const [second] = await sent();
    expect(second!.files.map(({ filename }) => filename)).toEqual(["evenhand-minutes-2026-03-05-v2.pdf"]);
    expect(second!.files[0]!.content.equals(await pdfOf(reportOf(right, { language: "en", version: 2, reasons: ["It was 12"] })))).toBe(true);
    await put(3, { ...body, items: [{ ...item, notes: "x".repeat(mostLetters) }] }, "More");
    const [third] = await sent();
    expect(third!.files).toEqual([]);
    expect(third!.text).toContain("Some minutes are too long for a letter.");
    expect(third!.text).toContain(`/meetings/${id}`);
    expect(set).toEqual(["evenhand-minutes-2026-03-05.pdf", "evenhand-minutes-2026-03-05-v2.pdf"]);
    await put(4, body, "Short again");
    await expect(
      setPaper({
        workspaceId: fresh.workspaceId,
        meetingId: id,
        language: "en",
        name: set[1]!,
        report: reportOf(body, { language: "en", version: 2, reasons: [] }),
      }),
    ).rejects.toThrow("other minutes than were asked for");
    await beside.close();
    // A letter waits for no paper: without a process to set it in, it goes out with the link.
    const [fourth] = await sent();
    expect(fourth!.files).toEqual([]);
    expect(fourth!.text).toContain(`/meetings/${id}`);
  });

  it("tells an agency that its signature is waited for, and nothing of what it was told before it was one", async () => {
    const { port, letters: taken } = await serverAnd();
    const north = await person("North Light", "hello@north.example");
    await told(north, "A secret");
    await within((tx) => tx.run("update evenhand.member set role = 'agency' where workspace_id = $1 and id = $2", [fresh.workspaceId, north]));
    await within((tx) =>
      tell(tx, fresh.workspaceId, {
        to: [north],
        kind: "agency-promise-asked",
        subject: { kind: "agency-promise", id: `${north}/brief-answered` },
        data: { who: "Boris", whatCode: "agency-brief-answered" },
      }),
    );
    await send(office(`smtp://127.0.0.1:${port}`));
    expect(taken.map(({ recipients, subject }) => [recipients, subject])).toEqual([
      [["hello@north.example"], expect.stringContaining("signature: briefs answered")],
    ]);
    expect(taken[0]!.text).toContain(`/w/${server.slug}/agency-promises?agency=${north}&promise=${north}`);
    expect(taken[0]!.raw).not.toContain("A secret");
    expect((await letters()).map(({ state }) => state)).toEqual(["dropped", "sent"]);
  });

  it("goes out in the member's language; many go over one connection; what has been seen, and who has left, gets none", async () => {
    const { port, letters: taken, connections } = await serverAnd();
    const vera = await person("Вера", "vera@firm.example");
    const gone = await person("Gone", "gone@firm.example");
    const asVera = (language: string) =>
      within((tx) =>
        tx.run("insert into evenhand.notice_setting (workspace_id, member_id, language) values ($1, $2, $3)", [fresh.workspaceId, vera, language]),
      );
    await asVera("ru");
    for (const to of [vera, anna, gone, anna]) await told(to, to === gone ? "nothing" : "Spring");
    await within((tx) => tx.run("update evenhand.member set served_until = '2020-01-01' where workspace_id = $1 and id = $2", [fresh.workspaceId, gone]));
    await within((tx) =>
      tx.run(
        "update evenhand.notice set seen_at = now() where workspace_id = $1 and id = (select id from evenhand.notice where workspace_id = $1 and member_id = $2 limit 1)",
        [fresh.workspaceId, anna],
      ),
    );
    await send(office(`smtp://127.0.0.1:${port}`));
    expect(taken.map(({ recipients }) => recipients[0]).toSorted((a, b) => (a! < b! ? -1 : 1))).toEqual(["anna@firm.example", "vera@firm.example"]);
    expect(taken.find(({ recipients }) => recipients[0] === "vera@firm.example")!.text).toContain("Можно просто ответить на это письмо.");
    expect([connections(), (await letters()).map(({ state }) => state).toSorted((a, b) => (a < b ? -1 : 1))]).toEqual([
      1,
      ["dropped", "dropped", "sent", "sent"],
    ]);
  });

  it("is tried again after 451, later each time, and given up after three days with a word to the administrators", async () => {
    let says: string | null = "451 come back later";
    const { port, letters: taken } = await serverAnd({ onRecipient: () => says });
    const boss = await server.member("administrator");
    await told(anna);
    const of = office(`smtp://127.0.0.1:${port}`);
    const waits: number[] = [];
    for (let n = 0; n < 8; n++) {
      await send(of);
      waits.push((await letters())[0]!.minutes);
      await soon();
    }
    expect(waits).toEqual([1, 5, 15, 60, 180, 360, 720, 720]);
    expect(await letters()).toMatchObject([{ state: "waiting", attempts: 8, reply: expect.stringContaining("451 come back later") }]);
    says = null;
    await send(of);
    expect([taken.length, (await letters())[0]!.state]).toEqual([1, "sent"]);
    says = "451 still later";
    await told(anna);
    await send(of);
    await soon();
    await hoursAgo(73);
    await send(of);
    expect((await letters()).map(({ state }) => state)).toContain("given-up");
    const { troubles } = (await boss.ask(readNoticeSettings)).body;
    expect(troubles).toMatchObject([{ state: "given-up", reply: expect.stringContaining("451 still later") }]);
    const notices = await within((tx) =>
      tx.rows(`select kind, subject_id as subject from evenhand.notice where workspace_id = $1 and member_id = $2`, [fresh.workspaceId, boss.memberId]),
    );
    expect(notices).toEqual([{ kind: "mail-given-up", subject: anna }]);
  });

  it("is refused for good after 550, and its neighbour still goes out", async () => {
    const { port, letters: taken } = await serverAnd({ onRecipient: (address) => (address.startsWith("nobody") ? "550 no such mailbox" : null) });
    const nobody = await person("Nobody", "nobody@firm.example");
    await told(nobody);
    await told(anna);
    const of = office(`smtp://127.0.0.1:${port}`);
    await send(of);
    await soon();
    await send(of);
    expect([taken.length, (await letters()).filter(({ state }) => state !== "dropped").map(({ state, attempts }) => [state, attempts])]).toEqual([
      1,
      [
        ["refused", 1],
        ["sent", 1],
      ],
    ]);
  });
});

describe("a mail server", () => {
  it("that is away keeps every letter waiting, a quarter of an hour at most, and they go out when it is back", async () => {
    const { port } = await serverAnd();
    await mail!.close();
    for (const _ of [1, 2, 3]) await told(anna);
    const of = office(`smtp://127.0.0.1:${port}`);
    expect(await send(of)).toBe("away");
    // One knocked; the others were not even counted as tried.
    expect((await letters()).map(({ attempts }) => attempts).toSorted((a, b) => a - b)).toEqual([0, 0, 1]);
    for (let n = 0; n < 6; n++) {
      await soon();
      await send(of);
    }
    expect(Math.max(...(await letters()).map(({ minutes }) => minutes))).toBeLessThanOrEqual(15);
    mail = await aMailServer({ port });
    await soon();
    await send(of);
    expect([mail.letters.length, (await letters()).every(({ state }) => state === "sent")]).toEqual([3, true]);
  });

  it("that takes a letter whole and then says nothing, or says it word by word for ever, holds up no other; what goes out again says that it may be the second", async () => {
    const limits = { connection: 2_000, greeting: 2_000, silence: 400, letter: 1_500 };
    let ways = 0;
    const trickling: NodeJS.Timeout[] = [];
    // Silence for the first, then a line every tenth of a second that never is the last, then as it should be.
    const { port, letters: taken } = await serverAnd({
      onLetter: (_raw, socket) => {
        ways += 1;
        if (ways === 2) trickling.push(setInterval(() => socket.write("250-still at it\r\n"), 100));
        return ways <= 2 ? new Promise(() => {}) : null;
      },
    });
    await told(anna, "Spring");
    await told(anna, "Autumn");
    const of = office(`smtp://127.0.0.1:${port}`, { limits });
    expect(await send(of)).toBe("away");
    // The neighbour goes on at the next turn, not behind the one that hangs.
    expect((await letters()).map(({ state, attempts }) => `${state} ${attempts}`).toSorted((a, b) => a.localeCompare(b))).toEqual(["waiting 0", "waiting 1"]);
    const began = performance.now();
    expect(await send(of)).toBe("away");
    for (const each of trickling) clearInterval(each);
    expect(performance.now() - began).toBeLessThan(10_000);
    expect((await letters()).map(({ state, attempts }) => [state, attempts])).toEqual([
      ["waiting", 1],
      ["waiting", 1],
    ]);
    await soon();
    expect(await send(of)).toBe("done");
    expect(taken.map(({ headers }) => headers.get("x-evenhand-may-be-second"))).toEqual(["yes", "yes"]);
    expect(taken.every(({ text }) => text?.includes("may have reached you once already"))).toBe(true);
  });

  it("that ends the connection before it has the whole letter has not taken it", async () => {
    const { port, letters: taken } = await serverAnd({ onRecipient: () => "421 not now" });
    await told(anna);
    await send(office(`smtp://127.0.0.1:${port}`));
    await mail!.close();
    mail = await aMailServer({ port });
    await soon();
    await send(office(`smtp://127.0.0.1:${port}`));
    expect([taken.length, mail.letters.map(({ headers }) => headers.has("x-evenhand-may-be-second"))]).toEqual([0, [false]]);
  });

  it("with TLS from the start or on the way gets letters under TLS; one without, or whom nobody vouches for, gets neither letter nor password", async () => {
    const login = { user: "evenhand", password: "geheim" };
    for (const [tls, url] of [
      ["from-the-start", "smtps://evenhand:geheim@127.0.0.1:PORT"],
      ["offered", "smtp://evenhand:geheim@127.0.0.1:PORT?tls=required"],
    ] as const) {
      const { port, letters: taken } = await serverAnd({ tls, login });
      await told(anna);
      expect(await send(office(url.replace("PORT", String(port))))).toBe("away");
      await soon();
      expect(await send(office(url.replace("PORT", String(port)), { trusted: testCertificate }))).toBe("done");
      expect(taken.map(({ isOverTls }) => isOverTls)).toEqual([true]);
      await mail!.close();
    }
    const { port, letters: taken } = await serverAnd({ login });
    await told(anna);
    expect(await send(office(`smtp://evenhand:geheim@127.0.0.1:${port}?tls=required`))).toBe("away");
    expect(taken).toEqual([]);
    await soon();
    // A wrong password is no fault of the letter: it waits until somebody mends the settings.
    expect(await send(office(`smtp://evenhand:falsch@127.0.0.1:${port}`))).toBe("away");
    expect((await letters()).at(-1)).toMatchObject({ state: "waiting", reply: expect.stringContaining("535") });
    expect(JSON.stringify(await letters())).not.toMatch(/falsch|geheim/);
  });
});

describe("a sender that dies in the midst", () => {
  it("leaves its letter to the next when its time is over, under the same Message-ID, and not before", async () => {
    const began = Promise.withResolvers<string>();
    const dying = await serverAnd({ onLetter: (raw) => (began.resolve(raw), new Promise(() => {})) });
    await told(anna);
    void send(office(`smtp://127.0.0.1:${dying.port}`)).catch(() => {});
    const first = /^Message-ID: (.*)$/im.exec(await began.promise)![1];
    const { port, letters: taken } = (mail = await aMailServer());
    const other = office(`smtp://127.0.0.1:${port}`);
    expect([await send(other), taken.length]).toEqual(["done", 0]);
    await within((tx) => tx.run("update evenhand.mail set lease_until = now() - interval '1 second' where workspace_id = $1", [fresh.workspaceId]));
    // Two servers come for it at once: one has it.
    await Promise.all([send(other), send(office(`smtp://127.0.0.1:${port}`))]);
    expect(taken.map(({ messageId }) => messageId)).toEqual([first]);
    await dying.close();
  });
});

it("mail that is off keeps letters three days, and then they are no news any more", async () => {
  await told(anna);
  await hoursAgo(80);
  const { port, letters: taken } = await serverAnd();
  await send(office(`smtp://127.0.0.1:${port}`));
  expect([taken.length, (await letters())[0]!.state]).toEqual([0, "dropped"]);
  const { ask } = await server.member("sales");
  expect((await ask(changeNoticeSettings, { body: { choices: { waits: "hourly", came: "daily", house: "never" }, language: null } })).status).toBe(400);
});
