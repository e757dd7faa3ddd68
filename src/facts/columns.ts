// Facts as columns: one typed array a field, so that a million deals are weighed in a breath. Row i of every column is one record.
import { type Day, type DayNumber, dayNumber } from "#kit/day.ts";
import type { Deal, Lead } from "#facts/entities.ts";
import { type Stage, stages } from "#facts/stage.ts";

/** Stands where a day is not known. */
export const noDay: DayNumber = -2_147_483_648;

/** Texts that repeat, kept once: `codes[i]` is the place in `names`, or -1 where the field is empty. */
export interface Coded {
  readonly codes: Int32Array;
  readonly names: readonly string[];
}

/** Deals. Money is whole minor units of the workspace's currency (NaN: not known); days are day numbers (`noDay`: not known). */
export interface DealColumns {
  readonly count: number;
  readonly ids: readonly string[];
  readonly createdOn: Int32Array;
  readonly closedOn: Int32Array;
  readonly expectedCloseOn: Int32Array;
  /** Place in `stages`. */
  readonly stage: Uint8Array;
  readonly amount: Float64Array;
  readonly listPrice: Float64Array;
  readonly cost: Float64Array;
  /** What came off after the invoice. */
  readonly offInvoice: Float64Array;
  readonly quantity: Float64Array;
  /** 1 repeat buyer, 0 new, -1 not known. */
  readonly isRepeat: Int8Array;
  readonly account: Coded;
  readonly lead: Coded;
  readonly owner: Coded;
  readonly product: Coded;
  readonly channel: Coded;
  readonly segment: Coded;
  readonly region: Coded;
  readonly accountSize: Coded;
  readonly campaign: Coded;
  /** Why it was lost, as the seller wrote it down and as the buyer said. */
  readonly lossReason: Coded;
  readonly buyerLossReason: Coded;
}

/** Leads. Instants are day numbers here; response times in hours are read elsewhere. */
export interface LeadColumns {
  readonly count: number;
  readonly ids: readonly string[];
  readonly createdOn: Int32Array;
  readonly qualifiedOn: Int32Array;
  readonly acceptedOn: Int32Array;
  readonly returnedOn: Int32Array;
  readonly firstContactOn: Int32Array;
  readonly salesQualifiedOn: Int32Array;
  readonly convertedOn: Int32Array;
  readonly stage: Uint8Array;
  readonly deal: Coded;
  readonly account: Coded;
  readonly owner: Coded;
  readonly campaign: Coded;
  readonly channel: Coded;
  readonly segment: Coded;
  readonly region: Coded;
  readonly product: Coded;
  readonly grade: Coded;
}

/** Gives each distinct text a number in order of first sight. */
export class Coder {
  readonly names: string[] = [];
  private readonly places = new Map<string, number>();

  /** The code of a text; -1 for null and for an empty text. */
  code(text: string | null | undefined): number {
    if (text === null || text === undefined || text === "") return -1;
    const known = this.places.get(text);
    if (known !== undefined) return known;
    this.places.set(text, this.names.length);
    return this.names.push(text) - 1;
  }
}

export function codedOf(texts: readonly (string | null)[]): Coded {
  const coder = new Coder();
  const codes = Int32Array.from(texts, (text) => coder.code(text));
  return { codes, names: coder.names };
}

/** Our stage for a source's own stage name; null where the name is not mapped yet. */
export type StageOf = (sourceStage: string) => Stage | null;

/** Columns from rows that are already in the workspace's currency; deals whose stage is not mapped are left out. */
export function dealColumnsOf(rows: readonly Deal[], stageOf: StageOf = knownStage): DealColumns {
  const kept = rows.filter((row) => stageOf(row.stage) !== null);
  const days = (read: (row: Deal) => Day | null) => Int32Array.from(kept, (row) => dayOrNone(read(row)));
  const numbers = (read: (row: Deal) => number | null) => Float64Array.from(kept, (row) => read(row) ?? Number.NaN);
  const coded = (read: (row: Deal) => string | null) => codedOf(kept.map(read));
  return {
    count: kept.length,
    ids: kept.map((row) => row.id),
    createdOn: days((row) => row.createdOn),
    closedOn: days((row) => row.closedOn),
    expectedCloseOn: days((row) => row.expectedCloseOn),
    stage: Uint8Array.from(kept, (row) => stages.indexOf(stageOf(row.stage)!)),
    amount: numbers((row) => row.amount),
    listPrice: numbers((row) => row.listPrice ?? listFromDiscount(row)),
    cost: numbers((row) => row.cost),
    offInvoice: numbers((row) => row.offInvoice),
    quantity: numbers((row) => row.quantity),
    isRepeat: Int8Array.from(kept, (row) => (row.isRepeat === null ? -1 : Number(row.isRepeat))),
    account: coded((row) => row.account),
    lead: coded((row) => row.lead),
    owner: coded((row) => row.owner),
    product: coded((row) => row.product),
    channel: coded((row) => row.channel),
    segment: coded((row) => row.segment),
    region: coded((row) => row.region),
    accountSize: coded((row) => row.accountSize),
    campaign: coded((row) => row.campaign),
    lossReason: coded((row) => row.lossReason),
    buyerLossReason: coded((row) => row.buyerLossReason),
  };
}

export function leadColumnsOf(rows: readonly Lead[], stageOf: StageOf = knownStage): LeadColumns {
  const days = (read: (row: Lead) => string | null) => Int32Array.from(rows, (row) => dayOrNone(read(row)?.slice(0, 10) ?? null));
  const coded = (read: (row: Lead) => string | null) => codedOf(rows.map(read));
  return {
    count: rows.length,
    ids: rows.map((row) => row.id),
    createdOn: days((row) => row.createdAt),
    qualifiedOn: days((row) => row.qualifiedAt),
    acceptedOn: days((row) => row.acceptedAt),
    returnedOn: days((row) => row.returnedAt),
    firstContactOn: days((row) => row.firstContactAt),
    salesQualifiedOn: days((row) => row.salesQualifiedAt),
    convertedOn: days((row) => row.convertedAt),
    stage: Uint8Array.from(rows, (row) => Math.max(0, stages.indexOf((row.stage === null ? null : stageOf(row.stage)) ?? "lead"))),
    deal: coded((row) => row.deal),
    account: coded((row) => row.account),
    owner: coded((row) => row.owner),
    campaign: coded((row) => row.campaign),
    channel: coded((row) => row.channel),
    segment: coded((row) => row.segment),
    region: coded((row) => row.region),
    product: coded((row) => row.product),
    grade: coded((row) => row.grade),
  };
}

function dayOrNone(day: Day | null): DayNumber {
  return day === null ? noDay : dayNumber(day);
}

/** list = amount / (1 - discount), where the source gives the share only. */
function listFromDiscount(row: Deal): number | null {
  return row.amount !== null && row.discount !== null && row.discount < 1 ? Math.round(row.amount / (1 - row.discount)) : null;
}

function knownStage(name: string): Stage | null {
  return (stages as readonly string[]).includes(name) ? (name as Stage) : null;
}
