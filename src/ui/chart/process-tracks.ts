// The lines of a process map in pixels: boxes one under another, arrows around them.
import type { LaidMove } from "#ui/chart/process-layout.ts";

export const boxHeight = 44;
const between = 50;
const narrow = 560;

export interface MapSize {
  readonly isNarrow: boolean;
  /** Left edge and width of the boxes. */
  readonly left: number;
  readonly box: number;
  /** From one lane to the next on each side. */
  readonly laneBack: number;
  readonly lanePast: number;
  readonly top: (place: number) => number;
}

export const heightOfMap = (steps: number): number => Math.max(0, steps * boxHeight + (steps - 1) * between) + 2;

/** Boxes and lanes in the width there is: lanes are narrowed before boxes are. */
export function sizeOfMap(width: number, lanes: { readonly lanesPast: number; readonly lanesBack: number }): MapSize {
  const isNarrow = width < narrow;
  const box = Math.min(260, Math.max(124, width * (isNarrow ? 0.4 : 0.26)));
  const count = lanes.lanesPast + lanes.lanesBack;
  const room = count === 0 ? 0 : (width - box) / count;
  const lane = Math.min(isNarrow ? 56 : 110, room);
  const used = box + lane * count;
  return {
    isNarrow,
    left: Math.max(0, (width - used) / 2) + lane * lanes.lanesBack,
    box,
    laneBack: lane,
    lanePast: lane,
    top: (place) => 1 + place * (boxHeight + between),
  };
}

export interface Track {
  readonly path: string;
  readonly arrow: string;
  readonly width: number;
}

const laneX = ({ way, lane }: LaidMove, size: MapSize): number => {
  // The number stands outside of its line, so a line runs at the inner edge of its lane.
  const offset = 16 + lane;
  return way === "past" ? size.left + size.box + offset * 1 + lane * (size.lanePast - 1) : size.left - offset - lane * (size.laneBack - 1);
};

export function trackOf(at: LaidMove, size: MapSize, width: number): Track {
  const head = Math.max(4, width * 0.75);
  if (at.way === "next") {
    const x = size.left + size.box / 2;
    const [from, to] = [size.top(at.from) + boxHeight, size.top(at.to)];
    return { width, path: `M${x} ${from}V${to - head}`, arrow: `M${x} ${to}L${x - head} ${to - head * 1.3}H${x + head}Z` };
  }
  const sign = at.way === "past" ? 1 : -1;
  const edge = at.way === "past" ? size.left + size.box : size.left;
  const [from, to] = [size.top(at.from) + boxHeight * exitAt(at), size.top(at.to) + boxHeight * entryAt(at)];
  const x = laneX(at, size);
  const bend = Math.min(8, Math.abs(to - from) / 2, Math.abs(x - edge));
  const down = to > from ? 1 : -1;
  const path = `M${edge} ${from}H${x - sign * bend}Q${x} ${from} ${x} ${from + down * bend}V${to - down * bend}Q${x} ${to} ${x - sign * bend} ${to}H${edge + sign * head}`;
  return { width, path, arrow: `M${edge} ${to}l${sign * head * 1.3} ${-head}v${head * 2}Z` };
}

/** Going down one leaves low and comes in high; going back the other way round, so that the two do not meet. */
const exitAt = ({ way }: LaidMove): number => (way === "past" ? 0.75 : 0.3);
const entryAt = ({ way }: LaidMove): number => (way === "past" ? 0.25 : 0.75);

export function labelAt(at: LaidMove, size: MapSize, width: number): { x: number; y: number; anchor: "start" | "end" } {
  if (at.way === "next") return { x: size.left + size.box / 2 + width / 2 + 8, y: size.top(at.to) - between / 2 + 4, anchor: "start" };
  const isPast = at.way === "past";
  const middle = (size.top(at.from) + boxHeight * exitAt(at) + size.top(at.to) + boxHeight * entryAt(at)) / 2;
  return { x: laneX(at, size) + (isPast ? 1 : -1) * (width / 2 + 4), y: middle + 4, anchor: isPast ? "start" : "end" };
}
