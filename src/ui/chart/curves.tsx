// Curves over time or days with their ranges: shares that come about, courses with turning points; hatched where too young to be judged.
import { useCallback } from "react";

import type { Owner } from "#facts/department.ts";

import { type CurveShape, splitAt, valueAt } from "#ui/chart/band-shape.ts";
import { Chart } from "#ui/chart/chart.tsx";
import { type ChartWords, chartTable } from "#ui/chart/frame.tsx";
import { endNames } from "#ui/chart/end-names.ts";
import { type Inks, axis, dashOf, groupInk } from "#ui/chart/ink.ts";
import { GroupKey } from "#ui/chart/keys.tsx";
import { type TimeMark, bandOverlay } from "#ui/chart/overlay.ts";
import { useMarksBetween } from "#ui/chart/turning-points.ts";
import { type Measure, nothing } from "#ui/format.ts";
import { useFormat, useWords } from "#ui/language.ts";
import type { words } from "#ui/words.en.ts";

export interface CurvePoint {
  /** Days since the beginning, or a moment in milliseconds with `x.isTime`. Rising. */
  readonly at: number;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Still under way here: how many records the curve rests on. */
  readonly atRisk?: number | null;
}

export interface Curve {
  readonly key: string;
  readonly name: string;
  /** A department has its colour; other groups take theirs by their place. */
  readonly side?: Owner;
  readonly points: readonly CurvePoint[];
  /** From here on hatched and dashed: too few are old enough. */
  readonly youngFrom?: number | null;
}

export interface CurveChartProps extends Pick<ChartWords, "title" | "note" | "summary" | "fileName"> {
  readonly curves: readonly Curve[];
  /** 'step' for shares that change at events (the default), 'line' for courses. */
  readonly shape?: CurveShape;
  readonly x: { readonly name: string; readonly write: (at: number) => string; readonly max?: number; readonly isTime?: boolean };
  readonly y: { readonly name: string; readonly measure: Measure; readonly min?: number; readonly max?: number };
  /** Upright lines with a name. Without them a chart over moments (`x.isTime`) shows the company's turning points; [] for none. Keep them stable. */
  readonly marks?: readonly TimeMark[];
  readonly height?: number;
}

/** Keep `curves`, `x`, `y` and `marks` stable (useMemo): the picture is drawn anew when they change. */
export function CurveChart({ curves, shape = "step", x, y, marks, height = 320, ...chartWords }: CurveChartProps) {
  const format = useFormat();
  const draw = useCallback((inks: Inks, isNarrow: boolean) => settingsOf({ curves, shape, x, y, isNarrow }, inks, format), [curves, shape, x, y, format]);
  const turns = useTurnsOf(curves, x.isTime === true);
  return (
    <Chart {...chartWords} draw={draw} marks={marks ?? turns} height={height} legend={<CurveKeys curves={curves} />} table={useTableOf({ curves, x, y })} />
  );
}

type Drawn = Required<Pick<CurveChartProps, "curves" | "shape" | "x" | "y">> & { readonly isNarrow: boolean };

/** The company's turning points between the ends of curves over moments; none on an axis of days since a beginning. */
function useTurnsOf(curves: readonly Curve[], isTime: boolean): readonly TimeMark[] {
  const ends = isTime ? curves.flatMap(({ points }) => [points[0], points.at(-1)]).flatMap((point) => (point ? [point.at] : [])) : [];
  return useMarksBetween(Math.min(...ends), Math.max(...ends));
}

const colourOf = (curve: Curve, place: number, inks: Inks) => (curve.side ? inks.sides[curve.side] : groupInk(inks, place));

function settingsOf({ curves, shape, x, y, isNarrow }: Drawn, inks: Inks, format: ReturnType<typeof useFormat>) {
  const write = (value: number) => format.value(value, y.measure, true);
  // Where there is room, groups are named at the ends of their lines, so that a picture that is taken away needs no legend.
  const isNamed = curves.length > 1 && !isNarrow;
  const longest = Math.max(0, ...curves.map((curve) => curve.name.length));
  return {
    useUTC: true,
    grid: { left: 8, right: isNamed ? Math.min(160, 16 + longest * 6.6) : 16, top: 16, bottom: 4, outerBoundsMode: "same" },
    xAxis: {
      ...axis(inks),
      type: x.isTime === true ? "time" : "value",
      name: x.name,
      nameLocation: "middle",
      nameGap: 28,
      min: x.isTime === true ? "dataMin" : 0,
      max: x.max ?? "dataMax",
      splitLine: { show: false },
      axisPointer: { label: { show: false } },
      axisLabel: { color: inks.quiet, hideOverlap: true, alignMaxLabel: "right", formatter: (at: number) => x.write(at) },
    },
    yAxis: {
      ...axis(inks),
      type: "value",
      scale: y.min === undefined && y.measure.unit !== "share",
      ...(y.min === undefined ? {} : { min: y.min }),
      ...(y.max === undefined ? {} : { max: y.max }),
      axisLine: { show: false },
      axisLabel: { color: inks.quiet, formatter: (value: number) => (y.measure.unit === "share" ? format.share(value, 0) : write(value)) },
    },
    tooltip: {
      trigger: "axis",
      axisPointer: { type: "line", snap: false, lineStyle: { color: inks.lineStrong } },
      formatter: (found: readonly { axisValue: number }[]) => (found[0] ? tipAt(found[0].axisValue, { curves, shape, x, write }) : ""),
    },
    series: [
      ...curves.flatMap((curve, place) => {
        const { ripe, young } = splitAt(curve.points, curve.youngFrom ?? null);
        const colour = colourOf(curve, place, inks);
        return [
          bandOverlay({ points: ripe, shape, colour }),
          ...(young.length > 0 ? [bandOverlay({ points: young, shape, colour, isYoung: true })] : []),
          lineOf(curve.name, ripe, { shape, colour, dash: curve.side ? "solid" : dashOf(place), width: 2 }),
          ...(young.length > 0 ? [lineOf(curve.name, young, { shape, colour, dash: [2, 4], width: 1.5 })] : []),
        ];
      }),
      ...(isNamed ? [endNames(endsOf(curves, inks), inks)] : []),
    ],
  };
}

