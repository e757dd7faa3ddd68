// Where each bar of a waterfall begins and ends: a total, the parts one after another, the other total.
import type { Owner } from "#facts/department.ts";
import type { Interval } from "#facts/papers.ts";

export interface Block {
  readonly key: string;
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Ends of the range where the bar ends; null without one. */
  readonly low: number | null;
  readonly high: number | null;
  /** null for the two totals, and for parts that are nobody's. */
  readonly owner: Owner | null;
  readonly isTotal: boolean;
}

interface Given {
  readonly from: { readonly name: string; readonly amount: number };
  readonly to: { readonly name: string; readonly amount: number };
  readonly parts: readonly {
    readonly key: string;
    readonly name: string;
    readonly amount: number;
    readonly owner: Owner | null;
    readonly interval: Interval | null;
    readonly isLevel?: boolean;
  }[];
}

/** Each part starts where the one before ended; its range is measured from its own start. A level is a total on the way. */
export function layWaterfall({ from, to, parts }: Given): Block[] {
  const total = (key: string, side: { name: string; amount: number }): Block => ({
    key,
    name: side.name,
    start: 0,
    end: side.amount,
    low: null,
    high: null,
    owner: null,
    isTotal: true,
  });
  const blocks = [total("from", from)];
  let level = from.amount;
  for (const { key, name, amount, owner, interval, isLevel = false } of parts) {
    if (isLevel) {
      blocks.push(total(key, { name, amount: level }));
      continue;
    }
    const low = interval?.low ?? null;
    const high = interval?.high ?? null;
    const isRanged = low !== null && high !== null;
    blocks.push({
      key,
      name,
      owner,
      isTotal: false,
      start: level,
      end: level + amount,
      low: isRanged ? level + low : null,
      high: isRanged ? level + high : null,
    });
    level += amount;
  }
  return [...blocks, total("to", to)];
}
