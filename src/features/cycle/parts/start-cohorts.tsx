// Deals by when their cycle began: days of ripe cohorts with ranges, the young ones named and not told.
import { useMemo } from "react";

import type { WonDaysTold } from "#features/cycle/contract.ts";
import { NumberCell } from "#features/cycle/parts/number-cell.tsx";
import { WithRange } from "#features/cycle/parts/with-range.tsx";
import type { words } from "#features/cycle/words.en.ts";
import { periodName } from "#kit/period.ts";
import { CurveChart } from "#ui/chart/curves.tsx";
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
    name: t(`short-${key}`),
    isNumber: true,
    value: (row) => row.numbers[place]?.value ?? null,
    cell: (row) => (row.numbers.length === 0 ? <Untold row={row} /> : <NumberCell of={row.numbers[place]!} />),
  });
  const columns: Column<Row>[] = [
    { key: "cohort", name: t("col-cohort"), value: (row) => periodName(row.period), cell: (row) => format.period(row.period), onPhone: "title" },
    {
      key: "deals",
      name: t("col-all"),
      isNumber: true,
      value: (row) => row.deals,
      cell: (row) => <WithRange range={t("still-open", { count: row.open })}>{format.count(row.deals)}</WithRange>,
    },
    number("median-won", 0),
    number("p80-won", 1),
    number("median-all", 2),
    {
      key: "change",
      name: t("col-change"),
      isNumber: true,
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
      <Picture told={told} />
      <DataTable caption={t("cohorts")} columns={columns} rows={rows.toReversed()} rowKey={(row) => periodName(row.period)} fileName="evenhand-cycle-cohorts" />
    </Section>
  );
}

/** Ripe cohorts alone: where the young would stand, the line ends. */
function Picture({ told }: { readonly told: WonDaysTold }) {
  const t = useWords<typeof words>("cycle");
  const format = useFormat();
  const { rows, step } = told.cohorts;
  const ripe = useMemo(
    () =>
      rows.flatMap(({ period, numbers, deals }) => {
        const median = numbers.find(({ key }) => key === "cycle-median-all");
        if (median?.value == null) return [];
        return [
          { at: Date.parse(period.from), value: median.value, low: median.interval?.low ?? null, high: median.interval?.high ?? null, atRisk: deals, period },
        ];
      }),
    [rows],
  );
  const name = t("col-median-all");
  const curves = useMemo(() => [{ key: "median", name, points: ripe }], [name, ripe]);
  const x = useMemo(() => {
    const called = new Map(ripe.map(({ at, period }) => [at, format.period(period)]));
    return { name: t("col-cohort"), write: (at: number) => called.get(at) ?? format.day(new Date(at).toISOString().slice(0, 10)), isTime: true };
  }, [ripe, format, t]);
  const y = useMemo(() => ({ name, measure: days, min: 0 }), [name]);
  if (ripe.length < 3) return null;
  const values = ripe.map(({ value }) => value);
  return (
    <CurveChart
      shape="line"
      title={t("cohorts-title", { step: t(`step-${step}`) })}
      summary={t("cohorts-summary", { count: ripe.length, low: format.days(Math.min(...values)), high: format.days(Math.max(...values)) })}
      fileName="evenhand-cycle-cohorts"
      curves={curves}
      x={x}
      y={y}
    />
  );
}

function Untold({ row }: { readonly row: Row }) {
  const t = useWords<typeof words>("cycle");
  return row.isYoung ? <Hatch>{t("too-young")}</Hatch> : <small style={{ color: "var(--text-quiet)" }}>{t("cut-off")}</small>;
}
