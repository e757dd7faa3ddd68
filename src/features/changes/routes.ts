// Answers about turning points: those on record, those proposed, entering, changing, taking away and dismissing them.
import { randomUUID } from "node:crypto";

import { whyNotChangeTurn, whyNotDismissTurn, whyNotEnterTurn, whyNotReadChanges } from "#features/changes/access.ts";
import {
  changeTurningPoint,
  dismissTurningPoint,
  enterTurningPoint,
  listTurningPoints,
  proposeAgain,
  readBreaks,
  readChanges,
  removeTurningPoint,
  restoreTurningPoint,
  testChange,
} from "#features/changes/contract.ts";
import { allChanges, breaksOfLate, leftOutUntil, marketControl, testOf } from "#features/changes/rules.ts";
import {
  type HeadRow,
  type TurnRow,
  dismiss,
  dismissals,
  hasConfirmed,
  headRows,
  insertTurn,
  setRemoved,
  takeBackDismissal,
  turnRows,
  turnToChange,
  updateTurn,
} from "#features/changes/store.ts";
import { words } from "#features/changes/words.en.ts";
import type { Tx } from "#db/database.ts";
import { proposedTurns } from "#evidence/change/turning-points.ts";
import { figureKeys } from "#evidence/kpi/figures.ts";
import { type Step, stepsOf, stretchOf } from "#evidence/kpi/series.ts";
import { weighed } from "#evidence/trust/weighed.ts";
import type { Asker } from "#facts/department.ts";
import type { ProposedTurn } from "#facts/turning-point.ts";
import { deny, invalid, missing } from "#http/answers.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Route, serve } from "#http/route.ts";
import { addDays, dayNumber } from "#kit/day.ts";
import { refuse } from "#kit/refusal.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { audit } from "#ledger/audit.ts";
import { answerOn, derivedFrom, keptFacts } from "#ledger/kept-facts.ts";

const options = { sentences: sentencesOf(words) };
/** Proposals are read from all facts. */
const beside = { ...options, runsBeside: true };
type Here = Pick<MemberQuestion, "asker" | "database" | "workspace" | "asOf">;

