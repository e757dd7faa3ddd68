// The path of a goal: each measurement with its range against the straight line to the target.
import { useCallback } from "react";

import type { CooperationGoalView } from "#features/cooperation/contract.ts";
import type { words } from "#features/cooperation/words.en.ts";
import { dialRules } from "#facts/cooperation.ts";
import { Chart } from "#ui/chart/chart.tsx";
import { chartTable } from "#ui/chart/frame.tsx";
import { type Inks, axis } from "#ui/chart/ink.ts";
import { whiskers } from "#ui/chart/overlay.ts";
import { useMarksBetween } from "#ui/chart/turning-points.ts";
import { useFormat, useWords } from "#ui/language.ts";

const momentOf = (day: string) => Date.parse(day);

interface GoalChartProps {
  readonly goal: CooperationGoalView & { readonly baseline: number; readonly target: number };
}

export function GoalChart({ goal }: GoalChartProps) {
  const t = useWords<typeof words>("cooperation");
  const format = useFormat();
  const { dial, points, baseline, baselineOn, target, day } = goal;
  const { unit, from, to } = dialRules[dial];
  const write = useCallback((value: number) => format.value(value, { unit }), [format, unit]);
  const first = points[0]?.on ?? baselineOn;
  const draw = useCallback(
    (inks: Inks) => ({
      useUTC: true,
      grid: { left: 8, right: 32, top: 16, bottom: 8, containLabel: true },
      xAxis: {
        ...axis(inks),
        type: "time",
        min: momentOf(first) - marginMs,
        max: momentOf(day) + marginMs,
        splitLine: { show: false },
        axisLabel: { color: inks.quiet, hideOverlap: true, formatter: (at: number) => format.day(new Date(at).toISOString().slice(0, 10)) },
      },
      yAxis: { ...axis(inks), type: "value", min: from, max: to, splitNumber: 4, axisLabel: { color: inks.quiet, formatter: write } },
      tooltip: { trigger: "item", formatter: ({ data }: { data: readonly [number, number] }) => tipOf(data, { points, write, day: (on) => format.day(on) }) },
      series: [
        whiskers(
          points.flatMap(({ on, interval }) =>
            interval?.low == null || interval.high === null ? [] : [{ at: momentOf(on), low: interval.low, high: interval.high }],
          ),
          inks.ink,
        ),
        {
          type: "line",
          data: [
            [momentOf(baselineOn), baseline],
            [momentOf(day), target],
          ],
          symbol: "none",
          silent: true,
          lineStyle: { width: 1.5, type: "dashed", color: inks.lineStrong },
          markPoint: {
            symbol: "diamond",
            symbolSize: 12,
            itemStyle: { color: inks.surface, borderColor: inks.text, borderWidth: 1.5 },
            label: { show: true, position: "left", distance: 8, color: inks.text, backgroundColor: inks.surface, padding: [2, 4], formatter: write(target) },
            data: [{ coord: [momentOf(day), target] }],
          },
          z: 2,
        },
        {
          type: "line",
          data: points.map(({ on, value }) => [momentOf(on), value]),
          symbol: "circle",
          symbolSize: 7,
          lineStyle: { width: 1.5, color: inks.ink },
          itemStyle: { color: inks.ink },
          z: 3,
        },
      ],
    }),
    [points, baseline, baselineOn, target, day, first, from, to, write, format],
  );
  return (
    <Chart
      title={t(`chart-title-${goal.says ?? "cannot-be-told"}`)}
      summary={t("chart-summary", {
        count: points.length,
        first: points[0] === undefined ? "–" : write(points[0].value),
        last: points.length === 0 ? "–" : write(points.at(-1)!.value),
        target: write(target),
        day: format.day(day),
      })}
      draw={draw}
      marks={useMarksBetween(momentOf(first), momentOf(day))}
      height={220}
      fileName={`evenhand-cooperation-${dial}`}
      legend={
        <>
          <span>● {t("legend-measured")}</span>
          <span>┄ {t("legend-line")}</span>
          <span>◇ {t("legend-target")}</span>
        </>
      }
      table={chartTable({
        rows: points,
        rowKey: ({ on }) => on,
        columns: [
          { key: "day", name: t("chart-day"), value: ({ on }) => on, cell: ({ on }) => format.day(on), onPhone: "title" },
          { key: "value", name: t("chart-value"), isNumber: true, value: ({ value }) => value, cell: ({ value }) => write(value) },
          { key: "range", name: t("chart-range"), isNumber: true, value: ({ interval }) => (interval === null ? null : format.interval(interval, { unit })) },
          { key: "line", name: t("chart-line"), isNumber: true, value: ({ expected }) => expected, cell: ({ expected }) => write(expected) },
          { key: "sample", name: t("chart-sample"), isNumber: true, value: ({ sample }) => sample },
        ],
      })}
    />
  );
}

/** Room beside the first and the last point. */
const marginMs = 10 * 86_400_000;

interface TipGround {
  readonly points: CooperationGoalView["points"];
  readonly write: (value: number) => string;
  readonly day: (day: string) => string;
}

function tipOf([at, value]: readonly [number, number], { points, write, day }: TipGround): string {
  const on = new Date(at).toISOString().slice(0, 10);
  const point = points.find((one) => one.on === on);
  return [day(on), `● ${write(value)}`, ...(point === undefined ? [] : [`┄ ${write(point.expected)}`])].join("\n");
}
