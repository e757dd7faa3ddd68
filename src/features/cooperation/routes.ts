// Answers about the cooperation: whether to move up, what the heads say, what they accept and begin; and goals for its dials.
// Long because: one question is answered here and eleven acts on it, each in the same order.
import { randomUUID } from "node:crypto";

import {
  sideOfHead,
  whyNotAccept,
  whyNotBegin,
  whyNotBring,
  whyNotReadCooperation,
  whyNotReadFigures,
  whyNotSay,
  whyNotSetGoal,
  whyNotSetLevel,
  whyNotSign,
} from "#features/cooperation/access.ts";
import {
  acceptMoveUp,
  beginMove,
  bringMoveUp,
  proposeCooperationGoal,
  readCooperationGoals,
  readMoveUp,
  sayCondition,
  setConditionLevel,
  signCooperationGoal,
  withdrawCooperationGoal,
  withdrawMove,
  withdrawMoveUp,
} from "#features/cooperation/contract.ts";
import {
  type RelationshipRooms,
  answerOf,
  dialViews,
  goalState,
  goalViews,
  keptOf,
  kindViews,
  moveViews,
  outcomeOf,
  say,
  summaryOf,
  whyNotGoal,
  whyNotLevel,
  whyNotOwners,
  whyNotSignGoal,
} from "#features/cooperation/rules.ts";
import {
  type AnswerRow,
  acceptAnswer,
  answerRows,
  goalRows,
  holdAnswers,
  insertAgendaItem,
  insertAnswer,
  insertGoal,
  insertMove,
  insertSaying,
  levelsOf,
  moveRows,
  moveToChange,
  sayingRows,
  setAnswerWithdrawn,
  setGoalWithdrawn,
  setLevel,
  setMoveWithdrawn,
  signGoal,
  takeOffAgenda,
  waitsForMeeting,
} from "#features/cooperation/store.ts";
import { words } from "#features/cooperation/words.en.ts";
import type { Tx } from "#db/database.ts";
import { formsOf, moveRuleOf } from "#facts/cooperation.ts";
import { isReasonOfRole } from "#facts/signatures.ts";
import { deny, invalid, missing } from "#http/answers.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Route, serve } from "#http/route.ts";
import { refuse } from "#kit/refusal.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { peopleOn } from "#ledger/action-register.ts";
import { audit } from "#ledger/audit.ts";
import { nameOf } from "#ledger/meetings.ts";
import { membersWithRole, settle, tell } from "#ledger/notices.ts";

const options = { sentences: sentencesOf(words) };
const heads = ["head-of-sales", "head-of-marketing"] as const;
/** What the item of an agenda and the notice about the answer are of. */
const answerId = "answer";
const noteOf = (id: string) => ({ subjectKind: "cooperation", subjectId: id });
type Rooms = RelationshipRooms<MemberQuestion>;
type Here = Pick<MemberQuestion, "asker" | "database">;

const changed = (tx: Tx, workspaceId: string) => tx.notify("evenhand_cooperation", workspaceId);

/** `rooms` give what the records tell, and begin moves in rooms of their own. */
export const routesWith = (rooms: Rooms): readonly Route[] => [...answerRoutes(rooms), ...moveRoutes(rooms), ...goalRoutes(rooms)];

async function groundOf(question: MemberQuestion, rooms: Rooms) {
  const { asker, database } = question;
  const facts = await rooms.read(question);
  const kept = await database.inWorkspace(
    asker.workspaceId,
    async (tx) => ({
      sayings: await sayingRows(tx, asker.workspaceId),
      levels: await levelsOf(tx, asker.workspaceId),
      begun: await moveRows(tx, asker.workspaceId),
    }),
    { readOnly: true },
  );
  return { facts, ...kept };
}

