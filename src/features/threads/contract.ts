// Threads: what members say about a thing, who follows it, and numbers that are quoted as they were.
// Long because: every question about threads stands here with its shape.
import { z } from "zod";

import { intervalShape, listOf, numberShape } from "#facts/papers-shape.ts";
import { subjectKinds } from "#facts/subject.ts";
import { followStates, reactions } from "#facts/thread.ts";
import { endpoint } from "#kit/endpoint.ts";
import { inWorkspace, inWorkspaceWithId, listInQuery, momentShape, nothing, periodShape } from "#kit/shapes.ts";

const tag = "threads";
const isApartFromFacts = true;

/** 'deal:4711'. */
const keyShape = z
  .string()
  .regex(new RegExp(`^(${subjectKinds.join("|")}):`))
  .max(441)
  .meta({ description: "A thing by its kind and id", example: "deal:4711" });
const saidShape = z.string().trim().min(1).max(8_000);

const titleShape = z.object({ en: z.string(), ru: z.string() });
const nowShape = z.object({ code: z.string(), amount: z.number().nullable(), currency: z.string().nullable(), on: z.string().nullable() });
export const seenShape = z.object({ key: z.string(), title: titleShape, now: nowShape.nullable() }).meta({ id: "SubjectSeen" });
export type SeenView = z.output<typeof seenShape>;

const personShape = z.object({ id: z.uuid(), name: z.string() });

export const messageShape = z
  .object({
    id: z.uuid(),
    place: z.number().int(),
    by: personShape.nullable(),
    isMine: z.boolean(),
    at: momentShape,
    /** Empty once removed. */
    said: z.string(),
    isInside: z.boolean(),
    editedAt: momentShape.nullable(),
    removedAt: momentShape.nullable(),
    removedBy: z.string().nullable(),
    /** The number itself is asked for apart, with the reader's own rights. */
    quotes: z.object({ name: z.string() }).nullable(),
    /** Kept with it; asked for one by one, with the reader's own rights. */
    files: listOf(z.object({ id: z.uuid(), name: z.string(), size: z.number().int(), isPicture: z.boolean() })),
    reactions: listOf(z.object({ reaction: z.enum(reactions), count: z.number().int(), isMine: z.boolean(), names: listOf(z.string()) })),
    whyNotEdit: z.string().nullable(),
    whyNotRemove: z.string().nullable(),
    /** Of a removed one: whether the asker may bring it back. */
    mayRestore: z.boolean(),
  })
  .meta({ id: "ThreadMessage" });
export type MessageView = z.output<typeof messageShape>;

