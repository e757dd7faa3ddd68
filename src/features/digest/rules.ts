// When a digest comes, from when to when it tells, and the letter itself in the reader's language.
import type { NewsSection } from "#features/digest/contract.ts";
import { words as english } from "#features/digest/words.en.ts";
import { words as russian } from "#features/digest/words.ru.ts";
import type { DigestTime } from "#facts/digest.ts";
import { type Day, dayNumber, dayOf, weekdayOf } from "#kit/day.ts";
import { escaped, oneLine } from "#kit/letter-text.ts";
import { momentAt, wallClockOf } from "#kit/time-zone.ts";
import { type Language, type WordValues, sentenceOf } from "#kit/words.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** One coming round of the digest: the day it falls on, on the member's wall, and its moment. */
export interface DigestTurn {
  readonly day: Day;
  readonly at: number;
}

/** Days from one to the next; null: it never comes. */
export function rhythmDays({ rhythm }: Pick<DigestTime, "rhythm">): number | null {
  return rhythm === "never" ? null : rhythm === "daily" ? 1 : 7;
}

/**
 * The last turn at or before a moment. An hour that the clock leaves out is the moment of the jump; one that it shows twice is the first, and the day
 * keeps it from coming twice.
 */
export function turnAt(time: DigestTime, nowMs: number): DigestTurn | null {
  return nearTurn(time, nowMs, -1);
}

/** The first turn after a moment. */
export function nextTurn(time: DigestTime, nowMs: number): DigestTurn | null {
  return nearTurn(time, nowMs, 1);
}

function nearTurn(time: DigestTime, nowMs: number, way: 1 | -1): DigestTurn | null {
  if (time.rhythm === "never") return null;
  const moment = momentAt(time.timeZone);
  const today = Math.floor(wallClockOf(time.timeZone)(nowMs) / dayMs);
  for (let step = 0; step <= 8; step++) {
    const day = today + step * way;
    if (time.rhythm === "weekly" && weekdayOf(day) !== time.weekday) continue;
    const at = moment(day * dayMs + time.hour * hourMs);
    if (way === 1 ? at > nowMs : at <= nowMs) return { day: dayOf(day), at };
  }
  return null;
}

/** Servers that were down send what they missed, until it would soon be told by the next one anyway. */
const latestHours = { never: 0, daily: 12, weekly: 72 } as const;

export interface TurnSoFar {
  /** The day of the last turn that came. */
  readonly turn: Day | null;
  /** When the choice was made; turns before it are not made up for. */
  readonly changedAt: string | null;
}

/** The turn that is due now; null: none, or it has come already. */
export function dueTurn(time: DigestTime, { turn, changedAt }: TurnSoFar, nowMs: number): DigestTurn | null {
  const last = turnAt(time, nowMs);
  if (last === null || nowMs - last.at > latestHours[time.rhythm] * hourMs) return null;
  if (turn !== null && dayNumber(turn) >= dayNumber(last.day)) return null;
  return changedAt !== null && Date.parse(changedAt) > last.at ? null : last;
}

export interface WindowOf {
  readonly sinceMs: number;
  readonly untilMs: number;
  readonly days: number;
  readonly timeZone: string;
}

/** What a digest looks at: news since the last one, and what is due a day further ahead than the next one. */
export function windowOf({ sinceMs, untilMs, days, timeZone }: WindowOf) {
  const iso = (ms: number) => new Date(ms).toISOString();
  const today = Math.floor(wallClockOf(timeZone)(untilMs) / dayMs);
  return {
    since: iso(sinceMs),
    until: iso(untilMs),
    dueBefore: iso(untilMs + (days + 1) * dayMs),
    newDueBefore: iso(untilMs + days * dayMs),
    today: dayOf(today),
    dueDay: dayOf(today + days + 1),
    newDueDay: dayOf(today + days),
  };
}

/** Nothing new, no letter: what merely goes on waiting is no reason for one. */
export function isWorthALetter(sections: readonly NewsSection[]): boolean {
  return sections.some(({ items }) => items.some(({ isNew }) => isNew));
}

const tables = { en: english, ru: russian } as const;

export function said(language: Language, key: string, values: WordValues = {}): string {
  return sentenceOf(tables[language], language, key, values);
}

