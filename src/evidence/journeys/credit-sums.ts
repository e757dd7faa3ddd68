// Everything that credit is worked out from, as sums that journeys can be added to and taken out of.
import { cameTo } from "#kit/long-work.ts";
import { AgeCounts, ageDays, ageStretches, ageWeights, stretchOf } from "#evidence/journeys/censoring.ts";
import { type Journeys, ending } from "#evidence/journeys/columns.ts";
import { GroupCells, mixed } from "#evidence/journeys/group-cells.ts";
import { type Confounder, HazardBook, mostHazardChannels } from "#evidence/journeys/hazard.ts";
import { type Summed, tallyLayout } from "#evidence/journeys/models.ts";
import { type Halves, type Layout, RuleTally, type RuleSettings, halvesOf, ruleNames } from "#evidence/journeys/tally.ts";
import { WindowBook } from "#evidence/journeys/window-book.ts";

export interface SumsSettings {
  readonly channels: number;
  /** A steady number of each group, ascending. */
  readonly hashes: Int32Array;
  readonly settings: RuleSettings;
  readonly order: number;
  readonly confounders: readonly Pick<Confounder, "name" | "values">[];
  readonly hasHazard: boolean;
  /** Parts of a purchase are counted in this share of one: deals finer than money, so that sums stay below 2^53. */
  readonly partsOfOne: number;
}

export const partsOfOne = { deals: 2 ** 30, value: 2 ** 6 } as const;

/** Journeys with what the sums need besides: by journey its group, and its kinds of buyer by confounder. */
export interface Adding {
  /** `gain` says what a purchase counts; weights for open journeys are put on later. */
  readonly journeys: Journeys;
  readonly groups: Int32Array;
  readonly codes: readonly Int32Array[];
  /** 1 adds, -1 takes out. */
  readonly sign: number;
}

/**
 * Sums of whole numbers by group of firms: credit by rule (rounded to `partsOfOne`), steps, combinations and steps of the long walk by stretch of age, and
 * rows of the fitted chance. Adding journeys and taking them out again leaves the same numbers as never having had them; weights for open journeys
 * are put on when the sums are read. Read sums hang on what is in them alone, not on the order in which it came.
 */
export class CreditSums {
  readonly counts: { readonly touches: Float64Array; readonly finished: Float64Array; readonly won: Float64Array };
  /** Journeys by ending, those with one channel only, and what purchases brought. */
  readonly endings = new Float64Array(3);
  single = 0;
  total = 0;
  private readonly how: SumsSettings;
  private readonly layout: Layout;
  private readonly ages = new AgeCounts();
  private readonly tally = new GroupCells();
  private readonly steps = new GroupCells();
  private readonly rows = new GroupCells();
  private readonly windows: WindowBook | null;
  private readonly hazard: HazardBook | null;
  private readonly halves: Halves;
  private readonly seenIn: Int32Array;

  constructor(how: SumsSettings) {
    const { channels, order } = how;
    this.how = how;
    this.layout = tallyLayout(channels);
    this.counts = { touches: new Float64Array(channels), finished: new Float64Array(channels), won: new Float64Array(channels) };
    this.windows = order > 1 ? new WindowBook(order, channels) : null;
    const none = new Int32Array(0);
    this.hazard =
      how.hasHazard && channels <= mostHazardChannels
        ? new HazardBook(
            channels,
            how.confounders.map((one) => ({ ...one, codes: none })),
          )
        : null;
    this.halves = halvesOf(how.settings.halfLife);
    this.seenIn = new Int32Array(channels);
  }

