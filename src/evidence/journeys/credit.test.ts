// The whole answer: what adds up, what does not move it, what it refuses, and what it finds where there is nothing or where something hides.
import { expect, test } from "vitest";

import { diceOf } from "#kit/dice.ts";
import { hashOf } from "#evidence/statistics/bootstrap.ts";
import { type Journeys, ending, pickJourneys } from "#evidence/journeys/columns.ts";
import { type CreditQuestion, concordance, creditOf, sharesEverything } from "#evidence/journeys/credit.ts";
import { hazardCredit, hazardDraws } from "#evidence/journeys/hazard-credit.ts";
import { hazardTable, patternsOf, usualHazard } from "#evidence/journeys/hazard.ts";
import { fitHazard } from "#evidence/journeys/hazard-fit.ts";
import { byPlace, drawsOf, groupedBy, weighedSum } from "#evidence/journeys/groups.ts";
import { hazardGroups, shareOut, stepSums, summedFrom, windowTallyOf } from "#evidence/journeys/models.ts";
import { usualSettings } from "#evidence/journeys/tally.ts";
import { windowWalk } from "#evidence/journeys/windows.ts";
import { refitLogistic } from "#evidence/statistics/logistic.ts";
import { sidesOf } from "#evidence/journeys/sides.ts";
import { fortnights, walkedJourneys } from "#testing/intervals/journeys.ts";
import { type SaidJourney, journeysFrom, times } from "#testing/journey-rows.ts";

const hashesOf = (count: number) => Int32Array.from({ length: count }, (_, unit) => hashOf(`firm ${unit}`));

function told(journeys: Journeys, more: Partial<CreditQuestion> = {}) {
  const said = creditOf({ journeys, hashes: hashesOf(journeys.count), draws: 50, ...more });
  if (!said.ok) throw new Error(said.reason);
  return said.value;
}

// Kept short: all models of these rows are in the band.
const agreed = (rows: Parameters<typeof concordance>[0]) => concordance(rows, ["first"]);
const rootMean = (squares: readonly number[]) => Math.sqrt(squares.reduce((a, b) => a + b, 0) / squares.length);

const drawn = walkedJourneys(diceOf(11), 1500, { yearDays: 300 });

test("under every model that shares out everything the shares sum to one; with the fitted chance they do together with what needs no touch", () => {
  const report = told(drawn, { order: 3 });
  expect(report.models).toEqual(["first", "last", "linear", "position", "decay", "distinct", "walk", "long-walk", "rate", "hazard"]);
  report.models.forEach((model, place) => {
    const sum = report.channels.reduce((all, channel) => all + channel.models[place]!.share, 0);
    expect(sum + (sharesEverything(model) ? 0 : report.base!.share)).toBeCloseTo(1, 9);
  });
});

test("the fitted chance accounts for every purchase there was: channels and base sum to them", () => {
  const table = hazardTable(drawn, []);
  const { parts, base } = hazardCredit(table, fitHazard(table).coefficients);
  const won = drawn.kind.reduce((sum, kind) => sum + Number(kind === ending.won), 0);
  expect(parts.reduce((a, b) => a + b, base)).toBeCloseTo(won, 6);
});

test("a draw taken to first order is near the draw fitted anew", () => {
  const grouped = groupedBy(drawn, hashesOf(drawn.count));
  const { table, sums } = hazardGroups(grouped, []);
  const fit = fitHazard(table);
  const { under } = hazardDraws(table, fit, byPlace(sums));
  const [errors, moves]: [number[], number[]] = [[], []];
  const point = hazardCredit(table, fit.coefficients).parts;
  for (const weights of drawsOf(grouped, 30, 5)) {
    const counts = weighedSum(sums, weights);
    const again = { ...table, cases: counts.filter((_, at) => at % 2 === 0), yes: counts.filter((_, at) => at % 2 === 1) };
    const exact = hazardCredit(again, refitLogistic(fit, patternsOf(again), again, 30)).parts;
    const quick = under(weights).parts;
    exact.forEach((part, c) => {
      errors.push((quick[c]! - part) ** 2);
      moves.push((part - point[c]!) ** 2);
    });
  }
  expect(rootMean(errors)).toBeLessThan(0.15 * rootMean(moves));
});

