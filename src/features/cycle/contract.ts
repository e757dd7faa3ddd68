// How long a deal takes and how it ends: its course by age, kinds of deal side by side, what goes with its pace, its stages, and whose turn it is.
// Long because: one room answers seven questions about the same deals, and what may be asked of a room stands in one file.
import { z } from "zod";

import { segmentKeys } from "#facts/agreements.ts";
import { cautionShape, intervalShape, listOf, numberShape, verdictShape } from "#facts/papers-shape.ts";
import { stages } from "#facts/stage.ts";
import { endpoint } from "#kit/endpoint.ts";
import { dayShape, inWorkspace, pageOfList, periodNameShape, periodShape } from "#kit/shapes.ts";

const tag = "cycle";
/** Fields of deals, and the quarter in which they began. */
export const cycleCuts = [...segmentKeys, "started"] as const;
export type CycleCut = (typeof cycleCuts)[number];

const shareShape = z.object({ value: z.number(), interval: intervalShape });
/** Days; value null: not reached in the time watched. */
const daysShape = z.object({ value: z.number().nullable(), interval: intervalShape });
const meanShape = z.object({ value: z.number(), interval: intervalShape });
const differenceShape = z.object({ value: z.number(), interval: intervalShape, pValue: z.number(), verdict: verdictShape });
const paceTestShape = z.object({ chiSquare: z.number(), freedom: z.number(), pValue: z.number() });
const pointsShape = listOf(z.object({ age: z.number().int(), won: shareShape, lost: shareShape, open: shareShape, atRisk: z.number().int() }));

/** Left out: all the time that the facts cover. */
const periodQuery = { period: periodNameShape.optional() };
/** What every answer of this room says of itself. */
const aboutShape = {
  period: periodShape,
  /** The last day seen. */
  lastSeen: dayShape,
  definition: z.string(),
  /** What counts as a dead deal, with its version: 'dead-deal@2'. */
  deadDefinition: z.string(),
  cautions: listOf(cautionShape),
};
const deny = ["agency-sees-only-what-is-shared", "no-facts-yet"] as const;
const dealRefusals = [...deny, "no-deals-watched", "nothing-closed", "too-few-closed", "not-watched-from-the-start"] as const;

const ruledShape = z.object({ median: daysShape, p80: daysShape, wonBy: shareShape.nullable() });

export const readCycle = endpoint({
  name: "readCycle",
  method: "GET",
  path: "/api/w/:workspace/cycle",
  audience: "member",
  summary: "The share of deals won, lost and still open by age, and days until closed with open deals counted, under several rules for dead deals",
  tag,
  params: inWorkspace,
  query: z.strictObject(periodQuery),
  refusals: dealRefusals,
  reply: z.object({
    ...aboutShape,
    course: z
      .object({
        stays: z.number().int(),
        won: z.number().int(),
        lost: z.number().int(),
        open: z.number().int(),
        late: z.number().int(),
        /** The last age in days that is spoken of. */
        limit: z.number().int(),
        fewest: z.number().int(),
        points: pointsShape,
        median: daysShape,
        p80: daysShape,
        mean: meanShape,
      })
      .meta({ id: "DealCourse" }),
    /** The first counts every open deal; `isAgreed` names the rule of the definitions. */
    rules: listOf(z.object({ olderThan: z.number().int().nullable(), isAgreed: z.boolean(), dead: z.number().int(), leftOut: ruledShape, asLost: ruledShape })),
    /** By what deals can be cut: two kinds at least, filled for at least a tenth of them. */
    cuts: listOf(z.enum(cycleCuts)),
  }),
});
export type CycleTold = z.output<(typeof readCycle)["reply"]>;

const pairSideShape = z.object({
  /** Null: not stated. */
  value: z.string().nullable(),
  name: z.string().nullable(),
  stays: z.number().int(),
  closed: z.number().int(),
  wonBy: shareShape,
  mean: meanShape,
  points: pointsShape,
});

