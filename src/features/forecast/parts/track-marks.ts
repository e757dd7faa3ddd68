// How the range of each period is drawn: the bar of nine cases in ten, the box of one in two, its middle, and what came.
import type { Inks } from "#ui/chart/ink.ts";

export interface Ranged {
  readonly low50: number;
  readonly high50: number;
  readonly low90: number;
  readonly high90: number;
  readonly median: number;
  readonly isNow: boolean;
}

interface Pen {
  coord(place: readonly number[]): [number, number];
}

/** Ranges standing at the places of an axis of categories. */
export function rangeSeries(rows: readonly Ranged[], inks: Inks) {
  return {
    type: "custom",
    silent: true,
    z: 2,
    encode: { x: 0, y: [1, 2] },
    data: rows.map((row, place) => [place, row.low90, row.high90]),
    renderItem: ({ dataIndex }: { dataIndex: number }, pen: Pen) => {
      const row = rows[dataIndex];
      if (!row) return undefined;
      const y = (value: number) => pen.coord([dataIndex, value])[1];
      const [x] = pen.coord([dataIndex, row.median]);
      const half = row.isNow ? 13 : 9;
      const style = { stroke: inks.ink, fill: "none", lineWidth: 1.25 };
      return {
        type: "group",
        children: [
          { type: "path", shape: { pathData: `M${x} ${y(row.high90)}V${y(row.low90)}M${x - 5} ${y(row.high90)}h10M${x - 5} ${y(row.low90)}h10` }, style },
          {
            type: "rect",
            shape: { x: x - half, y: y(row.high50), width: 2 * half, height: Math.max(1, y(row.low50) - y(row.high50)), r: 2 },
            style: { fill: row.isNow ? inks.ink : inks.inkTint, stroke: inks.ink, lineWidth: 1 },
          },
          {
            type: "path",
            shape: { pathData: `M${x - half} ${y(row.median)}h${2 * half}` },
            style: { stroke: row.isNow ? inks.surface : inks.ink, lineWidth: 2, fill: "none" },
          },
        ],
      };
    },
  };
}
