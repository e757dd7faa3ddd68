// Reporting for sales, not sales for reporting: what is asked of whom, who reads it and what for, what it costs, and what nobody uses.
import { z } from "zod";

import { cautionShape, intervalShape, listOf } from "#facts/papers-shape.ts";
import { departments } from "#facts/department.ts";
import { askedDepartments, handFieldNames, reportKinds } from "#facts/reporting.ts";
import { endpoint } from "#kit/endpoint.ts";
import { dayShape, inWorkspace, inWorkspaceWithId, nothing, workspaceSlugShape } from "#kit/shapes.ts";

const tag = "reporting";
const sees = ["agency-sees-only-what-is-shared"] as const;

const fieldShape = z.enum(handFieldNames as readonly [string, ...string[]]);

const timeShape = z.object({
  minutes: z.number(),
  interval: intervalShape.nullable(),
  sample: z.number().int(),
  isMeasured: z.boolean(),
  heldDown: z.number().int(),
});

export const reportItemShape = z
  .object({
    id: z.uuid(),
    name: z.string(),
    kind: z.enum(reportKinds),
    askedOf: z.enum(askedDepartments),
    reader: z.string(),
    readerDepartment: z.enum(departments),
    decision: z.string(),
    /** 'entity.field' of the facts. */
    fields: listOf(fieldShape),
    statedPerWeek: z.number().nullable(),
    statedMinutes: z.number(),
    askedFrom: dayShape,
    askedUntil: dayShape.nullable(),
    endedBecause: z.string().nullable(),
    /** Entries of one person in a week; null: cannot be told. */
    perWeek: z.number().nullable(),
    isCounted: z.boolean(),
    time: timeShape,
    /** Minutes of one person in a week. */
    minutes: z.number().nullable(),
    interval: intervalShape.nullable(),
    reason: z.enum(["no-people", "no-records"]).nullable(),
    use: z.object({ state: z.enum(["used", "unused", "too-early"]), lastUsedOn: dayShape.nullable(), toldFrom: dayShape.nullable() }),
    /** Share of the last quarter's records on which everything that it asks stands already; null: none on record. */
    onRecord: z.object({ share: z.number(), records: z.number().int(), left: z.number().int() }).nullable(),
    /** Your own measured entries of it. */
    ownEntries: z.number().int(),
    whyNotTime: z.string().nullable(),
    whyNotUse: z.string().nullable(),
  })
  .meta({ id: "ReportItem" });
export type ReportItemView = z.output<typeof reportItemShape>;

const burdenShape = z.object({
  department: z.enum(askedDepartments),
  people: z.number().int(),
  /** Minutes a week of one person. */
  minutes: z.number(),
  interval: intervalShape.nullable(),
  statedShare: z.number(),
  sample: z.number().int(),
  items: z.number().int(),
  untold: z.number().int(),
  cautions: listOf(cautionShape),
  /** Most that may be asked, as management promises. */
  cap: z.number(),
  /** Both heads have signed it; else it holds as shipped. */
  isCapSigned: z.boolean(),
  weeks: listOf(z.object({ week: dayShape, minutes: z.number(), low: z.number().nullable(), high: z.number().nullable() })),
});
export type BurdenView = z.output<typeof burdenShape>;

export const readReporting = endpoint({
  name: "readReporting",
  method: "GET",
  path: "/api/w/:workspace/reporting",
  audience: "member",
  summary: "What reporting costs a person of each department in a week, what is asked, who reads it, and what nobody uses",
  tag,
  params: inWorkspace,
  refusals: sees,
  reply: z.object({
    burdens: listOf(burdenShape),
    items: listOf(reportItemShape),
    /** Fields filled in by hand that are on record and not in the register. */
    proposals: listOf(z.object({ field: fieldShape, askedOf: z.enum(askedDepartments), filled: z.number().int() })),
    whyNotChange: z.string().nullable(),
    today: dayShape,
  }),
});
export type Reporting = z.output<(typeof readReporting)["reply"]>;

const saidShape = {
  name: z.string().trim().min(1).max(120),
  reader: z.string().trim().min(1).max(120),
  readerDepartment: z.enum(departments),
  decision: z.string().trim().min(1).max(300),
  perWeek: z.number().positive().max(200).nullable(),
  statedMinutes: z.number().positive().max(600),
};

export const addReportItem = endpoint({
  name: "addReportItem",
  method: "POST",
  path: "/api/w/:workspace/reporting/items",
  audience: "member",
  summary: "Ask for a field or a report: it names its reader and the decision that it serves, and keeps within what was agreed",
  tag,
  params: inWorkspace,
  body: z.strictObject({ ...saidShape, kind: z.enum(reportKinds), askedOf: z.enum(askedDepartments), fields: z.array(fieldShape).max(30).default([]) }),
  creates: true,
  reply: z.object({ id: z.uuid() }),
  refusals: ["only-heads-ask", "over-cap", "field-needs-one", "report-needs-frequency", "already-asked"],
});

export const changeReportItem = endpoint({
  name: "changeReportItem",
  method: "PATCH",
  path: "/api/w/:workspace/reporting/items/:id",
  audience: "member",
  summary: "Change what is asked; it may not grow above what was agreed",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject(saidShape),
  reply: nothing,
  refusals: ["only-heads-ask", "over-cap", "report-needs-frequency", "not-found"],
});

export const endReportItem = endpoint({
  name: "endReportItem",
  method: "DELETE",
  path: "/api/w/:workspace/reporting/items/:id",
  audience: "member",
  summary: "No longer ask for it; it can be brought back",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ because: z.string().trim().max(300).default("") }),
  reply: nothing,
  refusals: ["only-heads-ask", "not-found"],
});

export const restoreReportItem = endpoint({
  name: "restoreReportItem",
  method: "POST",
  path: "/api/w/:workspace/reporting/items/:id/restored",
  audience: "member",
  summary: "Ask for it again, as before",
  tag,
  params: inWorkspaceWithId,
  reply: nothing,
  refusals: ["only-heads-ask", "over-cap", "not-found"],
});

export const noteReportTime = endpoint({
  name: "noteReportTime",
  method: "POST",
  path: "/api/w/:workspace/reporting/items/:id/times",
  audience: "member",
  summary: "How long it took you once; others see it in sums alone",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ seconds: z.number().int().min(1).max(36_000) }),
  creates: true,
  reply: z.object({ id: z.uuid() }),
  refusals: ["not-asked-of-you", "not-found", "role-only-reads"],
});

export const removeReportTime = endpoint({
  name: "removeReportTime",
  method: "DELETE",
  path: "/api/w/:workspace/reporting/times/:id",
  audience: "member",
  summary: "Take back a time of your own",
  tag,
  params: inWorkspaceWithId,
  reply: nothing,
  refusals: ["not-found"],
});

export const noteReportUse = endpoint({
  name: "noteReportUse",
  method: "POST",
  path: "/api/w/:workspace/reporting/items/:id/uses",
  audience: "member",
  summary: "You used it today for a decision",
  tag,
  params: inWorkspaceWithId,
  reply: nothing,
  refusals: ["not-read-by-you", "not-found"],
});

export const noteRoomUse = endpoint({
  name: "noteRoomUse",
  method: "POST",
  path: "/api/w/:workspace/reporting/rooms/:room",
  audience: "member",
  summary: "A room was opened: kept as a day and a department, never as a person",
  tag,
  params: z.strictObject({ workspace: workspaceSlugShape, room: z.string().regex(/^[a-z-]{1,60}$/) }),
  reply: nothing,
});
