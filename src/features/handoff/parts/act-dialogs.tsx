// What an act needs to be told: why a lead goes back, how it was tried, what came of it, who gets it; by a digit and Enter, or by a tap.
import { Anchor, Button, Group, Stack, TextInput } from "@mantine/core";
import { type FormEvent, type KeyboardEvent, useState } from "react";

import { type HandoffList, readHandoff } from "#features/handoff/contract.ts";
import classes from "#features/handoff/parts/handoff.module.css";
import type { Begun } from "#features/handoff/parts/row-acts.ts";
import type { Act, Said } from "#features/handoff/parts/use-acts.ts";
import type { words } from "#features/handoff/words.en.ts";
import { type HandoffKnown, type KnownAttempt, likelyReturn } from "#facts/handoff-known.ts";
import { assignCauses, attemptKinds, outcomes, returnClasses } from "#facts/handoff.ts";
import type { HandoffRow } from "#facts/handoff-row.ts";
import { whyNotAct } from "#facts/handoff.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { Modal } from "#ui/dialog.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { ShortcutHint } from "#ui/marks.tsx";
import { Select } from "#ui/select.tsx";
import { useAsk } from "#ui/use-ask.ts";

export interface Asked {
  readonly what: Exclude<Begun, "accept">;
  readonly rows: readonly HandoffRow[];
}

export interface DialogProps {
  readonly asked: Asked;
  readonly people: HandoffList["people"];
  readonly onSend: (act: Act, said: Said) => void;
  readonly onClose: () => void;
}

const titles = { return: "return-title", try: "try-title", end: "end-title", give: "give-title", "offer-again": "again-title", keep: "keep-title" } as const;

export function ActDialog(props: DialogProps) {
  const t = useWords<typeof words>("handoff");
  const { what } = props.asked;
  return (
    <Modal opened onClose={props.onClose} title={t(titles[what])}>
      {what === "return" ? <ReturnForm {...props} /> : null}
      {what === "try" ? <TryForm {...props} /> : null}
      {what === "end" ? <EndForm {...props} /> : null}
      {what === "give" || what === "offer-again" ? <GiveForm {...props} /> : null}
      {what === "keep" ? <KeepForm {...props} /> : null}
    </Modal>
  );
}

interface Choice<V extends string> {
  readonly value: V;
  readonly name: string;
  readonly words?: string;
}

const isText = (target: EventTarget) => target instanceof HTMLInputElement && target.type === "text";

/** One of a few, by its digit, by the arrows or by a tap; a digit typed into the note is a digit. */
function Choices<V extends string>({
  name,
  choices,
  value,
  onChange,
}: {
  readonly name: string;
  readonly choices: readonly Choice<V>[];
  readonly value: V;
  readonly onChange: (value: V) => void;
}) {
  return (
    <fieldset className={classes["choices"]}>
      <legend className="seen-by-readers-only">{name}</legend>
      {choices.map((choice, n) => (
        <label key={choice.value} className={classes["choice"]}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
            aria-keyshortcuts={String(n + 1)}
          />
          <span>{choice.name}</span>
          <ShortcutHint keys={String(n + 1)} />
          {choice.words === undefined ? null : <small>{choice.words}</small>}
        </label>
      ))}
    </fieldset>
  );
}

interface FormProps {
  readonly onKey: (key: string) => boolean;
  readonly onSend: () => void;
  readonly send: string;
  readonly children: React.ReactNode;
}

function KeyForm({ onKey, onSend, send, children }: FormProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSend();
  };
  const keys = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isText(event.target)) return;
    if (event.key === "Enter" && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      onSend();
    } else if (onKey(event.key)) event.preventDefault();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- digits pick what the radios offer as well
    <form onSubmit={submit} onKeyDown={keys} noValidate>
      <Stack gap={16}>
        {children}
        <Group>
          <Button type="submit">{send}</Button>
        </Group>
      </Stack>
    </form>
  );
}

const byDigit =
  <V extends string>(values: readonly V[], pick: (value: V) => void) =>
  (key: string) => {
    const value = values[Number(key) - 1];
    if (value === undefined) return false;
    pick(value);
    return true;
  };

