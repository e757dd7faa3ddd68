// How problems are ranked for an agenda, what a meeting must have to end, and what minutes say.
import type { ItemView, MinutesBody } from "#features/meeting-room/contract.ts";
import { words } from "#features/meeting-room/words.en.ts";
import { words as russian } from "#features/meeting-room/words.ru.ts";
import type { AfterAction } from "#evidence/change/after-action.ts";
import { whyNotStill } from "#facts/meeting-rights.ts";
import type { AskedToCome, MeetingItemOnFile, MeetingOnFile, Problem, Side, Standing, VoteOnFile } from "#facts/meetings.ts";
import { type NoteLine, textOfNote } from "#facts/notes.ts";
import { type Day, dayNumber } from "#kit/day.ts";
import { toMajor } from "#kit/money.ts";
import type { WhyNot } from "#kit/refusal.ts";
import { type Language, type WordValues, sentenceOf } from "#kit/words.ts";

/** Problems on an agenda, besides what is due: more are not talked through. */
export const mostProblems = 5;
/** What cannot be told in money weighs as the middle of what can. */
const daysInMonth = 30.4375;

export interface Ranked {
  readonly problem: Problem;
  readonly standing: Standing;
}

/**
 * Problems in the order of money at stake × confidence × age × reach, each factor 0 to 1 but age, which is 1 for a new problem, 2 for one of half a
 * year and 3 at most. Equal ones keep the order of their names, so that the same facts give the same agenda.
 */
export function ranked(problems: readonly Problem[], asOf: Day): Ranked[] {
  const known = problems.flatMap(({ money }) => (money === null ? [] : [Math.abs(money)])).toSorted((a, b) => a - b);
  const middle = known.length === 0 ? 1 : (known[Math.floor((known.length - 1) / 2)]! + known[Math.ceil((known.length - 1) / 2)]!) / 2;
  const points = problems.map((problem) => {
    const money = problem.money === null ? middle : Math.abs(problem.money);
    const months = problem.since === null ? null : Math.max(0, (dayNumber(asOf) - dayNumber(problem.since)) / daysInMonth);
    return { problem, months, points: money * problem.confidence * Math.min(3, 1 + (months ?? 0) / 6) * problem.reach };
  });
  const most = Math.max(0, ...points.map((each) => each.points));
  const nameOf = ({ kind, id }: Problem) => `${kind} ${id}`;
  return points
    .toSorted((a, b) => b.points - a.points || (nameOf(a.problem) < nameOf(b.problem) ? -1 : 1))
    .map(({ problem, months, points: own }) => {
      const { money, confidence, reach, isDue } = problem;
      const weight = most === 0 ? 0 : own / most;
      return { problem, standing: { money, isMoneyGuessed: money === null, confidence, months, reach, weight, isDue, isForItsSide: false } };
    });
}

/** What is due, and the five that press most; the last of them gives way to the first of a side that would have none. */
export function chosen(all: readonly Ranked[]): Ranked[] {
  const due = all.filter(({ problem }) => problem.isDue);
  const others = all.filter(({ problem }) => !problem.isDue);
  const picked = others.slice(0, mostProblems);
  for (const side of ["sales", "marketing"] satisfies Side[]) {
    const isOf = ({ problem }: Ranked) => problem.side === side;
    const first = others.find(isOf);
    if (first === undefined || [...due, ...picked].some(isOf)) continue;
    // The last one that leaves the other side with one of its own.
    const place = picked.findLastIndex(
      (each, at) => each.problem.side === null || picked.some((other, no) => no !== at && other.problem.side === each.problem.side),
    );
    if (place !== -1) picked.splice(place, 1);
    picked.push({ ...first, standing: { ...first.standing, isForItsSide: true } });
  }
  return [...due, ...picked];
}

/** A meeting ends with a plan: something was talked about, somebody was there, and every item has an outcome. */
export function whyNotEnd(meeting: Pick<MeetingOnFile, "state">, items: readonly Pick<MeetingItemOnFile, "outcome">[], present: number): WhyNot {
  if (meeting.state !== "open") return whyNotStill(meeting.state) ?? "meeting-not-open";
  if (items.length === 0) return "no-items";
  if (present === 0) return "nobody-was-there";
  return items.some(({ outcome }) => outcome === null) ? "items-without-outcome" : null;
}

