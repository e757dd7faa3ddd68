// A workspace begins: its row, its name in addresses, and whoever is let in.
import { randomUUID } from "node:crypto";

import type { Database, Tx } from "#db/database.ts";
import type { Department, Role } from "#facts/department.ts";
import type { Day } from "#kit/day.ts";
import { slugOf } from "#kit/slug.ts";

export interface NewWorkspace {
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly language: "en" | "ru";
  readonly isDemo?: boolean;
  readonly fiscalStartMonth?: number;
  /** The name in addresses; made from `name` when absent. */
  readonly slug?: string;
}

/** Creates a workspace under a free slug: 'north-star', else 'north-star-2'. */
export async function beginWorkspace(database: Database, asked: NewWorkspace): Promise<{ workspaceId: string; slug: string }> {
  const workspaceId = randomUUID();
  const wanted = asked.slug ?? slugOf(asked.name, "workspace");
  const slug = await database.inWorkspace(workspaceId, async (tx) => {
    const free = await takeSlug(tx, workspaceId, wanted);
    await tx.run(
      `insert into evenhand.workspace (workspace_id, name, slug, currency, time_zone, language, fiscal_start_month, is_demo)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [workspaceId, asked.name, free, asked.currency, asked.timeZone, asked.language, asked.fiscalStartMonth ?? 1, asked.isDemo ?? false],
    );
    return free;
  });
  return { workspaceId, slug };
}

/** Writes the workspace's name in addresses down where sign-in looks it up; the first free of 'a', 'a-2', 'a-3' … */
export async function takeSlug(tx: Tx, workspaceId: string, wanted: string): Promise<string> {
  for (let n = 1; n < 1_000; n++) {
    const slug = n === 1 ? wanted : `${wanted.slice(0, 56)}-${n}`;
    const taken = await tx.maybe<{ workspaceId: string }>(
      `insert into sign_in.workspace_slug (slug, workspace_id) values ($1, $2)
       on conflict do nothing returning workspace_id as "workspaceId"`,
      [slug, workspaceId],
    );
    if (taken) return slug;
    const held = await tx.maybe<{ slug: string }>("select slug from sign_in.workspace_slug where workspace_id = $1", [workspaceId]);
    if (held) return held.slug;
  }
  throw new Error(`no free name in addresses like '${wanted}'`);
}

/** The workspace that a name in addresses stands for; null when there is none. */
export async function workspaceIdOf(database: Database, slug: string): Promise<string | null> {
  const row = await database.inSignIn((tx) => tx.maybe<{ id: string }>("select workspace_id as id from sign_in.workspace_slug where slug = $1", [slug]));
  return row?.id ?? null;
}

export interface UnenteredWorkspace {
  readonly workspaceId: string;
  readonly slug: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly deals: number;
}

/** The one workspace with files that nobody can enter, because it was begun on the command line; null where there is none, or more than one. */
export async function unenteredWorkspace(database: Database): Promise<UnenteredWorkspace | null> {
  const all = await database.inSignIn((tx) =>
    tx.rows<{ id: string; slug: string }>("select workspace_id as id, slug from sign_in.workspace_slug order by slug"),
  );
  const found: UnenteredWorkspace[] = [];
  for (const { id, slug } of all) {
    const row = await database.inWorkspace(
      id,
      (tx) =>
        tx.maybe<Omit<UnenteredWorkspace, "workspaceId" | "slug">>(
          `select currency, time_zone as "timeZone", (select count(*)::int from evenhand.deal where workspace_id = $1) as deals from evenhand.workspace
            where workspace_id = $1 and not is_demo and not exists (select 1 from evenhand.member where workspace_id = $1)
              and exists (select 1 from evenhand.import where workspace_id = $1)`,
          [id],
        ),
      { readOnly: true },
    );
    if (row) found.push({ workspaceId: id, slug, ...row });
  }
  return found.length === 1 ? found[0]! : null;
}

export interface NewMember {
  readonly name: string;
  readonly email: string | null;
  readonly role: Role;
  readonly department: Department | null;
  readonly servedFrom?: Day | null;
  readonly servedUntil?: Day | null;
  /** The account with which they sign in; null for those who do not. */
  readonly userId?: string | null;
}

/** Puts a member on the list and, with an account, lets them in. Runs inside the workspace. */
export async function addMember(tx: Tx, workspaceId: string, member: NewMember): Promise<string> {
  const id = randomUUID();
  await tx.run(
    `insert into evenhand.member (workspace_id, id, user_id, name, email, role, department, served_from, served_until)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [workspaceId, id, member.userId ?? null, member.name, member.email, member.role, member.department, member.servedFrom ?? null, member.servedUntil ?? null],
  );
  if (member.userId) await letIn(tx, workspaceId, { memberId: id, userId: member.userId });
  return id;
}

/** Opens the workspace to an account. */
export async function letIn(tx: Tx, workspaceId: string, who: { memberId: string; userId: string }): Promise<void> {
  await tx.run(
    `insert into sign_in.membership (user_id, workspace_id, member_id) values ($1, $2, $3)
     on conflict (user_id, workspace_id) do update set member_id = excluded.member_id`,
    [who.userId, workspaceId, who.memberId],
  );
}

/** A workspace as whoever answers questions about it needs it. */
export interface WorkspaceToAsk {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly language: "en" | "ru";
  readonly fiscalStartMonth: number;
  readonly isDemo: boolean;
  readonly factsVersion: number;
}

/** For work by the clock that asks as a page would. */
export function workspaceToAsk(tx: Tx, workspaceId: string): Promise<WorkspaceToAsk> {
  return tx.one<WorkspaceToAsk>(
    `select workspace_id as id, slug, name, currency, time_zone as "timeZone", language, fiscal_start_month as "fiscalStartMonth", is_demo as "isDemo",
            facts_version as "factsVersion"
       from evenhand.workspace where workspace_id = $1`,
    [workspaceId],
  );
}
