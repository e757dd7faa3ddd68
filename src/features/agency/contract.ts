// What agencies are shown, who showed it to them, and what came of the campaigns they run.
import { z } from "zod";

import { listOf, numberShape } from "#facts/papers-shape.ts";
import { shareKinds } from "#facts/rights.ts";
import { stages } from "#facts/stage.ts";
import { endpoint } from "#kit/endpoint.ts";
import { currencyShape, dayShape, inWorkspace, inWorkspaceWithId, momentShape, nothing, pageOfList, periodNameShape, periodShape } from "#kit/shapes.ts";

const tag = "agency";
const kindShape = z.enum(shareKinds);
const subjectIdShape = z.string().min(1).max(400);
const subjectShape = { kind: kindShape, subjectId: subjectIdShape };

export const shareShape = z
  .object({
    id: z.uuid(),
    kind: kindShape,
    /** A campaign's id; a channel as it is called. */
    subjectId: z.string(),
    /** What the campaign is called; null where it has no name or is on record no more. */
    name: z.string().nullable(),
    memberId: z.uuid(),
    memberName: z.string(),
    sharedAt: momentShape,
    sharedBy: z.string().nullable(),
  })
  .meta({ id: "Share" });
export type ShareView = z.output<typeof shareShape>;

export const listShares = endpoint({
  name: "listShares",
  method: "GET",
  path: "/api/w/:workspace/shares",
  audience: "member",
  summary: "What is shared with agencies, all of it, with one agency, or one campaign or channel; an agency sees its own",
  tag,
  params: inWorkspace,
  query: z.strictObject({ member: z.uuid().optional(), kind: kindShape.optional(), subjectId: subjectIdShape.optional() }),
  reply: z.object({ shares: listOf(shareShape), whyNotShare: z.string().nullable() }),
});

export const shareWithAgency = endpoint({
  name: "shareWithAgency",
  method: "POST",
  path: "/api/w/:workspace/shares",
  audience: "member",
  summary: "Show one campaign, or everything of one channel, to an agency member",
  tag,
  params: inWorkspace,
  body: z.strictObject({ ...subjectShape, memberId: z.uuid() }),
  reply: shareShape,
  refusals: ["only-heads-share", "not-an-agency"],
});

export const stopSharing = endpoint({
  name: "stopSharing",
  method: "DELETE",
  path: "/api/w/:workspace/shares/:id",
  audience: "member",
  summary: "Stop showing it to the agency member",
  tag,
  params: inWorkspaceWithId,
  reply: nothing,
  refusals: ["only-heads-share"],
});

export const listAgencies = endpoint({
  name: "listAgencies",
  method: "GET",
  path: "/api/w/:workspace/agencies",
  audience: "member",
  summary: "The members who are agencies, and how much each is shown",
  tag,
  params: inWorkspace,
  reply: z.object({
    agencies: listOf(
      z.object({ id: z.uuid(), name: z.string(), email: z.string().nullable(), isInService: z.boolean(), signsIn: z.boolean(), shares: z.number().int() }),
    ),
    whyNotShare: z.string().nullable(),
  }),
  refusals: ["agency-sees-only-what-is-shared"],
});

export const mostShareable = 40;

export const findShareable = endpoint({
  name: "findShareable",
  method: "GET",
  path: "/api/w/:workspace/shareable",
  audience: "member",
  summary: `Campaigns and channels whose name or id holds a text, the latest campaigns first; ${mostShareable} at most`,
  tag,
  params: inWorkspace,
  query: z.strictObject({ text: z.string().trim().max(200).default("") }),
  reply: z.object({
    found: listOf(z.object({ kind: kindShape, id: z.string(), name: z.string().nullable(), channel: z.string().nullable(), startsOn: dayShape.nullable() })),
    /** Of those that hold the text. */
    total: z.number().int(),
  }),
  refusals: ["agency-sees-only-what-is-shared"],
});

const stepShape = z.enum(stages);

export const resultShape = z
  .object({
    touches: z.number().int(),
    leads: z.number().int(),
    /** Deals that name it without a lead. */
    looseDeals: z.number().int(),
    /** Reached it; at the step before and open; at the step before and over. */
    steps: listOf(z.object({ step: stepShape, reached: z.number().int(), open: z.number().int(), over: z.number().int() })),
    won: z.number().int(),
    open: z.number().int(),
    lost: z.number().int(),
    returned: z.number().int(),
    /** campaign-spend, campaign-cost-per-lead, campaign-cost-per-won. */
    numbers: listOf(numberShape),
  })
  .meta({ id: "CampaignResult" });
