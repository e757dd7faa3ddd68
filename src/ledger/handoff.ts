// The handoff on record: an act is written, what the acts come to is worked out anew, and everybody who looks is told.
import type { Tx } from "#db/database.ts";
import { type Handoff, type HandoffAct, type HandoffActName, folded } from "#facts/handoff.ts";
import { raiseFactsVersionAtEnd } from "#ledger/version.ts";

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
  return tx.rows<HandoffAct>(`select ${actColumns} from evenhand.handoff_act where workspace_id = $1 and lead = $2 order by id`, [workspaceId, lead], {
    isOften: true,
  });
}

/** Holds the lead's handoff until the transaction ends, so that of two who act at once the second sees what the first did. */
export async function holdHandoff(tx: Tx, workspaceId: string, lead: string): Promise<void> {
  await tx.run("select pg_advisory_xact_lock(hashtextextended($1 || ' handoff ' || $2, 0))", [workspaceId, lead], { isOften: true });
}

/**
 * Writes one act and what all acts on the lead now come to. The caller holds the lead (`holdHandoff`) and has asked whether the act may follow.
 * Facts have changed by it: the version rises once before the commit. Who tells the live lists is the caller, because only it knows what they show.
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
    { isOften: true },
  );
  const acts = await handoffActs(tx, workspaceId, done.lead);
  const now = folded(acts);
  await keep(tx, workspaceId, { lead: done.lead, now, acts: acts.length });
  raiseFactsVersionAtEnd(tx, workspaceId);
  return { id, now };
}

/** The columns of `evenhand.handoff` behind its key, with what stands in them. */
const kept = {
  acts: null,
  offered_as: "offeredAs",
  round: "round",
  first_offered_at: "firstOfferedAt",
  offered_at: "offeredAt",
  accept_from: "acceptFrom",
  person_id: "personId",
  accepted_at: "acceptedAt",
  returned_at: "returnedAt",
  return_class: "returnClass",
  return_note: "returnNote",
  kept_at: "keptAt",
  returns: "returns",
  attempts: "attempts",
  first_attempt_at: "firstAttemptAt",
  last_attempt_at: "lastAttemptAt",
  first_contact_at: "firstContactAt",
  contacted_at: "contactedAt",
  outcome: "outcome",
  outcome_at: "outcomeAt",
} as const satisfies Readonly<Record<string, keyof Handoff | null>>;
const columns = Object.keys(kept);
const keeping = `insert into evenhand.handoff (workspace_id, lead, ${columns.join(", ")}) values ($1, $2, ${columns.map((_, n) => `$${n + 3}`).join(", ")})
  on conflict (workspace_id, lead) do update set ${[...columns, "changed_at"].map((column) => `${column} = excluded.${column}`).join(", ")}`;

async function keep(tx: Tx, workspaceId: string, { lead, now, acts }: { lead: string; now: Handoff | null; acts: number }): Promise<void> {
  if (now === null) return void (await tx.run("delete from evenhand.handoff where workspace_id = $1 and lead = $2", [workspaceId, lead]));
  await tx.run(keeping, [workspaceId, lead, ...Object.values(kept).map((field) => (field === null ? acts : now[field]))], { isOften: true });
}
