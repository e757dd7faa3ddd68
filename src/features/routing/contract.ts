// Who gets the leads: the people, whose turn it is, how even it was, and the leads that lie with somebody who cannot work them.
import { z } from "zod";

import { intervalShape, listOf } from "#facts/papers-shape.ts";
import { territoryKinds, whysNotDealt } from "#facts/routing.ts";
import { becauses } from "#facts/turn.ts";
import { endpoint } from "#kit/endpoint.ts";
import { dayShape, inWorkspace, inWorkspaceWithId, momentShape, nothing } from "#kit/shapes.ts";

const tag = "routing";
const closed = ["agency-sees-only-what-is-shared", "not-for-compensation"] as const;
const changed = [...closed, "role-only-reads", "only-head-of-sales"] as const;

const territoryShape = z.object({ kind: z.enum(territoryKinds), value: z.string().trim().min(1).max(400) });
const zoneShape = z.string().min(1).max(60);
const whyNotShape = z.string().nullable();

export const absenceShape = z.object({ id: z.uuid(), from: dayShape, until: dayShape });

export const routePersonShape = z
  .object({
    id: z.uuid(),
    name: z.string(),
    seller: z.string().nullable(),
    memberId: z.uuid().nullable(),
    /** Signs in and is in service: can accept what is offered. */
    canAct: z.boolean(),
    isYou: z.boolean(),
    isInTurn: z.boolean(),
    capacity: z.number().int().nullable(),
    open: z.number().int(),
    /** Null: the workspace's own. */
    ownZone: z.string().nullable(),
    territories: listOf(territoryShape),
    /** Those that are not over, in order. */
    absences: listOf(absenceShape),
    /** Leads owed because of absences. */
    owed: z.number(),
    lastDealtAt: momentShape.nullable(),
    /** Here and dealt to, or why not. */
    state: z.enum(["here", "away", "full", "not-in-turn", "left", "not-yet", "removed"]),
    whyNotSetAbsence: whyNotShape,
  })
  .meta({ id: "RoutePerson" });
export type RoutePersonView = z.output<typeof routePersonShape>;

/** Somebody who could be added: owns leads in the CRM, or works in sales here. */
const proposalShape = z.object({
  name: z.string(),
  seller: z.string().nullable(),
  memberId: z.uuid().nullable(),
  leads: z.number().int(),
  /** Service of the seller is over. */
  hasLeft: z.boolean(),
});
export type RoutingProposal = z.output<typeof proposalShape>;

const aheadShape = z.object({
  lead: z.string(),
  name: z.string().nullable(),
  createdAt: momentShape,
  personId: z.uuid().nullable(),
  because: z.enum(becauses).nullable(),
  against: listOf(z.object({ personId: z.uuid(), why: z.enum(whysNotDealt) })),
});
export type Ahead = z.output<typeof aheadShape>;

const fairShape = z.object({
  personId: z.uuid(),
  offered: z.number().int(),
  byTurn: z.number().int(),
  byHand: z.number().int(),
  accepted: z.number().int(),
  returned: z.number().int(),
  /** Accepted of those answered. */
  acceptedShare: z.object({ value: z.number().nullable(), interval: intervalShape.nullable() }),
  /** Of the deals that came of these leads, in the workspace's currency, minor units; and how many deals that are. */
  value: z.number().int(),
  deals: z.number().int(),
});
export type FairRow = z.output<typeof fairShape>;

export const readRouting = endpoint({
  name: "readRouting",
  method: "GET",
  path: "/api/w/:workspace/routing",
  audience: "member",
  summary: "Who gets leads: people, whom the next leads would go to and why, and how evenly they were dealt",
  tag,
  params: inWorkspace,
  query: z.strictObject({ days: z.enum(["30", "90"]).default("30") }),
  reply: z.object({
    people: listOf(routePersonShape),
    proposals: listOf(proposalShape),
    /** What leads on record say, to choose territories from. */
    known: z.object({
      segment: listOf(z.string()),
      region: listOf(z.string()),
      product: listOf(z.object({ id: z.string(), name: z.string() })),
      channel: listOf(z.string()),
    }),
    /** The newest leads on record, as if they came again now, one after another. */
    ahead: listOf(aheadShape),
    fair: listOf(fairShape),
    from: dayShape,
    until: dayShape,
    timeZone: z.string(),
    currency: z.string(),
    today: dayShape,
    whyNotChange: whyNotShape,
  }),
  refusals: closed,
});
export type RoutingAnswer = z.output<typeof readRouting.reply>;

const personDetail = {
  name: z.string().trim().min(1).max(120),
  isInTurn: z.boolean(),
  capacity: z.number().int().min(0).max(10_000).nullable(),
  ownZone: zoneShape.nullable(),
  territories: z.array(territoryShape).max(200),
};

