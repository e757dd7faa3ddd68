// Answers about handoffs: what waits, one up close, what can be offered, the rules of offering; and every act on them, one or many.
// Long because: every act takes the same way from the question to the telling, and it is read in one piece.
import { whyNotDo, whyNotOffer, whyNotRead, whyNotUndo } from "#features/handoff/access.ts";
import {
  type ActsDone,
  actOnHandoffs,
  findLeadsToOffer,
  listHandoffs,
  listOfferRules,
  mostRows,
  readHandoff,
  saveOfferRule,
  tryOfferRule,
  undoHandoffActs,
} from "#features/handoff/contract.ts";
import { takeUp } from "#features/handoff/jobs.ts";
import { actViews, fits, inOrder } from "#features/handoff/rules.ts";
import { choicesOf, countAll, leadToOffer, leadsNamed, namesOf, offerRules, rulesBehind, saveRule, tryConditions } from "#features/handoff/store.ts";
import { words } from "#features/handoff/words.en.ts";
import type { Tx } from "#db/database.ts";
import type { Asker } from "#facts/department.ts";
import { type HandoffRow, closedStates } from "#facts/handoff-row.ts";
import { assignCauses, attemptKinds, returnClasses } from "#facts/handoff.ts";
import { deny, invalid, missing } from "#http/answers.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Route, serve } from "#http/route.ts";
import { type Outcome, type Refusal, accept, refuse } from "#kit/refusal.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { zonedHours } from "#kit/working-hours.ts";
import { audit } from "#ledger/audit.ts";
import { knownOf } from "#ledger/handoff-known.ts";
import { type Doing, actedMeanwhile, heldHandoff, personFor, undoable, write } from "#ledger/handoff-doing.ts";
import { tellOffered, tellReturned } from "#ledger/handoff-notices.ts";
import { enlistMember, handoffPeople, handoffPerson, personOfMember } from "#ledger/handoff-people.ts";
import { type HandoffClock, handoffRows, readHandoffClock, tellHandoffs } from "#ledger/handoff-rows.ts";
import { holdRouting, takeBackTurn } from "#ledger/routing.ts";
import { handoffActs } from "#ledger/handoff.ts";
import { nameOf } from "#ledger/meetings.ts";

const options = { sentences: sentencesOf(words) };
/** Closed handoffs are shown for so long, where somebody asks for them. */
const closedDays = 30;

