// Which channels stand behind the deals: bands of credit over all models, both sides, the ways journeys took; and deals judged by both departments.
import { Alert } from "@mantine/core";
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
import { AnsweredPage } from "#ui/answered-page.tsx";
import { useWords } from "#ui/language.ts";
import { RowsWaiting } from "#ui/states.tsx";
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
  return (
    <AnsweredPage
      of={answer}
      title={t("title")}
      answerLines={[3, 5]}
      nothing={{ title: t("empty-title"), words: t("empty-words"), act: t("empty-act") }}
      answer={answerIn}
      papers={(told) => <JourneyPapers told={told} />}
      waiting={{ page: <RowsWaiting count={10} /> }}
      actions={<Choices told={answer.data} />}
      above={<ViewChoice />}
      remedy={<GoTo href={paths.imports(workspace)}>{t("remedy-touches")}</GoTo>}
    >
      {(told) => (
        <>
          <Told told={told} />
          {channel === null ? null : (
            <Suspense>
              <ChannelDrawer told={told} query={query} />
            </Suspense>
          )}
        </>
      )}
    </AnsweredPage>
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
