// Series, the planning of meetings, and who is asked to come, as they stand in the tables.
import type { Tx } from "#db/database.ts";
import type { MeetingAnswer, MeetingOnFile, SeriesOnFile } from "#facts/meetings.ts";
import type { Department } from "#facts/department.ts";

const seriesColumns = `s.id, s.title, s.rule, s.starts_on as "startsOn", s.at_minute as "atMinute", s.minutes, s.time_zone as "timeZone", s.place,
  s.on_holiday as "onHoliday", s.agenda_hours as "agendaHours", m.name as "createdBy", s.ended_at as "endedAt"`;
const seriesJoined = "evenhand.meeting_series s left join evenhand.member m on m.workspace_id = s.workspace_id and m.id = s.created_by";

/** Those that go on first, then those that have ended. */
export async function seriesRows(tx: Tx, workspaceId: string): Promise<SeriesOnFile[]> {
  return tx.rows<SeriesOnFile>(`select ${seriesColumns} from ${seriesJoined} where s.workspace_id = $1 order by s.ended_at is not null, s.created_at, s.id`, [
    workspaceId,
  ]);
}

export async function seriesToChange(tx: Tx, workspaceId: string, id: string): Promise<SeriesOnFile | null> {
  return tx.maybe<SeriesOnFile>(`select ${seriesColumns} from ${seriesJoined} where s.workspace_id = $1 and s.id = $2 for update of s`, [workspaceId, id]);
}

type SeriesDetail = Omit<SeriesOnFile, "id" | "createdBy" | "endedAt">;

const detailValues = (of: SeriesDetail) => [of.title, of.rule, of.startsOn, of.atMinute, of.minutes, of.timeZone, of.place ?? "", of.onHoliday, of.agendaHours];

export async function insertSeries(tx: Tx, workspaceId: string, { id, by, ...detail }: SeriesDetail & { id: string; by: string }): Promise<void> {
  await tx.run(
    `insert into evenhand.meeting_series (workspace_id, id, title, rule, starts_on, at_minute, minutes, time_zone, place, on_holiday, agenda_hours, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, nullif($9, ''), $10, $11, $12)`,
    [workspaceId, id, ...detailValues(detail), by],
  );
}

export async function updateSeries(tx: Tx, workspaceId: string, { id, ...detail }: SeriesDetail & { id: string }): Promise<void> {
  await tx.run(
    `update evenhand.meeting_series set title = $3, rule = $4, starts_on = $5, at_minute = $6, minutes = $7, time_zone = $8, place = nullif($9, ''),
            on_holiday = $10, agenda_hours = $11 where workspace_id = $1 and id = $2`,
    [workspaceId, id, ...detailValues(detail)],
  );
}

export async function setSeriesEnded(tx: Tx, workspaceId: string, { id, isEnded }: { id: string; isEnded: boolean }): Promise<void> {
  await tx.run("update evenhand.meeting_series set ended_at = case when $3 then now() end where workspace_id = $1 and id = $2", [workspaceId, id, isEnded]);
}

export interface Person {
  readonly memberId: string;
  readonly name: string;
  readonly department: Department | null;
}

/** Who is asked to the meetings of each series. */
export async function seriesPeople(tx: Tx, workspaceId: string): Promise<(Person & { seriesId: string })[]> {
  return tx.rows(
    `select p.series_id as "seriesId", m.id as "memberId", m.name, m.department
       from evenhand.meeting_series_member p join evenhand.member m on m.workspace_id = p.workspace_id and m.id = p.member_id
      where p.workspace_id = $1 order by lower(m.name), m.id`,
    [workspaceId],
  );
}

export async function setSeriesPeople(tx: Tx, workspaceId: string, { id, people }: { id: string; people: readonly string[] }): Promise<void> {
  await tx.run("delete from evenhand.meeting_series_member where workspace_id = $1 and series_id = $2", [workspaceId, id]);
  await tx.run("insert into evenhand.meeting_series_member (workspace_id, series_id, member_id) select $1, $2, unnest($3::uuid[])", [workspaceId, id, people]);
}

