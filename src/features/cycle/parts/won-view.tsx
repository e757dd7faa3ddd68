// How long won deals took: median and P80, kind by kind and by value, and by when deals began, the young ones hatched.
import { Stack } from "@mantine/core";

import { type WonDaysTold, readWonDays, wonCuts } from "#features/cycle/contract.ts";
import { StartCohorts } from "#features/cycle/parts/start-cohorts.tsx";
import { NumberCell } from "#features/cycle/parts/number-cell.tsx";
import { useKindName } from "#features/cycle/parts/names.ts";
import type { words } from "#features/cycle/words.en.ts";
import { useSearchValue, useWorkspaceSlug } from "#ui/address.tsx";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";
import { usePeriod } from "#ui/period.tsx";
import { Select } from "#ui/select.tsx";
import { ErrorState, Waiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

export function WonView() {
  const workspace = useWorkspaceSlug();
  const { period } = usePeriod();
  const [asked, setAsked] = useSearchValue("kinds");
  const by = wonCuts.find((cut) => cut === asked);
  const query = { ...(period === null ? {} : { period }), ...(by === undefined ? {} : { by }) };
  const answer = useAsk(readWonDays, { params: { workspace }, query }, { keepsLast: true });
  if (answer.error) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
  if (answer.data === undefined) return <Waiting height={640} />;
  return (
    <Stack gap="xl">
      <Kinds told={answer.data} onCut={setAsked} />
      <StartCohorts told={answer.data} />
    </Stack>
  );
}

type Row = WonDaysTold["rows"][number];

function Kinds({ told, onCut }: { readonly told: WonDaysTold; readonly onCut: (by: string | null) => void }) {
  const t = useWords<typeof words>("cycle");
  const format = useFormat();
  const named = useNames(told);
  const [median, p80] = told.all;
  const columns: Column<Row>[] = [
    { key: "kind", name: t("col-won-kind"), value: named, onPhone: "title" },
    { key: "won", name: t("col-won-count"), isNumber: true, value: (row) => row.numbers[0]!.sample },
    ...(["median-won", "p80-won", "median-all"] as const).map((key, place): Column<Row> => ({
      key,
      name: t(`col-${key}`),
      isNumber: true,
      isFixed: true,
      value: (row) => row.numbers[place]!.value,
      cell: (row) => <NumberCell of={row.numbers[place]!} />,
    })),
  ];
  const all: Row = { value: null, name: t("all-deals"), kinds: 0, numbers: told.all };
  return (
    <Section
      title={told.by === null ? t("view-won") : t("won-kinds", { by: t(`by-${told.by}`) })}
      note={t("won-note")}
      actions={
        told.by === null ? null : (
          <Select
            aria-label={t("cut-by")}
            data={told.cuts.map((cut) => ({ value: cut, label: t(`by-${cut}`) }))}
            value={told.by}
            w={190}
            onChange={(next) => onCut(next)}
          />
        )
      }
    >
      {median!.value === null || p80!.value === null ? null : (
        <p style={{ margin: 0 }}>
          {t("won-answer", {
            median: format.days(median!.value),
            range: format.interval(median!.interval!, median!),
            p80: format.days(p80!.value),
            p80Range: format.interval(p80!.interval!, p80!),
          })}
        </p>
      )}
      {told.by === null ? <p style={{ margin: 0 }}>{t("won-no-cuts")}</p> : null}
      <DataTable
        caption={t("view-won")}
        columns={columns}
        rows={[all, ...told.rows]}
        rowKey={(row) => `${row.value ?? ""} ${row.kinds} ${row === all ? "all" : ""}`}
        fileName={`evenhand-won-${told.by ?? "all"}`}
      />
    </Section>
  );
}

/** 'Dealers', '50k to 200k', '3 kinds with fewer than ten won deals each, together'. */
function useNames(told: WonDaysTold): (row: Row) => string {
  const t = useWords<typeof words>("cycle");
  const format = useFormat();
  const called = useKindName();
  const money = (end: number) => format.money(told.ends[end]!, told.currency, true);
  return ({ value, name, kinds }) => {
    if (value === null) return name ?? (kinds === 0 ? t("rest-none") : t("rest", { count: kinds }));
    if (told.by !== "value") return called(told.by!, { value, name });
    const band = Number(value);
    if (band === 0) return t("band-first", { to: money(0) });
    return band === told.ends.length ? t("band-last", { from: money(band - 1) }) : t("band-middle", { from: money(band - 1), to: money(band) });
  };
}
