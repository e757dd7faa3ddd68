// Whether leads that nobody answered are others than the rest: then they were chosen, not late, and their low share says little of waiting.
import { gammaAbove } from "#evidence/statistics/distributions.ts";
import { holm } from "#evidence/statistics/multiplicity.ts";
import type { ResponseLeads } from "#evidence/response/leads.ts";

export const selectionTraits = ["grade", "channel", "hour", "weekday"] as const;
export type SelectionTrait = (typeof selectionTraits)[number];

export interface SelectionTest {
  readonly trait: SelectionTrait;
  /** Chance of so large a difference, were they left by chance; corrected for four looks (Holm). */
  readonly pValue: number;
  /** Cramer's V: 0 no difference, 1 the trait decides. */
  readonly strength: number;
  /** The value with the most and the one with the least unanswered among those with enough leads: code, leads, share. */
  readonly most: { readonly code: number; readonly leads: number; readonly share: number };
  readonly least: { readonly code: number; readonly leads: number; readonly share: number };
}

export interface Unanswered {
  readonly leads: number;
  readonly share: number;
  readonly tests: readonly SelectionTest[];
  /** True where any trait differs more than chance makes. */
  readonly isChosen: boolean;
}

const fewestInGroup = 10;
const fewestUnanswered = 10;

/** Hours of the day in fours, so that no group is too small to speak of. */
const hourStep = 4;

/** Pearson's chi-squared of unanswered by each trait, values with fewer than ten leads put together. Null with fewer than ten unanswered, or none answered. */
export function unansweredOf(of: ResponseLeads): Unanswered | null {
  const isNever = Uint8Array.from(of.hours, (hours) => Number(Number.isNaN(hours)));
  const never = isNever.reduce((sum, one) => sum + one, 0);
  if (never < fewestUnanswered || never === isNever.length) return null;
  const columns: Readonly<Record<SelectionTrait, ArrayLike<number>>> = {
    grade: of.grade,
    channel: of.channel,
    hour: of.hourOfDay.map((hour) => Math.floor(hour / hourStep)),
    weekday: of.weekday,
  };
  const found = selectionTraits.flatMap((trait) => {
    const test = tested(columns[trait], isNever);
    return test === null ? [] : [{ trait, ...test }];
  });
  const corrected = holm(found.map(({ pValue }) => pValue));
  const tests = found.map((test, place) => Object.assign(test, { pValue: corrected[place]! }));
  return { leads: never, share: never / isNever.length, tests, isChosen: tests.some(({ pValue }) => pValue < 0.05) };
}

function tested(codes: ArrayLike<number>, isNever: Uint8Array): Omit<SelectionTest, "trait"> | null {
  const counts = new Map<number, { leads: number; never: number }>();
  for (let row = 0; row < isNever.length; row++) {
    let own = counts.get(codes[row]!);
    if (!own) counts.set(codes[row]!, (own = { leads: 0, never: 0 }));
    own.leads++;
    own.never += isNever[row]!;
  }
  const groups = [...counts].map(([code, own]) => Object.assign(own, { code }));
  const large = groups.filter(({ leads }) => leads >= fewestInGroup);
  const small = groups.filter(({ leads }) => leads < fewestInGroup);
  const rest = { leads: 0, never: 0 };
  for (const { leads, never } of small) {
    rest.leads += leads;
    rest.never += never;
  }
  const cells: readonly { leads: number; never: number }[] = rest.leads === 0 ? large : [...large, rest];
  if (cells.length < 2 || large.length < 2) return null;
  const all = cells.reduce((sum, { leads }) => sum + leads, 0);
  const share = cells.reduce((sum, { never }) => sum + never, 0) / all;
  const chi = cells.reduce((sum, { leads, never }) => sum + (never - leads * share) ** 2 / (leads * share * (1 - share)), 0);
  const shares = large.map(({ code, leads, never }) => ({ code, leads, share: never / leads })).sort((a, b) => b.share - a.share);
  return {
    pValue: gammaAbove((cells.length - 1) / 2, chi / 2),
    strength: Math.sqrt(chi / all),
    most: shares[0]!,
    least: shares.at(-1)!,
  };
}
