// Meetings as they stand in the tables, who is asked to come to each, and how people hear of them.
import type { Tx } from "#db/database.ts";
import type { Asker } from "#facts/department.ts";
import { whyNotPlan, whyNotStill } from "#facts/meeting-rights.ts";
import type { MeetingView } from "#facts/meetings-shape.ts";
import { type AskedToCome, type MeetingOnFile, agendaGoesOutAt } from "#facts/meetings.ts";
import type { Day } from "#kit/day.ts";
import { audit } from "#ledger/audit.ts";
import { tell } from "#ledger/notices.ts";

const columns = `g.id, g.series_id as "seriesId", g.occurs_on as "occursOn", g.title, g.starts_at as "startsAt", g.minutes, g.time_zone as "timeZone", g.place,
  g.agenda_hours as "agendaHours", g.state, g.cancel_reason as "cancelReason", g.is_apart as "isApart", g.sequence, g.agenda_written_at as "agendaWrittenAt",
  g.agenda_sent_at as "agendaSentAt", g.opened_at as "openedAt", g.closed_at as "closedAt", c.name as "closedBy",
  (select count(*)::int from evenhand.agenda_item i where i.workspace_id = g.workspace_id and i.meeting_id = g.id and i.taken_off_at is null) as items`;
const joined = "evenhand.meeting g left join evenhand.member c on c.workspace_id = g.workspace_id and c.id = g.closed_by";

/** All meetings, in the order of their time. */
export async function meetingRows(tx: Tx, workspaceId: string): Promise<MeetingOnFile[]> {
  return tx.rows<MeetingOnFile>(`select ${columns} from ${joined} where g.workspace_id = $1 order by g.starts_at, g.id`, [workspaceId]);
}

export async function meetingRow(tx: Tx, workspaceId: string, id: string): Promise<MeetingOnFile | null> {
  return tx.maybe<MeetingOnFile>(`select ${columns} from ${joined} where g.workspace_id = $1 and g.id = $2`, [workspaceId, id]);
}

/** The same, held until the transaction ends. */
export async function meetingToChange(tx: Tx, workspaceId: string, id: string): Promise<MeetingOnFile | null> {
  return tx.maybe<MeetingOnFile>(`select ${columns} from ${joined} where g.workspace_id = $1 and g.id = $2 for update of g`, [workspaceId, id]);
}

/** Meetings that come of a series and have neither begun nor been cancelled, held. */
export async function plannedOfSeries(tx: Tx, workspaceId: string, seriesId: string): Promise<MeetingOnFile[]> {
  return tx.rows<MeetingOnFile>(
    `select ${columns} from ${joined} where g.workspace_id = $1 and g.series_id = $2 and g.state = 'planned' order by g.starts_at for update of g`,
    [workspaceId, seriesId],
  );
}

/** Who is asked to come to meetings; all of them where no meeting is named. */
export async function askedToCome(tx: Tx, workspaceId: string, meetingId: string | null = null): Promise<AskedToCome[]> {
  return tx.rows<AskedToCome>(
    `select p.meeting_id as "meetingId", m.id as "memberId", m.name, m.department, p.answer, p.was_there as "wasThere"
       from evenhand.meeting_member p join evenhand.member m on m.workspace_id = p.workspace_id and m.id = p.member_id
      where p.workspace_id = $1 and ($2::uuid is null or p.meeting_id = $2) order by lower(m.name), m.id`,
    [workspaceId, meetingId],
  );
}

export async function markAgenda(tx: Tx, workspaceId: string, { id, as }: { id: string; as: "written" | "sent" }): Promise<void> {
  await tx.run(`update evenhand.meeting set agenda_${as}_at = now() where workspace_id = $1 and id = $2`, [workspaceId, id]);
}

