// What will the quarter bring, and what moved in the pipeline: what may be asked, and what comes back.
import { z } from "zod";

import { segmentKeys } from "#facts/agreements.ts";
import { cautionShape, intervalShape, listOf } from "#facts/papers-shape.ts";
import { endpoint } from "#kit/endpoint.ts";
import { dayShape, inWorkspace, pageOfList, periodNameShape, periodShape } from "#kit/shapes.ts";

const tag = "forecast";
const member = { audience: "member", tag, params: inWorkspace, method: "GET" } as const;

export const measureNames = ["revenue", "deals"] as const;
export const dealFilters = ["all", "overdue", "stalled"] as const;
export const movementStepNames = ["new", "pulled-in", "reopened", "up", "down", "pushed-out", "won", "lost"] as const;

const forecastRefusals = [
  "agency-sees-only-what-is-shared",
  "no-deals",
  "not-a-period",
  "day-not-seen",
  "period-is-over",
  "period-too-far",
  "no-opening-days",
  "all-open",
  "too-few-won",
  "history-too-short",
  "no-amounts",
] as const;

const forecastQuestion = {
  /** Default: the quarter that holds the first day not on record yet. */
  period: periodNameShape.optional(),
  measure: z.enum(measureNames).default("revenue"),
  /** Only what was known at the end of this day. Default: the last day on record; for a period that is over, as long before its end. */
  day: dayShape.optional(),
};

const rangedShape = z.object({ expected: z.number(), interval: intervalShape });
const valueShape = z.object({ value: z.number(), interval: intervalShape });
const crmShape = z.object({
  worth: z.number(),
  deals: z.number().int(),
  overdue: z.object({ worth: z.number(), deals: z.number().int() }),
  undated: z.number().int(),
  unpriced: z.number().int(),
});

export const pastForecastShape = z.object({
  period: periodShape,
  day: dayShape,
  median: z.number(),
  low50: z.number(),
  high50: z.number(),
  low90: z.number(),
  high90: z.number(),
  actual: z.number(),
});

export const forecastShape = z
  .object({
    period: periodShape,
    measure: z.enum(measureNames),
    currency: z.string(),
    /** The last day known to the forecast, and the last one on record. */
    day: dayShape,
    lastSeen: dayShape,
    daysLeft: z.number().int(),
    wonSoFar: z.object({ worth: z.number(), deals: z.number().int() }),
    open: rangedShape.extend({ deals: z.number().int(), worth: z.number(), wins: z.number() }),
    fresh: rangedShape.extend({ wins: z.number() }),
    total: rangedShape.extend({ median: z.number(), narrow: intervalShape }),
    /** What came in the end; null while the period is not over. */
    came: z.object({ worth: z.number(), deals: z.number().int() }).nullable(),
    crm: crmShape.nullable(),
    stalls: listOf(z.object({ olderThan: z.number().int(), deals: z.number().int(), worth: z.number(), expected: z.number() })),
    plan: z.object({ level: z.number(), isProrated: z.boolean(), chance: z.number() }).nullable(),
    by: z.enum(segmentKeys).nullable(),
    byKeys: listOf(z.enum(segmentKeys)),
    groups: listOf(z.object({ name: z.string().nullable(), wonSoFar: z.number(), openDeals: z.number().int(), openWorth: z.number(), open: rangedShape })),
    track: z.object({
      periods: listOf(pastForecastShape),
      held50: z.number().int(),
      held90: z.number().int(),
      /** How much wider than chance among single deals makes them the ranges are. */
      widening: z.number(),
      openExpected: z.number(),
      openCame: z.number(),
      calibration: z.object({
        cases: z.number().int(),
        expected: z.number(),
        came: z.number().int(),
        bins: listOf(z.object({ cases: z.number().int(), meanChance: z.number(), came: z.number().int(), interval: intervalShape })),
        slope: valueShape.nullable(),
        intercept: valueShape.nullable(),
      }),
    }),
    learnt: z.object({
      from: dayShape,
      won: z.number().int(),
      lost: z.number().int(),
      /** By what deals are told apart, and the kinds with enough won deals of their own. */
      sortedBy: z.enum(segmentKeys),
      kinds: listOf(z.string()),
      openedADay: z.number(),
    }),
    cautions: listOf(cautionShape),
    papers: z.object({ draws: z.number().int(), seed: z.number().int(), factsVersion: z.string() }),
  })
  .meta({ id: "Forecast" });
