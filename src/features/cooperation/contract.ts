// Should we move up: the kind of relationship, the conditions of moving and staying with their evidence, proposed moves; and goals for the dials of the cooperation.
// Long because: the answer is described once, as it is sent, and every act on it beside.
import { z } from "zod";

import {
  type ConditionKey,
  type MeasureKey,
  type MoveKey,
  conditionKeys,
  dialKeys,
  measureKeys,
  moveForms,
  moveKeys,
  relationshipKinds,
  sayings,
} from "#facts/cooperation.ts";
import { departments } from "#facts/department.ts";
import { cautionShape, intervalShape, listOf } from "#facts/papers-shape.ts";
import { type SurveyStatement, surveyStatements } from "#facts/survey.ts";
import { endpoint } from "#kit/endpoint.ts";
import { dayShape, inWorkspace, inWorkspaceWithId, momentShape, nothing, periodShape, workspaceSlugShape } from "#kit/shapes.ts";

const tag = "cooperation";
const reads = ["agency-sees-only-what-is-shared"] as const;
const changes = ["role-only-reads", "not-found"] as const;

const list = <K extends string>(keys: readonly K[]) => keys as unknown as [K, ...K[]];
const conditionShape = z.enum(list<ConditionKey>(conditionKeys));
const measureShape = z.enum(list<MeasureKey>(measureKeys));
const moveShape = z.enum(list<MoveKey>(moveKeys));
const statementShape = z.enum(list<SurveyStatement>(Object.keys(surveyStatements) as SurveyStatement[]));
const kindShape = z.enum(relationshipKinds);
const bothShape = z.object({ en: z.string(), ru: z.string() });
const textShape = z.string().trim().max(2000);
const sideShape = z.enum(["sales", "marketing"]);
const unitShape = z.enum(["count", "share", "days", "points", "minutes"]);

const saidShape = z.object({ answer: z.enum(sayings).nullable(), note: z.string().nullable(), by: z.string().nullable(), at: momentShape });
export type SaidView = z.output<typeof saidShape>;

const measuredShape = z.object({
  key: measureShape,
  unit: unitShape,
  value: z.number().nullable(),
  interval: intervalShape.nullable(),
  sample: z.number().int(),
  /** Null: as it stands today. */
  period: periodShape.nullable(),
  cautions: listOf(cautionShape),
  reason: z.string().nullable(),
  href: z.string().nullable(),
  level: z.number(),
  /** Set by the firm instead of the usual one. */
  isOwnLevel: z.boolean(),
  holds: z.enum(["at-least", "at-most"]),
  state: z.enum(["yes", "no", "open"]),
});
export type MeasuredView = z.output<typeof measuredShape>;

const conditionView = z.object({
  key: conditionShape,
  speaks: z.enum(["stay", "move"]),
  state: z.enum(["holds", "holds-not", "open", "parted"]),
  by: z.enum(["records", "heads"]).nullable(),
  /** Both heads say the opposite of what the records tell. */
  isContradicted: z.boolean(),
  needs: z.enum(["any", "all"]),
  measures: listOf(measuredShape),
  said: z.object({ sales: saidShape.nullable(), marketing: saidShape.nullable() }),
  /** All that was said, the latest first. */
  history: listOf(saidShape.extend({ side: sideShape })),
});
export type ConditionView = z.output<typeof conditionView>;

const kindAnswerShape = z.object({
  from: kindShape,
  to: kindShape.nullable(),
  answer: z.enum(["move", "stay", "cannot-be-told"]),
  forMoving: listOf(conditionShape),
  forStaying: listOf(conditionShape),
  missing: listOf(conditionShape),
  conditions: listOf(conditionView),
});
export type KindAnswerView = z.output<typeof kindAnswerShape>;

