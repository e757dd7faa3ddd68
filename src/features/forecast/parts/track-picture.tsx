// The picture: the range of this forecast beside those of earlier periods, and what came of each.
import { useCallback } from "react";

import type { ForecastView } from "#features/forecast/contract.ts";
import { measureOf, useLevel } from "#features/forecast/parts/level.ts";
import { type Ranged, rangeSeries } from "#features/forecast/parts/track-marks.ts";
import type { words } from "#features/forecast/words.en.ts";
import { type Period, periodName } from "#kit/period.ts";
import { Chart } from "#ui/chart/chart.tsx";
import { chartTable } from "#ui/chart/frame.tsx";
import { type Inks, axis } from "#ui/chart/ink.ts";
import { type Format, nothing } from "#ui/format.ts";
import { useWords } from "#ui/language.ts";

interface Row extends Ranged {
  readonly period: Period;
  readonly came: number | null;
}

function rowsOf({ track, total, period, came }: ForecastView): Row[] {
  const past = track.periods.map((one): Row => ({ ...one, came: one.actual, isNow: false }));
  const { interval, narrow, median } = total;
  return [
    ...past,
    { period, median, low50: narrow.low!, high50: narrow.high!, low90: interval.low!, high90: interval.high!, came: came?.worth ?? null, isNow: true },
  ];
}

export function TrackPicture({ told, onOpen }: { readonly told: ForecastView; readonly onOpen: (period: string) => void }) {
  const t = useWords<typeof words>("forecast");
  const { level, range, format } = useLevel(told);
  const { track, total, period } = told;
  const name = format.period(period);
  const keys = { came: t("key-came"), won: t("key-won"), plan: t("key-plan"), crm: t("key-crm") };
  const { came, won, plan, crm } = keys;
  const draw = useCallback((inks: Inks) => settingsOf(told, { inks, format, names: { came, won, plan, crm } }), [told, format, came, won, plan, crm]);
  const rows = rowsOf(told);
  const isIn = (row: Row) => row.came !== null && row.came >= row.low90 && row.came <= row.high90;
  return (
    <Chart
      title={
        track.periods.length === 0
          ? t("picture-title-alone", { period: name, range: range(total.interval) })
          : t("picture-title", { held: track.held90, count: track.periods.length })
      }
      note={track.periods.length === 0 ? undefined : t("picture-note", { days: told.daysLeft })}
      summary={t("picture-summary", { count: rows.length, period: name, median: level(total.median), range: range(total.interval) })}
      draw={draw}
      height={340}
      fileName={`evenhand-forecast-${periodName(period)}`}
      onPick={({ index }) => (rows[index] === undefined || rows[index].isNow ? undefined : onOpen(periodName(rows[index].period)))}
      legend={
        <>
          <span>├─┤ {t("key-range")}</span>
          <span>▭ {t("key-half")}</span>
          <span>● {came}</span>
          {told.wonSoFar.worth > 0 ? <span>▮ {won}</span> : null}
          {told.plan ? <span>▬ {plan}</span> : null}
          {told.crm ? <span>◇ {crm}</span> : null}
        </>
      }
      table={chartTable<Row>({
        rows,
        rowKey: (row) => row.period.from,
        columns: [
          { key: "period", name: t("col-period"), isFixed: true, value: (row) => row.period.from, cell: (row) => format.period(row.period), onPhone: "title" },
          { key: "middle", name: t("col-middle"), isNumber: true, value: (row) => row.median, cell: (row) => level(row.median) },
          { key: "half", name: t("col-half"), isFixed: true, isNumber: true, value: (row) => range({ low: row.low50, high: row.high50 }) },
          { key: "range", name: t("col-range"), isFixed: true, isNumber: true, value: (row) => range({ low: row.low90, high: row.high90 }) },
          { key: "came", name: t("col-came"), isNumber: true, value: (row) => row.came, cell: (row) => (row.came === null ? nothing : level(row.came)) },
          { key: "within", name: t("col-verdict"), value: (row) => (row.came === null ? null : t(isIn(row) ? "within-yes" : "within-no")) },
        ],
      })}
    />
  );
}

interface Drawn {
  readonly inks: Inks;
  readonly format: Format;
  readonly names: Readonly<Record<"came" | "won" | "plan" | "crm", string>>;
}

function settingsOf(told: ForecastView, { inks, format, names }: Drawn) {
  const rows = rowsOf(told);
  const measure = measureOf(told);
  const write = (value: number) => format.value(value, measure, true);
  const last = rows.length - 1;
  const tip = (row: Row | undefined) => {
    if (row === undefined) return "";
    const lines = [`${write(row.median)} (${format.interval({ low: row.low90, high: row.high90 }, measure)})`];
    if (row.came !== null) lines.push(`${names.came}: ${write(row.came)}`);
    if (row.isNow && told.plan) lines.push(`${names.plan}: ${write(told.plan.level)}`);
    if (row.isNow && told.crm) lines.push(`${names.crm}: ${write(told.crm.worth)}`);
    return [format.period(row.period), ...lines].join("\n");
  };
  const mark = (name: string, data: (readonly [number, number])[], more: object) => ({ type: "scatter", name, data, z: 4, tooltip: { show: false }, ...more });
  return {
    grid: { left: 8, right: 16, top: 16, bottom: 4, outerBoundsMode: "same" },
    xAxis: {
      ...axis(inks),
      type: "category",
      data: rows.map((row) => format.period(row.period)),
      splitLine: { show: false },
      axisLabel: { color: inks.quiet, hideOverlap: true },
    },
    yAxis: { ...axis(inks), type: "value", min: 0, axisLine: { show: false }, axisLabel: { color: inks.quiet, formatter: write } },
    tooltip: { trigger: "axis", formatter: (found: readonly { dataIndex: number }[]) => tip(rows[found[0]?.dataIndex ?? -1]) },
    series: [
      {
        type: "bar",
        name: names.won,
        data: rows.map((row) => (row.isNow ? told.wonSoFar.worth : 0)),
        barWidth: 26,
        itemStyle: { color: inks.lineStrong, opacity: 0.6 },
        z: 1,
      },
      rangeSeries(rows, inks),
      mark(
        names.came,
        rows.flatMap((row, place) => (row.came === null ? [] : [[place, row.came] as const])),
        { symbolSize: 10, itemStyle: { color: inks.text, borderColor: inks.surface, borderWidth: 1.5 } },
      ),
      ...(told.plan ? [mark(names.plan, [[last, told.plan.level]], { symbol: "rect", symbolSize: [40, 3], itemStyle: { color: inks.text } })] : []),
      ...(told.crm
        ? [
            mark(names.crm, [[last, told.crm.worth]], {
              symbol: "diamond",
              symbolSize: 13,
              itemStyle: { color: inks.surface, borderColor: inks.text, borderWidth: 1.5 },
            }),
          ]
        : []),
    ],
  };
}
