// Turning points: those on record and those that the facts propose, who has seen them, and the check of the cooperation that each opens.
// Long because: a turning point and its check are described once, as they are read and as they are changed.
import { z } from "zod";

import { owners } from "#facts/department.ts";
import { cautionShape, intervalShape, listOf } from "#facts/papers-shape.ts";
import { claimKeys, claimVerdicts } from "#facts/claims.ts";
import { type SurveyStatement, surveyStatements } from "#facts/survey.ts";
import { checkParts, checkStates, turningKinds, watchedSales } from "#facts/turning-point.ts";
import { endpoint } from "#kit/endpoint.ts";
import { dayShape, inWorkspace, inWorkspaceWithId, momentShape, nothing, periodShape, workspaceSlugShape } from "#kit/shapes.ts";

const tag = "turns";
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
    /** none: nothing of its check was taken or left; over: closed with a word of what came of it. */
    check: z.enum(["none", "under-way", "over"]),
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
    /** Fall of the index or of sales, share of a year's revenue, change of the list price, growth in a year. */
    size: z.number().nullable(),
    /** Of sales: what was watched, when it may have begun, the range of the size, and with which month it was told first. */
    told: z.object({ figure: z.enum(watchedSales), between: periodShape, interval: intervalShape, toldOn: dayShape, also: z.boolean() }).optional(),
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
    proposed: listOf(proposedTurnShape.extend({ isSeen: z.boolean() })),
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
  creates: true,
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

const unitShape = z.enum(["count", "share", "days", "money", "money-per-deal", "points", "hours", "index"]);
/** The id of one on record, or the key of a proposal. */
const inWorkspaceWithTurn = z.strictObject({ workspace: workspaceSlugShape, turn: proposalShape });
const statementKeys = Object.keys(surveyStatements) as [SurveyStatement, ...SurveyStatement[]];

const expectedClaimShape = z.object({
  standard: z.enum(claimKeys),
  verdict: z.enum(claimVerdicts),
  reason: z.string().nullable(),
  effect: z.number().nullable(),
  interval: intervalShape.nullable(),
  unit: unitShape,
  sample: z.number().int(),
});
export type ExpectedClaim = z.output<typeof expectedClaimShape>;

const checkPartShape = z.object({
  part: z.enum(checkParts),
  /** open: neither taken nor left. */
  state: z.enum(["open", ...checkStates]),
  reason: z.string().nullable(),
  by: z.string().nullable(),
  at: momentShape.nullable(),
  /** The wave or the item that came of it. */
  madeId: z.uuid().nullable(),
  /** What the records said of the claims when it was taken. */
  kept: listOf(expectedClaimShape).nullable(),
});
export type CheckPartView = z.output<typeof checkPartShape>;

const seriesShape = z.object({
  key: z.enum(watchedSales),
  unit: unitShape,
  currency: z.string().optional(),
  points: listOf(z.object({ period: periodShape, value: z.number().nullable(), interval: intervalShape.nullable(), sample: z.number().int() })),
});
export type TurnSeries = z.output<typeof seriesShape>;

export const readTurningPoint = endpoint({
  name: "readTurningPoint",
  method: "GET",
  path: "/api/w/:workspace/turning-points/:turn",
  audience: "member",
  summary: "One turning point, on record or proposed: sales around it, who has looked at it, and the check of the cooperation that it opens",
  tag,
  params: inWorkspaceWithTurn,
  refusals: ["agency-sees-only-what-is-shared", "not-found"],
  reply: z.object({
    turn: turnShape.nullable(),
    /** As the facts propose it today; null: a person thought of it, or the facts propose it no more. */
    proposal: proposedTurnShape.nullable(),
    dismissed: z.object({ reason: z.string(), by: z.string().nullable(), at: momentShape }).nullable(),
    seen: listOf(z.object({ name: z.string(), at: momentShape })),
    series: listOf(seriesShape),
    /** Null: not on record yet. */
    check: z
      .object({
        parts: listOf(checkPartShape),
        statements: listOf(z.enum(statementKeys)),
        claims: listOf(z.enum(claimKeys)),
        over: z.object({ outcome: z.string(), on: dayShape, by: z.string().nullable() }).nullable(),
      })
      .nullable(),
    whyNotEnter: z.string().nullable(),
    whyNotDismiss: z.string().nullable(),
    whyNotCheck: z.string().nullable(),
  }),
});
export type TurnDetail = z.output<(typeof readTurningPoint)["reply"]>;

