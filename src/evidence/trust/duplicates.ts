// The same thing twice: deals alike in everything that matters, and names that differ only in how they are written.
import type { EntityName } from "#facts/entities.ts";
import { noDay } from "#facts/columns.ts";
import { type Finding, dealFiguresByDay, finding } from "#evidence/trust/finding.ts";
import { plainName } from "#evidence/trust/names.ts";
import type { Named, TrustFacts } from "#evidence/trust/trust-facts.ts";

/**
 * duplicate-deals: deals with the same account, product, owner, list price and amount above zero, opened on the same day and closed on the same day (or both open);
 * the first of each group is taken for the original, the others are counted. names-alike: names that are the same without case, spaces and signs.
 */
export function duplicateFindings(facts: TrustFacts): Finding[] {
  const { deals } = facts.lens.facts;
  const columns = [deals.account, deals.product, deals.owner, deals.channel].map((column) => column.codes);
  const numbers = [...columns, deals.createdOn, deals.closedOn, deals.stage, deals.amount, deals.listPrice];
  const isAlike = (one: number, other: number) => numbers.every((column) => Object.is(column[one], column[other]));
  // Rows with the same hash stand in one chain; only those are compared.
  const heads = new Map<number, number>();
  const next = new Int32Array(deals.count).fill(-1);
  const copies: string[] = [];
  let of = 0;
  for (let row = 0; row < deals.count; row++) {
    if (deals.account.codes[row]! < 0 || deals.createdOn[row] === noDay || !(deals.amount[row]! > 0)) continue;
    of++;
    let hash = 0;
    for (const column of numbers) hash = (Math.imul(hash, 31) + (column[row]! | 0)) | 0;
    let alike = heads.get(hash) ?? -1;
    while (alike >= 0 && !isAlike(alike, row)) alike = next[alike]!;
    if (alike >= 0) copies.push(deals.ids[row]!);
    else {
      next[row] = heads.get(hash) ?? -1;
      heads.set(hash, row);
    }
  }
  const found = [alikeNames("account", facts.accounts), alikeNames("product", facts.products), alikeNames("seller", facts.sellers)].flat();
  if (copies.length > 0) {
    const severity = copies.length >= 0.01 * of ? "warning" : "note";
    found.unshift(finding({ code: "duplicate-deals", entity: "deal", severity, count: copies.length, of, records: copies, affects: dealFiguresByDay }));
  }
  return found.length > 0 || deals.count === 0 ? found : [finding({ code: "no-duplicates", entity: "deal", severity: "good", count: of, of })];
}

function alikeNames(entity: EntityName, { ids, names }: Named): Finding[] {
  const groups = new Map<string, number[]>();
  for (let row = 0; row < ids.length; row++) {
    const plain = plainName(names[row] ?? ids[row]!);
    if (plain === "") continue;
    const group = groups.get(plain);
    if (group) group.push(row);
    else groups.set(plain, [row]);
  }
  const alike = [...groups.values()].filter((rows) => rows.length > 1);
  if (alike.length === 0) return [];
  const copies = alike.flatMap((rows) => rows.slice(1));
  const doubtful = alike
    .slice(0, 20)
    .map((rows) => ({ name: names[rows[1]!] ?? ids[rows[1]!]!, count: rows.length, suggestion: names[rows[0]!] ?? ids[rows[0]!]! }));
  return [
    finding({
      code: "names-alike",
      entity,
      field: "name",
      severity: copies.length >= 0.01 * ids.length ? "warning" : "note",
      count: copies.length,
      of: ids.length,
      records: copies.map((row) => ids[row]!),
      names: doubtful,
      details: { name: doubtful[0]!.name, suggestion: doubtful[0]!.suggestion },
    }),
  ];
}
