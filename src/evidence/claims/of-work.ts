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
  const place = new Map(weeks.map((week, n) => [week, n]));
  // What is drawn anew are weeks: late and all leads of each are summed once.
  const channels = leads.channel.names.length + 1;
  const [late, all] = [new Float64Array(weeks.length * channels), new Float64Array(weeks.length * channels)];
  const perWeek = new Float64Array(weeks.length);
  for (const { week, channel, isLate } of judged) {
    const n = place.get(week)!;
    perWeek[n]!++;
    all[n * channels + channel]!++;
    if (isLate) late[n * channels + channel]!++;
  }
  const loads = weeks.map((week, n) => loadOf(ground, start + 7 * week, perWeek[n]!));
  const limit = loads.toSorted((a, b) => a - b)[Math.ceil((2 * weeks.length) / 3) - 1]!;
  const isBusy = loads.map((load) => load > limit);
  if (!isBusy.includes(true)) return cannotTell("load-always-the-same");
  const side = (busy: boolean) => judged.filter(({ week }) => isBusy[place.get(week)!] === busy);
  const share = (own: typeof judged) => {
    const hits = own.filter(({ isLate }) => isLate).length;
    return { value: hits / own.length, hits, cases: own.length };
  };
  const busy = side(true);
  return weighedAnew(
    spec,
    weeks.map((week) => `week ${week}`),
    (weights) => lateMoreWhenBusy({ channels, late, all, isBusy }, weights),
    {
      sample: judged.length,
      compared: [
        { name: "busy-weeks", ...share(busy) },
        { name: "other-weeks", ...share(side(false)) },
      ],
      cautions: calendarCautions(ground),
      records: { entity: "lead", ids: busy.filter(({ isLate }) => isLate).map(({ row }) => leads.ids[row]!) },
    },
  );
};

/** Late and all leads by week and channel, channels running fastest. */
interface WeekCounts {
  readonly channels: number;
  readonly late: Float64Array;
  readonly all: Float64Array;
  readonly isBusy: readonly boolean[];
}

/** Share late in busy weeks less that in the others, channel by channel, put together with Mantel and Haenszel's weights. */
function lateMoreWhenBusy({ channels, late, all, isBusy }: WeekCounts, weights: Float64Array): number {
  let [top, below] = [0, 0];
  for (let channel = 0; channel < channels; channel++) {
    let [lateBusy, busy, lateElse, quiet] = [0, 0, 0, 0];
    for (let week = 0; week < isBusy.length; week++) {
      const at = week * channels + channel;
      if (isBusy[week] === true) {
        lateBusy += weights[week]! * late[at]!;
        busy += weights[week]! * all[at]!;
      } else {
        lateElse += weights[week]! * late[at]!;
        quiet += weights[week]! * all[at]!;
      }
    }
    if (busy === 0 || quiet === 0) continue;
    const weight = (busy * quiet) / (busy + quiet);
    top += weight * (lateBusy / busy - lateElse / quiet);
    below += weight;
  }
  return top / below;
}

/** Leads of a week for each seller in service; leads alone where nobody's service is known. */
function loadOf({ lens }: ClaimGround, monday: number, leads: number): number {
  const present = lens.facts.sellers.filter(
    ({ department, from, until }) =>
      (department === null || department === "sales") && (from === null || dayNumber(from) <= monday) && (until === null || monday < dayNumber(until)),
  );
  return leads / Math.max(1, present.length);
}
