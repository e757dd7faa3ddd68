// By the clock: a wave closes by itself, everybody who was asked is reminded in the same words, and the plan proposes the next wave.
import { randomInt, randomUUID } from "node:crypto";

import { ballotsIn, isReminderDue, nextTurn, stateOf, whyNotMode } from "#features/survey/rules.ts";
import {
  type WaveRow,
  askedIds,
  holdWave,
  insertWave,
  peopleToday,
  planRow,
  putPlan,
  sealedBox,
  setClosed,
  setReminded,
  todayOf,
  waveRows,
  whoSent,
} from "#features/survey/store.ts";
import type { Database, Tx } from "#db/database.ts";
import type { PulseBallot } from "#facts/survey.ts";
import { isAnonymous } from "#facts/survey.ts";
import { type ShownWave, disclosed, exactGroups } from "#evidence/survey/shown.ts";
import { type PulseTally, pulseTallyOf } from "#evidence/survey/pulse.ts";
import { type WaveTally, tallyOf } from "#evidence/survey/tally.ts";
import type { SurveyGroup } from "#facts/survey.ts";
import type { Day } from "#kit/day.ts";
import { diceOf } from "#kit/dice.ts";
import { type ClockWork, allWorkspaces } from "#ledger/clock-work.ts";
import { membersWithRole, settle, tell } from "#ledger/notices.ts";
import { readSegments } from "#ledger/survey-segments.ts";

const everyTenMinutes = 600_000;

/** What the key that seals the box is made for. */
export const surveyKey = "survey answers";
export const boxName = (workspaceId: string, waveId: string) => `survey ${workspaceId} ${waveId}`;
export const waveSubject = (id: string) => ({ kind: "survey", id });
const heads = ["head-of-sales", "head-of-marketing"] as const;

/** Chance that nobody can repeat. */
export const secretDice = () => diceOf(randomInt(2 ** 32));

/** Opens a sealed text that stands in the named place; null where the key is another. */
export type OpenSealed = (sealed: string, about: string) => string | null;

export function surveyWork(open: OpenSealed): ClockWork {
  return {
    name: "survey",
    every: everyTenMinutes,
    run: async ({ database, log, signal }) => {
      for (const workspaceId of await allWorkspaces(database)) {
        if (signal.aborted) return;
        const { unread } = await keepSurvey(database, workspaceId, open);
        if (unread > 0)
          log.error({ workspace: workspaceId }, "the answers of a survey could not be read: the server's secret is another than when they were sent");
      }
    },
  };
}

/** One turn of one workspace. `today` is said by tests alone. `unread`: waves whose answers could not be opened. */
export async function keepSurvey(database: Database, workspaceId: string, open: OpenSealed, today?: Day): Promise<{ unread: number }> {
  return database.inWorkspace(workspaceId, async (tx) => {
    const on = today ?? (await todayOf(tx, workspaceId));
    let unread = 0;
    const [latest] = await waveRows<WaveTally>(tx, workspaceId);
    if (latest !== undefined && stateOf(latest) === "open") {
      const wave = (await holdWave<WaveTally>(tx, workspaceId, latest.id))!;
      if (stateOf(wave) !== "open") return { unread };
      if (on > wave.closesOn!) unread = (await closeWave(tx, workspaceId, { wave, on, open })) ? 0 : 1;
      else await remind(tx, workspaceId, { wave, on });
    }
    await proposeByPlan(tx, workspaceId, on);
    return { unread };
  });
}

interface Closing {
  readonly wave: WaveRow<WaveTally>;
  readonly on: Day;
  readonly open: OpenSealed;
}

