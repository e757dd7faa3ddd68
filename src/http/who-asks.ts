// Who asks: a session of the browser or an API key becomes a member of the workspace in the path, or nobody.
import type { Database, Tx } from "#db/database.ts";
import type { Asker, Department, Role } from "#facts/department.ts";
import { type Denial, deny, missing } from "#http/answers.ts";
import type { Entrance, Workspace } from "#http/question.ts";
import { hashOf } from "#http/secrets.ts";
import type { Caller, Person, SignIn } from "#http/sign-in/sign-in.ts";
import { dayIn } from "#http/today.ts";
import { refuse } from "#kit/refusal.ts";

/** Someone recognised, before any workspace is looked at. */
export interface Known {
  readonly person: Person | null;
  readonly entrance: Entrance;
  /** The member that a key speaks for. */
  readonly keyOf: { readonly workspaceId: string; readonly memberId: string } | null;
  readonly cookies: readonly string[];
}

export interface MemberHere {
  readonly asker: Asker;
  readonly workspace: Workspace;
}

/** Asked at every question. */
const often = { isOften: true };
const keyText = /^Bearer\s+(evk_[A-Za-z0-9_-]{20,100})$/;

/** Recognises a session or a key; null when the request shows neither or an ended session; a denial for a key that does not count. */
export async function whoAsks(
  database: Database,
  signIn: SignIn,
  asked: { caller: Caller; authorization: string | undefined },
): Promise<Known | Denial | null> {
  if (asked.authorization !== undefined) {
    const key = keyText.exec(asked.authorization)?.[1];
    const known = key === undefined ? null : await knownByKey(database, key);
    return known ?? { ...refuse("key-not-valid"), status: 401 };
  }
  const signedIn = await signIn.whoIs(asked.caller);
  if (!signedIn) return null;
  const { person, sessionId, startedAt, cookies } = signedIn;
  return { person, entrance: { kind: "session", sessionId, startedAt }, keyOf: null, cookies };
}

async function knownByKey(database: Database, key: string): Promise<Known | null> {
  const row = await database.onceInSignIn((tx) =>
    tx.maybe<{ id: string; workspaceId: string; memberId: string; scopes: ("read" | "write")[]; isStale: boolean }>(
      `select id, workspace_id as "workspaceId", member_id as "memberId", scopes,
              (last_used_at is null or last_used_at < now() - interval '1 minute') as "isStale"
         from sign_in.api_key
        where hash = $1 and revoked_at is null and (expires_at is null or expires_at > now())`,
      [hashOf(key)],
      often,
    ),
  );
  if (!row) return null;
  // Once a minute is enough to see whether a key is still in use, and spares a write at every request.
  if (row.isStale) await database.inSignIn((tx) => tx.run("update sign_in.api_key set last_used_at = now() where id = $1", [row.id]));
  const { id, workspaceId, memberId, scopes } = row;
  return { person: null, entrance: { kind: "key", keyId: id, scopes }, keyOf: { workspaceId, memberId }, cookies: [] };
}

/** Why a key may not do this: its scopes, or because it is done in person. */
export function whyNotByKey(entrance: Entrance, scope: "read" | "write" | "never"): Denial | null {
  if (entrance.kind !== "key") return null;
  if (scope === "never") return deny("keys-do-not-open-this");
  return entrance.scopes.includes(scope) || (scope === "read" && entrance.scopes.includes("write")) ? null : deny("key-may-only-read");
}

interface MemberRow {
  memberId: string;
  role: Role;
  department: Department | null;
  servedFrom: string | null;
  servedUntil: string | null;
  slug: string;
  name: string;
  currency: string;
  timeZone: string;
  language: "en" | "ru";
  fiscalStartMonth: number;
  isDemo: boolean;
  factsVersion: number;
}

/** The member that somebody is in the workspace of this slug, on that day in service; else the same answer as for a workspace that does not exist. */
export async function memberIn(database: Database, known: Known, where: { slug: string; now: Date }): Promise<MemberHere | Denial> {
  const workspaceId = await openTo(database, known, where.slug);
  if (workspaceId === null) return missing();
  const by = known.keyOf ? { column: "m.id", value: known.keyOf.memberId } : { column: "m.user_id", value: known.person?.userId };
  const row = await database.inWorkspace(workspaceId, (tx) => memberRow(tx, workspaceId, by), { readOnly: true });
  if (!row || !isServing(row, dayIn(row.timeZone, where.now))) return missing();
  const { memberId, role, department, slug, name, currency, timeZone, language, fiscalStartMonth, isDemo, factsVersion } = row;
  return {
    asker: { memberId, workspaceId, role, department },
    workspace: { id: workspaceId, slug, name, currency, timeZone, language, fiscalStartMonth, isDemo, factsVersion },
  };
}

/** Whether a day lies in someone's service. */
export function isServing(service: { servedFrom: string | null; servedUntil: string | null }, day: string): boolean {
  return (service.servedFrom === null || day >= service.servedFrom) && (service.servedUntil === null || day < service.servedUntil);
}

async function openTo(database: Database, known: Known, slug: string): Promise<string | null> {
  const row = await database.onceInSignIn((tx) =>
    known.keyOf
      ? tx.maybe<{ id: string }>(
          "select workspace_id as id from sign_in.workspace_slug where slug = $1 and workspace_id = $2",
          [slug, known.keyOf.workspaceId],
          often,
        )
      : tx.maybe<{ id: string }>(
          `select s.workspace_id as id from sign_in.workspace_slug s join sign_in.membership m on m.workspace_id = s.workspace_id
            where s.slug = $1 and m.user_id = $2`,
          [slug, known.person?.userId],
          often,
        ),
  );
  return row?.id ?? null;
}

async function memberRow(tx: Tx, workspaceId: string, by: { column: string; value: string | undefined }): Promise<MemberRow | null> {
  return tx.maybe<MemberRow>(
    `select m.id as "memberId", m.role, m.department, m.served_from as "servedFrom", m.served_until as "servedUntil",
            w.slug, w.name, w.currency, w.time_zone as "timeZone", w.language, w.fiscal_start_month as "fiscalStartMonth",
            w.is_demo as "isDemo", w.facts_version as "factsVersion"
       from evenhand.member m join evenhand.workspace w on w.workspace_id = m.workspace_id
      where m.workspace_id = $1 and ${by.column} = $2`,
    [workspaceId, by.value],
    often,
  );
}
