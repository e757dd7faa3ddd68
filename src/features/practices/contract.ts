// Ways of working together: what there are, who works in which way since when, what shows that they are alive, and what they did to the headline figures.
import { z } from "zod";

import { partFields } from "#facts/actions.ts";
import { departments } from "#facts/department.ts";
import { intervalShape, listOf } from "#facts/papers-shape.ts";
import { isPracticeKey, practiceKeys, signKeys } from "#facts/practices.ts";
import { endpoint } from "#kit/endpoint.ts";
import { dayShape, inWorkspace, inWorkspaceWithId, momentShape, nothing, workspaceSlugShape } from "#kit/shapes.ts";

const tag = "practices";
const reads = ["agency-sees-only-what-is-shared"] as const;
const changes = ["role-only-reads", "only-heads-keep-practices", "not-found"] as const;

const partShape = z.strictObject({ by: z.enum(partFields), value: z.string().min(1).max(200) });
const textShape = z.string().trim().max(2000);
/** A key of the house's list, or the id of a way of the firm's own. */
const practiceIdShape = z
  .string()
  .refine((text) => isPracticeKey(text) || z.uuid().safeParse(text).success)
  .meta({ description: "A key of the house's list, or the id of a practice of the firm's own", example: "joint-meetings" });

const adoptionShape = z.object({
  id: z.uuid(),
  within: partShape.nullable(),
  /** As the part is called; null: the whole firm. */
  partName: z.string().nullable(),
  begunOn: dayShape,
  endedOn: dayShape.nullable(),
  ownerId: z.uuid(),
  ownerName: z.string(),
  /** Minor units a month. */
  monthlyCost: z.number().nullable(),
  note: z.string().nullable(),
});
export type AdoptionView = z.output<typeof adoptionShape>;

const practiceShape = z
  .object({
    id: z.string(),
    /** Null: of the firm's own. */
    key: z.enum(practiceKeys).nullable(),
    /** In the firm's own words; null: the house's. */
    own: z
      .object({
        name: z.string(),
        what: z.string(),
        helps: z.string().nullable(),
        helpsNot: z.string().nullable(),
        start: z.string().nullable(),
        alive: z.string().nullable(),
        withdrawnAt: momentShape.nullable(),
      })
      .nullable(),
    /** not-yet: nobody has begun; partly: parts of the firm; everywhere; given-up: all who began have stopped. */
    state: z.enum(["not-yet", "partly", "everywhere", "given-up"]),
    adoptions: listOf(adoptionShape),
    /** What the house counts of it; null: people see it alone. */
    sign: z
      .object({
        key: z.enum(signKeys),
        days: z.number().int(),
        count: z.number().int(),
        /** Null: nothing says how many there should be. */
        of: z.number().int().nullable(),
        isAlive: z.boolean(),
        /** The day on which it was noticed that the signs have stopped; null: alive, or not done long enough to say so. */
        asleepOn: dayShape.nullable(),
      })
      .nullable(),
  })
  .meta({ id: "Practice" });
export type PracticeView = z.output<typeof practiceShape>;

export const listPractices = endpoint({
  name: "listPractices",
  method: "GET",
  path: "/api/w/:workspace/practices",
  audience: "member",
  summary: "Ways of working together: the house's list and the firm's own, who works so since when, and what shows that they are alive",
  tag,
  params: inWorkspace,
  isApartFromFacts: true,
  refusals: reads,
  reply: z.object({
    practices: listOf(practiceShape),
    people: listOf(z.object({ memberId: z.uuid(), name: z.string(), department: z.enum(departments).nullable() })),
    today: dayShape,
    currency: z.string(),
    whyNotChange: z.string().nullable(),
  }),
});
export type PracticeList = z.output<(typeof listPractices)["reply"]>;

export const listPracticeParts = endpoint({
  name: "listPracticeParts",
  method: "GET",
  path: "/api/w/:workspace/practices/parts",
  audience: "member",
  summary: "The parts of the firm that may take up a way of working: names on record, those with most deals first, a hundred of each kind at most",
  tag,
  params: inWorkspace,
  refusals: reads,
  reply: z.object({ parts: listOf(z.object({ by: z.enum(partFields), values: listOf(z.object({ value: z.string(), name: z.string() })) })) }),
});

