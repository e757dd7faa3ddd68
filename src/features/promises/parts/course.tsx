// How one promise was kept month by month, with its range and its level.
import { useCallback, useMemo } from "react";

import type { PromiseView } from "#features/promises/contract.ts";
import { usePromiseWords } from "#features/promises/parts/told.ts";
import type { words } from "#features/promises/words.en.ts";
import { Chart } from "#ui/chart/chart.tsx";
import { chartTable } from "#ui/chart/frame.tsx";
import { type Inks, axis } from "#ui/chart/ink.ts";
import { whiskers } from "#ui/chart/overlay.ts";
import { useMarksOn } from "#ui/chart/turning-points.ts";
import { useFormat, useWords } from "#ui/language.ts";
import type { words as kitWords } from "#ui/words.en.ts";

export function PromiseCourse({ promise, currency }: { readonly promise: PromiseView; readonly currency: string }) {
  const t = useWords<typeof words>("promises");
  const kit = useWords<typeof kitWords>("kit");
  const format = useFormat();
  const { amount, range } = usePromiseWords(currency);
  const { months, promised, unit, side } = promise;
  const marks = useMarksOn(months.map(({ period }) => period));
  const names = useMemo(() => months.map(({ period }) => format.period(period)), [months, format]);
  const write = useCallback(
    (value: number) => (unit === "money" ? format.money(value, currency, true) : unit === "share" ? format.share(value, 0) : format.count(value)),
    [unit, currency, format],
  );
  const draw = useCallback(
    (inks: Inks) => ({
      grid: { left: 8, right: 16, top: 16, bottom: 8, containLabel: true },
      xAxis: { type: "category", data: names, ...axis(inks) },
      yAxis: { type: "value", min: 0, ...(unit === "share" ? { max: 1 } : {}), ...axis(inks), axisLabel: { formatter: write, color: inks.quiet } },
      tooltip: { trigger: "axis", valueFormatter: (value: unknown) => (typeof value === "number" ? write(value) : "–") },
      series: [
        whiskers(
          months.flatMap(({ interval, measured }, at) =>
            measured === null || interval?.low == null || interval.high === null ? [] : [{ at, low: interval.low, high: interval.high }],
          ),
          inks.sides[side],
        ),
        {
          type: "line",
          name: t("col-measured"),
          data: months.map(({ measured }) => measured),
          symbolSize: 7,
          itemStyle: { color: inks.sides[side] },
          lineStyle: { color: inks.sides[side], width: 1.5 },
          ...(promised === null
            ? {}
            : {
                markLine: { silent: true, symbol: "none", label: { show: false }, lineStyle: { color: inks.text, type: [5, 4] }, data: [{ yAxis: promised }] },
              }),
        },
      ],
    }),
    [months, promised, unit, side, write, t, names],
  );
  return (
    <Chart
      title={t(`course-title-${promise.status}`, { name: kit(`promise-${promise.key}`) })}
      summary={t("course-summary")}
      draw={draw}
      marks={marks}
      height={240}
      fileName={`evenhand-promise-${promise.key}`}
      table={chartTable({
        rows: months,
        rowKey: ({ period }) => period.from,
        columns: [
          { key: "month", name: t("col-month"), value: ({ period }) => format.period(period), onPhone: "title" },
          { key: "measured", name: t("col-measured"), isNumber: true, value: ({ measured }) => (measured === null ? null : amount(promise, measured)) },
          { key: "range", name: t("col-range"), isNumber: true, isFixed: true, value: ({ interval }) => range({ unit, interval }) },
          { key: "cases", name: t("col-cases"), isNumber: true, value: ({ sample }) => sample },
        ],
      })}
    />
  );
}
