// Deals by when their cycle began: days of ripe cohorts with ranges, the young ones named and not told.
import type { WonDaysTold } from "#features/cycle/contract.ts";
import { NumberCell } from "#features/cycle/parts/number-cell.tsx";
import { WithRange } from "#features/cycle/parts/with-range.tsx";
import type { words } from "#features/cycle/words.en.ts";
import { periodName } from "#kit/period.ts";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { nothing } from "#ui/format.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Hatch, VerdictBadge } from "#ui/marks.tsx";
import { Section } from "#ui/page.tsx";

type Row = WonDaysTold["cohorts"]["rows"][number];
const days = { unit: "days" } as const;

export function StartCohorts({ told }: { readonly told: WonDaysTold }) {
  const t = useWords<typeof words>("cycle");
  const format = useFormat();
  const { rows, ripeAfter } = told.cohorts;
  const number = (key: "median-won" | "p80-won" | "median-all", place: number): Column<Row> => ({
    key,
    name: t(`col-${key}`),
    isNumber: true,
    isFixed: true,
    value: (row) => row.numbers[place]?.value ?? null,
    cell: (row) => (row.numbers.length === 0 ? <Untold row={row} /> : <NumberCell of={row.numbers[place]!} />),
  });
  const columns: Column<Row>[] = [
    { key: "cohort", name: t("col-cohort"), value: (row) => periodName(row.period), cell: (row) => format.period(row.period), onPhone: "title" },
    { key: "deals", name: t("col-all"), isNumber: true, value: (row) => row.deals },
    { key: "open", name: t("col-still-open"), isNumber: true, value: (row) => row.open },
    number("median-won", 0),
    number("p80-won", 1),
    number("median-all", 2),
    {
      key: "change",
      name: t("col-change"),
      isNumber: true,
      isFixed: true,
      value: (row) => row.change?.value ?? null,
      cell: ({ change }) =>
        change === null || change.value === null ? (
          nothing
        ) : (
          <span style={{ display: "inline-grid", justifyItems: "end" }}>
            <WithRange range={change.interval === null ? "" : format.changeInterval(change.interval, days)}>{format.change(change.value, days)}</WithRange>
            <VerdictBadge verdict={change.verdict} />
          </span>
        ),
    },
  ];
  if (ripeAfter === null || rows.length === 0) return null;
  return (
    <Section title={t("cohorts")} note={t("cohorts-note", { days: format.days(ripeAfter) })}>
      <DataTable caption={t("cohorts")} columns={columns} rows={rows} rowKey={(row) => periodName(row.period)} fileName="evenhand-cycle-cohorts" />
    </Section>
  );
}

function Untold({ row }: { readonly row: Row }) {
  const t = useWords<typeof words>("cycle");
  return row.isYoung ? <Hatch>{t("too-young")}</Hatch> : <small style={{ color: "var(--text-quiet)" }}>{t("cut-off")}</small>;
}
