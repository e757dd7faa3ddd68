// The dialog that lies on top, if any: everything else on the page can be neither clicked nor read while it is open.
import { useSyncExternalStore } from "react";

let open: readonly HTMLDialogElement[] = [];
const hearers = new Set<() => void>();

function keep(dialogs: readonly HTMLDialogElement[]): void {
  open = dialogs;
  for (const hear of hearers) hear();
}

/** Says that a dialog has been opened above all others; gives the way to say that it is closed. */
export function opened(dialog: HTMLDialogElement): () => void {
  keep([...open, dialog]);
  return () => keep(open.filter((each) => each !== dialog));
}

function hearDialogs(hear: () => void): () => void {
  hearers.add(hear);
  return () => void hearers.delete(hear);
}

export const useTopDialog = (): HTMLDialogElement | null => useSyncExternalStore(hearDialogs, () => open.at(-1) ?? null);
