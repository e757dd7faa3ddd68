// Threads as they stand in the tables.
// Long because: every query about threads stands here, each a few lines.
import type { Tx } from "#db/database.ts";
import type { Asker } from "#facts/department.ts";
import { type Subject, type SubjectKind, isSubjectKind } from "#facts/subject.ts";
import type { FollowState, Follower, MessageRow, Quote, Reaction, ReactionRow } from "#facts/thread.ts";

const columns = `t.id, t.place::float8 as place, t.member_id as "memberId", m.name as by, t.at, t.said, t.is_inside as "isInside", t.edited_at as "editedAt",
  t.removed_at as "removedAt", t.removed_by as "removedById", r.name as "removedBy", t.quote ->> 'name' as "quoteName"`;
const named = `evenhand.thread_message t
  left join evenhand.member m on m.workspace_id = t.workspace_id and m.id = t.member_id
  left join evenhand.member r on r.workspace_id = t.workspace_id and r.id = t.removed_by`;

/** Of one thing. `withInside` false: as an agency reads it. */
export interface Reading {
  readonly subject: Subject;
  readonly withInside: boolean;
  readonly before: number | null;
  readonly limit: number;
}

/** The latest messages before a place, oldest first. */
export async function messagesOf(tx: Tx, workspaceId: string, { subject, withInside, before, limit }: Reading): Promise<MessageRow[]> {
  const rows = await tx.rows<MessageRow>(
    `select ${columns} from ${named}
      where t.workspace_id = $1 and t.subject_kind = $2 and t.subject_id = $3 and ($4 or not t.is_inside) and ($5::bigint is null or t.place < $5)
      order by t.place desc limit $6`,
    [workspaceId, subject.kind, subject.id, withInside, before, limit],
  );
  return rows.toReversed();
}

export async function countMessages(tx: Tx, workspaceId: string, { subject, withInside }: Pick<Reading, "subject" | "withInside">): Promise<number> {
  const row = await tx.one<{ total: number }>(
    `select count(*)::int as total from evenhand.thread_message where workspace_id = $1 and subject_kind = $2 and subject_id = $3 and ($4 or not is_inside)`,
    [workspaceId, subject.kind, subject.id, withInside],
  );
  return row.total;
}

