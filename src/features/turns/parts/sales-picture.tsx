// Won value and orders by month around a turning point, with its day marked and the months in which it may have begun.
import { useCallback, useState } from "react";
import { SegmentedControl } from "@mantine/core";

import type { TurnDetail, TurnSeries } from "#features/turns/contract.ts";
import type { words } from "#features/turns/words.en.ts";
import type { Period } from "#kit/period.ts";
import { bandSeries } from "#ui/chart/band.ts";
import { Chart } from "#ui/chart/chart.tsx";
import { chartTable } from "#ui/chart/frame.tsx";
import { type Inks, axis } from "#ui/chart/ink.ts";
import { useMarksOn } from "#ui/chart/turning-points.ts";
import { nothing } from "#ui/format.ts";
import { useFormat, useSentence, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";

type Point = TurnSeries["points"][number];

export function SalesPicture({ told: { series, proposal } }: { readonly told: TurnDetail }) {
  const t = useWords<typeof words>("turns");
  const say = useSentence("figures");
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = series.find(({ key }) => key === (chosen ?? proposal?.told?.figure ?? "revenue")) ?? series[0];
  const name = (key: string) => say(`figure.${key}`) ?? key;
  if (shown === undefined || shown.points.length === 0) return null;
  return (
    <Section
      title={t("picture")}
      actions={
        <SegmentedControl aria-label={t("picture")} value={shown.key} onChange={setChosen} data={series.map(({ key }) => ({ value: key, label: name(key) }))} />
      }
    >
      <Picture
        key={shown.key}
        series={shown}
        name={name(shown.key)}
        between={proposal?.told?.figure === shown.key && proposal.kind !== "stagnation" ? proposal.told.between : null}
      />
    </Section>
  );
}

interface PictureProps {
  readonly series: TurnSeries;
  readonly name: string;
  readonly between: Period | null;
}

function Picture({ series, name, between }: PictureProps) {
  const t = useWords<typeof words>("turns");
  const format = useFormat();
  const { points } = series;
  const written = (value: number | null) => (value === null ? nothing : format.value(value, series, true));
  const draw = useCallback(
    (inks: Inks) => {
      const names = points.map(({ period }) => format.period(period));
      const [from, to] = [points.findIndex(({ period }) => period.from === between?.from), points.findIndex(({ period }) => period.until === between?.until)];
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
          min: 0,
          axisLabel: { color: inks.quiet, formatter: (value: number) => (value === 0 ? "0" : format.value(value, series, true)) },
        },
        series: [
          ...bandSeries(
            "range",
            points.map(({ interval }) => ({ low: interval?.low ?? null, high: interval?.high ?? null })),
            inks.ink,
          ),
          {
            type: "line",
            name,
            data: points.map(({ value }) => value),
            symbol: "circle",
            symbolSize: 5,
            lineStyle: { width: 1.5, color: inks.ink },
            itemStyle: { color: inks.ink },
            ...(from === -1 || to === -1
              ? {}
              : { markArea: { silent: true, itemStyle: { color: inks.inkTint, opacity: 0.7 }, data: [[{ xAxis: names[from] }, { xAxis: names[to] }]] } }),
            z: 3,
          },
        ],
      };
    },
    [points, between, format, series, name],
  );
  const told = points.filter(({ value }) => value !== null);
  return (
    <Chart
      title={t("picture-title", { figure: name })}
      summary={t("picture-summary", { figure: name, count: told.length, first: written(told[0]?.value ?? null), last: written(told.at(-1)?.value ?? null) })}
      draw={draw}
      marks={useMarksOn(points.map(({ period }) => period))}
      height={280}
      fileName={`evenhand-turning-point-${series.key}`}
      table={chartTable<Point>({
        rows: points,
        rowKey: ({ period }) => period.from,
        columns: [
          {
            key: "month",
            name: t("col-month"),
            isFixed: true,
            value: ({ period }) => period.from,
            cell: ({ period }) => format.period(period),
            onPhone: "title",
          },
          { key: "value", name, isNumber: true, value: ({ value }) => value, cell: ({ value }) => written(value) },
          {
            key: "range",
            name: t("col-range"),
            isNumber: true,
            isFixed: true,
            value: ({ interval }) => (interval === null ? null : format.interval(interval, series)),
          },
          { key: "sample", name: t("col-sample"), isNumber: true, value: ({ sample }) => sample },
        ],
      })}
    />
  );
}
