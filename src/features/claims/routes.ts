// Answers about claims: the catalogue, one tried, those on file with their verdicts, filing, taking back.
import { randomUUID } from "node:crypto";

import { whyNotFileClaim, whyNotReadClaims, whyNotWithdraw } from "#features/claims/access.ts";
import { fileClaim, listClaimRecords, listClaims, readClaim, readClaimCatalogue, restoreClaim, tryClaim, withdrawClaim } from "#features/claims/contract.ts";
import {
  answerView,
  claimView,
  materialDays,
  newVerdicts,
  turnedVerdicts,
  periodAsked,
  rollingPeriod,
  standardsOf,
  subjectsOf,
  testedRows,
  whyNotAsk,
} from "#features/claims/rules.ts";
import {
  addVerdicts,
  claimRows,
  claimToChange,
  claimTurns,
  hasSameClaim,
  holdVerdicts,
  insertClaim,
  lastVerdicts,
  setWithdrawn,
  verdictHistory,
} from "#features/claims/store.ts";
import { words } from "#features/claims/words.en.ts";
import type { ClaimGround } from "#evidence/claims/ground.ts";
import { testClaims } from "#evidence/claims/test-claims.ts";
import { weighed } from "#evidence/trust/weighed.ts";
import type { ClaimOnFile } from "#facts/claims.ts";
import type { Asker } from "#facts/department.ts";
import { handoffTermsOn, promiseOn } from "#facts/promises.ts";
import { deny, invalid, missing } from "#http/answers.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Route, serve } from "#http/route.ts";
import { periodName, readPeriod } from "#kit/period.ts";
import { refuse } from "#kit/refusal.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { audit } from "#ledger/audit.ts";
import { keptClaimFacts } from "#ledger/kept-claim-facts.ts";
import { answerOn, derivedFrom, keptFacts } from "#ledger/kept-facts.ts";
import { tell } from "#ledger/notices.ts";
import { promiseRows } from "#ledger/promises.ts";
import type { NamedList } from "#ledger/read-lists.ts";
import { readWorkingWeek } from "#ledger/working-week.ts";
import { announce } from "#ledger/webhooks.ts";

const options = { sentences: sentencesOf(words) };
/** Every answer is weighed from all facts. */
const beside = { ...options, runsBeside: true };
type Here = Pick<MemberQuestion, "asker" | "database" | "workspace" | "asOf">;

const thingsOf = ({ ids, names }: NamedList) => ids.map((id, n) => ({ id, name: names[n] ?? null }));

/** The ground for claims as this asker may look at it today, and the claims on file; a refusal where there is nothing to see. */
async function look({ asker, database, workspace, asOf }: Here) {
  const why = whyNotReadClaims(asker);
  if (why !== null) return { refusal: deny(why) };
  const kept = await keptFacts(database, workspace);
  const facts = await keptClaimFacts(database, workspace);
  const { lens } = derivedFrom(kept, `weighed ${asOf}`, () => weighed(kept, asOf));
  const period = rollingPeriod(lens);
  if (!period) return { refusal: { ...invalid("no-facts-yet"), status: 404 } };
  const { rows, turns, week, promises } = await database.inWorkspace(
    asker.workspaceId,
    async (tx) => ({
      rows: await claimRows(tx, asker.workspaceId),
      turns: await claimTurns(tx, asker.workspaceId),
      week: await readWorkingWeek(tx, asker.workspaceId),
      promises: await promiseRows(tx, asker.workspaceId),
    }),
    { readOnly: true },
  );
  // What the two heads have promised each other is what a claim is judged by.
  const { firstAttemptHours, attempts } = handoffTermsOn(promises, asOf);
  const { days: noticeDays } = promiseOn(promises, "campaign-notice", asOf).terms;
  const terms = { firstAttemptHours, attempts, noticeDays, materialDays, week };
  const ground: ClaimGround = { lens, ...facts, marketIndex: kept.marketIndex, turns, terms };
  const subjects = subjectsOf(ground, thingsOf(kept.named.campaigns), thingsOf(kept.named.products));
  return { kept, ground, rows, subjects, period };
}

