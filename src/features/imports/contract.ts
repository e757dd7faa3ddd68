// Files brought in: received, looked at, mapped, loaded, and taken back again if need be.
// Long because: an import has many questions, and whoever reads the interface should find them in one place.
import { z } from "zod";

import { type EntityName, entityNames } from "#facts/entities.ts";
import { MappingSpec } from "#facts/mapping.ts";
import { endpoint } from "#kit/endpoint.ts";
import { inWorkspace, inWorkspaceWithId, momentShape, nothing, pageOfList } from "#kit/shapes.ts";

const tag = "imports";

/** receiving: bytes arrive; received: being looked at; proposed: waits for a person; waiting: its turn; running; done; failed; undoing; undone. */
export const importStates = ["receiving", "received", "proposed", "waiting", "running", "done", "failed", "undoing", "undone"] as const;
export type ImportState = (typeof importStates)[number];

const entityShape = z.enum(entityNames as [EntityName, ...EntityName[]]);
const encodingShape = z.enum(["utf-8", "utf-16le", "utf-16be", "windows-1251", "windows-1252"]);
const countShape = z.number().int().min(0);
const detailsShape = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** What a person may fix instead of leaving it to a guess. */
const optionShapes = {
  entity: entityShape.optional(),
  /** The system that it comes from, where it should not be guessed. */
  source: z.string().trim().min(1).max(100).optional(),
  encoding: encodingShape.optional(),
  delimiter: z.enum([",", ";", "\t", "|"]).optional(),
  sheet: z.string().max(200).optional(),
  /** Put before every id of this file, where two sources use the same numbers. */
  idPrefix: z.string().max(40).optional(),
};
export const importOptionsShape = z.strictObject({ ...optionShapes, headerLine: z.number().int().min(1).max(10_000).nullable().optional() });
export type ImportOptions = z.output<typeof importOptionsShape>;

export const importShape = z
  .object({
    id: z.uuid(),
    name: z.string(),
    bytes: countShape,
    state: z.enum(importStates),
    /** Why it failed, as a code with details. */
    problem: z.object({ code: z.string(), details: detailsShape }).nullable(),
    entity: entityShape.nullable(),
    source: z.string().nullable(),
    receivedAt: momentShape,
    startedAt: momentShape.nullable(),
    finishedAt: momentShape.nullable(),
    undoneAt: momentShape.nullable(),
    memberId: z.uuid().nullable(),
    memberName: z.string().nullable(),
    /** The import whose set-aside rows this file corrects. */
    corrects: z.uuid().nullable(),
    progress: z.object({
      bytes: countShape,
      records: countShape,
      /** Records in the file; null until it was looked at. */
      of: countShape.nullable(),
      rowsPerSecond: z.number().nullable(),
    }),
    rows: z.object({
      added: countShape,
      changed: countShape,
      same: countShape,
      /** Rows whose id came again later in the same file: the last one counts. */
      repeated: countShape,
      setAside: countShape,
    }),
    /** How often its work was taken up again after an interruption. */
    interruptions: countShape,
    whyNotStart: z.string().nullable(),
    whyNotUndo: z.string().nullable(),
    whyNotDiscard: z.string().nullable(),
  })
  .meta({ id: "Import" });
export type ImportView = z.output<typeof importShape>;

export const questionShape = z.object({
  code: z.string(),
  field: z.string().nullable(),
  column: z.string().nullable(),
  isAmbiguous: z.boolean(),
  details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  options: z.array(z.object({ value: z.string(), example: z.object({ raw: z.string(), becomes: z.string() }).nullable() })),
  proposed: z.number().int().nullable(),
});

export const previewShape = z.object({
  rows: z.array(
    z.object({
      line: countShape,
      cells: z.array(
        z.object({ field: z.string(), raw: z.string(), becomes: z.union([z.string(), z.number(), z.boolean(), z.null()]), problem: z.string().nullable() }),
      ),
    }),
  ),
  questions: z.array(questionShape),
  /** Codes with a name: 'missing-column:Amount'. */
  problems: z.array(z.string()),
});
export type Preview = z.output<typeof previewShape>;

