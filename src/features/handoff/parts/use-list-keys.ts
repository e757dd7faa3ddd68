// The keys of the list: a letter moves, selects or begins an act on the row one stands on; never while one types or a dialog is open.
import { useEffect, useRef } from "react";

import type { Begun } from "#features/handoff/parts/row-acts.ts";

export interface ListKeys {
  readonly move: (by: 1 | -1) => void;
  readonly begin: (what: Begun | "end-or-offer") => void;
  readonly select: () => void;
  readonly undo: () => void;
  readonly help: () => void;
  readonly leave: () => void;
}

const isBusy = (target: EventTarget | null) =>
  document.querySelector("dialog[open]") !== null ||
  (target instanceof HTMLElement && target.closest("input:not([type=checkbox]), textarea, select, [contenteditable], [role=radiogroup]") !== null);

/** By the key's place where a letter is meant, so that they work with Russian letters on the keyboard as well. */
const places: Readonly<Record<string, (keys: ListKeys) => void>> = {
  KeyJ: (keys) => keys.move(1),
  KeyK: (keys) => keys.move(-1),
  ArrowDown: (keys) => keys.move(1),
  ArrowUp: (keys) => keys.move(-1),
  KeyA: (keys) => keys.begin("accept"),
  KeyR: (keys) => keys.begin("return"),
  KeyT: (keys) => keys.begin("try"),
  KeyO: (keys) => keys.begin("end-or-offer"),
  KeyP: (keys) => keys.begin("give"),
  KeyM: (keys) => keys.begin("keep"),
  KeyX: (keys) => keys.select(),
  KeyU: (keys) => keys.undo(),
  Escape: (keys) => keys.leave(),
};
const moves = new Set(["KeyJ", "KeyK", "ArrowDown", "ArrowUp"]);
/** After g a letter goes to another room. */
const afterGMs = 1_200;

export function useListKeys(keys: ListKeys): void {
  const latest = useRef(keys);
  const wentAt = useRef(-afterGMs);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return;
      if (event.code === "KeyG") wentAt.current = event.timeStamp;
      if (event.timeStamp - wentAt.current < afterGMs) return;
      if (event.key === "?") return latest.current.help();
      const place = places[event.code];
      if (place === undefined || (event.repeat && !moves.has(event.code)) || event.shiftKey) return;
      if (event.code !== "Escape") event.preventDefault();
      place(latest.current);
    };
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  }, []);
}
