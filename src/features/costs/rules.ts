// What the room of the costs shows of a period, put together from the evidence.
import type { CostRowView, Costs } from "#features/costs/contract.ts";
import type { Period } from "#kit/period.ts";
import { type CostRow, costByBuyer, costBySegment } from "#evidence/kpi/cost-by-kind.ts";
import { costPerDealFigures } from "#evidence/kpi/cost-per-deal.ts";
import type { Lens } from "#evidence/kpi/lens.ts";
import { loadedCostIn } from "#evidence/kpi/loaded-cost.ts";
import { marginalFigures } from "#evidence/kpi/marginal-cost.ts";
import { payersOf } from "#evidence/kpi/one-touch.ts";
import { promotionDetails, promotionFigures } from "#evidence/kpi/promotion-cost.ts";
import { promotionByKind } from "#evidence/kpi/promotion-kinds.ts";
import { isPromotion } from "#evidence/kpi/spend.ts";
import { type Finding, withCautions } from "#evidence/trust/finding.ts";

/** Segments are known by the names of their field; sellers and products by id, which people do not know. */
export type NameOf = (by: Costs["segmentsBy"], value: string) => string;

export function costsOf(lens: Lens, findings: readonly Finding[], { period, nameOf }: { period: Period; nameOf: NameOf }): Costs {
  const { by } = lens.agreed.terms.segments;
  const numbers = [...promotionFigures(lens, period), ...promotionDetails(lens, period), ...costPerDealFigures(lens, period), ...marginalFigures(lens, period)];
  const loaded = loadedCostIn(lens, period);
  return {
    period,
    currency: lens.facts.currency,
    numbers: withCautions(numbers, findings),
    kinds: promotionByKind(lens, period).map((kind) => Object.assign(kind, { ids: fewIds(kind.ids) })),
    loaded: loaded.parts,
    staff: { days: loaded.staffDays, dayCost: loaded.staffDayCost },
    shared: lens.spend.shared
      .filter(({ line }) => line.day >= period.from && line.day < period.until && isPromotion(lens, line, "actual"))
      .map(({ ids, isByDocument, line }) => ({
        ids,
        isByDocument,
        day: line.day,
        amount: line.amount,
        category: line.category,
        payers: payersOf(line),
      })),
    segmentsBy: by,
    segments: costBySegment(lens, period).map((row) => shown(lens, row, { value: row.value === null ? null : nameOf(by, row.value), of: row.value })),
    buyers: costByBuyer(lens, period).map((row) => shown(lens, row, { value: row.value, of: null })),
  };
}

/** More ids than this are no address any more. */
const mostIds = 300;

function fewIds(ids: readonly string[]): readonly string[] {
  return ids.length > mostIds ? [] : ids;
}

function shown(lens: Lens, { rows, kinds, deals, lag, layers }: CostRow, names: Pick<CostRowView, "value" | "of">): CostRowView {
  const ids = rows.map((at) => lens.facts.deals.ids[at]!);
  return Object.assign({ kinds, deals, ids: fewIds(ids), lag, layers }, names);
}
