// From what happened to what a CRM shows: leads and deals get firms, contacts, owners and campaigns, and leave calls and touches behind.
import type { Activity, Deal, Lead, StageChange, Touchpoint } from "#facts/entities.ts";
import { type Day, dayNumber, dayOf } from "#kit/day.ts";
import type { Dice } from "#kit/dice.ts";
import { type Buyer, BuyerBook } from "#testing/demo/buyers.ts";
import type { DemoCalendar } from "#testing/demo/calendar.ts";
import { type Tongue, labelOf } from "#testing/demo/names.ts";
import { type DemoSeller, inService } from "#testing/demo/people.ts";
import type { Promotion } from "#testing/demo/promotion.ts";
import { type Course, recordsAsOf } from "#testing/firm/draw.ts";

export interface Dressed {
  readonly leads: Lead[];
  readonly deals: Deal[];
  readonly stageChanges: StageChange[];
  readonly activities: Activity[];
  readonly touchpoints: Touchpoint[];
  readonly buyers: readonly Buyer[];
}

export interface Wardrobe {
  readonly calendar: DemoCalendar;
  readonly tongue: Tongue;
  readonly sellers: readonly DemoSeller[];
  readonly promotion: Promotion;
  readonly dice: Dice;
}

const teamOf: Readonly<Record<string, string>> = {
  installers: "dealer-team",
  integrators: "projects",
  "key-accounts": "kam",
  tenders: "projects",
  dealers: "dealer-team",
  distributors: "dealer-team",
};
/** Share of the invoice that comes off after it: those who buy to sell again get a bonus at the year's end, project buyers pay late and are delivered to. */
const afterInvoice: Readonly<Record<string, number>> = {
  distributors: 0.045,
  dealers: 0.03,
  installers: 0.015,
  integrators: 0.02,
  "key-accounts": 0.025,
  tenders: 0.02,
};
const standing: Readonly<Record<string, number>> = { dealers: 48, distributors: 14 };
/** Sellers write down the price for every second lost deal. */
const lossReasons = ["price", "price", "price", "rival", "no-decision", "budget"];
/** What buyers say, where the seller wrote the price, with equal chances; of other reasons four in six are confirmed. */
const behindPrice = ["price", "price", "rival", "no-decision", "no-decision", "budget"];
const buyersAsked = 0.2;

function buyerReasonOf(sellerReason: string, place: number): string {
  if (sellerReason === "price") return behindPrice[place]!;
  return place < 4 ? sellerReason : place === 4 ? "no-decision" : "rival";
}

/**
 * Records as exported at the end of the calendar: leads and deals begun since its first day, and older deals that were
 * still open then, without their leads, as an export with a starting day has them.
 */
export function dressed(courses: readonly Course[], wardrobe: Wardrobe): Dressed {
  const { calendar } = wardrobe;
  const { leads, deals } = recordsAsOf(courses, dayNumber(calendar.span.until), "RUB");
  const deal = new Map(deals.map((row) => [row.id, row]));
  const lead = new Map(leads.map((row) => [row.id, row]));
  const book = new BuyerBook(wardrobe.tongue, wardrobe.dice);
  const found: Dressed = { leads: [], deals: [], stageChanges: [], activities: [], touchpoints: [], buyers: book.buyers };
  const start = calendar.span.from;
  courses.forEach((course, n) => {
    const [ownLead, ownDeal] = [lead.get(`L-${n + 1}`), deal.get(`D-${n + 1}`)];
    const keptLead = ownLead !== undefined && ownLead.createdAt.slice(0, 10) >= start ? ownLead : null;
    const keptDeal = ownDeal !== undefined && (ownDeal.createdOn! >= start || ownDeal.closedOn === null || ownDeal.closedOn >= start) ? ownDeal : null;
    if (keptLead === null && keptDeal === null) return;
    const buyer = book.buyerFor(course.segment.segment, dayOf(Math.floor(course.createdAt / 86_400_000)), standing[course.segment.segment]);
    const dresser = new Dresser(course, buyer, wardrobe);
    if (keptLead !== null) dresser.lead(keptLead, found);
    if (keptDeal !== null) dresser.deal({ ...keptDeal, lead: keptLead?.id ?? null }, found);
  });
  return found;
}

