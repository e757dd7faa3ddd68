// What a mark of a drawing needs to be opened by mouse and by key alike.
import type { KeyboardEvent } from "react";

/** Spread over the mark's group; without an act it is told about and nothing more. */
export function opens(onOpen: (() => void) | undefined) {
  if (!onOpen) return { role: "img" } as const;
  return {
    role: "button",
    tabIndex: 0,
    "data-opens": true,
    onClick: onOpen,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      onOpen();
    },
  } as const;
}

/** Words cut to pixels at the size of a drawing's text. */
export function cut(words: string, pixels: number): string {
  const most = Math.max(2, Math.floor(pixels / 6.6));
  return words.length <= most ? words : `${words.slice(0, most - 1).trimEnd()}…`;
}
/** A name that was cut is heard whole from the mark it stands on, and not once more as half a word that no name begins with. */
export function heardElsewhere(words: string, pixels: number): { readonly "aria-hidden"?: true } {
  return cut(words, pixels) === words ? {} : { "aria-hidden": true };
}
