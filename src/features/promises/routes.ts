// Answers about promises: how they were kept, their versions, the way back from the revenue goal; proposing, signing, withdrawing.
import { whyNotPropose, whyNotReadPromises, whyNotSign, whyNotWithdraw } from "#features/promises/access.ts";
import { proposePromise, readPromise, readPromiseCases, readPromiseGoal, readPromises, signPromise, withdrawPromise } from "#features/promises/contract.ts";
import { casesView, isSameTerms, promiseView, readTerms, trendOf, valuesOf, versionView, versionsOf, waitingIn } from "#features/promises/rules.ts";
import { revenueGoal, sellersOfMember } from "#features/promises/store.ts";
import { words } from "#features/promises/words.en.ts";
import { backSolved } from "#evidence/promises/back-solve.ts";
import { capacityOf } from "#evidence/promises/capacity.ts";
import { enquiriesOf } from "#evidence/promises/enquiries.ts";
import { prepared, reportingAsked, requestsOf } from "#evidence/promises/ground.ts";
import { judgedPromises } from "#evidence/promises/judge.ts";
import { leadValues } from "#evidence/promises/lead-value.ts";
import { waysOf } from "#evidence/funnel/ways.ts";
import { usualPeriod } from "#evidence/kpi/usual-period.ts";
import { weighed } from "#evidence/trust/weighed.ts";
import type { Tx } from "#db/database.ts";
import { type PromiseKey, promiseOn, shippedPromises } from "#facts/promises.ts";
import { isReasonOfRole, isSignedByBoth } from "#facts/signatures.ts";
import { deny, invalid, missing } from "#http/answers.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Route, serve } from "#http/route.ts";
import { dayNumber, dayOf } from "#kit/day.ts";
import { wallClockOf } from "#kit/time-zone.ts";
import { type Period, periodName, readPeriod } from "#kit/period.ts";
import { refuse } from "#kit/refusal.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { audit } from "#ledger/audit.ts";
import { answerOn, derivedFrom, keptFacts } from "#ledger/kept-facts.ts";
import { readCommentedDeals, readFeedbackFacts } from "#ledger/feedback-facts.ts";
import { keptHandoffWork } from "#ledger/kept-handoff-work.ts";
import { addPromise, promiseRows } from "#ledger/promises.ts";
import { readRegister } from "#ledger/report-register.ts";
import { holdAgreements, ofPromise, signAsHead, withdraw } from "#ledger/signatures.ts";
import { readWorkingWeek } from "#ledger/working-week.ts";

const options = { sentences: sentencesOf(words) };
/** Every answer is weighed from all facts. */
const beside = { ...options, runsBeside: true };
type Here = Pick<MemberQuestion, "asker" | "database" | "workspace" | "asOf">;

/** The facts as this asker may look at them today; a refusal where there is nothing to see. */
async function look({ asker, database, workspace, asOf }: Here) {
  const why = whyNotReadPromises(asker);
  if (why !== null) return { refusal: deny(why) };
  const kept = await keptFacts(database, workspace);
  const work = await keptHandoffWork(database, workspace);
  const { lens } = derivedFrom(kept, `weighed ${asOf}`, () => weighed(kept, asOf));
  const usual = usualPeriod(lens);
  if (usual === null) return { refusal: { ...invalid("no-facts-yet"), status: 404 } };
  const enquiries = derivedFrom(kept, `enquiries ${asOf}`, () => enquiriesOf(lens, waysOf(lens)));
  return { kept, work, lens, usual, enquiries };
}
type Seen = Exclude<Awaited<ReturnType<typeof look>>, { refusal: unknown }>;

