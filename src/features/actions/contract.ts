// What is to be done: the register of actions, and what waits for the next meeting.
import { z } from "zod";

import { actionStates, actionVerdicts, agendaSources, partFields, stepSources } from "#facts/actions.ts";
import { departments } from "#facts/department.ts";
import { goalKeys } from "#facts/goal-keys.ts";
import { intervalShape, listOf, numberShape } from "#facts/papers-shape.ts";
import { projectDaysShape } from "#facts/project-days.ts";
import { endpoint } from "#kit/endpoint.ts";
import { dayShape, inWorkspace, inWorkspaceWithId, momentShape, nothing } from "#kit/shapes.ts";

const tag = "actions";
const titleShape = z.string().trim().min(1).max(200);
const textShape = z.string().trim().max(2000);
const sourceShape = z.strictObject({ kind: z.enum(stepSources), id: z.uuid() });
const partShape = z.strictObject({ by: z.enum(partFields), value: z.string().trim().min(1).max(200) });
/** Which figure it should move, which way, and by what share of its level; null: left open. `within`: only in that part of the firm; the rest is compared with it. */
const movesShape = z.strictObject({
  key: z.enum(goalKeys),
  way: z.enum(["up", "down"]),
  share: z.number().gt(0).max(10).nullable(),
  within: partShape.nullable().default(null),
});

/** Where a step came from, and what that was called then. */
const cameFromShape = z.object({ kind: z.enum(agendaSources), id: z.string(), title: z.string() });
const personShape = z.object({ memberId: z.uuid(), name: z.string() });

export const actionShape = z
  .object({
    id: z.uuid(),
    title: z.string(),
    note: z.string().nullable(),
    owner: personShape.extend({ department: z.enum(departments).nullable() }),
    dueOn: dayShape,
    /** Open, and its day has passed. */
    isOverdue: z.boolean(),
    moves: movesShape.nullable(),
    state: z.enum(actionStates),
    stateReason: z.string().nullable(),
    endedAt: momentShape.nullable(),
    from: cameFromShape.nullable(),
    revision: z.number().int(),
    createdBy: z.string().nullable(),
    createdAt: momentShape,
    whyNotChange: z.string().nullable(),
  })
  .meta({ id: "Action" });
export type ActionView = z.output<typeof actionShape>;

const beginRefusals = ["role-only-reads", "no-such-source", "claim-withdrawn", "claim-not-supported"] as const;
const changeRefusals = ["role-only-reads", "only-owner-and-heads", "not-found"] as const;

export const listActions = endpoint({
  name: "listActions",
  method: "GET",
  path: "/api/w/:workspace/actions",
  audience: "member",
  summary: "The register of actions: open ones first by their day, then those done and dropped, the latest first",
  tag,
  params: inWorkspace,
  refusals: ["agency-sees-only-what-is-shared"],
  reply: z.object({
    actions: listOf(actionShape),
    /** Joint projects, for the calendar. */
    projects: listOf(projectDaysShape),
    /** Members in service, from whom an owner is chosen. */
    people: listOf(personShape.extend({ department: z.enum(departments).nullable() })),
    today: dayShape,
    whyNotStart: z.string().nullable(),
  }),
});
export type ActionList = z.output<(typeof listActions)["reply"]>;
export type PersonView = ActionList["people"][number];

export const readAction = endpoint({
  name: "readAction",
  method: "GET",
  path: "/api/w/:workspace/actions/:id",
  audience: "member",
  summary: "One action and every edit of it",
  tag,
  params: inWorkspaceWithId,
  refusals: ["agency-sees-only-what-is-shared", "not-found"],
  reply: z.object({
    action: actionShape,
    history: listOf(
      z.object({
        revision: z.number().int(),
        stood: z.record(z.string(), z.json()),
        reason: z.string().nullable(),
        changedBy: z.string().nullable(),
        changedAt: momentShape,
      }),
    ),
  }),
});
export type ActionHistory = z.output<(typeof readAction)["reply"]>["history"];

export const actionEffectShape = z
  .object({
    verdict: z.enum(actionVerdicts),
    unit: numberShape.shape.unit.nullable(),
    currency: z.string().optional(),
    /** Relative (0.1: a tenth more) where `isRelative`, else in the figure's unit; null where it is not told. */
    effect: z.object({ value: z.number(), interval: intervalShape, probability: z.number() }).nullable(),
    isRelative: z.boolean(),
    /** Whole months judged before and after. */
    before: z.number().int(),
    after: z.number().int(),
    tellableOn: dayShape.nullable(),
    isLessThanExpected: z.boolean(),
    isShort: z.boolean(),
    /** The part of the firm in which it was measured; null: the whole. */
    within: z.object({ by: z.enum(partFields), value: z.string() }).nullable(),
    /** Why it stands against its own months alone; null: it stands against the rest of the firm. */
    whyAlone: z.enum(["no-part", "rest-too-short"]).nullable(),
  })
  .meta({ id: "ActionEffect" });
export type ActionEffect = z.output<typeof actionEffectShape>;

export const readActionEffect = endpoint({
  name: "readActionEffect",
  method: "GET",
  path: "/api/w/:workspace/actions/:id/effect",
  audience: "member",
  summary: "What the figure did since an action was done, against what the months before foretell",
  tag,
  params: inWorkspaceWithId,
  refusals: ["agency-sees-only-what-is-shared", "not-found", "action-not-done", "action-moves-nothing"],
  reply: actionEffectShape,
});

