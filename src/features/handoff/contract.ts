// The handoff: leads offered to sales, what each side owes on them and until when, what was done, and the rules that offer by themselves.
// Long because: every question of one list and its acts stands here, each with the shape of its answer.
import { z } from "zod";

import { roles } from "#facts/department.ts";
import { assignCauses, attemptKinds, handoffActs, handoffStates, offeredWays, returnClasses } from "#facts/handoff.ts";
import type { HandoffRow } from "#facts/handoff-row.ts";
import { dueKinds } from "#facts/handoff-terms.ts";
import { listOf } from "#facts/papers-shape.ts";
import { promisedFields } from "#facts/promises.ts";
import { endpoint } from "#kit/endpoint.ts";
import { dayShape, flagInQuery, inWorkspace, inWorkspaceWithId, listInQuery, momentShape, workspaceSlugShape } from "#kit/shapes.ts";

const tag = "handoff";
const refusals = ["agency-sees-only-what-is-shared", "not-for-compensation"] as const;
const leadShape = z.string().min(1).max(400);
const noteShape = z.string().trim().max(1000);

const personShape = z.object({ id: z.string(), name: z.string(), memberId: z.string().nullable(), zone: z.string() });

export const handoffRowShape = z
  .object({
    lead: z.string(),
    name: z.string().nullable(),
    account: z.string().nullable(),
    contact: z.string().nullable(),
    channel: z.string().nullable(),
    campaign: z.string().nullable(),
    segment: z.string().nullable(),
    grade: z.string().nullable(),
    product: z.string().nullable(),
    value: z.object({ amount: z.number(), currency: z.string() }).nullable(),
    state: z.enum(handoffStates),
    offeredAs: z.enum(offeredWays),
    offeredAt: momentShape,
    round: z.number().int(),
    returns: z.number().int(),
    person: personShape.nullable(),
    acceptedAt: momentShape.nullable(),
    returnedAt: momentShape.nullable(),
    returnClass: z.enum(returnClasses).nullable(),
    returnNote: z.string().nullable(),
    attempts: z.number().int(),
    lastAttemptAt: momentShape.nullable(),
    outcomeAt: momentShape.nullable(),
    lastAct: z.number().int(),
    changedAt: momentShape,
    /** What is owed next; `at` in ms of UTC, null where nobody works again. */
    due: z.object({ kind: z.enum(dueKinds), by: z.enum(["sales", "marketing"]), at: z.number().nullable() }).nullable(),
  })
  .meta({ id: "HandoffRow" }) satisfies z.ZodType<HandoffRow>;

export const whoses = ["mine", "sales", "marketing", "all"] as const;
export type Whose = (typeof whoses)[number];

/** What the list is narrowed by; the same on the server and where rows come in live. */
const filterShape = {
  whose: z.enum(whoses).default("all"),
  state: listInQuery(z.enum(handoffStates)),
  overdue: flagInQuery.default(false),
  channel: listInQuery(z.string().max(400)),
  grade: listInQuery(z.string().max(400)),
  /** Persons by id; 'nobody' for leads that nobody has. */
  person: listInQuery(z.string().max(60)),
};

/** More are not told in one answer: those due first stand. */
export const mostRows = 500;

export const listHandoffs = endpoint({
  name: "listHandoffs",
  isApartFromFacts: true,
  method: "GET",
  path: "/api/w/:workspace/handoffs",
  audience: "member",
  summary: "What waits at the handoff: what is due first stands first",
  tag,
  params: inWorkspace,
  query: z.strictObject(filterShape),
  refusals,
  reply: z.object({
    rows: listOf(handoffRowShape),
    /** Before the list was cut at its end. */
    total: z.number().int(),
    /** Leads on record at all, and handoffs of any state. */
    leads: z.number().int(),
    handoffs: z.number().int(),
    now: momentShape,
    /** When people work, so that what is left can be counted where it is shown. */
    week: z.object({
      days: listOf(z.number().int()),
      from: z.number().int(),
      until: z.number().int(),
      holidays: listOf(dayShape),
      workingDays: listOf(dayShape),
      shortDays: listOf(dayShape),
      shortByMinutes: z.number().int(),
    }),
    zone: z.string(),
    people: listOf(personShape),
    channels: listOf(z.string()),
    grades: listOf(z.string()),
    /** Who you are on the list of people; null where leads are not offered to you. */
    me: z.string().nullable(),
    /** Who asks: what can be done with a row follows from it. */
    you: z.object({ memberId: z.string(), role: z.enum(roles) }),
    whyNotOffer: z.string().nullable(),
    terms: z.object({
      acceptHours: z.number(),
      firstAttemptHours: z.number(),
      attempts: z.number(),
      attemptDays: z.number(),
      outcomeDays: z.number(),
      returnAnswerHours: z.number(),
    }),
  }),
});
export type HandoffList = z.output<(typeof listHandoffs)["reply"]>;
export type HandoffFilter = z.output<NonNullable<(typeof listHandoffs)["query"]>>;

