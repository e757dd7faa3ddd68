// One act on one lead from beginning to end: held, asked whether it may follow, written, its notices told. The same for people, rules and the clock.
import type { Tx } from "#db/database.ts";
import type { HandoffRow } from "#facts/handoff-row.ts";
import type { HandoffActName, HandoffAct } from "#facts/handoff.ts";
import { actsThatCount } from "#facts/handoff.ts";
import { type Outcome, accept, refuse } from "#kit/refusal.ts";
import { settleHandoff } from "#ledger/handoff-notices.ts";
import { handoffPerson } from "#ledger/handoff-people.ts";
import { type HandoffClock, handoffRows } from "#ledger/handoff-rows.ts";
import { chooseFor } from "#ledger/routing.ts";
import { type NewAct, act, handoffActs, holdHandoff } from "#ledger/handoff.ts";
import { nameOf } from "#ledger/meetings.ts";

/** What was found when the lead was held: how it stands (null: never offered, or every offer taken back) and all that was done. */
export interface Held {
  readonly row: HandoffRow | null;
  readonly acts: readonly HandoffAct[];
}

/** Holds the lead's handoff until the transaction ends and reads it. */
export async function heldHandoff(tx: Tx, workspaceId: string, { lead, clock }: { lead: string; clock: HandoffClock }): Promise<Held> {
  await holdHandoff(tx, workspaceId, lead);
  const [row] = await handoffRows(tx, workspaceId, { which: { leads: [lead] }, clock });
  return { row: row ?? null, acts: await handoffActs(tx, workspaceId, lead) };
}

/** Told to the second of two who act at once: what the first did, who that was, and when. Null where nothing happened since. */
export async function actedMeanwhile(tx: Tx, workspaceId: string, { acts, seen }: { acts: readonly HandoffAct[]; seen: number | undefined }) {
  const newest = acts.at(-1);
  if (seen === undefined || newest === undefined || newest.id <= seen) return null;
  const who = newest.memberId === null ? null : await nameOf(tx, { workspaceId, memberId: newest.memberId });
  return refuse("acted-meanwhile", { act: newest.act, who, at: newest.at });
}

/**
 * Whom a lead is offered or given to: nobody in particular, somebody on the list by id, or whose turn it is; a turn is kept at once.
 * Null: anybody in sales may take it. `except`: whoever has it now does not get it by turn again.
 */
export async function personFor(
  tx: Tx,
  workspaceId: string,
  { to, lead, except = [] }: { readonly to: string; readonly lead: string; readonly except?: readonly string[] },
): Promise<Outcome<string | null>> {
  if (to === "nobody") return accept(null);
  if (to !== "turn") return (await handoffPerson(tx, workspaceId, to)) === null ? refuse("no-such-person") : accept(to);
  const turn = await chooseFor(tx, workspaceId, { lead, except });
  if (turn === null) return refuse("no-such-lead");
  return turn.chosen === null ? refuse("nobody-eligible") : accept(turn.chosen.personId);
}

/** Writes an act and takes what waited for it off everybody's notices. */
export async function write(tx: Tx, workspaceId: string, done: NewAct): Promise<number> {
  const { id } = await act(tx, workspaceId, done);
  await settleHandoff(tx, workspaceId, done.lead);
  return id;
}

/** The act that is to be undone, if nothing that counts has followed it. */
export function undoable(acts: readonly HandoffAct[], id: number): Outcome<HandoffAct, "not-found" | "acted-meanwhile"> {
  const wanted = acts.find((each) => each.id === id);
  if (wanted === undefined) return refuse("not-found");
  if (actsThatCount(acts).at(-1)?.id !== id && !isLastUndoing(acts, wanted))
    return refuse("acted-meanwhile", { act: acts.at(-1)!.act, who: null, at: acts.at(-1)!.at });
  return accept(wanted);
}

/** An undoing is undone as long as it is the newest act of all. */
const isLastUndoing = (acts: readonly HandoffAct[], wanted: HandoffAct) => wanted.act === "undone" && acts.at(-1)?.id === wanted.id;

export type Doing = Exclude<HandoffActName, "undone">;