export async function reactionsTo(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<ReactionRow[]> {
  if (ids.length === 0) return [];
  return tx.rows(
    `select x.message_id as "messageId", x.member_id as "memberId", m.name, x.reaction from evenhand.thread_reaction x
       left join evenhand.member m on m.workspace_id = x.workspace_id and m.id = x.member_id
      where x.workspace_id = $1 and x.message_id = any($2::uuid[]) order by lower(m.name), x.member_id`,
    [workspaceId, ids],
  );
}

export type FoundMessage = MessageRow & { readonly subjectKind: SubjectKind; readonly subjectId: string; readonly quote: Quote | null };

/** One message with its thing; `isHeld`: until the transaction ends. */
export async function messageOf(tx: Tx, workspaceId: string, { id, isHeld = false }: { id: string; isHeld?: boolean }): Promise<FoundMessage | null> {
  if (isHeld) await tx.rows("select 1 from evenhand.thread_message where workspace_id = $1 and id = $2 for update", [workspaceId, id]);
  return tx.maybe(
    `select ${columns}, t.subject_kind as "subjectKind", t.subject_id as "subjectId", t.quote from ${named} where t.workspace_id = $1 and t.id = $2`,
    [workspaceId, id],
  );
}

export interface NewMessage {
  readonly id: string;
  readonly subject: Subject;
  readonly by: string;
  readonly said: string;
  readonly isInside: boolean;
  readonly quote: Quote | null;
}

/** Gives its place. */
export async function insertMessage(tx: Tx, workspaceId: string, made: NewMessage): Promise<number> {
  const row = await tx.one<{ place: number }>(
    `insert into evenhand.thread_message (workspace_id, id, subject_kind, subject_id, member_id, said, is_inside, quote)
     values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb) returning place::float8 as place`,
    [workspaceId, made.id, made.subject.kind, made.subject.id, made.by, made.said, made.isInside, made.quote === null ? null : JSON.stringify(made.quote)],
  );
  return row.place;
}

/** What it said so far is kept as a version. */
export async function changeSaid(tx: Tx, workspaceId: string, { id, said }: { id: string; said: string }): Promise<void> {
  await tx.run(
    `insert into evenhand.thread_version (workspace_id, message_id, version, said)
     select t.workspace_id, t.id, 1 + (select count(*)::int from evenhand.thread_version v where v.workspace_id = t.workspace_id and v.message_id = t.id), t.said
       from evenhand.thread_message t where t.workspace_id = $1 and t.id = $2`,
    [workspaceId, id],
  );
  await tx.run("update evenhand.thread_message set said = $3, edited_at = now() where workspace_id = $1 and id = $2", [workspaceId, id, said]);
}

export async function versionsOf(tx: Tx, workspaceId: string, id: string): Promise<{ said: string; until: string }[]> {
  return tx.rows("select said, until from evenhand.thread_version where workspace_id = $1 and message_id = $2 order by version", [workspaceId, id]);
}

/** `by` null: it is there again. */
export async function setRemoved(tx: Tx, workspaceId: string, { id, by }: { id: string; by: string | null }): Promise<void> {
  await tx.run(
    "update evenhand.thread_message set removed_by = $3::uuid, removed_at = case when $3::uuid is null then null else now() end where workspace_id = $1 and id = $2",
    [workspaceId, id, by],
  );
}

export async function setReaction(tx: Tx, workspaceId: string, one: { id: string; by: string; reaction: Reaction; isOn: boolean }): Promise<void> {
  const key = [workspaceId, one.id, one.by, one.reaction];
  if (one.isOn)
    await tx.run("insert into evenhand.thread_reaction (workspace_id, message_id, member_id, reaction) values ($1, $2, $3, $4) on conflict do nothing", key);
  else await tx.run("delete from evenhand.thread_reaction where workspace_id = $1 and message_id = $2 and member_id = $3 and reaction = $4", key);
}

export interface Standing {
  readonly state: FollowState | null;
  readonly readTo: number;
}

export async function standingOf(tx: Tx, asker: Asker, subject: Subject): Promise<Standing> {
  const row = await tx.maybe<Standing>(
    `select state, read_to::float8 as "readTo" from evenhand.subject_follow where workspace_id = $1 and member_id = $2 and subject_kind = $3 and subject_id = $4`,
    [asker.workspaceId, asker.memberId, subject.kind, subject.id],
  );
  return row ?? { state: null, readTo: 0 };
}

export async function setFollow(
  tx: Tx,
  { workspaceId, memberId }: Pick<Asker, "workspaceId" | "memberId">,
  { subject, state }: { subject: Subject; state: FollowState | null },
): Promise<void> {
  await tx.run(
    `insert into evenhand.subject_follow (workspace_id, member_id, subject_kind, subject_id, state) values ($1, $2, $3, $4, $5)
     on conflict (workspace_id, member_id, subject_kind, subject_id) do update set state = excluded.state`,
    [workspaceId, memberId, subject.kind, subject.id, state],
  );
}

/** Members who begin to follow by themselves; whoever has muted the thing stays out. */
export async function beginToFollow(tx: Tx, workspaceId: string, { subject, members }: { subject: Subject; members: readonly string[] }): Promise<void> {
  await tx.run(
    `insert into evenhand.subject_follow (workspace_id, member_id, subject_kind, subject_id, state) select $1, unnest($2::uuid[]), $3, $4, 'follows'
     on conflict (workspace_id, member_id, subject_kind, subject_id) do update set state = 'follows' where evenhand.subject_follow.state is null`,
    [workspaceId, members, subject.kind, subject.id],
  );
}

export async function setReadTo(
  tx: Tx,
  { workspaceId, memberId }: Pick<Asker, "workspaceId" | "memberId">,
  { subject, place }: { subject: Subject; place: number },
): Promise<void> {
  await tx.run(
    `insert into evenhand.subject_follow (workspace_id, member_id, subject_kind, subject_id, read_to) values ($1, $2, $3, $4, $5)
     on conflict (workspace_id, member_id, subject_kind, subject_id) do update set read_to = greatest(evenhand.subject_follow.read_to, excluded.read_to)`,
    [workspaceId, memberId, subject.kind, subject.id, place],
  );
}

export async function followersOf(tx: Tx, workspaceId: string, subject: Subject): Promise<Follower[]> {
  return tx.rows(
    `select member_id as "memberId", state from evenhand.subject_follow where workspace_id = $1 and subject_kind = $2 and subject_id = $3 and state is not null`,
    [workspaceId, subject.kind, subject.id],
  );
}

export async function mutersOf(tx: Tx, workspaceId: string, memberId: string): Promise<Set<string>> {
  const rows = await tx.rows<{ id: string }>("select member_id as id from evenhand.member_mute where workspace_id = $1 and muted_id = $2", [
    workspaceId,
    memberId,
  ]);
  return new Set(rows.map(({ id }) => id));
}

export async function mutedBy(tx: Tx, { workspaceId, memberId }: Pick<Asker, "workspaceId" | "memberId">): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>("select muted_id as id from evenhand.member_mute where workspace_id = $1 and member_id = $2", [
    workspaceId,
    memberId,
  ]);
  return rows.map(({ id }) => id);
}

export async function setMuted(tx: Tx, { workspaceId, memberId }: Asker, { id, isMuted }: { id: string; isMuted: boolean }): Promise<void> {
  if (isMuted)
    await tx.run("insert into evenhand.member_mute (workspace_id, member_id, muted_id) values ($1, $2, $3) on conflict do nothing", [
      workspaceId,
      memberId,
      id,
    ]);
  else await tx.run("delete from evenhand.member_mute where workspace_id = $1 and member_id = $2 and muted_id = $3", [workspaceId, memberId, id]);
}

