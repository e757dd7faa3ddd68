// Visitors taken down at the latest exhibition of the demo company's records, on the phone that went round, and what sales did with each: most called in time, two late, one returned.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";

import type { Heads } from "#apps/demo/agreements.ts";
import type { Tx } from "#db/database.ts";
import type { NextStep, StandGrade } from "#facts/stand.ts";
import { type Day, addDays } from "#kit/day.ts";
import { readHandoffClock } from "#ledger/handoff-rows.ts";
import { type NewAct, act } from "#ledger/handoff.ts";
import { takeEntry } from "#ledger/stand-leads.ts";
import type { Tongue } from "#testing/demo/names.ts";

type Said = readonly [en: string, ru: string];

interface Visitor {
  readonly name: Said;
  readonly company: Said;
  readonly reach: { readonly phone: string } | { readonly email: string };
  readonly grade: StandGrade;
  readonly nextStep: NextStep | null;
  readonly note: Said | null;
  /** Day of the show from 0, and hour on its clock. */
  readonly day: number;
  readonly hour: number;
  readonly tookMs: number;
  readonly by: "sales" | "marketing";
  /** Hours from the stand to the first call; null: sent back as no customer. */
  readonly calledAfter: number | null;
}

/** Few, so that no figure of the company is moved by them. */
const visitors: readonly Visitor[] = [
  {
    name: ["Helen Marsh", "Елена Маркова"],
    company: ["Northgate Clinics", "Клиники «Северные»"],
    reach: { phone: "+7 495 555 01 41" },
    grade: "A",
    nextStep: "visit",
    note: ["Two new buildings in spring, wants one pass for all doors.", "Два новых корпуса весной, нужен один пропуск на все двери."],
    day: 0,
    hour: 11,
    tookMs: 14_200,
    by: "sales",
    calledAfter: 5,
  },
  {
    name: ["Oliver Crane", "Олег Журавлёв"],
    company: ["Crane Logistics", "Журавль-Логистик"],
    reach: { email: "crane@cranelog.example" },
    grade: "A",
    nextStep: "offer",
    note: ["Yard of 4 ha, cameras at 30 posts.", "Двор 4 га, камеры на 30 столбах."],
    day: 0,
    hour: 14,
    tookMs: 17_900,
    by: "sales",
    calledAfter: 21,
  },
  {
    name: ["Ruth Adler", "Рита Орлова"],
    company: ["Adler Schools", "Гимназия «Орлёнок»"],
    reach: { email: "adler@schools.example" },
    grade: "B",
    nextStep: "call",
    note: ["Budget is decided in January.", "Бюджет решают в январе."],
    day: 0,
    hour: 15,
    tookMs: 12_600,
    by: "marketing",
    calledAfter: 26,
  },
  {
    name: ["Peter Lund", "Пётр Лунин"],
    company: ["Lund Bakery", "Пекарня Лунина"],
    reach: { phone: "+7 812 555 01 77" },
    grade: "C",
    nextStep: "call",
    note: null,
    day: 1,
    hour: 11,
    tookMs: 9_800,
    by: "marketing",
    calledAfter: 70,
  },
  {
    name: ["Marta Keller", "Мария Келлер"],
    company: ["Keller Works", "Завод Келлер"],
    reach: { phone: "+7 343 555 01 12" },
    grade: "A",
    nextStep: "visit",
    note: ["Gate of the plant, trucks every ten minutes.", "Проходная завода, фуры каждые десять минут."],
    day: 1,
    hour: 12,
    tookMs: 18_700,
    by: "sales",
    calledAfter: 98,
  },
  {
    name: ["Samuel Hart", "Семён Харитонов"],
    company: ["Hart Towers", "Харитонов и партнёры"],
    reach: { email: "hart@towers.example" },
    grade: "B",
    nextStep: "sample",
    note: ["Asked for a reader to try in one house.", "Просит считыватель на пробу в один дом."],
    day: 1,
    hour: 15,
    tookMs: 15_300,
    by: "marketing",
    calledAfter: 120,
  },
  {
    name: ["Ida Voss", "Ида Фосс"],
    company: ["Voss College", "Колледж Фосса"],
    reach: { email: "voss@college.example" },
    grade: "D",
    nextStep: null,
    note: ["A student, writes a paper.", "Студентка, пишет курсовую."],
    day: 2,
    hour: 11,
    tookMs: 8_400,
    by: "marketing",
    calledAfter: null,
  },
  {
    name: ["Frank Moor", "Фёдор Моров"],
    company: ["Moor Hotels", "Отели «Море»"],
    reach: { phone: "+7 862 555 01 30" },
    grade: "B",
    nextStep: "offer",
    note: ["Three hotels, locks in 240 rooms.", "Три отеля, замки в 240 номеров."],
    day: 2,
    hour: 13,
    tookMs: 16_100,
    by: "sales",
    calledAfter: 44,
  },
];

