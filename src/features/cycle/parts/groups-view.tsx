// Kinds of deal side by side: each against all the others, and any two against one another.
import { Group, Stack } from "@mantine/core";

import { type CycleCut, type GroupsTold, compareCycles } from "#features/cycle/contract.ts";
import { GroupsTable } from "#features/cycle/parts/groups-table.tsx";
import { useKindName } from "#features/cycle/parts/names.ts";
import { PairPicture } from "#features/cycle/parts/pair-picture.tsx";
import type { words } from "#features/cycle/words.en.ts";
import { useSearch, useWorkspaceSlug } from "#ui/address.tsx";
import { useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { usePeriod } from "#ui/period.tsx";
import { Select } from "#ui/select.tsx";
import { CannotBeTold, ErrorState, Waiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

/** `cuts` undefined: not known yet. */
export function GroupsView({ cuts }: { readonly cuts: readonly CycleCut[] | undefined }) {
  const t = useWords<typeof words>("cycle");
  const [search, change] = useSearch();
  if (cuts === undefined) return <Waiting height={420} />;
  const by = cuts.find((cut) => cut === search["by"]) ?? cuts.find((cut) => cut === "segment") ?? cuts[0];
  if (by === undefined) return <CannotBeTold reason="one-kind-of-deal" />;
  return (
    <Stack gap="xl">
      <Group>
        <Select
          label={t("cut-by")}
          data={cuts.map((key) => ({ value: key, label: t(`by-${key}`) }))}
          value={by}
          w={220}
          onChange={(key) => change({ by: key ?? undefined, first: undefined, second: undefined }, { keepsHistory: true })}
        />
      </Group>
      <Compared by={by} key={by} />
    </Stack>
  );
}

function Compared({ by }: { readonly by: CycleCut }) {
  const workspace = useWorkspaceSlug();
  const { period } = usePeriod();
  const [search] = useSearch();
  const text = (name: "first" | "second") => (typeof search[name] === "string" ? { [name]: search[name] } : {});
  const query = { by, ...(period === null ? {} : { period }), ...text("first"), ...text("second") };
  const answer = useAsk(compareCycles, { params: { workspace }, query }, { keepsLast: true });
  if (answer.error) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
  if (answer.data === undefined) return <Waiting height={420} />;
  return (
    <>
      <PairSection told={answer.data} />
      <GroupsTable told={answer.data} />
    </>
  );
}

function PairSection({ told }: { readonly told: GroupsTold }) {
  const t = useWords<typeof words>("cycle");
  const called = useKindName();
  const [, change] = useSearch();
  const choices = told.rows.filter((row) => row.value !== null && row.closed >= 10).map((row) => ({ value: row.value!, label: called(told.by, row) }));
  if (choices.length < 2) return null;
  const { pair } = told;
  const choice = (side: "first" | "second", other: "first" | "second") => (
    <Select
      aria-label={t(`pair-${side}`)}
      data={choices.filter(({ value }) => value !== pair?.[other].value)}
      value={pair?.[side].value ?? null}
      w={240}
      onChange={(value) => change({ [side]: value ?? undefined, [other]: pair?.[other].value ?? undefined }, { keepsHistory: true })}
    />
  );
  return (
    <Section
      title={t("pair")}
      actions={
        <Group gap="xs">
          {choice("first", "second")}
          <span>{t("pair-against")}</span>
          {choice("second", "first")}
        </Group>
      }
    >
      {pair === null ? <CannotBeTold reason="too-few-closed" /> : <PairPicture told={told} pair={pair} />}
    </Section>
  );
}
