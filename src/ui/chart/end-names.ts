// Names of lines where they end, moved apart where they would cover one another.
import type { Inks } from "#ui/chart/ink.ts";

export interface LineEnd {
  readonly name: string;
  readonly at: number;
  readonly value: number;
  readonly colour: string;
}

/** A name's place in pixels: where it begins, and the middle of its height. */
export interface NamePlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

const rowHeight = 15;
const letterWidth = 6.4;
const gap = 6;
const longest = 24;

/** The same places with new heights: none covers another, none leaves the plot, and the order from top to bottom stays. */
export function movedApart(places: readonly NamePlace[], [top, bottom]: readonly [number, number]): number[] {
  const ys = places.map(({ y }) => y);
  const order = places.map((_, place) => place).sort((a, b) => places[a]!.y - places[b]!.y || a - b);
  const meets = (a: number, b: number) => places[a]!.x < places[b]!.x + places[b]!.width && places[b]!.x < places[a]!.x + places[a]!.width;
  // Downwards until each is clear of those above it, then up again from the lower edge.
  for (const [rank, own] of order.entries())
    for (const upper of order.slice(0, rank)) if (meets(own, upper)) ys[own] = Math.max(ys[own]!, ys[upper]! + rowHeight);
  const upwards = order.toReversed();
  for (const [rank, own] of upwards.entries()) {
    ys[own] = Math.min(ys[own]!, bottom);
    for (const lower of upwards.slice(0, rank)) if (meets(own, lower)) ys[own] = Math.min(ys[own], ys[lower]! - rowHeight);
  }
  return ys.map((y) => Math.max(top, y));
}

interface Pen {
  coord(place: readonly number[]): [number, number];
}
interface Canvas {
  readonly dataIndex: number;
  readonly coordSys: { readonly y: number; readonly height: number };
}

/** Drawn as one mark, because each name has to know where the others stand. */
export function endNames(ends: readonly LineEnd[], inks: Inks): Record<string, unknown> {
  return {
    type: "custom",
    silent: true,
    clip: false,
    z: 5,
    tooltip: { show: false },
    encode: { x: 0, y: 1 },
    data: ends.map(({ at, value }) => [at, value]),
    renderItem: ({ dataIndex, coordSys }: Canvas, pen: Pen) => {
      if (dataIndex !== 0) return undefined;
      const names = ends.map(({ name }) => (name.length > longest ? `${name.slice(0, longest - 1)}…` : name));
      const places = ends.map(({ at, value }, place) => {
        const [x, y] = pen.coord([at, value]);
        return { x: x + gap, y, width: names[place]!.length * letterWidth + gap };
      });
      const ys = movedApart(places, [coordSys.y, coordSys.y + coordSys.height - rowHeight / 2]);
      const children = names.map((text, place) => ({
        type: "text",
        style: {
          text,
          x: places[place]!.x,
          y: ys[place],
          fill: ends[place]!.colour,
          stroke: inks.surface,
          lineWidth: 3,
          fontSize: 12,
          fontFamily: "Inter Variable, system-ui, sans-serif",
          verticalAlign: "middle",
        },
      }));
      return { type: "group", children };
    },
  };
}
