// Prices: what is left of the list price, what a discount goes with, and why deals were lost.
import { z } from "zod";

import { intervalShape, listOf, numberShape, verdictShape } from "#facts/papers-shape.ts";
import { endpoint } from "#kit/endpoint.ts";
import { inWorkspace, pageOfList, periodNameShape, periodShape } from "#kit/shapes.ts";

const tag = "prices";
const refusals = ["agency-sees-only-what-is-shared", "no-facts-yet"] as const;
/** Left out: the last whole quarter that the facts cover. */
const periodQuery = periodNameShape.optional();

export const cuts = ["owner", "segment", "channel", "product"] as const;
export type Cut = (typeof cuts)[number];

/** Money in whole minor units. list - withinPolicy - beyondPolicy + aboveList = invoice; invoice - offInvoice = pocket; pocket - uncosted - cost = margin. */
const stepsShape = z
  .object({
    deals: z.number().int(),
    list: z.number(),
    withinPolicy: z.number(),
    beyondPolicy: z.number(),
    beyondDeals: z.number().int(),
    aboveList: z.number(),
    invoice: z.number(),
    offInvoice: z.number(),
    offInvoiceDeals: z.number().int(),
    pocket: z.number(),
    uncosted: z.number(),
    uncostedDeals: z.number().int(),
    cost: z.number(),
    margin: z.number(),
  })
  .meta({ id: "PriceSteps" });

const untoldShape = z.object({ reason: z.string(), details: z.record(z.string(), z.number()) });

const groupShape = z.object({
  /** null: not filled in. */
  value: z.string().nullable(),
  name: z.string().nullable(),
  steps: stepsShape,
  discount: z.number(),
  interval: intervalShape.nullable(),
  /** Against like deals of the others; null: too few deals, or nothing like them elsewhere. */
  against: z
    .object({
      found: z.number(),
      value: z.number(),
      interval: intervalShape,
      verdict: verdictShape,
      rank: z.object({ from: z.number().int(), until: z.number().int() }),
      covered: z.number(),
    })
    .nullable(),
});

export const readPrices = endpoint({
  name: "readPrices",
  method: "GET",
  path: "/api/w/:workspace/prices",
  audience: "member",
  summary: "From list price to margin for the deals won in a period, in all and by seller, segment, channel or product",
  tag,
  params: inWorkspace,
  query: z.strictObject({ period: periodQuery, by: z.enum(cuts).default("owner") }),
  refusals,
  reply: z.object({
    period: periodShape,
    currency: z.string(),
    /** The discount that needs no explanation, and the definition that says so. */
    policy: z.object({ upTo: z.number(), definition: z.string(), isSigned: z.boolean() }),
    won: z.number().int(),
    missing: z.object({ listPrice: z.number().int(), amount: z.number().int() }),
    discount: numberShape,
    /** null where no won deal has a list price and a price; `reason` says why. */
    steps: stepsShape.nullable(),
    reason: z.string().nullable(),
    by: z.enum(cuts),
    groups: listOf(groupShape),
  }),
});

const recordSteps = ["all", "within-policy", "beyond-policy", "above-list", "off-invoice", "pocket", "uncosted", "cost"] as const;
export type RecordStep = (typeof recordSteps)[number];

export const listPricedDeals = endpoint({
  name: "listPricedDeals",
  method: "GET",
  path: "/api/w/:workspace/prices/deals",
  audience: "member",
  summary: "The deals behind a step of the price waterfall or behind one of its groups, largest discount first",
  tag,
  params: inWorkspace,
  query: z.strictObject({
    period: periodQuery,
    step: z.enum(recordSteps).default("all"),
    by: z.enum(cuts).optional(),
    /** With `by`: the group; left out: those whose field is empty. */
    value: z.string().max(400).optional(),
    ...pageOfList,
  }),
  refusals,
  reply: z.object({
    total: z.number().int(),
    currency: z.string(),
    deals: listOf(
      z.object({
        id: z.string(),
        closedOn: z.string(),
        seller: z.string().nullable(),
        list: z.number(),
        amount: z.number(),
        discount: z.number(),
        offInvoice: z.number().nullable(),
        cost: z.number().nullable(),
      }),
    ),
  }),
});