/** All promises judged over a period, by the terms on record. */
async function judged({ database, workspace, asOf }: Here, { kept, work, lens, enquiries }: Seen, period: Period) {
  const { rows, week, feedback, commented, register } = await database.inWorkspace(
    workspace.id,
    async (tx) => ({
      rows: await promiseRows(tx, workspace.id),
      week: await readWorkingWeek(tx, workspace.id),
      feedback: await readFeedbackFacts(tx, workspace.id),
      commented: await readCommentedDeals(tx, workspace.id),
      register: await readRegister(tx, workspace.id, { asOf, zone: workspace.timeZone, memberId: null }),
    }),
    { readOnly: true },
  );
  const requests = requestsOf(feedback, wallClockOf(workspace.timeZone));
  const reporting = reportingAsked(register, asOf);
  // What was done here may be later than the last deal of an export.
  const lastAct = work === null ? -Infinity : latest([work.createdAt, work.acceptedAt, work.returnedAt, work.firstAttemptAt]);
  const lastSeen = Math.min(dayNumber(asOf), Math.max(lens.lastSeen, Math.floor(lastAct / 86_400_000)));
  const name = `promises ${asOf} ${periodName(period)} ${JSON.stringify([rows.map(({ key, version, terms, signedOn, withdrawnAt }) => [key, version, terms, signedOn, withdrawnAt]), week, requests, commented, reporting])}`;
  const promises = await answerOn(kept, name, () =>
    judgedPromises(
      prepared({
        leads: lens.facts.leads,
        deals: lens.facts.deals,
        work,
        campaigns: lens.facts.campaigns ?? [],
        requests,
        commented: new Set(commented),
        reporting,
        versions: rows,
        week,
        lastSeen,
      }),
      valuesOf(enquiries),
      { period, trend: trendOf(period) },
    ),
  );
  return { promises, rows, lastSeen };
}

function latest(columns: readonly Float64Array[]): number {
  let last = -Infinity;
  for (const column of columns) for (const moment of column) if (moment > last) last = moment;
  return last;
}

const periodOfQuery = (seen: Seen, name: string | undefined) => (name === undefined ? seen.usual : (readPeriod(name) ?? seen.usual));

export const routes: Route[] = [
  serve(
    readPromises,
    async (question) => {
      const seen = await look(question);
      if ("refusal" in seen) return seen.refusal;
      const period = periodOfQuery(seen, question.query.period);
      const { promises, rows, lastSeen } = await judged(question, seen, period);
      return {
        period,
        currency: seen.lens.facts.currency,
        lastSeen: dayOf(lastSeen),
        promises: promises.map((one) => promiseView(one, rows, { ...question, period, currency: seen.lens.facts.currency })),
        whyNotPropose: whyNotPropose(question.asker),
      };
    },
    beside,
  ),
  serve(
    readPromise,
    async ({ asker, database, params, asOf }) => {
      const why = whyNotReadPromises(asker);
      if (why !== null) return deny(why);
      const rows = await database.inWorkspace(asker.workspaceId, (tx) => promiseRows(tx, asker.workspaceId), { readOnly: true });
      const versions = versionsOf(rows, params.promise);
      return { key: params.promise, versions: versions.map((row) => versionView(row, versions, { asker, asOf })), whyNotPropose: whyNotPropose(asker) };
    },
    options,
  ),
  serve(
    readPromiseCases,
    async (question) => {
      const seen = await look(question);
      if ("refusal" in seen) return seen.refusal;
      const { asker, database, params, query } = question;
      const { promises } = await judged(question, seen, periodOfQuery(seen, query.period));
      const own = await database.inWorkspace(asker.workspaceId, (tx) => sellersOfMember(tx, asker.workspaceId, asker.memberId), { readOnly: true });
      const { ids, names } = seen.kept.named.sellers;
      return casesView(
        promises.find(({ key }) => key === params.promise)!,
        { asker, own, nameOf: (person) => names[ids.indexOf(person)] ?? person },
      );
    },
    beside,
  ),
  serve(readPromiseGoal, answerGoal, beside),
  serve(
    proposePromise,
    async ({ asker, database, params: { promise }, body, asOf }) => {
      const why = whyNotPropose(asker);
      if (why !== null) return deny(why);
      const terms = readTerms(promise, body.terms);
      if (!terms.ok) return { ...terms, status: 422 };
      const { holdsFrom = null } = body;
      // Nobody is judged by what was not yet promised.
      if (holdsFrom !== null && holdsFrom < asOf) return refuse("begins-in-past");
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        await holdAgreements(tx, asker.workspaceId);
        const versions = versionsOf(await promiseRows(tx, asker.workspaceId), promise);
        if (waitingIn(versions) !== null) return refuse("another-is-waiting");
        const before = promiseOn(versions, promise, "9999-12-31");
        if (isSameTerms(before.terms, terms.value)) return refuse("same-as-in-force");
        const version = Math.max(...versions.map((row) => row.version)) + 1;
        const note = body.note === "" ? null : body.note;
        await addPromise(tx, asker.workspaceId, { key: promise, version, terms: terms.value, note, holdsFrom, by: asker.memberId });
        await audit(tx, asker, {
          act: "promise.proposed",
          subjectKind: "promise",
          subjectId: `${promise}@${version}`,
          before: before.terms,
          after: terms.value,
        });
        await signAsHead(tx, asker, { kind: ofPromise, of: promise, version });
        return oneVersion(tx, { asker, asOf }, { promise, version });
      });
    },
    options,
  ),
  serve(
    signPromise,
    async ({ asker, database, params: { promise, version }, asOf }) =>
      database.inWorkspace(asker.workspaceId, async (tx) => {
        await holdAgreements(tx, asker.workspaceId);
        const versions = versionsOf(await promiseRows(tx, asker.workspaceId), promise);
        const row = versions.find((one) => one.version === version);
        if (!row) return missing();
        const newest = Math.max(1, ...versions.filter((one) => one.withdrawnAt === null && isSignedByBoth(one)).map((one) => one.version));
        const why = whyNotSign(asker, row, newest);
        if (why !== null) return isReasonOfRole(why) ? deny(why) : refuse(why);
        // The shipped version gets its row with its first signature.
        if (row.proposedAt === null)
          await addPromise(tx, asker.workspaceId, { key: promise, version: 1, terms: shippedPromises[promise], note: null, holdsFrom: null, by: null });
        await signAsHead(tx, asker, { kind: ofPromise, of: promise, version });
        return oneVersion(tx, { asker, asOf }, { promise, version });
      }),
    options,
  ),
  serve(
    withdrawPromise,
    async ({ asker, database, params: { promise, version } }) =>
      database.inWorkspace(asker.workspaceId, async (tx) => {
        await holdAgreements(tx, asker.workspaceId);
        const row = versionsOf(await promiseRows(tx, asker.workspaceId), promise).find((one) => one.version === version);
        if (!row) return missing();
        const why = whyNotWithdraw(asker, row);
        if (why !== null) return isReasonOfRole(why) ? deny(why) : refuse(why);
        await withdraw(tx, asker.workspaceId, { kind: ofPromise, of: promise, version, by: asker.memberId });
        await audit(tx, asker, { act: "promise.withdrawn", subjectKind: "promise", subjectId: `${promise}@${version}` });
        return {};
      }),
    options,
  ),
];