export const importDetailShape = importShape
  .extend({
    /** Of money whose row names no currency; null until the file was looked at. */
    currency: z.string().nullable(),
    /** Currencies of its money for which no rate to the workspace's is on record: rows with them would be set aside. */
    withoutRate: z.array(z.string()),
    /** Stages of its source that are proposed and wait for a person's word. */
    stagesToConfirm: countShape,
    /** The workspace's own. */
    ownCurrency: z.string(),
    mapping: MappingSpec.nullable(),
    /** remembered: used for a file of this shape before; proposed: by us; person: edited; null: nothing was recognised. */
    mappingBy: z.enum(["remembered", "proposed", "person"]).nullable(),
    /** What a person has fixed so far: sent along when one more thing is, so that nothing fixed is forgotten. */
    options: importOptionsShape,
    confidence: z.number().nullable(),
    fieldReasons: z.array(z.object({ field: z.string(), columns: z.array(z.string()), confidence: z.number(), reason: z.string() })),
    /** Other things that the file could be, best first. */
    alternatives: z.array(z.object({ entity: entityShape, source: z.string(), confidence: z.number() })),
    columns: z.array(z.object({ column: z.string(), filled: countShape, empty: countShape, examples: z.array(z.string()) })),
    shape: z
      .object({
        format: z.string(),
        encoding: z.string(),
        encodingConfidence: z.number(),
        delimiter: z.string(),
        headerLine: z.number().nullable(),
        sheets: z.array(z.string()),
        sheet: z.string().nullable(),
      })
      .nullable(),
    preview: previewShape.nullable(),
    reasons: z.array(z.object({ reason: z.string(), count: countShape, resolved: countShape })),
  })
  .meta({ id: "ImportDetail" });
export type ImportDetail = z.output<typeof importDetailShape>;

export const receiveImport = endpoint({
  name: "receiveImport",
  method: "POST",
  path: "/api/w/:workspace/imports",
  audience: "member",
  summary: "Bring a file in: its bytes are the body; it is then looked at and a mapping proposed",
  tag,
  params: inWorkspace,
  query: z.strictObject({
    name: z.string().min(1).max(300),
    ...optionShapes,
    /** 0: the file has no header. */
    headerLine: z.coerce.number().int().min(0).max(10_000).optional(),
    corrects: z.uuid().optional(),
  }),
  takes: "stream",
  creates: true,
  reply: importShape,
  refusals: ["role-only-reads", "agency-sees-only-what-is-shared", "empty-file", "too-large", "not-found"],
});

export const listImports = endpoint({
  name: "listImports",
  method: "GET",
  path: "/api/w/:workspace/imports",
  audience: "member",
  summary: "Files brought in, the latest first",
  tag,
  params: inWorkspace,
  query: z.strictObject(pageOfList),
  reply: z.object({
    imports: z.array(importShape),
    total: countShape,
    whyNotReceive: z.string().nullable(),
    /** What all loaded files together have brought: kinds of facts, and the fields of deals. */
    onRecord: z.object({ entities: z.array(entityShape), dealFields: z.array(z.string()) }),
  }),
});

export const showImport = endpoint({
  name: "showImport",
  method: "GET",
  path: "/api/w/:workspace/imports/:id",
  audience: "member",
  summary: "One file with its mapping, open questions, preview and what became of its rows",
  tag,
  params: inWorkspaceWithId,
  reply: importDetailShape,
  refusals: ["not-found", "pay-is-for-heads"],
});

export const lookAgain = endpoint({
  name: "lookAgain",
  method: "POST",
  path: "/api/w/:workspace/imports/:id/look-again",
  audience: "member",
  summary: "Look at the file once more with another encoding, delimiter, sheet, header line or kind of fact",
  tag,
  params: inWorkspaceWithId,
  body: importOptionsShape,
  reply: importShape,
  refusals: ["not-found", "pay-is-for-heads", "role-only-reads", "has-begun", "file-gone"],
});

export const previewMapping = endpoint({
  name: "previewMapping",
  method: "POST",
  path: "/api/w/:workspace/imports/:id/preview",
  audience: "member",
  summary: "What the first rows would become under a mapping, and what it leaves open",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ mapping: MappingSpec }),
  reply: previewShape,
  refusals: ["not-found", "pay-is-for-heads", "not-looked-at"],
});

