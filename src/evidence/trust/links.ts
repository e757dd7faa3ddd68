// Links that look random: leads and touchpoints hung on deals no better than if the deals had been dealt out like cards.
import { type Coded, noDay } from "#facts/columns.ts";
import type { Dice } from "#kit/dice.ts";
import { cameTo } from "#kit/long-work.ts";
import { placesOf } from "#evidence/cycle/starts.ts";
import { isClosedAt } from "#evidence/cycle/watch.ts";
import { type Finding, costPerDealKeys, cycleKeys, finding } from "#evidence/trust/finding.ts";
import type { TrustFacts } from "#evidence/trust/trust-facts.ts";

/** A link is judged by how well its two ends agree: 0 (not at all) and more. */
interface Links {
  readonly count: number;
  readonly agreement: (left: number, right: number) => number;
}

const shuffles = 200;
const mostLinks = 2000;
const leastLinks = 50;

/**
 * Permutation test: the mean agreement of the links as they are against the same left ends with the right ends shuffled. Links look random when fewer than
 * 95 of 100 shuffles agree less. Agreement of a lead with its deal: the lead came before the deal and not more than a year before (1), and each of account, region,
 * segment, product that both have and that is the same (1 each). Of a touchpoint with its deal: it lies between a year before the deal began and its close.
 * Needs 50 links; of more than 2,000 a sample is thrown with the dice.
 */
export function linkFindings(facts: TrustFacts, dice: Dice): Finding[] {
  return [...leadLinks(facts, dice), ...touchLinks(facts, dice)];
}

function leadLinks(facts: TrustFacts, dice: Dice): Finding[] {
  const { deals, leads } = facts.lens.facts;
  if (!leads) return [];
  const dealPlaces = placesOf(deals.ids);
  const leadPlaces = placesOf(leads.ids);
  const pairs: [lead: number, deal: number][] = [];
  const note = (lead: number | undefined, deal: number | undefined) => {
    if (lead !== undefined && deal !== undefined) pairs.push([lead, deal]);
  };
  for (let row = 0; row < deals.count; row++) if (deals.lead.codes[row]! >= 0) note(leadPlaces.get(deals.lead.names[deals.lead.codes[row]!]!), row);
  if (pairs.length === 0)
    for (let row = 0; row < leads.count; row++) if (leads.deal.codes[row]! >= 0) note(row, dealPlaces.get(leads.deal.names[leads.deal.codes[row]!]!));
  const compared = (["account", "region", "segment", "product"] as const).filter((field) => leads[field].names.length > 0 && deals[field].names.length > 0);
  const shared = compared.map((field) => sameText(leads[field], deals[field]));
  const agreement = (lead: number, deal: number) => {
    const gap = deals.createdOn[deal]! - leads.createdOn[lead]!;
    const inOrder = deals.createdOn[deal] !== noDay && gap >= 0 && gap <= 366 ? 1 : 0;
    return shared.reduce((sum, isSame) => sum + (isSame(lead, deal) ? 1 : 0), inOrder);
  };
  const verdict = judge(pairs, agreement, dice);
  if (verdict === null) return [];
  return [told("lead", verdict, { signs: 1 + shared.length, records: pairs.map(([lead]) => leads.ids[lead]!), affects: [...cycleKeys, ...costPerDealKeys] })];
}

function touchLinks(facts: TrustFacts, dice: Dice): Finding[] {
  const { deals } = facts.lens.facts;
  const { codes, names } = facts.touches.deals;
  const places = placesOf(deals.ids);
  const placeOfCode = names.map((id) => places.get(id));
  const pairs: [touch: number, deal: number][] = [];
  codes.forEach((code, touch) => {
    const deal = placeOfCode[code];
    if (deal !== undefined && deals.createdOn[deal] !== noDay) pairs.push([touch, deal]);
  });
  const agreement = (touch: number, deal: number) => {
    const [day, start] = [facts.touches.days[touch]!, deals.createdOn[deal]!];
    const end = isClosedAt(deals, deal) && deals.closedOn[deal] !== noDay ? deals.closedOn[deal]! : facts.lens.lastSeen;
    return day >= start - 366 && day <= end ? 1 : 0;
  };
  const verdict = judge(pairs, agreement, dice);
  return verdict === null ? [] : [told("touchpoint", verdict, { signs: 1, records: pairs.map(([touch]) => facts.touches.ids[touch]!), affects: [] })];
}

function sameText(left: Coded, right: Coded): (left: number, right: number) => boolean {
  const codeInRight = new Map(right.names.map((name, code) => [name, code]));
  const translated = left.names.map((name) => codeInRight.get(name) ?? -2);
  return (l, r) => left.codes[l]! >= 0 && translated[left.codes[l]!] === right.codes[r];
}

interface LinkVerdict {
  readonly links: number;
  readonly agreement: number;
  readonly byChance: number;
  readonly chanceOfAsMuch: number;
}

function judge(pairs: readonly (readonly [number, number])[], agreement: Links["agreement"], dice: Dice): LinkVerdict | null {
  if (pairs.length < leastLinks) return null;
  const sample = pairs.length <= mostLinks ? pairs : Array.from({ length: mostLinks }, () => pairs[dice.below(pairs.length)]!);
  const rights = sample.map(([, right]) => right);
  const mean = () => sample.reduce((sum, [left], i) => sum + agreement(left, rights[i]!), 0) / sample.length;
  const observed = mean();
  let [asMuch, total] = [0, 0];
  for (let round = 0; round < shuffles; round++) {
    cameTo("draws", round / shuffles);
    for (let i = rights.length - 1; i > 0; i--) {
      const j = dice.below(i + 1);
      [rights[i], rights[j]] = [rights[j]!, rights[i]!];
    }
    const shuffled = mean();
    total += shuffled;
    if (shuffled >= observed - 1e-12) asMuch++;
  }
  // With the links themselves as one more shuffle, so that the chance is never nought (Phipson and Smyth 2010).
  return { links: pairs.length, agreement: observed, byChance: total / shuffles, chanceOfAsMuch: (asMuch + 1) / (shuffles + 1) };
}

function told(entity: "lead" | "touchpoint", verdict: LinkVerdict, more: { signs: number; records: string[]; affects: readonly string[] }): Finding {
  const details = { signs: more.signs, agreement: verdict.agreement, byChance: verdict.byChance, chance: verdict.chanceOfAsMuch };
  const common = { entity, field: "deal", count: verdict.links, of: verdict.links, details };
  if (verdict.chanceOfAsMuch <= 0.05) return finding({ ...common, code: "links-hold", severity: "good" });
  return finding({ ...common, code: "links-look-random", severity: "serious", records: more.records, affects: more.affects });
}
