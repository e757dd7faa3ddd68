// Deals drawn by lot that both departments judge, each without seeing the other's verdict; and which model agrees with people.
import { Button } from "@mantine/core";

import { type ReviewView, drawReview, readReview, restoreReview, withdrawReview } from "#features/journeys/contract.ts";
import { ViewChoice } from "#features/journeys/parts/choices.tsx";
import { ReviewedDeal } from "#features/journeys/parts/reviewed-deal.tsx";
import type { words } from "#features/journeys/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { IntervalBar } from "#ui/marks.tsx";
import { Page as Frame, Section } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { useProblemWords } from "#ui/reasons.ts";
import { AnswerWaiting, EmptyState, ErrorState, RowsWaiting } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { useAsk, useTell } from "#ui/use-ask.ts";

const sampleSize = 20;

export function Review() {
  const t = useWords<typeof words>("journeys");
  const workspace = useWorkspaceSlug();
  const answer = useAsk(readReview, { params: { workspace } });
  const review = answer.data?.review;
  return (
    <Frame
      title={t("review-title")}
      answerLines={[2, 4]}
      answer={answer.data === undefined ? answer.error ? undefined : <AnswerWaiting /> : review ? <Answer review={review} /> : t("review-none")}
      {...(review ? { actions: <Withdraw review={review} />, papers: <ReviewPapers review={review} /> } : {})}
    >
      <ViewChoice />
      {answer.error ? <ErrorState error={answer.error} onRetry={() => void answer.refetch()} /> : null}
      {answer.data === undefined ? (
        answer.error ? null : (
          <RowsWaiting count={8} />
        )
      ) : review ? (
        <Reviewed review={review} currency={answer.data.currency} />
      ) : (
        <Draw whyNot={answer.data.whyNotDraw} />
      )}
    </Frame>
  );
}

/** The model that agrees most often, once there is enough to say so. */
function Answer({ review }: { readonly review: ReviewView }) {
  const t = useWords<typeof words>("journeys");
  const format = useFormat();
  const [best] = review.agreement.filter((each) => each.share !== null).toSorted((a, b) => b.share! - a.share!);
  if (!best) return <>{t("review-too-few", { both: review.bothJudged })}</>;
  return (
    <>
      {t("review-answer", {
        model: t(`model-${best.model}`),
        share: format.share(best.share!),
        cases: best.cases,
        range: best.interval === null ? "–" : format.interval(best.interval, { unit: "share" }),
        lot: best.byLot === null ? "–" : format.share(best.byLot),
      })}
    </>
  );
}

function Draw({ whyNot }: { readonly whyNot: string | null }) {
  const t = useWords<typeof words>("journeys");
  const workspace = useWorkspaceSlug();
  const say = useProblemWords();
  const draw = useTell(drawReview, {
    changes: [readReview],
    onDone: () => toast({ text: t("review-drawn", { count: sampleSize }) }),
    onProblem: (error) => toast({ text: say(error.problem) }),
  });
  return (
    <EmptyState
      title={t("review-none")}
      action={
        <ReasonButton whyNot={whyNot} loading={draw.isPending} onClick={() => draw.mutate({ params: { workspace }, body: { size: sampleSize } })}>
          {t("review-draw")}
        </ReasonButton>
      }
    >
      {t("review-none-words")}
    </EmptyState>
  );
}

function Withdraw({ review }: { readonly review: ReviewView }) {
  const t = useWords<typeof words>("journeys");
  const workspace = useWorkspaceSlug();
  const params = { workspace, id: review.id };
  const restore = useTell(restoreReview, { changes: [readReview] });
  const withdraw = useTell(withdrawReview, {
    changes: [readReview],
    onDone: () => toast({ text: t("review-withdrawn"), undo: () => restore.mutateAsync({ params }) }),
  });
  if (review.whyNotWithdraw !== null) return null;
  return (
    <Button variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate({ params })}>
      {t("review-withdraw")}
    </Button>
  );
}

function Reviewed({ review, currency }: { readonly review: ReviewView; readonly currency: string }) {
  const t = useWords<typeof words>("journeys");
  return (
    <>
      <p>
        {t("review-note")}
        {review.side === null ? ` ${t("why.only-departments-judge")}` : ""}
      </p>
      {review.agreement.some((each) => each.share !== null) ? <Agreement review={review} /> : null}
      <Section title={t("review-deals")} note={t("review-progress", { both: review.bothJudged, count: review.deals.length, same: review.sameChannel })}>
        {review.deals.map((deal) => (
          <ReviewedDeal key={deal.deal} deal={deal} review={review} currency={currency} />
        ))}
      </Section>
    </>
  );
}

type ModelAgreement = ReviewView["agreement"][number];

function Agreement({ review }: { readonly review: ReviewView }) {
  const t = useWords<typeof words>("journeys");
  const format = useFormat();
  return (
    <Section title={t("review-models")} note={t("review-of-models")}>
      <DataTable<ModelAgreement>
        caption={t("review-models")}
        rows={review.agreement}
        rowKey={(each) => each.model}
        order={{ key: "share", desc: true }}
        fileName="evenhand-agreement"
        columns={[
          { key: "model", name: t("col-model"), value: (each) => t(`model-${each.model}`), onPhone: "title" },
          {
            key: "share",
            name: t("review-agreement"),
            isNumber: true,
            width: "12rem",
            value: (each) => each.share,
            cell: (each) =>
              each.share === null || each.interval === null ? (
                "–"
              ) : (
                <>
                  {format.share(each.share)} ({format.interval(each.interval, { unit: "share" })})
                  <IntervalBar value={each.share} interval={each.interval} from={0} to={1} mark={each.byLot} />
                </>
              ),
          },
          {
            key: "lot",
            name: t("review-by-lot"),
            isNumber: true,
            value: (each) => each.byLot,
            cell: (each) => (each.byLot === null ? "–" : format.share(each.byLot)),
          },
          { key: "cases", name: t("review-cases"), isNumber: true, value: (each) => each.cases },
        ]}
      />
    </Section>
  );
}

function ReviewPapers({ review }: { readonly review: ReviewView }) {
  const t = useWords<typeof words>("journeys");
  const format = useFormat();
  return (
    <>
      <p>{t("papers-review")}</p>
      <p>{t("papers-review-beware")}</p>
      <p>{t("review-drawn-by", { day: format.day(review.drawnAt.slice(0, 10)), name: review.drawnBy ?? "–", seed: String(review.seed) })}</p>
    </>
  );
}
