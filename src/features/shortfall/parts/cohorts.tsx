// The months that the period's leads and deals came in: how many, how many of them are due, how far they got; young months hatched and apart.
import type { Explanation } from "#features/shortfall/contract.ts";
import type { words } from "#features/shortfall/words.en.ts";
import { DataTable } from "#ui/data-table.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Hatch } from "#ui/marks.tsx";
import { Section } from "#ui/page.tsx";

type Cohort = Explanation["cohorts"][number];

export function Cohorts({ told }: { readonly told: Explanation }) {
  const t = useWords<typeof words>("shortfall");
  const format = useFormat();
  const entity = told.cohorts.some((cohort) => cohort.entity === "lead") ? "lead" : "deal";
  const rows = told.cohorts.filter((cohort) => cohort.entity === entity && cohort.side === "actual" && cohort.due >= 0.5);
  if (rows.length < 2) return null;
  const share = (part: number | null, cohort: Cohort) => (part === null || cohort.entered === 0 ? null : part / cohort.entered);
  const shown = (value: number | null) => (value === null ? "–" : format.share(value, 0));
  return (
    <Section title={t("cohorts")} note={t("cohorts-note")}>
      <DataTable
        caption={t("cohorts")}
        rows={rows}
        rowKey={(row) => row.month}
        fileName={`evenhand-cohorts-${told.question.period}`}
        columns={[
          {
            key: "month",
            name: t("col-month"),
            value: (row) => row.month,
            cell: (row) => (row.isRipe ? format.period(row.month) : <Hatch>{format.period(row.month)}</Hatch>),
            onPhone: "title",
          },
          { key: "entered", name: t(entity === "lead" ? "col-leads-in" : "col-deals-in"), value: (row) => row.entered },
          { key: "due", name: t("col-due"), value: (row) => row.due, cell: (row) => format.count(Math.round(row.due)) },
          ...(entity === "lead"
            ? [
                {
                  key: "accepted",
                  name: t("col-accepted"),
                  isFixed: true,
                  isNumber: true,
                  value: (row: Cohort) => share(row.accepted, row),
                  cell: (row: Cohort) => shown(share(row.accepted, row)),
                },
                {
                  key: "deals",
                  name: t("col-became-deals"),
                  isFixed: true,
                  isNumber: true,
                  value: (row: Cohort) => share(row.becameDeals, row),
                  cell: (row: Cohort) => shown(share(row.becameDeals, row)),
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}
