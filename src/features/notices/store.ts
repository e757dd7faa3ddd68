// Notices and what their reader chose, as they stand in the tables; every query is for one member.
import type { Tx } from "#db/database.ts";
import { type MailChoice, type NoticeGroup, noticeGroups, noticeKindNames, noticeKinds, usualChoices } from "#facts/notice.ts";

import type { NoticeSettings, NoticeView } from "#features/notices/contract.ts";

type Of = { readonly workspaceId: string; readonly memberId: string };

/** Unseen first, then the latest; a kind that a later version no longer knows is passed over. */
export async function noticesOf(tx: Tx, { workspaceId, memberId }: Of, page: { unseen: boolean; limit: number; offset: number }): Promise<NoticeView[]> {
  const rows = await tx.rows<Omit<NoticeView, "group" | "subject"> & { subjectKind: string; subjectId: string }>(
    `select id, kind, subject_kind as "subjectKind", subject_id as "subjectId", data, at, seen_at as "seenAt" from evenhand.notice
      where workspace_id = $1 and member_id = $2 and kind = any($3) and (not $4 or seen_at is null)
      order by seen_at is not null, at desc, id limit $5 offset $6`,
    [workspaceId, memberId, noticeKindNames, page.unseen, page.limit, page.offset],
  );
  return rows.map(({ id, kind, subjectKind, subjectId, data, at, seenAt }) => {
    const { group } = noticeKinds[kind];
    return { id, kind, group, subject: { kind: subjectKind, id: subjectId }, data, at, seenAt };
  });
}

export async function countsOf(tx: Tx, { workspaceId, memberId }: Of): Promise<{ all: number; unseen: number; waiting: number }> {
  const waits = noticeKindNames.filter((kind) => noticeKinds[kind].group === "waits");
  return tx.one(
    `select count(*)::int as all, count(*) filter (where seen_at is null)::int as unseen,
            count(*) filter (where seen_at is null and kind = any($4))::int as waiting
       from evenhand.notice where workspace_id = $1 and member_id = $2 and kind = any($3)`,
    [workspaceId, memberId, noticeKindNames, waits],
  );
}

export async function unseenOf(tx: Tx, { workspaceId, memberId }: Of): Promise<number> {
  const row = await tx.one<{ unseen: number }>(
    `select count(*)::int as unseen from evenhand.notice where workspace_id = $1 and member_id = $2 and seen_at is null and kind = any($3)`,
    [workspaceId, memberId, noticeKindNames],
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

export async function settingsOf(tx: Tx, { workspaceId, memberId }: Of): Promise<Omit<NoticeSettings, "troubles">> {
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
