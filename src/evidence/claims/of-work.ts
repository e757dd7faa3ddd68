// Claims about the work on leads: answered late, not tried often enough, the good ones picked, more of them than people can answer.
import { type ClaimAnswer, type ClaimSpec, cannotTell } from "#evidence/claims/claim.ts";
import { type ClaimGround, type ClaimQuestion, attemptDays, leadsIn, textOf, wasFit, wasLate } from "#evidence/claims/ground.ts";
import { groupsCompared, shareAgainst, weighedAnew } from "#evidence/claims/measure.ts";
import { noDay } from "#facts/columns.ts";
import type { Caution } from "#facts/papers.ts";
import { addMonths, dayNumber } from "#kit/day.ts";
import { workingClock } from "#kit/working-hours.ts";

type Test = (spec: ClaimSpec, ground: ClaimGround, asked: ClaimQuestion) => ClaimAnswer;

function calendarCautions({ terms }: ClaimGround): Caution[] {
  return terms.week.holidays.length === 0 ? [{ code: "claim-holidays-not-known" }] : [];
}

/** Share of leads tried later than promised, or not at all while the promised hours ran out. */
export const answeredLate: Test = (spec, ground, asked) => {
  const leads = ground.lens.facts.leads!;
  const clock = workingClock(ground.terms.week);
  const rows = leadsIn(ground, asked.period).filter((row) => asked.subject === null || textOf(leads.channel, row) === asked.subject);
  const judged = rows.map((row) => ({ row, isLate: wasLate(ground, clock, row) })).filter(({ isLate }) => isLate !== null);
  const late = judged.filter(({ isLate }) => isLate === true);
  return shareAgainst(
    spec,
    { hits: late.length, cases: judged.length },
    { records: { entity: "lead", ids: late.map(({ row }) => leads.ids[row]!) }, cautions: calendarCautions(ground) },
  );
};

/** Of the leads that were never reached, were not returned and are older than two weeks: the share with fewer attempts than agreed. */
export const notWorked: Test = (spec, ground, asked) => {
  const [leads, work] = [ground.lens.facts.leads!, ground.work!];
  const rows = leadsIn(ground, asked.period).filter(
    (row) =>
      leads.createdOn[row]! + attemptDays <= ground.lens.lastSeen &&
      Number.isNaN(work.firstContactAt[row]!) &&
      Number.isNaN(work.returnedAt[row]!) &&
      leads.salesQualifiedOn[row] === noDay &&
      (asked.subject === null || textOf(leads.channel, row) === asked.subject),
  );
  const hits = rows.filter((row) => work.attempts![row]! < ground.terms.attempts);
  return shareAgainst(spec, { hits: hits.length, cases: rows.length }, { records: { entity: "lead", ids: hits.map((row) => leads.ids[row]!) } });
};

/** Leads of the lowest grade against the others of their channel: how many fewer of them were tried in time. */
export const cherryPicking: Test = (spec, ground, asked) => {
  const leads = ground.lens.facts.leads!;
  const grades = [...new Set(leads.grade.names)].sort();
  if (grades.length < 2) return cannotTell("no-grades");
  if (grades.length > 6) return cannotTell("grades-not-in-order", { count: grades.length });
  // Grades are read as letters or numbers in which the first is the best: A before C, 1 before 3.
  const lowest = grades.at(-1)!;
  const clock = workingClock(ground.terms.week);
  const cases = leadsIn(ground, asked.period).flatMap((row) => {
    const isLate = leads.grade.codes[row]! < 0 ? null : wasLate(ground, clock, row);
    return isLate === null
      ? []
      : [{ id: leads.ids[row]!, isHit: !isLate, isThis: textOf(leads.grade, row) === lowest, stratum: textOf(leads.channel, row) ?? "" }];
  });
  return groupsCompared(spec, cases, {
    records: { entity: "lead", ids: cases.filter(({ isThis, isHit }) => isThis && !isHit).map(({ id }) => id) },
    cautions: [...calendarCautions(ground), { code: "claim-grades-by-name", details: { lowest } }],
  });
};

