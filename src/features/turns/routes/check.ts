// Answers about one turning point: what is drawn and known of it, who has looked, and its check of the cooperation, part by part, until it is over.
import { randomUUID } from "node:crypto";

import { whyNotCheckTurn, whyNotDismissTurn, whyNotEnterTurn, whyNotReadTurns } from "#features/turns/access.ts";
import {
  type ExpectedClaim,
  endTurnCheck,
  readExpectedClaims,
  readTurnDials,
  readTurningPoint,
  seeTurningPoint,
  setCheckPart,
} from "#features/turns/contract.ts";
import { allOf, beside, leaders, options, proposals, subjectOf, viewOf } from "#features/turns/routes/points.ts";
import {
  type PromisesTold,
  checkOf,
  dialCautions,
  dialPeriods,
  figureDials,
  partView,
  promisesDial,
  seriesAround,
  surveyDial,
  whyNotSetPart,
} from "#features/turns/rules.ts";
import { deleteEnd, deletePart, endRows, insertPart, noteSeen, partRows, setEnd, turnRows } from "#features/turns/store.ts";
import type { Tx } from "#db/database.ts";
import { weighed } from "#evidence/trust/weighed.ts";
import type { ClaimKey } from "#facts/claims.ts";
import type { SurveyStatement } from "#facts/survey.ts";
import { claimsToExpect, pulseStatements } from "#facts/turning-point.ts";
import { deny, invalid, missing } from "#http/answers.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Route, serve } from "#http/route.ts";
import { dayOf } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";
import { type Refusal, refuse } from "#kit/refusal.ts";
import { insertMeetingItem, setItemRemoved } from "#ledger/agenda.ts";
import { audit } from "#ledger/audit.ts";
import { derivedFrom, keptFacts } from "#ledger/kept-facts.ts";
import { settle, settleOf } from "#ledger/notices.ts";
import { isStillWaiting, surveySums, waveStands } from "#ledger/turning-points.ts";

/** What other rooms do and know, given by the server; asked as the reader, with the reader's rights. */
export interface TurnHouse {
  /** What the records say today of these claims; a code where they cannot be asked. */
  readonly claims: (question: MemberQuestion, keys: readonly ClaimKey[]) => Promise<readonly ExpectedClaim[] | string>;
  /** Proposes a short wave of the survey; it opens when both heads agree. */
  readonly pulse: (question: MemberQuestion, statements: readonly SurveyStatement[]) => Promise<{ readonly id: string } | Refusal>;
  readonly withdrawPulse: (question: MemberQuestion, id: string) => Promise<Refusal | null>;
  /** Null: the room tells nothing. */
  readonly promises: (question: MemberQuestion, period: Period) => Promise<PromisesTold | null>;
}

const noteOf = (id: string) => ({ subjectKind: "turning-point", subjectId: id });

async function rowOf(tx: Tx, workspaceId: string, id: string) {
  return (await turnRows(tx, workspaceId)).find((row) => row.id === id) ?? null;
}

