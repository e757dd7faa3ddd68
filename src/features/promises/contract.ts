// What both sides promise each other: what holds, how it was kept, what waits for a signature, and how much marketing would have to promise for the revenue goal.
import { z } from "zod";

import { entityNames } from "#facts/entities.ts";
import { cautionShape, intervalShape, listOf, numberShape } from "#facts/papers-shape.ts";
import { type PromiseKey, type PromiseTerms, promiseKeys, promiseSides, promisedFields } from "#facts/promises.ts";
import { headRoles } from "#facts/signatures.ts";
import { signedVersionShape } from "#facts/signatures-shape.ts";
import { endpoint } from "#kit/endpoint.ts";
import { dayShape, inWorkspace, nothing, periodNameShape, periodShape, workspaceSlugShape } from "#kit/shapes.ts";

const tag = "promises";
const refusals = ["agency-sees-only-what-is-shared", "no-facts-yet"] as const;
const hours = z.number().min(0.25).max(400);
const share = z.number().min(0).max(1);
const days = z.number().int().min(1).max(365);

/** The parameters of each promise, checked when a version is proposed. */
export const promiseShapes = {
  "accepted-value": z.strictObject({ perMonth: z.number().int().min(1).max(9e15).nullable() }),
  "definitional-returns": z.strictObject({ atMost: share }),
  "fields-complete": z.strictObject({ fields: z.array(z.enum(promisedFields)).min(1), atLeast: share }),
  "campaign-notice": z.strictObject({ days, atLeast: share }),
  "requests-answered": z.strictObject({ hours, returnHours: hours, atLeast: share }),
  "accept-in-time": z.strictObject({ hours, atLeast: share }),
  "first-attempt": z.strictObject({ hours, hoursByGrade: z.record(z.string().min(1).max(40), hours), atLeast: share }),
  "attempt-depth": z.strictObject({ attempts: z.number().int().min(1).max(50), days, atLeast: share }),
  "outcome-recorded": z.strictObject({ days, atLeast: share }),
  "lost-feedback": z.strictObject({ atLeast: share }),
  "reporting-minutes": z.strictObject({ perWeek: z.number().int().min(0).max(2400) }),
} satisfies { readonly [K in PromiseKey]: z.ZodType<PromiseTerms[K]> };

const keyShape = z.enum(promiseKeys);
const termsShape = z.record(z.string(), z.json());
const detailsShape = z.record(z.string(), z.number());

const monthShape = z.object({ period: periodShape, measured: z.number().nullable(), interval: intervalShape.nullable(), sample: z.number().int() });

export const promiseShape = z
  .object({
    key: keyShape,
    side: z.enum(promiseSides),
    status: z.enum(["kept", "broken", "cannot-be-told"]),
    reason: z.string().nullable(),
    details: detailsShape,
    unit: z.enum(["share", "money", "minutes"]),
    holds: z.enum(["at-least", "at-most"]),
    measured: z.number().nullable(),
    interval: intervalShape.nullable(),
    promised: z.number().nullable(),
    sample: z.number().int(),
    short: z.number().int(),
    underSigned: z.number().int(),
    months: listOf(monthShape),
    cautions: listOf(cautionShape),
    /** How far it was kept, as a number with its papers: it can be quoted, and kept with a decision. Minutes as hours. */
    asNumber: numberShape,
    /** What holds today. */
    terms: termsShape,
    version: z.number().int(),
    isSigned: z.boolean(),
    /** What waits for a signature: a proposal, or the usual value that not both heads have signed; null where nothing does. */
    waits: z
      .object({ version: z.number().int(), isProposal: z.boolean(), terms: termsShape, lacks: listOf(z.enum(headRoles)), isYours: z.boolean() })
      .nullable(),
    source: z.object({ grade: z.enum(["A", "B", "C", "own"]), source: z.string().nullable() }),
  })
  .meta({ id: "Promise" });
export type PromiseView = z.output<typeof promiseShape>;

export const readPromises = endpoint({
  name: "readPromises",
  method: "GET",
  path: "/api/w/:workspace/promises",
  audience: "member",
  summary: "What marketing, sales and management promised each other, and whether it was kept in a period",
  tag,
  params: inWorkspace,
  query: z.strictObject({ period: periodNameShape.optional() }),
  refusals,
  reply: z.object({ period: periodShape, currency: z.string(), lastSeen: dayShape, promises: listOf(promiseShape), whyNotPropose: z.string().nullable() }),
});
export type PromisesAnswer = z.output<(typeof readPromises)["reply"]>;

const inPromise = z.strictObject({ workspace: workspaceSlugShape, promise: keyShape });
const inVersion = z.strictObject({ workspace: workspaceSlugShape, promise: keyShape, version: z.coerce.number().int().min(1).max(100_000) });

export const promiseVersionShape = z
  .object({ ...signedVersionShape, terms: termsShape, note: z.string().nullable(), holdsFrom: dayShape.nullable(), inForceFrom: dayShape.nullable() })
  .meta({ id: "PromiseVersion" });
export type PromiseVersionView = z.output<typeof promiseVersionShape>;