export type Reader = Asker & { readonly name: string };

/** Members in service today, as they would ask; those of these ids, or those whose name holds a word that begins with the text. */
export async function readersAmong(
  tx: Tx,
  workspaceId: string,
  { ids = null, text = "" }: { ids?: readonly string[] | null; text?: string },
): Promise<Reader[]> {
  return tx.rows(
    `select m.id as "memberId", m.workspace_id as "workspaceId", m.role, m.department, m.name from evenhand.member m
       join evenhand.workspace w on w.workspace_id = m.workspace_id
      where m.workspace_id = $1 and ($2::uuid[] is null or m.id = any($2)) and ($3 = '' or m.name ilike $3 || '%' or m.name ilike '% ' || $3 || '%')
        and (m.served_from is null or m.served_from <= (now() at time zone w.time_zone)::date)
        and (m.served_until is null or m.served_until > (now() at time zone w.time_zone)::date)
      order by lower(m.name), m.id limit 500`,
    [workspaceId, ids, text.replaceAll(/[\\%_]/g, "\\$&")],
  );
}

/** Names of members, in service or not. */
export async function namesOf(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  if (ids.length === 0) return [];
  return tx.rows("select id, name from evenhand.member where workspace_id = $1 and id = any($2::uuid[]) order by id", [workspaceId, ids]);
}

export async function isSharedWithAgencies(tx: Tx, workspaceId: string, subject: Subject): Promise<boolean> {
  if (subject.kind !== "campaign") return false;
  const row = await tx.one<{ is: boolean }>(
    `select exists (select 1 from evenhand.share s left join evenhand.campaign c on c.workspace_id = s.workspace_id and c.id = $2
        where s.workspace_id = $1 and ((s.kind = 'campaign' and s.subject_id = $2) or (s.kind = 'channel' and s.subject_id = c.channel))) as is`,
    [workspaceId, subject.id],
  );
  return row.is;
}

/** Of these followers, those with a notice of this thread that they have not seen: they need no second one. */
export async function alreadyTold(tx: Tx, workspaceId: string, { thread, members }: { thread: string; members: readonly string[] }): Promise<Set<string>> {
  const rows = await tx.rows<{ id: string }>(
    `select distinct member_id as id from evenhand.notice
      where workspace_id = $1 and member_id = any($2::uuid[]) and subject_kind = 'thread' and subject_id = $3 and seen_at is null`,
    [workspaceId, members, thread],
  );
  return new Set(rows.map(({ id }) => id));
}

export interface ThreadRow {
  readonly kind: SubjectKind;
  readonly id: string;
  readonly messages: number;
  readonly unread: number;
  readonly lastAt: string;
  readonly lastBy: string | null;
  readonly lastSaid: string;
  readonly state: FollowState | null;
}

/** Threads by their last message; what the asker may see of them is sorted out by whoever asks. `since`: only those with a message after it. */
export async function threadRows(
  tx: Tx,
  asker: Asker,
  { of, limit, since = null }: { of: "mine" | "unread" | "all"; limit: number; since?: string | null },
): Promise<ThreadRow[]> {
  const rows = await tx.rows<ThreadRow & { kind: string }>(
    `with thread as (
       select t.subject_kind, t.subject_id, count(*)::int as messages, max(t.place) as last from evenhand.thread_message t
        where t.workspace_id = $1 and t.removed_at is null and ($3 or not t.is_inside) group by t.subject_kind, t.subject_id)
     select t.subject_kind as kind, t.subject_id as id, t.messages, f.state, l.at as "lastAt", m.name as "lastBy", l.said as "lastSaid",
            case when f.state = 'muted' then 0 else (select count(*)::int from evenhand.thread_message u
              where u.workspace_id = $1 and u.subject_kind = t.subject_kind and u.subject_id = t.subject_id and u.place > coalesce(f.read_to, 0)
                and u.member_id <> $2 and u.removed_at is null and ($3 or not u.is_inside)) end as unread
       from thread t
       join evenhand.thread_message l on l.workspace_id = $1 and l.place = t.last and l.subject_kind = t.subject_kind and l.subject_id = t.subject_id
       left join evenhand.member m on m.workspace_id = $1 and m.id = l.member_id
       left join evenhand.subject_follow f on f.workspace_id = $1 and f.member_id = $2 and f.subject_kind = t.subject_kind and f.subject_id = t.subject_id
      where ($4 = 'all' or f.state = 'follows') and ($6::timestamptz is null or l.at > $6)
      order by t.last desc limit $5`,
    [asker.workspaceId, asker.memberId, asker.role !== "agency", of, limit, since],
  );
  return rows.filter(({ kind, unread }) => isSubjectKind(kind) && (of !== "unread" || unread > 0));
}
