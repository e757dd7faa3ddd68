// The digest by the clock: whose turn has come gets a letter queued, once; and a letter on its way is put into words with the rights its reader has then.
import type { NewsSection } from "#features/digest/contract.ts";
import { digestText, dueTurn, isWorthALetter, rhythmDays, windowOf } from "#features/digest/rules.ts";
import { digestOf } from "#features/digest/store.ts";
import type { Tx } from "#db/database.ts";
import type { Asker } from "#facts/department.ts";
import { paths } from "#kit/paths.ts";
import type { Language } from "#kit/words.ts";
import { type ClockWork, allWorkspaces } from "#ledger/clock-work.ts";
import { digestReaders, takeDigestTurn } from "#ledger/digest-turns.ts";
import type { NewsWindow } from "#ledger/news.ts";
import { stopToken } from "#ledger/stop-token.ts";

/** For whom news is put into words, and how. */
export interface Telling {
  readonly asker: Asker;
  readonly window: NewsWindow;
  readonly language: Language;
  readonly timeZone: string;
  /** The name in addresses. */
  readonly workspace: string;
}

/** Puts news into words, only of what the asker may see: given by whoever gathers the rooms. */
export type TellNews = (tx: Tx, telling: Telling) => Promise<NewsSection[]>;

const minute = 60_000;
const dayMs = 24 * 60 * minute;

/** Looks every few minutes whose hour has come. */
export function digestWork(nowMs: () => number = Date.now): ClockWork {
  return {
    name: "mail-digest",
    every: 5 * minute,
    run: async ({ database, signal }) => {
      for (const workspaceId of await allWorkspaces(database)) {
        if (signal.aborted) return;
        const now = nowMs();
        const readers = await database.inWorkspace(workspaceId, (tx) => digestReaders(tx, workspaceId), { readOnly: true });
        for (const { memberId, ...reader } of readers) {
          const due = dueTurn(reader, reader, now);
          if (due === null || signal.aborted) continue;
          const firstSince = new Date(due.at - rhythmDays(reader)! * dayMs).toISOString();
          const turn = { memberId, turn: due.day, firstSince, now: new Date(now).toISOString() };
          await database.inWorkspace(workspaceId, (tx) => takeDigestTurn(tx, workspaceId, turn));
        }
      }
    },
  };
}

/** What the post office knows of a letter and its reader. */
export interface DigestOrder {
  readonly mailId: string;
  readonly since: string | null;
  readonly queuedAt: string;
  readonly mayBeSecond: boolean;
  readonly asker: Asker;
  readonly company: string;
  readonly workspace: string;
  readonly language: Language;
  readonly timeZone: string;
}

export interface WrittenDigest {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Where a POST stops it and a visit asks; a path. */
  readonly stopAt: string;
}

/** Null where nothing in it is new any more, or it was stopped since it was queued. */
export async function writeDigest(tx: Tx, order: DigestOrder, by: { tell: TellNews; base: string; stopKey: string }): Promise<WrittenDigest | null> {
  const { asker, company, workspace, language } = order;
  const { choice } = await digestOf(tx, asker);
  const days = rhythmDays(choice);
  if (days === null) return null;
  const timeZone = choice.timeZone ?? order.timeZone;
  const untilMs = Date.parse(order.queuedAt);
  const sinceMs = order.since === null ? untilMs - days * dayMs : Date.parse(order.since);
  const window = { ...windowOf({ sinceMs, untilMs, days, timeZone }), letter: { mailId: order.mailId } };
  const sections = await by.tell(tx, { asker, window, language, timeZone, workspace });
  if (!isWorthALetter(sections)) return null;
  const stopAt = paths.stopLetters({ token: stopToken(by.stopKey, asker) });
  const letter = {
    sections,
    company,
    language,
    rhythm: choice.rhythm,
    base: by.base,
    chooseAt: paths.digest(workspace),
    stopAt,
    mayBeSecond: order.mayBeSecond,
  };
  return { ...digestText(letter), stopAt };
}
