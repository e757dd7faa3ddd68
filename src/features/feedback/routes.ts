// Answers about feedback: given in one field, answered, decided; requests taken and delivered; campaigns rated.
// Long because: every act of a comment's life stands here in its order, each a few lines.
import { randomUUID } from "node:crypto";

import { answeringRoles, whyNotClose, whyNotDecide, whyNotGiveFeedback, whyNotRate, whyNotReadFeedback, whyNotWrite } from "#features/feedback/access.ts";
import {
  decideFeedback,
  findFeedbackSubjects,
  giveFeedback,
  listFeedback,
  listRatings,
  rateCampaign,
  readFeedback,
  reopenFeedback,
  takeRatingBack,
  takeRequest,
  withdrawFeedback,
  writeFeedback,
} from "#features/feedback/contract.ts";
import { write } from "#features/feedback/jobs.ts";
import { answerDue, answerHoursOf, answerTermsOn, feedbackView, inTimeOf, neededBy, ratedCampaign, whyNotOutcome } from "#features/feedback/rules.ts";
import {
  type FeedbackRecord,
  campaignsWithWorkers,
  clearOutcome,
  feedbackCounts,
  feedbackRow,
  feedbackRows,
  feedbackToChange,
  insertFeedback,
  paceRows,
  ratingRows,
  removeRating,
  saveRating,
  setOutcome,
  setTaken,
  setWithdrawn,
  threadOf,
} from "#features/feedback/store.ts";
import { words } from "#features/feedback/words.en.ts";
import type { Tx } from "#db/database.ts";
import { secondsOf } from "#evidence/statistics/quantile.ts";
import { feedbackNames } from "#facts/feedback.ts";
import { deny, invalid, missing } from "#http/answers.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Route, serve } from "#http/route.ts";
import { dayOf } from "#kit/day.ts";
import { type Refusal, refuse } from "#kit/refusal.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { wallClockOf } from "#kit/time-zone.ts";
import { audit } from "#ledger/audit.ts";
import { membersWithRole, settle, tell } from "#ledger/notices.ts";
import { subjectOnRecord, subjectsNamed, subjectsWorkedOn } from "#ledger/feedback-subjects.ts";
import { nameOf } from "#ledger/meetings.ts";
import { promiseRows } from "#ledger/promises.ts";
import { readWorkingWeek } from "#ledger/working-week.ts";
import { announce } from "#ledger/webhooks.ts";

const options = { sentences: sentencesOf(words) };
type Here = Pick<MemberQuestion, "asker" | "database" | "workspace" | "now">;

/** The calendar, and within how many of its hours marketing owes an answer today. */
async function owed(tx: Tx, { workspace, now }: Pick<Here, "workspace" | "now">) {
  const week = await readWorkingWeek(tx, workspace.id);
  const today = dayOf(Math.floor(wallClockOf(workspace.timeZone)(Date.parse(now)) / 86_400_000));
  return { week, terms: answerTermsOn(await promiseRows(tx, workspace.id), today, week) };
}

/** How the room stands as a whole, for the answer in its head. */
async function paceOf(tx: Tx, { workspace, now }: Here) {
  const rows = await paceRows(tx, workspace.id, now);
  const { week, terms } = await owed(tx, { workspace, now });
  const nowMs = Date.parse(now);
  return {
    owes: terms,
    seconds: secondsOf(rows.flatMap(({ tookMs }) => (tookMs === null ? [] : [tookMs]))),
    answerHours: answerHoursOf(rows, { week, zone: workspace.timeZone, nowMs }),
    inTime: inTimeOf(rows, nowMs),
  };
}

/** One row held and changed, once it is there and open to the asker; the room's listeners hear of it. */
async function changing(
  { asker, database }: Pick<Here, "asker" | "database">,
  id: string,
  act: (tx: Tx, row: FeedbackRecord) => Promise<Refusal | Record<string, never>>,
): Promise<Refusal | Record<string, never>> {
  const why = whyNotReadFeedback(asker) ?? whyNotGiveFeedback(asker);
  if (why !== null) return deny(why);
  return database.inWorkspace(asker.workspaceId, async (tx) => {
    const row = await feedbackToChange(tx, asker.workspaceId, id);
    if (row === null) return missing();
    const answer = await act(tx, row);
    await tx.notify("evenhand_feedback", asker.workspaceId);
    return answer;
  });
}

const asked = (row: FeedbackRecord) => ({ kind: "feedback", id: row.id });

