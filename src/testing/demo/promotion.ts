// The demo company's promotion: campaigns with their dates, and about 9.3 million roubles a year of spend, planned and gone.
import type { Campaign, Spend } from "#facts/entities.ts";
import { type Day, addDays, addMonths, dayOf } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";
import type { Dice } from "#kit/dice.ts";
import { type DemoCalendar, shows } from "#testing/demo/calendar.ts";
import { type Tongue, labelOf } from "#testing/demo/names.ts";

export interface Promotion {
  readonly campaigns: readonly Campaign[];
  readonly spend: readonly Spend[];
  /** The campaign that a lead of this channel and day comes from; null where none ran. */
  readonly campaignOf: (channel: string, day: Day) => string | null;
}

/** Money a year in kopecks, by line; exhibitions are dated by their own calendar. */
const lines = [
  { key: "trade-media", channel: "site", category: "trade-media", aYear: 167_000_000, hasCampaign: false },
  { key: "site-projects", channel: "site", category: "digital", aYear: 130_000_000, hasCampaign: true },
  { key: "catalogue", channel: "mail", category: "mail-postage", aYear: 93_000_000, hasCampaign: true },
  { key: "partners", channel: "dealer-network", category: "partner-support", aYear: 93_000_000, hasCampaign: true },
  { key: "calls", channel: "telemarketing", category: "telemarketing", aYear: 56_000_000, hasCampaign: true },
  { key: "press", channel: "site", category: "press", aYear: 56_000_000, hasCampaign: false },
  { key: "research", channel: "site", category: "research", aYear: 56_000_000, hasCampaign: true },
];
/** Lines of which a part is for making what is shown, or for the agency: the first keeps the rest. */
const partsOf: Readonly<Record<string, readonly (readonly [category: string, share: number])[]>> = {
  digital: [
    ["production", 0.16],
    ["agency-fee", 0.12],
  ],
  "mail-postage": [["print-production", 0.55]],
  stand: [["samples", 0.17]],
};
/** At this show both departments wrote the same travel bill down. */
const billedTwice = "show-spring";
/** Days before a show in which its space is paid. */
const spaceAhead = 60;
/** So many of us stand at a show at a time. */
const staffAtShow = 4;
const campaignKeys: Readonly<Record<string, string>> = { mail: "catalogue", "dealer-network": "partners", telemarketing: "calls" };

export function demoPromotion(calendar: DemoCalendar, tongue: Tongue, dice: Dice): Promotion {
  const book = new PromotionBook(calendar, tongue, dice);
  for (const show of showsOf(calendar.span)) book.show(show);
  for (let month = calendar.span.from; month < calendar.span.until; month = addMonths(month, 1)) for (const line of lines) book.line(line, month);
  // The space of a show that opens after the records end is paid before they do.
  for (const show of showsOf({ from: calendar.span.until, until: addDays(calendar.span.until, spaceAhead) })) book.show(show);
  const changeOn = dayOf(calendar.changeOn);
  const campaignOf = (channel: string, day: Day): string | null => {
    const key = channel === "site" ? siteCampaign(day, changeOn) : campaignKeys[channel];
    const id = channel === "exhibition" ? lastShow(day) : key === undefined ? null : `C-${key}-${day.slice(0, 4)}`;
    return id !== null && book.campaigns.has(id) ? id : null;
  };
  return { campaigns: [...book.campaigns.values()], spend: book.spend, campaignOf };
}

interface Payment {
  readonly day: Day;
  readonly planned: number;
  readonly campaign: string | null;
  readonly channel: string;
  readonly category: string;
  readonly document?: string | null;
  readonly isBilledTwice?: boolean;
}

/** Writes down campaigns and what was planned and paid for them. */
class PromotionBook {
  readonly campaigns = new Map<string, Campaign>();
  readonly spend: Spend[] = [];
  private readonly calendar: DemoCalendar;
  private readonly tongue: Tongue;
  private readonly dice: Dice;

  constructor(calendar: DemoCalendar, tongue: Tongue, dice: Dice) {
    this.calendar = calendar;
    this.tongue = tongue;
    this.dice = dice;
  }

  /** An exhibition: space two months ahead, the stand ten days ahead, travel (which sales pays) while it is open. */
  show(show: { id: string; key: string; opens: Day; days: number; cost: number }): void {
    const { id, key, opens } = show;
    this.campaign(id, {
      key,
      channel: "exhibition",
      from: opens,
      until: addDays(opens, show.days),
      plannedCost: show.cost,
      staffDays: staffAtShow * show.days,
    });
    for (const [category, share, days] of [
      ["space", 0.45, -spaceAhead],
      ["stand", 0.4, -10],
      ["travel", 0.15, 1],
    ] as const)
      this.pay(`${id}-${category}`, {
        day: addDays(opens, days),
        planned: show.cost * share,
        campaign: id,
        channel: "exhibition",
        category,
        ...(category === "travel" ? { document: `TR-${id.slice(2)}`, isBilledTwice: key === billedTwice } : {}),
      });
  }

