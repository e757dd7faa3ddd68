// Files kept with anything of the house, asked for from every room: listed, added, opened, taken away and brought back.
import { z } from "zod";

import { listOf } from "#facts/papers-shape.ts";
import { endpoint } from "#kit/endpoint.ts";
import { inWorkspace, inWorkspaceWithId, momentShape, nothing } from "#kit/shapes.ts";

const tag = "files";
const subject = { kind: z.string().regex(/^[a-z][a-z-]{1,39}$/), id: z.string().min(1).max(100) };

export const fileShape = z
  .object({
    id: z.uuid(),
    name: z.string(),
    /** Told from the bytes. */
    mediaType: z.string(),
    size: z.number().int(),
    sha256: z.string(),
    addedBy: z.string().nullable(),
    addedAt: momentShape,
    /** A picture that may be shown in the page. */
    isPicture: z.boolean(),
    whyNotRemove: z.string().nullable(),
  })
  .meta({ id: "KeptFile" });
export type FileView = z.output<typeof fileShape>;

const addRefusals = ["role-only-reads", "file-without-name", "empty-file", "file-too-large", "too-many-files", "files-take-too-much"] as const;

export const listFiles = endpoint({
  name: "listFiles",
  method: "GET",
  path: "/api/w/:workspace/files",
  audience: "member",
  summary: "Files of one thing, such as a project, the latest first",
  tag,
  params: inWorkspace,
  query: z.strictObject(subject),
  isApartFromFacts: true,
  refusals: ["not-found"],
  reply: z.object({
    files: listOf(fileShape),
    largestBytes: z.number().int(),
    most: z.number().int(),
    whyNotAdd: z.string().nullable(),
  }),
});

export const addFile = endpoint({
  name: "addFile",
  method: "POST",
  path: "/api/w/:workspace/files",
  audience: "member",
  summary: "Keep a file with a thing: its bytes are the body. The same file is kept once",
  tag,
  params: inWorkspace,
  query: z.strictObject({ ...subject, name: z.string().min(1).max(300) }),
  takes: "stream",
  creates: true,
  refusals: [...addRefusals, "too-large", "not-found"],
  reply: fileShape,
});

export const openFile = endpoint({
  name: "openFile",
  method: "GET",
  path: "/api/w/:workspace/files/:id",
  audience: "member",
  summary: "The bytes of a file, to be saved; pictures may be asked for as something to be shown",
  tag,
  params: inWorkspaceWithId,
  query: z.strictObject({ shown: z.enum(["true"]).optional() }),
  isApartFromFacts: true,
  gives: "file",
  refusals: ["not-found"],
  reply: z.string(),
});

export const removeFile = endpoint({
  name: "removeFile",
  method: "DELETE",
  path: "/api/w/:workspace/files/:id",
  audience: "member",
  summary: "Take a file away; it can be brought back for thirty days",
  tag,
  params: inWorkspaceWithId,
  refusals: ["role-only-reads", "not-found"],
  reply: nothing,
});

export const restoreFile = endpoint({
  name: "restoreFile",
  method: "POST",
  path: "/api/w/:workspace/files/:id/restored",
  audience: "member",
  summary: "Bring back a file that was taken away",
  tag,
  params: inWorkspaceWithId,
  refusals: ["role-only-reads", "too-many-files", "not-found"],
  reply: nothing,
});