export const addRoutePeople = endpoint({
  name: "addRoutePeople",
  method: "POST",
  path: "/api/w/:workspace/routing/people",
  audience: "member",
  summary: "Add people among whom leads are dealt",
  tag,
  params: inWorkspace,
  body: z.strictObject({
    people: z
      .array(z.strictObject({ name: personDetail.name, seller: z.string().max(400).nullable().default(null), memberId: z.uuid().nullable().default(null) }))
      .min(1)
      .max(200),
  }),
  reply: z.object({ ids: z.array(z.uuid()) }),
  refusals: [...changed, "no-such-seller", "no-such-member", "already-on-the-list"],
});

export const changeRoutePerson = endpoint({
  name: "changeRoutePerson",
  method: "PATCH",
  path: "/api/w/:workspace/routing/people/:id",
  audience: "member",
  summary: "Change how somebody takes part: in turn or not, capacity, territories, time zone; take off the list and put back",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ ...personDetail, isRemoved: z.boolean() }).partial(),
  reply: nothing,
  refusals: [...changed, "no-such-zone", "already-on-the-list", "not-found"],
});

export const addAbsence = endpoint({
  name: "addAbsence",
  method: "POST",
  path: "/api/w/:workspace/routing/people/:id/absences",
  audience: "member",
  summary: "Somebody is away from a day up to, not including, another; whoever it is, enters it too",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ from: dayShape, until: dayShape }),
  reply: z.object({ id: z.uuid() }),
  refusals: [...closed, "role-only-reads", "only-oneself-and-head-of-sales", "ends-before-it-begins", "too-long", "not-found"],
});

export const removeAbsence = endpoint({
  name: "removeAbsence",
  method: "DELETE",
  path: "/api/w/:workspace/routing/absences/:id",
  audience: "member",
  summary: "Take an absence back",
  tag,
  params: inWorkspaceWithId,
  reply: nothing,
  refusals: [...closed, "role-only-reads", "only-oneself-and-head-of-sales", "not-found"],
});

export const problems = ["left", "removed", "away", "full", "nobody", "vanished"] as const;
export type Problem = (typeof problems)[number];

const findingShape = z.object({
  lead: z.string(),
  name: z.string().nullable(),
  problem: z.enum(problems),
  personId: z.uuid().nullable(),
  offeredAt: momentShape,
  /** To whom it would go now, and why; null: nobody can have it, or nothing is to be done here. */
  to: z.object({ personId: z.uuid(), because: z.enum(becauses) }).nullable(),
  whyNobody: listOf(z.object({ personId: z.uuid(), why: z.enum(whysNotDealt) })),
});
export type Finding = z.output<typeof findingShape>;

export const readRoutingHealth = endpoint({
  name: "readRoutingHealth",
  method: "GET",
  path: "/api/w/:workspace/routing/health",
  audience: "member",
  summary: "Open handoffs that lie with somebody who cannot work them, to whom each would go, and the checks so far",
  tag,
  params: inWorkspace,
  reply: z.object({
    lookedAt: z.number().int(),
    findings: listOf(findingShape),
    /** People with open handoffs of whom nobody signs in: leads lie with them that only the head can accept. */
    withoutMember: listOf(z.object({ personId: z.uuid(), open: z.number().int() })),
    names: listOf(z.object({ id: z.uuid(), name: z.string() })),
    checks: listOf(
      z.object({ id: z.uuid(), at: momentShape, by: z.string().nullable(), lookedAt: z.number().int(), found: z.number().int(), mended: z.number().int() }),
    ),
    whyNotMend: whyNotShape,
  }),
  refusals: closed,
});
export type HealthAnswer = z.output<typeof readRoutingHealth.reply>;

export const checkRouting = endpoint({
  name: "checkRouting",
  method: "POST",
  path: "/api/w/:workspace/routing/checks",
  audience: "member",
  summary: "Check now what is otherwise checked every night, and keep what was found",
  tag,
  params: inWorkspace,
  reply: z.object({ id: z.uuid(), found: z.number().int() }),
  refusals: changed,
});

const mendedShape = z.object({ lead: z.string(), actId: z.number().int(), personId: z.uuid() });

export const mendRouting = endpoint({
  name: "mendRouting",
  method: "POST",
  path: "/api/w/:workspace/routing/mendings",
  audience: "member",
  summary: "Give leads that lie with somebody who cannot work them to whoever's turn it is",
  tag,
  params: inWorkspace,
  body: z.strictObject({ leads: z.array(z.string().max(400)).min(1).max(500) }),
  reply: z.object({ mended: z.array(mendedShape), left: z.array(z.object({ lead: z.string(), why: z.enum(["nobody-can", "no-longer-so"]) })) }),
  refusals: changed,
});

export const undoMending = endpoint({
  name: "undoMending",
  method: "POST",
  path: "/api/w/:workspace/routing/mendings/undone",
  audience: "member",
  summary: "Put leads back where they were before they were reassigned, where nothing has happened since",
  tag,
  params: inWorkspace,
  body: z.strictObject({
    mended: z
      .array(mendedShape.pick({ lead: true, actId: true }))
      .min(1)
      .max(500),
  }),
  reply: z.object({ undone: z.number().int() }),
  refusals: changed,
});
