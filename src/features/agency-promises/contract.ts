// What the firm and an agency promise each other, how far it was kept, and the briefs, reports and invoices by which it is measured.
import { z } from "zod";

import { agencyParties, agencyPromiseKeys, dealingKinds } from "#facts/agency-promises.ts";
import { intervalShape, listOf } from "#facts/papers-shape.ts";
import { endpoint } from "#kit/endpoint.ts";
import { dayShape, inWorkspace, inWorkspaceWithId, momentShape, nothing, workspaceSlugShape } from "#kit/shapes.ts";

const tag = "agency-promises";
const keyShape = z.enum(agencyPromiseKeys);
const partyShape = z.enum(agencyParties);
const termsShape = z.strictObject({ level: z.number().int().min(1).max(1_000_000), atLeast: z.number().gt(0).max(1) });

const versionShape = z.object({
  version: z.number().int(),
  /** in-force: counted with now; ahead: signed by both and not begun; waiting: a signature is missing; past: a later one holds; withdrawn. */
  state: z.enum(["in-force", "ahead", "waiting", "past", "withdrawn"]),
  terms: termsShape,
  note: z.string().nullable(),
  holdsFrom: dayShape.nullable(),
  inForceFrom: dayShape.nullable(),
  proposerName: z.string().nullable(),
  proposedAt: momentShape,
  signatures: listOf(z.object({ party: partyShape, memberName: z.string(), signedAt: momentShape })),
  whyNotSign: z.string().nullable(),
  whyNotWithdraw: z.string().nullable(),
});
export type AgencyVersionView = z.output<typeof versionShape>;

/** So many cases of a promise go over the wire, the latest. */
export const mostCases = 30;

const promiseShape = z
  .object({
    agencyId: z.uuid(),
    key: keyShape,
    party: partyShape,
    /** not-agreed: no version has been signed by both and begun. */
    status: z.enum(["kept", "broken", "cannot-be-told", "not-agreed"]),
    reason: z.enum(["no-cases", "short-within-chance", "nothing-shared"]).nullable(),
    kept: z.number().int(),
    sample: z.number().int(),
    measured: z.number().nullable(),
    interval: intervalShape.nullable(),
    promised: z.number().nullable(),
    /** What holds today; null: nothing. */
    terms: termsShape.nullable(),
    since: dayShape.nullable(),
    waitsFor: listOf(partyShape),
    cases: listOf(
      z.object({
        id: z.string(),
        /** What a dealing is about; the id of a lead; null: of a month. */
        about: z.string().nullable(),
        dueOn: dayShape,
        doneOn: dayShape.nullable(),
        count: z.number().int().nullable(),
        isKept: z.boolean(),
      }),
    ),
    versions: listOf(versionShape),
  })
  .meta({ id: "AgencyPromise" });
export type AgencyPromiseView = z.output<typeof promiseShape>;

const dealingShape = z
  .object({
    id: z.uuid(),
    agencyId: z.uuid(),
    kind: z.enum(dealingKinds),
    about: z.string(),
    askedOn: dayShape,
    forOn: dayShape.nullable(),
    answeredOn: dayShape.nullable(),
    enteredBy: z.string().nullable(),
    answeredBy: z.string().nullable(),
  })
  .meta({ id: "AgencyDealing" });
export type DealingView = z.output<typeof dealingShape>;

export const readAgencyPromises = endpoint({
  name: "readAgencyPromises",
  method: "GET",
  path: "/api/w/:workspace/agency-promises",
  audience: "member",
  summary: "What the firm and its agencies promised each other, how far it was kept, and what passed between them; an agency sees its own alone",
  tag,
  params: inWorkspace,
  query: z.strictObject({ agency: z.uuid().optional() }),
  refusals: ["not-found"],
  reply: z.object({
    agencies: listOf(
      z.object({ id: z.uuid(), name: z.string(), isYou: z.boolean(), whyNotPropose: z.string().nullable(), whyNotEnter: z.string().nullable() }),
    ),
    promises: listOf(promiseShape),
    dealings: listOf(dealingShape),
    today: dayShape,
  }),
});
export type AgencyPromises = z.output<(typeof readAgencyPromises)["reply"]>;

const inPromise = z.strictObject({ workspace: workspaceSlugShape, agency: z.uuid(), promise: keyShape });
const inVersion = z.strictObject({ ...inPromise.shape, version: z.coerce.number().int().min(1).max(100_000) });

export const proposeAgencyPromise = endpoint({
  name: "proposeAgencyPromise",
  method: "POST",
  path: "/api/w/:workspace/agency-promises/:agency/:promise/versions",
  audience: "member",
  summary: "Propose a promise between the firm and an agency, or other terms of one; a head or the agency signs with it",
  tag,
  params: inPromise,
  body: z.strictObject({ terms: termsShape, note: z.string().trim().max(2000), holdsFrom: dayShape.nullable() }),
  creates: true,
  refusals: ["role-only-reads", "only-heads-and-agency-propose", "not-found", "level-too-high", "begins-in-past", "another-is-waiting", "same-as-in-force"],
  reply: z.object({ version: z.number().int() }),
});

export const signAgencyPromise = endpoint({
  name: "signAgencyPromise",
  method: "POST",
  path: "/api/w/:workspace/agency-promises/:agency/:promise/versions/:version/signatures",
  audience: "member",
  summary: "Sign as the agency, or as a head for the firm; with both signatures it holds from its day on",
  tag,
  params: inVersion,
  body: z.strictObject({}),
  refusals: ["only-heads-and-agency-sign", "not-found", "withdrawn", "already-signed", "superseded"],
  reply: nothing,
});

export const withdrawAgencyPromise = endpoint({
  name: "withdrawAgencyPromise",
  method: "DELETE",
  path: "/api/w/:workspace/agency-promises/:agency/:promise/versions/:version",
  audience: "member",
  summary: "Withdraw a version that does not hold yet",
  tag,
  params: inVersion,
  refusals: ["role-only-reads", "only-heads-and-agency-propose", "not-found", "withdrawn", "signed-by-both"],
  reply: nothing,
});

const enters = ["role-only-reads", "only-those-who-deal-with-it", "not-found", "begins-in-the-future", "answered-before-asked"] as const;

export const enterDealing = endpoint({
  name: "enterDealing",
  method: "POST",
  path: "/api/w/:workspace/agency-promises/:agency/dealings",
  audience: "member",
  summary: "Enters a brief, a report on a month or an invoice",
  tag,
  params: z.strictObject({ workspace: workspaceSlugShape, agency: z.uuid() }),
  body: z.strictObject({
    kind: z.enum(dealingKinds),
    about: z.string().trim().min(1).max(300),
    askedOn: dayShape,
    forOn: dayShape.nullable(),
    answeredOn: dayShape.nullable(),
  }),
  creates: true,
  refusals: enters,
  reply: z.object({ id: z.uuid() }),
});

export const answerDealing = endpoint({
  name: "answerDealing",
  method: "PUT",
  path: "/api/w/:workspace/agency-dealings/:id/answered",
  audience: "member",
  summary: "Says on which day a brief was answered, a report given or an invoice paid; null: not yet",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ answeredOn: dayShape.nullable() }),
  refusals: enters,
  reply: nothing,
});

export const withdrawDealing = endpoint({
  name: "withdrawDealing",
  method: "POST",
  path: "/api/w/:workspace/agency-dealings/:id/withdrawn",
  audience: "member",
  summary: "Takes back what was entered in error, or brings it back",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ isWithdrawn: z.boolean() }),
  refusals: enters,
  reply: nothing,
});
