// How each deal came in and what its money is: through a lead or without one, which lag it follows, and what was paid, listed and spent for it.
import { type DealColumns, type LeadColumns, noDay } from "#facts/columns.ts";
import { hashOf } from "#evidence/statistics/bootstrap.ts";
import { type Links, isClosedBefore, isWon, linksOf } from "#evidence/shortfall/links.ts";
import type { Measure, Window, Windows } from "#evidence/shortfall/question.ts";

/**
 * linked: leads and deals are joined, deals without a lead run in a stream of their own; unlinked: leads are there but deals do not name them,
 * so their numbers are chained per segment; deals-only: no usable leads.
 */
export type Mode = "linked" | "unlinked" | "deals-only";

export interface Courses {
  readonly mode: Mode;
  /** Why leads are left aside, where they are: 'no-leads', 'too-few-leads', 'leads-without-dimension'. */
  readonly whyDealsOnly: string | null;
  readonly links: Links | null;
}

const fewestLinked = 20;
const fewestLeads = 30;

/** Decides how leads and deals can be joined for these two windows. `leadsCarry` answers whether leads carry every trait that the cut needs. */
export function coursesOf(deals: DealColumns, leads: LeadColumns | null, options: { windows: Windows; leadsCarry: boolean }): Courses {
  if (leads === null || leads.count === 0) return { mode: "deals-only", whyDealsOnly: "no-leads", links: null };
  const { reference, actual } = options.windows;
  const before = (window: Window) => leads.createdOn.reduce((count, day) => count + Number(day !== noDay && day < window.until), 0);
  if (before(reference) < fewestLeads || before(actual) < fewestLeads) return { mode: "deals-only", whyDealsOnly: "too-few-leads", links: null };
  if (!options.leadsCarry) return { mode: "deals-only", whyDealsOnly: "leads-without-dimension", links: null };
  const links = linksOf(deals, leads);
  const linkedIn = ({ from, cut, until }: Window) => {
    let count = 0;
    for (let i = 0; i < deals.count; i++) {
      if (links.leadOf[i]! >= 0 && isClosedBefore(deals, i, Math.min(cut, until)) && deals.closedOn[i]! >= from) count++;
    }
    return count;
  };
  const isLinked = linkedIn(reference) + linkedIn(actual) >= fewestLinked;
  return { mode: isLinked ? "linked" : "unlinked", whyDealsOnly: null, links: isLinked ? links : null };
}

/** Money of each deal, completed where the source leaves gaps that can be filled without inventing a change. */
export interface Money {
  readonly list: Float64Array;
  readonly quantity: Float64Array;
  readonly cost: Float64Array;
  readonly hasDiscount: boolean;
  readonly hasQuantity: boolean;
  /** Shares of won deals (both windows) with a list price and with a cost of their own; the rest is filled with the window's mean. */
  readonly listKnown: number;
  readonly costKnown: number;
  readonly wonWithoutAmount: number;
}

/**
 * List price where known; else the amount over the window's mean share left after discount. Under half known: the amount itself, no discount driver.
 * Cost likewise by the window's mean cost per list value. Quantity only where nine tenths of won deals have one above 0 and they are not all 1.
 */
