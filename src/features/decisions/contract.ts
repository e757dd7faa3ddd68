// The log of decisions: what was agreed, by whom, until when, with the numbers it rested on then and the same numbers now.
import { z } from "zod";

import { decisionIdPattern, decisionKinds, decisionSides, decisionStates } from "#facts/decisions.ts";
import { departments } from "#facts/department.ts";
import { goalKeys } from "#facts/goal-keys.ts";
import { listOf, numberShape } from "#facts/papers-shape.ts";
import { endpoint } from "#kit/endpoint.ts";
import { dayShape, inWorkspace, inWorkspaceWithId, listInQuery, momentShape, nothing, periodShape, workspaceSlugShape } from "#kit/shapes.ts";

const tag = "decisions";
const reads = ["agency-sees-only-what-is-shared"] as const;
const changes = ["role-only-reads", "not-found"] as const;

const registerIdShape = z
  .string()
  .regex(decisionIdPattern)
  .meta({ description: "A decision by its name in the register", example: "definition.sales-cycle@2" });
const unitShape = z.enum(["count", "share", "days", "money", "money-per-deal", "points", "hours", "index"]);
const bothShape = z.object({ en: z.string(), ru: z.string() });
const sideShape = z.enum(["sales", "marketing"]);

export const decisionShape = z
  .object({
    id: registerIdShape,
    kind: z.enum(decisionKinds),
    title: bothShape,
    version: z.number().int().nullable(),
    said: z.string().nullable(),
    /** What was in front of those who decided, in words. */
    because: z.string().nullable(),
    outcome: z.string().nullable(),
    concerns: z.enum(decisionSides),
    parties: listOf(
      z.object({ side: sideShape, name: z.string().nullable(), as: z.enum(["agreed", "present", "answers"]), at: momentShape.nullable(), isMe: z.boolean() }),
    ),
    votes: z.object({ for: z.number(), against: z.number(), abstains: z.number() }).nullable(),
    /** A level that was agreed. */
    level: z.object({ value: z.number(), unit: unitShape, currency: z.string().nullable(), isMonthly: z.boolean() }).nullable(),
    enteredBy: z.string().nullable(),
    decidedAt: momentShape.nullable(),
    enteredAt: momentShape.nullable(),
    from: dayShape.nullable(),
    /** The last day on which it holds without being looked at again. */
    until: dayShape.nullable(),
    state: z.enum(decisionStates),
    supersedes: registerIdShape.nullable(),
    endsIt: z.boolean(),
    supersededBy: registerIdShape.nullable(),
    origin: z.object({ kind: z.string(), id: z.string() }).nullable(),
    whyNotAgree: z.string().nullable(),
    whyNotWithdraw: z.string().nullable(),
    whyNotSupersede: z.string().nullable(),
  })
  .meta({ id: "Decision" });
export type DecisionView = z.output<typeof decisionShape>;

const valueShape = z.object({
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  unit: unitShape.nullable(),
  currency: z.string().nullable(),
});

const evidenceShape = z
  .object({
    key: z.string(),
    /** As its page called it; null: by its code. */
    name: z.string().nullable(),
    code: z.string(),
    days: z.number().int().nullable(),
    was: valueShape,
    period: periodShape.nullable(),
    sample: z.number().int().nullable(),
    definition: z.string().nullable(),
    asOf: dayShape,
    keptAt: momentShape.nullable(),
    href: z.string().nullable(),
    /** Whole, where its papers were kept. */
    papers: numberShape.nullable(),
  })
  .meta({ id: "DecisionEvidence" });
export type EvidenceView = z.output<typeof evidenceShape>;

export const listDecisions = endpoint({
  name: "listDecisions",
  method: "GET",
  path: "/api/w/:workspace/decisions",
  audience: "member",
  summary: "Decisions wherever they were taken, the latest first; what waits for an agreement or a review stands above",
  tag,
  params: inWorkspace,
  query: z.strictObject({
    kind: listInQuery(z.enum(decisionKinds), decisionKinds.length),
    state: listInQuery(z.enum(decisionStates), decisionStates.length),
    concerns: z.enum(decisionSides).optional(),
    text: z.string().trim().max(200).default(""),
    limit: z.coerce.number().int().min(1).max(1_000).default(500),
  }),
  isApartFromFacts: true,
  refusals: reads,
  reply: z.object({
    decisions: listOf(decisionShape),
    /** Of all that match, by state. */
    counts: listOf(z.object({ state: z.enum(decisionStates), count: z.number().int() })),
    total: z.number().int(),
    /** All on the log, whatever is asked for. */
    onLog: z.number().int(),
    people: listOf(z.object({ memberId: z.uuid(), name: z.string(), department: z.enum(departments).nullable() })),
    me: z.string(),
    today: dayShape,
    whyNotEnter: z.string().nullable(),
  }),
});
export type DecisionList = z.output<(typeof listDecisions)["reply"]>;

