// After any change the answer is, to the byte, the one from nothing: new firms, touches that come before others, imports taken back, deals won and gone, channels that come and go.
import { expect, test } from "vitest";
import * as fc from "fast-check";

import { dealColumnsOf, Coder } from "#facts/columns.ts";
import { type TouchColumns, touchTexts } from "#facts/touch-columns.ts";
import { dayNumber, dayOf } from "#kit/day.ts";
import { diceOf } from "#kit/dice.ts";
import { minutesInDay } from "#evidence/journeys/columns.ts";
import type { JourneyFacts } from "#evidence/journeys/from-facts.ts";
import type { JourneyQuestion } from "#evidence/journeys/question.ts";
import { JourneyTeller, tellJourneys } from "#evidence/journeys/tell.ts";
import { aDeal } from "#testing/builders.ts";

const today = dayNumber("2025-06-01");
const firms = 640;
const channels = ["fair", "site", "mail", "partner"];
const question: JourneyQuestion = { unit: "account", lookbackDays: 120, count: "deals", touches: "campaigns", begun: null, asOf: (today + 1) * minutesInDay };

interface Touch {
  readonly firm: number;
  /** Days before today. */
  readonly ago: number;
  readonly channel: string;
  readonly deal?: number;
}

/** A company whose touches come in parts; texts have the same number in all of them, as on record. */
class Company {
  private readonly coders = Object.fromEntries(touchTexts.map((field) => [field, new Coder()])) as Record<(typeof touchTexts)[number], Coder>;
  private readonly calls = Object.fromEntries(touchTexts.map((field) => [field, new Coder()])) as Record<(typeof touchTexts)[number], Coder>;
  readonly parts = new Map<number, TouchColumns>();
  private readonly called: TouchColumns;
  private deals = companyDeals(() => true);
  private readonly accounts;
  private readonly none = new Map<string, string>();

  constructor() {
    const coder = new Coder();
    const trait = { codes: Int32Array.from({ length: firms }, (_, firm) => coder.code(firm % 3 === 0 ? "small" : "large")), names: coder.names };
    const alike = { codes: new Int32Array(firms).fill(-1), names: [] };
    this.accounts = {
      ids: Array.from({ length: firms }, (_, firm) => `A${firm}`),
      names: Array.from({ length: firms }, () => null),
      segment: trait,
      region: alike,
      size: alike,
    };
    const dice = diceOf(7);
    this.called = columns(
      this.calls,
      Array.from({ length: 900 }, () => ({ firm: dice.below(firms), ago: dice.below(300), channel: "call" })),
    );
  }

  part(id: number, touches: readonly Touch[]): void {
    this.parts.set(id, columns(this.coders, touches));
  }

  /** Deals again, other objects: some are left out, or won after all. */
  change(isKept: (deal: number) => boolean, wonToo: number[] = []): void {
    this.deals = companyDeals(isKept, wonToo);
  }

  get facts(): JourneyFacts {
    const touchpoints = joined(this.coders, [...this.parts.values()]);
    const { accounts, deals, none, called: activities } = this;
    return {
      touchpoints,
      activities,
      parts: { touchpoints: [...this.parts.values()], activities: [activities] },
      accounts,
      deals,
      leads: null,
      channelOfCampaign: none,
      accountOfContact: none,
      contactOfDeal: none,
      contactOfLead: none,
    };
  }
}

function columns(coders: Company["coders"], touches: readonly Touch[]): TouchColumns {
  const coded = (field: (typeof touchTexts)[number], read: (touch: Touch) => string | null) => ({
    codes: Int32Array.from(touches, (touch) => coders[field].code(read(touch))),
    names: coders[field].names,
  });
  return {
    count: touches.length,
    minute: Int32Array.from(touches, ({ ago }) => (today - ago) * minutesInDay),
    channel: coded("channel", ({ channel }) => channel),
    campaign: coded("campaign", () => null),
    account: coded("account", ({ firm }) => `A${firm}`),
    contact: coded("contact", () => null),
    lead: coded("lead", () => null),
    deal: coded("deal", ({ deal }) => (deal === undefined ? null : `D${deal}`)),
  };
}

function joined(coders: Company["coders"], parts: readonly TouchColumns[]): TouchColumns {
  const ints = (read: (part: TouchColumns) => Int32Array) => Int32Array.from(parts.flatMap((part) => [...read(part)]));
  const texts = touchTexts.map((field) => [field, { codes: ints((part) => part[field].codes), names: coders[field].names }]);
  const minute = ints((part) => part.minute);
  return { count: minute.length, minute, ...Object.fromEntries(texts) } as TouchColumns;
}

/** A deal a firm: a third won, a third lost, the rest open. */
function companyDeals(isKept: (deal: number) => boolean, wonToo: readonly number[] = []) {
  const rows = Array.from({ length: firms }, (_, firm) => firm).filter(isKept);
  return dealColumnsOf(
    rows.map((firm) => {
      const stage = wonToo.includes(firm) || firm % 3 === 0 ? "won" : firm % 3 === 1 ? "lost" : "opportunity";
      const began = today - 200 + (firm % 160);
      return aDeal({
        id: `D${firm}`,
        account: `A${firm}`,
        stage,
        createdOn: dayOf(began),
        closedOn: stage === "opportunity" ? null : dayOf(began + 20 + (firm % 15)),
        amount: 100,
      });
    }),
  );
}

