// The door for answers: it takes replies to our own letters from whom they went to, once, and nothing else.
import { randomUUID } from "node:crypto";
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { type Replies, replyAddress, replyToken, takeReplies } from "#apps/server/replies.ts";
import { silent } from "#db/log.ts";
import { type GivenReply, replyHash } from "#ledger/mail-replies.ts";
import { addMember } from "#ledger/workspaces.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";

const domain = "reply.house.example";
let fresh: FreshDatabase;
let door: Replies;
let taken: GivenReply[] = [];
let isOpen = true;
let memberId: string;
let address: string;

beforeAll(async () => {
  fresh = await freshDatabase();
  const takers = new Map([["feedback", async (_: unknown, reply: GivenReply) => (isOpen ? taken.push(reply) > 0 : false)]]);
  door = await takeReplies({ database: fresh.database, log: silent, host: "127.0.0.1", port: 0, domain, takers });
  const userId = randomUUID();
  await fresh.database.inSignIn((tx) => tx.run("insert into sign_in.person (id, name, email) values ($1, 'Anna', 'anna@firm.example')", [userId]));
  memberId = await within((tx) =>
    addMember(tx, fresh.workspaceId, { name: "Anna", email: null, role: "marketing-operational", department: "marketing", userId }),
  );
  address = await letterTo(memberId);
});
afterAll(async () => {
  await door.close();
  await fresh.close();
});
beforeEach(async () => {
  taken = [];
  isOpen = true;
  await within((tx) => tx.run("delete from evenhand.mail_reply where workspace_id = $1", [fresh.workspaceId]));
});

type Act<T> = Parameters<typeof fresh.database.inWorkspace<T>>[1];
const within = <T>(act: Act<T>) => fresh.database.inWorkspace(fresh.workspaceId, act);

async function letterTo(member: string, more: { kind?: string; expires?: string } = {}): Promise<string> {
  const mailId = randomUUID();
  const token = replyToken("a secret of tests that nobody else may use", mailId);
  await within(async (tx) => {
    await tx.run(
      "insert into evenhand.mail (workspace_id, id, member_id, kind, subject_kind, subject_id, state) values ($1, $2, $3, 'notice', $4, 'f1', 'sent')",
      [fresh.workspaceId, mailId, member, more.kind ?? "feedback"],
    );
    await tx.run("insert into sign_in.reply_token (hash, workspace_id, mail_id, expires_at) values ($1, $2, $3, now() + $4::interval)", [
      replyHash(token),
      fresh.workspaceId,
      mailId,
      more.expires ?? "90 days",
    ]);
  });
  return replyAddress(token, domain);
}

/** What the door says in the end: 'taken', or the refusal with its number. */
async function write(
  mail: { to?: string; from?: string; sender?: string; text?: string; html?: string; id?: string; headers?: Record<string, string> } = {},
): Promise<string> {
  const {
    to = address,
    from = "anna@firm.example",
    sender = from,
    text = "We are on it.\n\nOn Fri, Nov 27, 2026 at 10:00 AM Evenhand <e@house.example> wrote:\n> Boris",
    ...rest
  } = mail;
  const transport = createTransport({ host: "127.0.0.1", port: door.port, ignoreTLS: true });
  try {
    await transport.sendMail({
      from,
      to,
      envelope: { from: sender, to: [to] },
      subject: "Re: Firm",
      ...(rest.html === undefined ? { text } : { html: rest.html }),
      ...(rest.id === undefined ? {} : { messageId: rest.id }),
      headers: rest.headers ?? {},
    });
    return "taken";
  } catch (fault) {
    return String((fault as { response?: string }).response ?? fault);
  } finally {
    transport.close();
  }
}

describe("a reply to one of our letters", () => {
  it("reaches the room with the member and the writer's own words, once however often it is delivered", async () => {
    expect([await write({ id: "<one@firm.example>" }), await write({ id: "<one@firm.example>" })]).toEqual(["taken", "taken"]);
    expect(taken).toEqual([
      { asker: { workspaceId: fresh.workspaceId, memberId, role: "marketing-operational", department: "marketing" }, subjectId: "f1", text: "We are on it." },
    ]);
    expect(await write({ id: "<two@firm.example>", to: address.toUpperCase(), html: "<p>As <b>HTML</b> &lt;script&gt;</p>" })).toBe("taken");
    expect(taken[1]!.text).toBe("As HTML <script>");
  });

  it("is not taken from another address: whoever was sent the letter on does not speak in its reader's name", async () => {
    expect(await write({ from: "boris@firm.example" })).toMatch(/^550 .*answer from the address/);
    expect(taken).toEqual([]);
  });

  it("is refused where the thing is closed, and may then come again as long as it was not taken", async () => {
    isOpen = false;
    expect(await write({ id: "<three@firm.example>" })).toMatch(/^550/);
    isOpen = true;
    expect([await write({ id: "<three@firm.example>" }), taken.length]).toEqual(["taken", 1]);
  });
});

describe("what is no reply", () => {
  it.each([
    ["a bounce", { sender: "" }],
    ["a note of absence", { headers: { "Auto-Submitted": "auto-replied" } }],
    ["a list", { headers: { Precedence: "bulk" } }],
    ["nothing but the quotation", { text: "> Boris\n" }],
  ])("is forgotten: %s", async (_, mail) => {
    expect([await write(mail), taken.length]).toEqual(["taken", 0]);
  });

  it("is refused at the door: unknown or expired tokens, other domains, letters about what takes no answers, members who have left", async () => {
    const unknown = replyAddress("0".repeat(32), domain);
    const gone = await within((tx) =>
      addMember(tx, fresh.workspaceId, { name: "Gone", email: null, role: "sales", department: "sales", servedUntil: "2020-01-01" }),
    );
    for (const to of [
      unknown,
      "anna@firm.example",
      `postmaster@${domain}`,
      address.replace(domain, "elsewhere.example"),
      await letterTo(memberId, { expires: "-1 day" }),
    ])
      expect(await write({ to })).toMatch(/^550 .*no such address/);
    for (const to of [await letterTo(memberId, { kind: "mail" }), await letterTo(gone)]) expect(await write({ to })).toMatch(/^550 .*no longer be answered/);
    expect(taken).toEqual([]);
  });

  it("is refused when it is larger than a megabyte, and nothing is relayed", async () => {
    expect(await write({ text: "x".repeat(1_200_000) })).toMatch(/^552/);
    const transport = createTransport({ host: "127.0.0.1", port: door.port, ignoreTLS: true });
    const several = transport.sendMail({
      from: "anna@firm.example",
      envelope: { from: "anna@firm.example", to: [address, "all@firm.example"] },
      text: "Hello",
    });
    expect(((await several) as { rejected: unknown[] }).rejected).toEqual(["all@firm.example"]);
    transport.close();
  });
});

it("whoever tries one token after another is shown out", async () => {
  const transport = createTransport({ host: "127.0.0.1", port: door.port, ignoreTLS: true });
  const said = new Set<string>();
  for (let n = 10; n < 60 && !said.has("421"); n++) {
    const to = replyAddress(String(n).repeat(16), domain);
    said.add(
      await transport.sendMail({ envelope: { from: "x@x.example", to: [to] }, text: "?" }).then(
        () => "taken",
        (fault: { response?: string }) => String(fault.response).slice(0, 3),
      ),
    );
  }
  expect([...said]).toEqual(["550", "421"]);
});
