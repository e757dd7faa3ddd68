// Where does it say so? One field over everything that one may see; words, kinds and how much is shown stand in the address.
import { Button, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";

import { type SearchAnswer, searchAll } from "#features/search/contract.ts";
import { Result } from "#features/search/parts/result.tsx";
import classes from "#features/search/parts/search.module.css";
import type { words } from "#features/search/words.en.ts";
import { type FindKind, findKinds } from "#facts/finds.ts";
import { useSearch, useWorkspaceSlug } from "#ui/address.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Page as Frame, Section } from "#ui/page.tsx";
import { AnswerWaiting, Answers, EmptyState, RowsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

const step = 30;
const most = 100;

function useQuestion() {
  const [search, change] = useSearch();
  const text = (name: string) => [search[name] ?? ""].flat()[0] ?? "";
  const kinds = [search["kind"] ?? []].flat().filter((kind): kind is FindKind => (findKinds as readonly string[]).includes(kind));
  return { q: text("q").trim().slice(0, 200), kinds, limit: Math.min(most, Math.max(step, Number(text("limit")) || step)), change };
}

export function Page() {
  const t = useWords<typeof words>("search");
  const workspace = useWorkspaceSlug();
  const { q, kinds, limit, change } = useQuestion();
  const isAsked = q !== "";
  const answer = useAsk(searchAll, { params: { workspace }, query: { q, kind: kinds, limit, offset: 0 } }, { when: isAsked, keepsLast: true });
  return (
    <Frame
      title={isAsked ? t("title-asked", { asked: q }) : t("title")}
      answer={
        isAsked ? (
          <Answers of={answer} waiting={<AnswerWaiting />}>
            {(told) => <Answer told={told} />}
          </Answers>
        ) : (
          t("answer-begin")
        )
      }
      papers={(["papers-words", "papers-codes", "papers-fresh", "papers-rights"] as const).map((key) => (
        <p key={key}>{t(key)}</p>
      ))}
    >
      <Field key={q} q={q} onSearch={(next) => change({ q: next === "" ? undefined : next, limit: undefined }, { keepsHistory: true })} />
      {isAsked ? (
        <Answers of={answer} waiting={<RowsWaiting count={8} />}>
          {(told) => (
            <>
              <Kinds told={told} kinds={kinds} onChange={(next) => change({ kind: next, limit: undefined })} />
              <Results told={told} onFurther={limit < Math.min(most, told.total) ? () => change({ limit: String(limit + step) }) : null} />
            </>
          )}
        </Answers>
      ) : (
        <EmptyState title={t("begin-title")}>{t("begin-words")}</EmptyState>
      )}
    </Frame>
  );
}

function Answer({ told }: { readonly told: SearchAnswer }) {
  const t = useWords<typeof words>("search");
  if (told.total === 0) return <>{t("answer-nothing")}</>;
  return <>{told.isMore ? t("answer-more", { count: told.total }) : t("answer", { count: told.total })}</>;
}

function Field({ q, onSearch }: { readonly q: string; readonly onSearch: (q: string) => void }) {
  const t = useWords<typeof words>("search");
  const [typed, setTyped] = useState(q);
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSearch(typed.trim());
  };
  return (
    <search>
      <form className={`${classes["form"]} not-on-paper`} onSubmit={send}>
        <TextInput
          type="search"
          label={t("label")}
          placeholder={t("example")}
          value={typed}
          maxLength={200}
          autoFocus={q === ""}
          leftSection={<IconSearch size={18} stroke={1.5} aria-hidden />}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit">{t("search")}</Button>
      </form>
    </search>
  );
}

function Kinds({
  told,
  kinds,
  onChange,
}: {
  readonly told: SearchAnswer;
  readonly kinds: readonly FindKind[];
  readonly onChange: (kinds: FindKind[] | undefined) => void;
}) {
  const t = useWords<typeof words>("search");
  const format = useFormat();
  const shown = [...told.counts, ...kinds.filter((kind) => !told.counts.some((each) => each.kind === kind)).map((kind) => ({ kind, count: 0 }))];
  if (shown.length < 2 && kinds.length === 0) return <div style={{ height: 16 }} />;
  const toggled = (kind: FindKind) => (kinds.includes(kind) ? kinds.filter((each) => each !== kind) : [...kinds, kind]);
  return (
    <div className={`${classes["kinds"]} not-on-paper`} role="group" aria-label={t("kinds")}>
      <button type="button" className={classes["kind"]} aria-pressed={kinds.length === 0} onClick={() => onChange(undefined)}>
        {t("all")}
      </button>
      {shown.map(({ kind, count }) => (
        <button
          key={kind}
          type="button"
          className={classes["kind"]}
          aria-pressed={kinds.includes(kind)}
          onClick={() => {
            const next = toggled(kind);
            onChange(next.length === 0 ? undefined : next);
          }}
        >
          {t(`kind.${kind}`)} {format.count(count)}
        </button>
      ))}
    </div>
  );
}

function Results({ told, onFurther }: { readonly told: SearchAnswer; readonly onFurther: (() => void) | null }) {
  const t = useWords<typeof words>("search");
  const isAgency = !told.lookedThrough.includes("deal");
  return (
    <>
      {told.isTakingIn ? <p role="status">{t("taking-in")}</p> : null}
      {told.found.length === 0 ? (
        <EmptyState title={t("nothing-title")}>
          {t("not-settled")} {t("nothing-help")} {t("looked-through", { kinds: told.lookedThrough.map((kind) => t(`kind.${kind}`)).join(", ") })}
        </EmptyState>
      ) : (
        <Section title={t("results")}>
          <ol className={classes["list"]}>
            {told.found.map((each) => (
              <Result key={`${each.kind} ${each.id}`} of={each} isAgency={isAgency} />
            ))}
          </ol>
          {onFurther === null ? null : (
            <p>
              <Button variant="default" onClick={onFurther}>
                {t("further")}
              </Button>
            </p>
          )}
        </Section>
      )}
    </>
  );
}
