// Claims about what marketing tells and gives to sales: campaigns that come without notice, materials that nobody uses.
import { type ClaimAnswer, type ClaimSpec, type Compared, cannotTell } from "#evidence/claims/claim.ts";
import { type ClaimGround, type ClaimQuestion, textOf } from "#evidence/claims/ground.ts";
import { countedOut, fewestCases } from "#evidence/claims/measure.ts";
import { closedIn } from "#evidence/kpi/lens.ts";
import { noDay } from "#facts/columns.ts";
import { dayNumber } from "#kit/day.ts";

type Test = (spec: ClaimSpec, ground: ClaimGround, asked: ClaimQuestion) => ClaimAnswer;

/** A share of fewer campaigns or materials than these says nothing of a habit. */
const fewest = 5;

/**
 * Campaigns that began in the period with fewer days between telling sales and the first day than agreed, or of which sales was never told; share of all that
 * began there. Counted out: every campaign is in the book. Those that began before the first telling on record are left out: nobody kept the day then.
 */
export const withoutNotice: Test = (spec, ground, asked) => {
  const { campaigns = [] } = ground.lens.facts;
  const told = campaigns.flatMap(({ announcedOn }) => (announcedOn === null ? [] : [announcedOn])).sort();
  const { from, until } = asked.period;
  const own = campaigns.filter(({ startsOn }) => startsOn !== null && startsOn >= from && startsOn < until && startsOn >= told[0]!);
  if (own.length < fewest) return cannotTell("too-few-campaigns", { count: own.length, needed: fewest });
  const never = own.filter(({ announcedOn }) => announcedOn === null);
  const hits = own.filter(({ startsOn, announcedOn }) => announcedOn === null || dayNumber(startsOn!) - dayNumber(announcedOn) < ground.terms.noticeDays);
  const effect = hits.length / own.length;
  return countedOut(
    spec,
    { effect, sample: own.length },
    {
      compared: [{ name: "this", value: effect, hits: hits.length, cases: own.length }],
      cautions: never.length === 0 ? [] : [{ code: "claim-never-told-counted", details: { count: never.length } }],
      records: { entity: "campaign", ids: hits.map(({ id }) => id) },
    },
  );
};

/**
 * Materials on record by the period's end that nobody used in its last ninety days, share of all. Counted out. Beside it, where both groups have thirty deals: the
 * win rate of deals closed in the period that had a material before their close, and of those that had none; who gets a material is chosen, so the two differ
 * for other reasons too. Cannot be told where the last use on record is older than those ninety days: then the list has stopped, and not the use.
 */
export const materialsNotUsed: Test = (spec, ground, asked) => {
  const uses = ground.materialUses!;
  const until = dayNumber(asked.period.until);
  const since = until - ground.terms.materialDays;
  const isKnown = new Set<number>();
  const isUsed = new Set<number>();
  const records: string[] = [];
  for (let row = 0; row < uses.ids.length; row++) {
    const day = uses.days[row]!;
    if (day !== noDay && day >= until) continue;
    const material = uses.materials.codes[row]!;
    isKnown.add(material);
    if (day === noDay || day < since) continue;
    isUsed.add(material);
    records.push(uses.ids[row]!);
  }
  if (isKnown.size < fewest) return cannotTell("too-few-materials", { count: isKnown.size, needed: fewest });
  if (isUsed.size === 0) return cannotTell("use-not-kept-lately", { days: ground.terms.materialDays });
  const hits = isKnown.size - isUsed.size;
  const effect = hits / isKnown.size;
  const rates = winRates(ground, asked);
  return countedOut(
    spec,
    { effect, sample: isKnown.size },
    {
      compared: [{ name: "this", value: effect, hits, cases: isKnown.size }, ...rates],
      cautions: rates.length === 0 ? [] : [{ code: "claim-materials-chosen" }],
      records: { entity: "material-use", ids: records },
    },
  );
};

/** Deals closed in the period with a material used before their last day, and without. */
function winRates({ lens, materialUses }: ClaimGround, { period }: ClaimQuestion): Compared[] {
  const { deals } = lens.facts;
  const firstUse = new Map<string, number>();
  const uses = materialUses!;
  for (let row = 0; row < uses.ids.length; row++) {
    const deal = textOf(uses.deals, row);
    const day = uses.days[row]!;
    if (deal !== null && day !== noDay && day < (firstUse.get(deal) ?? Infinity)) firstUse.set(deal, day);
  }
  const counts = { "with-materials": { hits: 0, cases: 0 }, "without-materials": { hits: 0, cases: 0 } };
  for (const outcome of ["won", "lost"] as const) {
    for (const row of closedIn(lens, period, { outcome })) {
      const used = firstUse.get(deals.ids[row]!);
      const own = counts[used !== undefined && used <= deals.closedOn[row]! ? "with-materials" : "without-materials"];
      own.cases++;
      if (outcome === "won") own.hits++;
    }
  }
  const told = Object.entries(counts).map(([name, { hits, cases }]) => ({ name, value: hits / cases, hits, cases }));
  return told.every(({ cases }) => cases >= fewestCases) ? told : [];
}
