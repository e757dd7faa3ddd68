// Webhooks: which addresses outside are told of which events, and what became of each delivery.
import { z } from "zod";

import { listOf } from "#facts/papers-shape.ts";
import { deliveryStates, webhookEventNames, webhookShapes } from "#facts/webhook.ts";
import { endpoint } from "#kit/endpoint.ts";
import { inWorkspace, inWorkspaceWithId, momentShape, nothing } from "#kit/shapes.ts";

const tag = "webhooks";
const refusals = ["webhooks-are-for-administrators"] as const;
const eventShape = z.enum(webhookEventNames);
const given = {
  name: z.string().trim().min(1).max(80),
  events: z.array(eventShape).min(1).max(webhookEventNames.length),
  shape: z.enum(webhookShapes),
};

export const webhookShape = z
  .object({
    id: z.uuid(),
    name: z.string(),
    /** Of the address; the whole address is shown to nobody any more. */
    host: z.string(),
    events: listOf(eventShape),
    shape: z.enum(webhookShapes),
    createdAt: momentShape,
    createdBy: z.string().nullable(),
    pausedAt: momentShape.nullable(),
    pausedBecause: z.enum(["by-hand", "failed", "gone"]).nullable(),
    waiting: z.number().int(),
    lastDeliveredAt: momentShape.nullable(),
  })
  .meta({ id: "Webhook" });
export type WebhookView = z.output<typeof webhookShape>;

export const listWebhooks = endpoint({
  name: "listWebhooks",
  method: "GET",
  path: "/api/w/:workspace/webhooks",
  audience: "member",
  summary: "Addresses outside that are told of events",
  tag,
  params: inWorkspace,
  reply: z.object({ webhooks: listOf(webhookShape) }),
  refusals,
});

export const createWebhook = endpoint({
  name: "createWebhook",
  method: "POST",
  path: "/api/w/:workspace/webhooks",
  audience: "member",
  summary: "Tell an address of events; the secret under which bodies are signed is in this answer and never again",
  tag,
  params: inWorkspace,
  body: z.strictObject({ ...given, address: z.string().trim().min(1).max(1000) }),
  creates: true,
  reply: z.object({ webhook: webhookShape, secret: z.string() }),
  refusals: [...refusals, "address-not-allowed", "too-many-webhooks"],
});

export const changeWebhook = endpoint({
  name: "changeWebhook",
  method: "PATCH",
  path: "/api/w/:workspace/webhooks/:id",
  audience: "member",
  summary: "Change its name, events or shape, pause it, or let it go on: what happened meanwhile is sent then",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ ...z.object(given).partial().shape, isPaused: z.boolean().optional() }),
  reply: webhookShape,
  refusals: [...refusals, "not-found"],
});

export const removeWebhook = endpoint({
  name: "removeWebhook",
  method: "DELETE",
  path: "/api/w/:workspace/webhooks/:id",
  audience: "member",
  summary: "Tell this address nothing more; its deliveries go with it",
  tag,
  params: inWorkspaceWithId,
  reply: nothing,
  refusals: [...refusals, "not-found"],
});

export const renewWebhookSecret = endpoint({
  name: "renewWebhookSecret",
  method: "POST",
  path: "/api/w/:workspace/webhooks/:id/secret",
  audience: "member",
  summary: "Another secret from now on; it is in this answer and never again",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({}),
  reply: z.object({ secret: z.string() }),
  refusals: [...refusals, "not-found"],
});

export const testWebhook = endpoint({
  name: "testWebhook",
  method: "POST",
  path: "/api/w/:workspace/webhooks/:id/test",
  audience: "member",
  summary: "Send a test, to see that it arrives",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({}),
  reply: nothing,
  refusals: [...refusals, "not-found"],
});

export const deliveryShape = z.object({
  id: z.uuid(),
  event: z.string(),
  state: z.enum(deliveryStates),
  attempts: z.number().int(),
  happenedAt: momentShape,
  nextAt: momentShape.nullable(),
  endedAt: momentShape.nullable(),
  status: z.number().int().nullable(),
  reply: z.string().nullable(),
});
export type DeliveryView = z.output<typeof deliveryShape>;

export const listDeliveries = endpoint({
  name: "listDeliveries",
  method: "GET",
  path: "/api/w/:workspace/webhooks/:id/deliveries",
  audience: "member",
  summary: "The last two hundred deliveries to an address, the latest first",
  tag,
  params: inWorkspaceWithId,
  reply: z.object({ webhook: webhookShape, deliveries: listOf(deliveryShape) }),
  refusals: [...refusals, "not-found"],
});

export const sendAgain = endpoint({
  name: "sendAgain",
  method: "POST",
  path: "/api/w/:workspace/webhook-deliveries/:id/again",
  audience: "member",
  summary: "Send a delivery again, with the id that it had",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({}),
  reply: nothing,
  refusals: [...refusals, "not-found"],
});
