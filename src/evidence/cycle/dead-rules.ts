// What deals that nobody closed do to the figures: the same figures under several rules for when an open deal counts as dead.
import { incidenceAt, incidenceOf } from "#evidence/statistics/aalen-johansen.ts";
import { type SurvivalQuantile, survivalCurve, survivalQuantile } from "#evidence/statistics/survival.ts";
import type { Share } from "#evidence/cycle/course.ts";
import { type DealStays, endedOf, lostWay, staysWhere, wonWay } from "#evidence/cycle/stays.ts";

/** The figures when dead deals are treated in one way. */
export interface RuledFigures {
  readonly median: SurvivalQuantile;
  readonly p80: SurvivalQuantile;
  /** Share won by the age asked for; null where it is not watched so far. */
  readonly wonBy: Share | null;
}

export interface UnderRule {
  /** An open deal older than so many days on the last day seen is dead; null: none is. */
  readonly olderThan: number | null;
  readonly dead: number;
  /** As if they had never been. */
  readonly leftOut: RuledFigures;
  /** As if each had been lost on the day it became older than the rule allows. */
  readonly asLost: RuledFigures;
}

/**
 * The same figures under several rules for deals that nobody closed although they are over: open on paper, they hold the curve up and push shares down.
 * `openDays` gives, for each stay, the age on the last day seen of a deal that is open then, and -1 for any other.
 * Neither treatment is the truth: leaving them out picks deals by how they went on, counting them as lost is a guess. What lies between the two, and
 * between the rules, is what hangs on them; `age` is the age of `wonBy`.
 */
export function underRules(stays: DealStays, rules: readonly (number | null)[], { age, openDays }: { age: number; openDays: Int32Array }): UnderRule[] {
  return rules.map((olderThan) => {
    const isDead = (place: number) => olderThan !== null && openDays[place]! > olderThan;
    const dead = openDays.reduce((count, _, place) => count + Number(isDead(place)), 0);
    const all = figuresOf(stays, age);
    if (olderThan === null || dead === 0) return { olderThan, dead, leftOut: all, asLost: all };
    return {
      olderThan,
      dead,
      leftOut: figuresOf(
        staysWhere(stays, (place) => !isDead(place)),
        age,
      ),
      asLost: figuresOf(lostAt(stays, olderThan, isDead), age),
    };
  });
}

/** Dead deals end as lost on the day after the last that the rule allows; one that came in older than that leaves the watch. */
function lostAt(stays: DealStays, olderThan: number, isDead: (place: number) => boolean): DealStays {
  const end = olderThan + 1;
  return staysWhere(
    {
      ...stays,
      until: stays.until.map((until, place) => (isDead(place) ? Math.min(until, end) : until)),
      cause: stays.cause.map((cause, place) => (isDead(place) && stays.until[place]! >= end ? lostWay : cause)),
    },
    (place) => !isDead(place) || stays.enteredAfter[place]! < end,
  );
}

function figuresOf(stays: DealStays, age: number): RuledFigures {
  const closing = survivalCurve({ enteredAfter: stays.enteredAfter, until: stays.until, ended: endedOf(stays) });
  const at = incidenceAt(incidenceOf(stays), wonWay, age);
  return {
    median: survivalQuantile(closing, 0.5),
    p80: survivalQuantile(closing, 0.8),
    wonBy: at === null ? null : { value: at.share, interval: at.interval },
  };
}
