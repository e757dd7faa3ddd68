// What marketing tells and gives to sales in a simulated firm: the day of notice of each campaign, and which materials are used in deals.
import type { Campaign, Deal, MaterialUse } from "#facts/entities.ts";
import { type Day, addDays, addMonths } from "#kit/day.ts";
import type { Dice } from "#kit/dice.ts";
import type { DemoCalendar } from "#testing/demo/calendar.ts";
import { type Tongue, labelOf } from "#testing/demo/names.ts";

export interface Habits {
  /** Share of campaigns of which sales is told at the last moment. */
  readonly unannounced: number;
  /** Share of materials that nobody has used for a year. */
  readonly unused: number;
}

export const goodHabits: Habits = { unannounced: 0, unused: 0.125 };
/** In the demo company one material in four lies unused, and some campaigns surprise sales. */
export const demoHabits: Habits = { unannounced: 0.3, unused: 0.25 };

/** Sales is told three to eight weeks ahead; of some campaigns five days ahead to three days after they began. */
export function announced(campaigns: readonly Campaign[], { unannounced }: Habits, dice: Dice): Campaign[] {
  return campaigns.map((campaign) => {
    const [isLate, place] = [dice.chance(unannounced), dice.uniform()];
    const ahead = isLate ? Math.round(5 - 8 * place) : Math.round(21 + 35 * place);
    return Object.assign({}, campaign, { announcedOn: campaign.startsOn === null ? null : addDays(campaign.startsOn, -ahead) });
  });
}

const materials = ["deck", "full-catalogue", "price-sheet", "case-port", "case-mall", "calculator", "comparison", "installer-guide"];
/** Deals in which a material was used. */
const usedInDeals = 0.3;

/** One use in three deals of ten, some days after the deal began; the last materials of the list lie unused from a year before the end on. */
export function materialUses(
  deals: readonly Deal[],
  { calendar, habits, tongue, dice }: { readonly calendar: DemoCalendar; readonly habits: Habits; readonly tongue: Tongue; readonly dice: Dice },
): MaterialUse[] {
  const { until } = calendar.span;
  const idle = new Set(materials.slice(materials.length - Math.round(habits.unused * materials.length)));
  const idleFrom = addMonths(until, -12);
  const found: MaterialUse[] = [];
  for (const deal of deals) {
    const [isUsed, which, days] = [dice.chance(usedInDeals), dice.uniform(), Math.floor(10 * dice.uniform())];
    const key = materials[Math.floor(which * materials.length)]!;
    const day = deal.createdOn === null ? null : dayWithin(addDays(deal.createdOn, days), deal.closedOn);
    if (!isUsed || day === null || day >= until || (idle.has(key) && day >= idleFrom)) continue;
    const { account, owner: seller } = deal;
    found.push({ id: `M-${deal.id}`, material: labelOf(tongue, key), deal: deal.id, account, seller, at: `${day}T09:00:00.000Z` });
  }
  return found;
}

function dayWithin(day: Day, last: Day | null): Day {
  return last !== null && last < day ? last : day;
}
