// A chart: a title that says the finding, the picture, its text for readers of the screen, its table one key away, and ways out.
import { useEffect, useRef, useState } from "react";

import { useComputedColorScheme } from "@mantine/core";

import { ChartFrame, type ChartWords } from "#ui/chart/frame.tsx";
import { type Inks, commonSettings, inksNow, isStill } from "#ui/chart/ink.ts";
import { type TimeMark, markSeries, roomForMarks } from "#ui/chart/overlay.ts";
import { useWords } from "#ui/language.ts";
import type { words } from "#ui/words.en.ts";
import type { EChartsCoreOption, EChartsType } from "#ui/chart/engine.ts";

export interface ChartProps extends ChartWords {
  /** ECharts settings in the inks on screen; laid over the common ones. Keep it stable with useCallback. */
  readonly draw: (inks: Inks, isNarrow: boolean) => EChartsCoreOption;
  /** Pixels; the place is kept while the engine loads. */
  readonly height?: number;
  /** Pixels; for pictures that are read along both sides alike. */
  readonly widest?: number;
  /** A click on a mark: its series name and index. */
  readonly onPick?: (mark: { series: string; index: number; name: string }) => void;
  /** Upright lines with their names, told to readers of the screen as well: turning points by `useMarksOn(periods)`. Keep it stable. */
  readonly marks?: readonly TimeMark[];
}

const noMarks: readonly TimeMark[] = [];

export function Chart({ draw, height = 320, widest, onPick, marks = noMarks, ...given }: ChartProps) {
  const t = useWords<typeof words>("kit");
  const summary = marks.length === 0 ? given.summary : `${given.summary} ${t("turns-said", { marks: marks.map((mark) => mark.name).join("; ") })}`;
  const chartWords = { ...given, summary };
  const place = useRef<HTMLDivElement>(null);
  const chart = useDrawnChart(place, { draw, marks, onPick });
  const svg = () => place.current?.querySelector("svg") ?? null;
  return (
    <ChartFrame {...chartWords} drawing={svg}>
      <div ref={place} style={{ height, maxWidth: widest }} role="img" aria-label={chartWords.summary} aria-busy={chart === null} />
    </ChartFrame>
  );
}

/** Pixels under which a picture leaves out what does not fit beside it. */
const narrow = 560;

interface Drawing {
  readonly draw: ChartProps["draw"];
  readonly marks: readonly TimeMark[];
  readonly onPick: ChartProps["onPick"];
}

function useDrawnChart(place: React.RefObject<HTMLDivElement | null>, { draw, marks, onPick }: Drawing): EChartsType | null {
  const [chart, setChart] = useState<EChartsType | null>(null);
  const [isNarrow, setNarrow] = useState(false);
  const scheme = useComputedColorScheme("light");
  const pick = useRef(onPick);
  useEffect(() => {
    pick.current = onPick;
  });
  useEffect(() => {
    let made: EChartsType | null = null;
    let isGone = false;
    const watch = new ResizeObserver(([entry]) => {
      made?.resize();
      if (entry) setNarrow(entry.contentRect.width < narrow);
    });
    void import("#ui/chart/engine.ts").then(({ init }) => {
      if (isGone || !place.current) return undefined;
      made = init(place.current, null, { renderer: "svg" });
      made.on("click", (mark) => pick.current?.({ series: mark.seriesName ?? "", index: mark.dataIndex ?? 0, name: mark.name }));
      watch.observe(place.current);
      setChart(made);
      return made;
    });
    return () => {
      isGone = true;
      watch.disconnect();
      made?.dispose();
    };
  }, [place]);
  useEffect(() => {
    if (!chart || chart.isDisposed()) return;
    const inks = inksNow(scheme);
    chart.setOption(marked({ ...commonSettings(inks, isStill()), ...draw(inks, isNarrow) }, inks, marks), { notMerge: true });
  }, [chart, draw, marks, scheme, isNarrow]);
  return chart;
}

/** The settings with marks laid over the last series, and room for their names above the plot. */
function marked(settings: EChartsCoreOption, inks: Inks, marks: readonly TimeMark[]): EChartsCoreOption {
  if (marks.length === 0) return settings;
  const { grid, series } = settings as { grid?: { top?: number }; series?: object[] };
  return { ...settings, grid: { ...grid, top: (grid?.top ?? 16) + roomForMarks(marks) }, series: [...(series ?? []), markSeries(inks, marks)] };
}