test("the long walk of a draw taken to first order is near the walk worked out anew", () => {
  const grouped = groupedBy(drawn, hashesOf(drawn.count));
  const { steps, sums } = stepSums(grouped, 2);
  const point = windowWalk(windowTallyOf(steps, weighedSum(sums, null)))!.share;
  const [model] = shareOut({
    summed: summedFrom(grouped, { settings: usualSettings, order: 2, confounders: [], hasHazard: false }),
    only: ["long-walk"],
    draws: 30,
    seed: 5,
  });
  const [errors, moves]: [number[], number[]] = [[], []];
  let draw = 0;
  for (const weights of drawsOf(grouped, 30, 5)) {
    const exact = windowWalk(windowTallyOf(steps, weighedSum(sums, weights)))!.share;
    exact.forEach((share, c) => {
      errors.push((model!.draws[draw * drawn.channels + c]! - share) ** 2);
      moves.push((share - point[c]!) ** 2);
    });
    draw++;
  }
  expect(rootMean(errors)).toBeLessThan(0.15 * rootMean(moves));
});

test("the order of rows changes nothing, other names change nothing but the numbers of channels, and everything twice changes no share", () => {
  const plain = told(drawn);
  const rows = Int32Array.from({ length: drawn.count }, (_, j) => drawn.count - 1 - j);
  const turned = told(pickJourneys(drawn, rows));
  const renamed = told({ ...drawn, channel: drawn.channel.map((channel) => (channel + 2) % drawn.channels) });
  const both = Int32Array.from({ length: 2 * drawn.count }, (_, n) => n % drawn.count);
  const twice = told(pickJourneys(drawn, both));
  expect(twice.total).toBe(2 * plain.total);
  for (const channel of plain.channels) {
    const same = turned.channels.find((each) => each.channel === channel.channel)!;
    const other = renamed.channels.find((each) => each.channel === (channel.channel + 2) % drawn.channels)!;
    const double = twice.channels.find((each) => each.channel === channel.channel)!;
    channel.models.forEach(({ model, share, interval }, place) => {
      expect(same.models[place]!.share).toBeCloseTo(share, 9);
      expect(same.models[place]!.interval.low).toBeCloseTo(interval.low!, 9);
      expect(other.models[place]!.share).toBeCloseTo(share, 9);
      // A pull towards no effect weighs half as much with twice the journeys.
      expect(double.models[place]!.share).toBeCloseTo(share, model === "hazard" ? 3 : 9);
    });
  }
});

test("a model under which a channel does harm stands beside the others and not in the band", () => {
  const { journeys } = journeysFrom([
    ...times(30, { path: "a" }),
    ...times(10, { path: "a", as: "none" }),
    ...times(10, { path: "a > b" }),
    ...times(60, { path: "a > b", as: "none" }),
  ]);
  const report = told(journeys);
  expect(report.models).toContain("rate");
  expect(report.banded).not.toContain("rate");
  for (const { band } of report.channels) expect([band.low >= 0, band.high <= 1]).toEqual([true, true]);
});

test("the same question gives the same bytes", () => {
  expect(JSON.stringify(told(drawn))).toBe(JSON.stringify(told(drawn)));
});

test("what cannot be told is refused by name", () => {
  const why = (said: readonly SaidJourney[]) => {
    const { journeys } = journeysFrom(said, ["a", "b"]);
    const answer = creditOf({ journeys, hashes: hashesOf(journeys.count) });
    return answer.ok ? null : answer.reason;
  };
  expect(why([])).toBe("no-touchpoints");
  expect(why(times(50, { path: "a > b", as: "open" }))).toBe("all-open");
  expect(why(times(3, { path: "a > b" }))).toBe("too-few-journeys");
  expect(why(times(50, { path: "a > b", as: "none" }))).toBe("nothing-won");
  expect(why([...times(20, { path: "a" }), ...times(20, { path: "a", as: "none" })])).toBe("one-channel");
  expect(why([...times(20, { path: "a" }), ...times(20, { path: "b", as: "none" })])).toBeNull();
});

test("without a lost journey there is no rate to explain, and the answer says so", () => {
  const { journeys } = journeysFrom([...times(20, { path: "a > b" }), ...times(20, { path: "b" })]);
  const report = told(journeys);
  expect(report.models).not.toContain("rate");
  expect(report.cautions.map(({ code }) => code)).toContain("no-lost-journeys");
});

test("a channel that no purchase passed through gets nothing under any rule or walk", () => {
  const { journeys } = journeysFrom([
    ...times(30, { path: "a > b" }),
    ...times(30, { path: "b" }),
    ...times(40, { path: "c", as: "none" }),
    ...times(40, { path: "b", as: "none" }),
  ]);
  const nothing = told(journeys).channels.find(({ channel }) => channel === 2)!;
  const shares = nothing.models.filter(({ model }) => model !== "rate" && model !== "hazard").map(({ share }) => share);
  expect(shares).toEqual(shares.map(() => 0));
  expect(shares).toHaveLength(8);
});

