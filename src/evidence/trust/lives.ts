// How old the facts are, where the extract begins, and which open deals are open on paper only.
import { dayNumber, dayOf } from "#kit/day.ts";
import { isClosedAt, wonStage } from "#evidence/cycle/watch.ts";
import type { Lens } from "#evidence/kpi/lens.ts";
import { wilsonInterval } from "#evidence/statistics/proportion.ts";
import { type Finding, costPerDealKeys, cycleKeys, dealFiguresByDay, finding } from "#evidence/trust/finding.ts";
import type { TrustFacts } from "#evidence/trust/trust-facts.ts";

/** fresh: something happened within a week of the day we look from; old-extract: nothing for longer, so figures look from the last day seen. */
export function freshnessFindings({ lens, asOf }: TrustFacts): Finding[] {
  const { deals } = lens.facts;
  if (deals.count === 0) return [];
  const days = dayNumber(asOf) - lens.lastSeen;
  const details = { lastSeen: dayOf(lens.lastSeen), days };
  if (days <= 7) return [finding({ code: "fresh", entity: "deal", severity: "good", count: deals.count, of: deals.count, details })];
  return [finding({ code: "old-extract", entity: "deal", severity: days > 31 ? "warning" : "note", count: deals.count, of: deals.count, details })];
}

/** dead-deals: see evidence/cycle/dead-deals.ts. Serious from a tenth of the open deals on: the pipeline is then largely paper. */
export function deadDealFindings(lens: Lens): Finding[] {
  const { dead } = lens;
  if (dead.rows.length === 0) return [];
  return [
    finding({
      code: "dead-deals",
      entity: "deal",
      severity: dead.rows.length >= 0.1 * dead.open ? "serious" : "note",
      count: dead.rows.length,
      of: dead.open,
      records: dead.rows.map((row) => lens.facts.deals.ids[row]!),
      affects: ["cycle-median-all"],
      details: { olderThan: Math.round(dead.olderThan!), longestClosed: dead.longestClosed, lastSeen: dayOf(lens.lastSeen) },
    }),
  ];
}

/**
 * extract-start: where the records begin, the days up to which figures are distorted, and the win rate before and after that day with their intervals.
 * Serious when those two intervals do not meet: then an early figure read on its own misleads.
 */
export function extractFindings(lens: Lens): Finding[] {
  const { extract } = lens;
  if (!extract) return [];
  const { deals } = lens.facts;
  const counts = { early: [0, 0], later: [0, 0] };
  const records: string[] = [];
  for (const row of lens.byClose) {
    if (!isClosedAt(deals, row)) continue;
    const isEarly = deals.closedOn[row]! < extract.distortedUntil;
    const place = isEarly ? counts.early : counts.later;
    place[deals.stage[row] === wonStage ? 0 : 1]!++;
    if (isEarly) records.push(deals.ids[row]!);
  }
  if (records.length === 0) return [];
  const [early, later] = [rateOf(counts.early), rateOf(counts.later)];
  const areApart = early !== null && later !== null && (early.low > later.high || early.high < later.low);
  return [
    finding({
      code: "extract-start",
      entity: "deal",
      severity: areApart ? "serious" : "warning",
      count: records.length,
      of: lens.byClose.length,
      records,
      affects: [...dealFiguresByDay, ...cycleKeys, ...costPerDealKeys],
      details: {
        kind: extract.kind,
        firstCreated: dayOf(extract.firstCreated),
        firstClose: dayOf(extract.firstClose),
        until: dayOf(extract.distortedUntil),
        openedBefore: extract.openedBefore,
        expectedClosings: Math.round(extract.expectedClosings),
        earlyWinRate: early?.rate ?? null,
        laterWinRate: later?.rate ?? null,
      },
    }),
  ];
}

function rateOf([won, lost]: readonly number[]): { rate: number; low: number; high: number } | null {
  const interval = wilsonInterval(won!, won! + lost!);
  return interval && { rate: won! / (won! + lost!), low: interval.low!, high: interval.high! };
}
