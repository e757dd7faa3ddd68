// The tasks of marketing, strategic and operational: which part sales takes in each, how often it is done, over how long it is judged, and who owns it at which stage of the firm.
import type { Role } from "#facts/department.ts";
import type { AgencyWork, FirmStage } from "#facts/firm-stage.ts";
import { type Day, addDays, addMonths } from "#kit/day.ts";

export const taskKinds = ["strategic", "operational"] as const;
export type TaskKind = (typeof taskKinds)[number];

/** What sales has to do with it, from most to least. */
export const salesParts = ["decides", "does", "asked", "told"] as const;
export type SalesPart = (typeof salesParts)[number];

/** Who may own a task by what they are to the firm; a member may own it by name. */
export const ownerRoles = [
  "director",
  "head-of-sales",
  "salespeople",
  "marketer",
  "agency",
  "head-of-marketing",
  "strategic-marketing",
  "operational-marketing",
] as const;
export type OwnerRole = (typeof ownerRoles)[number];

/** The members that each stands for. */
export const rolesOfOwner: Readonly<Record<OwnerRole, readonly Role[]>> = {
  director: ["management"],
  "head-of-sales": ["head-of-sales"],
  salespeople: ["sales"],
  marketer: ["marketing-operational", "marketing-strategic", "head-of-marketing"],
  agency: ["agency"],
  "head-of-marketing": ["head-of-marketing"],
  "strategic-marketing": ["marketing-strategic"],
  "operational-marketing": ["marketing-operational"],
};

export const marketingTaskKeys = [
  "preferences",
  "research",
  "growth",
  "positioning",
  "price-place",
  "new-products",
  "campaigns",
  "exhibitions",
  "materials",
  "lead-follow-up",
  "lead-feedback",
  "site",
  "mailing",
] as const;
export type MarketingTaskKey = (typeof marketingTaskKeys)[number];
export const isMarketingTaskKey = (text: string): text is MarketingTaskKey => (marketingTaskKeys as readonly string[]).includes(text);

interface HouseTask {
  readonly kind: TaskKind;
  readonly salesPart: SalesPart;
  /** Usually done again after so many days. */
  readonly everyDays: number;
  /** Strategic work shows over a year and more, daily work over weeks (Kotler, Rackham, Krishnaswamy 2006); the numbers are our choice. */
  readonly judgedMonths: number;
}

const strategic = (salesPart: SalesPart, everyDays: number, judgedMonths: number): HouseTask => ({ kind: "strategic", salesPart, everyDays, judgedMonths });
const operational = (salesPart: SalesPart, everyDays: number, judgedMonths: number): HouseTask => ({ kind: "operational", salesPart, everyDays, judgedMonths });

export const houseTasks: Readonly<Record<MarketingTaskKey, HouseTask>> = {
  preferences: strategic("asked", 90, 12),
  research: strategic("asked", 365, 24),
  growth: strategic("asked", 365, 24),
  positioning: strategic("asked", 365, 24),
  "price-place": strategic("decides", 180, 12),
  "new-products": strategic("asked", 180, 24),
  campaigns: operational("asked", 60, 3),
  exhibitions: operational("does", 180, 6),
  materials: operational("asked", 30, 3),
  "lead-follow-up": operational("does", 7, 1),
  "lead-feedback": operational("does", 14, 1),
  site: operational("told", 30, 3),
  mailing: operational("told", 30, 3),
};

type Owners = Readonly<Record<MarketingTaskKey, OwnerRole | null>>;

const withoutMarketing: Owners = {
  preferences: "salespeople",
  // Nobody does it by the way: it stays between two chairs until somebody is named.
  research: null,
  growth: "director",
  positioning: "director",
  "price-place": "head-of-sales",
  "new-products": "director",
  campaigns: "head-of-sales",
  exhibitions: "head-of-sales",
  materials: "salespeople",
  "lead-follow-up": "salespeople",
  "lead-feedback": "head-of-sales",
  site: "director",
  mailing: "salespeople",
};
// The first marketer relieves sales of sizing the market, materials, letters and exhibitions; where the firm goes is still decided above.
const oneMarketer: Owners = {
  ...withoutMarketing,
  preferences: "marketer",
  research: "marketer",
  campaigns: "marketer",
  exhibitions: "marketer",
  materials: "marketer",
  site: "marketer",
  mailing: "marketer",
};
const department: Owners = {
  preferences: "head-of-marketing",
  research: "head-of-marketing",
  growth: "head-of-marketing",
  positioning: "head-of-marketing",
  "price-place": "head-of-marketing",
  "new-products": "head-of-marketing",
  campaigns: "operational-marketing",
  exhibitions: "operational-marketing",
  materials: "operational-marketing",
  "lead-follow-up": "salespeople",
  "lead-feedback": "head-of-sales",
  site: "operational-marketing",
  mailing: "operational-marketing",
};
const group = "strategic-marketing";

