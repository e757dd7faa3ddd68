// Whether facts are still what they were: a mark for each import's rows that is another as soon as anything about them is.
import type { Database, Tx } from "#db/database.ts";
import type { EntityName } from "#facts/entities.ts";
import { keptAnswers } from "#ledger/answers.ts";
import { tableOf } from "#ledger/tables.ts";

/** The rows of one kind that one import was the last to state. */
export interface Mark {
  readonly import: string;
  readonly mark: string;
}

/**
 * Whatever changes a row makes it another import's, and taking an import back gives a row back to the import before, as it was: by import, as many rows with the same
 * ids are the same rows. While an import goes on it may state a row twice: how far it has come belongs to the mark. Nothing is counted here: triggers keep the count.
 */
export async function marksOf<K extends EntityName>(tx: Tx, workspaceId: string, kinds: readonly K[]): Promise<Record<K, Mark[]>> {
  const kindOf = new Map<string, K>(kinds.map((kind) => [tableOf(kind), kind]));
  const found = await tx.rows<Mark & { name: string }>(
    `select m.kind as name, m.import, concat_ws(' ', m.rows, m.ids, i.state, i.records_done) as mark
     from evenhand.fact_mark m left join evenhand.import i on i.workspace_id = $1 and i.id = m.import
     where m.workspace_id = $1 and m.kind = any($2::text[]) and m.rows > 0 order by m.kind, m.import`,
    [workspaceId, [...kindOf.keys()]],
  );
  return Object.fromEntries(
    kinds.map((kind) => [kind, found.filter((each) => kindOf.get(each.name) === kind).map(({ import: id, mark }) => ({ import: id, mark }))]),
  ) as unknown as Record<K, Mark[]>;
}

/** How stages of the sources are read, and the workspace's own money and time. */
export async function settingsMark(tx: Tx, workspaceId: string): Promise<string> {
  const { mark } = await tx.one<{ mark: string }>(
    `select concat_ws(' ', w.currency, w.time_zone,
       (select md5(string_agg(concat_ws('|', record_kind, source, source_stage, stage), ';' order by record_kind, source, source_stage)) from evenhand.stage_mapping where workspace_id = $1)) as mark
     from evenhand.workspace w where workspace_id = $1`,
    [workspaceId],
  );
  return mark;
}

/** What was done with leads here: another as soon as anybody did anything. */
export async function handoffMark(tx: Tx, workspaceId: string): Promise<string> {
  return (
    await tx.one<{ mark: string }>("select concat_ws(' ', count(*), sum(acts), max(changed_at)) as mark from evenhand.handoff where workspace_id = $1", [
      workspaceId,
    ])
  ).mark;
}

export const touchKinds = ["touchpoint", "activity"] as const;
export type TouchKind = (typeof touchKinds)[number];
const touchMarksKept = keptAnswers(20);

/** Marks that are being counted. Promised only once the count looks at one unchanging state: whoever then begins to read sees rows as new, or newer. */
export interface Counting {
  readonly counted: Promise<Record<TouchKind, Mark[]>>;
}

/** Marks of touches, counted once for all who read them at this version. Whoever reads does so after: rows may be newer than their mark, never older. */
export function touchMarks(database: Database, workspace: { readonly id: string; readonly factsVersion: number }): Promise<Counting> {
  const question = { workspaceId: workspace.id, factsVersion: workspace.factsVersion, name: "touch marks" };
  return touchMarksKept.to(
    question,
    () =>
      new Promise<Counting>((begun, failed) => {
        const counted: Counting["counted"] = database.inWorkspace(
          workspace.id,
          (tx) => {
            begun({ counted });
            return marksOf(tx, workspace.id, touchKinds);
          },
          { readOnly: true, timeoutMs: 300_000 },
        );
        counted.catch((fault: unknown) => {
          failed(fault);
          touchMarksKept.forget(workspace.id);
        });
      }),
  );
}
