// Notices and what their reader chose, as they stand in the tables; every query is for one member.
import type { Tx } from "#db/database.ts";
import type { Asker } from "#facts/department.ts";
import {
  type MailChoice,
  type NoticeGroup,
  type NoticeKind,
  type NoticeSubject,
  noticeGroups,
  noticeKindNames,
  noticeKinds,
  noticeKindsFor,
  usualChoices,
} from "#facts/notice.ts";

import type { NoticeSettings, NoticeView } from "#features/notices/contract.ts";

type Of = { readonly workspaceId: string; readonly memberId: string };
type Reader = Pick<Asker, "workspaceId" | "memberId" | "role">;

/** Unseen first, then the latest; a kind that a later version no longer knows is passed over. */
export async function noticesOf(
  tx: Tx,
  { workspaceId, memberId, role }: Reader,
  page: { unseen: boolean; limit: number; offset: number },
): Promise<NoticeView[]> {
  const rows = await tx.rows<Omit<NoticeView, "group" | "subject"> & { subjectKind: string; subjectId: string }>(
    `select id, kind, subject_kind as "subjectKind", subject_id as "subjectId", data, at, seen_at as "seenAt" from evenhand.notice
      where workspace_id = $1 and member_id = $2 and kind = any($3) and (not $4 or seen_at is null)
      order by seen_at is not null, at desc, id limit $5 offset $6`,
    [workspaceId, memberId, noticeKindsFor(role), page.unseen, page.limit, page.offset],
  );
  return rows.map(({ id, kind, subjectKind, subjectId, data, at, seenAt }) => {
    const { group } = noticeKinds[kind];
    return { id, kind, group, subject: { kind: subjectKind, id: subjectId }, data, at, seenAt };
  });
}

export async function countsOf(tx: Tx, { workspaceId, memberId, role }: Reader): Promise<{ all: number; unseen: number; waiting: number }> {
  const waits = noticeKindNames.filter((kind) => noticeKinds[kind].group === "waits");
  return tx.one(
    `select count(*)::int as all, count(*) filter (where seen_at is null)::int as unseen,
            count(*) filter (where seen_at is null and kind = any($4))::int as waiting
       from evenhand.notice where workspace_id = $1 and member_id = $2 and kind = any($3)`,
    [workspaceId, memberId, noticeKindsFor(role), waits],
  );
}

export async function unseenOf(tx: Tx, { workspaceId, memberId, role }: Reader): Promise<number> {
  const row = await tx.one<{ unseen: number }>(
    `select count(*)::int as unseen from evenhand.notice where workspace_id = $1 and member_id = $2 and seen_at is null and kind = any($3)`,
    [workspaceId, memberId, noticeKindsFor(role)],
  );
  return row.unseen;
}

/** Gives the ids that changed. `ids` null: all. */
export async function markSeen(tx: Tx, { workspaceId, memberId }: Of, { ids, isSeen }: { ids: readonly string[] | null; isSeen: boolean }): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `update evenhand.notice set seen_at = case when $4 then now() end
      where workspace_id = $1 and member_id = $2 and ($3::uuid[] is null or id = any($3)) and (seen_at is null) = $4 returning id`,
    [workspaceId, memberId, ids, isSeen],
  );
  if (rows.length > 0) await tx.notify("evenhand_notices", `${workspaceId} ${memberId}`);
  return rows.map(({ id }) => id);
}

type Choices = Readonly<Record<NoticeGroup, MailChoice>>;

export async function settingsOf(tx: Tx, { workspaceId, memberId }: Of): Promise<Omit<NoticeSettings, "troubles" | "groups" | "hasDigest">> {
  const row = await tx.one<{
    byMail: Partial<Choices> | null;
    language: "en" | "ru" | null;
    workspaceLanguage: "en" | "ru";
    address: string | null;
    isMailOn: boolean;
  }>(
    `select s.by_mail as "byMail", s.language, w.language as "workspaceLanguage", p.email as address,
            exists (select 1 from installation.job where name = 'mail' and began_at > now() - interval '15 minutes') as "isMailOn"
       from evenhand.member m join evenhand.workspace w on w.workspace_id = m.workspace_id
       left join evenhand.notice_setting s on s.workspace_id = m.workspace_id and s.member_id = m.id
       left join sign_in.person p on p.id = m.user_id and not p.is_demo
      where m.workspace_id = $1 and m.id = $2`,
    [workspaceId, memberId],
  );
  const { byMail, ...rest } = row;
  const choices = Object.fromEntries(noticeGroups.map((group) => [group, byMail?.[group] ?? usualChoices[group]])) as Choices;
  return { choices, ...rest };
}

