// Finds a quoted number again: the room that gave it is asked the same question, as the reader, with the reader's rights.
import { readFigures } from "#features/figures/contract.ts";
import type { NumberWithPapers } from "#facts/papers.ts";
import { numberShape } from "#facts/papers-shape.ts";
import type { NumberSource, TrailStep } from "#facts/thread.ts";
import type { FindNumber, NumberAnswer } from "#http/number-finder.ts";
import type { MemberQuestion } from "#http/question.ts";
import type { Route } from "#http/route.ts";
import { periodName } from "#kit/period.ts";

type AskRoom = (question: MemberQuestion, source: NumberSource) => Promise<Asked>;

/** Asks rooms what they answer this member, with the member's own rights. */
export function askIn(routes: readonly Route[]): AskRoom {
  const byName = new Map(routes.map((route) => [route.endpoint.name, route]));
  return (question, source) => askOf(byName.get(source.endpoint), question, source);
}

/** `routes`: of the rooms that show numbers. */
export function numbersIn(routes: readonly Route[]): FindNumber {
  const byName = new Map(routes.map((route) => [route.endpoint.name, route]));
  const asked = askIn(routes);
  const finder: FindNumber = {
    async at(question, source, { key, trail }) {
      const first = await asked(question, source);
      if (!("reply" in first)) return first;
      const found = stepDown(first.reply, trail);
      if (found === null || found.number.key !== key) return { lost: true };
      // Asked once more with its period written in: what is kept must be found by what is kept.
      const source2 = withPeriod(byName.get(source.endpoint), source, found.number);
      const again = source2 === source ? first : await asked(question, source2);
      if (!("reply" in again)) return again;
      const number = walk(again.reply, found);
      return number === null ? { lost: true } : { number, trail: found.trail, source: source2 };
    },
    async figure(question, { key, period }) {
      const source = { endpoint: readFigures.name, params: {}, query: period === undefined ? {} : { period } };
      const answer = await asked(question, source);
      if (!("reply" in answer)) return answer;
      const place = (answer.reply as { readonly numbers: readonly NumberWithPapers[] }).numbers.findIndex((one) => one.key === key);
      return place === -1 ? { lost: true } : finder.at(question, source, { key, trail: ["numbers", place] });
    },
    async again(question, source, kept) {
      const answer = await asked(question, source);
      if (!("reply" in answer)) return answer;
      const number = walk(answer.reply, kept);
      return number === null ? { lost: true } : { number, trail: kept.trail, source };
    },
  };
  return finder;
}

type Asked = { readonly reply: unknown } | Exclude<NumberAnswer, { number: NumberWithPapers }>;

/** Only questions of members that read and answer plain JSON can give a number. */
export async function askOf(route: Route | undefined, question: MemberQuestion, source: NumberSource): Promise<Asked> {
  if (!route?.asMember || route.endpoint.method !== "GET" || (route.endpoint.gives ?? "json") !== "json" || route.options.scope === "never")
    return { lost: true };
  const params = { ...source.params, workspace: question.workspace.slug };
  const { endpoint } = route;
  const read = [endpoint.params?.safeParse(params), endpoint.query?.safeParse(source.query)];
  if (read.some((one) => one?.success === false)) return { lost: true };
  const answer = (await route.asMember({ ...question, params: read[0]?.data ?? params, query: read[1]?.data, body: undefined })) as
    | { readonly ok: false; readonly reason: string }
    | { readonly ok: true; readonly value: unknown }
    | Record<string, unknown>;
  if (!("ok" in answer)) return { reply: answer };
  return answer.ok === false ? { refused: (answer as { reason: string }).reason } : { reply: (answer as { value: unknown }).value };
}

/** A question that left its period to the day is asked for the number's own period from here on. */
function withPeriod(route: Route | undefined, source: NumberSource, number: NumberWithPapers): NumberSource {
  if (source.query["period"] !== undefined || route?.endpoint.query === undefined) return source;
  const query = { ...source.query, period: periodName(number.period) };
  return route.endpoint.query.safeParse(query).success ? { ...source, query } : source;
}

/** Fields by which things in lists are known. */
const marks = [
  "key",
  "id",
  "name",
  "step",
  "kind",
  "standard",
  "channel",
  "campaign",
  "driver",
  "segment",
  "region",
  "product",
  "owner",
  "seller",
  "side",
  "measure",
];

/** What a thing in a list is known by; null: by its place alone. */
export function knownBy(thing: unknown): string | null {
  if (typeof thing !== "object" || thing === null) return null;
  const fields = thing as Readonly<Record<string, unknown>>;
  const own = marks.flatMap((name) => (typeof fields[name] === "string" ? [[name, fields[name]]] : []));
  // A segment is called by its value; a number's value is what may change.
  if (typeof fields["value"] === "string") own.push(["value", fields["value"]]);
  for (const name of ["period", "cohort"]) {
    const period = fields[name];
    if (typeof period === "object" && period !== null && "from" in period) own.push([name, JSON.stringify(period)]);
  }
  return own.length === 0 ? null : JSON.stringify(own);
}

/** Follows places, and keeps by what each thing on the way is known. */
function stepDown(reply: unknown, places: readonly (string | number)[]): { number: NumberWithPapers; trail: TrailStep[] } | null {
  const trail: TrailStep[] = [];
  let here = reply;
  for (const place of places) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, place)) return null;
    here = (here as Record<string | number, unknown>)[place];
    trail.push(typeof place === "number" ? { at: place, known: knownBy(here) } : place);
  }
  const number = numberShape.safeParse(here);
  return number.success ? { number: number.data, trail } : null;
}

/** Down a kept trail. Where a thing cannot be told from its like, the number is lost rather than another taken for it. */
function walk(reply: unknown, kept: { readonly number: NumberWithPapers; readonly trail: readonly TrailStep[] }): NumberWithPapers | null {
  let here = reply;
  for (const step of kept.trail) {
    if (typeof here !== "object" || here === null) return null;
    if (typeof step === "string") here = Object.hasOwn(here, step) ? (here as Record<string, unknown>)[step] : undefined;
    else here = Array.isArray(here) ? theOne(here, step) : undefined;
  }
  const number = numberShape.safeParse(here);
  if (!number.success || number.data.key !== kept.number.key) return null;
  const same = number.data.period.from === kept.number.period.from && number.data.period.until === kept.number.period.until;
  return same ? number.data : null;
}

function theOne(list: readonly unknown[], { at, known }: Exclude<TrailStep, string>): unknown {
  if (known === null) return list[at];
  const alike = list.filter((one) => knownBy(one) === known);
  return alike.length === 1 ? alike[0] : alike.includes(list[at]) ? list[at] : undefined;
}
