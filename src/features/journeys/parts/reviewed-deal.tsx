// One deal to be judged: its touches in order, what one's own department says, and the other side's verdict once both have spoken.
import { Anchor } from "@mantine/core";

import { type ReviewView, giveVerdict, readReview, takeVerdictBack } from "#features/journeys/contract.ts";
import type { words } from "#features/journeys/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { SideBadge } from "#ui/marks.tsx";
import { Surface } from "#ui/page.tsx";
import { useProblemWords, useReason } from "#ui/reasons.ts";
import { Select } from "#ui/select.tsx";
import { toast } from "#ui/toast.tsx";
import { useTell } from "#ui/use-ask.ts";

type Deal = ReviewView["deals"][number];
const nothing = "\u0000none";

export function ReviewedDeal({ deal, review, currency }: { readonly deal: Deal; readonly review: ReviewView; readonly currency: string }) {
  const t = useWords<typeof words>("journeys");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const facts = [
    deal.account,
    t(deal.isWon ? "review-deal-won" : "review-deal-lost"),
    deal.closedOn === null ? null : format.day(deal.closedOn),
    deal.amount === null ? null : format.money(deal.amount, currency, true),
  ];
  return (
    <Surface>
      <div role="group" aria-label={deal.deal} style={{ display: "grid", gap: 8 }}>
        <div>
          <Anchor component={GoTo} href={paths.records(workspace, { entity: "deal", id: deal.deal })}>
            {deal.deal}
          </Anchor>
          {" · "}
          {facts.filter((each) => each !== null).join(" · ")}
        </div>
        {deal.touches.length === 0 ? (
          <p>{t("review-gone")}</p>
        ) : (
          <ol style={{ margin: 0, paddingInlineStart: 24 }}>
            {deal.touches.map(({ at, channel }, place) => (
              // oxlint-disable-next-line react/no-array-index-key -- touches keep their order
              <li key={place}>
                {channel || t("channel-other")}, {format.day(at)}
              </li>
            ))}
          </ol>
        )}
        <Judging deal={deal} review={review} />
        <Said deal={deal} review={review} />
      </div>
    </Surface>
  );
}

function Judging({ deal, review }: { readonly deal: Deal; readonly review: ReviewView }) {
  const t = useWords<typeof words>("journeys");
  const workspace = useWorkspaceSlug();
  const say = useProblemWords();
  const reason = useReason();
  const onProblem = (error: { readonly problem: Parameters<typeof say>[0] }) => toast({ text: say(error.problem) });
  const params = { workspace, id: review.id };
  const takeBack = useTell(takeVerdictBack, { changes: [readReview], onDone: () => toast({ text: t("review-taken-back") }), onProblem });
  const give = useTell(giveVerdict, {
    changes: [readReview],
    onDone: () => toast({ text: t("review-given", { deal: deal.deal }), undo: () => takeBack.mutateAsync({ params, query: { deal: deal.deal } }) }),
    onProblem,
  });
  const own = deal.verdicts.find((each) => each.side === review.side);
  if (review.side === null) return null;
  if (deal.whyNotJudge !== null) return deal.whyNotJudge === "both-have-judged" ? null : <p>{reason(deal.whyNotJudge)}</p>;
  return (
    <Select
      label={t("review-mattered")}
      placeholder={t("review-choose")}
      clearable={own !== undefined}
      w={280}
      value={own === undefined ? null : (own.channel ?? nothing)}
      onChange={(value) =>
        value === null
          ? takeBack.mutate({ params, query: { deal: deal.deal } })
          : give.mutate({ params, body: { deal: deal.deal, channel: value === nothing ? null : value } })
      }
      data={[...deal.channels.map((value) => ({ value, label: value || t("channel-other") })), { value: nothing, label: t("review-nothing") }]}
    />
  );
}

/** Both verdicts once both are in; until then only whether the other side has judged. */
function Said({ deal, review }: { readonly deal: Deal; readonly review: ReviewView }) {
  const t = useWords<typeof words>("journeys");
  const isBoth = deal.judged.sales && deal.judged.marketing;
  return (
    <ul style={{ listStyle: "none", margin: 0, padding: 0, display: "flex", flexWrap: "wrap", gap: "4px 24px" }}>
      {(["sales", "marketing"] as const)
        .filter((side) => isBoth || side !== review.side)
        .map((side) => {
          const said = deal.verdicts.find((each) => each.side === side);
          return (
            <li key={side}>
              <SideBadge side={side} />: {said === undefined ? t(deal.judged[side] ? "review-has" : "review-waits") : (said.channel ?? t("review-nothing"))}
            </li>
          );
        })}
    </ul>
  );
}
