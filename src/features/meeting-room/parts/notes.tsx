// What is noted on an item: written together while the meeting is going on, read at any other time.
import { Suspense, lazy } from "react";

import type { ItemView, MeetingRoom } from "#features/meeting-room/contract.ts";
import classes from "#features/meeting-room/parts/meeting-room.module.css";

// The editor weighs more than the rest of the room: it comes when somebody is in it.
const NoteEditor = lazy(() => import("#features/meeting-room/parts/note-editor.tsx").then((loaded) => ({ default: loaded.NoteEditor })));
const PeopleInRoom = lazy(() => import("#features/meeting-room/parts/people-here.tsx").then((loaded) => ({ default: loaded.PeopleHere })));

/** Letters of what is noted that stand there until the editor comes: more than fit into its height. */
const shownFirst = 3_000;

interface NotesProps {
  readonly item: ItemView;
  readonly where: MeetingRoom["live"];
  readonly mayWrite: boolean;
}

export function Notes({ item, where, mayWrite }: NotesProps) {
  if (where === null) return item.notes === "" ? null : <p className={classes["notes"]}>{item.notes}</p>;
  return (
    <Suspense fallback={<p className={classes["notes"]}>{item.notes.slice(0, shownFirst)}</p>}>
      <NoteEditor item={item} where={where} mayWrite={mayWrite} />
    </Suspense>
  );
}

export function Here({ where }: { readonly where: MeetingRoom["live"] }) {
  return where === null ? null : (
    <Suspense>
      <PeopleInRoom where={where} />
    </Suspense>
  );
}
