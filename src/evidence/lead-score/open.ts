// Those still open: the chance each had on its first day, the chance it has now, and the reasons in order of weight.
import { type Line, recalibrated } from "#evidence/statistics/foresight.ts";
import type { Explained } from "#evidence/lead-score/effects.ts";
import type { ScoreModel, Stays } from "#evidence/lead-score/model.ts";
import { type Prospects, fate } from "#evidence/lead-score/prospects.ts";
import type { ScoreTrait, TraitColumn } from "#evidence/lead-score/traits.ts";

/** One that is open. */
export interface Standing {
  readonly id: string;
  readonly cameOn: number;
  readonly ageDays: number;
  /** Chance to be won within the window, seen on the first day, with its range. */
  readonly chance: number;
  readonly low: number;
  readonly high: number;
  /** The same seen today; null once it is older than the window. */
  readonly chanceNow: number | null;
  /** What raises (above 1) or lowers its odds beside the average, the strongest first. */
  readonly reasons: readonly { readonly trait: ScoreTrait; readonly name: string | null; readonly odds: number }[];
}

interface Asked {
  readonly prospects: Prospects;
  readonly stays: Stays;
  readonly columns: readonly TraitColumn[];
  readonly model: ScoreModel;
  readonly parts: Explained;
  readonly line: Line;
  readonly isTelling: boolean;
}

/** All open ones: the best chance now first, those past the window last; where the score tells nothing, the newest first. */
export function standingsOf(asked: Asked): Standing[] {
  const { prospects, stays, columns, model, parts, line } = asked;
  const found: Standing[] = [];
  for (let n = 0; n < prospects.count; n++) {
    if (prospects.fate[n] !== fate.open) continue;
    const pattern = model.pattern[n]!;
    const chance = recalibrated(model.chance[pattern]!, line);
    found.push({
      id: prospects.ways.ids[prospects.rows[n]!]!,
      cameOn: prospects.cameOn[n]!,
      ageDays: prospects.age[n]!,
      chance,
      low: Math.min(chance, parts.low[pattern]!),
      high: Math.max(chance, parts.high[pattern]!),
      chanceNow: chanceNow(stays, chance, prospects.age[n]!),
      reasons: columns
        .map(({ trait, names, codes }, f) => ({ trait, name: codes[n]! < 0 ? null : names[codes[n]!]!, odds: Math.exp(line.slope * parts.adds[pattern]![f]!) }))
        .sort((a, b) => Math.abs(Math.log(b.odds)) - Math.abs(Math.log(a.odds)) || (a.trait < b.trait ? -1 : 1)),
    });
  }
  const byId = (a: Standing, b: Standing) => (a.id < b.id ? -1 : 1);
  return found.sort(
    asked.isTelling ? (a, b) => (b.chanceNow ?? -1) - (a.chanceNow ?? -1) || b.chance - a.chance || byId(a, b) : (a, b) => b.cameOn - a.cameOn || byId(a, b),
  );
}

/**
 * Given that it is still open at age a: p w(a) / (p w(a) + (1 - p) r(a)), with w and r the shares of winners and of the others that are still open at that age
 * (who never is settled counts among the others). A good lead that has been silent for long is no longer a good lead.
 */
function chanceNow({ ofWon, ofRest }: Stays, chance: number, age: number): number | null {
  if (age >= ofWon.length) return null;
  const [won, rest] = [chance * ofWon[age]!, (1 - chance) * ofRest[age]!];
  return won + rest > 0 ? won / (won + rest) : null;
}
