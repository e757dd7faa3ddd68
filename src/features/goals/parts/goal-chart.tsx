// The way of a goal: months with their ranges, the straight way to the target, the forecast for its day with its range.
import { useCallback } from "react";
import type { z } from "zod";

import type { GoalView, assessmentShape } from "#features/goals/contract.ts";
import type { Measured } from "#features/goals/parts/goal-units.ts";
import type { words } from "#features/goals/words.en.ts";
import { addMonths } from "#kit/day.ts";
import { type Period, monthOf } from "#kit/period.ts";
import { bandSeries } from "#ui/chart/band.ts";
import { Chart } from "#ui/chart/chart.tsx";
import { chartTable } from "#ui/chart/frame.tsx";
import { type Inks, axis, endsOnly } from "#ui/chart/ink.ts";
import { useMarksOn } from "#ui/chart/turning-points.ts";
import { nothing } from "#ui/format.ts";
import { useFormat, useWords } from "#ui/language.ts";

type Assessment = z.output<typeof assessmentShape>;
type Format = ReturnType<typeof useFormat>;

export interface Way {
  readonly assessment: Assessment;
  readonly target: number;
  readonly day: string;
  readonly measure: Measured;
}

interface GoalChartProps extends Way {
  readonly of: GoalView["key"];
  readonly title: string;
}

type Month = Assessment["months"][number];

export function GoalChart({ of, title, assessment, target, day, measure }: GoalChartProps) {
  const t = useWords<typeof words>("goals");
  const format = useFormat();
  const draw = useCallback(
    (inks: Inks, isNarrow: boolean) => settingsOf({ assessment, target, day, measure }, inks, { format, isNarrow }),
    [assessment, target, day, measure, format],
  );
  const written = (value: number | null) => (value === null ? nothing : format.value(value, measure, true));
  const told = assessment.months.filter((month) => month.value !== null);
  const last = told.at(-1);
  return (
    <Chart
      title={title}
      summary={t("chart-summary", {
        count: told.length,
        first: written(told[0]?.value ?? null),
        last: written(last?.value ?? null),
        target: written(target),
        day: format.day(day),
      })}
      draw={draw}
      marks={useMarksOn(monthsOf({ assessment, day }))}
      height={240}
      fileName={`evenhand-goal-${of}`}
      legend={<Legend hasForecast={assessment.forecast !== null} hasRanges={told.some((month) => month.interval !== null)} />}
      table={chartTable<Month>({
        rows: assessment.months,
        rowKey: (month) => month.period.from,
        columns: [
          {
            key: "month",
            name: t("col-month"),
            isFixed: true,
            value: (month) => month.period.from,
            cell: (month) => format.period(month.period),
            onPhone: "title",
          },
          {
            key: "value",
            name: t(`name.${of}`),
            isNumber: true,
            value: (month) => month.value,
            cell: (month) => written(month.value),
          },
          {
            key: "range",
            name: t("col-range"),
            isNumber: true,
            isFixed: true,
            value: (month) => (month.interval === null ? null : format.interval(month.interval, measure)),
          },
          { key: "way", name: t("col-way"), isNumber: true, value: (month) => month.expected, cell: (month) => written(month.expected) },
          { key: "sample", name: t("col-sample"), isNumber: true, value: (month) => month.sample },
        ],
      })}
    />
  );
}

/** Months from the first of the baseline to that of the goal's day, or the last known one. */
function monthsOf({ assessment, day }: Pick<Way, "assessment" | "day">): Period[] {
  const months: Period[] = assessment.months.map((month) => month.period);
  const end = monthOf(day).from;
  for (let from = months.at(-1)?.until ?? end; from <= end && months.length < 120; from = addMonths(from, 1)) months.push(monthOf(from));
  return months;
}

