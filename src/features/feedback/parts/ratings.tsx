// Campaigns as those rate them who worked their leads: every star counted, a mean only of five or more.
import { Button, Group, Stack, Textarea } from "@mantine/core";
import { useState } from "react";

import { type RatedCampaign, listRatings, rateCampaign, takeRatingBack } from "#features/feedback/contract.ts";
import classes from "#features/feedback/parts/feedback.module.css";
import type { FeedbackQuestion } from "#features/feedback/parts/question.ts";
import type { words } from "#features/feedback/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { ask } from "#ui/client.ts";
import { DataTable } from "#ui/data-table.tsx";
import { Drawer } from "#ui/dialog.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { ReasonButton } from "#ui/reason-button.tsx";
import { Answers, ErrorState, RowsWaiting } from "#ui/states.tsx";
import { toast } from "#ui/toast.tsx";
import { forget, useAsk, useTell } from "#ui/use-ask.ts";
import { useQueryClient } from "@tanstack/react-query";

const oneDigit = (language: string) => new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

export function Ratings({ question }: { readonly question: FeedbackQuestion }) {
  const t = useWords<typeof words>("feedback");
  const workspace = useWorkspaceSlug();
  const ratings = useAsk(listRatings, { params: { workspace } });
  return (
    <Section title={t("ratings")} note={t("ratings-note")}>
      <Answers of={ratings} waiting={<RowsWaiting count={4} />}>
        {({ campaigns }) => {
          const opened = campaigns.find(({ campaign }) => campaign === question.rate);
          const known = campaigns.filter(({ couldRate, ratings: given }) => couldRate > 0 || given > 0);
          return (
            <>
              {known.length === 0 ? (
                <p style={{ margin: 0 }}>{t(campaigns.length === 0 ? "ratings-empty" : "ratings-none")}</p>
              ) : (
                <RatingTable campaigns={known} question={question} />
              )}
              {opened === undefined ? null : <RatingDrawer key={opened.campaign} of={opened} onClose={() => question.open({ rate: undefined })} />}
            </>
          );
        }}
      </Answers>
    </Section>
  );
}

function useMean(): (of: RatedCampaign) => string {
  const t = useWords<typeof words>("feedback");
  const { language } = useFormat();
  const write = oneDigit(language);
  return ({ mean }) =>
    mean === null
      ? t("mean-few")
      : t("mean-of", { value: write.format(mean.value), low: write.format(mean.interval.low ?? 1), high: write.format(mean.interval.high ?? 5) });
}

function RatingTable({ campaigns, question }: { readonly campaigns: readonly RatedCampaign[]; readonly question: FeedbackQuestion }) {
  const t = useWords<typeof words>("feedback");
  const mean = useMean();
  return (
    <DataTable<RatedCampaign>
      caption={t("ratings")}
      rows={campaigns}
      rowKey={({ campaign }) => campaign}
      onOpen={({ campaign }) => question.open({ rate: campaign })}
      fileName="evenhand-campaign-ratings"
      columns={[
        { key: "campaign", name: t("col-campaign"), value: ({ name }) => name, onPhone: "title" },
        {
          key: "ratings",
          name: t("col-ratings"),
          isNumber: true,
          value: ({ ratings }) => ratings,
          cell: (of) => t("ratings-of", { count: of.ratings, could: of.couldRate }),
        },
        { key: "spread", name: t("col-spread"), isFixed: true, value: useSpread(), cell: (of) => <Spread of={of} /> },
        { key: "mean", name: t("col-mean"), value: ({ mean: of }) => of?.value ?? null, cell: (of) => mean(of) },
        {
          key: "rate",
          name: t("rate"),
          isFixed: true,
          value: () => null,
          cell: (of) => (
            <ReasonButton
              whyNot={of.whyNotRate}
              size="compact-sm"
              variant="default"
              aria-label={t("rate-of", { campaign: of.name })}
              onClick={() => question.open({ rate: of.campaign })}
            >
              {t("rate")}
            </ReasonButton>
          ),
        },
      ]}
    />
  );
}

function useSpread(): (of: RatedCampaign) => string {
  const t = useWords<typeof words>("feedback");
  return ({ stars: [one, two, three, four, five] }) => t("spread-words", { one, two, three, four, five });
}

/** Five bars, one to five stars. */
function Spread({ of }: { readonly of: RatedCampaign }) {
  const say = useSpread();
  const most = Math.max(1, ...of.stars);
  return (
    <div className={classes["spread"]} role="img" aria-label={say(of)}>
      {of.stars.map((count, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- the place is the number of stars
        <span key={place} style={{ height: `${Math.max(4, (count / most) * 100)}%` }} {...(count === 0 ? { "data-none": true } : {})} />
      ))}
    </div>
  );
}

function RatingDrawer({ of, onClose }: { readonly of: RatedCampaign; readonly onClose: () => void }) {
  const t = useWords<typeof words>("feedback");
  const workspace = useWorkspaceSlug();
  const client = useQueryClient();
  const [stars, setStars] = useState(of.mine?.stars ?? 0);
  const [reason, setReason] = useState(of.mine?.reason ?? "");
  const [isChecked, setChecked] = useState(false);
  const params = { workspace, campaign: of.campaign };
  const before = of.mine;
  const undo = async () => {
    await (before === null ? ask(takeRatingBack, { params }) : ask(rateCampaign, { params, body: before }));
    await forget(client, [listRatings]);
  };
  const rate = useTell(rateCampaign, {
    changes: [listRatings],
    onDone: () => {
      toast({ text: t("rated"), undo });
      onClose();
    },
  });
  const back = useTell(takeRatingBack, {
    changes: [listRatings],
    onDone: () => {
      toast({ text: t("rated-back"), undo });
      onClose();
    },
  });
  const send = () => {
    setChecked(true);
    if (stars > 0 && reason.trim() !== "") rate.mutate({ params, body: { stars, reason: reason.trim() } });
  };
  return (
    <Drawer opened onClose={onClose} title={t("rate-title", { campaign: of.name })} size="30rem">
      <Stack gap={16}>
        {of.whyNotRate === null ? (
          <>
            <div role="radiogroup" aria-label={t("rate-stars")} className={classes["moods"]}>
              {[1, 2, 3, 4, 5].map((each) => (
                <Button key={each} role="radio" aria-checked={stars === each} variant={stars === each ? "filled" : "default"} onClick={() => setStars(each)}>
                  {each}
                </Button>
              ))}
            </div>
            <Textarea
              label={t("rate-reason")}
              value={reason}
              autosize
              minRows={2}
              maxLength={1_000}
              onChange={(event) => setReason(event.currentTarget.value)}
              error={isChecked && reason.trim() === "" ? t("check-said") : null}
            />
            {(rate.error ?? back.error) ? <ErrorState error={rate.error ?? back.error} /> : null}
            <Group>
              <Button loading={rate.isPending} onClick={send}>
                {t("rate-send")}
              </Button>
              {of.mine === null ? null : (
                <Button variant="subtle" loading={back.isPending} onClick={() => back.mutate({ params })}>
                  {t("rate-back")}
                </Button>
              )}
            </Group>
          </>
        ) : null}
        {of.reasons.length === 0 ? null : (
          <ul className={classes["thread"]} aria-label={t("rate-others")}>
            {of.reasons.map((one) => (
              <li key={`${one.at} ${one.by}`}>
                <p>{one.reason}</p>
                <p className={classes["quiet"]}>
                  {one.stars} · {one.by ?? t("nobody")}
                </p>
              </li>
            ))}
          </ul>
        )}
      </Stack>
    </Drawer>
  );
}