export const routes: Route[] = [
  serve(
    listHandoffs,
    async ({ asker, workspace, database, query, now }) => {
      const why = whyNotRead(asker);
      if (why !== null) return deny(why);
      await takeUp(database, { id: workspace.id, isDemo: workspace.isDemo, version: workspace.factsVersion }, now);
      return database.inWorkspace(workspace.id, async (tx) => listView(tx, { asker, query, now }), { readOnly: true });
    },
    options,
  ),
  serve(
    readHandoff,
    async ({ asker, workspace, database, params, asOf }) => {
      const why = whyNotRead(asker);
      if (why !== null) return deny(why);
      return database.inWorkspace(
        workspace.id,
        async (tx) => {
          const clock = await readHandoffClock(tx, workspace.id);
          const acts = await handoffActs(tx, workspace.id, params.lead);
          if (acts.length === 0) return missing();
          const [row] = await handoffRows(tx, workspace.id, { which: { leads: [params.lead] }, clock });
          const names = await namesOf(tx, workspace.id, acts);
          const rules = await rulesBehind(tx, workspace.id, params.lead);
          const hours = zonedHours(clock.week, row?.person?.zone ?? clock.zone);
          const known = await knownOf(tx, workspace.id, { lead: params.lead, today: asOf });
          return { row: row ?? null, known, acts: actViews(acts, { names, rules, hours, memberId: asker.memberId }) };
        },
        { readOnly: true },
      );
    },
    options,
  ),
  serve(
    actOnHandoffs,
    async ({ asker, workspace, database, body }) => {
      const wrong = whyNotSaid(body);
      if (wrong !== null) return invalid(wrong);
      return database.inWorkspace(workspace.id, async (tx) => {
        const clock = await readHandoffClock(tx, workspace.id);
        // Turns are held before the first lead, as the dealing asks for.
        if (body.to === "turn") await holdRouting(tx, workspace.id);
        const doing: DoingNow = { asker, clock, body };
        // In one order for everybody, so that two who act on the same leads wait for each other and not for ever.
        const leads = [...new Map(body.leads.map((each) => [each.lead, each])).values()].toSorted((a, b) => (a.lead < b.lead ? -1 : 1));
        const ends = [];
        for (const lead of leads) ends.push({ lead: lead.lead, outcome: await doOne(tx, doing, lead) });
        return replied(tx, doing, ends);
      });
    },
    options,
  ),
  serve(
    undoHandoffActs,
    async ({ asker, workspace, database, body }) => {
      const why = whyNotRead(asker);
      if (why !== null) return deny(why);
      return database.inWorkspace(workspace.id, async (tx) => {
        const clock = await readHandoffClock(tx, workspace.id);
        await holdRouting(tx, workspace.id);
        const ends = [];
        for (const { lead, id } of body.acts.toSorted((a, b) => (a.lead < b.lead ? -1 : 1)))
          ends.push({ lead, outcome: await undoOne(tx, { asker, clock }, { lead, id }) });
        return replied(tx, { asker, clock, body: null }, ends);
      });
    },
    options,
  ),
  serve(
    findLeadsToOffer,
    async ({ asker, database, query }) => {
      const why = whyNotOffer(asker);
      if (why !== null) return deny(why);
      const found = await database.inWorkspace(asker.workspaceId, (tx) => leadsNamed(tx, asker.workspaceId, { text: query.text, limit: 20 }), {
        readOnly: true,
      });
      return { found };
    },
    options,
  ),
  serve(
    listOfferRules,
    async ({ asker, database }) => {
      const why = whyNotRead(asker);
      if (why !== null) return deny(why);
      const { workspaceId } = asker;
      return database.inWorkspace(
        workspaceId,
        async (tx) => ({
          rules: await offerRules(tx, workspaceId),
          choices: await choicesOf(tx, workspaceId),
          people: await handoffPeople(tx, workspaceId),
          whyNotChange: whyNotOffer(asker),
        }),
        { readOnly: true },
      );
    },
    options,
  ),
  serve(
    tryOfferRule,
    async ({ asker, database, query }) => {
      const why = whyNotRead(asker);
      if (why !== null) return deny(why);
      const tried = await database.inWorkspace(asker.workspaceId, (tx) => tryConditions(tx, asker.workspaceId, query), { readOnly: true });
      return tried ?? invalid("no-leads");
    },
    options,
  ),
  serve(
    saveOfferRule,
    async ({ asker, database, params, body }) => {
      const why = whyNotOffer(asker);
      if (why !== null) return deny(why);
      const { workspaceId, memberId } = asker;
      return database.inWorkspace(workspaceId, async (tx) => {
        if (body.to !== "turn" && body.to !== "nobody" && (await handoffPerson(tx, workspaceId, body.to)) === null) return invalid("no-such-person");
        const before = (await offerRules(tx, workspaceId)).find(({ id }) => id === params.id);
        const saved = await saveRule(tx, workspaceId, { id: params.id, memberId, rule: body });
        await audit(tx, asker, { act: "offer-rule.set", subjectKind: "offer-rule", subjectId: params.id, before, after: body });
        return saved;
      });
    },
    options,
  ),
];

type ListQuestion = Pick<MemberQuestion<typeof listHandoffs>, "asker" | "query" | "now">;