export const readHandoff = endpoint({
  name: "readHandoff",
  isApartFromFacts: true,
  method: "GET",
  path: "/api/w/:workspace/handoffs/of/:lead",
  audience: "member",
  summary: "One handoff with everything both sides have done, and the working hours between",
  tag,
  params: z.strictObject({ workspace: workspaceSlugShape, lead: leadShape }),
  refusals: [...refusals, "not-found"],
  reply: z.object({
    /** Null: every offer was taken back. */
    row: handoffRowShape.nullable(),
    /** What forms about this lead come filled in with. */
    known: z.object({
      missing: listOf(z.enum(promisedFields)),
      attempt: z.object({ kind: z.enum(attemptKinds).nullable(), isReached: z.boolean().nullable(), at: momentShape, isFromSource: z.boolean() }).nullable(),
    }),
    acts: listOf(
      z.object({
        id: z.number().int(),
        act: z.enum(handoffActs),
        at: momentShape,
        /** Null: a rule, or the source. */
        by: z.string().nullable(),
        isMine: z.boolean(),
        kind: z.string().nullable(),
        person: z.string().nullable(),
        isReached: z.boolean().nullable(),
        note: z.string().nullable(),
        undoes: z.number().int().nullable(),
        isUndone: z.boolean(),
        /** Working hours since the act before that counts. */
        hoursSince: z.number().nullable(),
      }),
    ),
  }),
});
export type HandoffUpClose = z.output<(typeof readHandoff)["reply"]>;

const turnOrPerson = z.union([z.literal("turn"), z.literal("nobody"), z.uuid()]);

export const actOnHandoffs = endpoint({
  name: "actOnHandoffs",
  method: "POST",
  path: "/api/w/:workspace/handoffs/acts",
  audience: "member",
  summary: "Offer, accept, return, assign, keep, log an attempt or an outcome: one lead or many; each that could not is named with its reason",
  tag,
  params: inWorkspace,
  body: z.strictObject({
    act: z.enum(handoffActs.filter((name) => name !== "undone") as [Exclude<(typeof handoffActs)[number], "undone">]),
    leads: z
      .array(
        z.strictObject({
          lead: leadShape,
          /** The newest act you have seen on it; left out: whatever happened since does not matter. */
          seen: z.number().int().optional(),
        }),
      )
      .min(1)
      .max(200),
    /** Why it goes back, how it was tried, why it goes to another. */
    kind: z.enum([...returnClasses, ...attemptKinds, ...assignCauses]).optional(),
    /** Whom it is offered or given to: whose turn it is, somebody, or nobody in particular. */
    to: turnOrPerson.optional(),
    isReached: z.boolean().optional(),
    note: noteShape.optional(),
  }),
  refusals: [
    ...refusals,
    "role-only-reads",
    "only-marketing-offers",
    "only-sales-answers",
    "somebody-elses-lead",
    "acted-meanwhile",
    "needs-kind",
    "no-such-person",
    "no-such-lead",
    "nobody-eligible",
    "lead-has-outcome",
    ...handoffStates.map((state) => `not-when-${state}`),
  ],
  reply: z.object({
    done: listOf(z.object({ lead: z.string(), id: z.number().int() })),
    rows: listOf(handoffRowShape),
    failed: listOf(
      z.object({ lead: z.string(), code: z.string(), details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).nullable() }),
    ),
  }),
});
export type ActsDone = z.output<(typeof actOnHandoffs)["reply"]>;
export type ActBody = z.input<NonNullable<(typeof actOnHandoffs)["body"]>>;

