// Turning points of the firm's own sales: a fall that lasts and a standstill, of the won value and of the number of orders, as the watch told them.
import { type FigureCourse, figureCourses } from "#evidence/change/figure-course.ts";
import { fallsOf, standstillsOf } from "#evidence/change/falling.ts";
import type { Lens } from "#evidence/kpi/lens.ts";
import { type ProposedTurn, type WatchedSales, usualTurningOwner, watchedSales } from "#facts/turning-point.ts";
import { type Day, addDays, daysBetween } from "#kit/day.ts";

/** Two falls that began within so many days of each other are one. */
const oneTurn = 190;

/**
 * By whole months of won value and orders. A fall keeps the name of the month in which it was told first, so that later months, which date and size it better, do not
 * make another of it. Value and orders that fall together are one turn, told of the one that was told first. Series with a month of nought have no log scale: their
 * sizes are shares of the level before, and a standstill is not judged.
 */
export function salesTurns(lens: Lens): ProposedTurn[] {
  const found = figureCourses(lens, watchedSales, "month")
    .map(sinceFirstWon)
    .flatMap((figure) => falling(figure).concat(standing(figure)));
  const inOrder = found.toSorted((a, b) => (a.told!.toldOn === b.told!.toldOn ? 0 : a.told!.toldOn < b.told!.toldOn ? -1 : 1));
  const kept: ProposedTurn[] = [];
  for (const one of inOrder) {
    const same = kept.findIndex((other) => other.kind === one.kind && Math.abs(daysBetween(other.day, one.day)) <= oneTurn);
    if (same === -1) kept.push(one);
    else if (kept[same]!.told!.figure !== one.told!.figure) kept[same] = { ...kept[same]!, told: { ...kept[same]!.told!, also: true } };
  }
  return kept;
}

/** Without the months before the first one in which something was won: there the records had not begun. */
function sinceFirstWon(figure: FigureCourse): FigureCourse {
  const first = figure.judged.findIndex((at) => figure.points[at]!.value! > 0);
  if (first <= 0) return figure;
  const judged = figure.judged.slice(first);
  const values = judged.map((at) => figure.points[at]!.value!);
  const onLog = values.every((value) => value > 0);
  return { ...figure, judged, onLog, course: { ...figure.course, times: judged, values: onLog ? values.map(Math.log) : values } };
}

function falling(figure: FigureCourse): ProposedTurn[] {
  const { course, onLog } = figure;
  return fallsOf(course).map((fall) => {
    const before = course.values.slice(Math.max(0, fall.begin - 12), fall.begin);
    const level = before.reduce((sum, value) => sum + value, 0) / before.length;
    const share = (x: number) => (onLog ? Math.expm1(x) : x / level);
    const month = (place: number) => figure.points[figure.judged[place]!]!.period;
    const between = { from: month(fall.set[0]!).from, until: month(fall.set.at(-1)!).until };
    const interval = { low: share(fall.size.quantile(0.05)), high: share(fall.size.quantile(0.95)), level: 0.9 } as const;
    return turn("falling-sales", figure, { day: month(fall.begin).from, size: share(fall.size.value), between, interval, until: month(fall.toldAt).until });
  });
}

function standing(figure: FigureCourse): ProposedTurn[] {
  if (!figure.onLog) return [];
  return standstillsOf(figure.course).map(({ toldAt, begin, growth }) => {
    const month = (place: number) => figure.points[figure.judged[place]!]!.period;
    const interval = { low: Math.expm1(growth.quantile(0.05)), high: Math.expm1(growth.quantile(0.95)), level: 0.9 } as const;
    const day = month(begin).from;
    return turn("stagnation", figure, { day, size: Math.expm1(growth.value), between: month(begin), interval, until: month(toldAt).until });
  });
}

interface Told {
  readonly day: Day;
  readonly size: number;
  readonly between: NonNullable<ProposedTurn["told"]>["between"];
  readonly interval: NonNullable<ProposedTurn["told"]>["interval"];
  /** The first day after the month with which it was told. */
  readonly until: Day;
}

function turn(kind: "falling-sales" | "stagnation", { key }: FigureCourse, { day, size, between, interval, until }: Told): ProposedTurn {
  const toldOn = addDays(until, -1);
  const told = { figure: key as WatchedSales, between, interval, toldOn, also: false };
  return { key: `${kind}:${key}:${toldOn.slice(0, 7)}`, kind, day, owner: usualTurningOwner[kind], subject: null, size, told };
}
