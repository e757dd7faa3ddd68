// What the demo company asks its people to write down: fields and reports of both departments, how long they took, and which of them somebody reads.
import { randomUUID } from "node:crypto";

import type { Heads } from "#apps/demo/agreements.ts";
import type { Tx } from "#db/database.ts";
import { insertItem, insertRoomUse, insertTime, insertUse } from "#features/reporting/store.ts";
import { itemRows } from "#ledger/report-register.ts";
import type { AskedDepartment, ReportItem } from "#facts/reporting.ts";
import { type Day, addDays } from "#kit/day.ts";
import { diceOf } from "#kit/dice.ts";
import type { Tongue } from "#testing/demo/names.ts";

type Said = readonly [en: string, ru: string];

interface Asked extends Pick<ReportItem, "kind" | "askedOf" | "readerDepartment" | "fields" | "perWeek" | "statedMinutes"> {
  readonly name: Said;
  readonly reader: Said;
  readonly decision: Said;
  /** Minutes that it takes in truth, where it was timed. */
  readonly trueMinutes?: number;
  /** Its reader said lately that it was of use. */
  readonly isUsed?: boolean;
}

/** Four things of each department. Nobody has read the list of calls for a quarter, and the table of leads asks for what stands on record anyway. */
const asked: readonly Asked[] = [
  {
    name: ["Expected day of closing", "Ожидаемый день закрытия"],
    reader: ["Management", "Руководство"],
    decision: ["What the quarter will bring, and which deals need help", "Что принесёт квартал и каким сделкам нужна помощь"],
    kind: "field",
    askedOf: "sales",
    readerDepartment: "management",
    fields: ["deal.expectedCloseOn"],
    perWeek: null,
    statedMinutes: 0.5,
    trueMinutes: 0.6,
  },
  {
    name: ["Reason for a lost deal", "Причина потери сделки"],
    reader: ["Elena Zareva", "Елена Зарева"],
    decision: ["What to change in offer, price and materials", "Что изменить в предложении, цене и материалах"],
    kind: "field",
    askedOf: "sales",
    readerDepartment: "marketing",
    fields: ["deal.lossReason"],
    perWeek: null,
    statedMinutes: 1,
  },
  {
    name: ["Report of visits", "Отчёт о визитах"],
    reader: ["Viktor Rechnoy", "Виктор Речной"],
    decision: ["Which customers the head visits himself", "К каким клиентам руководитель едет сам"],
    kind: "report",
    askedOf: "sales",
    readerDepartment: "sales",
    fields: [],
    perWeek: 1,
    statedMinutes: 15,
    trueMinutes: 24,
    isUsed: true,
  },
  {
    name: ["List of the day's calls", "Список звонков за день"],
    reader: ["Elena Zareva", "Елена Зарева"],
    decision: ["Which leads to send first", "Какие лиды передавать первыми"],
    kind: "report",
    askedOf: "sales",
    readerDepartment: "marketing",
    fields: [],
    perWeek: 5,
    statedMinutes: 4,
    trueMinutes: 5,
  },
  {
    name: ["Grade of a lead", "Класс лида"],
    reader: ["Salespeople", "Продавцы"],
    decision: ["Whom to call first", "Кому звонить первым"],
    kind: "field",
    askedOf: "marketing",
    readerDepartment: "sales",
    fields: ["lead.grade"],
    perWeek: null,
    statedMinutes: 1,
    trueMinutes: 1.2,
  },
  {
    name: ["Campaign of a lead", "Кампания лида"],
    reader: ["Viktor Rechnoy", "Виктор Речной"],
    decision: ["Which campaigns to repeat, shrink or drop", "Какие кампании повторить, урезать или отменить"],
    kind: "field",
    askedOf: "marketing",
    readerDepartment: "sales",
    fields: ["lead.campaign"],
    perWeek: null,
    statedMinutes: 0.5,
  },
  {
    name: ["Table of the week's leads", "Таблица лидов за неделю"],
    reader: ["Viktor Rechnoy", "Виктор Речной"],
    decision: ["How many people call next week", "Сколько людей звонит на следующей неделе"],
    kind: "report",
    askedOf: "marketing",
    readerDepartment: "sales",
    fields: ["lead.channel", "lead.segment", "lead.grade"],
    perWeek: 1,
    statedMinutes: 30,
    trueMinutes: 35,
    isUsed: true,
  },
  {
    name: ["Summary of a campaign", "Итог кампании"],
    reader: ["Management", "Руководство"],
    decision: ["Where the budget goes", "Куда идёт бюджет"],
    kind: "report",
    askedOf: "marketing",
    readerDepartment: "management",
    fields: [],
    perWeek: 0.25,
    statedMinutes: 60,
    isUsed: true,
  },
];

const entries = 14;
/** Rooms are counted for longer than a quarter, so that what nobody used can be told. */
const countedDays = 120;

/** Puts the register on record; nothing happens where it stands already. `today` is the day on which the company is opened. */
export async function askForReports(
  tx: Tx,
  heads: Heads,
  { tongue, today, seed }: { readonly tongue: Tongue; readonly today: Day; readonly seed: number },
): Promise<void> {
  const { workspaceId } = heads.sales;
  if ((await itemRows(tx, workspaceId)).length > 0) return;
  const say = (text: Said) => text[tongue === "ru" ? 1 : 0];
  const dice = diceOf(seed ^ 0x7e507);
  const writer = (department: AskedDepartment) => (department === "sales" ? heads.sales : heads.marketing).memberId;
  for (const { name, reader, decision, trueMinutes, isUsed, ...rest } of asked) {
    const item: ReportItem = {
      ...rest,
      id: randomUUID(),
      name: say(name),
      reader: say(reader),
      decision: say(decision),
      askedFrom: addDays(today, -300),
      askedUntil: null,
      endedBecause: null,
    };
    await insertItem(tx, workspaceId, { item, by: writer(item.askedOf === "sales" ? "marketing" : "sales") });
    const timed = trueMinutes === undefined ? 0 : entries;
    for (let n = 0; n < timed; n++)
      await insertTime(tx, workspaceId, {
        id: randomUUID(),
        itemId: item.id,
        memberId: writer(item.askedOf),
        seconds: Math.max(1, Math.round(60 * trueMinutes! * Math.exp(0.35 * dice.normal()))),
      });
    if (isUsed) await insertUse(tx, workspaceId, { itemId: item.id, day: addDays(today, -6), department: item.readerDepartment });
  }
  const opened = [
    ["home", "management", countedDays],
    ["forecast", "management", 4],
    ["prices", "marketing", 9],
    ["score", "sales", 3],
    ["costs", "sales", 12],
  ] as const;
  for (const [room, department, daysAgo] of opened) await insertRoomUse(tx, workspaceId, { room, department, day: addDays(today, -daysAgo) });
}
