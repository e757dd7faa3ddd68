// What came of a joint project after 30, 90, 180 and 365 days, what each contact, lead, accepted lead and won deal cost, and what is still to be expected.
import { noDay } from "#facts/columns.ts";
import type { Caution, NumberWithPapers } from "#facts/papers.ts";
import { type Day, dayNumber, dayOf } from "#kit/day.ts";
import { seedOf } from "#kit/dice.ts";
import { perDeal } from "#evidence/kpi/cost-per-deal.ts";
import { type Lens, withPapers } from "#evidence/kpi/lens.ts";
import { type Foreseen, foresee } from "#evidence/projects/foresee.ts";
import { type Like, likeProjects } from "#evidence/projects/like.ts";
import { type ProjectBook, type ProjectStep, type ProjectUnit, type ProjectUnits, projectSteps, projectUnits, unknownDay } from "#evidence/projects/units.ts";

/** Days after the last day of the event on which it is measured, each time anew. */
export const horizons = [30, 90, 180, 365] as const;
export type Horizon = (typeof horizons)[number];

export const projectMeasures = ["contact", ...projectSteps] as const;
export type ProjectMeasure = (typeof projectMeasures)[number];

export interface ProjectGround {
  /** Stands for the project in the seed: the same project, the same throws. */
  readonly id: string;
  readonly lastDay: Day;
  /** Ids of its campaigns. */
  readonly campaigns: readonly string[];
  /** Minor units gone for it, and the lines they stand in; null: nothing is on record. */
  readonly cost: { readonly total: number; readonly lines: number } | null;
  /** The day of each person met; null: nobody counted. */
  readonly contacts: readonly number[] | null;
}

export interface Measured {
  readonly measure: ProjectMeasure;
  /** Reached by and with the day of the horizon, or by the last day seen where that comes first. */
  readonly count: number;
  readonly cost: NumberWithPapers;
  /** What it will be on the day of the horizon; null where that is past, or cannot be told. */
  readonly expected: { readonly count: number; readonly low: number; readonly high: number; readonly cost: NumberWithPapers } | null;
  /** Why nothing is expected: 'over', 'not-foreseen' (who else comes is not known), 'no-like', 'record-too-short'. */
  readonly why: "over" | "not-foreseen" | "no-like" | "record-too-short" | null;
}

export interface Milestone {
  readonly days: Horizon;
  readonly day: Day;
  readonly isOver: boolean;
  readonly measures: readonly Measured[];
}

export interface ProjectResults {
  readonly unit: "lead" | "deal";
  readonly milestones: readonly Milestone[];
  /** As of the last day seen: leads and deals that may still be won, and those that will not. */
  readonly open: number;
  readonly lost: number;
  /** Minor units of deals won, and of deals still open, that have an amount. */
  readonly wonAmount: number;
  readonly openAmount: number;
  /** What the expected numbers rest on, by step. */
  readonly like: Readonly<Partial<Record<ProjectStep, Like["about"]>>>;
}

/**
 * Horizons run from the last day of the event. A lead counts at a horizon where it had reached the step by and with its day; what nobody knows the day of counts
 * at all of them, with a caution. Cost = money gone for the project / count; range: Garwood's Poisson range of the count, turned over, 90 %. Where the day is yet
 * to come, what is open is not taken for lost: what it will bring is foreseen (`foresee`) and stands beside what has come.
 */
export function projectResults(book: ProjectBook, ground: ProjectGround): ProjectResults {
  const { lens } = book;
  const units = projectUnits(book, ground.campaigns);
  const like: Partial<Record<ProjectStep, Like | null>> = {};
  for (const step of ["accepted", "won"] as const) like[step] = likeProjects(book, units, { step, own: ground.campaigns });
  const at: At = { lens, ground, units, like };
  const last = dayNumber(ground.lastDay);
  return {
    unit: units.unit,
    milestones: horizons.map((days) => ({
      days,
      day: dayOf(last + days),
      isOver: lens.lastSeen >= last + days,
      measures: measuresOf(units).map((measure) => measured(at, measure, days)),
    })),
    ...standing(lens, units.list),
    like: Object.fromEntries(Object.entries(like).flatMap(([step, one]) => (one ? [[step, one.about]] : []))),
  };
}

