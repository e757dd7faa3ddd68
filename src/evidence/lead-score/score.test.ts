// The score finds what is there, says nothing where nothing is, and lets neither young leads nor telltale fields fool it.
import { describe, expect, test } from "vitest";

import { type LeadScore, leadScoreOf } from "#evidence/lead-score/score.ts";
import { lensFor, scoredFirm } from "#testing/firm/scored-leads.ts";

function scoreFrom(...of: Parameters<typeof leadScoreOf>): LeadScore {
  const score = leadScoreOf(...of);
  if ("reason" in score) throw new Error(`no score: ${score.reason}`);
  return score;
}
const numberOf = (score: LeadScore, key: string) => score.tested!.numbers.find((each) => each.key === key)!;

describe("three thousand leads with known chances", () => {
  const firm = scoredFirm({ seed: 5, count: 3000 });
  const score = scoreFrom(firm.lens);
  test("the effects are those planted, within their ranges", () => {
    const odds = (trait: string, name: string) => score.effects.find((each) => each.trait === trait && each.name === name)!;
    // Between levels the average cancels out: referral 0.9 above the site, A 1.1 and C -1.2 beside B.
    expect(Math.log(odds("channel", "referral").odds / odds("channel", "site").odds)).toBeCloseTo(0.9, 0);
    expect(Math.log(odds("grade", "A").odds / odds("grade", "B").odds)).toBeCloseTo(1.1, 0);
    expect(Math.log(odds("grade", "C").odds / odds("grade", "B").odds)).toBeCloseTo(-1.2, 0);
    expect(odds("channel", "referral").interval.low).toBeGreaterThan(1);
    expect(odds("grade", "C").interval.high).toBeLessThan(1);
  });
  test("told forward, the chances sort and are of the right size", () => {
    expect(score.isTelling).toBe(true);
    expect(numberOf(score, "lead-score-auc").value).toBeGreaterThan(0.65);
    const slope = numberOf(score, "lead-score-slope");
    expect(slope.interval!.low).toBeLessThan(1);
    expect(slope.interval!.high).toBeGreaterThan(1);
  });
  test("an average of the scores of the newest hundred leads is an average of their true chances", () => {
    const newest = score.open.filter(({ ageDays }) => ageDays < 25);
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    // Nine of ten wins lie within the window.
    const truth = 0.9 * mean(newest.map(({ id }) => firm.chance.get(id)!));
    expect(newest.length).toBeGreaterThan(60);
    expect(mean(newest.map(({ chance }) => chance))).toBeCloseTo(truth, 1);
    expect(Math.abs(mean(newest.map(({ chance }) => chance)) - truth)).toBeLessThan(0.02);
  });
  test("the reasons sum to the score: odds of the average times those of the reasons", () => {
    const two = score.open.filter(({ ageDays }) => ageDays < 100).slice(0, 40);
    const base = two.map(({ chance, reasons }) => Math.log(chance / (1 - chance)) - reasons.reduce((sum, { odds }) => sum + Math.log(odds), 0));
    for (const each of base) expect(each).toBeCloseTo(base[0]!, 8);
  });
  test("a lead that has been silent for long has less of a chance than on its first day", () => {
    const old = score.open.filter(({ ageDays, chanceNow }) => chanceNow !== null && ageDays > 60);
    expect(old.length).toBeGreaterThan(5);
    for (const each of old) expect(each.chanceNow!).toBeLessThan(each.chance);
  });
  test("the same facts give the same score, in any order of rows", () => {
    const again = scoreFrom(lensFor(firm.leads.toReversed(), firm.deals.toReversed(), firm.lens.asOf));
    const plain = ({ effects, open, tested }: LeadScore) =>
      JSON.stringify({ effects, open, tested }, (_, value: unknown) => (typeof value === "number" ? Number(value.toPrecision(8)) : value));
    expect(plain(again)).toBe(plain(score));
  });
  test("other names change no chance", () => {
    const renamed = firm.leads.map((lead) => ({ ...lead, channel: `z ${lead.channel}` }));
    const again = scoreFrom(lensFor(renamed, firm.deals, firm.lens.asOf));
    expect(again.open[0]!.chance).toBeCloseTo(score.open[0]!.chance, 8);
    expect(again.open[0]!.id).toBe(score.open[0]!.id);
  });
});

test("outcomes that have nothing to do with the leads give no order, eight times of ten or more", () => {
  const aucs: number[] = [];
  let telling = 0;
  for (let seed = 0; seed < 10; seed++) {
    const score = scoreFrom(scoredFirm({ seed: 100 + seed, count: 1500, isShuffled: true }).lens);
    aucs.push(numberOf(score, "lead-score-auc").value!);
    telling += Number(score.isTelling);
  }
  expect(aucs.reduce((sum, auc) => sum + auc, 0) / 10).toBeCloseTo(0.5, 1);
  expect(Math.abs(aucs.reduce((sum, auc) => sum + auc, 0) / 10 - 0.5)).toBeLessThan(0.02);
  expect(telling).toBeLessThanOrEqual(2);
});

test("a field that repeats the outcome is found and left out", () => {
  const score = scoreFrom(scoredFirm({ seed: 7, count: 1500, leak: "repeats" }).lens);
  expect(score.traits.find(({ trait }) => trait === "product")!.leftOut).toMatchObject({ code: "repeats-outcome" });
  expect(score.effects.some(({ trait }) => trait === "product")).toBe(false);
});

test("a field that is filled in once a lead is worked is found and left out", () => {
  const score = scoreFrom(scoredFirm({ seed: 7, count: 3000, leak: "later" }).lens);
  expect(score.traits.find(({ trait }) => trait === "product")!.leftOut).toMatchObject({ code: "filled-later", young: 0 });
});

describe("cannot be told", () => {
  test("three leads are too few", () => expect(leadScoreOf(scoredFirm({ seed: 1, count: 3, days: 900 }).lens)).toHaveProperty("reason"));
  test("leads that are all open have no outcome", () => {
    const { leads, lens } = scoredFirm({ seed: 1, count: 200 });
    expect(
      leadScoreOf(
        lensFor(
          leads.map((lead) => Object.assign({}, lead, { deal: null })),
          [],
          lens.asOf,
        ),
      ),
    ).toMatchObject({ reason: "nothing-won" });
  });
  test("leads that are all alike are told from nothing", () => {
    const { leads, deals, lens } = scoredFirm({ seed: 1, count: 600 });
    const alike = leads.map((lead) => Object.assign({}, lead, { channel: "site", grade: null, segment: null }));
    expect(leadScoreOf(lensFor(alike, deals, lens.asOf))).toMatchObject({ reason: "no-traits" });
  });
});
