// A meeting as calendars take it (RFC 5545, RFC 5546): the invitation, its changes by a raised sequence, its cancellation.
import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from "ical-generator";

import type { Tx } from "#db/database.ts";
import type { MeetingAnswer, MeetingState } from "#facts/meetings.ts";

export interface CalendarPart {
  readonly method: "request" | "cancel";
  /** text/calendar, lines ended by CRLF. */
  readonly text: string;
}

interface Invited {
  readonly meetingId: string;
  readonly to: { readonly name: string; readonly address: string };
  /** Who asks, as mail knows it. */
  readonly from: { readonly name: string; readonly address: string };
  /** Of the meeting's name among calendars. */
  readonly domain: string;
  /** Where the meeting is to be seen. */
  readonly url: string;
}

interface Row {
  readonly title: string;
  readonly startsAt: string;
  readonly minutes: number;
  readonly place: string | null;
  readonly state: MeetingState;
  readonly sequence: number;
  readonly answer: MeetingAnswer | null;
  readonly isAsked: boolean;
}

const answered = { yes: ICalAttendeeStatus.ACCEPTED, no: ICalAttendeeStatus.DECLINED, maybe: ICalAttendeeStatus.TENTATIVE } as const;

/**
 * Each meeting stands by itself, in UTC: a series whose days are moved for holidays has no rule that calendars could repeat, and a meeting that is
 * placed at its own moment needs no table of the zone's changes. Only whoever is written to is named: the others' addresses are not for them to know.
 * Null: the meeting is gone, or over.
 */
export async function meetingCalendar(tx: Tx, workspaceId: string, { meetingId, to, from, domain, url }: Invited): Promise<CalendarPart | null> {
  const row = await tx.maybe<Row>(
    `select g.title, g.starts_at as "startsAt", g.minutes, g.place, g.state, g.sequence,
            (select p.answer from evenhand.meeting_member p join evenhand.member m on m.workspace_id = p.workspace_id and m.id = p.member_id
              where p.workspace_id = g.workspace_id and p.meeting_id = g.id and lower(m.email) = lower($3) limit 1) as answer,
            exists (select 1 from evenhand.meeting_member p join evenhand.member m on m.workspace_id = p.workspace_id and m.id = p.member_id
              where p.workspace_id = g.workspace_id and p.meeting_id = g.id and lower(m.email) = lower($3)) as "isAsked"
       from evenhand.meeting g where g.workspace_id = $1 and g.id = $2 and g.state <> 'closed'`,
    [workspaceId, meetingId, to.address],
  );
  if (row === null) return null;
  const isCancelled = row.state === "cancelled";
  // Whoever was taken off hears that it is off for them; that the others still meet is said by leaving the status out (RFC 5546, 3.2.5).
  const isOff = isCancelled || !row.isAsked;
  const calendar = ical({ method: isOff ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST, prodId: { company: "Evenhand", product: "Evenhand" } });
  const starts = new Date(row.startsAt);
  const event = calendar.createEvent({
    id: `${meetingId}@${domain}`,
    sequence: row.sequence,
    start: starts,
    end: new Date(starts.getTime() + row.minutes * 60_000),
    summary: row.title,
    url,
    description: url,
    ...(isOff && !isCancelled ? {} : { status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED }),
    organizer: { name: from.name, email: from.address },
    ...(row.place === null ? {} : { location: row.place }),
  });
  event.createAttendee({
    name: to.name,
    email: to.address,
    role: ICalAttendeeRole.REQ,
    status: row.answer === null ? ICalAttendeeStatus.NEEDSACTION : answered[row.answer],
    // Answers are given in the product: the address that sends letters reads none.
    rsvp: false,
  });
  return { method: isOff ? "cancel" : "request", text: calendar.toString() };
}
