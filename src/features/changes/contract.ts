// What changed, and when: turning points on record and proposed; they are marked on every chart that runs over time.
import { z } from "zod";

import { owners } from "#facts/department.ts";
import { listOf } from "#facts/papers-shape.ts";
import { turningKinds } from "#facts/turning-point.ts";
import { endpoint } from "#kit/endpoint.ts";
import { dayShape, inWorkspace, inWorkspaceWithId, momentShape, nothing } from "#kit/shapes.ts";

const tag = "changes";
const proposalShape = z.string().min(1).max(300);

export const turnShape = z
  .object({
    id: z.uuid(),
    kind: z.enum(turningKinds),
    day: dayShape,
    name: z.string(),
    note: z.string().nullable(),
    owner: z.enum(owners),
    /** Read from the facts before a person confirmed it. */
    isConfirmed: z.boolean(),
    enteredBy: z.string().nullable(),
    enteredAt: momentShape,
    whyNotChange: z.string().nullable(),
  })
  .meta({ id: "TurningPoint" });
export type TurnView = z.output<typeof turnShape>;

export const proposedTurnShape = z
  .object({
    key: proposalShape,
    kind: z.enum(turningKinds),
    day: dayShape,
    owner: z.enum(owners),
    subject: z.string().nullable(),
    /** Fall of the index, share of a year's revenue, change of the list price. */
    size: z.number().nullable(),
  })
  .meta({ id: "ProposedTurningPoint" });
export type ProposedTurnView = z.output<typeof proposedTurnShape>;

export const listTurningPoints = endpoint({
  name: "listTurningPoints",
  method: "GET",
  path: "/api/w/:workspace/turning-points",
  audience: "member",
  summary: "Turning points on record, those that the facts propose, and those dismissed with the reason",
  tag,
  params: inWorkspace,
  refusals: ["agency-sees-only-what-is-shared"],
  reply: z.object({
    turns: listOf(turnShape),
    proposed: listOf(proposedTurnShape),
    dismissed: listOf(proposedTurnShape.extend({ reason: z.string(), dismissedBy: z.string().nullable(), dismissedAt: momentShape })),
    whyNotEnter: z.string().nullable(),
    whyNotDismiss: z.string().nullable(),
  }),
});

const detail = {
  kind: z.enum(turningKinds),
  day: dayShape,
  name: z.string().trim().min(1).max(120),
  note: z.string().trim().max(2000).default(""),
  owner: z.enum(owners),
};

export const enterTurningPoint = endpoint({
  name: "enterTurningPoint",
  method: "POST",
  path: "/api/w/:workspace/turning-points",
  audience: "member",
  summary: "Put a turning point on record; with the key of a proposal it confirms that one",
  tag,
  params: inWorkspace,
  body: z.strictObject({ ...detail, proposal: proposalShape.nullable().default(null) }),
  reply: turnShape,
  refusals: ["role-only-reads", "already-confirmed", "day-in-the-future"],
});

export const changeTurningPoint = endpoint({
  name: "changeTurningPoint",
  method: "PUT",
  path: "/api/w/:workspace/turning-points/:id",
  audience: "member",
  summary: "Change a turning point",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject(detail),
  reply: turnShape,
  refusals: ["role-only-reads", "not-your-turning-point", "day-in-the-future"],
});

export const removeTurningPoint = endpoint({
  name: "removeTurningPoint",
  method: "DELETE",
  path: "/api/w/:workspace/turning-points/:id",
  audience: "member",
  summary: "Take a turning point off the record; it can be brought back",
  tag,
  params: inWorkspaceWithId,
  reply: nothing,
  refusals: ["role-only-reads", "not-your-turning-point"],
});

export const restoreTurningPoint = endpoint({
  name: "restoreTurningPoint",
  method: "POST",
  path: "/api/w/:workspace/turning-points/:id/restored",
  audience: "member",
  summary: "Bring back a turning point that was taken off the record",
  tag,
  params: inWorkspaceWithId,
  reply: turnShape,
  refusals: ["role-only-reads", "not-your-turning-point", "already-confirmed"],
});

export const dismissTurningPoint = endpoint({
  name: "dismissTurningPoint",
  method: "POST",
  path: "/api/w/:workspace/turning-points/dismissed",
  audience: "member",
  summary: "Say that a proposed turning point is none, with the reason; it is marked no more",
  tag,
  params: inWorkspace,
  body: z.strictObject({ proposal: proposalShape, reason: z.string().trim().min(1).max(2000) }),
  reply: nothing,
  refusals: ["only-heads-dismiss", "no-such-proposal"],
});

export const proposeAgain = endpoint({
  name: "proposeAgain",
  method: "POST",
  path: "/api/w/:workspace/turning-points/proposed",
  audience: "member",
  summary: "Take back the dismissal of a proposed turning point",
  tag,
  params: inWorkspace,
  body: z.strictObject({ proposal: proposalShape }),
  reply: nothing,
  refusals: ["only-heads-dismiss"],
});
