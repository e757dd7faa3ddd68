// The curve: shares by band as they stand and among equals, with their ranges; the published audit as a thin line.
import { useCallback } from "react";

import type { ResponseAnswer } from "#features/response/contract.ts";
import { courseOf } from "#features/response/parts/course.ts";
import type { words } from "#features/response/words.en.ts";
import { Chart } from "#ui/chart/chart.tsx";
import { chartTable } from "#ui/chart/frame.tsx";
import { type Inks, axis, groupInk } from "#ui/chart/ink.ts";
import { GroupKey } from "#ui/chart/keys.tsx";
import { whiskers } from "#ui/chart/overlay.ts";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";

type Band = ResponseAnswer["bands"][number];

export function ResponseChart({ told }: { readonly told: ResponseAnswer }) {
  const t = useWords<typeof words>("response");
  const format = useFormat();
  const { bands } = told;
  const nameOf = useCallback((key: string) => t(`band.${key as "0-1h"}`), [t]);
  const draw = useCallback(
    (inks: Inks, isNarrow: boolean) => settingsOf(bands, inks, { isNarrow, nameOf, write: (share) => format.share(share, 0) }),
    [bands, nameOf, format],
  );
  const share = (value: number | null) => (value === null ? null : format.share(value));
  const base = nameOf(told.comparedWith);
  return (
    <Section title={t("curve")} note={t("curve-note", { leads: told.leads, period: format.period(told.period), within: told.within, young: told.tooYoung })}>
      <Chart
        title={t(`curve-title-${courseOf(told)}`)}
        summary={t("curve-summary")}
        draw={draw}
        height={340}
        fileName={`evenhand-response-${told.outcome}`}
        legend={
          <>
            <GroupKey name={t("key-plain")} kind="dot" place={0} />
            <GroupKey name={t("key-equals")} kind="dot" place={1} />
            {bands.some(({ published }) => published !== null) ? <GroupKey name={t("key-published")} kind="line" place={5} /> : null}
          </>
        }
        table={chartTable<Band>({
          rows: bands,
          rowKey: ({ key }) => key,
          columns: [
            { key: "band", name: t("col-band"), value: ({ key }) => nameOf(key), onPhone: "title" },
            { key: "leads", name: t("col-leads"), isNumber: true, value: ({ leads }) => leads },
            { key: "share", name: t("col-share"), isNumber: true, value: (row) => row.share, cell: (row) => share(row.share) },
            {
              key: "range",
              name: t("col-range"),
              isNumber: true,
              isFixed: true,
              value: ({ interval }) => (interval === null ? null : format.interval(interval, { unit: "share" })),
            },
            {
              key: "difference",
              name: t("col-difference", { band: base }),
              isNumber: true,
              value: ({ difference }) => difference?.value ?? null,
              cell: ({ key, difference }) =>
                key === told.comparedWith ? t("base-band") : difference === null ? null : format.change(difference.value, { unit: "share" }),
            },
            {
              key: "difference-range",
              name: t("col-difference-range"),
              isNumber: true,
              isFixed: true,
              value: ({ difference }) => (difference === null ? null : format.changeInterval(difference.interval, { unit: "share" })),
            },
          ],
        })}
      />
    </Section>
  );
}

/** Both sets stand a little to either side of the band, so that neither covers the other. */
const aside = 0.12;

function settingsOf(
  bands: readonly Band[],
  inks: Inks,
  { isNarrow, nameOf, write }: { isNarrow: boolean; nameOf: (key: string) => string; write: (share: number) => string },
) {
  const plain = bands.flatMap(({ share, interval }, at) => (share === null || interval === null ? [] : [{ at: at - aside, share, interval }]));
  const equals = bands.flatMap(({ adjusted }, at) => (adjusted === null ? [] : [{ at: at + aside, share: adjusted.value, interval: adjusted.interval }]));
  const dots = (points: typeof plain, place: number) => [
    whiskers(
      points.map(({ at, interval }) => ({ at, low: interval.low ?? 0, high: interval.high ?? 1 })),
      groupInk(inks, place),
    ),
    {
      type: "scatter",
      symbol: place === 0 ? "circle" : "diamond",
      symbolSize: 9,
      itemStyle: { color: groupInk(inks, place) },
      data: points.map(({ at, share }) => [at, share]),
    },
  ];
  const published = bands.flatMap((band, at) => (band.published === null ? [] : [[at, band.published]]));
  return {
    grid: { left: 8, right: 16, top: 16, bottom: isNarrow ? 56 : 32, containLabel: true },
    xAxis: {
      type: "value",
      min: -0.5,
      max: bands.length - 0.5,
      interval: 1,
      ...axis(inks),
      splitLine: { show: false },
      axisTick: { show: false },
      axisLabel: { show: false },
    },
    yAxis: { type: "value", min: 0, ...axis(inks), axisLine: { show: false }, axisLabel: { formatter: write, color: inks.quiet } },
    tooltip: { show: false },
    series: [
      // The names of the bands stand under their places: an axis of numbers has no names of its own.
      {
        type: "scatter",
        silent: true,
        symbolSize: 0.1,
        data: bands.map(({ key }, at) => ({
          value: [at, 0],
          label: {
            show: true,
            position: "bottom",
            ...(isNarrow ? { rotate: 60, align: "right", verticalAlign: "middle" } : {}),
            formatter: nameOf(key),
            color: inks.quiet,
            fontSize: 11,
          },
        })),
      },
      ...(published.length < 2
        ? []
        : [{ type: "line", silent: true, symbol: "none", lineStyle: { color: groupInk(inks, 5), width: 1, type: [3, 4] }, data: published }]),
      ...dots(plain, 0),
      ...dots(equals, 1),
    ],
  };
}
