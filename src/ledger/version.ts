// The number that rises whenever facts change: answers worked out at one number stay right as long as it stands.
import type { Tx } from "#db/database.ts";

const raising = "update evenhand.workspace set facts_version = facts_version + 1 where workspace_id = $1 returning facts_version";

/** Says that facts, mappings, definitions or owners changed; heard by everyone once the transaction is committed. */
export async function raiseFactsVersion(tx: Tx, workspaceId: string): Promise<number> {
  const raised = await tx.one<{ facts_version: number }>(raising, [workspaceId]);
  await tx.notify("evenhand_facts", workspaceId);
  return raised.facts_version;
}

/**
 * The same with the commit, once however often it is asked for: all who change facts of one workspace write this one row, and who writes it early
 * makes the others wait for everything that is done after it.
 */
export function raiseFactsVersionAtEnd(tx: Tx, workspaceId: string): void {
  tx.atEnd(raising, [workspaceId]);
  tx.atEnd("select pg_notify('evenhand_facts', $1)", [workspaceId]);
}

/** The number as the transaction sees it. */
export async function factsVersion(tx: Tx, workspaceId: string): Promise<number> {
  return (await tx.one<{ facts_version: number }>("select facts_version from evenhand.workspace where workspace_id = $1", [workspaceId])).facts_version;
}
