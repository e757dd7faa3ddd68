// Answers about decisions: the log, one with its evidence then and now, and writing one down that both sides agree to.
import { randomUUID } from "node:crypto";

import { whyNotAgree, whyNotEnter, whyNotReadDecisions, whyNotWithdraw } from "#features/decisions/access.ts";
import {
  type EvidenceNow,
  agreeToDecision,
  enterDecision,
  listDecisions,
  readDecision,
  readEvidenceNow,
  withdrawDecision,
} from "#features/decisions/contract.ts";
import { type NameOf, chosen, keptEvidence, quotedEvidence, register, valueOf, whyNotParties } from "#features/decisions/rules.ts";
import { evidenceOf, holdDecision, insertDecision, keepEvidence, setAgreed, setWithdrawn } from "#features/decisions/store.ts";
import { words } from "#features/decisions/words.en.ts";
import type { Tx } from "#db/database.ts";
import { enteredId } from "#facts/decisions.ts";
import type { Asker } from "#facts/department.ts";
import type { Quote } from "#facts/thread.ts";
import { type Denial, deny, invalid, missing } from "#http/answers.ts";
import type { FindNumber } from "#http/number-finder.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Route, serve } from "#http/route.ts";
import { isOurPage, paths } from "#kit/paths.ts";
import { periodName } from "#kit/period.ts";
import { refuse } from "#kit/refusal.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { peopleOn } from "#ledger/action-register.ts";
import { audit } from "#ledger/audit.ts";
import { numberOfClaim } from "#ledger/claim-number.ts";
import { type DecisionRow, decisionRows } from "#ledger/decision-register.ts";
import { nameOf } from "#ledger/meetings.ts";
import { settle, tell } from "#ledger/notices.ts";
import { announce } from "#ledger/webhooks.ts";

const options = { sentences: sentencesOf(words) };
type Here = Pick<MemberQuestion, "asker" | "workspace" | "asOf">;
type Given = MemberQuestion<typeof enterDecision>["body"]["evidence"][number];

const subjectOf = (id: string) => ({ kind: "decision", id: enteredId(id) });
const noteOf = (id: string) => ({ subjectKind: "decision", subjectId: enteredId(id) });

