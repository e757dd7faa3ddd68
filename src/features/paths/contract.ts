// The ways from lead to cash: steps, moves with their waits, whole ways with their shares, and the records behind each.
import { z } from "zod";

import { segmentKeys } from "#facts/agreements.ts";
import { intervalShape, listOf } from "#facts/papers-shape.ts";
import { stages } from "#facts/stage.ts";
import { endpoint } from "#kit/endpoint.ts";
import { dayShape, inWorkspace, pageOfList, periodNameShape, periodShape } from "#kit/shapes.ts";

const tag = "paths";
const refusals = ["agency-sees-only-what-is-shared", "no-facts-yet", "too-few-cases", "no-stage-history", "no-days", "nothing-moved"] as const;

/** One group of cases, by a field and its value, and those that began in one period. */
const cut = { by: z.enum(segmentKeys).optional(), value: z.string().max(200).optional(), begun: periodNameShape.optional() };

const rateShape = z.object({ value: z.number(), interval: intervalShape, hits: z.number().int(), cases: z.number().int() });
const waitShape = z.object({ value: z.number(), low: z.number().nullable(), high: z.number().nullable() });

const stepShape = z.object({
  key: z.string(),
  stage: z.enum([...stages, "returned"]),
  /** As the source calls it; null where the stage says it all. */
  name: z.string().nullable(),
  count: z.number().int(),
  cases: z.number().int(),
  /** Stand here and are not over; the median of their days here. */
  open: z.number().int(),
  openDays: z.number().nullable(),
});

const moveShape = z.object({
  from: z.string(),
  to: z.string(),
  count: z.number().int(),
  cases: z.number().int(),
  share: z.number(),
  isBack: z.boolean(),
  wait: waitShape.nullable(),
  handover: z.object({ share: z.number(), known: z.number().int() }).nullable(),
  silent: z.object({ share: z.number(), known: z.number().int() }).nullable(),
});

const variantShape = z.object({
  key: z.string(),
  steps: listOf(z.string()),
  count: z.number().int(),
  share: z.number(),
  interval: intervalShape,
  isWon: z.boolean(),
  open: z.number().int(),
  days: waitShape.nullable(),
  backs: z.number().int(),
});

const moveName = z.object({ from: z.string(), to: z.string() });

export const pathsShape = z
  .object({
    lastSeen: dayShape,
    cases: z.number().int(),
    entries: z.number().int(),
    steps: listOf(stepShape),
    moves: listOf(moveShape),
    /** null: fewer than ten cases have ended, so nobody knows when one is old enough. */
    variants: z
      .object({
        rows: listOf(variantShape),
        /** Different ways, those beyond the listed ones too. */
        kinds: z.number().int(),
        ripe: z.number().int(),
        young: z.number().int(),
        ripeAfterDays: z.number().int(),
      })
      .nullable(),
    rework: rateShape,
    handovers: rateShape.extend({ most: z.number().int() }).nullable(),
    slowest: moveName.extend({ wait: waitShape, rival: moveName.nullable() }).nullable(),
    mostRepeated: moveName.extend({ count: z.number().int() }).nullable(),
    hasContacts: z.boolean(),
    /** Groups and quarters with cases enough to be asked for alone. */
    parts: z.object({
      groups: listOf(z.object({ by: z.enum(segmentKeys), value: z.string(), cases: z.number().int() })),
      quarters: listOf(z.object({ period: periodShape, cases: z.number().int() })),
    }),
    left: z.object({ withoutDays: z.number().int(), unmapped: z.number().int(), observed: z.number().int(), moves: z.number().int() }),
  })
  .meta({ id: "Paths" });
export type PathsAnswer = z.output<typeof pathsShape>;

export const readPaths = endpoint({
  name: "readPaths",
  method: "GET",
  path: "/api/w/:workspace/paths",
  audience: "member",
  summary: "The ways that cases really take from lead to cash: steps, moves with their waits, the most frequent ways, steps back, changes of hands",
  tag,
  params: inWorkspace,
  query: z.strictObject(cut),
  refusals,
  reply: pathsShape,
});

const keyShape = z.string().min(1).max(400);

export const pathRecords = endpoint({
  name: "pathRecords",
  method: "GET",
  path: "/api/w/:workspace/paths/records",
  audience: "member",
  summary: "The records that took a move, went a whole way, or stand at a step; those that waited longest first",
  tag,
  params: inWorkspace,
  query: z.strictObject({
    /** A move by its two steps. */
    from: keyShape.optional(),
    to: keyShape.optional(),
    /** A whole way by its key. */
    variant: z.string().max(2000).optional(),
    /** Where cases stand that are not over. */
    at: keyShape.optional(),
    ...cut,
    ...pageOfList,
  }),
  refusals: [...refusals, "not-found"],
  reply: z.object({
    total: z.number().int(),
    rows: listOf(
      z.object({
        entity: z.enum(["lead", "deal"]),
        id: z.string(),
        name: z.string().nullable(),
        /** Days of the wait, of the whole way, or of standing. */
        days: z.number(),
        /** When the wait ended; for standing: when it began. */
        on: dayShape,
      }),
    ),
  }),
});
