// Worlds for the ranges of the response curve: what waiting takes away is known, and so is whether the unanswered were chosen or left by chance.
import { byChance } from "#evidence/response/by-chance.ts";
import { type ResponseCurve, responseCurve } from "#evidence/response/curve.ts";
import { unansweredOf } from "#evidence/response/unanswered.ts";
import type { Dice } from "#kit/dice.ts";
import type { Experiment, Outcome } from "#testing/intervals/experiment.ts";
import { type ResponseTruth, responseWorld } from "#testing/response-world.ts";

const draw = (dice: Dice, truth: Omit<ResponseTruth, "seed">) => responseWorld({ ...truth, seed: dice.below(2 ** 31) });

/** What the curve of one world says; null where it cannot be told. */
function ofCurve(truth: Omit<ResponseTruth, "seed">, read: (curve: ResponseCurve) => Outcome | null): Experiment["draw"] {
  return (dice) => {
    const curve = responseCurve(draw(dice, truth));
    return curve.ok ? read(curve.value) : null;
  };
}

/** Of the three grades together, whichever is called when: mean of 0.5, 0.35 and 0.2. */
const firstShare = 0.35;

const first = (leads: number): Experiment => ({
  name: `share of the first band as it stands (Wilson), n ${leads}`,
  level: 0.9,
  draw: ofCurve({ leads, fall: 0.03, isGoodFirst: false }, ({ bands: [band] }) =>
    band!.interval === null ? null : { truth: firstShare, estimate: band!.share!, low: band!.interval.low!, high: band!.interval.high! },
  ),
});

/** Of the bands that have equals in the band of comparison the one that lies farthest from it. */
const farthest = (name: string, truth: Omit<ResponseTruth, "seed">): Experiment => ({
  name: `difference of the farthest band among equals, ${name}`,
  level: 0.9,
  draw: ofCurve(truth, ({ bands, comparedWith }) => {
    const base = bands.findIndex(({ key }) => key === comparedWith);
    const compared = bands.flatMap(({ key, difference }, place) => (key === "never" || difference === null ? [] : [{ place, difference }]));
    if (compared.length === 0) return null;
    const { place, difference } = compared.reduce((far, one) => (Math.abs(one.place - base) > Math.abs(far.place - base) ? one : far));
    return { truth: truth.fall * (base - place), estimate: difference.value, low: difference.interval.low!, high: difference.interval.high! };
  }),
});

const slope = (name: string, truth: Omit<ResponseTruth, "seed">): Experiment => ({
  name: `fall from band to band among equals (Mantel), ${name}`,
  level: 0.9,
  draw: ofCurve(truth, ({ trends: { amongEquals } }) =>
    amongEquals === null ? null : { truth: -truth.fall, estimate: amongEquals.slope, low: amongEquals.interval.low!, high: amongEquals.interval.high! },
  ),
});

const worth = (name: string, truth: Omit<ResponseTruth, "seed" | "fall"> & { readonly worth: number }): Experiment => ({
  name: `worth of a try within the day by the hour of arrival (Anderson and Rubin), ${name}`,
  level: 0.9,
  draw: (dice) => {
    const told = byChance(draw(dice, { ...truth, fall: 0 }));
    if (!told.ok || told.value.worth === null) return null;
    const { value, interval } = told.value.worth;
    return { truth: truth.worth, estimate: value, low: interval.low!, high: interval.high! };
  },
});

/** Right or wrong in place of a range: the share of right answers stands where coverage stands, and `level` is what is asked of it. */
const warned = (
  name: string,
  { isChosen, level }: { isChosen: boolean; level: number },
  truth: Omit<ResponseTruth, "seed" | "fall" | "isGoodFirst">,
): Experiment => ({
  name: `${isChosen ? "warned that the unanswered were chosen" : "no warning where the unanswered were left by chance"}, ${name}`,
  level,
  draw: (dice) => {
    const told = unansweredOf(draw(dice, { ...truth, fall: 0.03, isGoodFirst: true }));
    if (told === null) return null;
    const isRight = Number(told.isChosen === isChosen);
    return { truth: 1, estimate: isRight, low: isRight, high: isRight };
  },
});

export const experiments: readonly Experiment[] = [
  first(300),
  first(2000),
  farthest("n 600, called in any order", { leads: 600, fall: 0.03, isGoodFirst: false }),
  farthest("n 2,000, good leads called first", { leads: 2000, fall: 0.03, isGoodFirst: true }),
  farthest("n 2,000, good leads called first, no fall", { leads: 2000, fall: 0, isGoodFirst: true }),
  slope("n 300, no fall, good leads first", { leads: 300, fall: 0, isGoodFirst: true }),
  slope("n 2,000, no fall, good leads first", { leads: 2000, fall: 0, isGoodFirst: true }),
  slope("n 2,000, a fall of 0.03, good leads first", { leads: 2000, fall: 0.03, isGoodFirst: true }),
  worth("n 3,000, nights wait much", { leads: 3000, isGoodFirst: true, nightsWait: 0.6, worth: 0.3 }),
  worth("n 3,000, nights wait a little", { leads: 3000, isGoodFirst: true, nightsWait: 0.2, worth: 0.3 }),
  worth("n 3,000, nights wait much, worth nothing", { leads: 3000, isGoodFirst: true, nightsWait: 0.6, worth: 0 }),
  warned("by channel, half of one, n 600", { isChosen: true, level: 0.9 }, { leads: 600, skips: { trait: "channel", share: 0.5 } }),
  warned("by channel, one in eight beside one in twenty, n 2,000", { isChosen: true, level: 0.9 }, { leads: 2000, skips: { trait: "channel", share: 0.125 } }),
  warned("by grade, a fifth of the lowest, n 600", { isChosen: true, level: 0.9 }, { leads: 600, skips: { trait: "grade", share: 0.2 } }),
  warned("by the hour of arrival, a quarter of the nights, n 600", { isChosen: true, level: 0.9 }, { leads: 600, skips: { trait: "night", share: 0.25 } }),
  warned("n 300", { isChosen: false, level: 0.9 }, { leads: 300 }),
  warned("n 2,000", { isChosen: false, level: 0.9 }, { leads: 2000 }),
];
