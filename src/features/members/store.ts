// Members and invitations as they stand in the tables.
import type { Database, Tx } from "#db/database.ts";
import type { Department, Role } from "#facts/department.ts";

export interface MemberRow {
  readonly id: string;
  readonly userId: string | null;
  readonly name: string;
  readonly email: string | null;
  readonly role: Role;
  readonly department: Department | null;
  readonly servedFrom: string | null;
  readonly servedUntil: string | null;
}

const memberColumns = `id, user_id as "userId", name, email, role, department, served_from as "servedFrom", served_until as "servedUntil"`;

export async function membersOf(tx: Tx, workspaceId: string): Promise<MemberRow[]> {
  return tx.rows(`select ${memberColumns} from evenhand.member where workspace_id = $1 order by lower(name), id`, [workspaceId]);
}

/** The member's row, held until the transaction ends. */
export async function memberToChange(tx: Tx, workspaceId: string, id: string): Promise<MemberRow | null> {
  return tx.maybe(`select ${memberColumns} from evenhand.member where workspace_id = $1 and id = $2 for update`, [workspaceId, id]);
}

/** Administrators who can sign in and are in service on a day; their rows are held, so that two of them cannot both step down at once. */
export async function administratorsOn(tx: Tx, workspaceId: string, day: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `select id from evenhand.member
      where workspace_id = $1 and role = 'administrator' and user_id is not null
        and (served_from is null or served_from <= $2) and (served_until is null or served_until > $2)
      order by id for update`,
    [workspaceId, day],
  );
  return rows.map((row) => row.id);
}

export async function hasMemberWith(tx: Tx, workspaceId: string, email: string): Promise<boolean> {
  const row = await tx.one<{ has: boolean }>(`select exists (select 1 from evenhand.member where workspace_id = $1 and lower(email) = lower($2)) as has`, [
    workspaceId,
    email,
  ]);
  return row.has;
}

export async function saveMember(tx: Tx, workspaceId: string, member: MemberRow): Promise<void> {
  await tx.run(`update evenhand.member set name = $3, role = $4, department = $5, served_from = $6, served_until = $7 where workspace_id = $1 and id = $2`, [
    workspaceId,
    member.id,
    member.name,
    member.role,
    member.department,
    member.servedFrom,
    member.servedUntil,
  ]);
}

export interface Joined {
  readonly memberId: string;
  readonly userId: string;
  readonly role: Role;
  readonly department: Department | null;
  /** The last day of an earlier service is taken off: whoever accepts is in service. */
  readonly comesBack: boolean;
}

/** Gives a member on the list the account that accepted the invitation, with the role it names. */
export async function joinAccount(tx: Tx, workspaceId: string, joined: Joined): Promise<void> {
  await tx.run(
    `update evenhand.member set user_id = $3, role = $4, department = $5, served_until = case when $6 then null else served_until end
      where workspace_id = $1 and id = $2`,
    [workspaceId, joined.memberId, joined.userId, joined.role, joined.department, joined.comesBack],
  );
}

/** The line of whoever accepts an invitation: the one that their account has, else the one with the invited e-mail; held until the transaction ends. */
export async function memberToJoin(tx: Tx, workspaceId: string, who: { email: string; userId: string }): Promise<MemberRow | null> {
  return tx.maybe(
    `select ${memberColumns} from evenhand.member where workspace_id = $1 and (user_id = $3 or (lower(email) = lower($2) and user_id is null))
      order by user_id nulls last limit 1 for update`,
    [workspaceId, who.email, who.userId],
  );
}

export interface InvitationRow {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly department: Department | null;
  readonly invitedAt: string;
  readonly expiresAt: string;
  readonly invitedBy: string | null;
}

const invitationColumns = `i.id, i.email, i.name, i.role, i.department, i.invited_at as "invitedAt", i.expires_at as "expiresAt", m.name as "invitedBy"`;
const invitationFrom = `evenhand.invitation i left join evenhand.member m on m.workspace_id = i.workspace_id and m.id = i.invited_by`;
const isOpen = `i.accepted_at is null and i.revoked_at is null and i.expires_at > now()`;

