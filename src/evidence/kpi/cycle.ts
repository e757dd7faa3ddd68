// The sales cycle in three figures: the median and the eightieth of a hundred won deals, and the median with open deals counted.
import type { Caution, NumberWithPapers } from "#facts/papers.ts";
import { dayNumber } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";
import { type UntilClosed, medianUntilClosed } from "#evidence/cycle/until-closed.ts";
import { type Lens, type Wanted, closedIn, cyclesOf, withPapers } from "#evidence/kpi/lens.ts";
import { quantileFigure } from "#evidence/statistics/quantile.ts";

/**
 * cycle-median-won, cycle-p80-won: days from the agreed start to the close of deals won in the period; interval from the ordered values.
 * Quick by nature: slow deals that are still open are not in them.
 * cycle-median-all: median days until a deal is closed, won or lost, over every deal watched in the period, open ones counted as still going (Kaplan-Meier).
 */
export function cycleFigures(lens: Lens, period: Period, wanted: Wanted = null): NumberWithPapers[] {
  return [...wonCycleFigures(lens, period, wanted), untilClosed(lens, period, wanted)];
}

/** The two of won deals alone. */
export function wonCycleFigures(lens: Lens, period: Period, wanted: Wanted = null): NumberWithPapers[] {
  const won = closedIn(lens, period, { outcome: "won", wanted });
  const cycles = cyclesOf(lens, won);
  const leftOut = won.length - cycles.length;
  const cautions: Caution[] = leftOut > 0 ? [{ code: "cycle-start-missing", details: { count: leftOut, of: won.length } }] : [];
  const ofWon = (key: string, share: number) => {
    const { value, interval, sample } = quantileFigure(cycles, share);
    const reason = value !== null ? null : won.length === 0 ? "no-won-deals" : "no-cycle-starts";
    return withPapers(lens, period, {
      key,
      value,
      unit: "days",
      sample,
      interval,
      method: "won-cycle",
      definition: "sales-cycle",
      cautions,
      ...(reason === null ? {} : { reason }),
    });
  };
  return [ofWon("cycle-median-won", 0.5), ofWon("cycle-p80-won", 0.8)];
}

/** Fewer deals than this under watch at some age up to the median, and the median hangs on one or two of them. */
const fewestWatched = 20;

/** The one with open deals counted; it goes through all deals, the others only through those of the period. */
export function untilClosed(lens: Lens, period: Period, wanted: Wanted = null): NumberWithPapers {
  const all = medianOver(lens, period, wanted);
  const cautions: Caution[] = [];
  if (lens.openWithoutStart > 0) cautions.push({ code: "open-without-start", details: { count: lens.openWithoutStart } });
  // A handful of young deals under watch can bring the whole curve down, and those that come in older no longer matter.
  if (all.fewest !== null && all.fewest < fewestWatched) cautions.push({ code: "thin-watch", details: { count: all.fewest } });
  if (lens.dead.rows.length > 0) {
    // Deals nobody closed although they are over would hold the curve up: the figure without them is told next to it.
    const dead = new Set(lens.dead.rows);
    const without = medianOver(lens, period, (row) => !dead.has(row) && (!wanted || wanted(row)));
    cautions.push({
      code: "dead-deals",
      details: { count: lens.dead.rows.length, open: lens.dead.open, olderThan: Math.round(lens.dead.olderThan!), without: without.value },
    });
  }
  const sample = all.resolved + all.open;
  return withPapers(lens, period, {
    key: "cycle-median-all",
    value: all.value,
    unit: "days",
    sample,
    interval: all.value === null ? null : all.interval,
    method: "until-closed",
    definition: "sales-cycle",
    cautions,
    ...(all.value === null ? { reason: sample === 0 ? "no-deals-watched" : "not-reached" } : {}),
  });
}

function medianOver(lens: Lens, period: Period, wanted: Wanted): UntilClosed {
  const watch = { starts: lens.starts, from: dayNumber(period.from), until: dayNumber(period.until), lastSeen: lens.lastSeen, extract: lens.extract };
  return medianUntilClosed(lens.facts.deals, watch, wanted);
}