export const compareCycles = endpoint({
  name: "compareCycles",
  method: "GET",
  path: "/api/w/:workspace/cycle/groups",
  audience: "member",
  summary: "Kinds of deal side by side, each against all others, and any two of them against one another",
  tag,
  params: inWorkspace,
  query: z.strictObject({ ...periodQuery, by: z.enum(cycleCuts), first: z.string().max(400).optional(), second: z.string().max(400).optional() }),
  refusals: dealRefusals,
  reply: z.object({
    ...aboutShape,
    by: z.enum(cycleCuts),
    /** The age up to which the groups are compared. */
    limit: z.number().int(),
    pace: paceTestShape.nullable(),
    /** In all; `rows` holds those with most deals. */
    count: z.number().int(),
    rows: listOf(
      z.object({
        value: z.string().nullable(),
        /** What people call it. */
        name: z.string().nullable(),
        stays: z.number().int(),
        closed: z.number().int(),
        told: z.object({ wonBy: shareShape, mean: meanShape, wonDifference: differenceShape, meanDifference: differenceShape }).nullable(),
        reason: z.enum(["too-few-closed", "not-watched-long-enough", "not-watched-from-the-start"]).nullable(),
      }),
    ),
    /** The two asked for, by default those with most deals; null where either has fewer than ten closed deals, or there is only one. */
    pair: z
      .object({
        limit: z.number().int(),
        /** Pairs that could have been picked: each p is multiplied by it. */
        looks: z.number().int(),
        first: pairSideShape,
        second: pairSideShape,
        wonDifference: differenceShape,
        meanDifference: differenceShape,
        pace: paceTestShape.nullable(),
      })
      .nullable(),
  }),
});
export type GroupsTold = z.output<(typeof compareCycles)["reply"]>;

/** By a field, or by bands of value. */
export const wonCuts = [...segmentKeys, "value"] as const;
export type WonCut = (typeof wonCuts)[number];

export const readWonDays = endpoint({
  name: "readWonDays",
  method: "GET",
  path: "/api/w/:workspace/cycle/won",
  audience: "member",
  summary: "Median and P80 of won deals and the median with open deals counted, by kind or value band, and by the month in which deals began",
  tag,
  params: inWorkspace,
  query: z.strictObject({ ...periodQuery, by: z.enum(wonCuts).optional() }),
  refusals: deny,
  reply: z.object({
    ...aboutShape,
    currency: z.string(),
    /** Null: deals can be cut by nothing. */
    by: z.enum(wonCuts).nullable(),
    cuts: listOf(z.enum(wonCuts)),
    /** Of value bands: the upper ends of all but the last, in minor units. */
    ends: listOf(z.number()),
    /** Median and P80 of won deals, median with open deals counted. */
    all: listOf(numberShape),
    /** `value` null: kinds with fewer than ten won deals, put together. */
    rows: listOf(z.object({ value: z.string().nullable(), name: z.string().nullable(), kinds: z.number().int(), numbers: listOf(numberShape) })),
    cohorts: z.object({
      /** Days after which a cohort is ripe: four fifths of won deals were quicker. */
      ripeAfter: z.number().int().nullable(),
      step: z.enum(["month", "quarter"]),
      rows: listOf(
        z.object({
          period: periodShape,
          deals: z.number().int(),
          won: z.number().int(),
          open: z.number().int(),
          isYoung: z.boolean(),
          numbers: listOf(numberShape),
          change: z.object({ value: z.number().nullable(), interval: intervalShape.nullable(), verdict: verdictShape }).nullable(),
        }),
      ),
    }),
  }),
});
export type WonDaysTold = z.output<(typeof readWonDays)["reply"]>;

const kindShape = z.object({
  trait: z.enum(cycleCuts),
  /** What it is: a value, one not stated, or rare ones counted together. */
  kind: z.enum(["value", "not-stated", "rare"]),
  value: z.string().nullable(),
  name: z.string().nullable(),
});

export const readPaces = endpoint({
  name: "readPaces",
  method: "GET",
  path: "/api/w/:workspace/cycle/paces",
  audience: "member",
  summary: "What goes with winning or losing sooner, other traits equal: ratios of pace with their checks (Cox's regression on traits known on the first day)",
  tag,
  params: inWorkspace,
  query: z.strictObject({ ...periodQuery, way: z.enum(["won", "lost"]).default("won") }),
  refusals: [...deny, "no-deals-watched", "too-few-closed", "no-traits-known"],
  reply: z.object({
    ...aboutShape,
    way: z.enum(["won", "lost"]),
    stays: z.number().int(),
    ends: z.number().int(),
    references: listOf(kindShape.extend({ stays: z.number().int(), ends: z.number().int() })),
    rows: listOf(
      kindShape.extend({
        stays: z.number().int(),
        ends: z.number().int(),
        ratio: z.object({
          value: z.number(),
          interval: intervalShape,
          pValue: z.number(),
          verdict: verdictShape,
          /** Set where the ratio is not the same at all ages. */
          byAge: z.object({ age: z.number().int(), before: z.number().nullable(), after: z.number().nullable() }).nullable(),
        }),
      }),
    ),
    concordance: z.number().nullable(),
    constancy: z.number(),
    test: paceTestShape,
    influential: listOf(kindShape.extend({ id: z.string(), without: z.number() })),
    leftOut: listOf(
      z.object({
        trait: z.enum(cycleCuts),
        reason: z.enum(["one-kind", "too-few-ends", "too-many-kinds", "constant-column", "columns-depend-on-each-other", "separated"]),
      }),
    ),
  }),
});
export type PacesTold = z.output<(typeof readPaces)["reply"]>;

