// A workspace's own row, and what depends on its settings.
import type { Database, Tx } from "#db/database.ts";
import type { Role } from "#facts/department.ts";

export interface Settings {
  readonly slug: string;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly language: "en" | "ru";
  readonly fiscalStartMonth: number;
  readonly isDemo: boolean;
  readonly factsVersion: number;
}

const columns = `slug, name, currency, time_zone as "timeZone", language, fiscal_start_month as "fiscalStartMonth", is_demo as "isDemo", facts_version as "factsVersion"`;

export async function settingsToChange(tx: Tx, workspaceId: string): Promise<Settings> {
  return tx.one(`select ${columns} from evenhand.workspace where workspace_id = $1 for update`, [workspaceId]);
}

/** Writes the settings; where numbers depend on them, the facts' version rises and listeners are told. */
export async function saveSettings(tx: Tx, workspaceId: string, now: Settings, changesNumbers: boolean): Promise<Settings> {
  const saved = await tx.one<Settings>(
    `update evenhand.workspace set name = $2, currency = $3, time_zone = $4, language = $5, fiscal_start_month = $6, facts_version = facts_version + $7
      where workspace_id = $1 returning ${columns}`,
    [workspaceId, now.name, now.currency, now.timeZone, now.language, now.fiscalStartMonth, changesNumbers ? 1 : 0],
  );
  if (changesNumbers) await tx.notify("evenhand_facts", workspaceId);
  return saved;
}

/** Whether any amount of money or rate has been loaded. */
export async function hasMoney(tx: Tx, workspaceId: string): Promise<boolean> {
  const row = await tx.one<{ has: boolean }>(
    `select exists (select 1 from evenhand.deal where workspace_id = $1) or exists (select 1 from evenhand.spend where workspace_id = $1)
         or exists (select 1 from evenhand.plan where workspace_id = $1) or exists (select 1 from evenhand.currency_rate where workspace_id = $1) as has`,
    [workspaceId],
  );
  return row.has;
}

export async function memberName(tx: Tx, workspaceId: string, memberId: string): Promise<string> {
  const row = await tx.one<{ name: string }>("select name from evenhand.member where workspace_id = $1 and id = $2", [workspaceId, memberId]);
  return row.name;
}

/** What a person is in each workspace that is open to them. */
export async function standingOf(database: Database, userId: string): Promise<{ role: Role; isDemo: boolean }[]> {
  const open = await database.inSignIn((tx) => tx.rows<{ id: string }>("select workspace_id as id from sign_in.membership where user_id = $1", [userId]));
  const standing: { role: Role; isDemo: boolean }[] = [];
  for (const { id } of open) {
    const row = await database.inWorkspace(
      id,
      (tx) =>
        tx.maybe<{ role: Role; isDemo: boolean }>(
          `select m.role, w.is_demo as "isDemo" from evenhand.member m join evenhand.workspace w on w.workspace_id = m.workspace_id
            where m.workspace_id = $1 and m.user_id = $2 and (m.served_from is null or m.served_from <= current_date)
              and (m.served_until is null or m.served_until > current_date)`,
          [id, userId],
        ),
      { readOnly: true },
    );
    if (row) standing.push(row);
  }
  return standing;
}
