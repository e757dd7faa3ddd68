// What is noted on an item: kept while one writes; what another wrote meanwhile is never lost.
import { Button, Textarea } from "@mantine/core";
import { useEffect, useRef, useState } from "react";

import { type ItemView, changeItem } from "#features/meeting-room/contract.ts";
import classes from "#features/meeting-room/parts/meeting-room.module.css";
import { changedInRoom } from "#features/meeting-room/parts/room-acts.ts";
import type { words } from "#features/meeting-room/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { useWords } from "#ui/language.ts";
import { ErrorState } from "#ui/states.tsx";
import { useTell } from "#ui/use-ask.ts";

const keepsAfterMs = 800;

export function Notes({ item, mayWrite }: { readonly item: ItemView; readonly mayWrite: boolean }) {
  const t = useWords<typeof words>("meeting-room");
  const params = { workspace: useWorkspaceSlug(), id: item.id };
  const [text, setText] = useState(item.notes);
  /** The text and the revision that mine was written upon. */
  const [upon, setUpon] = useState({ text: item.notes, revision: item.notesRevision });
  const isMine = text !== upon.text;
  const isTheirs = item.notesRevision > upon.revision;
  const tell = useTell(changeItem, { changes: changedInRoom, onDone: (kept) => setUpon({ text: kept.notes, revision: kept.notesRevision }) });
  // What a colleague wrote stands here at once, as long as nothing of one's own would be lost.
  if (isTheirs && !isMine && !tell.isPending) {
    setText(item.notes);
    setUpon({ text: item.notes, revision: item.notesRevision });
  }
  const keep = useRef(() => {});
  useEffect(() => {
    keep.current = () => {
      if (isMine && !isTheirs && !tell.isPending) tell.mutate({ params, body: { notes: { text, upon: upon.revision } } });
    };
  });
  useEffect(() => {
    if (text === upon.text) return undefined;
    const later = setTimeout(() => keep.current(), keepsAfterMs);
    return () => clearTimeout(later);
  }, [text, upon]);
  // Whoever leaves the page in the midst of a word has it kept.
  useEffect(() => () => keep.current(), []);
  if (!mayWrite) return <p className={classes["notes"]}>{item.notes}</p>;
  const isTorn = isMine && isTheirs;
  return (
    <div>
      <Textarea
        label={t("notes")}
        aria-label={t("notes-of", { title: item.title })}
        autosize
        minRows={2}
        maxLength={100_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={() => keep.current()}
      />
      <p className={classes["quiet"]} role="status">
        {isTorn ? t("notes-meanwhile") : isMine || tell.isPending ? t("notes-saving") : item.notes === "" ? "" : t("notes-kept")}
      </p>
      {isTorn ? (
        <>
          <p className={classes["notes"]}>{item.notes}</p>
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              setText(`${item.notes}\n${text}`);
              setUpon({ text: item.notes, revision: item.notesRevision });
            }}
          >
            {t("notes-take-mine")}
          </Button>
        </>
      ) : null}
      {tell.error && tell.error.problem.code !== "noted-meanwhile" ? <ErrorState error={tell.error} /> : null}
    </div>
  );
}
