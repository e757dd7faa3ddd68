// By the clock and by mail: what became overdue is told once, and an answer that came as a reply takes its place in the thread.
import { answeringRoles, whyNotWrite } from "#features/feedback/rules.ts";
import { type FeedbackRecord, feedbackToChange, insertWord, newlyOverdue } from "#features/feedback/store.ts";
import type { Tx } from "#db/database.ts";
import type { Asker } from "#facts/department.ts";
import { type ClockWork, allWorkspaces } from "#ledger/clock-work.ts";
import type { TakeReply } from "#ledger/mail-replies.ts";
import { nameOf } from "#ledger/meetings.ts";
import { membersWithRole, settle, tell } from "#ledger/notices.ts";
import { announce } from "#ledger/webhooks.ts";

const minute = 60_000;

export function overdueWork(): ClockWork {
  return {
    name: "feedback-overdue",
    every: 5 * minute,
    run: async ({ database, signal }) => {
      for (const workspaceId of await allWorkspaces(database)) {
        if (signal.aborted) return;
        await database.inWorkspace(workspaceId, (tx) => tellOverdue(tx, workspaceId));
      }
    },
  };
}

/** Whoever took a request hears that its time has passed; what nobody took, and comments, everybody who answers. */
export async function tellOverdue(tx: Tx, workspaceId: string): Promise<void> {
  for (const row of await newlyOverdue(tx, workspaceId)) {
    const to = row.takenById === null ? await membersWithRole(tx, workspaceId, answeringRoles, [row.askedById]) : [row.takenById];
    const subject = { kind: "feedback", id: row.id };
    const who = row.askedBy ?? "";
    if (row.mood === "request") await tell(tx, workspaceId, { to, kind: "request-overdue", subject, data: { who, said: row.said, dueAt: row.dueAt } });
    else await tell(tx, workspaceId, { to, kind: "feedback-overdue", subject, data: { who, about: row.aboutName, dueAt: row.dueAt } });
    await announce(tx, workspaceId, {
      event: "feedback.overdue",
      subject,
      data: { about: row.aboutKind === "lead" ? row.aboutId : row.aboutName, dueAt: row.dueAt },
    });
  }
  await tx.notify("evenhand_feedback", workspaceId);
}

interface Written {
  readonly said: string;
  readonly via: "page" | "mail";
}

/** Puts a word into the thread and tells the other side. The first word of whoever did not ask is the answer. */
export async function write(tx: Tx, asker: Asker, { row, said, via }: Written & { row: FeedbackRecord }): Promise<void> {
  const { workspaceId, memberId } = asker;
  const isAuthor = row.askedById === memberId;
  await insertWord(tx, workspaceId, { feedback: row.id, by: memberId, said, via, answers: !isAuthor && row.mood !== "request" });
  const subject = { kind: "feedback", id: row.id };
  const data = { who: await nameOf(tx, { workspaceId, memberId }), about: row.aboutName, said };
  if (isAuthor) {
    const to = row.takenById === null ? await membersWithRole(tx, workspaceId, answeringRoles, [memberId]) : [row.takenById];
    await tell(tx, workspaceId, { to, kind: "feedback-written", subject, data });
  } else {
    if (row.mood !== "request") await settle(tx, workspaceId, { kinds: ["feedback-new", "feedback-overdue", "feedback-written"], subject });
    await tell(tx, workspaceId, { to: [row.askedById], kind: "feedback-answered", subject, data });
  }
  await tx.notify("evenhand_feedback", workspaceId);
}

/** An answer by mail: by the same rules as on the page. */
export const takeFeedbackReply: TakeReply = async (tx, { asker, subjectId, text }) => {
  if (!/^[0-9a-f-]{36}$/.test(subjectId)) return false;
  const row = await feedbackToChange(tx, asker.workspaceId, subjectId);
  if (row === null || row.outcome !== null || whyNotWrite(asker, row) !== null) return false;
  await write(tx, asker, { row, said: text, via: "mail" });
  return true;
};
