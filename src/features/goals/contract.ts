// Goals: the level a figure should have by a day, who answers for it on both sides, how it stands, and every edit.
import { z } from "zod";

import type { Department, Role } from "#facts/department.ts";
import { type GoalKey, goalKeys } from "#facts/goal-keys.ts";
import { intervalShape, listOf, numberShape, verdictShape } from "#facts/papers-shape.ts";
import type { Day } from "#kit/day.ts";
import { endpoint } from "#kit/endpoint.ts";
import type { Period } from "#kit/period.ts";
import { dayShape, inWorkspace, inWorkspaceWithId, momentShape, periodNameShape, periodShape } from "#kit/shapes.ts";

const tag = "goals";
const reasonShape = z.string().trim().max(2000);

/** What is agreed in a goal. */
export interface GoalDetail {
  readonly key: GoalKey;
  readonly baseline: Period;
  readonly target: number;
  readonly day: Day;
  readonly ownerSales: string;
  readonly ownerMarketing: string;
}

/** A member named as owner. */
export interface Candidate {
  readonly id: string;
  readonly role: Role;
  readonly department: Department | null;
}

export const goalStates = ["active", "paused", "closed"] as const;

const ownerShape = z.object({ memberId: z.uuid(), name: z.string() });

const changeShape = z.object({
  key: z.string(),
  earlier: z.number().nullable(),
  later: z.number().nullable(),
  value: z.number().nullable(),
  relative: z.number().nullable(),
  interval: intervalShape.nullable(),
  /** Chance that the change has the direction it shows. */
  probability: z.number().nullable(),
  verdict: verdictShape,
  reason: z.string().optional(),
});

export const assessmentShape = z
  .object({
    baseline: numberShape,
    current: numberShape.nullable(),
    change: changeShape.nullable(),
    done: z.number().nullable(),
    expectedNow: z.number().nullable(),
    forecast: z.object({ value: z.number(), interval: intervalShape, chanceOfReaching: z.number() }).nullable(),
    forecastReason: z.string().nullable(),
    prospect: z.enum(["reached", "likely", "open", "unlikely", "cannot-be-told"]),
    months: listOf(
      z.object({
        period: periodShape,
        value: z.number().nullable(),
        interval: intervalShape.nullable(),
        sample: z.number().int(),
        expected: z.number().nullable(),
      }),
    ),
  })
  .meta({ id: "GoalAssessment" });

export const goalShape = z
  .object({
    id: z.uuid(),
    key: z.enum(goalKeys),
    baseline: periodShape,
    /** Per month for figures that add up; money in minor units, shares 0 to 1, cycles in days. */
    target: z.number(),
    day: dayShape,
    ownerSales: ownerShape,
    ownerMarketing: ownerShape,
    state: z.enum(goalStates),
    revision: z.number().int(),
    createdAt: momentShape,
    whyNotChange: z.string().nullable(),
    assessment: assessmentShape.nullable(),
  })
  .meta({ id: "Goal" });
export type GoalView = z.output<typeof goalShape>;

export const revisionShape = z.object({
  revision: z.number().int(),
  stood: z.record(z.string(), z.json()),
  reason: z.string().nullable(),
  changedBy: z.string().nullable(),
  changedAt: momentShape,
});

const detail = {
  baseline: periodShape,
  target: z.number().finite(),
  day: dayShape,
  ownerSales: z.uuid(),
  ownerMarketing: z.uuid(),
};

const refusals = [
  "role-only-reads",
  "only-heads-set-goals",
  "owner-of-other-department",
  "owner-not-here",
  "baseline-not-before-day",
  "target-not-possible",
  "goal-is-closed",
  "another-goal-is-active",
] as const;

export const listGoals = endpoint({
  name: "listGoals",
  method: "GET",
  path: "/api/w/:workspace/goals",
  audience: "member",
  summary: "Goals and how they stand: active ones first",
  tag,
  params: inWorkspace,
  refusals: ["agency-sees-only-what-is-shared"],
  reply: z.object({ goals: listOf(goalShape), whyNotSet: z.string().nullable() }),
});

export const readGoal = endpoint({
  name: "readGoal",
  method: "GET",
  path: "/api/w/:workspace/goals/:id",
  audience: "member",
  summary: "One goal with its months, forecast and every edit",
  tag,
  params: inWorkspaceWithId,
  refusals: ["agency-sees-only-what-is-shared"],
  reply: z.object({ goal: goalShape, history: listOf(revisionShape) }),
});

export const previewGoal = endpoint({
  name: "previewGoal",
  method: "GET",
  path: "/api/w/:workspace/goals/preview",
  audience: "member",
  summary: "How a goal would stand before it is set: its baseline, its months, and the chance of reaching it",
  tag,
  params: inWorkspace,
  query: z.strictObject({ key: z.enum(goalKeys), baseline: periodNameShape, target: z.coerce.number().optional(), day: dayShape }),
  refusals: ["agency-sees-only-what-is-shared", "baseline-not-before-day"],
  /** Without a target: measured against the baseline's own level. */
  reply: assessmentShape,
});

export const setGoal = endpoint({
  name: "setGoal",
  method: "POST",
  path: "/api/w/:workspace/goals",
  audience: "member",
  summary: "Set a goal, with one owner from each department",
  tag,
  params: inWorkspace,
  body: z.strictObject({ key: z.enum(goalKeys), ...detail, reason: reasonShape.default("") }),
  creates: true,
  reply: goalShape,
  refusals,
});

export const changeGoal = endpoint({
  name: "changeGoal",
  method: "PATCH",
  path: "/api/w/:workspace/goals/:id",
  audience: "member",
  summary: "Change a goal, with the reason",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ ...z.object(detail).partial().shape, reason: reasonShape.min(1) }),
  reply: goalShape,
  refusals,
});

export const moveGoal = endpoint({
  name: "moveGoal",
  method: "POST",
  path: "/api/w/:workspace/goals/:id/state",
  audience: "member",
  summary: "Pause, resume or close a goal, with the reason",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ state: z.enum(goalStates), reason: reasonShape.min(1) }),
  reply: goalShape,
  refusals: ["role-only-reads", "only-heads-set-goals", "goal-is-closed", "another-goal-is-active"],
});
