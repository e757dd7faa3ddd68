// How the demo's deals stood on earlier days, as its CRM would have exported them then: still open, at the price and for the day their sellers thought.
import type { Deal } from "#facts/entities.ts";
import { type Day, addDays } from "#kit/day.ts";
import { diceOf, seedOf } from "#kit/dice.ts";

export interface DealState {
  readonly day: Day;
  readonly deals: readonly Deal[];
}

/** The states of the days, oldest first. What a seller guessed comes nearer to what the records say in the end from state to state; the last records are untouched. */
export function earlierStates(deals: readonly Deal[], days: readonly Day[], seed: number): DealState[] {
  return days.map((day, place) => {
    const away = (days.length - place) / days.length;
    return { day, deals: deals.filter((deal) => deal.createdOn! < day).map((deal) => (isClosedBy(deal, day) ? deal : openOn(deal, day, { away, seed }))) };
  });
}

const isClosedBy = (deal: Deal, day: Day) => deal.closedOn !== null && deal.closedOn < day;

/** Of a hundred open deals 25 are hoped for too early and 8 too late; 30 have been granted half of their discount yet, and 8 are a smaller order. */
function openOn(deal: Deal, day: Day, { away, seed }: { away: number; seed: number }): Deal {
  // A record typed in twice is guessed at twice alike.
  const dice = diceOf(seedOf(`${seed} states ${deal.id.replace(/-copy$/, "")}`));
  const [hope, offer, span] = [dice.uniform(), dice.uniform(), dice.uniform()];
  const early = hope < 0.25 ? -(20 + 55 * span) : hope < 0.33 ? 15 + 35 * span : 0;
  const guessed = addDays(deal.expectedCloseOn!, Math.round(early * away));
  const open = {
    ...deal,
    stage: "opportunity",
    closedOn: null,
    lossReason: null,
    buyerLossReason: null,
    expectedCloseOn: early < 0 && guessed < addDays(day, 3) ? deal.expectedCloseOn : guessed,
  };
  if (deal.listPrice === null || deal.amount === null || deal.discount === null) return open;
  if (offer < 0.3) return priced(open, deal.listPrice, 1 - deal.discount / 2);
  if (offer < 0.38) return { ...priced(open, Math.round(deal.listPrice * 0.7), 1 - deal.discount), cost: Math.round(deal.cost! * 0.7) };
  return open;
}

function priced(deal: Deal, listPrice: number, kept: number): Deal {
  const amount = Math.round(listPrice * kept);
  return { ...deal, listPrice, amount, discount: listPrice === 0 ? null : 1 - amount / listPrice };
}