const isDecided = ({ salesAt, marketingAt }: AnswerRow) => salesAt !== null && marketingAt !== null;
const onFile = ({ id, outcome, said, asOf, salesBy, salesAt, marketingBy, marketingAt }: AnswerRow) => ({
  id,
  outcome,
  said,
  asOf,
  sales: salesAt === null ? null : { name: salesBy ?? "", at: salesAt },
  marketing: marketingAt === null ? null : { name: marketingBy ?? "", at: marketingAt },
});

const answerRoutes = (rooms: Rooms): Route[] => [
  serve(
    readMoveUp,
    async (question) => {
      const { asker, database, asOf } = question;
      const why = whyNotReadCooperation(asker);
      if (why !== null) return deny(why);
      const ground = await groundOf(question, rooms);
      const answer = answerOf(ground);
      const { wave, period } = ground.facts;
      return database.inWorkspace(
        asker.workspaceId,
        async (tx) => {
          const answers = await answerRows(tx, asker.workspaceId);
          const [accepted, waiting] = [answers.find(isDecided), answers.find((one) => !isDecided(one))];
          return {
            asOf,
            period,
            wave,
            answer: answer.answer,
            at: answer.at,
            because: answer.because,
            summary: summaryOf(answer, wave),
            kinds: kindViews(answer, ground.sayings),
            moves: moveViews(answer, ground),
            begun: ground.begun.map((one) => Object.assign({}, one, { practice: one.as === "practice" ? moveRuleOf(one.move).practice : null })),
            accepted: accepted === undefined ? null : onFile(accepted),
            waiting: waiting === undefined ? null : onFile(waiting),
            isOnAgenda: await waitsForMeeting(tx, asker.workspaceId, answerId),
            mySide: sideOfHead(asker),
            people: await peopleOn(tx, asker.workspaceId, asOf),
            whyNotSay: whyNotSay(asker),
            whyNotSetLevel: whyNotSetLevel(asker),
            whyNotAccept: whyNotAccept(asker) ?? (outcomeOf(answer) === null ? "nothing-to-accept" : null),
            whyNotBring: whyNotBring(asker),
            whyNotBegin: whyNotBegin(asker),
          };
        },
        { readOnly: true },
      );
    },
    { ...options, runsBeside: true },
  ),
  serve(
    sayCondition,
    async ({ asker, database, params, body }) => {
      const why = whyNotSay(asker);
      const side = sideOfHead(asker);
      if (why !== null || side === null) return deny(why ?? "only-heads-say");
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        const { condition } = params;
        const { answer, note } = body;
        const before = (await sayingRows(tx, asker.workspaceId)).find((one) => one.condition === condition && one.side === side)?.answer ?? null;
        await insertSaying(tx, asker.workspaceId, { condition, side, answer, note, memberId: asker.memberId });
        await audit(tx, asker, { act: "cooperation.said", ...noteOf(condition), before: { answer: before }, after: { answer, note } });
        await changed(tx, asker.workspaceId);
        return {};
      });
    },
    options,
  ),
  serve(
    setConditionLevel,
    async ({ asker, database, params, body }) => {
      const why = whyNotSetLevel(asker);
      if (why !== null) return deny(why);
      const unfit = whyNotLevel(params.measure, body.level);
      if (unfit !== null) return invalid(unfit);
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        const before = (await levelsOf(tx, asker.workspaceId)).get(params.measure) ?? null;
        await setLevel(tx, asker.workspaceId, { measure: params.measure, level: body.level, by: asker.memberId });
        await audit(tx, asker, { act: "cooperation.level", ...noteOf(params.measure), before: { level: before }, after: { level: body.level } });
        await changed(tx, asker.workspaceId);
        return {};
      });
    },
    options,
  ),
  serve(
    acceptMoveUp,
    async (question) => {
      const { asker, database, workspace, asOf, body } = question;
      const why = whyNotAccept(asker);
      const side = sideOfHead(asker);
      if (why !== null || side === null) return deny(why ?? "only-heads-accept");
      const ground = await groundOf(question, rooms);
      const answer = answerOf(ground);
      const { wave } = ground.facts;
      const outcome = outcomeOf(answer);
      if (outcome === null || outcome !== `${body.answer}-${body.at}`) return refuse("answer-is-another");
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        await holdAnswers(tx, asker.workspaceId);
        const rows = await answerRows(tx, asker.workspaceId);
        const waiting = rows.find((one) => !isDecided(one));
        if (waiting !== undefined && waiting.outcome !== outcome) return refuse("another-answer-waits");
        if (waiting !== undefined && (side === "sales" ? waiting.salesAt : waiting.marketingAt) !== null) return refuse("accepted-already");
        const id = waiting?.id ?? randomUUID();
        if (waiting === undefined) {
          const { language } = workspace;
          const kept = keptOf(answer, { wave, language, asOf });
          await insertAnswer(tx, asker.workspaceId, { id, outcome, said: summaryOf(answer, wave)[language], kept, asOf, by: asker.memberId });
          const to = await membersWithRole(tx, asker.workspaceId, heads, [asker.memberId]);
          await tell(tx, asker.workspaceId, {
            to,
            kind: "cooperation-asked",
            subject: { kind: "cooperation", id: answerId },
            data: { who: await nameOf(tx, asker), whatCode: `outcome-${outcome}` },
          });
        } else await settle(tx, asker.workspaceId, { kinds: ["cooperation-asked"], subject: { kind: "cooperation", id: answerId } });
        await acceptAnswer(tx, asker.workspaceId, { id, side, memberId: asker.memberId });
        await audit(tx, asker, { act: "cooperation.accepted", ...noteOf(answerId), after: { outcome } });
        await changed(tx, asker.workspaceId);
        await tx.notify("evenhand_decisions", asker.workspaceId);
        return { id, isDecided: waiting !== undefined };
      });
    },
    options,
  ),
  serve(
    withdrawMoveUp,
    async ({ asker, database, params }) => {
      const why = whyNotAccept(asker);
      if (why !== null) return deny(why);
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        await holdAnswers(tx, asker.workspaceId);
        const row = (await answerRows(tx, asker.workspaceId)).find(({ id }) => id === params.id);
        if (row === undefined) return missing();
        if (isDecided(row)) return refuse("both-have-accepted");
        await setAnswerWithdrawn(tx, asker.workspaceId, row.id);
        await settle(tx, asker.workspaceId, { kinds: ["cooperation-asked"], subject: { kind: "cooperation", id: answerId } });
        await audit(tx, asker, { act: "cooperation.unaccepted", ...noteOf(answerId), before: { outcome: row.outcome } });
        await changed(tx, asker.workspaceId);
        await tx.notify("evenhand_decisions", asker.workspaceId);
        return {};
      });
    },
    options,
  ),
  serve(
    bringMoveUp,
    async (question) => {
      const { asker, database, workspace, body } = question;
      const why = whyNotBring(asker);
      if (why !== null) return deny(why);
      const { language } = workspace;
      const reason = body.isOn ? await summaryNow(question, rooms) : "";
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        const isOn = await waitsForMeeting(tx, asker.workspaceId, answerId);
        if (isOn === body.isOn) return {};
        if (body.isOn)
          await insertAgendaItem(tx, asker.workspaceId, { id: randomUUID(), of: answerId, title: say(language, "title"), why: reason, by: asker.memberId });
        else await takeOffAgenda(tx, asker.workspaceId, answerId);
        await audit(tx, asker, { act: body.isOn ? "cooperation.brought" : "cooperation.unbrought", ...noteOf(answerId) });
        await tx.notify("evenhand_actions", asker.workspaceId);
        await changed(tx, asker.workspaceId);
        return {};
      });
    },
    options,
  ),
];