export const routes: Route[] = [
  serve(
    listTurningPoints,
    async (question) => {
      const { asker, database } = question;
      const why = whyNotReadChanges(asker);
      if (why !== null) return deny(why);
      const read = await database.inWorkspace(
        asker.workspaceId,
        async (tx) => ({
          rows: await turnRows(tx, asker.workspaceId),
          away: await dismissals(tx, asker.workspaceId),
          heads: await headRows(tx, asker.workspaceId),
        }),
        { readOnly: true },
      );
      const proposed = await proposals(question, read.heads);
      const confirmed = new Set(read.rows.map((row) => row.proposal));
      const reasons = new Map(read.away.map((one) => [one.proposal, one]));
      const open = proposed.filter((one) => !confirmed.has(one.key));
      return {
        turns: read.rows.map((row) => viewOf(row, asker)),
        proposed: open.filter((one) => !reasons.has(one.key)),
        dismissed: open.flatMap((one) => {
          const away = reasons.get(one.key);
          return away ? [{ ...one, reason: away.reason, dismissedBy: away.dismissedBy, dismissedAt: away.dismissedAt }] : [];
        }),
        whyNotEnter: whyNotEnterTurn(asker),
        whyNotDismiss: whyNotDismissTurn(asker),
      };
    },
    beside,
  ),
  serve(
    enterTurningPoint,
    async ({ asker, database, body, asOf }) => {
      const why = whyNotEnterTurn(asker);
      if (why !== null) return deny(why);
      if (body.day > asOf) return invalid("day-in-the-future");
      const id = randomUUID();
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        const { proposal, ...rest } = body;
        const detail = { ...rest, note: rest.note === "" ? null : rest.note };
        if (!(await insertTurn(tx, asker.workspaceId, { ...detail, id, proposal, by: asker.memberId }))) return refuse("already-confirmed");
        await audit(tx, asker, { act: "turning-point.entered", subjectKind: "turning-point", subjectId: id, after: { ...detail, proposal } });
        return viewOf((await turnToChange(tx, asker.workspaceId, id))!, asker);
      });
    },
    options,
  ),
  serve(
    changeTurningPoint,
    async ({ asker, database, body, params, asOf }) =>
      database.inWorkspace(asker.workspaceId, async (tx) => {
        const found = await mine(tx, asker, { id: params.id, isRemoved: false });
        if ("ok" in found) return found;
        if (body.day > asOf) return invalid("day-in-the-future");
        const detail = { ...body, note: body.note === "" ? null : body.note };
        await updateTurn(tx, asker.workspaceId, { ...detail, id: params.id });
        await audit(tx, asker, { act: "turning-point.changed", subjectKind: "turning-point", subjectId: params.id, before: detailOf(found), after: detail });
        return viewOf((await turnToChange(tx, asker.workspaceId, params.id))!, asker);
      }),
    options,
  ),
  serve(
    removeTurningPoint,
    async ({ asker, database, params }) =>
      database.inWorkspace(asker.workspaceId, async (tx) => {
        const found = await mine(tx, asker, { id: params.id, isRemoved: false });
        if ("ok" in found) return found;
        await setRemoved(tx, asker.workspaceId, { id: params.id, by: asker.memberId });
        await audit(tx, asker, { act: "turning-point.removed", subjectKind: "turning-point", subjectId: params.id, before: detailOf(found) });
        return {};
      }),
    options,
  ),
  serve(
    restoreTurningPoint,
    async ({ asker, database, params }) =>
      database.inWorkspace(asker.workspaceId, async (tx) => {
        const found = await mine(tx, asker, { id: params.id, isRemoved: true });
        if ("ok" in found) return found;
        if (found.proposal !== null && (await hasConfirmed(tx, asker.workspaceId, found.proposal))) return refuse("already-confirmed");
        await setRemoved(tx, asker.workspaceId, { id: params.id, by: null });
        await audit(tx, asker, { act: "turning-point.restored", subjectKind: "turning-point", subjectId: params.id, after: detailOf(found) });
        return viewOf(found, asker);
      }),
    options,
  ),
  serve(
    dismissTurningPoint,
    async (question) => {
      const { asker, database, body } = question;
      const why = whyNotDismissTurn(asker);
      if (why !== null) return deny(why);
      const heads = await database.inWorkspace(asker.workspaceId, (tx) => headRows(tx, asker.workspaceId), { readOnly: true });
      const proposed = await proposals(question, heads);
      if (!proposed.some((one) => one.key === body.proposal)) return invalid("no-such-proposal");
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        await dismiss(tx, asker.workspaceId, { ...body, by: asker.memberId });
        await audit(tx, asker, {
          act: "turning-point.dismissed",
          subjectKind: "turning-point",
          subjectId: body.proposal,
          after: { reason: body.reason },
        });
        return {};
      });
    },
    beside,
  ),
  serve(
    proposeAgain,
    async ({ asker, database, body }) => {
      const why = whyNotDismissTurn(asker);
      if (why !== null) return deny(why);
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        const reason = await takeBackDismissal(tx, asker.workspaceId, body.proposal);
        if (reason === null) return missing();
        await audit(tx, asker, { act: "turning-point.proposed", subjectKind: "turning-point", subjectId: body.proposal, before: { reason } });
        return {};
      });
    },
    options,
  ),
  serve(
    readChanges,
    async (question) => {
      const seen = await look(question, question.query.step);
      if ("refusal" in seen) return seen.refusal;
      const { kept, lens, until } = seen;
      const { step } = question.query;
      return answerOn(kept, `changes ${question.asOf} ${step}`, () => {
        const figures = allChanges(lens, step);
        return { step, figures, lastSeen: addDays(until, -1), leftOutUntil: leftOutUntil(figures) };
      });
    },
    { ...beside, isOfFactsAlone: true },
  ),
  serve(
    readBreaks,
    async (question) => {
      const seen = await look(question, "month");
      if ("refusal" in seen) return seen.refusal;
      return answerOn(seen.kept, `breaks ${question.asOf}`, () => breaksOfLate(seen.lens));
    },
    { ...beside, isOfFactsAlone: true },
  ),
  serve(
    testChange,
    async (question) => {
      const { asker, database, query, asOf } = question;
      const seen = await look(question, query.step);
      if ("refusal" in seen) return seen.refusal;
      const keys: readonly string[] = figureKeys;
      if (!keys.includes(query.figure) || (query.control !== undefined && query.control !== marketControl && !keys.includes(query.control)))
        return invalid("no-such-figure");
      const rows = await database.inWorkspace(asker.workspaceId, (tx) => turnRows(tx, asker.workspaceId), { readOnly: true });
      const turns = rows.map(({ day, name }) => ({ day, name }));
      const { kept, lens } = seen;
      return answerOn(kept, `test ${asOf} ${JSON.stringify([query, turns])}`, () => testOf(lens, query, { turns, marketIndex: kept.marketIndex }));
    },
    beside,
  ),
];