const reasonShape = z.object({
  statement: statementShape,
  kind: z.enum(["not-borne-out", "near", "said", "quiet"]),
  /** Null: nothing is measured beside the statement. */
  fact: z
    .object({
      measure: z.string(),
      unit: unitShape,
      value: z.number(),
      interval: intervalShape.nullable(),
      sample: z.number().int(),
      level: z.number(),
      holds: z.enum(["at-least", "at-most"]),
      cautions: listOf(cautionShape),
      href: z.string().nullable(),
    })
    .nullable(),
  said: z.number().nullable(),
});

const begunShape = z.object({
  id: z.uuid(),
  move: moveShape,
  as: z.enum(moveForms),
  thingId: z.uuid(),
  /** Of a way of working: which. */
  practice: z.string().nullable(),
  ownerSales: z.string(),
  ownerMarketing: z.string(),
  dueOn: dayShape,
  showsDone: z.string(),
});
export type BegunView = z.output<typeof begunShape>;

const movesShape = z.object({
  to: kindShape,
  moves: listOf(
    z.object({
      move: moveShape,
      forms: listOf(z.enum(moveForms)),
      practice: z.string().nullable(),
      statements: listOf(statementShape),
      reason: reasonShape,
      isTied: z.boolean(),
    }),
  ),
  /** Done or begun already, so not proposed. */
  done: listOf(moveShape),
  measured: z.number().int(),
  statements: z.number().int(),
});
export type MovesView = z.output<typeof movesShape>;
export type ProposedView = MovesView["moves"][number];

const answerOnFileShape = z.object({
  id: z.uuid(),
  outcome: z.string(),
  said: z.string(),
  asOf: dayShape,
  sales: z.object({ name: z.string(), at: momentShape }).nullable(),
  marketing: z.object({ name: z.string(), at: momentShape }).nullable(),
});

export const readMoveUp = endpoint({
  name: "readMoveUp",
  method: "GET",
  path: "/api/w/:workspace/cooperation",
  audience: "member",
  summary: "Should we move up: the present kind of relationship, each condition of moving and staying with its evidence, the answer, and proposed moves",
  tag,
  params: inWorkspace,
  refusals: reads,
  reply: z.object({
    asOf: dayShape,
    /** What the measures of a stretch of time are of. */
    period: periodShape,
    /** The last closed wave that shows a sum; null: there is none. */
    wave: z
      .object({
        id: z.uuid(),
        number: z.number().int(),
        closedOn: dayShape,
        sum: z.object({ value: z.number(), interval: intervalShape.nullable(), people: z.number().int() }),
        kind: kindShape,
        kinds: listOf(kindShape),
      })
      .nullable(),
    answer: z.enum(["move", "stay", "cannot-be-told"]),
    at: kindShape.nullable(),
    because: z.enum(["no-wave", "kinds-differ", "conditions-open"]).nullable(),
    /** The answer and its reason in one sentence or two. */
    summary: bothShape,
    kinds: listOf(kindAnswerShape),
    moves: listOf(movesShape),
    begun: listOf(begunShape),
    /** What both heads accepted last, or what waits for the other head. */
    accepted: answerOnFileShape.nullable(),
    waiting: answerOnFileShape.nullable(),
    isOnAgenda: z.boolean(),
    mySide: sideShape.nullable(),
    people: listOf(z.object({ memberId: z.uuid(), name: z.string(), department: z.enum(departments).nullable() })),
    whyNotSay: z.string().nullable(),
    whyNotSetLevel: z.string().nullable(),
    whyNotAccept: z.string().nullable(),
    whyNotBring: z.string().nullable(),
    whyNotBegin: z.string().nullable(),
  }),
});
export type MoveUpAnswer = z.output<(typeof readMoveUp)["reply"]>;

export const sayCondition = endpoint({
  name: "sayCondition",
  method: "POST",
  path: "/api/w/:workspace/cooperation/conditions/:condition",
  audience: "member",
  summary: "Say, as head of one's own side, whether a condition holds; null takes back what was said. What was said before stays in the history",
  tag,
  params: z.strictObject({ workspace: workspaceSlugShape, condition: conditionShape }),
  body: z.strictObject({ answer: z.enum(sayings).nullable(), note: textShape.default("") }),
  refusals: ["role-only-reads", "only-heads-say"],
  reply: nothing,
});

