// The demo company's people: fourteen in sales, four in marketing, with dates of service and what they cost a month.
import type { Seller, SellerCost } from "#facts/entities.ts";
import { addMonths, dayOf } from "#kit/day.ts";
import type { Dice } from "#kit/dice.ts";
import type { DemoCalendar } from "#testing/demo/calendar.ts";
import { type Tongue, labelOf, personName } from "#testing/demo/names.ts";

export interface DemoSeller extends Seller {
  readonly teamKey: string;
  /** Gives discounts beyond policy when the year's target is far. */
  readonly isGenerous: boolean;
}

const teams = [
  { team: "kam", people: 2, generous: 1, pay: 26_000_000 },
  { team: "projects", people: 6, generous: 2, pay: 21_000_000 },
  { team: "dealer-team", people: 4, generous: 2, pay: 17_000_000 },
  { team: "inside", people: 2, generous: 0, pay: 11_000_000 },
  { team: "marketing", people: 4, generous: 0, pay: 15_000_000 },
];

/** Two inside sellers leave on the day of the change, and two beginners take their place two months later. */
export function demoPeople(calendar: DemoCalendar, tongue: Tongue, dice: Dice): { sellers: DemoSeller[]; costs: SellerCost[] } {
  const sellers: DemoSeller[] = [];
  const costs: SellerCost[] = [];
  const hire = (team: (typeof teams)[number], service: { from: string; until: string | null }, isGenerous: boolean) => {
    const id = `S-${String(sellers.length + 1).padStart(2, "0")}`;
    const name = uniqueName(sellers, tongue, dice);
    sellers.push({
      id,
      name,
      email: `${id.toLowerCase()}@sectorvision.example`,
      department: team.team === "marketing" ? "marketing" : "sales",
      team: labelOf(tongue, team.team),
      manager: null,
      region: null,
      from: service.from,
      until: service.until,
      teamKey: team.team,
      isGenerous,
    });
    costs.push(...costsOf(sellers.at(-1)!, team.pay, calendar));
  };
  const changeOn = dayOf(calendar.changeOn);
  for (const team of teams) {
    for (let n = 0; n < team.people; n++) {
      const from = addMonths(calendar.span.from, -6 - dice.below(40));
      hire(team, { from, until: team.team === "inside" ? changeOn : null }, n < team.generous);
    }
  }
  const inside = teams[3]!;
  for (let n = 0; n < inside.people; n++) hire(inside, { from: addMonths(changeOn, 2), until: null }, false);
  return { sellers, costs };
}

function uniqueName(taken: readonly DemoSeller[], tongue: Tongue, dice: Dice): string {
  for (;;) {
    const name = personName(tongue, dice);
    if (!taken.some((seller) => seller.name === name)) return name;
  }
}

/** Pay every month of service, travel for those who visit buyers, training once a year. */
function costsOf(seller: DemoSeller, pay: number, calendar: DemoCalendar): SellerCost[] {
  const rows: SellerCost[] = [];
  const add = (kind: string, month: string, amount: number) =>
    rows.push({
      id: `${seller.id}-${kind}-${month}`,
      seller: seller.id,
      department: seller.department,
      from: month,
      until: addMonths(month, 1),
      amount,
      currency: "RUB",
      kind,
    });
  for (let month = calendar.span.from; month < calendar.span.until; month = addMonths(month, 1)) {
    if (seller.from! > month || (seller.until !== null && seller.until <= month)) continue;
    add("pay", month, pay);
    if (seller.teamKey === "projects" || seller.teamKey === "kam") add("travel", month, 2_600_000);
    if (seller.department === "sales" && month.endsWith("-02-01")) add("training", month, 4_000_000);
  }
  return rows;
}

/** The people of a team in service on a day; the whole team's successors where it stood empty. */
export function inService(sellers: readonly DemoSeller[], teamKey: string, day: string): DemoSeller[] {
  const team = sellers.filter((seller) => seller.teamKey === teamKey);
  const present = team.filter((seller) => seller.from! <= day && (seller.until === null || day < seller.until));
  return present.length > 0 ? present : sellers.filter((seller) => seller.teamKey === "projects");
}
