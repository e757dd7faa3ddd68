// Where is the shortfall: the question (period, against what, cut by what) and the answer in parts, each with an owner, a range and its records.
import { z } from "zod";

import { owners } from "#facts/department.ts";
import { drivers } from "#facts/driver.ts";
import { cautionShape, intervalShape, listOf, numberShape, verdictShape } from "#facts/papers-shape.ts";
import { endpoint } from "#kit/endpoint.ts";
import { inWorkspace, listInQuery, pageOfList, periodNameShape, periodShape } from "#kit/shapes.ts";

const tag = "shortfall";

export const dimensionNames = ["product", "region", "accountSize", "channel", "segment", "isRepeat"] as const;
export const measures = ["revenue", "margin"] as const;

/** What the reader may ask; everything left out is chosen by the server and said in the answer. */
export const questionShape = {
  /** Default: the last full quarter that the facts cover. */
  period: periodNameShape.optional(),
  /** 'plan', or a period; default: the plan where there is one, else the period before. */
  against: z.union([z.literal("plan"), periodNameShape]).optional(),
  by: listInQuery(z.enum(dimensionNames), 3),
  measure: z.enum(measures).default("revenue"),
};

export const levelShape = z.object({
  unit: numberShape.shape.unit,
  /** What the driver stood at; null where there is nothing to take it from. */
  reference: z.number().nullable(),
  actual: z.number().nullable(),
  /** What the reference's conversion would have made of the period's records. */
  expected: z.number().nullable(),
  sample: z.object({ reference: z.number(), actual: z.number() }),
});

export const segmentPartShape = z.object({
  /** 'region=North'; 'rest' for thin segments put together. */
  key: z.string(),
  /** The value of each dimension it is cut by; null where the records state none. */
  names: listOf(z.string().nullable()),
  isRest: z.boolean(),
  amount: z.number(),
  interval: intervalShape,
  level: levelShape.nullable(),
});

export const partShape = z.object({
  driver: z.enum(drivers),
  owner: z.enum(owners),
  /** Version of the agreement that gave it to this owner; null: by default. */
  ownerVersion: z.number().nullable(),
  /** Actual minus reference, whole minor units; parts add up to the shortfall exactly. */
  amount: z.number(),
  interval: intervalShape,
  verdict: verdictShape,
  /** Chance of a real change, all parts looked at together. */
  probability: z.number(),
  cautions: listOf(cautionShape),
  level: levelShape.nullable(),
  segments: listOf(segmentPartShape),
  /** What stands behind it on both sides; `shortfallRecords` lists it. Null for parts that rest on no records. */
  records: z.object({ entity: z.enum(["deal", "lead"]), reference: z.number(), actual: z.number() }).nullable(),
});

export const cohortShape = z.object({
  month: z.string(),
  side: z.enum(["reference", "actual"]),
  entity: z.enum(["lead", "deal"]),
  entered: z.number(),
  due: z.number(),
  accepted: z.number().nullable(),
  becameDeals: z.number().nullable(),
  /** Young cohorts are hatched and never ranked against ripe ones. */
  isRipe: z.boolean(),
});

export const explanationShape = z
  .object({
    question: z.object({ period: z.string(), against: z.string(), by: listOf(z.enum(dimensionNames)), measure: z.enum(measures) }),
    period: periodShape,
    /** The period whose levels are the reference; against a plan, the one that fills what the plan leaves open. */
    referencePeriod: periodShape,
    isToDate: z.boolean(),
    currency: z.string(),
    shortfall: z.number(),
    interval: intervalShape,
    actual: z.number(),
    reference: z.number(),
    parts: listOf(partShape),
    withinChance: z.number(),
    nothingBeyondChance: z.boolean(),
    switchedOff: listOf(z.object({ driver: z.enum(drivers), reason: z.string() })),
    crossCheck: z.object({
      method: z.literal("lmdi"),
      parts: listOf(z.object({ driver: z.enum(drivers), amount: z.number() })),
      largestDifference: z.number().nullable(),
    }),
    cohorts: listOf(cohortShape),
    cautions: listOf(cautionShape),
    /** The one sentence, generated from the numbers. */
    summary: z.object({ en: z.string(), ru: z.string() }),
    papers: z.object({
      method: z.string(),
      label: numberShape.shape.label,
      deals: z.number(),
      leads: z.number(),
      /** What records that count as alike share. */
      traits: listOf(z.enum([...dimensionNames, "grade"])),
      draws: z.number(),
      seed: z.number(),
      factsVersion: z.string(),
      asOf: z.string(),
    }),
  })
  .meta({ id: "ShortfallExplanation" });
