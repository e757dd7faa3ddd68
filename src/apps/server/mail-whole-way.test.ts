// The whole way of a letter, with the server as a process of its own: out through a mail server, the answer in at the door, into the right thread; and killed in the midst.
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createTransport } from "nodemailer";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";

import { installationFolder } from "#apps/version.ts";
import { giveFeedback, readFeedback } from "#features/feedback/contract.ts";
import type { Role } from "#facts/department.ts";
import { hashOf } from "#http/secrets.ts";
import { type Endpoint, addressOf } from "#kit/endpoint.ts";
import { addMember, takeSlug } from "#ledger/workspaces.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { type MailServerForTests, type MailServerOptions, aMailServer } from "#testing/mail/mail-server.ts";

const entrance = join(installationFolder(), "bin", "evenhand.mjs");
let fresh: FreshDatabase;
let slug: string;
let doorPort: number;
let boris: string;
let anna: string;
let mail: MailServerForTests;
let child: ChildProcess;
let address: string;

beforeAll(async () => {
  fresh = await freshDatabase();
  doorPort = await freePort();
  slug = await within((tx) => takeSlug(tx, fresh.workspaceId, "firm"));
  boris = await someone("Boris", "sales");
  anna = await someone("Anna", "marketing-operational");
  await within((tx) =>
    tx.run(
      `insert into evenhand.lead (workspace_id, id, name, created_at, source, first_import, last_import)
       select $1, id, 'Lead ' || id, now(), 'crm', $1, $1 from unnest($2::text[]) as t (id)`,
      [fresh.workspaceId, ["L1", "L2", "L3", "L4", "L5"]],
    ),
  );
});
afterEach(async () => {
  await killed();
  await mail.close();
});
afterAll(() => fresh.close());

const within = <T>(act: Parameters<typeof fresh.database.inWorkspace<T>>[1]) => fresh.database.inWorkspace(fresh.workspaceId, act);

async function freePort(): Promise<number> {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as { port: number };
  taken.close();
  await once(taken, "close");
  return port;
}

/** A member with an address of mail and a key; gives the key. */
async function someone(name: string, role: Role): Promise<string> {
  const [userId, key] = [randomUUID(), `evk_${randomUUID().replaceAll("-", "")}`];
  await fresh.database.inSignIn((tx) =>
    tx.run("insert into sign_in.person (id, name, email) values ($1, $2, $3)", [userId, name, `${name.toLowerCase()}@firm.example`]),
  );
  await within(async (tx) => {
    const department = role === "sales" ? "sales" : "marketing";
    const memberId = await addMember(tx, fresh.workspaceId, { name, email: `${name.toLowerCase()}@firm.example`, role, department, userId });
    await tx.run("insert into sign_in.api_key (id, workspace_id, member_id, name, prefix, hash, scopes) values ($1, $2, $3, 'test', 'evk_', $4, $5)", [
      randomUUID(),
      fresh.workspaceId,
      memberId,
      hashOf(key),
      ["read", "write"],
    ]);
    // A digest comes at an hour of the day; these letters are counted at any hour.
    await tx.run("insert into evenhand.digest_choice (workspace_id, member_id, rhythm, weekday, hour, time_zone) select $1, $2, 'never', 0, 8, 'UTC'", [
      fresh.workspaceId,
      memberId,
    ]);
  });
  return key;
}

async function begin(options: MailServerOptions = {}): Promise<void> {
  mail = await aMailServer(options);
  await serve();
}

async function serve(): Promise<void> {
  child = spawn(process.execPath, [entrance, "serve", "--no-screens", "--json"], {
    cwd: "/",
    env: {
      ...process.env,
      DATABASE_URL: fresh.ownerUrl,
      EVENHAND_PORT: "0",
      EVENHAND_HOST: "127.0.0.1",
      EVENHAND_URL: "https://evenhand.firm.example",
      EVENHAND_SMTP_URL: `smtp://127.0.0.1:${mail.port}?tls=none`,
      EVENHAND_MAIL_FROM: "Evenhand <evenhand@firm.example>",
      EVENHAND_REPLY_DOMAIN: "reply.firm.example",
      EVENHAND_REPLY_PORT: String(doorPort),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout!, child.stderr!]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  for (;;) {
    const found = /"address": "(.+?)"/.exec(said)?.[1];
    if (found !== undefined) return void (address = found);
    if (child.exitCode !== null) throw new Error(`the server ended: ${said}`);
    await sleep(20);
  }
}

async function killed(): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

// oxlint-disable-next-line typescript/no-explicit-any -- a test looks into answers freely
async function ask(key: string, endpoint: Endpoint, asked: { params?: Record<string, string>; body?: unknown } = {}): Promise<any> {
  const reply = await fetch(`${address}${addressOf(endpoint, { workspace: slug, ...asked.params }, {})}`, {
    method: endpoint.method,
    headers: { authorization: `Bearer ${key}`, ...(asked.body === undefined ? {} : { "content-type": "application/json" }) },
    ...(asked.body === undefined ? {} : { body: JSON.stringify(asked.body) }),
  });
  const text = await reply.text();
  // Beside other tests a machine may be busy; whoever asks tries again, as a person would.
  if (reply.status === 503) return sleep(500).then(() => ask(key, endpoint, asked));
  if (!reply.ok) throw new Error(`${reply.status} ${text}`);
  return text === "" ? null : JSON.parse(text);
}

const comment = (lead: string, said: string) =>
  ask(boris, giveFeedback, { body: { mood: "question", about: { kind: "lead", id: lead, name: `Lead ${lead}` }, said } }).then(({ id }) => id as string);
const threadOf = (id: string) =>
  ask(anna, readFeedback, { params: { id } }).then(({ thread }) =>
    (thread as { by: string; said: string; via: string }[]).map(({ by, said, via }) => [by, said, via]),
  );

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await isSo()); tries += 1) {
    if (tries > 600) throw new Error("waited for in vain");
    await sleep(50);
  }
}

