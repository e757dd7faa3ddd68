// Conversions counted by age: all that a ripening curve needs to know of a million leads.

/** `converted[d]` units converted at an age of d days; `waiting[a]` had not when they were last looked at, at an age of a days. Both of one length. */
export interface Counted {
  readonly converted: Int32Array;
  readonly waiting: Int32Array;
}

/**
 * Counts units by age in one pass. `until[i]` is the age (whole days, 0 and up) at conversion where `isConverted[i]` is 1, else the age on the last day seen.
 * A unit that was lost is one that has not converted by its age today, whether somebody closed it or not: so deals that nobody closed distort nothing.
 * Rows with a negative age are left out. Order of rows does not matter.
 */
export function countedOf(until: ArrayLike<number>, isConverted: ArrayLike<number>, rows?: ArrayLike<number>): Counted {
  const many = rows?.length ?? until.length;
  let oldest = -1;
  for (let n = 0; n < many; n++) {
    const age = until[rows === undefined ? n : rows[n]!]!;
    if (age > oldest) oldest = age;
  }
  const [converted, waiting] = [new Int32Array(oldest + 1), new Int32Array(oldest + 1)];
  for (let n = 0; n < many; n++) {
    const row = rows === undefined ? n : rows[n]!;
    const age = until[row]!;
    if (age < 0) continue;
    if (isConverted[row] === 1) converted[age]!++;
    else waiting[age]!++;
  }
  return { converted, waiting };
}

export const sumOf = (counts: ArrayLike<number>): number => {
  let sum = 0;
  for (let at = 0; at < counts.length; at++) sum += counts[at]!;
  return sum;
};

/** Several groups as one. */
export function together(groups: readonly Counted[]): Counted {
  const days = Math.max(0, ...groups.map((group) => group.converted.length));
  const all = { converted: new Int32Array(days), waiting: new Int32Array(days) };
  for (const { converted, waiting } of groups) {
    for (let day = 0; day < converted.length; day++) {
      all.converted[day]! += converted[day]!;
      all.waiting[day]! += waiting[day]!;
    }
  }
  return all;
}

/** Fewer still waiting than this, and the age counts as not watched. */
const fewestWaiting = 10;

/** The age up to which conversions were watched: the greatest that at least ten units have passed without converting; 0 where there are not so many. */
export function watchedDays({ waiting }: Counted): number {
  let passed = 0;
  for (let age = waiting.length - 1; age >= 0; age--) {
    passed += waiting[age]!;
    if (passed >= fewestWaiting) return age;
  }
  return 0;
}

/** Conversions per unit and day at ages `from` up to, not including, `until`; null where nobody was watched then. */
export function paceBetween({ converted, waiting }: Counted, from: number, until: number): number | null {
  let [atRisk, events, exposure] = [0, 0, 0];
  for (let day = converted.length - 1; day >= from; day--) {
    atRisk += converted[day]! + waiting[day]!;
    if (day >= until) continue;
    events += converted[day]!;
    exposure += atRisk;
  }
  return exposure === 0 ? null : events / exposure;
}
