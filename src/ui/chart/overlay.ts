// What is laid over or under a line: bands of any outline, hatching for what is young, upright marks with their names.
import { type BandEnds, type CurveShape, bandOutlines } from "#ui/chart/band-shape.ts";
import type { Inks } from "#ui/chart/ink.ts";

type Series = Record<string, unknown>;

/** What ECharts hands to a shape that is drawn by us. */
interface Pen {
  coord(place: readonly (number | string)[]): [number, number];
}
interface Canvas {
  readonly dataIndex: number;
  readonly coordSys: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

export interface Overlay {
  readonly points: readonly BandEnds[];
  readonly shape: CurveShape;
  readonly colour: string;
  /** Hatched: too young to be judged. */
  readonly isYoung?: boolean;
}

/** A band on axes of numbers or time; it widens the axes to its ends. Put before the curve's own series. */
export function bandOverlay({ points, shape, colour, isYoung = false }: Overlay): Series {
  const outlines = bandOutlines(points, shape);
  return {
    type: "custom",
    silent: true,
    clip: true,
    z: 1,
    tooltip: { show: false },
    encode: { x: 0, y: [1, 2] },
    data: points.map(({ at, low, high }) => [at, low, high]),
    renderItem: ({ dataIndex }: Canvas, pen: Pen) => {
      if (dataIndex !== 0) return undefined;
      const polygons = outlines.map((outline) => outline.map((corner) => pen.coord(corner)));
      const fill = polygons.map((corners) => ({ type: "polygon", shape: { points: corners }, style: { fill: colour, opacity: isYoung ? 0.07 : 0.15 } }));
      const hatch = isYoung ? polygons.map((corners) => hatching(corners, colour)) : [];
      return { type: "group", children: [...fill, ...hatch] };
    },
  };
}

/** Slanted lines cut to an outline. */
function hatching(corners: readonly [number, number][], colour: string): Series {
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const rise = bottom - top;
  const count = Math.ceil((right - left + rise) / 7);
  const path = Array.from({ length: count }, (_, index) => `M${left - rise + index * 7} ${bottom}l${rise} ${-rise}`).join("");
  return {
    type: "path",
    shape: { pathData: path },
    style: { stroke: colour, fill: "none", lineWidth: 1, opacity: 0.5 },
    clipPath: { type: "polygon", shape: { points: corners } },
  };
}

/** Upright ranges with feet, at places of an axis of numbers. */
export function whiskers(points: readonly { readonly at: number; readonly low: number; readonly high: number }[], colour: string): Series {
  return {
    type: "custom",
    silent: true,
    z: 2,
    tooltip: { show: false },
    encode: { x: 0, y: [1, 2] },
    data: points.map(({ at, low, high }) => [at, low, high]),
    renderItem: ({ dataIndex }: Canvas, pen: Pen) => {
      const point = points[dataIndex];
      if (!point) return undefined;
      const [x, top] = pen.coord([point.at, point.high]);
      const [, bottom] = pen.coord([point.at, point.low]);
      return {
        type: "path",
        shape: { pathData: `M${x} ${top}V${bottom}M${x - 4} ${top}h8M${x - 4} ${bottom}h8` },
        style: { stroke: colour, fill: "none", lineWidth: 1.25 },
      };
    },
  };
}

export interface TimeMark {
  /** Where on the axis: a number, a day in milliseconds, or the name of a category. */
  readonly at: number | string;
  /** 'Turn: March 2017'. */
  readonly name: string;
  /** Drawn lighter: proposed, not confirmed. */
  readonly isQuiet?: boolean;
}

const rowHeight = 16;
const letterWidth = 6.3;

/** Pixels that the names of marks need above the plot: add them to `grid.top`. */
export const roomForMarks = (marks: readonly TimeMark[]): number => (marks.length === 0 ? 0 : Math.min(3, marks.length) * rowHeight + 4);

/** Upright lines with their names above the plot, in up to three rows so that neighbours do not cover one another. */
export function markSeries(inks: Inks, marks: readonly TimeMark[]): Series {
  let rowEnds: number[] = [];
  return {
    type: "custom",
    silent: true,
    z: 4,
    tooltip: { show: false },
    encode: { x: 0, y: [] },
    data: marks.map(({ at }) => [at]),
    renderItem: ({ dataIndex, coordSys }: Canvas, pen: Pen) => {
      const mark = marks[dataIndex];
      if (!mark) return undefined;
      if (dataIndex === 0) rowEnds = [];
      const [x] = pen.coord([mark.at, 0]);
      const width = mark.name.length * letterWidth;
      const left = Math.max(coordSys.x, Math.min(x - width / 2, coordSys.x + coordSys.width - width));
      const rows = Math.min(3, marks.length);
      const free = Array.from({ length: rows }, (_, row) => row).find((row) => (rowEnds[row] ?? -Infinity) < left);
      const row = free ?? dataIndex % rows;
      rowEnds[row] = left + width + 8;
      const y = coordSys.y - 6 - row * rowHeight;
      return {
        type: "group",
        children: [
          {
            type: "line",
            shape: { x1: x, x2: x, y1: y + 2, y2: coordSys.y + coordSys.height },
            style:
              mark.isQuiet === true
                ? { stroke: inks.quiet, lineWidth: 1, lineDash: [1, 4] }
                : { stroke: inks.text, lineWidth: 1, lineDash: [3, 3], opacity: 0.7 },
          },
          {
            type: "text",
            z2: 10,
            style: {
              text: mark.name,
              x: left,
              y,
              fill: mark.isQuiet === true ? inks.quiet : inks.text,
              backgroundColor: inks.surface,
              fontSize: 12,
              fontFamily: "Inter Variable, system-ui, sans-serif",
              verticalAlign: "bottom",
            },
          },
        ],
      };
    },
  };
}
