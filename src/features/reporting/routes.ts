// Answers about reporting: the register with its minutes, asking, ending, timing and using.
import { randomUUID } from "node:crypto";

import { whyNotAskFor, whyNotReadReporting, whyNotTime, whyNotUse } from "#features/reporting/access.ts";
import {
  addReportItem,
  changeReportItem,
  endReportItem,
  noteReportTime,
  noteReportUse,
  noteRoomUse,
  readReporting,
  removeReportTime,
  restoreReportItem,
} from "#features/reporting/contract.ts";
import { type Register, reportingOf, whyNotHave } from "#features/reporting/rules.ts";
import { deleteTime, holdRegister, insertItem, insertRoomUse, insertTime, insertUse, updateItem, useRows } from "#features/reporting/store.ts";
import { words } from "#features/reporting/words.en.ts";
import type { Tx } from "#db/database.ts";
import type { ReportItem } from "#facts/reporting.ts";
import { deny, missing } from "#http/answers.ts";
import type { MemberQuestion } from "#http/question.ts";
import { type Route, serve } from "#http/route.ts";
import { refuse } from "#kit/refusal.ts";
import { sentencesOf } from "#kit/sentences.ts";
import { promiseOn } from "#facts/promises.ts";
import { audit } from "#ledger/audit.ts";
import { promiseRows } from "#ledger/promises.ts";
import { itemRows, readRegister } from "#ledger/report-register.ts";

const options = { sentences: sentencesOf(words) };
type Here = Pick<MemberQuestion, "asker" | "workspace" | "asOf">;

async function registerOf(tx: Tx, { asker, workspace, asOf }: Here): Promise<Register> {
  const promised = promiseOn(await promiseRows(tx, workspace.id), "reporting-minutes", asOf);
  return {
    ...(await readRegister(tx, workspace.id, { asOf, zone: workspace.timeZone, memberId: asker.memberId })),
    uses: await useRows(tx, workspace.id),
    cap: { minutes: promised.terms.perWeek, isSigned: promised.isSigned },
    asOf,
  };
}

/** What the audit log keeps of an item. */
const logged = ({ name, askedOf, reader, decision, perWeek, statedMinutes, askedUntil }: ReportItem) => ({
  name,
  askedOf,
  reader,
  decision,
  perWeek,
  statedMinutes,
  askedUntil,
});

export const routes: Route[] = [
  serve(
    readReporting,
    async (question) => {
      const why = whyNotReadReporting(question.asker);
      if (why !== null) return deny(why);
      const { asker, database } = question;
      const register = await database.inWorkspace(asker.workspaceId, (tx) => registerOf(tx, question), { readOnly: true });
      return { ...reportingOf(register, asker), whyNotChange: whyNotAskFor(asker), today: question.asOf };
    },
    options,
  ),
  serve(
    addReportItem,
    async (question) => {
      const { asker, body, database, asOf } = question;
      const why = whyNotAskFor(asker);
      if (why !== null) return deny(why);
      const item: ReportItem = { ...body, id: randomUUID(), askedFrom: asOf, askedUntil: null, endedBecause: null };
      return database.inWorkspace(asker.workspaceId, async (tx) => {
        await holdRegister(tx, asker.workspaceId);
        const not = whyNotHave(await registerOf(tx, question), item, null);
        if (not !== null) return refuse(not);
        await insertItem(tx, asker.workspaceId, { item, by: asker.memberId });
        await audit(tx, asker, { act: "report.asked", subjectKind: "report-item", subjectId: item.id, after: logged(item) });
        return { id: item.id };
      });
    },
    options,
  ),
  serve(changeReportItem, (question) => changed(question, (was) => (was.askedUntil === null ? { ...was, ...question.body } : null), "report.changed"), options),
  serve(
    endReportItem,
    (question) => {
      const because = question.body.because === "" ? null : question.body.because;
      return changed(question, (was) => (was.askedUntil === null ? { ...was, askedUntil: question.asOf, endedBecause: because } : null), "report.ended");
    },
    options,
  ),
  serve(
    restoreReportItem,
    (question) => changed(question, (was) => (was.askedUntil === null ? null : { ...was, askedUntil: null, endedBecause: null }), "report.restored"),
    options,
  ),
  serve(
    noteReportTime,
    async ({ asker, database, params, body }) =>
      database.inWorkspace(asker.workspaceId, async (tx) => {
        const item = (await itemRows(tx, asker.workspaceId)).find(({ id }) => id === params.id);
        if (whyNotReadReporting(asker) !== null || !item) return missing();
        const why = whyNotTime(asker, item);
        if (why !== null) return deny(why);
        const id = randomUUID();
        await insertTime(tx, asker.workspaceId, { id, itemId: item.id, memberId: asker.memberId, seconds: body.seconds });
        return { id };
      }),
    options,
  ),
  serve(
    removeReportTime,
    async ({ asker, database, params }) =>
      database.inWorkspace(asker.workspaceId, async (tx) =>
        (await deleteTime(tx, asker.workspaceId, { id: params.id, memberId: asker.memberId })) ? {} : missing(),
      ),
    options,
  ),
  serve(
    noteReportUse,
    async ({ asker, database, params, asOf }) =>
      database.inWorkspace(asker.workspaceId, async (tx) => {
        const item = (await itemRows(tx, asker.workspaceId)).find(({ id }) => id === params.id);
        if (whyNotReadReporting(asker) !== null || !item) return missing();
        const why = whyNotUse(asker, item);
        if (why !== null) return deny(why);
        await insertUse(tx, asker.workspaceId, { itemId: item.id, day: asOf, department: asker.department! });
        return {};
      }),
    options,
  ),
  serve(noteRoomUse, async ({ asker, database, params, asOf }) => {
    // An agency is no reader of ours, and a member of no department stands for none.
    if (asker.role === "agency" || asker.department === null) return {};
    const { department } = asker;
    await database.inWorkspace(asker.workspaceId, (tx) => insertRoomUse(tx, asker.workspaceId, { room: params.room, day: asOf, department }));
    return {};
  }),
];

type OnItem = Here & Pick<MemberQuestion, "database"> & { readonly params: { readonly id: string } };

/** An item becomes another in the register, where that may be; `become` gives null where it cannot. */
async function changed(question: OnItem, become: (was: ReportItem) => ReportItem | null, act: string) {
  const { asker, database, params } = question;
  const why = whyNotAskFor(asker);
  if (why !== null) return deny(why);
  return database.inWorkspace(asker.workspaceId, async (tx) => {
    await holdRegister(tx, asker.workspaceId);
    const register = await registerOf(tx, question);
    const was = register.items.find(({ item }) => item.id === params.id)?.item;
    const now = was && become(was);
    if (!was || !now) return missing();
    const not = now.askedUntil === null ? whyNotHave(register, now, was.askedUntil === null ? was : null) : null;
    if (not !== null) return refuse(not);
    await updateItem(tx, asker.workspaceId, now);
    await audit(tx, asker, { act, subjectKind: "report-item", subjectId: was.id, before: logged(was), after: logged(now) });
    return {};
  });
}
