// The notes of a meeting on record: each change under a number before anybody sees it, put together from time to time, frozen when the meeting ends.
import * as Y from "yjs";

import type { Tx } from "#db/database.ts";
import { type NoteLine, textOfNote } from "#facts/notes.ts";
import { documentOf, linesOf, wasBegun, writeWords } from "#ledger/note-document.ts";

/** What state and changes of one document may weigh together, bytes: some thousand pages. */
export const heaviestNotes = 32 * 1024 * 1024;

export interface KeptNotes {
  /** Everything up to this number is in the parts. */
  readonly seq: number;
  readonly parts: readonly Uint8Array[];
}

interface NotesRow {
  readonly state: Uint8Array;
  readonly stateSeq: string;
  readonly lastSeq: string;
  readonly isFrozen: boolean;
}

async function lockedRow(tx: Tx, workspaceId: string, meetingId: string): Promise<NotesRow | null> {
  return tx.maybe<NotesRow>(
    `select state, state_seq as "stateSeq", last_seq as "lastSeq", frozen_at is not null as "isFrozen"
       from evenhand.meeting_notes where workspace_id = $1 and meeting_id = $2 for update`,
    [workspaceId, meetingId],
  );
}

async function changesSince(tx: Tx, workspaceId: string, of: { meetingId: string; seq: number }): Promise<{ seq: string; content: Uint8Array }[]> {
  return tx.rows("select seq, content from evenhand.meeting_notes_change where workspace_id = $1 and meeting_id = $2 and seq > $3 order by seq", [
    workspaceId,
    of.meetingId,
    of.seq,
  ]);
}

/** All of a meeting's notes. They begin with the first who asks: what was noted on items before goes in, once. */
export async function openNotes(tx: Tx, workspaceId: string, meetingId: string): Promise<KeptNotes> {
  await tx.run("insert into evenhand.meeting_notes (workspace_id, meeting_id) values ($1, $2) on conflict do nothing", [workspaceId, meetingId]);
  const row = (await lockedRow(tx, workspaceId, meetingId))!;
  const changes = await changesSince(tx, workspaceId, { meetingId, seq: Number(row.stateSeq) });
  const kept = { seq: Number(row.lastSeq), parts: [row.state, ...changes.map(({ content }) => content)] };
  if (row.isFrozen) return kept;
  const earlier = await tx.rows<{ id: string; notes: string }>(
    "select id, notes from evenhand.agenda_item where workspace_id = $1 and meeting_id = $2 and notes <> ''",
    [workspaceId, meetingId],
  );
  if (earlier.length === 0) return kept;
  const document = documentOf(kept.parts);
  const before = Y.encodeStateVector(document);
  const unwritten = earlier.filter(({ id }) => !wasBegun(document, id));
  if (unwritten.length === 0) return kept;
  for (const { id, notes } of unwritten) writeWords(document, id, notes);
  const written = Y.encodeStateAsUpdate(document, before);
  const seq = await keepChange(tx, workspaceId, { meetingId, content: written });
  return seq === null ? kept : { seq, parts: [...kept.parts, written] };
}

/** Changes after a number, as other servers have kept them. */
export async function notesSince(tx: Tx, workspaceId: string, of: { meetingId: string; seq: number }): Promise<KeptNotes & { isFrozen: boolean }> {
  const row = await tx.maybe<{ stateSeq: string; isFrozen: boolean }>(
    `select state_seq as "stateSeq", frozen_at is not null as "isFrozen" from evenhand.meeting_notes where workspace_id = $1 and meeting_id = $2`,
    [workspaceId, of.meetingId],
  );
  if (row === null) return { seq: of.seq, parts: [], isFrozen: false };
  const changes = await changesSince(tx, workspaceId, of);
  const parts = changes.map(({ content }) => content);
  // Others may have put changes together that were not seen here yet: then the whole is read.
  if (Number(row.stateSeq) > of.seq) {
    const whole = await tx.one<{ state: Uint8Array }>("select state from evenhand.meeting_notes where workspace_id = $1 and meeting_id = $2", [
      workspaceId,
      of.meetingId,
    ]);
    parts.unshift(whole.state);
  }
  return { seq: Math.max(Number(row.stateSeq), Number(changes.at(-1)?.seq ?? of.seq)), parts, isFrozen: row.isFrozen };
}

