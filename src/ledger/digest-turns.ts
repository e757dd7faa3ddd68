// Turns of the digest: who has one coming, and a turn taken once, with the letter and the notices that go into it, in one transaction.
import { randomUUID } from "node:crypto";

import type { Tx } from "#db/database.ts";
import { type DigestTime, usualDigest } from "#facts/digest.ts";
import type { Day } from "#kit/day.ts";

/** A member whom letters reach, when their digest comes, and the last that came. */
export interface DigestReader extends DigestTime {
  readonly memberId: string;
  readonly changedAt: string | null;
  readonly turn: Day | null;
  readonly toldUntil: string | null;
}

/** Everybody in service today who signs in with an address and is no agency; nobody of a demo. */
export async function digestReaders(tx: Tx, workspaceId: string): Promise<DigestReader[]> {
  return tx.rows<DigestReader>(
    `select m.id as "memberId", coalesce(c.rhythm, $2) as rhythm, coalesce(c.weekday, $3)::int as weekday, coalesce(c.hour, $4)::int as hour,
            coalesce(c.time_zone, w.time_zone) as "timeZone", c.changed_at as "changedAt", t.turn::text as turn, t.told_until as "toldUntil"
       from evenhand.member m join evenhand.workspace w on w.workspace_id = m.workspace_id and not w.is_demo
       join sign_in.person p on p.id = m.user_id and not p.is_demo
       left join evenhand.digest_choice c on c.workspace_id = m.workspace_id and c.member_id = m.id
       left join evenhand.digest_turn t on t.workspace_id = m.workspace_id and t.member_id = m.id
      where m.workspace_id = $1 and m.role <> 'agency' and coalesce(c.rhythm, $2) <> 'never'
        and (m.served_from is null or m.served_from <= (now() at time zone w.time_zone)::date)
        and (m.served_until is null or m.served_until > (now() at time zone w.time_zone)::date)
      order by m.id`,
    [workspaceId, usualDigest.rhythm, usualDigest.weekday, usualDigest.hour],
  );
}

export interface NewTurn {
  readonly memberId: string;
  readonly turn: Day;
  /** From when on the letter tells where no turn came before. */
  readonly firstSince: string;
  readonly now: string;
}

/** Older ones are no news any more. */
const oldestDays = 14;

/** Takes a turn and queues its letter. False: it has come already, whoever took it. */
export async function takeDigestTurn(tx: Tx, workspaceId: string, { memberId, turn, firstSince, now }: NewTurn): Promise<boolean> {
  // The row is held from here on: of two servers the second sees what the first has written.
  await tx.run(`insert into evenhand.digest_turn (workspace_id, member_id, turn, told_until) values ($1, $2, '0001-01-01', $3) on conflict do nothing`, [
    workspaceId,
    memberId,
    firstSince,
  ]);
  const before = await tx.one<{ turn: Day; since: string }>(
    `select turn::text as turn, told_until as since from evenhand.digest_turn where workspace_id = $1 and member_id = $2 for update`,
    [workspaceId, memberId],
  );
  if (before.turn >= turn) return false;
  await tx.run("update evenhand.digest_turn set turn = $3, told_until = $4 where workspace_id = $1 and member_id = $2", [workspaceId, memberId, turn, now]);
  const id = randomUUID();
  await tx.run(`insert into evenhand.mail (workspace_id, id, member_id, kind, since, queued_at) values ($1, $2, $3, 'digest', $4, $5)`, [
    workspaceId,
    id,
    memberId,
    before.since,
    now,
  ]);
  await tx.run(
    `update evenhand.notice set mail_id = $3
      where workspace_id = $1 and member_id = $2 and by_mail = 'daily' and mail_id is null and seen_at is null
        and at > $4::timestamptz - interval '${oldestDays} days' and at <= $4::timestamptz`,
    [workspaceId, memberId, id, now],
  );
  await tx.notify("evenhand_mail", workspaceId);
  return true;
}