export const readPromise = endpoint({
  name: "readPromise",
  method: "GET",
  path: "/api/w/:workspace/promises/:promise",
  audience: "member",
  summary: "One promise with all its versions, the newest first",
  tag,
  params: inPromise,
  refusals: ["agency-sees-only-what-is-shared"],
  reply: z.object({ key: keyShape, versions: listOf(promiseVersionShape), whyNotPropose: z.string().nullable() }),
});

export const readPromiseCases = endpoint({
  name: "readPromiseCases",
  method: "GET",
  path: "/api/w/:workspace/promises/:promise/cases",
  audience: "member",
  summary: "Where a promise was not kept: the records, and whose they were where that is for you to see",
  tag,
  params: inPromise,
  query: z.strictObject({ period: periodNameShape.optional() }),
  refusals,
  reply: z.object({
    entity: z.enum(entityNames).nullable(),
    /** all: every record; own: only yours; none: sums alone. */
    shows: z.enum(["all", "own", "none"]),
    /** Records in which it was not kept. */
    short: listOf(z.string()),
    shortTotal: z.number().int(),
    people: listOf(z.object({ id: z.string(), name: z.string(), cases: z.number().int(), short: z.number().int() })),
    whyNotPeople: z.string().nullable(),
  }),
});
export type PromiseCasesView = z.output<(typeof readPromiseCases)["reply"]>;

const rangedShape = z.object({ value: z.number(), interval: intervalShape });

export const readPromiseGoal = endpoint({
  name: "readPromiseGoal",
  method: "GET",
  path: "/api/w/:workspace/promises-for-goal",
  audience: "member",
  summary: "From the revenue goal back to the leads that it takes, with the company's own conversions and days, and what that asks of sales",
  tag,
  params: inWorkspace,
  query: z.strictObject({ perMonth: z.coerce.number().int().min(1).max(9e15).optional() }),
  refusals: [...refusals, "no-leads", "leads-not-joined", "too-few-won", "no-revenue-plan", "too-few-won-from-leads"],
  reply: z.object({
    currency: z.string(),
    goal: z.number(),
    goalFor: periodShape,
    /** plan: as planned; goal: as the goals room has it; asked: a what-if. */
    goalFrom: z.enum(["plan", "goal", "asked"]),
    leadsFrom: periodShape,
    fromLeads: rangedShape,
    averageDeal: rangedShape.extend({ deals: z.number() }),
    links: listOf(z.object({ share: z.number(), interval: intervalShape, from: z.number(), to: z.number() })),
    through: rangedShape.extend({ leads: z.number() }),
    lagDays: rangedShape,
    needed: rangedShape,
    came: z.number(),
    lately: periodShape,
    value: rangedShape,
    /** What accepted leads stood for a month of late; null: cannot be told. */
    valueCame: z.number().nullable(),
    isMargin: z.boolean(),
    segments: listOf(
      z.object({ name: z.string(), goal: z.number(), averageDeal: z.number(), through: z.number(), leads: z.number(), needed: rangedShape, came: z.number() }),
    ),
    values: listOf(
      z.object({ grade: z.string(), segment: z.string(), leads: z.number(), won: z.number(), chance: z.number(), earns: z.number(), value: z.number() }),
    ),
    capacity: z
      .object({
        people: z.number(),
        leadsEach: z.number(),
        attemptsEach: z.number(),
        attemptsPerLead: z.number(),
        usual: z.number(),
        most: z.number(),
        personMonths: z.number(),
        verdict: z.enum(["fits", "tight", "beyond"]),
      })
      .nullable(),
    whyNoCapacity: z.string().nullable(),
    cautions: listOf(cautionShape),
  }),
});
export type PromiseGoalView = z.output<(typeof readPromiseGoal)["reply"]>;

export const proposePromise = endpoint({
  name: "proposePromise",
  method: "POST",
  path: "/api/w/:workspace/promises/:promise/versions",
  audience: "member",
  summary: "Propose other terms of a promise; a head who proposes signs with it",
  tag,
  params: inPromise,
  body: z.strictObject({ terms: termsShape, note: z.string().trim().max(2000).default(""), holdsFrom: dayShape.optional() }),
  creates: true,
  reply: promiseVersionShape,
  refusals: ["only-heads-propose", "terms-not-understood", "same-as-in-force", "another-is-waiting", "begins-in-past"],
});

export const signPromise = endpoint({
  name: "signPromise",
  method: "POST",
  path: "/api/w/:workspace/promises/:promise/versions/:version/signatures",
  audience: "member",
  summary: "Sign a promise as head of your department; with both signatures it holds from its day on",
  tag,
  params: inVersion,
  body: z.strictObject({}),
  reply: promiseVersionShape,
  refusals: ["only-heads-sign", "already-signed", "withdrawn", "superseded"],
});

export const withdrawPromise = endpoint({
  name: "withdrawPromise",
  method: "DELETE",
  path: "/api/w/:workspace/promises/:promise/versions/:version",
  audience: "member",
  summary: "Withdraw a version that does not hold yet",
  tag,
  params: inVersion,
  reply: nothing,
  refusals: ["role-only-reads", "only-heads-withdraw", "signed-by-both", "withdrawn"],
});
