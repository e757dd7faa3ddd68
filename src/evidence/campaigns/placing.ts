// Which of some campaigns and channels a record belongs to, however the record names them.
import type { Coded } from "#facts/columns.ts";
import type { Campaign } from "#facts/entities.ts";

/** What somebody runs: one campaign, or everything that comes through one channel. */
export interface Subject {
  readonly kind: "campaign" | "channel";
  /** A campaign's id; a channel as it is called. */
  readonly id: string;
}

/** Places in the list of subjects that a campaign and a channel stand for; empty where neither is among them. */
export type PlacesOf = (campaign: string | null, channel: string | null) => readonly number[];

type NamedCampaign = Pick<Campaign, "id" | "name" | "channel">;

/**
 * A record names its campaign by id, or by a name that one campaign alone bears and that is nobody's id. Its channel is its own, else its campaign's.
 * A record can belong to two subjects at once (its campaign and its channel): sums over subjects may therefore exceed the whole.
 */
export function placing(subjects: readonly Subject[], campaigns: readonly NamedCampaign[]): PlacesOf {
  const byKey = campaignsByKey(campaigns);
  const placeOf = new Map(subjects.map(({ kind, id }, place) => [`${kind} ${id}`, place]));
  return (campaign, channel) => {
    const known = campaign === null ? undefined : byKey.get(campaign);
    const own = campaign === null ? undefined : placeOf.get(`campaign ${known?.id ?? campaign}`);
    const way = channel ?? known?.channel ?? null;
    const through = way === null ? undefined : placeOf.get(`channel ${way}`);
    return own === undefined ? (through === undefined ? none : [through]) : through === undefined ? [own] : [own, through];
  };
}

const none: readonly number[] = [];

/** The id of a campaign that a record names by id, or by a name that one campaign alone bears; what names none stays as it is. */
export function campaignIdIn(campaigns: readonly NamedCampaign[]): (named: string | null) => string | null {
  const byKey = campaignsByKey(campaigns);
  return (named) => (named === null ? null : (byKey.get(named)?.id ?? named));
}

function campaignsByKey(campaigns: readonly NamedCampaign[]): ReadonlyMap<string, NamedCampaign> {
  const byName = new Map<string, NamedCampaign | null>();
  for (const each of campaigns) if (each.name !== null) byName.set(each.name, byName.has(each.name) ? null : each);
  const byKey = new Map<string, NamedCampaign>();
  for (const [name, one] of byName) if (one !== null) byKey.set(name, one);
  for (const each of campaigns) byKey.set(each.id, each);
  return byKey;
}

/** The same for row after row of columns: every pair of campaign and channel is looked up once. */
export function placesByRow(placesOf: PlacesOf, campaign: Coded, channel: Coded): (row: number) => readonly number[] {
  const known = new Map<number, readonly number[]>();
  const width = channel.names.length + 1;
  const textOf = ({ names }: Coded, code: number) => (code < 0 ? null : names[code]!);
  return (row) => {
    const [one, other] = [campaign.codes[row]!, channel.codes[row]!];
    const key = (one + 1) * width + other + 1;
    let places = known.get(key);
    if (places === undefined) known.set(key, (places = placesOf(textOf(campaign, one), textOf(channel, other))));
    return places;
  };
}
