// Records of a simulated firm: each lead and deal drawn with seeded dice from the firm's process, as a CRM would have kept them by a day.
import type { Deal, Lead } from "#facts/entities.ts";
import { type DayNumber, dayNumber, dayOf } from "#kit/day.ts";
import type { Dice } from "#kit/dice.ts";
import type { Period } from "#kit/period.ts";
import type { FirmProcess, Kind, SegmentProcess } from "#testing/firm/process.ts";
import { keptAfter, meanKept } from "#testing/firm/queue.ts";

export interface Drawn {
  readonly leads: readonly Lead[];
  readonly deals: readonly Deal[];
}

/** What the draw decides about one enquiry, before it is written down as records. */
export interface Course {
  readonly segment: SegmentProcess;
  readonly kind: Kind;
  /** Instants in milliseconds. */
  readonly createdAt: number;
  readonly acceptedAt: number | null;
  readonly returnedAt: number | null;
  readonly salesQualifiedAt: number | null;
  /** Days; null where the lead never became a deal. */
  readonly dealOn: DayNumber | null;
  readonly dueOn: DayNumber | null;
  readonly closedOn: DayNumber | null;
  readonly isWon: boolean;
  /** What the buyer is interested in, bought or not. */
  readonly product: string;
  readonly listPrice: number;
  readonly discount: number;
  readonly isBeyondPolicy: boolean;
  readonly firstCallAt: number;
}

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** Every enquiry that arrives in `span`, followed to its end; nothing is cut at a day of looking yet. */
export function courses(firm: FirmProcess, span: Period, dice: Dice): Course[] {
  const found: Course[] = [];
  const [from, until] = [dayNumber(span.from), dayNumber(span.until)];
  for (const segment of firm.segments) {
    const lag = cumulative(segment.lag);
    const late = cumulative(segment.slipDelay);
    for (let day = from; day < until; day++) {
      const arrivals = dice.poisson(segment.market(day) * segment.volume(day));
      if (arrivals === 0) continue;
      const mix = cumulative(segment.mix(day));
      for (let n = 0; n < arrivals; n++) found.push(courseOf(segment, { day, mix, lag, late }, dice));
    }
  }
  return found;
}

interface Arrival {
  readonly day: DayNumber;
  readonly mix: Float64Array;
  readonly lag: Float64Array;
  readonly late: Float64Array;
}

function courseOf(segment: SegmentProcess, { day, mix, lag, late }: Arrival, dice: Dice): Course {
  const place = pick(mix, dice);
  const kind = segment.kinds[place]!;
  const dueOn = day + pick(lag, dice);
  const createdAt = day * dayMs + (6 + dice.uniform() * 9) * hourMs;
  const answeredAt = createdAt + (2 + dice.exponential() * 14) * hourMs;
  const call = firstCall(segment, { day, kind }, dice);
  const isAccepted = dice.chance(sound(segment.accept(day)[place]!));
  const isQualified = dice.chance(sound(segment.qualify(day)[place]! * call.kept)) && isAccepted;
  const isWon = dice.chance(sound(kind.win * segment.winLevel(dueOn)));
  const closedOn = dueOn + (dice.chance(segment.slip(dueOn)) ? pick(late, dice) : 0);
  const offer = segment.offers[pick(cumulative(segment.offerMix(dueOn)), dice)]!;
  const size = Math.exp(segment.sizeSpread * dice.normal() - segment.sizeSpread ** 2 / 2);
  const given = discountOf(segment, dueOn, dice);
  const firstCallAt = answeredAt + call.waitDays * dayMs;
  const qualifiedAt = Math.max(answeredAt, Math.min(firstCallAt + (20 + dice.uniform() * 100) * hourMs, dueOn * dayMs));
  const isDeal = isQualified || !segment.hasLeads;
  return {
    segment,
    kind,
    createdAt,
    acceptedAt: isAccepted ? answeredAt : null,
    returnedAt: isAccepted ? null : answeredAt,
    salesQualifiedAt: isQualified ? qualifiedAt : null,
    dealOn: isDeal ? Math.min(segment.hasLeads ? Math.floor(qualifiedAt / dayMs) : day, dueOn) : null,
    dueOn: isDeal ? dueOn : null,
    closedOn: isDeal ? closedOn : null,
    isWon: isDeal && isWon && (segment.hasLeads || isQualified),
    product: offer.product,
    listPrice: Math.round(offer.listValue * segment.listLevel(dueOn) * size),
    discount: given.discount,
    isBeyondPolicy: given.isBeyondPolicy,
    firstCallAt,
  };
}

/** The wait for the first call, and how far it moves the chance to qualify from its mean. */
function firstCall(segment: SegmentProcess, { day, kind }: { day: DayNumber; kind: Kind }, dice: Dice): { waitDays: number; kept: number } {
  if (segment.wait === undefined) return { waitDays: 0, kept: 1 };
  const mean = segment.wait(day, kind);
  const waitDays = mean * dice.exponential();
  return { waitDays, kept: keptAfter(waitDays) / meanKept(mean) };
}

