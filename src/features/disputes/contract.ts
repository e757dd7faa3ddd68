// Disputes about a number: what is doubted, by which rule and by when it is decided, what speaks for and against, what came of it.
import { z } from "zod";

import { disputeOutcomes, disputeRules, disputeStates, evidenceKinds, headRoles } from "#facts/disputes.ts";
import { entityNames } from "#facts/entities.ts";
import { intervalShape, listOf } from "#facts/papers-shape.ts";
import { endpoint } from "#kit/endpoint.ts";
import { currencyShape, dayShape, inWorkspace, inWorkspaceWithId, momentShape, nothing, periodShape } from "#kit/shapes.ts";

const tag = "disputes";
const textShape = z.string().trim().max(2000);
const unitShape = z.enum(["count", "share", "days", "money", "money-per-deal", "points", "hours", "index"]);
const readRefusals = ["agency-sees-only-what-is-shared"] as const;
const changeRefusals = ["role-only-reads", "not-found", "dispute-is-closed"] as const;

/** A claim's number is taken from its last verdict; a figure's is the one that the asker sees. */
const aboutShape = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("claim"), id: z.uuid(), period: periodShape }),
  z.strictObject({
    kind: z.literal("figure"),
    id: z.string().regex(/^[a-z][a-z0-9-]{1,59}$/),
    title: z.string().trim().min(1).max(200),
    period: periodShape,
    value: z.number(),
    low: z.number().nullable().default(null),
    high: z.number().nullable().default(null),
    unit: unitShape,
    currency: currencyShape.nullable().default(null),
  }),
]);

const evidenceBody = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("link"), content: z.url({ protocol: /^https?$/ }).max(2000) }),
  z.strictObject({ kind: z.literal("record"), entity: z.enum(entityNames), content: z.string().trim().min(1).max(400) }),
  z.strictObject({ kind: z.literal("note"), content: textShape.min(1) }),
]);

const voiceShape = z.object({
  role: z.enum(headRoles),
  name: z.string().nullable(),
  outcome: z.enum(disputeOutcomes),
  value: z.number().nullable(),
  reason: z.string().nullable(),
  saidAt: momentShape,
});

export const disputeShape = z
  .object({
    id: z.uuid(),
    about: z.object({ kind: z.enum(["claim", "figure"]), id: z.string() }),
    /** How the number was called: the claim's words, the figure's name. */
    title: z.string(),
    period: periodShape,
    /** As it was when it was doubted, looked at from `asOf`. */
    value: z.number(),
    interval: intervalShape.nullable(),
    unit: unitShape,
    currency: currencyShape.nullable(),
    asOf: dayShape,
    concerns: z.enum(["sales", "marketing", "both"]),
    said: z.string(),
    rule: z.enum(disputeRules),
    workingDays: z.number().int(),
    dueOn: dayShape,
    state: z.enum(disputeStates),
    openedBy: z.string().nullable(),
    openedAt: momentShape,
    /** Who decides by the rule: both heads, or one. */
    deciders: z.array(z.enum(headRoles)),
    voices: z.array(voiceShape),
    outcome: z.enum(disputeOutcomes).nullable(),
    agreedValue: z.number().nullable(),
    decidedAt: momentShape.nullable(),
    withdrawnAt: momentShape.nullable(),
    whyNotDecide: z.string().nullable(),
    whyNotAdd: z.string().nullable(),
    whyNotWithdraw: z.string().nullable(),
  })
  .meta({ id: "Dispute" });
export type DisputeView = z.output<typeof disputeShape>;

const evidenceShape = z.object({
  id: z.uuid(),
  kind: z.enum(evidenceKinds),
  entity: z.enum(entityNames).nullable(),
  content: z.string(),
  addedBy: z.string().nullable(),
  addedAt: momentShape,
  whyNotRemove: z.string().nullable(),
});
export type EvidenceView = z.output<typeof evidenceShape>;

export const listDisputes = endpoint({
  name: "listDisputes",
  method: "GET",
  path: "/api/w/:workspace/disputes",
  audience: "member",
  summary: "Disputes about numbers: undecided ones first by the day they are due, then those decided and withdrawn, the latest first",
  tag,
  params: inWorkspace,
  refusals: readRefusals,
  reply: z.object({ disputes: listOf(disputeShape), whyNotOpen: z.string().nullable() }),
});
export type DisputeList = z.output<(typeof listDisputes)["reply"]>;

export const readDispute = endpoint({
  name: "readDispute",
  method: "GET",
  path: "/api/w/:workspace/disputes/:id",
  audience: "member",
  summary: "One dispute with what speaks for and against",
  tag,
  params: inWorkspaceWithId,
  refusals: [...readRefusals, "not-found"],
  reply: z.object({ dispute: disputeShape, evidence: listOf(evidenceShape) }),
});

export const openDispute = endpoint({
  name: "openDispute",
  method: "POST",
  path: "/api/w/:workspace/disputes",
  audience: "member",
  summary: "Doubt a number: what is wrong, and by which rule and within how many working days it is decided",
  tag,
  params: inWorkspace,
  body: z.strictObject({
    about: aboutShape,
    said: textShape.min(1),
    rule: z.enum(disputeRules),
    workingDays: z.number().int().min(1).max(60).default(5),
    evidence: z.array(evidenceBody).max(20).default([]),
  }),
  creates: true,
  reply: disputeShape,
  refusals: ["role-only-reads", "no-such-claim", "claim-without-number", "already-in-dispute", "nobody-works"],
});

export const addEvidence = endpoint({
  name: "addEvidence",
  method: "POST",
  path: "/api/w/:workspace/disputes/:id/evidence",
  audience: "member",
  summary: "Attach what speaks for or against: an address, a record, a note",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ evidence: evidenceBody }),
  creates: true,
  reply: z.object({ id: z.uuid() }),
  refusals: changeRefusals,
});

export const removeEvidence = endpoint({
  name: "removeEvidence",
  method: "DELETE",
  path: "/api/w/:workspace/disputes/:id/evidence/:evidence",
  audience: "member",
  summary: "Take back what one attached, as long as nothing is decided",
  tag,
  params: inWorkspaceWithId.extend({ evidence: z.uuid() }),
  reply: nothing,
  refusals: [...changeRefusals, "not-yours"],
});

export const decideDispute = endpoint({
  name: "decideDispute",
  method: "POST",
  path: "/api/w/:workspace/disputes/:id/decision",
  audience: "member",
  summary: "Say what one decides; it is decided when all whom the rule names have said the same",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ outcome: z.enum(disputeOutcomes), value: z.number().nullable().default(null), reason: textShape.default("") }),
  reply: disputeShape,
  refusals: [...changeRefusals, "not-named-by-the-rule", "value-and-outcome-do-not-fit", "record-decides-yes-or-no", "decision-without-ground"],
});

export const withdrawDispute = endpoint({
  name: "withdrawDispute",
  method: "DELETE",
  path: "/api/w/:workspace/disputes/:id",
  audience: "member",
  summary: "Take a dispute back; it can be taken up again",
  tag,
  params: inWorkspaceWithId,
  reply: nothing,
  refusals: [...changeRefusals, "not-yours"],
});

export const restoreDispute = endpoint({
  name: "restoreDispute",
  method: "POST",
  path: "/api/w/:workspace/disputes/:id/restored",
  audience: "member",
  summary: "Take a withdrawn dispute up again",
  tag,
  params: inWorkspaceWithId,
  reply: nothing,
  refusals: [...changeRefusals, "not-yours", "already-in-dispute"],
});
