// The digest as a fact: how often it comes, what its parts are, and a piece of news before it is put into words.
import type { NoticeData, NoticeKind, NoticeSubject } from "#facts/notice.ts";

export const digestRhythms = ["never", "daily", "weekly"] as const;
export type DigestRhythm = (typeof digestRhythms)[number];

/** When it comes, on the wall of a time zone. */
export interface DigestTime {
  readonly rhythm: DigestRhythm;
  /** 0 Monday to 6 Sunday; counts where it comes weekly. */
  readonly weekday: number;
  readonly hour: number;
  readonly timeZone: string;
}

/** What holds until a member chooses. */
export const usualDigest = { rhythm: "daily", weekday: 0, hour: 8 } as const satisfies Omit<DigestTime, "timeZone">;

/** In the order of reading: what calls for the reader, what the two departments agreed, what changed. */
export const digestParts = ["waits", "named", "due", "meeting", "decided", "changed"] as const;
export type DigestPart = (typeof digestParts)[number];

/** Kinds beside those of notices; each has a sentence `say-<kind>` in the room of the digest. */
export const newsKinds = [
  "thread",
  "request-due",
  "meeting",
  "decision",
  "decision-said",
  "decisions-signed",
  "decision-ends",
  "verdict",
  "minutes",
  "action-ended",
] as const;
export type NewsKind = (typeof newsKinds)[number];

/** One thing to tell. It never holds an amount of money: letters lie in mailboxes that nobody of us looks after. */
export interface NewsPiece {
  readonly part: DigestPart;
  readonly of:
    | { readonly notice: NoticeKind; readonly data: NoticeData }
    | { readonly news: NewsKind; readonly data: Readonly<Record<string, string | number | null>> };
  readonly subject: NoticeSubject;
  /** It came about since the last time; the rest is shown beside it and is no reason for a letter. */
  readonly isNew: boolean;
}