const slopeShape = z.object({
  slope: z.number(),
  interval: intervalShape,
  perTenPoints: z.number(),
  perTenPointsInterval: intervalShape,
});

const bestShape = z.object({
  discount: z.number(),
  interval: intervalShape,
  tried: z.object({ from: z.number(), until: z.number() }),
  usual: z.number(),
  gain: z.number(),
  gainInterval: intervalShape,
  gainChance: z.number(),
  isAtEnd: z.boolean(),
});

export const readDiscountEffect = endpoint({
  name: "readDiscountEffect",
  method: "GET",
  path: "/api/w/:workspace/prices/effect",
  audience: "member",
  summary: "Win rate by discount as an association, the comparison within sellers beside it, and the discount that leaves most",
  tag,
  params: inWorkspace,
  query: z.strictObject({ period: periodQuery }),
  refusals,
  reply: z.object({
    period: periodShape,
    /** Closed in this stretch: two years up to the period's end, or the period. */
    window: periodShape,
    currency: z.string(),
    offers: z.number().int(),
    leftOut: z.object({
      noListPrice: z.number().int(),
      noAmountWon: z.number().int(),
      noAmountLost: z.number().int(),
      noSeller: z.number().int(),
      doubtful: z.number().int(),
      byLot: z.number().int(),
    }),
    buckets: listOf(
      z.object({
        from: z.number().nullable(),
        until: z.number().nullable(),
        offers: z.number().int(),
        won: z.number().int(),
        meanDiscount: z.number(),
        winRate: z.number(),
        interval: intervalShape,
      }),
    ),
    /** null where it cannot be told; `untold` says why. */
    effect: z
      .object({
        compared: z.number().int(),
        sellers: z.number().int(),
        leftOutSellers: z.number().int(),
        naive: slopeShape,
        within: slopeShape,
        mundlak: slopeShape,
        spread: z.number(),
        clusters: z.enum(["sellers", "deals"]),
        unseen: z.object({
          toNothing: z.number(),
          toChance: z.number(),
          strongest: z.object({ trait: z.string(), ofDiscount: z.number(), ofOutcome: z.number() }).nullable(),
        }),
        curve: listOf(z.object({ discount: z.number(), chance: z.number(), interval: intervalShape })),
        best: bestShape.nullable(),
        bestUntold: untoldShape.nullable(),
      })
      .nullable(),
    untold: untoldShape.nullable(),
  }),
});

const shareShape = z.object({ count: z.number().int(), share: z.number(), interval: intervalShape });

export const readLossReasons = endpoint({
  name: "readLossReasons",
  method: "GET",
  path: "/api/w/:workspace/prices/loss-reasons",
  audience: "member",
  summary: "Why deals were lost, as the seller wrote it down against what the buyer said when asked",
  tag,
  params: inWorkspace,
  query: z.strictObject({ period: periodQuery }),
  refusals,
  reply: z.object({
    period: periodShape,
    window: periodShape,
    told: z
      .object({
        lost: z.number().int(),
        bySeller: z.number().int(),
        asked: z.number().int(),
        agree: shareShape,
        /** An empty name stands for the rarer reasons together. */
        reasons: listOf(
          z.object({
            reason: z.string(),
            bySeller: shareShape,
            bySellerAsked: shareShape,
            byBuyer: shareShape,
            onlySeller: z.number().int(),
            onlyBuyer: z.number().int(),
            pValue: z.number(),
            isPrice: z.boolean(),
          }),
        ),
        names: listOf(z.string()),
        counts: listOf(listOf(z.number().int())),
        selection: z.object({ difference: z.number(), interval: intervalShape }).nullable(),
      })
      .nullable(),
    untold: untoldShape.nullable(),
  }),
});
