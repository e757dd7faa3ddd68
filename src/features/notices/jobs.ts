// The post office: letters that wait are put into words, sent, tried again, or given up.
import { letterText, givesUpAfterHours, hasDigest, placeOf, waitMinutes } from "#features/notices/rules.ts";
import {
  type ClaimedLetter,
  claimLetters,
  dropLetters,
  endLetter,
  forgetOld,
  isTroubleKnown,
  type LetterReader,
  type NoticesInLetter,
  keepReplyAddress,
  noticesIn,
  readerOf,
  releaseLetters,
  retryLetter,
} from "#features/notices/store.ts";
import type { Database, Tx } from "#db/database.ts";
import type { NoticeKind } from "#facts/notice.ts";
import { oneLine } from "#kit/letter-text.ts";
import { type ClockWork, type Turn, allWorkspaces } from "#ledger/clock-work.ts";
import { type CalendarPart, meetingCalendar } from "#ledger/meeting-calendar.ts";
import { membersWithRole, tell } from "#ledger/notices.ts";

/** A letter as the mail server takes it. */
export interface Letter {
  readonly messageId: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly replyTo: string | null;
  /** A meeting for the reader's calendar; null: the letter is about none. */
  readonly calendar: CalendarPart | null;
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly content: Uint8Array }[];
  /** Where one chooses what comes by mail, or stops it. */
  readonly unsubscribeAt: string;
  /** A mail program may stop it there by itself, on its reader's word (RFC 8058). */
  readonly isOneClick: boolean;
  /** It may have come already; said in the letter and in its head. */
  readonly mayBeSecond: boolean;
}

/** refused: this letter will never be taken; later: not now; away: the server itself is out of reach or turns us down, whatever the letter. */
export interface Sent {
  readonly is: "sent" | "refused" | "later" | "away";
  /** What the server said. */
  readonly reply: string;
  /** It had the whole letter and gave no answer: it may have taken it. */
  readonly isPerhapsTaken?: boolean;
}

export interface Post {
  send(letter: Letter): Promise<Sent>;
  close(): void;
}

export interface PostOffice {
  readonly post: Post;
  /** 'https://evenhand.example.com'. */
  readonly base: string;
  /** Of Message-IDs. */
  readonly domain: string;
  /** Whom letters come from. */
  readonly from: { readonly name: string; readonly address: string };
  /** The address that takes answers to a letter, and the hash under which it is known; null: none are taken. */
  readonly replyTo: ((mailId: string) => { readonly address: string; readonly hash: string }) | null;
  /** Kinds of things that take answers by mail. */
  readonly takesReplies: ReadonlySet<string>;
  /** What goes along with what is told; `isCut`: something is too long for a letter. */
  readonly papers: (tx: Tx, reader: LetterReader, notices: NoticesInLetter["notices"]) => Promise<{ papers: readonly LetterPaper[]; isCut: boolean }>;
  /** What a digest says, and where it is stopped; null: nothing in it is new any more. */
  readonly digest: (tx: Tx, order: DigestOrder) => Promise<DigestWritten | null>;
}

/** A file that goes along. It is written after its letter has been read from the tables, which wait for nobody. */
export interface LetterPaper {
  readonly name: string;
  readonly type: string;
  readonly write: () => Promise<Uint8Array>;
}

/** A digest as it is to be written: for whom, and from when to when it tells. */
export interface DigestOrder extends Pick<LetterReader, "asker" | "company" | "workspace" | "language" | "timeZone"> {
  readonly mailId: string;
  readonly since: string | null;
  readonly queuedAt: string;
  readonly mayBeSecond: boolean;
}

interface DigestWritten {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** A path of this server. */
  readonly stopAt: string;
}

const minute = 60_000;
const atOnce = 20;
/** A server that is away is asked again at least so often, however long it has been. */
const awayMinutes = 15;

/** Sends what waits, when a letter is queued and every half minute. */
export function mailWork(office: PostOffice): ClockWork {
  return { name: "mail", every: minute / 2, wokenBy: "evenhand_mail", run: (turn) => sendAll(office, turn) };
}