/** Dresses the records of one enquiry. */
class Dresser {
  private readonly course: Course;
  private readonly buyer: Buyer;
  private readonly by: Wardrobe;
  private readonly channel: string;
  private readonly campaign: string | null;

  constructor(course: Course, buyer: Buyer, by: Wardrobe) {
    this.course = course;
    this.buyer = buyer;
    this.by = by;
    this.channel = labelOf(by.tongue, course.kind.channel);
    this.campaign = by.promotion.campaignOf(course.kind.channel, dayOf(Math.floor(course.createdAt / 86_400_000)));
  }

  lead(row: Lead, into: Dressed): void {
    const { tongue, dice } = this.by;
    const day = row.createdAt.slice(0, 10);
    const owner = this.ownerOf(this.course.kind.channel === "exhibition" ? "inside" : teamOf[this.course.segment.segment]!, day);
    const reason = row.returnReason !== null && dice.chance(0.12) ? "procedural" : row.returnReason;
    const made: Lead = {
      ...row,
      name: this.buyer.account.name,
      account: this.buyer.account.id,
      contact: this.buyer.contact.id,
      owner: owner.id,
      campaign: this.campaign,
      channel: this.channel,
      segment: labelOf(tongue, row.segment!),
      region: this.buyer.account.region,
      product: this.course.product,
      returnReason: reason,
    };
    into.leads.push(made);
    this.moves({ record: made.id, of: "lead", by: owner.id }, into, [
      [null, "lead", made.createdAt],
      ["lead", "marketing-qualified", made.qualifiedAt],
      ["marketing-qualified", "sales-accepted", made.acceptedAt],
      ["sales-accepted", "sales-qualified", made.salesQualifiedAt],
    ]);
    this.touches(made, into);
    this.calls(made, owner.id, into);
  }

  deal(row: Deal, into: Dressed): void {
    const { tongue, dice } = this.by;
    const { account, contact } = this.buyer;
    const owner = this.ownerOf(teamOf[this.course.segment.segment]!, row.createdOn!, this.course.isBeyondPolicy);
    const lossReason = row.lossReason === null ? null : lossReasons[dice.below(lossReasons.length)]!;
    const buyerReason = lossReason !== null && dice.chance(buyersAsked) ? buyerReasonOf(lossReason, dice.below(behindPrice.length)) : null;
    const made: Deal = {
      ...row,
      name: `${labelOf(tongue, row.product!)}: ${account.name}`,
      account: account.id,
      contact: contact.id,
      owner: owner.id,
      campaign: row.isRepeat === true ? null : this.campaign,
      channel: this.channel,
      segment: labelOf(tongue, row.segment!),
      region: account.region,
      accountSize: account.size,
      cost: Math.round(row.listPrice! * 0.515),
      offInvoice: row.stage === "won" ? Math.round(row.amount! * afterInvoice[this.course.segment.segment]!) : null,
      quantity: null,
      lossReason: lossReason === null ? null : labelOf(tongue, lossReason),
      buyerLossReason: buyerReason === null ? null : labelOf(tongue, buyerReason),
    };
    into.deals.push(made);
    // A deal is opened after its lead was found fit, by the clock as well as by the day.
    const morning = `${made.createdOn!}T09:00:00.000Z`;
    const fit = this.course.salesQualifiedAt === null || made.lead === null ? morning : new Date(this.course.salesQualifiedAt + 60_000).toISOString();
    const opened = fit > morning ? fit : morning;
    const closed = made.closedOn === null ? null : `${made.closedOn}T15:00:00.000Z`;
    const end = made.stage === "won" || made.stage === "lost" ? made.stage : "opportunity";
    this.moves({ record: made.id, of: "deal", by: owner.id }, into, [
      [null, "opportunity", opened],
      ["opportunity", end, closed !== null && closed < opened ? new Date(Date.parse(opened) + 60_000).toISOString() : closed],
    ]);
    this.meetings(made, owner.id, into);
  }

