// Joins that fail: records that name something which is not in its list, and records that name nothing.
import type { Coded } from "#facts/columns.ts";
import type { EntityName } from "#facts/entities.ts";
import { type Finding, costPerDealKeys, finding } from "#evidence/trust/finding.ts";
import { likelyMeant } from "#evidence/trust/names.ts";
import type { Named, TrustFacts } from "#evidence/trust/trust-facts.ts";

/**
 * deals-without-account: the account is empty. unknown-name: a name or id that its list does not hold (checked only where the list is on record), each
 * with its count and, where one is likely, the name that was meant. spend-without-campaign: spend that no campaign can be held to.
 * joins-hold: every name was found. Severity: a warning from 1 % of the records on.
 */
export function joinFindings(facts: TrustFacts): Finding[] {
  const { deals, leads, spend } = facts.lens.facts;
  const found: Finding[] = [];
  const lists = {
    account: facts.accounts,
    product: facts.products,
    seller: facts.sellers,
    campaign: facts.campaigns,
    lead: leads === null ? null : { ids: leads.ids, names: [] },
  };
  const check = (entity: EntityName, at: { field: string; ids: readonly string[]; column: Coded; list: Named | null }) => {
    const one = unknownNames(entity, at);
    if (one) found.push(one);
  };
  check("deal", { field: "account", ids: deals.ids, column: deals.account, list: lists.account });
  check("deal", { field: "product", ids: deals.ids, column: deals.product, list: lists.product });
  check("deal", { field: "owner", ids: deals.ids, column: deals.owner, list: lists.seller });
  check("deal", { field: "campaign", ids: deals.ids, column: deals.campaign, list: lists.campaign });
  check("deal", { field: "lead", ids: deals.ids, column: deals.lead, list: lists.lead });
  if (leads) {
    check("lead", { field: "account", ids: leads.ids, column: leads.account, list: lists.account });
    check("lead", { field: "campaign", ids: leads.ids, column: leads.campaign, list: lists.campaign });
    check("lead", { field: "deal", ids: leads.ids, column: leads.deal, list: { ids: deals.ids, names: [] } });
  }
  const bare = deals.ids.filter((_, row) => deals.account.codes[row]! < 0);
  if (bare.length > 0 && bare.length < deals.count) {
    found.push(
      finding({
        code: "deals-without-account",
        entity: "deal",
        field: "account",
        severity: worth(bare.length, deals.count),
        count: bare.length,
        of: deals.count,
        records: bare,
      }),
    );
  }
  const loose = spend.filter((line) => line.campaign === null);
  if (loose.length > 0 && spend.length > 0 && facts.campaigns.ids.length > 0) {
    found.push(
      finding({
        code: "spend-without-campaign",
        entity: "spend",
        field: "campaign",
        severity: worth(loose.length, spend.length),
        count: loose.length,
        of: spend.length,
        records: loose.map((line) => line.id),
        details: { amount: loose.reduce((sum, line) => sum + line.amount, 0) },
      }),
    );
  }
  return found.length > 0 || deals.count === 0
    ? found
    : [finding({ code: "joins-hold", entity: "deal", severity: "good", count: deals.count, of: deals.count })];
}

function unknownNames(entity: EntityName, at: { field: string; ids: readonly string[]; column: Coded; list: Named | null }): Finding | null {
  const { column, list } = at;
  if (!list || list.ids.length === 0) return null;
  const known = new Set([...list.ids, ...list.names.filter((name) => name !== null)]);
  const counts = new Int32Array(column.names.length);
  const records: string[] = [];
  let of = 0;
  const isUnknown = column.names.map((name) => !known.has(name));
  for (let row = 0; row < column.codes.length; row++) {
    const code = column.codes[row]!;
    if (code < 0) continue;
    of++;
    if (!isUnknown[code]) continue;
    counts[code]!++;
    records.push(at.ids[row]!);
  }
  if (records.length === 0) return null;
  // Guessing what was meant is for short lists of names, not for a hundred thousand ids.
  const candidates = known.size <= 2000 ? [...known] : [];
  const names = column.names
    .map((name, code) => ({ name, count: counts[code]! }))
    .filter((one) => one.count > 0)
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .slice(0, 20)
    .map(({ name, count }) => ({ name, count, suggestion: likelyMeant(name, candidates) }));
  const affects = at.field === "product" || at.field === "campaign" ? costPerDealKeys : [];
  return finding({
    code: "unknown-name",
    entity,
    field: at.field,
    severity: worth(records.length, of),
    count: records.length,
    of,
    records,
    names,
    affects,
    details: { name: names[0]!.name, suggestion: names[0]!.suggestion },
  });
}

function worth(count: number, of: number): "warning" | "note" {
  return count >= 0.01 * of ? "warning" : "note";
}