async function summaryNow(question: MemberQuestion, rooms: Rooms): Promise<string> {
  const ground = await groundOf(question, rooms);
  return summaryOf(answerOf(ground), ground.facts.wave)[question.workspace.language];
}

const moveRoutes = (rooms: Rooms): Route[] => [
  serve(
    beginMove,
    async (question) => {
      const { asker, database, asOf, params, body } = question;
      const why = whyNotBegin(asker);
      if (why !== null) return deny(why);
      const { move } = params;
      if (!formsOf(move).includes(body.as)) return invalid("cannot-be-begun-so");
      if (body.dueOn < asOf) return invalid("due-in-the-past");
      const before = await database.inWorkspace(
        asker.workspaceId,
        async (tx) => ({ people: await peopleOn(tx, asker.workspaceId, asOf), begun: await moveRows(tx, asker.workspaceId) }),
        { readOnly: true },
      );
      const unfit = whyNotOwners(body, before.people);
      if (unfit !== null) return invalid(unfit);
      if (before.begun.some((one) => one.move === move)) return refuse("begun-already");
      const { as, title, ownerSales, ownerMarketing, dueOn, showsDone, language } = body;
      const { practice } = moveRuleOf(move);
      const begun = await rooms.begin(question, { as, title, note: showsDone, practice, ownerSales, ownerMarketing, dueOn, language });
      if (!begun.ok) return begun;
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        const id = randomUUID();
        await insertMove(tx, asker.workspaceId, { id, move, as, thingId: begun.value.id, ownerSales, ownerMarketing, dueOn, showsDone, by: asker.memberId });
        await audit(tx, asker, { act: "cooperation.begun", ...noteOf(move), after: { title, as, dueOn } });
        await changed(tx, asker.workspaceId);
        return { id, thingId: begun.value.id };
      });
    },
    options,
  ),
  serve(
    withdrawMove,
    async (question) => {
      const { asker, database, params } = question;
      const why = whyNotBegin(asker);
      if (why !== null) return deny(why);
      const row = await database.inWorkspace(asker.workspaceId, (tx) => moveToChange(tx, asker.workspaceId, params.id));
      if (row === null) return missing();
      const back = await rooms.takeBack(question, row);
      if (!back.ok) return back;
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        await setMoveWithdrawn(tx, asker.workspaceId, row.id);
        await audit(tx, asker, { act: "cooperation.undone", ...noteOf(row.move), before: { as: row.as } });
        await changed(tx, asker.workspaceId);
        return {};
      });
    },
    options,
  ),
];

