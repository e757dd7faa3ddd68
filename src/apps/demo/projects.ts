// The demo's joint projects: the exhibitions of its two years with what came of them, and the next one, half prepared.
import { randomUUID } from "node:crypto";

import type { Heads } from "#apps/demo/agreements.ts";
import type { Tx } from "#db/database.ts";
import { insertVerdict, insertWord, setAgreed } from "#features/debriefs/store.ts";
import { tasksFrom, usualTemplate } from "#features/projects/rules.ts";
import { insertLine, insertProject, insertReadiness, insertShift, insertTask, setCampaigns, setGoals, setTaskState } from "#features/projects/store.ts";
import type { DebriefPart } from "#facts/debriefs.ts";
import { type Day, addDays } from "#kit/day.ts";
import { addProjectChange, projectRows, projectTasks } from "#ledger/project-facts.ts";
import type { Tongue } from "#testing/demo/names.ts";

interface Show {
  readonly id: string;
  readonly name: string;
  readonly startsOn: Day;
  readonly endsOn: Day;
  readonly plannedCost: number | null;
}

type Said = Readonly<Record<Tongue, string>>;
const timeZone = "Europe/Moscow";
const places: Said = { en: "Hall 3, stand B12", ru: "Зал 3, стенд B12" };

/** What the two sides said of the latest show whose leads are on record. */
const words: readonly { readonly side: "sales" | "marketing"; readonly part: DebriefPart; readonly grade: number; readonly said: Said }[] = [
  { side: "sales", part: "preparation", grade: 2, said: { en: "We learnt who stands there a week before.", ru: "Кто стоит на стенде, мы узнали за неделю." } },
  { side: "marketing", part: "preparation", grade: 4, said: { en: "Invitations went out on time.", ru: "Приглашения ушли вовремя." } },
  { side: "sales", part: "event", grade: 4, said: { en: "The demo wall stopped people.", ru: "У демонстрационной стены останавливались." } },
  { side: "marketing", part: "event", grade: 4, said: { en: "Every lead had a grade.", ru: "У каждого лида стоял класс." } },
  {
    side: "marketing",
    part: "follow-up",
    grade: 1,
    said: { en: "Half of them waited more than a week for a call.", ru: "Половина ждала звонка больше недели." },
  },
  { side: "sales", part: "follow-up", grade: 3, said: { en: "Two people for two hundred leads.", ru: "Двое на двести лидов." } },
];

const reason: Said = {
  en: "The dearest lead here still costs less than one from the trade press.",
  ru: "Самый дорогой лид здесь дешевле лида из отраслевой прессы.",
};

/** Planned once, however often the demo is taken up again. */
export async function planProjects(tx: Tx, heads: Heads, { tongue, today }: { readonly tongue: Tongue; readonly today: Day }): Promise<void> {
  const { workspaceId } = heads.sales;
  if ((await projectRows(tx, workspaceId)).length > 0) return;
  const shows = await showsOnRecord(tx, workspaceId);
  const past = shows.filter(({ endsOn }) => endsOn < today);
  const made: { id: string; show: Show }[] = [];
  for (const show of past) {
    const previous = made.findLast((one) => sameShow(one.show, show))?.id ?? null;
    made.push({ show, id: await putProject(tx, heads, { show, previous, tongue, today }) });
  }
  // What is said of a show rests on its leads: the records may end before the last one.
  const known = new Set(
    (await tx.rows<{ campaign: string }>("select distinct campaign from evenhand.lead where workspace_id = $1", [workspaceId])).map(({ campaign }) => campaign),
  );
  const [before, latest] = made.filter(({ show }) => known.has(show.id)).slice(-2);
  if (latest !== undefined) await speak(tx, heads, { projectId: latest.id, tongue });
  if (before !== undefined) await judge(tx, heads, { projectId: before.id, tongue });
  const next = made.find(({ show }) => addDays(show.startsOn, 728) > today) ?? made.at(-1);
  if (next !== undefined) await prepareNext(tx, heads, { last: next, tongue, today });
}

async function showsOnRecord(tx: Tx, workspaceId: string): Promise<Show[]> {
  return tx.rows<Show>(
    `select id, coalesce(name, id) as name, starts_on as "startsOn", coalesce(ends_on, starts_on) as "endsOn", planned_cost::float8 as "plannedCost"
       from evenhand.campaign where workspace_id = $1 and id like 'C-show-%' and starts_on is not null order by starts_on, id`,
    [workspaceId],
  );
}

/** 'C-show-spring-2025' and 'C-show-spring-2026' are two editions of one. */
const sameShow = (one: Show, other: Show) => one.id.replace(/-\d{4}$/, "") === other.id.replace(/-\d{4}$/, "");

interface Put {
  readonly show: Show;
  readonly previous: string | null;
  readonly tongue: Tongue;
  readonly today: Day;
}