export const setConditionLevel = endpoint({
  name: "setConditionLevel",
  method: "PUT",
  path: "/api/w/:workspace/cooperation/levels/:measure",
  audience: "member",
  summary: "From which level on a measure speaks for its condition; null: the usual one",
  tag,
  params: z.strictObject({ workspace: workspaceSlugShape, measure: measureShape }),
  body: z.strictObject({ level: z.number().finite().nullable() }),
  refusals: ["role-only-reads", "only-heads-set-levels", "level-not-possible"],
  reply: nothing,
});

export const acceptMoveUp = endpoint({
  name: "acceptMoveUp",
  method: "POST",
  path: "/api/w/:workspace/cooperation/accepted",
  audience: "member",
  summary: "Accept the answer as it stands, as head of one's own side; once both have, it stands on the log of decisions with its evidence as it was",
  tag,
  params: inWorkspace,
  body: z.strictObject({
    /** What the asker has seen: another answer meanwhile is refused. */
    answer: z.enum(["move", "stay"]),
    at: kindShape,
  }),
  refusals: ["role-only-reads", "only-heads-accept", "answer-is-another", "accepted-already", "another-answer-waits"],
  reply: z.object({ id: z.uuid(), isDecided: z.boolean() }),
});

export const withdrawMoveUp = endpoint({
  name: "withdrawMoveUp",
  method: "POST",
  path: "/api/w/:workspace/cooperation/accepted/:id/withdrawn",
  audience: "member",
  summary: "Take back an answer that not both heads have accepted",
  tag,
  params: inWorkspaceWithId,
  refusals: [...changes, "only-heads-accept", "both-have-accepted"],
  reply: nothing,
});

export const bringMoveUp = endpoint({
  name: "bringMoveUp",
  method: "POST",
  path: "/api/w/:workspace/cooperation/agenda",
  audience: "member",
  summary: "Put the question on the agenda of the next joint meeting, or take it off while it waits",
  tag,
  params: inWorkspace,
  body: z.strictObject({ isOn: z.boolean() }),
  refusals: ["role-only-reads"],
  reply: nothing,
});

export const beginMove = endpoint({
  name: "beginMove",
  method: "POST",
  path: "/api/w/:workspace/cooperation/moves/:move",
  audience: "member",
  summary: "Begin a proposed move as an action, a way of working or a joint project, with an owner of each side, a day, and what shows that it is done",
  tag,
  params: z.strictObject({ workspace: workspaceSlugShape, move: moveShape }),
  body: z.strictObject({
    as: z.enum(moveForms),
    /** As it is called in its room, in the language of whoever begins it. */
    title: z.string().trim().min(1).max(200),
    ownerSales: z.uuid(),
    ownerMarketing: z.uuid(),
    dueOn: dayShape,
    showsDone: textShape.min(1),
    language: z.enum(["en", "ru"]).default("en"),
  }),
  creates: true,
  refusals: [
    "role-only-reads",
    "only-heads-begin",
    "begun-already",
    "not-of-that-side",
    "due-in-the-past",
    "cannot-be-begun-so",
    // As the rooms say in which it is begun.
    "owner-not-here",
    "only-heads-keep-practices",
    "only-heads-and-management",
    "begun-in-the-future",
    "no-such-template",
  ],
  reply: z.object({ id: z.uuid(), thingId: z.uuid() }),
});

export const withdrawMove = endpoint({
  name: "withdrawMove",
  method: "POST",
  path: "/api/w/:workspace/cooperation/begun/:id/withdrawn",
  audience: "member",
  summary: "Take back a move that was begun in error, with what it became",
  tag,
  params: inWorkspaceWithId,
  refusals: [...changes, "only-heads-begin"],
  reply: nothing,
});

const ownerShape = z.object({ memberId: z.uuid(), name: z.string() });
const pointShape = z.object({ on: dayShape, value: z.number(), interval: intervalShape.nullable(), sample: z.number().int() });

