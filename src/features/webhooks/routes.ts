// Answers about webhooks: addresses that are told, their secrets shown once, deliveries and sending again.
import { randomBytes, randomUUID } from "node:crypto";

import { mostWebhooks, whyNotWebhooks } from "#features/webhooks/access.ts";
import {
  changeWebhook,
  createWebhook,
  listDeliveries,
  listWebhooks,
  removeWebhook,
  renewWebhookSecret,
  sendAgain,
  testWebhook,
} from "#features/webhooks/contract.ts";
import { type HookSecrets, aboutHook, hookKey, secretPrefix } from "#features/webhooks/jobs.ts";
import {
  deliveriesOf,
  dropWebhook,
  insertTest,
  insertWebhook,
  queueAgain,
  sealedOf,
  setPaused,
  setSealed,
  updateWebhook,
  webhookRow,
  webhookRows,
} from "#features/webhooks/store.ts";
import { words } from "#features/webhooks/words.en.ts";
import type { Tx } from "#db/database.ts";
import { deny, invalid, missing } from "#http/answers.ts";
import type { AllowedTargets } from "#http/outgoing-target.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Route, serve } from "#http/route.ts";
import { seal, unseal } from "#http/secrets.ts";
import { type Refusal, refuse } from "#kit/refusal.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { audit } from "#ledger/audit.ts";

// A key made for a program does not open ways out.
const options = { sentences: sentencesOf(words), scope: "never" as const };
type Here = Pick<MemberQuestion, "asker" | "database">;

export const newHookSecret = () => secretPrefix + randomBytes(32).toString("base64");

/** Https, without a user in it; http only to what the settings opened. A name is judged again whenever it is called. */
function hostOf(address: string, allowed: AllowedTargets): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, hostname, host, username, password } = new URL(address);
  if (username !== "" || password !== "") return null;
  const bare = hostname.replace(/^\[|\]$/g, "");
  if (protocol !== "https:" && !(protocol === "http:" && allowed.isOpened(bare))) return null;
  const isNumber = /^[\d.]+$|:/.test(bare);
  if (isNumber ? !allowed.mayConnect(bare, bare) : bare === "localhost" && !allowed.isOpened(bare)) return null;
  return host;
}

export const routes: Route[] = [
  serve(
    listWebhooks,
    async ({ asker, database }) => {
      const why = whyNotWebhooks(asker);
      if (why !== null) return deny(why);
      return { webhooks: await database.inWorkspace(asker.workspaceId, (tx) => webhookRows(tx, asker.workspaceId), { readOnly: true }) };
    },
    options,
  ),
  serve(
    createWebhook,
    async ({ asker, database, body, server }) => {
      const why = whyNotWebhooks(asker);
      if (why !== null) return deny(why);
      const host = hostOf(body.address, server.targets);
      if (host === null) return invalid("address-not-allowed");
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        if ((await webhookRows(tx, asker.workspaceId)).length >= mostWebhooks) return refuse("too-many-webhooks");
        const { name, events, shape, address } = body;
        const [id, secret] = [randomUUID(), newHookSecret()];
        const sealed = seal(JSON.stringify({ address, secret } satisfies HookSecrets), { key: server.keyOf(hookKey), about: aboutHook(asker.workspaceId, id) });
        await insertWebhook(tx, asker.workspaceId, { id, name, sealed, host, events, shape, by: asker.memberId });
        await audit(tx, asker, { act: "webhook.made", subjectKind: "webhook", subjectId: id, after: { name, host, events, shape } });
        return { webhook: (await webhookRow(tx, asker.workspaceId, id))!, secret };
      });
    },
    options,
  ),
  serve(
    changeWebhook,
    async ({ asker, database, params, body }) =>
      withHook({ asker, database }, params.id, async (tx) => {
        const before = (await webhookRow(tx, asker.workspaceId, params.id))!;
        const { name = before.name, events = before.events, shape = before.shape, isPaused } = body;
        await updateWebhook(tx, asker.workspaceId, { id: params.id, name, events, shape });
        if (isPaused !== undefined) await setPaused(tx, asker.workspaceId, { id: params.id, because: isPaused ? "by-hand" : null });
        if (isPaused === false) await tx.notify("evenhand_webhooks", asker.workspaceId);
        const { name: was, events: told, shape: had } = before;
        await audit(tx, asker, {
          act: "webhook.changed",
          subjectKind: "webhook",
          subjectId: params.id,
          before: { name: was, events: told, shape: had },
          after: body,
        });
        return (await webhookRow(tx, asker.workspaceId, params.id))!;
      }),
    options,
  ),
  serve(
    removeWebhook,
    async ({ asker, database, params }) =>
      withHook({ asker, database }, params.id, async (tx) => {
        const { name, host } = (await webhookRow(tx, asker.workspaceId, params.id))!;
        await dropWebhook(tx, asker.workspaceId, params.id);
        await audit(tx, asker, { act: "webhook.removed", subjectKind: "webhook", subjectId: params.id, before: { name, host } });
        return {};
      }),
    options,
  ),
  serve(
    renewWebhookSecret,
    async ({ asker, database, params, server }) =>
      withHook({ asker, database }, params.id, async (tx, sealed) => {
        const by = { key: server.keyOf(hookKey), about: aboutHook(asker.workspaceId, params.id) };
        const opened = unseal(sealed, by);
        if (opened === null) return missing();
        const secret = newHookSecret();
        await setSealed(tx, asker.workspaceId, { id: params.id, sealed: seal(JSON.stringify({ ...(JSON.parse(opened) as HookSecrets), secret }), by) });
        await audit(tx, asker, { act: "webhook.renewed", subjectKind: "webhook", subjectId: params.id });
        return { secret };
      }),
    options,
  ),
  serve(
    testWebhook,
    async ({ asker, database, params }) =>
      withHook({ asker, database }, params.id, async (tx) => {
        await insertTest(tx, asker.workspaceId, { id: randomUUID(), webhookId: params.id });
        await tx.notify("evenhand_webhooks", asker.workspaceId);
        return {};
      }),
    options,
  ),
  serve(
    listDeliveries,
    async ({ asker, database, params }) =>
      withHook({ asker, database }, params.id, async (tx) => ({
        webhook: (await webhookRow(tx, asker.workspaceId, params.id))!,
        deliveries: await deliveriesOf(tx, asker.workspaceId, params.id),
      })),
    options,
  ),
  serve(
    sendAgain,
    async ({ asker, database, params }) => {
      const why = whyNotWebhooks(asker);
      if (why !== null) return deny(why);
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        if (!(await queueAgain(tx, asker.workspaceId, params.id))) return missing();
        await tx.notify("evenhand_webhooks", asker.workspaceId);
        return {};
      });
    },
    options,
  ),
];

/** One act on a webhook that is there, by somebody who may. */
async function withHook<T>({ asker, database }: Here, id: string, act: (tx: Tx, sealed: string) => Promise<T>): Promise<T | Refusal> {
  const why = whyNotWebhooks(asker);
  if (why !== null) return deny(why);
  return database.inWorkspace(asker.workspaceId, async (tx) => {
    const sealed = await sealedOf(tx, asker.workspaceId, id);
    return sealed === null ? missing() : act(tx, sealed);
  });
}
