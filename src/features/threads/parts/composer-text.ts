// What stands in the field and what is kept: names instead of ids and titles instead of addresses, and the other way round.
import { periodName, readPeriod } from "#kit/period.ts";
import { readQuery } from "#kit/query.ts";

export interface Person {
  readonly id: string;
  readonly name: string;
}

/** A link as it was chosen: its label in the field, and where it leads. */
export interface ChosenLink {
  readonly label: string;
  readonly address: string;
}

/** What is being asked for just before the caret: '@bo' a colleague, '#win' something to link to. */
export interface Wanted {
  readonly sign: "@" | "#";
  readonly text: string;
}

const asked = /(?:^|[\s(])([@#])([^\s@#<>]{0,40}(?: [^\s@#<>]{0,40})?)$/u;

export function wantedIn(before: string): Wanted | null {
  const found = asked.exec(before);
  return found === null ? null : { sign: found[1] as Wanted["sign"], text: found[2]! };
}

/** Names instead of ids, for the field. */
export function shownText(said: string, people: readonly Person[]): string {
  return people.reduce((text, { id, name }) => text.replaceAll(`<@${id}>`, `@${name}`), said);
}

/** Ids and addresses instead of what was chosen; the longest first, so that nothing is taken for a namesake. */
export function keptText(text: string, people: readonly Person[], links: readonly ChosenLink[]): string {
  const named = people.map(({ id, name }) => [`@${name}`, `<@${id}>`] as const);
  const linked = links.map(({ label, address }) => [`#${label}`, address] as const);
  return [...named, ...linked].toSorted(([a], [b]) => b.length - a.length).reduce((kept, [shown, put]) => kept.replaceAll(shown, () => put), text);
}

/** The period that an address names; null where it leaves it to the day. */
export function periodIn(path: string): string | null {
  const period = readPeriod(readQuery(path.split("?")[1] ?? "").get("period") ?? "");
  return period === null ? null : periodName(period);
}
