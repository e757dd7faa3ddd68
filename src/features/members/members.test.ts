// Members come in, change and go; their keys with them; the log keeps it all.
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { exportAudit, listAudit } from "#features/audit/contract.ts";
import { createKey, listKeys, revokeKey } from "#features/keys/contract.ts";
import {
  acceptInvitation,
  addMember,
  changeMember,
  invite,
  listInvitations,
  listMembers,
  readInvitation,
  revokeInvitation,
} from "#features/members/contract.ts";
import { createFirst, signIn, whoAmI } from "#features/session/contract.ts";
import { changeWorkspace, createWorkspace, readWorkspace } from "#features/workspace/contract.ts";
import { type FreshDatabase, aWorkspace, freshDatabase } from "#testing/database.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
/** The administrator, in person. */
let admin: Ask;
const inFirst = { params: { workspace: "first" } };
const sales = { email: "petr@example.com", name: "Пётр", role: "sales", department: null };

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId);
  admin = server.browser();
  await admin(createFirst, { body: { name: "Anna", email: "anna@example.com", password: "a long enough password", workspaceName: "First", currency: "USD" } });
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

describe("an invitation", () => {
  it("brings a new person in with its role and department, once, and its token stands nowhere in clear", async () => {
    const made = (await admin(invite, { ...inFirst, body: sales })).body;
    expect(made.path).toBe(`/invitation/${made.token}`);
    const stored = await fresh.database.asOwner((tx) =>
      tx.one<{ n: number }>("select count(*)::int as n from evenhand.invitation t where position($1 in t::text) > 0", [made.token]),
    );
    expect(stored.n).toBe(0);
    const visitor = server.browser();
    expect((await visitor(readInvitation, { params: { token: made.token } })).body).toMatchObject({
      workspaceName: "First",
      email: sales.email,
      role: "sales",
      hasAccount: false,
    });
    expect((await visitor(acceptInvitation, { params: { token: made.token }, body: {} })).body.code).toBe("password-needed");
    expect((await visitor(acceptInvitation, { params: { token: made.token }, body: { password: "his own long password" } })).body).toEqual({
      workspace: "first",
      opensOn: null,
    });
    expect((await visitor(readWorkspace, inFirst)).body.you).toMatchObject({ name: "Пётр", role: "sales", department: "sales" });
    expect((await server.browser()(acceptInvitation, { params: { token: made.token }, body: { password: "his own long password" } })).status).toBe(404);
    expect((await admin(invite, { ...inFirst, body: sales })).body.code).toBe("already-a-member");
  });

  it("stops working when it is taken back, replaced or expired, and when its token is made up", async () => {
    const body = { ...sales, email: "late@example.com" };
    const read = async (token: string) => (await server.browser()(readInvitation, { params: { token } })).status;
    const first = (await admin(invite, { ...inFirst, body })).body;
    const second = (await admin(invite, { ...inFirst, body })).body;
    expect([await read(first.token), await read(second.token)]).toEqual([404, 200]);
    await admin(revokeInvitation, { params: { ...inFirst.params, id: second.invitation.id } });
    expect(await read(second.token)).toBe(404);
    const third = (await admin(invite, { ...inFirst, body })).body;
    await fresh.database.asOwner((tx) =>
      tx.run("update evenhand.invitation set expires_at = now() - interval '1 second' where id = $1", [third.invitation.id]),
    );
    expect([await read(third.token), await read("x".repeat(65)), await read(`${third.token.slice(0, 22)}${"y".repeat(43)}`)]).toEqual([404, 404, 404]);
    expect((await admin(listInvitations, inFirst)).body.invitations).toEqual([]);
  });

  it("to somebody with an account opens only for that account", async () => {
    await fresh.database.asOwner((tx) => tx.run("delete from sign_in.attempt"));
    const second = (await admin(createWorkspace, { body: { name: "Second", currency: "USD" } })).body.workspace;
    expect(second).toBe("second");
    const made = (await admin(invite, { params: { workspace: second }, body: sales })).body;
    const open = { params: { token: made.token }, body: {} };
    expect((await server.browser()(acceptInvitation, open)).body.code).toBe("sign-in-first");
    expect((await admin(acceptInvitation, open)).body.code).toBe("meant-for-another");
    const petr = server.browser();
    await petr(signIn, { body: { email: sales.email, password: "his own long password" } });
    expect((await petr(acceptInvitation, open)).status).toBe(200);
    expect((await petr(whoAmI)).body.workspaces.map((one: { slug: string }) => one.slug)).toEqual(["first", "second"]);
    expect((await petr(createWorkspace, { body: { name: "Third", currency: "USD" } })).body.code).toBe("only-administrators");
  });
});