const effectShape = z.object({
  key: z.string(),
  unit: z.enum(["count", "share", "days", "money", "money-per-deal", "points", "hours", "index"]).nullable(),
  currency: z.string().nullable(),
  isRelative: z.boolean(),
  verdict: z.enum(["better", "worse", "not-shown", "too-early", "cannot-be-told"]),
  value: z.number().nullable(),
  interval: intervalShape.nullable(),
  isCompared: z.boolean(),
  tellableOn: dayShape.nullable(),
  whyUntold: z.enum(["no-parts-of-costs", "too-few-before", "too-few-after", "nobody-to-compare", "no-figure"]).nullable(),
  isShort: z.boolean(),
  teams: listOf(
    z.object({
      within: partShape.nullable(),
      on: dayShape,
      before: z.number().int(),
      after: z.number().int(),
      value: z.number().nullable(),
      interval: intervalShape.nullable(),
      whyUntold: z.string().nullable(),
    }),
  ),
});
export type EffectView = z.output<typeof effectShape>;

export const readPracticeEffect = endpoint({
  name: "readPracticeEffect",
  method: "GET",
  path: "/api/w/:workspace/practices/:id/effect",
  audience: "member",
  summary: "What the headline figures did where a way of working was taken up, part by part against those that had not begun",
  tag,
  params: z.strictObject({ workspace: workspaceSlugShape, id: practiceIdShape }),
  refusals: [...reads, "not-found", "nobody-has-begun"],
  reply: z.object({ effects: listOf(effectShape), asOf: dayShape }),
});

const ownBody = z.strictObject({
  name: z.string().trim().min(1).max(200),
  what: textShape.min(1),
  helps: textShape,
  helpsNot: textShape,
  start: textShape,
  alive: textShape,
});

export const addPractice = endpoint({
  name: "addPractice",
  method: "POST",
  path: "/api/w/:workspace/practices",
  audience: "member",
  summary: "Adds a way of working of the firm's own",
  tag,
  params: inWorkspace,
  body: ownBody,
  creates: true,
  refusals: changes,
  reply: z.object({ id: z.uuid() }),
});

export const changePractice = endpoint({
  name: "changePractice",
  method: "PUT",
  path: "/api/w/:workspace/practices/:id",
  audience: "member",
  summary: "Changes the words of a way of the firm's own",
  tag,
  params: inWorkspaceWithId,
  body: ownBody,
  refusals: changes,
  reply: nothing,
});

export const withdrawPractice = endpoint({
  name: "withdrawPractice",
  method: "POST",
  path: "/api/w/:workspace/practices/:id/withdrawn",
  audience: "member",
  summary: "Takes a way of the firm's own off the list, or brings it back",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ isWithdrawn: z.boolean() }),
  refusals: [...changes, "somebody-works-so"],
  reply: nothing,
});

const adoptionBody = z.strictObject({
  within: partShape.nullable(),
  begunOn: dayShape,
  endedOn: dayShape.nullable(),
  ownerId: z.uuid(),
  monthlyCost: z.number().int().min(0).max(1e13).nullable(),
  note: textShape,
});
const adoptionRefusals = [...changes, "owner-not-here", "begun-in-the-future", "ended-before-begun", "begun-already"] as const;

export const adoptPractice = endpoint({
  name: "adoptPractice",
  method: "POST",
  path: "/api/w/:workspace/practices/:id/adoptions",
  audience: "member",
  summary: "Says that the firm, or a part of it, works in a way since a day",
  tag,
  params: z.strictObject({ workspace: workspaceSlugShape, id: practiceIdShape }),
  body: adoptionBody,
  creates: true,
  refusals: adoptionRefusals,
  reply: z.object({ id: z.uuid() }),
});

export const changeAdoption = endpoint({
  name: "changeAdoption",
  method: "PUT",
  path: "/api/w/:workspace/practice-adoptions/:id",
  audience: "member",
  summary: "Changes since or until when, where, by whom and at what cost a way of working is done",
  tag,
  params: inWorkspaceWithId,
  body: adoptionBody,
  refusals: adoptionRefusals,
  reply: nothing,
});

export const withdrawAdoption = endpoint({
  name: "withdrawAdoption",
  method: "POST",
  path: "/api/w/:workspace/practice-adoptions/:id/withdrawn",
  audience: "member",
  summary: "Takes back what was entered in error, or brings it back",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ isWithdrawn: z.boolean() }),
  refusals: [...changes, "begun-already"],
  reply: nothing,
});