export function moneyOf(deals: DealColumns, windows: Windows, measure: Measure): Money {
  const money = { list: new Float64Array(deals.count), quantity: new Float64Array(deals.count).fill(1), cost: new Float64Array(deals.count) };
  const won = [windows.reference, windows.actual].map((window) => wonIn(deals, window));
  const all = won.flat();
  const valued = all.filter((row) => !Number.isNaN(deals.amount[row]!));
  const share = (test: (row: number) => boolean) => (valued.length === 0 ? 0 : valued.filter(test).length / valued.length);
  const listKnown = share((row) => deals.listPrice[row]! > 0);
  const costKnown = share((row) => !Number.isNaN(deals.cost[row]!));
  const hasDiscount = listKnown >= 0.5;
  const hasQuantity = share((row) => deals.quantity[row]! > 0) >= 0.9 && valued.some((row) => deals.quantity[row]! > 0 && deals.quantity[row] !== 1);
  for (const rows of won) {
    const kept = rows.filter((row) => !Number.isNaN(deals.amount[row]!));
    const ratio = (of: Float64Array, over: Float64Array, test: (row: number) => boolean) => {
      const known = kept.filter(test);
      const total = known.reduce((sum, row) => sum + over[row]!, 0);
      return total > 0 ? known.reduce((sum, row) => sum + of[row]!, 0) / total : 0;
    };
    const left = ratio(deals.amount, deals.listPrice, (row) => deals.listPrice[row]! > 0);
    for (const row of kept) {
      const own = deals.listPrice[row]!;
      money.list[row] = hasDiscount ? (own > 0 ? own : left > 0 ? deals.amount[row]! / left : deals.amount[row]!) : deals.amount[row]!;
      if (hasQuantity) money.quantity[row] = deals.quantity[row]! > 0 ? deals.quantity[row]! : 1;
    }
    if (measure === "revenue") continue;
    const costly = ratio(deals.cost, money.list, (row) => !Number.isNaN(deals.cost[row]!));
    for (const row of kept) money.cost[row] = Number.isNaN(deals.cost[row]!) ? Math.round(costly * money.list[row]!) : deals.cost[row]!;
  }
  return { ...money, hasDiscount, hasQuantity, listKnown, costKnown, wonWithoutAmount: all.length - valued.length };
}

function wonIn(deals: DealColumns, window: Window): number[] {
  const rows: number[] = [];
  for (let i = 0; i < deals.count; i++) if (isWon(deals, i) && isClosedIn(deals, i, window)) rows.push(i);
  return rows;
}

export function isClosedIn(deals: DealColumns, row: number, window: Window): boolean {
  return isClosedBefore(deals, row, window.until) && deals.closedOn[row]! >= window.from;
}

/** Whose weight a record takes in the bootstrap. */
export interface Units {
  readonly deals: Int32Array;
  readonly leads: Int32Array;
  /** Records of one account are drawn together. */
  readonly byAccount: boolean;
  /** The record's own hash, for order. */
  readonly ownDeals: Int32Array;
  readonly ownLeads: Int32Array;
}

const fewestAccounts = 40;

/**
 * A lead and its deal share one weight: they are one customer. Records of one account share it too where closings spread over at least forty accounts
 * (counted by their evenness, 1 / sum of squared shares); with fewer, one account's weight would decide too much, and records stand for themselves.
 */
export function unitsOf(deals: DealColumns, leads: LeadColumns | null, links: Links | null): Units {
  const ownDeals = Int32Array.from(deals.ids, hashOf);
  const ownLeads = Int32Array.from(leads?.ids ?? [], (id) => hashOf(`lead ${id}`));
  const byAccount = deals.account.names.length >= fewestAccounts && evenness(deals) >= fewestAccounts;
  const dealAccounts = deals.account.names.map((name) => hashOf(`account ${name}`));
  const leadAccounts = (leads?.account.names ?? []).map((name) => hashOf(`account ${name}`));
  const leadUnits = ownLeads.map((own, lead) => {
    const deal = links?.dealOf[lead] ?? -1;
    const ofDeal = deal >= 0 ? deals.account.codes[deal]! : -1;
    if (byAccount && ofDeal >= 0) return dealAccounts[ofDeal]!;
    const code = leads!.account.codes[lead]!;
    return byAccount && code >= 0 ? leadAccounts[code]! : own;
  });
  const dealUnits = ownDeals.map((own, deal) => {
    const code = deals.account.codes[deal]!;
    if (byAccount && code >= 0) return dealAccounts[code]!;
    const lead = links?.leadOf[deal] ?? -1;
    return lead >= 0 ? leadUnits[lead]! : own;
  });
  return { deals: dealUnits, leads: leadUnits, byAccount, ownDeals, ownLeads };
}

/** How many accounts of equal size would spread closed deals as evenly; deals without an account each count as one of their own. */
function evenness(deals: DealColumns): number {
  const sizes = new Float64Array(deals.account.names.length);
  let [total, squares] = [0, 0];
  for (let i = 0; i < deals.count; i++) {
    if (!isClosedBefore(deals, i, Infinity)) continue;
    const code = deals.account.codes[i]!;
    total++;
    if (code >= 0) sizes[code]!++;
    else squares++;
  }
  for (const size of sizes) squares += size * size;
  return squares === 0 ? 0 : (total * total) / squares;
}
