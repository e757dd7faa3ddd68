// What the evidence library gives to others: import { survivalCurve } from "evenhand/evidence". Facts go in as typed arrays, numbers come out with their ranges.

// Facts as columns, days and money, and the papers of a number.
export { agreedByDefault } from "#facts/agreements.ts";
export { codedOf, dealColumnsOf, leadColumnsOf, noDay } from "#facts/columns.ts";
export type { Coded, DealColumns, LeadColumns } from "#facts/columns.ts";
export type { Deal, Lead, Plan, Spend } from "#facts/entities.ts";
export type { FigureFacts } from "#facts/figure-facts.ts";
export type { Caution, Interval, NumberWithPapers, Verdict } from "#facts/papers.ts";
export { dayNumber, dayOf } from "#kit/day.ts";
export { diceOf } from "#kit/dice.ts";
export { periodBefore, readPeriod } from "#kit/period.ts";

// Shares of few cases, and groups of few that lean on one another.
export { chanceOfRise, jeffreysInterval, shareDifference, wilsonInterval } from "#evidence/statistics/proportion.ts";
export { pooledShares } from "#evidence/statistics/pooling.ts";
export { benjaminiHochberg, holm, stepDownMaxT } from "#evidence/statistics/multiplicity.ts";

// How long things take, with those that are not over.
export { fromTheBeginning, restrictedMean, survivalAt, survivalCurve, survivalQuantile } from "#evidence/statistics/survival.ts";
export { chanceFrom, incidenceAt, incidenceOf } from "#evidence/statistics/aalen-johansen.ts";
export { fitCox, paceRatio } from "#evidence/statistics/cox.ts";
export { constancyTest } from "#evidence/statistics/cox-checks.ts";
export { logRank } from "#evidence/statistics/log-rank.ts";

// How many will come in the end, while many are young.
export { chainLadder } from "#evidence/ripening/chain-ladder.ts";
export { cureInterval, cureShareBy, fitCure } from "#evidence/ripening/cure.ts";

// Credit for journeys, and divisions that add up.
export { creditOf } from "#evidence/journeys/credit.ts";
export { ending, minutesInDay } from "#evidence/journeys/columns.ts";
export type { Journeys } from "#evidence/journeys/columns.ts";
export { lmdi, lmdiRatios } from "#evidence/statistics/lmdi.ts";
export { shapley, shapleyOfProduct } from "#evidence/statistics/shapley.ts";

// When a series moved to another level, what a known day did to it, and the watch over what comes in.
export { breaksOf } from "#evidence/change/breaks.ts";
export { expectedBy } from "#evidence/change/expected.ts";
export { interruptedBy } from "#evidence/change/interrupted.ts";
export { watch } from "#evidence/change/monitor.ts";
export { expectedAhead, fitWandering } from "#evidence/statistics/local-level.ts";

// Stated chances held against what came.
export { aucOf, brierBy, byScore, calibrationLineBy, capturedBy, recalibrated } from "#evidence/statistics/foresight.ts";

// Whole answers from a company's facts.
export { lensOf } from "#evidence/kpi/lens.ts";
export type { Lens } from "#evidence/kpi/lens.ts";
export { figuresOf } from "#evidence/kpi/figures.ts";
export { funnelBySegment, funnelOf } from "#evidence/funnel/funnel.ts";
export { explainShortfall } from "#evidence/shortfall/explain.ts";
export { leadScoreOf } from "#evidence/lead-score/score.ts";

// Prices: the way from list to margin, what a discount goes with, both sides' reasons for a loss.
export { winningOf } from "#evidence/prices/best-discount.ts";
export { discountBuckets } from "#evidence/prices/buckets.ts";
export { groupsOf } from "#evidence/prices/groups.ts";
export { offersOf } from "#evidence/prices/offers.ts";
export { lossReasonsOf } from "#evidence/prices/reasons.ts";
export { priceSteps } from "#evidence/prices/steps.ts";
export { fitGroupedLogit, fitRandomLevels } from "#evidence/statistics/grouped-logit.ts";
export { robustnessValue } from "#evidence/statistics/robustness.ts";

// Scales of a survey.
export { groupShareOf, scaleAgreement, withinGroupAgreement } from "#evidence/scales/agreement.ts";
export { reversedItems, turned } from "#evidence/scales/answers.ts";
export { reliabilityOf } from "#evidence/scales/reliability.ts";
