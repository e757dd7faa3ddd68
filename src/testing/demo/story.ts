// The demo company's story as a process: who buys, through which channels, and five things that went wrong by a known amount.
import { type DayNumber, dayNumber } from "#kit/day.ts";
import { type DemoCalendar, remembered, season, showBurst } from "#testing/demo/calendar.ts";
import { type FirmProcess, type Kind, type Offer, type SegmentProcess, logNormalDays } from "#testing/firm/process.ts";
import { meanKept, waits } from "#testing/firm/queue.ts";

/** How far each of the five things went wrong; all zero: nothing did. */
export interface Knobs {
  /** Callers of exhibition leads lost: capacity falls to 1 / (1 + x). */
  readonly callersLost: number;
  /** Share of the site's leads turned into grade C by a campaign for the wrong buyers. */
  readonly wrongBuyers: number;
  /** Share of the site's acceptance lost: leads of a good grade that are not the agreed target either. */
  readonly definitional: number;
  /** Share of deals discounted beyond policy, above the usual. */
  readonly beyondPolicy: number;
  /** Share of the market lost. */
  readonly market: number;
}

export const nothingWrong: Knobs = { callersLost: 0, wrongBuyers: 0, definitional: 0, beyondPolicy: 0, market: 0 };

const channels = [
  { channel: "exhibition", share: 0.33, ease: 1 },
  { channel: "dealer-network", share: 0.14, ease: 1.1 },
  { channel: "site", share: 0.29, ease: 0.95 },
  { channel: "telemarketing", share: 0.09, ease: 0.8 },
  { channel: "mail", share: 0.05, ease: 0.75 },
  { channel: "referral", share: 0.1, ease: 1.25 },
];
const grades = [
  { grade: "A", share: 0.3, serious: 0.75 },
  { grade: "B", share: 0.45, serious: 0.5 },
  { grade: "C", share: 0.25, serious: 0.2 },
];

/** Buyers that come as leads, and buyers that order again. `leads` is a share; `orders` a number a day. */
const buyers = [
  { segment: "installers", leads: 0.4, orders: 0, cycle: 25, spread: 0.6, longest: 150, win: 1.35, value: 50, discount: 0.12 },
  { segment: "integrators", leads: 0.32, orders: 0, cycle: 110, spread: 0.85, longest: 300, win: 0.85, value: 150, discount: 0.13 },
  { segment: "key-accounts", leads: 0.13, orders: 0, cycle: 120, spread: 0.7, longest: 300, win: 0.85, value: 160, discount: 0.1 },
  { segment: "tenders", leads: 0.15, orders: 0, cycle: 170, spread: 0.45, longest: 320, win: 0.7, value: 175, discount: 0.16 },
  { segment: "dealers", leads: 0, orders: 2.6, cycle: 14, spread: 0.6, longest: 90, win: 0.92, value: 28, discount: 0.2 },
  { segment: "distributors", leads: 0, orders: 0.75, cycle: 18, spread: 0.6, longest: 90, win: 0.92, value: 66, discount: 0.28 },
];

const leadsADay = 9.5;
const exhibitionShare = 0.33;
const siteShare = 0.29;
const usualWait = 0.4;
const usualBeyondPolicy = 0.04;
const extraDiscount = 0.2;
/** Leads of the exhibitions that the inside team can call in a day. */
const callers = 26;

/** The process of the demo company with the given troubles; `scale` multiplies how many leads and orders come. */
export function demoProcess(calendar: DemoCalendar, knobs: Knobs, scale = 1): FirmProcess {
  const wait = exhibitionWaits(calendar, knobs, scale);
  return { segments: buyers.map((buyer) => segmentOf(buyer, { calendar, knobs, scale, wait })) };
}

interface Around {
  readonly calendar: DemoCalendar;
  readonly knobs: Knobs;
  readonly scale: number;
  readonly wait: (day: DayNumber) => number;
}

/** The mean wait of exhibition leads, by day; a queue with fewer callers after the change. */
function exhibitionWaits(calendar: DemoCalendar, knobs: Knobs, scale: number): (day: DayNumber) => number {
  const from = dayNumber(calendar.span.from) - 800;
  const until = dayNumber(calendar.span.until) + 400;
  const queue = waits(from, until - from, {
    arrivals: (day) => leadsADay * exhibitionShare * season(day) * showBurst(day) * scale,
    capacity: (day) => (callers * scale) / (day >= calendar.changeOn ? 1 + knobs.callersLost : 1),
    least: usualWait,
  });
  return (day) => queue[Math.min(queue.length - 1, Math.max(0, day - from))]!;
}