const endsOf = (curves: readonly Curve[], inks: Inks) =>
  curves.flatMap((curve, place) => {
    const last = curve.points.findLast(({ value }) => value !== null);
    return last === undefined ? [] : [{ name: curve.name, at: last.at, value: last.value!, colour: colourOf(curve, place, inks) }];
  });

interface Stroke {
  readonly shape: CurveShape;
  readonly colour: string;
  readonly dash: "solid" | number[];
  readonly width: number;
}

function lineOf(name: string, points: readonly CurvePoint[], { shape, colour, dash, width }: Stroke) {
  return {
    type: "line",
    name,
    data: points.map(({ at, value }) => [at, value]),
    step: shape === "step" ? "end" : false,
    symbol: "none",
    lineStyle: { color: colour, width, type: dash },
    itemStyle: { color: colour },
    z: 3,
  };
}

function tipAt(at: number, { curves, shape, x, write }: Pick<Drawn, "curves" | "shape" | "x"> & { readonly write: (value: number) => string }): string {
  const lines = curves.map((curve) => {
    const of = (side: "value" | "low" | "high") =>
      valueAt(
        curve.points.map((point) => ({ at: point.at, value: point[side] })),
        at,
        shape,
      );
    const [value, low, high] = [of("value"), of("low"), of("high")];
    const range = low === null || high === null ? "" : ` (${write(low)}–${write(high)})`;
    return `${curve.name}: ${value === null ? nothing : write(value)}${range}`;
  });
  return [x.write(Math.round(at)), ...lines].join("\n");
}

interface Row {
  readonly point: CurvePoint;
  readonly id: string;
  readonly curve: string;
}

/** More points than this are read off at even places. */
const mostRows = 400;
const ticks = 24;

function rowsOf(curve: Curve, most: number): Row[] {
  const step = curve.points.length > most ? (curve.points.length - 1) / (ticks - 1) : 1;
  const count = curve.points.length > most ? ticks : curve.points.length;
  return Array.from({ length: count }, (_, index) => curve.points[Math.round(index * step)])
    .filter((point) => point !== undefined)
    .map((point) => ({ point, curve: curve.name, id: `${curve.key} ${point.at}` }));
}

function useTableOf({ curves, x, y }: Pick<CurveChartProps, "curves" | "x" | "y">) {
  const t = useWords<typeof words>("kit");
  const format = useFormat();
  const write = (value: number | null) => (value === null ? nothing : format.value(value, y.measure));
  const hasRisk = curves.some((curve) => curve.points.some((point) => typeof point.atRisk === "number"));
  const rows = curves.flatMap((curve) => rowsOf(curve, mostRows / Math.max(1, curves.length)));
  const level = (key: "low" | "high", name: string) => ({
    key,
    name,
    isNumber: true,
    value: (row: Row) => row.point[key],
    cell: (row: Row) => write(row.point[key]),
  });
  return chartTable<Row>({
    rows,
    rowKey: (row) => row.id,
    columns: [
      {
        key: "at",
        name: x.name,
        value: (row) => (x.isTime === true ? x.write(row.point.at) : row.point.at),
        cell: (row) => x.write(row.point.at),
        isFixed: true,
        onPhone: "title",
      },
      ...(curves.length > 1 ? [{ key: "curve", name: t("chart-group"), value: (row: Row) => row.curve }] : []),
      { key: "value", name: y.name, isNumber: true, value: (row) => row.point.value, cell: (row) => write(row.point.value) },
      level("low", t("chart-low")),
      level("high", t("chart-high")),
      ...(hasRisk ? [{ key: "risk", name: t("chart-at-risk"), isNumber: true, value: (row: Row) => row.point.atRisk ?? null }] : []),
    ],
  });
}

function CurveKeys({ curves }: { readonly curves: readonly Curve[] }) {
  const t = useWords<typeof words>("kit");
  return (
    <>
      {curves.length < 2
        ? null
        : curves.map((curve, place) => <GroupKey key={curve.key} name={curve.name} place={place} {...(curve.side ? { side: curve.side } : {})} />)}
      <GroupKey name={t("interval-mark")} kind="band" place={0} />
      {curves.some((curve) => curve.youngFrom != null) ? <GroupKey name={t("chart-hatched")} kind="young" place={0} /> : null}
    </>
  );
}
