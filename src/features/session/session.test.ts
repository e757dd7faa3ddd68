// Coming in: first visit, passwords, limits, second factors, and going again.
// Long because: one story after another of the same people and the same server, each a step of the one before.
import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import {
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  createFirst,
  firstVisit,
  listSessions,
  openDemo,
  signIn,
  signOut,
  signOutEverywhere,
  turnOffSecondFactor,
  turnOnSecondFactor,
  whoAmI,
} from "#features/session/contract.ts";
import { createKey } from "#features/keys/contract.ts";
import { acceptInvitation, invite } from "#features/members/contract.ts";
import { readWorkspace } from "#features/workspace/contract.ts";
import { beginWorkspace } from "#ledger/workspaces.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { type Ask, type ServerForTests, aServer, testSettings } from "#testing/server.ts";

const anna = { email: "anna@example.com", password: "a long enough password" };
const founding = { name: "Anna", ...anna, workspaceName: "Северная звезда", currency: "RUB", timeZone: "Europe/Moscow", language: "ru" };
let fresh: FreshDatabase;
let server: ServerForTests;
let strangers: Ask[] = [];
let strangersKey = "";
let strangersInvitation = "";

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId, {
    makeDemo: async (database) => beginWorkspace(database, { name: "Demo", currency: "USD", timeZone: "UTC", language: "en", isDemo: true }),
  });
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

/** RFC 6238 with SHA-1, thirty seconds, six digits, written out once more so that the test does not trust the library with itself. */
function codeAt(secret: string, moment: number): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = secret
    .split("")
    .map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(moment / 30_000)));
  const digest = createHmac("sha1", key).update(counter).digest();
  const offset = digest[19]! & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

describe("the first visit", () => {
  it("opens the demo with one click while nobody lives here", async () => {
    const visitor = server.browser();
    const opened = await visitor(openDemo, { body: {} });
    expect([opened.status, opened.body]).toEqual([200, { workspace: "demo" }]);
    const who = await visitor(whoAmI);
    expect(who.body.workspaces).toMatchObject([{ slug: "demo", role: "administrator", isDemo: true }]);
    expect((await visitor(firstVisit)).body).toMatchObject({ isFirst: true, hasDemo: true });
  });

  it("counts nobody who came in through the demo as living here", async () => {
    const visitor = server.browser();
    await visitor(openDemo, { body: {} });
    const invited = await visitor(invite, {
      params: { workspace: "demo" },
      body: { email: "guest@example.com", name: "Guest", role: "viewer", department: null },
    });
    const guest = server.browser();
    expect((await guest(acceptInvitation, { params: { token: invited.body.token }, body: { password: "a guest's long password" } })).status).toBe(200);
    strangers = [visitor, guest];
    const late = { email: "late@example.com", name: "Late", role: "viewer", department: null };
    strangersInvitation = (await visitor(invite, { params: { workspace: "demo" }, body: late })).body.token;
    strangersKey = (await visitor(createKey, { params: { workspace: "demo" }, body: { name: "kept", scopes: ["read"] } })).body.secret;
    expect((await server.browser({ authorization: `Bearer ${strangersKey}` })(readWorkspace, { params: { workspace: "demo" } })).status).toBe(200);
    expect((await visitor(firstVisit)).body.isFirst).toBe(true);
  });

  it("makes one administrator even when two come at once, and none afterwards", async () => {
    const ask = server.browser();
    const [one, other] = await Promise.all([
      ask(createFirst, { body: founding }),
      server.browser()(createFirst, { body: { ...founding, email: "boris@example.com" } }),
    ]);
    expect([one.status, other.status].toSorted((a, b) => a - b)).toEqual([200, 409]);
    const winner = one.status === 200 ? one : other;
    expect(winner.body).toEqual({ workspace: "severnaya-zvezda" });
    expect((await ask(createFirst, { body: { ...founding, email: "clara@example.com" } })).body.code).toBe("already-set-up");
    expect((await ask(firstVisit)).body.isFirst).toBe(false);
    // The rest of the tests know her by this e-mail, whoever came first.
    await fresh.database.inSignIn((tx) => tx.run("update sign_in.person set email = $1 where not is_demo", [anna.email]));
  });

  it("keeps the demo closed to strangers from then on, and open to people who are signed in", async () => {
    for (const stranger of strangers) expect((await stranger(whoAmI)).body.person).toBeNull();
    expect((await server.browser()(signIn, { body: { email: "guest@example.com", password: "a guest's long password" } })).status).toBe(401);
    expect((await server.browser({ authorization: `Bearer ${strangersKey}` })(readWorkspace, { params: { workspace: "demo" } })).status).toBe(401);
    const late = { params: { token: strangersInvitation }, body: { password: "a guest's long password" } };
    expect((await server.browser()(acceptInvitation, late)).status).toBe(404);
    expect((await server.browser()(openDemo, { body: {} })).body.code).toBe("demo-closed");
    const ask = server.browser();
    await ask(signIn, { body: anna });
    expect((await ask(openDemo, { body: {} })).status).toBe(200);
    expect((await ask(whoAmI)).body.person.email).toBe(anna.email);
  });
});