test("a channel shown to likely buyers only looks strong, and has no effect once the kind of buyer is looked at: bias under two standard errors of its mean", () => {
  const [naive, adjusted]: [number[], number[]] = [[], []];
  for (let seed = 0; seed < 30; seed++) {
    const { journeys, kinds } = fortnights(diceOf(seed), 800, { pull: 0, likely: true });
    const effect = (confounders: { name: string; codes: Int32Array; values: number }[]) => fitHazard(hazardTable(journeys, confounders)).coefficients[1]!;
    naive.push(effect([]));
    adjusted.push(effect([{ name: "kind", codes: kinds, values: 2 }]));
  }
  const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const error = (values: number[]) => Math.sqrt(values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1) / values.length);
  expect(Math.abs(mean(adjusted))).toBeLessThan(2 * error(adjusted));
  expect(mean(naive)).toBeGreaterThan(0.5);
});

test("the answer always says that credit is not effect", () => {
  const { journeys } = fortnights(diceOf(1), 600, { pull: 0, likely: true });
  expect(told(journeys).cautions[0]).toEqual({ code: "credit-is-not-effect" });
});

test("with outcomes dealt out by lot nothing is found; with a pull of 0.9 log odds the channel is", () => {
  const verdicts = (pull: number) =>
    Array.from({ length: 12 }, (_, seed) => {
      const { journeys } = fortnights(diceOf(100 + seed), 900, { pull, likely: false });
      const report = told(journeys, { draws: 100, only: ["linear", "hazard"] });
      return report.channels.filter(({ channel, verdict }) => verdict === "clear" && channel !== 1).map(({ channel }) => channel);
    });
  const none = verdicts(0).filter((found) => found.length > 0).length;
  const planted = verdicts(0.9).filter((found) => found.includes(0)).length;
  expect(none).toBeLessThanOrEqual(2);
  expect(planted).toBeGreaterThanOrEqual(10);
});

test("a touch counts for the fortnights after it, not for those before: the table by head", () => {
  const { journeys } = journeysFrom([{ path: "a > b", days: [0, 20], until: 50 }], ["a", "b"]);
  const { sets, setOf, cases, yes } = hazardTable(journeys, [], usualHazard);
  // Fortnights 0, 1 with a alone; 2 and 3 (one stretch) with both; bought in the fourth.
  expect(Array.from(setOf, (set) => [...sets[set]!])).toEqual([[0], [0], [0, 1]]);
  expect([...cases]).toEqual([1, 1, 2]);
  expect([...yes]).toEqual([0, 0, 1]);
});

test("four models that rank three channels alike agree wholly, opposite ranks not at all", () => {
  const under = (ranks: readonly number[][]) =>
    ranks.map((own, channel) => ({
      channel,
      touches: 1,
      finished: 1,
      won: 1,
      band: { low: 0, high: 0, lowEnd: 0, highEnd: 0 },
      verdict: "within-chance" as const,
      models: own.map((rank) => ({ model: "first" as const, share: 0, interval: { low: 0, high: 0, level: 0.9 }, rank })),
    }));
  expect(agreed(under([[1, 1], [2, 2], [3, 3]]))).toBe(1); // prettier-ignore
  expect(agreed(under([[1, 3], [2, 2], [3, 1]]))).toBe(0); // prettier-ignore
  expect(agreed(under([[1, 1]]))).toBeNull();
});

test("whose touch came first, who touched at all, and what both touched stands once", () => {
  const { journeys } = journeysFrom(
    [
      { path: "m > s", gain: 5 },
      { path: "m > m", gain: 1 },
      { path: "s > m", gain: 2 },
      { path: "s", gain: 4 },
      { path: "m > s", as: "none" },
    ],
    ["m", "s"],
  );
  const sides = sidesOf(journeys, Uint8Array.of(0, 1), { deals: 1 });
  expect([sides.won, sides.untouched]).toEqual([4, 1]);
  expect([sides.sourced.marketing.deals, sides.sourced.marketing.value, sides.sourced.sales.deals]).toEqual([2, 6, 2]);
  expect([sides.influenced.marketing.deals, sides.influenced.sales.deals]).toEqual([3, 3]);
  expect([sides.only.marketing.deals, sides.only.sales.deals, sides.only.both.deals, sides.only.both.value]).toEqual([1, 1, 2, 7]);
  expect(sides.only.both.share).toBeCloseTo(0.4, 12);
});
