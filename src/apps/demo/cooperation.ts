// What the demo company's heads say of moving up, and the goals that they set for the cooperation: one signed, one that waits for sales.
import { randomUUID } from "node:crypto";

import type { Heads } from "#apps/demo/agreements.ts";
import { insertGoal, insertSaying, signGoal } from "#features/cooperation/store.ts";
import { perceptionGap } from "#evidence/relationship/dials.ts";
import type { WaveTally } from "#evidence/survey/tally.ts";
import type { ConditionKey, DialKey, Saying } from "#facts/cooperation.ts";
import type { Interval } from "#facts/papers.ts";
import { type Day, addDays } from "#kit/day.ts";
import { audit } from "#ledger/audit.ts";
import { closedWaves } from "#ledger/survey-waves.ts";
import type { Tx } from "#db/database.ts";
import type { Tongue } from "#testing/demo/names.ts";

interface Word {
  readonly condition: ConditionKey;
  readonly sales: Saying;
  readonly marketing: Saying;
  readonly note?: Readonly<Record<Tongue, string>>;
}

const said: readonly Word[] = [
  { condition: "cut-and-dried", sales: "no", marketing: "no" },
  {
    condition: "made-in-the-sale",
    sales: "yes",
    marketing: "yes",
    note: { en: "Every larger system is laid out with the customer.", ru: "Каждую крупную систему проектируем вместе с клиентом." },
  },
  { condition: "no-reason", sales: "no", marketing: "no" },
  {
    condition: "shorter-lives",
    sales: "no",
    marketing: "yes",
    note: { en: "Cameras of three years ago sell as well as new ones.", ru: "Камеры трёхлетней давности продаются не хуже новых." },
  },
  { condition: "commoditised", sales: "not-sure", marketing: "yes" },
  { condition: "report-apart", sales: "yes", marketing: "yes" },
];

const note = { en: "Half of the way to the next kind within a year.", ru: "За год — половина пути до следующей ступени." } as const;

/** Nothing happens where somebody has said something already. */
export async function weighMovingUp(tx: Tx, heads: Heads, { today, tongue }: { readonly today: Day; readonly tongue: Tongue }): Promise<void> {
  const { workspaceId } = heads.sales;
  if ((await tx.maybe("select 1 from evenhand.cooperation_saying where workspace_id = $1 limit 1", [workspaceId])) !== null) return;
  for (const word of said)
    for (const side of ["sales", "marketing"] as const) {
      const { condition } = word;
      const own = side === "sales" ? (word.note?.[tongue] ?? "") : "";
      await insertSaying(tx, workspaceId, { condition, side, answer: word[side], note: own, memberId: heads[side].memberId });
      await audit(tx, heads[side], { act: "cooperation.said", subjectKind: "cooperation", subjectId: condition, after: { answer: word[side] } });
    }
  const [first] = await closedWaves<WaveTally>(tx, workspaceId);
  const sum = first?.tally.groups.joint?.sum;
  const gap = first === undefined ? null : perceptionGap(first.tally.groups);
  if (first === undefined || sum === undefined || gap === null) return;
  const set = async (
    dial: DialKey,
    now: { readonly value: number; readonly interval: Interval | null },
    more: { readonly target: number; readonly isSigned: boolean },
  ) => {
    const id = randomUUID();
    const day = addDays(today, 240);
    await insertGoal(tx, workspaceId, {
      id,
      dial,
      baseline: now.value,
      low: now.interval?.low ?? null,
      high: now.interval?.high ?? null,
      baselineOn: first.closedOn,
      target: more.target,
      day,
      ownerSales: heads.sales.memberId,
      ownerMarketing: heads.marketing.memberId,
      note: note[tongue],
      by: heads.marketing.memberId,
    });
    await audit(tx, heads.marketing, { act: "cooperation.proposed", subjectKind: "cooperation", subjectId: id, after: { dial, target: more.target, day } });
    await signGoal(tx, workspaceId, { id, side: "marketing", memberId: heads.marketing.memberId });
    if (more.isSigned) await signGoal(tx, workspaceId, { id, side: "sales", memberId: heads.sales.memberId });
  };
  await set("survey", sum, { target: Math.round(sum.value) + 20, isSigned: true });
  await set("gap", gap, { target: Math.round(gap.value * 5) / 10, isSigned: false });
}
