// Everything found out about the facts, the gravest first.
import type { Dice } from "#kit/dice.ts";
import { countedTwiceFindings } from "#evidence/trust/counted-twice.ts";
import { coverageFindings, openWithoutStart } from "#evidence/trust/coverage.ts";
import { duplicateFindings } from "#evidence/trust/duplicates.ts";
import { exhibitionFindings } from "#evidence/trust/exhibitions.ts";
import { type Finding, costPerDealKeys, cycleKeys, dealFiguresByDay, finding, severities, spendKeys } from "#evidence/trust/finding.ts";
import { joinFindings } from "#evidence/trust/joins.ts";
import { linkFindings } from "#evidence/trust/links.ts";
import { deadDealFindings, extractFindings, freshnessFindings } from "#evidence/trust/lives.ts";
import { outcomeFindings } from "#evidence/trust/outcome.ts";
import { timeFindings } from "#evidence/trust/times.ts";
import type { TrustFacts } from "#evidence/trust/trust-facts.ts";

/** The same facts and dice give the same findings in the same order: by severity, then by the number of records, then by name. */
export function trustFindings(facts: TrustFacts, dice: Dice): Finding[] {
  const found = [
    ...freshnessFindings(facts),
    ...sourceFindings(facts),
    ...coverageFindings(facts.lens),
    ...joinFindings(facts),
    ...countedTwiceFindings(facts),
    ...exhibitionFindings(facts),
    ...timeFindings(facts),
    ...duplicateFindings(facts),
    ...deadDealFindings(facts.lens),
    ...openWithoutStart(facts.lens),
    ...extractFindings(facts.lens),
    ...outcomeFindings(facts.lens.facts.deals),
    ...linkFindings(facts, dice),
  ];
  const name = (one: Finding) => `${one.code} ${one.entity} ${one.field}`;
  // What touches no figure puts none off: it is worth knowing, and no warning.
  const graded = found.map((one) => (one.severity === "warning" && one.affects.length === 0 ? Object.assign({}, one, { severity: "note" }) : one));
  return graded.sort((a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity) || b.count - a.count || (name(a) < name(b) ? -1 : 1));
}

/** stage-not-mapped: records whose stage nobody has mapped are in no figure. currency-without-rate: money that cannot be added up. */
function sourceFindings({ lens, unmappedStages, currencyGaps }: TrustFacts): Finding[] {
  const figures = [...dealFiguresByDay, ...cycleKeys, ...costPerDealKeys];
  return [
    ...unmappedStages.map((one) => {
      const of = one.records.length + (one.entity === "deal" ? lens.facts.deals.count : (lens.facts.leads?.count ?? 0));
      return finding({
        code: "stage-not-mapped",
        entity: one.entity,
        field: "stage",
        severity: "serious",
        count: one.records.length,
        of,
        records: one.records,
        details: { stage: one.stage },
        affects: figures,
      });
    }),
    ...currencyGaps.map((one) =>
      finding({
        code: "currency-without-rate",
        entity: one.entity,
        field: "currency",
        severity: "serious",
        count: one.records.length,
        of: one.records.length,
        records: one.records,
        details: { currency: one.currency },
        affects: one.entity === "spend" ? spendKeys : figures,
      }),
    ),
  ];
}