export function itemView(
  row: MeetingItemOnFile,
  votes: readonly VoteOnFile[],
  { memberId, nameOf }: { memberId: string; nameOf: (id: string) => string | null },
): ItemView {
  const { meetingId: _meeting, fromKind, fromId, fromTitle, carriedFrom: _carriedFrom, putById: _putById, takenOffAt: _takenOffAt, ...told } = row;
  const own = votes.filter(({ itemId }) => itemId === row.id);
  const who = (vote: VoteOnFile["vote"]) => own.filter((each) => each.vote === vote).map(({ name }) => name);
  return {
    ...told,
    from: fromKind === null ? null : { kind: fromKind, id: fromId!, title: fromTitle! },
    outcomeAction: row.outcomeAction === null ? null : { ...row.outcomeAction, ownerName: nameOf(row.outcomeAction.ownerId) },
    votes: { for: who("for"), against: who("against"), abstains: who("abstains") },
    myVote: own.find((each) => each.memberId === memberId)?.vote ?? null,
  };
}

interface Ended {
  readonly meeting: MeetingOnFile & { readonly openedAt: string };
  readonly closedAt: string;
  readonly people: readonly AskedToCome[];
  readonly items: readonly ItemView[];
  /** What was noted on each, line by line. */
  readonly noted: ReadonlyMap<string, NoteLine[]>;
}

/** The minutes as they stand from now on, with people by their names of today. */
export function minutesOf({ meeting, closedAt, people, items, noted }: Ended): MinutesBody {
  const { title, startsAt, openedAt, timeZone, place } = meeting;
  const names = (was: boolean) => people.filter(({ wasThere }) => wasThere === was).map(({ name }) => name);
  return {
    title,
    startsAt,
    openedAt,
    closedAt,
    timeZone,
    place,
    present: names(true),
    absent: names(false),
    items: items.map(({ id, title: of, why, outcome, outcomeText, outcomeAction, votes }) => ({
      id,
      title: of,
      why,
      notes: textOfNote(noted.get(id) ?? []),
      noted: noted.get(id) ?? [],
      outcome: outcome!,
      text: outcomeText,
      action:
        outcomeAction === null
          ? null
          : { title: outcomeAction.title, owner: outcomeAction.ownerName ?? "", dueOn: outcomeAction.dueOn, moves: outcomeAction.moves },
      votes: { for: votes.for.length, against: votes.against.length, abstains: votes.abstains.length },
    })),
  };
}

/** The minutes with the words of one item corrected; null: nothing is another. */
export function corrected(
  body: MinutesBody,
  { itemId, notes, text }: { itemId: string; notes?: string | undefined; text?: string | undefined },
): MinutesBody | null {
  const of = body.items.find(({ id }) => id === itemId);
  if (of === undefined) return null;
  const { noted, ...plain } = of;
  const isSame = notes === undefined || notes === of.notes;
  const next = { ...plain, ...(isSame && noted !== undefined ? { noted } : {}), notes: notes ?? of.notes, text: text ?? of.text };
  if (next.notes === of.notes && next.text === of.text) return null;
  return { ...body, items: body.items.map((each) => (each === of ? next : each)) };
}

const tables = { en: words, ru: russian } as const;

/** A sentence of the room in a language: what is written on an agenda and in minutes is a record and not a view. */
export const said = (language: Language, key: string, values: WordValues = {}) => sentenceOf(tables[language], language, key, values);

