// The edits of actions, and the items that wait for the next meeting, as they stand in the tables.
import type { Tx } from "#db/database.ts";
import type { AgendaItemOnFile, StepSource } from "#facts/actions.ts";

export interface ActionRevision {
  readonly revision: number;
  readonly stood: Readonly<Record<string, string | number | null>>;
  readonly reason: string | null;
  readonly changedBy: string | null;
  readonly changedAt: string;
}

/** Every edit, the newest first. */
export async function actionRevisions(tx: Tx, workspaceId: string, id: string): Promise<ActionRevision[]> {
  return tx.rows<ActionRevision>(
    `select r.revision, r.stood, r.reason, m.name as "changedBy", r.changed_at as "changedAt"
       from evenhand.action_revision r left join evenhand.member m on m.workspace_id = r.workspace_id and m.id = r.changed_by
      where r.workspace_id = $1 and r.action_id = $2 order by r.revision desc`,
    [workspaceId, id],
  );
}

const cameFrom = (of: string) => `${of}.from_kind as "fromKind", ${of}.from_id as "fromId", ${of}.from_title as "fromTitle"`;
const itemColumns = `i.id, i.title, i.why, i.put_by as "putById", m.name as "putBy", i.put_at as "putAt", i.taken_off_at as "takenOffAt", ${cameFrom("i")}`;
const itemJoined = "evenhand.agenda_item i left join evenhand.member m on m.workspace_id = i.workspace_id and m.id = i.put_by";

/** What waits for the next meeting, in its order. */
export async function waitingItems(tx: Tx, workspaceId: string): Promise<AgendaItemOnFile[]> {
  return tx.rows<AgendaItemOnFile>(
    `select ${itemColumns} from ${itemJoined} where i.workspace_id = $1 and i.meeting_id is null and i.taken_off_at is null order by i.place, i.put_at, i.id`,
    [workspaceId],
  );
}

/** One that waits or waited, held until the transaction ends. */
export async function itemToChange(tx: Tx, workspaceId: string, id: string): Promise<AgendaItemOnFile | null> {
  return tx.maybe<AgendaItemOnFile>(
    `select ${itemColumns} from ${itemJoined} where i.workspace_id = $1 and i.id = $2 and i.meeting_id is null for update of i`,
    [workspaceId, id],
  );
}

/** The order is set by one at a time; whatever is put on meanwhile waits too. */
export async function holdAgenda(tx: Tx, workspaceId: string): Promise<void> {
  await tx.run("select pg_advisory_xact_lock(hashtextextended($1 || ' agenda', 0))", [workspaceId]);
}

interface NewStep {
  readonly id: string;
  readonly by: string;
  readonly from: { readonly kind: StepSource; readonly id: string; readonly title: string } | null;
}

/** At the end of what waits. */
export async function insertItem(tx: Tx, workspaceId: string, { id, title, why, by, from }: NewStep & { title: string; why: string }): Promise<void> {
  await tx.run(
    `insert into evenhand.agenda_item (workspace_id, id, title, why, from_kind, from_id, from_title, put_by, place)
     select $1, $2, $3, nullif($4, ''), $5, $6, $7, $8, coalesce(max(place), 0) + 1 from evenhand.agenda_item where workspace_id = $1`,
    [workspaceId, id, title, why, from?.kind ?? null, from?.id ?? null, from?.title ?? null, by],
  );
}

export async function updateItem(tx: Tx, workspaceId: string, { id, title, why }: { id: string; title: string; why: string }): Promise<void> {
  await tx.run("update evenhand.agenda_item set title = $3, why = nullif($4, '') where workspace_id = $1 and id = $2", [workspaceId, id, title, why]);
}

export async function setTakenOff(tx: Tx, workspaceId: string, { id, isOff }: { id: string; isOff: boolean }): Promise<void> {
  await tx.run("update evenhand.agenda_item set taken_off_at = case when $3 then now() end where workspace_id = $1 and id = $2", [workspaceId, id, isOff]);
}

export async function setOrder(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<void> {
  await tx.run(
    `update evenhand.agenda_item i set place = n.place from unnest($2::uuid[]) with ordinality as n (id, place) where i.workspace_id = $1 and i.id = n.id`,
    [workspaceId, ids],
  );
}
