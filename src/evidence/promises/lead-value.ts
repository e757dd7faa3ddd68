// What an accepted lead is worth: the chance that such a lead is won, times what such a win earns.
import { type Coded, noDay } from "#facts/columns.ts";
import type { Caution } from "#facts/papers.ts";
import { wonStage } from "#evidence/cycle/watch.ts";
import { type Enquiries, fewestWins } from "#evidence/promises/enquiries.ts";
import type { AcceptedValues } from "#evidence/promises/judge.ts";

/** How many leads of the whole company stand beside a group's own: a group of twenty counts half by itself. */
export const shrinkage = 20;
/** Where costs are known for fewer of the wins than this, a win counts with its revenue. */
export const leastKnownCosts = 0.9;

export interface LeadValue {
  /** Empty: the field is empty. */
  readonly grade: string;
  readonly segment: string;
  readonly leads: number;
  readonly won: number;
  /** Drawn towards the company's own share. */
  readonly chance: number;
  /** What a win of the segment earns, minor units. */
  readonly earns: number;
  readonly value: number;
}

export interface LeadValues {
  readonly groups: readonly LeadValue[];
  readonly isMargin: boolean;
  readonly valueOf: (row: number) => number;
}

/**
 * Value = P(won | accepted, grade, segment) x earnings of a win in the segment, both drawn towards the whole company: (n p + k p0) / (n + k), k = 20.
 * Chances rest on accepted leads old enough that nine of ten wins have come. Earnings are amount less cost where costs are known for nine of ten wins, else the amount.
 * Null where fewer than ten accepted leads were won. Source: docs/methods/promises.md.
 */
export function leadValues({ lens, ways, ripe }: Enquiries): LeadValues | null {
  const { deals, leads } = lens.facts;
  const key = (row: number) => `${textAt(leads!.grade, row)}\n${textAt(leads!.segment, row)}`;
  const groups = new Map<string, { n: number; won: number }>();
  let [all, allWon] = [0, 0];
  const wonRows: number[] = [];
  for (const row of ripe) {
    if (ways.reached[2]![row] === 0) continue;
    const isWon = ways.reached[5]![row] === 1;
    const own = groups.get(key(row)) ?? { n: 0, won: 0 };
    own.n++;
    all++;
    if (isWon) {
      own.won++;
      allWon++;
      if (ways.dealOf[row]! >= 0) wonRows.push(row);
    }
    groups.set(key(row), own);
  }
  if (allWon < fewestWins) return null;
  const dealRows = wonRows.map((row) => ways.dealOf[row]!).filter((deal) => deals.stage[deal] === wonStage && deals.amount[deal]! > 0);
  const isMargin = dealRows.filter((deal) => !Number.isNaN(deals.cost[deal]!)).length >= leastKnownCosts * dealRows.length;
  const earned = earningsBySegment(
    dealRows.map((deal, n) => ({ segment: textAt(leads!.segment, wonRows[n]!), deal })).filter(({ deal }) => !isMargin || !Number.isNaN(deals.cost[deal]!)),
    (deal) => (isMargin ? deals.amount[deal]! - deals.cost[deal]! : deals.amount[deal]!),
  );
  const p0 = allWon / all;
  const chanceOf = ({ n, won }: { n: number; won: number }) => (won + shrinkage * p0) / (n + shrinkage);
  const none = { n: 0, won: 0 };
  const valueOf = (row: number) => chanceOf(groups.get(key(row)) ?? none) * earned(textAt(leads!.segment, row));
  const list = [...groups]
    .map(([name, own]) => {
      const [grade, segment] = name.split("\n") as [string, string];
      const [chance, earns] = [chanceOf(own), earned(segment)];
      return { grade, segment, leads: own.n, won: own.won, chance, earns, value: chance * earns };
    })
    .sort((a, b) => b.leads - a.leads || (a.grade < b.grade ? -1 : 1));
  return { groups: list, isMargin, valueOf };
}

/** Mean earnings of a segment, drawn towards the mean of all. */
function earningsBySegment(wins: readonly { segment: string; deal: number }[], earns: (deal: number) => number): (segment: string) => number {
  const sums = new Map<string, { n: number; sum: number }>();
  let total = 0;
  for (const { segment, deal } of wins) {
    const own = sums.get(segment) ?? { n: 0, sum: 0 };
    own.n++;
    own.sum += earns(deal);
    total += earns(deal);
    sums.set(segment, own);
  }
  const mean = wins.length === 0 ? 0 : total / wins.length;
  return (segment) => {
    const { n, sum } = sums.get(segment) ?? { n: 0, sum: 0 };
    return (sum + shrinkage * mean) / (n + shrinkage);
  };
}

/** The accepted leads with what each is worth. */
export function acceptedValues(of: Enquiries, values: LeadValues): AcceptedValues {
  const leads = of.lens.facts.leads!;
  const found = [];
  for (let row = 0; row < leads.count; row++) {
    // What came back afterwards was no lead that sales could use.
    if (leads.acceptedOn[row] === noDay || leads.returnedOn[row] !== noDay) continue;
    const owner = leads.owner.codes[row]!;
    found.push({ id: leads.ids[row]!, on: leads.acceptedOn[row]!, value: values.valueOf(row), person: owner < 0 ? null : leads.owner.names[owner]! });
  }
  const cautions: Caution[] = values.isMargin ? [] : [{ code: "promise-value-without-cost" }];
  return found.length === 0 ? { ok: false, reason: "no-acceptance" } : { ok: true, value: { leads: found, cautions } };
}

function textAt({ codes, names }: Coded, row: number): string {
  return codes[row]! < 0 ? "" : names[codes[row]!]!;
}
