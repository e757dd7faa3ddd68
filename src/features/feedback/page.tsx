// What sales says and what comes of it: the form of ten seconds, what waits for an answer, and how campaigns do with those who work their leads.
import { Anchor } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Suspense, lazy } from "react";

import { type FeedbackList, listFeedback, listRatings, readFeedback } from "#features/feedback/contract.ts";
import { FeedbackTable, pageSize } from "#features/feedback/parts/feedback-table.tsx";
import { GiveForm } from "#features/feedback/parts/give-form.tsx";
import { useFeedbackQuestion } from "#features/feedback/parts/question.ts";
import { Ratings } from "#features/feedback/parts/ratings.tsx";
import type { words } from "#features/feedback/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { toldOf } from "#ui/answered-page.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { useLive } from "#ui/live.tsx";
import { Page as Sheet } from "#ui/page.tsx";
import { AnswerWaiting, Answers, EmptyState, RowsWaiting } from "#ui/states.tsx";
import { forget, useAsk } from "#ui/use-ask.ts";

const FeedbackDrawer = lazy(() => import("#features/feedback/parts/feedback-drawer.tsx").then((loaded) => ({ default: loaded.FeedbackDrawer })));

export function Page() {
  const t = useWords<typeof words>("feedback");
  const params = { workspace: useWorkspaceSlug() };
  const question = useFeedbackQuestion();
  const client = useQueryClient();
  const { state, mood, kind, isMine, offset } = question;
  const query = {
    limit: pageSize,
    offset,
    ...(state === null ? {} : { state }),
    ...(mood === null ? {} : { mood }),
    ...(kind === null ? {} : { about: kind }),
    ...(isMine ? { mine: "true" } : {}),
  };
  const list = useAsk(listFeedback, { params, query } as never, { keepsLast: true });
  useLive("feedback", () => void forget(client, [listFeedback, readFeedback, listRatings]));
  const told = toldOf<FeedbackList>(list);
  const isUnfiltered = state === null && mood === null && kind === null && !isMine;
  return (
    <Sheet
      title={t("title")}
      answerLines={[1, 3]}
      answer={
        <Answers of={list} waiting={<AnswerWaiting />}>
          {(answer: FeedbackList) => <Answer told={answer} />}
        </Answers>
      }
      {...(told === undefined ? {} : { papers: <HowWeKnow told={told} /> })}
    >
      {told === undefined ? null : <GiveForm whyNot={told.whyNotGive} question={question} />}
      <Answers of={list} waiting={<RowsWaiting count={8} />}>
        {(answer: FeedbackList) =>
          isUnfiltered && answer.total === 0 ? (
            <EmptyState title={t("none-title")}>{t("none-words")}</EmptyState>
          ) : (
            <FeedbackTable told={answer} question={question} />
          )
        }
      </Answers>
      <Ratings question={question} />
      <Suspense>
        {question.item === null ? null : <FeedbackDrawer key={question.item} id={question.item} onClose={() => question.open({ item: undefined })} />}
      </Suspense>
    </Sheet>
  );
}

function Answer({ told: { open, overdue, inTime } }: { readonly told: FeedbackList }) {
  const t = useWords<typeof words>("feedback");
  const format = useFormat();
  return (
    <>
      {open === 0 ? t("answer-none") : `${t("answer-open", { count: open })}.`} {overdue === 0 ? null : `${t("answer-overdue", { count: overdue })} `}
      {inTime.value === null ? null : t("answer-in-time", { share: format.share(inTime.value) })}
    </>
  );
}

function HowWeKnow({ told: { owes, seconds, answerHours, inTime } }: { readonly told: FeedbackList }) {
  const t = useWords<typeof words>("feedback");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const write = (value: number | null) => (value === null ? "–" : new Intl.NumberFormat(format.language, { maximumFractionDigits: 1 }).format(value));
  const share = (value: number | null | undefined) => (value === null || value === undefined ? "–" : format.share(value));
  return (
    <>
      <p>{seconds.value === null ? t("papers-seconds-none") : t("papers-seconds", { value: write(seconds.value), sample: seconds.sample })}</p>
      <p>
        {answerHours.value === null
          ? t("papers-answer-none")
          : t("papers-answer", {
              value: write(answerHours.value),
              low: write(answerHours.interval?.low ?? null),
              high: write(answerHours.interval?.high ?? null),
              sample: answerHours.sample,
            })}
      </p>
      {inTime.value === null ? null : (
        <p>
          {t("papers-in-time", { value: share(inTime.value), low: share(inTime.interval?.low), high: share(inTime.interval?.high), sample: inTime.sample })}
        </p>
      )}
      <p>
        {t(owes.isSigned ? "papers-due-signed" : "papers-due", { hours: owes.hours })}{" "}
        <Anchor component={GoTo} href={paths.promises(workspace, { promise: "requests-answered" })}>
          {t("papers-due-open")}
        </Anchor>
      </p>
      <p>{t("papers-ratings")}</p>
    </>
  );
}
