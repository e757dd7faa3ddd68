// How the prices are put together from the evidence: names of groups, which deals stand behind a step, answers that can and cannot be told.
import type { Cut, RecordStep } from "#features/prices/contract.ts";
import type { Period } from "#kit/period.ts";
import { dayOf } from "#kit/day.ts";
import { definitionName } from "#facts/agreements.ts";
import { type Lens, closedIn } from "#evidence/kpi/lens.ts";
import { someFigures } from "#evidence/kpi/series.ts";
import { winningOf } from "#evidence/prices/best-discount.ts";
import { discountBuckets } from "#evidence/prices/buckets.ts";
import { groupsOf } from "#evidence/prices/groups.ts";
import { offersOf, windowOf } from "#evidence/prices/offers.ts";
import { lossReasonsOf } from "#evidence/prices/reasons.ts";
import { isPriced, priceSteps } from "#evidence/prices/steps.ts";
import { type Finding, withCautions } from "#evidence/trust/finding.ts";

/** Gives the name of what a group stands for: a seller's or a product's; the value itself where it has none. */
export type NameOf = (cut: Cut, value: string) => string;

export function pricesOf(lens: Lens, findings: readonly Finding[], ask: { period: Period; by: Cut; nameOf: NameOf }) {
  const { deals, currency } = lens.facts;
  const won = closedIn(lens, ask.period, { outcome: "won" });
  const priced = won.filter((row) => isPriced(lens, row));
  const amount = won.filter((row) => !(deals.amount[row]! > 0)).length;
  const groups = priced.length === 0 ? [] : groupsOf(lens, priced, ask.by);
  return {
    period: ask.period,
    currency,
    policy: {
      upTo: lens.agreed.terms["discount-policy"].upTo,
      definition: definitionName(lens.agreed, "discount-policy"),
      isSigned: lens.agreed.signed["discount-policy"],
    },
    won: won.length,
    missing: { amount, listPrice: won.length - amount - priced.length },
    discount: withCautions(someFigures(lens, ask.period, ["discount"]), findings)[0]!,
    steps: priced.length === 0 ? null : priceSteps(lens, priced),
    reason: priced.length > 0 ? null : won.length === 0 ? "no-won-deals" : amount === won.length ? "no-amounts" : "no-list-prices",
    by: ask.by,
    groups: groups.map(({ value, steps, discount, interval, against }) => ({
      value,
      name: value === null ? null : ask.nameOf(ask.by, value),
      steps,
      discount,
      interval,
      against,
    })),
  };
}

/** The priced won deals behind a step or a group, largest discount in money first. */
export function pricedDealsOf(lens: Lens, ask: { period: Period; step: RecordStep; by: Cut | undefined; value: string | undefined; nameOf: NameOf }) {
  const { deals } = lens.facts;
  const { upTo } = lens.agreed.terms["discount-policy"];
  const off = (row: number) => deals.listPrice[row]! - deals.amount[row]!;
  const isIn: Readonly<Record<RecordStep, (row: number) => boolean>> = {
    all: () => true,
    "within-policy": (row) => off(row) > 0,
    "beyond-policy": (row) => off(row) > Math.round(deals.listPrice[row]! * upTo),
    "above-list": (row) => off(row) < 0,
    "off-invoice": (row) => deals.offInvoice[row]! > 0,
    pocket: () => true,
    uncosted: (row) => !(deals.cost[row]! >= 0),
    cost: (row) => deals.cost[row]! >= 0,
  };
  const isOf = (row: number) => {
    if (ask.by === undefined) return true;
    const code = deals[ask.by].codes[row]!;
    return ask.value === undefined ? code < 0 : code >= 0 && deals[ask.by].names[code] === ask.value;
  };
  return closedIn(lens, ask.period, { outcome: "won" })
    .filter((row) => isPriced(lens, row) && isIn[ask.step](row) && isOf(row))
    .sort((a, b) => off(b) - off(a) || (deals.ids[a]! < deals.ids[b]! ? -1 : 1))
    .map((row) => ({
      id: deals.ids[row]!,
      closedOn: dayOf(deals.closedOn[row]!),
      seller: deals.owner.codes[row]! < 0 ? null : ask.nameOf("owner", deals.owner.names[deals.owner.codes[row]!]!),
      list: deals.listPrice[row]!,
      amount: deals.amount[row]!,
      discount: off(row) / deals.listPrice[row]!,
      offInvoice: deals.offInvoice[row]! >= 0 ? deals.offInvoice[row]! : null,
      cost: deals.cost[row]! >= 0 ? deals.cost[row]! : null,
    }));
}

export function discountEffectOf(lens: Lens, period: Period) {
  const offers = offersOf(lens, period);
  const { closed: _closed, ...leftOut } = offers.left;
  const told = winningOf(offers);
  return {
    period,
    window: offers.window,
    currency: lens.facts.currency,
    offers: offers.rows.length,
    leftOut,
    buckets: discountBuckets(offers),
    effect: told.ok ? effectView(told.value) : null,
    untold: told.ok ? null : { reason: told.reason, details: told.details ?? {} },
  };
}

type Winning = Extract<ReturnType<typeof winningOf>, { ok: true }>["value"];

function effectView({ effect, curve, best }: Winning) {
  const { naive, within, mundlak, spread, clusters, sellers, leftOut, offers } = effect;
  const { toNothing, toChance, strongest } = effect.unseen;
  return {
    compared: offers - leftOut.offers,
    sellers,
    leftOutSellers: leftOut.sellers,
    naive,
    within,
    mundlak,
    spread,
    clusters,
    unseen: { toNothing, toChance, strongest },
    curve,
    best: best.ok ? best.value : null,
    bestUntold: best.ok ? null : { reason: best.reason, details: best.details ?? {} },
  };
}

export function lossReasonsView(lens: Lens, period: Period) {
  const told = lossReasonsOf(lens, period);
  const window = windowOf(period);
  if (!told.ok) return { period, window, told: null, untold: { reason: told.reason, details: told.details ?? {} } };
  const { window: _window, ...rest } = told.value;
  return { period, window, told: rest, untold: null };
}