/** Accepted leads that ask for the product against others of the same channel and segment: how many fewer became fit. */
export const neglectsProduct: Test = (spec, ground, asked) => {
  const leads = ground.lens.facts.leads!;
  if (leads.salesQualifiedOn.every((day) => day === noDay)) return cannotTell("no-lead-outcomes");
  const cases = leadsIn(ground, asked.period).flatMap((row) => {
    const fit = wasFit(ground, row);
    const isOffered = leads.returnedOn[row] === noDay && leads.product.codes[row]! >= 0;
    if (fit === null || !isOffered) return [];
    const stratum = `${textOf(leads.channel, row) ?? ""} ${textOf(leads.segment, row) ?? ""}`;
    return [{ id: leads.ids[row]!, isHit: fit, isThis: textOf(leads.product, row) === asked.subject, stratum }];
  });
  if (!cases.some(({ isThis }) => isThis)) return cannotTell("nothing-of-subject");
  return groupsCompared(spec, cases, { records: { entity: "lead", ids: cases.filter(({ isThis, isHit }) => isThis && !isHit).map(({ id }) => id) } });
};

/** Weeks of the year up to the period's end; the busiest third against the others: how many more of their leads were tried late, channel by channel. */
export const tooManyLeads: Test = (spec, ground, asked) => {
  const leads = ground.lens.facts.leads!;
  const clock = workingClock(ground.terms.week);
  const year = { from: addMonths(asked.period.until, -12), until: asked.period.until };
  const start = dayNumber(year.from);
  const judged = leadsIn(ground, year).flatMap((row) => {
    const isLate = wasLate(ground, clock, row);
    return isLate === null ? [] : [{ row, isLate, week: Math.floor((leads.createdOn[row]! - start) / 7), channel: leads.channel.codes[row]! + 1 }];
  });
  const weeks = [...new Set(judged.map(({ week }) => week))].sort((a, b) => a - b);
  if (weeks.length < 24) return cannotTell("too-few-weeks", { count: weeks.length, needed: 24 });
  const loads = new Map(weeks.map((week) => [week, loadOf(ground, start + 7 * week, judged.filter((one) => one.week === week).length)]));
  const limit = [...loads.values()].sort((a, b) => a - b)[Math.ceil((2 * weeks.length) / 3) - 1]!;
  const place = new Map(weeks.map((week, n) => [week, n]));
  const channels = leads.channel.names.length + 1;
  const isBusy = (week: number) => loads.get(week)! > limit;
  if (!judged.some(({ week }) => isBusy(week))) return cannotTell("load-always-the-same");
  const statistic = (weights: Float64Array) => {
    // Late and all leads of each channel in busy and in other weeks.
    const sums = new Float64Array(channels * 4);
    for (const { week, channel, isLate } of judged) {
      const weight = weights[place.get(week)!]!;
      const at = channel * 4 + (isBusy(week) ? 0 : 2);
      sums[at]! += isLate ? weight : 0;
      sums[at + 1]! += weight;
    }
    let [top, below] = [0, 0];
    for (let channel = 0; channel < channels; channel++) {
      const [late, busy, lateElse, quiet] = sums.subarray(channel * 4, channel * 4 + 4) as unknown as [number, number, number, number];
      if (busy === 0 || quiet === 0) continue;
      const weight = (busy * quiet) / (busy + quiet);
      top += weight * (late / busy - lateElse / quiet);
      below += weight;
    }
    return top / below;
  };
  const share = (busy: boolean) => {
    const own = judged.filter(({ week }) => isBusy(week) === busy);
    const hits = own.filter(({ isLate }) => isLate).length;
    return { value: hits / own.length, hits, cases: own.length };
  };
  return weighedAnew(
    spec,
    weeks.map((week) => `week ${week}`),
    statistic,
    {
      sample: judged.length,
      compared: [
        { name: "busy-weeks", ...share(true) },
        { name: "other-weeks", ...share(false) },
      ],
      cautions: calendarCautions(ground),
      records: { entity: "lead", ids: judged.filter(({ week, isLate }) => isLate && isBusy(week)).map(({ row }) => leads.ids[row]!) },
    },
  );
};

/** Leads of a week for each seller in service; leads alone where nobody's service is known. */
function loadOf({ lens }: ClaimGround, monday: number, leads: number): number {
  const present = lens.facts.sellers.filter(
    ({ department, from, until }) =>
      (department === null || department === "sales") && (from === null || dayNumber(from) <= monday) && (until === null || monday < dayNumber(until)),
  );
  return leads / Math.max(1, present.length);
}
