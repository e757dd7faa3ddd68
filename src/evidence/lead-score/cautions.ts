// What to beware of in a score: who was never worked, a mix that has changed, fields that are left out.
import type { Caution } from "#facts/papers.ts";
import { noDay } from "#facts/columns.ts";
import type { Lens } from "#evidence/kpi/lens.ts";
import type { Labels } from "#evidence/lead-score/labels.ts";
import type { Prospects } from "#evidence/lead-score/prospects.ts";
import type { ScoreTrait } from "#evidence/lead-score/traits.ts";

interface Scored {
  readonly prospects: Prospects;
  readonly traits: readonly { readonly trait: ScoreTrait; readonly leftOut: unknown }[];
  readonly labels: Labels;
  readonly isTested: boolean;
}

const someOf = 0.05;

export function scoreCautions(lens: Lens, { prospects, traits, labels, isTested }: Scored): Caution[] {
  const cautions: Caution[] = [];
  const untouched = neverWorked(lens, prospects, labels);
  if (untouched !== null && untouched.count > someOf * untouched.of) cautions.push({ code: "score-never-worked", details: untouched });
  if (traits.some(({ trait, leftOut }) => trait === "region" && leftOut === null)) cautions.push({ code: "score-region-stands-for-people" });
  if (!isTested) cautions.push({ code: "score-not-tested" });
  return cautions;
}

/** Ripe leads that nobody is known to have contacted: what became of them says nothing of how good they were. Null where contacts are not on record. */
function neverWorked({ facts: { leads } }: Lens, { unit, rows, ways }: Prospects, { places, weight }: Labels): { count: number; of: number } | null {
  if (unit === "deal" || !leads || leads.firstContactOn.every((day) => day === noDay)) return null;
  let [count, of] = [0, 0];
  places.forEach((n, place) => {
    if (weight[place] === 0) return;
    const row = rows[n]!;
    of++;
    count += Number(leads.firstContactOn[row] === noDay && ways.dealOf[row]! < 0);
  });
  return { count, of };
}
