// Simulated entrants with a known truth: a share converts in the end, a curve (Weibull's, unless another is asked for) says when, and everybody is seen from entry to today.
import type { Dice } from "#kit/dice.ts";
import { type Counted, countedOf } from "#evidence/ripening/counted.ts";

export interface RipeningWorld {
  readonly entrants: number;
  /** Share that converts in the end. */
  readonly rate: number;
  /** Entrants came in over so many days up to today. */
  readonly span: number;
  readonly scale?: number;
  readonly shape?: number;
  /** Prentice's Q: 1 is Weibull's curve, 0 the lognormal (scale is then its median). */
  readonly bend?: number;
}

export interface DrawnEntrants {
  /** Age in days at conversion, else today. */
  readonly age: Int32Array;
  readonly isConverted: Uint8Array;
  /** Age today. */
  readonly watched: Int32Array;
}

export function drawnEntrants(dice: Dice, { entrants, rate, span, scale = 75, shape = 1.4, bend = 1 }: RipeningWorld): DrawnEntrants {
  const lag = () => {
    if (bend === 1) return scale * dice.exponential() ** (1 / shape);
    const w = bend === 0 ? dice.normal() : Math.log(bend * bend * dice.gamma(1 / (bend * bend))) / bend;
    return scale * Math.exp(w / shape);
  };
  const drawn = { age: new Int32Array(entrants), isConverted: new Uint8Array(entrants), watched: new Int32Array(entrants) };
  for (let n = 0; n < entrants; n++) {
    const today = dice.uniform() * span;
    const at = dice.chance(rate) ? lag() : Infinity;
    drawn.watched[n] = Math.round(today);
    drawn.isConverted[n] = Number(at <= today);
    drawn.age[n] = Math.round(Math.min(at, today));
  }
  return drawn;
}

export const countedWorld = (dice: Dice, world: RipeningWorld): Counted => {
  const { age, isConverted } = drawnEntrants(dice, world);
  return countedOf(age, isConverted);
};