  private ownerOf(teamKey: string, day: Day, isGenerous = false): DemoSeller {
    const present = inService(this.by.sellers, teamKey, day);
    const fitting = isGenerous ? present.filter((seller) => seller.isGenerous) : present;
    const choice = fitting.length > 0 ? fitting : present;
    return choice[this.by.dice.below(choice.length)]!;
  }

  private moves(whose: { record: string; of: "lead" | "deal"; by: string }, into: Dressed, steps: readonly [string | null, string, string | null][]): void {
    steps.forEach(([fromStage, toStage, at], n) => {
      if (at !== null) into.stageChanges.push({ id: `${whose.record}-${n + 1}`, ...whose, fromStage, toStage, at });
    });
  }

  /** One to three touches in the two weeks before the enquiry; the last is in the channel that brought it. */
  private touches(lead: Lead, into: Dressed): void {
    const { dice, tongue, promotion } = this.by;
    const others = ["site", "mail", "exhibition", "dealer-network"];
    const count = 1 + dice.below(3);
    for (let n = 1; n <= count; n++) {
      const at = new Date(Date.parse(lead.createdAt) - (count - n) * (1 + dice.uniform() * 5) * 86_400_000 - 300_000).toISOString();
      const channel = n === count ? this.course.kind.channel : others[dice.below(others.length)]!;
      const campaign = n === count ? lead.campaign : promotion.campaignOf(channel, at.slice(0, 10));
      const who = { account: lead.account, contact: lead.contact, lead: lead.id, deal: lead.deal };
      into.touchpoints.push({ id: `T-${lead.id}-${n}`, at, channel: labelOf(tongue, channel), campaign, ...who });
    }
  }

  private calls(lead: Lead, seller: string, into: Dressed): void {
    if (lead.firstAttemptAt === null) return;
    const { dice, calendar } = this.by;
    const count = 1 + dice.below(3);
    for (let n = 1; n <= count; n++) {
      const at = new Date(Date.parse(lead.firstAttemptAt) + (n - 1) * (20 + dice.uniform() * 60) * 3_600_000).toISOString();
      if (at.slice(0, 10) >= calendar.span.until) return;
      const outcome = n === count && lead.firstContactAt !== null ? "reached" : "no answer";
      const who = { seller, deal: null, lead: lead.id, account: lead.account, contact: lead.contact };
      into.activities.push({
        id: `V-${lead.id}-${n}`,
        kind: "call",
        direction: "out",
        outcome,
        at,
        ...who,
        minutes: outcome === "reached" ? 4 + dice.below(20) : 1,
      });
    }
  }

  /** Meetings and letters between the deal's first and last day; more for long deals. */
  private meetings(deal: Deal, seller: string, into: Dressed): void {
    const { dice, calendar } = this.by;
    const [first, last] = [dayNumber(deal.createdOn!), dayNumber(deal.closedOn ?? calendar.span.until)];
    const count = Math.min(6, 1 + Math.floor((last - first) / 30));
    for (let n = 0; n < count; n++) {
      const at = `${dayOf(first + Math.floor(((n + dice.uniform()) / count) * Math.max(1, last - first)))}T${String(8 + dice.below(9)).padStart(2, "0")}:00:00.000Z`;
      const kind = n % 2 === 0 ? "meeting" : "email";
      const who = { seller, deal: deal.id, lead: deal.lead, account: deal.account, contact: deal.contact };
      into.activities.push({ id: `V-${deal.id}-${n + 1}`, kind, direction: "out", outcome: "done", at, ...who, minutes: kind === "meeting" ? 45 : 5 });
    }
  }
}
