// The field in which one writes: names are completed by the keyboard, and only of those who may see the thing.
import { Button, Checkbox, Group, Textarea } from "@mantine/core";
import { type KeyboardEvent, useId, useRef, useState } from "react";

import { findReaders } from "#features/threads/contract.ts";
import { ChooseFiles, ChosenFiles, takingFiles } from "#features/threads/parts/message-files.tsx";
import classes from "#features/threads/parts/threads.module.css";
import type { words } from "#features/threads/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { useWords } from "#ui/language.ts";
import { useAsk } from "#ui/use-ask.ts";

interface Person {
  readonly id: string;
  readonly name: string;
}

export interface ComposerProps {
  readonly about: string;
  readonly label: string;
  readonly act: string;
  /** The text to begin with, and the members named in it. */
  readonly first?: { readonly text: string; readonly people: readonly Person[] };
  readonly isShared?: boolean;
  readonly isSending: boolean;
  /** Files can be put beside what is said. */
  readonly takesFiles?: boolean;
  readonly onSend: (said: string, isInside: boolean, done: () => void, files: readonly File[]) => void;
  readonly onCancel?: () => void;
}

/** '@bo' just before the caret. */
const asked = /(?:^|[\s(])@([^\s@<>]{0,40}(?: [^\s@<>]{0,40})?)$/u;

export function Composer({ about, label, act, first, isShared = false, isSending, takesFiles = false, onSend, onCancel }: ComposerProps) {
  const t = useWords<typeof words>("threads");
  const field = useRef<HTMLTextAreaElement>(null);
  const [people, setPeople] = useState<readonly Person[]>(first?.people ?? []);
  const [text, setText] = useState(() => shownText(first?.text ?? "", first?.people ?? []));
  const [isInside, setInside] = useState(false);
  const [files, setFiles] = useState<readonly File[]>([]);
  const add = (more: readonly File[]) => setFiles((before) => [...before, ...more]);
  const [wanted, setWanted] = useState<string | null>(null);
  const names = useNames(about, wanted);
  const listId = useId();
  const look = (element: HTMLTextAreaElement) => {
    setWanted(asked.exec(element.value.slice(0, element.selectionStart))?.[1] ?? null);
    names.setAt(0);
  };
  const name = (person: Person) => {
    const element = field.current!;
    const until = element.selectionStart;
    const from = until - (wanted?.length ?? 0) - 1;
    const next = `${text.slice(0, from)}@${person.name} ${text.slice(until)}`;
    setText(next);
    setPeople((before) => [...before.filter(({ id }) => id !== person.id), person]);
    setWanted(null);
    requestAnimationFrame(() => element.setSelectionRange(from + person.name.length + 2, from + person.name.length + 2));
    element.focus();
  };
  const send = () => {
    // A file alone says what it is called.
    const said = keptText(text, people).trim() || files.map(({ name }) => name).join(", ");
    if (said === "" || isSending) return;
    onSend(
      said,
      isShared && isInside,
      () => {
        setText("");
        setPeople([]);
        setFiles([]);
      },
      files,
    );
  };
  const keys = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      send();
      return;
    }
    if (names.people.length > 0 && wanted !== null) {
      const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      if (step !== 0) names.setAt((names.at + step + names.people.length) % names.people.length);
      else if (event.key === "Enter" || event.key === "Tab") name(names.people[names.at]!);
      else if (event.key === "Escape") setWanted(null);
      else return;
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === "Escape" && onCancel) {
      event.preventDefault();
      event.stopPropagation();
      onCancel();
    }
  };
  const isOpen = wanted !== null && names.isKnown;
  return (
    <div className={`${classes["field"]} not-on-paper`}>
      <div className={classes["with-people"]}>
        <Textarea
          ref={field}
          label={label}
          description={t("said-hint")}
          inputWrapperOrder={["label", "input", "description"]}
          autosize
          minRows={2}
          maxRows={12}
          maxLength={7_000}
          value={text}
          aria-autocomplete="list"
          {...(isOpen && names.people.length > 0 ? { "aria-controls": listId, "aria-activedescendant": `${listId}-${names.at}` } : {})}
          onChange={(event) => {
            setText(event.currentTarget.value);
            look(event.currentTarget);
          }}
          onBlur={() => setWanted(null)}
          {...(takesFiles ? takingFiles(add) : {})}
          onKeyDown={keys}
        />
        {isOpen ? (
          <div className={classes["people"]} id={listId} role="listbox" tabIndex={-1} aria-label={t("people-label")}>
            {names.people.map((person, place) => (
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys belong to the field, which holds the focus
              <div
                key={person.id}
                id={`${listId}-${place}`}
                role="option"
                tabIndex={-1}
                aria-selected={place === names.at}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => name(person)}
              >
                {person.name}
              </div>
            ))}
            {names.people.length === 0 ? <p className={classes["quiet"]}>{t("people-none")}</p> : null}
          </div>
        ) : null}
      </div>
      {files.length === 0 ? null : <ChosenFiles files={files} onChange={setFiles} />}
      <Group gap={12}>
        <Button onClick={send} loading={isSending} disabled={text.trim() === "" && files.length === 0}>
          {act}
        </Button>
        {takesFiles ? <ChooseFiles onFiles={add} /> : null}
        {onCancel === undefined ? null : (
          <Button variant="default" onClick={onCancel}>
            {t("cancel")}
          </Button>
        )}
        {isShared ? (
          <Checkbox label={t("inside")} description={t("inside-words")} checked={isInside} onChange={(event) => setInside(event.currentTarget.checked)} />
        ) : null}
      </Group>
    </div>
  );
}

function useNames(about: string, wanted: string | null) {
  const workspace = useWorkspaceSlug();
  const [at, setAt] = useState(0);
  const found = useAsk(findReaders, { params: { workspace }, query: { about, text: wanted ?? "" } }, { when: wanted !== null, keepsLast: true });
  const people = wanted === null ? [] : (found.data?.people ?? []);
  return { people, isKnown: found.data !== undefined, at: Math.min(at, Math.max(people.length - 1, 0)), setAt };
}

/** Names instead of ids, for the field. */
function shownText(said: string, people: readonly Person[]): string {
  return people.reduce((text, { id, name }) => text.replaceAll(`<@${id}>`, `@${name}`), said);
}

/** Ids instead of the names that were chosen; the longest first, so that nobody is taken for a namesake. */
function keptText(text: string, people: readonly Person[]): string {
  return people.toSorted((a, b) => b.name.length - a.name.length).reduce((kept, { id, name }) => kept.replaceAll(`@${name}`, `<@${id}>`), text);
}
