// Promotion by what it was for: planned, promised and gone, side by side.
import { type SpendKind, spendKindOf, spendKinds } from "#facts/spend-kind.ts";
import type { Period } from "#kit/period.ts";
import type { Lens } from "#evidence/kpi/lens.ts";
import { type Status, isPromotion } from "#evidence/kpi/spend.ts";

export interface PromotionKind {
  readonly kind: SpendKind;
  readonly planned: number;
  readonly committed: number;
  readonly gone: number;
  readonly lines: number;
  /** The lines on record that it is made of: those of every book where a bill stands in several. */
  readonly ids: readonly string[];
  /** What the books call all of it; null where they call it several things, or nothing. */
  readonly category: string | null;
  /** The source's own names of it, the dearest first, at most ten. */
  readonly categories: readonly string[];
}

/** Lines that count by agreement, every touch once, whatever their status; kinds without a line are left out. Each column sums to its own headline. */
export function promotionByKind(lens: Lens, period: Period): PromotionKind[] {
  const found = new Map(
    spendKinds.map((kind) => [kind, { planned: 0, committed: 0, gone: 0, lines: 0, ids: [] as string[], names: new Map<string | null, number>() }]),
  );
  const idsOf = new Map(lens.spend.shared.map(({ line, ids }) => [line, ids]));
  const columns: readonly (readonly ["planned" | "committed" | "gone", Status])[] = [
    ["planned", "plan"],
    ["committed", "committed"],
    ["gone", "gone"],
  ];
  for (const line of lens.spend.lines) {
    if (line.day < period.from || line.day >= period.until) continue;
    for (const [column, status] of columns) {
      if (!isPromotion(lens, line, status)) continue;
      const own = found.get(spendKindOf(line))!;
      own[column] += line.amount;
      own.lines++;
      own.ids.push(...(idsOf.get(line) ?? [line.id]));
      own.names.set(line.category, (own.names.get(line.category) ?? 0) + line.amount);
    }
  }
  return [...found]
    .filter(([, { lines }]) => lines > 0)
    .map(([kind, { names, planned, committed, gone, lines, ids }]) => ({
      kind,
      planned,
      committed,
      gone,
      lines,
      ids,
      category: names.size === 1 ? [...names.keys()][0]! : null,
      categories: [...names]
        .filter((entry): entry is [string, number] => entry[0] !== null)
        .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
        .slice(0, 10)
        .map(([name]) => name),
    }));
}
