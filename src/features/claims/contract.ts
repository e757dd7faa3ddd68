// Claims: what one side says of the other, in plain words and as a question that the facts answer.
import { z } from "zod";

import { againstWhom, claimKeys, claimVerdicts, needs, subjectKinds } from "#facts/claims.ts";
import { entityNames } from "#facts/entities.ts";
import { cautionShape, intervalShape, listOf } from "#facts/papers-shape.ts";
import { endpoint } from "#kit/endpoint.ts";
import { dayShape, flagInQuery, inWorkspace, inWorkspaceWithId, momentShape, nothing, pageOfList, periodNameShape, periodShape } from "#kit/shapes.ts";

const tag = "claims";
const refusals = ["agency-sees-only-what-is-shared", "no-facts-yet"] as const;

const keyShape = z.enum(claimKeys);
const unitShape = z.enum(["count", "share", "days", "money", "money-per-deal", "points", "hours", "index"]);
const detailsShape = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

/** What the facts say: a measured size with its papers, or why it cannot be told. */
export const claimAnswerShape = z
  .object({
    verdict: z.enum(claimVerdicts),
    /** Null where it was measured. */
    untold: z.object({ reason: z.string(), details: detailsShape }).nullable(),
    measured: z
      .object({
        effect: z.number(),
        /** Null: counted to the last one. */
        interval: intervalShape.nullable(),
        sample: z.number().int(),
        /** Numbers set side by side: shares, money in minor units, or counts, by the claim. */
        compared: listOf(z.object({ name: z.string(), isOwnName: z.boolean(), value: z.number(), hits: z.number().nullable(), cases: z.number() })),
        cautions: listOf(cautionShape),
        records: z.object({ entity: z.enum(entityNames), total: z.number().int() }),
      })
      .nullable(),
  })
  .meta({ id: "ClaimAnswer" });
export type ClaimAnswerView = z.output<typeof claimAnswerShape>;

export const standardShape = z
  .object({
    key: keyShape,
    against: z.enum(againstWhom),
    subjectKind: z.enum(subjectKinds).nullable(),
    isSubjectRequired: z.boolean(),
    needs: listOf(z.enum(needs)),
    /** What of it the facts lack altogether. */
    missing: listOf(z.enum(needs)),
    holds: z.enum(["above", "below"]),
    unit: unitShape,
    worth: z.number(),
    nothing: z.number(),
    label: z.enum(["descriptive", "adjusted", "experimental"]),
  })
  .meta({ id: "StandardClaim" });
export type StandardView = z.output<typeof standardShape>;

const subjectShape = z.object({ kind: z.enum(subjectKinds), value: z.string(), name: z.string() });

export const readClaimCatalogue = endpoint({
  name: "readClaimCatalogue",
  method: "GET",
  path: "/api/w/:workspace/claims/catalogue",
  audience: "member",
  summary: "The standard claims, what each needs and what it can be narrowed to",
  tag,
  params: inWorkspace,
  refusals,
  reply: z.object({
    standards: listOf(standardShape),
    subjects: listOf(subjectShape),
    /** The last four whole quarters: what a claim is about where nobody says otherwise. */
    period: periodShape,
    terms: z.object({ firstAttemptHours: z.number(), attempts: z.number(), noticeDays: z.number(), materialDays: z.number() }),
    whyNotFile: z.string().nullable(),
  }),
});
export type ClaimCatalogue = z.output<(typeof readClaimCatalogue)["reply"]>;

const saidShape = z.string().trim().min(1).max(500);
const questionShape = {
  standard: keyShape,
  subject: z.string().min(1).max(400).optional(),
  /** Left out: the last four whole quarters. */
  period: periodNameShape.optional(),
};

export const tryClaim = endpoint({
  name: "tryClaim",
  method: "GET",
  path: "/api/w/:workspace/claims/answer",
  audience: "member",
  summary: "What the facts say to one standard claim by itself, without filing it",
  tag,
  params: inWorkspace,
  query: z.strictObject(questionShape),
  refusals: [...refusals, "no-such-subject", "needs-subject"],
  reply: z.object({ period: periodShape, currency: z.string(), answer: claimAnswerShape }),
});

