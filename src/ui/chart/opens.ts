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
/** What is heard of a mark: its whole name, after the words seen on it where they were cut, so that who says what they see is understood. */
export function heard(whole: string, seen: string | null): string {
  return seen === null || whole.startsWith(seen) ? whole : `${seen} ${whole}`;
}