describe("signing in", () => {
  it("opens with the right password and says the same of a wrong password and an unknown e-mail", async () => {
    const ask = server.browser();
    expect((await ask(whoAmI)).body.person).toBeNull();
    expect((await ask(signIn, { body: { ...anna, password: "not this one, surely" } })).body).toMatchObject({ status: 401, code: "wrong-email-or-password" });
    expect((await ask(signIn, { body: { email: "nobody@example.com", password: "x" } })).body).toMatchObject({ status: 401, code: "wrong-email-or-password" });
    expect((await ask(signIn, { body: anna })).body).toEqual({ next: "in" });
    expect((await ask(readWorkspace, { params: { workspace: "severnaya-zvezda" } })).body.you.role).toBe("administrator");
  });

  it("gives a new session each time and ends the one that the browser held", async () => {
    const ask = server.browser();
    const first = await ask(signIn, { body: anna });
    const token = (got: typeof first) => /[^\s,]+session_token=[^;]+/.exec([got.headers["set-cookie"]].flat().join("\n"))![0];
    const old = token(first);
    expect((await server.browser({ cookie: old })(whoAmI)).body.person).not.toBeNull();
    const second = await ask(signIn, { body: anna });
    expect(token(second)).not.toBe(token(first));
    expect((await server.browser({ cookie: old })(whoAmI)).body.person).toBeNull();
  });

  it("names its cookies for this installation, so that two on one host leave each other's people signed in", async () => {
    const other = await aServer(fresh.database, fresh.workspaceId, { settings: { secret: "another secret of another installation" } });
    const named = async (at: ServerForTests) =>
      [(await at.browser()(signIn, { body: anna })).headers["set-cookie"]].flat().flatMap((line) => /^([^=]+)=/.exec(String(line))?.slice(1) ?? []);
    const [ours, theirs] = [await named(server), await named(other)];
    expect(ours.length).toBeGreaterThan(0);
    expect(ours.filter((name) => theirs.includes(name))).toEqual([]);
    await other.close();
  });

  it("sends a cookie that scripts cannot read and other sites cannot send along", async () => {
    const got = await server.browser()(signIn, { body: anna });
    const line = [got.headers["set-cookie"]].flat().find((one) => /^evenhand-[\w-]{8}\.session_token=/.test(String(one)));
    expect(line).toMatch(/HttpOnly/i);
    expect(line).toMatch(/SameSite=Lax/i);
    expect(line).not.toMatch(/Secure/i);
    const behindTls = await aServer(fresh.database, fresh.workspaceId, { settings: { trustedProxies: ["127.0.0.1"] } });
    const overTls = await behindTls.browser({ "x-forwarded-proto": "https" })(signIn, { body: anna });
    expect([overTls.headers["set-cookie"]].flat().join()).toMatch(/; Secure/);
    await behindTls.close();
    // Whoever forgot to name the proxy, and named the public address, has said enough.
    const unnamed = await aServer(fresh.database, fresh.workspaceId, { settings: { publicUrl: "https://evenhand.example.com" } });
    expect([(await unnamed.browser()(signIn, { body: anna })).headers["set-cookie"]].flat().join()).toMatch(/; Secure/);
    await unnamed.close();
  });

  it("leaves no session token in clear in any table", async () => {
    const got = await server.browser()(signIn, { body: anna });
    const cookie = decodeURIComponent(/session_token=([^;]+)/.exec([got.headers["set-cookie"]].flat().join("\n"))![1]!);
    const token = cookie.slice(0, cookie.lastIndexOf("."));
    expect(token.length).toBeGreaterThan(20);
    const found = await fresh.database.asOwner(async (tx) => {
      const tables = await tx.rows<{ name: string }>(
        `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname in ('sign_in', 'evenhand', 'staging')`,
      );
      const hits: string[] = [];
      for (const { name } of tables) {
        const { n } = await tx.one<{ n: number }>(`select count(*)::int as n from ${name} t where position($1 in t::text) > 0`, [token]);
        if (n > 0) hits.push(name);
      }
      return hits;
    });
    expect(found).toEqual([]);
  });

  it("stops after ten attempts on one account, for the right password too, and says how long to wait", async () => {
    const ask = server.browser();
    const account = { email: "guessed@example.com", password: "one of many guesses" };
    const statuses: number[] = [];
    for (let n = 0; n < 11; n++) statuses.push((await ask(signIn, { body: account })).status);
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429]);
    const refused = await ask(signIn, { body: { ...account, email: "GUESSED@example.com" } });
    expect(refused.body.code).toBe("too-many-attempts");
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
  });

  it("counts attempts by address too, and believes X-Forwarded-For only from a proxy that the settings name", async () => {
    const few = { limits: { ...testSettings.limits, attemptsPerAddress: 2 } };
    const direct = await aServer(fresh.database, fresh.workspaceId, { settings: few });
    const proxied = await aServer(fresh.database, fresh.workspaceId, { settings: { ...few, trustedProxies: ["127.0.0.1"] } });
    const tryFrom = async (where: ServerForTests, address: string, n: number) =>
      (await where.browser({ "x-forwarded-for": address })(signIn, { body: { email: `${address}-${n}@example.com`, password: "x" } })).status;
    await fresh.database.inSignIn((tx) => tx.run("delete from sign_in.attempt"));
    expect([await tryFrom(proxied, "203.0.113.1", 1), await tryFrom(proxied, "203.0.113.1", 2), await tryFrom(proxied, "203.0.113.1", 3)]).toEqual([
      401, 401, 429,
    ]);
    expect(await tryFrom(proxied, "203.0.113.2", 1)).toBe(401);
    expect([await tryFrom(direct, "198.51.100.1", 1), await tryFrom(direct, "198.51.100.2", 2), await tryFrom(direct, "198.51.100.3", 3)]).toEqual([
      401, 401, 429,
    ]);
    await fresh.database.inSignIn((tx) => tx.run("delete from sign_in.attempt"));
    await direct.close();
    await proxied.close();
  });
});

