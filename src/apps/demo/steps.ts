// What the demo company's people have set out to do, and what waits for their next meeting: begun from claims that the facts support.
import { randomUUID } from "node:crypto";

import type { Heads } from "#apps/demo/agreements.ts";
import type { Tx } from "#db/database.ts";
import type { ShouldMove } from "#facts/actions.ts";
import type { ClaimKey } from "#facts/claims.ts";
import { stoodOf } from "#features/actions/rules.ts";
import { insertItem } from "#features/actions/store.ts";
import { claimRows } from "#features/claims/store.ts";
import { type Day, addDays } from "#kit/day.ts";
import { audit } from "#ledger/audit.ts";
import type { Tongue } from "#testing/demo/names.ts";
import { actionRow, actionRows, addActionRevision, insertAction, setActionState } from "#ledger/action-register.ts";

interface Step {
  readonly title: readonly [en: string, ru: string];
  readonly owner: "sales" | "marketing" | "marketer";
  readonly by: "sales" | "marketing";
  readonly from?: ClaimKey;
  readonly moves?: ShouldMove;
  /** Days before today on which it was started, and from today to its day. */
  readonly startedAgo: number;
  readonly dueIn: number;
  /** Days before today on which it was done. */
  readonly doneAgo?: number;
}

const steps: readonly Step[] = [
  {
    title: ["A rota for calls in the week after a fair", "Дежурства на звонках в неделю после выставки"],
    owner: "sales",
    by: "marketing",
    from: "leads-answered-late",
    moves: { key: "win-rate", way: "up", share: 0.1 },
    startedAgo: 6,
    dueIn: 21,
  },
  {
    title: ["Ask for the kind of building on the site's form", "Спрашивать в форме на сайте, что за здание"],
    owner: "marketer",
    by: "sales",
    from: "leads-not-as-agreed",
    moves: { key: "cost-per-transaction-promotion", way: "down", share: null },
    startedAgo: 20,
    dueIn: -3,
  },
  {
    title: ["One price list for the service contract", "Один прайс-лист на договор обслуживания"],
    owner: "marketing",
    by: "marketing",
    moves: { key: "discount", way: "down", share: 0.05 },
    startedAgo: 30,
    dueIn: -10,
    doneAgo: 12,
  },
];

const waiting: readonly (Pick<Step, "title" | "by" | "from"> & { readonly why: readonly [en: string, ru: string] })[] = [
  {
    title: ["What the site's form asks for", "О чём спрашивает форма на сайте"],
    why: ["Private flats keep coming, and each goes back by hand.", "Частные квартиры всё идут, и каждую возвращают вручную."],
    by: "sales",
    from: "leads-not-as-agreed",
  },
  {
    title: ["Which figures both look at on Mondays", "На какие цифры оба смотрят по понедельникам"],
    why: ["Each side brings its own table.", "Каждая сторона приносит свою таблицу."],
    by: "marketing",
  },
];

/** Nothing happens where anything stands on the register already. */
export async function startSteps(tx: Tx, heads: Heads, { today, tongue }: { readonly today: Day; readonly tongue: Tongue }): Promise<void> {
  const { workspaceId } = heads.sales;
  if ((await actionRows(tx, workspaceId)).length > 0) return;
  const say = (words: readonly [en: string, ru: string]) => words[tongue === "ru" ? 1 : 0];
  const claims = await claimRows(tx, workspaceId);
  const sourceOf = (key: ClaimKey | undefined) => {
    const claim = claims.find(({ standard }) => standard === key);
    return claim === undefined ? null : { kind: "claim" as const, id: claim.id, title: claim.said };
  };
  const marketer = await tx.one<{ id: string }>(
    "select id from evenhand.member where workspace_id = $1 and role = 'marketing-operational' and served_until is null order by name, id limit 1",
    [workspaceId],
  );
  for (const step of steps) {
    const id = randomUUID();
    const ownerId = step.owner === "marketer" ? marketer.id : heads[step.owner].memberId;
    const detail = { title: say(step.title), note: "", ownerId, dueOn: addDays(today, step.dueIn), moves: step.moves ?? null };
    const asker = heads[step.by];
    await insertAction(tx, workspaceId, { ...detail, id, by: asker.memberId, from: sourceOf(step.from) });
    await noted(tx, { workspaceId, id, by: asker.memberId, at: momentOf(today, step.startedAgo) });
    await audit(tx, asker, { act: "action.started", subjectKind: "action", subjectId: id, after: detail });
    if (step.doneAgo === undefined) continue;
    await setActionState(tx, workspaceId, { id, state: "done", reason: "" });
    await noted(tx, { workspaceId, id, by: ownerId, at: momentOf(today, step.doneAgo) });
  }
  for (const item of waiting)
    await insertItem(tx, workspaceId, { id: randomUUID(), title: say(item.title), why: say(item.why), by: heads[item.by].memberId, from: sourceOf(item.from) });
}

const momentOf = (today: Day, daysAgo: number) => `${addDays(today, -daysAgo)}T10:00:00Z`;

/** The action as it stands now, with its line in the history, on the day on which it happened. */
async function noted(tx: Tx, { workspaceId, id, by, at }: { workspaceId: string; id: string; by: string; at: string }): Promise<void> {
  const row = (await actionRow(tx, workspaceId, id))!;
  await addActionRevision(tx, workspaceId, { id, stood: stoodOf(row), reason: "", by });
  await tx.run("update evenhand.action_revision set changed_at = $4 where workspace_id = $1 and action_id = $2 and revision = $3", [
    workspaceId,
    id,
    row.revision,
    at,
  ]);
  const moment = row.state === "open" ? "created_at" : "ended_at";
  await tx.run(`update evenhand.action set ${moment} = $3 where workspace_id = $1 and id = $2`, [workspaceId, id, at]);
}
