// Leads of which the truth is known: what waiting does to them, whether the good ones are called first, who is never called.
import type { ResponseLeads } from "#evidence/response/leads.ts";
import { diceOf } from "#kit/dice.ts";

export interface ResponseTruth {
  readonly seed: number;
  readonly leads: number;
  /** By how much each band of waiting lowers the chance. */
  readonly fall: number;
  readonly isGoodFirst: boolean;
  /** Leads of a kind that are never called more often than others, so many of them: chosen, not late. */
  readonly skips?: { readonly trait: "grade" | "channel" | "night"; readonly share: number };
  /** By how much those who come out of hours are less often tried within the day. */
  readonly nightsWait?: number;
  /** What a try within the day adds to the chance. */
  readonly worth?: number;
}

/** A middle wait in each band, in working hours. */
const bandHours = [0.5, 2, 6, 16, 48, 100];
const base = [0.5, 0.35, 0.2];

/** Three grades, three channels, ten people; bands by dice, earlier for good grades where they are called first. One lead in twenty is never called, but for those that are chosen so: the lowest grade, the second channel, or what comes in the first four hours of the day. */
export function responseWorld({ seed, leads, fall, isGoodFirst, skips, nightsWait = 0, worth = 0 }: ResponseTruth): ResponseLeads {
  const dice = diceOf(seed);
  const numbers = () => new Float64Array(leads);
  const codes = () => new Int32Array(leads);
  const bytes = () => new Uint8Array(leads);
  const of = {
    hours: numbers(),
    elapsed: numbers(),
    hit: bytes(),
    isOutOfHours: bytes(),
    hourOfDay: bytes(),
    weekday: bytes(),
    grade: codes(),
    channel: codes(),
    person: codes(),
  };
  for (let row = 0; row < leads; row++) {
    const grade = Math.floor(dice.uniform() * 3);
    of.grade[row] = grade;
    of.channel[row] = Math.floor(dice.uniform() * 3);
    of.person[row] = Math.floor(dice.uniform() * 10);
    of.hourOfDay[row] = Math.floor(dice.uniform() * 24);
    of.weekday[row] = Math.floor(dice.uniform() * 7);
    of.isOutOfHours[row] = dice.uniform() < 0.4 ? 1 : 0;
    const wish = dice.uniform() * 6;
    const band = Math.min(5, Math.floor(isGoodFirst ? (wish + grade * 3) / 2 : wish));
    const isOfKind = { grade: grade === 2, channel: of.channel[row] === 1, night: of.hourOfDay[row]! < 4 };
    const isNever = dice.uniform() < (skips !== undefined && isOfKind[skips.trait] ? skips.share : 0.05);
    const inDay = dice.uniform() < (band < 3 ? 0.9 : 0.3) - (of.isOutOfHours[row] === 1 ? nightsWait * (band < 3 ? 1 : 0.3) : 0);
    of.hours[row] = isNever ? Number.NaN : bandHours[band]!;
    of.elapsed[row] = isNever ? Number.NaN : inDay ? 10 : 60;
    const chance = base[grade]! - fall * band + (inDay && !isNever ? worth : 0);
    of.hit[row] = dice.uniform() < Math.max(0.01, chance) ? 1 : 0;
  }
  return { outcome: "sales-qualified", within: 60, rows: Int32Array.from({ length: leads }, (_, row) => row), ...of, tooYoung: 0, returnedUntried: 0 };
}
