// The agenda of a meeting: its items with what was noted and what came of them, and what waits for the next one.
import type { Tx } from "#db/database.ts";
import type { AgendaSource } from "#facts/actions.ts";
import type { AgendaPart, DraftAction, MeetingItemOnFile, OutcomeKind, Side, Standing, VoteKind, VoteOnFile } from "#facts/meetings.ts";

const columns = `i.id, i.meeting_id as "meetingId", i.part, i.title, i.why, i.from_kind as "fromKind", i.from_id as "fromId", i.from_title as "fromTitle", i.side, i.standing,
  i.carried_from as "carriedFrom", i.is_pinned as "isPinned", i.minutes, i.notes, i.outcome, i.outcome_text as "outcomeText",
  i.outcome_action as "outcomeAction", o.name as "outcomeBy", i.action_id as "actionId", i.put_by as "putById", m.name as "putBy", i.taken_off_at as "takenOffAt",
  (with recursive line as (
     select f.id, f.carried_from, 1 as deep from evenhand.agenda_item f where f.workspace_id = i.workspace_id and f.id = i.carried_from
     union all
     select f.id, f.carried_from, line.deep + 1 from line join evenhand.agenda_item f on f.workspace_id = i.workspace_id and f.id = line.carried_from where line.deep < 500
   ) select count(*)::int from line) as carried`;
const joined = `evenhand.agenda_item i
  left join evenhand.member m on m.workspace_id = i.workspace_id and m.id = i.put_by
  left join evenhand.member o on o.workspace_id = i.workspace_id and o.id = i.outcome_by`;

/** Everything that stands or stood on a meeting's agenda, in its order. */
export async function itemsOf(tx: Tx, workspaceId: string, meetingId: string): Promise<MeetingItemOnFile[]> {
  return tx.rows<MeetingItemOnFile>(
    `select ${columns} from ${joined} where i.workspace_id = $1 and i.meeting_id = $2 order by i.is_pinned desc, i.place, i.put_at, i.id`,
    [workspaceId, meetingId],
  );
}

/** One on a meeting's agenda, held until the transaction ends. */
export async function meetingItemToChange(tx: Tx, workspaceId: string, id: string): Promise<MeetingItemOnFile | null> {
  return tx.maybe<MeetingItemOnFile>(`select ${columns} from ${joined} where i.workspace_id = $1 and i.id = $2 and i.meeting_id is not null for update of i`, [
    workspaceId,
    id,
  ]);
}

export interface NewItem {
  readonly id: string;
  readonly meetingId: string | null;
  readonly part: AgendaPart;
  readonly title: string;
  readonly why: string | null;
  readonly from: { readonly kind: AgendaSource; readonly id: string; readonly title: string } | null;
  readonly side: Side | null;
  readonly standing: Standing | null;
  readonly carriedFrom: string | null;
  readonly place: number;
  readonly by: string;
}

export async function insertMeetingItem(tx: Tx, workspaceId: string, one: NewItem): Promise<void> {
  await tx.run(
    `insert into evenhand.agenda_item (workspace_id, id, meeting_id, part, title, why, from_kind, from_id, from_title, side, standing, carried_from, place, put_by)
     values ($1, $2, $3, $4, $5, nullif($6, ''), $7, $8, $9, $10, $11::jsonb, $12, $13, $14)`,
    [
      workspaceId,
      one.id,
      one.meetingId,
      one.part,
      one.title,
      one.why ?? "",
      one.from?.kind ?? null,
      one.from?.id ?? null,
      one.from?.title ?? null,
      one.side,
      one.standing === null ? null : JSON.stringify(one.standing),
      one.carriedFrom,
      one.place,
      one.by,
    ],
  );
}

/** What waits for a meeting comes onto its agenda, at the end, in its order. */
export async function takeWaiting(tx: Tx, workspaceId: string, meetingId: string): Promise<number> {
  const taken = await tx.rows(
    `update evenhand.agenda_item i set meeting_id = $2
      where i.workspace_id = $1 and i.meeting_id is null and i.taken_off_at is null
        and not exists (select 1 from evenhand.agenda_item t where t.workspace_id = $1 and t.meeting_id = $2 and t.from_kind = i.from_kind and t.from_id = i.from_id and t.taken_off_at is null)
      returning id`,
    [workspaceId, meetingId],
  );
  return taken.length;
}

/** What a cancelled meeting would have talked about waits again. */
export async function letWait(tx: Tx, workspaceId: string, meetingId: string): Promise<void> {
  await tx.run(
    "update evenhand.agenda_item set meeting_id = null, is_pinned = false where workspace_id = $1 and meeting_id = $2 and taken_off_at is null and part <> 'problem'",
    [workspaceId, meetingId],
  );
}

type ItemWords = Pick<MeetingItemOnFile, "id" | "title" | "why" | "minutes" | "isPinned">;

export async function updateMeetingItem(tx: Tx, workspaceId: string, of: ItemWords): Promise<void> {
  await tx.run("update evenhand.agenda_item set title = $3, why = nullif($4, ''), minutes = $5, is_pinned = $6 where workspace_id = $1 and id = $2", [
    workspaceId,
    of.id,
    of.title,
    of.why ?? "",
    of.minutes,
    of.isPinned,
  ]);
}

