// Facts for tests: aLead(), aDeal() and the rest, each believable as it stands, each changed by naming only what matters.
import { type EntityName, type FactRow, entityFields } from "#facts/entities.ts";

/** What a test says about a fact; the rest is filled in. */
export type Said<E extends EntityName> = { readonly [Name in keyof FactRow<E>]?: FactRow<E>[Name] };

let made = 0;

/** Facts made from here on are numbered from one. */
export function numberAnew(): void {
  made = 0;
}

/** A fact of any kind: fields not named are null, the id is new each time. `defaults` stand under what the test says. */
export function aFact<E extends EntityName>(entity: E, defaults: Said<E>, said: Said<E> = {}): FactRow<E> {
  const row: Record<string, unknown> = {};
  for (const name of Object.keys(entityFields[entity])) row[name] = null;
  made += 1;
  return { ...row, id: `${entity}-${made}`, ...defaults, ...said } as unknown as FactRow<E>;
}

export const anAccount = (said?: Said<"account">) =>
  aFact("account", { name: "Polyarny Trading House", segment: "dealer", size: "medium", region: "Moscow", country: "RU", createdOn: "2025-01-15" }, said);

export const aContact = (said?: Said<"contact">) =>
  aFact("contact", { name: "Vera Lugovaya", email: "v.lugovaya@example.test", title: "Buyer", createdOn: "2025-01-15" }, said);

/** A lead of 3 March 2025, not yet worked by anybody. */
export const aLead = (said?: Said<"lead">) =>
  aFact("lead", { channel: "site", segment: "dealer", region: "Moscow", grade: "B", stage: "lead", createdAt: "2025-03-03T09:00:00.000Z" }, said);

/** A lead that marketing qualified, sales accepted within a day and qualified within a week. */
export const aWorkedLead = (said?: Said<"lead">) =>
  aLead({
    stage: "sales-qualified",
    qualifiedAt: "2025-03-03T12:00:00.000Z",
    acceptedAt: "2025-03-04T09:00:00.000Z",
    firstAttemptAt: "2025-03-04T10:00:00.000Z",
    firstContactAt: "2025-03-04T10:20:00.000Z",
    salesQualifiedAt: "2025-03-10T09:00:00.000Z",
    ...said,
  });

/** A lead that sales gave back with a reason. */
export const aReturnedLead = (said?: Said<"lead">) =>
  aLead({
    stage: "marketing-qualified",
    qualifiedAt: "2025-03-03T12:00:00.000Z",
    returnedAt: "2025-03-04T09:00:00.000Z",
    returnReason: "definitional",
    ...said,
  });

/** An open deal of 10 March 2025: list price 1,000,000.00 roubles, 10 % off. */
export const aDeal = (said?: Said<"deal">) =>
  aFact(
    "deal",
    {
      channel: "site",
      segment: "dealer",
      region: "Moscow",
      stage: "opportunity",
      createdOn: "2025-03-10",
      amount: 90_000_000,
      listPrice: 100_000_000,
      cost: 56_000_000,
      discount: 0.1,
      quantity: 1,
      currency: "RUB",
      isRepeat: false,
    },
    said,
  );

/** A deal won on 30 April 2025, 51 days after it began. */
export const aWonDeal = (said?: Said<"deal">) => aDeal({ stage: "won", closedOn: "2025-04-30", ...said });

/** A deal lost on 30 April 2025, 51 days after it began. */
export const aLostDeal = (said?: Said<"deal">) => aDeal({ stage: "lost", closedOn: "2025-04-30", lossReason: "price", ...said });

export const aStageChange = (said?: Said<"stage-change">) =>
  aFact("stage-change", { of: "deal", record: "deal-1", fromStage: "sales-qualified", toStage: "opportunity", at: "2025-03-10T09:00:00.000Z" }, said);

export const anActivity = (said?: Said<"activity">) =>
  aFact("activity", { kind: "call", direction: "out", outcome: "reached", at: "2025-03-04T10:00:00.000Z", minutes: 12 }, said);

export const aTouchpoint = (said?: Said<"touchpoint">) => aFact("touchpoint", { channel: "site", at: "2025-03-03T08:55:00.000Z" }, said);

export const aCampaign = (said?: Said<"campaign">) =>
  aFact(
    "campaign",
    { name: "Spring catalogue", channel: "mail", segment: "dealer", startsOn: "2025-03-01", endsOn: "2025-05-31", plannedCost: 30_000_000, currency: "RUB" },
    said,
  );

/** 100,000.00 roubles gone on 1 March 2025, paid by marketing. */
export const aSpend = (said?: Said<"spend">) =>
  aFact("spend", { day: "2025-03-01", amount: 10_000_000, currency: "RUB", channel: "site", category: "media", status: "actual", payer: "marketing" }, said);

export const aPlan = (said?: Said<"plan">) =>
  aFact("plan", { measure: "revenue", from: "2025-04-01", until: "2025-07-01", level: 15_500_000_000, currency: "RUB" }, said);

export const aMarketIndex = (said?: Said<"market-index">) => aFact("market-index", { day: "2025-01-01", level: 100 }, said);

export const aSeller = (said?: Said<"seller">) =>
  aFact(
    "seller",
    { name: "Oleg Ryabinin", email: "o.ryabinin@example.test", department: "sales", team: "projects", region: "Moscow", from: "2023-02-01" },
    said,
  );

/** 180,000.00 roubles of pay for March 2025. */
export const aSellerCost = (said?: Said<"seller-cost">) =>
  aFact("seller-cost", { department: "sales", from: "2025-03-01", until: "2025-04-01", amount: 18_000_000, currency: "RUB", kind: "pay" }, said);

export const aProduct = (said?: Said<"product">) =>
  aFact("product", { name: "Dome camera SV-40", productLine: "video", listPrice: 1_450_000, unitCost: 800_000, currency: "RUB" }, said);

export const aCurrencyRate = (said?: Said<"currency-rate">) => aFact("currency-rate", { day: "2025-01-01", currency: "USD", rate: 90 }, said);