/** A discount about the policy's mean, and for some deals as far beyond it as the process says. */
function discountOf(segment: SegmentProcess, dueOn: DayNumber, dice: Dice): { discount: number; isBeyondPolicy: boolean } {
  const beyond = segment.beyondPolicy;
  const share = beyond?.share(dueOn) ?? 0;
  const extra = beyond?.extra ?? 0;
  const isBeyondPolicy = share > 0 && dice.chance(share);
  const policy = segment.discount(dueOn) - share * extra;
  return { discount: policy * (0.5 + dice.uniform()) + (isBeyondPolicy ? extra : 0), isBeyondPolicy };
}

/** Leads and deals as they stand on `asOf` (that day not yet begun): what happens later is not in them. */
export function recordsAsOf(found: readonly Course[], asOf: DayNumber, currency: string): Drawn {
  const leads: Lead[] = [];
  const deals: Deal[] = [];
  const now = asOf * dayMs;
  const seen = (at: number | null) => (at !== null && at < now ? momentOf(at) : null);
  found.forEach((course, n) => {
    if (course.createdAt >= now) return;
    const leadId = course.segment.hasLeads ? `L-${n + 1}` : null;
    const dealId = course.dealOn !== null && course.dealOn < asOf ? `D-${n + 1}` : null;
    if (leadId !== null) leads.push(leadOf(course, { leadId, dealId, seen }));
    if (dealId !== null) deals.push(dealOf(course, { dealId, leadId, asOf, currency }));
  });
  return { leads, deals };
}

function leadOf(course: Course, as: { leadId: string; dealId: string | null; seen: (at: number | null) => string | null }): Lead {
  const { seen } = as;
  const createdAt = seen(course.createdAt)!;
  const salesQualifiedAt = seen(course.salesQualifiedAt);
  const acceptedAt = seen(course.acceptedAt);
  const stage =
    as.dealId !== null ? "opportunity" : salesQualifiedAt !== null ? "sales-qualified" : acceptedAt !== null ? "sales-accepted" : "marketing-qualified";
  return {
    id: as.leadId,
    name: null,
    account: null,
    contact: null,
    deal: as.dealId,
    owner: null,
    campaign: null,
    channel: course.kind.channel,
    segment: course.segment.segment,
    region: null,
    product: null,
    grade: course.kind.grade,
    stage,
    createdAt,
    qualifiedAt: createdAt,
    acceptedAt,
    returnedAt: seen(course.returnedAt),
    returnReason: seen(course.returnedAt) === null ? null : course.kind.isSerious ? "clerical" : "definitional",
    firstAttemptAt: acceptedAt === null ? null : seen(course.firstCallAt),
    firstContactAt: salesQualifiedAt,
    salesQualifiedAt,
    convertedAt: as.dealId === null ? null : salesQualifiedAt,
  };
}

function dealOf(course: Course, as: { dealId: string; leadId: string | null; asOf: DayNumber; currency: string }): Deal {
  const isClosed = course.closedOn! < as.asOf;
  const amount = Math.round(course.listPrice * (1 - course.discount));
  return {
    id: as.dealId,
    name: null,
    account: null,
    contact: null,
    lead: as.leadId,
    owner: null,
    campaign: null,
    product: course.product,
    channel: course.kind.channel,
    segment: course.segment.segment,
    region: null,
    accountSize: null,
    pipeline: null,
    stage: isClosed ? (course.isWon ? "won" : "lost") : "opportunity",
    createdOn: dayOf(course.dealOn!),
    closedOn: isClosed ? dayOf(course.closedOn!) : null,
    expectedCloseOn: dayOf(course.dueOn!),
    amount,
    listPrice: course.listPrice,
    cost: Math.round(course.listPrice * 0.5),
    offInvoice: null,
    discount: course.listPrice === 0 ? null : 1 - amount / course.listPrice,
    quantity: 1,
    currency: as.currency,
    isRepeat: !course.segment.hasLeads,
    lossReason: isClosed && !course.isWon ? "price" : null,
    buyerLossReason: null,
  };
}

/** '2026-03-01T08:05:00.000Z'; the dice may fall between two milliseconds, and the earlier one is written. */
function momentOf(at: number): string {
  const day = Math.floor(at / dayMs);
  const rest = Math.floor(at) - day * dayMs;
  const part = (each: number, of: number, width = 2) => String(Math.floor(rest / each) % of).padStart(width, "0");
  return `${dayOf(day)}T${part(hourMs, 24)}:${part(60_000, 60)}:${part(1_000, 60)}.${part(1, 1_000, 3)}Z`;
}

/** Revenue of won deals that closed in the period, minor units. */
export function revenueIn(deals: readonly Deal[], period: Period): number {
  return deals.reduce((sum, deal) => (deal.stage === "won" && deal.closedOn! >= period.from && deal.closedOn! < period.until ? sum + deal.amount! : sum), 0);
}

function sound(chance: number): number {
  if (!(chance >= 0 && chance <= 1)) throw new RangeError(`a planted change makes a chance of ${chance}`);
  return chance;
}

export function cumulative(shares: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(shares.length);
  let total = 0;
  for (let i = 0; i < shares.length; i++) sums[i] = total += shares[i]!;
  return sums;
}

/** A place drawn with the chances whose running sums are given. */
export function pick(sums: Float64Array, dice: Dice): number {
  const throwOf = dice.uniform() * sums.at(-1)!;
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle]! > throwOf) high = middle;
    else low = middle + 1;
  }
  return low;
}
