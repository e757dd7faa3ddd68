// What people are asked to write down: fields of the CRM that are filled in by hand, and which rooms here rest on each.

/** Both departments are asked, and both are counted by the same rule. */
export const askedDepartments = ["sales", "marketing"] as const;
export type AskedDepartment = (typeof askedDepartments)[number];

export const reportKinds = ["field", "report"] as const;
export type ReportKind = (typeof reportKinds)[number];

export interface HandField {
  /** 'entity.field' of the facts. */
  readonly field: string;
  /** Who writes it down as a rule. */
  readonly askedOf: AskedDepartment;
  /** Field of the same record that says when it was written down, nearly enough to count by weeks. */
  readonly moment: string;
  /** Records on which it can stand at all; absent: on every one. */
  readonly only?: "lost" | "returned";
  /** Rooms that rest on it: when a reader opens one of them, the field is used. */
  readonly rooms: readonly string[];
}

/** In the order in which they are proposed. Moments that a CRM writes by itself and what is only ever imported are not asked of anybody. */
export const handFields = [
  { field: "deal.expectedCloseOn", askedOf: "sales", moment: "createdOn", rooms: ["forecast"] },
  { field: "deal.lossReason", askedOf: "sales", moment: "closedOn", only: "lost", rooms: ["prices", "claims", "promises"] },
  { field: "deal.buyerLossReason", askedOf: "sales", moment: "closedOn", only: "lost", rooms: ["prices", "claims"] },
  { field: "deal.listPrice", askedOf: "sales", moment: "createdOn", rooms: ["prices", "shortfall", "costs"] },
  { field: "deal.product", askedOf: "sales", moment: "createdOn", rooms: ["shortfall", "claims"] },
  { field: "lead.returnReason", askedOf: "sales", moment: "returnedAt", only: "returned", rooms: ["handoff", "promises", "claims"] },
  { field: "lead.firstAttemptAt", askedOf: "sales", moment: "createdAt", rooms: ["handoff", "promises", "claims"] },
  { field: "activity.outcome", askedOf: "sales", moment: "at", rooms: ["claims", "promises"] },
  { field: "activity.minutes", askedOf: "sales", moment: "at", rooms: [] },
  { field: "lead.channel", askedOf: "marketing", moment: "createdAt", rooms: ["shortfall", "costs", "journeys", "claims"] },
  { field: "lead.campaign", askedOf: "marketing", moment: "createdAt", rooms: ["costs", "agency", "claims"] },
  { field: "lead.segment", askedOf: "marketing", moment: "createdAt", rooms: ["shortfall", "funnel"] },
  { field: "lead.grade", askedOf: "marketing", moment: "createdAt", rooms: ["handoff", "score", "promises"] },
  { field: "campaign.plannedCost", askedOf: "marketing", moment: "startsOn", rooms: ["costs"] },
  { field: "spend.category", askedOf: "marketing", moment: "day", rooms: ["costs"] },
  { field: "spend.campaign", askedOf: "marketing", moment: "day", rooms: ["costs", "claims"] },
] as const satisfies readonly HandField[];

export type HandFieldName = (typeof handFields)[number]["field"];
export const handFieldNames = handFields.map(({ field }) => field) as readonly HandFieldName[];

export function handField(name: string): HandField | null {
  return handFields.find(({ field }) => field === name) ?? null;
}

/** One thing that is asked, as it stands on record. */
export interface ReportItem {
  readonly id: string;
  readonly name: string;
  readonly kind: ReportKind;
  readonly askedOf: AskedDepartment;
  readonly reader: string;
  readonly readerDepartment: "sales" | "marketing" | "management";
  readonly decision: string;
  readonly fields: readonly string[];
  /** How often one person writes it down in a week; null: counted from the records. */
  readonly perWeek: number | null;
  readonly statedMinutes: number;
  readonly askedFrom: string;
  /** Up to, not including; null: still asked. */
  readonly askedUntil: string | null;
  readonly endedBecause: string | null;
}

/** How often a field was filled in week by week. `week` is the day number of its Monday. */
export interface FieldWeek {
  readonly week: number;
  readonly filled: number;
  readonly all: number;
}

/** An item with all that is known of it. */
export interface ItemFacts {
  readonly item: ReportItem;
  /** Measured times of its entries. */
  readonly seconds: readonly number[];
  /** For a field: how often it was filled, week by week, weeks without records left out. */
  readonly weeks: readonly FieldWeek[];
}

/** The whole register with what the facts say of it. */
export interface RegisterFacts {
  /** In order of names, what is asked before what is no longer asked. */
  readonly items: readonly (ItemFacts & { readonly ownEntries: number })[];
  readonly people: Readonly<Record<AskedDepartment, number>>;
  /** By 'entity.field', of every field that can be asked. */
  readonly weeks: ReadonlyMap<string, readonly FieldWeek[]>;
}
