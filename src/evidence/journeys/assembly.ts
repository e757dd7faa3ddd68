// Touches and deals put together by firm, and kept so that after a change only the firms it touched are put together again.
import type { TouchColumns } from "#facts/touch-columns.ts";
import { ChannelRoll, type Folded, newChannel } from "#evidence/journeys/channel-roll.ts";
import type { Ends } from "#evidence/journeys/columns.ts";
import { type Assembled, type Enquiry, type JourneyFacts, endsOf, enquiriesOf } from "#evidence/journeys/from-facts.ts";
import type { NearSample } from "#evidence/journeys/near.ts";
import { someFirms } from "#evidence/journeys/some-firms.ts";
import { Bonds, type ByUnit, type RowStretch, byUnit, rowsOf } from "#evidence/journeys/touch-index.ts";
import { type UnitKind, UnitRoll } from "#evidence/journeys/units.ts";

type Kind = "touchpoints" | "activities";
const kinds: readonly Kind[] = ["touchpoints", "activities"];

/** Where the rows of one part stand among the touches, and how many of it had to be left out. */
interface Stretch extends RowStretch {
  readonly withoutChannel: number;
  readonly withoutUnit: number;
}

/** Firms that a change touched: as they were, and as they are. Numbers of firms are their own here. */
export interface Changed {
  readonly before: Assembled;
  readonly after: Assembled;
  /** Rows of touches that went, and that came. */
  readonly went: readonly RowStretch[];
  readonly came: readonly RowStretch[];
}

/** The unit of rows that are gone: `rowsOf` never finds it. */
const noUnit = -1;

/** Beyond this share of all firms, putting them together one by one costs more than all anew. */
const mostChanged = 0.2;

/**
 * Ends: every deal, and every enquiry that was returned and led to no deal. Days count from their first minute (closes: to their last). A touch names its deal by
 * itself or by its enquiry. Its unit: its own account (or contact), else that of its contact, deal or enquiry; a deal without an account is a unit of its own.
 * Channels: a touchpoint's own, else its campaign's; activities of people stand as channels of sales under their kind.
 */
export class Assembly {
  private facts: JourneyFacts;
  private readonly roll: UnitRoll;
  private readonly channels: ChannelRoll;
  private readonly dealPlace: ReadonlyMap<string, number>;
  private readonly dealUnit: Int32Array;
  private readonly enquiries: ReadonlyMap<string, Enquiry>;
  private readonly placing: Record<Kind, (row: number, part: TouchColumns) => void>;
  readonly ends: Ends;
  readonly endsOf: ByUnit;
  private readonly parts = new Map<TouchColumns, Stretch>();
  /** By row of touches. `place` is that of the channel in its roll. */
  private rows = { unit: new Int32Array(0), minute: new Int32Array(0), place: new Uint16Array(0), end: new Int32Array(0) };
  private count = 0;
  private gone = 0;
  private left = { withoutChannel: 0, withoutUnit: 0 };
  private hasNewChannel = false;
  private readonly often: Float64Array;
  private fold: Folded;
  private readonly bonds = new Bonds();
  /** Rows that went in the last change: they are needed until the next. */
  private went: readonly RowStretch[] = [];

  constructor(facts: JourneyFacts, unit: UnitKind) {
    const { deals, leads } = facts;
    this.facts = facts;
    this.roll = new UnitRoll(facts, unit);
    this.dealPlace = new Map(deals.ids.map((id, row) => [id, row]));
    this.dealUnit = Int32Array.from(deals.ids, (id, row) => this.roll.ofDeal(id, deals.account.names[deals.account.codes[row]!]));
    const { roll, dealPlace, dealUnit } = this;
    this.enquiries = enquiriesOf(leads, { roll, dealPlace, dealUnit, count: deals.count });
    this.channels = new ChannelRoll(facts);
    this.ends = endsOf(deals, leads, { dealUnit, enquiries: this.enquiries });
    this.endsOf = byUnit(this.ends.unit, roll.count);
    this.placing = { touchpoints: this.placer("touchpoints"), activities: this.placer("activities") };
    this.often = new Float64Array(this.channels.count);
    this.reserve(facts.touchpoints.count + facts.activities.count);
    for (const kind of kinds) for (const part of partsOf(facts, kind)) this.take(kind, part);
    this.fold = this.channels.folded(this.often);
  }

