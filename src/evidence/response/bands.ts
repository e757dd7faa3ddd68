// Waiting times as bands: working hours for everybody, minutes where a company is that fast.

export interface Band {
  readonly key: string;
  /** Working hours; from included, until not; never has none. */
  readonly from: number | null;
  readonly until: number | null;
}

const minute = 1 / 60;
const slow: readonly Band[] = [
  { key: "1-4h", from: 1, until: 4 },
  { key: "4-8h", from: 4, until: 8 },
  { key: "8-24h", from: 8, until: 24 },
  { key: "24-72h", from: 24, until: 72 },
  { key: "later", from: 72, until: Infinity },
  { key: "never", from: null, until: null },
];
const firstHour: readonly Band[] = [{ key: "0-1h", from: 0, until: 1 }];
const minutes: readonly Band[] = [
  { key: "0-5m", from: 0, until: 5 * minute },
  { key: "5-15m", from: 5 * minute, until: 15 * minute },
  { key: "15-60m", from: 15 * minute, until: 1 },
];

/** The first hour is cut into minutes where so many leads were tried within it, and some of them within five minutes. */
const enoughForMinutes = 90;
const enoughOfEach = 10;

export function bandsFor(hours: Float64Array): readonly Band[] {
  const within = (limit: number) => hours.reduce((count, one) => count + Number(one < limit), 0);
  const isFast = within(1) >= enoughForMinutes && within(5 * minute) >= enoughOfEach && within(15 * minute) - within(5 * minute) >= enoughOfEach;
  return [...(isFast ? minutes : firstHour), ...slow];
}

/** Place of each wait in the bands; the last is never. */
export function bandsOf(hours: Float64Array, bands: readonly Band[]): Int32Array {
  const edges = bands.slice(0, -1).map(({ until }) => until!);
  return Int32Array.from(hours, (one) => {
    if (Number.isNaN(one)) return bands.length - 1;
    let place = 0;
    while (one >= edges[place]!) place++;
    return place;
  });
}
