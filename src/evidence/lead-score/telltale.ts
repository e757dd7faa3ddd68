// Fields that give the outcome away, for all who learn from what is known on the first day.
import type { Lens } from "#evidence/kpi/lens.ts";
import { ripeOf } from "#evidence/lead-score/labels.ts";
import { courseOf, horizonOf, prospectsOf } from "#evidence/lead-score/prospects.ts";
import { type ScoreTrait, leakOf, traitColumnsOf } from "#evidence/lead-score/traits.ts";

const known = new WeakMap<Lens, readonly ScoreTrait[]>();

/** The traits of leads (of deals, where no leads are on record) that the score leaves out; worked out once for each lens. */
export function telltaleOf(lens: Lens): readonly ScoreTrait[] {
  const kept = known.get(lens);
  if (kept) return kept;
  const prospects = prospectsOf(lens);
  const horizon = prospects.count === 0 ? null : horizonOf(courseOf(prospects));
  const found =
    horizon === null
      ? []
      : traitColumnsOf(prospects)
          .filter((column) => leakOf(column, prospects, ripeOf(prospects, horizon)) !== null)
          .map(({ trait }) => trait);
  known.set(lens, found);
  return found;
}
