// A member's meetings, actions, joint projects and their tasks under a private address, as calendar programs ask for it.
import ical, { type ICalCalendar, ICalEventStatus, ICalEventTransparency } from "ical-generator";

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
 * The feed as text/calendar. Null where its owner is no longer in service or has become an agency's. `linkTo`: where a thing is to be seen, a task with the id of its project.
 * Meetings stand in UTC, one by one; open actions, projects that one has a part in and one's open tasks stand on their days and keep nobody busy.
 */
export async function feedOf(
  tx: Tx,
  { workspaceId, memberId }: FeedOwner,
  linkTo: (workspace: string, thing: { readonly kind: "meeting" | "action" | "project" | "task"; readonly id: string }) => string,
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
  for (const { id, title, dueOn, revision } of actions)
    allDay(calendar, { id, sequence: revision, from: dueOn, to: dueOn, summary: title, url: linkTo(who.slug, { kind: "action", id }) });
  for (const { id, name, startsOn, endsOn, place, isCancelled, revision } of await projectsOf(tx, { workspaceId, memberId }))
    allDay(calendar, { id, sequence: revision, from: startsOn, to: endsOn, summary: name, place, isCancelled, url: linkTo(who.slug, { kind: "project", id }) });
  for (const { id, project, name, title, dueOn, revision } of await tasksOf(tx, { workspaceId, memberId }))
    allDay(calendar, { id, sequence: revision, from: dueOn, to: dueOn, summary: `${title} (${name})`, url: linkTo(who.slug, { kind: "task", id: project }) });
  return calendar.toString();
}

interface Days {
  readonly id: string;
  readonly sequence: number;
  readonly from: string;
  /** The last day, included. */
  readonly to: string;
  readonly summary: string;
  readonly url: string;
  readonly place?: string | null;
  readonly isCancelled?: boolean;
}

/** Whole days that keep nobody busy. */
function allDay(calendar: ICalCalendar, { id, sequence, from, to, summary, url, place = null, isCancelled = false }: Days): void {
  const [start, end] = [from, addDays(to, 1)].map((day) => new Date(`${day}T00:00:00Z`)) as [Date, Date];
  calendar.createEvent({
    id,
    sequence,
    start,
    end,
    allDay: true,
    timezone: null,
    summary,
    url,
    description: url,
    transparency: ICalEventTransparency.TRANSPARENT,
    ...(isCancelled ? { status: ICalEventStatus.CANCELLED } : {}),
    ...(place === null ? {} : { location: place }),
  });
}

interface ProjectDays {
  readonly id: string;
  readonly name: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly place: string | null;
  readonly isCancelled: boolean;
  readonly revision: number;
}

/** Projects that the member owns, stands at by the plan of staff, or has a task of. */
function projectsOf(tx: Tx, { workspaceId, memberId }: FeedOwner): Promise<ProjectDays[]> {
  return tx.rows(
    `select p.id, p.name, p.starts_on as "startsOn", p.ends_on as "endsOn", p.place, p.state = 'cancelled' as "isCancelled", p.revision
       from evenhand.project p where p.workspace_id = $1 and p.removed_at is null and p.ends_on > current_date - $3::int
        and ($2 in (p.sales_owner, p.marketing_owner)
          or exists (select 1 from evenhand.project_shift s where s.workspace_id = $1 and s.project_id = p.id and s.member_id = $2 and s.removed_at is null)
          or exists (select 1 from evenhand.project_task t where t.workspace_id = $1 and t.project_id = p.id and t.owner_id = $2 and t.removed_at is null))
      order by p.starts_on, p.id`,
    [workspaceId, memberId, daysBack],
  );
}

interface TaskDay {
  readonly id: string;
  readonly project: string;
  readonly name: string;
  readonly title: string;
  readonly dueOn: string;
  readonly revision: number;
}

/** Open tasks by the rule of their reminders: whose task it is; where it is nobody's, the owner of its side. Those on the register of actions stand there. */
function tasksOf(tx: Tx, { workspaceId, memberId }: FeedOwner): Promise<TaskDay[]> {
  return tx.rows(
    `select t.id, p.id as project, p.name, t.title, t.due_on as "dueOn", p.revision
       from evenhand.project_task t join evenhand.project p on p.workspace_id = $1 and p.id = t.project_id
      where t.workspace_id = $1 and t.state = 'open' and t.removed_at is null and t.action_id is null and p.removed_at is null and p.state = 'planned'
        and (t.owner_id = $2 or (t.owner_id is null and ((t.side <> 'marketing' and p.sales_owner = $2) or (t.side <> 'sales' and p.marketing_owner = $2))))
      order by t.due_on, t.id`,
    [workspaceId, memberId],
  );
}
