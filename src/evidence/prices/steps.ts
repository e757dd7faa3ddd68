// The way from list to pocket: what of the list price was given away, what was invoiced, what it cost, and what is left; exact to the cent.
import type { Lens } from "#evidence/kpi/lens.ts";

/** Sums of won deals that have a list price and a price; whole minor units. list - within - beyond + above = invoice; invoice - offInvoice = pocket; pocket - uncosted - cost = margin. */
export interface PriceSteps {
  readonly deals: number;
  readonly list: number;
  /** Discount up to what the policy allows without an explanation, deal by deal, and what goes beyond. */
  readonly withinPolicy: number;
  readonly beyondPolicy: number;
  readonly beyondDeals: number;
  /** Paid above the list price. */
  readonly aboveList: number;
  readonly invoice: number;
  /** What came off after the invoice, of as many deals as it is known of; nothing is taken off the others. */
  readonly offInvoice: number;
  readonly offInvoiceDeals: number;
  readonly pocket: number;
  /** Pocket price of deals whose cost is not known: they go no further. */
  readonly uncosted: number;
  readonly uncostedDeals: number;
  readonly cost: number;
  readonly margin: number;
}

/** Only these rows can be followed: a list price and a price above 0. */
export function isPriced(lens: Lens, row: number): boolean {
  const { deals } = lens.facts;
  return deals.listPrice[row]! > 0 && deals.amount[row]! > 0;
}

/** Steps of priced rows. Policy: the share agreed as needing no explanation, of each deal's list price, rounded to whole minor units. */
export function priceSteps(lens: Lens, rows: Iterable<number>): PriceSteps {
  const { deals } = lens.facts;
  const { upTo } = lens.agreed.terms["discount-policy"];
  const sums = {
    deals: 0,
    list: 0,
    withinPolicy: 0,
    beyondPolicy: 0,
    beyondDeals: 0,
    aboveList: 0,
    invoice: 0,
    offInvoice: 0,
    offInvoiceDeals: 0,
    pocket: 0,
    uncosted: 0,
    uncostedDeals: 0,
    cost: 0,
    margin: 0,
  };
  for (const row of rows) {
    const [list, amount, cost] = [deals.listPrice[row]!, deals.amount[row]!, deals.cost[row]!];
    const off = Math.max(0, list - amount);
    const allowed = Math.min(off, Math.round(list * upTo));
    sums.deals++;
    sums.list += list;
    sums.withinPolicy += allowed;
    sums.beyondPolicy += off - allowed;
    sums.beyondDeals += Number(off > allowed);
    sums.aboveList += Math.max(0, amount - list);
    sums.invoice += amount;
    const isKnown = deals.offInvoice[row]! >= 0;
    const pocket = amount - (isKnown ? deals.offInvoice[row]! : 0);
    sums.offInvoice += amount - pocket;
    sums.offInvoiceDeals += Number(isKnown);
    sums.pocket += pocket;
    if (cost >= 0) {
      sums.cost += cost;
      sums.margin += pocket - cost;
    } else {
      sums.uncosted += pocket;
      sums.uncostedDeals++;
    }
  }
  return sums;
}
