// Which channel a touch came through: each gets a number, and the rarest are put together.
import type { TouchFacts } from "#facts/touch-columns.ts";
import { sideOfChannel } from "#evidence/journeys/sides.ts";
import { LookUp } from "#evidence/journeys/units.ts";

/** More channels than this are put together under no name, the rarest first: nobody reads thirty bands. */
export const mostChannels = 20;

/** A channel that was not known when channels got their numbers. */
export const newChannel = -2;

/** Names of channels by number, null for the rare ones put together; whose each is; and the number of each place of the roll. */
export interface Folded {
  readonly channels: readonly (string | null)[];
  readonly sideOf: Uint8Array;
  readonly to: Int32Array;
}

/** Gives each channel a place: those of campaigns in order of name, then what sales does. */
export class ChannelRoll {
  private readonly names: readonly string[];
  private readonly ofCampaigns: number;
  private readonly own: LookUp;
  private readonly lent: LookUp;
  private readonly acts: LookUp;

  constructor({ touchpoints, activities, channelOfCampaign }: TouchFacts) {
    const behind = touchpoints.campaign.names.map((name) => channelOfCampaign.get(name));
    const marketing = [...new Set([...touchpoints.channel.names, ...behind.filter((name) => name !== undefined)])].sort();
    const sales = [...new Set(activities.channel.names)].sort();
    this.names = [...marketing, ...sales];
    this.ofCampaigns = marketing.length;
    const places = new Map(marketing.map((name, place) => [name, place]));
    const acts = new Map(sales.map((name, place) => [name, marketing.length + place]));
    this.own = new LookUp(touchpoints.channel.names, (name) => places.get(name) ?? newChannel);
    this.lent = new LookUp(touchpoints.campaign.names, (name) => {
      const channel = channelOfCampaign.get(name);
      return channel === undefined ? -1 : (places.get(channel) ?? newChannel);
    });
    this.acts = new LookUp(activities.channel.names, (name) => acts.get(name) ?? newChannel);
  }

  get count(): number {
    return this.names.length;
  }

  /** The place of a touchpoint's channel by its codes, or of an activity's kind; -1 where it has none. */
  place(kind: "touchpoints" | "activities", channel: number, campaign: number): number {
    if (kind === "activities") return this.acts.at(channel);
    const own = this.own.at(channel);
    return own === -1 ? this.lent.at(campaign) : own;
  }

  /** Numbers of the channels that touches came through, by how often each did; the rarest of each side are put together where there are too many. */
  folded(often: Float64Array): Folded {
    const { names, ofCampaigns } = this;
    const side = (place: number) => (place < ofCampaigns ? sideOfChannel.marketing : sideOfChannel.sales);
    const places = names.map((_, place) => place).filter((place) => often[place]! > 0);
    const kept = new Set(
      [sideOfChannel.marketing, sideOfChannel.sales].flatMap((each) => {
        const own = places.filter((place) => side(place) === each).sort((a, b) => often[b]! - often[a]! || a - b);
        return own.length <= mostChannels ? own : own.slice(0, mostChannels - 1);
      }),
    );
    const to = new Int32Array(names.length).fill(-1);
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
    return { channels, sideOf: Uint8Array.from(sides), to };
  }
}
