// What identifies a record where its file has no id column, so that loading it twice changes nothing.
import type { EntityName } from "#facts/entities.ts";

import type { KeyRule } from "#intake/mapping.ts";

interface NaturalKey {
  /** One field whose text is the id, because other files refer to the record by it. */
  readonly field?: string;
  /** Else these together; `counted`: equal rows are different records. */
  readonly fields: readonly string[];
  readonly counted: boolean;
}

const naturalKeys: Readonly<Record<EntityName, NaturalKey>> = {
  account: { field: "name", fields: [], counted: false },
  product: { field: "name", fields: [], counted: false },
  seller: { field: "name", fields: ["email"], counted: false },
  campaign: { field: "name", fields: ["channel", "startsOn"], counted: false },
  contact: { fields: ["email", "name", "account"], counted: false },
  lead: { fields: ["name", "account", "contact", "createdAt", "channel"], counted: true },
  deal: { fields: ["name", "account", "product", "owner", "createdOn"], counted: true },
  "stage-change": { fields: ["of", "record", "toStage", "at"], counted: false },
  activity: { fields: ["kind", "at", "seller", "deal", "lead", "account", "contact"], counted: true },
  touchpoint: { fields: ["at", "channel", "campaign", "account", "contact", "lead", "deal"], counted: true },
  spend: { fields: ["day", "channel", "campaign", "category", "segment", "region", "product", "status", "payer"], counted: true },
  plan: { fields: ["measure", "from", "until", "product", "region", "accountSize", "channel", "segment"], counted: false },
  "market-index": { fields: ["day", "segment", "region", "product", "source"], counted: false },
  "seller-cost": { fields: ["seller", "department", "from", "until", "kind"], counted: true },
  "material-use": { fields: ["material", "deal", "account", "seller", "at"], counted: true },
  "currency-rate": { fields: ["day", "currency"], counted: false },
};

/** The rule for an entity whose mapped fields are given; null where none of them identifies a record. */
export function naturalKey(entity: EntityName, mapped: ReadonlySet<string>): KeyRule | null {
  const key = naturalKeys[entity];
  if (key.field !== undefined && mapped.has(key.field)) return { kind: "field", field: key.field };
  const fields = key.fields.filter((field) => mapped.has(field));
  return fields.length === 0 ? null : { kind: "fields", fields, counted: key.counted };
}
