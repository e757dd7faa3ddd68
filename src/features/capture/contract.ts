// Leads of a stand: what the phone needs to take them, sending them, the list with its promises, and files of badge scanners.
// Long because: the stand has two entrances, phone and file, and what both may say is read in one piece.
import { z } from "zod";

import { handoffStates } from "#facts/handoff.ts";
import { intervalShape, listOf } from "#facts/papers-shape.ts";
import { entryWays, nextSteps, standGrades } from "#facts/stand.ts";
import { endpoint } from "#kit/endpoint.ts";
import { dayShape, inWorkspaceWithId, momentShape, nothing, workspaceSlugShape } from "#kit/shapes.ts";

const tag = "capture";
const refusals = ["agency-sees-only-what-is-shared", "not-for-compensation", "not-found"] as const;
const leadShape = z.string().min(1).max(400);
const textShape = (most: number) => z.string().trim().min(1).max(most).nullable();

/** Largest photo that a phone may send, bytes; and leads in one sending. */
export const mostPhotoBytes = 400_000;
export const mostAtOnce = 10;

export const readCapture = endpoint({
  name: "readCapture",
  method: "GET",
  path: "/api/w/:workspace/projects/:id/capture",
  audience: "member",
  summary: "What a phone needs to take leads at a stand, also later without a network: the event, who takes them, and what visitors can be interested in",
  tag,
  params: inWorkspaceWithId,
  refusals,
  reply: z.object({
    project: z.object({ id: z.uuid(), name: z.string(), place: z.string().nullable(), startsOn: dayShape, endsOn: dayShape }),
    you: z.object({ memberId: z.uuid(), name: z.string() }),
    /** Who can have taken a lead: one phone goes round at a stand. An agency takes in its own name alone. */
    people: listOf(z.object({ memberId: z.uuid(), name: z.string() })),
    products: listOf(z.string()),
    segments: listOf(z.string()),
    whyNotTake: z.string().nullable(),
  }),
});
export type CaptureGround = z.output<(typeof readCapture)["reply"]>;

export const capturedShape = z.strictObject({
  /** Made on the device: the same lead sent again is known by it. */
  id: z.uuid(),
  name: textShape(200),
  company: textShape(200),
  title: textShape(200),
  phone: textShape(60),
  email: textShape(200),
  grade: z.enum(standGrades).nullable(),
  products: z.array(z.string().min(1).max(400)).max(20),
  segments: z.array(z.string().min(1).max(400)).max(20),
  interest: textShape(300),
  nextStep: z.enum(nextSteps).nullable(),
  nextOn: dayShape.nullable(),
  note: textShape(2_000),
  /** JPEG in base64. */
  photo: z
    .base64()
    .max(Math.ceil(mostPhotoBytes / 3) * 4)
    .nullable(),
  /** By the clock of the device. */
  takenAt: z.iso.datetime(),
  takenBy: z.uuid(),
  /** Who was signed in on the device, where that is somebody else than who took it. */
  keptBy: z.uuid().optional(),
  tookMs: z.number().int().min(0).max(3_600_000).nullable(),
});
export type Captured = z.output<typeof capturedShape>;

export const sendCaptured = endpoint({
  name: "sendCaptured",
  method: "POST",
  path: "/api/w/:workspace/projects/:id/captured",
  audience: "member",
  summary: "Send leads taken at the stand and take some back: each by the id made on the device, so that sending twice changes nothing",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({
    /** Who the device thinks is signed in: another session takes nothing in that name. */
    as: z.uuid(),
    /** Now, by the clock of the device. */
    sentAt: z.iso.datetime(),
    /** Leads that others took on this device are sent by who is asked and says so. */
    forOthers: z.boolean().default(false),
    leads: z.array(capturedShape).max(mostAtOnce),
    withdrawn: z.array(z.uuid()).max(50),
  }),
  refusals: [...refusals, "role-only-reads", "another-member", "project-is-over"],
  reply: z.object({
    fates: listOf(
      z.object({
        id: z.uuid(),
        /** refused: it stays on the device, with the reason. */
        fate: z.enum(["taken", "joined", "known", "withdrawn", "refused"]),
        code: z.string().nullable(),
      }),
    ),
  }),
});
export type Fate = z.output<(typeof sendCaptured)["reply"]>["fates"][number];

