// The answer to "where is the shortfall, how sure is that, and whose is it": parts that add up to the cent, each with its papers.
import type { Owner } from "#facts/department.ts";
import type { Caution, EvidenceLabel, Interval, Unit, Verdict } from "#facts/papers.ts";
import type { Period } from "#kit/period.ts";
import type { Driver } from "#facts/driver.ts";
import type { Mode } from "#evidence/shortfall/course.ts";
import type { Dimension, Measure, Trait } from "#evidence/shortfall/question.ts";

export interface SegmentRef {
  /** 'region=North;product=Cameras'; '' for the whole company; 'rest' for thin segments put together. */
  readonly key: string;
  readonly levels: Readonly<Partial<Record<Dimension, string | null>>>;
  readonly isRest: boolean;
}

export interface SegmentAmount {
  readonly segment: string;
  /** Whole minor units. Amounts of a part over its segments sum to the part; amounts of a segment over the parts sum to its shortfall. */
  readonly amount: number;
  /** 90 %, from the spread of the draws (normal approximation). */
  readonly interval: Interval;
}

/** Which records stand behind a part: open them with `recordsBehind`. */
export interface RecordsSpec {
  readonly entity: "lead" | "deal";
  /** entered: due in the period, with a weight; the others happened in it. */
  readonly role: "entered" | "accepted" | "became-deal" | "closed" | "won";
  readonly reference: { readonly count: number };
  readonly actual: { readonly count: number };
}

export interface Part {
  readonly driver: Driver;
  readonly owner: Owner;
  /** Whole minor units; below 0: less money than the reference. */
  readonly amount: number;
  /** 90 %, percentiles of the draws, this part for itself. */
  readonly interval: Interval;
  /** Allows for all parts being looked at together, see docs/methods/shortfall.md. */
  readonly verdict: Verdict;
  /** Chance of a real change after allowing for all parts looked at, 0 to 1. */
  readonly probability: number;
  readonly cautions: readonly Caution[];
  readonly segments: readonly SegmentAmount[];
  /** Null for parts that rest on no records: market, plan-ambition. */
  readonly records: RecordsSpec | null;
}

/** A factor's level on both sides, for the company or one segment. */
export interface Level {
  readonly segment: string | null;
  readonly driver: Driver;
  readonly unit: Unit;
  /** Null: nothing to take it from. */
  readonly reference: number | null;
  readonly actual: number | null;
  /** What the reference's conversion would have made of the period's records (rates at equal quality compare `actual` with this). */
  readonly expected: number | null;
  readonly sample: { readonly reference: number; readonly actual: number };
}

/** Records by the month they came in. Young cohorts are hatched and never ranked against ripe ones. */
export interface Cohort {
  /** '2017-05' */
  readonly month: string;
  readonly side: "reference" | "actual";
  readonly entity: "lead" | "deal";
  readonly entered: number;
  /** How many of them are due in the period. */
  readonly due: number;
  readonly accepted: number | null;
  readonly becameDeals: number | null;
  /** Older, when last seen, than the age by which 80 % of what closes has closed. */
  readonly isRipe: boolean;
}

export interface CrossCheck {
  readonly method: "lmdi";
  readonly parts: readonly { readonly driver: Driver; readonly amount: number }[];
  /** Largest difference from a part, as a share of the shortfall's size; null where the shortfall is 0. */
  readonly largestDifference: number | null;
}

/** What the one-sentence summary is made of. */
export interface SummaryData {
  readonly measure: Measure;
  readonly period: Period;
  readonly against: Period | "plan";
  readonly shortfall: number;
  /** Shortfall over the reference; null where that is not above 0. */
  readonly share: number | null;
  /** Parts beyond chance, largest first. */
  readonly located: readonly { readonly driver: Driver; readonly owner: Owner; readonly amount: number; readonly verdict: Verdict }[];
  readonly withinChance: number;
  /** No part can be told from chance: nobody is to blame. */
  readonly nothingBeyondChance: boolean;
  readonly isToDate: boolean;
}

export interface ShortfallPapers {
  readonly method: "shortfall";
  readonly version: number;
  readonly label: EvidenceLabel;
  readonly seed: number;
  readonly draws: number;
  readonly factsVersion: string;
  readonly asOf: string;
  /** Records of one account drawn together, or each for itself. */
  readonly drawn: "by-account" | "by-record";
  readonly leads: Mode;
  /** What records that count as alike share: the traits known at entry that tell any of them apart. */
  readonly traits: readonly Trait[];
  readonly sample: {
    readonly reference: { readonly closed: number; readonly won: number; readonly leads: number };
    readonly actual: { readonly closed: number; readonly won: number; readonly leads: number };
  };
  /** Age in days by which 80 % of what closes has closed: from the lead, and from the deal where it had no lead. */
  readonly lagP80: { readonly lead: number | null; readonly deal: number | null };
}

export interface Shortfall {
  readonly measure: Measure;
  readonly period: Period;
  readonly against: Period | "plan";
  /** The period whose levels stand for the reference (against a plan: where the plan names none). */
  readonly referencePeriod: Period;
  readonly by: readonly Dimension[];
  /** Whole minor units: actual less reference. Below 0 is a shortfall, above a surplus. */
  readonly shortfall: number;
  readonly actual: number;
  readonly reference: number;
  /** How far chance alone moves the shortfall: 90 %. */
  readonly interval: Interval;
  readonly parts: readonly Part[];
  /** Drivers that are not looked at, and why. */
  readonly off: readonly { readonly driver: Driver; readonly reason: string }[];
  /** Sum of parts that cannot be told from chance. */
  readonly withinChance: number;
  readonly segments: readonly (SegmentRef & { readonly shortfall: number; readonly actual: number; readonly reference: number })[];
  readonly crossCheck: CrossCheck;
  readonly levels: readonly Level[];
  readonly cohorts: readonly Cohort[];
  readonly cautions: readonly Caution[];
  readonly summary: SummaryData;
  readonly papers: ShortfallPapers;
}
