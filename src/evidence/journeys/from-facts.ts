// Facts become journeys: which firm (or person) each touch and each deal belongs to, which channel a touch came through, and what kind of buyer it was.
import type { Coded, DealColumns, LeadColumns } from "#facts/columns.ts";
import { noDay } from "#facts/columns.ts";
import { stages } from "#facts/stage.ts";
import type { TouchColumns, TouchFacts } from "#facts/touch-columns.ts";
import { type Ends, type Touches, ending, minutesInDay, noMinute } from "#evidence/journeys/columns.ts";
import { sideOfChannel } from "#evidence/journeys/sides.ts";
import { type UnitKind, UnitRoll, byCode } from "#evidence/journeys/units.ts";

export interface JourneyFacts extends TouchFacts {
  readonly deals: DealColumns;
  readonly leads: LeadColumns | null;
}

/** Touches and ends with numbers in place of names. */
export interface Assembled {
  readonly touches: Touches;
  readonly ends: Ends;
  readonly units: number;
  /** A steady number of each unit. */
  readonly hashes: Int32Array;
  /** Row of `accounts` by unit; -1 where it is none on record. */
  readonly accountOf: Int32Array;
  /** Names of channels by number; null for the rare ones put together. */
  readonly channels: readonly (string | null)[];
  /** Whose channel it is, by number: `sideOfChannel`. */
  readonly sideOf: Uint8Array;
  readonly left: { readonly withoutChannel: number; readonly withoutUnit: number };
}

/** More channels than this are put together under no name, the rarest first: nobody reads thirty bands. */
export const mostChannels = 20;

/**
 * Ends: every deal, and every enquiry that was returned and led to no deal. Days count from their first minute (closes: to their last). A touch names its deal by
 * itself or by its enquiry. Its unit: its own account (or contact), else that of its contact, deal or enquiry; a deal without an account is a unit of its own.
 * Channels: a touchpoint's own, else its campaign's; activities of people stand as channels of sales under their kind.
 */
export function assembled(facts: JourneyFacts, unit: UnitKind): Assembled {
  const { deals, leads } = facts;
  const roll = new UnitRoll(facts, unit);
  const dealPlace = new Map(deals.ids.map((id, row) => [id, row]));
  const dealUnit = Int32Array.from(deals.ids, (id, row) => roll.ofDeal(id, deals.account.names[deals.account.codes[row]!]));
  const enquiries = enquiriesOf(leads, { roll, dealPlace, dealUnit, count: deals.count });
  const channels = new ChannelRoll(facts);
  const count = facts.touchpoints.count + facts.activities.count;
  const made = { unit: new Int32Array(count), minute: new Int32Array(count), channel: new Uint16Array(count), end: new Int32Array(count) };
  const left = { withoutChannel: 0, withoutUnit: 0 };
  let kept = 0;
  for (const [columns, codeOf] of channels.sources) {
    const unitOf = roll.byCode(columns);
    const dealOf = byCode(columns.deal, (id) => dealPlace.get(id) ?? -1);
    const leadEnd = byCode(columns.lead, (id) => enquiries.get(id)?.end ?? -1);
    const leadUnit = byCode(columns.lead, (id) => enquiries.get(id)?.unit ?? -1);
    for (let row = 0; row < columns.count; row++) {
      const channel = codeOf(row);
      if (channel < 0) {
        left.withoutChannel++;
        continue;
      }
      const deal = dealOf(row);
      const named = deal >= 0 ? deal : leadEnd(row);
      const own = unitOf(row);
      const found = own >= 0 ? own : deal >= 0 ? dealUnit[deal]! : leadUnit(row);
      if (found < 0) {
        left.withoutUnit++;
        continue;
      }
      made.unit[kept] = found;
      made.minute[kept] = columns.minute[row]!;
      made.channel[kept] = channel;
      made.end[kept++] = named;
    }
  }
  const touches = {
    count: kept,
    unit: made.unit.subarray(0, kept),
    minute: made.minute.subarray(0, kept),
    channel: made.channel.subarray(0, kept),
    end: made.end.subarray(0, kept),
  };
  return { touches, ends: endsOf(deals, leads, { dealUnit, enquiries }), ...roll.units(), ...channels.folded(touches), left };
}

interface Enquiry {
  readonly unit: number;
  /** Its deal, or its own row among the ends; -1 where it has come to no end. */
  readonly end: number;
  readonly row: number;
}

function enquiriesOf(
  leads: LeadColumns | null,
  { roll, dealPlace, dealUnit, count }: { roll: UnitRoll; dealPlace: ReadonlyMap<string, number>; dealUnit: Int32Array; count: number },
): ReadonlyMap<string, Enquiry> {
  const found = new Map<string, Enquiry>();
  let next = count;
  for (let row = 0; row < (leads?.count ?? 0); row++) {
    const id = leads!.ids[row]!;
    const deal = dealPlace.get(leads!.deal.names[leads!.deal.codes[row]!] ?? "");
    const unit = deal === undefined ? roll.ofLead(id, leads!.account.names[leads!.account.codes[row]!]) : dealUnit[deal]!;
    const isReturned = leads!.returnedOn[row] !== noDay && deal === undefined;
    found.set(id, { unit, row, end: deal ?? (isReturned ? next++ : -1) });
  }
  return found;
}

