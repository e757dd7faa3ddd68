// Which ways lead to the money, and where do they wait: the map, whole ways, moves, where cases stand, and the records behind each.
import { Suspense, lazy } from "react";

import { readPaths } from "#features/paths/contract.ts";
import { PathsSentence } from "#features/paths/parts/answer.tsx";
import { CutChoices, useCut } from "#features/paths/parts/cut.tsx";
import { PathsMap } from "#features/paths/parts/map.tsx";
import { MovesTable, StandingTable } from "#features/paths/parts/moves.tsx";
import { useOpenPath } from "#features/paths/parts/open-path.ts";
import { PathsPapers } from "#features/paths/parts/paths-papers.tsx";
import { WholeWays } from "#features/paths/parts/ways.tsx";
import type { words } from "#features/paths/words.en.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { AnsweredPage, toldOf } from "#ui/answered-page.tsx";
import { useWords } from "#ui/language.ts";
import { Waiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

// Fetched when the first arrow is opened.
const PathDrawer = lazy(() => import("#features/paths/parts/path-drawer.tsx").then(({ PathDrawer }) => ({ default: PathDrawer })));

export function Page() {
  const t = useWords<typeof words>("paths");
  const workspace = useWorkspaceSlug();
  const [open, setOpen] = useOpenPath();
  const cut = useCut();
  const answer = useAsk(readPaths, { params: { workspace }, query: cut.query }, { keepsLast: true });
  return (
    <AnsweredPage
      of={answer}
      title={t("title")}
      answerLines={[6, 10]}
      nothing={{ title: t("empty-title"), words: t("empty-words"), act: t("empty-act") }}
      answer={(told) => <PathsSentence told={told} />}
      papers={(told) => <PathsPapers told={told} />}
      waiting={{ page: <Waiting height={640} /> }}
      actions={<CutChoices told={toldOf(answer)} cut={cut} />}
    >
      {(told) => (
        <>
          <PathsMap told={told} cut={cut.query} onOpen={setOpen} />
          <WholeWays told={told} onOpen={setOpen} />
          <MovesTable told={told} onOpen={setOpen} />
          <StandingTable told={told} onOpen={setOpen} />
          {open === null ? null : (
            <Suspense>
              <PathDrawer told={told} open={open} cut={cut.query} onClose={() => setOpen(null)} />
            </Suspense>
          )}
        </>
      )}
    </AnsweredPage>
  );
}
