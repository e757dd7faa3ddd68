// What a comment is about: found by typing, chosen with keys or a tap; what is on no record is named.
import { Anchor, TextInput } from "@mantine/core";
import { type KeyboardEvent, useEffect, useId, useState } from "react";

import { type AboutView, findFeedbackSubjects } from "#features/feedback/contract.ts";
import classes from "#features/feedback/parts/feedback.module.css";
import type { words } from "#features/feedback/words.en.ts";
import { feedbackNames } from "#facts/feedback.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { useWords } from "#ui/language.ts";
import { useAsk } from "#ui/use-ask.ts";

export interface SubjectFieldProps {
  readonly about: AboutView | null;
  readonly onChange: (about: AboutView | null) => void;
  readonly error: string | null;
}

export function SubjectField({ about, onChange, error }: SubjectFieldProps) {
  const t = useWords<typeof words>("feedback");
  if (about !== null)
    return (
      <div className={classes["chosen"]}>
        <span>
          <span className={classes["quiet"]}>{t(`about-${about.kind}`)}:</span> <strong>{about.name}</strong>
        </span>
        <Anchor component="button" type="button" size="sm" onClick={() => onChange(null)}>
          {t("give-about-change")}
        </Anchor>
      </div>
    );
  return <Search onChoose={onChange} error={error} />;
}

/** Asks a moment after the last key. */
function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), 150);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}

function Search({ onChoose, error }: { readonly onChoose: (about: AboutView) => void; readonly error: string | null }) {
  const t = useWords<typeof words>("feedback");
  const workspace = useWorkspaceSlug();
  const list = useId();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const rested = useRested(text.trim());
  const [isHere, setHere] = useState(false);
  const found = useAsk(
    findFeedbackSubjects,
    { params: { workspace }, query: { text: rested } },
    { when: rested.length >= 2 || (isHere && rested === ""), keepsLast: true },
  );
  const name = text.trim();
  const known = rested.length >= 2 ? (found.data?.subjects ?? []) : [];
  const own: AboutView[] = feedbackNames
    .filter((kind) => !known.some((one) => one.kind === kind && one.name === name))
    .map((kind) => ({ kind, id: null, name }));
  // Nothing typed yet: what one worked on last is most likely what one speaks of.
  const offered = name.length >= 2 ? [...known, ...own] : name === "" && rested === "" && isHere ? (found.data?.subjects ?? []) : [];
  const keys = (event: KeyboardEvent) => {
    if (offered.length === 0) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setAt((at + (event.key === "ArrowDown" ? 1 : offered.length - 1)) % offered.length);
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      onChoose(offered[Math.min(at, offered.length - 1)]!);
    } else if (event.key === "Escape") setText("");
  };
  return (
    <div className={classes["subject"]}>
      <TextInput
        label={t("give-about")}
        placeholder={t("give-about-example")}
        value={text}
        error={error}
        autoComplete="off"
        role="combobox"
        aria-expanded={offered.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        {...(offered.length > 0 ? { "aria-activedescendant": `${list}-${Math.min(at, offered.length - 1)}` } : {})}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={keys}
        onFocus={() => setHere(true)}
        onBlur={() => setHere(false)}
      />
      {offered.length === 0 ? null : (
        <div id={list} role="listbox" aria-label={t("give-about")} className={classes["suggestions"]}>
          {offered.map((one, n) => (
            <div
              key={`${one.kind} ${one.id ?? one.name}`}
              id={`${list}-${n}`}
              role="option"
              tabIndex={-1}
              aria-selected={n === at}
              className={classes["suggestion"]}
              {...(n === at ? { "data-on": true } : {})}
              onMouseDown={(event) => {
                event.preventDefault();
                onChoose(one);
              }}
            >
              {one.id === null && name.length >= 2 && n >= known.length ? (
                t("as-named", { name: one.name, kind: t(`about-${one.kind}`) })
              ) : (
                <>
                  <span>{one.name}</span>
                  <span className={classes["quiet"]}>{t(`about-${one.kind}`)}</span>
                </>
              )}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
