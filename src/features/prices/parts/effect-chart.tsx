// Win rate by discount: all deals as marks with their ranges, a seller's own like deals as a curve with its band.
import { useCallback } from "react";

import { type Effect, isBeyondChance } from "#features/prices/parts/told.ts";
import type { words } from "#features/prices/words.en.ts";
import { periodName } from "#kit/period.ts";
import { Chart } from "#ui/chart/chart.tsx";
import { chartTable } from "#ui/chart/frame.tsx";
import { type Inks, axis, groupInk } from "#ui/chart/ink.ts";
import { GroupKey } from "#ui/chart/keys.tsx";
import { bandOverlay, whiskers } from "#ui/chart/overlay.ts";
import type { Format } from "#ui/format.ts";
import { useFormat, useWords } from "#ui/language.ts";

interface Row {
  readonly key: string;
  readonly what: string;
  readonly discount: string;
  readonly at: number;
  readonly rate: number;
  readonly range: string;
  readonly offers: number | null;
}

const share = { unit: "share" } as const;

export function EffectChart({ told }: { readonly told: Effect }) {
  const t = useWords<typeof words>("prices");
  const format = useFormat();
  const { buckets, effect } = told;
  const [x, y] = [t("x-discount"), t("y-rate")];
  const draw = useCallback((inks: Inks) => settingsOf(told, inks, { x, y, format }), [told, x, y, format]);
  const [first, last] = [buckets[0]!, buckets.at(-1)!];
  const title =
    effect === null
      ? t("effect-title-naive")
      : isBeyondChance(effect)
        ? t("effect-title-some", { change: format.change(effect.within.perTenPoints, share) })
        : t("effect-title-none");
  return (
    <Chart
      title={title}
      summary={t("effect-summary", { first: format.share(first.winRate), last: format.share(last.winRate) })}
      draw={draw}
      height={340}
      fileName={`evenhand-discount-${periodName(told.window)}`}
      legend={
        <>
          <GroupKey name={t("mark-naive")} kind="dot" place={1} />
          {effect === null ? null : <GroupKey name={t("mark-within")} kind="band" place={0} />}
        </>
      }
      table={chartTable<Row>({
        rows: useRows(told),
        rowKey: (row) => row.key,
        columns: [
          { key: "what", name: t("col-what"), value: (row) => row.what, onPhone: "title" },
          { key: "discount", name: x, isNumber: true, value: (row) => row.at, cell: (row) => row.discount },
          { key: "rate", name: y, isNumber: true, value: (row) => row.rate, cell: (row) => format.share(row.rate) },
          { key: "range", name: t("col-range"), isFixed: true, isNumber: true, value: (row) => row.range },
          { key: "offers", name: t("col-offers"), isNumber: true, value: (row) => row.offers },
        ],
      })}
    />
  );
}

function useRows({ buckets, effect }: Effect): Row[] {
  const t = useWords<typeof words>("prices");
  const format = useFormat();
  const bare = (value: number) => format.share(value, 0);
  const named = ({ from, until }: Effect["buckets"][number]) =>
    from === null ? t("bucket-above") : until === null ? t("bucket-from", { from: bare(from) }) : t("bucket-between", { from: bare(from), until: bare(until) });
  return [
    ...buckets.map((bucket) => ({
      key: `naive ${bucket.from}`,
      what: t("row-naive"),
      discount: bucket.until === 0 ? t("bucket-none") : named(bucket),
      at: bucket.meanDiscount,
      rate: bucket.winRate,
      range: format.interval(bucket.interval, share),
      offers: bucket.offers,
    })),
    ...(effect?.curve ?? []).map((point) => ({
      key: `within ${point.discount}`,
      what: t("row-within"),
      discount: format.share(point.discount),
      at: point.discount,
      rate: point.chance,
      range: format.interval(point.interval, share),
      offers: null,
    })),
  ];
}

function settingsOf({ buckets, effect }: Effect, inks: Inks, { x, y, format }: { x: string; y: string; format: Format }) {
  const curve = effect?.curve ?? [];
  const naive = groupInk(inks, 1);
  const scale = { ...axis(inks), type: "value", nameLocation: "middle" };
  const axisLabel = { color: inks.quiet, hideOverlap: true, formatter: (value: number) => format.share(value, 0) };
  const largest = Math.max(1, ...buckets.map((bucket) => bucket.offers));
  return {
    grid: { left: 4, right: 20, top: 16, bottom: 4, outerBoundsMode: "same" },
    xAxis: { ...scale, name: x, nameGap: 28, min: Math.min(0, Math.floor(20 * (buckets[0]?.meanDiscount ?? 0)) / 20), axisLabel, splitLine: { show: false } },
    yAxis: { ...scale, name: y, nameGap: 40, min: 0, max: 1, axisLabel },
    tooltip: {
      trigger: "item",
      formatter: ({ dataIndex, seriesId }: { dataIndex: number; seriesId?: string }) => {
        const bucket = seriesId === "naive" ? buckets[dataIndex] : undefined;
        if (!bucket) return "";
        return `${x}: ${format.share(bucket.meanDiscount)}\n${y}: ${format.share(bucket.winRate)} (${format.interval(bucket.interval, share)})\nn = ${format.count(bucket.offers)}`;
      },
    },
    series: [
      bandOverlay({
        points: curve.map(({ discount, interval }) => ({ at: discount, low: interval.low, high: interval.high })),
        shape: "line",
        colour: inks.ink,
      }),
      {
        type: "line",
        data: curve.map(({ discount, chance }) => [discount, chance]),
        symbol: "none",
        silent: true,
        lineStyle: { color: inks.ink, width: 2 },
        z: 3,
      },
      whiskers(
        buckets.map(({ meanDiscount, interval }) => ({ at: meanDiscount, low: interval.low!, high: interval.high! })),
        naive,
      ),
      {
        id: "naive",
        type: "scatter",
        data: buckets.map(({ meanDiscount, winRate }) => [meanDiscount, winRate]),
        symbol: "diamond",
        symbolSize: (_: unknown, { dataIndex }: { dataIndex: number }) => 8 + 10 * Math.sqrt((buckets[dataIndex]?.offers ?? 0) / largest),
        itemStyle: { color: naive, borderColor: inks.surface, borderWidth: 1, opacity: 1 },
        z: 4,
      },
    ],
  };
}
