// What is known of a lead or a deal when it comes in, as numbers: channel, product, region and so on, each with its own list of names.
import { type Coded, type DealColumns, type LeadColumns } from "#facts/columns.ts";
import type { Trait } from "#evidence/shortfall/question.ts";

/** Codes of one trait for deals and leads in common names (sorted); -1: not known. */
export interface TraitColumn {
  readonly names: readonly string[];
  readonly deals: Int32Array;
  /** Null where leads do not carry the trait. */
  readonly leads: Int32Array | null;
}

const repeatNames = ["new", "repeat"] as const;

/** Traits as columns. Names are sorted, so that codes do not depend on the order of rows. */
export function traitColumn(trait: Trait, deals: DealColumns, leads: LeadColumns | null): TraitColumn {
  if (trait === "isRepeat") return { names: repeatNames, deals: Int32Array.from(deals.isRepeat), leads: null };
  if (trait === "accountSize") return common(deals.accountSize, null);
  if (trait === "grade") return common(null, leads?.grade ?? null, deals.count);
  return common(deals[trait], leads?.[trait] ?? null);
}

/** A trait of which nothing is known: it distinguishes nobody. */
export function unknownTrait(deals: number, leads: number): TraitColumn {
  return { names: [], deals: new Int32Array(deals).fill(-1), leads: new Int32Array(leads).fill(-1) };
}

function common(deals: Coded | null, leads: Coded | null, dealCount = 0): TraitColumn {
  const names = [...new Set([...(deals?.names ?? []), ...(leads?.names ?? [])])].sort();
  const places = new Map(names.map((name, place) => [name, place]));
  const recoded = (coded: Coded) => {
    const place = coded.names.map((name) => places.get(name)!);
    return coded.codes.map((code) => (code < 0 ? -1 : place[code]!));
  };
  return { names, deals: deals === null ? new Int32Array(dealCount).fill(-1) : recoded(deals), leads: leads === null ? null : recoded(leads) };
}
