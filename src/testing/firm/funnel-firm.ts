// A compact firm for statistics: three segments, nine quarters of leads and deals, and any of the ten drivers changed by a known share.
import { type DealColumns, type LeadColumns, dealColumnsOf, leadColumnsOf } from "#facts/columns.ts";
import type { Deal, Lead, MarketIndex } from "#facts/entities.ts";
import { type DayNumber, addMonths, dayNumber } from "#kit/day.ts";
import { diceOf } from "#kit/dice.ts";
import type { Period } from "#kit/period.ts";
import { courses, recordsAsOf } from "#testing/firm/draw.ts";
import { type Truth, truthOf } from "#testing/firm/expectation.ts";
import { type DriverKey, type FirmProcess, type Kind, type Offer, type SegmentProcess, logNormalDays, tiltedShares } from "#testing/firm/process.ts";

/** Change of a driver's level as a share: -0.2 means that the level is four fifths of what it was. */
export type Plants = Readonly<Partial<Record<DriverKey, number>>>;

export interface FunnelFirm {
  readonly leads: readonly Lead[];
  readonly deals: readonly Deal[];
  readonly marketIndex: readonly MarketIndex[];
  readonly leadColumns: LeadColumns;
  readonly dealColumns: DealColumns;
  readonly period: Period;
  readonly against: Period;
  /** The day the extract was made: the end of the period. */
  readonly asOf: string;
  readonly truth: Truth;
}

/** Periods a year apart; levels change between them, so that both have steady levels over all the leads that feed them. */
export const funnelPeriods = {
  span: { from: "2023-04-01", until: "2025-07-01" },
  against: { from: "2024-04-01", until: "2024-07-01" },
  period: { from: "2025-04-01", until: "2025-07-01" },
} as const;

const changeOn = dayNumber(funnelPeriods.against.until);
const periodFrom = dayNumber(funnelPeriods.period.from);

/** `scale` 1: about 300 leads a month and 70 wins a quarter. The same seed gives the same firm. */
export function simulateFunnelFirm(options: { seed: number; plants?: Plants; scale?: number }): FunnelFirm {
  const plants = options.plants ?? {};
  const firm = funnelProcess(plants, options.scale ?? 1);
  const found = courses(firm, funnelPeriods.span, diceOf(options.seed));
  const { leads, deals } = recordsAsOf(found, dayNumber(funnelPeriods.period.until), "RUB");
  return {
    leads,
    deals,
    marketIndex: marketRows(plants),
    leadColumns: leadColumnsOf(leads),
    dealColumns: dealColumnsOf(deals),
    period: funnelPeriods.period,
    against: funnelPeriods.against,
    asOf: funnelPeriods.period.until,
    truth: truthOf(firm, funnelPeriods.period, funnelPeriods.against),
  };
}

/** The process behind the compact firm with the given changes. */
export function funnelProcess(plants: Plants, scale = 1): FirmProcess {
  const sizes: [string, number, number][] = [
    ["dealer", 25, 1.25],
    ["project", 60, 0.85],
    ["tender", 75, 0.65],
  ];
  return { segments: sizes.map(([segment, median, ease], n) => segmentProcess(segment, { plants, median, ease, leadsADay: [4, 4, 2][n]! * scale })) };
}

