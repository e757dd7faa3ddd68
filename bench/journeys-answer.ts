// The answer about journeys as a server gives it, timed. As a program of its own: a server that begins anew on a database; prints the times as JSON.
// node bench/journeys-answer.ts <owner's address> <server's address> <workspace>
import { minutesInDay } from "#evidence/journeys/columns.ts";
import type { JourneyQuestion } from "#evidence/journeys/question.ts";
import { JourneyTeller } from "#evidence/journeys/tell.ts";
import { type Database, openDatabase } from "#db/database.ts";
import { dayNumber } from "#kit/day.ts";
import { derivedFrom, keptFacts } from "#ledger/kept-facts.ts";
import { keptTouches } from "#ledger/kept-touches.ts";

export const question: JourneyQuestion = {
  unit: "account",
  lookbackDays: 180,
  count: "deals",
  touches: "campaigns",
  begun: null,
  asOf: (dayNumber("2026-06-01") + 1) * minutesInDay,
};

/** Milliseconds of this process, and of the clock on the wall: what others do on the machine counts little in the first, and the database's own part only in the second. */
function now(): { readonly own: number; readonly wall: number } {
  const { user, system } = process.cpuUsage();
  return { own: (user + system) / 1000, wall: performance.now() };
}

/** Seconds of reading, of the models and of both: of this process, and by the clock. */
export async function answered(database: Database, workspaceId: string, teller: JourneyTeller): Promise<string[]> {
  const factsVersion = await database.inWorkspace(
    workspaceId,
    async (tx) => (await tx.one<{ v: number }>("select facts_version as v from evenhand.workspace where workspace_id = $1", [workspaceId])).v,
  );
  const workspace = { id: workspaceId, factsVersion };
  const began = now();
  // As the room asks: both readings at once.
  const [kept, touches] = await Promise.all([keptFacts(database, workspace), keptTouches(database, workspace)]);
  const read = now();
  const told = derivedFrom(kept, "bench", () => {
    const all = { ...touches, deals: kept.deals, leads: kept.leads };
    return teller.told(all);
  });
  if (!told.ok) throw new Error(told.reason);
  const done = now();
  const seconds = (ms: number) => (ms / 1000).toFixed(2);
  return [
    [began, read],
    [read, done],
    [began, done],
  ].flatMap(([from, to]) => [seconds(to!.own - from!.own), seconds(to!.wall - from!.wall)]);
}

const [ownerUrl, appUrl, workspaceId] = process.argv.slice(2);
if (process.argv[1] === import.meta.filename && ownerUrl !== undefined && appUrl !== undefined && workspaceId !== undefined) {
  const database = await openDatabase({ ownerUrl, appUrl });
  console.log(JSON.stringify(await answered(database, workspaceId, new JourneyTeller(question))));
  await database.close();
}