export const checkRoutesWith = (house: TurnHouse): readonly Route[] => [
  serve(
    readTurningPoint,
    async (question) => {
      const { asker, database, workspace, asOf, params } = question;
      const why = whyNotReadTurns(asker);
      if (why !== null) return deny(why);
      const read = await database.inWorkspace(asker.workspaceId, (tx) => allOf(tx, asker.workspaceId), { readOnly: true });
      const row = read.rows.find(({ id, proposal }) => id === params.turn || proposal === params.turn) ?? null;
      const key = row?.proposal ?? params.turn;
      const proposal = (await proposals(question, read.heads)).find((one) => one.key === key) ?? null;
      if (row === null && proposal === null) return missing();
      const away = row === null ? read.away.find((one) => one.proposal === key) : undefined;
      const kept = await keptFacts(database, workspace);
      const { lens } = derivedFrom(kept, `weighed ${asOf}`, () => weighed(kept, asOf));
      return {
        turn: row === null ? null : viewOf(row, asker, read),
        proposal,
        dismissed: away === undefined ? null : { reason: away.reason, by: away.dismissedBy, at: away.dismissedAt },
        seen: [
          ...new Map(read.seen.filter(({ turn }) => turn === row?.id || turn === key).map((one) => [one.memberId, { name: one.name, at: one.at }])).values(),
        ],
        series: seriesAround(lens, row?.day ?? proposal!.day),
        check: row === null ? null : checkOf(row, read.parts, read.ends),
        whyNotEnter: whyNotEnterTurn(asker),
        whyNotDismiss: whyNotDismissTurn(asker),
        whyNotCheck: whyNotCheckTurn(asker),
      };
    },
    beside,
  ),
  serve(
    seeTurningPoint,
    async ({ asker, database, params }) => {
      const why = whyNotReadTurns(asker) ?? whyNotEnterTurn(asker);
      if (why !== null) return deny(why);
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        await settleOf(tx, asker, subjectOf(params.turn));
        // Only what heads and management have looked at counts as seen; everybody else reads.
        if (
          (await leaders(tx, asker.workspaceId)).includes(asker.memberId) &&
          (await noteSeen(tx, asker.workspaceId, { turn: params.turn, memberId: asker.memberId }))
        )
          await tx.notify("evenhand_turns", asker.workspaceId);
        return {};
      });
    },
    options,
  ),
  serve(
    readExpectedClaims,
    async (question) => {
      const { asker, database, params, workspace } = question;
      const why = whyNotReadTurns(asker);
      if (why !== null) return deny(why);
      const row = await database.inWorkspace(asker.workspaceId, (tx) => rowOf(tx, asker.workspaceId, params.id), { readOnly: true });
      if (row === null) return missing();
      const claims = await house.claims(question, claimsToExpect[row.kind]);
      return typeof claims === "string" ? { ...invalid(claims), status: 404 } : { claims: [...claims], currency: workspace.currency };
    },
    beside,
  ),
  serve(
    setCheckPart,
    async (question) => {
      const { asker, database, params, body } = question;
      const why = whyNotReadTurns(asker) ?? whyNotCheckTurn(asker);
      if (why !== null) return deny(why);
      const { id: turnId, part } = params;
      const read = await database.inWorkspace(
        asker.workspaceId,
        async (tx) => ({
          row: await rowOf(tx, asker.workspaceId, turnId),
          parts: await partRows<ExpectedClaim[]>(tx, asker.workspaceId),
          ends: await endRows(tx, asker.workspaceId),
        }),
        { readOnly: true },
      );
      if (read.row === null) return missing();
      const { row } = read;
      const was = read.parts.find((one) => one.turnId === turnId && one.part === part) ?? null;
      const whyNot = whyNotSetPart(body.state, { isOver: read.ends.some((end) => end.turnId === turnId), was: was?.state ?? null });
      if (whyNot !== null) return refuse(whyNot);
      if (body.state === "open") {
        // What came of it is taken back with it, as long as nobody has gone on from it.
        if (part === "pulse" && was?.madeId != null) {
          const stands = await database.inWorkspace(asker.workspaceId, (tx) => waveStands(tx, asker.workspaceId, was.madeId!), { readOnly: true });
          if (stands === "open" || stands === "closed") return refuse("wave-has-opened");
          const refused = stands === "proposed" ? await house.withdrawPulse(question, was.madeId) : null;
          if (refused !== null) return refused;
        }
        return database.inWorkspace(asker.workspaceId, async (tx) => {
          if (part === "agenda" && was?.madeId != null) {
            if (!(await isStillWaiting(tx, asker.workspaceId, was.madeId))) return refuse("on-an-agenda");
            await setItemRemoved(tx, asker.workspaceId, { id: was.madeId, isRemoved: true });
            await tx.notify("evenhand_actions", asker.workspaceId);
          }
          await deletePart(tx, asker.workspaceId, { turnId, part });
          await audit(tx, asker, { act: "turning-point.reopened", ...noteOf(turnId), before: { part, state: was?.state } });
          await tx.notify("evenhand_turns", asker.workspaceId);
          return partView(part, undefined);
        });
      }
      const isTaken = body.state === "taken";
      const claims = isTaken && part === "claims" ? await house.claims(question, claimsToExpect[row.kind]) : null;
      if (typeof claims === "string") return { ...invalid(claims), status: 404 };
      const wave = isTaken && part === "pulse" ? await house.pulse(question, pulseStatements[row.kind]) : null;
      if (wave !== null && !("id" in wave)) return wave;
      const itemId = randomUUID();
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        const madeId = wave?.id ?? (isTaken && part === "agenda" ? itemId : null);
        const reason = body.reason === "" ? null : body.reason;
        if (!(await insertPart(tx, asker.workspaceId, { turnId, part, state: body.state as "taken", reason, madeId, kept: claims, by: asker.memberId })))
          return refuse("part-decided");
        if (isTaken && part === "agenda") {
          const why = [row.day, row.note].filter((one) => one !== null).join(" · ");
          const from = { kind: "turning-point", id: turnId, title: row.name } as const;
          await insertMeetingItem(tx, asker.workspaceId, {
            id: itemId,
            meetingId: null,
            part: "people",
            title: row.name,
            why,
            from,
            side: row.owner === "sales" || row.owner === "marketing" ? row.owner : null,
            standing: null,
            carriedFrom: null,
            place: 1_000,
            by: asker.memberId,
          });
          await tx.notify("evenhand_actions", asker.workspaceId);
        }
        await audit(tx, asker, { act: isTaken ? "turning-point.taken" : "turning-point.left", ...noteOf(turnId), after: { part, reason } });
        await tx.notify("evenhand_turns", asker.workspaceId);
        const parts = await partRows<ExpectedClaim[]>(tx, asker.workspaceId);
        return partView(
          part,
          parts.find((one) => one.turnId === turnId && one.part === part),
        );
      });
    },
    beside,
  ),
  serve(
    endTurnCheck,
    async ({ asker, database, params, body, asOf }) => {
      const why = whyNotReadTurns(asker) ?? whyNotCheckTurn(asker);
      if (why !== null) return deny(why);
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        const row = await rowOf(tx, asker.workspaceId, params.id);
        if (row === null) return missing();
        const turnId = params.id;
        if (body.outcome === null) await deleteEnd(tx, asker.workspaceId, turnId);
        else await setEnd(tx, asker.workspaceId, { turnId, outcome: body.outcome, on: asOf, by: asker.memberId });
        await settle(tx, asker.workspaceId, { kinds: ["turn-entered"], subject: subjectOf(turnId) });
        await audit(tx, asker, {
          act: body.outcome === null ? "turning-point.resumed" : "turning-point.closed",
          ...noteOf(turnId),
          after: { outcome: body.outcome },
        });
        await tx.notify("evenhand_turns", asker.workspaceId);
        return {};
      });
    },
    options,
  ),
  serve(
    readTurnDials,
    async (question) => {
      const { asker, database, workspace, asOf, params } = question;
      const why = whyNotReadTurns(asker);
      if (why !== null) return deny(why);
      const read = await database.inWorkspace(
        asker.workspaceId,
        async (tx) => ({
          row: await rowOf(tx, asker.workspaceId, params.id),
          ends: await endRows(tx, asker.workspaceId),
          sums: await surveySums(tx, asker.workspaceId),
        }),
        { readOnly: true },
      );
      if (read.row === null) return missing();
      const over = read.ends.find(({ turnId }) => turnId === params.id)?.on ?? null;
      const kept = await keptFacts(database, workspace);
      const { lens } = derivedFrom(kept, `weighed ${asOf}`, () => weighed(kept, asOf));
      const { day } = read.row;
      const periods = dialPeriods(day, { lastSeen: dayOf(lens.lastSeen), over });
      const promises = periods === null ? [null, null] : [await house.promises(question, periods.before), await house.promises(question, periods.since)];
      return {
        dials: [...(periods === null ? [] : figureDials(lens, periods)), surveyDial(read.sums, day, over), promisesDial(promises[0]!, promises[1]!)],
        cautions: periods === null ? [{ code: "turn-too-short" }] : dialCautions(periods),
      };
    },
    beside,
  ),
];
