// Answers about the survey: the waves, one with its figures, and the acts of those who run it, agree to it and answer it.
// Long because: a wave is read here in the order in which it goes, from its proposal to its answers and figures.
import { randomUUID } from "node:crypto";

import { whyNotAgree, whyNotAnswer, whyNotExtend, whyNotReadNamed, whyNotReadSurvey, whyNotRun, whyNotWithdraw } from "#features/survey/access.ts";
import {
  agreeToWave,
  extendWave,
  extendsBy,
  listTwinLevels,
  proposeWave,
  readSurvey,
  readTwins,
  readWave,
  sendAnswers,
  setSurveyPlan,
  setTwinLevel,
  withdrawWave,
} from "#features/survey/contract.ts";
import { boxName, secretDice, surveyKey, waveSubject } from "#features/survey/jobs.ts";
import {
  ballotOf,
  ballotsIn,
  boxText,
  courseOf,
  pulseTally,
  pulseView,
  resultView,
  stateOf,
  waveView,
  wholeTally,
  whyNotBallot,
  whyNotMode,
  whyNotModes,
  type ReadTwins,
  periodOfWave,
  twinsView,
} from "#features/survey/rules.ts";
import {
  type WaveRow,
  askPeople,
  askedIds,
  holdWave,
  insertLevel,
  insertNamed,
  insertWave,
  namedRows,
  ownPlace,
  participation,
  peopleToday,
  planRow,
  putBox,
  putPlan,
  sealedBox,
  setAgreed,
  setClosed,
  setExtended,
  setOpened,
  setSent,
  setWithdrawn,
  waveRows,
} from "#features/survey/store.ts";
import { words } from "#features/survey/words.en.ts";
import type { Tx } from "#db/database.ts";
import type { WaveTally } from "#evidence/survey/tally.ts";
import { type Asker, isHead } from "#facts/department.ts";
import { isReasonOfRole } from "#facts/signatures.ts";
import { type Ballot, fewestShown, isAnonymous } from "#facts/survey.ts";
import { ownLevels, usualLevels } from "#facts/survey-twins.ts";
import { deny, invalid, missing } from "#http/answers.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Route, serve } from "#http/route.ts";
import { seal, unseal } from "#http/secrets.ts";
import { type Day, addDays } from "#kit/day.ts";
import { type Refusal, refuse } from "#kit/refusal.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { audit } from "#ledger/audit.ts";
import { nameOf } from "#ledger/meetings.ts";
import { membersWithRole, settle, tell } from "#ledger/notices.ts";
import { levelsNow, levelsSet } from "#ledger/survey-levels.ts";
import { readSegments } from "#ledger/survey-segments.ts";

const options = { sentences: sentencesOf(words) };
const heads = ["head-of-sales", "head-of-marketing"] as const;
const saidNo = (why: string) => (why === "role-only-reads" || isReasonOfRole(why) || why === "not-asked" ? deny(why) : refuse(why));
const noteOf = (id: string) => ({ subjectKind: "survey", subjectId: id });

