// Answers about what agencies are shown, and about what they run.
import { randomUUID } from "node:crypto";

import { whyNotSeeAgencies, whyNotSeeWork, whyNotShare } from "#features/agency/access.ts";
import {
  type ShareView,
  exportAgencyCases,
  findShareable,
  listAgencies,
  listAgencyCases,
  listAgencySpend,
  listShares,
  readAgencyWork,
  shareWithAgency,
  stopSharing,
} from "#features/agency/contract.ts";
import { casesAsCsv, casesIn, isInService, shareableWith, spendIn, workOf } from "#features/agency/rules.ts";
import { agenciesOf, endShare, isOnRecord, saveShare, sharesWith } from "#features/agency/store.ts";
import { words } from "#features/agency/words.en.ts";
import { campaignBook } from "#evidence/campaigns/results.ts";
import { weighed } from "#evidence/trust/weighed.ts";
import type { ShareKind } from "#facts/rights.ts";
import { deny, invalid, missing } from "#http/answers.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Route, serve } from "#http/route.ts";
import { readPeriod } from "#kit/period.ts";
import type { Refusal } from "#kit/refusal.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { audit } from "#ledger/audit.ts";
import { derivedFrom, keptFacts } from "#ledger/kept-facts.ts";
import { keptTouches } from "#ledger/kept-touches.ts";

const options = { sentences: sentencesOf(words) };
// What is shared is read anew for every question: no answer outlives a share.
const beside = { ...options, runsBeside: true };

const shareRoutes: Route[] = [
  serve(
    listShares,
    async ({ asker, database, query }) => {
      const { member, ...rest } = query;
      const filter = { ...rest, memberId: asker.role === "agency" ? asker.memberId : member };
      const shares = await database.inWorkspace(asker.workspaceId, (tx) => sharesWith(tx, asker.workspaceId, filter), { readOnly: true });
      return { shares, whyNotShare: whyNotShare(asker) };
    },
    options,
  ),
  serve(
    shareWithAgency,
    async ({ asker, database, body }) => {
      const why = whyNotShare(asker);
      if (why) return deny(why);
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        const { kind, subjectId, memberId } = body;
        const isHere = await tx.maybe("select 1 from evenhand.member where workspace_id = $1 and id = $2 for share", [asker.workspaceId, memberId]);
        if (!isHere || !(await isOnRecord(tx, asker.workspaceId, { kind, id: subjectId }))) return missing();
        if ((await agenciesOf(tx, asker.workspaceId, memberId)).length === 0) return invalid("not-an-agency");
        const isNew = await saveShare(tx, asker.workspaceId, { id: randomUUID(), ...body, sharedBy: asker.memberId });
        const [share] = await sharesWith(tx, asker.workspaceId, body);
        if (!share) throw new Error("a share was written and is not there");
        if (isNew) await audit(tx, asker, { act: "record.shared", subjectKind: kind, subjectId, after: loggedOf(share) });
        return share;
      });
    },
    options,
  ),
  serve(
    stopSharing,
    async ({ asker, database, params }) => {
      const why = whyNotShare(asker);
      if (why) return deny(why);
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        const share = (await sharesWith(tx, asker.workspaceId, {})).find(({ id }) => id === params.id);
        if (!share) return missing();
        await endShare(tx, asker.workspaceId, share.id);
        await audit(tx, asker, { act: "record.unshared", subjectKind: share.kind, subjectId: share.subjectId, before: loggedOf(share) });
        return {};
      });
    },
    options,
  ),
  serve(
    listAgencies,
    async ({ asker, database, asOf }) => {
      const why = whyNotSeeAgencies(asker);
      if (why) return deny(why);
      const rows = await database.inWorkspace(asker.workspaceId, (tx) => agenciesOf(tx, asker.workspaceId), { readOnly: true });
      const agencies = rows.map(({ servedFrom, servedUntil, ...shown }) =>
        Object.assign({}, shown, { isInService: isInService({ servedFrom, servedUntil }, asOf) }),
      );
      return { agencies, whyNotShare: whyNotShare(asker) };
    },
    options,
  ),
  serve(
    findShareable,
    async ({ asker, database, workspace, query }) => {
      const why = whyNotSeeAgencies(asker);
      if (why) return deny(why);
      return shareableWith(query.text, await keptFacts(database, workspace));
    },
    beside,
  ),
];

