// Who is told of what at the handoff: an offer to whoever has it, a return to marketing, a deadline to whoever is to meet it.
import type { Tx } from "#db/database.ts";
import type { HandoffRow } from "#facts/handoff-row.ts";
import { membersWithRole, settle, tell } from "#ledger/notices.ts";
import { announce } from "#ledger/webhooks.ts";

const subject = (row: Pick<HandoffRow, "lead">) => ({ kind: "handoff", id: row.lead }) as const;
const dueAt = (row: HandoffRow) => (row.due === null || row.due.at === null ? null : new Date(row.due.at).toISOString());
export const nameOf = (row: Pick<HandoffRow, "name" | "account" | "lead">) => row.name ?? row.account ?? row.lead;

/** The lead has somebody new: they are told by whom, unless it was themselves. */
export async function tellOffered(
  tx: Tx,
  workspaceId: string,
  told: { row: HandoffRow; who: string | null; by: string | null; kind: "handoff-offered" | "handoff-given" },
): Promise<void> {
  const { row, who, by, kind } = told;
  const memberId = row.person?.memberId;
  if (!memberId || memberId === by) return;
  await tell(tx, workspaceId, { to: [memberId], kind, subject: subject(row), data: { who, lead: nameOf(row), dueAt: dueAt(row) } });
}

/** The lead came back: told to whoever offered it in this round, else to all of marketing who answer. */
export async function tellReturned(tx: Tx, workspaceId: string, { row, who, by }: { row: HandoffRow; who: string | null; by: string | null }): Promise<void> {
  const offerer = await tx.maybe<{ memberId: string | null }>(
    `select t.member_id as "memberId" from evenhand.handoff_act t join evenhand.member m on m.workspace_id = $1 and m.id = t.member_id
      where t.workspace_id = $1 and t.lead = $2 and t.act = 'offered' and m.role in ('head-of-marketing', 'marketing-strategic', 'marketing-operational')
      order by t.id desc limit 1`,
    [workspaceId, row.lead],
  );
  const to = offerer?.memberId ? [offerer.memberId] : await membersWithRole(tx, workspaceId, ["head-of-marketing", "marketing-operational"]);
  const data = { who, lead: nameOf(row), reasonCode: row.returnClass, dueAt: dueAt(row) };
  await tell(tx, workspaceId, { to: to.filter((id) => id !== by), kind: "handoff-returned", subject: subject(row), data });
  await announce(tx, workspaceId, { event: "lead.returned", subject: subject(row), data: { lead: row.lead, reasonCode: row.returnClass } });
}

/** What waited for somebody was done, by them or by another. */
export async function settleHandoff(tx: Tx, workspaceId: string, lead: string): Promise<void> {
  await settle(tx, workspaceId, { kinds: ["handoff-offered", "handoff-given", "handoff-returned", "handoff-due"], subject: { kind: "handoff", id: lead } });
}

/** Something falls due: told to whoever is to meet it, once for each deadline. Gives how many were told. */
export async function tellDue(tx: Tx, workspaceId: string, row: HandoffRow): Promise<number> {
  const at = dueAt(row);
  if (row.due === null || at === null) return 0;
  const { by, kind } = row.due;
  const inSales = row.person?.memberId ? [row.person.memberId] : await membersWithRole(tx, workspaceId, ["head-of-sales"]);
  const to = by === "sales" ? inSales : await membersWithRole(tx, workspaceId, ["head-of-marketing", "marketing-operational"]);
  const known = await tx.rows<{ memberId: string }>(
    `select member_id as "memberId" from evenhand.notice where workspace_id = $1 and kind = 'handoff-due' and subject_kind = 'handoff' and subject_id = $2 and data ->> 'dueAt' = $3`,
    [workspaceId, row.lead, at],
  );
  const told = new Set(known.map(({ memberId }) => memberId));
  const data = { lead: nameOf(row), owedCode: kind, dueAt: at };
  const count = await tell(tx, workspaceId, { to: to.filter((id) => !told.has(id)), kind: "handoff-due", subject: subject(row), data });
  // The lead goes out by its id alone: its name is a person's.
  if (count > 0 && told.size === 0) await announce(tx, workspaceId, { event: "promise.due", subject: subject(row), data: { ...data, lead: row.lead } });
  return count;
}