const saidNo = (why: string) => (why === "role-only-reads" || why.startsWith("only-heads") || isReasonOfRole(why) ? deny(why) : refuse(why));

const goalRoutes = (rooms: Rooms): Route[] => [
  serve(
    readCooperationGoals,
    async (question) => {
      const { asker, database, asOf } = question;
      const why = whyNotReadCooperation(asker);
      if (why !== null) return deny(why);
      const dials = await rooms.dials(question);
      return database.inWorkspace(
        asker.workspaceId,
        async (tx) => ({
          goals: goalViews(await goalRows(tx, asker.workspaceId), { asker, today: asOf, dials }),
          dials: dialViews(asker, dials),
          people: await peopleOn(tx, asker.workspaceId, asOf),
          today: asOf,
          whyNotPropose: whyNotSetGoal(asker),
          whyNotFigures: whyNotReadFigures(asker),
        }),
        { readOnly: true },
      );
    },
    { ...options, runsBeside: true },
  ),
  serve(
    proposeCooperationGoal,
    async (question) => {
      const { asker, database, asOf, body } = question;
      const why = whyNotSetGoal(asker);
      if (why !== null) return deny(why);
      const { dial, target, day, ownerSales, ownerMarketing, note } = body;
      const now = (await rooms.dials(question))[dial].points.at(-1) ?? null;
      const unfit = whyNotGoal({ dial, target, day }, { now, today: asOf });
      if (unfit !== null || now === null) return invalid(unfit ?? "dial-not-measured");
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        const owners = whyNotOwners(body, await peopleOn(tx, asker.workspaceId, asOf));
        if (owners !== null) return invalid(owners);
        await holdAnswers(tx, asker.workspaceId);
        const rows = await goalRows(tx, asker.workspaceId);
        if (rows.some((row) => row.dial === dial && goalState(row, rows, asOf) === "waiting")) return refuse("another-goal-waits");
        const id = randomUUID();
        const { low, high } = now.interval ?? { low: null, high: null };
        const stood = { baseline: now.value, low, high, baselineOn: now.on };
        await insertGoal(tx, asker.workspaceId, { id, dial, target, day, ownerSales, ownerMarketing, note, by: asker.memberId, ...stood });
        const side = sideOfHead(asker);
        if (side !== null) await signGoal(tx, asker.workspaceId, { id, side, memberId: asker.memberId });
        await audit(tx, asker, { act: "cooperation.proposed", ...noteOf(id), after: { dial, target, day } });
        const to = await membersWithRole(tx, asker.workspaceId, heads, [asker.memberId]);
        const data = { who: await nameOf(tx, asker), whatCode: `dial-${dial}` };
        await tell(tx, asker.workspaceId, { to, kind: "cooperation-goal", subject: { kind: "cooperation", id }, data });
        await changed(tx, asker.workspaceId);
        return { id };
      });
    },
    options,
  ),
  serve(
    signCooperationGoal,
    async ({ asker, database, asOf, params }) => {
      const side = sideOfHead(asker);
      const why = whyNotSign(asker);
      if (why !== null || side === null) return deny(why ?? "only-heads-sign");
      return changeGoal({ asker, database }, params.id, async (tx, row) => {
        const unfit = whyNotSignGoal(asker, row, asOf);
        if (unfit !== null) return saidNo(unfit);
        await signGoal(tx, asker.workspaceId, { id: row.id, side, memberId: asker.memberId });
        const isInForce = (side === "sales" ? row.marketingAt : row.salesAt) !== null;
        if (isInForce) await settle(tx, asker.workspaceId, { kinds: ["cooperation-goal"], subject: { kind: "cooperation", id: row.id } });
        await audit(tx, asker, { act: "cooperation.signed", ...noteOf(row.id), after: { dial: row.dial, target: row.target, day: row.day } });
        return { isInForce };
      });
    },
    options,
  ),
  serve(
    withdrawCooperationGoal,
    async ({ asker, database, asOf, params, body }) => {
      const why = whyNotSetGoal(asker);
      if (why !== null) return deny(why);
      return changeGoal({ asker, database }, params.id, async (tx, row, rows) => {
        if ((row.withdrawnAt !== null) === body.isWithdrawn) return {};
        const isSigned = row.salesAt !== null && row.marketingAt !== null;
        if (!body.isWithdrawn && !isSigned && rows.some((one) => one.dial === row.dial && goalState(one, rows, asOf) === "waiting"))
          return refuse("another-goal-waits");
        await setGoalWithdrawn(tx, asker.workspaceId, { id: row.id, isWithdrawn: body.isWithdrawn });
        if (body.isWithdrawn) await settle(tx, asker.workspaceId, { kinds: ["cooperation-goal"], subject: { kind: "cooperation", id: row.id } });
        await audit(tx, asker, { act: body.isWithdrawn ? "cooperation.withdrawn" : "cooperation.restored", ...noteOf(row.id), after: { dial: row.dial } });
        return {};
      });
    },
    options,
  ),
];

type GoalOnFile = Awaited<ReturnType<typeof goalRows>>[number];

/** One goal, held with all others of the company until the transaction ends. */
async function changeGoal<T>({ asker, database }: Here, id: string, act: (tx: Tx, row: GoalOnFile, rows: readonly GoalOnFile[]) => Promise<T>) {
  return database.inWorkspace(asker.workspaceId, async (tx) => {
    await holdAnswers(tx, asker.workspaceId);
    const rows = await goalRows(tx, asker.workspaceId);
    const row = rows.find((one) => one.id === id);
    if (row === undefined) return missing();
    const told = await act(tx, row, rows);
    await changed(tx, asker.workspaceId);
    await tx.notify("evenhand_decisions", asker.workspaceId);
    return told;
  });
}
