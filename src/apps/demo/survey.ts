// How the demo company's people answered two waves of the survey, half a year and a quarter ago, and a third that is open: answers drawn from a seed.
import { randomUUID } from "node:crypto";

import type { Heads } from "#apps/demo/agreements.ts";
import type { Tx } from "#db/database.ts";
import { type ShownWave, disclosed, exactGroups } from "#evidence/survey/shown.ts";
import { tallyOf } from "#evidence/survey/tally.ts";
import {
  type Ballot,
  type SurveySide,
  type SurveyStatement,
  mostAnswer,
  mostImportance,
  surveyOrientations,
  surveySkills,
  surveyStatements,
} from "#facts/survey.ts";
import { insertWave, setAgreed, setClosed, setOpened } from "#features/survey/store.ts";
import { type Day, addDays } from "#kit/day.ts";
import { type Dice, diceOf } from "#kit/dice.ts";
import { audit } from "#ledger/audit.ts";
import { readSegments } from "#ledger/survey-segments.ts";
import type { Tongue } from "#testing/demo/names.ts";

const statements = Object.keys(surveyStatements) as SurveyStatement[];

/** What each side thinks where it does not think like the other; else the level of the wave. */
const seen: Readonly<Record<SurveySide, Partial<Record<SurveyStatement, number>>>> = {
  sales: {
    "leads-followed-up": 4.2,
    "leads-worth-the-time": 2,
    "materials-used": 2.3,
    "reporting-light": 1.8,
    "budget-by-evidence": 2.2,
    "prices-by-rules": 3.4,
  },
  marketing: {
    "leads-followed-up": 1.9,
    "leads-worth-the-time": 4,
    "materials-used": 3.8,
    "outcomes-come-back": 1.7,
    "reporting-light": 3.4,
    "prices-by-rules": 1.9,
  },
};

interface Wave {
  readonly ago: number;
  /** Days it was open. */
  readonly days: number;
  readonly level: number;
  /** Of sales, how many did not answer. */
  readonly silent: number;
}
const closed: readonly Wave[] = [
  { ago: 190, days: 14, level: 2.7, silent: 2 },
  { ago: 98, days: 14, level: 3.1, silent: 1 },
];

const question = {
  id: "q1",
  kind: "words",
  text: { en: "What would help most in the next quarter?", ru: "Что больше всего помогло бы в следующем квартале?" },
} as const;
const comments: Readonly<Record<Tongue, readonly string[]>> = {
  en: ["One list of leads that both trust.", "Call the leads of a fair in the same week.", "Fewer reports.", "Tell us of a campaign before the customer does."],
  ru: [
    "Один список лидов, которому верят обе стороны.",
    "Звонить лидам с выставки на той же неделе.",
    "Меньше отчётов.",
    "Говорить нам о кампании раньше, чем о ней узнает клиент.",
  ],
};

interface Made {
  readonly today: Day;
  readonly tongue: Tongue;
  readonly seed: number;
}

interface Person {
  readonly id: string;
  readonly side: SurveySide;
}

/** Nothing happens where a wave stands already. */
export async function askHowItGoes(tx: Tx, heads: Heads, { today, tongue, seed }: Made): Promise<void> {
  const { workspaceId } = heads.sales;
  if ((await tx.maybe("select 1 from evenhand.survey_wave where workspace_id = $1 limit 1", [workspaceId])) !== null) return;
  const segments = (await readSegments(tx, workspaceId)).slice(0, 6);
  const questions = [{ ...question, text: question.text[tongue] }];
  const earlier: ShownWave[] = [];
  for (const [n, wave] of closed.entries()) {
    const dice = diceOf(seed * 1000 + n);
    const openedOn = addDays(today, -wave.ago);
    const people = await peopleOn(tx, workspaceId, openedOn);
    const sellers = people.filter(({ side }) => side === "sales");
    const answering = people.filter((person) => !sellers.slice(-wave.silent).includes(person));
    const id = await openedWave(tx, heads, { openedOn, days: wave.days, questions, segments, people, answering });
    const ballots = answering.map(({ side }, place) => ballotOf(dice, { side, level: wave.level, segments, said: comments[tongue][place] }));
    const ids = (side: SurveySide) => answering.filter((person) => person.side === side).map((person) => person.id);
    const answered = { sales: ids("sales"), marketing: ids("marketing") };
    const shown = disclosed(answered, { fewest: 5, isJoint: false, earlier });
    earlier.push({ sales: answered.sales, marketing: answered.marketing, groups: exactGroups(shown.groups, shown.leftOut) });
    const asked = { sales: sellers.length, marketing: people.length - sellers.length };
    await setClosed(tx, workspaceId, { id, on: addDays(openedOn, wave.days + 1), tally: tallyOf(ballots, { shown, asked, questions, dice }) });
  }
  const openedOn = addDays(today, -4);
  const people = await peopleOn(tx, workspaceId, openedOn);
  await openedWave(tx, heads, { openedOn, days: 14, questions, segments, people, answering: [] });
}