/** Days of a series that have a meeting, whatever became of it. */
export async function occurredDays(tx: Tx, workspaceId: string, seriesId: string): Promise<string[]> {
  const rows = await tx.rows<{ day: string }>("select occurs_on as day from evenhand.meeting where workspace_id = $1 and series_id = $2", [
    workspaceId,
    seriesId,
  ]);
  return rows.map(({ day }) => day);
}

export interface NewMeeting {
  readonly id: string;
  readonly seriesId: string | null;
  readonly occursOn: string | null;
  readonly title: string;
  readonly startsAt: string;
  readonly minutes: number;
  readonly timeZone: string;
  readonly place: string | null;
  readonly agendaHours: number;
  readonly by: string;
}

export async function insertMeeting(tx: Tx, workspaceId: string, one: NewMeeting): Promise<void> {
  await tx.run(
    `insert into evenhand.meeting (workspace_id, id, series_id, occurs_on, title, starts_at, minutes, time_zone, place, agenda_hours, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, nullif($9, ''), $10, $11)`,
    [workspaceId, one.id, one.seriesId, one.occursOn, one.title, one.startsAt, one.minutes, one.timeZone, one.place ?? "", one.agendaHours, one.by],
  );
}

type MeetingDetail = Pick<MeetingOnFile, "id" | "title" | "startsAt" | "minutes" | "place" | "agendaHours" | "isApart" | "occursOn">;

/** Calendars hear of it by the raised sequence. */
export async function updateMeeting(tx: Tx, workspaceId: string, of: MeetingDetail): Promise<void> {
  await tx.run(
    `update evenhand.meeting set title = $3, starts_at = $4, minutes = $5, place = nullif($6, ''), agenda_hours = $7, is_apart = $8, occurs_on = $9, sequence = sequence + 1
      where workspace_id = $1 and id = $2`,
    [workspaceId, of.id, of.title, of.startsAt, of.minutes, of.place ?? "", of.agendaHours, of.isApart, of.occursOn],
  );
}

interface Cancelled {
  readonly id: string;
  /** Null: it takes place after all. */
  readonly reason: string | null;
  /** It ended with its series. */
  readonly withSeries?: boolean;
}

export async function setCancelled(tx: Tx, workspaceId: string, { id, reason, withSeries = false }: Cancelled): Promise<void> {
  await tx.run(
    `update evenhand.meeting set state = case when $3::text is null then 'planned' else 'cancelled' end, cancel_reason = $3, ended_with_series = $4,
            sequence = sequence + 1 where workspace_id = $1 and id = $2`,
    [workspaceId, id, reason, withSeries],
  );
}

/** Meetings to come that were cancelled because their series ended. */
export async function endedWithSeries(tx: Tx, workspaceId: string, { seriesId, now }: { seriesId: string; now: string }): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    "select id from evenhand.meeting where workspace_id = $1 and series_id = $2 and state = 'cancelled' and ended_with_series and starts_at > $3 order by starts_at",
    [workspaceId, seriesId, now],
  );
  return rows.map(({ id }) => id);
}

/** Whoever stays keeps the answer. */
export async function setPeople(tx: Tx, workspaceId: string, { id, people }: { id: string; people: readonly string[] }): Promise<void> {
  await tx.run("delete from evenhand.meeting_member where workspace_id = $1 and meeting_id = $2 and member_id <> all($3::uuid[])", [workspaceId, id, people]);
  await tx.run("insert into evenhand.meeting_member (workspace_id, meeting_id, member_id) select $1, $2, unnest($3::uuid[]) on conflict do nothing", [
    workspaceId,
    id,
    people,
  ]);
}

export async function setAnswer(tx: Tx, workspaceId: string, of: { id: string; memberId: string; answer: MeetingAnswer | null }): Promise<boolean> {
  const row = await tx.maybe("update evenhand.meeting_member set answer = $4 where workspace_id = $1 and meeting_id = $2 and member_id = $3 returning 1", [
    workspaceId,
    of.id,
    of.memberId,
    of.answer,
  ]);
  return row !== null;
}

/** Takes meetings of a series off their days, a century back: the day of one may become that of another. */
export async function freeDays(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<void> {
  await tx.run("update evenhand.meeting set occurs_on = occurs_on - 36500 where workspace_id = $1 and id = any($2::uuid[])", [workspaceId, ids]);
}