export const writtenDay = (day: string, language: Language) =>
  new Intl.DateTimeFormat(language === "ru" ? "ru-RU" : "en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(Date.parse(day));

/** What a figure did since an action was done: how far, between what, after how long, and what to bear in mind. Null: there is nothing to tell yet. */
export function sentenceOfResult(told: AfterAction, language: Language): string | null {
  const { verdict, effect, after } = told;
  if (effect === null) return null;
  const by = (value: number) => writtenChange(value, told, language);
  const { low, high } = effect.interval;
  const first = said(language, `agenda-result-${verdict}`, { count: after, by: by(effect.value), low: by(low!), high: by(high!) });
  const { within, whyAlone } = told;
  const compared = within === null ? "result-label" : whyAlone === null ? "result-label-rest" : "result-label-alone";
  const cautions = [told.isLessThanExpected ? "result-less" : [], told.isShort ? "result-short" : [], compared].flat();
  return [first, ...cautions.map((key) => said(language, key, { part: within?.value ?? "" }))].join(" ");
}

/** A change with its sign: of its level in per cent where it is relative, of a share in points, else in the figure's unit. */
function writtenChange(value: number, { isRelative, unit, currency }: AfterAction, language: Language): string {
  const write = (amount: number, options: Intl.NumberFormatOptions = {}) =>
    new Intl.NumberFormat(language === "ru" ? "ru-RU" : "en-GB", { signDisplay: "exceptZero", maximumSignificantDigits: 3, ...options })
      .format(amount)
      .replace("-", "\u2212");
  if (isRelative) return write(value, { style: "percent" });
  if (unit === "share") return said(language, "result-points", { points: write(value * 100) });
  if (unit === "days" || unit === "hours") return write(value, { style: "unit", unit: unit === "days" ? "day" : "hour", unitDisplay: "long" });
  if ((unit === "money" || unit === "money-per-deal") && currency !== undefined)
    return write(toMajor(value, currency), { style: "currency", currency, currencyDisplay: "narrowSymbol" });
  return write(value);
}

/** Why an item stood there and what was noted on it, line by line. */
function saidOf({ why, notes, noted }: MinutesBody["items"][number]) {
  const lines =
    noted === undefined || noted.length === 0
      ? notes.split("\n").map((text) => ({ text, as: "plain" as const, depth: 0 }))
      : noted.map((line) => ({
          text: textOfNote([line]).trimStart(),
          as: line.kind === "heading" ? ("heading" as const) : ("plain" as const),
          depth: line.kind === "heading" ? 0 : line.level,
        }));
  return [...(why === null ? [] : [{ text: why, as: "quiet" as const, depth: 0 }]), ...lines.filter(({ text }) => text !== "")];
}

/** The minutes as paper: who was there, and of each item what was noted and what came of it. */
export function reportOf(body: MinutesBody, { language, version, reasons }: { language: Language; version: number; reasons: readonly string[] }) {
  const t = (key: string, values: WordValues = {}) => said(language, key, values);
  const day = writtenDay(body.startsAt.slice(0, 10), language);
  const count = (outcome: string) => body.items.filter((item) => item.outcome === outcome).length;
  const sentence = t("minutes-sentence", { decisions: count("decision"), actions: count("action"), carried: count("carried") });
  const came = ({ outcome, text, action }: MinutesBody["items"][number]) =>
    outcome === "action"
      ? t("minutes-action", { title: action!.title, owner: action!.owner, day: writtenDay(action!.dueOn, language) })
      : t(`minutes-${outcome}`, { text: text ?? "" });
  return {
    title: t("minutes-title", { title: body.title, day }),
    sentence,
    language,
    passages: body.items.map((item, at) => ({ title: `${at + 1}. ${item.title}`, lines: [...saidOf(item), { text: came(item), as: "strong" as const }] })),
    tables: [],
    papers: [
      [t("minutes-present"), body.present.join(", ")],
      [t("minutes-absent"), body.absent.join(", ") || "–"],
      [t("minutes-version"), String(version)],
      ...reasons.map((reason) => [t("minutes-corrected"), reason] as [string, string]),
    ] as [string, string][],
    asOf: body.closedAt.slice(0, 10),
  };
}

/** The name of their file; a correction stands beside what it corrects. */
export const fileOfMinutes = ({ body, version }: { readonly body: Pick<MinutesBody, "startsAt">; readonly version: number }) =>
  `evenhand-minutes-${body.startsAt.slice(0, 10)}${version === 1 ? "" : `-v${version}`}.pdf`;
