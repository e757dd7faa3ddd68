// The field in which one writes: names are completed by the keyboard, and only of those who may see the thing.
import { Button, Checkbox, Group, Textarea } from "@mantine/core";
import { IconLink } from "@tabler/icons-react";
import { type KeyboardEvent, useId, useRef, useState } from "react";

import { findLinks, findReaders } from "#features/threads/contract.ts";
import { type ChosenLink, type Person, type Wanted, keptText, periodIn, shownText, wantedIn } from "#features/threads/parts/composer-text.ts";
import { ChooseFiles, ChosenFiles, takingFiles } from "#features/threads/parts/message-files.tsx";
import classes from "#features/threads/parts/threads.module.css";
import type { words } from "#features/threads/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { useFormat, useLanguage, useWords } from "#ui/language.ts";
import { useAsk } from "#ui/use-ask.ts";

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

export function Composer({ about, label, act, first, isShared = false, isSending, takesFiles = false, onSend, onCancel }: ComposerProps) {
  const t = useWords<typeof words>("threads");
  const field = useRef<HTMLTextAreaElement>(null);
  const [people, setPeople] = useState<readonly Person[]>(first?.people ?? []);
  const [text, setText] = useState(() => shownText(first?.text ?? "", first?.people ?? []));
  const [isInside, setInside] = useState(false);
  const [files, setFiles] = useState<readonly File[]>([]);
  const add = (more: readonly File[]) => setFiles((before) => [...before, ...more]);
  const [links, setLinks] = useState<readonly ChosenLink[]>([]);
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const names = useOptions(about, wanted);
  const listId = useId();
  const look = (element: HTMLTextAreaElement) => {
    setWanted(wantedIn(element.value.slice(0, element.selectionStart)));
    names.setAt(0);
  };
  const put = ({ label, person, path }: Option) => {
    const element = field.current!;
    const until = element.selectionStart;
    const from = until - (wanted?.text.length ?? 0) - 1;
    // Titles run over one line in the field, and a label must be found again as a whole.
    const name = label.replaceAll(/\s+/g, " ").slice(0, 120);
    setText(`${text.slice(0, from)}${wanted!.sign}${name} ${text.slice(until)}`);
    if (person !== undefined) setPeople((before) => [...before.filter(({ id }) => id !== person.id), person]);
    if (path !== undefined) setLinks((before) => [...before.filter((one) => one.label !== name), { label: name, address: path }]);
    setWanted(null);
    requestAnimationFrame(() => element.setSelectionRange(from + name.length + 2, from + name.length + 2));
    element.focus();
  };
  /** For whoever has no '#' at hand. */
  const beginLink = () => {
    const element = field.current!;
    const at = element.selectionStart;
    const sign = at === 0 || /[\s(]/.test(text[at - 1]!) ? "#" : " #";
    setText(text.slice(0, at) + sign + text.slice(at));
    setWanted({ sign: "#", text: "" });
    names.setAt(0);
    requestAnimationFrame(() => element.setSelectionRange(at + sign.length, at + sign.length));
    element.focus();
  };
  const send = () => {
    // A file alone says what it is called.
    const said = keptText(text, people, links).trim() || files.map(({ name }) => name).join(", ");
    if (said === "" || isSending) return;
    onSend(
      said,
      isShared && isInside,
      () => {
        setText("");
        setPeople([]);
        setLinks([]);
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
    if (names.options.length > 0 && wanted !== null) {
      const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      if (step !== 0) names.setAt((names.at + step + names.options.length) % names.options.length);
      else if (event.key === "Enter" || event.key === "Tab") put(names.options[names.at]!);
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
          {...(isOpen && names.options.length > 0 ? { "aria-controls": listId, "aria-activedescendant": `${listId}-${names.at}` } : {})}
          onChange={(event) => {
            setText(event.currentTarget.value);
            look(event.currentTarget);
          }}
          onBlur={() => setWanted(null)}
          {...(takesFiles ? takingFiles(add) : {})}
          onKeyDown={keys}
        />
        {isOpen ? (
          <div className={classes["people"]} id={listId} role="listbox" tabIndex={-1} aria-label={t(wanted?.sign === "#" ? "link-label" : "people-label")}>
            {names.options.map((option, place) => (
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys belong to the field, which holds the focus
              <div
                key={option.key}
                id={`${listId}-${place}`}
                role="option"
                tabIndex={-1}
                aria-selected={place === names.at}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => put(option)}
              >
                {option.label}
                {option.beside === "" ? null : <span className={classes["beside"]}>{option.beside}</span>}
              </div>
            ))}
            {names.options.length === 0 ? <p className={classes["quiet"]}>{t(wanted?.sign === "#" ? "link-none" : "people-none")}</p> : null}
          </div>
        ) : null}
      </div>
      {files.length === 0 ? null : <ChosenFiles files={files} onChange={setFiles} />}
      <Group gap={12}>
        <Button onClick={send} loading={isSending} disabled={text.trim() === "" && files.length === 0}>
          {act}
        </Button>
        {takesFiles ? <ChooseFiles onFiles={add} /> : null}
        <Button
          variant="default"
          leftSection={<IconLink size={16} stroke={1.5} aria-hidden />}
          onMouseDown={(event) => event.preventDefault()}
          onClick={beginLink}
        >
          {t("link")}
        </Button>
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

/** Something that can be put in place of what was typed. */
interface Option {
  readonly key: string;
  readonly label: string;
  /** What kind of thing, and of which period. */
  readonly beside: string;
  readonly person?: Person;
  readonly path?: string;
}

/** Colleagues for '@', numbers and things for '#': never anything that the writer may not see. */
function useOptions(about: string, wanted: Wanted | null) {
  const t = useWords<typeof words>("threads");
  const { language } = useLanguage();
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const [at, setAt] = useState(0);
  const params = { workspace };
  const [isPeople, isLinks] = [wanted?.sign === "@", wanted?.sign === "#"];
  const text = wanted?.text ?? "";
  const people = useAsk(findReaders, { params, query: { about, text } }, { when: isPeople, keepsLast: true });
  const links = useAsk(findLinks, { params, query: { text } }, { when: isLinks, keepsLast: true });
  const options: Option[] = isPeople
    ? (people.data?.people ?? []).map((person) => ({ key: person.id, label: person.name, beside: "", person }))
    : isLinks
      ? (links.data?.found ?? []).map(({ path, kind, title }) => {
          const period = periodIn(path);
          const beside = [t(`kind-${kind}`), period === null ? null : format.period(period)].filter((part) => part !== null).join(" · ");
          // What is no thing of its own is called by its kind and its period as well.
          const label = kind === "number" ? `${title[language]}, ${period === null ? "" : format.period(period)}` : title[language];
          return { key: path, label: kind === "goal" || kind === "promise" ? `${t(`kind-${kind}`)}: ${label}` : label, beside, path };
        })
      : [];
  const isKnown = (isPeople ? people.data : links.data) !== undefined;
  return { options, isKnown, at: Math.min(at, Math.max(options.length - 1, 0)), setAt };
}