  /** Groups are gone through one after the other, each with its journeys of all parts: what one part adds and another takes out moves nothing. */
  add(parts: readonly Adding[]): void {
    const heard = parts.map((part) => this.hearing(part));
    const order = byGroup(parts, this.how.hashes.length);
    this.seenIn.fill(-1);
    for (let n = 0; n < order.length; n++) {
      if ((n & 4095) === 0) cameTo("sums", n / order.length);
      const { part, j, group } = order.at(n);
      if (n > 0 && group !== order.groupAt(n - 1)) this.endGroup(order.groupAt(n - 1));
      heard[part]!(j, n);
    }
    if (order.length > 0) this.endGroup(order.groupAt(order.length - 1));
  }

  /** Adds one journey of a part; `turn` is a number of its own. */
  private hearing({ journeys: given, codes, sign }: Adding): (j: number, turn: number) => void {
    const journeys: Journeys = { ...given, weight: new Float64Array(given.count).fill(1) };
    const rules = this.rulesFor(journeys);
    let age = 0;
    const hearStep = (step: number, count: number, gain: number) => {
      const at = 2 * (step * ageStretches + age);
      this.steps.add(at, sign * count);
      this.steps.add(at + 1, sign * gain);
    };
    const hearRows = (pattern: number, steps: number, purchases: number) => {
      this.rows.add(2 * pattern, sign * steps);
      this.rows.add(2 * pattern + 1, sign * purchases);
    };
    return (j, turn) => {
      const days = ageDays(journeys, j);
      this.ages.add(days, journeys.kind[j]!, sign);
      age = stretchOf(days);
      this.count(journeys, { j, turn, sign });
      const one = { from: j, to: j + 1 };
      this.hazard?.hear(journeys, hearRows, { ...one, codes: codes as Int32Array[] });
      if (journeys.kind[j] === ending.open) return;
      this.windows?.hear(journeys, hearStep, one);
      this.tallyOne(journeys, { j, age, sign });
      if (journeys.kind[j] === ending.won) this.share(journeys, { j, age, sign }, rules);
    };
  }

  /** Once, when all firms that there are at first have been added. */
  settle(): void {
    for (const cells of [this.tally, this.steps, this.rows]) cells.settle();
  }

  private endGroup(group: number): void {
    for (const cells of [this.tally, this.steps, this.rows]) cells.endGroup(group);
  }

  private rulesFor(journeys: Journeys) {
    const { channels } = this.how;
    const into = new Float64Array((ruleNames.length + 1) * channels);
    return {
      into,
      tally: new RuleTally(journeys, { channels, distinct: ruleNames.length * channels }, { settings: this.how.settings, into, halves: this.halves }),
    };
  }

  private count({ starts, channel, kind, gain }: Journeys, { j, turn, sign }: { j: number; turn: number; sign: number }): void {
    const { touches, finished, won } = this.counts;
    this.endings[kind[j]!]! += sign;
    if (kind[j] === ending.won) this.total += sign * gain[j]!;
    let distinct = 0;
    for (let place = starts[j]!; place < starts[j + 1]!; place++) {
      const at = channel[place]!;
      touches[at]! += sign;
      if (this.seenIn[at] === turn) continue;
      this.seenIn[at] = turn;
      distinct++;
      if (kind[j] === ending.open) continue;
      finished[at]! += sign;
      if (kind[j] === ending.won) won[at]! += sign;
    }
    if (distinct === 1) this.single += sign;
  }

  /** Steps of the walk without memory, and the combination of channels: as `tallyJourneys` counts them. */
  private tallyOne({ starts, channel, kind, gain }: Journeys, { j, age, sign }: One): void {
    const { channels, steps, sets, resolved, size } = this.layout;
    const [width, from] = [channels + 3, age * size];
    let row = steps;
    let [last, set] = [-1, 0];
    for (let place = starts[j]!; place < starts[j + 1]!; place++) {
      const at = channel[place]!;
      if (at === last) continue;
      this.tally.add(from + row + at, sign);
      row = steps + (at + 1) * width;
      last = at;
      set |= 1 << at;
    }
    const isWon = kind[j] === ending.won;
    this.tally.add(from + row + channels + (isWon ? 0 : 1), sign);
    if (isWon) this.tally.add(from + row + channels + 2, sign * gain[j]!);
    if (resolved === sets) return;
    if (isWon) this.tally.add(from + sets + set, sign * gain[j]!);
    this.tally.add(from + resolved + set, sign);
  }