async function oneVersion(tx: Tx, seen: Pick<Here, "asker" | "asOf">, { promise, version }: { promise: PromiseKey; version: number }) {
  const versions = versionsOf(await promiseRows(tx, seen.asker.workspaceId), promise);
  return versionView(
    versions.find((row) => row.version === version)!,
    versions,
    seen,
  );
}

/** The goal is the one asked for, else the heads' goal for revenue, else the plan. */
async function answerGoal(question: MemberQuestion<typeof readPromiseGoal>) {
  const seen = await look(question);
  if ("refusal" in seen) return seen.refusal;
  const { lens, work, kept, enquiries } = seen;
  if (!enquiries.ok) return invalid(enquiries.reason, enquiries.details ?? {});
  const of = enquiries.value;
  const set = await question.database.inWorkspace(question.workspace.id, (tx) => revenueGoal(tx, question.workspace.id, dayOf(lens.lastSeen + 1)), {
    readOnly: true,
  });
  const perMonth = question.query.perMonth ?? set?.target ?? null;
  const told = await answerOn(kept, `promise goal ${question.asOf} ${perMonth}`, () => backSolved(of, perMonth));
  if (!told.ok) return invalid(told.reason, told.details ?? {});
  const { isAsked: _isAsked, ...rest } = told.value;
  const accepted = valuesOf(enquiries);
  const [from, until] = [dayNumber(rest.lately.from), dayNumber(rest.lately.until)];
  const values = leadValues(of);
  // Earnings are not held against revenue: where costs are known for one of the two alone, what came is not told.
  const isAlike = values?.isMargin === rest.isMargin;
  const came = accepted.ok && isAlike ? accepted.value.leads.filter(({ on }) => on >= from && on < until).reduce((sum, { value }) => sum + value, 0) / 3 : null;
  const capacity =
    lens.facts.leads === null || work === null
      ? null
      : capacityOf({ leads: lens.facts.leads, work, sellers: lens.facts.sellers, stretch: rest.lately, needed: rest.needed.value });
  return {
    ...rest,
    currency: lens.facts.currency,
    goalFrom: question.query.perMonth !== undefined ? ("asked" as const) : set === null ? ("plan" as const) : ("goal" as const),
    valueCame: came,
    values: values?.groups ?? [],
    capacity: capacity?.ok === true ? capacity.value : null,
    whyNoCapacity: capacity === null ? "no-leads" : capacity.ok ? null : capacity.reason,
  };
}
