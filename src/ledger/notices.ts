// Telling members: in the transaction of what happened, the notice is written down, and where they chose so, a letter is queued.
import { randomUUID } from "node:crypto";

import type { Tx } from "#db/database.ts";
import type { Role } from "#facts/department.ts";
import { type NoticeData, type NoticeKind, type NoticeSubject, noticeKinds, noticeKindsFor, usualChoices } from "#facts/notice.ts";

export interface Told<K extends NoticeKind> {
  /** Members by id. Whoever is not in service, does not sign in or is an agency that this kind is not for is passed over; leave out who did it themselves. */
  readonly to: readonly string[];
  readonly kind: K;
  readonly subject: NoticeSubject;
  readonly data: NoticeData<K>;
}

const longestText = 600;

/** In service today, by the workspace's own day, with a way in: nobody else is told anything. */
const isReached = `(m.user_id is not null or exists (select 1 from sign_in.api_key k where k.workspace_id = m.workspace_id and k.member_id = m.id))
  and (m.served_from is null or m.served_from <= (now() at time zone w.time_zone)::date)
  and (m.served_until is null or m.served_until > (now() at time zone w.time_zone)::date)`;

/** Tells members something. Both happen, what happened and the telling, or neither. Gives the number of those told. */
export async function tell<K extends NoticeKind>(tx: Tx, workspaceId: string, { to, kind, subject, data }: Told<K>): Promise<number> {
  const members = [...new Set(to)];
  if (members.length === 0) return 0;
  const { group } = noticeKinds[kind];
  const short = Object.fromEntries(Object.entries(data).map(([name, value]) => [name, typeof value === "string" ? value.slice(0, longestText) : value]));
  const told = await tx.rows<{ id: string; memberId: string; byMail: string }>(
    `insert into evenhand.notice (workspace_id, id, member_id, kind, subject_kind, subject_id, data, by_mail)
     select m.workspace_id, gen_random_uuid(), m.id, $3, $4, $5, $6::jsonb, coalesce(s.by_mail ->> $7, $8)
       from evenhand.member m
       join evenhand.workspace w on w.workspace_id = m.workspace_id
       left join evenhand.notice_setting s on s.workspace_id = m.workspace_id and s.member_id = m.id
      where m.workspace_id = $1 and m.id = any($2::uuid[]) and (m.role <> 'agency' or $9) and ${isReached}
     returning id, member_id as "memberId", by_mail as "byMail"`,
    [workspaceId, members, kind, subject.kind, subject.id, JSON.stringify(short), group, usualChoices[group], noticeKindsFor("agency").includes(kind)],
  );
  for (const { id, memberId, byMail } of told) {
    if (byMail === "at-once") await queueLetter(tx, workspaceId, { noticeId: id, memberId, subject });
    await tx.notify("evenhand_notices", `${workspaceId} ${memberId}`);
  }
  return told.length;
}

/** Queued in every case: whether mail is set up, and whether they have an address, is known when it is sent. */
async function queueLetter(tx: Tx, workspaceId: string, letter: { noticeId: string; memberId: string; subject: NoticeSubject }): Promise<void> {
  const mailId = randomUUID();
  await tx.run(`insert into evenhand.mail (workspace_id, id, member_id, kind, subject_kind, subject_id) values ($1, $2, $3, 'notice', $4, $5)`, [
    workspaceId,
    mailId,
    letter.memberId,
    letter.subject.kind,
    letter.subject.id,
  ]);
  await tx.run(`update evenhand.notice set mail_id = $3 where workspace_id = $1 and id = $2`, [workspaceId, letter.noticeId, mailId]);
  await tx.notify("evenhand_mail", workspaceId);
}

/** Members in service who have one of these roles and can be told, and are no agency; `but` are left out. */
export async function membersWithRole(tx: Tx, workspaceId: string, roles: readonly Role[], but: readonly string[] = []): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `select m.id from evenhand.member m join evenhand.workspace w on w.workspace_id = m.workspace_id
      where m.workspace_id = $1 and m.role = any($2) and m.id <> all($3::uuid[]) and m.role <> 'agency' and ${isReached} order by m.id`,
    [workspaceId, roles, but],
  );
  return rows.map(({ id }) => id);
}

/** Takes notices about a thing off the list of unseen: what waited for somebody was done by them or by another. */
export async function settle(tx: Tx, workspaceId: string, { kinds, subject }: { kinds: readonly NoticeKind[]; subject: NoticeSubject }): Promise<void> {
  const rows = await tx.rows<{ memberId: string }>(
    `update evenhand.notice set seen_at = now()
      where workspace_id = $1 and kind = any($2) and subject_kind = $3 and subject_id = $4 and seen_at is null returning member_id as "memberId"`,
    [workspaceId, kinds, subject.kind, subject.id],
    { isOften: true },
  );
  for (const memberId of new Set(rows.map((row) => row.memberId))) await tx.notify("evenhand_notices", `${workspaceId} ${memberId}`);
}

/** The same for one member alone: they have looked at the thing itself. */
export async function settleOf(tx: Tx, { workspaceId, memberId }: { workspaceId: string; memberId: string }, subject: NoticeSubject): Promise<void> {
  const changed = await tx.run(
    "update evenhand.notice set seen_at = now() where workspace_id = $1 and member_id = $2 and subject_kind = $3 and subject_id = $4 and seen_at is null",
    [workspaceId, memberId, subject.kind, subject.id],
  );
  if (changed > 0) await tx.notify("evenhand_notices", `${workspaceId} ${memberId}`);
}
