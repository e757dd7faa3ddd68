// Every verdict a claim has had: a line of the sizes with their ranges where there are several, and the list.
import { useCallback } from "react";
import type { z } from "zod";

import type { readClaim } from "#features/claims/contract.ts";
import { useClaimWords } from "#features/claims/parts/claim-words.ts";
import { VerdictMark } from "#features/claims/parts/size-bar.tsx";
import type { words } from "#features/claims/words.en.ts";
import { bandSeries } from "#ui/chart/band.ts";
import { Chart } from "#ui/chart/chart.tsx";
import { chartTable } from "#ui/chart/frame.tsx";
import { type Inks, axis } from "#ui/chart/ink.ts";
import type { Column } from "#ui/data-table.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { nothing } from "#ui/format.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { useReason } from "#ui/reasons.ts";

type Told = z.output<(typeof readClaim)["reply"]>;
type Given = Told["history"][number];

export function ClaimHistory({ told }: { readonly told: Told }) {
  const t = useWords<typeof words>("claims");
  const { claim, history } = told;
  const columns = useColumns(told);
  const measured = history.filter((row) => row.effect !== null).toReversed();
  return (
    <section aria-label={t("history")}>
      <h3 style={{ margin: "0 0 4px", fontSize: "var(--mantine-font-size-md)", fontWeight: 600 }}>{t("history")}</h3>
      <p style={{ margin: "0 0 8px", color: "var(--text-quiet)", fontSize: "var(--mantine-font-size-sm)" }}>{t("history-note")}</p>
      {measured.length < 2 ? null : <Course claim={claim} rows={measured} columns={columns} />}
      <DataTable caption={t("history")} rows={history} rowKey={(row) => row.givenAt} columns={columns} />
    </section>
  );
}

function useColumns({ claim }: Told): Column<Given>[] {
  const t = useWords<typeof words>("claims");
  const format = useFormat();
  const say = useClaimWords();
  const reason = useReason();
  return [
    { key: "day", name: t("col-day"), value: (row) => row.asOf, cell: (row) => format.day(row.asOf), onPhone: "title", isFixed: true },
    {
      key: "verdict",
      name: t("col-verdict"),
      isFixed: true,
      value: (row) => t(`verdict-${row.verdict}`),
      cell: (row) => <VerdictMark verdict={row.verdict} />,
    },
    {
      key: "effect",
      name: t("col-effect"),
      isNumber: true,
      isFixed: true,
      value: (row) => row.effect,
      cell: (row) => (row.effect === null ? nothing : say.size(claim.standard, row.effect)),
    },
    {
      key: "range",
      name: t("col-range"),
      isFixed: true,
      value: (row) =>
        row.reason !== null
          ? reason(row.reason)
          : row.low === null && row.high === null
            ? null
            : say.range(claim.standard, { low: row.low, high: row.high, level: 0.9 }),
    },
    { key: "sample", name: t("col-sample"), isNumber: true, isFixed: true, value: (row) => row.sample },
  ];
}

interface CourseProps {
  readonly claim: Told["claim"];
  /** The earliest first. */
  readonly rows: readonly Given[];
  readonly columns: readonly Column<Given>[];
}

function Course({ claim, rows, columns }: CourseProps) {
  const t = useWords<typeof words>("claims");
  const format = useFormat();
  const say = useClaimWords();
  const draw = useCallback(
    (inks: Inks) => ({
      grid: { top: 12, right: 12, bottom: 8, left: 8, containLabel: true },
      xAxis: {
        ...axis(inks),
        type: "category",
        data: rows.map((row) => format.moment(row.givenAt)),
        splitLine: { show: false },
        axisLabel: { color: inks.quiet, hideOverlap: true },
      },
      yAxis: { ...axis(inks), type: "value", splitNumber: 3, axisLabel: { color: inks.quiet, formatter: (value: number) => say.size(claim.standard, value) } },
      series: [
        ...bandSeries(
          "range",
          rows.map(({ low, high }) => ({ low, high })),
          inks.ink,
        ),
        {
          type: "line",
          data: rows.map((row) => row.effect),
          symbol: "circle",
          symbolSize: 6,
          lineStyle: { width: 2, color: inks.ink },
          itemStyle: { color: inks.ink },
          markLine: {
            silent: true,
            symbol: "none",
            label: { show: false },
            lineStyle: { color: inks.lineStrong, type: "dashed" },
            data: [{ yAxis: claim.worth }],
          },
        },
      ],
    }),
    [rows, claim, format, say],
  );
  const size = (row: Given | undefined) => (row === undefined || row.effect === null ? nothing : say.size(claim.standard, row.effect));
  return (
    <div style={{ marginBottom: 12 }}>
      <Chart
        title={t("history-title")}
        note={say.worth(claim)}
        summary={t("history-summary", { name: t(`measure.${claim.standard}`), count: rows.length, first: size(rows[0]), last: size(rows.at(-1)) })}
        draw={draw}
        height={160}
        fileName={`evenhand-claim-${claim.standard}`}
        table={chartTable<Given>({ rows, rowKey: (row) => row.givenAt, columns })}
      />
    </div>
  );
}