export const seeTurningPoint = endpoint({
  name: "seeTurningPoint",
  method: "POST",
  path: "/api/w/:workspace/turning-points/:turn/seen",
  audience: "member",
  summary: "Note that one has looked at a turning point",
  tag,
  params: inWorkspaceWithTurn,
  refusals: ["agency-sees-only-what-is-shared", "role-only-reads"],
  reply: nothing,
});

export const readExpectedClaims = endpoint({
  name: "readExpectedClaims",
  method: "GET",
  path: "/api/w/:workspace/turning-points/:id/claims",
  audience: "member",
  summary: "The claims that usually come up at such a turn, each with what the records say today",
  tag,
  params: inWorkspaceWithId,
  refusals: ["agency-sees-only-what-is-shared", "not-found", "no-facts-yet"],
  reply: z.object({ claims: listOf(expectedClaimShape), currency: z.string() }),
});

export const setCheckPart = endpoint({
  name: "setCheckPart",
  method: "PUT",
  path: "/api/w/:workspace/turning-points/:id/check/:part",
  audience: "member",
  summary: "Take a part of a turning point's check, leave it, or take back either",
  tag,
  params: inWorkspaceWithId.extend({ part: z.enum(checkParts) }),
  body: z.strictObject({ state: z.enum(["open", ...checkStates]), reason: z.string().trim().max(2000).default("") }),
  refusals: [
    "role-only-reads",
    "only-heads-check",
    "not-found",
    "check-is-over",
    "part-decided",
    "on-an-agenda",
    "wave-has-opened",
    "wave-under-way",
    "too-few-on-a-side",
    "too-few-in-all",
    "both-heads-needed",
    "no-facts-yet",
  ],
  reply: checkPartShape,
});

export const endTurnCheck = endpoint({
  name: "endTurnCheck",
  method: "PUT",
  path: "/api/w/:workspace/turning-points/:id/over",
  audience: "member",
  summary: "Close a turning point's check with a word of what came of it; without a word it is opened again",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ outcome: z.string().trim().min(1).max(2000).nullable() }),
  refusals: ["role-only-reads", "only-heads-check", "not-found"],
  reply: nothing,
});

const sideShape = z.object({ value: z.number().nullable(), interval: intervalShape.nullable(), sample: z.number().int(), period: periodShape.nullable() });

export const readTurnDials = endpoint({
  name: "readTurnDials",
  method: "GET",
  path: "/api/w/:workspace/turning-points/:id/dials",
  audience: "member",
  summary: "How the dials stood before a turning point and how they stand since, each with its range and what speaks against comparing them",
  tag,
  params: inWorkspaceWithId,
  refusals: ["agency-sees-only-what-is-shared", "not-found", "no-facts-yet"],
  reply: z.object({
    dials: listOf(
      z.object({
        key: z.string(),
        unit: unitShape,
        currency: z.string().optional(),
        before: sideShape,
        since: sideShape,
        /** The change as it is judged: relative where `isRelative`. Null: cannot be told. */
        change: z
          .object({ value: z.number(), interval: intervalShape, isRelative: z.boolean(), verdict: z.enum(["clear", "likely", "within-chance"]) })
          .nullable(),
        reason: z.string().nullable(),
      }),
    ),
    cautions: listOf(cautionShape),
  }),
});
export type TurnDials = z.output<(typeof readTurnDials)["reply"]>;
