// Dirt as it grows in every CRM: forgotten firms, records typed in twice, closing days before opening days, deals nobody closed.
import type { Account, Deal, Lead } from "#facts/entities.ts";
import { addDays } from "#kit/day.ts";
import type { Dice } from "#kit/dice.ts";

/** How much of each sort of dirt lies in the records, so that tests can ask whether all of it was found. */
export const dirt = { dealsWithoutAccount: 12, leadsTwice: 15, dealsTwice: 4, firmsTwice: 6, closedBeforeCreated: 5, deadDeals: 14 } as const;

interface Records {
  readonly leads: readonly Lead[];
  readonly deals: readonly Deal[];
  readonly accounts: readonly Account[];
}

/** Adds the dirt; no won deal of the two compared quarters changes its money or its day of closing. */
export function soiled(records: Records, dice: Dice): { leads: Lead[]; deals: Deal[]; accounts: Account[] } {
  const deals = [...records.deals];
  const change = (count: number, isFit: (deal: Deal) => boolean, to: (deal: Deal) => Deal) => {
    const fit = deals.flatMap((deal, n) => (isFit(deal) ? [n] : []));
    for (let k = 0; k < count && fit.length > 0; k++) {
      const [place] = fit.splice(dice.below(fit.length), 1);
      deals[place!] = to(deals[place!]!);
    }
  };
  const firstYear = addDays(records.leads[0]!.createdAt.slice(0, 10), 200);
  change(
    dirt.dealsWithoutAccount,
    (deal) => deal.account !== null,
    (deal) => ({ ...deal, account: null }),
  );
  change(
    dirt.closedBeforeCreated,
    (deal) => deal.stage === "lost" && deal.createdOn! > firstYear,
    (deal) => ({ ...deal, createdOn: addDays(deal.closedOn!, 1 + dice.below(4)) }),
  );
  change(
    dirt.deadDeals,
    (deal) => deal.stage === "lost" && deal.createdOn! < firstYear,
    (deal) => ({ ...deal, stage: "opportunity", closedOn: null, lossReason: null, buyerLossReason: null }),
  );
  const leads = [...records.leads];
  for (let k = 0; k < dirt.leadsTwice; k++) {
    const place = dice.below(records.leads.length);
    const lead = records.leads[place]!;
    leads.push({ ...lead, id: `${lead.id}-copy`, deal: null, convertedAt: null });
  }
  const open = deals.filter((deal) => deal.stage === "opportunity" && deal.account !== null);
  for (let k = 0; k < dirt.dealsTwice && open.length > 0; k++) {
    const [deal] = open.splice(dice.below(open.length), 1);
    deals.push({ ...deal!, id: `${deal!.id}-copy` });
  }
  const accounts = [...records.accounts];
  for (let k = 0; k < dirt.firmsTwice; k++) {
    const place = Math.floor(((k + dice.uniform()) / dirt.firmsTwice) * records.accounts.length);
    const firm = records.accounts[place]!;
    accounts.push({ ...firm, id: `${firm.id}-copy`, name: firm.name!.toUpperCase() });
  }
  return { leads, deals, accounts };
}
