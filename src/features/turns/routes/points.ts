// Answers about turning points: those on record, those proposed, entering, changing, taking away and dismissing them.
import { randomUUID } from "node:crypto";

import { whyNotChangeTurn, whyNotDismissTurn, whyNotEnterTurn, whyNotReadTurns } from "#features/turns/access.ts";
import {
  type ExpectedClaim,
  changeTurningPoint,
  dismissTurningPoint,
  enterTurningPoint,
  listTurningPoints,
  proposeAgain,
  removeTurningPoint,
  restoreTurningPoint,
} from "#features/turns/contract.ts";
import { allProposals, checkStateOf } from "#features/turns/rules.ts";
import {
  type HeadRow,
  type TurnRow,
  dismiss,
  dismissals,
  endRows,
  hasConfirmed,
  headRows,
  insertTurn,
  partRows,
  seenRows,
  setRemoved,
  takeBackDismissal,
  turnRows,
  turnToChange,
  updateTurn,
} from "#features/turns/store.ts";
import { words } from "#features/turns/words.en.ts";
import type { Tx } from "#db/database.ts";
import { stretchOf } from "#evidence/kpi/series.ts";
import { weighed } from "#evidence/trust/weighed.ts";
import type { Asker } from "#facts/department.ts";
import type { ProposedTurn } from "#facts/turning-point.ts";
import { deny, invalid, missing } from "#http/answers.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Route, serve } from "#http/route.ts";
import { dayNumber } from "#kit/day.ts";
import { refuse } from "#kit/refusal.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { audit } from "#ledger/audit.ts";
import { answerOn, derivedFrom, keptFacts } from "#ledger/kept-facts.ts";
import { nameOf } from "#ledger/meetings.ts";
import { membersWithRole, settle, tell } from "#ledger/notices.ts";

export const options = { sentences: sentencesOf(words) };
/** Proposals are read from all facts. */
export const beside = { ...options, runsBeside: true };
export type Here = Pick<MemberQuestion, "asker" | "database" | "workspace" | "asOf">;

export const subjectOf = (id: string) => ({ kind: "turning-point", id });
/** Both heads and the management. */
export const leaders = (tx: Tx, workspaceId: string, but: readonly string[] = []) =>
  membersWithRole(tx, workspaceId, ["head-of-sales", "head-of-marketing", "management"], but);

type Checks = Parameters<typeof checkStateOf> extends [string, infer Parts, infer Ends] ? { readonly parts: Parts; readonly ends: Ends } : never;
const noChecks: Checks = { parts: [], ends: [] };

async function checksOf(tx: Tx, workspaceId: string) {
  return { parts: await partRows<ExpectedClaim[]>(tx, workspaceId), ends: await endRows(tx, workspaceId) };
}

/** All that people have said of turning points. */
export async function allOf(tx: Tx, workspaceId: string) {
  return {
    rows: await turnRows(tx, workspaceId),
    away: await dismissals(tx, workspaceId),
    heads: await headRows(tx, workspaceId),
    seen: await seenRows(tx, workspaceId),
    ...(await checksOf(tx, workspaceId)),
  };
}

export const pointRoutes: readonly Route[] = [
  serve(
    listTurningPoints,
    async (question) => {
      const { asker, database } = question;
      const why = whyNotReadTurns(asker);
      if (why !== null) return deny(why);
      const read = await database.inWorkspace(asker.workspaceId, (tx) => allOf(tx, asker.workspaceId), { readOnly: true });
      const proposed = await proposals(question, read.heads);
      const confirmed = new Set(read.rows.map((row) => row.proposal));
      const reasons = new Map(read.away.map((one) => [one.proposal, one]));
      const open = proposed.filter((one) => !confirmed.has(one.key));
      const seen = new Set(read.seen.map(({ turn }) => turn));
      return {
        turns: read.rows.map((row) => viewOf(row, asker, read)),
        proposed: open.filter((one) => !reasons.has(one.key)).map((one) => Object.assign({}, one, { isSeen: seen.has(one.key) })),
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
        const data = { who: await nameOf(tx, asker), title: body.name, sinceOn: body.day };
        if (proposal !== null) await settle(tx, asker.workspaceId, { kinds: ["turn-found"], subject: subjectOf(proposal) });
        await tell(tx, asker.workspaceId, { to: await leaders(tx, asker.workspaceId, [asker.memberId]), kind: "turn-entered", subject: subjectOf(id), data });
        await tx.notify("evenhand_turns", asker.workspaceId);
        return viewOf((await turnToChange(tx, asker.workspaceId, id))!, asker, noChecks);
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
        await tx.notify("evenhand_turns", asker.workspaceId);
        return viewOf((await turnToChange(tx, asker.workspaceId, params.id))!, asker, await checksOf(tx, asker.workspaceId));
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
        await settle(tx, asker.workspaceId, { kinds: ["turn-entered"], subject: subjectOf(params.id) });
        await tx.notify("evenhand_turns", asker.workspaceId);
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
        await tx.notify("evenhand_turns", asker.workspaceId);
        return viewOf(found, asker, await checksOf(tx, asker.workspaceId));
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
        await settle(tx, asker.workspaceId, { kinds: ["turn-found"], subject: subjectOf(body.proposal) });
        await tx.notify("evenhand_turns", asker.workspaceId);
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
        await tx.notify("evenhand_turns", asker.workspaceId);
        return {};
      });
    },
    options,
  ),
];

/** The turn to be changed, or why it is not to be. */
async function mine(tx: Tx, asker: Asker, { id, isRemoved }: { id: string; isRemoved: boolean }) {
  const may = whyNotReadTurns(asker);
  if (may !== null) return deny(may);
  const row = await turnToChange(tx, asker.workspaceId, id);
  if (!row || row.isRemoved !== isRemoved) return missing();
  const why = whyNotChangeTurn(asker, row);
  return why === null ? row : deny(why);
}

function detailOf({ kind, day, name, note, owner }: TurnRow) {
  return { kind, day, name, note, owner };
}

export function viewOf(row: TurnRow, asker: Asker, { parts, ends }: Checks) {
  return {
    ...detailOf(row),
    id: row.id,
    isConfirmed: row.proposal !== null,
    enteredBy: row.enteredByName,
    enteredAt: row.enteredAt,
    check: checkStateOf(row.id, parts, ends),
    whyNotChange: whyNotChangeTurn(asker, row),
  };
}

/** What the facts propose today; the heads' days are read anew, the rest once for each state of the facts. */
export async function proposals({ database, workspace, asOf }: Here, heads: readonly HeadRow[]): Promise<ProposedTurn[]> {
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
    allProposals(lens, {
      facts: lens.facts,
      marketIndex: kept.marketIndex,
      heads: served,
      accounts: kept.named.accounts,
      products: kept.named.products,
      firstSeen: dayNumber(stretch.from),
      lastSeen: lens.lastSeen,
      today: asOf,
    }),
  );
}
