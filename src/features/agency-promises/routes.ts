// Answers about promises between the firm and its agencies: how far each was kept, a proposal, its signatures, and what passed between the two.
import { randomUUID } from "node:crypto";

import { maySee, signsFor, whyNotEnter, whyNotPropose, whyNotSign, whyNotWithdraw } from "#features/agency-promises/access.ts";
import {
  answerDealing,
  enterDealing,
  proposeAgencyPromise,
  readAgencyPromises,
  signAgencyPromise,
  withdrawAgencyPromise,
  withdrawDealing,
} from "#features/agency-promises/contract.ts";
import { heldOf, newestSigned, promiseViews, whyNotTerms } from "#features/agency-promises/rules.ts";
import {
  type SharedWith,
  type VersionRow,
  agenciesOn,
  dealingRows,
  dealingToChange,
  insertDealing,
  insertSignature,
  insertVersion,
  setAnswered,
  setDealingWithdrawn,
  setVersionWithdrawn,
  sharedWith,
  versionRows,
} from "#features/agency-promises/store.ts";
import { words } from "#features/agency-promises/words.en.ts";
import type { Tx } from "#db/database.ts";
import { campaignBook } from "#evidence/campaigns/results.ts";
import type { AgencyLead } from "#evidence/promises/agency.ts";
import { weighed } from "#evidence/trust/weighed.ts";
import type { AgencyPromiseKey } from "#facts/agency-promises.ts";
import { type Denial, deny, invalid, missing } from "#http/answers.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Route, serve } from "#http/route.ts";
import { type Day, dayNumber, dayOf } from "#kit/day.ts";
import { type WhyNot, refuse } from "#kit/refusal.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { askToSign, settleSigned, settleWithdrawn } from "#ledger/agency-promise-notices.ts";
import { audit } from "#ledger/audit.ts";
import { derivedFrom, keptFacts } from "#ledger/kept-facts.ts";
import { keptHandoffWork } from "#ledger/kept-handoff-work.ts";
import { keptTouches } from "#ledger/kept-touches.ts";
import { holdAgreements } from "#ledger/signatures.ts";

const options = { sentences: sentencesOf(words) };
type Here = Pick<MemberQuestion, "asker" | "database" | "workspace" | "asOf">;

/** The leads of what is shown to an agency, as its own page counts them, each with the day on which sales first did anything with it. */
async function leadsOf({ database, workspace, asOf }: Here, shares: readonly SharedWith[]): Promise<{ leads: AgencyLead[]; lastSeen: Day }> {
  const kept = await keptFacts(database, workspace);
  const { lens } = derivedFrom(kept, `weighed ${asOf}`, () => weighed(kept, asOf));
  const work = await keptHandoffWork(database, workspace);
  // What was done here may be later than the last deal of an export.
  const lastAct =
    work === null ? -Infinity : derivedFrom(kept, "last act at leads", () => latest([work.createdAt, work.acceptedAt, work.returnedAt, work.firstAttemptAt]));
  const lastSeen = dayOf(Math.min(dayNumber(asOf), Math.max(lens.lastSeen, Math.floor(lastAct / 86_400_000))));
  const { leads } = lens.facts;
  if (shares.length === 0 || leads === null) return { leads: [], lastSeen };
  const subjects = shares.map(({ kind, id }) => ({ kind, id }));
  const { touchpoints: touches } = await keptTouches(database, workspace);
  const book = derivedFrom(kept, `campaigns ${asOf} ${JSON.stringify(subjects)}`, () => campaignBook(lens, subjects, { campaigns: kept.campaigns, touches }));
  const rowOf = derivedFrom(kept, "lead rows", () => new Map(leads.ids.map((id, row) => [id, row])));
  const workedOn = (id: string): Day | null => {
    const row = rowOf.get(id);
    if (row === undefined || work === null) return null;
    const first = Math.min(...[work.acceptedAt, work.returnedAt, work.firstAttemptAt].map((at) => at[row]!).filter((at) => !Number.isNaN(at)));
    return Number.isFinite(first) ? dayOf(Math.floor(first / 86_400_000)) : null;
  };
  return {
    leads: book.cases.list.filter(({ kind }) => kind === "lead").map(({ id, cameOn }) => ({ id, cameOn: dayOf(cameOn), workedOn: workedOn(id) })),
    lastSeen,
  };
}

function latest(columns: readonly Float64Array[]): number {
  let last = -Infinity;
  for (const column of columns) for (const moment of column) if (moment > last) last = moment;
  return last;
}

interface Change extends Pick<MemberQuestion, "asker" | "database" | "asOf"> {
  readonly agency: string;
  readonly whyNot: WhyNot;
}