/** Forgets letters and seen notices that are old, and letters that nobody could send while mail was off. */
export function tidyWork(): ClockWork {
  return {
    name: "mail-tidy",
    every: 24 * 60 * minute,
    run: async ({ database, signal }) => {
      for (const workspaceId of await allWorkspaces(database)) {
        if (signal.aborted) return;
        await database.inWorkspace(workspaceId, (tx) => forgetOld(tx, workspaceId, givesUpAfterHours));
      }
    },
  };
}

async function sendAll(office: PostOffice, turn: Turn): Promise<void> {
  const all = await allWorkspaces(turn.database);
  const called = new Set(turn.heard);
  const workspaces = called.size === 0 ? all : all.filter((id) => called.has(id));
  for (const workspaceId of workspaces) {
    if (turn.signal.aborted) return;
    // The next workspace would meet the same server.
    if ((await sendWaiting(office, turn, workspaceId)) === "away") return;
  }
}

/** Sends what waits in one workspace, in pieces, so that a stop is heard in between. */
export async function sendWaiting(office: PostOffice, turn: Pick<Turn, "database" | "log" | "signal">, workspaceId: string): Promise<"done" | "away"> {
  const { database, signal } = turn;
  await database.inWorkspace(workspaceId, (tx) => dropLetters(tx, workspaceId, givesUpAfterHours));
  for (;;) {
    const claimed = await database.inWorkspace(workspaceId, (tx) => claimLetters(tx, workspaceId, { most: atOnce, domain: office.domain, givesUpAfterHours }));
    if (claimed.length === 0) return "done";
    for (const [n, letter] of claimed.entries()) {
      const rest = claimed.slice(n + 1).map(({ id }) => id);
      if (signal.aborted) {
        await database.inWorkspace(workspaceId, (tx) => releaseLetters(tx, workspaceId, [letter.id, ...rest]));
        return "done";
      }
      if ((await sendOne(office, turn, { workspaceId, letter })) !== "away") continue;
      await database.inWorkspace(workspaceId, (tx) => releaseLetters(tx, workspaceId, rest));
      return "away";
    }
  }
}

interface Sending {
  readonly workspaceId: string;
  readonly letter: ClaimedLetter;
}

async function sendOne(office: PostOffice, { database, log }: Pick<Turn, "database" | "log">, sending: Sending): Promise<Sent["is"] | "dropped"> {
  const { workspaceId, letter } = sending;
  const begun = await beginLetter(office, database, sending);
  if (begun === null) {
    await database.inWorkspace(workspaceId, (tx) => endLetter(tx, workspaceId, { id: letter.id, state: "dropped", reply: null }));
    return "dropped";
  }
  const sent = await office.post.send(begun.finish(await writtenPapers(begun.papers, { log, letter })));
  const reply = oneLine(sent.reply).slice(0, 500);
  if (sent.is !== "sent") log.warn({ letter: letter.id, attempts: letter.attempts, outcome: sent.is, reply }, "a letter could not be sent");
  const isGivenUp = sent.is !== "sent" && letter.isLastTry;
  await database.inWorkspace(workspaceId, async (tx) => {
    if (sent.is === "sent") await endLetter(tx, workspaceId, { id: letter.id, state: "sent", reply });
    else if (sent.is === "refused" || isGivenUp) {
      await endLetter(tx, workspaceId, { id: letter.id, state: sent.is === "refused" ? "refused" : "given-up", reply });
      await tellTrouble(tx, workspaceId, { letter, reply });
    } else {
      const wait = waitMinutes(letter.attempts);
      const isPerhapsTaken = sent.isPerhapsTaken === true;
      // What may have come already is not sent every quarter of an hour.
      const minutes = sent.is === "away" && !isPerhapsTaken ? Math.min(wait, awayMinutes) : wait;
      await retryLetter(tx, workspaceId, { id: letter.id, minutes, reply, isPerhapsTaken });
    }
  });
  return sent.is;
}

interface Begun {
  readonly papers: readonly LetterPaper[];
  readonly finish: (attachments: Letter["attachments"]) => Letter;
}

