// Which channels stand behind the deals: the question, credit under every model, the ways journeys took, the deals behind, and deals judged by people.
import { z } from "zod";

import { cautionShape, intervalShape, listOf, verdictShape } from "#facts/papers-shape.ts";
import { endpoint } from "#kit/endpoint.ts";
import { inWorkspace, inWorkspaceWithId, momentShape, nothing, pageOfList, periodNameShape } from "#kit/shapes.ts";

const tag = "journeys";

export const unitKinds = ["account", "contact"] as const;
export const counts = ["deals", "value"] as const;
export const touchKinds = ["campaigns", "all"] as const;
export const lookbacks = [30, 90, 180, 365] as const;
export const modelNames = ["first", "last", "linear", "position", "decay", "distinct", "walk", "long-walk", "rate", "hazard"] as const;
export type ModelName = (typeof modelNames)[number];

export const questionShape = {
  unit: z.enum(unitKinds).default("account"),
  /** Days before a deal began in which a touch may lie. */
  lookback: z.coerce.number().int().min(7).max(730).default(180),
  count: z.enum(counts).default("deals"),
  touches: z.enum(touchKinds).default("campaigns"),
  /** Only journeys that began in this period. */
  begun: periodNameShape.optional(),
};

const channelShape = z.object({
  /** Its place in the answer; names may be missing. */
  key: z.string(),
  /** null: rare channels put together. */
  name: z.string().nullable(),
  side: z.enum(["sales", "marketing"]),
  touches: z.number(),
  finished: z.number(),
  won: z.number(),
  models: listOf(z.object({ model: z.enum(modelNames), share: z.number(), interval: intervalShape, rank: z.number() })),
  band: z.object({ low: z.number(), high: z.number(), lowEnd: z.number(), highEnd: z.number() }),
  ranks: z.object({ best: z.number(), worst: z.number() }),
  verdict: verdictShape,
});
export type ChannelView = z.output<typeof channelShape>;

const sideCount = z.object({ deals: z.number(), value: z.number(), share: z.number().nullable(), interval: intervalShape.nullable() });
const bothSides = z.object({ marketing: sideCount, sales: sideCount });

export const journeysShape = z
  .object({
    question: z.object({
      unit: z.enum(unitKinds),
      lookback: z.number(),
      count: z.enum(counts),
      touches: z.enum(touchKinds),
      begun: z.string().nullable(),
    }),
    currency: z.string(),
    /** Always 'share of credit under a model': no share here is an effect. */
    models: listOf(z.enum(modelNames)),
    /** Those of them that bands, agreement and first places are read from. */
    banded: listOf(z.enum(modelNames)),
    channels: listOf(channelShape),
    won: z.number(),
    none: z.number(),
    open: z.number(),
    /** Won deals without a touch of these kinds on record: there is no credit to share out for them. */
    untouched: z.number(),
    total: z.number(),
    base: z.object({ share: z.number(), interval: intervalShape }).nullable(),
    agreement: z.number().nullable(),
    firstPlaces: listOf(z.object({ key: z.string(), models: z.number() })),
    sides: z.object({ won: z.number(), untouched: z.number(), sourced: bothSides, influenced: bothSides, only: bothSides.extend({ both: sideCount }) }),
    ways: z.object({
      between: listOf(z.object({ first: z.string(), last: z.string(), count: z.number() })),
      ends: listOf(z.object({ last: z.string(), end: z.enum(["open", "won", "none"]), count: z.number() })),
      touches: z.number().nullable(),
      days: z.number().nullable(),
    }),
    cautions: listOf(cautionShape),
    papers: z.object({
      method: z.string(),
      label: z.enum(["descriptive", "adjusted", "experimental"]),
      traits: listOf(z.string()),
      draws: z.number(),
      seed: z.number(),
      factsVersion: z.string(),
      asOf: z.string(),
    }),
  })
  .meta({ id: "JourneyCredit" });
export type JourneysView = z.output<typeof journeysShape>;

const refusals = [
  "no-touchpoints",
  "one-channel",
  "one-unit",
  "all-open",
  "too-few-journeys",
  "nothing-won",
  "links-look-random",
  "no-facts-yet",
  "not-a-period",
  "agency-sees-only-what-is-shared",
] as const;

const journeysQuery = z.strictObject(questionShape);
/** What the room asks when it is opened. */
export const usualJourneys: z.output<typeof journeysQuery> = journeysQuery.parse({});

export const readJourneys = endpoint({
  name: "readJourneys",
  method: "GET",
  path: "/api/w/:workspace/journeys",
  audience: "member",
  summary: "Shares of credit for won deals by channel under every model, with ranges; both sides; the ways journeys took",
  tag,
  params: inWorkspace,
  query: journeysQuery,
  reply: journeysShape,
  refusals,
});

export const journeyRecords = endpoint({
  name: "journeyRecords",
  method: "GET",
  path: "/api/w/:workspace/journeys/records",
  audience: "member",
  summary: "The won deals whose journeys hold a channel, with their touches in order",
  tag,
  params: inWorkspace,
  query: z.strictObject({ ...questionShape, channel: z.string().max(20).optional(), ...pageOfList }),
  reply: z.object({
    total: z.number(),
    rows: listOf(
      z.object({
        id: z.string(),
        account: z.string().nullable(),
        closedOn: z.string().nullable(),
        amount: z.number().nullable(),
        days: z.number(),
        /** Channels in order of time, a run of one channel once. */
        path: listOf(z.string()),
      }),
    ),
  }),
  refusals,
});

