// What the product can tell with the facts at hand, and the one thing that each missing answer needs.
import type { EntityName } from "#facts/entities.ts";

export interface Capability {
  readonly name: CapabilityName;
  /** What is missing; nothing: it works. */
  readonly missing: readonly NeedName[];
}

export const capabilityNames = [
  "outcomes",
  "revenue",
  "cycle",
  "shortfall",
  "mix",
  "discount",
  "cuts-accounts",
  "cuts-sellers",
  "leads",
  "history",
  "promotion",
  "cost",
  "cost-people",
  "plan",
  "market",
] as const;
export type CapabilityName = (typeof capabilityNames)[number];

export type NeedName =
  | "deals"
  | "closedOn"
  | "amount"
  | "createdOn"
  | "product"
  | "listPrice"
  | "accounts"
  | "sellers"
  | "leads"
  | "history"
  | "spend"
  | "people"
  | "plan"
  | "market";

export interface AtHand {
  readonly entities: ReadonlySet<EntityName>;
  /** Fields of deals that files have brought. */
  readonly dealFields: ReadonlySet<string>;
}

type Test = readonly [NeedName, (at: AtHand) => boolean];
const entity = (need: NeedName, name: EntityName): Test => [need, ({ entities }) => entities.has(name)];
/** A field is missed only where there are deals. */
const field = (name: NeedName): Test => [name, ({ entities, dealFields }) => !entities.has("deal") || dealFields.has(name)];
const deals = entity("deals", "deal");

const needs: Readonly<Record<CapabilityName, readonly Test[]>> = {
  outcomes: [deals, field("closedOn")],
  revenue: [deals, field("amount"), field("closedOn")],
  cycle: [deals, field("createdOn"), field("closedOn")],
  shortfall: [deals, field("amount"), field("createdOn"), field("closedOn")],
  mix: [deals, field("product"), field("amount")],
  // A catalogue has list prices too.
  discount: [deals, ["listPrice", ({ entities, dealFields }) => !entities.has("deal") || entities.has("product") || dealFields.has("listPrice")]],
  "cuts-accounts": [deals, entity("accounts", "account")],
  "cuts-sellers": [deals, entity("sellers", "seller")],
  leads: [entity("leads", "lead")],
  history: [entity("history", "stage-change")],
  promotion: [entity("spend", "spend")],
  cost: [deals, entity("spend", "spend")],
  "cost-people": [deals, entity("spend", "spend"), entity("people", "seller-cost")],
  plan: [deals, entity("plan", "plan")],
  market: [deals, entity("market", "market-index")],
};

export function capabilities(at: AtHand): Capability[] {
  return capabilityNames.map((name) => ({ name, missing: needs[name].filter(([, isThere]) => !isThere(at)).map(([need]) => need) }));
}
