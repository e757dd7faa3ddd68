// What to beware of in a score: who was never worked, a mix that has changed, fields that are left out.
import type { Caution, NumberWithPapers } from "#facts/papers.ts";
import { noDay } from "#facts/columns.ts";
import type { Lens } from "#evidence/kpi/lens.ts";
import type { Prospects } from "#evidence/lead-score/prospects.ts";
import type { ScoreTrait } from "#evidence/lead-score/traits.ts";

interface Scored {
  readonly prospects: Prospects;
  readonly traits: readonly { readonly trait: ScoreTrait; readonly leftOut: unknown }[];
  readonly ripe: Int32Array;
  /** Wins promised for each that came; null where the score could not be tested. */
  readonly expected: NumberWithPapers | null;
}

const someOf = 0.05;

export function scoreCautions(lens: Lens, { prospects, traits, ripe, expected }: Scored): Caution[] {
  const cautions: Caution[] = [];
  const untouched = neverWorked(lens, prospects, ripe);
  if (untouched !== null && untouched.count > someOf * untouched.of) cautions.push({ code: "score-never-worked", details: untouched });
  if (traits.some(({ trait, leftOut }) => trait === "region" && leftOut === null)) cautions.push({ code: "score-region-stands-for-people" });
  if (expected === null) cautions.push({ code: "score-not-tested" });
  else if ((expected.interval?.low ?? 0) > 1) cautions.push({ code: "score-too-hopeful", details: { expected: expected.value!.toFixed(2) } });
  return cautions;
}

/** Ripe leads that nobody is known to have contacted: what became of them says nothing of how good they were. Null where contacts are not on record. */
function neverWorked({ facts: { leads } }: Lens, { unit, rows, ways }: Prospects, ripe: Int32Array): { count: number; of: number } | null {
  if (unit === "deal" || !leads || leads.firstContactOn.every((day) => day === noDay)) return null;
  const untouched = ripe.filter((n) => leads.firstContactOn[rows[n]!] === noDay && ways.dealOf[rows[n]!]! < 0);
  return { count: untouched.length, of: ripe.length };
}