  /** Writes one row of a part down after the last. */
  private placer(kind: Kind): (row: number, part: TouchColumns) => void {
    const { roll, channels, dealPlace, enquiries, dealUnit } = this;
    const columns = this.facts[kind];
    const unitOf = roll.byCodes(columns.account.names, columns.contact.names);
    const dealOf = new Map<number, number>();
    const named = (code: number) => {
      let deal = dealOf.get(code);
      if (deal === undefined) dealOf.set(code, (deal = dealPlace.get(columns.deal.names[code]!) ?? -1));
      return deal;
    };
    return (row, part) => {
      const place = channels.place(kind, part.channel.codes[row]!, part.campaign.codes[row]!);
      if (place === newChannel) this.hasNewChannel = true;
      if (place < 0) {
        this.left.withoutChannel++;
        return;
      }
      const [dealCode, leadCode] = [part.deal.codes[row]!, part.lead.codes[row]!];
      const deal = dealCode < 0 ? -1 : named(dealCode);
      const enquiry = leadCode < 0 ? undefined : enquiries.get(columns.lead.names[leadCode]!);
      const own = unitOf(part.account.codes[row]!, part.contact.codes[row]!);
      const unit = own >= 0 ? own : deal >= 0 ? dealUnit[deal]! : (enquiry?.unit ?? -1);
      if (unit < 0) {
        this.left.withoutUnit++;
        return;
      }
      const { rows } = this;
      const end = deal >= 0 ? deal : (enquiry?.end ?? -1);
      if (end >= 0) this.bonds.bind(unit, this.ends.unit[end]!);
      rows.unit[this.count] = unit;
      rows.minute[this.count] = part.minute[row]!;
      rows.place[this.count] = place;
      rows.end[this.count++] = end;
      this.often[place]!++;
    };
  }

  private take(kind: Kind, part: TouchColumns): void {
    const [from, before] = [this.count, { ...this.left }];
    this.reserve(this.count + part.count);
    for (let row = 0; row < part.count; row++) this.placing[kind](row, part);
    const { withoutChannel, withoutUnit } = this.left;
    this.parts.set(part, {
      from,
      until: this.count,
      withoutChannel: withoutChannel - before.withoutChannel,
      withoutUnit: withoutUnit - before.withoutUnit,
    });
  }

  private drop(part: TouchColumns): Stretch {
    const stretch = this.parts.get(part)!;
    this.parts.delete(part);
    this.left.withoutChannel -= stretch.withoutChannel;
    this.left.withoutUnit -= stretch.withoutUnit;
    this.gone += stretch.until - stretch.from;
    for (let row = stretch.from; row < stretch.until; row++) this.often[this.rows.place[row]!]!--;
    return stretch;
  }

  private reserve(count: number): void {
    const { rows } = this;
    if (count <= rows.unit.length) return;
    const size = Math.max(count, Math.ceil(1.25 * rows.unit.length));
    const longer = { unit: new Int32Array(size), minute: new Int32Array(size), place: new Uint16Array(size), end: new Int32Array(size) };
    longer.unit.set(rows.unit);
    longer.minute.set(rows.minute);
    longer.place.set(rows.place);
    longer.end.set(rows.end);
    this.rows = longer;
  }

  /** All touches; only before the first change. */
  whole(): Assembled {
    const { unit, minute, place, end } = this.rows;
    const { count } = this;
    const channel = new Uint16Array(count);
    for (let row = 0; row < count; row++) channel[row] = this.fold.to[place[row]!]!;
    const touches = { count, unit: unit.subarray(0, count), minute: minute.subarray(0, count), channel, end: end.subarray(0, count) };
    return { touches, ends: this.ends, ...this.roll.units(), ...this.shape() };
  }

  shape(): Pick<Assembled, "channels" | "sideOf" | "left"> {
    const { channels, sideOf } = this.fold;
    return { channels, sideOf, left: { ...this.left } };
  }

