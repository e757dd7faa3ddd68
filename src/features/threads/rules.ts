// Decisions about threads: how a message is shown, whom a new one reaches, and whether a number may be quoted.
import { maySeeMessage, whyNotEdit, whyNotRemove } from "#features/threads/access.ts";
import type { MessageView, SeenView } from "#features/threads/contract.ts";
import type { Asker } from "#facts/department.ts";
import type { SubjectSeen } from "#facts/subject.ts";
import { type Follower, type MessageRow, type ReactionRow, reactions } from "#facts/thread.ts";
import { namedIn, plainText } from "#kit/light-marks.ts";
import { shownInline } from "#kit/media-type.ts";

/** What hangs on messages: each knows which. */
export interface Beside {
  readonly given: readonly ReactionRow[];
  readonly files: readonly { readonly id: string; readonly subjectId: string; readonly name: string; readonly size: number; readonly mediaType: string }[];
}

/** As one reader sees it: of a removed one only that it was there. */
export function messageView(row: MessageRow, beside: Beside, asker: Asker): MessageView {
  const isRemoved = row.removedAt !== null;
  const own = isRemoved ? [] : beside.given.filter(({ messageId }) => messageId === row.id);
  return {
    id: row.id,
    place: row.place,
    by: row.by === null ? null : { id: row.memberId, name: row.by },
    isMine: row.memberId === asker.memberId,
    at: row.at,
    said: isRemoved ? "" : row.said,
    isInside: row.isInside,
    editedAt: isRemoved ? null : row.editedAt,
    removedAt: row.removedAt,
    removedBy: row.removedBy,
    quotes: isRemoved || row.quoteName === null ? null : { name: row.quoteName },
    files: (isRemoved ? [] : beside.files.filter(({ subjectId }) => subjectId === row.id)).map(({ id, name, size, mediaType }) => {
      return { id, name, size, isPicture: shownInline.has(mediaType) };
    }),
    reactions: reactions.flatMap((reaction) => {
      const of = own.filter((one) => one.reaction === reaction);
      if (of.length === 0) return [];
      return [
        {
          reaction,
          count: of.length,
          isMine: of.some(({ memberId }) => memberId === asker.memberId),
          names: of.flatMap(({ name }) => name ?? []).slice(0, 12),
        },
      ];
    }),
    whyNotEdit: isRemoved ? "is-removed" : whyNotEdit(asker, row),
    whyNotRemove: isRemoved ? "is-removed" : whyNotRemove(asker, row),
    mayRestore: isRemoved && row.removedById === asker.memberId && whyNotRemove(asker, row) === null,
  };
}

export function seenView(key: string, { title, now }: SubjectSeen): SeenView {
  return { key, title, now: now === null ? null : { code: now.code, amount: now.amount ?? null, currency: now.currency ?? null, on: now.on ?? null } };
}

/** Whom a message could reach: named by it, or following. Whether each of them may see the thing is asked afterwards, of each. */
export interface Reach {
  readonly named: readonly string[];
  readonly following: readonly string[];
}

/** A name always reaches, except whoever has muted the writer; followers hear of it, except those; nobody hears of their own, and nobody twice. */
export function reachOf(said: string, { by, followers, mutedBy }: { by: string; followers: readonly Follower[]; mutedBy: ReadonlySet<string> }): Reach {
  const isLeftAlone = (id: string) => id === by || mutedBy.has(id);
  const named = namedIn(said).filter((id) => !isLeftAlone(id));
  const following = followers
    .filter(({ state, memberId }) => state === "follows" && !isLeftAlone(memberId) && !named.includes(memberId))
    .map(({ memberId }) => memberId);
  return { named, following };
}

/** Those named now who were not named before: an edit calls nobody twice. */
export function namedAnew(before: string, after: string): string[] {
  const was = new Set(namedIn(before));
  return namedIn(after).filter((id) => !was.has(id));
}

/** One line of a message for lists and notices. */
export function lineOf(said: string, nameOf: (id: string) => string | null): string {
  return plainText(said, nameOf).replaceAll(/\s+/g, " ").trim();
}

/** The messages of a piece that this reader may see. */
export function seenMessages<T extends { readonly isInside: boolean }>(asker: Pick<Asker, "role">, rows: readonly T[]): T[] {
  return rows.filter((row) => maySeeMessage(asker, row));
}