export const readThread = endpoint({
  name: "readThread",
  isApartFromFacts,
  method: "GET",
  path: "/api/w/:workspace/threads/messages",
  audience: "member",
  summary: "A piece of the thread of one thing, the latest by default, oldest of it first; and how you stand to it",
  tag,
  params: inWorkspace,
  query: z.strictObject({ about: keyShape, before: z.coerce.number().int().min(1).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
  refusals: ["not-found"],
  reply: z.object({
    subject: seenShape,
    messages: listOf(messageShape),
    /** Members named in them. */
    people: listOf(personShape),
    total: z.number().int(),
    hasEarlier: z.boolean(),
    /** Place of the last message that you have read. */
    readTo: z.number().int(),
    state: z.enum(followStates).nullable(),
    followers: z.number().int(),
    /** An agency is shown this thing: what you write is seen by it unless it stays inside. */
    isShared: z.boolean(),
    mutedPeople: listOf(z.uuid()),
    whyNotWrite: z.string().nullable(),
  }),
});
export type ThreadView = z.output<(typeof readThread)["reply"]>;

export const listThreads = endpoint({
  name: "listThreads",
  isApartFromFacts,
  method: "GET",
  path: "/api/w/:workspace/threads",
  audience: "member",
  summary: "Threads with their last message, those with something unread first",
  tag,
  params: inWorkspace,
  query: z.strictObject({ of: z.enum(["mine", "unread", "all"]).default("mine"), limit: z.coerce.number().int().min(1).max(100).default(50) }),
  refusals: [],
  reply: z.object({
    threads: listOf(
      z.object({
        subject: seenShape,
        messages: z.number().int(),
        unread: z.number().int(),
        lastAt: momentShape,
        lastBy: z.string().nullable(),
        /** Without marks, cut. */
        lastSaid: z.string(),
        state: z.enum(followStates).nullable(),
      }),
    ),
    unread: z.number().int(),
  }),
});
export type ThreadList = z.output<(typeof listThreads)["reply"]>;

const writeRefusals = ["role-only-reads", "not-found", "cannot-see-it"] as const;

export const writeMessage = endpoint({
  name: "writeMessage",
  method: "POST",
  path: "/api/w/:workspace/threads/messages",
  audience: "member",
  summary: "Say something about a thing; members are named as <@id>",
  tag,
  params: inWorkspace,
  body: z.strictObject({ about: keyShape, said: saidShape, isInside: z.boolean().default(false) }),
  creates: true,
  refusals: writeRefusals,
  reply: z.object({ id: z.uuid() }),
});

const sourceShape = z.strictObject({
  endpoint: z.string().min(1).max(80),
  params: z.record(z.string().max(60), z.string().max(400)).default({}),
  query: z.record(z.string().max(60), z.unknown()).default({}),
});

export const quoteNumber = endpoint({
  name: "quoteNumber",
  method: "POST",
  path: "/api/w/:workspace/threads/quotes",
  audience: "member",
  summary: "Quote a number in a thread: the question that gave it is asked again, and the number is kept with its papers as it is now",
  tag,
  params: inWorkspace,
  body: z.strictObject({
    about: keyShape,
    said: saidShape,
    isInside: z.boolean().default(false),
    name: z.string().trim().min(1).max(200),
    key: z.string().min(1).max(80),
    source: sourceShape,
    /** Where in the answer it stands: names of fields and places in lists. */
    trail: z.array(z.union([z.string().max(80), z.number().int().min(0)])).max(20),
    href: z.string().min(1).max(1_000),
  }),
  creates: true,
  refusals: [...writeRefusals, "no-such-number", "not-our-page"],
  reply: z.object({ id: z.uuid() }),
});

export const readQuote = endpoint({
  name: "readQuote",
  method: "GET",
  path: "/api/w/:workspace/threads/messages/:id/quote",
  audience: "member",
  summary: "A quoted number as it was, and as the same question answers now; for those whom that question is open to",
  tag,
  params: inWorkspaceWithId,
  refusals: ["not-found", "agency-sees-only-what-is-shared"],
  reply: z.object({
    name: z.string(),
    was: numberShape,
    asOf: z.string(),
    href: z.string(),
    /** Null: it is not to be had any more, see `whyNotNow`. */
    now: numberShape.nullable(),
    nowAsOf: z.string(),
    whyNotNow: z.string().nullable(),
  }),
});
export type QuoteView = z.output<(typeof readQuote)["reply"]>;

export const editMessage = endpoint({
  name: "editMessage",
  method: "PUT",
  path: "/api/w/:workspace/threads/messages/:id",
  audience: "member",
  summary: "Say it differently; what it said before stays to be seen",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ said: saidShape }),
  refusals: [...writeRefusals, "only-the-author", "is-removed"],
  reply: nothing,
});

export const readVersions = endpoint({
  name: "readVersions",
  isApartFromFacts,
  method: "GET",
  path: "/api/w/:workspace/threads/messages/:id/versions",
  audience: "member",
  summary: "What a message said before it was edited, oldest first",
  tag,
  params: inWorkspaceWithId,
  refusals: ["not-found"],
  reply: z.object({ versions: listOf(z.object({ said: z.string(), until: momentShape })), people: listOf(personShape) }),
});

export const removeMessage = endpoint({
  name: "removeMessage",
  method: "DELETE",
  path: "/api/w/:workspace/threads/messages/:id",
  audience: "member",
  summary: "Take a message away; that there was one, and who took it away, stays",
  tag,
  params: inWorkspaceWithId,
  refusals: ["role-only-reads", "not-found", "only-author-and-heads"],
  reply: nothing,
});

export const restoreMessage = endpoint({
  name: "restoreMessage",
  method: "POST",
  path: "/api/w/:workspace/threads/messages/:id/restored",
  audience: "member",
  summary: "Bring back a message that you took away",
  tag,
  params: inWorkspaceWithId,
  refusals: ["role-only-reads", "not-found", "only-who-removed"],
  reply: nothing,
});