/** What the log keeps of a share: names, which people know. */
const loggedOf = ({ name, subjectId, memberName }: ShareView) => ({ name: name ?? subjectId, with: memberName });

type WorkQuestion = Pick<MemberQuestion, "asker" | "database" | "workspace" | "asOf"> & {
  readonly query: {
    readonly member?: string | undefined;
    readonly period?: string | undefined;
    readonly kind?: ShareKind | undefined;
    readonly id?: string | undefined;
  };
};

/** What one agency is shown, looked at by it or by whoever may; a refusal where nobody is asked about, or more than that is wanted. */
async function lookAt({ asker, database, workspace, asOf, query }: WorkQuestion) {
  const member = query.member ?? (asker.role === "agency" ? asker.memberId : null);
  if (member === null) return { refusal: invalid("agency-not-named") satisfies Refusal };
  const why = whyNotSeeWork(asker, member);
  if (why) return { refusal: deny(why) };
  const { agency, shares } = await database.inWorkspace(
    workspace.id,
    async (tx) => ({ agency: (await agenciesOf(tx, workspace.id, member))[0], shares: await sharesWith(tx, workspace.id, { memberId: member }) }),
    { readOnly: true },
  );
  if (!agency) return { refusal: missing() };
  const asked =
    query.kind === undefined || query.id === undefined ? null : shares.findIndex(({ kind, subjectId }) => kind === query.kind && subjectId === query.id);
  if (asked === -1) return { refusal: missing() };
  const kept = await keptFacts(database, workspace);
  const { lens } = derivedFrom(kept, `weighed ${asOf}`, () => weighed(kept, asOf));
  const subjects = shares.map(({ kind, subjectId }) => ({ kind, id: subjectId }));
  const touches = subjects.length === 0 ? null : (await keptTouches(database, workspace)).touchpoints;
  const book = derivedFrom(kept, `campaigns ${asOf} ${JSON.stringify(subjects)}`, () => campaignBook(lens, subjects, { campaigns: kept.campaigns, touches }));
  return { agency, shares, kept, lens, book, place: asked, period: query.period === undefined ? null : readPeriod(query.period) };
}

const workRoutes: Route[] = [
  serve(
    readAgencyWork,
    async (question) => {
      const seen = await lookAt(question);
      if ("refusal" in seen) return seen.refusal;
      const { agency, lens, kept } = seen;
      const { currency } = question.workspace;
      const told = workOf(lens, { ...seen, campaigns: kept.campaigns, currency });
      return {
        agency: { id: agency.id, name: agency.name, isYou: agency.id === question.asker.memberId },
        currency,
        ...told,
        whyNotShare: whyNotShare(question.asker),
      };
    },
    beside,
  ),
  serve(
    listAgencyCases,
    async (question) => {
      const seen = await lookAt(question);
      if ("refusal" in seen) return seen.refusal;
      const { outcome, step, limit, offset } = question.query;
      const cases = casesIn(seen.book, seen.shares, { ...seen, outcome, step });
      return { total: cases.length, cases: cases.slice(offset, offset + limit) };
    },
    beside,
  ),
  serve(
    exportAgencyCases,
    async (question) => {
      const seen = await lookAt(question);
      if ("refusal" in seen) return seen.refusal;
      const { outcome, step } = question.query;
      const content = casesAsCsv(casesIn(seen.book, seen.shares, { ...seen, outcome, step }));
      return { name: "evenhand-leads.csv", type: "text/csv; charset=utf-8", content };
    },
    beside,
  ),
  serve(
    listAgencySpend,
    async (question) => {
      const seen = await lookAt(question);
      if ("refusal" in seen) return seen.refusal;
      const { limit, offset } = question.query;
      const lines = spendIn(seen.lens, seen.book, seen);
      return { currency: question.workspace.currency, total: lines.length, lines: lines.slice(offset, offset + limit) };
    },
    beside,
  ),
];

export const routes: Route[] = [...shareRoutes, ...workRoutes];
