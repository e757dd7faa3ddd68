// Telling the outside: in the transaction of what happened, a delivery is written down for each address that asked for such events.
import type { Tx } from "#db/database.ts";
import type { WebhookData, WebhookEvent } from "#facts/webhook.ts";

const longestText = 600;

interface Announced<E extends WebhookEvent> {
  readonly event: E;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly data: WebhookData<E>;
}

/** A paused address misses nothing: what happens meanwhile waits for it. */
export async function announce<E extends WebhookEvent>(tx: Tx, workspaceId: string, { event, subject, data }: Announced<E>): Promise<void> {
  const short = Object.fromEntries(Object.entries(data).map(([name, value]) => [name, typeof value === "string" ? value.slice(0, longestText) : value]));
  const queued = await tx.run(
    `insert into evenhand.webhook_delivery (workspace_id, id, webhook_id, event, subject_kind, subject_id, data)
     select w.workspace_id, gen_random_uuid(), w.id, $2, $3, $4, $5::jsonb from evenhand.webhook w where w.workspace_id = $1 and $2 = any(w.events)`,
    [workspaceId, event, subject.kind, subject.id, JSON.stringify(short)],
  );
  if (queued > 0) await tx.notify("evenhand_webhooks", workspaceId);
}
