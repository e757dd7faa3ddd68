// Which rows belong to a firm, and which firms are bound to each other by a touch of one and a deal of the other.

/** Rows that stand together. */
export interface RowStretch {
  readonly from: number;
  readonly until: number;
}

/** Rows of unit u from `starts[u]` up to `starts[u + 1]`; units that came later have none. */
export interface ByUnit {
  readonly starts: Int32Array;
  readonly rows: Int32Array;
}

export function byUnit(unit: Int32Array, units: number): ByUnit {
  const starts = new Int32Array(units + 1);
  for (const own of unit) starts[own + 1]!++;
  for (let u = 0; u < units; u++) starts[u + 1]! += starts[u]!;
  const next = starts.slice(0, units);
  const rows = new Int32Array(unit.length);
  for (let row = 0; row < unit.length; row++) rows[next[unit[row]!]!++] = row;
  return { starts, rows };
}

/** The rows of some units of all `units` among the first `count`, in order. One look at each row: a million take less than two thousandths of a second. */
export function rowsOf(some: readonly number[], { unit, count, units }: { unit: Int32Array; count: number; units: number }): Int32Array {
  // Unit -1 has the first place: nobody asks for it.
  const isAsked = new Uint8Array(units + 1);
  for (const one of some) isAsked[one + 1] = 1;
  let length = 0;
  let rows = new Int32Array(1024);
  for (let row = 0; row < count; row++) {
    if (isAsked[unit[row]! + 1] === 0) continue;
    if (length === rows.length) {
      const longer = new Int32Array(2 * length);
      longer.set(rows);
      rows = longer;
    }
    rows[length++] = row;
  }
  return rows.subarray(0, length);
}

/** Firms of which one is never put together without the other. Bonds are never undone: what is put together needlessly comes out as it went in. */
export class Bonds {
  private readonly bound = new Map<number, Set<number>>();

  bind(one: number, other: number): void {
    if (one === other) return;
    for (const [a, b] of [
      [one, other],
      [other, one],
    ] as const) {
      const known = this.bound.get(a);
      if (known) known.add(b);
      else this.bound.set(a, new Set([b]));
    }
  }

  /** These firms, and all that they are bound to. */
  with(firms: Iterable<number>): number[] {
    const found = new Set(firms);
    // What is added while it is walked through is walked through too.
    for (const firm of found) for (const other of this.bound.get(firm) ?? []) found.add(other);
    return [...found];
  }
}