export async function saveSettings(tx: Tx, { workspaceId, memberId }: Of, saved: { choices: Choices; language: "en" | "ru" | null }): Promise<void> {
  await tx.run(
    `insert into evenhand.notice_setting (workspace_id, member_id, by_mail, language) values ($1, $2, $3::jsonb, $4)
     on conflict (workspace_id, member_id) do update set by_mail = excluded.by_mail, language = excluded.language`,
    [workspaceId, memberId, JSON.stringify(saved.choices), saved.language],
  );
}

/** Letters that ended undelivered in the last two weeks: of one member, or of everybody. */
export async function troublesOf(tx: Tx, workspaceId: string, memberId: string | null): Promise<NoticeSettings["troubles"]> {
  return tx.rows(
    `select l.ended_at as at, m.name as to, l.state, l.last_reply as reply from evenhand.mail l
       join evenhand.member m on m.workspace_id = l.workspace_id and m.id = l.member_id
      where l.workspace_id = $1 and ($2::uuid is null or l.member_id = $2) and l.state in ('refused', 'given-up') and l.ended_at > now() - interval '14 days'
      order by l.ended_at desc limit 20`,
    [workspaceId, memberId],
  );
}

export interface ClaimedLetter {
  readonly id: string;
  readonly memberId: string;
  readonly memberName: string;
  readonly kind: "notice" | "digest";
  readonly subjectKind: string | null;
  readonly messageId: string;
  /** Of a digest: it tells from here … */
  readonly since: string | null;
  /** … to here. */
  readonly queuedAt: string;
  /** This try among them. */
  readonly attempts: number;
  /** Should this one come to nothing too, it is given up. */
  readonly isLastTry: boolean;
  /** Whoever tried before died over it, or got no answer: the mail server may have taken it already. */
  readonly mayBeSecond: boolean;
}

interface ClaimOptions {
  readonly most: number;
  /** Of Message-IDs. */
  readonly domain: string;
  readonly givesUpAfterHours: number;
}

/** Takes letters that are due, or whose sender has died; nobody else takes the same. The Message-ID is fixed here, before the first try. */
export async function claimLetters(tx: Tx, workspaceId: string, how: ClaimOptions): Promise<ClaimedLetter[]> {
  return tx.rows(
    `with due as (
       select id, state from evenhand.mail
        where workspace_id = $1 and ((state = 'waiting' and next_at <= now()) or (state = 'sending' and lease_until < now()))
        order by next_at, id limit $2 for update skip locked)
     update evenhand.mail l set state = 'sending', attempts = l.attempts + 1, lease_until = now() + interval '10 minutes',
            message_id = coalesce(l.message_id, '<' || l.id || '@' || $3 || '>')
       from due, evenhand.member m
      where l.workspace_id = $1 and l.id = due.id and m.workspace_id = $1 and m.id = l.member_id
     returning l.id, l.member_id as "memberId", m.name as "memberName", l.kind, l.subject_kind as "subjectKind", l.message_id as "messageId", l.since, l.queued_at as "queuedAt", l.attempts,
               l.queued_at < now() - make_interval(hours => $4) as "isLastTry", (due.state = 'sending' or l.is_perhaps_taken) as "mayBeSecond"`,
    [workspaceId, how.most, how.domain, how.givesUpAfterHours],
  );
}

/** Whom a letter reaches, and how their company is called. */
export interface LetterReader {
  readonly asker: Asker;
  readonly to: { readonly name: string; readonly address: string };
  readonly company: string;
  /** The name in addresses. */
  readonly workspace: string;
  readonly language: "en" | "ru";
  readonly timeZone: string;
}

/** Null where they are not reached any more: gone, or without an address. */
export async function readerOf(tx: Tx, workspaceId: string, memberId: string): Promise<LetterReader | null> {
  const who = await tx.maybe<Omit<LetterReader, "to" | "asker"> & Pick<Asker, "role" | "department"> & LetterReader["to"]>(
    `select m.name, m.role, m.department, p.email as address, w.name as company, k.slug as workspace, coalesce(s.language, w.language) as language,
            w.time_zone as "timeZone"
       from evenhand.member m join evenhand.workspace w on w.workspace_id = m.workspace_id join sign_in.workspace_slug k on k.workspace_id = m.workspace_id
       join sign_in.person p on p.id = m.user_id and not p.is_demo
       left join evenhand.notice_setting s on s.workspace_id = m.workspace_id and s.member_id = m.id
      where m.workspace_id = $1 and m.id = $2 and not w.is_demo
        and (m.served_from is null or m.served_from <= (now() at time zone w.time_zone)::date)
        and (m.served_until is null or m.served_until > (now() at time zone w.time_zone)::date)`,
    [workspaceId, memberId],
  );
  if (who === null) return null;
  const { name, address, role, department, ...rest } = who;
  return { ...rest, to: { name, address }, asker: { workspaceId, memberId, role, department } };
}

