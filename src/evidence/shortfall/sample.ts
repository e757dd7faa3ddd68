// Everything that two periods are compared on, gathered once: who was due to close, what closed, what was watched, and who looks like whom.
import type { DayNumber } from "#kit/day.ts";
import { type Cell, CellBook, closingsOf, productCodes } from "#evidence/shortfall/closings.ts";
import { type Courses, type Money, type Units, isClosedIn, moneyOf } from "#evidence/shortfall/course.ts";
import { bookOf, entrantsOf, unlinkedCurves, watchedOf, weightOf } from "#evidence/shortfall/entrants.ts";
import { Ground } from "#evidence/shortfall/ground.ts";
import { type LagCurves, LagEstimator } from "#evidence/shortfall/lag.ts";
import { type Both, type Closings, type Entrants, type Row, type Stream, type WatchedList, fromLeads, withoutLead } from "#evidence/shortfall/lists.ts";
import type { PatternBook } from "#evidence/shortfall/patterns.ts";
import type { ShortfallInput, Trait, Windows } from "#evidence/shortfall/question.ts";
import { type Segment, settleSegments } from "#evidence/shortfall/segments.ts";

type ByStream<T> = readonly [fromLeads: T, withoutLead: T];

/** What the comparison rests on. Built once; the bootstrap only changes weights. */
export interface Sample {
  readonly windows: Windows;
  readonly courses: Courses;
  readonly money: Money;
  readonly units: Units;
  readonly segments: readonly Segment[];
  /** Row 2s: segment s through leads; row 2s + 1: without a lead. */
  readonly rows: readonly Row[];
  readonly cells: readonly Cell[];
  readonly entrants: Both<ByStream<Entrants>>;
  readonly closings: Both<Closings>;
  readonly lags: ByStream<LagEstimator>;
  readonly watched: ByStream<WatchedList>;
  readonly curves: ByStream<LagCurves | null>;
  readonly books: ByStream<PatternBook>;
  /** Open deals left out because they are older than anything that ever closed, by side. */
  readonly dead: Both<number>;
  /** Share of the period's entrants with a level that the reference does not know. */
  readonly newLevels: number;
  readonly firstEntered: ByStream<DayNumber>;
  /** Traits that the models of quality were learnt without, because they give the outcome away. */
  readonly telltale: readonly Trait[];
  /** The extract leaves out what closed before its first closing day; those on record then stand for all that came in with them. */
  readonly isLateExtract: boolean;
}

export function sampleOf(input: ShortfallInput, windows: Windows): Sample {
  const ground = new Ground(input, windows);
  const money = moneyOf(input.deals, windows, input.question.measure);
  const watched = byStream((stream) => watchedOf(ground, stream));
  // Leads are kept from the day they come; only extracts of deals begin with closings.
  const isLate = byStream((stream) => stream === withoutLead && watched[stream].entry.some((age) => age > 0));
  const lags = byStream((stream) => new LagEstimator(watched[stream], ground.strata));
  const curves = byStream((stream) => {
    const own = lags[stream].curves(null);
    return own !== null && stream === fromLeads && ground.courses.mode === "unlinked" ? unlinkedCurves(ground, own) : own;
  });
  const books = byStream((stream) => bookOf(ground, stream, curves[stream]));
  const found = ground.sides((window) =>
    byStream((stream) =>
      entrantsOf(ground, { stream, window }, { curves: curves[stream], book: books[stream], longest: lags[stream].longest, isLate: isLate[stream] }),
    ),
  );
  const { segments, placeOf } = settled(
    ground,
    both((side) => byStream((stream) => found[side][stream].list)),
    curves,
  );
  const entrants = both((side) =>
    byStream((stream) => {
      const { list } = found[side][stream];
      return { ...list, row: list.row.map((segment) => placeOf[segment]! * 2 + stream) };
    }),
  );
  const cells = new CellBook(productCodes(ground, money));
  const closings = ground.sides((window) => closingsOf(ground, window, { placeOf, books, money, cells }));
  const ordered = cells.inOrder();
  return {
    windows,
    courses: ground.courses,
    telltale: input.telltale ?? [],
    money,
    units: ground.units,
    segments,
    rows: segments.flatMap((_, segment): Row[] => [
      { segment, stream: fromLeads },
      { segment, stream: withoutLead },
    ]),
    cells: ordered.cells,
    entrants,
    closings: both((side) => ({ ...closings[side], cell: closings[side].cell.map((cell) => ordered.numbering[cell]!) })),
    lags,
    watched,
    curves,
    books,
    dead: both((side) => found[side][withoutLead].dead),
    newLevels: newLevels(ground, entrants[1], books),
    isLateExtract: isLate[withoutLead],
    firstEntered: byStream((stream) => ground.firstEntered(stream)),
  };
}

function byStream<T>(of: (stream: Stream) => T): ByStream<T> {
  return [of(fromLeads), of(withoutLead)];
}

function both<T>(of: (side: 0 | 1) => T): Both<T> {
  return [of(0), of(1)];
}

/** Segments that stand for themselves, by what closed and what was due in them on each side. */
function settled(ground: Ground, entrants: Both<ByStream<Entrants>>, curves: ByStream<LagCurves | null>): { segments: Segment[]; placeOf: Int32Array } {
  const { deals } = ground.input;
  const count = ground.cut.segments.length;
  const closed = ground.sides((window) => {
    const counts = new Int32Array(count);
    for (let i = 0; i < deals.count; i++) if (isClosedIn(deals, i, window)) counts[ground.cut.deals[i]!]!++;
    return counts;
  });
  const due = entrants.map((lists) => {
    const sums = new Float64Array(count);
    lists.forEach((list, stream) => {
      for (let n = 0; n < list.row.length; n++) sums[list.row[n]!]! += weightOf(list, n, curves[stream as Stream]);
    });
    return sums;
  });
  return settleSegments(ground.cut, closed, due);
}

function newLevels(ground: Ground, lists: ByStream<Entrants>, books: ByStream<PatternBook>): number {
  let [fresh, all] = [0, 0];
  for (const stream of [fromLeads, withoutLead] as const) {
    const codes = new Int32Array(ground.traits[stream]!.length);
    for (const row of lists[stream].record) {
      ground.codesOf(stream, row, codes);
      fresh += Number(books[stream].isNew(codes));
      all++;
    }
  }
  return all === 0 ? 0 : fresh / all;
}
