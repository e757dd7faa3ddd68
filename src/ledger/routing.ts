// Dealing on record: whose turn a lead is, chosen by one at a time, kept with what it moved, and taken back where the offer was.
import type { Tx } from "#db/database.ts";
import type { TurnAccount } from "#facts/routing.ts";
import { type Turn, chosenFor, mostCredit } from "#facts/turn.ts";
import { keepAccounts, readLeadsToDeal, readRoutePeople } from "#ledger/route-people.ts";

/**
 * Holds the dealing of a workspace until the transaction ends, so that two leads offered at once do not both take one turn.
 * Whoever also holds leads (`holdHandoff`) calls this before the first of them: the other way round two could wait for each other.
 */
export async function holdRouting(tx: Tx, workspaceId: string): Promise<void> {
  await tx.run("select pg_advisory_xact_lock(hashtextextended($1 || ' routing', 0))", [workspaceId]);
}

export interface DealOptions {
  /** People who must not get it: those from whom it is taken. */
  readonly except?: readonly string[];
  /** ms in UTC. */
  readonly now?: number;
}

/**
 * Whose turn a lead is; the turn is kept at once, and what it moved with it. The caller writes the act ('offered' or 'assigned' with `chosen.personId`) in the same transaction.
 * `chosen` null: nobody can have it, with the reason of each in `against`, and nothing is kept. Null: no such lead is on record.
 */
export async function chooseFor(tx: Tx, workspaceId: string, { lead, except = [], now = Date.now() }: DealOptions & { lead: string }): Promise<Turn | null> {
  await holdRouting(tx, workspaceId);
  const asked = (await readLeadsToDeal(tx, workspaceId, [lead])).get(lead);
  if (asked === undefined) return null;
  const people = await readRoutePeople(tx, workspaceId);
  const turn = chosenFor(asked, people, { now, except: new Set(except) });
  if (turn.chosen === null) return turn;
  const { personId, because, accounts } = turn.chosen;
  const before = new Map(people.map((person) => [person.id, person]));
  const changes = Object.fromEntries([...accounts].map(([id, after]) => [id, differenceOf(before.get(id)!, after)]));
  await keepAccounts(tx, workspaceId, accounts);
  await tx.run(`insert into evenhand.handoff_turn (workspace_id, lead, person_id, because, changes, at) values ($1, $2, $3, $4, $5::jsonb, $6)`, [
    workspaceId,
    lead,
    personId,
    because,
    JSON.stringify(changes),
    new Date(now).toISOString(),
  ]);
  return turn;
}

interface Change {
  readonly balance: number;
  readonly credit: number;
}

const differenceOf = (before: TurnAccount, after: TurnAccount): Change => ({ balance: after.balance - before.balance, credit: after.credit - before.credit });

/**
 * Takes the latest turn of a lead back, for an offer or assignment that was undone: whoever had it is due again. Nothing happens where the lead was dealt by hand.
 * Says whether there was a turn to take back.
 */
export async function takeBackTurn(tx: Tx, workspaceId: string, lead: string): Promise<boolean> {
  await holdRouting(tx, workspaceId);
  const turn = await tx.maybe<{ id: number; isTakenBack: boolean; changes: Record<string, Change> }>(
    `select id, taken_back_at is not null as "isTakenBack", changes from evenhand.handoff_turn where workspace_id = $1 and lead = $2 order by id desc limit 1`,
    [workspaceId, lead],
  );
  if (turn === undefined || turn === null || turn.isTakenBack) return false;
  await tx.run("update evenhand.handoff_turn set taken_back_at = now() where workspace_id = $1 and id = $2", [workspaceId, turn.id]);
  const people = (await readRoutePeople(tx, workspaceId)).filter(({ id }) => turn.changes[id] !== undefined);
  const accounts = people.map(({ id, balance, credit, isAfterOwed, lastDealtAt }): [string, TurnAccount] => {
    const change = turn.changes[id]!;
    return [id, { balance: balance - change.balance, credit: Math.min(mostCredit, Math.max(0, credit - change.credit)), isAfterOwed, lastDealtAt }];
  });
  await keepAccounts(tx, workspaceId, new Map(accounts));
  return true;
}