export const claimShape = z
  .object({
    id: z.uuid(),
    standard: keyShape,
    against: z.enum(againstWhom),
    unit: unitShape,
    holds: z.enum(["above", "below"]),
    worth: z.number(),
    nothing: z.number(),
    said: z.string(),
    subject: z.string().nullable(),
    subjectName: z.string().nullable(),
    period: periodShape,
    /** Moves on with the quarters. */
    isRolling: z.boolean(),
    /** Null: unnamed, or no longer with us. */
    filedBy: z.string().nullable(),
    isMine: z.boolean(),
    isUnnamed: z.boolean(),
    filedAt: momentShape,
    withdrawnAt: momentShape.nullable(),
    answer: claimAnswerShape,
    whyNotWithdraw: z.string().nullable(),
  })
  .meta({ id: "Claim" });
export type ClaimView = z.output<typeof claimShape>;

export const listClaims = endpoint({
  name: "listClaims",
  method: "GET",
  path: "/api/w/:workspace/claims",
  audience: "member",
  summary: "Claims on file with their verdicts, tested together; the latest first",
  tag,
  params: inWorkspace,
  query: z.strictObject({ withdrawn: flagInQuery.default(false) }),
  refusals,
  reply: z.object({ currency: z.string(), claims: listOf(claimShape), withdrawn: z.number().int(), whyNotFile: z.string().nullable() }),
});
export type ClaimList = z.output<(typeof listClaims)["reply"]>;

export const readClaim = endpoint({
  name: "readClaim",
  method: "GET",
  path: "/api/w/:workspace/claims/:id",
  audience: "member",
  summary: "One claim with its verdict among all on file, and every verdict it has had",
  tag,
  params: inWorkspaceWithId,
  refusals: [...refusals, "not-found"],
  reply: z.object({
    currency: z.string(),
    claim: claimShape,
    /** Claims that were tested together with it, itself among them. */
    together: z.number().int(),
    history: listOf(
      z.object({
        givenAt: momentShape,
        asOf: dayShape,
        verdict: z.enum(claimVerdicts),
        reason: z.string().nullable(),
        effect: z.number().nullable(),
        low: z.number().nullable(),
        high: z.number().nullable(),
        sample: z.number().int(),
      }),
    ),
  }),
});

export const listClaimRecords = endpoint({
  name: "listClaimRecords",
  method: "GET",
  path: "/api/w/:workspace/claims/:id/records",
  audience: "member",
  summary: "The ids of the records that a claim rests on",
  tag,
  params: inWorkspaceWithId,
  query: z.strictObject(pageOfList),
  refusals: [...refusals, "not-found"],
  reply: z.object({ entity: z.enum(entityNames), total: z.number().int(), ids: listOf(z.string()) }),
});

export const fileClaim = endpoint({
  name: "fileClaim",
  method: "POST",
  path: "/api/w/:workspace/claims",
  audience: "member",
  summary: "File a claim: plain words, and which standard claim is meant",
  tag,
  params: inWorkspace,
  body: z.strictObject({ ...questionShape, said: saidShape, isUnnamed: z.boolean().default(false) }),
  creates: true,
  reply: z.object({ id: z.uuid() }),
  refusals: ["role-only-reads", "no-such-subject", "needs-subject", "no-facts-yet", "already-filed"],
});

export const withdrawClaim = endpoint({
  name: "withdrawClaim",
  method: "DELETE",
  path: "/api/w/:workspace/claims/:id",
  audience: "member",
  summary: "Take a claim back; it can be brought back",
  tag,
  params: inWorkspaceWithId,
  reply: nothing,
  refusals: ["role-only-reads", "not-your-claim", "not-found"],
});

export const restoreClaim = endpoint({
  name: "restoreClaim",
  method: "POST",
  path: "/api/w/:workspace/claims/:id/restored",
  audience: "member",
  summary: "Bring a withdrawn claim back",
  tag,
  params: inWorkspaceWithId,
  reply: nothing,
  refusals: ["role-only-reads", "not-your-claim", "not-found", "already-filed"],
});
