// What the demo company's heads say to each other about a claim and a deal.
import { randomUUID } from "node:crypto";

import type { Heads } from "#apps/demo/agreements.ts";
import type { Tx } from "#db/database.ts";
import { paths } from "#kit/paths.ts";
import type { Subject } from "#facts/subject.ts";
import { claimRows } from "#features/claims/store.ts";
import { beginToFollow, countMessages, insertMessage, setReaction } from "#features/threads/store.ts";
import type { Tongue } from "#testing/demo/names.ts";

type Both = readonly [en: string, ru: string];

const onClaim: readonly { readonly by: keyof Heads; readonly said: Both }[] = [
  {
    by: "marketing",
    said: [
      "In the weeks after a fair nobody calls for days. Two things would help:\n- a rota for calls\n- **fewer leads at once**, graded at the stand",
      "После выставки по несколько дней никто не звонит. Помогут две вещи:\n- дежурства на звонках\n- **лидов меньше, но с оценкой** прямо на стенде",
    ],
  },
  {
    by: "sales",
    said: ["The rota begins with the next fair. The grades I would see first.", "Дежурства начнём со следующей выставки. Оценки сначала хочу увидеть."],
  },
];

const onDeal: readonly { readonly by: keyof Heads; readonly said: Both }[] = [
  { by: "sales", said: ["Which materials did this buyer get before they called us?", "Какие материалы покупатель получил до звонка нам?"] },
];

/** A number and what was agreed on it, with links that show how both stand now. */
const onRate = (slug: string, deal: string | null): typeof onDeal => {
  const cycle = paths.cycle(slug);
  const promise = paths.promises(slug, { promise: "accept-in-time" });
  const open = deal === null ? "" : paths.records(slug, { entity: "deal", id: deal });
  return [
    {
      by: "marketing",
      said: [`While we keep ${promise} the cycle should shorten: ${cycle}`, `Пока держим слово (${promise}), цикл должен сокращаться: ${cycle}`],
    },
    { by: "sales", said: [`The newest one shows it: ${open}`, `Видно по самой новой: ${open}`] },
  ];
};

/** Nothing is said twice. */
export async function talkOfThings(tx: Tx, heads: Heads, { tongue }: { readonly tongue: Tongue }): Promise<void> {
  const { workspaceId } = heads.sales;
  const { slug } = await tx.one<{ slug: string }>("select slug from evenhand.workspace where workspace_id = $1", [workspaceId]);
  const claims = await claimRows(tx, workspaceId);
  const claim = claims.find(({ standard }) => standard === "leads-answered-late") ?? claims[0];
  const deal = await tx.maybe<{ id: string }>("select id from evenhand.deal where workspace_id = $1 order by created_on desc, id limit 1", [workspaceId]);
  const put = async (subject: Subject, lines: typeof onClaim) => {
    if ((await countMessages(tx, workspaceId, { subject, withInside: true })) > 0) return;
    let last = "";
    for (const { by, said } of lines) {
      last = randomUUID();
      const message = { id: last, subject, by: heads[by].memberId, said: said[tongue === "ru" ? 1 : 0], isInside: false, quote: null };
      await insertMessage(tx, workspaceId, message);
    }
    await beginToFollow(tx, workspaceId, { subject, members: [heads.sales.memberId, heads.marketing.memberId] });
    if (lines.length > 1) await setReaction(tx, workspaceId, { id: last, by: heads.marketing.memberId, reaction: "agreed", isOn: true });
  };
  if (claim) await put({ kind: "claim", id: claim.id }, onClaim);
  if (deal) await put({ kind: "deal", id: deal.id }, onDeal);
  await put({ kind: "number", id: "win-rate" }, onRate(slug, deal?.id ?? null));
}