export async function openInvitations(tx: Tx, workspaceId: string): Promise<InvitationRow[]> {
  return tx.rows(`select ${invitationColumns} from ${invitationFrom} where i.workspace_id = $1 and ${isOpen} order by i.invited_at desc, i.id`, [workspaceId]);
}

export async function invitationById(tx: Tx, workspaceId: string, id: string): Promise<InvitationRow | null> {
  return tx.maybe(`select ${invitationColumns} from ${invitationFrom} where i.workspace_id = $1 and i.id = $2 and ${isOpen}`, [workspaceId, id]);
}

/** An invitation as its link opens it, with the workspace that it leads to. */
export interface FoundInvitation extends InvitationRow {
  readonly workspaceName: string;
  readonly slug: string;
  readonly timeZone: string;
  readonly isDemo: boolean;
}

export async function invitationByHash(tx: Tx, workspaceId: string, hash: string): Promise<FoundInvitation | null> {
  return tx.maybe(
    `select ${invitationColumns}, w.name as "workspaceName", w.slug, w.time_zone as "timeZone", w.is_demo as "isDemo"
       from ${invitationFrom} join evenhand.workspace w on w.workspace_id = i.workspace_id
      where i.workspace_id = $1 and i.token_hash = $2 and ${isOpen}`,
    [workspaceId, hash],
  );
}

export interface NewInvitation {
  readonly id: string;
  readonly tokenHash: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly department: Department | null;
  readonly invitedBy: string;
  readonly days: number;
}

/** Writes the invitation; an open one to the same e-mail is taken back, so that only the newest link works. */
export async function saveInvitation(tx: Tx, workspaceId: string, made: NewInvitation): Promise<void> {
  await tx.run(
    `update evenhand.invitation set revoked_at = now() where workspace_id = $1 and lower(email) = lower($2) and accepted_at is null and revoked_at is null`,
    [workspaceId, made.email],
  );
  await tx.run(
    `insert into evenhand.invitation (workspace_id, id, token_hash, email, name, role, department, invited_by, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, now() + make_interval(days => $9))`,
    [workspaceId, made.id, made.tokenHash, made.email, made.name, made.role, made.department, made.invitedBy, made.days],
  );
}

/** Uses the invitation up; false when somebody was faster or it has been taken back. */
export async function useInvitation(tx: Tx, workspaceId: string, id: string): Promise<boolean> {
  const used = await tx.run(
    `update evenhand.invitation set accepted_at = now() where workspace_id = $1 and id = $2 and accepted_at is null and revoked_at is null and expires_at > now()`,
    [workspaceId, id],
  );
  return used === 1;
}

export async function revokeOne(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx.run(`update evenhand.invitation set revoked_at = now() where workspace_id = $1 and id = $2`, [workspaceId, id]);
}

/** The account with an e-mail; null when there is none. */
export async function accountWith(database: Database, email: string): Promise<string | null> {
  const row = await database.inSignIn((tx) => tx.maybe<{ id: string }>("select id from sign_in.person where lower(email) = lower($1)", [email]));
  return row?.id ?? null;
}

/** A guest of the demo company does not count as somebody living here, as long as nobody does: the first administrator is still to come. */
export async function countAsVisitor(database: Database, userId: string): Promise<void> {
  await database.inSignIn((tx) =>
    tx.run("update sign_in.person set is_demo = true where id = $1 and not exists (select 1 from sign_in.person where not is_demo and id <> $1)", [userId]),
  );
}

/** Takes back an account that was made for an invitation which somebody else used in the meantime. */
export async function forgetAccount(database: Database, userId: string): Promise<void> {
  await database.inSignIn((tx) => tx.run("delete from sign_in.person where id = $1", [userId]));
}
