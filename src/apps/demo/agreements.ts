// What the demo company's two heads have agreed on: definitions signed or waiting, what they promise each other, and three goals.
import { randomUUID } from "node:crypto";

import type { Tx } from "#db/database.ts";
import { figuresOf } from "#evidence/kpi/figures.ts";
import { lensOf } from "#evidence/kpi/lens.ts";
import { type TermKey, agreedByDefault, termKeys } from "#facts/agreements.ts";
import { dealColumnsOf, leadColumnsOf } from "#facts/columns.ts";
import type { Asker } from "#facts/department.ts";
import { type PromiseKey, type PromiseTerms, promiseKeys, shippedPromises, sideOfPromise } from "#facts/promises.ts";
import { shippedOf } from "#features/definitions/rules.ts";
import { addDefinition } from "#ledger/agreed-versions.ts";
import type { GoalKey } from "#facts/goal-keys.ts";
import { addRevision, insertGoal } from "#features/goals/store.ts";
import { type Day, addMonths } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";
import { audit } from "#ledger/audit.ts";
import { addPromise } from "#ledger/promises.ts";
import { ofDefinition, ofPromise, signAsHead } from "#ledger/signatures.ts";
import type { SimulatedFirm } from "#testing/demo/company.ts";

export interface Heads {
  readonly sales: Asker;
  readonly marketing: Asker;
}

/** The discount that the two heads have agreed needs no reason; goals are measured by it too. */
const policy = { upTo: 0.3 };

/** Shipped definitions are signed by both; the discount policy is a version of their own; the start of the cycle waits for sales. */
export async function agreeOnDefinitions(tx: Tx, { sales, marketing }: Heads): Promise<void> {
  const { workspaceId } = sales;
  const sign = (who: Asker, of: TermKey, version: number) => signAsHead(tx, who, { kind: ofDefinition, of, version });
  const propose = async (who: Asker, key: TermKey, terms: object, note: string) => {
    await addDefinition(tx, workspaceId, { key, version: 2, terms, note, by: who.memberId });
    await audit(tx, who, { act: "definition.proposed", subjectKind: "definition", subjectId: `${key}@2`, before: shippedOf(key), after: terms });
    await sign(who, key, 2);
  };
  for (const key of termKeys) {
    await addDefinition(tx, workspaceId, { key, version: 1, terms: shippedOf(key), note: null, by: null });
    await sign(sales, key, 1);
    await sign(marketing, key, 1);
  }
  await propose(sales, "discount-policy", policy, "Distributors buy at list less 28 %; what goes beyond 30 % needs a reason.");
  await sign(marketing, "discount-policy", 2);
  await propose(marketing, "sales-cycle", { start: "handoff-accepted" }, "The clock should start when sales takes the lead, not when the deal is typed in.");
}

/** What the heads of the demo promise beyond the usual; the rest they sign as it ships. */
const ownPromises: { readonly [K in PromiseKey]?: PromiseTerms[K] } = {
  "accepted-value": { perMonth: 800_000_000 },
  "accept-in-time": { hours: 16, atLeast: 0.85 },
  "first-attempt": { hours: 24, hoursByGrade: { A: 16 }, atLeast: 0.85 },
  "attempt-depth": { attempts: 2, days: 14, atLeast: 0.6 },
  "requests-answered": { ...shippedPromises["requests-answered"], hours: 18 },
};
/** Sales has signed it and waits for marketing: so a visitor sees what a promise is that one side alone has given its name to. */
const halfSigned: PromiseKey = "campaign-notice";

/** Both signed half a year before the quarter explained; that the buyer's own reason be asked for waits for sales. */
export async function agreeOnPromises(tx: Tx, { sales, marketing }: Heads, firm: SimulatedFirm): Promise<void> {
  const { workspaceId } = sales;
  const at = `${addMonths(firm.period.from, -6)}T09:00:00Z`;
  for (const key of promiseKeys) {
    const own = ownPromises[key];
    const version = own === undefined ? 1 : 2;
    const by = own === undefined ? null : sideOfPromise[key] === "sales" ? sales.memberId : marketing.memberId;
    await addPromise(tx, workspaceId, { key, version, terms: own ?? shippedPromises[key], note: null, holdsFrom: null, by });
    for (const head of key === halfSigned ? [sales] : [sales, marketing]) await signAsHead(tx, head, { kind: ofPromise, of: key, version, at });
  }
  const note = "Price stands behind every second loss. Let us ask the buyer as well.";
  await addPromise(tx, workspaceId, { key: "lost-feedback", version: 2, terms: { atLeast: 0.9 }, note, holdsFrom: null, by: marketing.memberId });
  await audit(tx, marketing, {
    act: "promise.proposed",
    subjectKind: "promise",
    subjectId: "lost-feedback@2",
    before: shippedPromises["lost-feedback"],
    after: { atLeast: 0.9 },
  });
  await signAsHead(tx, marketing, { kind: ofPromise, of: "lost-feedback", version: 2 });
}

/** Better by a tenth within a year after the first: the three headline figures, each with an owner from both sides. */
export async function setGoals(tx: Tx, { sales, marketing }: Heads, firm: SimulatedFirm): Promise<void> {
  const baseline = { from: addMonths(firm.against.until, -12), until: firm.against.until };
  const day: Day = addMonths(firm.asOf, 3);
  for (const [key, level] of baselineLevels(firm, baseline)) {
    const detail = { key, baseline, target: level * 0.9, day, ownerSales: sales.memberId, ownerMarketing: marketing.memberId };
    const id = randomUUID();
    await insertGoal(tx, sales.workspaceId, { ...detail, id });
    const stood = { ...detail, state: "active" };
    await addRevision(tx, sales.workspaceId, { id, stood, reason: "", by: sales.memberId });
    await audit(tx, sales, { act: "goal.set", subjectKind: "goal", subjectId: id, before: null, after: stood });
  }
}

/** Where the three figures stood in the baseline; promotion cost by the month. Deals in other currencies are left out of this guess. */
function baselineLevels(firm: SimulatedFirm, baseline: Period): [GoalKey, number][] {
  const { deal, lead, spend, plan, seller, "seller-cost": sellerCosts } = firm.rows;
  const deals = dealColumnsOf(deal.filter((row) => row.currency === "RUB"));
  const facts = { currency: "RUB", deals, leads: leadColumnsOf(lead), spend, sellerCosts, sellers: seller, plans: plan };
  const agreed = { ...agreedByDefault, terms: { ...agreedByDefault.terms, "discount-policy": policy } };
  const figures = figuresOf(lensOf(facts, agreed, firm.asOf), baseline);
  const months = 12;
  const wanted: readonly [GoalKey, number][] = [
    ["cycle-median-won", 1],
    ["promotion-cost", months],
    ["cost-per-transaction-full", 1],
  ];
  return wanted.flatMap(([key, over]) => {
    const value = figures.find((figure) => figure.key === key)?.value ?? null;
    return value === null ? [] : [[key, value / over] as [GoalKey, number]];
  });
}