type Seen = Exclude<Awaited<ReturnType<typeof look>>, { refusal: unknown }>;

/** The claims on file, tested; the same claims about the same facts are tested once. */
function tested({ kept, ground, rows }: Seen, asOf: string) {
  const name = JSON.stringify([rows.map(({ id, withdrawnAt }) => [id, withdrawnAt]), ground.turns, ground.terms]);
  return answerOn(kept, `claims ${asOf} ${name}`, () => testedRows(ground, rows));
}

/** Writes down the verdicts that became others since they were last looked at, and tells those who filed the claims of another verdict. */
async function noteVerdicts({ database, workspace, asOf }: Here, { rows }: Seen, answers: Awaited<ReturnType<typeof tested>>): Promise<void> {
  const last = await database.inWorkspace(workspace.id, (tx) => lastVerdicts(tx, workspace.id), { readOnly: true });
  if (newVerdicts(answers, last, asOf).length === 0) return;
  await database.inWorkspace(workspace.id, async (tx) => {
    // Of two who look at once the second finds it written down, and nobody is told twice.
    await holdVerdicts(tx, workspace.id);
    const before = await lastVerdicts(tx, workspace.id);
    const verdicts = newVerdicts(answers, before, asOf);
    await addVerdicts(tx, workspace.id, { factsVersion: workspace.factsVersion, verdicts });
    for (const { row, verdict } of turnedVerdicts(rows, { before, verdicts })) {
      const told = { subject: { kind: "claim", id: row.id }, data: { said: row.said, verdictCode: verdict } };
      await tell(tx, workspace.id, { ...told, to: [row.filedById], kind: "claim-verdict" });
      await announce(tx, workspace.id, { ...told, event: "claim.verdict" });
    }
  });
}

