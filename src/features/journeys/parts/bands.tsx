// The picture: for each channel a band from the lowest model to the highest, its ends with their ranges, and a dot for every model.
import { useCallback } from "react";

import type { ChannelView, JourneysView, ModelName } from "#features/journeys/contract.ts";
import { useJourneyNames } from "#features/journeys/parts/names.ts";
import { useOpenChannel } from "#features/journeys/parts/question.ts";
import type { words } from "#features/journeys/words.en.ts";
import { Chart } from "#ui/chart/chart.tsx";
import { chartTable } from "#ui/chart/frame.tsx";
import { type Inks, axis } from "#ui/chart/ink.ts";
import { useFormat, useWords } from "#ui/language.ts";

interface Drawn {
  readonly channel: ChannelView;
  readonly name: string;
}

/** Pixels a channel, and those of the axis. */
const [rowHeight, axisHeight] = [44, 40];

export function Bands({ told }: { readonly told: JourneysView }) {
  const t = useWords<typeof words>("journeys");
  const format = useFormat();
  const { nameOf } = useJourneyNames();
  const [, open] = useOpenChannel();
  const draw = useCallback(
    (inks: Inks, isNarrow: boolean) => {
      const rows = told.channels.map((channel) => ({ channel, name: nameOf(channel) }));
      const words = { model: (model: ModelName) => t(`model-${model}`), share: (share: number, digits?: number) => format.share(share, digits) };
      return settingsOf(rows, inks, { ...words, isNarrow, banded: told.banded });
    },
    [told, nameOf, t, format],
  );
  const [first] = told.firstPlaces;
  const leader = told.channels.find((each) => each.key === first?.key);
  const isAgreed = first !== undefined && first.models === told.banded.length;
  const list = told.channels
    .slice(0, 6)
    .map((each) => t("bands-item", { channel: nameOf(each), low: format.share(each.band.low), high: format.share(each.band.high) }));
  return (
    <Chart
      title={isAgreed && leader ? t("bands-finding-agree", { channel: nameOf(leader) }) : t("bands-finding-differ")}
      note={`${t("bands")}. ${t("bands-note")}`}
      summary={t("bands-summary", { count: told.channels.length, list: `${list.join("; ")}.` })}
      draw={draw}
      height={told.channels.length * rowHeight + axisHeight}
      fileName="evenhand-journey-credit"
      onPick={({ index }) => open(told.channels[index]?.key ?? null)}
      legend={
        <>
          <span>▬ {t("legend-band")}</span>
          <span>├─┤ {t("legend-ends")}</span>
          <span>● {t("legend-model")}</span>
        </>
      }
      table={chartTable<ChannelView>({
        rows: told.channels,
        rowKey: (each) => each.key,
        columns: [
          { key: "channel", name: t("col-channel"), value: nameOf, onPhone: "title" },
          ...told.models.flatMap((model, place) => [
            {
              key: model,
              name: t(`model-${model}`),
              isNumber: true,
              value: (each: ChannelView) => each.models[place]?.share ?? null,
              cell: (each: ChannelView) => {
                const one = each.models[place];
                return one === undefined ? "" : `${format.share(one.share)} (${format.interval(one.interval, { unit: "share" })})`;
              },
            },
          ]),
        ],
      })}
    />
  );
}

interface Said {
  readonly model: (model: ModelName) => string;
  readonly share: (share: number, digits?: number) => string;
  readonly isNarrow: boolean;
  readonly banded: readonly ModelName[];
}

interface Pen {
  coord(place: readonly [number, number]): [number, number];
}

function settingsOf(rows: readonly Drawn[], inks: Inks, { model, share, isNarrow, banded }: Said) {
  const whole = ({ channel }: Drawn) => channel.models.filter((each) => banded.includes(each.model));
  const dots = rows.flatMap((row, place) =>
    whole(row).map((each) => ({
      value: [each.share, place],
      name: model(each.model),
      share: each.share,
      itemStyle: { color: inks.sides[row.channel.side], borderColor: inks.surface, borderWidth: 1 },
    })),
  );
  const lowest = Math.min(0, ...rows.map(({ channel }) => channel.band.lowEnd));
  const highest = Math.max(0.05, ...rows.map(({ channel }) => channel.band.highEnd));
  return {
    grid: { left: 8, right: 24, top: 8, bottom: 8, outerBoundsMode: "same" },
    xAxis: {
      ...axis(inks),
      type: "value",
      min: lowest < 0 ? Math.floor(lowest * 20) / 20 : 0,
      max: Math.ceil(highest * 20) / 20,
      axisLabel: { color: inks.quiet, hideOverlap: true, formatter: (value: number) => share(value, 0) },
    },
    yAxis: {
      ...axis(inks),
      type: "category",
      inverse: true,
      data: rows.map(({ name }) => name),
      splitLine: { show: false },
      axisLabel: { color: inks.text, fontSize: 12, width: isNarrow ? 96 : 180, overflow: "truncate" },
    },
    tooltip: {
      trigger: "item",
      formatter: ({ data, dataIndex, seriesIndex }: { data: { name?: string; share?: number }; dataIndex: number; seriesIndex: number }) => {
        const row = rows[dataIndex];
        if (seriesIndex === 1) return `${data.name ?? ""}: ${share(data.share ?? 0)}`;
        return row
          ? `${row.name}\n${whole(row)
              .map((each) => `${model(each.model)}: ${share(each.share)}`)
              .join("\n")}`
          : "";
      },
    },
    series: [
      {
        name: "band",
        type: "custom",
        data: rows.map(({ channel }, place) => [channel.band.low, place, channel.band.high, channel.band.lowEnd, channel.band.highEnd]),
        encode: { x: [0, 2, 3, 4], y: 1 },
        renderItem: ({ dataIndex }: { dataIndex: number }, pen: Pen) => {
          const row = rows[dataIndex];
          if (!row) return undefined;
          const { band, side } = row.channel;
          const colour = inks.sides[side];
          const at = (value: number) => pen.coord([value, dataIndex]);
          const [[low, y], [high], [lowEnd], [highEnd]] = [at(band.low), at(band.high), at(band.lowEnd), at(band.highEnd)];
          return {
            type: "group",
            children: [
              {
                type: "path",
                shape: { pathData: `M${lowEnd} ${y}H${highEnd}M${lowEnd} ${y - 5}v10M${highEnd} ${y - 5}v10` },
                style: { stroke: colour, fill: "none", lineWidth: 1.25 },
              },
              { type: "rect", shape: { x: low, y: y - 8, width: Math.max(2, high - low), height: 16, r: 3 }, style: { fill: colour, opacity: 0.28 } },
            ],
          };
        },
      },
      {
        name: "model",
        type: "scatter",
        data: dots,
        symbolSize: 8,
        z: 3,
      },
    ],
  };
}
