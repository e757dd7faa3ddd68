// The three numbers with their papers, and the answer laid out for the screen.
import { segmentKeys } from "#facts/agreements.ts";
import { definitionName } from "#facts/agreements.ts";
import type { Caution, NumberWithPapers } from "#facts/papers.ts";
import { dayNumber } from "#kit/day.ts";
import type { Ways } from "#evidence/funnel/ways.ts";
import type { Lens } from "#evidence/kpi/lens.ts";
import type { ConversionCurve } from "#evidence/ripening/curve.ts";
import type { Ripening } from "#evidence/ripening/ripening.ts";
import { type RipeningAnswer, goals } from "#features/ripening/contract.ts";

/** Where the answer came from: the facts, the way through the steps, and how cohorts were cut. */
interface Ground {
  readonly lens: Lens;
  readonly ways: Ways;
  readonly step: "month" | "quarter";
  readonly by: string | null;
  /** What people call a value of the field that is cut by. */
  readonly nameOf: (by: string | null, value: string | null) => string | null;
}

export function answerOf(told: Ripening, { lens, ways, step, by, nameOf }: Ground): RipeningAnswer {
  return {
    unit: told.unit,
    to: told.to as RipeningAnswer["to"],
    goals: goals.filter((goal) => (ways.steps as readonly string[]).slice(1).includes(goal)),
    window: told.window,
    step,
    period: told.period,
    entrants: told.entrants,
    converted: told.converted,
    lost: told.lost,
    waiting: told.waiting,
    numbers: numbersOf(told, lens),
    age: told.curve.limit,
    model: told.cure && {
      medianDays: told.cure.medianDays,
      days90: told.cure.days90,
      shareInWindow: told.cure.shareInWindow,
      family: told.cure.family,
      bend: told.cure.bend,
      bentGain: told.cure.bentGain,
      isTailOpen: told.cure.isTailOpen,
      course: told.cure.course,
    },
    ladder: told.ladder && {
      entrants: told.ladder.entrants,
      stillToCome: told.ladder.stillToCome,
      step: told.ladder.step,
      leftOut: told.ladder.leftOut,
    },
    disagreements: told.disagreements,
    curve: { name: null, size: told.curve.size, youngFrom: null, points: pointsOf(told.curve) },
    curves: told.curves.map(({ name, curve }) => ({
      name: typeof name === "string" ? nameOf(by, name) : name,
      size: curve.size,
      youngFrom: typeof name === "object" && name !== null ? youngFrom(curve, lens.lastSeen + 1 - dayNumber(name.until)) : null,
      points: pointsOf(curve),
    })),
    cohorts: told.cohorts,
    segmentKeys: cuttableBy(ways),
    segments: (told.segments?.segments ?? []).map((segment) => Object.assign({}, segment, { value: nameOf(by, segment.value) })),
    clearPairs: told.segments?.clearPairs ?? 0,
    pairs: told.segments?.pairs ?? 0,
  };
}

const pointsOf = ({ points }: ConversionCurve) =>
  points.map(({ age, share, interval, atRisk }) => ({ age, share, low: interval.low, high: interval.high, atRisk }));

/** Beyond the age of its youngest entrant a cohort's curve rests on its older part only. */
const youngFrom = ({ limit }: ConversionCurve, youngest: number) => (youngest < limit ? Math.max(0, youngest) : null);

/** Fields filled for at least one in ten units. */
export function cuttableBy(ways: Ways): RipeningAnswer["segmentKeys"] {
  return segmentKeys.filter((key) => {
    const column = ways.column(key);
    if (column === null || column.codes.length === 0) return false;
    let filled = 0;
    for (const code of column.codes) if (code >= 0) filled++;
    return filled * 10 >= column.codes.length;
  });
}

function numbersOf(told: Ripening, lens: Lens): RipeningAnswer["numbers"] {
  const shared = leftOutCautions(told);
  const number = (
    key: string,
    one: Pick<NumberWithPapers, "value" | "interval" | "sample" | "method" | "label"> & { reason?: string | undefined },
    own: Caution[] = [],
  ) => ({
    key,
    unit: "share" as const,
    period: told.period,
    definition: definitionName(lens.agreed, told.unit === "lead" ? "lead" : "won-deal"),
    cautions: [...own, ...shared, ...(one.value !== null && one.sample < 30 ? [{ code: "few-cases", details: { sample: one.sample } }] : [])],
    value: one.value,
    interval: one.interval,
    sample: one.sample,
    method: one.method,
    label: one.label,
    ...(one.reason === undefined ? {} : { reason: one.reason }),
  });
  const { inWindow, curve, cure, ladder } = told;
  const last = curve.points.at(-1)!;
  const young = told.entrants - (inWindow?.ripe ?? 0);
  return {
    inWindow: number(
      `within-${told.window}-days`,
      {
        value: inWindow?.value ?? null,
        interval: inWindow?.interval ?? null,
        sample: inWindow?.ripe ?? 0,
        method: "conversion-window",
        label: "descriptive",
        reason: inWindow === null ? "not-ripe" : undefined,
      },
      young > 0 ? [{ code: "young-left-out", details: { count: young, days: told.window } }] : [],
    ),
    byAge: number("converted-by-age", { value: last.share, interval: last.interval, sample: told.entrants, method: "conversion-curve", label: "descriptive" }),
    model: number(
      "final-rate-model",
      {
        value: cure?.value ?? null,
        interval: cure?.interval ?? null,
        sample: told.entrants,
        method: "final-rate-model",
        label: "adjusted",
        reason: told.cureReason?.reason,
      },
      [
        ...(told.disagreements.some(({ code }) => code === "curve-does-not-fit") ? [{ code: "curve-does-not-fit" }] : []),
        ...(cure?.isTailOpen === true ? [{ code: "tail-not-told" }] : []),
      ],
    ),
    ladder: number(
      "final-rate-ladder",
      {
        value: ladder?.rate ?? null,
        interval: ladder?.interval ?? null,
        sample: ladder?.entrants ?? 0,
        method: "final-rate-ladder",
        label: "adjusted",
        reason: told.ladderReason?.reason,
      },
      ladder !== null && ladder.leftOut > 0 ? [{ code: "cohorts-too-young", details: { count: ladder.leftOut } }] : [],
    ),
  };
}

function leftOutCautions({ leftOut }: Ripening): Caution[] {
  const { withoutEntry, withoutDay, beforeExtract } = leftOut;
  return [
    ...(withoutEntry > 0 ? [{ code: "entry-day-missing", details: { count: withoutEntry } }] : []),
    ...(withoutDay > 0 ? [{ code: "conversion-day-missing", details: { count: withoutDay } }] : []),
    ...(beforeExtract > 0 ? [{ code: "entered-before-extract", details: { count: beforeExtract } }] : []),
  ];
}
