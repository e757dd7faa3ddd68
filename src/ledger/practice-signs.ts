// Signs of life of ways of working, counted from what people do in the house.
import type { Tx } from "#db/database.ts";
import { type Sign, type SignKey, signDays, signKeys } from "#facts/practices.ts";

/**
 * meetings-with-plan: of the meetings that were due, those that were held and ended in minutes. events-of-both: of the joint projects that were on, those with an owner
 * of each side. feedback-answered: of what was due an answer, what had one in time. threads-of-both: threads in which both sides wrote.
 */
const counts: Readonly<Record<SignKey, string>> = {
  "meetings-with-plan": `select count(*) filter (where state = 'closed')::int as count, count(*)::int as of from evenhand.meeting
    where workspace_id = $1 and state <> 'cancelled' and starts_at > $3::timestamptz - make_interval(days => $2) and starts_at + make_interval(mins => minutes) < $3::timestamptz`,
  "events-of-both": `select count(*) filter (where sales_owner is not null and marketing_owner is not null)::int as count, count(*)::int as of from evenhand.project
    where workspace_id = $1 and removed_at is null and state <> 'cancelled' and ends_on > $3::timestamptz::date - $2::int and starts_on <= $3::timestamptz::date`,
  "feedback-answered": `select count(*) filter (where answered_at <= due_at)::int as count, count(*)::int as of from evenhand.feedback
    where workspace_id = $1 and withdrawn_at is null and due_at between $3::timestamptz - make_interval(days => $2) and $3`,
  "threads-of-both": `select count(*)::int as count, null::int as of from (
      select 1 from evenhand.thread_message t join evenhand.member m on m.workspace_id = $1 and m.id = t.member_id
       where t.workspace_id = $1 and t.removed_at is null and t.at > $3::timestamptz - make_interval(days => $2) and t.at <= $3
       group by t.subject_kind, t.subject_id having count(distinct m.department) filter (where m.department in ('sales', 'marketing')) = 2) both_sides`,
};

/** `at`: the moment they are looked back from, ISO 8601. */
export async function practiceSigns(tx: Tx, workspaceId: string, at: string): Promise<ReadonlyMap<SignKey, Sign>> {
  const found = new Map<SignKey, Sign>();
  for (const key of signKeys) {
    const { count, of } = await tx.one<{ count: number; of: number | null }>(counts[key], [workspaceId, signDays[key], at]);
    found.set(key, { key, days: signDays[key], count, of });
  }
  return found;
}