const [won, lost] = [stages.indexOf("won"), stages.indexOf("lost")];
const morning = (day: number) => (day === noDay ? noMinute : day * minutesInDay);
const night = (day: number) => (day === noDay ? noMinute : day * minutesInDay + minutesInDay - 1);

function endsOf(
  deals: DealColumns,
  leads: LeadColumns | null,
  { dealUnit, enquiries }: { dealUnit: Int32Array; enquiries: ReadonlyMap<string, Enquiry> },
): Ends {
  const returned = [...enquiries.values()].filter((one) => one.end >= deals.count);
  const count = deals.count + returned.length;
  const ends = {
    count,
    unit: new Int32Array(count),
    opened: new Int32Array(count),
    closed: new Int32Array(count),
    kind: new Uint8Array(count),
    value: new Float64Array(count).fill(Number.NaN),
  };
  for (let row = 0; row < deals.count; row++) {
    const stage = deals.stage[row];
    ends.unit[row] = dealUnit[row]!;
    ends.opened[row] = morning(deals.createdOn[row]!);
    ends.closed[row] = night(deals.closedOn[row]!);
    ends.kind[row] = stage === won ? ending.won : stage === lost ? ending.none : ending.open;
    ends.value[row] = deals.amount[row]!;
  }
  for (const { unit, row, end } of returned) {
    ends.unit[end] = unit;
    ends.opened[end] = morning(leads!.createdOn[row]!);
    ends.closed[end] = night(leads!.returnedOn[row]!);
    ends.kind[end] = ending.none;
  }
  return ends;
}

/** Gives each channel a number: those of campaigns in order of name, then what sales does. */
class ChannelRoll {
  private readonly names: readonly string[];
  private readonly ofCampaigns: number;
  readonly sources: readonly (readonly [TouchColumns, (row: number) => number])[];

  constructor({ touchpoints, activities, channelOfCampaign }: JourneyFacts) {
    const behind = touchpoints.campaign.names.map((name) => channelOfCampaign.get(name));
    const marketing = [...new Set([...touchpoints.channel.names, ...behind.filter((name) => name !== undefined)])].sort();
    const sales = [...new Set(activities.channel.names)].sort();
    this.names = [...marketing, ...sales];
    this.ofCampaigns = marketing.length;
    const places = new Map(marketing.map((name, place) => [name, place]));
    const own = byCode(touchpoints.channel, (name) => places.get(name)!);
    const lent = byCode(touchpoints.campaign, (name) => places.get(channelOfCampaign.get(name) ?? "") ?? -1);
    const acts = byCode(activities.channel, (name) => marketing.length + sales.indexOf(name));
    this.sources = [
      [
        touchpoints,
        (row) => {
          const place = own(row);
          return place >= 0 ? place : lent(row);
        },
      ],
      [activities, acts],
    ];
  }

  /** The rarest channels of each side are put together where there are too many; numbers of touches are changed in place. */
  folded({ count, channel }: Touches): Pick<Assembled, "channels" | "sideOf"> {
    const { names, ofCampaigns } = this;
    const often = new Float64Array(names.length);
    for (let row = 0; row < count; row++) often[channel[row]!]!++;
    const side = (place: number) => (place < ofCampaigns ? sideOfChannel.marketing : sideOfChannel.sales);
    const places = names.map((_, place) => place).filter((place) => often[place]! > 0);
    const kept = new Set(
      [sideOfChannel.marketing, sideOfChannel.sales].flatMap((each) => {
        const own = places.filter((place) => side(place) === each).sort((a, b) => often[b]! - often[a]! || a - b);
        return own.length <= mostChannels ? own : own.slice(0, mostChannels - 1);
      }),
    );
    const to = new Int32Array(names.length);
    const [channels, sides]: [(string | null)[], number[]] = [[], []];
    for (const place of places.filter((each) => kept.has(each))) {
      to[place] = channels.push(names[place]!) - 1;
      sides.push(side(place));
    }
    for (const each of [sideOfChannel.marketing, sideOfChannel.sales]) {
      const rare = places.filter((place) => !kept.has(place) && side(place) === each);
      if (rare.length === 0) continue;
      channels.push(null);
      sides.push(each);
      for (const place of rare) to[place] = channels.length - 1;
    }
    for (let row = 0; row < count; row++) channel[row] = to[channel[row]!]!;
    return { channels, sideOf: Uint8Array.from(sides) };
  }
}

/** A trait of accounts as a kind of buyer by journey; null where too few have it, or it is the same for all, or has too many values. */
export function traitOf(name: string, trait: Coded, { units, accountOf }: { units: Int32Array; accountOf: Int32Array }) {
  const codes = new Int32Array(units.length);
  let known = 0;
  for (let j = 0; j < codes.length; j++) {
    const account = accountOf[units[j]!]!;
    codes[j] = account < 0 ? -1 : trait.codes[account]!;
    if (codes[j]! >= 0) known++;
  }
  const values = new Set(codes).size - Number(known < codes.length);
  return known < leastKnown * codes.length || values < 2 || trait.names.length > mostValues ? null : { name, codes, values: trait.names.length };
}

const leastKnown = 0.8;
const mostValues = 20;
