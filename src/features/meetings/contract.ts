// Joint meetings: series and single ones, the agenda that writes itself, what comes of each item, and minutes that stand.
// Long because: a meeting is one thing from its planning to its minutes, and each question about it stands here with its words.
import { z } from "zod";

import { agendaSources } from "#facts/actions.ts";
import { departments } from "#facts/department.ts";
import { goalKeys } from "#facts/goal-keys.ts";
import { agendaParts, holidayWays, meetingAnswers, meetingStates, outcomeKinds, voteKinds } from "#facts/meetings.ts";
import { listOf } from "#facts/papers-shape.ts";
import { endpoint } from "#kit/endpoint.ts";
import { currencyShape, dayShape, inWorkspace, inWorkspaceWithId, momentShape, nothing } from "#kit/shapes.ts";

const tag = "meetings";
const titleShape = z.string().trim().min(1).max(200);
const textShape = z.string().trim().max(2000);
const placeShape = z.string().trim().max(300);
const minutesShape = z.number().int().min(5).max(480);
const agendaHoursShape = z.number().int().min(1).max(336);
const zoneShape = z.string().min(1).max(60);
const personShape = z.object({ memberId: z.uuid(), name: z.string(), department: z.enum(departments).nullable() });
const sideShape = z.enum(["sales", "marketing"]);
const movesShape = z.strictObject({ key: z.enum(goalKeys), way: z.enum(["up", "down"]), share: z.number().gt(0).max(10).nullable() });

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
    people: listOf(personShape),
    endedAt: momentShape.nullable(),
    createdBy: z.string().nullable(),
    whyNotChange: z.string().nullable(),
  })
  .meta({ id: "MeetingSeries" });
export type SeriesView = z.output<typeof seriesShape>;

export const meetingShape = z
  .object({
    id: z.uuid(),
    seriesId: z.uuid().nullable(),
    /** The day that the rule gave, where the meeting lies on another. */
    movedFrom: dayShape.nullable(),
    title: z.string(),
    startsAt: momentShape,
    minutes: z.number().int(),
    timeZone: z.string(),
    place: z.string().nullable(),
    state: z.enum(meetingStates),
    cancelReason: z.string().nullable(),
    agendaWrittenAt: momentShape.nullable(),
    agendaSentAt: momentShape.nullable(),
    agendaGoesOutAt: momentShape,
    openedAt: momentShape.nullable(),
    closedAt: momentShape.nullable(),
    closedBy: z.string().nullable(),
    people: listOf(personShape.extend({ answer: z.enum(meetingAnswers).nullable(), wasThere: z.boolean() })),
    items: z.number().int(),
    whyNotChange: z.string().nullable(),
  })
  .meta({ id: "Meeting" });
export type MeetingView = z.output<typeof meetingShape>;

const standingShape = z.object({
  money: z.number().nullable(),
  isMoneyGuessed: z.boolean(),
  confidence: z.number(),
  months: z.number().nullable(),
  reach: z.number(),
  weight: z.number(),
  isDue: z.boolean(),
  isForItsSide: z.boolean(),
});

const draftShape = z.strictObject({ title: titleShape, note: textShape, ownerId: z.uuid(), dueOn: dayShape, moves: movesShape.nullable() });

export const itemShape = z
  .object({
    id: z.uuid(),
    part: z.enum(agendaParts),
    title: z.string(),
    why: z.string().nullable(),
    from: z.object({ kind: z.enum(agendaSources), id: z.string(), title: z.string() }).nullable(),
    side: sideShape.nullable(),
    standing: standingShape.nullable(),
    /** How many meetings it has been carried through. */
    carried: z.number().int(),
    isPinned: z.boolean(),
    minutes: z.number().int().nullable(),
    notes: z.string(),
    notesRevision: z.number().int(),
    outcome: z.enum(outcomeKinds).nullable(),
    outcomeText: z.string().nullable(),
    outcomeAction: draftShape.extend({ ownerName: z.string().nullable() }).nullable(),
    outcomeBy: z.string().nullable(),
    actionId: z.uuid().nullable(),
    votes: z.object({ for: listOf(z.string()), against: listOf(z.string()), abstains: listOf(z.string()) }),
    myVote: z.enum(voteKinds).nullable(),
    putBy: z.string().nullable(),
  })
  .meta({ id: "MeetingItem" });