/** None of them signs in, so that they are asked by their dates of service alone. */
async function peopleOn(tx: Tx, workspaceId: string, day: Day): Promise<Person[]> {
  return tx.rows(
    `select id, department as side from evenhand.member
      where workspace_id = $1 and department in ('sales', 'marketing') and user_id is null
        and (served_from is null or served_from <= $2) and (served_until is null or served_until > $2) order by role, name, id`,
    [workspaceId, day],
  );
}

interface Opened {
  readonly openedOn: Day;
  readonly days: number;
  readonly questions: readonly { readonly id: string; readonly kind: "words"; readonly text: string }[];
  readonly segments: readonly string[];
  readonly people: readonly Person[];
  readonly answering: readonly Person[];
}

async function openedWave(tx: Tx, heads: Heads, { openedOn, days, questions, segments, people, answering }: Opened): Promise<string> {
  const { workspaceId } = heads.sales;
  const id = randomUUID();
  const on = addDays(openedOn, -3);
  await insertWave(tx, workspaceId, { id, mode: "sides", fewest: 5, daysOpen: days, questions, segments, on, by: heads.marketing.memberId });
  for (const side of ["sales", "marketing"] as const) await setAgreed(tx, workspaceId, { id, side, memberId: heads[side].memberId });
  await setOpened(tx, workspaceId, { id, openedOn, closesOn: addDays(openedOn, days) });
  await tx.run(
    `insert into evenhand.survey_asked (workspace_id, wave_id, member_id, side, has_sent)
     select $1, $2, id, side, sent from unnest($3::uuid[], $4::text[], $5::boolean[]) as t(id, side, sent) order by random()`,
    [workspaceId, id, people.map((one) => one.id), people.map(({ side }) => side), people.map((one) => answering.includes(one))],
  );
  await audit(tx, heads.sales, { act: "survey.opened", subjectKind: "survey", subjectId: id, after: { mode: "sides", fewest: 5 } });
  return id;
}

interface Drawn {
  readonly side: SurveySide;
  readonly level: number;
  readonly segments: readonly string[];
  readonly said: string | undefined;
}

/** A person is of one mind: what they think of the whole moves all their answers. */
function ballotOf(dice: Dice, { side, level, segments, said }: Drawn): Ballot {
  const mood = dice.normal() * 0.35;
  const answer = (mean: number, most = mostAnswer) => Math.min(most, Math.max(1, Math.round(mean + mood + dice.normal() * 0.6)));
  const record = <K extends string>(keys: readonly K[], of: (key: K) => number) => Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<K, number>;
  const isSales = side === "sales";
  // Each side has its own customers in mind, and one that both have.
  const own = isSales ? segments : segments.toReversed();
  return {
    side,
    statements: record(statements, (statement) => answer(seen[side][statement] ?? level)),
    importance: record(statements, (statement) => answer(statement in seen[side] ? 2.7 : 2.1, mostImportance)),
    own: answer(4),
    other: answer(2.6),
    orientations: record(surveyOrientations, () => answer(isSales ? 1.9 : 3.9)),
    skills: record(surveySkills, (key) => answer(key === "market" ? (isSales ? 4.2 : 2.9) : key === "product" ? 3.6 : 3.2)),
    segments: segments.length > 3 ? [segments[0]!, ...own.filter((one) => one !== segments[0]).slice(0, 2)] : [],
    scales: {},
    words: said === undefined ? {} : { [question.id]: said },
  };
}