describe("going", () => {
  it("ends one session, or all of them", async () => {
    const [here, there] = [server.browser(), server.browser()];
    await here(signIn, { body: anna });
    await there(signIn, { body: anna });
    await here(signOut);
    expect((await here(whoAmI)).body.person).toBeNull();
    expect((await there(whoAmI)).body.person).not.toBeNull();
    await here(signIn, { body: anna });
    expect((await here(listSessions)).body.sessions.filter((one: { isThis: boolean }) => one.isThis)).toHaveLength(1);
    expect((await here(signOutEverywhere, { body: {} })).body.ended).toBeGreaterThanOrEqual(2);
    expect((await here(whoAmI)).body.person).toBeNull();
    expect((await there(whoAmI)).body.person).toBeNull();
  });

  it("happens to all other sessions when the password changes", async () => {
    const [here, there] = [server.browser(), server.browser()];
    await here(signIn, { body: anna });
    await there(signIn, { body: anna });
    expect((await here(changePassword, { body: { current: "wrong", next: "another long password" } })).body.code).toBe("wrong-password");
    expect((await here(changePassword, { body: { current: anna.password, next: "another long password" } })).status).toBe(200);
    expect((await there(whoAmI)).body.person).toBeNull();
    expect((await here(whoAmI)).body.person).not.toBeNull();
    expect((await there(signIn, { body: anna })).status).toBe(401);
    expect((await here(changePassword, { body: { current: "another long password", next: anna.password } })).status).toBe(200);
  });
});