const suggestionShape = z.object({ kind: z.enum(["contact", "account"]), id: z.string(), name: z.string(), because: z.enum(["email", "phone", "name"]) });

/** A record of another source that a visitor may be. */
export interface OnRecord {
  readonly kind: "contact" | "account";
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** Of a contact. */
  readonly account: string | null;
}

export const standLeadShape = z
  .object({
    lead: z.string(),
    name: z.string().nullable(),
    company: z.string().nullable(),
    title: z.string().nullable(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    grade: z.enum(standGrades).nullable(),
    interest: listOf(z.string()),
    nextStep: z.enum(nextSteps).nullable(),
    nextOn: dayShape.nullable(),
    note: z.string().nullable(),
    takenAt: momentShape,
    /** Day and hour on the clock of the event: '2026-11-24' and 14. */
    takenOn: dayShape,
    takenHour: z.number().int(),
    takenBy: z.string().nullable(),
    photo: z.uuid().nullable(),
    entries: listOf(z.object({ id: z.uuid(), way: z.enum(entryWays), by: z.string().nullable(), at: momentShape, file: z.string().nullable() })),
    state: z.enum(handoffStates).nullable(),
    person: z.string().nullable(),
    /** When sales had it, by when it is owed a first attempt, and when there was one. */
    offeredAt: momentShape.nullable(),
    dueAt: momentShape.nullable(),
    attemptedAt: momentShape.nullable(),
    /** Hours of the promise where it is one of the stand: 24 or 48; null: the terms of every lead. */
    promiseHours: z.number().nullable(),
    standing: z.enum(["kept", "late", "waits", "returned", "none"]),
    account: z.object({ id: z.string(), name: z.string() }).nullable(),
    contact: z.object({ id: z.string(), name: z.string() }).nullable(),
    /** Records on which it is probably the same, for a person to say. */
    probably: listOf(suggestionShape),
  })
  .meta({ id: "StandLead" });
export type StandLead = z.output<typeof standLeadShape>;

export const standFileShape = z.object({
  id: z.uuid(),
  name: z.string(),
  at: momentShape,
  by: z.string().nullable(),
  taken: z.number().int(),
  known: z.number().int(),
  setAside: z.number().int(),
  undoneAt: momentShape.nullable(),
});
export type StandFile = z.output<typeof standFileShape>;

export const listStandLeads = endpoint({
  name: "listStandLeads",
  method: "GET",
  path: "/api/w/:workspace/projects/:id/leads",
  audience: "member",
  summary: "Leads taken at the stand of a project: by grade, person and hour, with how long each has waited against its promise",
  tag,
  params: inWorkspaceWithId,
  refusals,
  reply: z.object({
    project: readCapture.reply.shape.project,
    leads: listOf(standLeadShape),
    files: listOf(standFileShape),
    /** From the first touch of the form to saved: seconds, the median of what was taken on phones. */
    seconds: z.object({ value: z.number().nullable(), interval: intervalShape.nullable(), sample: z.number().int() }),
    whyNotTake: z.string().nullable(),
  }),
});
export type StandList = z.output<(typeof listStandLeads)["reply"]>;

export const readStandCard = endpoint({
  name: "readStandCard",
  isApartFromFacts: true,
  method: "GET",
  path: "/api/w/:workspace/stand-leads/:lead",
  audience: "member",
  summary: "What was said of a lead at the stand, for whoever works with it: interest, next step, note, who took it and the photo of the card",
  tag,
  params: z.strictObject({ workspace: workspaceSlugShape, lead: leadShape }),
  refusals,
  reply: z.object({
    project: z.uuid(),
    projectName: z.string(),
    grade: z.enum(standGrades).nullable(),
    person: z.object({
      name: z.string().nullable(),
      company: z.string().nullable(),
      title: z.string().nullable(),
      phone: z.string().nullable(),
      email: z.string().nullable(),
    }),
    interest: listOf(z.string()),
    nextStep: z.enum(nextSteps).nullable(),
    nextOn: dayShape.nullable(),
    note: z.string().nullable(),
    takenAt: momentShape,
    takenBy: z.string().nullable(),
    ways: listOf(z.enum(entryWays)),
    /** The entry that holds the photo of the card. */
    photo: z.uuid().nullable(),
  }),
});

export const readStandPhoto = endpoint({
  name: "readStandPhoto",
  method: "GET",
  path: "/api/w/:workspace/projects/:id/photos/:entry",
  audience: "member",
  summary: "The photo of a visitor's card",
  tag,
  params: z.strictObject({ workspace: workspaceSlugShape, id: z.uuid(), entry: z.uuid() }),
  gives: "file",
  reply: z.string(),
  refusals,
});

export const joinStandLead = endpoint({
  name: "joinStandLead",
  method: "PUT",
  path: "/api/w/:workspace/projects/:id/leads/joined",
  audience: "member",
  summary: "Say on which account and contact on record a lead is the same, or part it from them",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ lead: leadShape, account: leadShape.nullable(), contact: leadShape.nullable() }),
  refusals: [...refusals, "role-only-reads", "no-such-record"],
  reply: nothing,
});

