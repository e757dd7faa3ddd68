// A firm whose leads have a known chance each: what a score has to find, and what must not fool it.
import { agreedByDefault } from "#facts/agreements.ts";
import { dealColumnsOf, leadColumnsOf } from "#facts/columns.ts";
import type { Deal, Lead } from "#facts/entities.ts";
import { type Lens, lensOf } from "#evidence/kpi/lens.ts";
import { type Day, dayNumber, dayOf } from "#kit/day.ts";
import { type Dice, diceOf } from "#kit/dice.ts";
import { aFact } from "#testing/builders.ts";

interface Level {
  readonly name: string;
  readonly share: number;
  /** Log odds that it adds. */
  readonly adds: number;
}

export const channelLevels: readonly Level[] = [
  { name: "exhibition", share: 0.3, adds: -0.3 },
  { name: "site", share: 0.4, adds: 0 },
  { name: "referral", share: 0.3, adds: 0.9 },
];
export const gradeLevels: readonly Level[] = [
  { name: "A", share: 0.25, adds: 1.1 },
  { name: "B", share: 0.45, adds: 0 },
  { name: "C", share: 0.3, adds: -1.2 },
];
const segmentLevels: readonly Level[] = [
  { name: "dealer", share: 0.5, adds: 0.2 },
  { name: "project", share: 0.5, adds: -0.2 },
];

export interface ScoredFirm {
  readonly lens: Lens;
  /** Chance to be won at all, by lead. */
  readonly chance: ReadonlyMap<string, number>;
  readonly leads: readonly Lead[];
  readonly deals: readonly Deal[];
}

export interface ScoredOptions {
  readonly seed: number;
  readonly count: number;
  readonly days?: number;
  /** Outcomes have nothing to do with the leads. */
  readonly isShuffled?: boolean;
  /** A column that says how it ended: 'repeats' names the outcome, 'later' is filled in once the lead is worked. */
  readonly leak?: "repeats" | "later";
}

const firstDay = dayNumber("2024-01-01");

/** Leads over `days` (two years), winners closing after about 40 days, losers after about 60, three of ten losers never closed in the records. */
export function scoredFirm({ seed, count, days = 730, isShuffled = false, leak }: ScoredOptions): ScoredFirm {
  const dice = diceOf(seed);
  const asOf = dayOf(firstDay + days);
  const chance = new Map<string, number>();
  const leads: Lead[] = [];
  const deals: Deal[] = [];
  for (let n = 0; n < count; n++) {
    const [channel, grade, segment] = [drawn(channelLevels, dice), drawn(gradeLevels, dice), drawn(segmentLevels, dice)];
    const own = isShuffled ? 0.2 : 1 / (1 + Math.exp(1.6 - channel.adds - grade.adds - segment.adds));
    const cameOn = firstDay + Math.floor((n * days) / count);
    const isWon = dice.chance(own);
    const isSettled = isWon || dice.chance(0.7);
    const closedOn = cameOn + Math.max(3, Math.round(Math.exp(Math.log(isWon ? 40 : 60) + 0.5 * dice.normal())));
    const isOver = isSettled && closedOn < firstDay + days;
    const id = `L${n}`;
    chance.set(id, own);
    const product =
      leak === undefined ? null : leak === "repeats" ? (isWon ? "kit" : "none") : firstDay + days - cameOn > 15 + 10 * dice.uniform() ? "kit" : null;
    leads.push(
      aFact("lead", {
        id,
        channel: channel.name,
        grade: grade.name,
        segment: segment.name,
        product,
        createdAt: `${dayOf(cameOn)}T09:00:00.000Z`,
        deal: isOver ? `D${n}` : null,
      }),
    );
    if (isOver)
      deals.push(aFact("deal", { id: `D${n}`, createdOn: dayOf(cameOn + 2), closedOn: dayOf(closedOn), stage: isWon ? "won" : "lost", amount: 100_00 }));
  }
  return { lens: lensFor(leads, deals, asOf), chance, leads, deals };
}

export function lensFor(leads: readonly Lead[], deals: readonly Deal[], asOf: Day): Lens {
  const facts = { currency: "RUB", deals: dealColumnsOf(deals), leads: leadColumnsOf(leads), spend: [], sellerCosts: [], sellers: [], plans: [] } as const;
  return lensOf(facts, agreedByDefault, asOf);
}

function drawn(levels: readonly Level[], dice: Dice): Level {
  let at = dice.uniform();
  return levels.find(({ share }) => (at -= share) < 0) ?? levels[levels.length - 1]!;
}
