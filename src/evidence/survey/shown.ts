// Which figures of a wave may be shown, so that neither they nor their differences speak of a group that is too small.
import type { SurveyGroup, SurveySide } from "#facts/survey.ts";

/** How many people of each side answered. */
export interface AnsweredBy {
  readonly sales: number;
  readonly marketing: number;
}

/**
 * Groups that may be shown of one question. Where one side is too small its figures would follow from those of the other and of both together, so that
 * only both together are shown; where both together are too few, nothing.
 */
export function shownGroups({ sales, marketing }: AnsweredBy, fewest: number): SurveyGroup[] {
  const isHidden = (count: number) => count > 0 && count < fewest;
  if (sales + marketing < fewest) return [];
  if (isHidden(sales) || isHidden(marketing)) return ["joint"];
  if (sales === 0) return ["marketing"];
  if (marketing === 0) return ["sales"];
  return ["sales", "marketing", "joint"];
}

/** A sum that somebody can read: how often each cell is counted in it. Means, shares and counts of a group are such sums, its size being known. */
export type ShownSum = readonly number[];

/** More independent sums than this are not audited at once. */
export const mostSums = 16;

/**
 * The linear audit: the smallest sets of cells that hold 1 to `fewest` - 1 people and whose sum follows from the sums shown, whatever people answered.
 * `sizes`: people in each cell, a cell being people whom no figure tells apart. Empty: nobody's sum can be computed by adding and subtracting.
 * A sum that follows is fixed by what it is in the pivot cells of the reduced sums, so that all choices of fewer than `fewest` pivots are gone through.
 * At most 16 independent sums (RangeError). Source: the audit of linear queries, Chin and Ozsoyoglu 1982.
 */
export function computableGroups(shown: readonly ShownSum[], sizes: readonly number[], fewest: number): number[][] {
  const cells = sizes.flatMap((size, cell) => (size > 0 ? [cell] : []));
  const basis = reduced(shown.map((sum) => cells.map((cell) => sum[cell]!)));
  if (basis.length > mostSums) throw new RangeError(`${basis.length} independent sums are too many to audit: at most ${mostSums}`);
  const found: number[][] = [];
  const look = (from: number, sum: readonly number[], pivots: number) => {
    if (pivots > 0) {
      const set = cells.filter((_, place) => isNothing(sum[place]! - 1));
      const people = set.reduce((all, cell) => all + sizes[cell]!, 0);
      if (set.length > 0 && people < fewest && sum.every((value) => isNothing(value) || isNothing(value - 1))) found.push(set);
    }
    if (pivots === fewest - 1) return;
    for (let row = from; row < basis.length; row++)
      look(
        row + 1,
        sum.map((value, place) => value + basis[row]![place]!),
        pivots + 1,
      );
  };
  look(
    0,
    cells.map(() => 0),
    0,
  );
  const smallest = found.filter((set) => !found.some((other) => other !== set && other.length < set.length && other.every((cell) => set.includes(cell))));
  return smallest.toSorted((a, b) => a.length - b.length || a[0]! - b[0]!);
}

/** A wave as it is shown: which groups, and who (by any name) stands behind each side's figures. */
export interface ShownWave {
  /** Of a pulse, the statements that it asked for; null or left out: all, and the rest of the survey. */
  readonly statements?: readonly string[] | null;
  readonly groups: readonly SurveyGroup[];
  readonly sales: readonly string[];
  readonly marketing: readonly string[];
}

/** How many waves are audited at once: two independent sums a wave. */
export const wavesAudited = mostSums / 2;

/**
 * The audit over several waves, for an attacker who knows who answered in each and takes it that nobody changed their mind: the smallest sets of fewer
 * than `fewest` people whose sum follows. At most eight waves (RangeError).
 */
export function computablePeople(waves: readonly ShownWave[], fewest: number): string[][] {
  const everybody = [...new Set(waves.flatMap(({ sales, marketing }) => [...sales, ...marketing]))];
  const sideOf = waves.map(
    ({ sales, marketing }) => new Map([...sales.map((who) => [who, "sales"] as const), ...marketing.map((who) => [who, "marketing"] as const)]),
  );
  const byPattern = Map.groupBy(everybody, (who) => sideOf.map((sides) => sides.get(who) ?? "-").join(" "));
  const cells = [...byPattern.values()];
  const sums = waves.flatMap(({ groups }, wave) =>
    groups.map((group) =>
      cells.map(([who]) => {
        const side = sideOf[wave]!.get(who!);
        return Number(side !== undefined && (group === "joint" || group === side));
      }),
    ),
  );
  const sizes = cells.map((people) => people.length);
  return computableGroups(sums, sizes, fewest).map((set) => set.flatMap((cell) => cells[cell]!));
}

