// The facts as a forecast needs them, read from the lens: by what deals are sorted, what they are worth, and from when the records are whole.
import { isClosedAt } from "#evidence/cycle/watch.ts";
import type { SegmentKey } from "#facts/agreements.ts";
import { type Coded, type DealColumns } from "#facts/columns.ts";
import type { Lens } from "#evidence/kpi/lens.ts";
import { type DayNumber, dayOf } from "#kit/day.ts";
import { type Period, quarterOf } from "#kit/period.ts";
import type { ForecastInput, ForecastMeasure } from "#evidence/forecast/question.ts";

/** The field of a deal as a column of texts; whether the buyer bought before counts as one. */
export function columnOf(deals: DealColumns, key: SegmentKey): Coded {
  if (key !== "repeat") return deals[key];
  return { codes: Int32Array.from(deals.isRepeat), names: ["new", "repeat"] };
}

export interface ForecastQuestion {
  readonly period: Period;
  readonly measure: ForecastMeasure;
  readonly by: SegmentKey | null;
  /** Only what was known at the end of this day; default: the last day seen. */
  readonly day?: DayNumber;
}

/** The quarter that holds the first day not known yet. */
export function quarterAhead(lens: Lens): Period {
  return quarterOf(dayOf(lens.lastSeen + 1));
}

/**
 * Deals are sorted into kinds by the field that the heads agreed to sort by (terms.segments). The records are whole from the day on which closings of all
 * ages are there: where only deals closed since some day were exported, its quarter is left out; else from the first opening on.
 */
export function forecastInput(lens: Lens, { period, measure, by, day = lens.lastSeen }: ForecastQuestion): ForecastInput {
  const { deals, plans } = lens.facts;
  const worth = measure === "deals" ? new Float64Array(deals.count).fill(1) : deals.amount.map((amount) => (amount > 0 ? amount : Number.NaN));
  const isPriced = measure === "deals" || isPricedWhileOpen(deals);
  return {
    facts: {
      deals,
      worth,
      openWorth: isPriced ? worth : new Float64Array(deals.count).fill(Number.NaN),
      kinds: columnOf(deals, lens.agreed.terms.segments.by),
      needsAmount: lens.agreed.terms["won-deal"].needsAmount,
    },
    measure,
    period,
    day,
    lastSeen: lens.lastSeen,
    deadAfter: lens.dead.olderThan,
    wholeFrom: lens.extract === null ? lens.lastSeen : lens.extract.kind === "by-close" ? lens.extract.distortedUntil : lens.extract.firstCreated,
    plans,
    by: by === null ? null : columnOf(deals, by),
  };
}

/** Whether at least half of the open deals name a price; where few do, prices are known only after the end, and the past must not profit from that. */
export function isPricedWhileOpen(deals: DealColumns): boolean {
  let [open, priced] = [0, 0];
  for (let row = 0; row < deals.count; row++) {
    if (isClosedAt(deals, row)) continue;
    open++;
    priced += Number(deals.amount[row]! > 0);
  }
  return priced * 2 >= open;
}