/** How a problem stands now; what people wrote to it stays. */
export async function restate(tx: Tx, workspaceId: string, of: Pick<NewItem, "id" | "why" | "standing" | "place">): Promise<void> {
  await tx.run("update evenhand.agenda_item set why = nullif($3, ''), standing = $4::jsonb, place = $5 where workspace_id = $1 and id = $2", [
    workspaceId,
    of.id,
    of.why ?? "",
    JSON.stringify(of.standing),
    of.place,
  ]);
}

export async function setItemRemoved(tx: Tx, workspaceId: string, { id, isRemoved }: { id: string; isRemoved: boolean }): Promise<void> {
  await tx.run("update evenhand.agenda_item set taken_off_at = case when $3 then now() end where workspace_id = $1 and id = $2", [workspaceId, id, isRemoved]);
}

export async function setPlaces(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<void> {
  await tx.run(
    "update evenhand.agenda_item i set place = n.place from unnest($2::uuid[]) with ordinality as n (id, place) where i.workspace_id = $1 and i.id = n.id",
    [workspaceId, ids],
  );
}

export interface NewOutcome {
  readonly id: string;
  readonly outcome: OutcomeKind | null;
  readonly text: string;
  readonly action: DraftAction | null;
  readonly by: string;
}

export async function setOutcome(tx: Tx, workspaceId: string, { id, outcome, text, action, by }: NewOutcome): Promise<void> {
  await tx.run(
    `update evenhand.agenda_item set outcome = $3::text, outcome_text = case when $3::text is null then null else nullif($4, '') end, outcome_action = $5::jsonb,
            outcome_by = case when $3::text is null then null else $6::uuid end where workspace_id = $1 and id = $2`,
    [workspaceId, id, outcome, text, outcome === "action" ? JSON.stringify(action) : null, by],
  );
}

export async function setItemAction(tx: Tx, workspaceId: string, { id, actionId }: { id: string; actionId: string }): Promise<void> {
  await tx.run("update evenhand.agenda_item set action_id = $3 where workspace_id = $1 and id = $2", [workspaceId, id, actionId]);
}

export async function votesOf(tx: Tx, workspaceId: string, meetingId: string): Promise<VoteOnFile[]> {
  return tx.rows<VoteOnFile>(
    `select v.item_id as "itemId", v.member_id as "memberId", m.name, v.vote from evenhand.agenda_vote v
       join evenhand.agenda_item i on i.workspace_id = v.workspace_id and i.id = v.item_id
       join evenhand.member m on m.workspace_id = v.workspace_id and m.id = v.member_id
      where v.workspace_id = $1 and i.meeting_id = $2 order by lower(m.name), m.id`,
    [workspaceId, meetingId],
  );
}

export async function setVote(
  tx: Tx,
  workspaceId: string,
  { itemId, memberId, vote }: { itemId: string; memberId: string; vote: VoteKind | null },
): Promise<void> {
  if (vote === null)
    await tx.run("delete from evenhand.agenda_vote where workspace_id = $1 and item_id = $2 and member_id = $3", [workspaceId, itemId, memberId]);
  else
    await tx.run(
      `insert into evenhand.agenda_vote (workspace_id, item_id, member_id, vote) values ($1, $2, $3, $4)
       on conflict (workspace_id, item_id, member_id) do update set vote = excluded.vote`,
      [workspaceId, itemId, memberId, vote],
    );
}

/** Actions that began from a meeting and are not ended: what the next one asks about first. */
export async function unfinishedActions(
  tx: Tx,
  workspaceId: string,
): Promise<{ id: string; title: string; ownerName: string; dueOn: string; side: Side | null }[]> {
  return tx.rows(
    `select a.id, a.title, o.name as "ownerName", a.due_on as "dueOn", case when o.department in ('sales', 'marketing') then o.department end as side
       from evenhand.action a join evenhand.member o on o.workspace_id = a.workspace_id and o.id = a.owner_id
      where a.workspace_id = $1 and a.state = 'open' and a.removed_at is null and a.from_kind = 'agenda-item' order by a.due_on, a.id`,
    [workspaceId],
  );
}

/** Since when each thing that stands on an agenda or waits has been talked about: the day of the first item of its line. */
export async function openProblems(tx: Tx, workspaceId: string): Promise<{ id: string; since: string }[]> {
  return tx.rows(
    `with recursive line as (
       select i.id, i.carried_from, i.put_at, i.id as leaf from evenhand.agenda_item i left join evenhand.meeting g on g.workspace_id = i.workspace_id and g.id = i.meeting_id
        where i.workspace_id = $1 and i.taken_off_at is null and (i.meeting_id is null or g.state in ('planned', 'open'))
       union all
       select f.id, f.carried_from, f.put_at, line.leaf from line join evenhand.agenda_item f on f.workspace_id = $1 and f.id = line.carried_from
     ) select leaf as id, min(put_at) as since from line group by leaf`,
    [workspaceId],
  );
}
