// A finding in words of both languages, and its name in an address.
import { words as english } from "#features/trust/words.en.ts";
import { words as russian } from "#features/trust/words.ru.ts";
import type { FindingView } from "#features/trust/contract.ts";
import { type Finding, findingId, shareOf } from "#evidence/trust/finding.ts";
import { isDay } from "#kit/day.ts";
import { type Language, sentenceOf } from "#kit/words.ts";

/** How many ids go with a finding at once; the rest is asked for by page. */
export const recordsAtOnce = 50;

export function findingView(finding: Finding): FindingView {
  const { records, ...rest } = finding;
  return {
    ...rest,
    id: findingId(finding),
    share: shareOf(finding),
    sentence: { en: findingSentence(finding, "en"), ru: findingSentence(finding, "ru") },
    records: records.slice(0, recordsAtOnce),
    recordCount: records.length,
  };
}

/** The finding as one sentence. */
export function findingSentence(finding: Finding, language: Language): string {
  const words = language === "en" ? english : russian;
  const percents = Object.entries(finding.details).filter(([name]) => shares.has(name));
  const values = {
    ...Object.fromEntries(
      Object.entries(finding.details).map(([name, value]) => [name, typeof value === "string" && isDay(value) ? dayIn(language, value) : value]),
    ),
    ...Object.fromEntries(percents.map(([name, value]) => [shares.get(name)!, typeof value === "number" ? percent(value) : "—"])),
    signsHeld: tenths(finding.details["agreement"]),
    signsByChance: tenths(finding.details["byChance"]),
    count: finding.count,
    of: finding.of,
    percent: percent(shareOf(finding) ?? 0),
    entity: words[`entity.${finding.entity}`],
    field: finding.field === null ? "" : ((words as Readonly<Record<string, string>>)[`field.${finding.field}`] ?? finding.field),
  };
  return sentenceOf(words, language, `finding.${wordingOf(finding)}`, values);
}

const shares = new Map([
  ["moneyShare", "moneyPercent"],
  ["earlyWinRate", "earlyPercent"],
  ["laterWinRate", "laterPercent"],
  ["agreement", "agreementPercent"],
  ["byChance", "byChancePercent"],
  ["filledOpen", "filledOpenPercent"],
  ["filledClosed", "filledClosedPercent"],
]);

/** '31 Dec 2017', '31 дек. 2017' */
function dayIn(language: Language, day: string): string {
  const written = new Intl.DateTimeFormat(language === "ru" ? "ru-RU" : "en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  return written.format(Date.parse(day)).replace(/\sг\./u, "");
}

function percent(share: number): number {
  return Math.round(share * 1000) / 10;
}

/** A mean number of signs, to one digit: more would be a riddle. */
function tenths(value: unknown): number | string {
  return typeof value === "number" ? Math.round(value * 10) / 10 : "—";
}

/** Some codes have two wordings. */
function wordingOf({ code, entity, details }: Finding): string {
  if (code === "links-hold" || code === "links-look-random") return `${code}-${entity === "touchpoint" ? entity : "lead"}`;
  if (code === "unknown-name" && details["suggestion"] !== null) return "unknown-name-meant";
  if (code === "extract-start") return `extract-start-${details["kind"]}`;
  if (code === "spend-counted-twice") return `spend-counted-twice-${details["how"]}`;
  return code === "column-repeats-outcome" ? `column-repeats-outcome-${details["how"]}` : code;
}
