// What the demo company's sellers say to marketing and what came of it: comments, requests for material, and ratings of campaigns.
import { randomUUID } from "node:crypto";

import type { Heads } from "#apps/demo/agreements.ts";
import type { Tx } from "#db/database.ts";
import type { FeedbackAbout, FeedbackMood, FeedbackOutcome } from "#facts/feedback.ts";
import { campaignsWithWorkers, feedbackRows, insertFeedback, insertWord, saveRating, setOutcome, setTaken } from "#features/feedback/store.ts";
import type { Tongue } from "#testing/demo/names.ts";

interface Said {
  readonly mood: FeedbackMood;
  readonly kind: FeedbackAbout;
  readonly name: readonly [en: string, ru: string];
  readonly said: readonly [en: string, ru: string];
  readonly daysAgo: number;
  readonly seconds: number;
  /** Hours after which the answer came. */
  readonly answer?: { readonly hours: number; readonly said: readonly [en: string, ru: string] };
  readonly came?: { readonly outcome: FeedbackOutcome; readonly said: readonly [en: string, ru: string]; readonly link?: string };
  readonly isTaken?: boolean;
}

/** Some of it works and some does not; most is answered in time, one is overdue. */
const told: readonly Said[] = [
  {
    mood: "does-not-work",
    kind: "material",
    name: ["Installer's flyer", "Листовка для монтажников"],
    said: ["Installers ask about fire classes. The flyer is silent on them.", "Монтажники спрашивают о классах огнестойкости. В листовке о них ни слова."],
    daysAgo: 20,
    seconds: 8,
    answer: { hours: 5, said: ["Right. A table goes onto the back.", "Верно. Таблицу поставим на оборот."] },
    came: { outcome: "changed", said: ["The second edition has the table.", "Во втором издании таблица есть."] },
  },
  {
    mood: "works",
    kind: "material",
    name: ["Calculator of savings", "Калькулятор экономии"],
    said: ["Two hotels opened it in front of me and asked for an offer.", "Две гостиницы открыли его при мне и попросили предложение."],
    daysAgo: 16,
    seconds: 6,
    answer: { hours: 20, said: ["Good to know. We put it on the first page.", "Спасибо. Вынесем на первую страницу."] },
  },
  {
    mood: "question",
    kind: "price",
    name: ["Service contract", "Договор на обслуживание"],
    said: ["Which price holds for a second year?", "Какая цена на второй год?"],
    daysAgo: 12,
    seconds: 5,
    answer: { hours: 3, said: ["The same plus the index, see the price list.", "Та же с поправкой на индекс, см. прайс-лист."] },
    came: { outcome: "closed", said: ["", ""] },
  },
  {
    mood: "does-not-work",
    kind: "competitor",
    name: ["Granit Doors", "Гранит-Двери"],
    said: [
      "They promise delivery in ten days and show it in the offer. We say nothing about ours.",
      "Обещают поставку за десять дней прямо в предложении. Мы о своей молчим.",
    ],
    daysAgo: 6,
    seconds: 11,
  },
  {
    mood: "request",
    kind: "material",
    name: ["A case for clinics", "Пример по клиникам"],
    said: ["A case of a clinic with figures, two pages", "Пример клиники с цифрами, две страницы"],
    daysAgo: 15,
    seconds: 9,
    came: { outcome: "delivered", said: ["Both languages lie there.", "Лежит на двух языках."], link: "https://files.sectorvision.example/clinic-case.pdf" },
    isTaken: true,
  },
  {
    mood: "request",
    kind: "material",
    name: ["Presentation for developers", "Презентация для застройщиков"],
    said: ["Ten slides for a developer's buyers, without prices", "Десять слайдов для закупщиков застройщика, без цен"],
    daysAgo: 1,
    seconds: 9,
    isTaken: true,
  },
];