interface At {
  readonly lens: Lens;
  readonly ground: ProjectGround;
  readonly units: ProjectUnits;
  readonly like: Partial<Record<ProjectStep, Like | null>>;
}

/** Where only deals are on record nothing is accepted. */
function measuresOf({ unit }: ProjectUnits): readonly ProjectMeasure[] {
  return unit === "lead" ? projectMeasures : projectMeasures.filter((measure) => measure !== "accepted");
}

function measured(at: At, measure: ProjectMeasure, days: Horizon): Measured {
  const { lens, ground } = at;
  const day = dayNumber(ground.lastDay) + days;
  const isOver = lens.lastSeen >= day;
  const { count, undated } = reached(at, measure, Math.min(day, lens.lastSeen));
  const cautions: Caution[] = [
    ...(undated > 0 ? [{ code: "step-day-unknown", details: { count: undated } }] : []),
    ...(isOver ? [] : [{ code: "horizon-not-over", details: { lastSeen: dayOf(lens.lastSeen), until: dayOf(day) } }]),
  ];
  const cost = costFigure(at, { measure, days, count, range: perCount(ground, count), cautions });
  if (isOver) return { measure, count, cost, expected: null, why: "over" };
  if (measure === "contact" || measure === "lead") return { measure, count, cost, expected: null, why: "not-foreseen" };
  const like = at.like[measure];
  if (!like) return { measure, count, cost, expected: null, why: "no-like" };
  const more = foreseenOf(at, { measure, day, like });
  if (more === null) return { measure, count, cost, expected: null, why: "record-too-short" };
  return { measure, count, cost, expected: expectedOf(at, { measure, days, count, more, like }), why: null };
}

function perCount({ cost }: ProjectGround, count: number) {
  return cost === null || count === 0 ? null : perDeal(cost.total, count);
}

interface Told {
  readonly measure: ProjectMeasure;
  readonly days: Horizon;
  readonly count: number;
  readonly range: NumberWithPapers["interval"];
  readonly cautions: readonly Caution[];
  readonly of?: string;
}

function costFigure({ lens, ground }: At, { measure, days, count, range, cautions, of = "" }: Told): NumberWithPapers {
  const why = ground.cost === null ? "no-spend-of-it" : count === 0 ? noneOf[measure] : null;
  const told = withPapers(lens, periodOf(ground, days), {
    key: `project-cost-per-${measure}${of}`,
    value: why === null ? ground.cost!.total / count : null,
    unit: measure === "won" ? "money-per-deal" : "money",
    sample: Math.round(count),
    interval: why === null ? range : null,
    method: "project-results",
    definition: "promotion-cost",
    cautions: why === null ? cautions : [],
    ...(why === null ? {} : { reason: why }),
  });
  // That the day has not come is said in words of its own.
  return { ...told, cautions: told.cautions.filter(({ code }) => code !== "period-not-over") };
}

const noneOf = {
  contact: "no-contacts-of-it",
  lead: "no-leads-of-it",
  accepted: "no-accepted-of-it",
  won: "no-won-of-it",
} as const satisfies Record<ProjectMeasure, string>;

function periodOf({ lastDay }: ProjectGround, days: Horizon) {
  return { from: lastDay, until: dayOf(dayNumber(lastDay) + days + 1) };
}