/** `twins` gives the facts that stand beside the statements. */
export const routesWith = (twins: ReadTwins<MemberQuestion>): readonly Route[] => [
  serve(
    readTwins,
    async (question) => {
      const { asker, database, params } = question;
      const why = whyNotReadSurvey(asker);
      if (why !== null) return deny(why);
      const rows = await database.inWorkspace(asker.workspaceId, (tx) => waveRows<WaveTally>(tx, asker.workspaceId), { readOnly: true });
      const wave = rows.find(({ id }) => id === params.id);
      if (wave === undefined) return missing();
      if (wave.closedOn === null || wholeTally(wave) === null || noneShown(wave.tally!) !== null) return refuse("nothing-to-show");
      const period = periodOfWave(wave.closedOn);
      return twinsView(wave.tally!, await twins(question, period), period);
    },
    { ...options, runsBeside: true },
  ),
  serve(
    readSurvey,
    async ({ asker, database, asOf, workspace }) => {
      const why = whyNotReadSurvey(asker);
      if (why !== null) return deny(why);
      return database.inWorkspace(
        asker.workspaceId,
        async (tx) => {
          const took = byWave(await participation(tx, asker.workspaceId, asker.memberId));
          const rows = await waveRows<WaveTally>(tx, asker.workspaceId);
          const people = await peopleToday(tx, asker.workspaceId);
          const isUnderWay = rows.some((row) => ["open", "proposed"].includes(stateOf(row)));
          return {
            waves: rows.map((row) => waveView(row, took.get(row.id), { asker, today: asOf })),
            plan: await planRow(tx, asker.workspaceId),
            today: asOf,
            people,
            whyNotModes: whyNotModes(people, fewestShown),
            segments: await readSegments(tx, asker.workspaceId),
            whyNotPropose: whyNotRun(asker) ?? (isUnderWay ? "wave-under-way" : null),
            whyNotPlan: whyNotRun(asker),
            me: {
              memberId: asker.memberId,
              department: asker.department,
              isVisitor: workspace.isDemo && asker.department !== "sales" && asker.department !== "marketing",
            },
          };
        },
        { readOnly: true },
      );
    },
    options,
  ),
  serve(
    readWave,
    async ({ asker, database, asOf, params }) => {
      const why = whyNotReadSurvey(asker);
      if (why !== null) return deny(why);
      return database.inWorkspace(
        asker.workspaceId,
        async (tx) => {
          const rows = await waveRows<WaveTally>(tx, asker.workspaceId);
          const place = rows.findIndex(({ id }) => id === params.id);
          const row = rows[place];
          if (row === undefined) return missing();
          const took = byWave(await participation(tx, asker.workspaceId, asker.memberId)).get(row.id);
          const wave = waveView(row, took, { asker, today: asOf });
          const isClosed = wave.state === "closed";
          const whyNotNamed = whyNotReadNamed({ mode: row.mode, mine: took?.mySide == null ? null : { hasSent: took.hasSent } });
          const named = isClosed && !isAnonymous(row.mode) && whyNotNamed === null ? await namedRows(tx, asker.workspaceId, row.id) : null;
          return {
            wave,
            result: wholeTally(row) === null ? null : resultView(wholeTally(row)!, rows.slice(place + 1)),
            pulse: pulseTally(row) === null ? null : pulseView(pulseTally(row)!, rows.slice(place + 1)),
            whyNot: isClosed && isAnonymous(row.mode) ? (row.tally === null ? "answers-unreadable" : noneShown(row.tally)) : null,
            named:
              named?.map(({ memberId, name, ballot: { side, ...ballot } }) => ({
                memberId,
                name,
                side,
                sum: Object.values(ballot.statements).reduce((sum, answer) => sum + answer, 0),
                ballot: { ...ballot, segments: [...ballot.segments] },
              })) ?? null,
            whyNotNamed,
            course: courseOf(rows),
          };
        },
        { readOnly: true },
      );
    },
    options,
  ),
  serve(
    proposeWave,
    async ({ asker, database, asOf, body }) => {
      const why = whyNotRun(asker);
      if (why !== null) return deny(why);
      if (new Set(body.segments).size < body.segments.length) return invalid("segments-twice");
      // A pulse asks for its statements alone: what else a whole wave asks for is left out.
      const pulse = body.statements;
      if (pulse !== null && !isAnonymous(body.mode)) return invalid("pulse-is-anonymous");
      if (pulse !== null && new Set(pulse).size < pulse.length) return invalid("statements-twice");
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        const whyNot = whyNotMode(body.mode, { people: await peopleToday(tx, asker.workspaceId), fewest: body.fewest });
        if (whyNot !== null) return refuse(whyNot);
        const id = randomUUID();
        const questions = (pulse === null ? body.questions : []).map((question, place) => Object.assign({ id: `q${place + 1}` }, question));
        const { mode, fewest, daysOpen } = body;
        const segments = pulse === null ? body.segments : [];
        if (!(await insertWave(tx, asker.workspaceId, { id, mode, fewest, daysOpen, segments, questions, statements: pulse, on: asOf, by: asker.memberId })))
          return refuse("wave-under-way");
        await audit(tx, asker, { act: "survey.proposed", ...noteOf(id), after: { mode, fewest, daysOpen, statements: pulse } });
        if (isHead(asker.role)) await setAgreed(tx, asker.workspaceId, { id, side: sideOfHead(asker), memberId: asker.memberId });
        const to = await membersWithRole(tx, asker.workspaceId, heads, [asker.memberId]);
        await tell(tx, asker.workspaceId, { to, kind: "survey-asked", subject: waveSubject(id), data: { who: await nameOf(tx, asker), days: daysOpen } });
        await tx.notify("evenhand_survey", asker.workspaceId);
        return { id };
      });
    },
    options,
  ),
  serve(
    agreeToWave,
    async ({ asker, database, asOf, params }) =>
      database.inWorkspace(asker.workspaceId, async (tx) => {
        const wave = await holdWave(tx, asker.workspaceId, params.id);
        if (wave === null) return missing();
        const why = whyNotAgree(asker, { state: stateOf(wave), salesBy: wave.salesBy, marketingBy: wave.marketingBy });
        if (why !== null) return saidNo(why);
        const side = sideOfHead(asker);
        const isOpen = (side === "sales" ? wave.marketingBy : wave.salesBy) !== null;
        if (isOpen) {
          const whyNot = whyNotMode(wave.mode, { people: await peopleToday(tx, asker.workspaceId), fewest: wave.fewest });
          if (whyNot !== null) return refuse(whyNot);
        }
        await setAgreed(tx, asker.workspaceId, { id: wave.id, side, memberId: asker.memberId });
        await settle(tx, asker.workspaceId, { kinds: isOpen ? ["survey-asked", "survey-planned"] : [], subject: waveSubject(wave.id) });
        await audit(tx, asker, { act: "survey.agreed", ...noteOf(wave.id) });
        if (isOpen) await openWave(tx, asker, { wave, on: asOf });
        await tx.notify("evenhand_survey", asker.workspaceId);
        return { isOpen };
      }),
    options,
  ),
  serve(
    withdrawWave,
    async ({ asker, database, asOf, params }) =>
      changed(database, asker, params.id, async (tx, wave) => {
        const why = whyNotWithdraw(asker, { state: stateOf(wave) });
        if (why !== null) return saidNo(why);
        await setWithdrawn(tx, asker.workspaceId, { id: wave.id, on: asOf });
        await settle(tx, asker.workspaceId, { kinds: ["survey-asked", "survey-planned"], subject: waveSubject(wave.id) });
        await audit(tx, asker, { act: "survey.withdrawn", ...noteOf(wave.id) });
        return null;
      }),
    options,
  ),
  serve(
    extendWave,
    async ({ asker, database, params }) =>
      changed(database, asker, params.id, async (tx, wave) => {
        const why = whyNotExtend(asker, { state: stateOf(wave), isExtended: wave.isExtended });
        if (why !== null) return saidNo(why);
        const closesOn = addDays(wave.closesOn!, extendsBy);
        await setExtended(tx, asker.workspaceId, { id: wave.id, closesOn });
        await audit(tx, asker, { act: "survey.extended", ...noteOf(wave.id), before: { closesOn: wave.closesOn }, after: { closesOn } });
        return null;
      }),
    options,
  ),
  serve(
    setSurveyPlan,
    async ({ asker, database, asOf, body }) => {
      const why = whyNotRun(asker);
      if (why !== null) return deny(why);
      const nextOn = body.rhythm === "none" ? null : (body.nextOn ?? asOf);
      if (nextOn !== null && nextOn < asOf) return invalid("day-is-over");
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        const before = await planRow(tx, asker.workspaceId);
        await putPlan(tx, asker.workspaceId, { ...body, nextOn });
        await audit(tx, asker, { act: "survey.planned", ...noteOf("plan"), before, after: { ...body, nextOn } });
        await tx.notify("evenhand_survey", asker.workspaceId);
        return {};
      });
    },
    options,
  ),
  serve(
    listTwinLevels,
    async ({ asker, database }) => {
      const why = whyNotReadSurvey(asker);
      if (why !== null) return deny(why);
      const set = await database.inWorkspace(asker.workspaceId, (tx) => levelsSet(tx, asker.workspaceId), { readOnly: true });
      return {
        levels: ownLevels.map((measure) => {
          const history = set.filter((one) => one.measure === measure).map(({ level, source, by, at }) => ({ level, source, by, at }));
          return { measure, level: history[0]?.level ?? usualLevels[measure], usual: usualLevels[measure], history };
        }),
        whyNotSet: whyNotRun(asker),
      };
    },
    options,
  ),
  serve(
    setTwinLevel,
    async ({ asker, database, params, body }) => {
      const why = whyNotRun(asker);
      if (why !== null) return deny(why);
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        const before = (await levelsNow(tx, asker.workspaceId))[params.measure];
        await insertLevel(tx, asker.workspaceId, { ...body, measure: params.measure, by: asker.memberId });
        await audit(tx, asker, { act: "survey.levelled", ...noteOf(params.measure), before: { level: before }, after: body });
        await tx.notify("evenhand_survey", asker.workspaceId);
        return {};
      });
    },
    options,
  ),
  serve(
    sendAnswers,
    async ({ asker, database, asOf, params, body, server }) =>
      database.inWorkspace(asker.workspaceId, async (tx) => {
        // Held from here on: whoever sends at the same moment comes after, so that no ballot is lost and nobody sends twice.
        const wave = await holdWave(tx, asker.workspaceId, params.id);
        if (wave === null) return missing();
        const mine = await ownPlace(tx, asker.workspaceId, { id: wave.id, memberId: asker.memberId });
        const why = whyNotAnswer(asker, { state: stateOf(wave), closesOn: wave.closesOn, mine, today: asOf });
        if (why !== null) return saidNo(why);
        const unfit = whyNotBallot(body.ballot, wave);
        if (unfit !== null) return invalid(unfit);
        const ballot = ballotOf(body.ballot, mine!.side);
        const place = { id: wave.id, memberId: asker.memberId };
        if (!isAnonymous(wave.mode)) {
          if (!body.isNamed) return invalid("name-not-agreed");
          await insertNamed(tx, asker.workspaceId, { ...place, ballot: ballot as Ballot });
          await setSent(tx, asker.workspaceId, place);
          if (wave.mode === "guided") await endSession(tx, asker, { wave, on: asOf });
          return {};
        }
        const key = server.keyOf(surveyKey);
        const about = boxName(asker.workspaceId, wave.id);
        const sealed = await sealedBox(tx, asker.workspaceId, wave.id);
        const text = sealed === null ? "[]" : unseal(sealed, { key, about });
        if (text === null) throw new Error("the box of answers was sealed with another secret");
        const box = boxText([...ballotsIn(text), ballot], secretDice());
        await putBox(tx, asker.workspaceId, { id: wave.id, sealed: seal(box, { key, about }) });
        await setSent(tx, asker.workspaceId, place);
        return {};
      }),
    options,
  ),
];

