// How long does a deal take, and how does it end: the course of deals by age, kinds side by side, what goes with the pace, and the stages.
import { Stack, Tabs } from "@mantine/core";

import { type CycleTold, readCycle } from "#features/cycle/contract.ts";
import { Answer } from "#features/cycle/parts/answer.tsx";
import { BehindDrawer } from "#features/cycle/parts/behind-drawer.tsx";
import { CoursePicture } from "#features/cycle/parts/course-picture.tsx";
import { CyclePapers } from "#features/cycle/parts/cycle-papers.tsx";
import { GroupsView } from "#features/cycle/parts/groups-view.tsx";
import { PacesView } from "#features/cycle/parts/paces-view.tsx";
import { RulesTable } from "#features/cycle/parts/rules-table.tsx";
import { StagesView } from "#features/cycle/parts/stages-view.tsx";
import { WonView } from "#features/cycle/parts/won-view.tsx";
import type { words } from "#features/cycle/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useSearch, useWorkspaceSlug } from "#ui/address.tsx";
import { EmptyRoom, Refused, isNothingYet, toldOf } from "#ui/answered-page.tsx";
import { useWords } from "#ui/language.ts";
import { Page as Frame } from "#ui/page.tsx";
import { usePeriod, useShownPeriod } from "#ui/period.tsx";
import { AnswerWaiting, Waiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

const views = ["course", "won", "groups", "paces", "stages"] as const;

export function Page() {
  const t = useWords<typeof words>("cycle");
  const workspace = useWorkspaceSlug();
  const { period } = usePeriod();
  const [search, change] = useSearch();
  const view = views.find((each) => each === search["view"]) ?? "course";
  const answer = useAsk(readCycle, { params: { workspace }, query: period === null ? {} : { period } }, { keepsLast: true });
  const told = toldOf(answer);
  useShownPeriod(told?.period, null);
  const nothing = { title: t("empty-title"), words: t("empty-words"), act: t("empty-act") };
  if (isNothingYet(answer.error)) return <EmptyRoom title={t("title")} nothing={nothing} />;
  const isWaiting = told === undefined && answer.error === null;
  return (
    <Frame
      title={t("title")}
      answerLines={[2, 4]}
      answer={told === undefined ? isWaiting ? <AnswerWaiting /> : undefined : <Answer told={told} />}
      papers={told === undefined ? isWaiting ? <Waiting height={320} /> : undefined : <CyclePapers told={told} view={view} />}
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
          <Refused of={answer} remedy={<GoTo href={paths.imports(workspace)}>{t("empty-act")}</GoTo>} />
          {told === undefined ? isWaiting ? <Waiting height={420} /> : null : <CourseView told={told} />}
        </Tabs.Panel>
        <Tabs.Panel value="won" pt="md">
          <WonView />
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
