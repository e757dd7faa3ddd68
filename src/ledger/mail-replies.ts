// Answers to letters: which letter an address belongs to, who answers, and that each answer counts once.
import { createHash } from "node:crypto";

import type { Database, Tx } from "#db/database.ts";
import type { Asker } from "#facts/department.ts";

/** What an answer belongs to, and who gives it. */
export interface RepliedLetter {
  readonly asker: Asker;
  readonly address: string;
  readonly subjectKind: string;
  readonly subjectId: string;
}

/** An answer as a room is given it, inside the transaction in which it counts. */
export interface GivenReply {
  readonly asker: Asker;
  readonly subjectId: string;
  /** The writer's own words, never empty. */
  readonly text: string;
}

/** False: the thing is gone, closed, or no longer open to whoever writes. */
export type TakeReply = (tx: Tx, reply: GivenReply) => Promise<boolean>;

/** The SHA-256 under which a token or a Message-ID is kept. */
export function replyHash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** The workspace and letter of a token that still holds; null where there is none. */
export async function letterOfToken(database: Database, token: string): Promise<{ workspaceId: string; mailId: string } | null> {
  return database.inSignIn((tx) =>
    tx.maybe(`select workspace_id as "workspaceId", mail_id as "mailId" from sign_in.reply_token where hash = $1 and expires_at > now()`, [replyHash(token)]),
  );
}

/** Who answers what; null where the letter is forgotten, or its reader no longer in service. */
export async function repliedLetter(tx: Tx, { workspaceId, mailId }: { workspaceId: string; mailId: string }): Promise<RepliedLetter | null> {
  const row = await tx.maybe<Omit<RepliedLetter, "asker"> & Omit<Asker, "workspaceId">>(
    `select l.member_id as "memberId", m.role, m.department, p.email as address, l.subject_kind as "subjectKind", l.subject_id as "subjectId"
       from evenhand.mail l join evenhand.member m on m.workspace_id = l.workspace_id and m.id = l.member_id
       join evenhand.workspace w on w.workspace_id = l.workspace_id join sign_in.person p on p.id = m.user_id
      where l.workspace_id = $1 and l.id = $2 and l.subject_kind is not null and m.role <> 'agency'
        and (m.served_from is null or m.served_from <= (now() at time zone w.time_zone)::date)
        and (m.served_until is null or m.served_until > (now() at time zone w.time_zone)::date)`,
    [workspaceId, mailId],
  );
  if (row === null) return null;
  const { memberId, role, department, ...rest } = row;
  return { ...rest, asker: { workspaceId, memberId, role, department } };
}

/** True the first time that this message comes in. */
export async function isFirstDelivery(tx: Tx, asker: Asker, messageId: string): Promise<boolean> {
  const taken = await tx.run(`insert into evenhand.mail_reply (workspace_id, message_hash, member_id) values ($1, $2, $3) on conflict do nothing`, [
    asker.workspaceId,
    replyHash(messageId),
    asker.memberId,
  ]);
  return taken === 1;
}

/** Answers that a member has sent within the last hour. */
export async function repliesInAnHour(tx: Tx, asker: Asker): Promise<number> {
  const row = await tx.one<{ count: number }>(
    `select count(*)::int as count from evenhand.mail_reply where workspace_id = $1 and member_id = $2 and at > now() - interval '1 hour'`,
    [asker.workspaceId, asker.memberId],
  );
  return row.count;
}