export interface Disclosed {
  readonly groups: readonly SurveyGroup[];
  /** One answer of each of these sides is left out, drawn by lot, and nobody knows which: with full figures a few people's answers would follow from earlier waves. */
  readonly leftOut: readonly SurveySide[];
}

/**
 * The runs of waves in which somebody can subtract: of each statement, the waves that asked for it; and of what only whole waves ask for, those. The same run is
 * audited once, over its last waves alone, so that pulses between two whole waves do not push one of them out of sight.
 */
export function runsOf(waves: readonly ShownWave[]): ShownWave[][] {
  const asks = (wave: ShownWave, statement: string) => wave.statements == null || wave.statements.includes(statement);
  const named = [...new Set(waves.flatMap(({ statements }) => statements ?? []))];
  const whole = waves.filter(({ statements }) => statements == null);
  const runs = [whole, ...named.map((statement) => waves.filter((wave) => asks(wave, statement)))].map((run) => run.slice(-wavesAudited));
  return [...new Map(runs.map((run) => [run.map((wave) => waves.indexOf(wave)).join(" "), run])).values()].filter((run) => run.length > 0);
}

/**
 * What of a wave may be shown beside the earlier ones. `statements`: those of a pulse. `isJoint`: only both sides together were promised. Where somebody's answers would follow by
 * subtraction, an answer is left out by lot on the sides concerned; such a wave is no ground for subtraction itself, for nobody knows whom it counts.
 */
export function disclosed(
  answered: { readonly sales: readonly string[]; readonly marketing: readonly string[] },
  {
    fewest,
    isJoint,
    earlier,
    statements = null,
  }: { readonly fewest: number; readonly isJoint: boolean; readonly earlier: readonly ShownWave[]; readonly statements?: readonly string[] | null },
): Disclosed {
  const groupsOf = (by: AnsweredBy): SurveyGroup[] => (isJoint ? (by.sales + by.marketing < fewest ? [] : ["joint"]) : shownGroups(by, fewest));
  const leftOut = new Set<SurveySide>();
  for (;;) {
    const count = (side: SurveySide) => Math.max(0, answered[side].length - Number(leftOut.has(side)));
    const groups = groupsOf({ sales: count("sales"), marketing: count("marketing") });
    const own: ShownWave = { ...answered, statements, groups: exactGroups(groups, [...leftOut]) };
    const runs = runsOf([...earlier, own]).filter((run) => run.includes(own));
    const waves = [...new Set(runs.flat())];
    const alone = new Set(runs.flatMap((run) => computablePeople(run, fewest)).flat());
    if (alone.size === 0) return { groups, leftOut: [...leftOut] };
    const still = (["sales", "marketing"] as const).filter((side) => !leftOut.has(side) && answered[side].length > 0);
    const concerned = still.filter((side) => waves.some((wave) => wave[side].some((who) => alone.has(who))));
    // Where only sums of the past give somebody away nothing that is shown now adds to it.
    if (still.length === 0) return { groups, leftOut: [...leftOut] };
    for (const side of concerned.length === 0 ? still : concerned) leftOut.add(side);
  }
}

/** Groups whose figures are of people that can be named: whoever subtracts can use no other. */
export function exactGroups(groups: readonly SurveyGroup[], leftOut: readonly SurveySide[]): SurveyGroup[] {
  return groups.filter((group) => (group === "joint" ? leftOut.length === 0 : !leftOut.includes(group)));
}

const isNothing = (value: number) => Math.abs(value) < 1e-9;

/** Rows in reduced echelon form, without rows that follow from the others. Small whole numbers: floating point is exact enough by far. */
function reduced(rows: number[][]): number[][] {
  const basis: number[][] = [];
  for (const row of rows) {
    const left = lessBasis(row, basis);
    const place = left.findIndex((value) => !isNothing(value));
    if (place === -1) continue;
    const one = left.map((value) => value / left[place]!);
    for (const [n, other] of basis.entries()) basis[n] = other.map((value, cell) => value - other[place]! * one[cell]!);
    basis.push(one);
  }
  return basis;
}

function lessBasis(row: readonly number[], basis: readonly number[][]): number[] {
  let left = [...row];
  for (const known of basis) {
    const place = known.findIndex((value) => !isNothing(value));
    const times = left[place]!;
    if (!isNothing(times)) left = left.map((value, cell) => value - times * known[cell]!);
  }
  return left;
}
