// Feedback, its thread and ratings as they stand in the tables.
import type { Tx } from "#db/database.ts";
import type { FeedbackAbout, FeedbackMood, FeedbackOutcome, FeedbackState } from "#facts/feedback.ts";

/** A row with the names of those in it. */
export interface FeedbackRecord {
  readonly id: string;
  readonly mood: FeedbackMood;
  readonly aboutKind: FeedbackAbout;
  readonly aboutId: string | null;
  readonly aboutName: string;
  readonly said: string;
  readonly askedById: string;
  readonly askedBy: string | null;
  readonly askedAt: string;
  readonly dueAt: string;
  readonly takenById: string | null;
  readonly takenBy: string | null;
  readonly takenAt: string | null;
  readonly answeredAt: string | null;
  readonly outcome: FeedbackOutcome | null;
  readonly outcomeBy: string | null;
  readonly outcomeAt: string | null;
  readonly outcomeSaid: string | null;
  readonly link: string | null;
  readonly words: number;
}

const columns = `f.id, f.mood, f.about_kind as "aboutKind", f.about_id as "aboutId", f.about_name as "aboutName", f.said, f.asked_by as "askedById",
  a.name as "askedBy", f.asked_at as "askedAt", f.due_at as "dueAt", f.taken_by as "takenById", t.name as "takenBy", f.taken_at as "takenAt",
  f.answered_at as "answeredAt", f.outcome, o.name as "outcomeBy", f.outcome_at as "outcomeAt", f.outcome_said as "outcomeSaid", f.link,
  (select count(*)::int from evenhand.feedback_word w where w.workspace_id = f.workspace_id and w.feedback_id = f.id) as words`;
const named = `evenhand.feedback f
  left join evenhand.member a on a.workspace_id = f.workspace_id and a.id = f.asked_by
  left join evenhand.member t on t.workspace_id = f.workspace_id and t.id = f.taken_by
  left join evenhand.member o on o.workspace_id = f.workspace_id and o.id = f.outcome_by`;
/** The same as feedbackState of the facts. */
const state = `case when f.outcome is not null then 'closed' when f.mood = 'request' then case when f.taken_at is null then 'open' else 'taken' end
  when f.answered_at is null then 'open' else 'answered' end`;
const isOverdue = `(${state} in ('open', 'taken') and f.due_at < $2::timestamptz)`;

export interface FeedbackFilter {
  readonly now: string;
  readonly state: FeedbackState | "overdue" | null;
  readonly mood: FeedbackMood | null;
  readonly about: FeedbackAbout | null;
  /** Of this member alone; null: of everybody. */
  readonly askedBy: string | null;
  readonly limit: number;
  readonly offset: number;
}

/** What waits stands first, by its due time; then the latest. */
export async function feedbackRows(tx: Tx, workspaceId: string, filter: FeedbackFilter): Promise<{ rows: FeedbackRecord[]; total: number }> {
  const wanted = `f.workspace_id = $1 and f.withdrawn_at is null and ($3::text is null or ($3 = 'overdue' and ${isOverdue}) or ${state} = $3)
    and ($4::text is null or f.mood = $4) and ($5::text is null or f.about_kind = $5) and ($6::uuid is null or f.asked_by = $6)`;
  const params = [workspaceId, filter.now, filter.state, filter.mood, filter.about, filter.askedBy];
  const rows = await tx.rows<FeedbackRecord>(
    `select ${columns} from ${named} where ${wanted}
      order by ${state} in ('open', 'taken') desc, case when ${state} in ('open', 'taken') then f.due_at end, f.asked_at desc, f.id limit $7 offset $8`,
    [...params, filter.limit, filter.offset],
  );
  const { total } = await tx.one<{ total: number }>(`select count(*)::int as total from evenhand.feedback f where f.workspace_id = $1 and ${wanted}`, params);
  return { rows, total };
}

export async function feedbackCounts(tx: Tx, workspaceId: string, now: string): Promise<{ open: number; overdue: number }> {
  return tx.one(
    `select count(*) filter (where ${state} in ('open', 'taken'))::int as open, count(*) filter (where ${isOverdue})::int as overdue
       from evenhand.feedback f where f.workspace_id = $1 and f.withdrawn_at is null`,
    [workspaceId, now],
  );
}

export async function feedbackRow(tx: Tx, workspaceId: string, id: string): Promise<FeedbackRecord | null> {
  return tx.maybe(`select ${columns} from ${named} where f.workspace_id = $1 and f.id = $2 and f.withdrawn_at is null`, [workspaceId, id]);
}

