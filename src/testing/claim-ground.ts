// The ground on which claims are tested, from the records of a simulated firm.
import { type ClaimGround } from "#evidence/claims/ground.ts";
import { lensOf } from "#evidence/kpi/lens.ts";
import { agreedByDefault } from "#facts/agreements.ts";
import { codedOf, dealColumnsOf, leadColumnsOf, noDay } from "#facts/columns.ts";
import type { Activity, Lead, MaterialUse } from "#facts/entities.ts";
import type { LeadWork } from "#facts/lead-work.ts";
import { dayNumber } from "#kit/day.ts";
import { usualWeek } from "#kit/working-hours.ts";
import type { SimulatedFirm } from "#testing/demo/company.ts";

const msPerDay = 86_400_000;

export function claimGroundOf({ rows, asOf, period }: Pick<SimulatedFirm, "rows" | "asOf" | "period">): ClaimGround {
  const rate = (day: string) => rows["currency-rate"].findLast((row) => row.currency === "USD" && row.day <= day)!.rate;
  const deals = rows.deal.map((deal) => {
    if (deal.currency === "RUB") return deal;
    const at = (minor: number | null) => (minor === null ? null : Math.round(minor * rate(deal.closedOn ?? deal.createdOn!)));
    return Object.assign({}, deal, { amount: at(deal.amount), listPrice: at(deal.listPrice), cost: at(deal.cost) });
  });
  const facts = {
    currency: "RUB",
    deals: dealColumnsOf(deals),
    leads: leadColumnsOf(rows.lead),
    spend: rows.spend,
    sellerCosts: rows["seller-cost"],
    sellers: rows.seller,
    plans: rows.plan,
    campaigns: rows.campaign,
  };
  const touched = rows.touchpoint.filter(({ deal }) => deal !== null);
  return {
    lens: lensOf(facts, agreedByDefault, asOf),
    work: leadWorkOf(rows.lead, rows.activity),
    marketIndex: rows["market-index"],
    dealTouches: { deals: codedOf(touched.map(({ deal }) => deal)), channels: codedOf(touched.map(({ channel }) => channel)) },
    materialUses: materialUsesOf(rows["material-use"]),
    turns: [{ id: "quarter", day: period.from, name: "the quarter" }],
    terms: { firstAttemptHours: 24, attempts: 5, noticeDays: 14, materialDays: 90, week: usualWeek },
  };
}

/** Uses of materials from rows, as the ledger reads them; null: none. */
export function materialUsesOf(uses: readonly MaterialUse[]): ClaimGround["materialUses"] {
  if (uses.length === 0) return null;
  return {
    ids: uses.map(({ id }) => id),
    materials: codedOf(uses.map(({ material }) => material)),
    deals: codedOf(uses.map(({ deal }) => deal)),
    days: Int32Array.from(uses, ({ at }) => (at === null ? noDay : dayNumber(at.slice(0, 10)))),
  };
}

/** Work on leads from rows, as the ledger reads it. */
export function leadWorkOf(leads: readonly Lead[], activities: readonly Activity[]): LeadWork {
  const moments = (read: (lead: Lead) => string | null) => Float64Array.from(leads, (lead) => (read(lead) === null ? Number.NaN : Date.parse(read(lead)!)));
  const created = new Map(leads.map((lead, row) => [lead.id, { row, at: Date.parse(lead.createdAt) }]));
  const attempts = new Int32Array(leads.length);
  for (const activity of activities) {
    const own = activity.lead === null ? undefined : created.get(activity.lead);
    const since = own === undefined ? -1 : Date.parse(activity.at) - own.at;
    if (own !== undefined && since >= 0 && since < 14 * msPerDay && activity.direction !== "in") attempts[own.row]!++;
  }
  return {
    createdAt: moments((lead) => lead.createdAt),
    firstAttemptAt: moments((lead) => lead.firstAttemptAt),
    firstContactAt: moments((lead) => lead.firstContactAt),
    returnedAt: moments((lead) => lead.returnedAt),
    returnReason: codedOf(leads.map((lead) => lead.returnReason)),
    attempts,
  };
}
