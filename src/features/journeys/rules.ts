// How the answer about journeys is laid out for the screen: bands by channel, both sides, ways, deals for review and which model agrees with people.
import type { DealColumns } from "#facts/columns.ts";
import { noDay } from "#facts/columns.ts";
import { ending, minutesInDay } from "#evidence/journeys/columns.ts";
import { type Judged, agreementOf, channelsOf, pointsAt } from "#evidence/journeys/deal-audit.ts";
import { sideOfChannel } from "#evidence/journeys/sides.ts";
import { usualSettings } from "#evidence/journeys/tally.ts";
import type { JourneyQuestion } from "#evidence/journeys/question.ts";
import type { JourneysTold } from "#evidence/journeys/tell.ts";
import { whyNotChangeVerdict, whyNotDraw, whyNotJudge } from "#features/journeys/access.ts";
import type { JourneysView, ReviewRow, ReviewView, Side, VerdictRow } from "#features/journeys/contract.ts";
import type { Asker } from "#facts/department.ts";
import { type Day, dayNumber, dayOf } from "#kit/day.ts";
import { readPeriod } from "#kit/period.ts";

export interface Asked {
  readonly unit: JourneyQuestion["unit"];
  readonly lookback: number;
  readonly count: JourneyQuestion["count"];
  readonly touches: JourneyQuestion["touches"];
  readonly begun?: string | undefined;
}

/** What deals drawn for review are looked at with. */
export const reviewQuestion: Asked = { unit: "account", lookback: 180, count: "deals", touches: "campaigns" };

/** The whole question as of a day; null where the period is none. */
export function questionOf(asked: Asked, asOf: Day): JourneyQuestion | null {
  const period = asked.begun === undefined ? null : readPeriod(asked.begun);
  if (asked.begun !== undefined && period === null) return null;
  const morning = (day: Day) => dayNumber(day) * minutesInDay;
  return {
    unit: asked.unit,
    lookbackDays: asked.lookback,
    count: asked.count,
    touches: asked.touches,
    begun: period && { from: morning(period.from), until: morning(period.until) },
    asOf: morning(asOf) + minutesInDay,
  };
}

interface Around {
  readonly asked: Asked;
  readonly currency: string;
  readonly factsVersion: number;
  readonly asOf: Day;
}

const endNames = ["open", "won", "none"] as const;

export function journeysView(told: JourneysTold, { asked, currency, factsVersion, asOf }: Around): JourneysView {
  const { report, channels, sideOf, sides, ways } = told;
  const isLike = asked.count === "deals" && report.models.includes("hazard");
  return {
    question: { unit: asked.unit, lookback: asked.lookback, count: asked.count, touches: asked.touches, begun: asked.begun ?? null },
    currency,
    models: report.models,
    banded: report.banded,
    channels: report.channels.map((one) => {
      const ranks = one.models.filter(({ model }) => report.banded.includes(model)).map(({ rank }) => rank);
      return {
        ...one,
        key: String(one.channel),
        name: channels[one.channel] ?? null,
        side: sideName(sideOf, one.channel),
        ranks: { best: Math.min(...ranks), worst: Math.max(...ranks) },
      };
    }),
    won: report.won,
    none: report.none,
    open: report.open,
    untouched: told.untouchedWon,
    total: report.total,
    base: report.base,
    agreement: report.agreement,
    firstPlaces: report.firstPlaces.map(({ channel, models }) => ({ key: String(channel), models })),
    sides: { won: sides.won + sides.untouched, untouched: sides.untouched, sourced: sides.sourced, influenced: sides.influenced, only: sides.only },
    ways: {
      between: ways.between.map(({ first, last, count }) => ({ first: String(first), last: String(last), count })),
      ends: ways.ends.map(({ last, end, count }) => ({ last: String(last), end: endNames[end]!, count })),
      touches: ways.touches,
      days: ways.days,
    },
    cautions: told.cautions,
    papers: {
      method: "journey-credit",
      label: isLike && told.traits.length > 0 ? "adjusted" : "descriptive",
      traits: told.traits,
      draws: report.draws,
      seed: report.seed,
      factsVersion: String(factsVersion),
      asOf,
    },
  };
}

const sideName = (sideOf: Uint8Array, channel: number): Side => (sideOf[channel] === sideOfChannel.sales ? "sales" : "marketing");

/** Names of the touches of a journey in order, a run of one channel once. */
export function pathOf({ journeys, channels }: Pick<JourneysTold, "journeys" | "channels">, j: number): { at: Day; channel: string }[] {
  const path: { at: Day; channel: string }[] = [];
  for (let place = journeys.starts[j]!; place < journeys.starts[j + 1]!; place++) {
    path.push({ at: dayOf(Math.floor(journeys.minute[place]! / minutesInDay)), channel: channels[journeys.channel[place]!] ?? "" });
  }
  return path;
}

