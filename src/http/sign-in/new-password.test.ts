// A forgotten password: the new one opens, the old one and all sessions are gone, and a lost second factor goes only where asked.
import { afterAll, beforeAll, expect, it } from "vitest";

import { beginSecondFactor, createFirst, signIn, whoAmI } from "#features/session/contract.ts";
import { setNewPassword } from "#http/sign-in/new-password.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { type ServerForTests, aServer, testSettings } from "#testing/server.ts";

const anna = { email: "anna@example.com", password: "a long enough password" };
let fresh: FreshDatabase;
let server: ServerForTests;
beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId);
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

const set = (email: string, takesOffSecondFactor = false) => setNewPassword(fresh.database, testSettings.secret, { email, takesOffSecondFactor });

it("a forgotten password is replaced from the command line, every session ends, and the log says so", async () => {
  const ask = server.browser();
  const founding = { name: "Anna", ...anna, workspaceName: "North Star", currency: "EUR", timeZone: "UTC", language: "en" };
  const { workspace } = (await ask(createFirst, { body: founding })).body;
  const made = (await set("ANNA@example.com"))!;
  expect(made).toMatchObject({ signedOut: 1, hadSecondFactor: false });
  expect(made.password.length).toBeGreaterThanOrEqual(20);
  expect((await ask(whoAmI)).body.person).toBeNull();
  const again = server.browser();
  expect((await again(signIn, { body: anna })).status).toBe(401);
  expect((await again(signIn, { body: { ...anna, password: made.password } })).body).toEqual({ next: "in" });
  const { id } = await fresh.database.inSignIn((tx) =>
    tx.one<{ id: string }>("select workspace_id as id from sign_in.workspace_slug where slug = $1", [workspace]),
  );
  const written = await fresh.database.inWorkspace(id, (tx) =>
    tx.rows("select member_id, act, after from evenhand.audit_entry where workspace_id = $1 and act = 'member.password-set'", [id]),
  );
  expect(written).toEqual([{ member_id: null, act: "member.password-set", after: { secondFactorTakenOff: false } }]);
});

it("a second factor stays until it is said to be lost", async () => {
  const { password } = (await set(anna.email))!;
  const ask = server.browser();
  await ask(signIn, { body: { ...anna, password } });
  expect((await ask(beginSecondFactor, { body: { password } })).status).toBe(200);
  await fresh.database.inSignIn((tx) => tx.run("update sign_in.person set two_factor_enabled = true"));
  await fresh.database.inSignIn((tx) => tx.run("update sign_in.second_factor set verified = true"));
  const kept = (await set(anna.email))!;
  expect(kept.hadSecondFactor).toBe(true);
  expect((await server.browser()(signIn, { body: { ...anna, password: kept.password } })).body).toEqual({ next: "second-factor" });
  const lost = (await set(anna.email, true))!;
  expect((await server.browser()(signIn, { body: { ...anna, password: lost.password } })).body).toEqual({ next: "in" });
});

it("an e-mail that nobody has changes nothing", async () => {
  expect(await set("nobody@example.com")).toBeNull();
});
