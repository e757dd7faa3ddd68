// The settings of a workspace: its name, money, time and language.
import { z } from "zod";

import { departments, roles } from "#facts/department.ts";
import { hidingReasons } from "#facts/hidden-rooms.ts";
import { listOf } from "#facts/papers-shape.ts";
import { gatheredKinds, liveKinds } from "#kit/live-kinds.ts";
import { endpoint } from "#kit/endpoint.ts";
import { currencyShape, inWorkspace } from "#kit/shapes.ts";

const tag = "workspace";

export const workspaceShape = z
  .object({
    slug: z.string(),
    name: z.string(),
    currency: currencyShape,
    timeZone: z.string(),
    language: z.enum(["en", "ru"]),
    fiscalStartMonth: z.number().int(),
    isDemo: z.boolean(),
    factsVersion: z.number().int(),
  })
  .meta({ id: "Workspace" });

export const readWorkspace = endpoint({
  name: "readWorkspace",
  method: "GET",
  path: "/api/w/:workspace",
  audience: "member",
  summary: "The workspace and what you are in it",
  tag,
  params: inWorkspace,
  reply: z.object({
    workspace: workspaceShape,
    you: z.object({ memberId: z.uuid(), name: z.string(), role: z.enum(roles), department: z.enum(departments).nullable() }),
    whyNotChange: z.string().nullable(),
    /** Rooms that do not apply to the firm, by their names: left out of the lists, open by their links. */
    hidden: listOf(z.object({ room: z.string(), because: z.enum(hidingReasons) })),
    /** Today in the workspace's time zone. */
    today: z.string(),
  }),
});

export const changeWorkspace = endpoint({
  name: "changeWorkspace",
  method: "PATCH",
  path: "/api/w/:workspace",
  audience: "member",
  summary: "Change the workspace's name, currency, time zone, language or first month of the fiscal year",
  tag,
  params: inWorkspace,
  body: z
    .strictObject({
      name: z.string().trim().min(1).max(120),
      currency: currencyShape,
      timeZone: z.string().min(1).max(60),
      language: z.enum(["en", "ru"]),
      fiscalStartMonth: z.number().int().min(1).max(12),
    })
    .partial(),
  reply: workspaceShape,
  refusals: ["only-administrators", "unknown-time-zone", "currency-has-facts"],
});

export const createWorkspace = endpoint({
  name: "createWorkspace",
  method: "POST",
  path: "/api/workspaces",
  audience: "signed-in",
  summary: "Begin another workspace; open to administrators of an existing one",
  tag,
  body: z.strictObject({
    name: z.string().trim().min(1).max(120),
    currency: currencyShape,
    timeZone: z.string().max(60).default("UTC"),
    language: z.enum(["en", "ru"]).default("en"),
  }),
  reply: z.object({ workspace: z.string() }),
  refusals: ["only-administrators", "unknown-time-zone"],
});

/** Live changes: 'facts' when numbers may have changed, 'import' with an import's progress, 'claims' when one was filed or taken back, 'notices' when yours have changed, 'presence' who of those you may see is here, 'missed' when you read too slowly and what waited was dropped (ask everything anew), 'beat' every 20 seconds, 'end' when the session is over. */
export const listenToWorkspace = endpoint({
  name: "listenToWorkspace",
  method: "GET",
  path: "/api/w/:workspace/events",
  audience: "member",
  summary: "What changes in the workspace, as it happens (server-sent events)",
  tag,
  params: inWorkspace,
  /** The tab that listens: when it is closed, colleagues see at once that its reader is gone. */
  query: z.strictObject({ tab: z.uuid().optional() }),
  gives: "events",
  reply: z.object({
    kind: z.enum([...liveKinds, ...gatheredKinds, "missed", "beat", "end"]),
    importId: z.string().optional(),
  }),
});