export type ItemView = z.output<typeof itemShape>;

const minutesBody = z.object({
  title: z.string(),
  startsAt: momentShape,
  openedAt: momentShape,
  closedAt: momentShape,
  timeZone: z.string(),
  place: z.string().nullable(),
  present: listOf(z.string()),
  absent: listOf(z.string()),
  items: listOf(
    z.object({
      id: z.uuid(),
      title: z.string(),
      why: z.string().nullable(),
      notes: z.string(),
      outcome: z.enum(outcomeKinds),
      text: z.string().nullable(),
      action: z.object({ title: z.string(), owner: z.string(), dueOn: dayShape, moves: movesShape.nullable() }).nullable(),
      votes: z.object({ for: z.number(), against: z.number(), abstains: z.number() }),
    }),
  ),
});
export type MinutesBody = z.output<typeof minutesBody>;

export const minutesVersionShape = z
  .object({ version: z.number().int(), body: minutesBody, reason: z.string().nullable(), madeBy: z.string().nullable(), madeAt: momentShape })
  .meta({ id: "Minutes" });
export type MinutesView = z.output<typeof minutesVersionShape>;

const reads = ["agency-sees-only-what-is-shared"] as const;
const plans = ["role-only-reads", "only-heads-and-management", "rule-not-known", "zone-not-known", "person-not-here"] as const;
const inRoom = ["role-only-reads", "not-found", "meeting-is-over"] as const;

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
    /** Members in service, who can be asked to come. */
    people: listOf(personShape),
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

export const readMeeting = endpoint({
  name: "readMeeting",
  method: "GET",
  path: "/api/w/:workspace/meetings/:id",
  audience: "member",
  summary: "One meeting: its agenda, what comes of each item, and its minutes",
  tag,
  params: inWorkspaceWithId,
  refusals: [...reads, "not-found"],
  reply: z.object({
    meeting: meetingShape,
    items: listOf(itemShape),
    removed: listOf(z.object({ id: z.uuid(), title: z.string() })),
    minutes: listOf(minutesVersionShape),
    people: listOf(personShape),
    today: dayShape,
    /** Items without an outcome: it cannot end before they have one. */
    open: z.number().int(),
    currency: currencyShape,
    isAsked: z.boolean(),
    myAnswer: z.enum(meetingAnswers).nullable(),
    whyNotTakePart: z.string().nullable(),
    whyNotClose: z.string().nullable(),
    whyNotCorrect: z.string().nullable(),
  }),
});
export type MeetingRoom = z.output<(typeof readMeeting)["reply"]>;

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

export const writeAgenda = endpoint({
  name: "writeAgenda",
  method: "POST",
  path: "/api/w/:workspace/meetings/:id/agenda",
  audience: "member",
  summary: "Let the agenda write itself from the facts of now: what the last meeting left, then the most pressing problems; what people did to it stays",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({}),
  reply: z.object({ added: z.number().int(), gone: z.number().int() }),
  refusals: inRoom,
});

export const addItem = endpoint({
  name: "addItem",
  method: "POST",
  path: "/api/w/:workspace/meetings/:id/items",
  audience: "member",
  summary: "Put something on the agenda of this meeting",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ title: titleShape, why: textShape.default("") }),
  creates: true,
  reply: itemShape,
  refusals: inRoom,
});

export const changeItem = endpoint({
  name: "changeItem",
  method: "PATCH",
  path: "/api/w/:workspace/meeting-items/:id",
  audience: "member",
  summary: "Change an item: its words, the minutes it may take, whether it is pinned, what is noted",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({
    title: titleShape.optional(),
    why: textShape.optional(),
    minutes: z.number().int().min(1).max(240).nullable().optional(),
    isPinned: z.boolean().optional(),
    /** What was noted, and the revision that it was written upon: what somebody else wrote meanwhile is not lost. */
    notes: z.strictObject({ text: z.string().max(100_000), upon: z.number().int() }).optional(),
  }),
  reply: itemShape,
  refusals: [...inRoom, "noted-meanwhile"],
});

