// Ages at which a curve's height is taken, so that its area over each whole day adds up exactly.
import { gaussLegendre } from "#evidence/statistics/gauss-legendre.ts";

/** Places on the scale of ln age with their weights; those of day d are `from[d]` up to, not including, `from[d + 1]`. */
export interface DayNodes {
  readonly logAge: Float64Array;
  readonly weight: Float64Array;
  readonly from: Int32Array;
}

/** No panel is wider than this on the scale of ln age: a curve whose spread is a fifth of that is still added up to eight digits. */
const widest = 0.3;
/** The first half day reaches back to an age of e^-200 days, its panels growing by half. */
const reach = 200;

/**
 * For days 0 up to `days`: day d covers ages d - 1/2 to d + 1/2, day 0 the first half day. Few heights a day suffice once a day is a small part of an age:
 * two from the sixtieth day on, where the panel is narrower than 1/60.
 */
export function dayNodes(days: number): DayNodes {
  const [places, weights, from]: [number[], number[], Int32Array] = [[], [], new Int32Array(days + 1)];
  const rules = new Map([2, 3, 4, 8].map((count) => [count, gaussLegendre(count)]));
  const add = (left: number, right: number, count: number) => {
    const rule = rules.get(count)!;
    for (let n = 0; n < count; n++) {
      places.push(left + rule.nodes[n]! * (right - left));
      weights.push(rule.weights[n]! * (right - left));
    }
  };
  for (let day = 0; day < days; day++) {
    if (day === 0) for (const [left, right] of beforeNoon()) add(left, right, 8);
    else {
      const [left, right] = [Math.log(day - 0.5), Math.log(day + 0.5)];
      const parts = Math.ceil((right - left) / widest);
      const count = day >= 60 ? 2 : day >= 20 ? 3 : day >= 8 ? 4 : 8;
      for (let part = 0; part < parts; part++) add(left + ((right - left) * part) / parts, left + ((right - left) * (part + 1)) / parts, count);
    }
    from[day + 1] = places.length;
  }
  return { logAge: Float64Array.from(places), weight: Float64Array.from(weights), from };
}

function beforeNoon(): [left: number, right: number][] {
  const panels: [number, number][] = [];
  let [right, width] = [Math.log(0.5), widest];
  const end = right - reach;
  while (right > end) {
    panels.unshift([right - width, right]);
    right -= width;
    if (panels.length > 8) width *= 1.5;
  }
  return panels;
}
