// Worlds for the ranges of costs: what one further deal costs, and where the days of won deals went.
import { type MoveColumns } from "#facts/moves.ts";
import { codedOf, dealColumnsOf } from "#facts/columns.ts";
import { stages } from "#facts/stage.ts";
import { dayNumber } from "#kit/day.ts";
import type { Dice } from "#kit/dice.ts";
import { stageContributionsOf } from "#evidence/cycle/stage-contribution.ts";
import { stageStaysOf } from "#evidence/cycle/stage-stays.ts";
import { slopeOf } from "#evidence/kpi/marginal-cost.ts";
import { aDeal } from "#testing/builders.ts";
import type { Experiment } from "#testing/intervals/experiment.ts";

interface Firm {
  readonly months: number;
  /** Money for one further deal. */
  readonly further: number;
  /** How strongly the mood of the market leans on the month before, and how much it moves deals (as a share). */
  readonly rho: number;
  readonly mood: number;
}

/** Monthly spend of 100 to 300, a third of it alike from month to month; deals are Poisson about 10 + spend / further, moved by a mood that lasts. */
function slopeIn({ months, further, rho, mood }: Firm, dice: Dice) {
  const costs: number[] = [];
  const deals: number[] = [];
  let own = dice.normal();
  let level = dice.uniform();
  for (let t = 0; t < months; t++) {
    own = rho * own + Math.sqrt(1 - rho * rho) * dice.normal();
    level = 0.33 * level + 0.67 * dice.uniform();
    const cost = 100 + 300 * level;
    costs.push(cost);
    deals.push(dice.poisson((10 + cost / further) * Math.exp(mood * own - (mood * mood) / 2)));
  }
  return slopeOf(costs, deals);
}

/** Every world counts in which something is said: an amount with its ends, or only what it costs at least. */
const furtherDeal = (name: string, firm: Firm): Experiment => ({
  name: `money for one further deal (range, or 'at least'), ${name}`,
  level: 0.9,
  draw: (dice) => {
    const { value, interval } = slopeIn(firm, dice);
    if (interval === null) return null;
    return { truth: firm.further, estimate: value ?? interval.low!, low: interval.low!, high: interval.high ?? 1e6 };
  },
});

/** Won deals: 6 of 10 through a stage of about 15 days, all through one of about 40; both log-normal. */
function contributionIn(deals: number, dice: Dice) {
  const start = dayNumber("2026-01-01");
  const rows = Array.from({ length: deals }, (_, i) => {
    const first = dice.chance(0.6) ? Math.round(15 * Math.exp(0.5 * dice.normal())) : null;
    return { id: `d${i}`, first, days: (first ?? 0) + Math.round(40 * Math.exp(0.7 * dice.normal())) };
  });
  const facts = rows.map(({ id, days }) => {
    const closedOn = new Date((start + days) * 86_400_000).toISOString().slice(0, 10);
    return aDeal({ id, stage: "won", createdOn: "2026-01-01", closedOn });
  });
  interface Move {
    readonly id: string;
    readonly from: "sales-qualified" | null;
    readonly to: "sales-qualified" | "opportunity";
    readonly day: number;
  }
  const moves = rows.flatMap(({ id, first }): Move[] =>
    first === null
      ? [{ id, from: null, to: "opportunity", day: start }]
      : [
          { id, from: null, to: "sales-qualified", day: start },
          { id, from: "sales-qualified", to: "opportunity", day: start + first },
        ],
  );
  const columns = dealColumnsOf(facts);
  const stays = stageStaysOf({
    deals: columns,
    leads: null,
    lastSeen: start + 5000,
    moves: {
      count: moves.length,
      isDeal: new Uint8Array(moves.length).fill(1),
      isObserved: new Uint8Array(moves.length),
      record: codedOf(moves.map(({ id }) => id)),
      from: Int8Array.from(moves, ({ from }) => (from === null ? -1 : stages.indexOf(from))),
      to: Int8Array.from(moves, ({ to }) => stages.indexOf(to)),
      fromName: codedOf(moves.map(({ from }) => from)),
      toName: codedOf(moves.map(({ to }) => to)),
      day: Int32Array.from(moves, ({ day }) => day),
    } as unknown as MoveColumns,
  });
  return stageContributionsOf(stays, { deals: columns, leads: null, starts: columns.createdOn }, [...columns.ids.keys()]);
}

export const experiments: readonly Experiment[] = [
  furtherDeal("60 months, 10, clear", { months: 60, further: 10, rho: 0.3, mood: 0.05 }),
  furtherDeal("36 months, 20, leaning .5", { months: 36, further: 20, rho: 0.5, mood: 0.1 }),
  furtherDeal("24 months, 40, hardly to be seen", { months: 24, further: 40, rho: 0.3, mood: 0.1 }),
  ...[60, 400].map((deals): Experiment => ({
    name: `days a stage of 15 comes to where 6 of 10 pass through, n ${deals}`,
    level: 0.9,
    draw: (dice) => {
      const told = contributionIn(deals, dice)?.stages.find(({ stage }) => stage === "sales-qualified");
      return told === undefined
        ? null
        : { truth: 9, estimate: told.contribution.value, low: told.contribution.interval.low!, high: told.contribution.interval.high! };
    },
  })),
];