export const orderItems = endpoint({
  name: "orderItems",
  method: "POST",
  path: "/api/w/:workspace/meeting-items/:id/place",
  audience: "member",
  summary: "Put an item before another one, or at the end",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ before: z.uuid().nullable() }),
  reply: nothing,
  refusals: inRoom,
});

export const removeItem = endpoint({
  name: "removeItem",
  method: "POST",
  path: "/api/w/:workspace/meeting-items/:id/removed",
  audience: "member",
  summary: "Take an item off the agenda, or put it back; what wrote itself does not come again by itself",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ isRemoved: z.boolean() }),
  reply: nothing,
  refusals: [...inRoom, "already-on-agenda"],
});

export const openMeeting = endpoint({
  name: "openMeeting",
  method: "POST",
  path: "/api/w/:workspace/meetings/:id/opened",
  audience: "member",
  summary: "Begin the meeting",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({}),
  reply: meetingShape,
  refusals: [...inRoom, "meeting-is-cancelled"],
});

export const attendMeeting = endpoint({
  name: "attendMeeting",
  method: "PUT",
  path: "/api/w/:workspace/meetings/:id/present",
  audience: "member",
  summary: "Say who is there",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ memberId: z.uuid(), wasThere: z.boolean() }),
  reply: nothing,
  refusals: [...inRoom, "person-not-here"],
});

export const settleItem = endpoint({
  name: "settleItem",
  method: "PUT",
  path: "/api/w/:workspace/meeting-items/:id/outcome",
  audience: "member",
  summary: "Say what comes of an item: a decision, an action, or that it is carried over, with the reason; null takes it back",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({
    outcome: z.enum(outcomeKinds).nullable(),
    text: textShape.default(""),
    action: draftShape.extend({ note: textShape.default(""), moves: movesShape.nullable().default(null) }).optional(),
  }),
  reply: itemShape,
  refusals: [...inRoom, "outcome-without-words", "outcome-without-action", "owner-not-here", "due-in-the-past", "meeting-not-open"],
});

export const voteOnItem = endpoint({
  name: "voteOnItem",
  method: "PUT",
  path: "/api/w/:workspace/meeting-items/:id/vote",
  audience: "member",
  summary: "Vote on an item; null takes the vote back",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ vote: z.enum(voteKinds).nullable() }),
  reply: nothing,
  refusals: [...inRoom, "meeting-not-open"],
});

export const closeMeeting = endpoint({
  name: "closeMeeting",
  method: "POST",
  path: "/api/w/:workspace/meetings/:id/closed",
  audience: "member",
  summary: "End the meeting: every item has an outcome, actions enter the register, what is carried over waits for the next meeting, and the minutes stand",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({}),
  reply: meetingShape,
  refusals: [...inRoom, "only-heads-and-management", "meeting-not-open", "items-without-outcome", "nobody-was-there", "no-items"],
});

export const correctMinutes = endpoint({
  name: "correctMinutes",
  method: "POST",
  path: "/api/w/:workspace/meetings/:id/minutes",
  audience: "member",
  summary: "Correct the words of the minutes: a further version beside the first, with the reason",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ itemId: z.uuid(), notes: z.string().max(100_000).optional(), text: textShape.min(1).optional(), reason: textShape.min(1) }),
  creates: true,
  reply: minutesVersionShape,
  refusals: ["role-only-reads", "only-heads-and-management", "not-found", "no-minutes-yet", "nothing-corrected"],
});

export const exportMinutes = endpoint({
  name: "exportMinutes",
  method: "GET",
  path: "/api/w/:workspace/meetings/:id/minutes.pdf",
  audience: "member",
  summary: "The minutes as paper",
  tag,
  params: inWorkspaceWithId,
  query: z.strictObject({ language: z.enum(["en", "ru"]).default("en") }),
  gives: "file",
  reply: z.string(),
  refusals: [...reads, "not-found", "no-minutes-yet"],
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
