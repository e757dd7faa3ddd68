// How fast credit is shared out over ten million touches, beside the same done the plain way with an object for each journey. Prints tables.
import { hashOf } from "#evidence/statistics/bootstrap.ts";
import { type Journeys, ending, minutesInDay } from "#evidence/journeys/columns.ts";
import { creditOf } from "#evidence/journeys/credit.ts";
import { gatherJourneys } from "#evidence/journeys/gather.ts";
import { walkOf } from "#evidence/journeys/markov.ts";
import { rateShapley } from "#evidence/journeys/rate-shapley.ts";
import { groupedBy } from "#evidence/journeys/groups.ts";
import { shareOut, summedFrom } from "#evidence/journeys/models.ts";
import { layoutOf, tallyJourneys, usualSettings } from "#evidence/journeys/tally.ts";
import { windowTally } from "#evidence/journeys/window-book.ts";
import { windowWalk } from "#evidence/journeys/windows.ts";
import { diceOf } from "#kit/dice.ts";

/** One to nine touches a journey, five on average; one journey in three won, one in ten open. */
function journeysOf(touches: number, channels: number): Journeys {
  const dice = diceOf(3);
  const most = Math.ceil(touches / 5) + 16;
  const [starts, channel, minute] = [new Int32Array(most + 1), new Uint16Array(touches), new Int32Array(touches)];
  const kind = new Uint8Array(most);
  let [count, length] = [0, 0];
  while (length < touches && count < most) {
    const n = Math.min(touches - length, 1 + dice.below(9));
    let at = dice.below(1_000_000);
    for (let place = 0; place < n; place++) {
      const step = dice.below(channels * 20_000);
      channel[length] = step % channels;
      at += step % 20_000;
      minute[length++] = at;
    }
    const chance = dice.uniform();
    kind[count++] = chance < 1 / 3 ? ending.won : chance < 0.9 ? ending.none : ending.open;
    starts[count] = length;
  }
  const gain = Float64Array.from({ length: count }, (_, j) => Number(kind[j] === ending.won));
  return {
    count,
    channels,
    starts: starts.subarray(0, count + 1),
    channel,
    minute,
    until: Int32Array.from({ length: count }, (_, j) => minute[starts[j + 1]! - 1]! + minutesInDay),
    kind: kind.subarray(0, count),
    gain,
    weight: Float64Array.from({ length: count }, (_, j) => Number(kind[j] !== ending.open)),
    unit: Int32Array.from({ length: count }, (_, j) => j),
    end: new Int32Array(count).fill(-1),
  };
}

/** Rules, walk and equal split, from columns. */
function fromColumns(journeys: Journeys): Float64Array {
  const layout = layoutOf(journeys.channels);
  return walkOf(tallyJourneys(journeys, layout), layout).share;
}

/** The same with an object for each journey and maps by name: how it is usually written. */
function plainly(paths: readonly { readonly touches: readonly { readonly channel: string; readonly minute: number }[]; readonly won: boolean }[]): number {
  const credit = new Map<string, Map<string, number>>();
  const give = (rule: string, channel: string, amount: number) => {
    const own = credit.get(rule) ?? new Map<string, number>();
    own.set(channel, (own.get(channel) ?? 0) + amount);
    credit.set(rule, own);
  };
  const steps = new Map<string, number>();
  for (const { touches, won } of paths) {
    const states = ["start", ...touches.map(({ channel }) => channel), won ? "won" : "none"];
    for (let n = 1; n < states.length; n++)
      if (states[n] !== states[n - 1]) steps.set(`${states[n - 1]} ${states[n]}`, (steps.get(`${states[n - 1]} ${states[n]}`) ?? 0) + 1);
    if (!won) continue;
    const last = touches.at(-1)!;
    give("first", touches[0]!.channel, 1);
    give("last", last.channel, 1);
    const weights = touches.map(({ minute }) => 2 ** ((minute - last.minute) / (14 * minutesInDay)));
    const sum = weights.reduce((a, b) => a + b, 0);
    touches.forEach(({ channel }, n) => {
      give("linear", channel, 1 / touches.length);
      give("decay", channel, weights[n]! / sum);
      const isEnd = n === 0 || n === touches.length - 1;
      give("position", channel, touches.length === 1 ? 1 : touches.length === 2 ? 0.5 : isEnd ? 0.4 : 0.2 / (touches.length - 2));
    });
    const distinct = new Set(touches.map(({ channel }) => channel));
    for (const channel of distinct) give("distinct", channel, 1 / distinct.size);
  }
  return steps.size + credit.size;
}

/** Seconds of the processor, the best of some rounds: what others do on the machine counts little. */
function seconds(work: () => unknown, rounds = 3): number {
  let best = Infinity;
  for (let n = 0; n < rounds; n++) {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, (user + system) / 1e6);
  }
  return best;
}

