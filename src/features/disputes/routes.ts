// Answers about disputes: those on file, one up close, opening one, evidence, decisions by the rule that was stated before.
import { randomUUID } from "node:crypto";

import { whyNotDecide, whyNotDoubt, whyNotReadDisputes, whyNotTakeBack } from "#features/disputes/access.ts";
import {
  addEvidence,
  decideDispute,
  listDisputes,
  openDispute,
  readDispute,
  removeEvidence,
  restoreDispute,
  withdrawDispute,
} from "#features/disputes/contract.ts";
import { concernedBy, decidersOf, decisionOf, disputeView, stateOf, whyNotSay } from "#features/disputes/rules.ts";
import {
  disputeRow,
  disputeRows,
  disputeToChange,
  dropEvidence,
  evidenceOf,
  insertDispute,
  insertEvidence,
  isInDispute,
  saveVoice,
  setDecided,
  setWithdrawn,
  voicesOf,
} from "#features/disputes/store.ts";
import { words } from "#features/disputes/words.en.ts";
import type { Tx } from "#db/database.ts";
import type { Asker } from "#facts/department.ts";
import type { DisputeOnFile, HeadRole } from "#facts/disputes.ts";
import { deny, invalid, missing } from "#http/answers.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Route, serve } from "#http/route.ts";
import { refuse } from "#kit/refusal.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { workingDayAfter } from "#kit/working-hours.ts";
import { audit } from "#ledger/audit.ts";
import { numberOfClaim } from "#ledger/claim-number.ts";
import { membersWithRole, settle, tell } from "#ledger/notices.ts";
import { readWorkingWeek } from "#ledger/working-week.ts";
import { announce } from "#ledger/webhooks.ts";

const options = { sentences: sentencesOf(words) };
type Here = Pick<MemberQuestion, "asker" | "database" | "asOf">;
type About = MemberQuestion<typeof openDispute>["body"]["about"];