/** Keeps a change and gives its number; null where none is taken any more: the meeting has ended, or the notes weigh too much. */
export async function keepChange(tx: Tx, workspaceId: string, { meetingId, content }: { meetingId: string; content: Uint8Array }): Promise<number | null> {
  const row = await tx.maybe<{ seq: string }>(
    `with next as (
       update evenhand.meeting_notes set last_seq = last_seq + 1, bytes = bytes + $3
        where workspace_id = $1 and meeting_id = $2 and frozen_at is null and bytes + $3 <= $5 returning last_seq)
     insert into evenhand.meeting_notes_change (workspace_id, meeting_id, seq, content) select $1, $2, next.last_seq, $4 from next returning seq`,
    [workspaceId, meetingId, content.byteLength, Buffer.from(content), heaviestNotes],
    { isOften: true },
  );
  return row === null ? null : Number(row.seq);
}

/** How many changes may stand beside the state before they are put together with it. */
const mostBeside = 200;

/**
 * The words of each item beside it, for whoever reads without the document; and many changes become one state. `document` holds everything up to `seq`.
 * False: others have kept changes that it does not hold.
 */
export async function settleNotes(tx: Tx, workspaceId: string, of: { meetingId: string; seq: number; document: Y.Doc }): Promise<boolean> {
  const { meetingId, seq, document } = of;
  const row = await lockedRow(tx, workspaceId, meetingId);
  if (row === null || row.isFrozen) return true;
  if (Number(row.lastSeq) > seq) return false;
  await wordsBeside(tx, workspaceId, { meetingId, document });
  if (seq - Number(row.stateSeq) >= mostBeside) await putTogether(tx, workspaceId, of);
  return true;
}

async function putTogether(tx: Tx, workspaceId: string, { meetingId, seq, document }: { meetingId: string; seq: number; document: Y.Doc }): Promise<void> {
  const state = Buffer.from(Y.encodeStateAsUpdate(document));
  await tx.run("update evenhand.meeting_notes set state = $3, state_seq = $4, bytes = $5 where workspace_id = $1 and meeting_id = $2", [
    workspaceId,
    meetingId,
    state,
    seq,
    state.byteLength,
  ]);
  await tx.run("delete from evenhand.meeting_notes_change where workspace_id = $1 and meeting_id = $2 and seq <= $3", [workspaceId, meetingId, seq]);
}

async function wordsBeside(tx: Tx, workspaceId: string, { meetingId, document }: { meetingId: string; document: Y.Doc }): Promise<Map<string, NoteLine[]>> {
  const items = await tx.rows<{ id: string }>("select id from evenhand.agenda_item where workspace_id = $1 and meeting_id = $2", [workspaceId, meetingId]);
  const lines = new Map(items.map(({ id }) => [id, linesOf(document, id)] as const));
  const begun = items.filter(({ id }) => wasBegun(document, id));
  await tx.run(
    `update evenhand.agenda_item i set notes = n.notes from unnest($3::uuid[], $4::text[]) as n (id, notes)
      where i.workspace_id = $1 and i.meeting_id = $2 and i.id = n.id and i.notes is distinct from n.notes`,
    [workspaceId, meetingId, begun.map(({ id }) => id), begun.map(({ id }) => textOfNote(lines.get(id)!))],
  );
  return lines;
}

/** The meeting ends: no change is taken any more, the document stands as one state, and its lines are given for the minutes. */
export async function freezeNotes(tx: Tx, workspaceId: string, meetingId: string): Promise<Map<string, NoteLine[]>> {
  const kept = await openNotes(tx, workspaceId, meetingId);
  const document = documentOf(kept.parts);
  const lines = await wordsBeside(tx, workspaceId, { meetingId, document });
  await putTogether(tx, workspaceId, { meetingId, seq: kept.seq, document });
  await tx.run("update evenhand.meeting_notes set frozen_at = now() where workspace_id = $1 and meeting_id = $2", [workspaceId, meetingId]);
  return lines;
}
