// Which channels stand behind the deals: bands of credit over all models, both sides, the ways journeys took; and deals judged by both departments.
import { Alert, Button } from "@mantine/core";
import { Suspense, lazy } from "react";

import { type JourneysView, readJourneys } from "#features/journeys/contract.ts";
import { Bands } from "#features/journeys/parts/bands.tsx";
import { ChannelsTable } from "#features/journeys/parts/channels-table.tsx";
import { Choices, ViewChoice } from "#features/journeys/parts/choices.tsx";
import { JourneyPapers } from "#features/journeys/parts/journey-papers.tsx";
import { useJourneyNames } from "#features/journeys/parts/names.ts";
import { useJourneyQuestion, useOpenChannel } from "#features/journeys/parts/question.ts";
import { BothSides } from "#features/journeys/parts/sides.tsx";
import { WaysTaken } from "#features/journeys/parts/ways.tsx";
import type { words } from "#features/journeys/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useSearchValue, useWorkspaceSlug } from "#ui/address.tsx";
import { useWords } from "#ui/language.ts";
import { Page as Frame } from "#ui/page.tsx";
import { AnswerWaiting, CannotBeTold, EmptyState, ErrorState, RowsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

const ChannelDrawer = lazy(() => import("#features/journeys/parts/channel-drawer.tsx").then(({ ChannelDrawer }) => ({ default: ChannelDrawer })));
const Review = lazy(() => import("#features/journeys/parts/review.tsx").then(({ Review }) => ({ default: Review })));

export function Page() {
  const [view] = useSearchValue("view");
  return view === "review" ? (
    <Suspense fallback={<RowsWaiting count={8} />}>
      <Review />
    </Suspense>
  ) : (
    <Credit />
  );
}

function Credit() {
  const t = useWords<typeof words>("journeys");
  const workspace = useWorkspaceSlug();
  const query = useJourneyQuestion();
  const [channel] = useOpenChannel();
  const answer = useAsk(readJourneys, { params: { workspace }, query }, { keepsLast: true });
  const { answerIn } = useJourneyNames();
  const refusal = answer.error?.problem;
  const told = refusal === undefined ? answer.data : undefined;
  if (refusal?.code === "no-facts-yet") {
    return (
      <Frame title={t("title")}>
        <EmptyState
          title={t("empty-title")}
          action={
            <Button component={GoTo} href={paths.imports(workspace)}>
              {t("empty-act")}
            </Button>
          }
        >
          {t("empty-words")}
        </EmptyState>
      </Frame>
    );
  }
  return (
    <Frame
      title={t("title")}
      answer={told === undefined ? answer.error ? undefined : <AnswerWaiting /> : answerIn(told)}
      actions={<Choices told={told} />}
      {...(told === undefined ? {} : { papers: <JourneyPapers told={told} /> })}
    >
      <ViewChoice />
      {refusal === undefined ? null : refusal.status === 422 ? (
        <CannotBeTold
          reason={refusal.code}
          {...(refusal.details === undefined ? {} : { details: refusal.details })}
          remedy={<GoTo href={paths.imports(workspace)}>{t("remedy-touches")}</GoTo>}
        />
      ) : (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      )}
      {told === undefined ? refusal === undefined ? <RowsWaiting count={10} /> : null : <Told told={told} />}
      {told === undefined || channel === null ? null : (
        <Suspense>
          <ChannelDrawer told={told} query={query} />
        </Suspense>
      )}
    </Frame>
  );
}

function Told({ told }: { readonly told: JourneysView }) {
  const t = useWords<typeof words>("journeys");
  return (
    <>
      <Alert variant="light" color="gray">
        {t("caution")}
      </Alert>
      <Bands told={told} />
      <ChannelsTable told={told} />
      <BothSides told={told} />
      <WaysTaken told={told} />
    </>
  );
}
