// Journeys are put together: which touches belong to which deal, which came to nothing, and which are not over yet.
import { type Ends, type Journeys, type Touches, ending, noMinute } from "#evidence/journeys/columns.ts";

export interface Gathering {
  readonly touches: Touches;
  readonly ends: Ends;
  readonly units: number;
  readonly channels: number;
  /** The first minute that is not looked at any more. */
  readonly asOf: number;
  /** How long before a deal began a touch may lie and still belong to it; and how long after the last touch a journey without a deal stays open. Minutes. */
  readonly lookback: number;
  /** 'all' touches count; of a 'run' of touches in one channel the first; each channel 'once', at its first touch. */
  readonly repeats?: "all" | "runs" | "once";
  /** A channel that is passed over wherever a journey has any other: visits that came by themselves. */
  readonly passedOver?: number | null;
  /** 1 for channels that are not looked at. */
  readonly without?: Uint8Array | null;
}

export interface Gathered {
  readonly journeys: Journeys;
  /** Rows of ends that no touch led to. */
  readonly untouched: Int32Array;
}

const span = 65_536;

/**
 * A touch belongs to the end that it names itself, else to the first end of its unit on or after it; in both cases only if it lies no longer than `lookback`
 * before that end began (where the beginning is not known: before it ended) and not after it ended. Touches that belong to no end make journeys of their
 * own, broken where more than `lookback` passes between two touches: they came to nothing `lookback` after the last touch, and are open until then. Touches
 * at or after `asOf` are not looked at, and ends closed after it are open. Touches of one unit in the same minute stand in order of channel. Any order of
 * rows gives the same journeys.
 */
export function gatherJourneys(gathering: Gathering): Gathered {
  const { units, lookback } = gathering;
  const ends = orderedEnds(gathering);
  const ordered = orderedTouches(gathering, ends);
  const book = new JourneyBook(gathering, ordered.keys.length);
  const isTouched = new Uint8Array(gathering.ends.count);
  for (let unit = 0, part = 0; unit < units; unit++) {
    // A part for each end of the unit, and one for touches that belong to none.
    for (let end = ends.starts[unit]!; end <= ends.starts[unit + 1]!; end++, part++) {
      const row = end < ends.starts[unit + 1]! ? ends.rows[end]! : -1;
      for (let place = ordered.starts[part]!; place < ordered.starts[part + 1]!; place++) {
        const key = ordered.keys[place]!;
        const minute = Math.floor(key / span);
        const isFirst = place === ordered.starts[part];
        if (isFirst || (row === -1 && minute - book.lastMinute > lookback)) {
          book.close();
          book.open(unit, row);
        }
        if (row >= 0) isTouched[row] = 1;
        book.touch(minute, key - minute * span);
      }
      book.close();
    }
  }
  const untouched: number[] = [];
  for (let row = 0; row < gathering.ends.count; row++) if (isTouched[row] === 0) untouched.push(row);
  return { journeys: book.journeys(), untouched: Int32Array.from(untouched) };
}

type OrderedEnds = ReturnType<typeof orderedEnds>;

/** Touches sorted by part and minute; a key holds minute and channel in one number. Parts: the ends of a unit in their order, then what belongs to none. */
function orderedTouches(gathering: Gathering, ends: OrderedEnds): { starts: Int32Array; keys: Float64Array } {
  const { touches, units, asOf, without } = gathering;
  const { minute, channel } = touches;
  const parts = gathering.ends.count + units;
  const starts = new Int32Array(parts + 1);
  const partOf = new Int32Array(touches.count).fill(-1);
  const finder = new PartFinder(gathering, ends);
  for (let row = 0; row < touches.count; row++) {
    if (minute[row]! >= asOf || minute[row] === noMinute || (without && without[channel[row]!] === 1)) continue;
    const part = finder.partOf(row);
    partOf[row] = part;
    starts[part + 1]!++;
  }
  for (let part = 0; part < parts; part++) starts[part + 1]! += starts[part]!;
  const next = starts.slice(0, parts);
  const keys = new Float64Array(starts[parts]!);
  for (let row = 0; row < touches.count; row++) if (partOf[row]! >= 0) keys[next[partOf[row]!]!++] = minute[row]! * span + channel[row]!;
  for (let part = 0; part < parts; part++) sortPart(keys, starts[part]!, starts[part + 1]!);
  return { starts, keys };
}

/** Tells which part a touch belongs to. */
class PartFinder {
  private readonly touches: Touches;
  private readonly starts: Int32Array;
  /** By place in the order of ends: when each ended, from when on touches may belong to it, and its unit. */
  private readonly closed: Int32Array;
  private readonly from: Float64Array;
  private readonly unitAt: Int32Array;
  private readonly placeOf: Int32Array | null;

  constructor({ touches, ends: given, lookback }: Gathering, ends: OrderedEnds) {
    this.touches = touches;
    this.starts = ends.starts;
    this.closed = Int32Array.from(ends.rows, (row) => ends.closedAt(row));
    this.from = Float64Array.from(ends.rows, (row) => ends.beganAt(row) - lookback);
    this.unitAt = Int32Array.from(ends.rows, (row) => given.unit[row]!);
    this.placeOf = touches.end ? new Int32Array(given.count) : null;
    if (this.placeOf) for (let place = 0; place < ends.rows.length; place++) this.placeOf[ends.rows[place]!] = place;
  }