export type Explanation = z.output<typeof explanationShape>;
export type Part = z.output<typeof partShape>;

type SwitchedOff = readonly { readonly driver: string; readonly reason: string }[];
type DriverName = Part["driver"] | "all-deals" | "all-deals-quality" | "price";

/** Deals are only told from deals without a lead where leads are on record, and list price from price where list prices are. */
function driverName(driver: Part["driver"], off: SwitchedOff): DriverName {
  const hasLeads = !off.some((each) => each.driver === "lead-volume");
  if (driver === "deal-volume" && !hasLeads) return "all-deals";
  if (driver === "deal-quality" && !hasLeads) return "all-deals-quality";
  if (driver === "list-price" && off.some((each) => each.driver === "discount")) return "price";
  return driver;
}

/** The word for a driver, as far as the facts tell it apart from others. */
export function driverKey(driver: Part["driver"], off: SwitchedOff): `driver-${DriverName}` {
  return `driver-${driverName(driver, off)}`;
}

/** The sentence that says what a driver holds. */
export function whatKey(driver: Part["driver"], off: SwitchedOff): `what-${DriverName}` {
  return `what-${driverName(driver, off)}`;
}

const refusals = [
  "no-deals",
  "no-closing-days",
  "period-not-begun",
  "periods-overlap",
  "reference-not-over",
  "all-open",
  "too-few-deals-in-period",
  "too-few-deals-in-reference",
  "no-amounts",
  "no-cost-facts",
  "no-plan",
  "not-a-period",
  "agency-sees-only-what-is-shared",
] as const;

export const explainShortfall = endpoint({
  name: "explainShortfall",
  method: "GET",
  path: "/api/w/:workspace/shortfall",
  audience: "member",
  summary: "The difference between a period and another, or the plan, split into parts with owner, interval and verdict",
  tag,
  params: inWorkspace,
  query: z.strictObject(questionShape),
  reply: explanationShape,
  refusals,
});

export const shortfallRecords = endpoint({
  name: "shortfallRecords",
  method: "GET",
  path: "/api/w/:workspace/shortfall/records",
  audience: "member",
  summary: "The deals or leads behind one part, on both sides of the comparison",
  tag,
  params: inWorkspace,
  query: z.strictObject({
    ...questionShape,
    driver: z.enum(drivers),
    segment: z.string().max(400).optional(),
    side: z.enum(["actual", "reference"]).default("actual"),
    ...pageOfList,
  }),
  reply: z.object({
    entity: z.enum(["deal", "lead"]),
    total: z.number(),
    rows: listOf(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  }),
  refusals,
});

export const exportShortfall = endpoint({
  name: "exportShortfall",
  method: "GET",
  path: "/api/w/:workspace/shortfall/export",
  audience: "member",
  summary: "The page as a file: PDF, XLSX or CSV",
  tag,
  params: inWorkspace,
  query: z.strictObject({ ...questionShape, format: z.enum(["pdf", "xlsx", "csv"]), language: z.enum(["en", "ru"]).default("en") }),
  reply: z.string(),
  gives: "file",
  refusals,
});

/** Which periods can be asked for: the quarters and months that the facts cover, and whether there is a plan. */
export const shortfallChoices = endpoint({
  name: "shortfallChoices",
  method: "GET",
  path: "/api/w/:workspace/shortfall/choices",
  audience: "member",
  summary: "Periods that the facts cover, dimensions that they are filled for, and whether a plan stands",
  tag,
  params: inWorkspace,
  reply: z.object({
    periods: listOf(z.object({ name: z.string(), closed: z.number(), hasPlan: z.boolean() })),
    dimensions: listOf(z.object({ name: z.enum(dimensionNames), values: z.number(), filled: z.number() })),
    hasCosts: z.boolean(),
    suggested: z.object({ period: z.string(), against: z.string() }).nullable(),
  }),
});
