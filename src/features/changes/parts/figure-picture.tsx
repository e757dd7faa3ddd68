// One figure over time: values with their ranges, the levels that were found to hold, the dates a change may have, turning points; and the course without an event.
import { useCallback, useMemo } from "react";
import type { z } from "zod";

import type { FigureChangesView, testChange } from "#features/changes/contract.ts";
import { useFigureName } from "#features/changes/parts/figure-words.ts";
import type { words } from "#features/changes/words.en.ts";
import type { Period } from "#kit/period.ts";
import { bandSeries } from "#ui/chart/band.ts";
import { Chart } from "#ui/chart/chart.tsx";
import { chartTable } from "#ui/chart/frame.tsx";
import { type Inks, axis } from "#ui/chart/ink.ts";
import { useMarksOn } from "#ui/chart/turning-points.ts";
import { nothing } from "#ui/format.ts";
import { useFormat, useWords } from "#ui/language.ts";

export type Tested = z.output<(typeof testChange)["reply"]>;
type Point = FigureChangesView["points"][number];

interface PictureProps {
  readonly figure: FigureChangesView;
  readonly title: string;
  /** The test of a known day of this figure, where one is asked for. */
  readonly tested: Tested | null;
}

export function FigurePicture({ figure: whole, title, tested }: PictureProps) {
  // Steps before the first value say nothing.
  const figure = useMemo(
    () => ({
      ...whole,
      points: whole.points.slice(
        Math.max(
          0,
          whole.points.findIndex((point) => point.value !== null),
        ),
      ),
    }),
    [whole],
  );
  const t = useWords<typeof words>("changes");
  const format = useFormat();
  const name = useFigureName()(figure.key);
  const draw = useCallback((inks: Inks) => settingsOf(figure, { inks, format, tested }), [figure, format, tested]);
  const told = figure.points.filter((point) => point.value !== null);
  const written = (value: number | null) => (value === null ? nothing : format.value(value, figure, true));
  return (
    <Chart
      title={title}
      summary={t("picture-summary", {
        name,
        count: told.length,
        first: written(told[0]?.value ?? null),
        last: written(told.at(-1)?.value ?? null),
        changes: figure.changes.length,
      })}
      draw={draw}
      marks={useMarksOn(figure.points.map((point) => point.period))}
      height={320}
      fileName={`evenhand-changes-${figure.key}`}
      legend={<Legend figure={figure} hasTest={(tested?.without.length ?? 0) > 0} />}
      table={chartTable<Point>({
        rows: figure.points,
        rowKey: (point) => point.period.from,
        columns: [
          {
            key: "period",
            name: t("col-period"),
            isFixed: true,
            value: (point) => point.period.from,
            cell: (point) => periodWords(point.period, format),
            onPhone: "title",
          },
          { key: "value", name, isNumber: true, value: (point) => point.value, cell: (point) => written(point.value) },
          {
            key: "range",
            name: t("col-range"),
            isNumber: true,
            isFixed: true,
            value: (point) => (point.interval === null ? null : format.interval(point.interval, figure)),
          },
          { key: "level", name: t("col-level"), isNumber: true, value: (point) => point.level, cell: (point) => written(point.level) },
          { key: "left", name: t("col-judged"), value: (point) => (point.isLeftOut ? t("left-out") : point.value === null ? nothing : t("judged")) },
          { key: "sample", name: t("col-sample"), isNumber: true, value: (point) => point.sample },
        ],
      })}
    />
  );
}

type Format = ReturnType<typeof useFormat>;

/** Weeks by their first day, months by their name. */
export const periodWords = (period: Period, format: Format) =>
  Date.parse(period.until) - Date.parse(period.from) === 604_800_000 ? format.day(period.from) : format.period(period);