  partOf(row: number): number {
    const { touches, starts, closed, from } = this;
    const at = touches.minute[row]!;
    const named = touches.end ? touches.end[row]! : -1;
    if (named >= 0) {
      const place = this.placeOf![named]!;
      if (at <= closed[place]! && at >= from[place]!) return place + this.unitAt[place]!;
    }
    const unit = touches.unit[row]!;
    const last = starts[unit + 1]!;
    let place = starts[unit]!;
    while (place < last && closed[place]! < at) place++;
    return (place < last && at >= from[place]! ? place : last) + unit;
  }
}

/** Few keys are put in order one by one: most units have a handful. */
function sortPart(keys: Float64Array, from: number, to: number): void {
  if (to - from > 32) {
    keys.subarray(from, to).sort();
    return;
  }
  for (let place = from + 1; place < to; place++) {
    const key = keys[place]!;
    let hole = place;
    for (; hole > from && keys[hole - 1]! > key; hole--) keys[hole] = keys[hole - 1]!;
    keys[hole] = key;
  }
}

/** Ends by unit, in order of their close; open ones last. */
function orderedEnds({ ends, units, asOf }: Gathering) {
  const isOpen = (row: number) => ends.kind[row] === ending.open || ends.closed[row] === noMinute || ends.closed[row]! >= asOf;
  const closedAt = (row: number) => (isOpen(row) ? asOf : ends.closed[row]!);
  const beganAt = (row: number) => (ends.opened[row] === noMinute ? closedAt(row) : ends.opened[row]!);
  const starts = new Int32Array(units + 1);
  for (let row = 0; row < ends.count; row++) starts[ends.unit[row]! + 1]!++;
  for (let u = 0; u < units; u++) starts[u + 1]! += starts[u]!;
  const next = starts.slice(0, units);
  const rows = new Int32Array(ends.count);
  for (let row = 0; row < ends.count; row++) rows[next[ends.unit[row]!]!++] = row;
  for (let u = 0; u < units; u++) {
    if (starts[u + 1]! - starts[u]! < 2) continue;
    // Rows of one unit with the same close and beginning are told apart by what happened, not by where they stand in the list.
    rows
      .subarray(starts[u], starts[u + 1])
      .sort(
        (a, b) =>
          closedAt(a) - closedAt(b) ||
          Number(isOpen(a)) - Number(isOpen(b)) ||
          beganAt(a) - beganAt(b) ||
          ends.kind[a]! - ends.kind[b]! ||
          (ends.value[a]! || 0) - (ends.value[b]! || 0),
      );
  }
  return { starts, rows, closedAt, beganAt };
}

/** Writes journeys down one touch after the other. */
class JourneyBook {
  lastMinute = noMinute;
  private readonly how: Gathering;
  private readonly channel: Uint16Array;
  private readonly minute: Int32Array;
  private readonly bounds: number[] = [0];
  private readonly rows: { unit: number[]; end: number[] } = { unit: [], end: [] };
  private readonly lastPlace: Int32Array;
  private length = 0;
  private begun = 0;
  private isOpen = false;
  private readonly lastTouches: number[] = [];

  constructor(how: Gathering, most: number) {
    this.how = how;
    this.channel = new Uint16Array(most);
    this.minute = new Int32Array(most);
    this.lastPlace = new Int32Array(how.channels).fill(-1);
  }

  open(unit: number, end: number): void {
    this.rows.unit.push(unit);
    this.rows.end.push(end);
    this.begun = this.length;
    this.isOpen = true;
  }

  touch(minute: number, channel: number): void {
    this.lastMinute = minute;
    const { repeats = "all" } = this.how;
    if (repeats === "runs" && this.length > this.begun && this.channel[this.length - 1] === channel) return;
    if (repeats === "once" && this.lastPlace[channel]! >= this.begun) return;
    this.lastPlace[channel] = this.length;
    this.channel[this.length] = channel;
    this.minute[this.length++] = minute;
  }

  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.lastTouches.push(this.lastMinute);
    this.passOver();
    this.bounds.push(this.length);
    this.lastMinute = noMinute;
  }

  /** Drops touches of the channel that is passed over, where there are others; runs that meet then become one. */
  private passOver(): void {
    const { passedOver = null, repeats } = this.how;
    if (passedOver === null || passedOver === undefined) return;
    let kept = this.begun;
    for (let place = this.begun; place < this.length; place++) {
      const channel = this.channel[place]!;
      if (channel === passedOver || (repeats === "runs" && kept > this.begun && this.channel[kept - 1] === channel)) continue;
      this.channel[kept] = channel;
      this.minute[kept++] = this.minute[place]!;
    }
    if (kept > this.begun) this.length = kept;
  }

  journeys(): Journeys {
    const { ends, asOf, lookback, channels } = this.how;
    const count = this.rows.end.length;
    const made = {
      count,
      channels,
      starts: Int32Array.from(this.bounds),
      channel: this.channel.slice(0, this.length),
      minute: this.minute.slice(0, this.length),
      until: new Int32Array(count),
      kind: new Uint8Array(count),
      gain: new Float64Array(count),
      weight: new Float64Array(count),
      unit: Int32Array.from(this.rows.unit),
      end: Int32Array.from(this.rows.end),
    };
    for (let j = 0; j < count; j++) {
      const row = made.end[j]!;
      const over = row < 0 ? this.lastTouches[j]! + lookback : ends.kind[row] === ending.open ? asOf : ends.closed[row]!;
      const isOver = over !== noMinute && over < asOf;
      made.until[j] = isOver ? over : asOf;
      made.kind[j] = !isOver ? ending.open : row < 0 ? ending.none : ends.kind[row]!;
      made.gain[j] = made.kind[j] === ending.won ? 1 : 0;
      made.weight[j] = isOver ? 1 : 0;
    }
    return made;
  }
}
