// Answers about journeys: credit by channel, the deals behind a channel, and the deals that both departments judge.
import { randomInt, randomUUID } from "node:crypto";

import { type CannotTellJourneys, JourneyTeller, type JourneysTold, wonWith } from "#evidence/journeys/tell.ts";
import { drawDeals } from "#evidence/journeys/deal-audit.ts";
import { lookedFrom } from "#evidence/kpi/usual-period.ts";
import { weighed } from "#evidence/trust/weighed.ts";
import { noDay } from "#facts/columns.ts";
import { sideOf, whyNotChangeVerdict, whyNotDraw, whyNotJudge, whyNotReadJourneys } from "#features/journeys/access.ts";
import {
  drawReview,
  giveVerdict,
  journeyRecords,
  readJourneys,
  readReview,
  restoreReview,
  takeVerdictBack,
  withdrawReview,
} from "#features/journeys/contract.ts";
import { type Asked, dealsToDraw, journeysView, pathOf, questionOf, reviewQuestion, reviewView } from "#features/journeys/rules.ts";
import {
  casesOf,
  deleteVerdict,
  insertReview,
  putVerdict,
  reviewToChange,
  reviewUnderWay,
  setWithdrawn,
  sidesThatJudged,
  verdictsOf,
} from "#features/journeys/store.ts";
import { words } from "#features/journeys/words.en.ts";
import { type Denial, deny, invalid, missing } from "#http/answers.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Route, serve } from "#http/route.ts";
import { type Day, dayOf } from "#kit/day.ts";
import { diceOf } from "#kit/dice.ts";
import { type Outcome, refuse } from "#kit/refusal.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { audit } from "#ledger/audit.ts";
import { type KeptFacts, carriedOver, derivedFrom, keptFacts } from "#ledger/kept-facts.ts";
import { keptTouches } from "#ledger/kept-touches.ts";

const options = { sentences: sentencesOf(words) };
const beside = { ...options, runsBeside: true };
const ofFacts = { ...beside, isOfFactsAlone: true };
type Here = Pick<MemberQuestion, "asker" | "database" | "workspace" | "asOf">;

interface Seen {
  readonly kept: KeptFacts;
  /** The day looked from: today, or the end of an old extract. */
  readonly from: Day;
  readonly told: Outcome<JourneysTold, CannotTellJourneys>;
}

/** Credit as this asker may see it; a refusal where there is nothing to look at. Worked out once for each state of the facts. */
async function look({ asker, database, workspace, asOf }: Here, asked: Asked): Promise<Seen | Denial> {
  const why = whyNotReadJourneys(asker);
  if (why !== null) return deny(why);
  // Both readings at once: while one waits for the database the other is taken in.
  const [kept, touches] = await Promise.all([keptFacts(database, workspace), keptTouches(database, workspace)]);
  const { lens } = derivedFrom(kept, `weighed ${asOf}`, () => weighed(kept, asOf));
  const from = lookedFrom(lens);
  if (from === null) return { ...invalid("no-facts-yet"), status: 404 };
  const question = questionOf(asked, from);
  if (question === null) return invalid("not-a-period");
  const facts = { ...touches, deals: kept.deals, leads: kept.leads };
  const name = `journeys ${JSON.stringify(question)}`;
  return { kept, from, told: derivedFrom(kept, name, () => carriedOver(kept, name, () => new JourneyTeller(question)).told(facts)) };
}

export const routes: Route[] = [
  serve(
    readJourneys,
    async (question) => {
      const seen = await look(question, question.query);
      if ("status" in seen) return seen;
      const { kept, from, told } = seen;
      if (!told.ok) return invalid(told.reason, told.details);
      return journeysView(told.value, { asked: question.query, currency: kept.currency, factsVersion: kept.factsVersion, asOf: from });
    },
    ofFacts,
  ),
  serve(
    journeyRecords,
    async (question) => {
      const { channel, limit, offset, ...asked } = question.query;
      const seen = await look(question, asked);
      if ("status" in seen) return seen;
      if (!seen.told.ok) return invalid(seen.told.reason, seen.told.details);
      const told = seen.told.value;
      if (channel !== undefined && told.channels[Number(channel)] === undefined) return missing();
      const rows = wonWith(told, channel === undefined ? null : Number(channel));
      return { total: rows.length, rows: rows.slice(offset, offset + limit).map((j) => recordOf(seen.kept, told, j)) };
    },
    ofFacts,
  ),
  serve(readReview, async (question) => reviewFor(question), beside),
  serve(
    drawReview,
    async (question) => {
      const { asker, database, body } = question;
      const why = whyNotDraw(asker);
      if (why !== null) return deny(why);
      const seen = await look(question, reviewQuestion);
      if ("status" in seen) return seen;
      const from = seen.told.ok ? dealsToDraw(seen.told.value, seen.kept.deals) : { won: [], lost: [] };
      if (from.won.length < 2 || from.won.length + from.lost.length < body.size)
        return invalid("too-few-deals-to-draw", { found: from.won.length + from.lost.length });
      const [id, seed] = [randomUUID(), randomInt(1, 2 ** 31 - 1)];
      const deals = drawDeals(from, body.size, diceOf(seed));
      const made = await database.inWorkspace(asker.workspaceId, async (tx) => {
        if (!(await insertReview(tx, asker.workspaceId, { id, seed, by: asker.memberId, deals }))) return false;
        await audit(tx, asker, { act: "review.drawn", subjectKind: "deal-review", subjectId: id, after: { deals: deals.length, seed } });
        return true;
      });
      if (!made) return refuse("a-review-is-under-way");
      return { id };
    },
    beside,
  ),
  serve(withdrawReview, (question) => setAside(question, true), options),
  serve(restoreReview, (question) => setAside(question, false), options),
  serve(
    giveVerdict,
    async (question) => {
      const { body } = question;
      const why = whyNotJudge(question.asker);
      if (why !== null) return deny(why);
      if (body.channel !== null) {
        const seen = await look(question, reviewQuestion);
        if ("status" in seen) return seen;
        if (!isInJourney(seen, body.deal, body.channel)) return invalid("no-such-channel-in-journey");
      }
      return judge(question, { deal: body.deal, verdict: { channel: body.channel, note: body.note === "" ? null : body.note } });
    },
    beside,
  ),
  serve(takeVerdictBack, (question) => judge(question, { deal: question.query.deal, verdict: null }), options),
];

