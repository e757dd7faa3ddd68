// Addresses outside and deliveries to them, as they stand in the tables.
import type { Tx } from "#db/database.ts";
import type { WebhookEvent, WebhookShape } from "#facts/webhook.ts";
import type { DeliveryView, WebhookView } from "#features/webhooks/contract.ts";

const columns = `w.id, w.name, w.host, w.events, w.shape, w.created_at as "createdAt", m.name as "createdBy", w.paused_at as "pausedAt", w.paused_because as "pausedBecause",
  (select count(*)::int from evenhand.webhook_delivery d where d.workspace_id = $1 and d.webhook_id = w.id and d.state = 'waiting') as waiting,
  (select max(d.ended_at) from evenhand.webhook_delivery d where d.workspace_id = $1 and d.webhook_id = w.id and d.state = 'delivered') as "lastDeliveredAt"`;
const joined = "evenhand.webhook w left join evenhand.member m on m.workspace_id = w.workspace_id and m.id = w.created_by";

export async function webhookRows(tx: Tx, workspaceId: string): Promise<WebhookView[]> {
  return tx.rows<WebhookView>(`select ${columns} from ${joined} where w.workspace_id = $1 order by w.created_at, w.id`, [workspaceId]);
}

export async function webhookRow(tx: Tx, workspaceId: string, id: string): Promise<WebhookView | null> {
  return tx.maybe<WebhookView>(`select ${columns} from ${joined} where w.workspace_id = $1 and w.id = $2`, [workspaceId, id]);
}

export async function sealedOf(tx: Tx, workspaceId: string, id: string): Promise<string | null> {
  return (
    (await tx.maybe<{ sealed: string }>("select sealed from evenhand.webhook where workspace_id = $1 and id = $2 for update", [workspaceId, id]))?.sealed ??
    null
  );
}

export interface NewWebhook {
  readonly id: string;
  readonly name: string;
  readonly sealed: string;
  readonly host: string;
  readonly events: readonly WebhookEvent[];
  readonly shape: WebhookShape;
  readonly by: string;
}

export async function insertWebhook(tx: Tx, workspaceId: string, { id, name, sealed, host, events, shape, by }: NewWebhook): Promise<void> {
  await tx.run("insert into evenhand.webhook (workspace_id, id, name, sealed, host, events, shape, created_by) values ($1, $2, $3, $4, $5, $6, $7, $8)", [
    workspaceId,
    id,
    name,
    sealed,
    host,
    events,
    shape,
    by,
  ]);
}

export async function updateWebhook(
  tx: Tx,
  workspaceId: string,
  { id, name, events, shape }: Pick<WebhookView, "id" | "name" | "events" | "shape">,
): Promise<void> {
  await tx.run("update evenhand.webhook set name = $3, events = $4, shape = $5 where workspace_id = $1 and id = $2", [workspaceId, id, name, events, shape]);
}

export async function setSealed(tx: Tx, workspaceId: string, { id, sealed }: { id: string; sealed: string }): Promise<void> {
  await tx.run("update evenhand.webhook set sealed = $3 where workspace_id = $1 and id = $2", [workspaceId, id, sealed]);
}

/** Null: it goes on, and what waits is due now. True where it was not so before. */
export async function setPaused(tx: Tx, workspaceId: string, { id, because }: { id: string; because: WebhookView["pausedBecause"] }): Promise<boolean> {
  const changed = await tx.run(
    "update evenhand.webhook set paused_at = case when $3::text is not null then now() end, paused_because = $3 where workspace_id = $1 and id = $2 and (paused_at is null) = ($3::text is not null)",
    [workspaceId, id, because],
  );
  if (because === null)
    await tx.run("update evenhand.webhook_delivery set next_at = now() where workspace_id = $1 and webhook_id = $2 and state = 'waiting'", [workspaceId, id]);
  return changed === 1;
}

export async function dropWebhook(tx: Tx, workspaceId: string, id: string): Promise<boolean> {
  return (await tx.run("delete from evenhand.webhook where workspace_id = $1 and id = $2", [workspaceId, id])) === 1;
}