export const reactToMessage = endpoint({
  name: "reactToMessage",
  method: "PUT",
  path: "/api/w/:workspace/threads/messages/:id/reactions",
  audience: "member",
  summary: "Put a reaction to a message, or take yours back",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ reaction: z.enum(reactions), isOn: z.boolean() }),
  refusals: ["role-only-reads", "not-found", "is-removed"],
  reply: nothing,
});

export const followSubject = endpoint({
  name: "followSubject",
  method: "PUT",
  path: "/api/w/:workspace/threads/follow",
  audience: "member",
  summary: "Follow a thing, mute it, or neither",
  tag,
  params: inWorkspace,
  body: z.strictObject({ about: keyShape, state: z.enum(followStates).nullable() }),
  refusals: ["not-found", "agency-sees-only-what-is-shared"],
  reply: nothing,
});

export const markThreadRead = endpoint({
  name: "markThreadRead",
  method: "PUT",
  path: "/api/w/:workspace/threads/read",
  audience: "member",
  summary: "Say up to which message you have read a thread",
  tag,
  params: inWorkspace,
  body: z.strictObject({ about: keyShape, place: z.number().int().min(0) }),
  refusals: ["not-found"],
  reply: nothing,
});

export const muteMember = endpoint({
  name: "muteMember",
  method: "PUT",
  path: "/api/w/:workspace/threads/muted-people/:id",
  audience: "member",
  summary: "Hear nothing more of what a member writes, not even where they name you; or hear it again",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ isMuted: z.boolean() }),
  refusals: ["not-found", "not-yourself", "agency-sees-only-what-is-shared"],
  reply: nothing,
});

export const findReaders = endpoint({
  name: "findReaders",
  isApartFromFacts,
  method: "GET",
  path: "/api/w/:workspace/threads/readers",
  audience: "member",
  summary: "Members who may see a thing and can be told, whose name begins with a text or holds a word that does",
  tag,
  params: inWorkspace,
  query: z.strictObject({ about: keyShape, text: z.string().trim().max(100).default("") }),
  refusals: ["not-found", "agency-sees-only-what-is-shared"],
  reply: z.object({ people: listOf(personShape) }),
});

export const showSubjects = endpoint({
  name: "showSubjects",
  method: "GET",
  path: "/api/w/:workspace/threads/subjects",
  audience: "member",
  summary: "What things are called and how they stand now; those that are not there or not open to you are left out",
  tag,
  params: inWorkspace,
  query: z.strictObject({ about: listInQuery(keyShape, 50) }),
  refusals: [],
  reply: z.object({ subjects: listOf(seenShape) }),
});

const linkKinds = [...subjectKinds, "goal", "promise"] as const;

export const linkShape = z
  .object({
    /** As it stands in the text, without its server. */
    path: z.string(),
    kind: z.enum(linkKinds),
    title: titleShape,
    now: nowShape.nullable(),
    figure: z
      .object({
        value: z.number().nullable(),
        interval: intervalShape.nullable(),
        unit: z.enum(["count", "share", "days", "money", "money-per-deal", "points", "hours", "index"]),
        currency: z.string().nullable(),
        period: periodShape,
        sample: z.number().int(),
        cautions: z.number().int(),
        isMonthly: z.boolean(),
      })
      .nullable(),
    /** What was aimed at or promised, in the figure's unit. */
    aim: z.number().nullable(),
  })
  .meta({ id: "LiveLink" });
export type LinkView = z.output<typeof linkShape>;

export const readThreadLinks = endpoint({
  name: "readThreadLinks",
  method: "GET",
  path: "/api/w/:workspace/threads/links",
  audience: "member",
  summary: "What the links in a piece of a thread lead to and how it stands now, as you may see it; those that are not there or not open to you are left out",
  tag,
  params: inWorkspace,
  query: z.strictObject({ about: keyShape, before: z.coerce.number().int().min(1).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
  refusals: ["not-found"],
  reply: z.object({ links: listOf(linkShape) }),
});

export const findLinks = endpoint({
  name: "findLinks",
  method: "GET",
  path: "/api/w/:workspace/threads/linkable",
  audience: "member",
  summary: "Numbers, goals, promises and things that you may see and that are called like a text, with the paths of their pages",
  tag,
  params: inWorkspace,
  query: z.strictObject({ text: z.string().trim().max(100).default("") }),
  refusals: ["agency-sees-only-what-is-shared"],
  reply: z.object({ found: listOf(z.object({ path: z.string(), kind: z.enum(linkKinds), title: titleShape })) }),
});
