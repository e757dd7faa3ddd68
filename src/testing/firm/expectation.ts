// What a simulated firm earns on average, and what each planted change is worth: computed from the process itself, not from drawn records.
import { type DayNumber, dayNumber } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";
import { type DriverKey, type FirmProcess, type SegmentProcess, drivers } from "#testing/firm/process.ts";

/** Expected money in minor units (fractions allowed): period against reference, and what each driver is worth in the difference. */
export interface Truth {
  readonly expected: number;
  readonly reference: number;
  readonly shortfall: number;
  readonly parts: Readonly<Record<DriverKey, number>>;
  readonly bySegment: Readonly<Record<string, Readonly<Record<DriverKey, number>>>>;
}

const leadDrivers = 5; // the first five act on the day a lead comes, the last five on the day its deal is due
const combinations = 1 << drivers.length;

/**
 * Shapley value of each driver in E[revenue of `period`] - E[revenue of `against`], per segment, then added.
 * A driver "at reference" has on each day the level that it had as many days earlier as the periods lie apart,
 * so that the leads and deals of both periods are compared at the same age.
 */
export function truthOf(firm: FirmProcess, period: Period, against: Period): Truth {
  const apart = dayNumber(period.from) - dayNumber(against.from);
  const bySegment: Record<string, Record<DriverKey, number>> = {};
  let [expected, reference] = [0, 0];
  for (const segment of firm.segments) {
    const values = segmentValues(segment, period, apart);
    expected += values[combinations - 1]!;
    reference += values[0]!;
    bySegment[segment.segment] = shapleyOf(values);
  }
  const parts = Object.fromEntries(drivers.map((key) => [key, Object.values(bySegment).reduce((sum, own) => sum + own[key], 0)]));
  return { expected, reference, shortfall: expected - reference, parts: parts as Record<DriverKey, number>, bySegment };
}

/** Expected revenue of a firm in a period, minor units. */
export function expectedRevenue(firm: FirmProcess, period: Period): number {
  const span = { from: dayNumber(period.from), until: dayNumber(period.until) };
  let total = 0;
  for (const segment of firm.segments) {
    const firstDue = span.from - segment.slipDelay.length;
    const dueDays = span.until - firstDue;
    const win = segment.kinds.map((kind) => kind.win);
    const flow = Float64Array.from({ length: dueDays + segment.lag.length - 1 }, (_, i) => {
      const day = firstDue - segment.lag.length + 1 + i;
      const [mix, accept, qualify] = [segment.mix(day), segment.accept(day), segment.qualify(day)];
      return segment.market(day) * segment.volume(day) * win.reduce((sum, w, k) => sum + mix[k]! * accept[k]! * qualify[k]! * w, 0);
    });
    const due = convolved(segment, flow, dueDays);
    const worth = dueWorth(segment, { set: 31, apart: 0, firstDue, dueDays, span });
    total += due.reduce((sum, deals, u) => sum + deals * worth[u]!, 0);
  }
  return total;
}

/** Expected revenue for each set of drivers at their actual level (bit i: driver i), the others at their level `apart` days earlier. */
function segmentValues(segment: SegmentProcess, period: Period, apart: number): Float64Array {
  const span = { from: dayNumber(period.from), until: dayNumber(period.until) };
  const firstDue = span.from - segment.slipDelay.length;
  const dueDays = span.until - firstDue;
  const halves = 1 << leadDrivers;
  const due = leadFlows(segment, { apart, firstDue, dueDays }).map((flow) => convolved(segment, flow, dueDays));
  const worth = Array.from({ length: halves }, (_, set) => dueWorth(segment, { set, apart, firstDue, dueDays, span }));
  const values = new Float64Array(combinations);
  for (let set = 0; set < combinations; set++) {
    const [flow, weight] = [due[set & (halves - 1)]!, worth[set >> leadDrivers]!];
    let sum = 0;
    for (let u = 0; u < dueDays; u++) sum += flow[u]! * weight[u]!;
    values[set] = sum;
  }
  return values;
}

interface Window {
  readonly apart: number;
  readonly firstDue: DayNumber;
  readonly dueDays: number;
}