/** `numbers` asks again for what decisions rested on; `called` says how agreements and goals are named on the screens. */
export function routesWith(numbers: FindNumber, called: NameOf): Route[] {
  const viewed = (rows: readonly DecisionRow[], { asker, workspace, asOf }: Here) =>
    register(rows, { asker, today: asOf, currency: workspace.currency, nameOf: called });
  const one = async (tx: Tx, here: Here, id: string) => {
    const rows = await decisionRows(tx, here.asker.workspaceId);
    const views = viewed(rows, here);
    const place = rows.findIndex((row) => row.id === id);
    return place === -1 ? null : { row: rows[place]!, view: views[place]!, views };
  };

  return [
    serve(
      listDecisions,
      async ({ asker, workspace, database, asOf, query }) => {
        const why = whyNotReadDecisions(asker);
        if (why !== null) return deny(why);
        const { rows, people } = await database.inWorkspace(
          asker.workspaceId,
          async (tx) => ({ rows: await decisionRows(tx, asker.workspaceId), people: await peopleOn(tx, asker.workspaceId, asOf) }),
          { readOnly: true },
        );
        const { decisions, counts } = chosen(viewed(rows, { asker, workspace, asOf }), query);
        return {
          decisions: decisions.slice(0, query.limit),
          counts,
          total: decisions.length,
          onLog: rows.length,
          people,
          me: asker.memberId,
          today: asOf,
          whyNotEnter: whyNotEnter(asker),
        };
      },
      options,
    ),
    serve(
      readDecision,
      async ({ asker, workspace, database, asOf, params }) => {
        const why = whyNotReadDecisions(asker);
        if (why !== null) return deny(why);
        return database.inWorkspace(
          asker.workspaceId,
          async (tx) => {
            const found = await one(tx, { asker, workspace, asOf }, params.id);
            if (found === null) return missing();
            const { row, view, views } = found;
            const link = (id: string | null) => {
              const other = views.find((each) => each.id === id);
              return other === undefined ? null : { id: other.id, title: other.title, state: other.state, decidedAt: other.decidedAt };
            };
            const quotes = await evidenceOf(tx, asker.workspaceId, row.id);
            return {
              decision: view,
              evidence: [...row.kept.map(keptEvidence), ...quotes.map(quotedEvidence)],
              before: link(view.supersedes),
              after: link(view.supersededBy),
            };
          },
          { readOnly: true },
        );
      },
      options,
    ),
    serve(
      readEvidenceNow,
      async (question) => {
        const { asker, database, asOf, params } = question;
        const why = whyNotReadDecisions(asker);
        if (why !== null) return deny(why);
        const found = await database.inWorkspace(
          asker.workspaceId,
          async (tx) => {
            const row = (await decisionRows(tx, asker.workspaceId)).find(({ id }) => id === params.id);
            return row === undefined ? null : { row, quotes: await evidenceOf(tx, asker.workspaceId, row.id) };
          },
          { readOnly: true },
        );
        if (found === null) return missing();
        const evidence: EvidenceNow[] = [];
        for (const [place, kept] of found.row.kept.entries()) evidence.push(await keptNow(question, { kept, key: `k${place}` }));
        for (const { place, quote } of found.quotes) evidence.push(toldNow(`q${place}`, await numbers.again(question, quote.source, quote)));
        return { asOf, evidence };
      },
      { ...options, runsBeside: true },
    ),
    serve(
      enterDecision,
      async (question) => {
        const { asker, workspace, database, asOf, body } = question;
        const why = whyNotEnter(asker);
        if (why !== null) return deny(why);
        if (body.until !== null && body.until < asOf) return invalid("until-is-over");
        const quotes: Quote[] = [];
        for (const given of body.evidence) {
          const quote = await quoteOf(question, given);
          if ("ok" in quote) return quote;
          quotes.push(quote);
        }
        return database.inWorkspace(asker.workspaceId, async (tx) => {
          const unfit = whyNotParties(body, await peopleOn(tx, asker.workspaceId, asOf));
          if (unfit !== null) return invalid(unfit);
          const id = randomUUID();
          if (body.supersedes !== null) {
            const earlier = await one(tx, { asker, workspace, asOf }, body.supersedes);
            if (earlier === null) return invalid("no-such-decision");
            if (earlier.view.whyNotSupersede !== null) return refuse(earlier.view.whyNotSupersede);
          } else if (body.endsIt) return invalid("no-such-decision");
          const { title, said, until, supersedes, endsIt, salesId, marketingId } = body;
          await insertDecision(tx, asker.workspaceId, { id, title, said, until, supersedes, endsIt, salesId, marketingId, by: asker.memberId });
          for (const [place, quote] of quotes.entries()) await keepEvidence(tx, asker.workspaceId, { decision: enteredId(id), place, quote });
          await audit(tx, asker, { act: "decision.entered", ...noteOf(id), after: { title, until, supersedes, evidence: quotes.map(({ name }) => name) } });
          const to = [salesId, marketingId].filter((each) => each !== asker.memberId);
          await tell(tx, asker.workspaceId, { to, kind: "decision-asked", subject: subjectOf(id), data: { who: await nameOf(tx, asker), title } });
          await tx.notify("evenhand_decisions", asker.workspaceId);
          return { id: enteredId(id) };
        });
      },
      // The questions that gave its evidence are asked again, and may be heavy ones.
      { ...options, runsBeside: true },
    ),
    serve(
      agreeToDecision,
      async ({ asker, workspace, database, asOf, params }) =>
        database.inWorkspace(asker.workspaceId, async (tx) => {
          const found = await held(tx, { asker, workspace, asOf }, params.id);
          if ("ok" in found) return found;
          const { row, views } = found;
          const not = whyNotAgree(asker, row);
          if (not !== null) return deny(not);
          const earlier = row.supersedes === null ? null : (views.find(({ id }) => id === row.supersedes) ?? null);
          if (earlier?.whyNotSupersede === "superseded-already") return refuse("superseded-already");
          await setAgreed(tx, asker.workspaceId, { id: params.id, memberId: asker.memberId });
          await audit(tx, asker, { act: "decision.agreed", ...noteOf(params.id), after: { title: row.title } });
          await settle(tx, asker.workspaceId, { kinds: ["decision-asked", "decision-review"], subject: subjectOf(params.id) });
          const isWhole = row.parties.every(({ memberId, at }) => at !== null || memberId === asker.memberId);
          if (isWhole) await tellAgreed(tx, asker, row);
          // Whoever is still asked keeps being asked.
          else await askRest(tx, asker, { row, id: params.id });
          await tx.notify("evenhand_decisions", asker.workspaceId);
          return {};
        }),
      options,
    ),
    serve(
      withdrawDecision,
      async ({ asker, workspace, database, asOf, params, body }) =>
        database.inWorkspace(asker.workspaceId, async (tx) => {
          const found = await held(tx, { asker, workspace, asOf }, params.id);
          if ("ok" in found) return found;
          const { row } = found;
          const not = whyNotWithdraw(asker, row);
          if (not !== null) return not === "both-have-agreed" ? refuse(not) : deny(not);
          if (row.isWithdrawn === body.isWithdrawn) return {};
          await setWithdrawn(tx, asker.workspaceId, { id: params.id, isWithdrawn: body.isWithdrawn });
          if (body.isWithdrawn) await settle(tx, asker.workspaceId, { kinds: ["decision-asked"], subject: subjectOf(params.id) });
          else await askRest(tx, asker, { row, id: params.id });
          await audit(tx, asker, { act: body.isWithdrawn ? "decision.withdrawn" : "decision.restored", ...noteOf(params.id), after: { title: row.title } });
          await tx.notify("evenhand_decisions", asker.workspaceId);
          return {};
        }),
      options,
    ),
  ];

  /** A decision entered by hand, held until the transaction ends. */
  async function held(tx: Tx, here: Here, id: string) {
    const why = whyNotReadDecisions(here.asker) ?? whyNotEnter(here.asker);
    if (why !== null) return deny(why);
    if (!(await holdDecision(tx, here.asker.workspaceId, id))) return missing();
    return (await one(tx, here, enteredId(id))) ?? missing();
  }

  /** As those see it who may see least: what a decision rests on is read by all who read the log. */
  async function quoteOf(question: MemberQuestion<typeof enterDecision>, given: Given): Promise<Quote | Denial> {
    const { asker, workspace, asOf } = question;
    if (!("figure" in given) && !isOurPage(given.href, workspace.slug)) return invalid("not-our-page");
    let quote: Quote | null = null;
    for (const role of ["viewer", "compensation"] as const) {
      const as = { ...question, asker: { ...asker, role } } as unknown as MemberQuestion;
      const found = "figure" in given ? await numbers.figure(as, { key: given.figure }) : await numbers.at(as, sourceOf(given), given);
      if (!("number" in found)) return invalid("refused" in found ? "number-not-for-all" : "no-such-number");
      const { number, source, trail } = found;
      const href = "figure" in given ? paths.home(workspace.slug, { period: periodName(number.period) }) : given.href;
      quote ??= { name: given.name, number, asOf, factsVersion: workspace.factsVersion, source, trail, href };
    }
    return quote!;
  }

  async function keptNow(question: MemberQuestion, { kept, key }: { kept: DecisionRow["kept"][number]; key: string }): Promise<EvidenceNow> {
    const { asker, database } = question;
    const { code, of, later, period } = kept;
    const nothing = { key, now: null, definition: null, days: null, whyNot: "number-not-there" };
    const same = { low: null, high: null, unit: kept.unit, currency: kept.currency };
    if (later !== null) return { ...nothing, now: { ...same, value: later.value }, days: later.days, whyNot: null };
    if (code === "claim" && of !== null) {
      const claim = await database.inWorkspace(asker.workspaceId, (tx) => numberOfClaim(tx, asker.workspaceId, of), { readOnly: true });
      if (claim === null || claim.effect === null) return nothing;
      const { unit } = keptEvidence(kept, 0).was;
      return { ...nothing, now: { value: claim.effect, low: claim.low, high: claim.high, unit, currency: null }, whyNot: null };
    }
    return code === "figure" && of !== null && period !== null
      ? toldNow(key, await numbers.figure(question, { key: of, period: periodName(period) }))
      : nothing;
  }
}

