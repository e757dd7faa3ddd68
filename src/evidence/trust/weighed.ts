// Facts on record, weighed: ready to be looked at, and with everything that is doubtful in them found.
import type { Agreed } from "#facts/agreements.ts";
import type { FigureFacts } from "#facts/figure-facts.ts";
import type { Day } from "#kit/day.ts";
import { diceOf, seedOf } from "#kit/dice.ts";
import { type Lens, lensOf } from "#evidence/kpi/lens.ts";
import type { Finding } from "#evidence/trust/finding.ts";
import { trustFindings } from "#evidence/trust/findings.ts";
import type { CurrencyGap, Named, SpendFiles, TouchLinks, UnmappedStage } from "#evidence/trust/trust-facts.ts";

export interface FactsOnRecord extends FigureFacts {
  readonly agreed: Agreed;
  readonly named: { readonly accounts: Named; readonly products: Named; readonly sellers: Named; readonly campaigns: Named };
  readonly touches: TouchLinks;
  readonly spendFiles: SpendFiles;
  readonly unmappedStages: readonly UnmappedStage[];
  readonly currencyGaps: readonly CurrencyGap[];
}

export interface Weighed {
  readonly lens: Lens;
  readonly findings: readonly Finding[];
}

/** The same facts on the same day are always weighed alike: the dice that shuffle links start from the same throw. */
export function weighed(facts: FactsOnRecord, asOf: Day): Weighed {
  const lens = lensOf(facts, facts.agreed, asOf);
  const { touches, spendFiles, unmappedStages, currencyGaps } = facts;
  return { lens, findings: trustFindings({ lens, asOf, ...facts.named, touches, spendFiles, unmappedStages, currencyGaps }, diceOf(seedOf("links"))) };
}