export const routes: Route[] = [
  serve(
    listDisputes,
    async ({ asker, database, asOf }) => {
      const why = whyNotReadDisputes(asker);
      if (why !== null) return deny(why);
      const { rows, voices } = await database.inWorkspace(
        asker.workspaceId,
        async (tx) => ({ rows: await disputeRows(tx, asker.workspaceId), voices: await voicesOf(tx, asker.workspaceId) }),
        { readOnly: true },
      );
      return { disputes: rows.map((row) => disputeView(row, { asker, today: asOf, voices })), whyNotOpen: whyNotDoubt(asker) };
    },
    options,
  ),
  serve(
    readDispute,
    async ({ asker, database, asOf, params }) => {
      const why = whyNotReadDisputes(asker);
      if (why !== null) return deny(why);
      return database.inWorkspace(
        asker.workspaceId,
        async (tx) => {
          const row = await disputeRow(tx, asker.workspaceId, params.id);
          if (row === null) return missing();
          const dispute = disputeView(row, { asker, today: asOf, voices: await voicesOf(tx, asker.workspaceId, row.id) });
          const evidence = await evidenceOf(tx, asker.workspaceId, row.id);
          return {
            dispute,
            evidence: evidence.map(({ addedById, ...one }) => Object.assign(one, { whyNotRemove: dispute.whyNotAdd ?? whyNotTakeBack(asker, addedById) })),
          };
        },
        { readOnly: true },
      );
    },
    options,
  ),
  serve(
    openDispute,
    async ({ asker, database, workspace, asOf, body }) => {
      const why = whyNotDoubt(asker);
      if (why !== null) return deny(why);
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        const number = await numberOf(tx, asker, { about: body.about, asOf, factsVersion: workspace.factsVersion });
        if ("ok" in number) return number;
        const { said, rule, workingDays, evidence } = body;
        const dueOn = workingDayAfter(await readWorkingWeek(tx, asker.workspaceId), asOf, workingDays);
        if (dueOn === null) return invalid("nobody-works");
        const dispute = { ...number, id: randomUUID(), said, rule, workingDays, dueOn, by: asker.memberId, as: asker.role };
        if (await isInDispute(tx, asker.workspaceId, dispute)) return refuse("already-in-dispute");
        await insertDispute(tx, asker.workspaceId, dispute);
        for (const one of evidence)
          await insertEvidence(tx, asker.workspaceId, { entity: null, ...one, disputeId: dispute.id, id: randomUUID(), by: asker.memberId });
        const { title, value, low, high, unit } = dispute;
        await audit(tx, asker, { act: "dispute.opened", ...aboutDispute(dispute.id), after: { title, value, low, high, unit, said, rule, dueOn } });
        return told(tx, { asker, asOf }, dispute.id);
      });
    },
    options,
  ),
  serve(
    addEvidence,
    async ({ asker, database, asOf, params, body }) =>
      database.inWorkspace(asker.workspaceId, async (tx) => {
        const row = await openOne(tx, { asker, asOf }, params.id);
        if ("ok" in row) return row;
        const id = randomUUID();
        await insertEvidence(tx, asker.workspaceId, { entity: null, ...body.evidence, disputeId: row.id, id, by: asker.memberId });
        await audit(tx, asker, { act: "dispute.evidenced", ...aboutDispute(row.id), after: body.evidence });
        await tx.notify("evenhand_disputes", asker.workspaceId);
        return { id };
      }),
    options,
  ),
  serve(
    removeEvidence,
    async ({ asker, database, asOf, params }) =>
      database.inWorkspace(asker.workspaceId, async (tx) => {
        const row = await openOne(tx, { asker, asOf }, params.id);
        if ("ok" in row) return row;
        const own = (await evidenceOf(tx, asker.workspaceId, row.id)).find(({ id }) => id === params.evidence);
        if (!own) return missing();
        const not = whyNotTakeBack(asker, own.addedById);
        if (not !== null) return deny(not);
        await dropEvidence(tx, asker.workspaceId, { disputeId: row.id, id: own.id });
        await audit(tx, asker, { act: "dispute.unevidenced", ...aboutDispute(row.id), before: { kind: own.kind, content: own.content } });
        await tx.notify("evenhand_disputes", asker.workspaceId);
        return {};
      }),
    options,
  ),
  serve(
    decideDispute,
    async ({ asker, database, asOf, params, body }) =>
      database.inWorkspace(asker.workspaceId, async (tx) => {
        const row = await openOne(tx, { asker, asOf }, params.id);
        if ("ok" in row) return row;
        const deciders = decidersOf(row);
        const not = whyNotDecide(asker, deciders);
        if (not !== null) return deny(not);
        const unfit = whyNotSay(row.rule, body);
        if (unfit !== null) return invalid(unfit);
        await saveVoice(tx, asker.workspaceId, { ...body, id: row.id, role: asker.role as HeadRole, memberId: asker.memberId });
        await audit(tx, asker, { act: "dispute.voiced", ...aboutDispute(row.id), after: body });
        const decision = decisionOf(deciders, await voicesOf(tx, asker.workspaceId, row.id));
        if (decision !== null) await decide(tx, asker, { row, decision });
        return told(tx, { asker, asOf }, row.id, false);
      }),
    options,
  ),
  serve(withdrawDispute, (question) => setAside(question, true), options),
  serve(restoreDispute, (question) => setAside(question, false), options),
];

/** What waits for those who decide: over as soon as there is nothing to decide. */
const waitingKinds = ["dispute-new", "dispute-due"] as const;
const aboutDispute = (subjectId: string) => ({ subjectKind: "dispute", subjectId });

/** The number as it is now: a claim's from its last verdict on file, a figure's as the asker sees it. */
async function numberOf(tx: Tx, asker: Asker, { about, asOf, factsVersion }: { about: About; asOf: string; factsVersion: number }) {
  const shared = { aboutKind: about.kind, aboutId: about.id, ...about.period };
  if (about.kind === "figure") {
    const { title, value, low, high, unit, currency } = about;
    return { ...shared, title, value, low, high, unit, currency, asOf, factsVersion, concerns: "both" as const };
  }
  const found = await numberOfClaim(tx, asker.workspaceId, about.id);
  if (found === null) return invalid("no-such-claim");
  const { said, standard, effect, low, high } = found;
  if (effect === null) return invalid("claim-without-number");
  const seen = { asOf: found.asOf, factsVersion: found.factsVersion };
  return { ...shared, ...seen, title: said, value: effect, low, high, unit: "share" as const, currency: null, concerns: concernedBy(standard) };
}

