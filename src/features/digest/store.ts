// When each member wants the digest, and when they last looked at home, as it stands in the tables.
import type { DigestChoice } from "#features/digest/contract.ts";
import type { Tx } from "#db/database.ts";
import { usualDigest } from "#facts/digest.ts";

type Of = { readonly workspaceId: string; readonly memberId: string };

export interface DigestOnFile {
  readonly choice: DigestChoice;
  readonly address: string | null;
  readonly isMailOn: boolean;
  readonly toldUntil: string | null;
}

export async function digestOf(tx: Tx, { workspaceId, memberId }: Of): Promise<DigestOnFile> {
  const { address, isMailOn, toldUntil, ...row } = await tx.one<{ [N in keyof DigestChoice]: DigestChoice[N] | null } & Omit<DigestOnFile, "choice">>(
    `select c.rhythm, c.weekday::int as weekday, c.hour::int as hour, c.time_zone as "timeZone", p.email as address, t.told_until as "toldUntil",
            exists (select 1 from installation.job where name = 'mail' and began_at > now() - interval '15 minutes') as "isMailOn"
       from evenhand.member m
       left join evenhand.digest_choice c on c.workspace_id = m.workspace_id and c.member_id = m.id
       left join evenhand.digest_turn t on t.workspace_id = m.workspace_id and t.member_id = m.id
       left join sign_in.person p on p.id = m.user_id and not p.is_demo
      where m.workspace_id = $1 and m.id = $2`,
    [workspaceId, memberId],
  );
  const { rhythm, weekday, hour, timeZone } = row;
  const choice = { rhythm: rhythm ?? usualDigest.rhythm, weekday: weekday ?? usualDigest.weekday, hour: hour ?? usualDigest.hour, timeZone };
  return { choice, address, isMailOn, toldUntil };
}

export async function saveDigest(tx: Tx, { workspaceId, memberId }: Of, { rhythm, weekday, hour, timeZone }: DigestChoice): Promise<void> {
  await tx.run(
    `insert into evenhand.digest_choice (workspace_id, member_id, rhythm, weekday, hour, time_zone) values ($1, $2, $3, $4, $5, $6)
     on conflict (workspace_id, member_id) do update
       set rhythm = excluded.rhythm, weekday = excluded.weekday, hour = excluded.hour, time_zone = excluded.time_zone, changed_at = now()`,
    [workspaceId, memberId, rhythm, weekday, hour, timeZone],
  );
}

/** Gives how the company is called, and how in addresses; null where there is no such member any more. */
export async function stopDigestOf(tx: Tx, { workspaceId, memberId }: Of): Promise<{ company: string; workspace: string } | null> {
  const row = await tx.maybe<{ company: string; workspace: string }>(
    `select w.name as company, k.slug as workspace from evenhand.member m join evenhand.workspace w on w.workspace_id = m.workspace_id
       join sign_in.workspace_slug k on k.workspace_id = m.workspace_id where m.workspace_id = $1 and m.id = $2`,
    [workspaceId, memberId],
  );
  if (row === null) return null;
  const { choice } = await digestOf(tx, { workspaceId, memberId });
  if (choice.rhythm !== "never") await saveDigest(tx, { workspaceId, memberId }, { ...choice, rhythm: "never" });
  return row;
}

export interface Visit {
  readonly seenAt: string;
  readonly beforeAt: string | null;
}

export async function visitOf(tx: Tx, { workspaceId, memberId }: Of): Promise<Visit | null> {
  return tx.maybe<Visit>(`select seen_at as "seenAt", before_at as "beforeAt" from evenhand.home_visit where workspace_id = $1 and member_id = $2`, [
    workspaceId,
    memberId,
  ]);
}

export async function saveVisit(tx: Tx, { workspaceId, memberId }: Of, { seenAt, beforeAt }: Visit): Promise<void> {
  await tx.run(
    `insert into evenhand.home_visit (workspace_id, member_id, seen_at, before_at) values ($1, $2, $3, $4)
     on conflict (workspace_id, member_id) do update set seen_at = excluded.seen_at, before_at = excluded.before_at`,
    [workspaceId, memberId, seenAt, beforeAt],
  );
}
