// The score of leads: each open one with its chance and reasons, what the score rests on, and whether such chances came true before.
import { z } from "zod";

import { cautionShape, intervalShape, listOf, numberShape } from "#facts/papers-shape.ts";
import { endpoint } from "#kit/endpoint.ts";
import { inWorkspace, pageOfList } from "#kit/shapes.ts";

const traitShape = z.enum(["channel", "segment", "region", "product", "grade", "accountSize"]);

const standingShape = z.object({
  id: z.string(),
  account: z.string().nullable(),
  owner: z.string().nullable(),
  cameOn: z.string(),
  ageDays: z.number().int(),
  /** Chance to be won within the window, seen on the first day, and its range. */
  chance: z.number(),
  low: z.number(),
  high: z.number(),
  /** The same seen today; null past the window. */
  chanceNow: z.number().nullable(),
  /** What raises (above 1) or lowers its odds beside the average, the strongest first. */
  reasons: listOf(z.object({ trait: traitShape, name: z.string().nullable(), odds: z.number() })),
});
export type StandingView = z.output<typeof standingShape>;

const effectShape = z.object({
  trait: traitShape,
  /** null: the field is empty. */
  name: z.string().nullable(),
  cases: z.number().int(),
  wins: z.number().int(),
  odds: z.number(),
  interval: intervalShape,
});
export type EffectView = z.output<typeof effectShape>;

export const scoreShape = z
  .object({
    /** Leads, or deals where no leads are on record. */
    unit: z.enum(["lead", "deal"]),
    horizonDays: z.number().int(),
    average: numberShape,
    tested: z
      .object({
        numbers: listOf(numberShape),
        parts: listOf(z.object({ forecast: z.number(), happened: z.number(), low: z.number(), high: z.number(), count: z.number() })),
        /** On how many days of the past it was learnt anew. */
        steps: z.number().int(),
      })
      .nullable(),
    /** false: the order is no better than chance, so the newest stand first. */
    isTelling: z.boolean(),
    traits: listOf(
      z.object({
        trait: traitShape,
        leftOut: z
          .union([
            z.object({ code: z.literal("repeats-outcome"), auc: z.number() }),
            z.object({ code: z.literal("filled-later"), young: z.number(), ripe: z.number() }),
          ])
          .nullable(),
      }),
    ),
    effects: listOf(effectShape),
    cautions: listOf(cautionShape),
  })
  .meta({ id: "LeadScore" });
export type ScoreView = z.output<typeof scoreShape>;

export const readScore = endpoint({
  name: "readScore",
  method: "GET",
  path: "/api/w/:workspace/score",
  audience: "member",
  summary: "The chance of each open lead to be won, its reasons, and how such chances came true before",
  tag: "score",
  params: inWorkspace,
  query: z.strictObject({ ...pageOfList, owner: z.string().max(200).optional() }),
  refusals: ["agency-sees-only-what-is-shared"],
  reply: z.object({
    lastSeen: z.string(),
    /** Why there is no score; null where there is one. */
    reason: z.object({ code: z.enum(["no-days", "nothing-won", "too-few-outcomes", "no-traits"]), details: z.record(z.string(), z.number()) }).nullable(),
    score: scoreShape.nullable(),
    /** Open ones that match, in order; `total` counts them all. */
    open: listOf(standingShape),
    total: z.number().int(),
    /** Of those still inside the window (`openInAll`), how many have at least twice the average chance today. */
    best: z.number().int(),
    openInAll: z.number().int(),
    /** Who works open ones, with how many. */
    owners: listOf(z.object({ id: z.string(), name: z.string().nullable(), count: z.number().int() })),
  }),
});
