// The terms of the handoff that are in force in a workspace.
import type { Tx } from "#db/database.ts";
import { type HandoffTerms, usualTerms } from "#facts/handoff-terms.ts";

/** What both sides owe each other now; the usual terms where nothing was agreed. */
export async function readHandoffTerms(_tx: Tx, _workspaceId: string): Promise<HandoffTerms> {
  return usualTerms;
}
