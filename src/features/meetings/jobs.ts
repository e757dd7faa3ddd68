// Meetings by the clock: series are kept filled, and agendas write themselves and go out a set time ahead.
import { randomUUID } from "node:crypto";

import { insertMeeting, occurredDays, seriesPeople, seriesRows, setPeople } from "#features/meetings/store.ts";
import type { Tx } from "#db/database.ts";
import { type MeetingOnFile, type SeriesOnFile, agendaGoesOutAt } from "#facts/meetings.ts";
import { addDays } from "#kit/day.ts";
import { type ClockWork, type Turn, allWorkspaces } from "#ledger/clock-work.ts";
import { markAgenda, meetingRows, tellOfMeeting } from "#ledger/meetings.ts";
import { occurrencesOf } from "#ledger/recurrence.ts";
import { readWorkingWeek } from "#ledger/working-week.ts";

/** Meetings of a series that stand in calendars at any time. */
export const keptAhead = 3;

interface Filled {
  readonly series: SeriesOnFile;
  readonly people: readonly string[];
  readonly now: string;
  readonly by: string;
}

/** Plans what is missing of the next three meetings of a series. Gives the new ones. */
export async function fillSeries(tx: Tx, workspaceId: string, { series, people, now, by }: Filled): Promise<string[]> {
  if (series.endedAt !== null || people.length === 0) return [];
  const known = new Set(await occurredDays(tx, workspaceId, series.id));
  const week = await readWorkingWeek(tx, workspaceId);
  const today = now.slice(0, 10);
  // A day is looked back on, because the wall of a zone may show another day than this one's; what has passed falls out by its moment.
  const from = series.startsOn > today ? series.startsOn : addDays(today, -1);
  const next = occurrencesOf(series, week, { from, most: keptAhead + 4 }).filter(({ at }) => at > Date.parse(now));
  const made: string[] = [];
  for (const { occursOn, at } of next.slice(0, keptAhead)) {
    if (known.has(occursOn)) continue;
    const id = randomUUID();
    const { title, minutes, timeZone, place, agendaHours } = series;
    const startsAt = new Date(at).toISOString();
    await insertMeeting(tx, workspaceId, { id, seriesId: series.id, occursOn, title, startsAt, minutes, timeZone, place, agendaHours, by });
    await setPeople(tx, workspaceId, { id, people });
    made.push(id);
  }
  return made;
}

export interface MeetingClock {
  /** Lets the agenda of a meeting write itself, away from the pages. */
  readonly write: (workspaceId: string, meetingId: string, signal: AbortSignal) => Promise<void>;
  readonly now: () => Date;
}

export function meetingWork(clock: MeetingClock): ClockWork {
  return { name: "meetings", every: 5 * 60_000, run: (turn) => keepMeetings(clock, turn) };
}

/** One company's trouble keeps nobody else from a meeting; what failed is tried again in the next turn. */
async function keepMeetings(clock: MeetingClock, { database, log, signal }: Turn): Promise<void> {
  for (const workspaceId of await allWorkspaces(database)) {
    if (signal.aborted) return;
    try {
      const now = clock.now().toISOString();
      const due = await database.inWorkspace(workspaceId, async (tx) => {
        await fillAll(tx, workspaceId, now);
        return (await meetingRows(tx, workspaceId)).filter((row) => isAgendaDue(row, now));
      });
      for (const meeting of due) {
        await clock.write(workspaceId, meeting.id, signal);
        await database.inWorkspace(workspaceId, (tx) => sendAgenda(tx, workspaceId, meeting.id));
      }
    } catch (fault) {
      log.warn({ workspace: workspaceId, fault: String(fault) }, "meetings could not be kept");
    }
  }
}

const isAgendaDue = (row: MeetingOnFile, now: string) =>
  row.state === "planned" && row.agendaSentAt === null && agendaGoesOutAt(row) <= now && row.startsAt > now;

async function fillAll(tx: Tx, workspaceId: string, now: string): Promise<void> {
  const all = await seriesPeople(tx, workspaceId);
  for (const series of await seriesRows(tx, workspaceId)) {
    const people = all.filter(({ seriesId }) => seriesId === series.id).map(({ memberId }) => memberId);
    const made = await fillSeries(tx, workspaceId, { series, people, now, by: nobody });
    for (const id of made) await tellOfMeeting(tx, workspaceId, { id, kind: "meeting-invited", who: series.createdBy, but: [] });
    if (made.length > 0) await tx.notify("evenhand_meetings", workspaceId);
  }
}

/** The clock. */
export const nobody = "00000000-0000-0000-0000-000000000000";

/** Once: whoever looks at the same moment finds it sent. */
export async function sendAgenda(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await markAgenda(tx, workspaceId, { id, as: "sent" });
  await tellOfMeeting(tx, workspaceId, { id, kind: "agenda-ready", who: null, but: [] });
  await tx.notify("evenhand_meetings", workspaceId);
}