describe("whoever left and is invited again", () => {
  const password = "a way back in after all";
  const listed = async (email: string) =>
    (await admin(listMembers, { ...inFirst, query: { withEnded: "true" } })).body.members.find((one: { email: string }) => one.email === email);
  const change = (id: string, body: object) => admin(changeMember, { params: { ...inFirst.params, id }, body });
  const tokenFor = async (body: object) => (await admin(invite, { ...inFirst, body })).body.token as string;

  it("with an account is let in again, under the same line, in the new role", async () => {
    const someone = { email: "back@example.com", name: "Boris", role: "agency", department: null };
    const boris = server.browser();
    await boris(acceptInvitation, { params: { token: await tokenFor(someone) }, body: { password } });
    const was = await listed(someone.email);
    const shares = async (sql: string) => fresh.database.asOwner((tx) => tx.rows(sql, [was.id]));
    await shares(
      "insert into evenhand.share (workspace_id, id, kind, subject_id, member_id) select workspace_id, id, 'campaign', 'c-1', id from evenhand.member where id = $1",
    );
    expect((await admin(invite, { ...inFirst, body: someone })).body.code).toBe("already-a-member");
    expect((await change(was.id, { servedUntil: "2020-01-01" })).body.state).toBe("ended");
    expect((await boris(readWorkspace, inFirst)).status).toBe(404);
    const token = await tokenFor({ ...someone, role: "sales" });
    expect((await boris(acceptInvitation, { params: { token }, body: {} })).body).toEqual({ workspace: "first", opensOn: null });
    expect((await boris(readWorkspace, inFirst)).body.you).toMatchObject({ memberId: was.id, role: "sales", department: "sales" });
    expect(await listed(someone.email)).toMatchObject({ id: was.id, state: "in-service", servedUntil: null });
    // What an agency was shown before it left is not shown by itself again.
    expect(await shares("select 1 from evenhand.share where member_id = $1")).toEqual([]);
    const { entries } = (await admin(listAudit, { ...inFirst, query: { act: "invitation.accepted", limit: 1 } })).body;
    expect(entries[0]).toMatchObject({ before: { role: "agency", servedUntil: "2020-01-01" }, after: { role: "sales" } });
  });

  it("without an account enters with the one that is made, and not before a first day that is still to come", async () => {
    const body = { name: "Clara", role: "sales", department: null, servedFrom: null, servedUntil: "2020-01-01", email: "clara@example.com" };
    const { id } = (await admin(addMember, { ...inFirst, body })).body;
    const clara = server.browser();
    const invited = { email: body.email, name: body.name, role: "sales", department: null };
    expect((await clara(acceptInvitation, { params: { token: await tokenFor(invited) }, body: { password } })).body.opensOn).toBeNull();
    expect((await clara(readWorkspace, inFirst)).body.you).toMatchObject({ memberId: id, role: "sales" });
    const later = { ...body, email: "dan@example.com", servedFrom: "2999-01-01", servedUntil: null };
    await admin(addMember, { ...inFirst, body: later });
    const dan = server.browser();
    const token = await tokenFor({ ...invited, email: later.email });
    expect((await dan(acceptInvitation, { params: { token }, body: { password } })).body.opensOn).toBe("2999-01-01");
    expect((await dan(readWorkspace, inFirst)).status).toBe(404);
    await fresh.database.asOwner((tx) => tx.run("delete from evenhand.member where email = any($1)", [["back@example.com", body.email, later.email]]));
  });
});