const mappingShape = z.record(z.string().max(400), z.string().max(40));

export const lookAtBadges = endpoint({
  name: "lookAtBadges",
  method: "POST",
  path: "/api/w/:workspace/projects/:id/badges/look",
  audience: "member",
  summary: "Look at a badge scanner's file: its columns, what each probably holds, and what the first rows would become",
  tag,
  params: inWorkspaceWithId,
  query: z.strictObject({ name: z.string().min(1).max(300), mapping: z.string().max(20_000).optional() }),
  takes: "stream",
  refusals: [...refusals, "role-only-reads", "too-many-badges", "mapping-wrong", "too-large"],
  reply: z.object({
    columns: listOf(z.object({ column: z.string(), field: z.string().nullable(), examples: z.array(z.string()) })),
    /** used: as the last file of this layout was read. */
    mappingBy: z.enum(["used", "proposed", "person"]),
    mapping: mappingShape,
    rows: z.number().int(),
    taken: z.number().int(),
    gradesUnread: z.number().int(),
    undated: z.number().int(),
    first: listOf(
      z.object({
        line: z.number().int(),
        name: z.string().nullable(),
        company: z.string().nullable(),
        reach: z.string().nullable(),
        grade: z.string().nullable(),
      }),
    ),
    aside: listOf(z.object({ line: z.number().int(), reason: z.string(), raw: z.array(z.string()) })),
  }),
});
export type BadgeLook = z.output<(typeof lookAtBadges)["reply"]>;

export const takeBadges = endpoint({
  name: "takeBadges",
  method: "POST",
  path: "/api/w/:workspace/projects/:id/badges",
  audience: "member",
  summary: "Bring a badge scanner's file in: visitors who were taken at the stand too stay one lead; the same sending again changes nothing",
  tag,
  params: inWorkspaceWithId,
  query: z.strictObject({ name: z.string().min(1).max(300), mapping: z.string().max(20_000), file: z.uuid() }),
  takes: "stream",
  creates: true,
  refusals: [...refusals, "role-only-reads", "too-many-badges", "mapping-wrong", "too-large"],
  reply: standFileShape,
});

export const undoBadges = endpoint({
  name: "undoBadges",
  method: "DELETE",
  path: "/api/w/:workspace/projects/:id/badges/:file",
  audience: "member",
  summary: "Take a badge scanner's file back: leads that only it named go, as long as sales has not begun with them",
  tag,
  params: z.strictObject({ workspace: workspaceSlugShape, id: z.uuid(), file: z.uuid() }),
  refusals: [...refusals, "role-only-reads"],
  reply: z.object({ removed: z.number().int(), kept: z.number().int() }),
});

export const listBadgesAside = endpoint({
  name: "listBadgesAside",
  method: "GET",
  path: "/api/w/:workspace/projects/:id/badges/:file/aside",
  audience: "member",
  summary: "Rows of a badge scanner's file that were not taken, each with its reason",
  tag,
  params: undoBadges.params!,
  refusals,
  reply: z.object({ rows: listOf(z.object({ line: z.number().int(), reason: z.string(), raw: z.array(z.string()) })) }),
});
