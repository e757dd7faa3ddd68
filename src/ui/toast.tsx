// Short notes at the edge of the screen, with a way back: undo instead of "are you sure".
import { useEffect, useState, useSyncExternalStore } from "react";
import { createPortal } from "react-dom";

import classes from "#ui/acts.module.css";
import { useWords } from "#ui/language.ts";
import { useTopDialog } from "#ui/top-dialog.ts";
import type { words } from "#ui/words.en.ts";

export interface Toast {
  readonly text: string;
  /** What undo does; the note then stays ten seconds instead of four. */
  readonly undo?: () => Promise<unknown> | void;
}

interface Kept extends Toast {
  readonly id: number;
}

let kept: readonly Kept[] = [];
let next = 1;
const hearers = new Set<() => void>();

function keep(toasts: readonly Kept[]): void {
  kept = toasts;
  for (const hear of hearers) hear();
}

/** Shows a note: toast({ text: "Member removed", undo: () => … }). */
export function toast(note: Toast): void {
  const id = next++;
  keep([...kept.slice(-2), { ...note, id }]);
  setTimeout(() => dismiss(id), note.undo ? 10_000 : 4_000);
}

function dismiss(id: number): void {
  keep(kept.filter((note) => note.id !== id));
}

function hearToasts(hear: () => void): () => void {
  hearers.add(hear);
  return () => void hearers.delete(hear);
}

/** The place where notes appear; set up once by the frame. While a dialog is open they stand in it: nothing outside could be pressed. */
export function Toasts() {
  const toasts = useSyncExternalStore(hearToasts, () => kept);
  const dialog = useTopDialog();
  const notes = (
    <div className={classes.toasts} role="status" aria-live="polite">
      {toasts.map((note) => (
        <OneToast key={note.id} note={note} />
      ))}
    </div>
  );
  return dialog === null ? notes : createPortal(notes, dialog);
}

function OneToast({ note }: { readonly note: Kept }) {
  const t = useWords<typeof words>("kit");
  const [isUndoing, setUndoing] = useState(false);
  useUndoKey(note);
  const undo = async () => {
    setUndoing(true);
    try {
      await note.undo?.();
    } catch {
      toast({ text: t("undo-failed") });
    }
    dismiss(note.id);
  };
  return (
    <div className={classes.toast}>
      <span style={{ flex: 1 }}>{note.text}</span>
      {note.undo ? (
        <button type="button" disabled={isUndoing} onClick={() => void undo()}>
          {t("undo")}
        </button>
      ) : null}
      <button type="button" aria-label={t("close")} onClick={() => dismiss(note.id)}>
        ×
      </button>
    </div>
  );
}

/** Ctrl+Z (Cmd+Z) outside a text field undoes what the newest note offers. */
function useUndoKey(note: Kept): void {
  useEffect(() => {
    if (!note.undo) return undefined;
    const hear = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.closest("input, textarea, [contenteditable]") !== null;
      if (event.key !== "z" || !(event.ctrlKey || event.metaKey) || isTyping || kept.at(-1)?.id !== note.id) return;
      event.preventDefault();
      dismiss(note.id);
      void note.undo?.();
    };
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  }, [note]);
}