const waysOut = ["onward", "lost", "back"] as const;

export const readStageTimes = endpoint({
  name: "readStageTimes",
  method: "GET",
  path: "/api/w/:workspace/cycle/stages",
  audience: "member",
  summary: "Days in each stage with those still there counted, the ways out of it, and whose turn it was on each open day",
  tag,
  params: inWorkspace,
  query: z.strictObject(periodQuery),
  refusals: deny,
  reply: z.object({
    ...aboutShape,
    /** Leads and deals whose way is on record, and those whose way is not. */
    records: z.number().int(),
    withoutHistory: z.number().int(),
    stages: listOf(
      z.object({
        stage: z.enum(stages),
        /** What the source calls it, where several of its stages are one of ours. */
        name: z.string().nullable(),
        source: z.string(),
        stays: z.number().int(),
        left: z.number().int(),
        stillThere: z.number().int(),
        /** Of those, there for longer than almost any that ever left. */
        abandoned: z.number().int(),
        told: z
          .object({
            limit: z.number().int(),
            median: daysShape,
            p80: daysShape,
            mean: meanShape,
            ...(Object.fromEntries(waysOut.map((way) => [way, shareShape])) as Record<(typeof waysOut)[number], typeof shareShape>),
          })
          .nullable(),
      }),
    ),
    /** Of deals won in the period: median days in a stage times the share that passed through it. Null: fewer than ten with their way on record. */
    contribution: z
      .object({
        deals: z.number().int(),
        without: z.number().int(),
        stages: listOf(
          z.object({
            stage: z.enum(stages),
            name: z.string().nullable(),
            deals: z.number().int(),
            passThrough: shareShape,
            median: z.object({ value: z.number(), interval: intervalShape.nullable() }),
            contribution: shareShape,
            mean: z.number(),
          }),
        ),
        sum: shareShape,
        cycle: z.object({ value: z.number(), interval: intervalShape.nullable() }),
      })
      .nullable(),
    waiting: z
      .object({
        units: z.number().int(),
        days: z.number(),
        abandoned: z.number().int(),
        turns: listOf(z.object({ turn: z.enum(["marketing", "sales", "buyer", "sales-or-buyer"]), days: z.number(), share: shareShape })),
        whyNotSplit: z.enum(["no-activities", "no-directions", "only-outgoing", "only-incoming"]).nullable(),
        silence: listOf(z.object({ silence: z.enum(["week", "month", "longer", "never"]), days: z.number(), share: shareShape })).nullable(),
      })
      .nullable(),
    whyNoWaiting: z.enum(["no-stage-moves", "too-few-units"]).nullable(),
  }),
});
export type StagesTold = z.output<(typeof readStageTimes)["reply"]>;

/** Deals by how they stood at the end of the watch, or leads and deals in a stage. */
export const behindKinds = ["all", "won", "lost", "open", "dead", "left", "still-there"] as const;

export const cycleRecords = endpoint({
  name: "cycleRecords",
  method: "GET",
  path: "/api/w/:workspace/cycle/records",
  audience: "member",
  summary: "The deals, or the leads and deals in a stage, behind a number of this room",
  tag,
  params: inWorkspace,
  query: z.strictObject({
    ...periodQuery,
    which: z.enum(behindKinds).default("all"),
    /** With 'dead': open deals older than so many days on the last day seen. */
    olderThan: z.coerce.number().int().min(0).max(100_000).optional(),
    by: z.enum(cycleCuts).optional(),
    /** Left out with `by`: those where it is not stated. */
    value: z.string().max(400).optional(),
    stage: z.enum(stages).optional(),
    source: z.string().max(400).optional(),
    ...pageOfList,
  }),
  refusals: deny,
  reply: z.object({
    total: z.number().int(),
    rows: listOf(
      z.object({
        entity: z.enum(["deal", "lead"]),
        id: z.string(),
        name: z.string().nullable(),
        from: dayShape,
        /** Null: still so on the last day watched. */
        until: dayShape.nullable(),
        days: z.number().int(),
        end: z.enum(["won", "lost", "onward", "back", "open"]),
      }),
    ),
  }),
});
export type BehindTold = z.output<(typeof cycleRecords)["reply"]>;
