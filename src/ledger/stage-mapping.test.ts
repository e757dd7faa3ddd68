// Stages are proposed, confirmed, and put back as they stood.
import { afterAll, beforeAll, expect, it } from "vitest";

import { addProposedStages, readStageMappings, setStages } from "#ledger/stage-mapping.ts";
import { type FreshDatabase, aWorkspace, freshDatabase } from "#testing/database.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.close());

it("a confirmation that is taken back leaves the stage as it was proposed, waiting for a word", async () => {
  const workspaceId = await aWorkspace(fresh.database, "stages");
  const of = { source: "crm", recordKind: "deal", sourceStage: "Signed" } as const;
  const stands = () =>
    fresh.database.inWorkspace(workspaceId, async (tx) => (await readStageMappings(tx, workspaceId)).map(({ stage, isConfirmed }) => [stage, isConfirmed]));
  const say = (stage: "won" | "opportunity", isConfirmed?: boolean) =>
    fresh.database.inWorkspace(workspaceId, (tx) => setStages(tx, workspaceId, [{ ...of, stage, isConfirmed }]));
  await fresh.database.inWorkspace(workspaceId, (tx) => addProposedStages(tx, workspaceId, [{ ...of, stage: "opportunity" }]));
  const { before } = await say("won");
  expect(before).toEqual([{ ...of, stage: "opportunity", isConfirmed: false }]);
  expect(await stands()).toEqual([["won", true]]);
  await say("opportunity", false);
  expect(await stands()).toEqual([["opportunity", false]]);
});
