// An agency's work put together from the evidence, its leads one by one, and what could be shared with it.
import { noDay } from "#facts/columns.ts";
import type { Campaign } from "#facts/entities.ts";
import type { FigureFacts } from "#facts/figure-facts.ts";
import { type CampaignBook, bookStretch, campaignResults, spendLines } from "#evidence/campaigns/results.ts";
import type { Case } from "#evidence/campaigns/cases.ts";
import type { Lens } from "#evidence/kpi/lens.ts";
import { csvLine, csvStart } from "#kit/csv.ts";
import { type Day, dayNumber, dayOf } from "#kit/day.ts";
import type { Currency } from "#kit/money.ts";
import type { Period } from "#kit/period.ts";

import { type AgencyCase, type AgencyWork, type ShareView, mostShareable } from "#features/agency/contract.ts";

/** Whether a day lies in somebody's service. */
export function isInService({ servedFrom, servedUntil }: { readonly servedFrom: Day | null; readonly servedUntil: Day | null }, day: Day): boolean {
  return (servedFrom === null || day >= servedFrom) && (servedUntil === null || day < servedUntil);
}

interface Asked {
  readonly shares: readonly ShareView[];
  readonly book: CampaignBook;
  readonly campaigns: readonly Campaign[];
  readonly period: Period | null;
  readonly currency: Currency;
}

/** What stands on the page, in the order of the shares; `period` null: the whole stretch that anything shared is on record. */
export function workOf(lens: Lens, { shares, book, campaigns, period, currency }: Asked): Pick<AgencyWork, "period" | "unit" | "work" | "all"> {
  const seen = period ?? bookStretch(lens, book);
  const results = campaignResults(lens, book, seen ?? { from: lens.asOf, until: lens.asOf });
  const byId = new Map(campaigns.map((campaign) => [campaign.id, campaign]));
  const work = shares.map((share, place) => {
    const campaign = share.kind === "campaign" ? byId.get(share.subjectId) : undefined;
    const planned = campaign?.plannedCost ?? null;
    return {
      kind: share.kind,
      id: share.subjectId,
      name: campaign?.name ?? share.name,
      channel: share.kind === "channel" ? share.subjectId : (campaign?.channel ?? null),
      startsOn: campaign?.startsOn ?? null,
      endsOn: campaign?.endsOn ?? null,
      planned: planned === null ? null : { amount: planned, currency: campaign?.currency ?? currency },
      isOnRecord: share.kind === "channel" || campaign !== undefined,
      share: { id: share.id, at: share.sharedAt, by: share.sharedBy },
      result: results.each[place]!,
    };
  });
  return { period: seen, unit: results.unit, work, all: seen === null ? null : results.all };
}

export interface CaseFilter {
  readonly period?: Period | null;
  /** Place among the shares; null for all of them. */
  readonly place: number | null;
  readonly outcome?: Case["outcome"] | undefined;
  readonly step?: string | undefined;
}

/** The leads that a filter lets through, latest first. */
export function casesIn(book: CampaignBook, shares: readonly ShareView[], filter: CaseFilter): AgencyCase[] {
  const { period = null, place, outcome, step } = filter;
  const [from, until] = period === null ? [-Infinity, Infinity] : [dayNumber(period.from), dayNumber(period.until)];
  return book.cases.list
    .filter(
      (one) =>
        one.cameOn >= from &&
        one.cameOn < until &&
        (place === null || one.places.includes(place)) &&
        (outcome === undefined || one.outcome === outcome) &&
        (step === undefined || (one.reached as readonly string[]).includes(step)),
    )
    .map(({ kind, id, cameOn, step: furthest, stepOn, outcome: stands, places, channel, segment, region, grade }) => ({
      kind,
      id,
      cameOn: dayOf(cameOn),
      step: furthest,
      stepOn: stepOn === noDay ? null : dayOf(stepOn),
      outcome: stands,
      of: calledBy(shares, places),
      channel,
      segment,
      region,
      grade,
    }))
    .toReversed();
}

export function spendIn(
  lens: Lens,
  book: CampaignBook,
  { shares, place, period }: { shares: readonly ShareView[]; place: number | null; period: Period | null },
) {
  return spendLines(lens, book, period ?? bookStretch(lens, book) ?? { from: lens.asOf, until: lens.asOf })
    .filter(({ places }) => place === null || places.includes(place))
    .map(({ line, places }) => ({ id: line.id, day: line.day, amount: line.amount, category: line.category, of: calledBy(shares, places) }))
    .toReversed();
}

function calledBy(shares: readonly ShareView[], places: readonly number[]): string[] {
  return places.map((place) => shares[place]!.name ?? shares[place]!.subjectId);
}

export function casesAsCsv(cases: readonly AgencyCase[]): string {
  const head = ["Id", "Came in", "Step", "Step reached on", "Outcome", "Of", "Channel", "Segment", "Region", "Grade"];
  const lines = cases.map((one) =>
    csvLine([one.id, one.cameOn, one.step, one.stepOn, one.outcome, one.of.join("; "), one.channel, one.segment, one.region, one.grade]),
  );
  return csvStart + csvLine(head) + lines.join("");
}

interface Shareable {
  readonly kind: "campaign" | "channel";
  readonly id: string;
  readonly name: string | null;
  readonly channel: string | null;
  readonly startsOn: Day | null;
}

/** Campaigns, the latest first, and then channels by name, whose name or id holds the text. */
export function shareableWith(text: string, facts: Pick<FigureFacts, "leads" | "deals" | "spend"> & { readonly campaigns: readonly Campaign[] }) {
  const wanted = text.toLocaleLowerCase();
  const isLike = (name: string | null) => name !== null && name.toLocaleLowerCase().includes(wanted);
  const campaigns = facts.campaigns
    .filter(({ id, name }) => isLike(name) || isLike(id))
    .toSorted((a, b) => ((a.startsOn ?? "") === (b.startsOn ?? "") ? (a.id < b.id ? -1 : 1) : (a.startsOn ?? "") < (b.startsOn ?? "") ? 1 : -1))
    .map(({ id, name, channel, startsOn }): Shareable => ({ kind: "campaign", id, name, channel, startsOn }));
  const names = [facts.campaigns, facts.spend].flatMap((rows) => rows.flatMap(({ channel }) => (channel === null ? [] : [channel])));
  const channels = [...new Set([...names, ...(facts.leads?.channel.names ?? []), ...facts.deals.channel.names])]
    .filter(isLike)
    .sort((a, b) => (a < b ? -1 : 1))
    .map((id): Shareable => ({ kind: "channel", id, name: null, channel: id, startsOn: null }));
  // A few channels are never crowded out by many campaigns.
  const room = Math.max(mostShareable - channels.length, mostShareable / 2);
  return { found: [...campaigns.slice(0, room), ...channels].slice(0, mostShareable), total: campaigns.length + channels.length };
}