export interface DigestLetter {
  readonly sections: readonly NewsSection[];
  readonly company: string;
  readonly language: Language;
  readonly rhythm: DigestTime["rhythm"];
  /** 'https://evenhand.example.com', without a slash at its end. */
  readonly base: string;
  /** Where one chooses, and where one stops it; paths. */
  readonly chooseAt: string;
  readonly stopAt: string;
  readonly mayBeSecond: boolean;
}

/** The letter as plain text, and the same as simple HTML in which every text is escaped. */
export function digestText(letter: DigestLetter): { readonly subject: string; readonly text: string; readonly html: string } {
  const { sections, company, language } = letter;
  const fresh = sections.reduce((sum, { items }) => sum + items.filter(({ isNew }) => isNew).length, 0);
  const subject = said(language, "letter-subject", { company, count: fresh });
  return { subject: oneLine(subject).slice(0, 200), text: plain(letter), html: html(letter) };
}

const footOf = ({ language, company, rhythm, base, chooseAt, stopAt }: DigestLetter) => ({
  why: said(language, rhythm === "weekly" ? "letter-why-weekly" : "letter-why-daily", { company }),
  links: [
    { name: said(language, "letter-choose"), href: base + chooseAt },
    { name: said(language, "letter-stop"), href: base + stopAt },
  ],
});

function plain(letter: DigestLetter): string {
  const { sections, language, base, mayBeSecond } = letter;
  const parts = sections.map(({ part, items, more }) => {
    const lines = items.map(({ text, href }) => `- ${text}\n  ${base}${href}`);
    return [said(language, `part-${part}`).toUpperCase(), ...lines, ...(more === 0 ? [] : [said(language, "more", { count: more })])].join("\n");
  });
  const { why, links } = footOf(letter);
  const second = mayBeSecond ? [said(language, "letter-second")] : [];
  return [...parts, ...second, ["-- ", why, ...links.map(({ name, href }) => `${name}: ${href}`)].join("\n")].join("\n\n");
}

/** Quieter than the rest, on whatever ground the reader's program puts it; one that does not know it shows it as the rest. */
const quiet = "opacity:.7";

function html(letter: DigestLetter): string {
  const { sections, company, language, base, mayBeSecond } = letter;
  const link = (href: string, text: string) => `<a href="${escaped(href)}">${escaped(text)}</a>`;
  const parts = sections.map(({ part, items, more }) => {
    const rows = items.map(({ text, href, isNew }) => `<li style="margin:0 0 10px;${isNew ? "" : quiet}">${link(base + href, text)}</li>`).join("");
    const rest = more === 0 ? "" : `<p style="margin:0;${quiet}">${escaped(said(language, "more", { count: more }))}</p>`;
    return `<h2 style="margin:24px 0 10px;font-size:15px">${escaped(said(language, `part-${part}`))}</h2><ul style="margin:0;padding-left:18px">${rows}</ul>${rest}`;
  });
  const { why, links } = footOf(letter);
  const second = mayBeSecond ? `<p style="${quiet}">${escaped(said(language, "letter-second"))}</p>` : "";
  const foot = `<p style="margin:28px 0 0;padding-top:12px;border-top:1px solid #8884;${quiet};font-size:13px">${escaped(why)}<br>${links.map(({ name, href }) => link(href, name)).join(" · ")}</p>`;
  const title = `<h1 style="margin:0;font-size:20px;font-weight:600">${escaped(said(language, "letter-title", { company }))}</h1>`;
  const body = `<div style="max-width:560px;font-family:Inter,Arial,sans-serif;font-size:15px;line-height:1.5;overflow-wrap:anywhere">${title}${parts.join("")}${second}${foot}</div>`;
  const head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">';
  return `<!doctype html><html lang="${language}"><head>${head}</head><body>${body}</body></html>`;
}

/** A pause after which looking at home again is another visit. */
export const visitPauseMs = 30 * 60_000;
const firstVisitMs = 7 * dayMs;

/** When the visit before this one ended. Null where there was none. */
export function lastVisitEnd(visit: { readonly seenAt: string; readonly beforeAt: string | null } | null, nowMs: number): string | null {
  if (visit === null) return null;
  return nowMs - Date.parse(visit.seenAt) > visitPauseMs ? visit.seenAt : visit.beforeAt;
}

/** From when home tells: the last visit, or a week. */
export function homeSince(end: string | null, nowMs: number): number {
  return end === null ? nowMs - firstVisitMs : Date.parse(end);
}