function sourceOf({ source }: Exclude<Given, { figure: string }>) {
  const { workspace: _, ...params } = source.params ?? {};
  return { ...source, params, query: source.query ?? {} };
}

function toldNow(key: string, found: Awaited<ReturnType<FindNumber["again"]>>): EvidenceNow {
  if ("number" in found) return { key, now: valueOf(found.number), definition: found.number.definition, days: null, whyNot: null };
  return { key, now: null, definition: null, days: null, whyNot: "refused" in found ? found.refused : "number-not-there" };
}

async function tellAgreed(tx: Tx, asker: Asker, { id, title, parties, enteredById }: DecisionRow): Promise<void> {
  const all = [enteredById, ...parties.map(({ memberId }) => memberId)].filter((each) => each !== null && each !== asker.memberId) as string[];
  await tell(tx, asker.workspaceId, { to: all, kind: "decision-agreed", subject: { kind: "decision", id }, data: { who: await nameOf(tx, asker), title } });
  await announce(tx, asker.workspaceId, { event: "decision.agreed", subject: { kind: "decision", id }, data: { title } });
}

async function askRest(tx: Tx, asker: Asker, { row, id }: { row: DecisionRow; id: string }): Promise<void> {
  const to = row.parties.flatMap(({ memberId, at }) => (at === null && memberId !== null && memberId !== asker.memberId ? [memberId] : []));
  const who = row.enteredBy ?? (await nameOf(tx, asker));
  await tell(tx, asker.workspaceId, { to, kind: "decision-asked", subject: subjectOf(id), data: { who, title: row.title } });
}
