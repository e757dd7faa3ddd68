// Turning points that the facts themselves propose: the market's index falls, a large account stops buying, a list price moves, a head begins.
import { noDay } from "#facts/columns.ts";
import type { FigureFacts } from "#facts/figure-facts.ts";
import type { MarketIndex } from "#facts/entities.ts";
import { type ProposedTurn, usualTurningOwner } from "#facts/turning-point.ts";
import { type Day, type DayNumber, addDays, dayNumber, dayOf } from "#kit/day.ts";
import { wonStage } from "#evidence/cycle/watch.ts";

/** A fall of the index counts from three in a hundred on, once it has lasted for so many readings. */
const leastFall = 0.03;
const readingsThatLast = 3;
/** An account is large from one in twenty of a year's revenue on. */
const largeShare = 0.05;
const leastOrders = 4;
const leastSilence = 180;
const daysOfYear = 365;
/** A month tells a product's list price with so many deals, most of them at one price. */
const leastPriced = 5;
const mostAtOnePrice = 0.8;
const leastPriceMove = 0.01;

/** A head of a department and the first day as head, where it is known. */
export interface HeadInService {
  readonly id: string;
  readonly name: string;
  readonly department: "sales" | "marketing";
  readonly from: Day;
}

export interface TurningFacts {
  readonly facts: Pick<FigureFacts, "deals">;
  readonly marketIndex: readonly MarketIndex[];
  readonly heads: readonly HeadInService[];
  readonly accounts: { readonly ids: readonly string[]; readonly names: readonly (string | null)[] };
  readonly products: { readonly ids: readonly string[]; readonly names: readonly (string | null)[] };
  /** The days on which there are facts. */
  readonly firstSeen: DayNumber;
  readonly lastSeen: DayNumber;
  /** Heads are known up to it, whatever the last day of the facts is. */
  readonly today: Day;
}

/** All proposals in order of their days. Rules with stated thresholds, no test: a proposal is for people to confirm or dismiss. */
export function proposedTurns(given: TurningFacts): ProposedTurn[] {
  const heads = given.heads
    .filter((head) => dayNumber(head.from) > given.firstSeen && head.from <= given.today)
    .map((head) => turn({ kind: "new-head", of: head.id, day: head.from, subject: head.name, size: null, owner: head.department }));
  const found = [...downturns(given.marketIndex), ...lostAccounts(given), ...priceChanges(given)].filter((one) => dayNumber(one.day) <= given.lastSeen);
  return [...found, ...heads].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.key < b.key ? -1 : 1));
}

function turn(of: Pick<ProposedTurn, "kind" | "day" | "subject" | "size"> & { of: string; owner?: ProposedTurn["owner"] }): ProposedTurn {
  const { kind, day, subject, size } = of;
  return { key: `${kind}:${of.of}:${day}`, kind, day, owner: of.owner ?? usualTurningOwner[kind], subject, size };
}

/**
 * The index of the whole market (no segment, region or product): a fall of at least 3 % from the last high that holds for three readings in a row.
 * The day is that of the first reading below the high by more than a fifth of the whole fall, so that the wobble at the top is not taken for the turn.
 * After a fall the next high is sought once half of it has been won back.
 */
export function downturns(rows: readonly MarketIndex[]): ProposedTurn[] {
  const index = rows
    .filter((row) => row.level > 0 && row.segment === null && row.region === null && row.product === null)
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.level - b.level));
  const found: ProposedTurn[] = [];
  let high = 0;
  for (let i = 1; i < index.length; i++) {
    if (index[i]!.level >= index[high]!.level) high = i;
    const top = index[high]!.level;
    const low = index.slice(i, i + readingsThatLast);
    if (low.length < readingsThatLast || low.some((row) => row.level > top * (1 - leastFall))) continue;
    let [bottom, end] = [i, i];
    while (end + 1 < index.length && index[end + 1]!.level < (top + index[bottom]!.level) / 2) {
      end++;
      if (index[end]!.level < index[bottom]!.level) bottom = end;
    }
    const depth = top - index[bottom]!.level;
    let begin = i;
    while (begin - 1 > high && index[begin - 1]!.level < top - depth / 5) begin--;
    found.push(turn({ kind: "downturn", of: "market", day: index[begin]!.day, subject: null, size: -depth / top }));
    high = i = end + 1;
  }
  return found;
}

