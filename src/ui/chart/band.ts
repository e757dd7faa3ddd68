// A band of uncertainty between two lines, as two stacked series that a chart lays under its line.

export interface BandPoint {
  readonly low: number | null;
  readonly high: number | null;
}

/** Put before the line's own series. Points without both ends leave a gap. */
export function bandSeries(name: string, points: readonly BandPoint[], colour: string): Record<string, unknown>[] {
  const shared = { type: "line", stack: name, silent: true, symbol: "none", lineStyle: { opacity: 0 }, tooltip: { show: false }, z: 1 };
  const isWhole = (point: BandPoint): point is { low: number; high: number } => point.low !== null && point.high !== null;
  return [
    { ...shared, name: `${name}, low`, stackStrategy: "all", data: points.map((point) => (isWhole(point) ? point.low : null)) },
    {
      ...shared,
      name: `${name}, high`,
      stackStrategy: "all",
      areaStyle: { color: colour, opacity: 0.16 },
      data: points.map((point) => (isWhole(point) ? point.high - point.low : null)),
    },
  ];
}
