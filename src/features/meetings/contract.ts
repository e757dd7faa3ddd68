// Planning joint meetings: series and single ones, who is asked to come, and a calendar of one's own.
import { z } from "zod";

import { meetingPersonShape, meetingShape } from "#facts/meetings-shape.ts";
import { holidayWays, meetingAnswers } from "#facts/meetings.ts";
import { listOf } from "#facts/papers-shape.ts";
import { projectDaysShape } from "#facts/project-days.ts";
import { endpoint } from "#kit/endpoint.ts";
import { dayShape, inWorkspace, inWorkspaceWithId, momentShape, nothing } from "#kit/shapes.ts";

const tag = "meetings";
const titleShape = z.string().trim().min(1).max(200);
const placeShape = z.string().trim().max(300);
const minutesShape = z.number().int().min(5).max(480);
const agendaHoursShape = z.number().int().min(1).max(336);
const zoneShape = z.string().min(1).max(60);

/** How often and when. `rule`: RFC 5545 without DTSTART. */
const recursShape = {
  title: titleShape,
  rule: z.string().trim().min(1).max(300),
  startsOn: dayShape,
  /** Minutes after midnight on the wall of the time zone. */
  atMinute: z.number().int().min(0).max(1439),
  minutes: minutesShape,
  timeZone: zoneShape,
  place: placeShape,
  onHoliday: z.enum(holidayWays),
  agendaHours: agendaHoursShape,
  people: z.array(z.uuid()).min(1).max(200),
};

export const seriesShape = z
  .object({
    ...recursShape,
    id: z.uuid(),
    place: z.string().nullable(),
    people: listOf(meetingPersonShape),
    endedAt: momentShape.nullable(),
    createdBy: z.string().nullable(),
    whyNotChange: z.string().nullable(),
  })
  .meta({ id: "MeetingSeries" });
export type SeriesView = z.output<typeof seriesShape>;

const reads = ["agency-sees-only-what-is-shared"] as const;
const plans = ["role-only-reads", "only-heads-and-management", "rule-not-known", "zone-not-known", "person-not-here"] as const;

export const listMeetings = endpoint({
  name: "listMeetings",
  method: "GET",
  path: "/api/w/:workspace/meetings",
  audience: "member",
  summary: "Meetings to come, those that were, their series, and how well meetings are kept",
  tag,
  params: inWorkspace,
  refusals: reads,
  reply: z.object({
    coming: listOf(meetingShape),
    past: listOf(meetingShape),
    series: listOf(seriesShape),
    /** Joint projects, for the calendar. */
    projects: listOf(projectDaysShape),
    /** Members in service, who can be asked to come. */
    people: listOf(meetingPersonShape),
    discipline: z.object({
      /** Meetings of the last twelve months whose time has come. */
      due: z.number().int(),
      held: z.number().int(),
      /** Held, and ended with at least one action or decision. */
      withPlan: z.number().int(),
      actionsDue: z.number().int(),
      actionsOnTime: z.number().int(),
      /** Done actions whose figure can be told, and of them those after which it moved as it should. */
      effectsTold: z.number().int(),
      effectsMoved: z.number().int(),
      /** Days since open problems were first put on an agenda; null: none is open. */
      problemAgeDays: z.number().nullable(),
      problems: z.number().int(),
    }),
    today: dayShape,
    timeZone: z.string(),
    /** Whether the asker has a private address for a calendar program. */
    hasFeed: z.boolean(),
    whyNotPlan: z.string().nullable(),
  }),
});
export type MeetingList = z.output<(typeof listMeetings)["reply"]>;

export const planSeries = endpoint({
  name: "planSeries",
  method: "POST",
  path: "/api/w/:workspace/meeting-series",
  audience: "member",
  summary: "Plan a series of joint meetings; the next three stand in every calendar at any time",
  tag,
  params: inWorkspace,
  body: z.strictObject({
    ...recursShape,
    place: placeShape.default(""),
    onHoliday: recursShape.onHoliday.default("next"),
    agendaHours: agendaHoursShape.default(24),
  }),
  creates: true,
  reply: seriesShape,
  refusals: plans,
});