const byWave = <T extends { readonly waveId: string }>(rows: readonly T[]) => new Map(rows.map((row) => [row.waveId, row]));
const sideOfHead = ({ role }: Pick<Asker, "role">) => (role === "head-of-sales" ? ("sales" as const) : ("marketing" as const));
const noneShown = ({ groups }: WaveTally) => (Object.keys(groups).length === 0 ? "too-few-answered" : null);

async function changed(
  database: { inWorkspace<T>(workspaceId: string, act: (tx: Tx) => Promise<T>): Promise<T> },
  asker: Asker,
  id: string,
  act: (tx: Tx, wave: WaveRow) => Promise<Refusal | null>,
) {
  return database.inWorkspace(asker.workspaceId, async (tx) => {
    const wave = await holdWave(tx, asker.workspaceId, id);
    if (wave === null) return missing();
    const refused = await act(tx, wave);
    if (refused !== null) return refused;
    await tx.notify("evenhand_survey", asker.workspaceId);
    return {};
  });
}

async function openWave(tx: Tx, asker: Asker, { wave, on }: { wave: WaveRow; on: Day }): Promise<void> {
  const closesOn = addDays(on, wave.daysOpen);
  const { workspaceId } = asker;
  await setOpened(tx, workspaceId, { id: wave.id, openedOn: on, closesOn });
  const by = wave.mode === "guided" ? await membersWithRole(tx, workspaceId, heads) : [];
  await askPeople(tx, workspaceId, { id: wave.id, isHeadsOnly: wave.mode === "guided", by });
  await audit(tx, asker, { act: "survey.opened", ...noteOf(wave.id), after: { mode: wave.mode, fewest: wave.fewest, closesOn } });
  await tell(tx, workspaceId, { to: await askedIds(tx, workspaceId, wave.id), kind: "survey-opened", subject: waveSubject(wave.id), data: { closesOn } });
}

/** The two heads sit together: once both have answered, both see both. */
async function endSession(tx: Tx, { workspaceId }: Asker, { wave, on }: { wave: WaveRow; on: Day }): Promise<void> {
  const [asked, said] = [await askedIds(tx, workspaceId, wave.id), await namedRows(tx, workspaceId, wave.id)];
  if (said.length < asked.length) return;
  await setClosed(tx, workspaceId, { id: wave.id, on, tally: null });
  await settle(tx, workspaceId, { kinds: ["survey-opened", "survey-reminder"], subject: waveSubject(wave.id) });
  await tx.notify("evenhand_survey", workspaceId);
}