async function putProject(tx: Tx, { sales, marketing }: Heads, { show, previous, tongue, today }: Put): Promise<string> {
  const { workspaceId } = marketing;
  const id = randomUUID();
  const content = usualTemplate("exhibition", tongue);
  const detail = { name: show.name, place: places[tongue], startsOn: show.startsOn, endsOn: show.endsOn, timeZone, note: "", previousId: previous };
  const owners = { salesOwnerId: sales.memberId, marketingOwnerId: marketing.memberId };
  await insertProject(tx, workspaceId, { ...detail, ...owners, id, kind: "exhibition", template: "exhibition", by: marketing.memberId });
  for (const task of tasksFrom(content, show, today)) await insertTask(tx, workspaceId, { ...task, id: randomUUID(), projectId: id, ownerId: null });
  const planned = show.plannedCost ?? 0;
  for (const line of content.lines) {
    const share = line.kind === "space" ? 0.35 : line.kind === "stand" ? 0.3 : 0.35 / Math.max(1, content.lines.length - 2);
    await insertLine(tx, workspaceId, { ...line, planned: Math.round(planned * share), id: randomUUID(), projectId: id, committed: 0, actual: null });
  }
  const goals = [
    { key: "contacts", planned: 250 },
    { key: "leads", planned: 150 },
    { key: "leads-a", planned: 40 },
    { key: "won", planned: 12 },
    ...(planned > 0 ? [{ key: "cost", planned } as const] : []),
  ] as const;
  await setGoals(tx, workspaceId, { id, goals });
  if (show.endsOn < today) await setCampaigns(tx, workspaceId, { id, campaigns: [show.id] });
  await putStaff(tx, { sales, marketing }, { id, show });
  await addProjectChange(tx, workspaceId, {
    projectId: id,
    act: "begun",
    said: { kind: "exhibition", startsOn: show.startsOn, endsOn: show.endsOn },
    by: marketing.memberId,
  });
  return id;
}

/** Both heads stand there themselves, half a day each. */
async function putStaff(tx: Tx, { sales, marketing }: Heads, { id, show }: { readonly id: string; readonly show: Show }): Promise<void> {
  for (let day = show.startsOn; day <= show.endsOn; day = addDays(day, 1)) {
    const shift = { projectId: id, person: "", day, role: "stand" } as const;
    await insertShift(tx, sales.workspaceId, { ...shift, id: randomUUID(), memberId: sales.memberId, fromMinute: 600, toMinute: 840 });
    await insertShift(tx, sales.workspaceId, { ...shift, id: randomUUID(), memberId: marketing.memberId, fromMinute: 840, toMinute: 1080 });
  }
}

async function speak(tx: Tx, heads: Heads, { projectId, tongue }: { readonly projectId: string; readonly tongue: Tongue }): Promise<void> {
  for (const { side, part, grade, said } of words)
    await insertWord(tx, heads.sales.workspaceId, { id: randomUUID(), projectId, side, part, grade, said: said[tongue], by: heads[side].memberId });
}

async function judge(tx: Tx, heads: Heads, { projectId, tongue }: { readonly projectId: string; readonly tongue: Tongue }): Promise<void> {
  const id = randomUUID();
  const { workspaceId } = heads.sales;
  await insertVerdict(tx, workspaceId, {
    id,
    projectId,
    verdict: "repeat",
    reason: reason[tongue],
    side: "marketing",
    by: heads.marketing.memberId,
    restedOn: null,
  });
  await setAgreed(tx, workspaceId, { id, by: heads.sales.memberId });
}

interface Next {
  readonly last: { readonly id: string; readonly show: Show };
  readonly tongue: Tongue;
  readonly today: Day;
}

/** The edition that comes: what was due is done but for two tasks, marketing is ready, sales is not yet. */
async function prepareNext(tx: Tx, heads: Heads, { last, tongue, today }: Next): Promise<void> {
  const { workspaceId } = heads.sales;
  let [startsOn, endsOn] = [last.show.startsOn, last.show.endsOn];
  // The same days of the week a year later, as often as it takes to lie ahead.
  while (startsOn <= addDays(today, 20)) [startsOn, endsOn] = [addDays(startsOn, 364), addDays(endsOn, 364)];
  const name = last.show.name.replace(/\d{4}$/, startsOn.slice(0, 4));
  const id = await putProject(tx, heads, { show: { ...last.show, id: "", name, startsOn, endsOn }, previous: last.id, tongue, today });
  const late = (await projectTasks(tx, workspaceId, id)).filter(({ dueOn }) => dueOn <= today);
  for (const task of late.slice(0, -2)) await setTaskState(tx, workspaceId, { id: task.id, state: "done", by: heads.marketing.memberId });
  const word = { projectId: id, said: "" };
  await insertReadiness(tx, workspaceId, { ...word, id: randomUUID(), side: "marketing", level: "nearly", by: heads.marketing.memberId });
  await insertReadiness(tx, workspaceId, { ...word, id: randomUUID(), side: "sales", level: "not-yet", by: heads.sales.memberId });
}