async function listView(tx: Tx, { asker, query, now }: ListQuestion) {
  const { workspaceId } = asker;
  const clock = await readHandoffClock(tx, workspaceId);
  const me = await personOfMember(tx, workspaceId, asker.memberId);
  const people = await handoffPeople(tx, workspaceId);
  const asksClosed = query.state.some((state) => closedStates.has(state));
  const closedSince = new Date(Date.parse(now) - closedDays * 86_400_000).toISOString();
  const open = await handoffRows(tx, workspaceId, { which: { open: true }, clock });
  const all = asksClosed ? [...open, ...(await handoffRows(tx, workspaceId, { which: { closedSince }, clock }))] : open;
  const rows = inOrder(all.filter((row) => fits(row, query, { me: me?.id ?? null, nowMs: Date.parse(now) })));
  const known = (name: "channel" | "grade") => [...new Set(all.flatMap((row) => row[name] ?? []))].toSorted((a, b) => a.localeCompare(b));
  const { days, from, until, holidays, workingDays = [], shortDays = [], shortByMinutes = 0 } = clock.week;
  return {
    rows: rows.slice(0, mostRows),
    total: rows.length,
    ...(await countAll(tx, workspaceId)),
    now,
    week: { days: [...days], from, until, holidays: [...holidays], workingDays: [...workingDays], shortDays: [...shortDays], shortByMinutes },
    zone: clock.zone,
    people,
    channels: known("channel"),
    grades: known("grade"),
    me: me?.id ?? null,
    you: { memberId: asker.memberId, role: asker.role },
    whyNotOffer: whyNotOffer(asker),
    terms: clock.terms,
  };
}

type ActBody = MemberQuestion<typeof actOnHandoffs>["body"];
interface DoingNow {
  readonly asker: Asker;
  readonly clock: HandoffClock;
  readonly body: ActBody;
}

const kindsOf: Partial<Record<Doing, readonly string[]>> = { returned: returnClasses, attempted: attemptKinds, assigned: assignCauses };

/** A return without its class, an attempt without its kind say nothing. */
function whyNotSaid({ act, kind, to }: ActBody): string | null {
  const kinds = kindsOf[act];
  if (kinds !== undefined && (kind === undefined || !kinds.includes(kind))) return "needs-kind";
  return act === "assigned" && (to === undefined || to === "nobody") ? "no-such-person" : null;
}

async function doOne(tx: Tx, doing: DoingNow, { lead, seen }: { lead: string; seen?: number | undefined }): Promise<Outcome<number>> {
  const { asker, clock, body } = doing;
  const { workspaceId } = asker;
  const { row, acts } = await heldHandoff(tx, workspaceId, { lead, clock });
  const why = row === null ? await whyNotBegin(tx, asker, { lead, act: body.act }) : whyNotDo(asker, body.act, row);
  // Attempts add up: two calls at once are two calls. Everything else answers what one has seen.
  const isOvertaken = row !== null && (why === null ? body.act !== "attempted" : why.startsWith("not-when-"));
  const meanwhile = isOvertaken ? await actedMeanwhile(tx, workspaceId, { acts, seen }) : null;
  if (meanwhile !== null) return meanwhile;
  if (why !== null) return refusalOf(why);
  const person = await whoGets(tx, doing, { lead, row });
  if (!person.ok) return person;
  const said = { lead, memberId: asker.memberId, note: body.note === "" ? null : (body.note ?? null) };
  // Who calls a lead that nobody has, has it from then on.
  if (row?.person === null && body.act === "attempted" && person.value !== null && row.state === "offered")
    await write(tx, workspaceId, { ...said, note: null, act: "accepted", personId: person.value });
  const kind = body.act === "offered" ? "hand" : (body.kind ?? null);
  const personId = body.act === "attempted" ? null : person.value;
  const id = await write(tx, workspaceId, { ...said, act: body.act, kind, personId, isReached: body.act === "attempted" ? (body.isReached ?? false) : null });
  return accept(id);
}

