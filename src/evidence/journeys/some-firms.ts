// A few firms taken out of all, as if there were no others: their touches and their deals, with numbers of their own.
import type { Ends } from "#evidence/journeys/columns.ts";
import type { Assembled } from "#evidence/journeys/from-facts.ts";
import type { ByUnit } from "#evidence/journeys/touch-index.ts";
import type { UnitRoll } from "#evidence/journeys/units.ts";

/** All firms. A touch's place of channel stands for channel `to[place]`. */
interface Whole {
  readonly rows: { readonly unit: Int32Array; readonly minute: Int32Array; readonly place: Uint16Array; readonly end: Int32Array };
  readonly to: Int32Array;
  readonly roll: UnitRoll;
  readonly ends: Ends;
  readonly endsOf: ByUnit;
}

/** `found` are the rows of touches of these firms. Whatever deal one of them names is a deal of these firms too: firms that a touch binds are never parted. */
export function someFirms(units: readonly number[], found: Int32Array, whole: Whole): Omit<Assembled, "channels" | "sideOf" | "left"> {
  const { rows, to, roll, ends, endsOf } = whole;
  const own = units.flatMap((unit) => [...endsOf.rows.subarray(endsOf.starts[unit] ?? 0, endsOf.starts[unit + 1] ?? 0)]);
  const [ofUnit, ofEnd] = [new Int32Array(roll.count), new Int32Array(ends.count)];
  for (let number = 0; number < units.length; number++) ofUnit[units[number]!] = number;
  for (let place = 0; place < own.length; place++) ofEnd[own[place]!] = place;
  const touches = {
    count: found.length,
    unit: new Int32Array(found.length),
    minute: new Int32Array(found.length),
    channel: new Uint16Array(found.length),
    end: new Int32Array(found.length),
  };
  for (let n = 0; n < found.length; n++) {
    const row = found[n]!;
    const end = rows.end[row]!;
    touches.unit[n] = ofUnit[rows.unit[row]!]!;
    touches.minute[n] = rows.minute[row]!;
    touches.channel[n] = to[rows.place[row]!]!;
    touches.end[n] = end < 0 ? -1 : ofEnd[end]!;
  }
  return {
    touches,
    ends: endsIn(own, ends, ofUnit),
    units: units.length,
    hashes: Int32Array.from(units, (unit) => roll.hashOf(unit)),
    accountOf: Int32Array.from(units, (unit) => roll.accountOf(unit)),
  };
}

function endsIn(rows: readonly number[], ends: Ends, ofUnit: Int32Array): Ends {
  const count = rows.length;
  const some = {
    count,
    unit: new Int32Array(count),
    opened: new Int32Array(count),
    closed: new Int32Array(count),
    kind: new Uint8Array(count),
    value: new Float64Array(count),
  };
  for (let n = 0; n < count; n++) {
    const row = rows[n]!;
    some.unit[n] = ofUnit[ends.unit[row]!]!;
    some.opened[n] = ends.opened[row]!;
    some.closed[n] = ends.closed[row]!;
    some.kind[n] = ends.kind[row]!;
    some.value[n] = ends.value[row]!;
  }
  return some;
}
