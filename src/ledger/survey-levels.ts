// From where on a fact bears a statement of the survey out, as heads have set it; what nobody has set is as it usually is.
import type { Tx } from "#db/database.ts";
import { type OwnLevel, usualLevels } from "#facts/survey-twins.ts";

export interface LevelSet {
  readonly measure: OwnLevel;
  readonly level: number;
  readonly source: string;
  readonly by: string | null;
  readonly at: string;
}

/** Every level that was set, the latest first. */
export async function levelsSet(tx: Tx, workspaceId: string): Promise<LevelSet[]> {
  return tx.rows(
    `select l.measure, l.level, l.source, m.name as by, l.set_at as at from evenhand.twin_level l
       left join evenhand.member m on m.workspace_id = l.workspace_id and m.id = l.set_by where l.workspace_id = $1 order by l.id desc`,
    [workspaceId],
  );
}

export async function levelsNow(tx: Tx, workspaceId: string): Promise<Readonly<Record<OwnLevel, number>>> {
  const set = await levelsSet(tx, workspaceId);
  const now: Record<OwnLevel, number> = { ...usualLevels };
  for (const { measure, level } of set.toReversed()) now[measure] = level;
  return now;
}