export interface NoticesInLetter {
  readonly notices: readonly { readonly kind: NoticeKind; readonly data: Readonly<Record<string, string | number | null>>; readonly subject: NoticeSubject }[];
  /** Further ones that are only counted. */
  readonly more: number;
}

/** What a letter tells somebody of this role; null where everything in it has been seen. */
export async function noticesIn(tx: Tx, { workspaceId, role }: Pick<Asker, "workspaceId" | "role">, mailId: string): Promise<NoticesInLetter | null> {
  const rows = await tx.rows<{ kind: NoticeKind; data: Record<string, string | number | null>; subjectKind: string; subjectId: string }>(
    `select kind, data, subject_kind as "subjectKind", subject_id as "subjectId" from evenhand.notice
      where workspace_id = $1 and mail_id = $2 and seen_at is null and kind = any($3) order by at desc, id`,
    [workspaceId, mailId, noticeKindsFor(role)],
  );
  if (rows.length === 0) return null;
  const notices = rows.slice(0, mostInLetter).map(({ kind, data, subjectKind, subjectId }) => ({ kind, data, subject: { kind: subjectKind, id: subjectId } }));
  return { notices, more: rows.length - notices.length };
}

const mostInLetter = 30;

export async function endLetter(
  tx: Tx,
  workspaceId: string,
  end: { id: string; state: "sent" | "refused" | "given-up" | "dropped"; reply: string | null },
): Promise<void> {
  await tx.run(
    `update evenhand.mail set state = $3, last_reply = coalesce($4, last_reply), ended_at = now(), lease_until = null where workspace_id = $1 and id = $2 and state = 'sending'`,
    [workspaceId, end.id, end.state, end.reply],
  );
}

export async function retryLetter(tx: Tx, workspaceId: string, retry: { id: string; minutes: number; reply: string; isPerhapsTaken: boolean }): Promise<void> {
  await tx.run(
    `update evenhand.mail set state = 'waiting', lease_until = null, last_reply = $4, next_at = now() + make_interval(mins => $3), is_perhaps_taken = is_perhaps_taken or $5
      where workspace_id = $1 and id = $2 and state = 'sending'`,
    [workspaceId, retry.id, retry.minutes, retry.reply, retry.isPerhapsTaken],
  );
}

/** Gives letters back that were taken and not tried. */
export async function releaseLetters(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<void> {
  await tx.run(
    `update evenhand.mail set state = 'waiting', attempts = attempts - 1, lease_until = null where workspace_id = $1 and id = any($2::uuid[]) and state = 'sending'`,
    [workspaceId, ids],
  );
}

/** Letters that were never tried, because mail was off, are no news any more after so many hours. */
export async function dropLetters(tx: Tx, workspaceId: string, hours: number): Promise<void> {
  await tx.run(
    `update evenhand.mail set state = 'dropped', ended_at = now()
      where workspace_id = $1 and state = 'waiting' and attempts = 0 and queued_at < now() - make_interval(hours => $2)`,
    [workspaceId, hours],
  );
}

/** Answers to letters are taken for ninety days; what is seen is kept for a year, letters a little longer than answers to them. */
export async function forgetOld(tx: Tx, workspaceId: string, unsentHours: number): Promise<void> {
  await dropLetters(tx, workspaceId, unsentHours);
  await tx.run(`delete from evenhand.mail where workspace_id = $1 and ended_at < now() - interval '100 days'`, [workspaceId]);
  await tx.run(`delete from evenhand.mail_reply where workspace_id = $1 and at < now() - interval '100 days'`, [workspaceId]);
  await tx.run(`delete from evenhand.notice where workspace_id = $1 and seen_at < now() - interval '1 year'`, [workspaceId]);
  await tx.run("delete from sign_in.reply_token where workspace_id = $1 and expires_at < now()", [workspaceId]);
}

export async function keepReplyAddress(tx: Tx, workspaceId: string, { hash, mailId }: { hash: string; mailId: string }): Promise<void> {
  await tx.run(
    `insert into sign_in.reply_token (hash, workspace_id, mail_id, expires_at) values ($1, $2, $3, now() + interval '90 days')
     on conflict (hash) do nothing`,
    [hash, workspaceId, mailId],
  );
}

/** Whether administrators have already been told, and not yet looked, that letters do not reach this member. */
export async function isTroubleKnown(tx: Tx, workspaceId: string, memberId: string): Promise<boolean> {
  const row = await tx.one<{ known: boolean }>(
    `select exists (select 1 from evenhand.notice where workspace_id = $1 and kind = 'mail-given-up' and subject_id = $2 and seen_at is null) as known`,
    [workspaceId, memberId],
  );
  return row.known;
}
