// The response curve laid out for the screen: names in place of codes, the published audit as a thin line, what to beware of.
import type { ByChance } from "#evidence/response/by-chance.ts";
import type { ResponseCurve } from "#evidence/response/curve.ts";
import type { ResponseLeads } from "#evidence/response/leads.ts";
import type { WaitFigure } from "#evidence/response/times.ts";
import type { SelectionTest, Unanswered } from "#evidence/response/unanswered.ts";
import type { ResponseAnswer } from "#features/response/contract.ts";
import type { LeadColumns } from "#facts/columns.ts";
import type { Caution } from "#facts/papers.ts";
import { type Day, dayNumber } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";

/**
 * Oldroyd, McElheran and Elkington 2011 (1.25 million leads of 42 firms, most of them selling to consumers): contact within an hour went with about seven times the
 * chance to qualify of an hour later, and more than sixty times that of a day or longer. Observational: leads answered fast may have been worth it.
 */
const published: Readonly<Record<string, number>> = { "1-4h": 1 / 7, "24-72h": 1 / 60, later: 1 / 60 };

export interface Told {
  readonly of: ResponseLeads;
  readonly curve: ResponseCurve;
  readonly unanswered: Unanswered | null;
  readonly byChance: { readonly ok: true; readonly value: ByChance } | { readonly ok: false; readonly reason: string };
  readonly waits: readonly WaitFigure[];
  readonly period: Period;
  readonly leads: LeadColumns;
  readonly holidays: readonly Day[];
}

export function answerOf({ of, curve, unanswered, byChance, waits, period, leads, holidays }: Told): ResponseAnswer {
  const named = nameOfTrait(leads);
  const hasHolidays = holidays.some((day) => dayNumber(day) >= dayNumber(period.from));
  const cautions: Caution[] = [
    { code: "response-association" },
    ...(hasHolidays ? [] : [{ code: "promise-holidays-not-known" }]),
    ...(of.returnedUntried === 0 ? [] : [{ code: "response-returned", details: { count: of.returnedUntried } }]),
    ...(curve.grades < 2 ? [{ code: "response-no-grades" }] : []),
  ];
  return {
    outcome: of.outcome,
    period,
    within: of.within,
    leads: curve.leads,
    hits: curve.hits,
    tooYoung: of.tooYoung,
    returnedUntried: of.returnedUntried,
    comparedWith: curve.comparedWith,
    bands: bandsBeside(curve, of.outcome),
    trends: curve.trends,
    unanswered: unanswered && {
      leads: unanswered.leads,
      share: unanswered.share,
      isChosen: unanswered.isChosen,
      tests: unanswered.tests.map((test) => ({ ...test, most: named(test, "most"), least: named(test, "least") })),
    },
    byChance: byChance.ok ? byChance.value : null,
    whyNoChance: byChance.ok ? null : byChance.reason,
    waits,
    cautions,
  };
}

/** Every band with what the audit would lead to expect from the company's own first hour, its minutes taken together; the audit speaks of qualifying alone. */
function bandsBeside({ bands }: ResponseCurve, outcome: ResponseLeads["outcome"]): ResponseAnswer["bands"] {
  const isWithinHour = ({ until }: Pick<ResponseCurve["bands"][number], "until">) => until !== null && until <= 1;
  const hour = bands.filter(isWithinHour).reduce((sum, { leads, hits }) => ({ leads: sum.leads + leads, hits: sum.hits + hits }), { leads: 0, hits: 0 });
  const first = outcome !== "sales-qualified" || hour.leads === 0 ? null : hour.hits / hour.leads;
  return bands.map(({ from: _from, ...band }) => {
    const { until: _until, ...shown } = band;
    const ratio = isWithinHour(band) ? 1 : published[band.key];
    return Object.assign(shown, { published: first === null || ratio === undefined ? null : first * ratio });
  });
}

/** Grades and channels by their names; hours and weekdays stay numbers, which the screen puts into words. */
function nameOfTrait(leads: LeadColumns) {
  return (test: SelectionTest, end: "most" | "least") => {
    const { code, ...counts } = test[end];
    const column = test.trait === "grade" ? leads.grade : test.trait === "channel" ? leads.channel : null;
    return { ...counts, name: column === null ? String(code) : code < 0 ? "" : column.names[code]! };
  };
}