const goalShape = z.object({
  id: z.uuid(),
  dial: z.enum(dialKeys),
  /** Null in all figures: not for the reader. */
  baseline: z.number().nullable(),
  baselineInterval: intervalShape.nullable(),
  baselineOn: dayShape,
  target: z.number().nullable(),
  day: dayShape,
  ownerSales: ownerShape,
  ownerMarketing: ownerShape,
  note: z.string().nullable(),
  signed: z.object({ sales: z.string().nullable(), marketing: z.string().nullable() }),
  /** waiting: a head has not signed; over: its day is past; superseded: another of the same dial took its place. */
  state: z.enum(["waiting", "active", "over", "superseded", "withdrawn"]),
  says: z.enum(["on", "off", "cannot-be-told"]).nullable(),
  chance: z.number().nullable(),
  reached: z.boolean(),
  points: listOf(pointShape.extend({ expected: z.number() })),
  whyNotSign: z.string().nullable(),
  whyNotWithdraw: z.string().nullable(),
});
export type CooperationGoalView = z.output<typeof goalShape>;

const dialShape = z.object({
  dial: z.enum(dialKeys),
  unit: z.enum(["points", "share"]),
  better: z.enum(["up", "down"]),
  now: pointShape.nullable(),
  /** Half the width of the range of the last measurement: a smaller step cannot be told from standing still. */
  tellable: z.number().nullable(),
  reason: z.string().nullable(),
});
export type DialView = z.output<typeof dialShape>;

export const readCooperationGoals = endpoint({
  name: "readCooperationGoals",
  method: "GET",
  path: "/api/w/:workspace/cooperation/goals",
  audience: "member",
  summary: "Goals for the dials of the cooperation, each with its path; the dials are never added up",
  tag,
  params: inWorkspace,
  refusals: reads,
  reply: z.object({
    goals: listOf(goalShape),
    dials: listOf(dialShape),
    people: listOf(z.object({ memberId: z.uuid(), name: z.string(), department: z.enum(departments).nullable() })),
    today: dayShape,
    whyNotPropose: z.string().nullable(),
    /** Why the figures are not shown to the reader. */
    whyNotFigures: z.string().nullable(),
  }),
});
export type CooperationGoals = z.output<(typeof readCooperationGoals)["reply"]>;

export const proposeCooperationGoal = endpoint({
  name: "proposeCooperationGoal",
  method: "POST",
  path: "/api/w/:workspace/cooperation/goals",
  audience: "member",
  summary: "Propose a level that a dial of the cooperation should have by a day; it holds once both heads have signed",
  tag,
  params: inWorkspace,
  body: z.strictObject({
    dial: z.enum(dialKeys),
    target: z.number().finite(),
    day: dayShape,
    ownerSales: z.uuid(),
    ownerMarketing: z.uuid(),
    note: textShape.default(""),
  }),
  creates: true,
  refusals: [
    "role-only-reads",
    "only-heads-set-goals",
    "dial-not-measured",
    "target-not-possible",
    "target-not-better",
    "day-is-over",
    "not-of-that-side",
    "another-goal-waits",
  ],
  reply: z.object({ id: z.uuid() }),
});

export const signCooperationGoal = endpoint({
  name: "signCooperationGoal",
  method: "POST",
  path: "/api/w/:workspace/cooperation/goals/:id/signed",
  audience: "member",
  summary: "Sign a goal of the cooperation as head of one's own side",
  tag,
  params: inWorkspaceWithId,
  refusals: [...changes, "only-heads-sign", "signed-already", "goal-withdrawn", "day-is-over"],
  reply: z.object({ isInForce: z.boolean() }),
});

export const withdrawCooperationGoal = endpoint({
  name: "withdrawCooperationGoal",
  method: "POST",
  path: "/api/w/:workspace/cooperation/goals/:id/withdrawn",
  audience: "member",
  summary: "Take a goal of the cooperation back, or bring it back",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ isWithdrawn: z.boolean() }),
  refusals: [...changes, "only-heads-set-goals", "another-goal-waits"],
  reply: nothing,
});