/** Deals that leave a choice: their journey is over and holds two channels or more. By how they ended. */
export function dealsToDraw({ journeys }: JourneysTold, deals: DealColumns): { won: string[]; lost: string[] } {
  const found: { won: string[]; lost: string[] } = { won: [], lost: [] };
  for (let j = 0; j < journeys.count; j++) {
    const end = journeys.end[j]!;
    if (end < 0 || end >= deals.count || journeys.kind[j] === ending.open || channelsOf(journeys, j).length < 2) continue;
    found[journeys.kind[j] === ending.won ? "won" : "lost"].push(deals.ids[end]!);
  }
  return found;
}

interface Reviewed {
  readonly review: ReviewRow;
  readonly cases: readonly string[];
  readonly verdicts: readonly VerdictRow[];
  /** null: credit cannot be told from the facts as they are. */
  readonly told: JourneysTold | null;
  readonly deals: DealColumns;
  readonly accountName: (id: string | null) => string | null;
}

/** The sample as this asker may see it: the other side's verdict only once both have judged. */
export function reviewView({ review, cases, verdicts, told, deals, accountName }: Reviewed, asker: Asker, side: Side | null): ReviewView {
  const rowOf = new Map(cases.map((id) => [id, -1]));
  for (let j = 0; j < (told?.journeys.count ?? 0); j++) {
    const id = deals.ids[told!.journeys.end[j]!];
    if (id !== undefined && rowOf.has(id)) rowOf.set(id, j);
  }
  const place = new Map(deals.ids.map((id, row) => [id, row]));
  const both = new Map<string, VerdictRow[]>();
  const shown = cases.map((deal) => {
    const own = verdicts.filter((one) => one.deal === deal);
    const judged = { sales: own.some((one) => one.side === "sales"), marketing: own.some((one) => one.side === "marketing") };
    const isBoth = judged.sales && judged.marketing;
    if (isBoth) both.set(deal, own);
    const row = place.get(deal);
    const j = rowOf.get(deal)!;
    const path = j < 0 ? [] : pathOf(told!, j);
    const day = row === undefined ? noDay : deals.closedOn[row]!;
    return {
      deal,
      account: row === undefined ? null : accountName(deals.account.names[deals.account.codes[row]!] ?? null),
      isWon: j >= 0 && told!.journeys.kind[j] === ending.won,
      closedOn: day === noDay ? null : dayOf(day),
      amount: row === undefined || Number.isNaN(deals.amount[row]!) ? null : deals.amount[row]!,
      touches: path,
      channels: [...new Set(path.map(({ channel }) => channel))].sort(),
      judged,
      verdicts: own.filter((one) => isBoth || one.side === side).map(({ side: whose, channel, note, by, at }) => ({ side: whose, channel, note, by, at })),
      whyNotJudge: side !== null && judged[side] ? whyNotChangeVerdict(asker, isBoth) : whyNotJudge(asker),
    };
  });
  return {
    id: review.id,
    drawnBy: review.drawnBy,
    drawnAt: review.drawnAt,
    seed: review.seed,
    whyNotWithdraw: whyNotDraw(asker),
    side,
    deals: shown,
    bothJudged: both.size,
    sameChannel: [...both.values()].filter(([one, other]) => one!.channel === other!.channel).length,
    agreement: told === null ? [] : agreements(told, both, rowOf),
  };
}

function agreements(told: JourneysTold, both: ReadonlyMap<string, readonly VerdictRow[]>, rowOf: ReadonlyMap<string, number>): ReviewView["agreement"] {
  const { report, journeys, channels } = told;
  const number = new Map(channels.map((name, place) => [name, place]));
  return report.models.map((model, place) => {
    const shares = new Float64Array(channels.length);
    for (const one of report.channels) shares[one.channel] = one.models[place]!.share;
    const judged = [...both].flatMap(([deal, verdicts]): Judged[] => {
      const journey = rowOf.get(deal)!;
      if (journey < 0) return [];
      return [
        {
          named: verdicts.map(({ channel }) => (channel === null ? -1 : (number.get(channel) ?? -1))),
          pointed: pointsAt({ journeys, journey, model, settings: usualSettings, shares }),
          choices: channelsOf(journeys, journey).length,
        },
      ];
    });
    const { cases, share, interval, byLot } = agreementOf(judged);
    return { model, cases, share, interval, byLot };
  });
}
