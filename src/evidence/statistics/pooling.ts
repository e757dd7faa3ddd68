// Shares of small groups, each helped by what all groups have in common: the fewer cases, the more help; and who can be ranked before whom.
import type { Interval } from "#facts/papers.ts";
import { logGamma } from "#evidence/statistics/distributions.ts";
import { gaussLegendre } from "#evidence/statistics/gauss-legendre.ts";
import type { Counted } from "#evidence/statistics/proportion.ts";

export interface PooledShare {
  /** Mean of what is believed of the group's share once all groups have been seen. */
  readonly value: number;
  readonly interval: Interval;
  /** Best and worst place among the groups that chance leaves open; 1 is the highest share. */
  readonly bestPlace: number;
  readonly worstPlace: number;
}

export interface Pooled {
  readonly groups: readonly PooledShare[];
  /** Share of a group drawn anew from the same firm. */
  readonly mean: number;
  /** Pairs that are clear (chance above .95) and all pairs. */
  readonly clearPairs: number;
  readonly pairs: number;
}

/** Fewer groups say nothing of how groups differ. */
const fewestGroups = 3;
const clear = 0.95;

/**
 * Hierarchical model: each group's share is drawn from one beta curve, its hits from a binomial. What is not known of that curve (its mean; its
 * width as the correlation within a group, flat on 0..1) is integrated over, not guessed: intervals stay as wide as they must.
 * Over groups like these 90 % of the intervals hold the true share; that of one group far from all others is drawn towards them and is missed more often.
 * A group stands before another when the chance that its share is higher exceeds .95; with shares drawn together, looking at many pairs raises few false alarms.
 * Null under three groups with cases. Groups without cases get the firm's curve itself. Order of groups does not matter.
 * Source: Gelman and others, Bayesian Data Analysis, 5.3; Gelman, Hill and Yajima 2012 on many comparisons.
 */
export function pooledShares(groups: readonly Counted[], level = 0.9): Pooled | null {
  if (groups.filter(({ cases }) => cases > 0).length < fewestGroups) return null;
  const nodes = believedCurves(groups);
  const curves = groups.map((group) => curveOf(group, nodes));
  const above = groups.map(() => 0);
  const below = groups.map(() => 0);
  let clearPairs = 0;
  for (let one = 0; one < groups.length; one++) {
    for (let other = one + 1; other < groups.length; other++) {
      const chance = chanceAbove(curves[one]!, curves[other]!);
      if (chance > clear || chance < 1 - clear) {
        const [higher, lower] = chance > clear ? [one, other] : [other, one];
        below[higher]!++;
        above[lower]!++;
        clearPairs++;
      }
    }
  }
  return {
    groups: curves.map((curve, place) => ({
      value: curve.mean,
      interval: { low: quantile(curve, (1 - level) / 2), high: quantile(curve, (1 + level) / 2), level },
      bestPlace: above[place]! + 1,
      worstPlace: groups.length - below[place]!,
    })),
    mean: nodes.reduce((sum, { a, b, weight }) => sum + (weight * a) / (a + b), 0),
    clearPairs,
    pairs: (groups.length * (groups.length - 1)) / 2,
  };
}

/** One beta curve of groups, and how far it is believed. */
interface Node {
  readonly a: number;
  readonly b: number;
  readonly weight: number;
}

interface Place {
  readonly logit: number;
  readonly root: number;
}

/** Beta curves on a grid with their posterior weights: first coarse looks, then a fine one where the weight lies. */
function believedCurves(groups: readonly Counted[]): Node[] {
  const kinds = new Map<string, { hits: number; cases: number; count: number }>();
  for (const { hits, cases } of groups) {
    const kind = kinds.get(`${hits} ${cases}`) ?? { hits, cases, count: 0 };
    kinds.set(`${hits} ${cases}`, { ...kind, count: kind.count + 1 });
  }
  const list = [...kinds.values()].filter(({ cases }) => cases > 0).sort((x, y) => x.cases - y.cases || x.hits - y.hits);
  const heightAt = ({ logit, root }: Place) => {
    const { a, b } = betaAt({ logit, root });
    const none = logGamma(a) + logGamma(b) - logGamma(a + b);
    let sum = 0.5 * Math.log(a * b) - Math.log(a + b) + Math.log(root);
    for (const { hits, cases, count } of list) sum += count * (logGamma(a + hits) + logGamma(b + cases - hits) - logGamma(a + b + cases) - none);
    return sum;
  };
  let box: Box = { from: { logit: -9, root: 0.001 }, to: { logit: 9, root: 0.999 } };
  for (const [many, deep] of looks) box = closer(box, { many, deep, heightAt });
  const fine = gridOver(box, [20, 20]);
  const logs = fine.map(({ at, weight }) => heightAt(at) + Math.log(weight));
  const most = Math.max(...logs);
  const all = fine.map(({ at }, n) => Object.assign(betaAt(at), { weight: Math.exp(logs[n]! - most) })).filter(({ weight }) => weight > 1e-4);
  const total = all.reduce((sum, { weight }) => sum + weight, 0);
  return all.map(({ a, b, weight }) => ({ a, b, weight: weight / total }));
}

interface Box {
  readonly from: Place;
  readonly to: Place;
}

