// A family of curves for "when", of which Weibull's is one: the generalised gamma distribution, smooth through all its members.
import { gaussLegendre } from "#evidence/statistics/gauss-legendre.ts";

/**
 * Generalised gamma in Prentice's parameters: ln t = mu + sigma w, where w has the density below with one number Q that bends it.
 * Q = 1: Weibull with shape 1 / sigma; Q = 0: lognormal; Q = sigma: gamma; Q below 0: a tail heavier than the lognormal's.
 * With k = Q^-2: ln g(w) = ln|Q| + k ln k - ln Gamma(k) + k (Q w - e^(Q w)). Written so, small Q loses all digits; here it stands as
 * -ln(2 pi) / 2 - r(k) + w^2 h(Q w), with Stirling's rest r(k) = ln Gamma(k) - (k - 1/2) ln k + k - ln(2 pi) / 2 and h(x) = (x - (e^x - 1)) / x^2,
 * both smooth at Q = 0. The mode is w = 0 and g is log-concave for every Q. Source: Prentice 1974; Farewell and Prentice 1977; Cox and others 2007.
 */
export interface GenGamma {
  readonly mu: number;
  readonly sigma: number;
  /** Q. */
  readonly bend: number;
}

const halfLog2Pi = Math.log(2 * Math.PI) / 2;

/** Stirling's rest at k = Q^-2 and its slope along Q; both 0 at Q = 0. */
export function stirlingRest(bend: number): readonly [rest: number, slope: number] {
  const square = bend * bend;
  if (square <= 0.1) return restSeries(bend);
  // r(k) = r(k + 1) + (k + 1/2) ln(1 + 1/k) - 1 brings k to where the series is exact.
  let k = 1 / square;
  let [rest, byK] = [0, 0];
  for (; k < 10; k++) {
    rest += (k + 0.5) * Math.log1p(1 / k) - 1;
    byK += Math.log1p(1 / k) - (k + 0.5) / (k * (k + 1));
  }
  const far = 1 / Math.sqrt(k);
  const [farRest, farSlope] = restSeries(far);
  // dk / dQ = -2 Q^-3, at both places.
  return [rest + farRest, (byK - (farSlope * far ** 3) / 2) * (-2 / (square * bend))];
}

/** r = 1/(12 k) - 1/(360 k^3) + 1/(1260 k^5) - 1/(1680 k^7), for k of 10 and more exact to 1e-12. */
function restSeries(bend: number): readonly [rest: number, slope: number] {
  const s = bend * bend;
  const s2 = s * s;
  return [s * (1 / 12 + s2 * (-1 / 360 + s2 * (1 / 1260 - s2 / 1680))), bend * (1 / 6 + s2 * (-1 / 60 + s2 * (1 / 126 - s2 / 120)))];
}

/** Below this the fractions of the bend are added up as series. */
const nearZero = 0.5;
/** h = -sum x^(n-2) / n!, n from 2 on, and its slope: enough of both for all digits below one half. */
const terms = 12;
const [heights, slopes] = [new Float64Array(terms), new Float64Array(terms)];
for (let n = 0, inverse = 0.5; n < terms; n++) {
  heights[n] = -inverse;
  slopes[n] = (-(n + 1) * inverse) / (n + 3);
  inverse /= n + 3;
}

/** h(x) = (x - (e^x - 1)) / x^2. */
export function bendOf(x: number): number {
  if (Math.abs(x) > nearZero) return (x - Math.expm1(x)) / (x * x);
  let h = 0;
  for (let n = terms - 1; n >= 0; n--) h = h * x + heights[n]!;
  return h;
}

/** Its slope. */
export function bendSlope(x: number): number {
  if (Math.abs(x) > nearZero) {
    const grown = Math.expm1(x);
    return (2 * (grown - x) - x * grown) / (x * x * x);
  }
  let slope = 0;
  for (let n = terms - 1; n >= 0; n--) slope = slope * x + slopes[n]!;
  return slope;
}

/** ln of the density of w; minus infinity far out. */
export function logDensity(w: number, bend: number): number {
  return w * w * bendOf(bend * w) - stirlingRest(bend)[0] - halfLog2Pi;
}

const { nodes, weights } = gaussLegendre(8);
const panel = 0.5;

/** Chance that w lies below a place: half-wide panels of eight heights from the place leftward, wider ones where only the tail is left. Absolute error below 1e-12. */
export function belowStandard(place: number, bend: number): number {
  if (place === -Infinity) return 0;
  const rest = stirlingRest(bend)[0] + halfLog2Pi;
  let [sum, right, width] = [0, Math.min(place, 60), panel];
  while (right > -700) {
    const left = right - width;
    let part = 0;
    for (let n = 0; n < nodes.length; n++) {
      const w = left + nodes[n]! * width;
      part += weights[n]! * Math.exp(w * w * bendOf(bend * w) - rest);
    }
    sum += part * width;
    if (right < 0 && part * width < 1e-18) break;
    if (left < -8) width *= 1.2;
    right = left;
  }
  return Math.min(1, sum);
}

/** The w below which it lies with a chance between 0 and 1. */
export function quantileStandard(chance: number, bend: number): number {
  let [low, high] = [-1, 1];
  while (belowStandard(low, bend) > chance && low > -600) low *= 2;
  while (belowStandard(high, bend) < chance && high < 50) high *= 2;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (belowStandard(middle, bend) < chance) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