function segmentOf(buyer: (typeof buyers)[number], { calendar, knobs, scale, wait }: Around): SegmentProcess {
  const hasLeads = buyer.leads > 0;
  const kinds = hasLeads ? leadKinds(buyer.win) : [repeatKind(buyer.win)];
  const offers = offersOf(buyer.value);
  const isLate = (day: DayNumber) => day >= calendar.changeOn;
  const periodFrom = dayNumber(calendar.period.from);
  const beyond = (due: DayNumber) => usualBeyondPolicy + (due >= periodFrom ? knobs.beyondPolicy : 0);
  const meanWait = (day: DayNumber, kind: Kind) => (kind.channel === "exhibition" ? wait(day) : usualWait);
  const after = kinds.map((kind) => acceptanceAfter(kind, knobs));
  const before = kinds.map((kind) => kind.accept);
  return {
    segment: buyer.segment,
    hasLeads,
    kinds,
    offers,
    lag: logNormalDays(buyer.cycle, buyer.spread, { shortest: hasLeads ? 8 : 1, longest: buyer.longest }),
    slipDelay: logNormalDays(25, 0.5, { shortest: 5, longest: 75 }),
    sizeSpread: hasLeads ? 0.35 : 0.3,
    market: (day) => 1 - knobs.market * downturn(day - calendar.changeOn),
    volume: (day) => scale * season(day) * (hasLeads ? leadsADay * buyer.leads * burstOfAll(day) : buyer.orders),
    mix: remembered((day) => (hasLeads ? mixOn(kinds, { burst: showBurst(day), wrong: isLate(day) ? knobs.wrongBuyers : 0 }) : [1])),
    accept: (day) => (isLate(day) ? after : before),
    qualify: remembered((day) => kinds.map((kind) => (hasLeads ? kind.qualify * meanKept(meanWait(day, kind)) : 1))),
    winLevel: () => 1,
    offerMix: () => offers.map((offer) => offer.share),
    listLevel: () => 1,
    discount: (due) => buyer.discount + beyond(due) * extraDiscount,
    slip: () => 0.12,
    ...(hasLeads ? { wait: meanWait } : {}),
    beyondPolicy: { share: beyond, extra: extraDiscount },
  };
}

/** How far the market has fallen, 0 to 1: in two months. */
function downturn(daysSince: number): number {
  return Math.min(1, Math.max(0, daysSince / 60));
}

/** Leads of all channels against the usual: exhibitions come in bursts, the others evenly. */
function burstOfAll(day: DayNumber): number {
  return 1 - exhibitionShare + exhibitionShare * showBurst(day);
}

function mixOn(kinds: readonly Kind[], on: { burst: number; wrong: number }): number[] {
  const weights = kinds.map((kind) => {
    if (kind.channel === "exhibition") return kind.share * on.burst;
    if (kind.channel !== "site" || on.wrong === 0) return kind.share;
    const ofGradeC = siteShare * (kind.isSerious ? 0.2 : 0.8);
    return kind.share * (1 - on.wrong) + (kind.grade === "C" ? on.wrong * ofGradeC : 0);
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function acceptanceAfter(kind: Kind, knobs: Knobs): number {
  return kind.channel === "site" ? kind.accept * (1 - knobs.definitional) : kind.accept;
}

function leadKinds(ease: number): Kind[] {
  return channels.flatMap(({ channel, share, ease: channelEase }) =>
    grades.flatMap((grade) =>
      [true, false].map((isSerious) => ({
        channel,
        grade: grade.grade,
        isSerious,
        share: share * grade.share * (isSerious ? grade.serious : 1 - grade.serious),
        accept: isSerious ? 0.93 : 0.78,
        qualify: (isSerious ? 0.6 : 0.32) * channelEase,
        win: (isSerious ? 0.36 : 0.18) * ease,
      })),
    ),
  );
}

function repeatKind(win: number): Kind {
  return { channel: "repeat-order", grade: "", isSerious: true, share: 1, accept: 1, qualify: 1, win };
}

/** Mean list values in units of 10,000 roubles, as kopecks. */
function offersOf(value: number): Offer[] {
  return [
    { product: "video", share: 0.5, listValue: value * 750_000 },
    { product: "access", share: 0.32, listValue: value * 1_060_000 },
    { product: "turnkey", share: 0.18, listValue: value * 1_620_000 },
  ];
}
