// How the demo company works together: meetings and exhibitions of both, visits that two salespeople began one after the other, and one way of its own.
import { randomUUID } from "node:crypto";

import type { Heads } from "#apps/demo/agreements.ts";
import { insertAdoption, insertOwn } from "#features/practices/store.ts";
import { words as en } from "#features/practices/words.en.ts";
import { words as ru } from "#features/practices/words.ru.ts";
import type { Tx } from "#db/database.ts";
import type { PracticeKey } from "#facts/practices.ts";
import type { FirmPart } from "#facts/actions.ts";
import { type Day, addDays } from "#kit/day.ts";
import { audit } from "#ledger/audit.ts";
import type { Tongue } from "#testing/demo/names.ts";

const own = {
  en: {
    name: "Loss of the month",
    what: "Once a month both sides read one lost deal together, from the first letter to the last.",
    helps: "When losses are explained in one word: price.",
    helpsNot: "When it becomes a trial of the person who lost it.",
    start: "The winner of the largest deal chooses the loss.",
    alive: "Somebody can name the last one.",
  },
  ru: {
    name: "Проигрыш месяца",
    what: "Раз в месяц обе стороны вместе читают одну проигранную сделку, от первого письма до последнего.",
    helps: "Когда проигрыши объясняют одним словом: цена.",
    helpsNot: "Когда это становится судом над проигравшим.",
    start: "Проигрыш выбирает тот, кто выиграл самую крупную сделку.",
    alive: "Кто-нибудь может назвать последний.",
  },
} as const satisfies Record<Tongue, object>;

/** Entered once, however often the demo is taken up again. `factsUntil`: the last day on record. */
export async function workTogether(tx: Tx, heads: Heads, { today, factsUntil, tongue }: { today: Day; factsUntil: Day; tongue: Tongue }): Promise<void> {
  const { workspaceId } = heads.sales;
  if ((await tx.maybe("select 1 from evenhand.practice_adoption where workspace_id = $1 limit 1", [workspaceId])) !== null) return;
  const names = tongue === "ru" ? ru : en;
  const began = async (
    practice: string,
    name: string,
    by: "sales" | "marketing",
    more: { begunOn: Day; within?: FirmPart | null; monthlyCost?: number | null },
  ) => {
    const { within = null, monthlyCost = null, begunOn } = more;
    const { memberId } = heads[by];
    await insertAdoption(tx, workspaceId, {
      id: randomUUID(),
      by: memberId,
      practice,
      within,
      begunOn,
      endedOn: null,
      ownerId: memberId,
      monthlyCost,
      note: "",
    });
    const after = { name, part: within?.value ?? null, begunOn, endedOn: null, monthlyCost };
    await audit(tx, heads[by], { act: "practice.adopted", subjectKind: "practice", subjectId: practice, after });
  };
  const house = (key: PracticeKey, ...rest: [by: "sales" | "marketing", more: Parameters<typeof began>[3]]) => began(key, names[`name-${key}`], ...rest);
  await house("joint-events", "marketing", { begunOn: addDays(factsUntil, -500) });
  await house("joint-meetings", "sales", { begunOn: addDays(today, -75), monthlyCost: 90_000_00 });
  await house("feedback-rules", "marketing", { begunOn: addDays(today, -60) });
  const sellers = await tx.rows<{ owner: string }>(
    `select coalesce(s.id, d.owner) as owner from evenhand.deal d left join evenhand.seller s on s.workspace_id = $1 and (s.id = d.owner or s.name = d.owner)
      where d.workspace_id = $1 and d.owner is not null group by 1 order by count(*) desc, 1 limit 2`,
    [workspaceId],
  );
  for (const [n, { owner }] of sellers.entries())
    await house("joint-visits", "sales", { begunOn: addDays(factsUntil, -330 + 120 * n), within: { by: "owner", value: owner }, monthlyCost: 40_000_00 });
  const id = randomUUID();
  await insertOwn(tx, workspaceId, { id, by: heads.sales.memberId, ...own[tongue] });
  await audit(tx, heads.sales, { act: "practice.added", subjectKind: "practice", subjectId: id, after: { name: own[tongue].name } });
}
