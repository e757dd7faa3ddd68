// By what deals can be cut: the fields on record, and the quarter in which they began.
import { type SegmentKey, segmentKeys } from "#facts/agreements.ts";
import { type Coded, Coder, noDay } from "#facts/columns.ts";
import { dayOf } from "#kit/day.ts";
import { periodName, quarterOf } from "#kit/period.ts";
import type { Lens } from "#evidence/kpi/lens.ts";

export const cutKeys = [...segmentKeys, "started"] as const;
export type CutKey = SegmentKey | "started";

/**
 * Traits that a deal has from its first day on. Not the seller: on record is who holds a deal now, and deals that drag on are handed over, so that whoever
 * takes them would seem slow.
 */
export const firstDayKeys = ["product", "segment", "accountSize", "region", "channel", "repeat", "started"] as const satisfies readonly CutKey[];

/** The column of a cut, by row of deal. */
export function cutColumn({ facts: { deals }, starts }: Lens, key: CutKey): Coded {
  if (key === "repeat") return { codes: Int32Array.from(deals.isRepeat), names: ["new", "repeat"] };
  if (key !== "started") return deals[key];
  const coder = new Coder();
  const byDay = new Map<number, number>();
  const codes = Int32Array.from(starts, (day) => {
    if (day === noDay) return -1;
    const known = byDay.get(day) ?? coder.code(periodName(quarterOf(dayOf(day))));
    byDay.set(day, known);
    return known;
  });
  return { codes, names: coder.names };
}

/** Whether a cut says anything about these deals: two kinds at least, and filled for one in ten. */
export function isFilled({ codes }: Coded, rows: Int32Array): boolean {
  const kinds = new Set<number>();
  let filled = 0;
  for (const row of rows) {
    if (codes[row]! < 0) continue;
    filled++;
    kinds.add(codes[row]!);
  }
  return kinds.size >= 2 && filled * 10 >= rows.length;
}
