// Records of the sources: firms, people, leads, deals, campaigns, products. Their mark is the import that stated them last, so that a million are compared quickly.
import type { recordKinds } from "#facts/finds.ts";
import { type FindSource, joined } from "#ledger/find-sources/source.ts";

type RecordKind = (typeof recordKinds)[number];

interface About {
  readonly says: readonly string[];
  readonly who?: string;
  readonly at?: string;
}

/** Only texts that a reader of the list of records sees as well. */
const about: Readonly<Record<RecordKind, About>> = {
  account: { says: ["segment", "region", "country", "size"], who: "owner", at: "created_on::timestamptz" },
  contact: { says: ["account", "email", "phone", "title"], at: "created_on::timestamptz" },
  lead: { says: ["account", "contact", "campaign", "channel", "product", "stage", "return_reason"], who: "owner", at: "created_at" },
  deal: { says: ["account", "contact", "campaign", "channel", "product", "stage"], who: "owner", at: "created_on::timestamptz" },
  campaign: { says: ["channel"], at: "starts_on::timestamptz" },
  product: { says: [] },
};

export const recordSources: readonly FindSource[] = Object.entries(about).map(([kind, { says, who = "null", at = "null" }]) => ({
  kind: kind as RecordKind,
  sql: `select t.id, coalesce(nullif(t.name, ''), t.id) as title, ${joined("t.id", ...says.map((column) => `t.${column}`))} as body,
    ${who === "null" ? "null::text" : `t.${who}`} as who, ${at === "null" ? "null::timestamptz" : `t.${at}`} as at, null::text as place, t.last_import::text as mark
    from evenhand.${kind} t where t.workspace_id = $1`,
}));