/** What a change does, one after the other; nobody learns of an agency that is not theirs to know. */
async function change<T>({ asker, database, asOf, agency, whyNot }: Change, act: (tx: Tx) => Promise<T | Denial>): Promise<T | Denial> {
  if (!maySee(asker, agency)) return missing();
  if (whyNot !== null) return deny(whyNot);
  return database.inWorkspace(asker.workspaceId, async (tx) => {
    await holdAgreements(tx, asker.workspaceId);
    const [found] = await agenciesOn(tx, asker.workspaceId, { day: asOf, id: agency });
    if (found === undefined || !found.isHere) return missing();
    const told = await act(tx);
    await tx.notify("evenhand_agency", `${asker.workspaceId} ${agency}`);
    return told;
  });
}

const subject = (agency: string, key: AgencyPromiseKey, version: number) => ({ subjectKind: "agency-promise", subjectId: `${agency}/${key}@${version}` });
const said = (key: AgencyPromiseKey, { level, atLeast }: VersionRow["terms"]) => ({ name: words[`name-${key}`], level, atLeast });

async function rowsOf(tx: Tx, workspaceId: string, { agency, promise }: { agency: string; promise: AgencyPromiseKey }): Promise<VersionRow[]> {
  return (await versionRows(tx, workspaceId, agency)).filter(({ key }) => key === promise);
}

const promiseRoutes: Route[] = [
  serve(
    readAgencyPromises,
    async (question) => {
      const { asker, database, asOf, query } = question;
      const id = query.agency ?? (asker.role === "agency" ? asker.memberId : null);
      if (id !== null && !maySee(asker, id)) return missing();
      const { agencies, rows, dealings, shares } = await database.inWorkspace(
        asker.workspaceId,
        async (tx) => ({
          agencies: await agenciesOn(tx, asker.workspaceId, { day: asOf, id }),
          rows: await versionRows(tx, asker.workspaceId, id),
          dealings: await dealingRows(tx, asker.workspaceId, id),
          shares: await sharedWith(tx, asker.workspaceId, id),
        }),
        { readOnly: true },
      );
      if (query.agency !== undefined && agencies.length === 0) return missing();
      const about = new Map(dealings.map((one) => [one.id, one.about]));
      const promises = [];
      for (const { id: agencyId } of agencies) {
        const own = rows.filter((row) => row.agencyId === agencyId);
        if (own.length === 0) continue;
        const shared = shares.filter(({ memberId }) => memberId === agencyId);
        const { leads, lastSeen } = await leadsOf(question, shared);
        const ground = { held: heldOf(own), dealings: dealings.filter((one) => one.agencyId === agencyId), leads, asOf, lastSeen };
        promises.push(...promiseViews(own, { asker, agencyId, ground, isShared: shared.length > 0, about }));
      }
      // One that has left stands there for as long as anything was agreed with it.
      const shown = agencies.filter(({ id: each, isHere }) => isHere || rows.some(({ agencyId }) => agencyId === each));
      return {
        agencies: shown.map(({ id: each, name, isHere }) => ({
          id: each,
          name,
          isYou: each === asker.memberId,
          whyNotPropose: isHere ? whyNotPropose(asker, each) : "agency-has-left",
          whyNotEnter: isHere ? whyNotEnter(asker, each) : "agency-has-left",
        })),
        promises,
        dealings,
        today: asOf,
      };
    },
    { ...options, runsBeside: true },
  ),
  serve(
    proposeAgencyPromise,
    async ({ asker, database, asOf, params: { agency, promise }, body: { terms, note, holdsFrom } }) =>
      change({ asker, database, asOf, agency, whyNot: whyNotPropose(asker, agency) }, async (tx) => {
        const rows = await rowsOf(tx, asker.workspaceId, { agency, promise });
        const why = whyNotTerms(rows, { key: promise, terms, holdsFrom, today: asOf });
        if (why === "level-too-high") return invalid(why);
        if (why !== null) return refuse(why);
        const version = Math.max(0, ...rows.map((row) => row.version)) + 1;
        const of = { agencyId: agency, key: promise, version };
        await insertVersion(tx, asker.workspaceId, { ...of, terms, note, holdsFrom, by: asker.memberId });
        const party = signsFor(asker, agency);
        if (party !== null) await insertSignature(tx, asker.workspaceId, { ...of, party, memberId: asker.memberId });
        await askToSign(tx, asker, { agency, key: promise, signed: party });
        await audit(tx, asker, { act: "agency-promise.proposed", ...subject(agency, promise, version), after: said(promise, terms) });
        return { version };
      }),
    options,
  ),
  serve(
    signAgencyPromise,
    async ({ asker, database, asOf, params: { agency, promise, version } }) =>
      change({ asker, database, asOf, agency, whyNot: signsFor(asker, agency) === null ? "only-heads-and-agency-sign" : null }, async (tx) => {
        const rows = await rowsOf(tx, asker.workspaceId, { agency, promise });
        const row = rows.find((one) => one.version === version);
        if (row === undefined) return missing();
        const why = whyNotSign(asker, { agencyId: agency, one: row, newest: newestSigned(rows) });
        if (why !== null) return refuse(why);
        const party = signsFor(asker, agency)!;
        await insertSignature(tx, asker.workspaceId, { agencyId: agency, key: promise, version, party, memberId: asker.memberId });
        await settleSigned(tx, asker.workspaceId, { agency, key: promise, party });
        await audit(tx, asker, { act: "agency-promise.signed", ...subject(agency, promise, version), after: said(promise, row.terms) });
        return {};
      }),
    options,
  ),
  serve(
    withdrawAgencyPromise,
    async ({ asker, database, asOf, params: { agency, promise, version } }) =>
      change({ asker, database, asOf, agency, whyNot: whyNotPropose(asker, agency) }, async (tx) => {
        const row = (await rowsOf(tx, asker.workspaceId, { agency, promise })).find((one) => one.version === version);
        if (row === undefined) return missing();
        const why = whyNotWithdraw(asker, { agencyId: agency, one: row });
        if (why !== null) return refuse(why);
        await setVersionWithdrawn(tx, asker.workspaceId, { agencyId: agency, key: promise, version });
        await settleWithdrawn(tx, asker.workspaceId, { agency, key: promise });
        await audit(tx, asker, { act: "agency-promise.withdrawn", ...subject(agency, promise, version), after: said(promise, row.terms) });
        return {};
      }),
    options,
  ),
];

