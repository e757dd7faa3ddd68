// What the demo company does at its turning point: the market fell, both heads have looked, and it waits for the next meeting; the claims are still to be kept.
import { randomUUID } from "node:crypto";

import type { Heads } from "#apps/demo/agreements.ts";
import { insertPart, insertTurn, noteSeen } from "#features/turns/store.ts";
import type { Tx } from "#db/database.ts";
import { usualTurningOwner } from "#facts/turning-point.ts";
import type { Day } from "#kit/day.ts";
import { insertMeetingItem } from "#ledger/agenda.ts";
import { audit } from "#ledger/audit.ts";
import type { Tongue } from "#testing/demo/names.ts";

const said = {
  en: {
    name: "The market turned down",
    note: "Dealers order less and later; two of our largest competitors have cut their prices.",
    left: "A wave of the survey is open already.",
  },
  ru: { name: "Рынок пошёл вниз", note: "Дилеры заказывают меньше и позже; двое крупных конкурентов снизили цены.", left: "Опрос уже идёт." },
} as const satisfies Record<Tongue, object>;

/** Entered once, however often the demo is taken up again. `day`: the first on which the index had fallen. */
export async function turnWithTheMarket(tx: Tx, heads: Heads, { day, tongue }: { day: Day; tongue: Tongue }): Promise<void> {
  const { workspaceId } = heads.sales;
  if ((await tx.maybe("select 1 from evenhand.turning_point where workspace_id = $1 limit 1", [workspaceId])) !== null) return;
  const { name, note, left } = said[tongue];
  const id = randomUUID();
  const detail = { kind: "downturn", day, name, note, owner: usualTurningOwner.downturn } as const;
  const proposal = `downturn:market:${day}`;
  await insertTurn(tx, workspaceId, { ...detail, id, proposal, by: heads.sales.memberId });
  await audit(tx, heads.sales, { act: "turning-point.entered", subjectKind: "turning-point", subjectId: id, after: { ...detail, proposal } });
  for (const { memberId } of [heads.sales, heads.marketing]) await noteSeen(tx, workspaceId, { turn: id, memberId });
  const itemId = randomUUID();
  await insertMeetingItem(tx, workspaceId, {
    id: itemId,
    meetingId: null,
    part: "people",
    title: name,
    why: note,
    from: { kind: "turning-point", id, title: name },
    side: null,
    standing: null,
    carriedFrom: null,
    place: 1_000,
    by: heads.marketing.memberId,
  });
  const part = { turnId: id, madeId: null, kept: null };
  await insertPart(tx, workspaceId, { ...part, part: "agenda", state: "taken", reason: null, madeId: itemId, by: heads.marketing.memberId });
  await insertPart(tx, workspaceId, { ...part, part: "pulse", state: "left", reason: left, by: heads.marketing.memberId });
  await audit(tx, heads.marketing, { act: "turning-point.taken", subjectKind: "turning-point", subjectId: id, after: { part: "agenda", reason: null } });
  await audit(tx, heads.marketing, { act: "turning-point.left", subjectKind: "turning-point", subjectId: id, after: { part: "pulse", reason: left } });
}