export async function deliveriesOf(tx: Tx, workspaceId: string, webhookId: string): Promise<DeliveryView[]> {
  return tx.rows<DeliveryView>(
    `select id, event, state, attempts, happened_at as "happenedAt", case when state = 'waiting' then next_at end as "nextAt", ended_at as "endedAt", status, reply
       from evenhand.webhook_delivery where workspace_id = $1 and webhook_id = $2 order by happened_at desc, id limit 200`,
    [workspaceId, webhookId],
  );
}

export async function insertTest(tx: Tx, workspaceId: string, { id, webhookId }: { id: string; webhookId: string }): Promise<void> {
  await tx.run(
    "insert into evenhand.webhook_delivery (workspace_id, id, webhook_id, event, subject_kind, subject_id, data) values ($1, $2, $3::uuid, 'test', 'webhook', $3::uuid::text, '{}')",
    [workspaceId, id, webhookId],
  );
}

/** Waits anew, with all its attempts before it. */
export async function queueAgain(tx: Tx, workspaceId: string, id: string): Promise<boolean> {
  const set = "state = 'waiting', attempts = 0, next_at = now(), ended_at = null";
  return (await tx.run(`update evenhand.webhook_delivery set ${set} where workspace_id = $1 and id = $2`, [workspaceId, id])) === 1;
}

export interface ClaimedDelivery {
  readonly id: string;
  readonly webhookId: string;
  readonly event: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly data: Readonly<Record<string, string | number | null>>;
  readonly happenedAt: string;
  readonly attempts: number;
  readonly sealed: string;
  readonly shape: WebhookShape;
}

/** Takes what is due, oldest first. Whoever dies with it leaves it to another in two minutes; a test goes out though the address is paused. */
export async function claimDeliveries(tx: Tx, workspaceId: string, most: number): Promise<ClaimedDelivery[]> {
  return tx.rows<ClaimedDelivery>(
    `with due as (
       select d.id from evenhand.webhook_delivery d join evenhand.webhook w on w.workspace_id = $1 and w.id = d.webhook_id
        where d.workspace_id = $1 and d.state = 'waiting' and d.next_at <= now() and (w.paused_at is null or d.event = 'test')
        order by d.happened_at, d.id limit $2 for update of d skip locked)
     update evenhand.webhook_delivery d set attempts = d.attempts + 1, next_at = now() + interval '2 minutes'
       from due, evenhand.webhook w where d.workspace_id = $1 and d.id = due.id and w.workspace_id = $1 and w.id = d.webhook_id
     returning d.id, d.webhook_id as "webhookId", d.event, d.subject_kind as "subjectKind", d.subject_id as "subjectId", d.data, d.happened_at as "happenedAt", d.attempts, w.sealed, w.shape`,
    [workspaceId, most],
  );
}

interface Ended {
  readonly id: string;
  readonly state: "delivered" | "failed" | "waiting";
  readonly status: number | null;
  readonly reply: string;
  /** Of one that waits. */
  readonly seconds?: number;
}

export async function endDelivery(tx: Tx, workspaceId: string, { id, state, status, reply, seconds = 0 }: Ended): Promise<void> {
  await tx.run(
    `update evenhand.webhook_delivery set state = $3, status = $4, reply = $5, ended_at = case when $3 <> 'waiting' then now() end, next_at = now() + make_interval(secs => $6)
      where workspace_id = $1 and id = $2`,
    [workspaceId, id, state, status, reply, seconds],
  );
}

/** Deliveries that ended a month ago. */
export async function forgetDeliveries(tx: Tx, workspaceId: string): Promise<void> {
  await tx.run("delete from evenhand.webhook_delivery where workspace_id = $1 and ended_at < now() - interval '30 days'", [workspaceId]);
}

export async function companyOf(tx: Tx, workspaceId: string): Promise<{ slug: string; language: "en" | "ru"; timeZone: string }> {
  return tx.one(`select slug, language, time_zone as "timeZone" from evenhand.workspace where workspace_id = $1`, [workspaceId]);
}
