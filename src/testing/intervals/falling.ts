// Worlds for the watch over a firm's own sales: steady firms with a season, and firms whose sales fall and stay low.
import type { Course } from "#evidence/change/breaks.ts";
import { fallsOf, standstillsOf } from "#evidence/change/falling.ts";
import type { Dice } from "#kit/dice.ts";
import { leaningSeries } from "#testing/intervals/change.ts";
import type { Experiment } from "#testing/intervals/experiment.ts";

interface Firm {
  /** Standard deviation of a month on the log scale: how far it is from its usual value. */
  readonly spread: number;
  readonly rho: number;
  /** Half the way from the lowest to the highest month of a year, on the log scale. */
  readonly season: number;
}

const monthsBefore = 36;
const courseOf = (values: readonly number[]): Course => ({ times: values.map((_, t) => t), values, perYear: 12 });
const sales = (dice: Dice, { spread, rho, season }: Firm, n: number) =>
  leaningSeries(dice, { n, rho, season: season / spread, perYear: 12 }).map((value) => value * spread);
const yesNo = (isSo: boolean) => ({ truth: 0, estimate: 0, low: isSo ? 0 : 1, high: 1 });
const said = ({ spread, rho, season }: Firm) => `spread ${Math.round(spread * 100)} %, leaning ${rho}${season > 0 ? ", season" : ""}`;

/** Won value and orders, watched through a fourth year: neither is told to have fallen in it. */
function quiet(firm: Firm): Experiment {
  return {
    name: `no fall told in a year, two series, ${said(firm)}`,
    level: 0.9,
    draw: (dice) => yesNo([0, 1].every(() => fallsOf(courseOf(sales(dice, firm, monthsBefore + 12))).every(({ toldAt }) => toldAt < monthsBefore))),
  };
}

/** How often docs/methods/turning-points.md says that such a fall is told: a claim, and what a change to the method must not fall below. */
function found(firm: Firm, fall: number, claimed: number): Experiment {
  return {
    name: `a fall of ${fall * 100} % told within six months, ${said(firm)}`,
    level: claimed,
    draw: (dice) => {
      const values = sales(dice, firm, monthsBefore + 6).map((value, t) => value + (t >= monthsBefore ? Math.log(1 - fall) : 0));
      return yesNo(fallsOf(courseOf(values)).some(({ toldAt }) => toldAt >= monthsBefore));
    },
  };
}

/** Worlds in which the fall is told. */
function sized(firm: Firm, fall: number): Experiment {
  return {
    name: `size of a fall of ${fall * 100} %, a year after it began, ${said(firm)}`,
    level: 0.9,
    draw: (dice) => {
      const truth = Math.log(1 - fall);
      const values = sales(dice, firm, monthsBefore + 12).map((value, t) => value + (t >= monthsBefore ? truth : 0));
      const told = fallsOf(courseOf(values)).find(({ toldAt }) => toldAt >= monthsBefore);
      return told === undefined ? null : { truth, estimate: told.size.value, low: told.size.quantile(0.05), high: told.size.quantile(0.95) };
    },
  };
}

/** A firm that grows by a tenth a year, the least that matters: not said to stand still in a fourth year. */
function growing(firm: Firm): Experiment {
  return {
    name: `no standstill told of a firm that grows by 10 % a year, ${said(firm)}`,
    level: 0.9,
    draw: (dice) => yesNo(standstillsOf(courseOf(sales(dice, firm, 48).map((value, t) => value + (Math.log(1.1) * t) / 12))).length === 0),
  };
}

const firm = (spread: number, rho: number, season = 0.2): Firm => ({ spread, rho, season });

export const experiments: readonly Experiment[] = [
  ...[firm(0.2, 0, 0), firm(0.2, 0.3, 0), firm(0.2, 0.5, 0), firm(0.2, 0.3), firm(0.2, 0.5)].map(quiet),
  found(firm(0.1, 0.3), 0.2, 0.6),
  found(firm(0.1, 0.3), 0.3, 0.9),
  found(firm(0.1, 0.3), 0.4, 0.95),
  found(firm(0.2, 0.3), 0.2, 0.1),
  found(firm(0.2, 0.3), 0.3, 0.35),
  found(firm(0.2, 0.3), 0.4, 0.7),
  ...[0.3, 0.4].map((fall) => sized(firm(0.1, 0.3), fall)),
  growing(firm(0.1, 0.3)),
  growing(firm(0.2, 0.3)),
];