export const listFirmParts = endpoint({
  name: "listFirmParts",
  method: "GET",
  path: "/api/w/:workspace/actions/parts",
  audience: "member",
  summary: "The parts of the firm within which an action can move a figure: names on record, those with most deals first, a hundred of each kind at most",
  tag,
  params: inWorkspace,
  refusals: ["agency-sees-only-what-is-shared"],
  reply: z.object({ parts: listOf(z.object({ by: z.enum(partFields), values: listOf(z.string()) })) }),
});

const detail = { title: titleShape, note: textShape, ownerId: z.uuid(), dueOn: dayShape, moves: movesShape.nullable() };

export const startAction = endpoint({
  name: "startAction",
  method: "POST",
  path: "/api/w/:workspace/actions",
  audience: "member",
  summary: "Start an action: who does what by which day, and which figure it should move",
  tag,
  params: inWorkspace,
  body: z.strictObject({ ...detail, note: textShape.default(""), moves: movesShape.nullable().default(null), from: sourceShape.optional() }),
  creates: true,
  reply: actionShape,
  refusals: [...beginRefusals, "owner-not-here", "due-in-the-past", "figure-has-no-parts"],
});

export const changeAction = endpoint({
  name: "changeAction",
  method: "PATCH",
  path: "/api/w/:workspace/actions/:id",
  audience: "member",
  summary: "Change an action; every edit is kept",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ ...z.object(detail).partial().shape, reason: textShape.default("") }),
  reply: actionShape,
  refusals: [...changeRefusals, "owner-not-here", "figure-has-no-parts"],
});

export const moveAction = endpoint({
  name: "moveAction",
  method: "POST",
  path: "/api/w/:workspace/actions/:id/state",
  audience: "member",
  summary: "Say that an action is done, drop it with the reason, or open it again",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ state: z.enum(actionStates), reason: textShape.default("") }),
  reply: actionShape,
  refusals: [...changeRefusals, "dropped-without-reason"],
});

export const removeAction = endpoint({
  name: "removeAction",
  method: "DELETE",
  path: "/api/w/:workspace/actions/:id",
  audience: "member",
  summary: "Take an action off the register; it can be brought back",
  tag,
  params: inWorkspaceWithId,
  reply: nothing,
  refusals: changeRefusals,
});

export const restoreAction = endpoint({
  name: "restoreAction",
  method: "POST",
  path: "/api/w/:workspace/actions/:id/restored",
  audience: "member",
  summary: "Bring an action back to the register",
  tag,
  params: inWorkspaceWithId,
  reply: nothing,
  refusals: changeRefusals,
});

export const agendaItemShape = z
  .object({
    id: z.uuid(),
    title: z.string(),
    why: z.string().nullable(),
    from: cameFromShape.nullable(),
    putBy: z.string().nullable(),
    putAt: momentShape,
    whyNotChange: z.string().nullable(),
  })
  .meta({ id: "AgendaItem" });
export type AgendaItemView = z.output<typeof agendaItemShape>;

export const listAgenda = endpoint({
  name: "listAgenda",
  method: "GET",
  path: "/api/w/:workspace/agenda",
  audience: "member",
  summary: "What waits for the next meeting, in its order",
  tag,
  params: inWorkspace,
  refusals: ["agency-sees-only-what-is-shared"],
  reply: z.object({ items: listOf(agendaItemShape), whyNotPut: z.string().nullable() }),
});
export type AgendaList = z.output<(typeof listAgenda)["reply"]>;

export const putOnAgenda = endpoint({
  name: "putOnAgenda",
  method: "POST",
  path: "/api/w/:workspace/agenda",
  audience: "member",
  summary: "Put something on the next meeting's agenda, with the reason",
  tag,
  params: inWorkspace,
  body: z.strictObject({ title: titleShape, why: textShape.default(""), from: sourceShape.optional() }),
  creates: true,
  reply: agendaItemShape,
  refusals: [...beginRefusals, "already-on-agenda"],
});

export const changeAgendaItem = endpoint({
  name: "changeAgendaItem",
  method: "PATCH",
  path: "/api/w/:workspace/agenda/:id",
  audience: "member",
  summary: "Change the words of what waits for the next meeting",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ title: titleShape.optional(), why: textShape.optional() }),
  reply: agendaItemShape,
  refusals: ["role-only-reads", "only-author-and-heads", "not-found"],
});

export const orderAgenda = endpoint({
  name: "orderAgenda",
  method: "POST",
  path: "/api/w/:workspace/agenda/:id/place",
  audience: "member",
  summary: "Put an item before another one, or at the end",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ before: z.uuid().nullable() }),
  reply: nothing,
  refusals: ["role-only-reads", "not-found"],
});

export const takeOffAgenda = endpoint({
  name: "takeOffAgenda",
  method: "DELETE",
  path: "/api/w/:workspace/agenda/:id",
  audience: "member",
  summary: "Take an item off the agenda; it can be put back where it stood",
  tag,
  params: inWorkspaceWithId,
  reply: nothing,
  refusals: ["role-only-reads", "only-author-and-heads", "not-found"],
});

export const putBackOnAgenda = endpoint({
  name: "putBackOnAgenda",
  method: "POST",
  path: "/api/w/:workspace/agenda/:id/restored",
  audience: "member",
  summary: "Put an item back on the agenda",
  tag,
  params: inWorkspaceWithId,
  reply: nothing,
  refusals: ["role-only-reads", "only-author-and-heads", "not-found", "already-on-agenda"],
});