export async function namesOf(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.rows<{ id: string; name: string }>("select id, name from evenhand.member where workspace_id = $1 and id = any($2::uuid[])", [
    workspaceId,
    ids,
  ]);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export async function nameOf(tx: Tx, { workspaceId, memberId }: { readonly workspaceId: string; readonly memberId: string }): Promise<string | null> {
  return (await namesOf(tx, workspaceId, [memberId])).get(memberId) ?? null;
}

function meetingView(
  row: MeetingOnFile,
  people: readonly AskedToCome[],
  { asker, movedFrom }: { asker: Pick<Asker, "role">; movedFrom: Day | null },
): MeetingView {
  const { occursOn: _occursOn, agendaHours: _agendaHours, isApart: _isApart, sequence: _sequence, ...told } = row;
  return {
    ...told,
    movedFrom,
    agendaGoesOutAt: agendaGoesOutAt(row),
    people: people.map(({ memberId, name, department, answer, wasThere }) => ({ memberId, name, department, answer, wasThere })),
    whyNotChange: whyNotPlan(asker) ?? whyNotStill(row.state === "cancelled" ? "planned" : row.state),
  };
}

/** The meeting as answers tell it. */
export function viewOfMeeting(row: MeetingOnFile, people: Awaited<ReturnType<typeof askedToCome>>, asker: Asker) {
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: row.timeZone }).format(Date.parse(row.startsAt));
  const movedFrom = row.state !== "cancelled" && row.occursOn !== null && row.occursOn !== day ? row.occursOn : null;
  return meetingView(
    row,
    people.filter(({ meetingId }) => meetingId === row.id),
    { asker, movedFrom },
  );
}

export async function meetingAsTold(tx: Tx, asker: Asker, id: string) {
  const row = (await meetingRow(tx, asker.workspaceId, id))!;
  return viewOfMeeting(row, await askedToCome(tx, asker.workspaceId, id), asker);
}

interface ToldOf {
  readonly id: string;
  readonly kind: "meeting-invited" | "meeting-moved" | "meeting-uninvited" | "meeting-cancelled" | "agenda-ready" | "minutes-ready" | "minutes-corrected";
  /** Why minutes are corrected. */
  readonly reason?: string;
  readonly who: string | null;
  /** Whoever did it, and who knows already. */
  readonly but: readonly string[];
  /** These alone; absent: all who are asked to come. */
  readonly to?: readonly string[];
}

/** Everybody who is asked to come is told. */
export async function tellOfMeeting(tx: Tx, workspaceId: string, { id, kind, who, but, to, reason = "" }: ToldOf): Promise<void> {
  const row = (await meetingRows(tx, workspaceId)).find((each) => each.id === id)!;
  const asked = to ?? (await askedToCome(tx, workspaceId, id)).map(({ memberId }) => memberId);
  const said = { title: row.title, startsAt: row.startsAt };
  const given = { to: asked.filter((each) => !but.includes(each)), subject: { kind: "meeting", id } };
  if (kind === "agenda-ready") await tell(tx, workspaceId, { ...given, kind, data: { ...said, items: row.items } });
  else if (kind === "meeting-cancelled") await tell(tx, workspaceId, { ...given, kind, data: { ...said, who, reason: row.cancelReason } });
  else if (kind === "minutes-corrected") await tell(tx, workspaceId, { ...given, kind, data: { ...said, who, reason } });
  else await tell(tx, workspaceId, { ...given, kind, data: { ...said, who } });
}

export interface NotedInMeetings {
  readonly act: string;
  readonly id: string;
  readonly before?: object;
  readonly after: object;
}

/** On record, and told to every screen that shows meetings. */
export async function noteOfMeeting(tx: Tx, asker: Asker, { act, id, before, after }: NotedInMeetings): Promise<void> {
  await audit(tx, asker, { act, subjectKind: act.startsWith("meeting-series") ? "meeting-series" : "meeting", subjectId: id, before, after });
  await tx.notify("evenhand_meetings", asker.workspaceId);
}