export const routes: Route[] = [
  serve(
    findFeedbackSubjects,
    async ({ asker, database, query }) => {
      const why = whyNotReadFeedback(asker);
      if (why !== null) return deny(why);
      const { workspaceId, memberId } = asker;
      const isOpen = query.text === "" && query.id === undefined;
      const find = (tx: Tx) => (isOpen ? subjectsWorkedOn(tx, workspaceId, memberId) : subjectsNamed(tx, workspaceId, query));
      return { subjects: await database.inWorkspace(workspaceId, find, { readOnly: true }) };
    },
    options,
  ),
  serve(giveFeedback, (question) => give(question), options),
  serve(
    listRatings,
    async ({ asker, database }) => {
      const why = whyNotReadFeedback(asker);
      if (why !== null) return deny(why);
      return database.inWorkspace(
        asker.workspaceId,
        async (tx) => {
          const rows = await ratingRows(tx, asker.workspaceId);
          const campaigns = await campaignsWithWorkers(tx, asker.workspaceId, null);
          return {
            campaigns: campaigns.map((campaign) =>
              ratedCampaign(
                campaign,
                rows.filter((row) => row.campaign === campaign.id),
                asker,
              ),
            ),
          };
        },
        { readOnly: true },
      );
    },
    options,
  ),
  serve(
    rateCampaign,
    async ({ asker, database, params, body }) => {
      const why = whyNotReadFeedback(asker) ?? whyNotGiveFeedback(asker);
      if (why !== null) return deny(why);
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        const [campaign] = await campaignsWithWorkers(tx, asker.workspaceId, params.campaign);
        if (campaign === undefined) return missing();
        const not = whyNotRate(asker, campaign.workers.includes(asker.memberId));
        if (not !== null) return deny(not);
        await saveRating(tx, asker.workspaceId, { campaign: campaign.id, by: asker.memberId, ...body });
        await tx.notify("evenhand_feedback", asker.workspaceId);
        return {};
      });
    },
    options,
  ),
  serve(
    takeRatingBack,
    async ({ asker, database, params }) => {
      const why = whyNotReadFeedback(asker) ?? whyNotGiveFeedback(asker);
      if (why !== null) return deny(why);
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        if (!(await removeRating(tx, asker.workspaceId, { campaign: params.campaign, by: asker.memberId }))) return missing();
        await tx.notify("evenhand_feedback", asker.workspaceId);
        return {};
      });
    },
    options,
  ),
  serve(
    listFeedback,
    async (question) => {
      const { asker, database, query, now } = question;
      const why = whyNotReadFeedback(asker);
      if (why !== null) return deny(why);
      const { state = null, mood = null, about = null, mine, limit, offset } = query;
      return database.inWorkspace(
        asker.workspaceId,
        async (tx) => {
          const filter = { now, state, mood, about, askedBy: mine ? asker.memberId : null, limit, offset };
          const { rows, total } = await feedbackRows(tx, asker.workspaceId, filter);
          const counts = await feedbackCounts(tx, asker.workspaceId, now);
          return {
            feedback: rows.map((row) => feedbackView(row, asker, now)),
            total,
            ...counts,
            ...(await paceOf(tx, question)),
            whyNotGive: whyNotGiveFeedback(asker),
          };
        },
        { readOnly: true },
      );
    },
    options,
  ),
  serve(
    readFeedback,
    async ({ asker, database, params, now }) => {
      const why = whyNotReadFeedback(asker);
      if (why !== null) return deny(why);
      return database.inWorkspace(
        asker.workspaceId,
        async (tx) => {
          const row = await feedbackRow(tx, asker.workspaceId, params.id);
          if (row === null) return missing();
          const thread = await threadOf(tx, asker.workspaceId, row.id);
          return {
            feedback: feedbackView(row, asker, now),
            thread: thread.map(({ id, by, memberId, said, at, via }) => ({ id, by, isAuthor: memberId === row.askedById, said, at, via })),
          };
        },
        { readOnly: true },
      );
    },
    options,
  ),
  serve(
    writeFeedback,
    (question) =>
      changing(question, question.params.id, async (tx, row) => {
        const why = whyNotWrite(question.asker, row);
        if (why !== null) return deny(why);
        if (row.outcome !== null) return refuse("is-closed");
        await write(tx, question.asker, { row, said: question.body.said, via: "page" });
        return {};
      }),
    options,
  ),
  serve(takeRequest, (question) => changing(question, question.params.id, (tx, row) => take(tx, row, question)), options),
  serve(decideFeedback, (question) => changing(question, question.params.id, (tx, row) => decide(tx, row, question)), options),
  serve(
    reopenFeedback,
    (question) =>
      changing(question, question.params.id, async (tx, row) => {
        const { asker } = question;
        if (row.outcome === null) return missing();
        const why = row.outcome === "closed" ? whyNotClose(asker, row) : whyNotDecide(asker, row);
        if (why !== null) return deny(why);
        await clearOutcome(tx, asker.workspaceId, row.id);
        await audit(tx, asker, {
          act: "feedback.reopened",
          subjectKind: "feedback",
          subjectId: row.id,
          before: { outcome: row.outcome, said: row.outcomeSaid },
        });
        return {};
      }),
    options,
  ),
  serve(
    withdrawFeedback,
    (question) =>
      changing(question, question.params.id, async (tx, row) => {
        const { asker } = question;
        const why = whyNotClose(asker, row);
        if (why !== null) return deny(why);
        if (row.words > 0 || row.takenAt !== null || row.outcome !== null) return refuse("has-answers");
        await setWithdrawn(tx, asker.workspaceId, row.id);
        await settle(tx, asker.workspaceId, { kinds: ["feedback-new", "request-new", "feedback-overdue", "request-overdue"], subject: asked(row) });
        await audit(tx, asker, { act: "feedback.withdrawn", subjectKind: "feedback", subjectId: row.id });
        return {};
      }),
    options,
  ),
];

