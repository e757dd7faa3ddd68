// Everything that can be brought in as a fact: one table of fields an entity. Intake, ledger, exports and the API read this table.
import type { FieldSpecs, RowOf } from "#facts/field.ts";

const id = { kind: "id", required: true } as const;
const text = { kind: "text" } as const;
const day = { kind: "day" } as const;
const instant = { kind: "instant" } as const;
const money = { kind: "money" } as const;
const currency = { kind: "currency" } as const;
const to = <E extends string>(refersTo: E) => ({ kind: "id", refersTo }) as const;

export const accountFields = {
  id,
  name: text,
  segment: text,
  size: text,
  region: text,
  country: text,
  owner: to("seller"),
  employees: { kind: "count" },
  revenue: { kind: "number" },
  createdOn: day,
  parent: to("account"),
} as const satisfies FieldSpecs;

export const contactFields = {
  id,
  account: to("account"),
  name: text,
  email: text,
  phone: text,
  title: text,
  createdOn: day,
} as const satisfies FieldSpecs;

/** One contact's interest, once per enquiry. */
export const leadFields = {
  id,
  name: text,
  account: to("account"),
  contact: to("contact"),
  deal: to("deal"),
  owner: to("seller"),
  campaign: to("campaign"),
  channel: text,
  segment: text,
  region: text,
  product: text,
  grade: text,
  stage: { kind: "stage" },
  createdAt: { kind: "instant", required: true },
  qualifiedAt: instant,
  acceptedAt: instant,
  returnedAt: instant,
  returnReason: text,
  firstAttemptAt: instant,
  firstContactAt: instant,
  salesQualifiedAt: instant,
  convertedAt: instant,
} as const satisfies FieldSpecs;

export const dealFields = {
  id,
  name: text,
  account: to("account"),
  contact: to("contact"),
  lead: to("lead"),
  owner: to("seller"),
  campaign: to("campaign"),
  product: to("product"),
  channel: text,
  segment: text,
  region: text,
  accountSize: text,
  pipeline: text,
  stage: { kind: "stage", required: true },
  createdOn: day,
  closedOn: day,
  expectedCloseOn: day,
  /** What the buyer pays; list price less discount. */
  amount: money,
  listPrice: money,
  cost: money,
  /** What comes off after the invoice: bonuses paid later, freight, terms of payment, registration of projects. */
  offInvoice: money,
  discount: { kind: "share" },
  quantity: { kind: "number" },
  currency,
  isRepeat: { kind: "flag" },
  lossReason: text,
  buyerLossReason: text,
} as const satisfies FieldSpecs;

/** Who moved what, where, when. `of` says whether `record` is a lead or a deal. */
export const stageChangeFields = {
  id,
  of: { kind: "text", oneOf: ["deal", "lead"] },
  record: { kind: "id", required: true },
  fromStage: { kind: "stage" },
  toStage: { kind: "stage", required: true },
  at: { kind: "instant", required: true },
  by: to("seller"),
} as const satisfies FieldSpecs;

export const activityFields = {
  id,
  kind: text,
  direction: text,
  outcome: text,
  at: { kind: "instant", required: true },
  seller: to("seller"),
  deal: to("deal"),
  lead: to("lead"),
  account: to("account"),
  contact: to("contact"),
  minutes: { kind: "number" },
} as const satisfies FieldSpecs;

export const touchpointFields = {
  id,
  at: { kind: "instant", required: true },
  channel: text,
  campaign: to("campaign"),
  account: to("account"),
  contact: to("contact"),
  lead: to("lead"),
  deal: to("deal"),
} as const satisfies FieldSpecs;

export const campaignFields = {
  id,
  name: text,
  channel: text,
  segment: text,
  startsOn: day,
  endsOn: day,
  /** The day on which sales was told of it. */
  announcedOn: day,
  plannedCost: money,
  currency,
  owner: to("seller"),
  /** Days that our people stood at it, all of them together: three people for four days are twelve. */
  staffDays: { kind: "number" },
} as const satisfies FieldSpecs;

