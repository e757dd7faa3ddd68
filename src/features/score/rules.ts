// Which open leads an asker gets to see, with the names of their accounts and of those who work them.
import type { z } from "zod";

import type { readScore, StandingView } from "#features/score/contract.ts";
import type { Coded } from "#facts/columns.ts";
import type { Lens } from "#evidence/kpi/lens.ts";
import type { LeadScore, NoScore } from "#evidence/lead-score/score.ts";
import { type Day, dayOf } from "#kit/day.ts";

export type ScoreReply = z.output<(typeof readScore)["reply"]>;

/** Names by id; ids without a name stand for themselves. */
export interface Names {
  readonly accounts: ReadonlyMap<string, string | null>;
  readonly sellers: ReadonlyMap<string, string | null>;
  /** Of the values that the score tells apart. */
  readonly inCut: (trait: string, value: string | null) => string | null;
}

export function namesOf({ ids, names }: { readonly ids: readonly string[]; readonly names: readonly (string | null)[] }): ReadonlyMap<string, string | null> {
  return new Map(ids.map((id, place) => [id, names[place] ?? null]));
}

interface Asked {
  readonly offset: number;
  readonly limit: number;
  readonly owner?: string | undefined;
}

/** The page of the list that was asked for; owners are counted over all of it. */
export function scoreReply(lens: Lens, found: LeadScore | NoScore, { names, asked }: { readonly names: Names; readonly asked: Asked }): ScoreReply {
  const lastSeen: Day = dayOf(lens.lastSeen);
  if ("reason" in found)
    return { lastSeen, reason: { code: found.reason, details: found.details }, score: null, open: [], total: 0, best: 0, openInAll: 0, owners: [] };
  const { open, ...score } = found;
  const facts = found.unit === "lead" ? lens.facts.leads! : lens.facts.deals;
  const ownerOf = readerOf(facts.ids, facts.owner);
  const accountOf = readerOf(facts.ids, facts.account);
  const counts = new Map<string, number>();
  for (const { id } of open) {
    const owner = ownerOf(id);
    if (owner !== null) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  }
  const wanted = asked.owner === undefined ? open : open.filter(({ id }) => ownerOf(id) === asked.owner);
  const named = (names: ReadonlyMap<string, string | null>, id: string | null) => (id === null ? null : (names.get(id) ?? id));
  return {
    lastSeen,
    reason: null,
    score: { ...score, effects: score.effects.map((effect) => Object.assign({}, effect, { name: names.inCut(effect.trait, effect.name) })) },
    open: wanted.slice(asked.offset, asked.offset + asked.limit).map((standing): StandingView =>
      Object.assign({}, standing, {
        cameOn: dayOf(standing.cameOn),
        account: named(names.accounts, accountOf(standing.id)),
        owner: named(names.sellers, ownerOf(standing.id)),
        reasons: standing.reasons.map((reason) => ({ ...reason, name: names.inCut(reason.trait, reason.name) })),
      }),
    ),
    total: wanted.length,
    best: open.filter(({ chanceNow }) => chanceNow !== null && chanceNow >= 2 * (found.average.value ?? 1)).length,
    openInAll: open.filter(({ chanceNow }) => chanceNow !== null).length,
    owners: [...counts].map(([id, count]) => ({ id, name: names.sellers.get(id) ?? null, count })).sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1)),
  };
}

function readerOf(ids: readonly string[], { codes, names }: Coded): (id: string) => string | null {
  const places = new Map(ids.map((id, place) => [id, place]));
  return (id) => {
    const code = codes[places.get(id) ?? -1] ?? -1;
    return code < 0 ? null : names[code]!;
  };
}
