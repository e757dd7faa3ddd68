// Two numbers that the demo company's heads have doubted: one was recounted and stands, one waits for both.
import { randomUUID } from "node:crypto";

import type { Heads } from "#apps/demo/agreements.ts";
import type { Tx } from "#db/database.ts";
import { figuresOf } from "#evidence/kpi/figures.ts";
import { disputeRows, insertDispute, insertEvidence, saveVoice, setDecided } from "#features/disputes/store.ts";
import { words as en } from "#features/figures/words.en.ts";
import { words as ru } from "#features/figures/words.ru.ts";
import { type Day, addDays } from "#kit/day.ts";
import { usualWeek, workingDayAfter } from "#kit/working-hours.ts";
import { audit } from "#ledger/audit.ts";
import { claimGroundOf } from "#testing/claim-ground.ts";
import type { SimulatedFirm } from "#testing/demo/company.ts";
import type { Tongue } from "#testing/demo/names.ts";

interface Doubt {
  readonly figure: "promotion-cost" | "win-rate";
  readonly by: "sales" | "marketing";
  readonly said: readonly [en: string, ru: string];
  readonly note: readonly [en: string, ru: string];
  readonly rule: "source-record" | "recount";
  readonly openedAgo: number;
  /** What both heads said, and how many days ago. */
  readonly decided?: { readonly ago: number; readonly reasons: Readonly<Record<"sales" | "marketing", readonly [en: string, ru: string]>> };
}

const doubts: readonly Doubt[] = [
  {
    figure: "promotion-cost",
    by: "sales",
    said: ["The stand was built in the quarter before. Its bill does not belong here.", "Стенд строили в прошлом квартале. Его счёту здесь не место."],
    note: ["The builder's papers name two days of work.", "В бумагах подрядчика стоят два дня работ."],
    rule: "source-record",
    openedAgo: 12,
    decided: {
      ago: 8,
      reasons: {
        sales: ["The bill bears a day of this quarter. I was wrong.", "На счёте стоит день этого квартала. Я ошибся."],
        marketing: ["By agreement spend counts on its own day.", "По договорённости расход считается своим днём."],
      },
    },
  },
  {
    figure: "win-rate",
    by: "marketing",
    said: ["Renewals are counted as wins. Nobody had to win them.", "Продления посчитаны как выигранные сделки. Их никто не выигрывал."],
    note: [
      "By the signed definition a renewal is a deal like another; let us recount without them.",
      "По подписанному определению продление — обычная сделка. Пересчитаем без них.",
    ],
    rule: "recount",
    openedAgo: 1,
  },
];

const workingDays = 5;

/** Numbers as the figures of the quarter explained give them. Nothing happens where a dispute is on file. */
export async function doubtNumbers(tx: Tx, heads: Heads, made: { readonly firm: SimulatedFirm; readonly today: Day; readonly tongue: Tongue }): Promise<void> {
  const { firm, today, tongue } = made;
  const { workspaceId } = heads.sales;
  if ((await disputeRows(tx, workspaceId)).length > 0) return;
  const say = (words: readonly [en: string, ru: string]) => words[tongue === "ru" ? 1 : 0];
  const figures = figuresOf(claimGroundOf(firm).lens, firm.period);
  const { version } = await tx.one<{ version: number }>("select facts_version as version from evenhand.workspace where workspace_id = $1", [workspaceId]);
  for (const doubt of doubts) {
    const figure = figures.find(({ key }) => key === doubt.figure);
    if (figure === undefined || figure.value === null) continue;
    const id = randomUUID();
    const openedOn = addDays(today, -doubt.openedAgo);
    await insertDispute(tx, workspaceId, {
      id,
      aboutKind: "figure",
      aboutId: doubt.figure,
      title: (tongue === "ru" ? ru : en)[`figure.${doubt.figure}`],
      ...firm.period,
      value: figure.value,
      low: figure.interval?.low ?? null,
      high: figure.interval?.high ?? null,
      unit: figure.unit,
      currency: figure.currency ?? null,
      factsVersion: version,
      asOf: openedOn,
      concerns: "both",
      said: say(doubt.said),
      rule: doubt.rule,
      workingDays,
      dueOn: workingDayAfter(usualWeek, openedOn, workingDays)!,
      by: heads[doubt.by].memberId,
      as: heads[doubt.by].role,
    });
    await insertEvidence(tx, workspaceId, {
      disputeId: id,
      id: randomUUID(),
      kind: "note",
      entity: null,
      content: say(doubt.note),
      by: heads[doubt.by].memberId,
    });
    await audit(tx, heads[doubt.by], { act: "dispute.opened", subjectKind: "dispute", subjectId: id, after: { title: doubt.figure, said: say(doubt.said) } });
    await tx.run("update evenhand.dispute set opened_at = $3 where workspace_id = $1 and id = $2", [workspaceId, id, `${openedOn}T09:30:00Z`]);
    await tx.run("update evenhand.dispute_evidence set added_at = $3 where workspace_id = $1 and dispute_id = $2", [workspaceId, id, `${openedOn}T09:30:00Z`]);
    if (doubt.decided !== undefined) await decide(tx, heads, { id, decided: doubt.decided, say, on: addDays(today, -doubt.decided.ago) });
  }
}

interface Deciding {
  readonly id: string;
  readonly decided: NonNullable<Doubt["decided"]>;
  readonly say: (words: readonly [en: string, ru: string]) => string;
  readonly on: Day;
}

async function decide(tx: Tx, heads: Heads, { id, decided, say, on }: Deciding): Promise<void> {
  const { workspaceId } = heads.sales;
  for (const side of ["sales", "marketing"] as const) {
    const { memberId } = heads[side];
    const role = side === "sales" ? "head-of-sales" : "head-of-marketing";
    await saveVoice(tx, workspaceId, { id, role, memberId, outcome: "not-upheld", value: null, reason: say(decided.reasons[side]) });
  }
  await setDecided(tx, workspaceId, { id, outcome: "not-upheld", value: null });
  await tx.run("update evenhand.dispute set decided_at = $3 where workspace_id = $1 and id = $2", [workspaceId, id, `${on}T14:00:00Z`]);
  await tx.run("update evenhand.dispute_voice set said_at = $3 where workspace_id = $1 and dispute_id = $2", [workspaceId, id, `${on}T14:00:00Z`]);
  await audit(tx, heads.marketing, { act: "dispute.decided", subjectKind: "dispute", subjectId: id, after: { outcome: "not-upheld", value: null } });
}
