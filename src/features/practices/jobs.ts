// Ways of working by the clock: whoever owns one is told when its signs of life have stopped, once until it is alive again.
import { sleepOf } from "#features/practices/rules.ts";
import { forgetWatched, noteWatched, practicesGoing, watchedPractices } from "#features/practices/store.ts";
import type { Database } from "#db/database.ts";
import { type ClockWork, allWorkspaces } from "#ledger/clock-work.ts";
import { settle, tell } from "#ledger/notices.ts";
import { practiceSigns } from "#ledger/practice-signs.ts";

const everyHour = 3_600_000;

/** `now`: the moment that it is, ISO 8601. */
export function sleepWork(now: () => string = () => new Date().toISOString()): ClockWork {
  return {
    name: "practice-sleep",
    every: everyHour,
    run: async ({ database, signal }) => {
      for (const workspaceId of await allWorkspaces(database)) {
        if (signal.aborted) return;
        await lookAtPractices(database, workspaceId, now());
      }
    },
  };
}

const subjectOf = (practice: string) => ({ kind: "practice", id: practice });

async function lookAtPractices(database: Database, workspaceId: string, at: string): Promise<void> {
  await database.inWorkspace(workspaceId, async (tx) => {
    const [going, watched] = [await practicesGoing(tx, workspaceId, at), await watchedPractices(tx, workspaceId)];
    if (going.length === 0 && watched.length === 0) return;
    const today = going[0]?.today ?? at.slice(0, 10);
    const { fallenAsleep, awake, gone } = sleepOf({ going, watched, today, signs: await practiceSigns(tx, workspaceId, at) });
    for (const { practice, owners, sign } of fallenAsleep) {
      await noteWatched(tx, workspaceId, { practice, asleepOn: today });
      const data = { practiceCode: practice, days: sign.days };
      await tell(tx, workspaceId, { to: owners, kind: "practice-asleep", subject: subjectOf(practice), data });
    }
    for (const practice of awake) await noteWatched(tx, workspaceId, { practice, asleepOn: null });
    if (gone.length > 0) await forgetWatched(tx, workspaceId, gone);
    for (const practice of [...awake, ...gone]) await settle(tx, workspaceId, { kinds: ["practice-asleep"], subject: subjectOf(practice) });
    if (fallenAsleep.length + awake.length + gone.length > 0) await tx.notify("evenhand_practices", workspaceId);
  });
}
