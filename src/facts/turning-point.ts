// Days after which things were not as before: a market turns, a price changes, a head begins, a large customer goes.
import type { Owner } from "#facts/department.ts";
import type { Day } from "#kit/day.ts";

export const turningKinds = ["downturn", "price-change", "new-head", "lost-account", "other"] as const;
export type TurningKind = (typeof turningKinds)[number];

/** Whose a turning point is, where nobody says otherwise. */
export const usualTurningOwner: Readonly<Record<TurningKind, Owner>> = {
  downturn: "market",
  "price-change": "management",
  "new-head": "management",
  "lost-account": "joint",
  other: "joint",
};

/** A turning point read from the facts, not yet confirmed by anybody. */
export interface ProposedTurn {
  /** Steady name: the same facts propose the same turn under the same key. */
  readonly key: string;
  readonly kind: TurningKind;
  /** First day that is not as before. */
  readonly day: Day;
  readonly owner: Owner;
  /** The account, product or person it is about; null for the whole market. */
  readonly subject: string | null;
  /** How large: the fall of the index, the share of revenue lost, the change of the price; null where there is no size. */
  readonly size: number | null;
}
