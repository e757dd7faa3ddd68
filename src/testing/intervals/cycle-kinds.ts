// Worlds for kinds of deal side by side: two paces, some open, some watched from late on; and shares of days whose deals hang together.
import type { Dice } from "#kit/dice.ts";
import { type Pair, comparePair } from "#evidence/cycle/groups.ts";
import { pacesOf } from "#evidence/cycle/paces.ts";
import { type DealStays, staysWhere, wonWay } from "#evidence/cycle/stays.ts";
import { shareOfSums } from "#evidence/statistics/sums-share.ts";
import { draw, goingAfter, pace, winPace } from "#testing/intervals/cycle.ts";
import type { Experiment, Outcome } from "#testing/intervals/experiment.ts";

interface World {
  readonly deals: number;
  readonly watch: number;
  readonly ratio: number;
  readonly late?: number;
}

const worlds: readonly { readonly name: string; readonly world: World }[] = [
  { name: "60 of each, about 4 of 10 open", world: { deals: 120, watch: 90, ratio: 1.5 } },
  { name: "500 of each, about 3 of 10 open", world: { deals: 1000, watch: 120, ratio: 1.5 } },
  { name: "150 of each, alike, a third watched from late on", world: { deals: 300, watch: 100, late: 0.33, ratio: 1 } },
];

/** Every second deal is of the first kind, whose pace is `ratio` times that of the other. */
function stays(dice: Dice, world: World): { all: DealStays; isFirst: (place: number) => boolean } {
  const { columns, ...rest } = draw(dice, world);
  return { all: { ...rest, rows: Int32Array.from(rest.until, (_, row) => row) }, isFirst: (place) => columns[0]![place] === 1 };
}

function pairOf(dice: Dice, world: World): Pair | null {
  const { all, isFirst } = stays(dice, world);
  return comparePair(
    staysWhere(all, isFirst),
    staysWhere(all, (place) => !isFirst(place)),
  );
}

const outcome = ({ value, interval }: { value: number; interval: { low: number | null; high: number | null } }, truth: number): Outcome => ({
  truth,
  estimate: value,
  low: interval.low!,
  high: interval.high!,
});

/** Share won by a day, and days open within it, at so many times the usual pace. */
const wonBy = (day: number, ratio: number) => (winPace / pace) * (1 - goingAfter(day, ratio));
function daysWithin(limit: number, ratio: number): number {
  let days = 0;
  for (let day = 0; day < limit; day++) days += goingAfter(day, ratio);
  return days;
}

const ofPair = ({ name, world }: (typeof worlds)[number]): Experiment[] => [
  {
    name: `difference of shares won of two kinds, ${name}`,
    level: 0.9,
    draw: (dice) => {
      const pair = pairOf(dice, world);
      return pair === null ? null : outcome(pair.wonDifference, wonBy(pair.limit, world.ratio) - wonBy(pair.limit, 1));
    },
  },
  {
    name: `difference of days open of two kinds (restricted means), ${name}`,
    level: 0.9,
    draw: (dice) => {
      const pair = pairOf(dice, world);
      return pair === null ? null : outcome(pair.meanDifference, daysWithin(pair.limit, world.ratio) - daysWithin(pair.limit, 1));
    },
  },
];

/** Pace ratio of winning beside a trait that does not matter, through everything that the page does. */
const ofPaces: Experiment = {
  name: "pace ratio of winning beside another trait, truth 1.5, n 600",
  level: 0.9,
  draw: (dice) => {
    const { all, isFirst } = stays(dice, { deals: 600, watch: 90, ratio: 1.5 });
    const kind = Int32Array.from(all.rows, (_, place) => Number(isFirst(place)));
    const other = Int32Array.from(all.rows, () => dice.below(3));
    const told = pacesOf(
      all,
      [
        { key: "segment", column: { codes: kind, names: ["slow", "fast"] } },
        { key: "region", column: { codes: other, names: ["a", "b", "c"] } },
      ],
      wonWay,
    );
    const row = told.ok ? told.value.rows.find(({ trait }) => trait === "segment") : undefined;
    // Whichever kind has more deals is what the other is held against.
    return row === undefined ? null : outcome(row.ratio, row.code === 1 ? 1.5 : 1 / 1.5);
  },
};

/** Deals open for unequal times, of which a share of its own, a third on average, is of one kind: days hang together by deal. */
const ofDays = (deals: number): Experiment => ({
  name: `share of open days that were one side's turn, ${deals} deals`,
  level: 0.9,
  draw: (dice) => {
    const wholes = Float64Array.from({ length: deals }, () => 1 + Math.floor(-Math.log(1 - dice.uniform()) * 40));
    // The mean of u² over u in 0..1 is a third; days and share have nothing to do with one another, so the share of sums is a third as well.
    const parts = wholes.map((days) => days * dice.uniform() ** 2);
    const told = shareOfSums(parts, wholes);
    return told === null ? null : outcome(told, 1 / 3);
  },
});

export const experiments: readonly Experiment[] = [...worlds.flatMap(ofPair), ofPaces, ofDays(30), ofDays(400)];