export type Side = "sales" | "marketing";

/** A sample as it stands on record. */
export interface ReviewRow {
  readonly id: string;
  readonly seed: number;
  readonly drawnBy: string | null;
  readonly drawnAt: string;
  readonly isWithdrawn: boolean;
}

/** What one side said of one deal. */
export interface VerdictRow {
  readonly deal: string;
  readonly side: Side;
  readonly channel: string | null;
  readonly note: string | null;
  readonly by: string | null;
  readonly at: string;
}

const verdictView = z.object({
  side: z.enum(["sales", "marketing"]),
  /** null: none of the channels on record. */
  channel: z.string().nullable(),
  note: z.string().nullable(),
  by: z.string().nullable(),
  at: momentShape,
});

export const reviewShape = z
  .object({
    id: z.uuid(),
    drawnBy: z.string().nullable(),
    drawnAt: momentShape,
    seed: z.number(),
    whyNotWithdraw: z.string().nullable(),
    /** The department the asker judges for; null: none. */
    side: z.enum(["sales", "marketing"]).nullable(),
    deals: listOf(
      z.object({
        deal: z.string(),
        account: z.string().nullable(),
        isWon: z.boolean(),
        closedOn: z.string().nullable(),
        amount: z.number().nullable(),
        touches: listOf(z.object({ at: z.string(), channel: z.string() })),
        channels: listOf(z.string()),
        /** Which sides have judged; what they said is shown to the other side once both have. */
        judged: z.object({ sales: z.boolean(), marketing: z.boolean() }),
        verdicts: listOf(verdictView),
        whyNotJudge: z.string().nullable(),
      }),
    ),
    /** Of deals that both sides have judged: how many they name the same channel for. */
    bothJudged: z.number(),
    sameChannel: z.number(),
    agreement: listOf(
      z.object({
        model: z.enum(modelNames),
        cases: z.number(),
        share: z.number().nullable(),
        interval: intervalShape.nullable(),
        byLot: z.number().nullable(),
      }),
    ),
  })
  .meta({ id: "DealReview" });
export type ReviewView = z.output<typeof reviewShape>;

export const readReview = endpoint({
  name: "readReview",
  method: "GET",
  path: "/api/w/:workspace/journeys/review",
  audience: "member",
  summary: "The deals drawn for review, the verdicts that may be seen, and which model agrees with people",
  tag,
  params: inWorkspace,
  reply: z.object({ review: reviewShape.nullable(), whyNotDraw: z.string().nullable(), currency: z.string() }),
  refusals: ["agency-sees-only-what-is-shared", "no-facts-yet"],
});

export const drawReview = endpoint({
  name: "drawReview",
  method: "POST",
  path: "/api/w/:workspace/journeys/review",
  audience: "member",
  summary: "Draw deals by lot for both departments to judge: half won, half lost",
  tag,
  params: inWorkspace,
  body: z.strictObject({ size: z.number().int().min(4).max(100).default(20) }),
  creates: true,
  reply: z.object({ id: z.uuid() }),
  refusals: ["only-heads-draw", "a-review-is-under-way", "too-few-deals-to-draw", "no-facts-yet"],
});

export const withdrawReview = endpoint({
  name: "withdrawReview",
  method: "DELETE",
  path: "/api/w/:workspace/journeys/review/:id",
  audience: "member",
  summary: "Put a sample aside: its verdicts are kept and count no more",
  tag,
  params: inWorkspaceWithId,
  reply: nothing,
  refusals: ["only-heads-draw"],
});

/** Puts a sample back that was put aside last. */
export const restoreReview = endpoint({
  name: "restoreReview",
  method: "POST",
  path: "/api/w/:workspace/journeys/review/:id/restore",
  audience: "member",
  summary: "Take a sample up again that was put aside",
  tag,
  params: inWorkspaceWithId,
  reply: nothing,
  refusals: ["only-heads-draw", "a-review-is-under-way"],
});

export const giveVerdict = endpoint({
  name: "giveVerdict",
  method: "PUT",
  path: "/api/w/:workspace/journeys/review/:id/verdict",
  audience: "member",
  summary: "Say which channel mattered most for one deal, for one's own department, before seeing the other's",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ deal: z.string().min(1).max(500), channel: z.string().max(500).nullable(), note: z.string().trim().max(2000).default("") }),
  reply: nothing,
  refusals: ["only-departments-judge", "role-only-reads", "both-have-judged", "no-such-channel-in-journey"],
});

export const takeVerdictBack = endpoint({
  name: "takeVerdictBack",
  method: "DELETE",
  path: "/api/w/:workspace/journeys/review/:id/verdict",
  audience: "member",
  summary: "Take back one's department's verdict on a deal, as long as the other side has not judged it",
  tag,
  params: inWorkspaceWithId,
  query: z.strictObject({ deal: z.string().min(1).max(500) }),
  reply: nothing,
  refusals: ["only-departments-judge", "role-only-reads", "both-have-judged"],
});
