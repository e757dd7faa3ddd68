// Columns that grow while rows stream in, and are put in one lasting order at the end.
import { type Coded, Coder } from "#facts/columns.ts";

type Numbers = Int32Array | Float64Array | Uint8Array | Int8Array;

/** A typed column of unknown length. */
export class Growing<A extends Numbers> {
  private values: A;
  private length = 0;

  constructor(start: A) {
    this.values = start;
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const Longer = this.values.constructor as new (length: number) => A;
      const longer = new Longer(this.length * 2);
      longer.set(this.values);
      this.values = longer;
    }
    this.values[this.length++] = value;
  }

  /** The column as it grew. */
  whole(): A {
    return this.values.slice(0, this.length) as A;
  }

  /** The column in the given order of rows. */
  ordered(order: Int32Array): A {
    const Sorted = this.values.constructor as new (length: number) => A;
    const sorted = new Sorted(order.length);
    for (let place = 0; place < order.length; place++) sorted[place] = this.values[order[place]!]!;
    return sorted;
  }
}

/** A column of texts that repeat. */
export class GrowingTexts {
  private readonly codes = new Growing(new Int32Array(1024));
  private readonly coder = new Coder();

  push(text: unknown): void {
    this.codes.push(this.coder.code(text as string | null));
  }

  /** Codes are given anew in order of first sight, so that the same facts give the same codes whatever order they were read in. */
  ordered(order: Int32Array): Coded {
    const codes = this.codes.ordered(order);
    const renamed = new Int32Array(this.coder.names.length).fill(-1);
    const names: string[] = [];
    for (let row = 0; row < codes.length; row++) {
      const code = codes[row]!;
      if (code < 0) continue;
      if (renamed[code] === -1) renamed[code] = names.push(this.coder.names[code]!) - 1;
      codes[row] = renamed[code]!;
    }
    return { codes, names };
  }
}

/** Rows in order of their ids, compared by UTF-16 units: the same on every machine. */
export function orderOf(ids: readonly string[]): Int32Array {
  const order = new Int32Array(ids.length);
  let isSorted = true;
  for (let row = 0; row < ids.length; row++) {
    order[row] = row;
    if (row > 0 && ids[row - 1]! > ids[row]!) isSorted = false;
  }
  return isSorted ? order : order.sort((a, b) => (ids[a]! < ids[b]! ? -1 : 1));
}

/** Text of a day or instant column as SQL that gives days since 1970, in the workspace's zone where it is an instant. */
export function dayNumberSql(column: string, zone?: string): string {
  return zone === undefined ? `(${column} - date '1970-01-01')` : `((${column} at time zone ${zone})::date - date '1970-01-01')`;
}

/** Adds an id to the list under a key. */
export function noteIn(map: Map<string, string[]>, key: string, id: string): void {
  const list = map.get(key);
  if (list) list.push(id);
  else map.set(key, [id]);
}
