// The stages' page: for each source, what its stages are taken for; proposed by us, confirmed by people. And the column mappings remembered.
import { Button } from "@mantine/core";

import { type StageRow, listStageMappings } from "#features/mappings/contract.ts";
import { ColumnMappings } from "#features/mappings/parts/column-mappings.tsx";
import { type SourceGroup, SourceStages } from "#features/mappings/parts/source-stages.tsx";
import type { words } from "#features/mappings/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useSearchValue, useWorkspaceSlug } from "#ui/address.tsx";
import { useWords } from "#ui/language.ts";
import { Page as Frame } from "#ui/page.tsx";
import { AnswerWaiting, Answers, EmptyState, RowsWaiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

export function Page() {
  const t = useWords<typeof words>("mappings");
  const workspace = useWorkspaceSlug();
  const [asked] = useSearchValue("source");
  const list = useAsk(listStageMappings, { params: { workspace } });
  return (
    <Frame
      title={t("title")}
      answerLines={[1, 2]}
      answer={
        <Answers of={list} waiting={<AnswerWaiting />}>
          {({ stages }) => <Answer stages={stages} />}
        </Answers>
      }
      actions={
        list.data === undefined || list.data.stages.some((each) => each.stage !== null) ? (
          <Button component={GoTo} variant="default" href={paths.shortfall(workspace)}>
            {t("next-shortfall")}
          </Button>
        ) : undefined
      }
    >
      <Answers of={list} waiting={<RowsWaiting count={8} />}>
        {({ stages, whyNotChange }) =>
          stages.length === 0 ? (
            <NothingYet />
          ) : (
            groupsOf(stages, asked).map((group) => <SourceStages key={`${group.source} ${group.recordKind}`} {...group} whyNotChange={whyNotChange} />)
          )
        }
      </Answers>
      {list.isPending ? null : <ColumnMappings />}
    </Frame>
  );
}

function Answer({ stages }: { readonly stages: readonly StageRow[] }) {
  const t = useWords<typeof words>("mappings");
  if (stages.length === 0) return t("answer-none");
  const unknown = stages.filter((each) => each.stage === null);
  if (unknown.length > 0) return t("answer-unknown", { count: unknown.length, records: unknown.reduce((sum, { count }) => sum + count, 0) });
  const proposed = stages.filter((each) => !each.isConfirmed).length;
  return proposed === 0 ? t("answer-all") : t("answer-proposed", { count: proposed });
}

function NothingYet() {
  const t = useWords<typeof words>("mappings");
  const workspace = useWorkspaceSlug();
  return (
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
  );
}

/** By source and kind of record; the source in the address first, then those that wait for a word. */
function groupsOf(stages: readonly StageRow[], asked: string | null): SourceGroup[] {
  const groups = [...Map.groupBy(stages, (each) => each.source)].flatMap(([source, ofSource]) =>
    [...Map.groupBy(ofSource, (each) => each.recordKind)].map(([recordKind, ofKind]) => ({ source, recordKind, stages: ofKind })),
  );
  const rank = (group: SourceGroup) => (group.source === asked ? 0 : group.stages.some((each) => !each.isConfirmed) ? 1 : 2);
  return groups.toSorted((a, b) => rank(a) - rank(b));
}
