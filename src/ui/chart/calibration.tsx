// Does a forecast hold? What was forecast against what happened, group by group, with its range and the line of a forecast that is right.
import { useCallback } from "react";

import { Chart } from "#ui/chart/chart.tsx";
import { type ChartWords, chartTable } from "#ui/chart/frame.tsx";
import { type Inks, axis } from "#ui/chart/ink.ts";
import { whiskers } from "#ui/chart/overlay.ts";
import { useFormat, useWords } from "#ui/language.ts";
import type { words } from "#ui/words.en.ts";

export interface CalibrationGroup {
  /** Mean forecast of the group, 0 to 1. */
  readonly forecast: number;
  /** Share that came about, 0 to 1, with its range. */
  readonly happened: number;
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

export interface CalibrationChartProps extends Pick<ChartWords, "title" | "note" | "summary" | "fileName"> {
  /** Keep them stable. */
  readonly groups: readonly CalibrationGroup[];
}

export function CalibrationChart({ groups, ...chartWords }: CalibrationChartProps) {
  const t = useWords<typeof words>("kit");
  const format = useFormat();
  const names = { x: t("chart-forecast"), y: t("chart-happened") };
  const { x, y } = names;
  const draw = useCallback((inks: Inks) => settingsOf(groups, inks, { x, y, format }), [groups, x, y, format]);
  const share = (key: "forecast" | "happened" | "low" | "high", name: string) => ({
    key,
    name,
    isNumber: true,
    value: (group: CalibrationGroup) => group[key],
    cell: (group: CalibrationGroup) => format.share(group[key]),
  });
  return (
    <Chart
      {...chartWords}
      draw={draw}
      height={380}
      widest={480}
      legend={
        <>
          <span>┆ {t("interval-mark")}</span>
          <span>╱ {t("chart-even")}</span>
        </>
      }
      table={chartTable<CalibrationGroup>({
        rows: groups,
        rowKey: (group) => String(group.forecast),
        columns: [
          { ...share("forecast", x), onPhone: "title", isFixed: true },
          share("happened", y),
          share("low", t("chart-low")),
          share("high", t("chart-high")),
          { key: "count", name: t("chart-count"), isNumber: true, value: (group) => group.count },
        ],
      })}
    />
  );
}

function settingsOf(groups: readonly CalibrationGroup[], inks: Inks, { x, y, format }: { x: string; y: string; format: ReturnType<typeof useFormat> }) {
  const ends = groups.flatMap((group) => [group.forecast, group.high]);
  // A whole tenth above the highest end: forecasts of small chances are not pressed into a corner.
  const most = Math.min(1, Math.ceil(Math.max(0.1, ...ends) * 10 + 1e-9) / 10);
  const largest = Math.max(1, ...groups.map((group) => group.count));
  const scale = { ...axis(inks), type: "value", min: 0, max: most, nameLocation: "middle", nameGap: 28 };
  const axisLabel = { color: inks.quiet, hideOverlap: true, formatter: (value: number) => format.share(value, 0) };
  return {
    grid: { left: 4, right: 16, top: 16, bottom: 4, outerBoundsMode: "same" },
    xAxis: { ...scale, name: x, axisLabel },
    yAxis: { ...scale, name: y, nameGap: 40, axisLabel },
    tooltip: {
      trigger: "item",
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const group = groups[dataIndex];
        return group
          ? `${x}: ${format.share(group.forecast)}\n${y}: ${format.share(group.happened)} (${format.interval(group, { unit: "share" })})\nn = ${format.count(group.count)}`
          : "";
      },
    },
    series: [
      {
        type: "line",
        data: [
          [0, 0],
          [most, most],
        ],
        symbol: "none",
        silent: true,
        tooltip: { show: false },
        lineStyle: { color: inks.lineStrong, width: 1, type: [4, 4] },
        z: 1,
      },
      whiskers(
        groups.map(({ forecast, low, high }) => ({ at: forecast, low, high })),
        inks.ink,
      ),
      {
        type: "scatter",
        data: groups.map(({ forecast, happened }) => [forecast, happened]),
        symbolSize: (_: unknown, { dataIndex }: { dataIndex: number }) => 7 + 11 * Math.sqrt((groups[dataIndex]?.count ?? 0) / largest),
        itemStyle: { color: inks.ink, borderColor: inks.surface, borderWidth: 1, opacity: 1 },
        z: 3,
      },
    ],
  };
}
