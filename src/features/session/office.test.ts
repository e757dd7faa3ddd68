// A whole office behind one address: who comes in rightly shuts the door on nobody, who guesses still does.
import { afterAll, beforeAll, expect, it } from "vitest";

import { createFirst, signIn } from "#features/session/contract.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { type ServerForTests, aServer, testSettings } from "#testing/server.ts";

const anna = { email: "anna@example.com", password: "a long enough password" };
let fresh: FreshDatabase;
let server: ServerForTests;
beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId, { settings: { limits: { ...testSettings.limits, attemptsPerAddress: 3 } } });
  const founding = { name: "Anna", ...anna, workspaceName: "North Star", currency: "EUR", timeZone: "UTC", language: "en" };
  await server.browser()(createFirst, { body: founding });
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

it("more people than there are attempts sign in one after the other, and after three wrong passwords the address waits", async () => {
  for (let n = 0; n < 5; n++) expect((await server.browser()(signIn, { body: anna })).body).toEqual({ next: "in" });
  const guess = (n: number) => server.browser()(signIn, { body: { email: `guess-${n}@example.com`, password: "not this one, surely" } });
  const codes = [await guess(1), await guess(2), await guess(3), await guess(4)].map(({ body }) => body.code);
  expect(codes.slice(0, 2)).toEqual(["wrong-email-or-password", "wrong-email-or-password"]);
  expect(codes.at(-1)).toBe("too-many-attempts");
  expect((await server.browser()(signIn, { body: anna })).body.code).toBe("too-many-attempts");
});