const looks = [
  [40, 14],
  [20, 12],
  [20, 12],
] as const;

/** The part of a box in which anything worth a ten thousandth of the best lies, with a step to spare on each side. */
function closer({ from, to }: Box, { many, deep, heightAt }: { many: number; deep: number; heightAt: (place: Place) => number }): Box {
  const steps = { logit: (to.logit - from.logit) / many, root: (to.root - from.root) / deep };
  const at = Array.from({ length: many }, (_, i) => i).flatMap((i) =>
    Array.from({ length: deep }, (__, j) => ({ logit: from.logit + (i + 0.5) * steps.logit, root: from.root + (j + 0.5) * steps.root })),
  );
  const heights = at.map(heightAt);
  const top = Math.max(...heights);
  const kept = at.filter((_, n) => heights[n]! > top - 9);
  const end = (field: keyof Place, side: -1 | 1) => {
    const last = kept.reduce((most, place) => (side * place[field] > side * most ? place[field] : most), kept[0]![field]);
    return side === 1 ? Math.min(to[field], last + steps[field]) : Math.max(from[field], last - steps[field]);
  };
  return { from: { logit: end("logit", -1), root: end("root", -1) }, to: { logit: end("logit", 1), root: end("root", 1) } };
}

/** Mean by its log odds; strength by the root of the correlation within a group: a + b = 1 / root² - 1. */
function betaAt({ logit, root }: Place): { a: number; b: number } {
  const mean = 1 / (1 + Math.exp(-logit));
  const strength = 1 / (root * root) - 1;
  return { a: mean * strength, b: (1 - mean) * strength };
}

function gridOver({ from, to }: Box, [many, deep]: readonly [number, number]): { at: Place; weight: number }[] {
  const [logits, roots] = [gaussLegendre(many), gaussLegendre(deep)];
  return Array.from(logits.nodes).flatMap((x, i) =>
    Array.from(roots.nodes, (y, j) => ({
      at: { logit: from.logit + x * (to.logit - from.logit), root: from.root + y * (to.root - from.root) },
      weight: logits.weights[i]! * roots.weights[j]!,
    })),
  );
}

/** What is believed of one group's share, on the angle at which p = sin²: there all shares are about equally sure. */
interface Curve {
  readonly mean: number;
  readonly from: number;
  readonly step: number;
  /** Weight of each step, and the sum up to and with it. */
  readonly density: Float64Array;
  readonly below: Float64Array;
}

const steps = 240;

function curveOf({ hits, cases }: Counted, nodes: readonly Node[]): Curve {
  let [mean, square] = [0, 0];
  for (const { a, b, weight } of nodes) {
    const [one, all] = [a + hits, a + b + cases];
    mean += (weight * one) / all;
    square += (weight * one * (one + 1)) / (all * (all + 1));
  }
  const spread = Math.sqrt(Math.max(1e-300, square - mean * mean)) / (2 * Math.sqrt(Math.max(1e-12, mean * (1 - mean))));
  const middle = Math.asin(Math.sqrt(mean));
  const [from, to] = [Math.max(0, middle - 8 * spread), Math.min(Math.PI / 2, middle + 8 * spread)];
  const step = (to - from) / steps;
  const [density, below] = [new Float64Array(steps), new Float64Array(steps)];
  const [logs, others] = [new Float64Array(steps), new Float64Array(steps)];
  for (let k = 0; k < steps; k++) {
    const angle = from + (k + 0.5) * step;
    logs[k] = 2 * Math.log(Math.sin(angle));
    others[k] = 2 * Math.log(Math.cos(angle));
  }
  for (const { a, b, weight } of nodes) {
    const [one, other] = [a + hits, b + cases - hits];
    const start = Math.log(weight) + Math.LN2 - logGamma(one) - logGamma(other) + logGamma(one + other);
    for (let k = 0; k < steps; k++) density[k]! += Math.exp(start + (one - 0.5) * logs[k]! + (other - 0.5) * others[k]!);
  }
  let sum = 0;
  for (let k = 0; k < steps; k++) sum += density[k]!;
  let upTo = 0;
  for (let k = 0; k < steps; k++) {
    density[k]! /= sum;
    upTo += density[k]!;
    below[k] = upTo;
  }
  return { mean, from, step, density, below };
}

const shareAt = (angle: number) => Math.sin(angle) ** 2;

function quantile({ from, step, density, below }: Curve, p: number): number {
  let k = 0;
  while (k < steps - 1 && below[k]! < p) k++;
  const inside = density[k]! > 0 ? 1 - (below[k]! - p) / density[k]! : 0;
  return shareAt(from + step * (k + Math.min(1, Math.max(0, inside))));
}

/** Chance that the share of the first lies above that of the second. */
function chanceAbove(one: Curve, other: Curve): number {
  let chance = 0;
  for (let k = 0; k < steps; k++) chance += one.density[k]! * belowAt(other, one.from + (k + 0.5) * one.step);
  return chance;
}

function belowAt({ from, step, below }: Curve, angle: number): number {
  const place = (angle - from) / step;
  if (place <= 0) return 0;
  if (place >= steps) return 1;
  const k = Math.floor(place);
  const before = k === 0 ? 0 : below[k - 1]!;
  return before + (place - k) * (below[k]! - before);
}
