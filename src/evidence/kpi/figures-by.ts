// The figures of a period kind by kind: deals, revenue, win rate and cycle of each product, region, seller and so on.
import type { SegmentKey } from "#facts/agreements.ts";
import type { NumberWithPapers } from "#facts/papers.ts";
import type { Period } from "#kit/period.ts";
import { cycleFigures } from "#evidence/kpi/cycle.ts";
import { dealFigures } from "#evidence/kpi/deals.ts";
import { type Lens, closedIn, openedIn } from "#evidence/kpi/lens.ts";

export interface FiguresOfKind {
  /** null: the field is empty. */
  readonly value: string | null;
  readonly numbers: readonly NumberWithPapers[];
}

/**
 * Every figure that a deal says by itself, for each kind with a deal won, lost or opened in the period; most won deals first, then by name. Counts and revenue of
 * the kinds sum to those of the whole. Promotion is not among them: no line says for which deal it was.
 */
export function figuresBy(lens: Lens, period: Period, by: SegmentKey): FiguresOfKind[] {
  const kindOf = kindsOf(lens, by);
  const won = new Map<string | null, number>();
  const rows = [...closedIn(lens, period, { outcome: "lost" }), ...openedIn(lens, period)];
  for (const row of rows) won.set(kindOf(row), 0);
  for (const row of closedIn(lens, period, { outcome: "won" })) won.set(kindOf(row), (won.get(kindOf(row)) ?? 0) + 1);
  const kinds = [...won].sort(([a, m], [b, n]) => n - m || ((a ?? "\uffff") < (b ?? "\uffff") ? -1 : 1));
  return kinds.map(([value]) => {
    const wanted = (row: number) => kindOf(row) === value;
    return { value, numbers: [...dealFigures(lens, period, wanted), ...cycleFigures(lens, period, wanted)] };
  });
}

/** To which kind a deal belongs; null: its field is empty. */
export function kindsOf({ facts: { deals } }: Lens, by: SegmentKey): (row: number) => string | null {
  if (by === "repeat") return (row) => ["new", "repeat"][deals.isRepeat[row]!] ?? null;
  const { codes, names } = deals[by];
  return (row) => names[codes[row]!] ?? null;
}

/** Names of the kinds that deals are of, those with most deals first, then by name. */
export function kindNames(lens: Lens, by: Exclude<SegmentKey, "repeat">): string[] {
  const { codes, names } = lens.facts.deals[by];
  const counts = new Map<string, number>();
  for (const code of codes) {
    const name = names[code];
    if (name !== undefined && name !== null && name !== "") counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([name]) => name);
}
