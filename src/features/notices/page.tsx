// What is new for me: what waits, what came of what I began, and what of it also comes by mail.
import { Button } from "@mantine/core";
import type { KeyboardEvent } from "react";

import { type NoticeList, type NoticeView, countNotices, listNotices, markNotices, readNoticeSettings } from "#features/notices/contract.ts";
import { MailChoices } from "#features/notices/parts/mail-choices.tsx";
import { useNoticePlace, useNoticeSentence } from "#features/notices/parts/notice-sentence.ts";
import classes from "#features/notices/parts/notices.module.css";
import type { words } from "#features/notices/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useGo, useSearch, useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Page as Sheet } from "#ui/page.tsx";
import { AnswerWaiting, Answers, EmptyState, RowsWaiting } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useAsk, useTell } from "#ui/use-ask.ts";
import { PageByPage } from "#ui/page-by-page.tsx";
import { useQueryClient } from "@tanstack/react-query";

const pageSize = 50;

export function Page() {
  const t = useWords<typeof words>("notices");
  const workspace = useWorkspaceSlug();
  const [search] = useSearch();
  const offset = Number(search["offset"] ?? 0) || 0;
  const list = useAsk(listNotices, { params: { workspace }, query: { limit: pageSize, offset } }, { keepsLast: true });
  const mark = useMarks();
  return (
    <Sheet
      title={t("title")}
      answerLines={[1, 2]}
      answer={
        <Answers of={list} waiting={<AnswerWaiting />}>
          {(told) => <Answer told={told} />}
        </Answers>
      }
      actions={
        (list.data?.unseen ?? 0) === 0 ? undefined : (
          <Button variant="default" onClick={() => mark(null, true)}>
            {t("mark-all")}
          </Button>
        )
      }
    >
      <Answers of={list} waiting={<RowsWaiting count={8} />}>
        {(told) => (told.total === 0 ? <NoNotices /> : <Notices told={told} offset={offset} mark={mark} />)}
      </Answers>
      <MailChoices />
    </Sheet>
  );
}

function NoNotices() {
  const t = useWords<typeof words>("notices");
  const workspace = useWorkspaceSlug();
  const settings = useAsk(readNoticeSettings, { params: { workspace } });
  if (!settings.data) return <RowsWaiting count={8} />;
  const isOfUs = settings.data.hasDigest;
  return (
    <EmptyState
      title={t("empty-title")}
      action={
        <Button component={GoTo} href={isOfUs ? paths.feedback(workspace) : paths.agencyPromises(workspace)}>
          {t(isOfUs ? "empty-act" : "empty-agency-act")}
        </Button>
      }
    >
      {t(isOfUs ? "empty-words" : "empty-agency-words")}
    </EmptyState>
  );
}

function Answer({ told: { unseen, waiting } }: { readonly told: NoticeList }) {
  const t = useWords<typeof words>("notices");
  if (unseen === 0) return <>{t("answer-none")}</>;
  return (
    <>
      {t("answer", { count: unseen })} {waiting === 0 ? null : t("answer-waiting", { count: waiting })}
    </>
  );
}

type Mark = (ids: readonly string[] | null, isSeen: boolean) => void;

/** Marks notices, with a way back; null: all that are unseen. */
function useMarks(): Mark {
  const t = useWords<typeof words>("notices");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const changes = [listNotices, countNotices];
  const tell = useTell(markNotices, {
    changes,
    onDone: ({ ids }, { body }) => {
      if (ids.length === 0) return;
      const isSeen = body?.isSeen !== false;
      const undo = async () => {
        await ask(markNotices, { params: { workspace }, body: { ids: ids.slice(0, 500), isSeen: !isSeen } });
        await forget(client, changes);
      };
      toast({ text: isSeen ? t("marked", { count: ids.length }) : t("unmarked"), undo });
    },
  });
  return (ids, isSeen) => tell.mutate({ params: { workspace }, body: { ...(ids === null ? {} : { ids: [...ids] }), isSeen } });
}

function Notices({ told, offset, mark }: { readonly told: NoticeList; readonly offset: number; readonly mark: Mark }) {
  const t = useWords<typeof words>("notices");
  const format = useFormat();
  const sentence = useNoticeSentence();
  const place = useNoticePlace();
  const go = useGo();
  const workspace = useWorkspaceSlug();
  const open = (notice: NoticeView) => {
    if (notice.seenAt === null) void ask(markNotices, { params: { workspace }, body: { ids: [notice.id] } });
    go(place(notice));
  };
  const markWithKey = (event: KeyboardEvent) => {
    if (event.key !== "e" || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = (event.target as HTMLElement).closest("tr");
    const id = row?.querySelector<HTMLElement>("[data-notice]")?.dataset["notice"];
    const notice = told.notices.find((each) => each.id === id);
    if (notice) mark([notice.id], notice.seenAt === null);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the key belongs to the rows, which are themselves reachable
    <div onKeyDown={markWithKey}>
      <DataTable<NoticeView>
        caption={t("table")}
        rows={told.notices}
        rowKey={({ id }) => id}
        onOpen={open}
        total={told.total}
        foot={<Pages offset={offset} total={told.total} />}
        columns={[
          {
            key: "what",
            name: t("what"),
            isFixed: true,
            onPhone: "title",
            value: sentence,
            cell: (notice) => (
              <span data-notice={notice.id} className={notice.seenAt === null ? classes["new"] : classes["quiet"]}>
                {sentence(notice)}
              </span>
            ),
          },
          { key: "why", name: t("why"), isFixed: true, value: ({ group }) => t(`group-${group}`) },
          { key: "when", name: t("when"), isFixed: true, isNumber: true, value: ({ at }) => at, cell: ({ at }) => format.moment(at) },
          {
            key: "state",
            name: t("state"),
            isFixed: true,
            value: ({ seenAt }) => t(seenAt === null ? "unseen" : "seen"),
            cell: (notice) => <MarkButton notice={notice} sentence={sentence(notice)} mark={mark} />,
          },
        ]}
      />
    </div>
  );
}

function MarkButton({ notice, sentence, mark }: { readonly notice: NoticeView; readonly sentence: string; readonly mark: Mark }) {
  const t = useWords<typeof words>("notices");
  const isNew = notice.seenAt === null;
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      aria-keyshortcuts="e"
      aria-label={t(isNew ? "mark-of" : "unmark-of", { sentence })}
      onClick={(event) => {
        event.stopPropagation();
        mark([notice.id], isNew);
      }}
    >
      {t(isNew ? "mark" : "unmark")}
    </Button>
  );
}

function Pages({ offset, total }: { readonly offset: number; readonly total: number }) {
  const t = useWords<typeof words>("notices");
  return (
    <>
      <span className={`${classes["quiet"]} not-on-paper`}>{t("keys")}</span> <PageByPage offset={offset} total={total} pageSize={pageSize} by="time" />
    </>
  );
}