describe("the second factor", () => {
  it("is asked for once it is on, takes a code or a backup code once, and can be turned off", async () => {
    const ask = server.browser();
    await ask(signIn, { body: anna });
    expect((await ask(beginSecondFactor, { body: { password: "wrong" } })).body.code).toBe("wrong-password");
    const begun = (await ask(beginSecondFactor, { body: { password: anna.password } })).body;
    expect(begun.backupCodes.length).toBeGreaterThanOrEqual(8);
    expect((await ask(turnOnSecondFactor, { body: { code: codeAt(begun.secret, Date.now() + 3_600_000) } })).body.code).toBe("wrong-code");
    expect((await ask(turnOnSecondFactor, { body: { code: codeAt(begun.secret, Date.now()) } })).status).toBe(200);
    expect((await ask(whoAmI)).body.person.hasSecondFactor).toBe(true);

    const other = server.browser();
    expect((await other(signIn, { body: anna })).body).toEqual({ next: "second-factor" });
    expect((await other(whoAmI)).body.person).toBeNull();
    expect((await other(confirmSecondFactor, { body: { kind: "code", code: codeAt(begun.secret, Date.now() + 3_600_000) } })).body.code).toBe("wrong-code");
    const codeUsed = codeAt(begun.secret, Date.now());
    expect((await other(confirmSecondFactor, { body: { kind: "code", code: codeUsed } })).body).toEqual({ next: "in" });
    expect((await other(whoAmI)).body.person.email).toBe(anna.email);

    const overlooked = server.browser();
    await overlooked(signIn, { body: anna });
    expect((await overlooked(confirmSecondFactor, { body: { kind: "code", code: codeUsed } })).body.code).toBe("wrong-code");
    expect((await overlooked(whoAmI)).body.person).toBeNull();

    const third = server.browser();
    await third(signIn, { body: anna });
    const backup = { kind: "backup", code: begun.backupCodes[0] };
    expect((await third(confirmSecondFactor, { body: backup })).body).toEqual({ next: "in" });
    const fourth = server.browser();
    await fourth(signIn, { body: anna });
    expect((await fourth(confirmSecondFactor, { body: backup })).body.code).toBe("wrong-code");

    const stored = await fresh.database.inSignIn((tx) => tx.one<{ text: string }>("select t::text as text from sign_in.second_factor t"));
    expect(stored.text).not.toContain(begun.backupCodes[1]);
    expect(stored.text).not.toContain(begun.secret);
    await fresh.database.inSignIn((tx) => tx.run("delete from sign_in.attempt"));
    expect((await third(turnOffSecondFactor, { body: { password: anna.password } })).status).toBe(200);
    expect((await server.browser()(signIn, { body: anna })).body).toEqual({ next: "in" });
  });

  it("is not counted against colleagues who come in from the same address", async () => {
    const answers = [];
    for (let n = 0; n < 12; n++) answers.push((await server.browser()(confirmSecondFactor, { body: { kind: "code", code: "123456" } })).body.code);
    expect(new Set(answers)).toEqual(new Set(["sign-in-again"]));
  });

  it("is closed for a while after ten wrong codes for one account, whatever browser they come from", async () => {
    const ask = server.browser();
    await fresh.database.inSignIn((tx) => tx.run("delete from sign_in.attempt"));
    await ask(signIn, { body: anna });
    const { secret } = (await ask(beginSecondFactor, { body: { password: anna.password } })).body;
    await ask(turnOnSecondFactor, { body: { code: codeAt(secret, Date.now()) } });
    const wrong = codeAt(secret, Date.now() + 3_600_000);
    for (let n = 0; n < 4; n++) {
      await fresh.database.inSignIn((tx) => tx.run("delete from sign_in.attempt"));
      const guesser = server.browser();
      await guesser(signIn, { body: anna });
      for (let m = 0; m < 3; m++) await guesser(confirmSecondFactor, { body: { kind: "code", code: wrong } });
    }
    const owner = server.browser();
    await owner(signIn, { body: anna });
    expect((await owner(confirmSecondFactor, { body: { kind: "code", code: codeAt(secret, Date.now()) } })).body.code).toBe("too-many-attempts");
    await fresh.database.inSignIn((tx) => tx.run("delete from sign_in.attempt"));
    expect((await ask(turnOffSecondFactor, { body: { password: anna.password } })).status).toBe(200);
  });

  it("cannot be confirmed by somebody who has not given the password", async () => {
    expect((await server.browser()(confirmSecondFactor, { body: { kind: "code", code: "123456" } })).body.code).toBe("sign-in-again");
  });
});
