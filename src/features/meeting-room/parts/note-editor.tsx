// Where one item's notes are written, by all at once: words, headings, lists, tasks and links.
import { Editor } from "@tiptap/core";
import { Bold } from "@tiptap/extension-bold";
import { Collaboration } from "@tiptap/extension-collaboration";
import { Document } from "@tiptap/extension-document";
import { HardBreak } from "@tiptap/extension-hard-break";
import { Heading } from "@tiptap/extension-heading";
import { Italic } from "@tiptap/extension-italic";
import { Link } from "@tiptap/extension-link";
import { BulletList, ListItem, ListKeymap, OrderedList, TaskItem, TaskList } from "@tiptap/extension-list";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Text } from "@tiptap/extension-text";
import { useEffect, useRef, useState } from "react";

import type { ItemView, MeetingRoom } from "#features/meeting-room/contract.ts";
import { type LiveNotes, type LiveState, useLiveNotes, useLiveState } from "#features/meeting-room/parts/live-notes.ts";
import { drawnBlocks } from "#features/meeting-room/parts/drawn-blocks.ts";
import { caretsOf, recolour } from "#features/meeting-room/parts/note-carets.ts";
import classes from "#features/meeting-room/parts/note-editor.module.css";
import { NoteTools } from "#features/meeting-room/parts/note-tools.tsx";
import type { words } from "#features/meeting-room/words.en.ts";
import { isSafeLink } from "#facts/notes.ts";
import { useWords } from "#ui/language.ts";

interface NoteEditorProps {
  readonly item: Pick<ItemView, "id" | "title">;
  readonly where: NonNullable<MeetingRoom["live"]>;
  readonly mayWrite: boolean;
}

export function NoteEditor({ item, where, mayWrite }: NoteEditorProps) {
  const t = useWords<typeof words>("meeting-room");
  const live = useLiveNotes(where);
  const state = useLiveState(live);
  const [isHere, setIsHere] = useState(false);
  const [editor, setEditor] = useState<Editor | null>(null);
  const isWritable = mayWrite && state.line !== "over" && state.line !== "out";
  useEffect(() => {
    editor?.setEditable(isWritable, false);
  }, [editor, isWritable]);
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    const around = frame.current;
    const come = () => setIsHere(true);
    const go = (event: FocusEvent) => setIsHere(around?.contains(event.relatedTarget as Node | null) === true);
    around?.addEventListener("focusin", come);
    around?.addEventListener("focusout", go);
    return () => {
      around?.removeEventListener("focusin", come);
      around?.removeEventListener("focusout", go);
    };
  }, []);
  return (
    <section ref={frame} className={classes["frame"]} aria-label={t("notes-of", { title: item.title })}>
      <div className={classes["head"]}>
        <p className={classes["label"]}>{t("notes")}</p>
        {editor !== null && isWritable && isHere ? <NoteTools editor={editor} title={item.title} /> : null}
      </div>
      {live === null || !state.isRead ? (
        <p className={classes["quiet"]}>{t("notes-coming")}</p>
      ) : (
        <Words live={live} item={item} name={t("notes-of", { title: item.title })} onEditor={setEditor} />
      )}
      <p className={classes["quiet"]} role="status">
        {isHere && isWritable ? t(statusOf(state)) : ""}
      </p>
    </section>
  );
}

function statusOf({ line, isUnsent }: LiveState) {
  if (line === "away") return isUnsent ? "notes-unsent" : "notes-away";
  return isUnsent ? "notes-saving" : "notes-kept";
}

interface WordsProps {
  readonly live: LiveNotes;
  readonly item: Pick<ItemView, "id">;
  readonly name: string;
  readonly onEditor: (editor: Editor | null) => void;
}

function Words({ live, item: { id }, name, onEditor }: WordsProps) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const editor = new Editor({
      element: host.current!,
      injectCSS: false,
      editable: false,
      extensions: [
        Document,
        Paragraph,
        Text,
        HardBreak,
        Bold,
        Italic,
        Heading.configure({ levels: [1, 2, 3] }),
        BulletList,
        OrderedList,
        ListItem,
        TaskList,
        TaskItem.configure({ nested: true }),
        ListKeymap,
        Link.configure({ openOnClick: false, protocols: ["http", "https", "mailto"], defaultProtocol: "https", isAllowedUri: (href) => isSafeLink(href) }),
        Collaboration.configure({ fragment: live.document.getXmlFragment(id) }),
        caretsOf(live),
        drawnBlocks(classes["drawn"] ?? ""),
      ],
      editorProps: { attributes: { class: classes["words"] ?? "", role: "textbox", "aria-multiline": "true", "aria-label": name } },
    });
    onEditor(editor);
    const stop = live.subscribe(() => recolour(editor.view.dom, live));
    return () => {
      stop();
      onEditor(null);
      editor.destroy();
    };
  }, [live, id, name, onEditor]);
  return <div ref={host} />;
}
