// What was known on the day somebody came in, and which fields only seem to have been: those filled in later or that repeat the outcome.
import type { Coded } from "#facts/columns.ts";
import { normalQuantile } from "#evidence/statistics/distributions.ts";
import { aucOf } from "#evidence/statistics/foresight.ts";
import type { Prospects } from "#evidence/lead-score/prospects.ts";

/** Never the owner (who works a lead is decided after it came in), and no campaign: the next one is always new. */
export const scoreTraits = ["channel", "segment", "region", "product", "grade", "accountSize"] as const;
export type ScoreTrait = (typeof scoreTraits)[number];

export interface TraitColumn {
  readonly trait: ScoreTrait;
  /** Sorted, so that nothing depends on the order of rows. */
  readonly names: readonly string[];
  /** One a prospect; -1 not known. */
  readonly codes: Int32Array;
}

/** repeats-outcome: it alone tells won from lost almost perfectly. filled-later: hardly filled when a lead is new, and nearly always when it is old. */
export type Leak =
  | { readonly code: "repeats-outcome"; readonly auc: number }
  | { readonly code: "filled-later"; readonly young: number; readonly ripe: number };

/** Columns of the traits that are on record and that tell anything apart. */
export function traitColumnsOf(prospects: Prospects): TraitColumn[] {
  return scoreTraits.flatMap((trait) => {
    const coded = prospects.ways.trait(trait);
    if (!coded) return [];
    const column = inOrder(trait, coded, prospects.rows);
    return column.codes.some((code) => code !== column.codes[0]) ? [column] : [];
  });
}

function inOrder(trait: ScoreTrait, { codes, names }: Coded, rows: Int32Array): TraitColumn {
  const sorted = [...names].sort();
  const places = new Map(sorted.map((name, place) => [name, place]));
  const place = names.map((name) => places.get(name)!);
  return { trait, names: sorted, codes: rows.map((row) => (codes[row]! < 0 ? -1 : place[codes[row]!]!)) };
}

const suspicious = 0.95;
/** Somebody who came in no longer ago than this is new. */
const newForDays = 7;
const fewestNew = 20;

/** Who is ripe, and which of them were won. */
interface Ripe {
  readonly places: Int32Array;
  readonly won: Uint8Array;
}

/** Why a trait must not be used, or null. */
export function leakOf(column: TraitColumn, prospects: Prospects, ripe: Ripe): Leak | null {
  const auc = aucAlone(column, prospects.hash, ripe);
  if (auc !== null && auc > suspicious) return { code: "repeats-outcome", auc };
  return filledLater(column, prospects, ripe);
}

/** How well the trait alone tells won from lost: rates by level learnt on half of the accounts and held against the others, so that rare levels cannot learn by heart. */
function aucAlone({ codes, names }: TraitColumn, hash: Int32Array, { places, won }: Ripe): number | null {
  const seen = new Float64Array(names.length + 1);
  const hits = new Float64Array(names.length + 1);
  let [cases, wins] = [0, 0];
  const level = (n: number) => (codes[n]! < 0 ? names.length : codes[n]!);
  const isTaught = (n: number) => hash[n]! >= 0;
  places.forEach((n, place) => {
    if (!isTaught(n)) return;
    seen[level(n)]!++;
    hits[level(n)]! += won[place]!;
    cases++;
    wins += won[place]!;
  });
  if (cases === 0) return null;
  const rates = seen.map((count, at) => (hits[at]! + (5 * wins) / cases) / (count + 5));
  const held = Int32Array.from(places.keys()).filter((place) => !isTaught(places[place]!));
  return aucOf({
    scores: Float64Array.from(held, (place) => rates[level(places[place]!)]!),
    came: Uint8Array.from(held, (place) => won[place]!),
    weights: new Float64Array(held.length).fill(1),
  });
}

/** Two shares a fifth apart and not by chance (one in ten thousand): the field is filled in as the lead is worked, and says how far it came. */
function filledLater({ codes }: TraitColumn, prospects: Prospects, ripe: Ripe): Leak | null {
  const young = Int32Array.from({ length: prospects.count }, (_, n) => n).filter((n) => prospects.lastSeen - prospects.cameOn[n]! <= newForDays);
  if (young.length < fewestNew || ripe.places.length < fewestNew) return null;
  const filled = (places: Int32Array) => places.reduce((sum, n) => sum + Number(codes[n]! >= 0), 0);
  const [first, second] = [filled(young) / young.length, filled(ripe.places) / ripe.places.length];
  const pooled = (filled(young) + filled(ripe.places)) / (young.length + ripe.places.length);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / young.length + 1 / ripe.places.length));
  const isLater = second - first > 0.2 && second - first > normalQuantile(0.9999) * error;
  return isLater ? { code: "filled-later", young: first, ripe: second } : null;
}
