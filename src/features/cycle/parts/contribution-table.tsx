// Where the days of won deals went: stage by stage, median days times the share that passed through.
import type { StagesTold } from "#features/cycle/contract.ts";
import { ShareCell } from "#features/cycle/parts/figures.tsx";
import { WithRange } from "#features/cycle/parts/with-range.tsx";
import type { words } from "#features/cycle/words.en.ts";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { useFactNames } from "#ui/fact-names.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";

type Contribution = NonNullable<StagesTold["contribution"]>;
type Row = Contribution["stages"][number];
const unit = { unit: "days" } as const;

export function ContributionTable({ told }: { readonly told: StagesTold }) {
  const t = useWords<typeof words>("cycle");
  const format = useFormat();
  const names = useFactNames();
  const { contribution } = told;
  if (contribution === null) return told.stages.length === 0 ? null : <Section title={t("contribution")}>{t("contribution-untold")}</Section>;
  const { sum, cycle, deals, without, stages } = contribution;
  const columns: Column<Row>[] = [
    {
      key: "stage",
      name: t("col-stage"),
      value: ({ stage, name }) => (name === null ? names.stage(stage) : `${names.stage(stage)}: ${name}`),
      onPhone: "title",
    },
    { key: "passed", name: t("col-passed"), isNumber: true, value: (row) => row.passThrough.value, cell: (row) => <ShareCell of={row.passThrough} /> },
    {
      key: "median",
      name: t("col-median-there"),
      isNumber: true,
      value: (row) => row.median.value,
      cell: ({ median }) => <WithRange range={median.interval === null ? "" : format.interval(median.interval, unit)}>{format.days(median.value)}</WithRange>,
    },
    {
      key: "contribution",
      name: t("col-contribution"),
      isNumber: true,
      value: (row) => row.contribution.value,
      cell: ({ contribution: own }) => <WithRange range={format.interval(own.interval, unit)}>{format.days(own.value)}</WithRange>,
    },
    { key: "mean", name: t("col-mean-days"), isNumber: true, value: (row) => row.mean, cell: (row) => format.days(row.mean) },
  ];
  return (
    <Section
      title={t("contribution")}
      note={t("contribution-note", { sum: format.days(sum.value), range: format.interval(sum.interval, unit), count: deals, cycle: format.days(cycle.value) })}
    >
      <DataTable
        caption={t("contribution")}
        columns={columns}
        rows={stages}
        rowKey={(row) => `${row.stage} ${row.name ?? ""}`}
        fileName="evenhand-stage-contribution"
        totals={{
          stage: t("all-deals"),
          contribution: format.days(sum.value),
          mean: format.days(stages.reduce((total, { mean }) => total + mean, 0)),
        }}
      />
      {without === 0 ? null : <p style={{ margin: 0 }}>{t("contribution-without", { count: without })}</p>}
    </Section>
  );
}
