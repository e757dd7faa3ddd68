// The room of one meeting: its agenda that writes itself, what comes of each item, the end, and minutes that stand.
import { z } from "zod";

import { agendaSources } from "#facts/actions.ts";
import { goalKeys } from "#facts/goal-keys.ts";
import { meetingPersonShape, meetingShape } from "#facts/meetings-shape.ts";
import { noteLineShape } from "#facts/notes.ts";
import { agendaParts, meetingAnswers, outcomeKinds, voteKinds } from "#facts/meetings.ts";
import { listOf } from "#facts/papers-shape.ts";
import { endpoint } from "#kit/endpoint.ts";
import { currencyShape, dayShape, inWorkspaceWithId, momentShape, nothing } from "#kit/shapes.ts";

const tag = "meetings";
const titleShape = z.string().trim().min(1).max(200);
const textShape = z.string().trim().max(2000);
const sideShape = z.enum(["sales", "marketing"]);
const movesShape = z.strictObject({ key: z.enum(goalKeys), way: z.enum(["up", "down"]), share: z.number().gt(0).max(10).nullable() });

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
    /** The words of what is noted, at most some seconds behind those who write. */
    notes: z.string(),
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
      /** The same with its headings, lists and links; absent in minutes of before, and where the words were corrected. */
      noted: listOf(noteLineShape).optional(),
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
const inRoom = ["role-only-reads", "not-found", "meeting-is-over"] as const;

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
    people: listOf(meetingPersonShape),
    today: dayShape,
    /** Items without an outcome: it cannot end before they have one. */
    open: z.number().int(),
    currency: currencyShape,
    /** Where those who are in the room write together: a socket that speaks Hocuspocus (Yjs), and the name of the document. Null: nothing is noted now. */
    live: z.object({ path: z.string(), name: z.string(), you: z.object({ id: z.uuid(), name: z.string() }) }).nullable(),
    isAsked: z.boolean(),
    myAnswer: z.enum(meetingAnswers).nullable(),
    whyNotTakePart: z.string().nullable(),
    whyNotClose: z.string().nullable(),
    whyNotCorrect: z.string().nullable(),
  }),
});
export type MeetingRoom = z.output<(typeof readMeeting)["reply"]>;

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
  }),
  reply: itemShape,
  refusals: inRoom,
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
  body: z.strictObject({ itemId: z.uuid(), notes: z.string().max(400_000).optional(), text: textShape.min(1).optional(), reason: textShape.min(1) }),
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