export const changeSeries = endpoint({
  name: "changeSeries",
  method: "PATCH",
  path: "/api/w/:workspace/meeting-series/:id",
  audience: "member",
  summary: "Change a series; meetings to come that nobody has moved by hand follow it, and everybody is told",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject(z.object(recursShape).partial().shape),
  reply: seriesShape,
  refusals: [...plans, "not-found"],
});

export const endSeries = endpoint({
  name: "endSeries",
  method: "POST",
  path: "/api/w/:workspace/meeting-series/:id/end",
  audience: "member",
  summary: "End a series: its meetings to come are cancelled; or take the end back",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ isEnded: z.boolean(), reason: z.string().trim().max(500).default("") }),
  reply: seriesShape,
  refusals: ["role-only-reads", "only-heads-and-management", "not-found"],
});

const single = {
  title: titleShape,
  startsAt: z.iso.datetime(),
  minutes: minutesShape,
  place: placeShape,
  agendaHours: agendaHoursShape,
  people: recursShape.people,
};

export const planMeeting = endpoint({
  name: "planMeeting",
  method: "POST",
  path: "/api/w/:workspace/meetings",
  audience: "member",
  summary: "Plan a single meeting",
  tag,
  params: inWorkspace,
  body: z.strictObject({ ...single, place: placeShape.default(""), agendaHours: agendaHoursShape.default(24) }),
  creates: true,
  reply: meetingShape,
  refusals: [...plans, "starts-in-the-past"],
});

export const changeMeeting = endpoint({
  name: "changeMeeting",
  method: "PATCH",
  path: "/api/w/:workspace/meetings/:id",
  audience: "member",
  summary: "Move a meeting, or change its place, length or people; everybody asked is told",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject(z.object(single).partial().shape),
  reply: meetingShape,
  refusals: [...plans, "not-found", "meeting-is-over", "starts-in-the-past"],
});

export const cancelMeeting = endpoint({
  name: "cancelMeeting",
  method: "POST",
  path: "/api/w/:workspace/meetings/:id/cancelled",
  audience: "member",
  summary: "Cancel a meeting with its reason, or let it take place after all",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ isCancelled: z.boolean(), reason: z.string().trim().max(500).default("") }),
  reply: meetingShape,
  refusals: ["role-only-reads", "only-heads-and-management", "not-found", "meeting-is-over", "cancelled-without-reason"],
});

export const answerMeeting = endpoint({
  name: "answerMeeting",
  method: "PUT",
  path: "/api/w/:workspace/meetings/:id/answer",
  audience: "member",
  summary: "Say whether one comes",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ answer: z.enum(meetingAnswers).nullable() }),
  reply: nothing,
  refusals: ["not-found", "not-asked-to-come", "meeting-is-over"],
});

export const makeCalendarFeed = endpoint({
  name: "makeCalendarFeed",
  method: "POST",
  path: "/api/w/:workspace/calendar-feed",
  audience: "member",
  summary: "A private address under which a calendar program finds one's meetings and the days of one's actions; the one before opens nothing any more",
  tag,
  params: inWorkspace,
  body: z.strictObject({}),
  creates: true,
  /** Shown once: only its hash is kept. */
  reply: z.object({ path: z.string() }),
  refusals: reads,
});

export const endCalendarFeed = endpoint({
  name: "endCalendarFeed",
  method: "DELETE",
  path: "/api/w/:workspace/calendar-feed",
  audience: "member",
  summary: "End the private address of one's calendar",
  tag,
  params: inWorkspace,
  reply: nothing,
  refusals: reads,
});

export const readCalendarFeed = endpoint({
  name: "readCalendarFeed",
  method: "GET",
  path: "/api/calendar/:token",
  audience: "anyone",
  summary: "The calendar behind a private address (iCalendar); whoever has the address sees it",
  tag,
  params: z.strictObject({ token: z.string().regex(/^[A-Za-z0-9_-]{20,100}(\.ics)?$/) }),
  gives: "file",
  reply: z.string(),
  refusals: ["not-found"],
});