/**
 * Accounts that brought at least 5 % of the revenue won in the year up to their last order, with four orders or more in it, and have been silent since for
 * longer than 180 days and than three times their longest pause before. The day is the one after the last order.
 */
function lostAccounts({ facts: { deals }, accounts, lastSeen }: TurningFacts): ProposedTurn[] {
  const orders = new Map<number, number[]>();
  for (let row = 0; row < deals.count; row++) {
    const code = deals.account.codes[row]!;
    if (code < 0 || deals.stage[row] !== wonStage || deals.closedOn[row] === noDay || deals.closedOn[row]! > lastSeen || !(deals.amount[row]! > 0)) continue;
    const known = orders.get(code);
    if (known) known.push(row);
    else orders.set(code, [row]);
  }
  const days = deals.closedOn;
  return [...orders].flatMap(([code, rows]) => {
    rows.sort((a, b) => days[a]! - days[b]!);
    const last = days[rows.at(-1)!]!;
    const year = rows.filter((row) => days[row]! > last - daysOfYear);
    if (year.length < leastOrders || lastSeen - last <= leastSilence) return [];
    const pauses = rows.slice(1).map((row, i) => days[row]! - days[rows[i]!]!);
    if (lastSeen - last <= 3 * Math.max(...pauses)) return [];
    let all = 0;
    for (let row = 0; row < deals.count; row++)
      if (deals.stage[row] === wonStage && days[row]! > last - daysOfYear && days[row]! <= last && deals.amount[row]! > 0) all += deals.amount[row]!;
    const share = year.reduce((sum, row) => sum + deals.amount[row]!, 0) / all;
    const id = deals.account.names[code]!;
    return share < largeShare ? [] : [turn({ kind: "lost-account", of: id, day: addDays(dayOf(last), 1), subject: nameOf(accounts, id), size: share })];
  });
}

/**
 * A product's list price (list price of a deal over its quantity, deals by their day of creation): months with five deals or more, four in five of them at one
 * price, tell it; where it differs by 1 % or more from the month told before, the day is that of the first deal at the new price since.
 */
function priceChanges({ facts: { deals }, products }: TurningFacts): ProposedTurn[] {
  const rowsOf = new Map<number, number[]>();
  for (let row = 0; row < deals.count; row++) {
    const code = deals.product.codes[row]!;
    if (code < 0 || deals.createdOn[row] === noDay || !(deals.listPrice[row]! > 0)) continue;
    const known = rowsOf.get(code);
    if (known) known.push(row);
    else rowsOf.set(code, [row]);
  }
  const unit = (row: number) => Math.round(deals.listPrice[row]! / (deals.quantity[row]! > 0 ? deals.quantity[row]! : 1));
  return [...rowsOf].flatMap(([code, rows]) => {
    rows.sort((a, b) => deals.createdOn[a]! - deals.createdOn[b]!);
    const months = Map.groupBy(rows, (row) => dayOf(deals.createdOn[row]!).slice(0, 7));
    const id = deals.product.names[code]!;
    const found: ProposedTurn[] = [];
    let [before, told] = [0, noDay];
    for (const own of months.values()) {
      const price = priceTold(own.map(unit));
      if (price === null) continue;
      if (before > 0 && Math.abs(price / before - 1) >= leastPriceMove) {
        const first = rows.find((row) => deals.createdOn[row]! > told && unit(row) === price)!;
        const day = dayOf(deals.createdOn[first]!);
        found.push(turn({ kind: "price-change", of: id, day, subject: nameOf(products, id), size: price / before - 1 }));
      }
      // The last day at the price told so far: a deal at the new price can only be later.
      [before, told] = [price, deals.createdOn[own.findLast((row) => unit(row) === price)!]!];
    }
    return found;
  });
}

/** The price that at least four in five of five or more deals have; null where there is none. */
function priceTold(prices: readonly number[]): number | null {
  if (prices.length < leastPriced) return null;
  const counts = new Map<number, number>();
  for (const price of prices) counts.set(price, (counts.get(price) ?? 0) + 1);
  const [price, count] = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most));
  return count >= mostAtOnePrice * prices.length ? price : null;
}

function nameOf(list: TurningFacts["accounts"], id: string): string {
  return list.names[list.ids.indexOf(id)] ?? id;
}