async function give({ asker, database, workspace, body, now }: MemberQuestion<typeof giveFeedback>) {
  const why = whyNotReadFeedback(asker) ?? whyNotGiveFeedback(asker);
  if (why !== null) return deny(why);
  const { mood, said, neededOn, tookMs = null } = body;
  const { kind, id, name } = body.about;
  const { workspaceId } = asker;
  return database.inWorkspace(workspaceId, async (tx) => {
    const isNamed = (feedbackNames as readonly string[]).includes(kind);
    const about = isNamed ? { kind, id: null, name } : id === null ? null : await subjectOnRecord(tx, workspaceId, { kind, id });
    if (about === null) return invalid("no-such-subject");
    const { week, terms } = await owed(tx, { workspace, now });
    const when = { week, zone: workspace.timeZone, nowMs: Date.parse(now) };
    const needed = mood === "request" && neededOn !== undefined ? neededBy(neededOn, when) : answerDue(terms, when);
    if (needed === null) return invalid("needed-in-the-past");
    const given = { id: randomUUID(), mood, about, said, by: asker.memberId, dueAt: new Date(needed).toISOString(), tookMs };
    await insertFeedback(tx, workspaceId, given);
    const to = await membersWithRole(tx, workspaceId, answeringRoles, [asker.memberId]);
    const data = { who: await nameOf(tx, asker), about: about.name, said };
    const subject = { kind: "feedback", id: given.id };
    if (mood === "request") await tell(tx, workspaceId, { to, kind: "request-new", subject, data: { ...data, dueAt: given.dueAt } });
    else await tell(tx, workspaceId, { to, kind: "feedback-new", subject, data });
    await announce(tx, workspaceId, { event: "feedback.new", subject, data: { about: kind === "lead" ? id : about.name, said } });
    await tx.notify("evenhand_feedback", workspaceId);
    return { id: given.id };
  });
}

/** A request is taken by one; whoever took it may give it back. */
async function take(tx: Tx, row: FeedbackRecord, { asker, body }: MemberQuestion<typeof takeRequest>): Promise<Refusal | Record<string, never>> {
  const why = whyNotDecide(asker, row);
  if (why !== null) return deny(why);
  if (row.mood !== "request") return refuse("no-request");
  if (row.outcome !== null) return refuse("is-closed");
  if (row.takenById !== null && row.takenById !== asker.memberId) return refuse("taken-by-another", { who: row.takenBy ?? "" });
  if (body.isTaken === (row.takenById !== null)) return {};
  await setTaken(tx, asker.workspaceId, { id: row.id, by: body.isTaken ? asker.memberId : null });
  if (!body.isTaken) return {};
  await settle(tx, asker.workspaceId, { kinds: ["request-new", "request-overdue"], subject: asked(row) });
  const who = await nameOf(tx, asker);
  await tell(tx, asker.workspaceId, { to: [row.askedById], kind: "request-taken", subject: asked(row), data: { who, said: row.said, dueAt: row.dueAt } });
  return {};
}

async function decide(tx: Tx, row: FeedbackRecord, { asker, body }: MemberQuestion<typeof decideFeedback>): Promise<Refusal | Record<string, never>> {
  const { outcome, said, link } = body;
  const why = outcome === "closed" ? whyNotClose(asker, row) : whyNotDecide(asker, row);
  if (why !== null) return deny(why);
  const not = whyNotOutcome(row, body);
  if (not !== null) return not === "is-closed" ? refuse(not) : invalid(not);
  const { workspaceId, memberId } = asker;
  await setOutcome(tx, workspaceId, { id: row.id, outcome, by: memberId, said: said ?? null, link: link ?? null, answers: outcome !== "closed" });
  await settle(tx, workspaceId, { kinds: ["feedback-new", "feedback-written", "feedback-overdue", "request-new", "request-overdue"], subject: asked(row) });
  await audit(tx, asker, { act: "feedback.decided", subjectKind: "feedback", subjectId: row.id, after: { outcome, said: said ?? null } });
  if (outcome === "closed") return {};
  const who = await nameOf(tx, { workspaceId, memberId });
  const to = [row.askedById];
  const subject = asked(row);
  if (outcome === "delivered") await tell(tx, workspaceId, { to, kind: "request-delivered", subject, data: { who, said: row.said } });
  else if (row.mood === "request") await tell(tx, workspaceId, { to, kind: "request-declined", subject, data: { who, said: row.said, reason: said ?? "" } });
  else await tell(tx, workspaceId, { to, kind: "feedback-outcome", subject, data: { who, about: row.aboutName, outcomeCode: outcome, said: said ?? "" } });
  return {};
}
