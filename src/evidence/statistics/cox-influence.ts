// Which single records a Cox fit hangs on: how far each ratio would move without one of them.
import type { CoxFit, CoxInput } from "#evidence/statistics/cox.ts";

/** Sums by day, added up from day 0: place `day + 1` holds all ends up to and with the day. */
interface Path {
  /** Of 1 / (sum of paces at risk), over all ends. */
  readonly hazard: Float64Array;
  /** The same times the columns' means at risk, day after day. */
  readonly byMean: Float64Array;
  /** For the ends of one day alone: what Efron's ties take off again, and the columns' means. */
  readonly tied: Float64Array;
  readonly tiedByMean: Float64Array;
  readonly means: Float64Array;
}

/**
 * Gives, for a row of the input, by how many of its own standard errors each coefficient would fall without that row (dfbetas): the row's score residual
 * times the covariance, over the standard error. First order: exact for small moves, which is what it is asked for. Efron's ties and late entry as in
 * `fitCox`; rows that were never watched move nothing. One pass over rows and one over days, then a few sums a row.
 * Source: Cain and Lange 1984; Therneau and Grambsch 2000, chapter 7.
 */
export function influenceOf(input: CoxInput, fit: CoxFit): (row: number) => Float64Array {
  const { enteredAfter, until, ended, columns } = input;
  const size = columns.length;
  const centres = centresOf(input);
  const x = (row: number, j: number) => columns[j]![row]! - centres[j]!;
  const paceOf = (row: number) => {
    let exponent = 0;
    for (let j = 0; j < size; j++) exponent += fit.coefficients[j]! * x(row, j);
    return Math.exp(exponent);
  };
  const path = pathOf(input, { x, paceOf });
  const score = new Float64Array(size);
  return (row) => {
    score.fill(0);
    const [first, last] = [Math.max(0, enteredAfter[row]! + 1), until[row]!];
    if (last >= first) {
      const pace = paceOf(row);
      for (let j = 0; j < size; j++) {
        const own = x(row, j);
        const since = path.byMean[(last + 1) * size + j]! - path.byMean[first * size + j]!;
        score[j]! -= pace * (own * (path.hazard[last + 1]! - path.hazard[first]!) - since);
        if (ended[row] === 1) score[j]! += own - path.means[last * size + j]! + pace * (own * path.tied[last]! - path.tiedByMean[last * size + j]!);
      }
    }
    return Float64Array.from({ length: size }, (_, j) => {
      let shift = 0;
      for (let i = 0; i < size; i++) shift += fit.covariance[j * size + i]! * score[i]!;
      return shift / fit.standardErrors[j]!;
    });
  };
}

type Read = { readonly x: (row: number, j: number) => number; readonly paceOf: (row: number) => number };

function pathOf({ enteredAfter, until, ended, columns }: CoxInput, { x, paceOf }: Read): Path {
  const size = columns.length;
  const width = size + 1;
  const days = until.reduce((most, day, row) => (day > enteredAfter[row]! && day > most ? day : most), -1) + 1;
  const [risk, ending, ends] = [new Float64Array((days + 1) * width), new Float64Array(days * width), new Int32Array(days)];
  for (let row = 0; row < until.length; row++) {
    const [first, last] = [Math.max(0, enteredAfter[row]! + 1), until[row]!];
    if (last < first) continue;
    const pace = paceOf(row);
    if (ended[row] === 1) ends[last]!++;
    for (let j = 0; j < width; j++) {
      const amount = j === size ? pace : pace * x(row, j);
      risk[last * width + j]! += amount;
      if (first > 0) risk[(first - 1) * width + j]! -= amount;
      if (ended[row] === 1) ending[last * width + j]! += amount;
    }
  }
  for (let day = days - 2; day >= 0; day--) for (let j = 0; j < width; j++) risk[day * width + j]! += risk[(day + 1) * width + j]!;
  const path: Path = {
    hazard: new Float64Array(days + 1),
    byMean: new Float64Array((days + 1) * size),
    tied: new Float64Array(days),
    tiedByMean: new Float64Array(days * size),
    means: new Float64Array(days * size),
  };
  for (let day = 0; day < days; day++) {
    path.hazard[day + 1] = path.hazard[day]!;
    for (let j = 0; j < size; j++) path.byMean[(day + 1) * size + j] = path.byMean[day * size + j]!;
    for (let tie = 0; tie < ends[day]!; tie++) {
      const left = tie / ends[day]!;
      const total = risk[day * width + size]! - left * ending[day * width + size]!;
      path.hazard[day + 1]! += 1 / total;
      path.tied[day]! += left / total;
      for (let j = 0; j < size; j++) {
        const mean = (risk[day * width + j]! - left * ending[day * width + j]!) / total;
        path.byMean[(day + 1) * size + j]! += mean / total;
        path.tiedByMean[day * size + j]! += (left * mean) / total;
        path.means[day * size + j]! += mean / ends[day]!;
      }
    }
  }
  return path;
}

/** Means of the columns over rows that were watched: moving a column changes no coefficient and keeps exponents small. */
function centresOf({ enteredAfter, until, columns }: CoxInput): Float64Array {
  return Float64Array.from(columns, (column) => {
    let [sum, count] = [0, 0];
    for (let row = 0; row < until.length; row++) {
      if (until[row]! <= enteredAfter[row]!) continue;
      sum += column[row]!;
      count++;
    }
    return count === 0 ? 0 : sum / count;
  });
}