export const routes: Route[] = [
  serve(
    readClaimCatalogue,
    async (question) => {
      const seen = await look(question);
      if ("refusal" in seen) return seen.refusal;
      const { firstAttemptHours, attempts, noticeDays, materialDays } = seen.ground.terms;
      return {
        standards: standardsOf(seen.ground),
        subjects: seen.subjects,
        period: seen.period,
        terms: { firstAttemptHours, attempts, noticeDays, materialDays },
        whyNotFile: whyNotFileClaim(question.asker),
      };
    },
    beside,
  ),
  serve(
    tryClaim,
    async (question) => {
      const seen = await look(question);
      if ("refusal" in seen) return seen.refusal;
      const { standard, subject = null } = question.query;
      const wrong = whyNotAsk(seen.subjects, { standard, subject });
      if (wrong !== null) return invalid(wrong);
      const period = periodAsked(seen.ground.lens, question.query.period)!;
      const { kept, ground } = seen;
      return answerOn(kept, `claim ${question.asOf} ${JSON.stringify([standard, subject, periodName(period), ground.turns, ground.terms])}`, () => ({
        period,
        currency: ground.lens.facts.currency,
        answer: answerView(testClaims(ground, [{ key: standard, subject, period }])[0]!, kept.named),
      }));
    },
    beside,
  ),
  serve(
    listClaims,
    async (question) => {
      const seen = await look(question);
      if ("refusal" in seen) return seen.refusal;
      const answers = await tested(seen, question.asOf);
      await noteVerdicts(question, seen, answers);
      const known = seen.rows.filter(({ id }) => answers.has(id));
      const { withdrawn } = question.query;
      return {
        currency: seen.ground.lens.facts.currency,
        claims: known
          .filter(({ withdrawnAt }) => withdrawn || withdrawnAt === null)
          .map((row) => claimView(row, answers.get(row.id)!, { asker: question.asker, subjects: seen.subjects, named: seen.kept.named })),
        withdrawn: known.filter(({ withdrawnAt }) => withdrawnAt !== null).length,
        whyNotFile: whyNotFileClaim(question.asker),
      };
    },
    beside,
  ),
  serve(
    readClaim,
    async (question) => {
      const seen = await look(question);
      if ("refusal" in seen) return seen.refusal;
      const { asker, database, params } = question;
      const answers = await tested(seen, question.asOf);
      const row = seen.rows.find(({ id }) => id === params.id);
      if (!row || !answers.has(row.id)) return missing();
      await noteVerdicts(question, seen, answers);
      const history = await database.inWorkspace(asker.workspaceId, (tx) => verdictHistory(tx, asker.workspaceId, row.id), { readOnly: true });
      return {
        currency: seen.ground.lens.facts.currency,
        claim: claimView(row, answers.get(row.id)!, { asker, subjects: seen.subjects, named: seen.kept.named }),
        together: row.withdrawnAt === null ? seen.rows.filter(({ withdrawnAt }) => withdrawnAt === null).length : 1,
        history: history.map(({ claimId: _claimId, ...rest }) => rest),
      };
    },
    beside,
  ),
  serve(
    listClaimRecords,
    async (question) => {
      const seen = await look(question);
      if ("refusal" in seen) return seen.refusal;
      const found = (await tested(seen, question.asOf)).get(question.params.id);
      if (!found) return missing();
      const { offset, limit } = question.query;
      if (!found.answer.ok) return { entity: "deal" as const, total: 0, ids: [] };
      const { entity, ids } = found.answer.measured.records;
      return { entity, total: ids.length, ids: ids.slice(offset, offset + limit) };
    },
    beside,
  ),
  serve(
    fileClaim,
    async (question) => {
      const { asker, database, body } = question;
      const why = whyNotFileClaim(asker);
      if (why !== null) return deny(why);
      const seen = await look(question);
      if ("refusal" in seen) return seen.refusal;
      const { standard, subject = null, said, isUnnamed } = body;
      const wrong = whyNotAsk(seen.subjects, { standard, subject });
      if (wrong !== null) return invalid(wrong);
      const period = body.period === undefined ? null : readPeriod(body.period);
      const claim = { id: randomUUID(), standard, subject, said, isUnnamed, from: period?.from ?? null, until: period?.until ?? null };
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        if (await hasSameClaim(tx, asker.workspaceId, claim)) return refuse("already-filed");
        await insertClaim(tx, asker.workspaceId, { ...claim, by: asker.memberId });
        await auditClaim(tx, asker, { act: "claim.filed", claim });
        await tx.notify("evenhand_claims", asker.workspaceId);
        return { id: claim.id };
      });
    },
    beside,
  ),
  serve(withdrawClaim, (question) => setAside(question, true), options),
  serve(restoreClaim, (question) => setAside(question, false), options),
];

async function setAside({ asker, database, params }: Pick<MemberQuestion<typeof withdrawClaim>, "asker" | "database" | "params">, isWithdrawn: boolean) {
  const why = whyNotReadClaims(asker);
  if (why !== null) return deny(why);
  return database.inWorkspace(asker.workspaceId, async (tx) => {
    const row = await claimToChange(tx, asker.workspaceId, params.id);
    if (!row || (row.withdrawnAt !== null) === isWithdrawn) return missing();
    const not = whyNotWithdraw(asker, row);
    if (not !== null) return deny(not);
    if (!isWithdrawn && (await hasSameClaim(tx, asker.workspaceId, row))) return refuse("already-filed");
    await setWithdrawn(tx, asker.workspaceId, { id: row.id, isWithdrawn });
    await auditClaim(tx, asker, { act: isWithdrawn ? "claim.withdrawn" : "claim.restored", claim: row });
    await tx.notify("evenhand_claims", asker.workspaceId);
    return {};
  });
}

/** An unnamed claimant is not named by the audit log either. */
async function auditClaim(
  tx: Parameters<typeof audit>[0],
  asker: Asker,
  { act, claim }: { act: string; claim: Pick<ClaimOnFile, "id" | "standard" | "subject" | "said" | "isUnnamed"> },
): Promise<void> {
  const { id, standard, subject, said, isUnnamed } = claim;
  const after = { standard, subject, said };
  await audit(tx, isUnnamed ? { workspaceId: asker.workspaceId, memberId: null } : asker, { act, subjectKind: "claim", subjectId: id, after });
}
