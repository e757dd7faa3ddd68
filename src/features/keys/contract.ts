// API keys: how another program speaks for a member, shown once, and taken back at any time.
import { z } from "zod";

import { endpoint } from "#kit/endpoint.ts";
import { inWorkspace, inWorkspaceWithId, momentShape, nothing } from "#kit/shapes.ts";

const tag = "keys";

/** read: look; write: also change and import. A key can never do more than its member. */
export const keyScopes = ["read", "write"] as const;

export const keyShape = z.object({
  id: z.uuid(),
  name: z.string(),
  /** The first characters, to tell keys apart. */
  prefix: z.string(),
  scopes: z.array(z.enum(keyScopes)),
  memberId: z.uuid(),
  memberName: z.string(),
  createdAt: momentShape,
  lastUsedAt: momentShape.nullable(),
  expiresAt: momentShape.nullable(),
  isRevoked: z.boolean(),
});
export type KeyView = z.output<typeof keyShape>;

export const listKeys = endpoint({
  name: "listKeys",
  method: "GET",
  path: "/api/w/:workspace/keys",
  audience: "member",
  summary: "Your API keys; administrators see everybody's",
  tag,
  params: inWorkspace,
  reply: z.object({ keys: z.array(keyShape), whyNotCreate: z.string().nullable() }),
});

export const createKey = endpoint({
  name: "createKey",
  method: "POST",
  path: "/api/w/:workspace/keys",
  audience: "member",
  summary: "Make an API key for yourself; the whole key is in this answer and never again",
  tag,
  params: inWorkspace,
  body: z.strictObject({
    name: z.string().trim().min(1).max(80),
    scopes: z.array(z.enum(keyScopes)).min(1).max(2),
    expiresInDays: z.number().int().min(1).max(3650).nullable().default(365),
  }),
  reply: z.object({ key: keyShape, secret: z.string() }),
  refusals: ["role-only-reads", "too-many-keys", "agency-has-no-keys"],
});

export const revokeKey = endpoint({
  name: "revokeKey",
  method: "DELETE",
  path: "/api/w/:workspace/keys/:id",
  audience: "member",
  summary: "Revoke an API key: it stops at once",
  tag,
  params: inWorkspaceWithId,
  reply: nothing,
  refusals: ["not-your-key"],
});
