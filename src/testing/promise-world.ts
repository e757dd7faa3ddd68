// A company whose way from leads to revenue can be worked out in the head: so many leads at each step, deals of one size, plans on request.
import type { Lens } from "#evidence/kpi/lens.ts";
import { lensOf } from "#evidence/kpi/lens.ts";
import { agreedByDefault } from "#facts/agreements.ts";
import { dealColumnsOf, leadColumnsOf } from "#facts/columns.ts";
import type { Deal, Lead, Plan, Seller } from "#facts/entities.ts";
import { addDays } from "#kit/day.ts";
import { aLead, aWonDeal } from "#testing/builders.ts";

export interface LeadGroup {
  readonly count: number;
  /** How many of them reach each step; absent: none. */
  readonly accepted?: number;
  readonly qualified?: number;
  readonly opened?: number;
  readonly won?: number;
  readonly lost?: number;
  readonly came: string;
  /** Days from coming to the end of its deal. */
  readonly days?: number;
  readonly amount?: number;
  /** Null: not known. */
  readonly cost?: number | null;
  readonly said?: Partial<Lead>;
}

export interface PromiseWorld {
  readonly groups: readonly LeadGroup[];
  /** Deals won without a lead: day of closing and amount. */
  readonly others?: readonly { readonly on: string; readonly amount: number }[];
  readonly plans?: readonly Plan[];
  readonly sellers?: readonly Seller[];
  readonly asOf: string;
}

/** Leads of a group are numbered; the first of them go farthest. */
export function promiseLens({ groups, others = [], plans = [], sellers = [], asOf }: PromiseWorld): Lens {
  const leads: Lead[] = [];
  const deals: Deal[] = [];
  groups.forEach(
    ({ count, accepted = 0, qualified = 0, opened = 0, won = 0, lost = 0, came, days = 60, amount = 1_000_000, cost = 600_000, said = {} }, group) => {
      for (let n = 0; n < count; n++) {
        const id = `L${group}-${n}`;
        const at = (reached: number, day: number) => (n < reached ? `${addDays(came, day)}T10:00:00.000Z` : null);
        const deal = n < opened ? `D${group}-${n}` : null;
        leads.push(aLead({ id, createdAt: `${came}T10:00:00.000Z`, acceptedAt: at(accepted, 1), salesQualifiedAt: at(qualified, 2), deal, ...said }));
        if (deal === null) continue;
        const end = n < won ? "won" : n < won + lost ? "lost" : "opportunity";
        const closedOn = end === "opportunity" ? null : addDays(came, days);
        deals.push(aWonDeal({ id: deal, stage: end, createdOn: addDays(came, 3), closedOn, amount, cost, listPrice: amount, discount: 0 }));
      }
    },
  );
  others.forEach(({ on, amount }, n) => deals.push(aWonDeal({ id: `O${n}`, createdOn: addDays(on, -10), closedOn: on, amount, cost: null })));
  const facts = { currency: "RUB", deals: dealColumnsOf(deals), leads: leadColumnsOf(leads), spend: [], sellerCosts: [], sellers, plans };
  return lensOf(facts, agreedByDefault, asOf);
}
