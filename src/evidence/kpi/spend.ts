// Which money counts as promotion and which as the cost of selling, by agreement, in any stretch of days.
import type { SellerCost, Spend } from "#facts/entities.ts";
import { dayNumber } from "#kit/day.ts";
import { toMinor } from "#kit/money.ts";
import type { Period } from "#kit/period.ts";
import type { Lens } from "#evidence/kpi/lens.ts";

/** A sum of lines and from when to when such lines are known at all (null: none is). Minor units. */
export interface Cost {
  readonly total: number;
  readonly lines: number;
  readonly known: Period | null;
}

type Status = "plan" | "actual";

/** Whether a spend line counts as promotion by the agreed definition. A line without a status is money gone; one without a payer counts. */
export function isPromotion(lens: Lens, line: Spend, status: Status): boolean {
  const terms = lens.agreed.terms["promotion-cost"];
  const lineStatus = line.status ?? "actual";
  const isWanted =
    status === "plan" ? lineStatus === "plan" : lineStatus === "actual" || (lineStatus === "committed" && terms.status === "actual-and-committed");
  return (
    isWanted &&
    !(line.category !== null && terms.withoutCategories.includes(line.category)) &&
    (line.payer === null || (terms.payers as readonly string[]).includes(line.payer))
  );
}

/** Promotion spend dated in the stretch (`from <= day < until`), optionally only lines that `isWanted` lets through. */
export function promotionIn(lens: Lens, stretch: Period, options: { status?: Status; isWanted?: (line: Spend) => boolean } = {}): Cost {
  const { status = "actual", isWanted } = options;
  let [total, lines, first, last] = [0, 0, "9999-12-31", ""];
  for (const line of lens.facts.spend) {
    if (!isPromotion(lens, line, status)) continue;
    if (line.day < first) first = line.day;
    if (line.day > last) last = line.day;
    if (line.day < stretch.from || line.day >= stretch.until || (isWanted && !isWanted(line))) continue;
    total += line.amount;
    lines++;
  }
  return { total, lines, known: last === "" ? null : { from: first, until: last } };
}

/** What people of the agreed departments cost in the stretch: each line is spread evenly over its days. Rounded to whole minor units. */
export function salesCostIn(lens: Lens, stretch: Period): Cost {
  const terms = lens.agreed.terms["sales-cost"];
  const departmentOf = new Map(lens.facts.sellers.map((seller) => [seller.id, seller.department]));
  const counts = (line: SellerCost) => {
    const department = line.department ?? (line.seller === null ? null : (departmentOf.get(line.seller) ?? null));
    return (
      (department === null || (terms.departments as readonly string[]).includes(department)) && !(line.kind !== null && terms.withoutKinds.includes(line.kind))
    );
  };
  let [total, lines, first, last] = [0, 0, "9999-12-31", ""];
  for (const line of lens.facts.sellerCosts) {
    if (!counts(line) || line.until <= line.from) continue;
    if (line.from < first) first = line.from;
    if (line.until > last) last = line.until;
    const share = overlap(line, stretch) / (dayNumber(line.until) - dayNumber(line.from));
    if (share <= 0) continue;
    total += line.amount * share;
    lines++;
  }
  return { total: Math.round(total), lines, known: last === "" ? null : { from: first, until: last } };
}

/**
 * Planned money of a measure in a period, minor units: plan rows for everything (no segment), each spread evenly over its days. A level without a currency
 * is read as major units of the workspace's own. Null where no row overlaps.
 */
export function plannedMoney(lens: Lens, measure: string, period: Period): number | null {
  let [level, days] = [0, 0];
  for (const plan of lens.facts.plans) {
    const isWhole = [plan.product, plan.region, plan.accountSize, plan.channel, plan.segment].every((key) => key === null);
    if (plan.measure !== measure || !isWhole || plan.until <= plan.from) continue;
    const shared = overlap(plan, period);
    days += shared;
    const money = plan.currency === null ? toMinor(plan.level, lens.facts.currency) : plan.level;
    level += (money * shared) / (dayNumber(plan.until) - dayNumber(plan.from));
  }
  return days > 0 ? Math.round(level) : null;
}

/** Days that two stretches share. */
export function overlap(one: Period, other: Period): number {
  const from = one.from > other.from ? one.from : other.from;
  const until = one.until < other.until ? one.until : other.until;
  return from < until ? dayNumber(until) - dayNumber(from) : 0;
}
