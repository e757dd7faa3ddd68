// Promotion fully loaded: what the agreement leaves out but the books hold, and the days that our own people stood at events.
import type { Campaign, Spend } from "#facts/entities.ts";
import { type SpendKind, spendKindOf } from "#facts/spend-kind.ts";
import { type Day, addDays, dayNumber, dayOf } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";
import type { Lens } from "#evidence/kpi/lens.ts";
import { hasStatus, isPromotion, overlap, salesCostIn } from "#evidence/kpi/spend.ts";

/** What a fully loaded cost adds to the agreed one. */
export const loadedKinds = ["agency-fee", "travel", "samples", "staff"] as const satisfies readonly SpendKind[];
export type LoadedKind = (typeof loadedKinds)[number];

export interface LoadedPart {
  readonly kind: LoadedKind;
  /** In the agreed cost already, and added to it here; minor units. */
  readonly counted: number;
  readonly added: number;
  /** Lines (for staff: events) it rests on. 0: nothing of the kind is on record in the period. */
  readonly records: number;
}

export interface LoadedCost {
  readonly added: number;
  readonly parts: readonly LoadedPart[];
  /** Days our people stood at events, by the share of each event that lies in the period; what a day of one of them cost. */
  readonly staffDays: number;
  readonly staffDayCost: number | null;
}

/**
 * Added: lines of these kinds that the agreement leaves out by category or payer (same status, every touch once), and staff days x day cost.
 * Staff days of an event are spread over its days. Day cost: what people of the agreed departments cost in the event's calendar month, divided by the people
 * it was paid for and the Mondays to Fridays of the month. Where staff lines stand in the books, the days are not counted beside them.
 */
export function loadedCostIn(lens: Lens, period: Period): LoadedCost {
  const lines = lens.spend.lines.filter((line) => line.day >= period.from && line.day < period.until && hasStatus(lens, line, "actual"));
  const staff = staffIn(lens, period);
  const parts = loadedKinds.map((kind): LoadedPart => {
    const own = lines.filter((line) => spendKindOf(line) === kind);
    const sum = (isCounted: boolean) => own.reduce((total, line: Spend) => total + (isPromotion(lens, line, "actual") === isCounted ? line.amount : 0), 0);
    const isByDays = kind === "staff" && own.length === 0;
    return { kind, counted: sum(true), added: isByDays ? staff.cost : sum(false), records: isByDays ? staff.events : own.length };
  });
  return {
    added: parts.reduce((sum, { added }) => sum + added, 0),
    parts,
    staffDays: staff.days,
    staffDayCost: staff.pricedDays > 0 ? Math.round(staff.cost / staff.pricedDays) : null,
  };
}

/** Events with staff days in the period whose day cost is known. */
function staffIn(lens: Lens, period: Period) {
  let [days, pricedDays, cost, events] = [0, 0, 0, 0];
  for (const event of lens.facts.campaigns ?? []) {
    const stretch = stretchOfEvent(event);
    if (stretch === null || !(event.staffDays! > 0)) continue;
    const own = (event.staffDays! * overlap(stretch, period)) / (dayNumber(stretch.until) - dayNumber(stretch.from));
    if (own <= 0) continue;
    days += own;
    const dayCost = dayCostAt(lens, stretch.from);
    if (dayCost === null) continue;
    pricedDays += own;
    cost += own * dayCost;
    events++;
  }
  return { days, pricedDays, cost: Math.round(cost), events };
}

function stretchOfEvent({ startsOn, endsOn }: Campaign): Period | null {
  if (startsOn === null) return null;
  return { from: startsOn, until: endsOn === null || endsOn <= startsOn ? addDays(startsOn, 1) : endsOn };
}

/** What a working day of one person of the agreed departments cost in the month of a day; null where no such cost is on record. */
export function dayCostAt(lens: Lens, day: Day): number | null {
  const from = `${day.slice(0, 7)}-01`;
  const until = `${addDays(from, 31).slice(0, 7)}-01`;
  const month = { from, until };
  const cost = salesCostIn(lens, month);
  const people = cost.people > 0 ? cost.people : peopleIn(lens, month);
  if (cost.lines === 0 || people === 0) return null;
  let working = 0;
  // 1970-01-01 was a Thursday: (number + 3) % 7 is 0 on a Monday.
  for (let at = dayNumber(from); dayOf(at) < until; at++) working += Number((at + 3) % 7 < 5);
  return cost.total / (people * working);
}

/** People of the agreed departments in service in a stretch, for costs that name a department only. */
function peopleIn(lens: Lens, stretch: Period): number {
  const { departments } = lens.agreed.terms["sales-cost"];
  return lens.facts.sellers.filter(
    ({ department, from, until }) =>
      department !== null &&
      (departments as readonly string[]).includes(department) &&
      (from === null || from < stretch.until) &&
      (until === null || until > stretch.from),
  ).length;
}
