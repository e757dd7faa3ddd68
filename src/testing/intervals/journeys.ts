// Shares of credit in firms whose journeys are drawn from a known walk: how often the stated ranges hold the share that endless journeys would show.
import { type Dice, diceOf } from "#kit/dice.ts";
import { hashOf } from "#evidence/statistics/bootstrap.ts";
import { agreementOf } from "#evidence/journeys/deal-audit.ts";
import { type Journeys, ending, minutesInDay } from "#evidence/journeys/columns.ts";
import { type CreditReport, creditOf } from "#evidence/journeys/credit.ts";
import type { ModelName } from "#evidence/journeys/models.ts";
import { type SaidJourney, journeysFrom } from "#testing/journey-rows.ts";
import type { Experiment } from "#testing/intervals/experiment.ts";

const channels = 5;

/** Chances of the next channel by the last one; what is left over ends the journey. The first row is the start. */
const steps = [
  [0.3, 0.25, 0.2, 0.15, 0.1],
  [0.05, 0.3, 0.1, 0.1, 0.05],
  [0.1, 0.05, 0.25, 0.1, 0.1],
  [0.05, 0.1, 0.05, 0.3, 0.1],
  [0.1, 0.1, 0.05, 0.05, 0.1],
  [0.2, 0.1, 0.1, 0.05, 0.05],
];
const winning = [0.15, 0.2, 0.35, 0.45, 0.1];

interface Drawn {
  readonly path: number[];
  readonly gaps: number[];
  readonly isWon: boolean;
}

function drawnJourney(dice: Dice): Drawn {
  const [path, gaps] = [[] as number[], [] as number[]];
  for (let state = 0; ;) {
    let at = dice.uniform();
    let next = steps[state]!.findIndex((chance) => (at -= chance) < 0);
    if (next < 0 && state === 0) next = channels - 1;
    if (next < 0) break;
    path.push(next);
    gaps.push(3 + 20 * dice.exponential());
    state = next + 1;
  }
  return { path, gaps, isWon: dice.chance(winning[path.at(-1)!]!) };
}

/** Journeys that began over a year, looked at on its last day: the young ones and the slow ones are open. `openDays` 0 lets all of them end. */
export function walkedJourneys(dice: Dice, count: number, { yearDays }: { yearDays: number }): Journeys {
  const [starts, channel, minute] = [[0], [] as number[], [] as number[]];
  const [until, kind] = [[] as number[], [] as number[]];
  for (let j = 0; j < count; j++) {
    const { path, gaps, isWon } = drawnJourney(dice);
    const begun = yearDays === 0 ? 0 : dice.uniform() * yearDays;
    let day = begun;
    const over = gaps.reduce((sum, gap) => sum + gap, begun);
    const isOpen = yearDays > 0 && over >= yearDays;
    path.forEach((at, n) => {
      if (!isOpen || day < yearDays) {
        channel.push(at);
        minute.push(Math.floor(day * minutesInDay));
      }
      day += gaps[n]!;
    });
    starts.push(channel.length);
    until.push(Math.floor(Math.min(over, isOpen ? yearDays : over) * minutesInDay));
    kind.push(isOpen ? ending.open : isWon ? ending.won : ending.none);
  }
  return {
    count,
    channels,
    starts: Int32Array.from(starts),
    channel: Uint16Array.from(channel),
    minute: Int32Array.from(minute),
    until: Int32Array.from(until),
    kind: Uint8Array.from(kind),
    gain: Float64Array.from(kind, (each) => Number(each === ending.won)),
    weight: Float64Array.from(kind, (each) => Number(each !== ending.open)),
    unit: Int32Array.from({ length: count }, (_, j) => j),
    end: Int32Array.from({ length: count }, (_, j) => j),
  };
}

/** Touches at random, a purchase at random: `pull` makes channel 0 raise the odds, `likely` shows it to likely buyers rather than to others. */
export function fortnights(dice: Dice, count: number, { pull, likely }: { pull: number; likely: boolean }) {
  const [said, kinds] = [[] as SaidJourney[], [] as number[]];
  for (let j = 0; j < count; j++) {
    const isLikely = dice.chance(0.5);
    const path = ["b", ...(dice.chance(likely ? (isLikely ? 0.8 : 0.1) : 0.4) ? ["a"] : []), ...(dice.chance(0.4) ? ["c"] : [])];
    const odds = -3.2 + (isLikely ? 1.2 : 0) + (path.includes("a") ? pull : 0);
    let step = 0;
    let as: SaidJourney["as"] = "open";
    for (; step < 12 && as === "open"; step++) {
      if (dice.chance(1 / (1 + Math.exp(-odds)))) as = "won";
      else if (dice.chance(0.08)) as = "none";
    }
    said.push({ path: path.join(">"), days: path.map((_, n) => n * 0.01), as, until: 14 * (as === "open" ? step : step - 1) + (as === "open" ? 0 : 7) });
    kinds.push(Number(isLikely));
  }
  return { journeys: journeysFrom(said, ["a", "b", "c"]).journeys, kinds: Int32Array.from(kinds) };
}

