// Days in each stage, those still there counted, and the ways out of it.
import type { Interval } from "#facts/papers.ts";
import type { DayNumber } from "#kit/day.ts";
import { incidenceAt, incidenceOf } from "#evidence/statistics/aalen-johansen.ts";
import { quantileOfSorted } from "#evidence/statistics/quantile.ts";
import { type SurvivalQuantile, survivalCurve, survivalQuantile } from "#evidence/statistics/survival.ts";
import { type Share, fewestAtRisk, meanOf, watchedAt } from "#evidence/cycle/course.ts";
import { type StageName, type StageStays, backWay, lostWayOut, onwardWay } from "#evidence/cycle/stage-stays.ts";
import { stageRank } from "#facts/stage.ts";

export interface StageTime extends StageName {
  /** Place among the states. */
  readonly state: number;
  readonly stays: number;
  readonly left: number;
  readonly stillThere: number;
  /** Of those, there for longer than almost any that ever left: probably given up without a word. */
  readonly abandoned: number;
  /** Null: fewer than ten left it in the time looked at, or fewer than ten were watched at some number of days up to the limit. */
  readonly told: {
    /** The last number of days that is spoken of. */
    readonly limit: number;
    readonly median: SurvivalQuantile;
    readonly p80: SurvivalQuantile;
    /** Days there on average within the first `limit`. */
    readonly mean: { readonly value: number; readonly interval: Interval };
    /** Shares that have gone by then. */
    readonly onward: Share;
    readonly lost: Share;
    readonly back: Share;
  } | null;
}

export interface Stretch {
  readonly from: DayNumber;
  readonly until: DayNumber;
}

const fewestLeft = 10;

/**
 * Days in each stage: Kaplan-Meier of leaving it in any way, with those still there counted for as long as they have been seen, and Aalen-Johansen for the
 * ways out (onward, lost, back), which rule each other out. A record that came into the stage before the stretch looked at is watched from the age it then
 * had. A record that comes back to a stage stands there anew. In order of our stages; stages of one rank in order of first sight.
 */
export function stageTimesOf(from: StageStays, stretch: Stretch): StageTime[] {
  const watched = watchedStays(from, stretch);
  const longest = longestStays(from);
  return from.states
    .map((name, state) => ({ ...name, state, places: watched.state.flatMap((own, place) => (own === state ? [place] : [])) }))
    .filter(({ places }) => places.length > 0)
    .toSorted((a, b) => stageRank(a.stage) - stageRank(b.stage) || a.state - b.state)
    .map(({ places, ...name }) => {
      const pick = (of: readonly number[]) => Int32Array.from(places, (place) => of[place]!);
      const stays = { enteredAfter: pick(watched.enteredAfter), until: pick(watched.until), cause: Uint8Array.from(places, (place) => watched.way[place]!) };
      const left = stays.cause.reduce((sum, way) => sum + Number(way > 0), 0);
      return Object.assign(name, {
        stays: places.length,
        left,
        stillThere: places.length - left,
        abandoned: places.filter((place) => watched.way[place] === 0 && watched.until[place]! > longest[name.state]!).length,
        told: left < fewestLeft ? null : toldOf(stays),
      });
    });
}

function toldOf(stays: { enteredAfter: Int32Array; until: Int32Array; cause: Uint8Array }): StageTime["told"] {
  const incidence = incidenceOf(stays, 3);
  const leaving = survivalCurve({ enteredAfter: stays.enteredAfter, until: stays.until, ended: stays.cause.map((way) => Number(way > 0)) });
  let limit = incidence.times[0]!;
  incidence.times.forEach((time, row) => {
    if (incidence.atRisk[row]! >= fewestAtRisk) limit = time;
  });
  if (watchedAt(stays, limit).some((count) => count < fewestAtRisk)) return null;
  const share = (way: number): Share => {
    const at = incidenceAt(incidence, way, limit)!;
    return { value: at.share, interval: at.interval };
  };
  return {
    limit,
    median: survivalQuantile(leaving, 0.5),
    p80: survivalQuantile(leaving, 0.8),
    mean: meanOf(leaving, limit)!,
    onward: share(onwardWay),
    lost: share(lostWayOut),
    back: share(backWay),
  };
}

/**
 * For each state the days beyond which a stay that has not ended counts as given up: the longest that ever ended, or one and a half times the 99th of a
 * hundred if that is less, as for dead deals. Infinity where fewer than 20 have ended.
 */
export function longestStays({ states, stays }: StageStays): number[] {
  const lengths: number[][] = states.map(() => []);
  for (const { state, way, from, until } of stays) if (way !== 0) lengths[state]!.push(until - from);
  return lengths.map((own) => {
    const sorted = Int32Array.from(own).sort();
    return sorted.length < 20 ? Infinity : Math.min(sorted.at(-1)!, Math.max(1, 1.5 * quantileOfSorted(sorted, 0.99)!));
  });
}

/** The stays that lie in a stretch, with ages in days since each came into the stage. */
export function watchedStays({ stays, lastSeen }: StageStays, stretch: Stretch) {
  const lastWatched = Math.min(stretch.until - 1, lastSeen);
  const found = { state: [] as number[], enteredAfter: [] as number[], until: [] as number[], way: [] as number[], places: [] as number[] };
  stays.forEach((stay, place) => {
    if (stay.from > lastWatched || (stay.way !== 0 && stay.until < stretch.from)) return;
    const isEnd = stay.way !== 0 && stay.until <= lastWatched;
    found.state.push(stay.state);
    found.enteredAfter.push(Math.max(stay.from, stretch.from) - stay.from - 1);
    found.until.push((isEnd ? stay.until : lastWatched) - stay.from);
    found.way.push(isEnd ? stay.way : 0);
    found.places.push(place);
  });
  return found;
}
