// The shortfall engine, asked about simulated firms: what it claims of each driver, and whether it says that nothing stands out.
import { explainShortfall } from "#evidence/shortfall/explain.ts";
import type { Explain } from "#testing/coverage.ts";

/** Asks year on year, cut by segment, with the given number of resamples. */
export function shortfallEngine(draws = 400): Explain {
  return (firm) => {
    const answer = explainShortfall({
      question: { period: firm.period, against: firm.against, by: ["segment"], measure: "revenue" },
      deals: firm.dealColumns,
      leads: firm.leadColumns,
      marketIndex: firm.marketIndex,
      plans: [],
      asOf: firm.asOf,
      factsVersion: "1",
      draws,
    });
    if (!answer.ok) throw new Error(`a simulated firm was refused: ${answer.reason}`);
    return {
      parts: answer.value.parts.map(({ driver, amount, interval }) => ({ driver, amount, low: interval.low ?? amount, high: interval.high ?? amount })),
      saysNothing: answer.value.summary.nothingBeyondChance,
    };
  };
}
