// How a connection is set up, and how PostgreSQL's values become ours: money and counts as numbers, days as days, instants in UTC.
import * as pg from "pg";

type Parser = (text: string) => unknown;

/** bigint to number; throws a RangeError beyond 2^53, where a number would silently be another one. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`the whole number ${text} is beyond what can be counted exactly`);
  return value;
}

/** numeric (the sum of bigints) to number; whole ones are exact or refused. */
export function decimalNumber(text: string): number {
  return /^-?\d+$/.test(text) ? wholeNumber(text) : Number(text);
}

/** '2016-10-01 12:00:00.5+00' to '2016-10-01T12:00:00.500Z'; microseconds are kept where there are any. */
export function instant(text: string): string {
  const match = /^(\d{4,}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00$/.exec(text);
  if (!match) return text;
  const fraction = (match[3] ?? "").padEnd(3, "0");
  return `${match[1]}T${match[2]}.${fraction}Z`;
}

const asIs: Parser = (text) => text;
const usual = pg.types.getTypeParser as (oid: number, format?: string) => Parser;
const textArray = usual(1009, "text") as (text: string) => (string | null)[];
const arrayOf = (parse: Parser): Parser => {
  return (text) => textArray(text).map((item) => (item === null ? null : parse(item)));
};

const parsers = new Map<number, Parser>([
  [20, wholeNumber],
  [1700, decimalNumber],
  [1082, asIs],
  [1114, asIs],
  [1184, instant],
  [1016, arrayOf(wholeNumber)],
  [1231, arrayOf(decimalNumber)],
  [1182, arrayOf(asIs)],
  [1115, arrayOf(asIs)],
  [1185, arrayOf(instant)],
]);

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") => parsers.get(oid) ?? usual(oid, format)) as typeof pg.types.getTypeParser,
};

/** What a session starts with, written as PostgreSQL's startup options. */
export function startupOptions(settings: Readonly<Record<string, string | number>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${String(value).replaceAll(/([\\ ])/g, "\\$1")}`)
    .join(" ");
}

/** The client settings for a URL, with our value types. Options in the URL itself come first, so that it may name a role. */
export function clientConfig(url: string, settings: Readonly<Record<string, string | number>>): pg.ClientConfig {
  const own = new URL(url).searchParams.get("options");
  const options = [own, startupOptions({ timezone: "UTC", datestyle: "ISO", intervalstyle: "iso_8601", ...settings })].filter(Boolean).join(" ");
  return { connectionString: withoutOptions(url), options, types, keepAlive: true, application_name: "evenhand", connectionTimeoutMillis: 15_000 };
}

function withoutOptions(url: string): string {
  const parsed = new URL(url);
  parsed.searchParams.delete("options");
  return parsed.toString();
}

/** The same URL with startup options, for libraries that bring their own pool. */
export function withOptions(url: string, settings: Readonly<Record<string, string | number>>): string {
  const parsed = new URL(url);
  const own = parsed.searchParams.get("options");
  parsed.searchParams.set("options", [own, startupOptions(settings)].filter(Boolean).join(" "));
  // URLSearchParams writes a space as '+', which PostgreSQL clients read as a plus.
  parsed.search = parsed.search.replaceAll("+", "%20");
  return parsed.toString();
}
