// Two events at the same age: what each brought, what one of each cost, and whether luck of the counts alone could make the difference.
import type { NumberWithPapers } from "#facts/papers.ts";
import { type CostRatio, costRatio } from "#evidence/projects/compare.ts";
import { type Horizon, type ProjectGround, type ProjectMeasure, projectResults } from "#evidence/projects/results.ts";
import type { ProjectBook } from "#evidence/projects/units.ts";

export interface AtOneAge {
  readonly days: Horizon;
  readonly rows: readonly {
    readonly measure: ProjectMeasure;
    readonly here: { readonly count: number; readonly cost: NumberWithPapers };
    readonly there: { readonly count: number; readonly cost: NumberWithPapers };
    /** Cost of one here over cost of one there; null: nothing was counted in either, or money is missing. */
    readonly ratio: CostRatio | null;
  }[];
}

/**
 * Horizons that are over for both, so that neither is the older; measures that both have (where one has no leads on record, contacts and won deals are left).
 * Definitions and ranges are those of `projectResults` and `costRatio`. Empty: the younger is not 30 days old.
 */
export function sideBySide(book: ProjectBook, here: ProjectGround, there: ProjectGround): AtOneAge[] {
  const [one, other] = [projectResults(book, here), projectResults(book, there)];
  return one.milestones.flatMap(({ days, isOver, measures }, place) => {
    const its = other.milestones[place]!;
    if (!isOver || !its.isOver) return [];
    const rows = measures.flatMap(({ measure, count, cost }) => {
      const beside = its.measures.find((each) => each.measure === measure);
      if (beside === undefined) return [];
      const ratio = costRatio({ count, cost: here.cost?.total ?? 0 }, { count: beside.count, cost: there.cost?.total ?? 0 });
      return [{ measure, here: { count, cost }, there: { count: beside.count, cost: beside.cost }, ratio }];
    });
    return [{ days, rows }];
  });
}