const mostSteps = 320;

/** The facts as this asker may look at them today; a refusal where there is nothing to see, or too many steps for one page. */
async function look({ asker, database, workspace, asOf }: Here, step: Step) {
  const why = whyNotReadChanges(asker);
  if (why !== null) return { refusal: deny(why) };
  const kept = await keptFacts(database, workspace);
  const { lens } = derivedFrom(kept, `weighed ${asOf}`, () => weighed(kept, asOf));
  const stretch = stretchOf(lens);
  if (!stretch) return { refusal: { ...invalid("no-facts-yet"), status: 404 } };
  if (stepsOf(stretch, step).length > mostSteps) return { refusal: invalid("series-too-long", { most: mostSteps }) };
  return { kept, lens, until: stretch.until };
}

/** The turn to be changed, or why it is not to be. */
async function mine(tx: Tx, asker: Asker, { id, isRemoved }: { id: string; isRemoved: boolean }) {
  const may = whyNotReadChanges(asker);
  if (may !== null) return deny(may);
  const row = await turnToChange(tx, asker.workspaceId, id);
  if (!row || row.isRemoved !== isRemoved) return missing();
  const why = whyNotChangeTurn(asker, row);
  return why === null ? row : deny(why);
}

function detailOf({ kind, day, name, note, owner }: TurnRow) {
  return { kind, day, name, note, owner };
}

function viewOf(row: TurnRow, asker: Asker) {
  return {
    ...detailOf(row),
    id: row.id,
    isConfirmed: row.proposal !== null,
    enteredBy: row.enteredByName,
    enteredAt: row.enteredAt,
    whyNotChange: whyNotChangeTurn(asker, row),
  };
}

/** What the facts propose today; the heads' days are read anew, the rest once for each state of the facts. */
async function proposals({ database, workspace, asOf }: Here, heads: readonly HeadRow[]): Promise<ProposedTurn[]> {
  const kept = await keptFacts(database, workspace);
  const { lens } = derivedFrom(kept, `weighed ${asOf}`, () => weighed(kept, asOf));
  const stretch = stretchOf(lens);
  if (!stretch) return [];
  const served = heads.map(({ id, name, role, from }) => ({
    id,
    name,
    from,
    department: role === "head-of-sales" ? ("sales" as const) : ("marketing" as const),
  }));
  return answerOn(kept, `turns ${asOf} ${JSON.stringify(served)}`, () =>
    proposedTurns({
      facts: lens.facts,
      marketIndex: kept.marketIndex,
      heads: served,
      accounts: kept.named.accounts,
      products: kept.named.products,
      firstSeen: dayNumber(stretch.from),
      lastSeen: lens.lastSeen,
    }),
  );
}