export type CampaignResultView = z.output<typeof resultShape>;

const workShape = z.object({
  kind: kindShape,
  id: z.string(),
  name: z.string().nullable(),
  channel: z.string().nullable(),
  startsOn: dayShape.nullable(),
  endsOn: dayShape.nullable(),
  planned: z.object({ amount: z.number(), currency: currencyShape }).nullable(),
  /** False: it was shared, and is on record no more. */
  isOnRecord: z.boolean(),
  share: z.object({ id: z.uuid(), at: momentShape, by: z.string().nullable() }),
  result: resultShape,
});

/** Whose work, where somebody else than the agency asks. */
const whose = { member: z.uuid().optional(), period: periodNameShape.optional() };
const refusals = ["agency-sees-only-what-is-shared", "agency-not-named", "not-found"] as const;

export const readAgencyWork = endpoint({
  name: "readAgencyWork",
  method: "GET",
  path: "/api/w/:workspace/agency",
  audience: "member",
  summary: "What an agency runs and what came of it: as the agency itself sees it, for the agency and for whoever asks about it",
  tag,
  params: inWorkspace,
  /** period left out: from the first day that anything shared is on record. */
  query: z.strictObject(whose),
  reply: z.object({
    agency: z.object({ id: z.uuid(), name: z.string(), isYou: z.boolean() }),
    /** null: nothing of it is on record. */
    period: periodShape.nullable(),
    currency: currencyShape,
    unit: z.enum(["lead", "deal"]),
    work: listOf(workShape),
    /** Everything once, however many of the above it belongs to; null: nothing of it is on record. */
    all: resultShape.nullable(),
    whyNotShare: z.string().nullable(),
  }),
  refusals,
});
export type AgencyWork = z.output<(typeof readAgencyWork)["reply"]>;

const outcomeShape = z.enum(["open", "won", "lost", "returned"]);
const caseShape = z.object({
  kind: z.enum(["lead", "deal"]),
  id: z.string(),
  cameOn: dayShape,
  step: stepShape,
  stepOn: dayShape.nullable(),
  outcome: outcomeShape,
  /** Names of the shared campaigns and channels that it belongs to. */
  of: listOf(z.string()),
  channel: z.string().nullable(),
  segment: z.string().nullable(),
  region: z.string().nullable(),
  grade: z.string().nullable(),
});
export type AgencyCase = z.output<typeof caseShape>;

const filter = {
  ...whose,
  /** One of the shared ones; all of them where left out. */
  kind: kindShape.optional(),
  id: subjectIdShape.optional(),
  outcome: outcomeShape.optional(),
  /** Only what reached this step. */
  step: stepShape.optional(),
};

export const listAgencyCases = endpoint({
  name: "listAgencyCases",
  method: "GET",
  path: "/api/w/:workspace/agency/leads",
  audience: "member",
  summary: "The leads behind it one by one, latest first: how far each came and how it stands, without names, prices or people",
  tag,
  params: inWorkspace,
  query: z.strictObject({ ...filter, ...pageOfList }),
  reply: z.object({ total: z.number().int(), cases: listOf(caseShape) }),
  refusals,
});

export const exportAgencyCases = endpoint({
  name: "exportAgencyCases",
  method: "GET",
  path: "/api/w/:workspace/agency/leads/export",
  audience: "member",
  summary: "The same leads as a CSV file",
  tag,
  params: inWorkspace,
  query: z.strictObject(filter),
  reply: z.string(),
  gives: "file",
  refusals,
});

export const listAgencySpend = endpoint({
  name: "listAgencySpend",
  method: "GET",
  path: "/api/w/:workspace/agency/spend",
  audience: "member",
  summary: "The lines of spend behind it, latest first",
  tag,
  params: inWorkspace,
  query: z.strictObject({ ...whose, kind: kindShape.optional(), id: subjectIdShape.optional(), ...pageOfList }),
  reply: z.object({
    currency: currencyShape,
    total: z.number().int(),
    lines: listOf(z.object({ id: z.string(), day: dayShape, amount: z.number(), category: z.string().nullable(), of: listOf(z.string()) })),
  }),
  refusals,
});
