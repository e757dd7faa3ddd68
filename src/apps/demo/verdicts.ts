// What the demo's two heads said of deals drawn by lot: sales looks at what came last, marketing at what came first, and they often agree.
import { randomUUID } from "node:crypto";

import type { Heads } from "#apps/demo/agreements.ts";
import type { Tx } from "#db/database.ts";
import { drawDeals } from "#evidence/journeys/deal-audit.ts";
import { insertReview, putVerdict, reviewUnderWay } from "#features/journeys/store.ts";
import { type Dice, diceOf, seedOf } from "#kit/dice.ts";
import { audit } from "#ledger/audit.ts";
import type { SimulatedFirm } from "#testing/demo/company.ts";

const drawn = 20;
/** So many have been judged by both, and so many more by sales alone. */
const judged = { both: 14, sales: 3 } as const;

/** Draws deals with two channels and more and lets both sides judge most of them. Nothing happens where a sample is under way already. */
export async function judgeDeals(tx: Tx, heads: Heads, { firm, seed }: { firm: SimulatedFirm; seed: number }): Promise<void> {
  const { workspaceId, memberId } = heads.sales;
  if ((await reviewUnderWay(tx, workspaceId)) !== null) return;
  const channels = channelsByDeal(firm);
  const fit = firm.rows.deal.filter((deal) => (channels.get(deal.id)?.length ?? 0) > 1 && deal.account !== null);
  const ids = (stage: string) => fit.filter((deal) => deal.stage === stage).map((deal) => deal.id);
  const dice = diceOf(seedOf(`${seed} verdicts`));
  const deals = drawDeals({ won: ids("won"), lost: ids("lost") }, drawn, dice);
  const id = randomUUID();
  await insertReview(tx, workspaceId, { id, seed, by: memberId, deals });
  await audit(tx, heads.sales, { act: "review.drawn", subjectKind: "deal-review", subjectId: id, after: { deals: deals.length, seed } });
  for (const [place, deal] of deals.slice(0, judged.both + judged.sales).entries())
    for (const side of place < judged.both ? (["sales", "marketing"] as const) : (["sales"] as const)) {
      await putVerdict(tx, workspaceId, { id, deal, side, channel: named(channels.get(deal)!, side, dice), note: null, by: heads[side].memberId });
      await audit(tx, heads[side], { act: "verdict.given", subjectKind: "deal-review", subjectId: id, after: { deal, side } });
    }
}

/** The deal's own touches' channels in order, each once. */
function channelsByDeal({ rows }: SimulatedFirm): ReadonlyMap<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { deal, channel } of rows.touchpoint.toSorted((a, b) => (a.at < b.at ? -1 : 1))) {
    if (deal === null || channel === null) continue;
    const known = found.get(deal);
    if (known === undefined) found.set(deal, [channel]);
    else if (!known.includes(channel)) known.push(channel);
  }
  return found;
}

function named(channels: readonly string[], side: "sales" | "marketing", dice: Dice): string | null {
  const throwOf = dice.uniform();
  if (throwOf < 0.1) return null;
  const isLast = side === "sales" ? throwOf < 0.8 : throwOf < 0.5;
  return (isLast ? channels.at(-1) : channels[0])!;
}
