// Where the arrows of a process map run: to the next step straight down, past steps on the right, back on the left, each on a lane of its own.

export interface Move {
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

/** 'next' runs straight between neighbours; 'past' and 'back' take lane 0 nearest to the boxes; 'again' leads to the same step. */
export type Way = "next" | "past" | "back" | "again";

export interface LaidMove<M extends Move = Move> {
  readonly move: M;
  readonly way: Way;
  readonly from: number;
  readonly to: number;
  readonly lane: number;
}

/** Steps stand in the given order. Moves from or to unknown steps are left out. Short moves lie inside long ones; moves on one lane never overlap. */
export function layMoves<M extends Move>(steps: readonly string[], moves: readonly M[]): { moves: LaidMove<M>[]; lanesPast: number; lanesBack: number } {
  const placed = moves
    .map((move) => ({ move, from: steps.indexOf(move.from), to: steps.indexOf(move.to) }))
    .filter(({ from, to, move }) => from >= 0 && to >= 0 && move.count > 0)
    .map(({ move, from, to }): LaidMove<M> => ({ move, from, to, way: wayOf(from, to), lane: 0 }));
  const past = ontoLanes(placed.filter(({ way }) => way === "past"));
  const back = ontoLanes(placed.filter(({ way }) => way === "back" || way === "again"));
  const count = (laid: readonly LaidMove[]) => Math.max(0, ...laid.map(({ lane }) => lane + 1));
  return { moves: [...placed.filter(({ way }) => way === "next"), ...past, ...back], lanesPast: count(past), lanesBack: count(back) };
}

function wayOf(from: number, to: number): Way {
  if (to === from + 1) return "next";
  if (to === from) return "again";
  return to > from ? "past" : "back";
}

function ontoLanes<M extends Move>(moves: readonly LaidMove<M>[]): LaidMove<M>[] {
  const lanes: { top: number; bottom: number }[][] = [];
  const spanOf = (move: LaidMove) => ({ top: Math.min(move.from, move.to), bottom: Math.max(move.from, move.to) });
  const length = (move: LaidMove) => Math.abs(move.to - move.from);
  return moves
    .toSorted((one, two) => length(one) - length(two) || one.from - two.from || two.move.count - one.move.count)
    .map((move) => {
      const span = spanOf(move);
      const lane = firstFree(lanes, span);
      (lanes[lane] ??= []).push(span);
      return Object.assign({}, move, { lane });
    });
}

/** The first lane where nothing overlaps and nothing further in would have to be crossed by a shorter one. */
function firstFree(lanes: readonly { top: number; bottom: number }[][], span: { top: number; bottom: number }): number {
  const overlaps = (lane: readonly { top: number; bottom: number }[]) =>
    lane.some((other) => span.top < other.bottom && other.top < span.bottom) || lane.some((other) => other.top === span.top && other.bottom === span.bottom);
  const last = lanes.findLastIndex(overlaps);
  return last + 1;
}

/** Thickness of an arrow in pixels: in proportion, never thinner than can be seen. */
export const thicknessOf = (count: number, most: number): number => Math.max(1.25, (count / Math.max(1, most)) * 14);