const megabytes = () => Math.round(process.memoryUsage().rss / 2 ** 20);
const line = (cells: readonly (string | number)[]) => console.log(`| ${cells.join(" | ")} |`);
const round = (value: number) => (value < 0.01 ? value.toFixed(4) : value.toFixed(2));

const empty = megabytes();
const ten = journeysOf(10_000_000, 12);
const first = seconds(() => fromColumns(ten), 1);
const held = megabytes();
const best = seconds(() => fromColumns(ten), 4);

const small = journeysOf(500_000, 12);
const paths = Array.from({ length: small.count }, (_, j) => ({
  won: small.kind[j] === ending.won,
  touches: Array.from({ length: small.starts[j + 1]! - small.starts[j]! }, (_, n) => ({
    channel: `channel ${small.channel[small.starts[j]! + n]}`,
    minute: small.minute[small.starts[j]! + n]!,
  })),
}));
const plain = seconds(() => plainly(paths)) * 20;

line(["what", "touches", "channels", "first, seconds of the processor", "best of some", "MB in memory (empty process)"]);
line(["---", "--:", "--:", "--:", "--:", "--:"]);
line(["five rules, equal split and walk, from columns", "10,000,000", 12, round(first), round(best), `${held} (${empty})`]);
line([`the same with objects and maps, 500,000 touches times 20`, "10,000,000", 12, "", `${round(plain)} (${Math.round(plain / best)} times as long)`, ""]);

const shuffled = (() => {
  const order = Int32Array.from({ length: 10_000_000 }, (_, n) => n);
  const dice = diceOf(8);
  for (let n = order.length - 1; n > 0; n--) {
    const other = dice.below(n + 1);
    [order[n], order[other]] = [order[other]!, order[n]!];
  }
  const unitOf = new Int32Array(ten.channel.length);
  for (let j = 0; j < ten.count; j++) unitOf.fill(j, ten.starts[j], ten.starts[j + 1]);
  const ends = Array.from({ length: ten.count }, (_, j) => j).filter((j) => ten.kind[j] !== ending.open);
  return {
    touches: {
      count: order.length,
      unit: order.map((row) => unitOf[row]!),
      minute: order.map((row) => ten.minute[row]!),
      channel: Uint16Array.from(order, (row) => ten.channel[row]!),
    },
    ends: {
      count: ends.length,
      unit: Int32Array.from(ends),
      opened: Int32Array.from(ends, (j) => ten.minute[ten.starts[j]!]!),
      closed: Int32Array.from(ends, (j) => ten.until[j]!),
      kind: Uint8Array.from(ends, (j) => ten.kind[j]!),
      value: new Float64Array(ends.length),
    },
  };
})();
const gathering = { ...shuffled, units: ten.count, channels: 12, asOf: 2_000_000_000, lookback: 180 * minutesInDay };
line(["journeys put together from touches in any order", "10,000,000", 12, "", round(seconds(() => gatherJourneys(gathering), 2)), ""]);

const ranged = journeysOf(1_000_000, 12);
const steady = Int32Array.from({ length: ranged.count }, (_, unit) => hashOf(`firm ${unit}`));
const grouped = groupedBy(ranged, steady);
const summed = () => summedFrom(grouped, { settings: usualSettings, order: 1, confounders: [], hasHazard: false });
const walking = { only: ["walk"] as const, seed: 1 };
const without = seconds(() => shareOut({ summed: summed(), ...walking, draws: 1 }));
line([
  "200 draws for the walk, beyond the walk itself",
  "1,000,000",
  12,
  "",
  round(seconds(() => shareOut({ summed: summed(), ...walking, draws: 201 })) - without),
  "",
]);

const wide = journeysOf(2_000_000, 500);
line(["five rules, equal split and walk, from columns", "2,000,000", 500, "", round(seconds(() => fromColumns(wide))), ""]);
const layout = layoutOf(500);
const tally = tallyJourneys(wide, layout);
line(["the walk alone: one inverse for all channels", "", 500, "", round(seconds(() => walkOf(tally, layout))), ""]);
const eighteen = journeysOf(500_000, 18);
const layout18 = layoutOf(18);
const tally18 = tallyJourneys(eighteen, layout18);
line(["rate by exact Shapley values, 262,144 combinations", "", 18, "", round(seconds(() => rateShapley(tally18, layout18))), ""]);
const long = windowTally(small, 3);
line([`walk with a memory of three, ${long.steps.states.toLocaleString("en")} states`, "500,000", 12, "", round(seconds(() => windowWalk(long), 1)), ""]);

line([
  "all ten models with 400 draws",
  "1,000,000",
  12,
  round(seconds(() => creditOf({ journeys: ranged, hashes: steady }), 1)),
  round(seconds(() => creditOf({ journeys: ranged, hashes: steady }), 2)),
  "",
]);
