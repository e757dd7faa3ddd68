// Where the others write: a line at their place with their name, and what they have marked.
import { Extension } from "@tiptap/core";
import { yCursorPlugin } from "@tiptap/y-tiptap";
import type { Awareness } from "y-protocols/awareness";

import { colourOf } from "#features/meeting-room/parts/live-notes.ts";
import classes from "#features/meeting-room/parts/note-editor.module.css";

interface Someone {
  readonly id?: string;
  readonly name?: string;
}

const colourClass = ({ id = "" }: Someone) => classes[`person${colourOf(id)}`] ?? "";

function caretOf(someone: Someone): HTMLElement {
  const caret = document.createElement("span");
  caret.className = `${classes["caret"]} ${colourClass(someone)}`;
  const label = document.createElement("span");
  label.className = classes["name"] ?? "";
  label.textContent = someone.name ?? "";
  // A word joiner on either side keeps the line from breaking a word.
  caret.append("\u2060", label, "\u2060");
  return caret;
}

export function caretsOf(awareness: Awareness): Extension {
  return Extension.create({
    name: "carets",
    priority: 999,
    addProseMirrorPlugins: () => [
      yCursorPlugin(awareness, {
        cursorBuilder: (someone: Someone) => caretOf(someone),
        selectionBuilder: (someone: Someone) => ({ class: `${classes["marked"]} ${colourClass(someone)}` }),
      }),
    ],
  });
}