const reasons: readonly (readonly [stars: number, en: string, ru: string])[] = [
  [4, "People who had a project and a date.", "Люди с проектом и сроком."],
  [5, "Two of mine are in negotiation.", "Двое моих уже на переговорах."],
  [3, "Half knew what they wanted.", "Половина знала, чего хочет."],
  [2, "Mostly students and neighbours of the stand.", "В основном студенты и соседи по стенду."],
  [4, "Good questions, short answers.", "Хорошие вопросы, короткие ответы."],
  [3, "Fine, but half a year too early.", "Хорошо, но на полгода раньше времени."],
];

/** Nothing happens where somebody has said something already. */
export async function giveDemoFeedback(tx: Tx, heads: Heads, tongue: Tongue): Promise<void> {
  const { workspaceId } = heads.sales;
  const place = tongue === "ru" ? 1 : 0;
  const any = { now: new Date().toISOString(), state: null, mood: null, about: null, askedBy: null, limit: 1, offset: 0 } as const;
  if ((await feedbackRows(tx, workspaceId, any)).total > 0) return;
  const sellers = await tx.rows<{ id: string }>(
    "select id from evenhand.member where workspace_id = $1 and role = 'sales' and (served_until is null or served_until > now()) order by name, id limit 4",
    [workspaceId],
  );
  const marketer = heads.marketing.memberId;
  for (const [n, one] of told.entries()) {
    const id = randomUUID();
    const askedAt = Date.now() - one.daysAgo * 86_400_000;
    const by = sellers[n % sellers.length]?.id ?? heads.sales.memberId;
    const dueAt = new Date(askedAt + (one.mood === "request" ? 7 : 3) * 86_400_000).toISOString();
    const about = { kind: one.kind, id: null, name: one.name[place] };
    await insertFeedback(tx, workspaceId, { id, mood: one.mood, about, said: one.said[place], by, dueAt, tookMs: one.seconds * 1000 });
    if (one.isTaken) await setTaken(tx, workspaceId, { id, by: marketer });
    if (one.answer)
      await insertWord(tx, workspaceId, { feedback: id, by: marketer, said: one.answer.said[place], via: n === 0 ? "mail" : "page", answers: true });
    if (one.came) {
      const isClosed = one.came.outcome === "closed";
      const said = isClosed ? null : one.came.said[place];
      await setOutcome(tx, workspaceId, { id, outcome: one.came.outcome, by: isClosed ? by : marketer, said, link: one.came.link ?? null, answers: !isClosed });
    }
    await datedBack(tx, workspaceId, { id, askedAt, hours: one.answer?.hours ?? 30 });
  }
  await rateCampaigns(tx, workspaceId, place);
}

/** What was just written down happened on its own day. */
async function datedBack(tx: Tx, workspaceId: string, { id, askedAt, hours }: { id: string; askedAt: number; hours: number }): Promise<void> {
  const [asked, answered] = [new Date(askedAt).toISOString(), new Date(askedAt + hours * 3_600_000).toISOString()];
  await tx.run(
    `update evenhand.feedback set asked_at = $3, taken_at = case when taken_at is not null then $3::timestamptz + interval '20 minutes' end,
            answered_at = case when answered_at is not null then $4::timestamptz end, outcome_at = case when outcome_at is not null then $4::timestamptz + interval '1 day' end
      where workspace_id = $1 and id = $2`,
    [workspaceId, id, asked, answered],
  );
  await tx.run("update evenhand.feedback_word set at = $3 where workspace_id = $1 and feedback_id = $2", [workspaceId, id, answered]);
}

/** The campaigns that most people worked on, as those people see them. */
async function rateCampaigns(tx: Tx, workspaceId: string, place: 0 | 1): Promise<void> {
  const campaigns = await campaignsWithWorkers(tx, workspaceId, null);
  const busiest = campaigns.toSorted((a, b) => b.workers.length - a.workers.length).slice(0, 3);
  for (const [n, campaign] of busiest.entries()) {
    // The first has enough ratings for a mean, the others do not.
    for (const [m, by] of campaign.workers.slice(0, n === 0 ? reasons.length : 3).entries()) {
      const [stars, en, ru] = reasons[(n + m) % reasons.length]!;
      await saveRating(tx, workspaceId, { campaign: campaign.id, by, stars, reason: place === 1 ? ru : en });
    }
  }
}