/** Who owns what when nobody has said otherwise. null: nobody yet. */
export const ownersAt: Readonly<Record<FirmStage, Owners>> = {
  "no-marketer": withoutMarketing,
  "one-marketer": oneMarketer,
  // What the agency was not given stays where it was without a marketer.
  agency: { ...withoutMarketing, campaigns: "agency" },
  department,
  groups: { ...department, preferences: group, research: group, growth: group, "price-place": group, "new-products": group },
};

/** The owner of a task of the house's list as the stage has it; what was given to an agency is the agency's. */
export function usualOwner(
  task: MarketingTaskKey,
  { stage, agencyFor }: { readonly stage: FirmStage; readonly agencyFor: readonly AgencyWork[] },
): OwnerRole | null {
  return (agencyFor as readonly MarketingTaskKey[]).includes(task) ? "agency" : ownersAt[stage][task];
}

export type TaskOwner = { readonly kind: "role"; readonly role: OwnerRole } | { readonly kind: "member"; readonly memberId: string };

/** Somebody who is or was with the firm, as owners are looked up. */
export interface TaskPerson {
  readonly memberId: string;
  readonly name: string;
  readonly role: Role;
  readonly isHere: boolean;
}

/** An owner with whoever stands behind it today. */
export interface NamedOwner {
  readonly owner: TaskOwner;
  /** Who does it; empty: nobody is here for it. */
  readonly names: readonly string[];
}

export function namedOwner(owner: TaskOwner, people: readonly TaskPerson[]): NamedOwner {
  const isMeant = ({ memberId, role }: TaskPerson) => (owner.kind === "member" ? memberId === owner.memberId : rolesOfOwner[owner.role].includes(role));
  return { owner, names: people.filter((one) => one.isHere && isMeant(one)).map(({ name }) => name) };
}

/** owned: one owner who is here; between-chairs: nobody; twice: two or more. */
export const taskStandings = ["owned", "between-chairs", "twice"] as const;
export type TaskStanding = (typeof taskStandings)[number];

export function standingOf(owners: readonly NamedOwner[]): TaskStanding {
  const here = owners.filter(({ names }) => names.length > 0).length;
  return here === 0 ? "between-chairs" : here === 1 ? "owned" : "twice";
}

/** What the records show of a task by themselves; the rest people say. */
export const taskSignKeys = [
  "price-place",
  "research",
  "new-products",
  "campaigns",
  "exhibitions",
  "materials",
  "lead-follow-up",
  "lead-feedback",
  "mailing",
] as const satisfies readonly MarketingTaskKey[];
export type TaskSignKey = (typeof taskSignKeys)[number];

/** Late: longer ago than it is usually done again. Nothing on record is not late but unknown. */
export function isLate({ lastOn, everyDays, today }: { readonly lastOn: Day | null; readonly everyDays: number | null; readonly today: Day }): boolean {
  return lastOn !== null && everyDays !== null && addDays(lastOn, everyDays) < today;
}

/** The next day on which a task is judged: whole periods from the day on which its owner took it. */
export function judgedOn({ since, months, today }: { readonly since: Day; readonly months: number; readonly today: Day }): Day {
  let periods = 1;
  while (addMonths(since, months * periods) <= today) periods += 1;
  return addMonths(since, months * periods);
}

/** A task on record: the house's own, changed or not, or one of the firm's own. */
export interface MarketingTask {
  /** A key of the house's list, or the id of one of the firm's own. */
  readonly id: string;
  readonly key: MarketingTaskKey | null;
  readonly kind: TaskKind;
  /** In the firm's words; null: the house's. */
  readonly name: string | null;
  readonly what: string | null;
  readonly marketing: string | null;
  readonly sales: string | null;
  readonly alive: string | null;
  readonly salesPart: SalesPart;
  readonly everyDays: number | null;
  readonly judgedMonths: number;
  readonly owners: readonly NamedOwner[];
  /** Named by people, against what the stage would have. */
  readonly isByHand: boolean;
  /** Since when it has been theirs; null: nobody said. */
  readonly since: Day | null;
  readonly standing: TaskStanding;
  readonly isRemoved: boolean;
}