  /** A month of one line. The site's campaign turns to the owners of country houses on the day of the change. */
  line(line: (typeof lines)[number], month: Day): void {
    const key = line.key === "site-projects" ? siteCampaign(month, dayOf(this.calendar.changeOn)) : line.key;
    const id = `C-${key}-${month.slice(0, 4)}`;
    if (line.hasCampaign && !this.campaigns.has(id)) {
      const segment = key === "site-homes" ? "installers" : key === "site-projects" ? "integrators" : undefined;
      const until = `${Number(month.slice(0, 4)) + 1}-01-01`;
      this.campaign(id, { key, channel: line.channel, from: month, until, plannedCost: line.aYear, ...(segment === undefined ? {} : { segment }) });
    }
    const { channel, category, hasCampaign, aYear } = line;
    this.pay(`P-${line.key}-${month}`, { day: addDays(month, 9), planned: aYear / 12, campaign: hasCampaign ? id : null, channel, category });
  }

  private campaign(id: string, as: { key: string; channel: string; from: Day; until: Day; plannedCost: number; segment?: string; staffDays?: number }): void {
    this.campaigns.set(id, {
      id,
      name: `${labelOf(this.tongue, as.key)} ${as.from.slice(0, 4)}`,
      channel: labelOf(this.tongue, as.channel),
      segment: as.segment === undefined ? null : labelOf(this.tongue, as.segment),
      startsOn: as.from,
      endsOn: as.until,
      announcedOn: null,
      plannedCost: as.plannedCost,
      currency: "RUB",
      owner: null,
      staffDays: as.staffDays ?? null,
    });
  }

  /** A line of the plan, and what was paid in the end: from 3 % less to 13 % more. */
  private pay(id: string, { planned, document = null, isBilledTwice = false, ...payment }: Payment): void {
    const actual = planned * (0.97 + 0.16 * this.dice.uniform());
    if (payment.day < this.calendar.span.from || payment.day >= this.calendar.span.until) return;
    for (const [status, amount] of [
      ["plan", planned],
      ["actual", actual],
    ] as const) {
      let left = Math.round(amount);
      const line = { ...payment, document: status === "actual" ? document : null };
      for (const [category, share] of partsOf[payment.category] ?? []) {
        const part = Math.round(amount * share);
        left -= part;
        this.write({ ...line, id: `${id}-${category}-${status}`, category, amount: part, status });
      }
      this.write({ ...line, id: `${id}-${status}`, amount: left, status });
      if (isBilledTwice && status === "actual") this.write({ ...line, id: `${id}-marketing-${status}`, amount: left, status, payer: "marketing" });
    }
  }

  private write(
    line: Pick<Spend, "id" | "day" | "amount" | "campaign" | "document"> & { status: "plan" | "actual"; channel: string; category: string; payer?: string },
  ): void {
    this.spend.push({
      ...line,
      currency: "RUB",
      channel: labelOf(this.tongue, line.channel),
      category: labelOf(this.tongue, line.category),
      segment: null,
      region: null,
      product: null,
      payer: line.payer ?? (line.category === "travel" ? "sales" : "marketing"),
    });
  }
}

function siteCampaign(day: Day, changeOn: Day): string {
  return day >= changeOn ? "site-homes" : "site-projects";
}

/** The exhibitions that open in a stretch, with an id by name and year. */
function showsOf({ from, until }: Period): { id: string; key: string; opens: Day; days: number; cost: number }[] {
  const years = Array.from({ length: Number(until.slice(0, 4)) - Number(from.slice(0, 4)) + 1 }, (_, n) => Number(from.slice(0, 4)) + n);
  return years
    .flatMap((year) => shows.map((show) => ({ id: `C-${show.key}-${year}`, key: show.key, opens: `${year}-${show.opens}`, days: show.days, cost: show.cost })))
    .filter((show) => show.opens >= from && show.opens < until);
}

/** The campaign of the show that opened last before a day. */
function lastShow(day: Day): string {
  const year = Number(day.slice(0, 4));
  const thisYear = shows.findLast((show) => `${year}-${show.opens}` <= day);
  return thisYear === undefined ? `C-${shows.at(-1)!.key}-${year - 1}` : `C-${thisYear.key}-${year}`;
}