function settingsOf({ assessment, target, day, measure }: Way, inks: Inks, { format, isNarrow }: { format: Format; isNarrow: boolean }) {
  const months = monthsOf({ assessment, day });
  const known = assessment.months;
  const due = Math.max(
    0,
    months.findIndex((month) => month.from === monthOf(day).from),
  );
  const { forecast } = assessment;
  const at = (place: number) => known[place] ?? null;
  return {
    xAxis: {
      ...axis(inks),
      type: "category",
      data: months.map((month) => format.period(month)),
      splitLine: { show: false },
      axisLabel: endsOnly(inks, { isNarrow, count: months.length }),
    },
    yAxis: {
      ...axis(inks),
      type: "value",
      min: 0,
      splitNumber: 4,
      axisLabel: { color: inks.quiet, formatter: (value: number) => (value === 0 ? "0" : format.value(value, measure, true)) },
    },
    tooltip: {
      trigger: "axis",
      formatter: (marks: readonly { dataIndex: number }[]) => tipOf(marks[0]?.dataIndex ?? 0, { months, assessment, target, due, measure, format }),
    },
    series: [
      ...bandSeries(
        "range",
        months.map((_, place) => ({ low: at(place)?.interval?.low ?? null, high: at(place)?.interval?.high ?? null })),
        inks.ink,
      ),
      {
        type: "line",
        data: months.map((_, place) => (place === due ? target : (at(place)?.expected ?? null))),
        connectNulls: true,
        symbol: "none",
        lineStyle: { width: 1.5, type: "dashed", color: inks.lineStrong },
        markPoint: {
          symbol: "diamond",
          symbolSize: 12,
          itemStyle: { color: inks.surface, borderColor: inks.text, borderWidth: 1.5 },
          label: {
            show: true,
            position: "left",
            distance: 8,
            color: inks.text,
            backgroundColor: inks.surface,
            padding: [2, 4],
            formatter: format.value(target, measure, true),
          },
          data: [{ coord: [due, target] }],
        },
        z: 2,
      },
      {
        type: "line",
        data: months.map((_, place) => at(place)?.value ?? null),
        symbol: "circle",
        symbolSize: 5,
        lineStyle: { width: 2, color: inks.ink },
        itemStyle: { color: inks.ink },
        z: 3,
      },
      ...(forecast === null ? [] : [whisker(due, forecast, inks)]),
    ],
  };
}

/** The forecast as a hollow point with its range standing on the goal's day. */
function whisker(due: number, forecast: NonNullable<Assessment["forecast"]>, inks: Inks) {
  const { low, high } = forecast.interval;
  interface Drawing {
    coord(point: readonly number[]): [number, number];
  }
  return {
    type: "custom",
    data: [[due, forecast.value, low ?? forecast.value, high ?? forecast.value]],
    encode: { x: 0, y: [1, 2, 3] },
    z: 4,
    renderItem: (_: unknown, api: Drawing) => {
      const [x, y] = api.coord([due, forecast.value]);
      const [, lowest] = api.coord([due, low ?? forecast.value]);
      const [, highest] = api.coord([due, high ?? forecast.value]);
      const line = (from: readonly number[], to: readonly number[]) => ({
        type: "line",
        shape: { x1: from[0], y1: from[1], x2: to[0], y2: to[1] },
        style: { stroke: inks.ink, lineWidth: 1.5 },
      });
      return {
        type: "group",
        children: [
          line([x, lowest], [x, highest]),
          line([x - 5, lowest], [x + 5, lowest]),
          line([x - 5, highest], [x + 5, highest]),
          { type: "circle", shape: { cx: x, cy: y, r: 4.5 }, style: { fill: inks.surface, stroke: inks.ink, lineWidth: 2 } },
        ],
      };
    },
  };
}

interface Tip extends Omit<Way, "day"> {
  readonly months: readonly Period[];
  readonly due: number;
  readonly format: Format;
}

function tipOf(place: number, { months, assessment, target, due, measure, format }: Tip): string {
  const month = assessment.months[place];
  const written = (value: number) => format.value(value, measure, true);
  const lines = [months[place] === undefined ? "" : format.period(months[place])];
  if (month?.value != null) lines.push(`● ${written(month.value)}${month.interval ? ` (${format.interval(month.interval, measure)})` : ""}`);
  if (month?.expected != null && place !== due) lines.push(`┄ ${written(month.expected)}`);
  if (place === due) {
    lines.push(`◇ ${written(target)}`);
    if (assessment.forecast) lines.push(`○ ${written(assessment.forecast.value)} (${format.interval(assessment.forecast.interval, measure)})`);
  }
  return lines.join("\n");
}

function Legend({ hasForecast, hasRanges }: { readonly hasForecast: boolean; readonly hasRanges: boolean }) {
  const t = useWords<typeof words>("goals");
  return (
    <>
      <span>● {t(hasRanges ? "legend-months-ranges" : "legend-months")}</span>
      <span>┄ {t("legend-way")}</span>
      <span>◇ {t("legend-target")}</span>
      {hasForecast ? <span>○ {t("legend-forecast")}</span> : null}
    </>
  );
}
