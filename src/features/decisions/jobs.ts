// By the clock: whose last day is over is to be looked at again, and what a decision rested on is kept where its own room keeps no numbers.
import { decisionsWithEvidence, keepEvidence, takeReviews } from "#features/decisions/store.ts";
import type { Database } from "#db/database.ts";
import { figuresOfDecision } from "#facts/decisions.ts";
import type { Quote } from "#facts/thread.ts";
import { type ClockWork, allWorkspaces } from "#ledger/clock-work.ts";
import { type DecisionRow, decisionRows } from "#ledger/decision-register.ts";
import { tell } from "#ledger/notices.ts";
import { announce } from "#ledger/webhooks.ts";

const everyHour = 3_600_000;
const everyMinute = 60_000;
/** A number of a later day is not what stood in front of those who decided. */
const latestMs = 24 * everyHour;

/** Once for each decision, by the company's own day. */
export function reviewWork(): ClockWork {
  return {
    name: "decision-reviews",
    every: everyHour,
    run: async ({ database, signal }) => {
      for (const workspaceId of await allWorkspaces(database)) {
        if (signal.aborted) return;
        await askForReviews(database, workspaceId);
      }
    },
  };
}

export async function askForReviews(database: Database, workspaceId: string): Promise<void> {
  await database.inWorkspace(workspaceId, async (tx) => {
    for (const { id, title, until, salesId, marketingId } of await takeReviews(tx, workspaceId)) {
      const subject = { kind: "decision", id: `entered.${id}` };
      await tell(tx, workspaceId, { to: [salesId, marketingId], kind: "decision-review", subject, data: { title, untilOn: until } });
      await announce(tx, workspaceId, { event: "decision.due", subject, data: { title, untilOn: until } });
      await tx.notify("evenhand_decisions", workspaceId);
    }
  });
}

/** The figures as they stand now, by their keys, ready to be kept; away from the pages. Null: there are no facts yet. */
export type ReadFigures = (workspaceId: string, signal: AbortSignal) => Promise<ReadonlyMap<string, Quote> | null>;

export function evidenceWork(read: ReadFigures): ClockWork {
  return {
    name: "decision-evidence",
    every: everyMinute,
    run: async ({ database, log, signal }) => {
      for (const workspaceId of await allWorkspaces(database)) {
        if (signal.aborted) return;
        try {
          await keepFigures(database, workspaceId, { read, signal, now: Date.now() });
        } catch (fault) {
          log.warn({ workspace: workspaceId, fault: String(fault) }, "the evidence of decisions could not be kept");
        }
      }
    },
  };
}

/** Of decisions of the last day that are about figures and have none: each figure once, or that there was none. Gives the number of decisions. */
export async function keepFigures(
  database: Database,
  workspaceId: string,
  { read, signal, now }: { readonly read: ReadFigures; readonly signal: AbortSignal; readonly now: number },
): Promise<number> {
  const isFresh = ({ decidedAt }: DecisionRow) => decidedAt !== null && now - Date.parse(decidedAt) < latestMs;
  const bare = await database.inWorkspace(
    workspaceId,
    async (tx) => {
      const fresh = (await decisionRows(tx, workspaceId)).filter((row) => isFresh(row) && figuresOfDecision(row).length > 0);
      const has = await decisionsWithEvidence(
        tx,
        workspaceId,
        fresh.map(({ id }) => id),
      );
      return fresh.filter(({ id }) => !has.has(id));
    },
    { readOnly: true },
  );
  const figures = bare.length === 0 ? null : await read(workspaceId, signal);
  if (figures === null) return 0;
  await database.inWorkspace(workspaceId, async (tx) => {
    for (const row of bare)
      for (const [place, key] of figuresOfDecision(row).entries())
        await keepEvidence(tx, workspaceId, { decision: row.id, place, quote: figures.get(key) ?? null });
  });
  return bare.length;
}
