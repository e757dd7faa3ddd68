// Small firms and questions for tests of the shortfall: quarters one can count in the head, and a drawn firm with leads.
import { dealColumnsOf, leadColumnsOf } from "#facts/columns.ts";
import type { Deal, Lead } from "#facts/entities.ts";
import { addDays } from "#kit/day.ts";
import { diceOf } from "#kit/dice.ts";
import { explainShortfall } from "#evidence/shortfall/explain.ts";
import type { ShortfallInput } from "#evidence/shortfall/question.ts";
import type { Shortfall } from "#evidence/shortfall/result.ts";
import { aDeal, aLead, aLostDeal, aWonDeal } from "#testing/builders.ts";

export const quarters = { before: { from: "2025-01-01", until: "2025-04-01" }, now: { from: "2025-04-01", until: "2025-07-01" } };

export function ask(
  deals: readonly Deal[],
  more: Partial<Omit<ShortfallInput, "deals" | "leads" | "question">> & { leads?: readonly Lead[]; question?: Partial<ShortfallInput["question"]> } = {},
) {
  const { leads, question, ...rest } = more;
  return explainShortfall({
    question: { period: quarters.now, against: quarters.before, by: [], measure: "revenue", ...question },
    deals: dealColumnsOf(deals),
    leads: leads === undefined ? null : leadColumnsOf(leads),
    marketIndex: [],
    plans: [],
    asOf: "2025-07-01",
    factsVersion: "1",
    draws: 60,
    ...rest,
  });
}

export function told(outcome: ReturnType<typeof explainShortfall>): Shortfall {
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
}

export const amountOf = (shortfall: Shortfall, driver: string) => shortfall.parts.find((part) => part.driver === driver)?.amount;
export const sumOf = (shortfall: Shortfall) => shortfall.parts.reduce((sum, { amount }) => sum + amount, 0);

/** `wins` and `losses` of 100.00 list price each, all opened and closed on the same day. */
export function quarter(on: string, { wins, losses, list = 10_000, left = 1 }: { wins: number; losses: number; list?: number; left?: number }): Deal[] {
  const money = { createdOn: on, closedOn: on, listPrice: list, amount: list * left, cost: 5_000, channel: "site", product: null };
  return [...Array.from({ length: wins }, () => aWonDeal(money)), ...Array.from({ length: losses }, () => aLostDeal(money))];
}

/** A firm with leads in two regions, drawn by dice; `tilt` lowers the later win rate. */
export function firmOf(seed: number, tilt = 0): { deals: Deal[]; leads: Lead[] } {
  const dice = diceOf(seed);
  const deals: Deal[] = [];
  const leads: Lead[] = [];
  for (let n = 0; n < 400; n++) {
    const day = addDays("2024-10-01", dice.below(270));
    const region = dice.chance(0.5) ? "North" : "South";
    const grade = dice.chance(0.4) ? "A" : "B";
    const isAccepted = dice.chance(0.8);
    const isDeal = isAccepted && dice.chance(grade === "A" ? 0.7 : 0.4);
    leads.push(
      aLead({
        id: `l${seed}-${n}`,
        createdAt: `${day}T09:00:00.000Z`,
        region,
        grade,
        deal: null,
        acceptedAt: isAccepted ? `${addDays(day, 1)}T09:00:00.000Z` : null,
      }),
    );
    if (!isDeal) continue;
    const closedOn = addDays(day, 10 + dice.below(60));
    const list = 1_000_000 + dice.below(1_000_000);
    const isWon = dice.chance((grade === "A" ? 0.6 : 0.35) - (closedOn >= "2025-04-01" ? tilt : 0));
    const own = {
      id: `d${seed}-${n}`,
      lead: `l${seed}-${n}`,
      region,
      createdOn: addDays(day, 3),
      listPrice: list,
      amount: Math.round(list * (0.8 + 0.2 * dice.uniform())),
      product: dice.chance(0.5) ? "video" : "access",
    };
    deals.push(closedOn >= "2025-07-01" ? aDeal(own) : isWon ? aWonDeal({ ...own, closedOn }) : aLostDeal({ ...own, closedOn }));
  }
  for (let n = 0; n < 60; n++) {
    const day = addDays("2024-12-01", dice.below(205));
    deals.push(
      aWonDeal({
        id: `r${seed}-${n}`,
        createdOn: day,
        closedOn: addDays(day, 5),
        region: n % 2 === 0 ? "North" : "South",
        isRepeat: true,
        listPrice: 500_000,
        amount: 450_000,
        product: "video",
      }),
    );
  }
  return { deals, leads };
}
