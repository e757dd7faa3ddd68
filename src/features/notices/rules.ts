// How a notice is said and where it leads: one way for the screen and for letters, in the reader's language.
import type { Role } from "#facts/department.ts";
import { type NoticeGroup, type NoticeKind, type NoticeSubject, noticeGroups, noticeKinds, noticeKindsFor } from "#facts/notice.ts";
import { subjectOfKey } from "#facts/subject.ts";
import { escaped, oneLine } from "#kit/letter-text.ts";
import { paths } from "#kit/paths.ts";
import { type Language, type WordValues, sentenceOf } from "#kit/words.ts";
import { words as english } from "#features/notices/words.en.ts";
import { words as russian } from "#features/notices/words.ru.ts";

/** The groups of which somebody is ever told anything. */
export function groupsFor(role: Role): NoticeGroup[] {
  return noticeGroups.filter((group) => noticeKindsFor(role).some((kind) => noticeKinds[kind].group === group));
}

/** The digest is the firm's: no agency gets one, whatever was queued before it was one. */
export function hasDigest(role: Role): boolean {
  return role !== "agency";
}

/** What the sentence of a kind needs to be written: days, moments and codes in the reader's language. */
export interface Writer {
  readonly day: (day: string) => string;
  readonly moment: (iso: string) => string;
  readonly code: (code: string) => string | null;
  /** What stands for a link to one of our rooms; null: a room without a name. */
  readonly room: (room: string) => string | null;
}

type Data = Readonly<Record<string, string | number | null>>;

/** Longest piece of somebody's text inside a sentence. */
const longestQuote = 140;

/** The values of a sentence as they are written: '…At' a moment, '…On' a day, '…Code' a code with words of its own. */
export function writtenValues(data: Data, write: Writer): WordValues {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => {
      if (typeof value !== "string") return [name, value ?? "–"];
      if (name.endsWith("At")) return [name, write.moment(value)];
      if (name.endsWith("On")) return [name, write.day(value)];
      if (name.endsWith("Code")) return [name, write.code(value) ?? value];
      return [name, cut(linksNamed(value, write))];
    }),
  );
}

/** A link to one of our pages, as it stands in a message. What stands there is for its readers alone: a notice names the room. */
const ourLink = /(?<![^\s(«*])\/w\/[a-z0-9-]{1,63}(?:\/([a-z-]*)|(?=\?))[^\s<>"'`]*/g;

function linksNamed(text: string, write: Writer): string {
  return text.replaceAll(ourLink, (address: string, room: string | undefined) => {
    const after = /[.,;:!?)\]}»]+$/.exec(address)?.[0] ?? "";
    const name = write.room(room ?? "home");
    return name === null ? address : `[${name}]${after}`;
  });
}

function cut(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  const letters = Array.from(line);
  return letters.length <= longestQuote ? line : `${letters.slice(0, longestQuote - 1).join("")}…`;
}

/** What a code of a notice means, and the same for letters. */
export const codeWord = (code: string) => `code-${code}`;

const tables = { en: english, ru: russian } as const;

/** A sentence of the room in a language, for letters. */
export function said(language: Language, key: string, values: WordValues = {}): string {
  return sentenceOf(tables[language], language, key, values);
}

const locales: Readonly<Record<Language, string>> = { en: "en-GB", ru: "ru-RU" };

/** Writes for letters: there is no browser that would know the reader's clock, so moments stand in the company's. */
export function letterWriter(language: Language, timeZone: string): Writer {
  const locale = locales[language];
  const day = { day: "numeric", month: "short", year: "numeric" } as const;
  return {
    day: (text) => new Intl.DateTimeFormat(locale, { ...day, timeZone: "UTC" }).format(Date.parse(text)),
    moment: (iso) => new Intl.DateTimeFormat(locale, { ...day, hour: "2-digit", minute: "2-digit", timeZone, timeZoneName: "short" }).format(Date.parse(iso)),
    code: (code) => (codeWord(code) in tables[language] ? said(language, codeWord(code)) : null),
    room: () => said(language, "link"),
  };
}

/** Where the thing stands that a notice is about. */
export function placeOf(workspace: string, subject: NoticeSubject): string {
  switch (subject.kind) {
    case "feedback":
      return paths.feedback(workspace, { item: subject.id });
    case "dispute":
      return paths.disputes(workspace, { dispute: subject.id });
    case "claim":
      return paths.claims(workspace, { claim: subject.id });
    case "action":
      return paths.actions(workspace, { action: subject.id });
    // A member whom letters do not reach.
    case "mail":
      return paths.members(workspace);
    case "project":
      return paths.project(workspace, subject.id, { part: "tasks" });
    case "meeting":
      return paths.meeting(workspace, subject.id);
    case "debrief":
      return paths.debrief(workspace, subject.id);
    case "handoff":
      return paths.handoff(workspace, { lead: subject.id });
    case "thread": {
      const about = subjectOfKey(subject.id);
      return about === null ? paths.threads(workspace) : paths.threads(workspace, { about: subject.id });
    }
    case "webhook":
      return paths.webhooks(workspace, { webhook: subject.id });
    case "decision":
      return paths.decisions(workspace, { decision: subject.id });
    case "turning-point":
      return paths.turn(workspace, subject.id);
    case "practice":
      return paths.practices(workspace, { practice: subject.id });
    case "survey":
      return paths.survey(workspace, { wave: subject.id });
    case "cooperation":
      return subject.id === "answer" ? paths.cooperation(workspace) : paths.goals(workspace, { cooperation: subject.id });
    case "agency-promise":
      return paths.agencyPromises(workspace, { agency: subject.id.split("/")[0], promise: subject.id });
    case "routing":
      return paths.routing(workspace, { view: "check" });
    default:
      return paths.notices(workspace);
  }
}

