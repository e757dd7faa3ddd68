// Touches as columns: every contact with a buyer that is on record, by campaigns and by people. Row i of every column is one touch.
import type { Coded } from "#facts/columns.ts";

/** Minutes count from 1970-01-01 00:00 in the workspace's own time. Texts are as the source wrote them: an id, or a name. */
export interface TouchColumns {
  readonly count: number;
  readonly minute: Int32Array;
  /** The channel of a touchpoint; of an activity its kind: call, meeting, letter. */
  readonly channel: Coded;
  /** Touchpoints only: all empty for activities. */
  readonly campaign: Coded;
  readonly account: Coded;
  readonly contact: Coded;
  readonly lead: Coded;
  readonly deal: Coded;
}

export const touchTexts = ["channel", "campaign", "account", "contact", "lead", "deal"] as const;
export type TouchText = (typeof touchTexts)[number];

/** Everything that journeys are put together from, besides deals and leads. */
export interface TouchFacts {
  readonly touchpoints: TouchColumns;
  readonly activities: TouchColumns;
  /** The same touches in parts that stay the same objects as long as nothing about their rows changes; names are those of the whole. */
  readonly parts?: { readonly touchpoints: readonly TouchColumns[]; readonly activities: readonly TouchColumns[] };
  /** Channel by id or name of a campaign. */
  readonly channelOfCampaign: ReadonlyMap<string, string>;
  readonly accounts: {
    readonly ids: readonly string[];
    readonly names: readonly (string | null)[];
    readonly segment: Coded;
    readonly region: Coded;
    readonly size: Coded;
  };
  /** Who stands for a record, by its id. */
  readonly accountOfContact: ReadonlyMap<string, string>;
  readonly contactOfDeal: ReadonlyMap<string, string>;
  readonly contactOfLead: ReadonlyMap<string, string>;
}
