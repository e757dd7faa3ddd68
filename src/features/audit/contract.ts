// The audit log: who changed what, and when.
import { z } from "zod";

import { endpoint } from "#kit/endpoint.ts";
import { dayShape, inWorkspace, momentShape, pageOfList } from "#kit/shapes.ts";

const tag = "audit";

export const auditEntryShape = z
  .object({
    id: z.number().int(),
    at: momentShape,
    memberId: z.uuid().nullable(),
    memberName: z.string().nullable(),
    /** What was done, as a code: 'member.invited', 'import.undone'. */
    act: z.string(),
    subjectKind: z.string(),
    subjectId: z.string(),
    /** Its name where it has one: a person, a file, a company; of a goal the key of its figure. */
    subjectName: z.string().nullable(),
    before: z.unknown().nullable(),
    after: z.unknown().nullable(),
  })
  .meta({ id: "AuditEntry" });
export type AuditEntryView = z.output<typeof auditEntryShape>;

const filters = {
  memberId: z.uuid().optional(),
  act: z.string().max(80).optional(),
  subjectKind: z.string().max(80).optional(),
  subjectId: z.string().max(200).optional(),
  /** First day, in the workspace's time zone. */
  from: dayShape.optional(),
  /** First day that no longer belongs. */
  until: dayShape.optional(),
};

export const listAudit = endpoint({
  name: "listAudit",
  method: "GET",
  path: "/api/w/:workspace/audit",
  audience: "member",
  summary: "Who changed what, newest first",
  tag,
  params: inWorkspace,
  query: z.strictObject({ ...filters, ...pageOfList }),
  reply: z.object({ entries: z.array(auditEntryShape), total: z.number().int(), acts: z.array(z.string()) }),
  refusals: ["audit-is-for-heads"],
});

export const exportAudit = endpoint({
  name: "exportAudit",
  method: "GET",
  path: "/api/w/:workspace/audit.csv",
  audience: "member",
  summary: "The same as a CSV file, its cells made harmless for spreadsheets",
  tag,
  params: inWorkspace,
  query: z.strictObject(filters),
  gives: "file",
  reply: z.string().meta({ description: "CSV, UTF-8" }),
  refusals: ["audit-is-for-heads"],
});