/** What an earlier event had cost and brought by a horizon that is over: what another is set beside. Null where the horizon is not over. */
export function countsAt(book: ProjectBook, ground: ProjectGround, days: Horizon): Readonly<Record<ProjectMeasure, number>> | null {
  const day = dayNumber(ground.lastDay) + days;
  if (book.lens.lastSeen < day) return null;
  const at = { ground, units: projectUnits(book, ground.campaigns) };
  const count = (measure: ProjectMeasure) => reached(at, measure, day).count;
  return { contact: count("contact"), lead: count("lead"), accepted: count("accepted"), won: count("won") };
}

/** How many had come so far by a day; two leads of one deal won one. */
function reached({ ground, units }: Pick<At, "ground" | "units">, measure: ProjectMeasure, day: number): { count: number; undated: number } {
  if (measure === "contact") return { count: (ground.contacts ?? []).filter((on) => on <= day).length, undated: 0 };
  const [seen, undated] = [new Set<string>(), new Set<string>()];
  for (const unit of units.list) {
    const on = dayOfUnit(unit, measure);
    if (on === noDay || on > day || (measure !== "won" && unit.kind !== units.unit)) continue;
    const key = keyOf(unit, measure);
    seen.add(key);
    if (on === unknownDay) undated.add(key);
  }
  return { count: seen.size, undated: undated.size };
}

function dayOfUnit(unit: ProjectUnit, step: ProjectStep): number {
  return step === "lead" ? unit.cameOn : step === "accepted" ? unit.acceptedOn : unit.wonOn;
}

function keyOf(unit: ProjectUnit, step: ProjectStep): string {
  return step === "won" && unit.deal >= 0 ? `deal ${unit.deal}` : `${unit.kind} ${unit.id}`;
}

function foreseenOf({ lens, ground, units }: At, asked: { measure: "accepted" | "won"; day: number; like: Like }): Foreseen | null {
  const { measure, day, like } = asked;
  const done = new Set(units.list.filter((unit) => dayOfUnit(unit, measure) !== noDay).map((unit) => keyOf(unit, measure)));
  const open = new Map<string, { age: number; by: number }>();
  for (const unit of units.list) {
    const key = keyOf(unit, measure);
    // A deal without a lead has no age as a lead; what is lost comes no more.
    const isOpen = unit.kind === units.unit && !done.has(key) && unit.lostOn === noDay;
    if (isOpen && !open.has(key)) open.set(key, { age: lens.lastSeen - unit.cameOn, by: day - unit.cameOn });
  }
  return foresee(like.facts, [...open.values()], seedOf(`${ground.id} ${measure} ${day}`));
}

function expectedOf(at: At, told: { measure: ProjectMeasure; days: Horizon; count: number; more: Foreseen; like: Like }) {
  const { measure, days, more, like } = told;
  const [count, low, high] = [told.count + more.more, told.count + more.interval.low!, told.count + more.interval.high!];
  const total = at.ground.cost?.total ?? null;
  const range = total === null ? null : { low: total / high, high: low > 0 ? total / low : null, level: 0.9 };
  const cautions: Caution[] = [
    { code: "foreseen-by-pace", details: { leads: like.about.leads, events: like.about.events } },
    ...(like.about.isSpreadGuessed ? [{ code: "events-differ-guessed", details: { events: like.about.events } }] : []),
  ];
  return { count, low, high, cost: costFigure(at, { measure, days, count, range, cautions, of: "-expected" }) };
}

function standing(lens: Lens, list: readonly ProjectUnit[]) {
  const { amount } = lens.facts.deals;
  const [won, open] = [new Set<number>(), new Set<number>()];
  let [stillOpen, lost] = [0, 0];
  for (const { wonOn, lostOn, deal } of list) {
    if (wonOn !== noDay) won.add(deal);
    else if (lostOn !== noDay) lost++;
    else {
      stillOpen++;
      open.add(deal);
    }
  }
  const sum = (rows: ReadonlySet<number>) => [...rows].reduce((total, row) => total + (row >= 0 && amount[row]! > 0 ? amount[row]! : 0), 0);
  return { open: stillOpen, lost, wonAmount: sum(won), openAmount: sum(open) };
}