/** A reply as a mail program writes it; gives what the door said. */
async function reply(to: string, from: string, text: string): Promise<string> {
  const transport = createTransport({ host: "127.0.0.1", port: doorPort, ignoreTLS: true });
  try {
    const { response } = await transport.sendMail({ from, to, envelope: { from, to: [to] }, subject: "Re: Firm", text });
    return response;
  } catch (fault) {
    return String((fault as { response?: string }).response ?? fault);
  } finally {
    transport.close();
  }
}

it("a comment on a lead goes out as a letter, and the answer to it stands in that lead's thread under the name of who answered; a forged one does not", async () => {
  await begin();
  const [first, second] = [await comment("L1", "Asked for a price twice."), await comment("L2", "Wants a visit.")];
  await until(() => mail.letters.length === 2);
  const letter = mail.letters.find(({ text }) => text?.includes("Wants a visit."))!;
  expect(letter.recipients).toEqual(["anna@firm.example"]);
  const to = letter.replyTo!.value[0]!.address!;
  // Whoever learnt the address, and whoever guesses one.
  expect(await reply(to, "mallory@elsewhere.example", "Cancel it.")).toMatch(/^550 /);
  expect(await reply(to, "boris@firm.example", "Cancel it.")).toMatch(/^550 /);
  expect(await reply(`reply+${"0".repeat(32)}@reply.firm.example`, "anna@firm.example", "Cancel it.")).toMatch(/^550 /);
  expect(await threadOf(second)).toEqual([]);
  const answer = "On Tuesday at ten.\n\nOn Fri, Nov 27, 2026 at 10:00 AM Evenhand <evenhand@firm.example> wrote:\n> Wants a visit.";
  expect(await reply(to, "anna@firm.example", answer)).toMatch(/^250 /);
  expect(await threadOf(second)).toEqual([["Anna", "On Tuesday at ten.", "mail"]]);
  expect(await threadOf(first)).toEqual([]);
  // And Boris, who asked, is told.
  const told = await within((tx) =>
    tx.rows<{ name: string; subject: string }>(
      `select m.name, n.subject_id as subject from evenhand.notice n join evenhand.member m on m.workspace_id = $1 and m.id = n.member_id
        where n.workspace_id = $1 and n.kind = 'feedback-answered'`,
      [fresh.workspaceId],
    ),
  );
  expect(told).toEqual([{ name: "Boris", subject: second }]);
}, 90_000);

it("a server killed in the midst of sending loses no letter, and what it may have sent twice says so", async () => {
  let taken = 0;
  const isKilled = Promise.withResolvers<void>();
  await begin({
    // The first letter is taken as usual. The second is taken too, but whoever sent it dies before it hears so.
    onLetter: async (raw) => {
      if (!raw.includes("anna@firm.example")) return null;
      taken += 1;
      if (taken === 2) {
        await killed();
        isKilled.resolve();
      }
      return null;
    },
  });
  // All three wait before the first goes out: the post is called when the transaction ends.
  const told = ["L3", "L4", "L5"].map((lead) => comment(lead, `About ${lead}.`).catch(() => null));
  await isKilled.promise;
  await Promise.all(told);
  const states = () =>
    within((tx) =>
      tx.rows<{ state: string; count: number }>(`select state, count(*)::int as count from evenhand.mail where workspace_id = $1 group by 1`, [
        fresh.workspaceId,
      ]),
    );
  expect((await states()).some(({ state, count }) => state === "sending" && count > 0)).toBe(true);
  // What was not even written down while it died is written down now.
  await serve();
  for (const [n, id] of (await Promise.all(told)).entries()) if (id === null) await comment(`L${n + 3}`, `About L${n + 3}.`);
  // Ten minutes later: the dead one's time is over.
  await within((tx) =>
    tx.run("update evenhand.mail set lease_until = now() - interval '1 second' where workspace_id = $1 and state = 'sending'", [fresh.workspaceId]),
  );
  await fresh.database.asOwner((tx) => tx.run("update installation.job set lease_until = null, next_at = now() where name = 'mail'"));
  await within((tx) => tx.notify("evenhand_mail", fresh.workspaceId));
  await until(async () => (await states()).every(({ state }) => state === "sent"));
  const ours = mail.letters.filter(({ text }) => /About L[345]\./.test(text ?? ""));
  const copies = new Map<string, (typeof ours)[number][]>();
  for (const each of ours) copies.set(each.messageId!, [...(copies.get(each.messageId!) ?? []), each]);
  for (const lead of ["L3", "L4", "L5"]) expect(ours.some(({ text }) => text!.includes(`About ${lead}.`))).toBe(true);
  const twice = [...copies.values()].filter(({ length }) => length > 1);
  expect(twice.map(({ length }) => length)).toEqual([2]);
  const [before, after] = twice[0]!;
  expect([before!.headers.has("x-evenhand-may-be-second"), after!.headers.get("x-evenhand-may-be-second")]).toEqual([false, "yes"]);
  expect(after!.text).toContain("This letter may have reached you once already");
  expect(after!.html).toContain("This letter may have reached you once already");
  // The same thing is told once: no comment went out under two Message-IDs.
  for (const lead of ["L3", "L4", "L5"])
    expect(new Set(ours.filter(({ text }) => text!.includes(`About ${lead}.`)).map(({ messageId }) => messageId)).size).toBe(1);
}, 90_000);
