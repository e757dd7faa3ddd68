// The register weighed: minutes of each item and department, what nobody uses, what is on record anyway.
import { burdenByWeek, burdenOf, isAskedOn, itemBurden, whyNotAsk } from "#evidence/reporting/burden.ts";
import { type Uses, useOf } from "#evidence/reporting/use.ts";
import { whyNotTime, whyNotUse } from "#features/reporting/access.ts";
import type { BurdenView, ReportItemView, Reporting } from "#features/reporting/contract.ts";
import type { Asker } from "#facts/department.ts";
import { type AskedDepartment, type FieldWeek, type RegisterFacts, type ReportItem, askedDepartments, handFields } from "#facts/reporting.ts";
import { type Day, dayNumber, dayOf, weekdayOf } from "#kit/day.ts";

/** All that the page rests on, read in one state. */
export interface Register extends RegisterFacts {
  readonly uses: Uses;
  /** Most minutes a week that may be asked of one person of either department. */
  readonly cap: { readonly minutes: number; readonly isSigned: boolean };
  readonly asOf: Day;
}

const trendWeeks = 26;

function burdenViewOf(register: Register, department: AskedDepartment): BurdenView {
  const people = register.people[department];
  const today = dayNumber(register.asOf);
  const all = register.items.filter(({ item }) => item.askedOf === department);
  const now = burdenOf(all.filter(({ item }) => isAskedOn(item, today)).map((facts) => itemBurden(facts, people)));
  const monday = today - weekdayOf(today);
  const weeks = Array.from({ length: trendWeeks }, (_, n) => monday - 7 * (trendWeeks - n));
  // A trend that begins before anything was registered would say that nothing was asked.
  const first = Math.min(...all.map(({ item }) => dayNumber(item.askedFrom)));
  const trend = burdenByWeek(all, { people, weeks: weeks.filter((week) => week + 3 >= first) });
  return {
    department,
    people,
    ...now,
    cap: register.cap.minutes,
    isCapSigned: register.cap.isSigned,
    weeks: trend.map(({ week, ...rest }) => Object.assign({ week: dayOf(week) }, rest)),
  };
}

/** Share of the last quarter's records on which everything that the item asks for stands, and how many entries are left to write: a report of fields that are all there asks for nothing new. */
function onRecord(register: Register, { fields }: Pick<ReportItem, "fields">): ReportItemView["onRecord"] {
  if (fields.length === 0) return null;
  const shares = fields.map((field) => {
    const weeks = (register.weeks.get(field) ?? []).slice(-13);
    const all = weeks.reduce((sum, week) => sum + week.all, 0);
    const filled = weeks.reduce((sum, week) => sum + week.filled, 0);
    return { share: all === 0 ? 0 : filled / all, records: all, left: all - filled };
  });
  const least = shares.reduce((a, b) => (b.share < a.share ? b : a));
  return least.records === 0 ? null : { ...least, left: shares.reduce((sum, { left }) => sum + left, 0) };
}

function itemViewOf(register: Register, facts: Register["items"][number], asker: Asker): ReportItemView {
  const { item, ownEntries } = facts;
  const { perWeek: statedPerWeek, ...rest } = item;
  return {
    ...rest,
    statedPerWeek,
    ...itemBurden(facts, register.people[item.askedOf]),
    use: useOf(item, register.uses, register.asOf),
    onRecord: onRecord(register, item),
    ownEntries,
    whyNotTime: whyNotTime(asker, item),
    whyNotUse: whyNotUse(asker, item),
  };
}

export function reportingOf(register: Register, asker: Asker): Pick<Reporting, "burdens" | "items" | "proposals"> {
  const asked = new Set(register.items.filter(({ item }) => item.askedUntil === null).flatMap(({ item }) => item.fields));
  return {
    burdens: askedDepartments.map((department) => burdenViewOf(register, department)),
    items: register.items.map((facts) => itemViewOf(register, facts, asker)),
    proposals: handFields
      .map(({ field, askedOf }) => ({ field, askedOf, filled: filledOf(register.weeks.get(field) ?? []) }))
      .filter(({ field, filled }) => filled > 0 && !asked.has(field)),
  };
}

const filledOf = (weeks: readonly FieldWeek[]) => weeks.slice(-13).reduce((sum, { filled }) => sum + filled, 0);

/** Why the item may not be asked so; `instead` is what it stands for until now, if anything. */
export function whyNotHave(
  register: Register,
  item: ReportItem,
  instead: ReportItem | null,
): "over-cap" | "field-needs-one" | "report-needs-frequency" | "already-asked" | null {
  if (item.kind === "field" && item.fields.length !== 1) return "field-needs-one";
  if (item.kind === "report" && item.perWeek === null) return "report-needs-frequency";
  const today = dayNumber(register.asOf);
  const others = register.items.filter(({ item: other }) => other.askedOf === item.askedOf && other.id !== item.id && isAskedOn(other, today));
  if (item.kind === "field" && others.some(({ item: other }) => other.kind === "field" && other.fields[0] === item.fields[0])) return "already-asked";
  const people = register.people[item.askedOf];
  const known = register.items.find((facts) => facts.item.id === item.id);
  const weeks = item.kind === "field" ? (register.weeks.get(item.fields[0]!) ?? []) : [];
  const more = itemBurden({ item, seconds: known?.seconds ?? [], weeks }, people).minutes ?? 0;
  const before = instead === null || known === undefined ? 0 : (itemBurden(known, people).minutes ?? 0);
  // Whoever makes it shorter is let through, even while the whole is still above the cap.
  if (instead !== null && more <= before) return null;
  return whyNotAsk(burdenOf(others.map((other) => itemBurden(other, people))), { more, cap: register.cap.minutes });
}