const byRegisterId = z.strictObject({ workspace: workspaceSlugShape, id: registerIdShape });
const linkShape = z.object({ id: registerIdShape, title: bothShape, state: z.enum(decisionStates), decidedAt: momentShape.nullable() });

export const readDecision = endpoint({
  name: "readDecision",
  method: "GET",
  path: "/api/w/:workspace/decisions/:id",
  audience: "member",
  summary: "One decision with the evidence it rested on, as it was",
  tag,
  params: byRegisterId,
  isApartFromFacts: true,
  refusals: [...reads, "not-found"],
  reply: z.object({ decision: decisionShape, evidence: listOf(evidenceShape), before: linkShape.nullable(), after: linkShape.nullable() }),
});
export type DecisionDetail = z.output<(typeof readDecision)["reply"]>;

export const readEvidenceNow = endpoint({
  name: "readEvidenceNow",
  method: "GET",
  path: "/api/w/:workspace/decisions/:id/now",
  audience: "member",
  summary: "The numbers that a decision rested on, as the same questions answer today",
  tag,
  params: byRegisterId,
  refusals: [...reads, "not-found"],
  reply: z.object({
    asOf: dayShape,
    evidence: listOf(
      z.object({
        key: z.string(),
        now: valueShape.nullable(),
        definition: z.string().nullable(),
        /** Where the value of today is of a later day of the same event. */
        days: z.number().int().nullable(),
        whyNot: z.string().nullable(),
      }),
    ),
  }),
});
export type EvidenceNow = z.output<(typeof readEvidenceNow)["reply"]>["evidence"][number];

/** A figure as home shows it for its latest period. */
const figureShape = z.strictObject({ name: z.string().trim().min(1).max(200), figure: z.enum(goalKeys) });
/** Any number, by the question that gave it and where in the answer it stands. */
const quotedShape = z.strictObject({
  name: z.string().trim().min(1).max(200),
  key: z.string().min(1).max(80),
  source: z.strictObject({
    endpoint: z.string().min(1).max(80),
    params: z.record(z.string().max(60), z.string().max(400)).default({}),
    query: z.record(z.string().max(60), z.unknown()).default({}),
  }),
  trail: z.array(z.union([z.string().max(80), z.number().int().min(0)])).max(20),
  href: z.string().min(1).max(1_000),
});
export type QuotedBody = z.input<typeof quotedShape>;
export type EvidenceBody = z.input<typeof figureShape> | QuotedBody;

export const enterDecision = endpoint({
  name: "enterDecision",
  method: "POST",
  path: "/api/w/:workspace/decisions",
  audience: "member",
  summary: "Write down what was agreed: who is asked to agree for each side, until when, and on which numbers it rests",
  tag,
  params: inWorkspace,
  body: z.strictObject({
    title: z.string().trim().min(1).max(200),
    said: z.string().trim().max(4_000).default(""),
    until: dayShape.nullable().default(null),
    salesId: z.uuid(),
    marketingId: z.uuid(),
    supersedes: registerIdShape.nullable().default(null),
    /** What it names ends, and nothing takes its place. */
    endsIt: z.boolean().default(false),
    evidence: z
      .array(z.union([figureShape, quotedShape]))
      .max(12)
      .default([]),
  }),
  creates: true,
  refusals: [
    "role-only-reads",
    "not-of-that-side",
    "until-is-over",
    "no-such-decision",
    "cannot-be-superseded",
    "superseded-already",
    "agreed-elsewhere",
    "number-not-for-all",
    "no-such-number",
    "not-our-page",
  ],
  reply: z.object({ id: registerIdShape }),
});

export const agreeToDecision = endpoint({
  name: "agreeToDecision",
  method: "POST",
  path: "/api/w/:workspace/decisions/:id/agreement",
  audience: "member",
  summary: "Agree for one's own side to a decision that waits for it",
  tag,
  params: inWorkspaceWithId,
  refusals: [...changes, "not-asked-to-agree", "agreed-already", "decision-withdrawn", "superseded-already"],
  reply: nothing,
});

export const withdrawDecision = endpoint({
  name: "withdrawDecision",
  method: "POST",
  path: "/api/w/:workspace/decisions/:id/withdrawn",
  audience: "member",
  summary: "Take a decision back that not both sides have agreed to, or bring it back",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ isWithdrawn: z.boolean() }),
  refusals: [...changes, "not-yours", "both-have-agreed"],
  reply: nothing,
});
