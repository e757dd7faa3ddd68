// Answers about files: whose thing it is says who may see it; the bytes go out as something that no browser runs.
import { whyNotAddFile, whyNotRemoveFile } from "#features/files/access.ts";
import { type FileView, addFile, listFiles, openFile, removeFile, restoreFile } from "#features/files/contract.ts";
import type { Tx } from "#db/database.ts";
import type { Asker } from "#facts/department.ts";
import { type FileAnswer, deny, invalid, missing } from "#http/answers.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Route, serve } from "#http/route.ts";
import type { FileThing, SeeFileThing } from "#http/subjects.ts";
import { shownInline } from "#kit/media-type.ts";
import { audit } from "#ledger/audit.ts";
import { type KeptFile, bytesOfFile, filesOf, keepOneFile, keptFile, largestFileBytes, mostFiles, setFileRemoved } from "#ledger/kept-files.ts";

/** The rooms' things are given by whoever gathers the rooms: none of them is known here. */
export function routesWith(see: SeeFileThing): Route[] {
  const inside = <T>({ database, asker }: Pick<MemberQuestion, "database" | "asker">, act: (tx: Tx) => Promise<T>) =>
    database.inWorkspace(asker.workspaceId, act);
  /** A file and its thing, as far as the asker may know of them. */
  const fileOf = async (tx: Tx, asker: Asker, id: string) => {
    const file = await keptFile(tx, asker.workspaceId, id);
    const subject = file && (await see(tx, asker, { kind: file.subjectKind, id: file.subjectId }));
    return file && subject ? { file, subject } : null;
  };
  const setAside = async (question: Pick<MemberQuestion, "database" | "asker">, id: string, isRemoved: boolean) =>
    inside(question, async (tx) => {
      const { asker } = question;
      const found = await fileOf(tx, asker, id);
      if (found === null || (found.file.removedAt !== null) === isRemoved) return missing();
      const { file, subject } = found;
      const why = whyNotRemoveFile(asker, { ...file, ...subject });
      if (why !== null) return deny(why);
      const others = isRemoved ? [] : await filesOf(tx, asker.workspaceId, { kind: file.subjectKind, id: file.subjectId });
      if (others.length >= mostFiles) return invalid("too-many-files", { most: mostFiles });
      await setFileRemoved(tx, asker.workspaceId, { id, isRemoved });
      await noteFile(tx, asker, { act: isRemoved ? "file.removed" : "file.restored", file });
      return {};
    });

  return [
    serve(listFiles, async (question) =>
      inside(question, async (tx) => {
        const { asker, query } = question;
        const subject = await see(tx, asker, query);
        if (subject === null) return missing();
        const files = await filesOf(tx, asker.workspaceId, query);
        const whyNotAdd = whyNotAddFile(asker, subject);
        return { files: files.map((file) => viewOf(file, asker, subject)), largestBytes: largestFileBytes, most: mostFiles, whyNotAdd };
      }),
    ),
    serve(
      addFile,
      async (question) => {
        const { asker, query, stream } = question;
        const mayAdd = async (tx: Tx) => {
          const subject = await see(tx, asker, query);
          if (subject === null) return missing();
          const why = whyNotAddFile(asker, subject);
          return why === null ? { subject } : deny(why);
        };
        // Asked before the bytes are read, and again where they are written.
        const first = await inside(question, mayAdd);
        if (!("subject" in first)) return first;
        const bytes = await wholeOf(stream!);
        return inside(question, async (tx) => {
          const still = await mayAdd(tx);
          if (!("subject" in still)) return still;
          const kept = await keepOneFile(tx, asker.workspaceId, { subject: query, name: query.name, bytes, by: asker.memberId });
          if (!kept.ok) return invalid(kept.reason, kept.details);
          await noteFile(tx, asker, { act: "file.added", file: kept.value });
          return viewOf(kept.value, asker, still.subject);
        });
      },
      { bodyLimit: largestFileBytes },
    ),
    serve(openFile, async (question) => {
      const { asker, params, query, reply } = question;
      const found = await inside(question, async (tx) => {
        const known = await fileOf(tx, asker, params.id);
        if (known === null || known.file.removedAt !== null) return null;
        const content = await bytesOfFile(tx, asker.workspaceId, params.id);
        return content && { file: known.file, content };
      });
      if (found === null) return missing();
      // Whatever is in it, it runs nowhere, not even where somebody opens it in a tab of its own.
      reply.header("content-security-policy", "sandbox; default-src 'none'; style-src 'none'");
      reply.header("x-content-type-options", "nosniff");
      const { name, mediaType } = found.file;
      const answer: FileAnswer = { name, type: mediaType, content: found.content, inline: query.shown === "true" && shownInline.has(mediaType) };
      return answer;
    }),
    serve(removeFile, async (question) => setAside(question, question.params.id, true)),
    serve(restoreFile, async (question) => setAside(question, question.params.id, false)),
  ];
}

function viewOf(file: KeptFile, asker: Asker, subject: FileThing): FileView {
  const { id, name, mediaType, size, sha256, addedBy, addedAt } = file;
  const whyNotRemove = whyNotRemoveFile(asker, { ...file, ...subject });
  return { id, name, mediaType, size, sha256, addedBy, addedAt, isPicture: shownInline.has(mediaType), whyNotRemove };
}

/** The frame ends a body that is longer than the limit. */
async function wholeOf(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

async function noteFile(tx: Tx, asker: Asker, { act, file }: { act: string; file: KeptFile }): Promise<void> {
  const { name, size, subjectKind, subjectId } = file;
  await audit(tx, asker, { act, subjectKind: "file", subjectId: file.id, after: { name, size, of: subjectKind, ofId: subjectId } });
  await tx.notify("evenhand_files", asker.workspaceId);
}