function segmentProcess(segment: string, as: { plants: Plants; median: number; ease: number; leadsADay: number }): SegmentProcess {
  const level = (key: DriverKey) => 1 + (as.plants[key] ?? 0);
  const step =
    <T>(before: T, after: T) =>
    (day: DayNumber) =>
      day >= changeOn ? after : before;
  const kinds = funnelKinds(as.ease);
  const offers = funnelOffers(as.ease);
  const chances = (read: (kind: Kind) => number, factor: number) => Float64Array.from(kinds, (kind) => read(kind) * factor);
  const shares = kinds.map((kind) => kind.share);
  const offerShares = offers.map((offer) => offer.share);
  const discount = 0.12;
  return {
    segment,
    hasLeads: true,
    kinds,
    offers,
    lag: logNormalDays(as.median, 0.55, { shortest: 12, longest: 200 }),
    slipDelay: logNormalDays(20, 0.5, { shortest: 3, longest: 60 }),
    sizeSpread: 0.5,
    market: step(1, level("market")),
    volume: step(as.leadsADay, as.leadsADay * level("lead-volume")),
    mix: step(shares, worseLeads(kinds, level("lead-quality"))),
    accept: step(
      chances((kind) => kind.accept, 1),
      chances((kind) => kind.accept, level("acceptance")),
    ),
    qualify: step(
      chances((kind) => kind.qualify, 1),
      chances((kind) => kind.qualify, level("qualification")),
    ),
    winLevel: step(1, level("win-rate")),
    offerMix: step(offerShares, smallerOffers(offers, level("product-mix"))),
    listLevel: step(1, level("list-price")),
    discount: step(discount, 1 - (1 - discount) * level("discount")),
    // A worse timing means that deals due in the later period slip; the share that slips rises by the size of the change.
    slip: (due) => (due >= periodFrom ? Math.max(0, 0.1 - (as.plants.timing ?? 0)) : 0.1),
  };
}

const channels: readonly [string, number, number][] = [
  ["site", 0.3, 1],
  ["exhibition", 0.25, 0.9],
  ["referral", 0.2, 1.1],
  ["telemarketing", 0.25, 0.8],
];
const grades: readonly [string, number, number][] = [
  ["A", 0.3, 0.75],
  ["B", 0.45, 0.5],
  ["C", 0.25, 0.2],
];

/** Channel by grade by seriousness: a better grade holds more serious buyers, but no grade holds only them. */
function funnelKinds(ease: number): Kind[] {
  return channels.flatMap(([channel, channelShare, channelEase]) =>
    grades.flatMap(([grade, gradeShare, serious]) =>
      [true, false].map((isSerious) => ({
        channel,
        grade,
        isSerious,
        share: channelShare * gradeShare * (isSerious ? serious : 1 - serious),
        accept: isSerious ? 0.88 : 0.72,
        qualify: (isSerious ? 0.55 : 0.3) * channelEase,
        win: (isSerious ? 0.42 : 0.22) * ease,
      })),
    ),
  );
}

function funnelOffers(ease: number): Offer[] {
  const unit = 60_000_000 / ease;
  return [
    { product: "video", share: 0.5, listValue: unit },
    { product: "access", share: 0.3, listValue: 2 * unit },
    { product: "turnkey", share: 0.2, listValue: 4 * unit },
  ];
}

/** Leads of other grades, seriousness within a grade unchanged, so that the whole way to a win has `target` times its chance. */
function worseLeads(kinds: readonly Kind[], target: number): number[] {
  const scores = kinds.map((kind) => ({ A: 1, B: 0, C: -1 })[kind.grade as "A" | "B" | "C"]);
  const values = kinds.map((kind) => kind.accept * kind.qualify * kind.win);
  return tiltedShares(
    kinds.map((kind) => kind.share),
    { scores, values, target },
  );
}

function smallerOffers(offers: readonly Offer[], target: number): number[] {
  return tiltedShares(
    offers.map((offer) => offer.share),
    { scores: offers.map((_, i) => i), values: offers.map((offer) => offer.listValue), target },
  );
}

/** The market as an outside source would publish it: one level a month. */
function marketRows(plants: Plants): MarketIndex[] {
  const rows: MarketIndex[] = [];
  for (let day: string = funnelPeriods.span.from; day < funnelPeriods.span.until; day = addMonths(day, 1)) {
    const level = dayNumber(day) >= changeOn ? 100 * (1 + (plants.market ?? 0)) : 100;
    rows.push({ id: `market-${day}`, day, level, segment: null, region: null, product: null, publisher: "industry index" });
  }
  return rows;
}
