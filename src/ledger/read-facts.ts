// The facts that figures are made of, all at once and all as of one moment: deals, leads, spend, costs, plans, people, the market.
import type { Tx } from "#db/database.ts";
import { type DealColumns, type LeadColumns } from "#facts/columns.ts";
import type { Campaign, EntityName, FactRow, MarketIndex, Plan, Seller, SellerCost, Spend } from "#facts/entities.ts";
import { type Day, dayNumber } from "#kit/day.ts";
import { type Currency, minorPerMajor } from "#kit/money.ts";
import { readDeals } from "#ledger/read-deals.ts";
import { readLeads } from "#ledger/read-leads.ts";
import { type Rates, converterTo, rateOn, readRates } from "#ledger/rates.ts";
import { columnOf, fieldsOf, tableOf } from "#ledger/tables.ts";

/** All money in whole minor units of `currency`. What has no rate on its day is left out of the rows here and named in `currencyGaps`. */
export interface LedgerFacts {
  readonly factsVersion: number;
  readonly currency: Currency;
  readonly timeZone: string;
  readonly deals: DealColumns;
  /** null: no lead has ever been brought in. */
  readonly leads: LeadColumns | null;
  readonly spend: readonly Spend[];
  readonly sellerCosts: readonly SellerCost[];
  readonly sellers: readonly Seller[];
  readonly plans: readonly Plan[];
  /** Their planned costs stand in their own currencies. */
  readonly campaigns: readonly Campaign[];
  readonly marketIndex: readonly MarketIndex[];
  readonly unmappedStages: readonly { readonly entity: "deal" | "lead"; readonly stage: string; readonly records: readonly string[] }[];
  readonly currencyGaps: readonly { readonly entity: EntityName; readonly currency: Currency; readonly records: readonly string[] }[];
}

/** Reads everything in the caller's transaction, which should be read only (one unchanging state). */
export async function readFacts(tx: Tx, workspaceId: string): Promise<LedgerFacts> {
  const workspace = await tx.one<{ currency: Currency; timeZone: string; factsVersion: number }>(
    `select currency, time_zone as "timeZone", facts_version as "factsVersion" from evenhand.workspace where workspace_id = $1`,
    [workspaceId],
  );
  const rates = await readRates(tx, workspaceId);
  const own = { own: workspace.currency, rates };
  const deals = await readDeals(tx, { workspaceId, currency: workspace.currency, rates });
  const leads = await readLeads(tx, { workspaceId, timeZone: workspace.timeZone });
  const spend = inOwnMoney(await readRows(tx, workspaceId, "spend"), { ...own, day: (row) => row.day, field: "amount" });
  const costs = inOwnMoney(await readRows(tx, workspaceId, "seller-cost"), { ...own, day: (row) => row.from, field: "amount" });
  const plans = plansInOwnMoney(await readRows(tx, workspaceId, "plan"), own);
  const gaps = (entity: EntityName, map: ReadonlyMap<string, readonly string[]>) => [...map].map(([currency, records]) => ({ entity, currency, records }));
  const unmapped = (entity: "deal" | "lead", map: ReadonlyMap<string, readonly string[]>) => [...map].map(([stage, records]) => ({ entity, stage, records }));
  return {
    ...workspace,
    deals: deals.deals,
    leads: leads.leads.count === 0 ? null : leads.leads,
    spend: spend.rows,
    sellerCosts: costs.rows,
    sellers: await readRows(tx, workspaceId, "seller"),
    plans: plans.rows,
    campaigns: await readRows(tx, workspaceId, "campaign"),
    marketIndex: await readRows(tx, workspaceId, "market-index"),
    unmappedStages: [...unmapped("deal", deals.unmapped), ...unmapped("lead", leads.unmapped)],
    currencyGaps: [...gaps("deal", deals.withoutRate), ...gaps("spend", spend.gaps), ...gaps("seller-cost", costs.gaps), ...gaps("plan", plans.gaps)],
  };
}

/** Every row of one kind of fact, in order of ids, money in its own currency. For kinds that stay in the hundred thousands. */
export async function readRows<E extends EntityName>(tx: Tx, workspaceId: string, entity: E): Promise<FactRow<E>[]> {
  const fields = fieldsOf(entity);
  const rows: FactRow<E>[] = [];
  const sql = `select ${fields.map(columnOf).join(", ")} from evenhand.${tableOf(entity)} where workspace_id = $1 order by id collate "C"`;
  for await (const batch of tx.columns(sql, [workspaceId])) {
    for (const values of batch) rows.push(Object.fromEntries(fields.map((field, place) => [field, values[place]])) as FactRow<E>);
  }
  return rows;
}

interface Dated {
  readonly id: string;
  readonly amount: number;
  readonly currency: Currency | null;
}

function inOwnMoney<R extends Dated>(
  rows: readonly R[],
  how: { own: Currency; rates: Rates; day: (row: R) => Day; field: "amount" },
): { rows: R[]; gaps: Map<Currency, string[]> } {
  const convert = converterTo(how.own, how.rates);
  return sorted(rows, how.own, (row) => {
    const amount = convert(row.amount, row.currency, dayNumber(how.day(row)));
    return Number.isNaN(amount) ? null : { ...row, amount, currency: how.own };
  });
}

/** A plan's level is money where it names a currency: minor units, valued at the rate of its first day. */
function plansInOwnMoney(rows: readonly Plan[], { own, rates }: { own: Currency; rates: Rates }): { rows: Plan[]; gaps: Map<Currency, string[]> } {
  return sorted(rows, own, (row) => {
    if (row.currency === null) return row;
    const rate = rateOn(rates, row.currency, dayNumber(row.from));
    return rate === null ? null : { ...row, level: (row.level / minorPerMajor(row.currency)) * rate * minorPerMajor(own), currency: own };
  });
}

function sorted<R extends { id: string; currency: Currency | null }>(
  rows: readonly R[],
  own: Currency,
  inOwn: (row: R) => R | null,
): { rows: R[]; gaps: Map<Currency, string[]> } {
  const [taken, gaps] = [[] as R[], new Map<Currency, string[]>()];
  for (const row of rows) {
    const converted = row.currency === own ? row : inOwn(row);
    if (converted) taken.push(converted);
    else gaps.set(row.currency!, [...(gaps.get(row.currency!) ?? []), row.id]);
  }
  return { rows: taken, gaps };
}
