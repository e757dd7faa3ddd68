// Which money counts as promotion and which as the cost of selling, by agreement, in any stretch of days.
import type { Plan, SellerCost, Spend } from "#facts/entities.ts";
import { dayNumber } from "#kit/day.ts";
import { toMinor } from "#kit/money.ts";
import type { Period } from "#kit/period.ts";
import type { Lens } from "#evidence/kpi/lens.ts";
import { payersOf } from "#evidence/kpi/one-touch.ts";

/** A sum of lines and from when to when such lines are known at all (null: none is). Minor units. */
export interface Cost {
  readonly total: number;
  readonly lines: number;
  readonly known: Period | null;
}

/** actual: what the agreement counts (gone, or gone and promised); the others by their own status alone. */
export type Status = "plan" | "committed" | "gone" | "actual";

/** Whether a spend line counts as promotion by the agreed definition. A line without a status is money gone; one without a payer counts. */
export function isPromotion(lens: Lens, line: Spend, status: Status): boolean {
  const terms = lens.agreed.terms["promotion-cost"];
  return hasStatus(lens, line, status) && !(line.category !== null && terms.withoutCategories.includes(line.category)) && isOfPayer(lens, line);
}

/** A line of several payers counts where one of them does. */
function isOfPayer(lens: Lens, line: Spend): boolean {
  const payers = payersOf(line);
  return payers.length === 0 || payers.some((payer) => (lens.agreed.terms["promotion-cost"].payers as readonly string[]).includes(payer));
}

export function hasStatus(lens: Lens, line: Spend, status: Status): boolean {
  const own = line.status ?? "actual";
  if (status !== "actual") return own === (status === "gone" ? "actual" : status);
  return own === "actual" || (own === "committed" && lens.agreed.terms["promotion-cost"].status === "actual-and-committed");
}

/** Promotion spend dated in the stretch (`from <= day < until`), optionally only lines that `isWanted` lets through. */
export function promotionIn(lens: Lens, stretch: Period, options: { status?: Status; isWanted?: (line: Spend) => boolean } = {}): Cost {
  const { status = "actual", isWanted } = options;
  let [total, lines, first, last] = [0, 0, "9999-12-31", ""];
  for (const line of lens.spend.lines) {
    if (!isPromotion(lens, line, status)) continue;
    if (line.day < first) first = line.day;
    if (line.day > last) last = line.day;
    if (line.day < stretch.from || line.day >= stretch.until || (isWanted && !isWanted(line))) continue;
    total += line.amount;
    lines++;
  }
  return { total, lines, known: last === "" ? null : { from: first, until: last } };
}

/** `people`: how many the lines name; lines of a whole department name none. */
export interface PeopleCost extends Cost {
  readonly people: number;
}

/** What people of the agreed departments cost in the stretch: each line is spread evenly over its days. Rounded to whole minor units. */
export function salesCostIn(lens: Lens, stretch: Period): PeopleCost {
  const terms = lens.agreed.terms["sales-cost"];
  const departmentOf = new Map(lens.facts.sellers.map((seller) => [seller.id, seller.department]));
  const counts = (line: SellerCost) => {
    const department = line.department ?? (line.seller === null ? null : (departmentOf.get(line.seller) ?? null));
    return (
      (department === null || (terms.departments as readonly string[]).includes(department)) && !(line.kind !== null && terms.withoutKinds.includes(line.kind))
    );
  };
  const people = new Set<string>();
  let [total, lines, first, last] = [0, 0, "9999-12-31", ""];
  for (const line of lens.facts.sellerCosts) {
    if (!counts(line) || line.until <= line.from) continue;
    if (line.from < first) first = line.from;
    if (line.until > last) last = line.until;
    const share = overlap(line, stretch) / (dayNumber(line.until) - dayNumber(line.from));
    if (share <= 0) continue;
    total += line.amount * share;
    lines++;
    if (line.seller !== null) people.add(line.seller);
  }
  return { total: Math.round(total), lines, people: people.size, known: last === "" ? null : { from: first, until: last } };
}

/**
 * Planned money of a measure in a period, minor units: plan rows for everything (no segment), each spread evenly over its days. A level without a currency
 * is read as major units of the workspace's own. Null where no row overlaps.
 */
export function plannedMoney(lens: Lens, measure: string, period: Period): number | null {
  const inMinor = (plan: Plan) => (plan.currency === null ? toMinor(plan.level, lens.facts.currency) : plan.level);
  const level = plannedLevel(lens, period, (plan) => (plan.measure === measure ? inMinor(plan) : null));
  return level === null ? null : Math.round(level);
}

/** Plan rows for everything (no segment), each spread evenly over its days; `levelOf` gives the level that a row plans, null where it is about something else. */
export function plannedLevel(lens: Lens, period: Period, levelOf: (plan: Plan) => number | null): number | null {
  let [level, days] = [0, 0];
  for (const plan of lens.facts.plans) {
    const isWhole = [plan.product, plan.region, plan.accountSize, plan.channel, plan.segment].every((key) => key === null);
    const own = isWhole && plan.until > plan.from ? levelOf(plan) : null;
    if (own === null) continue;
    const shared = overlap(plan, period);
    days += shared;
    level += (own * shared) / (dayNumber(plan.until) - dayNumber(plan.from));
  }
  return days > 0 ? level : null;
}

/** Days that two stretches share. */
export function overlap(one: Period, other: Period): number {
  const from = one.from > other.from ? one.from : other.from;
  const until = one.until < other.until ? one.until : other.until;
  return from < until ? dayNumber(until) - dayNumber(from) : 0;
}