const hashesOf = (count: number) => Int32Array.from({ length: count }, (_, unit) => hashOf(`firm ${unit}`));

function reportOn(journeys: Journeys, draws: number, only?: readonly ModelName[]): CreditReport | null {
  const told = creditOf({ journeys, hashes: hashesOf(journeys.count), draws, order: 2, ...(only ? { only } : {}) });
  return told.ok ? told.value : null;
}

const shareOf = (report: CreditReport, model: ModelName, channel: number) =>
  report.channels.find((each) => each.channel === channel)?.models.find((each) => each.model === model) ?? null;

/** What endless journeys would show, from 300,000 of them that were all waited for. */
let endless: CreditReport | null = null;
const truthOf = (model: ModelName, channel: number) =>
  shareOf((endless ??= reportOn(walkedJourneys(diceOf(7), 300_000, { yearDays: 0 }), 2)!), model, channel)!.share;

interface World {
  readonly count: number;
  readonly yearDays: number;
}

function share(model: ModelName, channel: number, { count, yearDays, draws }: World & { readonly draws: number }): Experiment {
  return {
    name: `${model} share of channel ${channel + 1}, ${count} journeys${yearDays > 0 ? ", a fifth open" : ""}`,
    level: 0.9,
    draw: (dice) => {
      const report = reportOn(walkedJourneys(dice, count, { yearDays }), draws, model === "hazard" ? ["linear", model] : [model]);
      const found = report && shareOf(report, model, channel);
      return found && { truth: truthOf(model, channel), estimate: found.share, low: found.interval.low!, high: found.interval.high! };
    },
  };
}

const all = { count: 2000, yearDays: 0 };
const someOpen = { count: 2000, yearDays: 250 };

/** Verdicts of forty deals of which a model names three in five. */
const agreement: Experiment = {
  name: "agreement of people with a model, 40 verdicts, truth 60 %",
  level: 0.9,
  draw: (dice) => {
    const judged = Array.from({ length: 40 }, () => ({ named: [0], pointed: [dice.chance(0.6) ? 0 : 1], choices: 3 }));
    const { share, interval } = agreementOf(judged);
    return { truth: 0.6, estimate: share!, low: interval!.low!, high: interval!.high! };
  },
};

/** All of them with so many resamples for a range: the full run takes as many as the product does. */
export function experimentsWith(draws: number): readonly Experiment[] {
  const of = (model: ModelName, channel: number, world: World) => share(model, channel, { ...world, draws });
  return [
    of("first", 0, all),
    of("linear", 2, all),
    of("decay", 1, all),
    of("walk", 2, all),
    of("long-walk", 3, all),
    of("rate", 3, all),
    of("hazard", 2, all),
    of("linear", 2, someOpen),
    of("walk", 2, someOpen),
    of("rate", 3, someOpen),
    of("hazard", 2, someOpen),
    of("walk", 2, { count: 300, yearDays: 0 }),
    agreement,
    withoutEffect("shown to likely buyers", { likely: true, draws }),
    withoutEffect("shown to anybody", { likely: false, draws }),
  ];
}

/** A channel that does nothing, and is shown to likely buyers or to anybody: the fitted chance that knows the kind of buyer credits it with nothing. */
function withoutEffect(name: string, { likely, draws }: { likely: boolean; draws: number }): Experiment {
  return {
    name: `hazard share of a channel without effect, ${name}, 800 journeys, truth 0`,
    level: 0.9,
    draw: (dice) => {
      const { journeys, kinds } = fortnights(dice, 800, { pull: 0, likely });
      const confounders = [{ name: "kind", codes: kinds, values: 2 }];
      const told = creditOf({ journeys, hashes: hashesOf(journeys.count), draws, confounders, only: ["linear", "hazard"] });
      const found = told.ok ? shareOf(told.value, "hazard", 0) : null;
      return found && { truth: 0, estimate: found.share, low: found.interval.low!, high: found.interval.high! };
    },
  };
}

export const experiments = experimentsWith(400);
