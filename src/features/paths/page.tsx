// Which ways lead to the money, and where do they wait: the map, whole ways, moves, where cases stand, and the records behind each.
import { Button } from "@mantine/core";
import { Suspense, lazy } from "react";

import { readPaths } from "#features/paths/contract.ts";
import { PathsSentence } from "#features/paths/parts/answer.tsx";
import { PathsMap } from "#features/paths/parts/map.tsx";
import { MovesTable, StandingTable } from "#features/paths/parts/moves.tsx";
import { useOpenPath } from "#features/paths/parts/open-path.ts";
import { PathsPapers } from "#features/paths/parts/paths-papers.tsx";
import { WholeWays } from "#features/paths/parts/ways.tsx";
import type { words } from "#features/paths/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { useWords } from "#ui/language.ts";
import { Page as Frame } from "#ui/page.tsx";
import { AnswerWaiting, CannotBeTold, EmptyState, ErrorState, Waiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

// Fetched when the first arrow is opened.
const PathDrawer = lazy(() => import("#features/paths/parts/path-drawer.tsx").then(({ PathDrawer }) => ({ default: PathDrawer })));

export function Page() {
  const t = useWords<typeof words>("paths");
  const workspace = useWorkspaceSlug();
  const [open, setOpen] = useOpenPath();
  const answer = useAsk(readPaths, { params: { workspace } }, { keepsLast: true });
  const told = answer.data;
  const refusal = answer.error?.problem;
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
  const details = refusal?.details as Record<string, string | number | null> | undefined;
  return (
    <Frame
      title={t("title")}
      answer={told === undefined ? refusal === undefined ? <AnswerWaiting /> : undefined : <PathsSentence told={told} />}
      {...(told === undefined ? {} : { papers: <PathsPapers told={told} /> })}
    >
      {refusal === undefined ? null : refusal.status === 422 ? (
        <CannotBeTold
          reason={refusal.code}
          {...(details === undefined ? {} : { details })}
          remedy={<GoTo href={paths.imports(workspace)}>{t("empty-act")}</GoTo>}
        />
      ) : (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      )}
      {told !== undefined ? (
        <>
          <PathsMap told={told} onOpen={setOpen} />
          <WholeWays told={told} onOpen={setOpen} />
          <MovesTable told={told} onOpen={setOpen} />
          <StandingTable told={told} onOpen={setOpen} />
          {open === null ? null : (
            <Suspense>
              <PathDrawer told={told} open={open} onClose={() => setOpen(null)} />
            </Suspense>
          )}
        </>
      ) : refusal === undefined ? (
        <Waiting height={640} />
      ) : null}
    </Frame>
  );
}
