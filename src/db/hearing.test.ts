// Hearing notifications: several begin at once, and each hears its own channel.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.close());

test("many who begin to listen at once do not speak over each other on the one connection", async () => {
  const warned: string[] = [];
  const note = (warning: Error) => warned.push(String(warning));
  process.on("warning", note);
  const heard: string[] = [];
  const channels = ["evenhand_a", "evenhand_b", "evenhand_c", "evenhand_d"];
  const ends = await Promise.all(channels.map((channel) => fresh.database.listen(channel, (payload) => heard.push(payload))));
  for (const channel of channels) await fresh.database.inWorkspace(fresh.workspaceId, (tx) => tx.notify(channel, channel));
  await expect.poll(() => heard.toSorted()).toEqual(channels);
  await Promise.all(ends.map((end) => end()));
  process.off("warning", note);
  expect(warned).toEqual([]);
});
