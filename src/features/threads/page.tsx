// Threads: what the two departments are talking about, what of it is new for me, and one thread up close.
import { Anchor, Button, SegmentedControl } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import type { ComponentType } from "react";

import { type ThreadList, listThreads, showSubjects } from "#features/threads/contract.ts";
import { useNowWords } from "#features/threads/parts/said.tsx";
import { ThreadOf } from "#features/threads/parts/thread.tsx";
import classes from "#features/threads/parts/threads.module.css";
import type { words } from "#features/threads/words.en.ts";
import { type Subject, pathOfSubject, subjectOfKey } from "#facts/subject.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useGo, useSearchValue, useWorkspaceSlug } from "#ui/address.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { useFormat, useLanguage, useWords } from "#ui/language.ts";
import { useLive } from "#ui/live.tsx";
import { Page as Sheet } from "#ui/page.tsx";
import { AnswerWaiting, Answers, EmptyState, RowsWaiting } from "#ui/states.tsx";
import { forget, useAsk } from "#ui/use-ask.ts";

/** A figure by its key as it stands now; without a period, of the latest whole quarter. */
export type NumberNow = ComponentType<{ readonly id: string; readonly period: string | null }>;

/** `Now` shows a number above its thread; figures belong to another room. */
export function ThreadsPage({ Now }: { readonly Now: NumberNow }) {
  const [about] = useSearchValue("about");
  const subject = about === null ? null : subjectOfKey(about);
  return subject === null ? <AllThreads /> : <OneThread subject={subject} about={about!} Now={Now} />;
}

function OneThread({ subject, about, Now }: { readonly subject: Subject; readonly about: string; readonly Now: NumberNow }) {
  const [period] = useSearchValue("period");
  const t = useWords<typeof words>("threads");
  const { language } = useLanguage();
  const workspace = useWorkspaceSlug();
  const now = useNowWords();
  const shown = useAsk(showSubjects, { params: { workspace }, query: { about: [about] } });
  const seen = shown.data?.subjects[0];
  return (
    <Sheet
      title={t("thread-of", { name: seen?.title[language] ?? "…" })}
      answer={
        seen === undefined ? <AnswerWaiting /> : [t(`kind-${subject.kind}`), seen.now === null ? "" : now(seen.now)].filter((part) => part !== "").join(" · ")
      }
      actions={
        <>
          {subject.kind === "number" ? null : (
            <Button component={GoTo} variant="default" href={pathOfSubject(workspace, subject)}>
              {t("open")}
            </Button>
          )}
          <Button component={GoTo} variant="default" href={paths.threads(workspace)}>
            {t("back")}
          </Button>
        </>
      }
    >
      {subject.kind === "number" ? <Now id={subject.id} period={period} /> : null}
      <ThreadOf {...subject} key={about} />
    </Sheet>
  );
}

const views = ["mine", "unread", "all"] as const;
type View = (typeof views)[number];

function AllThreads() {
  const t = useWords<typeof words>("threads");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const [asked, setOf] = useSearchValue("of");
  const of: View = views.find((view) => view === asked) ?? "mine";
  const list = useAsk(listThreads, { params: { workspace }, query: { of, limit: 100 } }, { keepsLast: true });
  useLive("threads", () => void forget(client, [listThreads]));
  return (
    <Sheet
      title={t("title")}
      answer={
        <Answers of={list} waiting={<AnswerWaiting />}>
          {({ unread }) => (unread === 0 ? t("answer-none") : t("answer-unread", { count: unread }))}
        </Answers>
      }
    >
      <SegmentedControl
        aria-label={t("of-label")}
        value={of}
        onChange={(view) => setOf(view === "mine" ? null : view)}
        data={views.map((view) => ({ value: view, label: t(`of-${view}`) }))}
        style={{ maxWidth: 420 }}
      />
      <Answers of={list} waiting={<RowsWaiting count={8} />}>
        {(told) => (told.threads.length === 0 ? <Nothing of={of} /> : <Threads told={told} />)}
      </Answers>
    </Sheet>
  );
}

function Nothing({ of }: { readonly of: View }) {
  const t = useWords<typeof words>("threads");
  const workspace = useWorkspaceSlug();
  if (of === "unread") return <p className={classes["quiet"]}>{t("empty-unread")}</p>;
  const [title, said, act, href] =
    of === "mine"
      ? [t("empty-mine-title"), t("empty-mine"), t("empty-mine-act"), paths.threads(workspace, { of: "all" })]
      : [t("empty-title"), t("empty-words"), t("empty-act"), paths.claims(workspace)];
  return (
    <EmptyState
      title={title}
      action={
        <Button component={GoTo} href={href}>
          {act}
        </Button>
      }
    >
      {said}
    </EmptyState>
  );
}

function Threads({ told }: { readonly told: ThreadList }) {
  const t = useWords<typeof words>("threads");
  const { language } = useLanguage();
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const go = useGo();
  const href = (key: string) => paths.threads(workspace, { about: key });
  return (
    <DataTable
      caption={t("table")}
      rows={told.threads}
      rowKey={({ subject }) => subject.key}
      onOpen={({ subject }) => go(href(subject.key))}
      fileName="threads.csv"
      columns={[
        {
          key: "what",
          name: t("what"),
          isFixed: true,
          onPhone: "title",
          value: ({ subject }) => subject.title[language],
          cell: ({ subject, unread }) => (
            <span className={unread > 0 ? classes["unread"] : undefined}>
              <span className={classes["quiet"]}>{t(`kind-${subjectOfKey(subject.key)!.kind}`)}</span>{" "}
              <Anchor component={GoTo} href={href(subject.key)} inherit>
                {subject.title[language]}
              </Anchor>
            </span>
          ),
        },
        { key: "last", name: t("last"), isFixed: true, value: ({ lastBy, lastSaid }) => `${lastBy ?? t("by-nobody")}: ${lastSaid}` },
        { key: "unread", name: t("unread"), isNumber: true, value: ({ unread }) => unread },
        { key: "count", name: t("count"), isNumber: true, value: ({ messages }) => messages },
        { key: "when", name: t("when"), isNumber: true, value: ({ lastAt }) => lastAt, cell: ({ lastAt }) => format.moment(lastAt) },
      ]}
    />
  );
}
