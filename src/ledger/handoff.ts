// The handoff on record: an act is written, what the acts come to is worked out anew, and everybody who looks is told.
import type { Tx } from "#db/database.ts";
import { type Handoff, type HandoffAct, type HandoffActName, folded } from "#facts/handoff.ts";
import { raiseFactsVersion } from "#ledger/version.ts";

export interface NewAct {
  readonly lead: string;
  readonly act: HandoffActName;
  /** Null: a rule of ours, or the source. */
  readonly memberId: string | null;
  readonly kind?: string | null;
  readonly personId?: string | null;
  readonly isReached?: boolean | null;
  readonly note?: string | null;
  readonly undoes?: number | null;
  /** Only where it happened earlier than it is written down: leads taken up from the source. */
  readonly at?: string | null;
  /** The rule that offered it. */
  readonly ruleId?: string | null;
}

const actColumns = `id, act, at, member_id as "memberId", kind, person_id as "personId", is_reached as "isReached", note, undoes`;

/** Every act on a lead in the order of writing. */
export async function handoffActs(tx: Tx, workspaceId: string, lead: string): Promise<HandoffAct[]> {
  return tx.rows<HandoffAct>(`select ${actColumns} from evenhand.handoff_act where workspace_id = $1 and lead = $2 order by id`, [workspaceId, lead]);
}

/** Holds the lead's handoff until the transaction ends, so that of two who act at once the second sees what the first did. */
export async function holdHandoff(tx: Tx, workspaceId: string, lead: string): Promise<void> {
  await tx.run("select pg_advisory_xact_lock(hashtextextended($1 || ' handoff ' || $2, 0))", [workspaceId, lead]);
}

/**
 * Writes one act and what all acts on the lead now come to. The caller holds the lead (`holdHandoff`) and has asked whether the act may follow.
 * Facts have changed by it: the version rises. Who tells the live lists is the caller, because only it knows what they show.
 */
export async function act(tx: Tx, workspaceId: string, done: NewAct): Promise<{ readonly id: number; readonly now: Handoff | null }> {
  const { id } = await tx.one<{ id: number }>(
    `insert into evenhand.handoff_act (workspace_id, lead, act, member_id, kind, person_id, is_reached, note, undoes, at, rule_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, coalesce($10::timestamptz, clock_timestamp()), $11) returning id`,
    [
      workspaceId,
      done.lead,
      done.act,
      done.memberId,
      done.kind ?? null,
      done.personId ?? null,
      done.isReached ?? null,
      done.note ?? null,
      done.undoes ?? null,
      done.at ?? null,
      done.ruleId ?? null,
    ],
  );
  const acts = await handoffActs(tx, workspaceId, done.lead);
  const now = folded(acts);
  await keep(tx, workspaceId, { lead: done.lead, now, acts: acts.length });
  await raiseFactsVersion(tx, workspaceId);
  return { id, now };
}

async function keep(tx: Tx, workspaceId: string, { lead, now, acts }: { lead: string; now: Handoff | null; acts: number }): Promise<void> {
  await tx.run("delete from evenhand.handoff where workspace_id = $1 and lead = $2", [workspaceId, lead]);
  if (now === null) return;
  await tx.run(
    `insert into evenhand.handoff (workspace_id, lead, acts, offered_as, round, first_offered_at, offered_at, accept_from, person_id, accepted_at, returned_at,
       return_class, return_note, kept_at, returns, attempts, first_attempt_at, last_attempt_at, first_contact_at, contacted_at,
       outcome, outcome_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)`,
    [
      workspaceId,
      lead,
      acts,
      now.offeredAs,
      now.round,
      now.firstOfferedAt,
      now.offeredAt,
      now.acceptFrom,
      now.personId,
      now.acceptedAt,
      now.returnedAt,
      now.returnClass,
      now.returnNote,
      now.keptAt,
      now.returns,
      now.attempts,
      now.firstAttemptAt,
      now.lastAttemptAt,
      now.firstContactAt,
      now.contactedAt,
      now.outcome,
      now.outcomeAt,
    ],
  );
}
