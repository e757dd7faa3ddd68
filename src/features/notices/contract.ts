// Notices: what one member was told, what they have seen of it, and what also comes by mail.
import { z } from "zod";

import { mailChoices, noticeGroups, noticeKindNames } from "#facts/notice.ts";
import { endpoint } from "#kit/endpoint.ts";
import { listOf } from "#facts/papers-shape.ts";
import { flagInQuery, inWorkspace, momentShape, pageOfList } from "#kit/shapes.ts";

const tag = "notices";

export const noticeShape = z
  .object({
    id: z.uuid(),
    kind: z.enum(noticeKindNames),
    group: z.enum(noticeGroups),
    subject: z.object({ kind: z.string(), id: z.string() }),
    /** The values of its sentence. */
    data: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
    at: momentShape,
    seenAt: momentShape.nullable(),
  })
  .meta({ id: "Notice" });
export type NoticeView = z.output<typeof noticeShape>;

export const listNotices = endpoint({
  name: "listNotices",
  isApartFromFacts: true,
  method: "GET",
  path: "/api/w/:workspace/notices",
  audience: "member",
  summary: "What you were told: unseen first, then the latest",
  tag,
  params: inWorkspace,
  query: z.strictObject({ ...pageOfList, unseen: flagInQuery.default(false) }),
  reply: z.object({
    notices: listOf(noticeShape),
    total: z.number().int(),
    unseen: z.number().int(),
    /** Unseen ones that wait for you to do something. */
    waiting: z.number().int(),
  }),
});
export type NoticeList = z.output<(typeof listNotices)["reply"]>;

export const countNotices = endpoint({
  name: "countNotices",
  isApartFromFacts: true,
  method: "GET",
  path: "/api/w/:workspace/notices/count",
  audience: "member",
  summary: "How many notices you have not seen",
  tag,
  params: inWorkspace,
  reply: z.object({ unseen: z.number().int() }),
});

export const markNotices = endpoint({
  name: "markNotices",
  method: "POST",
  path: "/api/w/:workspace/notices/marks",
  audience: "member",
  summary: "Mark some of your notices, or all that are unseen, as seen; or as unseen again",
  tag,
  params: inWorkspace,
  body: z.strictObject({
    /** Left out: all. */
    ids: z.array(z.uuid()).max(500).optional(),
    isSeen: z.boolean().default(true),
  }),
  /** Those that changed: sent back with the opposite mark they undo it. */
  reply: z.object({ ids: listOf(z.uuid()) }),
});

const choicesShape = z.object({ waits: z.enum(mailChoices), came: z.enum(mailChoices), house: z.enum(mailChoices) });

export const noticeSettingsShape = z
  .object({
    /** Those of which you are ever told anything. */
    groups: listOf(z.enum(noticeGroups)),
    /** You get a digest: what is to come in it does come. */
    hasDigest: z.boolean(),
    choices: choicesShape,
    /** Null: the language of the workspace. */
    language: z.enum(["en", "ru"]).nullable(),
    workspaceLanguage: z.enum(["en", "ru"]),
    /** Where your letters go; null: you do not sign in with an address. */
    address: z.string().nullable(),
    /** Some server of this installation sends letters. */
    isMailOn: z.boolean(),
    /** Letters to you, or to anybody where you can mend it, that could not be delivered in the last two weeks. */
    troubles: listOf(z.object({ at: momentShape, to: z.string(), state: z.enum(["refused", "given-up"]), reply: z.string().nullable() })),
  })
  .meta({ id: "NoticeSettings" });
export type NoticeSettings = z.output<typeof noticeSettingsShape>;

export const readNoticeSettings = endpoint({
  name: "readNoticeSettings",
  isApartFromFacts: true,
  method: "GET",
  path: "/api/w/:workspace/notices/settings",
  audience: "member",
  summary: "What comes to you by mail, in which language, and whether mail is set up at all",
  tag,
  params: inWorkspace,
  reply: noticeSettingsShape,
});

export const changeNoticeSettings = endpoint({
  name: "changeNoticeSettings",
  method: "PUT",
  path: "/api/w/:workspace/notices/settings",
  audience: "member",
  summary: "Choose what comes to you by mail, and in which language",
  tag,
  params: inWorkspace,
  body: z.strictObject({ choices: z.strictObject(choicesShape.shape), language: z.enum(["en", "ru"]).nullable() }),
  reply: noticeSettingsShape,
});