/** A paper that cannot be written keeps no letter back: it stands at the link. */
async function writtenPapers(papers: readonly LetterPaper[], { log, letter }: Pick<Turn, "log"> & { letter: ClaimedLetter }): Promise<Letter["attachments"]> {
  const written: Letter["attachments"][number][] = [];
  for (const { name, type, write } of papers) {
    try {
      written.push({ name, type, content: await write() });
    } catch (fault) {
      log.warn({ letter: letter.id, name, fault: String(fault) }, "a paper could not be written");
    }
  }
  return written;
}

/** The letter in words; null where there is nobody to send it to any more, or nothing in it that they have not seen. */
async function beginLetter(office: PostOffice, database: Database, { workspaceId, letter }: Sending): Promise<Begun | null> {
  return database.inWorkspace(workspaceId, async (tx) => {
    const reader = await readerOf(tx, workspaceId, letter.memberId);
    if (reader === null) return null;
    const { mayBeSecond, messageId } = letter;
    const to = { name: oneLine(reader.to.name), address: reader.to.address };
    const about = { mayBeSecond, messageId, to };
    if (letter.kind === "notice") return noticeLetter(office, tx, { workspaceId, letter, reader, about });
    if (!hasDigest(reader.asker.role)) return null;
    const { id, since, queuedAt } = letter;
    const written = await office.digest(tx, { ...reader, mailId: id, since, queuedAt, mayBeSecond });
    if (written === null) return null;
    const { stopAt, ...text } = written;
    const made = { ...text, ...about, replyTo: null, calendar: null, attachments: [], unsubscribeAt: office.base + stopAt, isOneClick: true };
    return { papers: [], finish: () => made };
  });
}

type About = Pick<Letter, "mayBeSecond" | "messageId" | "to">;

async function noticeLetter(
  office: PostOffice,
  tx: Tx,
  { workspaceId, letter, reader, about }: Sending & { reader: LetterReader; about: About },
): Promise<Begun | null> {
  const told = await noticesIn(tx, reader.asker, letter.id);
  if (told === null) return null;
  const { subjectKind, mayBeSecond } = letter;
  const reply = office.replyTo !== null && subjectKind !== null && office.takesReplies.has(subjectKind) ? office.replyTo(letter.id) : null;
  if (reply !== null) await keepReplyAddress(tx, workspaceId, { hash: reply.hash, mailId: letter.id });
  const { workspace, company, language, timeZone } = reader;
  const [only] = told.notices;
  const url = only && `${office.base}${placeOf(workspace, only.subject)}`;
  const calendar =
    only !== undefined && calendarKinds.has(only.kind)
      ? await meetingCalendar(tx, workspaceId, { meetingId: only.subject.id, to: reader.to, from: office.from, domain: office.domain, url: url! })
      : null;
  const { papers, isCut } = await office.papers(tx, reader, told.notices);
  const ground = { ...told, workspace, company, language, timeZone, base: office.base, canReply: reply !== null, mayBeSecond };
  const finish: Begun["finish"] = (attachments) => ({
    ...letterText({ ...ground, attached: attachments.length, isCut: isCut || attachments.length < papers.length }),
    ...about,
    replyTo: reply?.address ?? null,
    calendar,
    attachments,
    unsubscribeAt: `${office.base}/w/${workspace}/notices`,
    isOneClick: false,
  });
  return { papers, finish };
}

/** Letters that a calendar must hear of. */
const calendarKinds: ReadonlySet<NoticeKind> = new Set<NoticeKind>(["meeting-invited", "meeting-moved", "meeting-uninvited", "meeting-cancelled"]);

/** Administrators hear once of a member whom letters do not reach, until they have looked. */
async function tellTrouble(tx: Tx, workspaceId: string, { letter, reply }: { letter: ClaimedLetter; reply: string }): Promise<void> {
  if (letter.subjectKind === "mail" || (await isTroubleKnown(tx, workspaceId, letter.memberId))) return;
  const to = await membersWithRole(tx, workspaceId, ["administrator"], [letter.memberId]);
  await tell(tx, workspaceId, { to, kind: "mail-given-up", subject: { kind: "mail", id: letter.memberId }, data: { to: letter.memberName, reply } });
}