/** What a letter tells, before it is put into words. */
export interface LetterGround {
  readonly notices: readonly { readonly kind: NoticeKind; readonly data: Data; readonly subject: NoticeSubject }[];
  /** Further notices that are only counted. */
  readonly more: number;
  readonly company: string;
  readonly workspace: string;
  readonly language: Language;
  readonly timeZone: string;
  /** 'https://evenhand.example.com', without a slash at its end. */
  readonly base: string;
  readonly canReply: boolean;
  /** Minutes that go along as files. */
  readonly attached: number;
  /** Some minutes are too long to go along. */
  readonly isCut: boolean;
  readonly mayBeSecond: boolean;
}

export interface LetterText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const longestSubject = 200;

/** The letter in the member's language: as plain text, and the same as simple HTML in which every text is escaped. */
export function letterText(ground: LetterGround): LetterText {
  const { notices, more, company, language, base } = ground;
  const write = letterWriter(language, ground.timeZone);
  const items = notices.map((notice) => ({
    sentence: said(language, `kind-${notice.kind}`, writtenValues(notice.data, write)),
    // What somebody wrote stands whole below the sentence, which quotes its beginning.
    quote: typeof notice.data["said"] === "string" ? notice.data["said"] : null,
    href: base + placeOf(ground.workspace, notice.subject),
  }));
  const group = notices[0] === undefined ? "" : said(language, `letter-group-${noticeKinds[notices[0].kind].group}`);
  const why = said(language, "letter-why", { company, group });
  const parts = {
    items,
    open: said(language, "letter-open"),
    more: more === 0 ? null : said(language, "digest-more", { count: more }),
    attached: ground.attached === 0 ? null : said(language, "letter-attached", { count: ground.attached }),
    cut: ground.isCut ? said(language, "letter-not-attached") : null,
    reply: ground.canReply ? said(language, "letter-reply") : null,
    second: ground.mayBeSecond ? said(language, "letter-second") : null,
    why,
    choose: said(language, "letter-choose"),
    chooseAt: base + paths.notices(ground.workspace),
    language,
  };
  const subject = `${company}: ${items[0]?.sentence ?? ""}`;
  return { subject: oneLine(subject).slice(0, longestSubject), text: plainLetter(parts), html: htmlLetter(parts) };
}

interface LetterParts {
  readonly items: readonly { readonly sentence: string; readonly quote: string | null; readonly href: string }[];
  readonly open: string;
  readonly more: string | null;
  readonly attached: string | null;
  readonly cut: string | null;
  readonly reply: string | null;
  readonly second: string | null;
  readonly why: string;
  readonly choose: string;
  readonly chooseAt: string;
  readonly language: Language;
}

function plainLetter({ items, open, more, attached, cut, reply, second, why, choose, chooseAt }: LetterParts): string {
  const each = items.map(({ sentence, quote, href }) => [sentence, ...(quote === null ? [] : ["", quote]), "", `${open}: ${href}`].join("\n"));
  const rest = [more, attached, cut, reply, second].filter((text) => text !== null);
  return [...each, ...rest, `-- \n${why}\n${choose}: ${chooseAt}`].join("\n\n");
}

function htmlLetter({ items, open, more, attached, cut, reply, second, why, choose, chooseAt, language }: LetterParts): string {
  const p = (inner: string, style = "") => `<p style="margin:0 0 16px;${style}">${inner}</p>`;
  const link = (href: string, name: string) => `<a href="${escaped(href)}">${escaped(name)}</a>`;
  const each = items.map(
    ({ sentence, quote, href }) =>
      p(escaped(sentence), "font-weight:600") +
      (quote === null ? "" : p(escaped(quote).replaceAll("\n", "<br>"), "padding-left:12px;border-left:3px solid #d9d6cf")) +
      p(link(href, open)),
  );
  const rest = [more, attached, cut, reply, second].map((line) => (line === null ? "" : p(escaped(line)))).join("");
  const foot = p(`${escaped(why)}<br>${link(chooseAt, choose)}`, "opacity:.7;font-size:13px;border-top:1px solid #8884;padding-top:12px");
  const body = `<div style="max-width:560px;font-family:Inter,Arial,sans-serif;font-size:15px;line-height:1.5">${each.join("")}${rest}${foot}</div>`;
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"></head><body>${body}</body></html>`;
}

/** Minutes to wait after so many tries that came to nothing: from one minute to twelve hours. */
export function waitMinutes(attempts: number): number {
  const waits = [1, 5, 15, 60, 180, 360, 720];
  return waits[Math.min(Math.max(attempts, 1), waits.length) - 1]!;
}

/** After so many hours a letter is given up. */
export const givesUpAfterHours = 72;
