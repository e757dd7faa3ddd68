// What can be done to noted words: bold, italic, a heading, lists, tasks, a link.
import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconBold, IconH2, IconItalic, IconLink, IconList, IconListCheck, IconListNumbers, IconLinkOff } from "@tabler/icons-react";
import type { Editor } from "@tiptap/core";
import { type KeyboardEvent, type ReactNode, useCallback, useState, useSyncExternalStore } from "react";

import classes from "#features/meeting-room/parts/note-editor.module.css";
import type { words } from "#features/meeting-room/words.en.ts";
import { isSafeLink } from "#facts/notes.ts";
import { useWords } from "#ui/language.ts";

type Tool = "bold" | "italic" | "heading" | "bulletList" | "orderedList" | "taskList" | "link";
const tools: readonly Tool[] = ["bold", "italic", "heading", "bulletList", "orderedList", "taskList", "link"];

const act: Readonly<Record<Exclude<Tool, "link">, (editor: Editor) => void>> = {
  bold: (editor) => editor.chain().focus().toggleBold().run(),
  italic: (editor) => editor.chain().focus().toggleItalic().run(),
  heading: (editor) => editor.chain().focus().toggleHeading({ level: 2 }).run(),
  bulletList: (editor) => editor.chain().focus().toggleBulletList().run(),
  orderedList: (editor) => editor.chain().focus().toggleOrderedList().run(),
  taskList: (editor) => editor.chain().focus().toggleTaskList().run(),
};

const pictures: Readonly<Record<Tool, ReactNode>> = {
  bold: <IconBold size={18} stroke={1.5} aria-hidden />,
  italic: <IconItalic size={18} stroke={1.5} aria-hidden />,
  heading: <IconH2 size={18} stroke={1.5} aria-hidden />,
  bulletList: <IconList size={18} stroke={1.5} aria-hidden />,
  orderedList: <IconListNumbers size={18} stroke={1.5} aria-hidden />,
  taskList: <IconListCheck size={18} stroke={1.5} aria-hidden />,
  link: <IconLink size={18} stroke={1.5} aria-hidden />,
};

/** What holds at the cursor, as one word, so that the tools are drawn anew only when it is another. */
function useActive(editor: Editor): ReadonlySet<string> {
  const subscribe = useCallback(
    (tell: () => void) => {
      editor.on("transaction", tell);
      return () => void editor.off("transaction", tell);
    },
    [editor],
  );
  const active = useSyncExternalStore(subscribe, () => tools.filter((tool) => editor.isActive(tool)).join(" "));
  return new Set(active.split(" "));
}

/** One stop of the Tab key; the arrows go from tool to tool. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  if (step === 0 || event.target instanceof HTMLInputElement) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>("button")];
  const next = all[(all.indexOf(event.target as HTMLElement) + step + all.length) % all.length];
  event.preventDefault();
  next?.focus();
}

export function NoteTools({ editor, title }: { readonly editor: Editor; readonly title: string }) {
  const t = useWords<typeof words>("meeting-room");
  const active = useActive(editor);
  const [isLinking, setIsLinking] = useState(false);
  const press = (tool: Tool) => {
    if (tool !== "link") act[tool](editor);
    else if (active.has("link")) editor.chain().focus().extendMarkRange("link").unsetLink().run();
    else setIsLinking(true);
  };
  return (
    <div className={`${classes["tools"]} not-on-paper`} role="toolbar" tabIndex={-1} aria-label={t("tools-of", { title })} onKeyDown={walk}>
      {tools.map((tool, place) => (
        <ActionIcon
          key={tool}
          variant={active.has(tool) ? "light" : "subtle"}
          color={active.has(tool) ? "ink" : "gray"}
          size={36}
          tabIndex={place === 0 ? 0 : -1}
          aria-label={t(tool === "link" && active.has("link") ? "tool-unlink" : `tool-${tool}`)}
          title={t(tool === "link" && active.has("link") ? "tool-unlink" : `tool-${tool}`)}
          aria-pressed={active.has(tool)}
          // The cursor stays where it is.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => press(tool)}
        >
          {tool === "link" && active.has("link") ? <IconLinkOff size={18} stroke={1.5} aria-hidden /> : pictures[tool]}
        </ActionIcon>
      ))}
      {isLinking ? <LinkField editor={editor} onDone={() => setIsLinking(false)} /> : null}
    </div>
  );
}

function LinkField({ editor, onDone }: { readonly editor: Editor; readonly onDone: () => void }) {
  const t = useWords<typeof words>("meeting-room");
  const [text, setText] = useState("");
  const [isWrong, setIsWrong] = useState(false);
  const keep = () => {
    const typed = text.trim();
    const href = /^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`;
    if (typed === "" || !isSafeLink(href)) return setIsWrong(true);
    const chain = editor.chain().focus();
    // Where nothing is marked the address itself stands in the words.
    if (editor.state.selection.empty) chain.insertContent({ type: "text", text: typed, marks: [{ type: "link", attrs: { href } }] }).run();
    else chain.setLink({ href }).run();
    return onDone();
  };
  return (
    <span className={classes["link"]}>
      <TextInput
        size="xs"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- It was asked for just now.
        autoFocus
        aria-label={t("tool-link-address")}
        placeholder="https://"
        value={text}
        error={isWrong ? t("tool-link-wrong") : null}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") keep();
          if (event.key === "Escape") onDone();
        }}
      />
      <Button size="xs" variant="default" onClick={keep}>
        {t("tool-link-keep")}
      </Button>
    </span>
  );
}
