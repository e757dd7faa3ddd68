// Long work says how far it has come, and can be ended: whoever waits hears it, and the work knows nobody.

/** Steps that every long answer is made of: facts are read, sums are taken, chance is drawn. */
export const workParts = ["reading", "sums", "draws"] as const;
export type WorkPart = (typeof workParts)[number];

/** Hears a step and the share of it that is done, null where that is not known. Throws `WorkLeft` to end the work. */
export interface WorkHearer {
  (part: WorkPart, share: number | null): void;
}

/** Thrown through work that nobody waits for any more. */
export class WorkLeft extends Error {
  override readonly name = "WorkLeft";
}

let hearer: WorkHearer | null = null;

/** Set up once by a thread whose work others wait for; null: nobody hears. Gives who heard before. */
export function hearWork(by: WorkHearer | null): WorkHearer | null {
  const before = hearer;
  hearer = by;
  return before;
}

/** Said by long work every few milliseconds, in the midst of its loops. Says nothing of the answer and changes nothing about it. */
export function cameTo(part: WorkPart, share: number | null = null): void {
  hearer?.(part, share);
}