/** Counts what may be shown, lets the ballots go, and tells everybody who was asked at once. False: they could not be read. */
export async function closeWave(tx: Tx, workspaceId: string, { wave, on, open }: Closing): Promise<boolean> {
  let tally: WaveTally | PulseTally | null = null;
  let isRead = true;
  if (isAnonymous(wave.mode)) {
    const sealed = await sealedBox(tx, workspaceId, wave.id);
    const text = sealed === null ? "[]" : open(sealed, boxName(workspaceId, wave.id));
    isRead = text !== null;
    if (text !== null) tally = await counted(tx, workspaceId, { wave, text });
  }
  await setClosed(tx, workspaceId, { id: wave.id, on, tally });
  await settle(tx, workspaceId, { kinds: ["survey-opened", "survey-reminder"], subject: waveSubject(wave.id) });
  await tell(tx, workspaceId, {
    to: await askedIds(tx, workspaceId, wave.id),
    kind: "survey-closed",
    subject: waveSubject(wave.id),
    data: { number: wave.number },
  });
  await tx.notify("evenhand_survey", workspaceId);
  return isRead;
}

async function counted(tx: Tx, workspaceId: string, { wave, text }: { wave: WaveRow<WaveTally>; text: string }): Promise<WaveTally | PulseTally> {
  const sent = await whoSent(tx, workspaceId);
  const nobody = { sales: [], marketing: [] };
  const earlier = (await waveRows<WaveTally>(tx, workspaceId))
    .filter((row) => row.id !== wave.id && row.tally !== null)
    .toReversed()
    .map((row): ShownWave => {
      const { sales, marketing } = sent.get(row.id) ?? nobody;
      return { sales, marketing, statements: row.statements, groups: exactGroups(Object.keys(row.tally!.groups) as SurveyGroup[], row.tally!.leftOut) };
    });
  const own = sent.get(wave.id) ?? nobody;
  const shown = disclosed(own, { fewest: wave.fewest, isJoint: wave.mode === "joint", earlier, statements: wave.statements });
  const asked = await tx.one<{ sales: number; marketing: number }>(
    `select count(*) filter (where side = 'sales')::int as sales, count(*) filter (where side = 'marketing')::int as marketing
       from evenhand.survey_asked where workspace_id = $1 and wave_id = $2`,
    [workspaceId, wave.id],
  );
  const { statements } = wave;
  if (statements !== null) return pulseTallyOf(ballotsIn<PulseBallot>(text), { shown, asked, statements, dice: secretDice() });
  return tallyOf(ballotsIn(text), { shown, asked, questions: wave.questions, dice: secretDice() });
}

async function remind(tx: Tx, workspaceId: string, { wave, on }: { wave: WaveRow; on: Day }): Promise<void> {
  const { openedOn, closesOn, remindedOn } = wave;
  if (!isReminderDue({ openedOn: openedOn!, closesOn: closesOn!, remindedOn }, on)) return;
  await setReminded(tx, workspaceId, { id: wave.id, on });
  await tell(tx, workspaceId, {
    to: await askedIds(tx, workspaceId, wave.id),
    kind: "survey-reminder",
    subject: waveSubject(wave.id),
    data: { closesOn: closesOn! },
  });
}

/** Where a wave is still under way, or could not be held, the plan waits for its next day. */
async function proposeByPlan(tx: Tx, workspaceId: string, on: Day): Promise<void> {
  const plan = await planRow(tx, workspaceId);
  if (plan === null || plan.rhythm === "none" || plan.nextOn === null || plan.nextOn > on) return;
  let nextOn: Day = plan.nextOn;
  while (nextOn <= on) nextOn = nextTurn(nextOn, plan.rhythm)!;
  await putPlan(tx, workspaceId, { ...plan, nextOn });
  if (whyNotMode(plan.mode, { people: await peopleToday(tx, workspaceId), fewest: plan.fewest }) !== null) return;
  const id = randomUUID();
  const { mode, fewest, daysOpen } = plan;
  const isNew = await insertWave(tx, workspaceId, { id, mode, fewest, daysOpen, questions: [], segments: await readSegments(tx, workspaceId), on, by: null });
  if (!isNew) return;
  await tell(tx, workspaceId, {
    to: await membersWithRole(tx, workspaceId, heads),
    kind: "survey-planned",
    subject: waveSubject(id),
    data: { days: daysOpen },
  });
  await tx.notify("evenhand_survey", workspaceId);
}
