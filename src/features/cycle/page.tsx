// How long does a deal take, and how does it end: the course of deals by age, kinds side by side, what goes with the pace, and the stages.
import { Button, Stack, Tabs } from "@mantine/core";

import { type CycleTold, readCycle } from "#features/cycle/contract.ts";
import { Answer } from "#features/cycle/parts/answer.tsx";
import { BehindDrawer } from "#features/cycle/parts/behind-drawer.tsx";
import { CoursePicture } from "#features/cycle/parts/course-picture.tsx";
import { CyclePapers } from "#features/cycle/parts/cycle-papers.tsx";
import { GroupsView } from "#features/cycle/parts/groups-view.tsx";
import { PacesView } from "#features/cycle/parts/paces-view.tsx";
import { RulesTable } from "#features/cycle/parts/rules-table.tsx";
import { StagesView } from "#features/cycle/parts/stages-view.tsx";
import type { words } from "#features/cycle/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useSearch, useWorkspaceSlug } from "#ui/address.tsx";
import { useWords } from "#ui/language.ts";
import { Page as Frame } from "#ui/page.tsx";
import { usePeriod, useShownPeriod } from "#ui/period.tsx";
import { CannotBeTold, EmptyState, ErrorState, Waiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

const views = ["course", "groups", "paces", "stages"] as const;

export function Page() {
  const t = useWords<typeof words>("cycle");
  const workspace = useWorkspaceSlug();
  const { period } = usePeriod();
  const [search, change] = useSearch();
  const view = views.find((each) => each === search["view"]) ?? "course";
  const answer = useAsk(readCycle, { params: { workspace }, query: period === null ? {} : { period } }, { keepsLast: true });
  const told = answer.data;
  useShownPeriod(told?.period, null);
  const problem = answer.error?.problem;
  const bringIn = (
    <Button component={GoTo} href={paths.imports(workspace)}>
      {t("empty-act")}
    </Button>
  );
  if (problem?.code === "no-facts-yet") {
    return (
      <Frame title={t("title")}>
        <EmptyState title={t("empty-title")} action={bringIn}>
          {t("empty-words")}
        </EmptyState>
      </Frame>
    );
  }
  return (
    <Frame
      title={t("title")}
      answer={told === undefined ? problem === undefined ? <Waiting height={64} width="min(36rem, 100%)" /> : undefined : <Answer told={told} />}
      papers={told === undefined ? <Waiting height={320} /> : <CyclePapers told={told} view={view} />}
    >
      <Tabs value={view} keepMounted={false} onChange={(next) => change({ view: next === "course" ? undefined : (next ?? undefined) }, { keepsHistory: true })}>
        <Tabs.List>
          {views.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`view-${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="course" pt="md">
          {problem === undefined ? null : problem.status === 422 ? (
            <CannotBeTold reason={problem.code} remedy={<GoTo href={paths.imports(workspace)}>{t("empty-act")}</GoTo>} />
          ) : (
            <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
          )}
          {told === undefined ? problem === undefined ? <Waiting height={420} /> : null : <CourseView told={told} />}
        </Tabs.Panel>
        <Tabs.Panel value="groups" pt="md">
          <GroupsView cuts={told?.cuts} />
        </Tabs.Panel>
        <Tabs.Panel value="paces" pt="md">
          <PacesView />
        </Tabs.Panel>
        <Tabs.Panel value="stages" pt="md">
          <StagesView />
        </Tabs.Panel>
      </Tabs>
      <BehindDrawer />
    </Frame>
  );
}

function CourseView({ told }: { readonly told: CycleTold }) {
  return (
    <Stack gap="xl">
      <CoursePicture told={told} />
      <RulesTable told={told} />
    </Stack>
  );
}
