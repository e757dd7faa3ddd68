// The digest: when it comes by mail, what would be in it now, how it is stopped; and what changed since one last looked at home.
import { z } from "zod";

import { digestParts, digestRhythms } from "#facts/digest.ts";
import { listOf } from "#facts/papers-shape.ts";
import { endpoint } from "#kit/endpoint.ts";
import { inWorkspace, momentShape, nothing } from "#kit/shapes.ts";

const tag = "digest";
const refusals = ["agency-sees-only-what-is-shared"] as const;

const choiceShape = z.object({
  rhythm: z.enum(digestRhythms),
  /** 0 Monday to 6 Sunday. */
  weekday: z.number().int().min(0).max(6),
  hour: z.number().int().min(0).max(23),
  /** Null: the company's. */
  timeZone: z.string().min(1).max(60).nullable(),
});
export type DigestChoice = z.output<typeof choiceShape>;

export const sectionShape = z
  .object({
    part: z.enum(digestParts),
    /** In words, in the language that was asked for; `href` is a path of this server. */
    items: listOf(z.object({ text: z.string(), href: z.string(), isNew: z.boolean() })),
    /** Further ones that are only counted. */
    more: z.number().int(),
  })
  .meta({ id: "NewsSection" });
export type NewsSection = z.output<typeof sectionShape>;

export const digestShape = z
  .object({
    choice: choiceShape,
    workspaceTimeZone: z.string(),
    /** Where it goes; null: you do not sign in with an address. */
    address: z.string().nullable(),
    /** Some server of this installation sends letters. */
    isMailOn: z.boolean(),
    /** When it comes next; null: never. */
    nextAt: momentShape.nullable(),
    /** From when on the next one tells. */
    since: momentShape,
    sections: listOf(sectionShape),
    /** Something in it is new, so it would come. */
    wouldCome: z.boolean(),
  })
  .meta({ id: "Digest" });
export type DigestView = z.output<typeof digestShape>;

export const readDigest = endpoint({
  name: "readDigest",
  isApartFromFacts: true,
  method: "GET",
  path: "/api/w/:workspace/digest",
  audience: "member",
  summary: "When your digest comes by mail, and what would be in it now",
  tag,
  params: inWorkspace,
  query: z.strictObject({ language: z.enum(["en", "ru"]).default("en") }),
  refusals,
  reply: digestShape,
});

export const changeDigest = endpoint({
  name: "changeDigest",
  method: "PUT",
  path: "/api/w/:workspace/digest",
  audience: "member",
  summary: "Choose how often, on which day and at which hour your digest comes, or that it never does",
  tag,
  params: inWorkspace,
  body: z.strictObject(choiceShape.shape),
  refusals: [...refusals, "unknown-time-zone"],
  reply: nothing,
});

/** RFC 8058: mail programs post here when somebody presses their button. The address shows a page that asks when it is opened. */
export const stopDigest = endpoint({
  name: "stopDigest",
  method: "POST",
  path: "/letters/stop",
  audience: "anyone",
  summary: "Stop the digest of whoever holds this link; it opens nothing else",
  tag,
  takes: "stream",
  query: z.strictObject({ token: z.string().min(1).max(200) }),
  refusals: ["not-found"],
  /** `workspace`: its name in addresses, where the digest can be chosen again. */
  reply: z.object({ company: z.string(), workspace: z.string() }),
});

export const readNews = endpoint({
  name: "readNews",
  isApartFromFacts: true,
  method: "GET",
  path: "/api/w/:workspace/news",
  audience: "member",
  summary: "What changed since you last looked at home, what is due from you, and when you meet next",
  tag,
  params: inWorkspace,
  query: z.strictObject({ language: z.enum(["en", "ru"]).default("en") }),
  refusals,
  reply: z.object({
    /** When your last visit ended; null: this is the first, and everything of the last week is told. */
    since: momentShape.nullable(),
    sections: listOf(sectionShape),
  }),
});
export type NewsView = z.output<(typeof readNews)["reply"]>;

export const markVisit = endpoint({
  name: "markVisit",
  method: "PUT",
  path: "/api/w/:workspace/news/visit",
  audience: "member",
  summary: "Say that you look at home now, so that the next visit begins where this one ends; nobody else is told",
  tag,
  params: inWorkspace,
  refusals,
  reply: nothing,
});
