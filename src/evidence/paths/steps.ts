// The steps that cases take: our stages, or the source's own names where one of our stages stands for several of them.
import type { MoveColumns } from "#facts/moves.ts";
import { type Stage, stages } from "#facts/stage.ts";

export interface PathStep {
  /** 'won', 'returned', 'opportunity:Negotiation'. */
  readonly key: string;
  readonly stage: Stage | "returned";
  /** The source's own name; null where our stage says it all. */
  readonly name: string | null;
  /** Place on the usual way, 0 and up: a move to a lower one is a step back. */
  readonly order: number;
}

export interface StepBook {
  readonly steps: readonly PathStep[];
  stepOfMove(row: number): number;
  /** The step that a move came from; null where it does not say. */
  stepBefore(row: number): number | null;
  stepOfStage(stage: Stage | "returned"): number;
}

/** A stage that stands for more names than this is shown as one step: nobody reads a map of forty boxes. */
const mostNames = 6;

/**
 * The steps of the moves. A stage of ours with one name in the sources is one step; one with several (a source's own stages of an open deal, say) is as many steps,
 * in the order in which cases usually enter them. 'returned' is a lead that sales gave back: it lies before 'found ready by marketing', so that giving back is a step back.
 */
export function bookOf(moves: MoveColumns): StepBook {
  const named = namesByStage(moves);
  const steps: PathStep[] = [];
  const [ofStage, ofName] = [new Map<string, number>(), new Map<string, number>()];
  const add = (stage: Stage | "returned", name: string | null) => {
    steps.push({ key: name === null ? stage : `${stage}:${name}`, stage, name, order: steps.length });
    return steps.length - 1;
  };
  const order: readonly (Stage | "returned")[] = ["lead", "returned", ...stages.slice(1)];
  for (const stage of order) {
    ofStage.set(stage, add(stage, null));
    const names = stage === "returned" ? [] : (named.get(stages.indexOf(stage)) ?? []);
    if (names.length < 2 || names.length > mostNames || stage === "won" || stage === "lost") continue;
    for (const name of names) ofName.set(`${stages.indexOf(stage as Stage)}:${name}`, add(stage, name));
  }
  const stepOf = (stage: number, name: string) => ofName.get(`${stage}:${name}`) ?? ofStage.get(stages[stage]!)!;
  return {
    steps,
    stepOfMove: (row) => stepOf(moves.to[row]!, moves.toName.names[moves.toName.codes[row]!]!),
    stepBefore: (row) =>
      moves.fromName.codes[row]! < 0 || moves.from[row]! < 0 ? null : stepOf(moves.from[row]!, moves.fromName.names[moves.fromName.codes[row]!]!),
    stepOfStage: (stage) => ofStage.get(stage)!,
  };
}

/** For each stage its names, in the order in which records enter them: by the mean place among a record's moves, then by name. */
function namesByStage(moves: MoveColumns): Map<number, string[]> {
  const sums = new Map<number, Map<string, { sum: number; count: number }>>();
  const note = (stage: number, name: string, place: number) => {
    if (stage < 0) return;
    const names = sums.get(stage) ?? new Map<string, { sum: number; count: number }>();
    sums.set(stage, names);
    const known = names.get(name) ?? { sum: 0, count: 0 };
    names.set(name, { sum: known.sum + place, count: known.count + 1 });
  };
  const places = new Map<number, number>();
  for (let row = 0; row < moves.count; row++) {
    const record = 2 * moves.record.codes[row]! + moves.isDeal[row]!;
    const place = (places.get(record) ?? 0) + 1;
    places.set(record, place);
    note(moves.to[row]!, moves.toName.names[moves.toName.codes[row]!]!, place);
    if (place === 1 && moves.fromName.codes[row]! >= 0) note(moves.from[row]!, moves.fromName.names[moves.fromName.codes[row]!]!, 0);
  }
  return new Map(
    [...sums].map(([stage, names]) => [
      stage,
      [...names]
        .map(([name, { sum, count }]) => ({ name, place: sum / count }))
        .sort((a, b) => a.place - b.place || (a.name < b.name ? -1 : 1))
        .map(({ name }) => name),
    ]),
  );
}