  /** Touches that count. */
  get touches(): number {
    return this.count - this.gone;
  }

  get units(): number {
    return this.roll.count;
  }

  /** About how many bytes are kept. */
  get bytes(): number {
    return 14 * this.rows.unit.length;
  }

  /** Adds touches to a sample, or takes them out of it. */
  sample(into: NearSample, stretches: readonly RowStretch[], sign: number): void {
    const { unit, minute, place } = this.rows;
    const { to } = this.fold;
    for (const { from, until } of stretches) {
      for (let row = from; row < until; row++) {
        const hash = into.hashOf(this.roll.hashOf(unit[row]!), minute[row]!, to[place[row]!]!);
        if (hash >= 0) into.add(hash, { unit: unit[row]!, minute: minute[row]! }, sign);
      }
    }
  }

  get all(): readonly RowStretch[] {
    return [{ from: 0, until: this.count }];
  }

  /**
   * Goes over to other facts and gives the firms that they touch. Null where all is to be put together anew: another record than a touch changed, a channel is new or gone, or
   * so much changed that it costs less. After null this assembly is of no use any more.
   */
  change(facts: JourneyFacts): Changed | null {
    if (!this.isLike(facts)) return null;
    const present = new Map(kinds.flatMap((kind) => partsOf(facts, kind).map((part) => [part, kind] as const)));
    const added = [...present].filter(([part]) => !this.parts.has(part));
    const removed = [...this.parts.keys()].filter((part) => !present.has(part));
    const size = [...added.map(([part]) => part), ...removed].reduce((sum, part) => sum + part.count, 0);
    if (size > mostChanged * this.touches || this.gone > mostChanged * this.count) return null;
    this.facts = facts;
    for (const { from, until } of this.went) this.rows.unit.fill(noUnit, from, until);
    const went = removed.map((part) => this.drop(part));
    this.went = went;
    const from = this.count;
    for (const [part, kind] of added) this.take(kind, part);
    const came = { from, until: this.count };
    const fold = this.channels.folded(this.often);
    if (this.hasNewChannel || !isSameFold(fold, this.fold)) return null;
    const units = this.bonds.with(this.unitsIn([...went, came]));
    if (units.length > mostChanged * this.roll.count) return null;
    const rows = rowsOf(units, { unit: this.rows.unit, count: this.count, units: this.roll.count });
    const isGone = (row: number) => went.some((stretch) => row >= stretch.from && row < stretch.until);
    const before = this.part(
      units,
      rows.filter((row) => row < from),
    );
    return { before, after: this.part(units, went.length === 0 ? rows : rows.filter((row) => !isGone(row))), went, came: [came] };
  }

  private *unitsIn(stretches: readonly RowStretch[]): Generator<number> {
    for (const { from, until } of stretches) yield* this.rows.unit.subarray(from, until);
  }

  /** Whether everything but touches is the very same. */
  private isLike(facts: JourneyFacts): boolean {
    const own = this.facts;
    const same = ["deals", "leads", "accounts", "accountOfContact", "contactOfDeal", "contactOfLead", "channelOfCampaign"] as const;
    return same.every((field) => own[field] === facts[field]) && kinds.every((kind) => own[kind].account.names === facts[kind].account.names);
  }

  /** Some firms alone, with these rows of touches. */
  private part(units: readonly number[], found: Int32Array): Assembled {
    const { rows, roll, ends, endsOf, fold } = this;
    return { ...someFirms(units, found, { rows, to: fold.to, roll, ends, endsOf }), ...this.shape() };
  }
}

/** The touches and ends of all firms, put together once. */
export function assembled(facts: JourneyFacts, unit: UnitKind): Assembled {
  return new Assembly(facts, unit).whole();
}

function partsOf(facts: JourneyFacts, kind: Kind): readonly TouchColumns[] {
  return facts.parts?.[kind] ?? [facts[kind]];
}

function isSameFold(one: Folded, other: Folded): boolean {
  return one.channels.length === other.channels.length && one.to.every((to, place) => to === other.to[place]);
}
