// Worlds for what is foreseen of an event: earlier events differ by more than luck, this one is young, and what its year will bring is drawn by its own factor.
import type { Dice } from "#kit/dice.ts";
import { foresee } from "#evidence/projects/foresee.ts";
import { cumulated, differingOf, hazardsOf } from "#evidence/projects/pace.ts";
import type { Experiment } from "#testing/intervals/experiment.ts";

interface World {
  readonly events: number;
  readonly leads: number;
  /** Variance of the factor by which events differ in their daily chance of a win. */
  readonly variance: number;
  /** Age of this event's leads today. */
  readonly age: number;
  /** Daily chances: a win becomes likely from day 20 on, a loss is steady. */
  readonly winning: number;
  readonly losing: number;
}

const year = 365;
const seenFor = 420;

function drawnLead(dice: Dice, { winning, losing }: World, factor: number): { day: number; isWon: boolean } | null {
  for (let day = 0; day <= seenFor; day++) {
    const win = day < 20 ? 0 : factor * winning * (day < 120 ? 1 : 0.3);
    const thrown = dice.uniform();
    if (thrown < win) return { day, isWon: true };
    if (thrown < win + losing) return { day, isWon: false };
  }
  return null;
}

const worlds: readonly { name: string; world: World }[] = [
  {
    name: "12 events of 60 leads that differ by half, 60 days after",
    world: { events: 12, leads: 60, variance: 0.25, age: 60, winning: 0.002, losing: 0.003 },
  },
  {
    name: "12 events of 60 leads that differ by luck alone, 60 days after",
    world: { events: 12, leads: 60, variance: 0, age: 60, winning: 0.002, losing: 0.003 },
  },
  {
    name: "6 events of 40 leads that differ by a third, on the day itself",
    world: { events: 6, leads: 40, variance: 0.1, age: 0, winning: 0.003, losing: 0.002 },
  },
  {
    name: "3 events of 100 leads (how far they differ is guessed), 30 days after",
    world: { events: 3, leads: 100, variance: 0.25, age: 30, winning: 0.002, losing: 0.003 },
  },
];

export const experiments: readonly Experiment[] = worlds.map(({ name, world }) => ({
  name: `won deals within a year of an event, ${name}`,
  level: 0.9,
  draw: (dice) => {
    const factorOf = () => (world.variance === 0 ? 1 : dice.gamma(1 / world.variance) * world.variance);
    const pace = { converted: new Int32Array(seenFor + 1), lost: new Int32Array(seenFor + 1), watched: new Int32Array(seenFor + 1), entrants: 0, hits: 0 };
    const ends = Array.from({ length: world.events }, () => {
      const factor = factorOf();
      return Array.from({ length: world.leads }, () => drawnLead(dice, world, factor));
    });
    for (const end of ends.flat()) (end === null ? pace.watched : end.isWon ? pace.converted : pace.lost)[end?.day ?? seenFor]!++;
    const sums = cumulated(hazardsOf(pace).converting);
    const against = (own: readonly ({ day: number; isWon: boolean } | null)[], until: number) => ({
      hits: own.filter((end) => end !== null && end.isWon && end.day <= until).length,
      expected: own.reduce((sum, end) => sum + sums[Math.min(until, end?.day ?? until)]!, 0),
    });
    const factor = factorOf();
    const own = Array.from({ length: world.leads }, () => drawnLead(dice, world, factor));
    const open = own.filter((end) => end === null || end.day > world.age);
    const facts = { pace, own: against(own, world.age), differing: differingOf(ends.map((event) => against(event, seenFor))) };
    const told = foresee(
      facts,
      open.map(() => ({ age: world.age, by: year })),
      Math.floor(dice.uniform() * 2 ** 31),
    );
    if (told === null) return null;
    const truth = open.filter((end) => end !== null && end.isWon && end.day <= year).length;
    return { truth, estimate: told.more, low: told.interval.low!, high: told.interval.high! };
  },
}));
