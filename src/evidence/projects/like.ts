// The leads that a project is compared with: those of the same channel where there are enough, else all, without its own; and how far earlier events differed.
import { type Coded, noDay } from "#facts/columns.ts";
import type { Campaign } from "#facts/entities.ts";
import type { Entrants } from "#evidence/ripening/entrants.ts";
import type { ForeseeFacts } from "#evidence/projects/foresee.ts";
import { againstPace, differingOf, hazardsOf, paceOf } from "#evidence/projects/pace.ts";
import type { ProjectBook, ProjectUnits } from "#evidence/projects/units.ts";

/** Fewest leads, and fewest that came on, for a pace to be read from them. */
export const fewestLeads = 100;
export const fewestHits = 10;

export interface Like {
  readonly facts: ForeseeFacts;
  readonly about: {
    /** null: leads of all channels. */
    readonly channel: string | null;
    readonly leads: number;
    readonly hits: number;
    /** Earlier campaigns from which it was read how far events differ. */
    readonly events: number;
    readonly isSpreadGuessed: boolean;
    /** Standard deviation of the factor by which events differ. */
    readonly spread: number;
    /** This event so far against what its leads' ages let expect. */
    readonly own: { readonly hits: number; readonly expected: number };
  };
}

interface Asked {
  readonly step: "accepted" | "won";
  /** Ids of its campaigns. */
  readonly own: readonly string[];
}

/** Null where neither the channel nor the whole firm has enough leads that came on. */
export function likeProjects({ ways, campaigns, entrants: entrantsOf }: ProjectBook, units: ProjectUnits, { step, own: ids }: Asked): Like | null {
  const entrants = entrantsOf(step);
  if (entrants === null) return null;
  const campaign = ways.trait("campaign");
  for (const channel of [channelOf(ids, campaigns), null]) {
    const isCounted = countedIn(units, entrants, ways.trait("channel"), channel);
    const pace = paceOf(entrants, isCounted);
    if (pace.entrants < fewestLeads || pace.hits < fewestHits) continue;
    const hazards = hazardsOf(pace);
    // Only events whose leads are compared; codes of campaigns tell them apart.
    const earlier = againstPace(entrants, hazards, (place) => (isCounted(place) ? (campaign?.codes[entrants.rows[place]!] ?? -1) : -1));
    const own = againstPace(entrants, hazards, (place) => (units.isOwn[entrants.rows[place]!] === 1 ? 0 : -1)).get(0) ?? { hits: 0, expected: 0 };
    const differing = differingOf([...earlier.values()]);
    const { events, isGuessed } = differing;
    return {
      facts: { pace, own, differing },
      about: { channel, leads: pace.entrants, hits: pace.hits, events, isSpreadGuessed: isGuessed, spread: Math.sqrt(differing.variance), own },
    };
  }
  return null;
}

/** The one channel of a project's campaigns; null where they have none, or several. */
function channelOf(own: readonly string[], campaigns: readonly Campaign[]): string | null {
  const channels = new Set(campaigns.filter(({ id }) => own.includes(id)).map(({ channel }) => channel));
  return channels.size === 1 ? [...channels][0]! : null;
}

function countedIn({ isOwn }: ProjectUnits, { rows, enteredOn }: Entrants, channels: Coded | null, channel: string | null): (place: number) => boolean {
  const code = channel === null || channels === null ? -1 : channels.names.indexOf(channel);
  return (place) => isOwn[rows[place]!] === 0 && enteredOn[place] !== noDay && (channel === null || (code >= 0 && channels!.codes[rows[place]!] === code));
}