  private share({ starts, channel }: Journeys, { j, age, sign }: One, { into, tally }: ReturnType<CreditSums["rulesFor"]>): void {
    const { channels } = this.how;
    tally.add(j, starts[j]!, starts[j + 1]!);
    for (let place = starts[j]!; place < starts[j + 1]!; place++) {
      for (let at = channel[place]!; at < into.length; at += channels) {
        if (into[at] === 0) continue;
        this.tally.add(age * this.layout.size + at, sign * Math.round(into[at]! * this.how.partsOfOne));
        into[at] = 0;
      }
    }
  }

  /** The sums with weights put on. */
  read(): { readonly summed: Summed; readonly cut: number } {
    const { weight, cut } = ageWeights(this.ages);
    const { hashes, channels } = this.how;
    const credited = this.layout.steps;
    const parts = Float64Array.from(weight, (one) => one / this.how.partsOfOne);
    const tally = mixed(this.tally, {
      groups: hashes.length,
      size: this.layout.size,
      of: ageStretches,
      placeOf: (at, age) => age * this.layout.size + at,
      weightsOf: (at) => (at < credited ? parts : weight),
    });
    return { summed: { channels, hashes, tally, steps: this.readSteps(weight), hazard: this.readRows() }, cut };
  }

  private readSteps(weight: Float64Array): Summed["steps"] {
    const { windows } = this;
    if (windows === null) return null;
    const numbers = windows.inOrder((step) => {
      for (let age = 0; age < ageStretches; age++) if (this.steps.total(2 * (step * ageStretches + age)) !== 0) return true;
      return false;
    });
    const sums = mixed(this.steps, {
      groups: this.how.hashes.length,
      size: 2 * numbers.length,
      of: ageStretches,
      placeOf: (at, age) => 2 * (numbers[at >> 1]! * ageStretches + age) + (at & 1),
      weightsOf: () => weight,
    });
    return { steps: windows.stepsOf(numbers), sums };
  }

  private readRows(): Summed["hazard"] {
    const { hazard, rows } = this;
    if (hazard === null) return null;
    const patterns = hazard.inOrder((pattern) => rows.total(2 * pattern) !== 0);
    const places = new Int32Array(2 * patterns.length);
    for (let at = 0; at < places.length; at++) places[at] = 2 * patterns[at >> 1]! + (at & 1);
    const counts = (odd: number) => Float64Array.from(patterns, (pattern) => rows.total(2 * pattern + odd));
    return { table: hazard.tableOf(patterns, { cases: counts(0), yes: counts(1) }), sums: rows.pick(places, this.how.hashes.length) };
  }

  /** About how many bytes the sums take. */
  get bytes(): number {
    return 12 * (this.tally.size + this.steps.size + this.rows.size);
  }
}

interface One {
  readonly j: number;
  readonly age: number;
  readonly sign: number;
}

/** Journeys of all parts in order of their groups. */
function byGroup(parts: readonly Adding[], count: number) {
  const next = new Int32Array(count + 1);
  for (const { groups } of parts) for (const group of groups) next[group + 1]!++;
  for (let g = 0; g < count; g++) next[g + 1]! += next[g]!;
  const length = next[count]!;
  const [part, row] = [new Uint8Array(length), new Int32Array(length)];
  parts.forEach(({ groups }, number) => {
    for (let j = 0; j < groups.length; j++) {
      const place = next[groups[j]!]!++;
      part[place] = number;
      row[place] = j;
    }
  });
  const groupAt = (n: number) => parts[part[n]!]!.groups[row[n]!]!;
  return { length, groupAt, at: (n: number) => ({ part: part[n]!, j: row[n]!, group: groupAt(n) }) };
}
