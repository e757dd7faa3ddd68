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