/** For each set of the five lead drivers: how many leads of each arrival day would be won at level 1, from the earliest that can be due in the window. */
function leadFlows(segment: SegmentProcess, { apart, firstDue, dueDays }: Window): Float64Array[] {
  const firstLead = firstDue - segment.lag.length + 1;
  const length = dueDays + segment.lag.length - 1;
  const worlds = [apart, 0].map((shift) => Array.from({ length }, (_, i) => firstLead + i - shift));
  const both = <T>(read: (day: DayNumber) => T) => worlds.map((days) => days.map(read));
  const [markets, volumes] = [both(segment.market), both(segment.volume)];
  const [mixes, accepts, qualifies] = [both(segment.mix), both(segment.accept), both(segment.qualify)];
  const win = segment.kinds.map((kind) => kind.win);
  const conversions = Array.from({ length: 8 }, (_, set) => {
    const [mix, accept, qualify] = [mixes[set & 1]!, accepts[(set >> 1) & 1]!, qualifies[set >> 2]!];
    return Float64Array.from({ length }, (_, i) => win.reduce((sum, w, k) => sum + mix[i]![k]! * accept[i]![k]! * qualify[i]![k]! * w, 0));
  });
  return Array.from({ length: 1 << leadDrivers }, (_, set) => {
    const [market, volume, conversion] = [markets[set & 1]!, volumes[(set >> 1) & 1]!, conversions[set >> 2]!];
    return conversion.map((share, i) => market[i]! * volume[i]! * share);
  });
}

/** Deals to be won, by the day they are due. */
function convolved(segment: SegmentProcess, flow: Float64Array, dueDays: number): Float64Array {
  const { lag } = segment;
  const due = new Float64Array(dueDays);
  for (let u = 0; u < dueDays; u++) {
    let sum = 0;
    for (let k = 0; k < lag.length; k++) sum += flow[u + lag.length - 1 - k]! * lag[k]!;
    due[u] = sum;
  }
  return due;
}

/** Expected money of the period from one deal due on each day. */
function dueWorth(segment: SegmentProcess, window: Window & { set: number; span: { from: DayNumber; until: DayNumber } }): Float64Array {
  const { set, apart, firstDue, dueDays, span } = window;
  const worth = new Float64Array(dueDays);
  const late = lateLandings(segment, window);
  for (let u = 0; u < dueDays; u++) {
    const day = firstDue + u;
    const at = (bit: number) => ((set >> bit) & 1 ? day : day - apart);
    const mix = segment.offerMix(at(3));
    const listValue = segment.offers.reduce((sum, offer, k) => sum + mix[k]! * offer.listValue, 0) * segment.listLevel(at(1));
    worth[u] =
      segment.winLevel(at(0)) *
      listValue *
      (1 - segment.discount(at(2))) *
      landed(segment.slip(at(4)), { isIn: day >= span.from && day < span.until, late: late[u]! });
  }
  return worth;
}

/** For each due day the chance that a deal which slips closes inside the period: a stretch of the delays' running sums. */
function lateLandings(segment: SegmentProcess, { firstDue, dueDays, span }: Window & { span: { from: DayNumber; until: DayNumber } }): Float64Array {
  const delays = segment.slipDelay.length;
  const sums = new Float64Array(delays + 1);
  // A delay of no days is no slip.
  for (let k = 1; k < delays; k++) sums[k + 1] = sums[k]! + segment.slipDelay[k]!;
  const place = (day: number) => Math.min(delays, Math.max(1, day));
  return Float64Array.from({ length: dueDays }, (_, u) => sums[place(span.until - firstDue - u)]! - sums[place(span.from - firstDue - u)]!);
}

/** Chance that a deal closes inside the period: on the day it was due, or as late as slipped deals are. */
function landed(slip: number, { isIn, late }: { isIn: boolean; late: number }): number {
  return (isIn ? 1 - slip : 0) + slip * late;
}

/** phi_i = sum over sets S without i of |S|! (n-|S|-1)! / n! (f(S + i) - f(S)), straight from the definition. */
function shapleyOf(values: Float64Array): Record<DriverKey, number> {
  const n = drivers.length;
  const factorial = (k: number): number => (k < 2 ? 1 : k * factorial(k - 1));
  const weights = Array.from({ length: n }, (_, size) => (factorial(size) * factorial(n - size - 1)) / factorial(n));
  const sizes = Array.from({ length: combinations }, (_, set) => set.toString(2).replaceAll("0", "").length);
  const parts = {} as Record<DriverKey, number>;
  drivers.forEach((key, i) => {
    let part = 0;
    for (let set = 0; set < combinations; set++) if (!((set >> i) & 1)) part += weights[sizes[set]!]! * (values[set | (1 << i)]! - values[set]!);
    parts[key] = part;
  });
  return parts;
}