export const spendFields = {
  id,
  day: { kind: "day", required: true },
  amount: { kind: "money", required: true },
  currency,
  campaign: to("campaign"),
  channel: text,
  category: text,
  segment: text,
  region: text,
  product: text,
  status: { kind: "text", oneOf: ["plan", "committed", "actual"] },
  /** both: one line that sales and marketing paid together. */
  payer: { kind: "text", oneOf: ["sales", "marketing", "management", "both"] },
  /** Invoice or contract: two lines of one document are one touch. */
  document: text,
} as const satisfies FieldSpecs;

/** Planned level of one measure over one stretch of time, for all or for a segment. */
export const planFields = {
  id,
  measure: { kind: "text", required: true },
  from: { kind: "day", required: true },
  until: { kind: "day", required: true },
  level: { kind: "number", required: true },
  currency,
  product: text,
  region: text,
  accountSize: text,
  channel: text,
  segment: text,
} as const satisfies FieldSpecs;

/** Size of the market from outside: any index with the same base over time. */
export const marketIndexFields = {
  id,
  day: { kind: "day", required: true },
  level: { kind: "number", required: true },
  segment: text,
  region: text,
  product: text,
  /** Who publishes the index. */
  publisher: text,
} as const satisfies FieldSpecs;

/** A person of ours as the source knows them; may or may not sign in here. */
export const sellerFields = {
  id,
  name: text,
  email: text,
  department: { kind: "text", oneOf: ["sales", "marketing", "management"] },
  team: text,
  manager: text,
  region: text,
  from: day,
  until: day,
} as const satisfies FieldSpecs;

/** What a person (or, without one, a department) costs over a stretch of time: pay, travel, training. */
export const sellerCostFields = {
  id,
  seller: to("seller"),
  department: { kind: "text", oneOf: ["sales", "marketing", "management"] },
  from: { kind: "day", required: true },
  until: { kind: "day", required: true },
  amount: { kind: "money", required: true },
  currency,
  kind: text,
} as const satisfies FieldSpecs;

export const productFields = {
  id,
  name: text,
  productLine: text,
  listPrice: money,
  unitCost: money,
  currency,
} as const satisfies FieldSpecs;

/** A material (a brochure, a case, a price list, a presentation) used with a deal or an account. */
export const materialUseFields = {
  id,
  material: { kind: "text", required: true },
  deal: to("deal"),
  account: to("account"),
  seller: to("seller"),
  /** Without a day the row says only that the material is there. */
  at: instant,
} as const satisfies FieldSpecs;

/** How many units of the workspace's currency one unit of `currency` is worth from `day` on. */
export const currencyRateFields = {
  id,
  day: { kind: "day", required: true },
  currency: { kind: "currency", required: true },
  rate: { kind: "number", required: true },
} as const satisfies FieldSpecs;

export const entityFields = {
  account: accountFields,
  contact: contactFields,
  lead: leadFields,
  deal: dealFields,
  "stage-change": stageChangeFields,
  activity: activityFields,
  touchpoint: touchpointFields,
  campaign: campaignFields,
  spend: spendFields,
  plan: planFields,
  "market-index": marketIndexFields,
  seller: sellerFields,
  "seller-cost": sellerCostFields,
  product: productFields,
  "currency-rate": currencyRateFields,
  "material-use": materialUseFields,
} as const satisfies Readonly<Record<string, FieldSpecs>>;

export type EntityName = keyof typeof entityFields;
export const entityNames = Object.keys(entityFields) as EntityName[];
export type FactRow<E extends EntityName> = RowOf<(typeof entityFields)[E]>;

export type Account = FactRow<"account">;
export type Contact = FactRow<"contact">;
export type Lead = FactRow<"lead">;
export type Deal = FactRow<"deal">;
export type StageChange = FactRow<"stage-change">;
export type Activity = FactRow<"activity">;
export type Touchpoint = FactRow<"touchpoint">;
export type Campaign = FactRow<"campaign">;
export type Spend = FactRow<"spend">;
export type Plan = FactRow<"plan">;
export type MarketIndex = FactRow<"market-index">;
export type Seller = FactRow<"seller">;
export type SellerCost = FactRow<"seller-cost">;
export type Product = FactRow<"product">;
export type MaterialUse = FactRow<"material-use">;
export type CurrencyRate = FactRow<"currency-rate">;