/** Nothing happens where somebody was taken down already. */
export async function takeVisitors(tx: Tx, heads: Heads, { tongue, today }: { readonly tongue: Tongue; readonly today: Day }): Promise<void> {
  const { workspaceId } = heads.sales;
  const show = await tx.maybe<{ id: string; startsOn: Day; endsOn: Day }>(
    `select p.id, p.starts_on as "startsOn", p.ends_on as "endsOn" from evenhand.project p
      where p.workspace_id = $1 and p.kind = 'exhibition' and p.ends_on < $2 and p.removed_at is null
        and exists (select 1 from evenhand.project_campaign c join evenhand.lead l on l.workspace_id = $1 and l.campaign = c.campaign_id
                     where c.workspace_id = $1 and c.project_id = p.id)
        and not exists (select 1 from evenhand.stand_lead s where s.workspace_id = $1) order by p.starts_on desc, p.id limit 1`,
    [workspaceId, today],
  );
  if (show === null) return;
  const products = await tx.rows<{ name: string }>("select name from evenhand.product where workspace_id = $1 and name is not null order by name", [
    workspaceId,
  ]);
  const say = (words: Said) => words[tongue === "ru" ? 1 : 0];
  const place = { workspaceId, project: show.id, clock: await readHandoffClock(tx, workspaceId), isMany: true };
  for (const [n, visitor] of visitors.entries()) {
    const day = addDays(show.startsOn, visitor.day);
    // Three hours behind the show's own clock; a shorter show sees all of them on its last day.
    const at = `${day > show.endsOn ? show.endsOn : day}T${String(visitor.hour - 3).padStart(2, "0")}:${String(10 + n * 5).padStart(2, "0")}:00.000Z`;
    const by = heads[visitor.by].memberId;
    const taken = await takeEntry(tx, place, {
      id: randomUUID(),
      way: "capture",
      name: say(visitor.name),
      company: say(visitor.company),
      title: null,
      phone: null,
      email: null,
      ...visitor.reach,
      grade: visitor.grade,
      products: products.length === 0 ? [] : [products[n % products.length]!.name],
      segments: [],
      interest: null,
      nextStep: visitor.nextStep,
      nextOn: visitor.nextStep === null ? null : addDays(day, 7),
      note: visitor.note && say(visitor.note),
      takenAt: at,
      file: null,
      line: null,
      takenById: by,
      sentById: by,
      deviceAt: at,
      receivedAt: at,
      tookMs: visitor.tookMs,
      photo: n === 0 ? cardIn(tongue) : null,
      hasPhoto: n === 0,
    });
    if (!taken.ok || taken.value.lead === null) throw new Error("a visitor of the demo's stand was not taken");
    await work(tx, heads, { lead: taken.value.lead, visitor, at, until: `${today}T06:00:00.000Z` });
  }
}

/** The first visitor's card, drawn: nobody's photo. */
const cardIn = (tongue: Tongue): Uint8Array => readFileSync(new URL(tongue === "ru" ? "card.ru.jpg" : "card.en.jpg", import.meta.url));

interface Worked {
  readonly lead: string;
  readonly visitor: Visitor;
  readonly at: string;
  /** What would be later has not happened yet. */
  readonly until: string;
}

/** What sales did: accepted and called, or sent back. */
async function work(tx: Tx, { sales, marketing }: Heads, { lead, visitor, at, until }: Worked): Promise<void> {
  const { workspaceId, memberId } = sales;
  const after = (hours: number) => new Date(Date.parse(at) + hours * 3_600_000).toISOString();
  const { calledAfter } = visitor;
  const acts: readonly Omit<NewAct, "lead" | "memberId">[] =
    calledAfter === null
      ? [
          { act: "returned", kind: "definitional", at: after(20) },
          { act: "kept", at: after(30) },
        ]
      : [
          { act: "accepted", at: after(Math.min(2, calledAfter / 2)) },
          { act: "attempted", kind: "call", isReached: true, at: after(calledAfter) },
        ];
  for (const one of acts) if (one.at! < until) await act(tx, workspaceId, { lead, memberId: one.act === "kept" ? marketing.memberId : memberId, ...one });
}