/** The dispute, held, where the asker may say anything to it and nothing is decided. */
async function openOne(tx: Tx, { asker, asOf }: Pick<Here, "asker" | "asOf">, id: string) {
  const why = whyNotReadDisputes(asker) ?? whyNotDoubt(asker);
  if (why !== null) return deny(why);
  const row = await disputeToChange(tx, asker.workspaceId, id);
  if (row === null) return missing();
  const state = stateOf(row, asOf);
  return state === "decided" || state === "withdrawn" ? refuse("dispute-is-closed") : row;
}

async function decide(tx: Tx, asker: Asker, { row, decision }: { row: DisputeOnFile; decision: NonNullable<ReturnType<typeof decisionOf>> }) {
  await setDecided(tx, asker.workspaceId, { id: row.id, ...decision });
  await settle(tx, asker.workspaceId, { kinds: waitingKinds, subject: { kind: "dispute", id: row.id } });
  const { title, value } = row;
  await audit(tx, asker, { act: "dispute.decided", ...aboutDispute(row.id), before: { title, value }, after: { ...decision, rule: row.rule } });
  await announce(tx, asker.workspaceId, {
    event: "dispute.decided",
    subject: { kind: "dispute", id: row.id },
    data: { said: title, outcomeCode: decision.outcome },
  });
  if (row.openedById !== asker.memberId) {
    const data = { said: title, outcomeCode: decision.outcome };
    await tell(tx, asker.workspaceId, { to: [row.openedById], kind: "dispute-decided", subject: { kind: "dispute", id: row.id }, data });
  }
}

/** The dispute as it is now; those who decide are told of a new one. */
async function told(tx: Tx, { asker, asOf }: Pick<Here, "asker" | "asOf">, id: string, isNew = true) {
  const row = (await disputeRow(tx, asker.workspaceId, id))!;
  if (isNew) {
    const to = await membersWithRole(tx, asker.workspaceId, decidersOf(row), [asker.memberId]);
    const data = { who: row.openedBy, said: row.title, dueOn: row.dueOn };
    await tell(tx, asker.workspaceId, { to, kind: "dispute-new", subject: { kind: "dispute", id }, data });
    await announce(tx, asker.workspaceId, { event: "dispute.opened", subject: { kind: "dispute", id }, data: { said: row.title, dueOn: row.dueOn } });
  }
  await tx.notify("evenhand_disputes", asker.workspaceId);
  return disputeView(row, { asker, today: asOf, voices: await voicesOf(tx, asker.workspaceId, id) });
}

async function setAside({ asker, database, params }: Pick<MemberQuestion<typeof withdrawDispute>, "asker" | "database" | "params">, isWithdrawn: boolean) {
  const why = whyNotReadDisputes(asker);
  if (why !== null) return deny(why);
  return database.inWorkspace(asker.workspaceId, async (tx) => {
    const row = await disputeToChange(tx, asker.workspaceId, params.id);
    if (row === null || (row.withdrawnAt !== null) === isWithdrawn) return missing();
    const not = whyNotTakeBack(asker, row.openedById);
    if (not !== null) return deny(not);
    if (row.outcome !== null) return refuse("dispute-is-closed");
    if (!isWithdrawn && (await isInDispute(tx, asker.workspaceId, row))) return refuse("already-in-dispute");
    await setWithdrawn(tx, asker.workspaceId, { id: row.id, isWithdrawn });
    if (isWithdrawn) await settle(tx, asker.workspaceId, { kinds: waitingKinds, subject: { kind: "dispute", id: row.id } });
    await audit(tx, asker, { act: isWithdrawn ? "dispute.withdrawn" : "dispute.restored", ...aboutDispute(row.id), after: { title: row.title } });
    await tx.notify("evenhand_disputes", asker.workspaceId);
    return {};
  });
}
