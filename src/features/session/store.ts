// What signing in keeps besides the library: who lives here, which workspaces are open to whom, where someone is signed in.
import type { Database, Tx } from "#db/database.ts";
import type { Role } from "#facts/department.ts";

/** Real people; the demo's visitor does not count. */
export async function hasPeople(database: Database): Promise<boolean> {
  const row = await database.inSignIn((tx) => tx.one<{ has: boolean }>("select exists (select 1 from sign_in.person where not is_demo) as has"));
  return row.has;
}

/** A company that was begun on the command line gets its name, and its language. */
export async function nameWorkspace(tx: Tx, workspaceId: string, { name, language }: { name: string; language: "en" | "ru" }): Promise<void> {
  await tx.run("update evenhand.workspace set name = $2, language = $3 where workspace_id = $1", [workspaceId, name, language]);
}

export async function personByEmail(database: Database, email: string): Promise<{ userId: string; isDemo: boolean } | null> {
  return database.inSignIn((tx) => tx.maybe(`select id as "userId", is_demo as "isDemo" from sign_in.person where lower(email) = lower($1)`, [email]));
}

export async function markAsDemo(database: Database, userId: string): Promise<void> {
  await database.inSignIn((tx) => tx.run("update sign_in.person set is_demo = true where id = $1", [userId]));
}

/** Whoever came in through the demo while nobody lived here goes: accounts with their sessions, keys made with them, invitations they gave. */
export async function closeToStrangers(database: Database): Promise<void> {
  const demos = await database.inSignIn(async (tx) => {
    const found = await tx.rows<{ id: string }>(
      "select distinct m.workspace_id as id from sign_in.membership m join sign_in.person p on p.id = m.user_id where p.is_demo",
    );
    await tx.run(
      `update sign_in.api_key k set revoked_at = now() from sign_in.membership m join sign_in.person p on p.id = m.user_id
        where p.is_demo and k.workspace_id = m.workspace_id and k.member_id = m.member_id and k.revoked_at is null`,
    );
    await tx.run("delete from sign_in.person where is_demo");
    return found;
  });
  for (const { id } of demos)
    await database.inWorkspace(id, (tx) =>
      tx.run("update evenhand.invitation set revoked_at = now() where workspace_id = $1 and accepted_at is null and revoked_at is null", [id]),
    );
}

/** Removes an account that was made a moment ago and led nowhere. */
export async function forgetPerson(database: Database, userId: string): Promise<void> {
  await database.inSignIn((tx) => tx.run("delete from sign_in.person where id = $1", [userId]));
}

export interface OpenWorkspace {
  readonly slug: string;
  readonly name: string;
  readonly role: Role;
  readonly memberId: string;
  readonly isDemo: boolean;
  readonly timeZone: string;
  readonly servedFrom: string | null;
  readonly servedUntil: string | null;
}

/** The workspaces that a person has been let into, each read behind its own wall. */
export async function workspacesOf(database: Database, userId: string): Promise<OpenWorkspace[]> {
  const ids = await database.inSignIn((tx) =>
    tx.rows<{ id: string }>("select workspace_id as id from sign_in.membership where user_id = $1 order by workspace_id", [userId]),
  );
  const found: OpenWorkspace[] = [];
  for (const { id } of ids) {
    const row = await database.inWorkspace(
      id,
      (tx) =>
        tx.maybe<OpenWorkspace>(
          `select w.slug, w.name, m.role, m.id as "memberId", w.is_demo as "isDemo", w.time_zone as "timeZone",
                  m.served_from as "servedFrom", m.served_until as "servedUntil"
             from evenhand.member m join evenhand.workspace w on w.workspace_id = m.workspace_id
            where m.workspace_id = $1 and m.user_id = $2`,
          [id, userId],
        ),
      { readOnly: true },
    );
    if (row) found.push(row);
  }
  return found.sort((a, b) => a.name.localeCompare(b.name));
}

/** The member that an account is in a workspace; null when it is none. */
export async function memberOf(tx: Tx, workspaceId: string, userId: string): Promise<string | null> {
  const row = await tx.maybe<{ id: string }>("select id from evenhand.member where workspace_id = $1 and user_id = $2", [workspaceId, userId]);
  return row?.id ?? null;
}

export interface OpenSession {
  readonly id: string;
  readonly startedAt: string;
  readonly expiresAt: string;
  readonly address: string | null;
  readonly browser: string | null;
}

export async function sessionsOf(database: Database, userId: string): Promise<OpenSession[]> {
  return database.inSignIn((tx) =>
    tx.rows(
      `select id, created_at as "startedAt", expires_at as "expiresAt", ip_address as address, user_agent as browser
         from sign_in.session where user_id = $1 and expires_at > now() order by created_at desc`,
      [userId],
    ),
  );
}

/** Ends one of a person's own sessions, or all of them; answers how many ended. */
export async function endSessions(database: Database, userId: string, sessionId?: string): Promise<number> {
  return database.inSignIn((tx) =>
    sessionId === undefined
      ? tx.run("delete from sign_in.session where user_id = $1", [userId])
      : tx.run("delete from sign_in.session where user_id = $1 and id::text = $2", [userId, sessionId]),
  );
}