function history(company: Company, seed = 3): void {
  const dice = diceOf(seed);
  for (let part = 0; part < 3; part++) company.part(part, some(dice.below(1000), 1400));
}

/** Most touches lie in the weeks before their firm's deal. */
function some(seed: number, count: number): Touch[] {
  const dice = diceOf(seed);
  return Array.from({ length: count }, () => {
    const firm = dice.below(firms);
    return {
      firm,
      ago: Math.max(0, 200 - (firm % 160) + dice.below(70) - 10),
      channel: channels[dice.below(4)]!,
      ...(dice.chance(0.005) ? { deal: dice.below(firms) } : {}),
    };
  });
}

const bytes = (answer: ReturnType<typeof tellJourneys>) => {
  if (!answer.ok) return JSON.stringify(answer);
  const { journeys, ...told } = answer.value;
  return JSON.stringify({ ...told, sideOf: [...told.sideOf], journeys: journeys.count });
};

/** Asks after each step; gives whether the answer came from what was kept. */
function follow(steps: readonly ((company: Company) => void)[], asked: Partial<JourneyQuestion> = {}): boolean[] {
  const company = new Company();
  history(company);
  const teller = new JourneyTeller({ ...question, ...asked });
  const first = teller.told(company.facts);
  expect(first.ok).toBe(true);
  return steps.map((step) => {
    step(company);
    expect(bytes(teller.told(company.facts))).toBe(bytes(tellJourneys(company.facts, { ...question, ...asked })));
    return teller.lastWasKept;
  });
}

const firmless = 10_000;
const changes: Record<string, { readonly step: (company: Company) => void; readonly isKept: boolean }> = {
  "a few touches more": { step: (company) => company.part(10, some(77, 40)), isKept: true },
  "a firm that nobody knew": { step: (company) => company.part(11, [{ firm: firmless, ago: 10, channel: "mail" }]), isKept: true },
  "a touch before all others": { step: (company) => company.part(12, [{ firm: 6, ago: 290, channel: "partner" }]), isKept: true },
  "a touch that names another firm's deal": { step: (company) => company.part(13, [{ firm: 9, ago: 150, channel: "fair", deal: 30 }]), isKept: true },
  "a part stated otherwise": { step: (company) => company.part(10, some(78, 35)), isKept: true },
  "an import taken back": { step: (company) => void company.parts.delete(10), isKept: true },
  "a channel that is new": { step: (company) => company.part(14, [{ firm: 3, ago: 60, channel: "radio" }]), isKept: false },
  "more in the new channel": { step: (company) => company.part(15, [{ firm: 4, ago: 50, channel: "radio" }]), isKept: true },
  "a channel that vanishes": {
    step: (company) => {
      company.parts.delete(14);
      company.parts.delete(15);
    },
    isKept: false,
  },
  "deals that are won after all": { step: (company) => company.change(() => true, [1, 2, 4]), isKept: false },
  "deals that are gone": { step: (company) => company.change((deal) => deal > 20), isKept: false },
  "touches after other deals": { step: (company) => company.part(16, some(79, 30)), isKept: true },
};

test("each kind of change gives the bytes that asking from nothing gives, and most are told from what was kept", () => {
  expect(follow(Object.values(changes).map(({ step }) => step))).toEqual(Object.values(changes).map(({ isKept }) => isKept));
}, 60_000);

test("so it does for money, for what sales did as well, and for journeys that began in a quarter", () => {
  const [more, less] = [changes["a few touches more"]!.step, changes["an import taken back"]!.step];
  for (const asked of [
    { count: "value" as const, touches: "all" as const },
    { begun: { from: (today - 220) * minutesInDay, until: (today - 30) * minutesInDay } },
  ])
    expect(follow([more, less], asked)).toEqual([true, true]);
}, 60_000);

test("any order of imports and removals ends in the same bytes", () => {
  const plain = (() => {
    const company = new Company();
    history(company);
    return bytes(tellJourneys(company.facts, question));
  })();
  fc.assert(
    fc.property(fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 1, maxLength: 3 }), (order, seeds) => {
      const company = new Company();
      const source = new Company();
      history(source);
      history(company);
      const teller = new JourneyTeller(question);
      teller.told(company.facts);
      seeds.forEach((seed, n) => {
        company.part(20 + n, some(seed, 25));
        teller.told(company.facts);
      });
      for (const n of seeds.keys()) company.parts.delete(20 + n);
      // The same parts in another order of rows.
      const own = order.map((id) => [id, company.parts.get(id)!] as const);
      for (const [id] of own) company.parts.delete(id);
      for (const [id, part] of own) company.parts.set(id, part);
      expect(bytes(teller.told(company.facts))).toBe(plain);
      expect(teller.lastWasKept).toBe(true);
      expect(bytes(tellJourneys(company.facts, question))).toBe(plain);
    }),
    { numRuns: 3 },
  );
}, 60_000);

test("work that is left half way leaves nothing half changed", () => {
  const company = new Company();
  history(company);
  const teller = new JourneyTeller(question);
  teller.told(company.facts);
  company.part(10, some(77, 40));
  const broken = { ...company.facts, get accounts(): never { throw new Error("left"); } }; // prettier-ignore
  expect(() => teller.told(broken)).toThrow("left");
  expect(bytes(teller.told(company.facts))).toBe(bytes(tellJourneys(company.facts, question)));
  expect(teller.lastWasKept).toBe(false);
});