describe("a member", () => {
  it("whose service has ended cannot enter from that day on, and may come back", async () => {
    const petr = server.browser();
    await petr(signIn, { body: { email: sales.email, password: "his own long password" } });
    const { members } = (await admin(listMembers, inFirst)).body;
    const { id } = members.find((one: { email: string }) => one.email === sales.email);
    const change = (body: object) => admin(changeMember, { params: { ...inFirst.params, id }, body });
    expect((await change({ servedFrom: "2026-02-01", servedUntil: "2026-01-01" })).body.code).toBe("ends-before-it-begins");
    expect((await change({ servedUntil: "2020-01-01" })).body.state).toBe("ended");
    expect((await petr(readWorkspace, inFirst)).status).toBe(404);
    expect((await petr(whoAmI)).body.workspaces.map((one: { slug: string }) => one.slug)).toEqual(["second"]);
    expect((await admin(listMembers, inFirst)).body.members).toHaveLength(1);
    expect((await admin(listMembers, { ...inFirst, query: { withEnded: "true" } })).body.members).toHaveLength(2);
    expect((await change({ servedUntil: null })).body.state).toBe("in-service");
    expect((await petr(readWorkspace, inFirst)).status).toBe(200);
    expect((await petr(changeMember, { params: { ...inFirst.params, id }, body: { role: "administrator" } })).body).toMatchObject({
      status: 403,
      code: "only-administrators",
    });
  });

  it("who is the last administrator stays one, also when two step down at the same moment", async () => {
    const anna = (await admin(listMembers, inFirst)).body.members.find((one: { isYou: boolean }) => one.isYou);
    const to = (ask: Ask, id: string, role: string) => ask(changeMember, { params: { ...inFirst.params, id }, body: { role } });
    expect((await to(admin, anna.id, "viewer")).body.code).toBe("last-administrator");
    const made = (await admin(invite, { ...inFirst, body: { email: "olga@example.com", name: "Olga", role: "administrator", department: null } })).body;
    const olga = server.browser();
    await olga(acceptInvitation, { params: { token: made.token }, body: { password: "her own long password" } });
    const other = (await olga(listMembers, inFirst)).body.members.find((one: { isYou: boolean }) => one.isYou);
    const both = async (sql: string) => fresh.database.asOwner((tx) => tx.one<{ n: number }>(sql));
    const { answering } = await fresh.database.asOwner(async (tx) => {
      await tx.rows("select 1 from evenhand.member where id = any($1) for update", [[anna.id, other.id]]);
      const answering = Promise.all([to(admin, anna.id, "viewer"), to(olga, other.id, "viewer")]);
      // Both have begun and neither can finish: only now may one of them go first.
      const waiting = "select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
      while ((await both(waiting)).n < 2) await new Promise((resolve) => setTimeout(resolve, 20));
      return { answering };
    });
    const answers = await answering;
    expect(answers.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    await fresh.database.asOwner((tx) => tx.run("update evenhand.member set role = 'administrator' where id = $1", [anna.id]));
  });

  it("who does not sign in may stand on the list, once for each e-mail", async () => {
    const body = { ...sales, email: "quiet@example.com", name: "Quiet", servedFrom: null, servedUntil: null };
    expect((await admin(addMember, { ...inFirst, body })).body).toMatchObject({ department: "sales", signsIn: false });
    expect((await admin(addMember, { ...inFirst, body: { ...body, email: "QUIET@example.com" } })).body.code).toBe("already-a-member");
    expect((await admin(addMember, { ...inFirst, body: { ...body, email: null, department: "marketing" } })).body.code).toBe("department-does-not-fit");
  });

  it("of another workspace is nowhere to be found", async () => {
    const elsewhere = await aWorkspace(fresh.database, "elsewhere");
    const other = await aServer(fresh.database, elsewhere);
    const stranger = await other.member("administrator");
    const change = (workspace: string) => admin(changeMember, { params: { workspace, id: stranger.memberId }, body: { name: "Mine" } });
    expect([(await change("first")).status, (await change("elsewhere")).status]).toEqual([404, 404]);
    expect((await stranger.ask(listMembers, inFirst)).status).toBe(404);
    await other.close();
  });
});

describe("an API key", () => {
  it("is shown once, kept as a hash, and stops when it is revoked", async () => {
    const { key, secret } = (await admin(createKey, { ...inFirst, body: { name: "import", scopes: ["read"] } })).body;
    expect(secret.startsWith(key.prefix)).toBe(true);
    const stored = await fresh.database.asOwner((tx) =>
      tx.one<{ n: number }>("select count(*)::int as n from sign_in.api_key t where position($1 in t::text) > 0", [secret]),
    );
    expect(stored.n).toBe(0);
    const program = (endpoint: Parameters<Ask>[0], asked: Parameters<Ask>[1]) => server.browser({ authorization: `Bearer ${secret}` })(endpoint, asked);
    expect((await program(readWorkspace, inFirst)).body.you.role).toBe("administrator");
    expect((await program(changeWorkspace, { ...inFirst, body: { name: "Other" } })).body.code).toBe("key-may-only-read");
    expect((await program(createKey, { ...inFirst, body: { name: "more", scopes: ["write"] } })).body.code).toBe("keys-do-not-open-this");
    expect((await program(readWorkspace, { params: { workspace: "second" } })).status).toBe(404);
    expect((await admin(listKeys, inFirst)).body.keys[0]).toMatchObject({ name: "import", isRevoked: false });
    expect((await admin(listKeys, inFirst)).body.keys[0].lastUsedAt).not.toBeNull();
    await admin(revokeKey, { params: { ...inFirst.params, id: key.id } });
    expect((await program(readWorkspace, inFirst)).body.code).toBe("key-not-valid");
  });

  it("of somebody who only reads cannot write, and nobody sees another's keys but administrators", async () => {
    const petr = server.browser();
    await petr(signIn, { body: { email: sales.email, password: "his own long password" } });
    expect((await petr(listKeys, inFirst)).body.keys).toEqual([]);
    const { key } = (await petr(createKey, { ...inFirst, body: { name: "his", scopes: ["write"] } })).body;
    expect((await admin(listKeys, inFirst)).body.keys.some((one: { id: string }) => one.id === key.id)).toBe(true);
    await fresh.database.asOwner((tx) => tx.run("update evenhand.member set role = 'viewer' where email = $1", [sales.email]));
    expect((await petr(createKey, { ...inFirst, body: { name: "his", scopes: ["write"] } })).body.code).toBe("role-only-reads");
    await fresh.database.asOwner((tx) => tx.run("update evenhand.member set role = 'sales' where email = $1", [sales.email]));
  });
});

describe("the audit log", () => {
  it("says who changed what, filters, and is closed to those it does not concern", async () => {
    const all = (await admin(listAudit, inFirst)).body;
    expect(all.acts).toEqual(
      expect.arrayContaining([
        "invitation.accepted",
        "invitation.revoked",
        "key.made",
        "key.revoked",
        "member.added",
        "member.changed",
        "member.invited",
        "workspace.begun",
      ]),
    );
    expect(all.entries.map((one: { id: number }) => one.id)).toEqual(
      all.entries.map((one: { id: number }) => one.id).toSorted((a: number, b: number) => b - a),
    );
    const ended = (await admin(listAudit, { ...inFirst, query: { act: "member.changed", limit: 1, offset: 1 } })).body;
    expect(ended.entries).toHaveLength(1);
    expect(ended.total).toBeGreaterThanOrEqual(3);
    expect((await admin(listAudit, { ...inFirst, query: { until: "2020-01-01" } })).body).toMatchObject({ entries: [], total: 0 });
    expect(JSON.stringify(all)).not.toContain("password");
    for (const role of ["sales", "viewer", "agency", "compensation"] as const) {
      const { ask } = await server.member(role);
      expect((await ask(listAudit)).body.code).toBe("audit-is-for-heads");
      expect((await ask(exportAudit)).body.code).toBe("audit-is-for-heads");
    }
    expect((await (await server.member("management")).ask(listAudit)).status).toBe(200);
  });

  it("goes into a file whose cells run in no spreadsheet", async () => {
    const boss = await server.member("head-of-sales", { department: "sales" });
    const body = { name: "=cmd()", email: null, role: "sales", department: null, servedFrom: null, servedUntil: null };
    await boss.ask(addMember, { body });
    await fresh.database.asOwner((tx) => tx.run("update evenhand.member set name = '=cmd()' where id = $1", [boss.memberId]));
    const { text, headers } = await boss.ask(exportAudit, { query: { act: "member.added" } });
    expect(text.split("\r\n")[1]).toContain(",'=cmd(),member.added,member,");
    expect(headers["content-type"]).toBe("text/csv; charset=utf-8");
  });

  it("cannot be rewritten by the server", async () => {
    const rewrite = fresh.database.inWorkspace(fresh.workspaceId, (tx) =>
      tx.run("update evenhand.audit_entry set act = 'x' where workspace_id = $1", [fresh.workspaceId]),
    );
    await expect(rewrite).rejects.toThrow(/permission denied/);
  });
});