function settingsOf(figure: FigureChangesView, { inks, format, tested }: { inks: Inks; format: Format; tested: Tested | null }) {
  const { points } = figure;
  const names = points.map((point) => periodWords(point.period, format));
  const placeOf = (day: string) => points.findIndex((point) => point.period.from === day);
  const write = (value: number) => format.value(value, figure, true);
  const without = new Map(tested?.without.map((one) => [one.period.from, one]));
  const hasWithout = without.size > 0;
  return {
    xAxis: {
      ...axis(inks),
      type: "category",
      data: names,
      splitLine: { show: false },
      axisLabel: { color: inks.quiet, hideOverlap: true, alignMinLabel: "left", alignMaxLabel: "right" },
    },
    yAxis: {
      ...axis(inks),
      type: "value",
      min: figure.unit === "share" ? undefined : 0,
      scale: figure.unit === "share",
      axisLabel: { color: inks.quiet, formatter: (value: number) => (value === 0 ? "0" : write(value)) },
    },
    tooltip: { trigger: "axis", formatter: (marks: readonly { dataIndex: number }[]) => tipOf(points[marks[0]?.dataIndex ?? 0], { figure, format, without }) },
    series: [
      ...bandSeries(
        "range",
        points.map((point) => ({ low: point.interval?.low ?? null, high: point.interval?.high ?? null })),
        inks.ink,
      ),
      ...(hasWithout
        ? [
            ...bandSeries(
              "without",
              points.map((point) => ({ low: without.get(point.period.from)?.low ?? null, high: without.get(point.period.from)?.high ?? null })),
              inks.sides.market,
            ),
            {
              type: "line",
              data: points.map((point) => without.get(point.period.from)?.value ?? null),
              symbol: "none",
              lineStyle: { width: 1.5, type: [2, 3], color: inks.sides.market },
              z: 2,
            },
          ]
        : []),
      {
        type: "line",
        data: points.map((point) => (point.isLeftOut ? { value: point.value, itemStyle: { color: inks.surface, borderColor: inks.quiet } } : point.value)),
        symbol: "circle",
        symbolSize: 5,
        lineStyle: { width: 1.5, color: inks.ink },
        itemStyle: { color: inks.ink },
        markArea: {
          silent: true,
          itemStyle: { color: inks.inkTint, opacity: 0.7 },
          data: figure.changes.map(({ between }) => [
            { xAxis: names[placeOf(between.from)] },
            { xAxis: names[points.findIndex((point) => point.period.until === between.until)] },
          ]),
        },
        z: 3,
      },
      {
        type: "line",
        data: points.map((point) => point.level),
        step: "middle",
        symbol: "none",
        lineStyle: { width: 2.5, color: inks.text },
        z: 4,
      },
    ],
  };
}

function tipOf(
  point: Point | undefined,
  { figure, format, without }: { figure: FigureChangesView; format: Format; without: ReadonlyMap<string, Tested["without"][number]> },
): string {
  if (point === undefined) return "";
  const lines = [periodWords(point.period, format)];
  if (point.value !== null) lines.push(`● ${format.value(point.value, figure, true)}${point.interval ? ` (${format.interval(point.interval, figure)})` : ""}`);
  if (point.level !== null) lines.push(`━ ${format.value(point.level, figure, true)}`);
  const other = without.get(point.period.from);
  if (other) lines.push(`┄ ${format.value(other.value, figure, true)} (${format.interval(other, figure)})`);
  return lines.join("\n");
}

function Legend({ figure, hasTest }: { readonly figure: FigureChangesView; readonly hasTest: boolean }) {
  const t = useWords<typeof words>("changes");
  return (
    <>
      <span>● {t("legend-values")}</span>
      {figure.untold === null ? <span>━ {t(figure.seasonPairs > 0 ? "legend-level-season" : "legend-level")}</span> : null}
      {figure.changes.length > 0 ? <span>▒ {t("legend-dates")}</span> : null}
      {figure.points.some((point) => point.isLeftOut) ? <span>○ {t("legend-left-out")}</span> : null}
      {hasTest ? <span>┄ {t("legend-without")}</span> : null}
    </>
  );
}
