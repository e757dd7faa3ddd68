// What was known on the day somebody came in, and which fields only seem to have been: those filled in later or that repeat the outcome.
import type { Coded } from "#facts/columns.ts";
import { normalQuantile } from "#evidence/statistics/distributions.ts";
import { aucOf } from "#evidence/statistics/foresight.ts";
import type { Labels } from "#evidence/lead-score/labels.ts";
import type { Prospects } from "#evidence/lead-score/prospects.ts";

/** Never the owner (who works a lead is decided after it came in) and no place names beyond the region that is on record. */
export const scoreTraits = ["channel", "campaign", "segment", "region", "product", "grade", "accountSize"] as const;
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

/** Why a trait must not be used, or null. `labels` are those of the ripe. */
export function leakOf(column: TraitColumn, prospects: Prospects, labels: Labels): Leak | null {
  const auc = aucAlone(column, prospects.hash, labels);
  if (auc !== null && auc > suspicious) return { code: "repeats-outcome", auc };
  return filledLater(column, prospects, labels);
}

/** How well the trait alone tells won from lost: rates by level learnt on half of the accounts and held against the others, so that rare levels cannot learn by heart. */
function aucAlone({ codes, names }: TraitColumn, hash: Int32Array, { places, won, weight }: Labels): number | null {
  const seen = new Float64Array(names.length + 1);
  const hits = new Float64Array(names.length + 1);
  let [cases, wins] = [0, 0];
  const level = (n: number) => (codes[n]! < 0 ? names.length : codes[n]!);
  const isTaught = (n: number) => hash[n]! >= 0;
  places.forEach((n, place) => {
    if (!isTaught(n) || weight[place] === 0) return;
    seen[level(n)]! += weight[place]!;
    hits[level(n)]! += weight[place]! * won[place]!;
    cases += weight[place]!;
    wins += weight[place]! * won[place]!;
  });
  if (!(cases > 0)) return null;
  const rates = seen.map((count, at) => (hits[at]! + (5 * wins) / cases) / (count + 5));
  const held = Int32Array.from(places.keys()).filter((place) => !isTaught(places[place]!) && weight[place]! > 0);
  return aucOf({
    scores: Float64Array.from(held, (place) => rates[level(places[place]!)]!),
    came: Uint8Array.from(held, (place) => won[place]!),
    weights: Float64Array.from(held, (place) => weight[place]!),
  });
}

/** Two shares a fifth apart and not by chance (one in ten thousand): the field is filled in as the lead is worked, and says how far it came. */
function filledLater({ codes }: TraitColumn, prospects: Prospects, { places, weight }: Labels): Leak | null {
  const young = [0, 0];
  const ripe = [0, 0];
  places.forEach((n, place) => {
    const side = prospects.lastSeen - prospects.cameOn[n]! <= newForDays ? young : weight[place]! > 0 ? ripe : null;
    if (side === null) return;
    side[0]!++;
    side[1]! += Number(codes[n]! >= 0);
  });
  if (young[0]! < fewestNew || ripe[0]! < fewestNew) return null;
  const [first, second] = [young[1]! / young[0]!, ripe[1]! / ripe[0]!];
  const pooled = (young[1]! + ripe[1]!) / (young[0]! + ripe[0]!);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / young[0]! + 1 / ripe[0]!));
  const isLater = second - first > 0.2 && second - first > normalQuantile(0.9999) * error;
  return isLater ? { code: "filled-later", young: first, ripe: second } : null;
}