function recordOf({ deals, named }: KeptFacts, told: JourneysTold, j: number) {
  const { journeys } = told;
  const row = journeys.end[j]!;
  const account = deals.account.names[deals.account.codes[row]!] ?? null;
  const day = deals.closedOn[row]!;
  const path = pathOf(told, j);
  return {
    id: deals.ids[row]!,
    account: nameIn(named.accounts, account),
    closedOn: day === noDay ? null : dayOf(day),
    amount: Number.isNaN(deals.amount[row]!) ? null : deals.amount[row]!,
    days: Math.round((journeys.until[j]! - journeys.minute[journeys.starts[j]!]!) / 1440),
    path: path.map(({ channel }) => channel),
  };
}

/** The name of an account by its id; lists stand in order of ids. */
function nameIn({ ids, names }: KeptFacts["named"]["accounts"], id: string | null): string | null {
  if (id === null) return null;
  let [low, high] = [0, ids.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Buffer.compare(Buffer.from(ids[middle]!), Buffer.from(id)) < 0) low = middle + 1;
    else high = middle;
  }
  return ids[low] === id ? (names[low] ?? id) : id;
}

function isInJourney({ kept, told }: Seen, deal: string, channel: string): boolean {
  if (!told.ok) return false;
  const { journeys } = told.value;
  const row = kept.deals.ids.indexOf(deal);
  const j = row < 0 ? -1 : journeys.end.indexOf(row);
  return j >= 0 && pathOf(told.value, j).some((touch) => touch.channel === channel);
}

async function reviewFor(question: Here) {
  const { asker, database } = question;
  const why = whyNotReadJourneys(asker);
  if (why !== null) return deny(why);
  const { workspaceId } = asker;
  const read = await database.inWorkspace(
    workspaceId,
    async (tx) => {
      const review = await reviewUnderWay(tx, workspaceId);
      return review && { review, cases: await casesOf(tx, workspaceId, review.id), verdicts: await verdictsOf(tx, workspaceId, review.id) };
    },
    { readOnly: true },
  );
  const seen = await look(question, reviewQuestion);
  if ("status" in seen) return seen;
  const { kept, told } = seen;
  const review =
    read &&
    reviewView({ ...read, told: told.ok ? told.value : null, deals: kept.deals, accountName: (id) => nameIn(kept.named.accounts, id) }, asker, sideOf(asker));
  return { review, whyNotDraw: whyNotDraw(asker), currency: kept.currency };
}

/** Puts a sample aside, or takes it up again where no other is under way. */
async function setAside({ asker, database, params }: Here & { readonly params: { readonly id: string } }, isAside: boolean) {
  const why = whyNotDraw(asker);
  if (why !== null) return deny(why);
  const { workspaceId } = asker;
  return database.inWorkspace(workspaceId, async (tx) => {
    const row = await reviewToChange(tx, workspaceId, params.id);
    if (!row) return missing();
    if (row.isWithdrawn === isAside) return {};
    if (!isAside && (await reviewUnderWay(tx, workspaceId)) !== null) return refuse("a-review-is-under-way");
    await setWithdrawn(tx, workspaceId, { id: row.id, by: isAside ? asker.memberId : null });
    await audit(tx, asker, { act: isAside ? "review.withdrawn" : "review.restored", subjectKind: "deal-review", subjectId: row.id });
    return {};
  });
}

interface Judging {
  readonly deal: string;
  /** null: the verdict is taken back. */
  readonly verdict: { readonly channel: string | null; readonly note: string | null } | null;
}

/** Sets or takes back what the asker's side says. The log tells that a side has judged, never what it said: it is read before the other side has. */
async function judge({ asker, database, params }: Here & { readonly params: { readonly id: string } }, { deal, verdict }: Judging) {
  const why = whyNotJudge(asker);
  const side = sideOf(asker);
  if (why !== null || side === null) return deny(why ?? "only-departments-judge");
  const { workspaceId } = asker;
  return database.inWorkspace(workspaceId, async (tx) => {
    const judged = await sidesThatJudged(tx, workspaceId, { id: params.id, deal });
    if (judged === null) return missing();
    const isOwn = judged.includes(side);
    const whyNot = isOwn ? whyNotChangeVerdict(asker, judged.length === 2) : null;
    if (whyNot !== null) return refuse(whyNot);
    if (verdict === null && !isOwn) return {};
    if (verdict === null) await deleteVerdict(tx, workspaceId, { id: params.id, deal, side });
    else await putVerdict(tx, workspaceId, { id: params.id, deal, side, ...verdict, by: asker.memberId });
    await audit(tx, asker, {
      act: verdict === null ? "verdict.withdrawn" : "verdict.given",
      subjectKind: "deal-review",
      subjectId: params.id,
      after: { deal, side },
    });
    return {};
  });
}
