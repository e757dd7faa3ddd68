// A member's meetings and the days of their actions under a private address, as calendar programs ask for it.
import ical, { ICalEventStatus, ICalEventTransparency } from "ical-generator";

import type { Database, Tx } from "#db/database.ts";
import { addDays } from "#kit/day.ts";

export interface FeedOwner {
  readonly workspaceId: string;
  readonly memberId: string;
}

/** Whose address it is; null: nobody's. */
export async function ownerOfFeed(database: Database, hash: string): Promise<FeedOwner | null> {
  return database.inSignIn((tx) =>
    tx.maybe<FeedOwner>(`select workspace_id as "workspaceId", member_id as "memberId" from sign_in.calendar_feed where hash = $1`, [hash]),
  );
}

/** An address of their own; the one before opens nothing any more. Null: none from now on. */
export async function setFeed(tx: Tx, { workspaceId, memberId }: FeedOwner, hash: string | null): Promise<void> {
  await tx.run("delete from sign_in.calendar_feed where workspace_id = $1 and member_id = $2", [workspaceId, memberId]);
  if (hash !== null) await tx.run("insert into sign_in.calendar_feed (hash, workspace_id, member_id) values ($1, $2, $3)", [hash, workspaceId, memberId]);
}

export async function hasFeed(tx: Tx, { workspaceId, memberId }: FeedOwner): Promise<boolean> {
  return (await tx.maybe("select 1 from sign_in.calendar_feed where workspace_id = $1 and member_id = $2", [workspaceId, memberId])) !== null;
}

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly startsAt: string;
  readonly minutes: number;
  readonly place: string | null;
  readonly isCancelled: boolean;
  readonly sequence: number;
}

/** How far back a feed reaches. */
const daysBack = 92;

/**
 * The feed as text/calendar. Null where its owner is no longer in service or has become an agency's. `linkTo`: where a meeting or an action is to be seen.
 * Meetings stand in UTC, one by one; an open action stands on its day and keeps nobody busy.
 */
export async function feedOf(
  tx: Tx,
  { workspaceId, memberId }: FeedOwner,
  linkTo: (workspace: string, thing: { readonly kind: "meeting" | "action"; readonly id: string }) => string,
): Promise<string | null> {
  const who = await tx.maybe<{ company: string; slug: string }>(
    `select w.name as company, w.slug from evenhand.member m join evenhand.workspace w on w.workspace_id = m.workspace_id
      where m.workspace_id = $1 and m.id = $2 and m.role <> 'agency'
        and (m.served_from is null or m.served_from <= (now() at time zone w.time_zone)::date)
        and (m.served_until is null or m.served_until > (now() at time zone w.time_zone)::date)`,
    [workspaceId, memberId],
  );
  if (who === null) return null;
  const meetings = await tx.rows<Entry>(
    `select g.id, g.title, g.starts_at as "startsAt", g.minutes, g.place, g.state = 'cancelled' as "isCancelled", g.sequence
       from evenhand.meeting g join evenhand.meeting_member p on p.workspace_id = g.workspace_id and p.meeting_id = g.id
      where g.workspace_id = $1 and p.member_id = $2 and g.starts_at > now() - make_interval(days => $3) order by g.starts_at, g.id`,
    [workspaceId, memberId, daysBack],
  );
  const actions = await tx.rows<{ id: string; title: string; dueOn: string; revision: number }>(
    `select id, title, due_on as "dueOn", revision from evenhand.action
      where workspace_id = $1 and owner_id = $2 and state = 'open' and removed_at is null order by due_on, id`,
    [workspaceId, memberId],
  );
  const calendar = ical({ name: `${who.company}: Evenhand`, prodId: { company: "Evenhand", product: "Evenhand" }, ttl: 3_600 });
  for (const { id, title, startsAt, minutes, place, isCancelled, sequence } of meetings) {
    const url = linkTo(who.slug, { kind: "meeting", id });
    const start = new Date(startsAt);
    calendar.createEvent({
      id,
      sequence,
      start,
      end: new Date(start.getTime() + minutes * 60_000),
      summary: title,
      url,
      description: url,
      status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      ...(place === null ? {} : { location: place }),
    });
  }
  for (const { id, title, dueOn, revision } of actions) {
    const url = linkTo(who.slug, { kind: "action", id });
    const [start, end] = [dueOn, addDays(dueOn, 1)].map((day) => new Date(`${day}T00:00:00Z`)) as [Date, Date];
    calendar.createEvent({
      id,
      sequence: revision,
      start,
      end,
      allDay: true,
      timezone: null,
      summary: title,
      url,
      description: url,
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  return calendar.toString();
}