export const changeMapping = endpoint({
  name: "changeMapping",
  method: "PUT",
  path: "/api/w/:workspace/imports/:id/mapping",
  audience: "member",
  summary: "Use this mapping",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ mapping: MappingSpec }),
  reply: importDetailShape,
  refusals: ["not-found", "pay-is-for-heads", "role-only-reads", "has-begun", "not-looked-at", "mapping-wrong"],
});

export const answerQuestion = endpoint({
  name: "answerQuestion",
  method: "POST",
  path: "/api/w/:workspace/imports/:id/answers",
  audience: "member",
  summary: "Answer a question about the file; without a value it is only confirmed",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ code: z.string(), field: z.string().nullable(), column: z.string().nullable(), value: z.string().nullable() }),
  reply: importDetailShape,
  refusals: ["not-found", "pay-is-for-heads", "role-only-reads", "has-begun", "no-such-question", "no-such-choice"],
});

export const startImport = endpoint({
  name: "startImport",
  method: "POST",
  path: "/api/w/:workspace/imports/:id/start",
  audience: "member",
  summary: "Load the file's rows; a stopped or failed import goes on where it was",
  tag,
  params: inWorkspaceWithId,
  reply: importShape,
  refusals: ["not-found", "pay-is-for-heads", "role-only-reads", "questions-open", "mapping-wrong", "has-begun", "not-looked-at", "file-gone"],
});

export const stopImport = endpoint({
  name: "stopImport",
  method: "POST",
  path: "/api/w/:workspace/imports/:id/stop",
  audience: "member",
  summary: "Stop loading after the batch under way; what was loaded stays, and can go on or be undone",
  tag,
  params: inWorkspaceWithId,
  reply: importShape,
  refusals: ["not-found", "pay-is-for-heads", "role-only-reads", "not-running"],
});

export const undoImport = endpoint({
  name: "undoImport",
  method: "POST",
  path: "/api/w/:workspace/imports/:id/undo",
  audience: "member",
  summary: "Take back everything that this import stated; rows stated again later keep the later statement",
  tag,
  params: inWorkspaceWithId,
  reply: importShape,
  refusals: ["not-found", "pay-is-for-heads", "role-only-reads", "nothing-to-undo", "is-running"],
});

export const discardImport = endpoint({
  name: "discardImport",
  method: "DELETE",
  path: "/api/w/:workspace/imports/:id",
  audience: "member",
  summary: "Forget a file of which nothing was loaded",
  tag,
  params: inWorkspaceWithId,
  reply: nothing,
  refusals: ["not-found", "pay-is-for-heads", "role-only-reads", "has-facts"],
});

export const setAsideShape = z.object({
  line: countShape,
  reason: z.string(),
  column: z.string().nullable(),
  text: z.string().nullable(),
  details: z.record(z.string(), z.union([z.string(), z.number()])).nullable(),
  raw: z.array(z.string()),
  resolvedBy: z.uuid().nullable(),
});
export type SetAside = z.output<typeof setAsideShape>;

const setAsideQuery = { reason: z.string().max(60).optional() };

export const listSetAside = endpoint({
  name: "listSetAside",
  method: "GET",
  path: "/api/w/:workspace/imports/:id/set-aside",
  audience: "member",
  summary: "Rows that were not taken, each with its line and reason",
  tag,
  params: inWorkspaceWithId,
  query: z.strictObject({ ...setAsideQuery, ...pageOfList }),
  reply: z.object({ columns: z.array(z.string()), rows: z.array(setAsideShape), total: countShape }),
  refusals: ["not-found", "pay-is-for-heads"],
});

export const downloadSetAside = endpoint({
  name: "downloadSetAside",
  method: "GET",
  path: "/api/w/:workspace/imports/:id/set-aside.csv",
  audience: "member",
  summary: "Rows that were not taken, as they stood, with line and reason in front: correct them and bring the file in again",
  tag,
  params: inWorkspaceWithId,
  query: z.strictObject({ ...setAsideQuery, language: z.enum(["en", "ru"]).optional() }),
  gives: "file",
  reply: z.string(),
  refusals: ["not-found", "pay-is-for-heads"],
});

export const followImports = endpoint({
  name: "followImports",
  method: "GET",
  path: "/api/w/:workspace/imports/events",
  audience: "member",
  summary: "Imports as they come along: an event 'import' with its state, progress and counts, at most two a second each",
  tag,
  params: inWorkspace,
  gives: "events",
  reply: importShape,
});
