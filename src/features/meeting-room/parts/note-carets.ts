// Where the others write: a line at their place with their name, and what they have marked.
import { Extension } from "@tiptap/core";
import { yCursorPlugin } from "@tiptap/y-tiptap";
import type { LiveNotes } from "#features/meeting-room/parts/live-notes.ts";
import classes from "#features/meeting-room/parts/note-editor.module.css";

interface Someone {
  readonly id?: string;
  readonly name?: string;
}

type Live = Pick<LiveNotes, "state" | "provider">;

const colourClass = (live: Live, id = "") => classes[`person${live.state().people.find((each) => each.id === id)?.colour ?? 0}`] ?? "";
const caretClass = (live: Live, id = "") => `${classes["caret"]} ${colourClass(live, id)}`;

/**
 * The name is drawn by the style sheet: words in here would be a place for the cursor. A browser puts it there when one clicks behind the end of a line
 * where another writes, and a letter pressed before the page hears of the new cursor goes nowhere.
 */
export function caretOf(live: Live, someone: Someone): HTMLElement {
  const caret = document.createElement("span");
  caret.className = caretClass(live, someone.id);
  caret.dataset["person"] = someone.id ?? "";
  caret.dataset["name"] = someone.name ?? "";
  return caret;
}

/**
 * Whoever comes or goes may leave another with another colour: cursors that stand already follow. Where the colour is right nothing is written: a change
 * of the page under the hands of somebody who writes may cost them letters.
 */
export function recolour(within: HTMLElement, live: Live): void {
  for (const caret of within.querySelectorAll<HTMLElement>("[data-person]")) {
    const right = caretClass(live, caret.dataset["person"]);
    if (caret.className !== right) caret.className = right;
  }
}

export function caretsOf(live: Live): Extension {
  return Extension.create({
    name: "carets",
    priority: 999,
    addProseMirrorPlugins: () => [
      yCursorPlugin(live.provider.awareness!, {
        cursorBuilder: (someone: Someone) => caretOf(live, someone),
        selectionBuilder: (someone: Someone) => ({ class: `${classes["marked"]} ${colourClass(live, someone.id)}` }),
      }),
    ],
  });
}