const firstOfMonth = (day: Day): Day => `${day.slice(0, 7)}-01`;
const dealing = (id: string) => ({ subjectKind: "agency-dealing", subjectId: id });

/** What was done is said on a day that has come, and not before it was asked for. */
function whyNotDays({ askedOn, answeredOn, today }: { askedOn: Day; answeredOn: Day | null; today: Day }) {
  if (askedOn > today || (answeredOn !== null && answeredOn > today)) return "begins-in-the-future";
  return answeredOn !== null && answeredOn < askedOn ? "answered-before-asked" : null;
}

/** A dealing that is the asker's to change, inside a transaction of its own. */
async function changeDealing<T>(
  { asker, database, asOf }: Pick<MemberQuestion, "asker" | "database" | "asOf">,
  { id, act }: { id: string; act: (tx: Tx, one: NonNullable<Awaited<ReturnType<typeof dealingToChange>>>) => Promise<T | Denial> },
): Promise<T | Denial> {
  const one = await database.inWorkspace(asker.workspaceId, (tx) => dealingToChange(tx, asker.workspaceId, id));
  if (one === null) return missing();
  return change({ asker, database, asOf, agency: one.agencyId, whyNot: whyNotEnter(asker, one.agencyId) }, async (tx) =>
    act(tx, (await dealingToChange(tx, asker.workspaceId, id))!),
  );
}

const dealingRoutes: Route[] = [
  serve(
    enterDealing,
    async ({ asker, database, asOf, params: { agency }, body }) =>
      change({ asker, database, asOf, agency, whyNot: whyNotEnter(asker, agency) }, async (tx) => {
        // A report is about a whole month, and is given when it is over or before.
        const askedOn = body.kind === "report" ? firstOfMonth(body.askedOn) : body.askedOn;
        const why = whyNotDays({ askedOn, answeredOn: body.answeredOn, today: asOf });
        if (why !== null) return invalid(why);
        const id = randomUUID();
        const forOn = body.kind === "brief" ? body.forOn : null;
        await insertDealing(tx, asker.workspaceId, { ...body, id, agencyId: agency, askedOn, forOn, by: asker.memberId });
        await audit(tx, asker, { act: "agency-dealing.entered", ...dealing(id), after: { name: body.about, askedOn, answeredOn: body.answeredOn } });
        return { id };
      }),
    options,
  ),
  serve(
    answerDealing,
    async ({ asker, database, asOf, params: { id }, body: { answeredOn } }) =>
      changeDealing(
        { asker, database, asOf },
        {
          id,
          act: async (tx, one) => {
            if (one.isWithdrawn) return missing();
            const why = whyNotDays({ askedOn: one.askedOn, answeredOn, today: asOf });
            if (why !== null) return invalid(why);
            await setAnswered(tx, asker.workspaceId, { id, answeredOn, by: asker.memberId });
            const before = { name: one.about, answeredOn: one.answeredOn };
            await audit(tx, asker, { act: "agency-dealing.answered", ...dealing(id), before, after: { name: one.about, answeredOn } });
            return {};
          },
        },
      ),
    options,
  ),
  serve(
    withdrawDealing,
    async ({ asker, database, asOf, params: { id }, body: { isWithdrawn } }) =>
      changeDealing(
        { asker, database, asOf },
        {
          id,
          act: async (tx, one) => {
            if (one.isWithdrawn === isWithdrawn) return {};
            await setDealingWithdrawn(tx, asker.workspaceId, { id, isWithdrawn });
            await audit(tx, asker, { act: isWithdrawn ? "agency-dealing.withdrawn" : "agency-dealing.restored", ...dealing(id), after: { name: one.about } });
            return {};
          },
        },
      ),
    options,
  ),
];

export const routes: Route[] = [...promiseRoutes, ...dealingRoutes];