export type ForecastView = z.output<typeof forecastShape>;

export const readForecast = endpoint({
  ...member,
  name: "readForecast",
  path: "/api/w/:workspace/forecast",
  summary: "What a period will bring, as a range, with its parts, beside the plan and the source's own dates, and how such forecasts held before",
  query: z.strictObject({ ...forecastQuestion, by: z.enum(segmentKeys).optional() }),
  reply: forecastShape,
  refusals: forecastRefusals,
});

export const openDealShape = z.object({
  id: z.string(),
  name: z.string().nullable(),
  account: z.string().nullable(),
  owner: z.string().nullable(),
  ageDays: z.number().int(),
  worth: z.number(),
  isWorthKnown: z.boolean(),
  chance: z.number(),
  interval: intervalShape,
  expected: z.number(),
  /** Null: not stated, or not known as of an earlier day. */
  expectedCloseOn: dayShape.nullable(),
  isOverdue: z.boolean(),
  /** How often its expected day was moved later, as far as imports saw it. */
  pushes: z.number().int(),
  isStalled: z.boolean(),
});

export const listOpenDeals = endpoint({
  ...member,
  name: "listOpenDeals",
  path: "/api/w/:workspace/forecast/deals",
  summary: "The open deals behind a forecast, the most expected first, each with its chance",
  query: z.strictObject({ ...forecastQuestion, which: z.enum(dealFilters).default("all"), ...pageOfList }),
  reply: z.object({ total: z.number().int(), currency: z.string(), rows: listOf(openDealShape) }),
  refusals: forecastRefusals,
});

const movementQuestion = {
  /** The days at whose ends the pipeline is compared. Default: the last day that was looked at, and the look a week or more before it. */
  from: dayShape.optional(),
  until: dayShape.optional(),
  /** Only deals expected to close in this period; 'all': every open deal. Default: the quarter of the last day, where days are stated. */
  window: z.union([z.literal("all"), periodNameShape]).optional(),
  /** Default: money where at least half of the open deals name it. */
  measure: z.enum(measureNames).optional(),
};
const movementRefusals = ["agency-sees-only-what-is-shared", "no-deals", "not-a-period", "days-out-of-order"] as const;
const totalShape = z.object({ amount: z.number(), deals: z.number().int(), unpriced: z.number().int() });

export const movementShape = z
  .object({
    from: dayShape,
    until: dayShape,
    /** Days on which deals were brought in; the first of them is where the history begins. */
    lookDays: listOf(dayShape),
    /** 'dates': before the history; only what was opened and closed can be told, at today's amounts. */
    basis: z.enum(["looks", "dates"]),
    window: periodShape.nullable(),
    windows: listOf(z.string()),
    measure: z.enum(measureNames),
    currency: z.string(),
    opening: totalShape,
    closing: totalShape,
    steps: listOf(totalShape.extend({ step: z.enum(movementStepNames) })),
    cautions: listOf(cautionShape),
  })
  .meta({ id: "PipelineMovement" });
export type MovementView = z.output<typeof movementShape>;

export const readMovement = endpoint({
  ...member,
  name: "readMovement",
  path: "/api/w/:workspace/forecast/movement",
  summary: "What moved in the pipeline between two days, step by step, exact to the cent",
  query: z.strictObject(movementQuestion),
  reply: movementShape,
  refusals: movementRefusals,
});

const lookShape = z.object({
  standing: z.enum(["open", "won", "lost"]),
  amount: z.number().nullable(),
  expectedCloseOn: dayShape.nullable(),
  closedOn: dayShape.nullable(),
});

export const listMoved = endpoint({
  ...member,
  name: "listMoved",
  path: "/api/w/:workspace/forecast/movement/deals",
  summary: "The deals behind one step of the movement, the largest first",
  query: z.strictObject({ ...movementQuestion, step: z.enum(movementStepNames), ...pageOfList }),
  reply: z.object({
    total: z.number().int(),
    currency: z.string(),
    rows: listOf(
      z.object({
        id: z.string(),
        name: z.string().nullable(),
        account: z.string().nullable(),
        owner: z.string().nullable(),
        amount: z.number(),
        before: lookShape.nullable(),
        after: lookShape,
        isLateOnRecord: z.boolean(),
      }),
    ),
  }),
  refusals: movementRefusals,
});
