// Feedback as facts for promises: when something was asked, when it was answered, what was delivered in time.
import type { Tx } from "#db/database.ts";
import type { FeedbackFact, FeedbackMood } from "#facts/feedback.ts";

/** Everything that was asked and not taken back by its author, oldest first. */
export async function readFeedbackFacts(tx: Tx, workspaceId: string): Promise<FeedbackFact[]> {
  const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`;
  return tx.rows<FeedbackFact & { mood: FeedbackMood }>(
    `select id, mood, ${ms("asked_at")} as "askedAt", ${ms("due_at")} as "dueAt", ${ms("answered_at")} as "answeredAt",
            case when outcome = 'delivered' then ${ms("outcome_at")} end as "deliveredAt",
            case when outcome = 'declined' and mood = 'request' then ${ms("outcome_at")} end as "declinedAt"
       from evenhand.feedback where workspace_id = $1 and withdrawn_at is null order by asked_at, id`,
    [workspaceId],
  );
}

/** Deals about which somebody has said something, in order of their ids. */
export async function readCommentedDeals(tx: Tx, workspaceId: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `select distinct about_id as id from evenhand.feedback where workspace_id = $1 and about_kind = 'deal' and withdrawn_at is null and about_id is not null order by 1`,
    [workspaceId],
  );
  return rows.map(({ id }) => id);
}