const forbidden = new Set([
  "role-only-reads",
  "only-marketing-offers",
  "only-sales-answers",
  "somebody-elses-lead",
  "not-for-compensation",
  "agency-sees-only-what-is-shared",
  "not-your-act",
]);
const refusalOf = (why: string): Refusal & { status?: number } => (forbidden.has(why) ? deny(why) : refuse(why));

async function whyNotBegin(tx: Tx, asker: Asker, { lead, act }: { lead: string; act: Doing }): Promise<string | null> {
  const why = whyNotDo(asker, "offered", { state: "returned", person: null });
  if (act !== "offered") return why ?? "no-such-lead";
  const found = why === null ? await leadToOffer(tx, asker.workspaceId, lead) : null;
  return why ?? (found === null ? "no-such-lead" : found.hasOutcome ? "lead-has-outcome" : null);
}

/** Whose the lead is by this act; null: nobody in particular, or as it was. */
async function whoGets(tx: Tx, { asker, body }: DoingNow, { lead, row }: { lead: string; row: HandoffRow | null }): Promise<Outcome<string | null>> {
  const { workspaceId } = asker;
  if (body.act === "offered" || body.act === "assigned")
    return personFor(tx, workspaceId, { to: body.to ?? "nobody", lead, except: body.act === "assigned" && row?.person ? [row.person.id] : [] });
  const takes = row !== null && row.person === null && asker.role === "sales" && (body.act === "accepted" || body.act === "attempted");
  return accept(takes ? (await enlistMember(tx, workspaceId, asker.memberId)).id : null);
}

async function undoOne(tx: Tx, { asker, clock }: Pick<DoingNow, "asker" | "clock">, { lead, id }: { lead: string; id: number }): Promise<Outcome<number>> {
  const { workspaceId, memberId } = asker;
  const { acts } = await heldHandoff(tx, workspaceId, { lead, clock });
  const found = undoable(acts, id);
  if (!found.ok) return found;
  const why = whyNotUndo(asker, found.value);
  if (why !== null) return refusalOf(why);
  // Whoever was dealt it is due again.
  if (found.value.act === "offered" || found.value.act === "assigned") await takeBackTurn(tx, workspaceId, lead);
  return accept(await write(tx, workspaceId, { lead, act: "undone", memberId, undoes: id }));
}

interface End {
  readonly lead: string;
  readonly outcome: Outcome<number>;
}

/** Tells everybody what was done, and the asker what could not be; one lead that could not is a refusal. */
async function replied(tx: Tx, { asker, clock, body }: Pick<DoingNow, "asker" | "clock"> & { readonly body: ActBody | null }, ends: readonly End[]) {
  const done: ActsDone["done"][number][] = [];
  const failed: ActsDone["failed"][number][] = [];
  for (const { lead, outcome } of ends)
    if (outcome.ok) done.push({ lead, id: outcome.value });
    else failed.push({ lead, code: outcome.reason, details: outcome.details ?? null });
  const only = ends.length === 1 && !ends[0]!.outcome.ok ? ends[0]!.outcome : null;
  if (only !== null) return only;
  const rows = await tellHandoffs(
    tx,
    asker.workspaceId,
    done.map(({ lead }) => lead),
    clock,
  );
  if (body !== null) await tellWhomItConcerns(tx, asker, { act: body.act, rows });
  return { done, rows, failed };
}

async function tellWhomItConcerns(tx: Tx, asker: Asker, { act, rows }: { act: Doing; rows: readonly HandoffRow[] }): Promise<void> {
  if (act !== "offered" && act !== "assigned" && act !== "returned") return;
  const who = await nameOf(tx, asker);
  const by = asker.memberId;
  for (const row of rows) {
    if (act === "returned") await tellReturned(tx, asker.workspaceId, { row, who, by });
    else await tellOffered(tx, asker.workspaceId, { row, who, by, kind: act === "offered" ? "handoff-offered" : "handoff-given" });
  }
}
