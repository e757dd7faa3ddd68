// What to beware of when reading the parts: each warning is a code that the screen words, with the figures for its sentence.
import type { Caution } from "#facts/papers.ts";
import { dayOf } from "#kit/day.ts";
import type { Cohort, CrossCheck } from "#evidence/shortfall/result.ts";
import type { Comparison } from "#evidence/shortfall/comparison.ts";
import { ripeAges } from "#evidence/shortfall/cohorts.ts";
import type { Driver } from "#facts/driver.ts";
import { fromLeads, withoutLead } from "#evidence/shortfall/lists.ts";
import { at, sumCount } from "#evidence/shortfall/sums.ts";

const ofLeads: readonly Driver[] = ["lead-volume", "lead-quality", "acceptance", "qualification"];
const ofEntrants: ReadonlySet<Driver> = new Set<Driver>([...ofLeads, "deal-volume", "deal-quality", "timing"]);
const ofConversion: ReadonlySet<Driver> = new Set<Driver>(["lead-quality", "deal-quality", "acceptance", "qualification", "timing", "win-rate"]);
const ofQuality: readonly Driver[] = ["lead-quality", "acceptance", "qualification", "win-rate"];
const ofMoney: ReadonlySet<Driver> = new Set<Driver>(["product-mix", "deal-size", "list-price", "discount", "cost"]);

interface Context {
  readonly comparison: Comparison;
  readonly cohorts: readonly Cohort[];
  readonly crossCheck: CrossCheck;
  readonly shortfall: number;
}

/** Warnings about the whole answer. */
export function generalCautions(context: Context): Caution[] {
  const { comparison, cohorts } = context;
  const { sample } = comparison;
  const cautions: Caution[] = [];
  const { actual, isToDate } = sample.windows;
  if (isToDate) cautions.push({ code: "compared-to-date", details: { days: actual.until - actual.from } });
  if (sample.courses.mode === "unlinked") cautions.push({ code: "leads-not-linked" });
  if (sample.money.wonWithoutAmount > 0) cautions.push({ code: "won-without-amount", details: { count: sample.money.wonWithoutAmount } });
  if (sample.segments.some((segment) => segment.isRest)) cautions.push({ code: "thin-segments-together" });
  if (
    comparison.alignable.some((rows, side) =>
      rows.some((ok, row) => ok === 0 && comparison.asRecorded.sums.rows[side as 0 | 1][row * sumCount + at.closed]! > 0),
    )
  )
    cautions.push({ code: "closings-without-cohort" });
  const ignored = comparison.plannedLevels?.ignored ?? 0;
  if (ignored > 0) cautions.push({ code: "plan-scope-ignored", details: { count: ignored } });
  if ((context.crossCheck.largestDifference ?? 0) > 0.05) cautions.push({ code: "lmdi-differs" });
  const young = cohorts.filter((cohort) => cohort.side === "actual" && !cohort.isRipe);
  if (young.length > 0) cautions.push({ code: "young-cohorts-hatched", details: { months: young.length } });
  return cautions;
}

/** Warnings that belong to one driver. */
export function cautionsOf(driver: Driver, context: Context): Caution[] {
  const { comparison } = context;
  const { sample } = comparison;
  const cautions: Caution[] = [];
  const add = (test: boolean, caution: Caution) => {
    if (test) cautions.push(caution);
  };
  const { listKnown, costKnown, hasDiscount, hasQuantity } = sample.money;
  const isVolume = driver === "lead-volume" || driver === "deal-volume";
  add(isVolume && comparison.market === null, { code: "market-not-separable" });
  add(driver === "deal-volume" && sample.courses.mode === "deals-only", { code: "volume-from-deals" });
  add(driver === "list-price" && !hasQuantity, { code: "price-includes-size" });
  add(driver === "list-price" && !hasDiscount, { code: "price-after-discount" });
  add((driver === "list-price" || driver === "discount") && hasDiscount && listKnown < 1, { code: "list-partly-known", details: { share: listKnown } });
  add(driver === "cost" && costKnown < 1, { code: "cost-partly-known", details: { share: costKnown } });
  const ofTelltale: readonly Driver[] = sample.courses.mode === "deals-only" ? ["deal-quality", "win-rate"] : ofQuality;
  for (const trait of sample.telltale) add(ofTelltale.includes(driver), { code: `telltale-${trait}` });
  add(ofConversion.has(driver) && sample.newLevels > 0.1, { code: "new-levels", details: { share: sample.newLevels } });
  const [before, now] = sample.dead;
  add((driver === "deal-volume" || driver === "timing") && before + now > 0, { code: "dead-deals-left-out", details: { reference: before, actual: now } });
  if (ofEntrants.has(driver)) cautions.push(...entryCautions(driver, context));
  const fewest = Math.min(...sample.closings.map((list) => countOf(list.isWon)));
  add((ofMoney.has(driver) || driver === "win-rate") && fewest < 30, { code: "few-won-deals", details: { count: fewest } });
  const largest = ofMoney.has(driver) ? largestDeal(comparison) : 0;
  add(largest > 0.2, { code: "one-deal-weighs", details: { share: largest } });
  const other = context.crossCheck.parts.find((part) => part.driver === driver);
  const apart = other === undefined ? 0 : Math.abs(other.amount - comparison.amountOf(driver));
  add(apart > 0.05 * Math.abs(context.shortfall) && apart >= 1, { code: "lmdi-differs", details: { amount: other?.amount ?? null } });
  return cautions;
}

function entryCautions(driver: Driver, { comparison, cohorts }: Context): Caution[] {
  const { sample } = comparison;
  const stream = ofLeads.includes(driver) ? fromLeads : driver === "timing" && sample.courses.mode !== "deals-only" ? fromLeads : withoutLead;
  const cautions: Caution[] = [];
  const age = ripeAges(comparison)[stream];
  if (age === null) return [{ code: "due-not-known" }];
  if (sample.lags[stream].closings.reduce((sum, count) => sum + count, 0) < 30) cautions.push({ code: "lag-from-few" });
  const firstNeeded = sample.windows.reference.from - age;
  if (stream === withoutLead && sample.isLateExtract) cautions.push({ code: "extract-leaves-out-early-closings" });
  if (sample.firstEntered[stream] > firstNeeded)
    cautions.push({ code: "extract-starts-late", details: { day: dayOf(sample.firstEntered[stream]), needed: dayOf(firstNeeded) } });
  const entity = stream === fromLeads ? "lead" : "deal";
  const own = cohorts.filter((cohort) => cohort.side === "actual" && cohort.entity === entity);
  const all = own.reduce((sum, cohort) => sum + cohort.due, 0);
  const young = own.filter((cohort) => !cohort.isRipe).reduce((sum, cohort) => sum + cohort.due, 0);
  if (all > 0 && young / all > 0.5) cautions.push({ code: "young-cohorts", details: { share: young / all, days: age } });
  return cautions;
}

function countOf(flags: Uint8Array): number {
  let count = 0;
  for (const flag of flags) count += flag;
  return count;
}

/** The largest won deal's share of its side's money. */
function largestDeal({ sample }: Comparison): number {
  return Math.max(
    ...sample.closings.map((list) => {
      let [sum, most] = [0, 0];
      for (let n = 0; n < list.isWon.length; n++) {
        if (list.isWon[n] === 0) continue;
        sum += list.amount[n]!;
        most = Math.max(most, list.amount[n]!);
      }
      return sum > 0 ? most / sum : 0;
    }),
  );
}