function Note({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const t = useWords<typeof words>("handoff");
  return <TextInput label={t("note")} value={value} maxLength={1000} onChange={(event) => onChange(event.currentTarget.value)} />;
}

const noted = (note: string) => (note.trim() === "" ? {} : { note: note.trim() });

/** What is on record of the one lead that is acted on; nothing while it is on its way, and of many at once. */
function useKnown(rows: readonly HandoffRow[]): HandoffKnown | null {
  const params = { workspace: useWorkspaceSlug(), lead: rows[0]!.lead };
  return useAsk(readHandoff, { params }, { when: rows.length === 1 }).data?.known ?? null;
}

/** Chosen already is what the records say; a choice of one's own stands, whatever comes in later. */
function ReturnForm({ asked, onSend }: DialogProps) {
  const t = useWords<typeof words>("handoff");
  const workspace = useWorkspaceSlug();
  const known = useKnown(asked.rows);
  const [picked, setKind] = useState<(typeof returnClasses)[number] | null>(null);
  const [typed, setNote] = useState<string | null>(null);
  const kind = picked ?? (known === null ? "procedural" : likelyReturn(known));
  const missing = known === null || known.missing.length === 0 ? "" : t("missing", { fields: known.missing.map((field) => t(`field.${field}`)).join(", ") });
  const note = typed ?? (kind === "clerical" ? missing : "");
  const choices = returnClasses.map((value) => ({ value, name: t(`class-${value}`), words: t(`class-${value}-words`) }));
  return (
    <KeyForm send={t("return")} onKey={byDigit(returnClasses, setKind)} onSend={() => onSend("returned", { kind, ...noted(note) })}>
      <p style={{ margin: 0 }}>{t("return-before")}</p>
      <Choices name={t("return-title")} choices={choices} value={kind} onChange={setKind} />
      {kind === "definitional" ? (
        <Anchor component={GoTo} href={paths.definitions(workspace)}>
          {t("definition-open")}
        </Anchor>
      ) : null}
      <Note value={note} onChange={setNote} />
    </KeyForm>
  );
}

function TryForm({ asked, onSend }: DialogProps) {
  const t = useWords<typeof words>("handoff");
  const attempt = useKnown(asked.rows)?.attempt ?? null;
  const [picked, setKind] = useState<(typeof attemptKinds)[number] | null>(null);
  const kind = picked ?? attempt?.kind ?? "call";
  const [isReached, setReached] = useState(false);
  const [note, setNote] = useState("");
  const pick = byDigit(attemptKinds, setKind);
  // By the place of the key: y and n, whatever the language of the keyboard.
  const onKey = (key: string) => {
    const answer = { y: true, н: true, n: false, т: false }[key.toLowerCase()];
    if (answer === undefined) return pick(key);
    setReached(answer);
    return true;
  };
  return (
    <KeyForm send={t("try-send")} onKey={onKey} onSend={() => onSend("attempted", { kind, isReached: kind !== "automatic" && isReached, ...noted(note) })}>
      {attempt === null ? null : <OnRecord attempt={attempt} />}
      <Choices name={t("try-title")} choices={attemptKinds.map((value) => ({ value, name: t(`kind-${value}`) }))} value={kind} onChange={setKind} />
      <Group gap={8} role="group">
        {[true, false].map((value) => (
          <Button key={String(value)} variant={isReached === value ? "filled" : "default"} aria-pressed={isReached === value} onClick={() => setReached(value)}>
            {t(value ? "reached" : "not-reached")}
            <span style={{ marginLeft: 8 }}>
              <ShortcutHint keys={value ? "y" : "n"} />
            </span>
          </Button>
        ))}
      </Group>
      <Note value={note} onChange={setNote} />
    </KeyForm>
  );
}

/** The last try, so that nobody writes down a second time what the source has brought in. */
function OnRecord({ attempt: { kind, isReached, at, isFromSource } }: { readonly attempt: KnownAttempt }) {
  const t = useWords<typeof words>("handoff");
  const format = useFormat();
  const said = [t(kind === null ? "tried-some-way" : `kind-${kind}`), isReached === null ? null : t(isReached ? "reached" : "not-reached"), format.moment(at)];
  return (
    <p style={{ margin: 0 }}>
      {t("tried-last", { said: said.filter(Boolean).join(", ") })} {isFromSource ? t("tried-source") : null}
    </p>
  );
}

function EndForm({ asked, onSend }: DialogProps) {
  const t = useWords<typeof words>("handoff");
  const open = outcomes.filter((each) => asked.rows.every(({ state }) => whyNotAct(state, each) === null));
  const [outcome, setOutcome] = useState(open[0]!);
  const [note, setNote] = useState("");
  return (
    <KeyForm send={t("end")} onKey={byDigit(open, setOutcome)} onSend={() => onSend(outcome, noted(note))}>
      <Choices
        name={t("end-title")}
        choices={open.map((value) => ({ value, name: t(`end-${value}`), words: t(`end-${value}-words`) }))}
        value={outcome}
        onChange={setOutcome}
      />
      <Note value={note} onChange={setNote} />
    </KeyForm>
  );
}

/** Whom it goes to: whose turn it is, anybody, or somebody. */
export function ToWhom({
  people,
  value,
  onChange,
  hasNobody = true,
}: {
  readonly people: HandoffList["people"];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hasNobody?: boolean;
}) {
  const t = useWords<typeof words>("handoff");
  const data = [
    { value: "turn", label: t("to-turn") },
    ...(hasNobody ? [{ value: "nobody", label: t("to-nobody") }] : []),
    ...people.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return <Select label={t("give-to")} data={data} value={value} onChange={(next) => onChange(next ?? "turn")} />;
}

function GiveForm({ asked, people, onSend }: DialogProps) {
  const t = useWords<typeof words>("handoff");
  const isAgain = asked.what === "offer-again";
  const [to, setTo] = useState("turn");
  const [cause, setCause] = useState<(typeof assignCauses)[number]>("routing-wrong");
  const [note, setNote] = useState("");
  const send = () => (isAgain ? onSend("offered", { to: to, ...noted(note) }) : onSend("assigned", { to: to, kind: cause, ...noted(note) }));
  return (
    <KeyForm send={t(isAgain ? "offer-again" : "give")} onKey={() => false} onSend={send}>
      {isAgain ? <p style={{ margin: 0 }}>{t("again-words")}</p> : null}
      <ToWhom people={people} value={to} onChange={setTo} hasNobody={isAgain} />
      {isAgain ? null : (
        <Select
          label={t("give-cause")}
          data={assignCauses.map((value) => ({ value, label: t(`cause-${value}`) }))}
          value={cause}
          onChange={(next) => setCause(next ?? "asked")}
        />
      )}
      <Note value={note} onChange={setNote} />
    </KeyForm>
  );
}

function KeepForm({ onSend }: DialogProps) {
  const t = useWords<typeof words>("handoff");
  const [note, setNote] = useState("");
  return (
    <KeyForm send={t("keep")} onKey={() => false} onSend={() => onSend("kept", noted(note))}>
      <p style={{ margin: 0 }}>{t("keep-words")}</p>
      <Note value={note} onChange={setNote} />
    </KeyForm>
  );
}
