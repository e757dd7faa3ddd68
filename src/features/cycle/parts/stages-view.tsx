// How long leads and deals stand in each stage, and whose turn it was on the days that they were open.
import { Anchor, Stack } from "@mantine/core";

import { type StagesTold, readStageTimes } from "#features/cycle/contract.ts";
import { ContributionTable } from "#features/cycle/parts/contribution-table.tsx";
import { StagesTable } from "#features/cycle/parts/stages-table.tsx";
import { WaitingTables } from "#features/cycle/parts/waiting-tables.tsx";
import type { words } from "#features/cycle/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { usePeriod } from "#ui/period.tsx";
import { CannotBeTold, ErrorState, Waiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

export function StagesView() {
  const workspace = useWorkspaceSlug();
  const { period } = usePeriod();
  const answer = useAsk(readStageTimes, { params: { workspace }, query: period === null ? {} : { period } }, { keepsLast: true });
  if (answer.error) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
  if (answer.data === undefined) return <Waiting height={480} />;
  return <Told told={answer.data} />;
}

function Told({ told }: { readonly told: StagesTold }) {
  const t = useWords<typeof words>("cycle");
  const workspace = useWorkspaceSlug();
  const bringIn = (key: "bring-stages" | "bring-activities") => (
    <Anchor component={GoTo} href={paths.imports(workspace)} inherit>
      {t(key)}
    </Anchor>
  );
  return (
    <Stack gap="xl">
      <Section title={t("waiting")} note={t("waiting-note")}>
        {told.waiting === null ? (
          <CannotBeTold reason={told.whyNoWaiting ?? "no-stage-moves"} remedy={bringIn("bring-stages")} />
        ) : (
          <WaitingTables waiting={told.waiting} remedy={bringIn("bring-activities")} />
        )}
      </Section>
      <ContributionTable told={told} />
      <Section title={t("stages")} note={t("stages-note")}>
        {told.stages.length === 0 ? <CannotBeTold reason="no-stage-moves" remedy={bringIn("bring-stages")} /> : <StagesTable told={told} />}
      </Section>
    </Stack>
  );
}
