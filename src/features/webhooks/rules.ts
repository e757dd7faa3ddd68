// What is sent: the event as JSON or as a sentence, and when a delivery that failed is tried again.
import { words as english } from "#features/webhooks/words.en.ts";
import { words as russian } from "#features/webhooks/words.ru.ts";
import { type NoticeValue } from "#facts/notice.ts";
import type { WebhookShape } from "#facts/webhook.ts";
import { type Language, sentenceOf } from "#kit/words.ts";

const tables = { en: english, ru: russian } as const;

/** Seconds from one attempt to the next: a day in all. */
const waits = [5, 300, 1_800, 7_200, 18_000, 28_800, 30_000] as const;

/** Null: it has been tried often enough. */
export function waitSeconds(attempts: number): number | null {
  return waits[attempts - 1] ?? null;
}

export interface Happened {
  readonly id: string;
  readonly event: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly data: Readonly<Record<string, NoticeValue>>;
  readonly happenedAt: string;
  /** Where one reads more. */
  readonly url: string;
  readonly company: { readonly slug: string; readonly language: Language; readonly timeZone: string };
}

/** The body as it is signed and sent. */
export function bodyOf(happened: Happened, shape: WebhookShape): string {
  const text = sentenceFor(happened);
  if (shape === "text") return JSON.stringify({ text: `${escapedForChats(text)}\n${happened.url}` });
  const { event, subject, data, happenedAt, url, company } = happened;
  return JSON.stringify({ type: event, timestamp: happenedAt, data: { workspace: company.slug, subject, ...data, text, url } });
}

/** Chats read < > & as marks of their own: nobody outside makes a link or calls a channel with a text. */
function escapedForChats(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function sentenceFor({ event, data, company: { language, timeZone } }: Happened): string {
  const locale = language === "ru" ? "ru-RU" : "en-GB";
  const day = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  const moment = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZone });
  const written = (name: string, value: NoticeValue): string => {
    if (value === null || value === "") return "–";
    if (name.endsWith("On")) return day.format(Date.parse(String(value)));
    if (name.endsWith("At")) return moment.format(Date.parse(String(value)));
    if (name.endsWith("Code"))
      return Object.hasOwn(tables[language], `code-${value}`) ? sentenceOf(tables[language], language, `code-${value}`, {}) : String(value);
    return String(value);
  };
  const values = Object.fromEntries(Object.entries(data).map(([name, value]) => [name, written(name, value)]));
  return sentenceOf(tables[language], language, `says-${event}`, values);
}

export const mostReply = 300;