/** Held until the transaction ends. */
export async function feedbackToChange(tx: Tx, workspaceId: string, id: string): Promise<FeedbackRecord | null> {
  await tx.rows("select 1 from evenhand.feedback where workspace_id = $1 and id = $2 for update", [workspaceId, id]);
  return feedbackRow(tx, workspaceId, id);
}

export async function threadOf(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<{ id: number; by: string | null; memberId: string; said: string; at: string; via: "page" | "mail" }[]> {
  return tx.rows(
    `select w.id::int as id, m.name as by, w.member_id as "memberId", w.said, w.at, w.via from evenhand.feedback_word w
       left join evenhand.member m on m.workspace_id = w.workspace_id and m.id = w.member_id
      where w.workspace_id = $1 and w.feedback_id = $2 order by w.id limit 500`,
    [workspaceId, id],
  );
}

export interface NewFeedback {
  readonly id: string;
  readonly mood: FeedbackMood;
  readonly about: { readonly kind: FeedbackAbout; readonly id: string | null; readonly name: string };
  readonly said: string;
  readonly by: string;
  readonly dueAt: string;
  readonly tookMs: number | null;
}

export async function insertFeedback(tx: Tx, workspaceId: string, given: NewFeedback): Promise<void> {
  const { id, mood, about, said, by, dueAt, tookMs } = given;
  await tx.run(
    `insert into evenhand.feedback (workspace_id, id, mood, about_kind, about_id, about_name, said, asked_by, due_at, took_ms)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [workspaceId, id, mood, about.kind, about.id, about.name, said, by, dueAt, tookMs],
  );
}

export async function insertWord(
  tx: Tx,
  workspaceId: string,
  word: { feedback: string; by: string; said: string; via: "page" | "mail"; answers: boolean },
): Promise<void> {
  await tx.run("insert into evenhand.feedback_word (workspace_id, feedback_id, member_id, said, via) values ($1, $2, $3, $4, $5)", [
    workspaceId,
    word.feedback,
    word.by,
    word.said,
    word.via,
  ]);
  if (word.answers)
    await tx.run("update evenhand.feedback set answered_at = coalesce(answered_at, now()) where workspace_id = $1 and id = $2", [workspaceId, word.feedback]);
}

export async function setTaken(tx: Tx, workspaceId: string, { id, by }: { id: string; by: string | null }): Promise<void> {
  await tx.run(
    "update evenhand.feedback set taken_by = $3, taken_at = case when $3::uuid is null then null else now() end where workspace_id = $1 and id = $2",
    [workspaceId, id, by],
  );
}

export interface Outcome {
  readonly id: string;
  readonly outcome: FeedbackOutcome;
  readonly by: string;
  readonly said: string | null;
  readonly link: string | null;
  /** The other side has spoken with it. */
  readonly answers: boolean;
}

export async function setOutcome(tx: Tx, workspaceId: string, { id, outcome, by, said, link, answers }: Outcome): Promise<void> {
  await tx.run(
    `update evenhand.feedback set outcome = $3, outcome_by = $4, outcome_at = now(), outcome_said = $5, link = $6,
            answered_at = case when $7 then coalesce(answered_at, now()) else answered_at end
      where workspace_id = $1 and id = $2`,
    [workspaceId, id, outcome, by, said, link, answers],
  );
}

/** It waits again. What answered it stays: the first word of the other side, if there was one. */
export async function clearOutcome(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx.run(
    `update evenhand.feedback f set outcome = null, outcome_by = null, outcome_at = null, outcome_said = null, link = null, answered_at = (
       select min(w.at) from evenhand.feedback_word w where w.workspace_id = f.workspace_id and w.feedback_id = f.id and w.member_id <> f.asked_by)
      where f.workspace_id = $1 and f.id = $2`,
    [workspaceId, id],
  );
}

export async function setWithdrawn(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx.run("update evenhand.feedback set withdrawn_at = now() where workspace_id = $1 and id = $2", [workspaceId, id]);
}

export interface PaceRow {
  readonly tookMs: number | null;
  readonly askedAt: number;
  readonly dueAt: number;
  readonly answeredAt: number | null;
}

/** How fast the last three months' were given and answered. */
export async function paceRows(tx: Tx, workspaceId: string, now: string): Promise<PaceRow[]> {
  const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`;
  return tx.rows(
    `select took_ms as "tookMs", ${ms("asked_at")} as "askedAt", ${ms("due_at")} as "dueAt", ${ms("answered_at")} as "answeredAt"
       from evenhand.feedback where workspace_id = $1 and withdrawn_at is null and asked_at > $2::timestamptz - interval '3 months' order by asked_at`,
    [workspaceId, now],
  );
}

/** What became overdue and has not been told yet; told from here on. */
export async function newlyOverdue(tx: Tx, workspaceId: string): Promise<FeedbackRecord[]> {
  const rows = await tx.rows<{ id: string }>(
    `update evenhand.feedback f set overdue_told_at = now()
      where f.workspace_id = $1 and f.withdrawn_at is null and f.overdue_told_at is null and ${isOverdue.replace("$2::timestamptz", "now()")} returning f.id`,
    [workspaceId],
  );
  if (rows.length === 0) return [];
  return tx.rows(`select ${columns} from ${named} where f.workspace_id = $1 and f.id = any($2::uuid[]) order by f.due_at`, [
    workspaceId,
    rows.map(({ id }) => id),
  ]);
}

export interface RatingRecord {
  readonly campaign: string;
  readonly memberId: string;
  readonly by: string | null;
  readonly stars: number;
  readonly reason: string;
  readonly at: string;
}

export async function ratingRows(tx: Tx, workspaceId: string): Promise<RatingRecord[]> {
  return tx.rows(
    `select r.campaign, r.member_id as "memberId", m.name as by, r.stars::int as stars, r.reason, r.rated_at as at from evenhand.campaign_rating r
       join evenhand.member m on m.workspace_id = r.workspace_id and m.id = r.member_id where r.workspace_id = $1 order by r.rated_at desc, r.member_id`,
    [workspaceId],
  );
}

/**
 * Every campaign with the members who worked its leads: who owns one in the CRM (the same e-mail, or named as that seller in the handoff), who accepted, returned,
 * tried or ended one here, and who was given one that was accepted. An act that was taken back counts for nobody.
 */
export async function campaignsWithWorkers(tx: Tx, workspaceId: string, campaign: string | null): Promise<{ id: string; name: string; workers: string[] }[]> {
  return tx.rows(
    `with wanted as (
       select l.id, l.campaign, l.owner, l.created_at from evenhand.lead l
        where l.workspace_id = $1 and l.campaign is not null and ($2::text is null or l.campaign = $2)),
     person as (
       select s.id as seller, m.id as member from evenhand.seller s join evenhand.member m on m.workspace_id = s.workspace_id
         left join sign_in.person p on p.id = m.user_id
        where s.workspace_id = $1 and s.email is not null and lower(s.email) in (lower(m.email), lower(p.email))
       union select seller, member_id from evenhand.handoff_person where workspace_id = $1 and seller is not null and member_id is not null),
     worked as (
       select w.campaign, person.member from wanted w join person on person.seller = w.owner
       union
       select w.campaign, a.member_id from evenhand.handoff_act a join wanted w on w.id = a.lead
        where a.workspace_id = $1 and a.member_id is not null and a.act in ('accepted', 'returned', 'attempted', 'qualified', 'disqualified', 'recycled')
          and not exists (select 1 from evenhand.handoff_act u where u.workspace_id = $1 and u.lead = a.lead and u.undoes = a.id)
       union
       select w.campaign, p.member_id from evenhand.handoff h join wanted w on w.id = h.lead
         join evenhand.handoff_person p on p.workspace_id = $1 and p.id = h.person_id
        where h.workspace_id = $1 and h.accepted_at is not null and p.member_id is not null)
     select c.id, coalesce(c.name, c.id) as name, coalesce((
         select array_agg(m.id::text order by m.id) from evenhand.member m where m.workspace_id = $1 and m.id in (select member from worked where worked.campaign = c.id)
       ), '{}') as workers
       from evenhand.campaign c left join (select campaign, max(created_at) as latest from wanted group by campaign) l on l.campaign = c.id
      where c.workspace_id = $1 and ($2::text is null or c.id = $2) order by l.latest desc nulls last, c.id limit 300`,
    [workspaceId, campaign],
  );
}

export async function saveRating(tx: Tx, workspaceId: string, rating: { campaign: string; by: string; stars: number; reason: string }): Promise<void> {
  await tx.run(
    `insert into evenhand.campaign_rating (workspace_id, campaign, member_id, stars, reason) values ($1, $2, $3, $4, $5)
     on conflict (workspace_id, campaign, member_id) do update set stars = excluded.stars, reason = excluded.reason, rated_at = now()`,
    [workspaceId, rating.campaign, rating.by, rating.stars, rating.reason],
  );
}

/** False where there was none. */
export async function removeRating(tx: Tx, workspaceId: string, { campaign, by }: { campaign: string; by: string }): Promise<boolean> {
  return (await tx.run("delete from evenhand.campaign_rating where workspace_id = $1 and campaign = $2 and member_id = $3", [workspaceId, campaign, by])) > 0;
}