export const undoHandoffActs = endpoint({
  name: "undoHandoffActs",
  method: "POST",
  path: "/api/w/:workspace/handoffs/undone",
  audience: "member",
  summary: "Take acts back: each stays on record, struck out, as long as nothing has followed it",
  tag,
  params: inWorkspace,
  body: z.strictObject({
    acts: z
      .array(z.strictObject({ lead: leadShape, id: z.number().int() }))
      .min(1)
      .max(200),
  }),
  refusals: [...refusals, "role-only-reads", "not-your-act", "acted-meanwhile", "not-found"],
  reply: actOnHandoffs.reply,
});

export const findLeadsToOffer = endpoint({
  name: "findLeadsToOffer",
  method: "GET",
  path: "/api/w/:workspace/handoffs/leads",
  audience: "member",
  summary: "Leads whose id, name, contact or account holds a text, and whether each can be offered",
  tag,
  params: inWorkspace,
  query: z.strictObject({ text: z.string().trim().max(200).default("") }),
  refusals: [...refusals, "role-only-reads", "only-marketing-offers"],
  reply: z.object({
    found: listOf(
      z.object({
        lead: z.string(),
        name: z.string().nullable(),
        account: z.string().nullable(),
        channel: z.string().nullable(),
        grade: z.string().nullable(),
        cameAt: momentShape,
        owner: z.string().nullable(),
        whyNot: z.string().nullable(),
      }),
    ),
  }),
});
export type LeadToOffer = z.output<(typeof findLeadsToOffer)["reply"]>["found"][number];

const conditionShape = {
  channels: z.array(z.string().min(1).max(400)).max(50).default([]),
  segments: z.array(z.string().min(1).max(400)).max(50).default([]),
  grades: z.array(z.string().min(1).max(400)).max(50).default([]),
  products: z.array(z.string().min(1).max(400)).max(50).default([]),
  /** The chance to be won that the lead score gives today, at least; null: whatever it is. A lead without a score does not fit. */
  minChance: z.number().gt(0).lt(1).nullable().default(null),
};

export const ruleShape = z
  .object({
    id: z.uuid(),
    version: z.number().int(),
    name: z.string(),
    ...z.object(conditionShape).shape,
    to: turnOrPerson,
    isOn: z.boolean(),
    /** Leads that come in from then on are offered. */
    onSince: momentShape.nullable(),
    by: z.string().nullable(),
    at: momentShape,
    /** Leads it has offered so far. */
    offered: z.number().int(),
  })
  .meta({ id: "OfferRule" });
export type OfferRule = z.output<typeof ruleShape>;

export const listOfferRules = endpoint({
  name: "listOfferRules",
  isApartFromFacts: true,
  method: "GET",
  path: "/api/w/:workspace/handoffs/rules",
  audience: "member",
  summary: "Rules that offer leads by themselves, as they stand, and what can be chosen in them",
  tag,
  params: inWorkspace,
  refusals,
  reply: z.object({
    rules: listOf(ruleShape),
    choices: z.object({ channels: listOf(z.string()), segments: listOf(z.string()), grades: listOf(z.string()), products: listOf(z.string()) }),
    people: listOf(personShape),
    whyNotChange: z.string().nullable(),
  }),
});

export const tryOfferRule = endpoint({
  name: "tryOfferRule",
  method: "GET",
  path: "/api/w/:workspace/handoffs/rules/tried",
  audience: "member",
  summary: "How many leads of the last 90 days a rule would have offered",
  tag,
  params: inWorkspace,
  query: z.strictObject({
    channels: listInQuery(z.string().max(400)),
    segments: listInQuery(z.string().max(400)),
    grades: listInQuery(z.string().max(400)),
    products: listInQuery(z.string().max(400)),
  }),
  refusals,
  reply: z.object({
    /** Up to the day of the newest lead on record. */
    from: dayShape,
    until: dayShape,
    leads: z.number().int(),
    fitting: z.number().int(),
    /** Of those that fit, how many sales has confirmed or accepted by now. */
    accepted: z.number().int(),
    qualified: z.number().int(),
  }),
});

export const saveOfferRule = endpoint({
  name: "saveOfferRule",
  method: "PUT",
  path: "/api/w/:workspace/handoffs/rules/:id",
  audience: "member",
  summary: "Set a rule: its next version; what it has offered stays offered",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ name: z.string().trim().min(1).max(120), ...conditionShape, to: turnOrPerson, isOn: z.boolean() }),
  refusals: [...refusals, "role-only-reads", "only-marketing-offers", "no-such-person"],
  reply: ruleShape,
});
