// The terms of the handoff that are in force in a workspace, now and on any day before: what the promises say.
import type { Tx } from "#db/database.ts";
import type { HandoffTerms } from "#facts/handoff-terms.ts";
import { handoffTermsOn } from "#facts/promises.ts";
import type { Day } from "#kit/day.ts";
import { promiseRows } from "#ledger/promises.ts";

/** What both sides owe each other now; the usual terms where nothing was agreed. */
export async function readHandoffTerms(tx: Tx, workspaceId: string): Promise<HandoffTerms> {
  const { today } = await tx.one<{ today: Day }>(
    `select (now() at time zone time_zone)::date as today from evenhand.workspace where workspace_id = $1`,
    [workspaceId],
    {
      isOften: true,
    },
  );
  return (await readHandoffTermsByDay(tx, workspaceId))(today);
}

/** The same for any day: a handoff is judged by the terms of the day on which it was offered. */
export async function readHandoffTermsByDay(tx: Tx, workspaceId: string): Promise<(day: Day) => HandoffTerms> {
  const versions = await promiseRows(tx, workspaceId);
  const known = new Map<Day, HandoffTerms>();
  return (day) => {
    const found = known.get(day) ?? handoffTermsOn(versions, day);
    known.set(day, found);
    return found;
  };
}
